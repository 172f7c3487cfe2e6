#include "cases_synth.h"
#include "actions.h"
#include "directors.h"
#include "html.h"
#include "partner_asks.h"
#include "phases.h"
#include "synth.h"
#include "text.h"

enum { YEARS = 3, DAYS = YEARS * 365 };

static const char *const sentences[] = { "Vertelt rustig wat er gebeurde en wat daarna kwam.", "Het ging een tijd goed, tot de sleutels kwijt waren.", "Belde zelf, omdat het weer opliep.",
  "Wil dat het stopt en weet nog niet hoe.", "De buurvrouw hoorde schreeuwen en haalde de kinderen op.", "Is bij de eerste afspraak geweest en vond het meevallen." };

/* By the number alone, so that the same seed tells the same. */
static uint64_t mixed(uint64_t x)
{
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
  x = (x ^ x >> 27) * 0x94D049BB133111EBu;
  return x ^ x >> 31;
}

struct writing { struct ctx *c; const struct synth *s; size_t n; struct case_file file; enum case_place place; struct id about; uint64_t chance; };

static size_t below(struct writing *w, size_t n) { w->chance += 0x9E3779B97F4A7C15u; return (size_t)(mixed(w->chance) % n); }

static bool has_own_form(const struct field *f) { return strcmp(f->name, "time") == 0 || strcmp(f->name, "struck") == 0; }

/* Every field gets something: texts a sentence (or the canary), choices and numbers one of theirs. Control and stalking stay out, or nobody could plan a talk. */
static void fill(struct writing *w, const struct case_kind *k, void *row)
{
  for (size_t i = 0; i < k->rec->count; i++) {
    const struct field *const f = &k->rec->fields[i];
    if (f->kind == FIELD_TEXT && !has_own_form(f)) {
      const char *const text = synth_says(w->c, w->s, w->n, JOIN(&w->c->arena, k->rec->name, ".", f->name), f->max && f->max < 100 ? "Verzonnen" : sentences[below(w, COUNT(sentences))]);
      memcpy(field_in(f, row), &text, sizeof text);
    }
    if (f->kind == FIELD_TEXT && has_own_form(f) && w->s->canary && strcmp(f->name, "struck") == 0) {
      const char *const text = synth_says(w->c, w->s, w->n, JOIN(&w->c->arena, k->rec->name, ".", f->name), NULL);
      memcpy(field_in(f, row), &text, sizeof text);
    }
    if (f->kind == FIELD_INT) *(struct num *)field_in(f, row) = num((int32_t)below(w, (size_t)f->max + 1));
    if (f->kind == FIELD_SET) *(struct set *)field_in(f, row) = (struct set){ 1 | UINT64_C(1) << (1 + below(w, 3)) };
    if (f->kind == FIELD_ENUM && strcmp(f->name, "place") != 0) {
      const unsigned v = f->values == &yes_no_choices ? NO : 1 + (unsigned)below(w, f->values->count - 1);
      memcpy(field_in(f, row), &v, sizeof v);
    }
  }
}

static int write_one(struct writing *w, size_t kind, int days)
{
  const struct case_kind *const k = &case_kinds[kind];
  union { struct case_part part; struct incident incident; struct case_note note; struct safety_score score; struct risk risk; struct pattern pattern; struct generation generation;
    struct profile_note profile; struct motivation_note motivation; struct scale_up scale; struct helper helper; struct meldcode meldcode; } row;
  memset(&row, 0, sizeof row);
  fill(w, k, &row);
  row.part.place = w->place;
  row.part.day = date_plus_days(w->c->today, -days);
  if (k->about) row.part.about = w->about;
  if (kind == KIND_PROFILE) row.profile.profile = PROFILE_STRESS;
  return case_part_put(w->c, k, &w->file, &row, NULL);
}

/* What only the canary writes: a partner who was asked, answered, and of whom it was taken back. */
static int ask_partner(struct writing *w, struct id action, struct id compartment)
{
  struct partner_ask p = { .compartment = compartment, .action = action, .branch = HELPER_HOUSING, .due = w->c->today, .ground = GROUND_CONSENT, .since = w->c->today,
    .asker = w->c->scope.actor, .office = w->c->scope.organisation, .asked = { w->c->now }, .ended = { w->c->now } };
  struct partner_answer a = { .compartment = compartment, .action = action, .answer = PARTNER_TAKES, .held = NO, .at = { w->c->now } };
  p.name = synth_says(w->c, w->s, w->n, "partner_ask.name", NULL);
  p.organisation = synth_says(w->c, w->s, w->n, "partner_ask.organisation", NULL);
  p.mail = synth_says(w->c, w->s, w->n, "partner_ask.mail", NULL);
  p.request = synth_says(w->c, w->s, w->n, "partner_ask.request", NULL);
  p.how = synth_says(w->c, w->s, w->n, "partner_ask.how", NULL);
  p.why = synth_says(w->c, w->s, w->n, "partner_ask.why", NULL);
  a.words = synth_says(w->c, w->s, w->n, "partner_answer.words", NULL);
  TRY(record_insert(w->c, partner_ask, &p, &a.ask));
  const struct partner_ground g = { .compartment = compartment, .action = action, .ask = a.ask, .until = w->c->today, .gone = w->c->today, .by = p.asker };
  TRY(record_insert(w->c, partner_ground, &g, NULL));
  return record_insert(w->c, partner_answer, &a, NULL);
}

