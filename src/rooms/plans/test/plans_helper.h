/* For tests of this room: a household with two parties, each with an own worker, and plans that are filled in element by element. */
#ifndef PLANS_HELPER_H
#define PLANS_HELPER_H
#include "../../persons/test/world.h"
#include "calendar.h"
#include "plan_items.h"
#include "plan_phone.h"
#include "plan_releases.h"
#include "plan_states.h"
#include "plan_versions.h"

enum { TEAM = 0, SHELTER = 1, STRANGER = 2, DIRECTOR = 3 };

struct town { struct world *w; struct id household, side_a, side_b, bram, noor, lot, shared; };

static inline void lets(struct town *t, size_t n, struct id compartment)
{
  struct scratch *const s = t->w->s;
  const struct involvement row = { .account = t->w->at[n].account, .organisation = t->w->at[n].organisation, .compartment = compartment, .household = t->household,
    .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = s->c.scope.actor };
  MUST(record_insert(&s->c, involvement, &row, NULL));
}

static inline struct id compartment_of(struct town *t, struct id person)
{
  struct scratch *const s = t->w->s;
  struct person p;
  MUST(person_get(&s->c, person, &p));
  return p.compartment;
}

/* Bram uses violence, TEAM works for him; Noor and the child Lot are on the other side, SHELTER works for them. */
static inline struct town town_new(void)
{
  struct town t = { .w = world_new() };
  struct scratch *const s = t.w->s;
  as(t.w, TEAM);
  t.household = opens(s, MY_SIDE_A);
  struct household_file f = file_of(s, t.household);
  t.side_a = f.sides.at[0].id;
  t.shared = f.household.compartment;
  t.bram = adds(s, t.side_a, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  lets(&t, SHELTER, t.shared);
  as(t.w, SHELTER);
  MUST(side_open(&s->c, t.household, SIDE_B, &t.side_b));
  t.noor = adds(s, t.side_b, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  t.lot = adds(s, t.side_b, "Lot", "Proefstra", MEMBER_CHILD, NULL);
  MUST(address_add(&s->c, &(struct address){ .person = t.noor, .kind = ADDRESS_SHELTER, .street = "Verborgenstraat", .number = "901", .secret = YES }, NULL));
  return t;
}

/* DIRECTOR works with both sides and everybody. */
static inline void directs(struct town *t)
{
  struct scratch *const s = t->w->s;
  struct household_side side;
  as(t->w, TEAM);
  MUST(side_get(&s->c, t->side_a, &side));
  lets(t, DIRECTOR, t->shared);
  lets(t, DIRECTOR, side.compartment);
  lets(t, DIRECTOR, compartment_of(t, t->bram));
  as(t->w, SHELTER);
  MUST(side_get(&s->c, t->side_b, &side));
  lets(t, DIRECTOR, side.compartment);
  lets(t, DIRECTOR, compartment_of(t, t->noor));
  lets(t, DIRECTOR, compartment_of(t, t->lot));
}

static inline struct plan_new asked_plan(struct town *t, enum plan_kind kind, struct id person)
{
  const struct ctx *const c = &t->w->s->c;
  return (struct plan_new){ .kind = kind, .person = person, .title = "Plan van mij", .why = "Omdat het nu nodig is.", .coordinator = c->scope.actor, .start = c->today,
    .review = date_plus_days(c->today, 42) };
}
static inline struct id makes(struct town *t, enum plan_kind kind, struct id person)
{
  struct scratch *const s = t->w->s;
  const struct plan_new n = asked_plan(t, kind, person);
  struct id id;
  MUST(plan_make(&s->c, t->household, &n, &id));
  return id;
}
static inline struct plan stored(struct town *t, struct id plan)
{
  struct scratch *const s = t->w->s;
  struct plan p;
  MUST(plan_get(&s->c, plan, &p));
  return p;
}
static inline struct plan_file opened(struct town *t, struct id plan)
{
  struct scratch *const s = t->w->s;
  struct plan_file f;
  MUST(plan_open(&s->c, plan, &f));
  return f;
}
static inline struct plan_lack_list lacking(struct town *t, struct id plan)
{
  struct scratch *const s = t->w->s;
  const struct plan_file f = opened(t, plan);
  struct plan_lack_list lacks;
  MUST(plan_lacks(&s->c, &f, &lacks));
  return lacks;
}
static inline bool lacks_at(const struct plan_lack_list *lacks, const char *at)
{
  for (size_t i = 0; i < lacks->count; i++) if (strcmp(lacks->at[i].at, at) == 0) return true;
  return false;
}

/* A sheet with words in every text, except in the field of that name (NULL: in every one). */
static inline void fills(struct town *t, int sheet, struct id plan, const char *words, const char *but)
{
  struct scratch *const s = t->w->s;
  const struct record *const rec = sheet_kinds[sheet].rec;
  char *const row = arena_alloc(&s->c.arena, rec->size);
  MUST(sheet_get(&s->c, &sheet_kinds[sheet], plan, row));
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    const unsigned one = 1;
    if (f->flags & IN_PROGRAM) continue;
    if (but && strcmp(f->name, but) == 0) { field_clear(f, row); continue; }
    if (f->kind == FIELD_TEXT) *(const char **)field_in(f, row) = words;
    if (f->kind == FIELD_DATE) *(struct date *)field_in(f, row) = s->c.today;
    if (f->kind == FIELD_ENUM) memcpy(field_in(f, row), &one, sizeof one);
  }
  MUST(sheet_save(&s->c, &sheet_kinds[sheet], plan, row));
}
static inline void acts_on(struct town *t, struct id plan, const char *what)
{
  struct scratch *const s = t->w->s;
  char id[ID_TEXT], doer[ID_TEXT + 10];
  id_format(s->c.scope.actor, id);
  snprintf(doer, sizeof doer, "account:%s", id);
  MUST(plan_action_add(&s->c, plan, &(struct action_new){ .what = what, .doer = doer, .due = date_plus_days(s->c.today, 7), .form = ACTION_ALONE }, NULL));
}
static inline struct voice_new agreeing(struct town *t, struct id person)
{
  return (struct voice_new){ .person = person, .part = TOOK_PART, .agrees = AGREES, .said_on = t->w->s->c.today };
}
/* All that is needed before it is final. */
static inline void completes(struct town *t, struct id plan, const char *words)
{
  struct scratch *const s = t->w->s;
  const struct plan_file f = opened(t, plan);
  MUST(goal_add(&s->c, plan, &(struct plan_goal){ .goal = words }));
  acts_on(t, plan, words);
  if (f.needs_stop) fills(t, SHEET_STOP, plan, words, NULL);
  else if (f.plan.kind == PLAN_SAFETY) fills(t, SHEET_SAFETY, plan, words, NULL);
  fills(t, SHEET_CONTACT, plan, words, NULL);
  fills(t, SHEET_PROMPTS, plan, words, NULL);
  for (size_t i = 0; i < f.persons.count; i++) {
    const struct voice_new n = agreeing(t, f.persons.at[i].person);
    MUST(voice_add(&s->c, plan, &n));
  }
}
static inline void finalises(struct town *t, struct id plan)
{
  struct scratch *const s = t->w->s;
  MUST(plan_finalise(&s->c, plan, stored(t, plan).version));
}
/* The plan is not there for that colleague, in the words for what is not there. */
static inline void not_there_for(struct town *t, size_t n, struct id plan)
{
  struct plan p;
  as(t->w, n);
  assert_int_equal(plan_get(&t->w->s->c, plan, &p), ERR_NOT_FOUND);
}
static inline size_t plans_seen(struct town *t)
{
  struct scratch *const s = t->w->s;
  struct case_file f;
  struct plan_list all;
  MUST(case_open(&s->c, t->household, &f));
  MUST(plans_of(&s->c, &f, &all));
  return all.count;
}
#endif
