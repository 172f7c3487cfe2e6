/* For tests: colleagues of two organisations, and acting as one of them. */
#ifndef PEOPLE_H
#define PEOPLE_H
#include "../../store/test/scratch.h"
#include "accounts.h"
#include "grounds.h"
#include "need_to_know.h"
#include "organisations.h"
#include "tasks.h"
#include "text.h"

struct people {
  struct scratch *s;
  struct id team, provider;                                  /* organisations */
  struct id anna, bram, carl, dora, fenna, admin;            /* team · team · provider · director of the team's · privacy officer · administrator */
};

static inline void as_console(struct scratch *s)
{
  seal_forget(&s->c);
  s->c.scope = (struct scope){ .region = "oost-brabant", .reach = REACH_ALL };
}
static inline void as_worker(struct scratch *s, struct id account, struct id organisation, enum role role)
{
  seal_forget(&s->c);
  s->c.scope = (struct scope){ .region = "oost-brabant", .actor = account, .organisation = organisation, .role = role_key(role),
    .reach = role_sees_files(role) ? REACH_INVOLVED : REACH_NOTHING };
}
static inline struct id person_of(struct scratch *s, const char *name, struct id organisation, enum role role)
{
  struct id id;
  const struct account a = { .name = name, .mail = JOIN(&s->c.arena, name, "@demo.invalid"), .language = "nl" };
  assert_int_equal(account_add(&s->c, &a, &id), OK);
  const struct post p = { .account = id, .organisation = organisation, .role = role, .region = "oost-brabant" };
  assert_int_equal(post_ask(&s->c, &p, NULL), OK);
  return id;
}
static inline struct people *people_new(void)
{
  struct people *p = calloc(1, sizeof *p);
  assert_non_null(p);
  p->s = scratch_with_schema();
  p->s->c.today = date_at(NOW);
  as_console(p->s);
  assert_int_equal(organisation_add(&p->s->c, &(struct organisation){ .name = "Team Oost", .kind = ORGANISATION_LOCAL_TEAM }, &p->team), OK);
  assert_int_equal(organisation_add(&p->s->c, &(struct organisation){ .name = "De Bron", .kind = ORGANISATION_PROVIDER }, &p->provider), OK);
  p->anna = person_of(p->s, "anna", p->team, ROLE_TEAM);
  p->bram = person_of(p->s, "bram", p->team, ROLE_TEAM);
  p->carl = person_of(p->s, "carl", p->provider, ROLE_PROVIDER);
  p->dora = person_of(p->s, "dora", p->team, ROLE_DIRECTOR);
  p->fenna = person_of(p->s, "fenna", p->team, ROLE_PRIVACY);
  p->admin = person_of(p->s, "admin", p->team, ROLE_ADMINISTRATOR);
  return p;
}
static inline void people_free(struct people *p)
{
  scratch_free(p->s);
  free(p);
}
/* A file that Anna opened, through a household of that number. */
static inline struct id file_of_anna(struct people *p, enum compartment_kind kind, struct id household)
{
  struct id id;
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(compartment_make(&p->s->c, kind, &id), OK);
  assert_int_equal(involve_self(&p->s->c, id, household, PURPOSE_HELP), OK);
  return id;
}
/* A new request of the same person, later. */
static inline void later(struct people *p, int64_t ms)
{
  seal_forget(&p->s->c);
  p->s->c.now += ms;
  p->s->c.today = date_at(p->s->c.now);
}
static inline bool may_open(struct people *p, struct id account, struct id organisation, enum role role, struct id compartment)
{
  as_worker(p->s, account, organisation, role);
  return involvement_open(&p->s->c, compartment) == OK;
}
static inline int64_t tasks_of_kind(struct people *p, enum task_kind kind)
{
  struct task_list rows;
  int64_t n = 0;
  assert_int_equal(tasks_mine(&p->s->c, &rows), OK);
  for (size_t i = 0; i < rows.count; i++) n += rows.at[i].kind == kind;
  return n;
}
#define PEOPLE_TEST(name) cmocka_unit_test_setup_teardown(name, people_set_up, people_tear_down)
static inline int people_set_up(void **state) { *state = people_new(); return 0; }
static inline int people_tear_down(void **state) { people_free(*state); return 0; }
#endif
