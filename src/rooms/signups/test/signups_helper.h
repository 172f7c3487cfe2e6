/* For tests of this room: a region with a desk of two, and visitors whose process has no keys. */
#ifndef SIGNUPS_HELPER_H
#define SIGNUPS_HELPER_H
#include "../../persons/test/world.h"
#include "calendar.h"
#include "desk.h"
#include "intake.h"
#include "seal_to.h"
#include "kept.h"
#include "taking.h"
#include "tasks.h"

#undef MUST                                                   /* here `w` is at hand, and `s` a sign-up */
#define MUST(call) must(w, (call), #call)
static inline void must(const struct world *w, int rc, const char *what)
{
  const struct error *const e = &w->s->c.error;
  if (rc != OK) print_error("%s: %d %s %s\n", what, rc, e->field ? e->field : "", e->text ? e->text : "");
  assert_int_equal(rc, OK);
}

enum { FEMKE, JOOST };

static inline int set_up(void **state)
{
  struct world *const w = world_new();
  hire(w, FEMKE, "femke@proef.invalid", "Aanmeldpunt Proefregio", ROLE_DESK);
  hire(w, JOOST, "joost@proef.invalid", "Aanmeldpunt Elders", ROLE_DESK);
  console(w);
  MUST(desks_publish(&w->s->c));
  *state = w;
  return 0;
}
static inline int tear_down(void **state)
{
  world_free(*state);
  return 0;
}

static inline struct signup_form form_of(const char *reach)
{
  return (struct signup_form){ .reach = reach, .hours = "altijd", .place = "Eindhoven" };
}

/* As on the public site: without keys, and for nobody. */
static inline int sends_aged(struct world *w, const struct signup_form *f, int64_t age, struct intake_receipt *out)
{
  struct ctx *const c = &w->s->c;
  struct keys *const keys = c->keys;
  uint8_t key[KEY_BYTES];
  seal_forget(c);
  c->error = (struct error){ 0 };
  c->scope = (struct scope){ .reach = REACH_NOTHING };
  c->random(key, sizeof key);
  c->keys = NULL;
  const int rc = intake_send(c, f, &(struct intake_proof){ .token = "teken", .code = follow_code(c, key, "teken"), .age = age }, out);
  c->keys = keys;
  return rc;
}
static inline struct intake_receipt sends(struct world *w, const struct signup_form *f)
{
  struct intake_receipt r;
  MUST(sends_aged(w, f, INT64_MAX, &r));
  return r;
}

static inline void takes_in(struct world *w)
{
  bool more = true;
  console(w);
  while (more) MUST(boxes_take(&w->s->c, &more));
}

static inline struct signup_list open_ones(struct world *w)
{
  struct signup_list open;
  console(w);
  MUST(signups_open(&w->s->c, &open));
  return open;
}
/* The one that is open. */
static inline struct signup only(struct world *w)
{
  const struct signup_list open = open_ones(w);
  assert_int_equal(open.count, 1);
  return open.at[0];
}
static inline struct signup signs_up(struct world *w, const char *reach, struct intake_receipt *receipt)
{
  const struct signup_form f = form_of(reach);
  const struct intake_receipt r = sends(w, &f);
  assert_int_equal(r.answer, INTAKE_TAKEN);
  if (receipt) *receipt = r;
  takes_in(w);
  const struct signup_list open = open_ones(w);
  for (size_t i = 0; i < open.count; i++) if (open.at[i].made.ms == w->s->c.now) return open.at[i];
  return (struct signup){ .version = 0 };
}

static inline int acts_on(struct world *w, size_t n, struct id signup, enum signup_step_kind kind, int32_t again, const char *note)
{
  as(w, n);
  w->s->c.error = (struct error){ 0 };
  return signup_act(&w->s->c, signup, &(struct step_form){ .kind = kind, .again = { again }, .note = note });
}

static inline void later(struct world *w, int64_t ms)
{
  w->s->c.now += ms;
  w->s->c.today = date_at(w->s->c.now);
}

static inline enum follow_state state_of(struct world *w, const char *code)
{
  struct signup_follow f;
  console(w);
  MUST(follow_find(&w->s->c, code, &f));
  return f.state;
}
#endif