static int plan_something(struct writing *w)
{
  const struct action_new n = { .what = synth_says(w->c, w->s, w->n, "case_action.what", "Belt iedere week hoe het gaat."), .place = w->place, .form = ACTION_ALONE, .phase = ACTION_DIRECT,
    .doer = w->s->canary ? "somebody" : JOIN(&w->c->arena, "account:", arg_id(&w->c->arena, w->c->scope.actor)), .somebody = synth_says(w->c, w->s, w->n, "case_action.somebody", NULL),
    .due = date_plus_days(w->c->today, (int)below(w, 200)) };
  struct id id, compartment;
  struct case_action a;
  TRY(case_compartment(w->c, &w->file, n.place, n.whom, &compartment));
  TRY(action_add_in(w->c, &w->file, compartment, ID_NONE, &n, &id));
  if (!w->s->canary && below(w, 2)) return OK;
  TRY(action_get(w->c, id, &a));
  if (w->s->canary) TRY(ask_partner(w, id, a.compartment));
  return action_end(w->c, id, a.version, &(struct action_close){ .state = ACTION_DONE, .result = synth_says(w->c, w->s, w->n, "case_action.result", "Is gelukt.") });
}

static void act_as(struct writing *w, const struct synth_actor *who)
{
  w->c->scope.actor = who->account;
  w->c->scope.organisation = who->organisation;
  w->c->scope.role = who->role;
  w->c->scope.reach = REACH_INVOLVED;
}

/* One party's file, by who works for it. */
static int write_side(struct writing *w, const struct synth_actor *who, enum case_place place, struct id household)
{
  act_as(w, who);
  TRY(case_open(w->c, household, &w->file));
  if (!w->file.file.persons.count) return OK;
  w->place = place;
  w->about = w->file.file.persons.at[0].id;
  for (size_t i = 0; i < KIND_COUNT; i++) TRY(write_one(w, i, (int)below(w, DAYS)));
  for (size_t i = 0; i < SYNTH_ROUNDS; i++) {
    TRY(write_one(w, KIND_NOTE, (int)below(w, DAYS)));
    TRY(write_one(w, below(w, 2) ? KIND_SAFETY : KIND_INCIDENT, (int)below(w, DAYS)));
  }
  const struct judgement_new n = { .person = w->about, .towards = CASE_RISKCARE, .enough = YES, .why = synth_says(w->c, w->s, w->n, "gate_judgement.why", "Slaapt weer, en belt zelf."),
    .nevertheless = synth_says(w->c, w->s, w->n, "gate_words.words", "De score is van vóór de afspraken.") };
  TRY(judgement_add_in(w->c, &w->file, &n));
  return plan_something(w);
}

/* Texts that only later acts would write. */
static int later_texts(struct writing *w, struct id household)
{
  struct case_move m = { .household = household, .from = CASE_DIRECT, .state = CASE_RISKCARE, .at = { w->c->now }, .why = synth_says(w->c, w->s, w->n, "case_move.why", NULL),
    .without = synth_says(w->c, w->s, w->n, "case_move.without", NULL) };
  struct household_director d;
  TRY(director_of(w->c, household, &d));
  m.compartment = d.compartment;
  TRY(record_insert(w->c, case_move, &m, NULL));
  d.why = synth_says(w->c, w->s, w->n, "household_director.why", NULL);
  return record_update(w->c, household_director, &d);
}

/* Who directs says where the household stands. */
static int direct(struct writing *w, struct id household)
{
  const struct phase_ask n = { .state = CASE_DIRECT, .why = synth_says(w->c, w->s, w->n, "case_phase.why", "Er is nog geen rust in huis.") };
  bool mine;
  act_as(w, &w->s->team);
  TRY(director_is_me(w->c, household, &mine));
  if (!mine) act_as(w, &w->s->director);
  TRY(phase_move(w->c, household, 0, &n));
  return w->s->canary ? later_texts(w, household) : OK;
}

int cases_synth(struct ctx *c, const struct synth *s, size_t n, struct id household)
{
  struct writing w = { .c = c, .s = s, .n = n, .chance = mixed(s->seed + n) };
  const struct scope before = c->scope;
  int rc = write_side(&w, &s->team, PLACE_A, household);
  if (rc == OK) rc = write_side(&w, &s->shelter, PLACE_B, household);
  if (rc == OK) rc = direct(&w, household);
  c->scope = before;
  return rc;
}
