/* For tests of this room: one town, who acts in it, and what is open there. */
#ifndef REFERRAL_ACTS_H
#define REFERRAL_ACTS_H
#include "referral_world.h"
#include "involvement.h"
#include "tasks.h"

static struct town town;
#define T (&town)
#define W (town.w)
#define C (&town.w->s->c)

static inline int set_up(void **state) { (void)state; town = town_new(); return 0; }
static inline int tear_down(void **state) { (void)state; town_free(T); return 0; }

static inline void provider(void) { as(W, PROVIDER); }
static inline void second(void) { as_one(W, town.colleague.account, town.provider, ROLE_PROVIDER); }
/* Whoever of the provider has it now. */
static inline void responsible(struct id id)
{
  const struct referral r = stored(T, id);
  as_one(W, r.responsible, r.holder, ROLE_PROVIDER);
}

static inline size_t tasks_open(enum task_kind kind, struct id about)
{
  struct task_list list;
  MUST(tasks_open_about(C, kind, about, &list));
  return list.count;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
#endif
