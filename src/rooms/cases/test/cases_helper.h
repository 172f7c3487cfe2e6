/* For tests of this room: a household with both parties in a whole house, and parts of every kind. */
#ifndef CASES_HELPER_H
#define CASES_HELPER_H
#include "../../persons/test/world.h"
#include "actions.h"
#include "case_parts.h"
#include "directors.h"
#include "phases.h"
#include "plans.h"
#include "screenings.h"
#include "together.h"

enum { TEAM, SHELTER, OTHER_TEAM, DIRECTOR };

static const struct date long_ago = { 20200102 };

/* A household that the director opened with both sides; the team works for A, the shelter for B. Bram uses violence, Noor experiences it, Sem is a child on B. */
struct household_try { struct id household, side_a, side_b, bram, noor, sem; };

static inline void works_with(struct world *w, size_t n, const struct id *compartments, size_t count, struct id household)
{
  struct scratch *const s = w->s;
  for (size_t i = 0; i < count; i++) {
    const struct involvement row = { .account = w->at[n].account, .organisation = w->at[n].organisation, .compartment = compartments[i], .household = household,
      .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = w->at[DIRECTOR].account };
    MUST(record_insert(&s->c, involvement, &row, NULL));
  }
}

static inline struct household_try both_parties(struct world *w)
{
  struct scratch *const s = w->s;
  struct household_try t;
  as(w, DIRECTOR);
  t.household = opens(s, MY_SIDE_BOTH);
  struct household_file f = file_of(s, t.household);
  t.side_a = f.sides.at[0].id;
  t.side_b = f.sides.at[1].id;
  const struct id a[] = { f.household.compartment, f.sides.at[0].compartment }, b[] = { f.household.compartment, f.sides.at[1].compartment };
  works_with(w, TEAM, a, 2, t.household);
  works_with(w, SHELTER, b, 2, t.household);
  t.bram = adds(s, t.side_a, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  t.noor = adds(s, t.side_b, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  t.sem = adds(s, t.side_b, "Sem", "Proefstra", MEMBER_CHILD, NULL);
  return t;
}

static inline struct case_file case_of(struct scratch *s, struct id household)
{
  struct case_file f;
  MUST(case_open(&s->c, household, &f));
  return f;
}

/* One of each kind with no more than is required, in that place, about somebody. */
union any_part { struct case_part part; struct incident incident; struct case_note note; struct safety_score score; struct risk risk; struct pattern pattern; struct generation generation;
  struct profile_note profile; struct motivation_note motivation; struct scale_up scale; struct helper helper; struct meldcode meldcode; };
static inline union any_part part_of(size_t kind, enum case_place place, struct id about)
{
  union any_part p;
  memset(&p, 0, sizeof p);
  switch (kind) {
  case KIND_INCIDENT:   p.incident = (struct incident){ .facts = "Duwde", .source = FACT_SEEN }; break;
  case KIND_NOTE:       p.note = (struct case_note){ .kind = NOTE_TALK, .text = "Sprak" }; break;
  case KIND_SAFETY:     p.score = (struct safety_score){ .score = { 5, true }, .by = SCORED_SELF, .why = "Rustiger" }; break;
  case KIND_RISK:       p.risk = (struct risk){ .factor = RISK_DEBTS, .state = RISK_NOW }; break;
  case KIND_PATTERN:    p.pattern = (struct pattern){ .behaviour = "Dreigt", .control = NO, .stalking = NO }; break;
  case KIND_GENERATION: p.generation = (struct generation){ .violence = YES }; break;
  case KIND_PROFILE:    p.profile = (struct profile_note){ .profile = PROFILE_STRESS, .why = "Druk" }; break;
  case KIND_MOTIVATION: p.motivation = (struct motivation_note){ .wish = { 6, true } }; break;
  case KIND_SCALE_UP:   p.scale = (struct scale_up){ .sign = "Dreigen", .steps = "Bellen", .decides = "Regisseur" }; break;
  case KIND_HELPER:     p.helper = (struct helper){ .name = "Juf", .branch = HELPER_SCHOOL, .work = { 1 | 1 << WORK_CHILDREN }, .several = NO }; break;
  default:              p.meldcode = (struct meldcode){ .signals = "Blauwe plek" }; break;
  }
  p.part.place = place;
  p.part.day = long_ago;
  if (kind != KIND_PROFILE && kind != KIND_SCALE_UP) p.part.about = about;
  return p;
}
static inline struct id writes(struct scratch *s, struct id household, size_t kind, enum case_place place, struct id about)
{
  const union any_part p = part_of(kind, place, about);
  struct id id;
  MUST(case_part_add(&s->c, &case_kinds[kind], household, &p, &id));
  return id;
}
/* What was answered about somebody, as JSON; and that they were spoken to alone, with their answer. By who directs, a second after all before it. */
static inline void screened(struct world *w, struct id person, const char *answers)
{
  struct screening row = { .person = person, .answers = answers, .rules_version = "1" };
  as(w, DIRECTOR);
  row.made = (struct instant){ w->s->c.now += 1000 };
  struct scratch *const s = w->s;
  MUST(record_place(&s->c, person, person, &row.compartment));
  MUST(record_insert(&s->c, screening, &row, NULL));
}
static inline void spoke_alone(struct world *w, struct id person, enum yes_no consents)
{
  struct talk_alone row = { .person = person, .screening = person, .spoken_by = "Marit", .spoken_on = long_ago, .consents = consents };
  as(w, DIRECTOR);
  row.made = (struct instant){ w->s->c.now += 1000 };
  struct scratch *const s = w->s;
  MUST(record_place(&s->c, person, person, &row.compartment));
  MUST(record_insert(&s->c, talk_alone, &row, NULL));
}
/* A safety plan of that person, by whoever acts, as the gates ask for one. */
static inline void plans_for(struct world *w, const struct household_try *t, struct id person, enum plan_state state)
{
  struct scratch *const s = w->s;
  const struct case_file f = case_of(s, t->household);
  struct plan p = { .household = t->household, .place = PLACE_PERSON, .kind = PLAN_SAFETY, .person = person, .title = "Veilig", .why = "Omdat", .coordinator = w->at[DIRECTOR].account,
    .start = s->c.today, .review = s->c.today, .state = state, .versions = num(state == PLAN_FINAL) };
  MUST(case_compartment(&s->c, &f, PLACE_PERSON, person, &p.compartment));
  MUST(record_insert(&s->c, plan, &p, NULL));
}
/* Everybody judged safe enough, each adult with a plan, and on to that phase. */
static inline void goes_to(struct world *w, const struct household_try *t, enum case_state to)
{
  const struct id people[] = { t->bram, t->noor, t->sem };
  struct case_phase now;
  struct scratch *const s = w->s;
  as(w, DIRECTOR);
  s->c.now += 1000;
  for (size_t i = 0; i < COUNT(people); i++) MUST(judgement_add(&s->c, t->household, &(struct judgement_new){ .person = people[i], .towards = to, .enough = YES, .why = "Rustig" }));
  plans_for(w, t, t->bram, PLAN_FINAL);
  plans_for(w, t, t->noor, PLAN_FINAL);
  const struct case_file f = case_of(s, t->household);
  MUST(phase_now(&s->c, &f, &now));
  MUST(phase_move(&s->c, t->household, now.version, &(struct phase_ask){ .state = to, .why = "Omdat", .without = "Was ziek" }));
  s->c.now += 1000;
}
/* All that talks together ask: each spoken to alone, control and stalking ruled out, a gate to more safety behind them. */
static inline void may_talk(struct world *w, const struct household_try *t)
{
  struct scratch *const s = w->s;
  spoke_alone(w, t->bram, YES);
  spoke_alone(w, t->noor, YES);
  writes(s, t->household, KIND_PATTERN, PLACE_PERSON, t->bram);
  goes_to(w, t, CASE_RISKCARE);
}
/* How many parts of all kinds whoever acts finds. */
static inline size_t parts_seen(struct scratch *s, struct id household)
{
  const struct case_file f = case_of(s, household);
  size_t n = 0;
  for (size_t k = 0; k < KIND_COUNT; k++) {
    struct list rows;
    MUST(case_parts_of(&s->c, &case_kinds[k], &f, &rows));
    n += rows.count;
  }
  return n;
}
static inline enum talks_together talks_for(struct world *w, size_t n, struct id household)
{
  enum talks_together out;
  struct scratch *const s = w->s;
  as(w, n);
  const struct case_file f = case_of(s, household);
  MUST(together_now(&s->c, &f, &out));
  return out;
}
#define REFUSED(call, on) do { assert_int_equal((call), ERR_INVALID); assert_non_null(s->c.error.field); assert_string_equal(s->c.error.field, (on)); s->c.error = (struct error){ 0 }; } while (0)
#endif
