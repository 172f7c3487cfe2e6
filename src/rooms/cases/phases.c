#include "phases.h"
#include "accounts.h"
#include "app.h"
#include "calendar.h"
#include "children.h"
#include "directors.h"
#include "involved.h"
#include "tasks.h"
#include "text.h"
#include "together.h"

DEFINE_CHOICES(case_state, PHASE_MOVES_STATES)

enum { WHY_MOST = 2000 };

static const struct field phase_fields[] = {
  F_ENUM(case_phase, state, IN_PROGRAM | REQUIRED, case_state, N_("Phase")),
  F_TIME(case_phase, since, IN_PROGRAM | REQUIRED, N_("Since")),
  F_REF (case_phase, by,    IN_PROGRAM, account, N_("Decided by")),
  F_TEXT(case_phase, why,   IN_PROGRAM | LONG, N_("Why"), .max = WHY_MOST),
};
const struct record case_phase_record = SEALED_RECORD(case_phase, phase_fields);

static const struct field move_fields[] = {
  F_REF (case_move, household, IN_PROGRAM | REQUIRED, household, N_("Household")),
  F_ENUM_AS(case_move, from, "before", IN_PROGRAM, case_state, N_("From phase")),
  F_ENUM(case_move, state,     IN_PROGRAM | REQUIRED, case_state, N_("Phase")),
  F_TIME(case_move, at,        IN_PROGRAM | REQUIRED, N_("When")),
  F_REF (case_move, by,        IN_PROGRAM, account, N_("Decided by")),
  F_TEXT(case_move, why,       IN_PROGRAM | LONG, N_("Why"), .max = WHY_MOST),
  F_TEXT(case_move, without,   IN_PROGRAM | LONG, N_("Why the person who uses violence did nothing in this phase"), .max = WHY_MOST),
};
const struct record case_move_record = SEALED_RECORD(case_move, move_fields);

static const struct field judgement_fields[] = {
  F_REF (gate_judgement, household, IN_PROGRAM | REQUIRED, household, N_("Household")),
  F_REF (gate_judgement, person,    IN_PROGRAM | REQUIRED, person, N_("Person")),
  F_ENUM(gate_judgement, towards,   IN_PROGRAM | REQUIRED, case_state, N_("For which phase")),
  F_ENUM(gate_judgement, enough,    IN_PROGRAM | REQUIRED, yes_no, N_("Safe enough")),
  F_TEXT(gate_judgement, why,       IN_PROGRAM | REQUIRED | LONG, N_("Why"), .max = WHY_MOST),
  F_REF (gate_judgement, by,        IN_PROGRAM, account, N_("Judged by")),
  F_TIME(gate_judgement, at,        IN_PROGRAM | REQUIRED, N_("When")),
};
const struct record gate_judgement_record = SEALED_RECORD(gate_judgement, judgement_fields);

static const struct field words_fields[] = { F_TEXT(gate_words, words, IN_PROGRAM | REQUIRED | LONG, N_("Besides"), .max = WHY_MOST) };
const struct record gate_words_record = SEALED_RECORD(gate_words, words_fields);

static const struct field ask_fields[] = {
  F_ENUM(phase_ask, state,   REQUIRED, case_state, N_("To which phase")),
  F_TEXT(phase_ask, why,     REQUIRED | LONG, N_("Why"), .max = WHY_MOST, .help = N_("Everybody who works with this household may read this, also for the other side.")),
  F_TEXT(phase_ask, without, LONG, N_("Only if the person who uses violence did nothing in this phase: why not"), .max = WHY_MOST),
  F_TEXT(phase_ask, others,  LONG, N_("Only if you work for one party: who looked at the safety of anybody else concerned, and when?"), .max = WHY_MOST,
    .help = N_("Write no name of a helper and no place: everybody who works with this household may read this.")),
};
const struct record phase_ask_record = PART(phase_ask, ask_fields);

static const struct field judgement_new_fields[] = {
  F_REF (judgement_new, person,  REQUIRED, person, N_("Whose safety")),
  F_ENUM(judgement_new, towards, REQUIRED, case_state, N_("For which phase")),
  F_ENUM(judgement_new, enough,  REQUIRED, yes_no, N_("Is this person safe enough for that phase?")),
  F_TEXT(judgement_new, why,     REQUIRED | LONG, N_("Why"), .max = WHY_MOST, .help = N_("What you saw and heard, and from whom. Only who works with this person reads it.")),
  F_TEXT(judgement_new, nevertheless, LONG, N_("Only if the newest safety score is below 6: why is it safe enough nevertheless?"), .max = WHY_MOST),
};
const struct record judgement_new_record = PART(judgement_new, judgement_new_fields);

/* --- the table ---------------------------------------------------------------------------------------------- */

const struct phase_rule phase_rules[] = {
  /* from               to             gate   plan   act    empty */
  { CASE_STATE_UNKNOWN, CASE_EARLY,    false, false, false, false },
  { CASE_STATE_UNKNOWN, CASE_DIRECT,   false, false, false, false },
  { CASE_STATE_UNKNOWN, CASE_RISKCARE, true,  true,  false, false },
  { CASE_EARLY,         CASE_DIRECT,   false, false, false, false },
  { CASE_EARLY,         CASE_RISKCARE, true,  true,  true,  false },
  { CASE_EARLY,         CASE_CLOSED,   true,  false, true,  true  },
  { CASE_DIRECT,        CASE_RISKCARE, true,  true,  true,  false },
  { CASE_RISKCARE,      CASE_DIRECT,   false, false, false, false },
  { CASE_RISKCARE,      CASE_RECOVERY, true,  true,  true,  false },
  { CASE_RECOVERY,      CASE_RISKCARE, false, false, false, false },
  { CASE_RECOVERY,      CASE_DIRECT,   false, false, false, false },
  { CASE_RECOVERY,      CASE_CLOSED,   true,  false, true,  true  },      /* closing ends the plans: it asks for none */
  { CASE_CLOSED,        CASE_EARLY,    false, false, false, false },
  { CASE_CLOSED,        CASE_DIRECT,   false, false, false, false },      /* no further: else closing would be a way round the gates */
};
const size_t phase_rule_count = COUNT(phase_rules);

const struct phase_rule *phase_rule(enum case_state from, enum case_state to)
{
  for (size_t i = 0; i < COUNT(phase_rules); i++) if (phase_rules[i].from == from && phase_rules[i].to == to) return &phase_rules[i];
  return NULL;
}

/* --- where it stands ------------------------------------------------------------------------------------------ */

int phase_now(struct ctx *c, const struct case_file *f, struct case_phase *out)
{
  const int rc = record_get(c, case_phase, f->file.household.id, out);
  if (!absent(c, rc)) return rc;
  *out = (struct case_phase){ .id = ID_NONE };
  return OK;
}

int judgements_now(struct ctx *c, const struct case_file *f, const struct case_phase *now, struct gate_judgement_list *out)
{
  struct gate_judgement_list found[COUNT(phase_rules)];
  size_t all = 0, gates = 0;
  for (size_t i = 0; i < COUNT(phase_rules); i++) {
    if (phase_rules[i].from != now->state || !phase_rules[i].gate) continue;
    TRY(judgements_for(c, f, now, phase_rules[i].to, &found[gates]));
    all += found[gates++].count;
  }
  *out = (struct gate_judgement_list){ .at = arena_new(&c->arena, struct gate_judgement, all + 1) };
  for (size_t g = 0; g < gates; g++) for (size_t i = 0; i < found[g].count; i++) out->at[out->count++] = found[g].at[i];
  return OK;
}

/* --- what is missing ------------------------------------------------------------------------------------------- */

static void add(struct gate_line_list *to, enum gate_kind kind, const char *about, struct id id) { to->at[to->count++] = (struct gate_line){ kind, about, id }; }

/* NULL: not judged since the phase began. */
static const struct gate_judgement *judged(const struct gate_judgement_list *all, struct id person)
{
  for (size_t i = 0; i < all->count; i++) if (id_same(all->at[i].person, person)) return &all->at[i];
  return NULL;
}

/* Everybody whom the actor works with, and everybody whom the household knows: whose file the actor does not see, a colleague who does must judge. */
static int missing_safety(struct ctx *c, const struct case_file *f, const struct case_phase *now, enum case_state towards, bool mine, struct gate_line_list *out)
{
  struct gate_judgement_list all;
  TRY(judgements_for(c, f, now, towards, &all));
  for (size_t i = 0; i < f->file.persons.count; i++) {
    const struct person *const p = &f->file.persons.at[i];
    const struct gate_judgement *const j = judged(&all, p->id);
    if (p->deceased != YES && (!j || j->enough != YES)) add(out, j ? GATE_NOT_SAFE : GATE_SAFETY, person_name(c, p), p->id);
  }
  for (size_t i = 0; mine && i < f->file.members.count; i++)
    if (!file_membership_as(&f->file, f->file.members.at[i].id)) add(out, GATE_NO_FILE, f->file.members.at[i].shared_name, f->file.members.at[i].id);
  return OK;
}

/* Who uses or experiences violence and is an adult, by birth date or else by role. */
static bool needs_plan(const struct ctx *c, const struct case_file *f, const struct person *p)
{
  const struct membership *const m = file_membership_of(&f->file, p->id);
  if (p->deceased == YES || !m || m->role == MEMBER_OTHER) return false;
  return date_known(p->birth) ? !date_before(c->today, adult_since(p->birth)) : m->role != MEMBER_CHILD;
}

/* As the room of plans says it; where there is none, nothing is asked. */
static int missing_plans(struct ctx *c, const struct case_file *f, struct gate_line_list *out)
{
  for (const struct room *const *r = c->app ? c->app->rooms : NULL; r && *r; r++)
    for (size_t i = 0; (*r)->has_plan && i < f->file.persons.count; i++) {
      const struct person *const p = &f->file.persons.at[i];
      bool has = false;
      if (!needs_plan(c, f, p)) continue;
      TRY((*r)->has_plan(c, f->file.household.id, p->id, &has));
      if (!has) add(out, GATE_NO_PLAN, person_name(c, p), p->id);
    }
  return OK;
}

/* Whether somebody uses violence, by what the actor sees. */
static bool uses(const struct case_file *f, struct id about)
{
  const struct membership *const own = file_membership_of(&f->file, about), *const as = file_membership_as(&f->file, about);
  const struct household_member *const known = file_member(&f->file, about);
  return (own && uses_violence(own->role)) || (as && uses_violence(as->role)) || (known && uses_violence(known->role));
}

/* An action of theirs, done since this phase began. A talk together is none where there may be none now. */
static bool acted(const struct case_file *f, const struct case_action_list *actions, const struct case_phase *now, bool together)
{
  for (size_t i = 0; i < actions->count; i++) {
    const struct case_action *const a = &actions->at[i];
    if (a->form == ACTION_TOGETHER && !together) continue;
    if (a->state == ACTION_DONE && id_known(a->person) && uses(f, a->person) && a->closed.ms > now->since.ms) return true;
  }
  return false;
}

/* A reporting code that was begun is decided, or struck out. */
static int open_meldcode(struct ctx *c, const struct case_file *f, struct gate_line_list *out)
{
  struct list rows;
  bool open = false;
  TRY(case_parts_of(c, &case_kinds[KIND_MELDCODE], f, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct meldcode *const m = list_row(&meldcode_record, rows, i);
    open |= case_part_counts(m) && m->decision == MELDCODE_DECISION_UNKNOWN;
  }
  if (open) add(out, GATE_OPEN_ELSEWHERE, N_("A reporting code is not decided yet: say what was decided, or strike it out and say why."), ID_NONE);
  return OK;
}

/* What other rooms still have open with the household: a plan, for one. */
static int open_elsewhere(struct ctx *c, const struct case_file *f, struct gate_line_list *out)
{
  TRY(open_meldcode(c, f, out));
  for (const struct room *const *r = c->app ? c->app->rooms : NULL; r && *r; r++) {
    const char *what = NULL;
    if ((*r)->still_open) TRY((*r)->still_open(c, f->file.household.id, &what));
    if (what) add(out, GATE_OPEN_ELSEWHERE, what, ID_NONE);
  }
  return OK;
}

/* One party, by what the actor sees: all of their sides have one letter, and every adult whom the household knows is on one of them. */
static bool is_one_party(const struct case_file *f)
{
  const struct household_side_list *const sides = &f->file.sides;
  for (size_t i = 1; i < sides->count; i++) if (sides->at[i].letter != sides->at[0].letter) return false;
  for (size_t i = 0; i < f->file.members.count; i++) {
    const struct household_member *const m = &f->file.members.at[i];
    const struct membership *const as = file_membership_as(&f->file, m->id);
    if (m->role != MEMBER_CHILD && (!as || !file_side(&f->file, as->side))) return false;
  }
  return sides->count > 0;
}

int gate_mine(struct ctx *c, const struct case_file *f, bool *out, bool *others)
{
  TRY(case_both_sides(c, f, out));
  *others = !*out && is_one_party(f);
  *out |= *others;
  return OK;
}

enum { GATES_MOST = 400, ROOMS_MOST = 64, LINES_EACH = 2 };

int phase_missing(struct ctx *c, const struct case_file *f, const struct case_phase *now, const struct phase_rule *r, struct gate_line_list *out)
{
  struct case_action_list actions;
  struct gate_line_list list = { arena_new(&c->arena, struct gate_line, GATES_MOST + ROOMS_MOST + LINES_EACH * f->file.persons.count + f->file.members.count), 0 };
  bool mine, others;
  TRY(actions_of(c, f->file.household.id, &actions));
  enum talks_together talks = TALKS_UNKNOWN;
  TRY(gate_mine(c, f, &mine, &others));                      /* if not, what others do and have open is not for the reader to know, nor to be guessed at */
  if ((r->gate || r->empty) && !mine) add(&list, GATE_ONE_SIDE, NULL, ID_NONE);
  if (r->gate) TRY(missing_safety(c, f, now, r->to, mine, &list));
  if (r->plan) TRY(missing_plans(c, f, &list));
  if (r->act && mine) TRY(together_now(c, f, &talks));
  if (r->act && mine && !acted(f, &actions, now, talks == TALKS_MAY)) add(&list, GATE_ACT, NULL, ID_NONE);
  if (r->gate && others) add(&list, GATE_OTHERS, NULL, ID_NONE);
  for (size_t i = 0; r->empty && i < actions.count && list.count < GATES_MOST; i++)
    if (actions.at[i].state == ACTION_OPEN) add(&list, GATE_OPEN_ACTION, actions.at[i].what, actions.at[i].id);
  if (r->empty) TRY(open_elsewhere(c, f, &list));
  *out = list;
  return OK;
}

/* --- moving ------------------------------------------------------------------------------------------------ */

/* What words can stand in for; nothing else can be talked away. */
static const char *words_for(enum gate_kind kind, const struct phase_ask *n) { return kind == GATE_ACT ? n->without : kind == GATE_OTHERS ? n->others : NULL; }

static int check_missing(struct ctx *c, const struct gate_line_list *missing, const struct phase_ask *n)
{
  for (size_t i = 0; i < missing->count; i++) {
    const enum gate_kind kind = missing->at[i].kind;
    if (text_says(words_for(kind, n))) continue;
    if (kind == GATE_ACT) return fail(c, ERR_INVALID, "without", N_("The person who uses violence did nothing in this phase. Let them do something first, or say why not."));
    if (kind == GATE_OTHERS) return fail(c, ERR_INVALID, "others", N_("You work for one party. Write who looked at the safety of anybody else concerned, and when."));
    return fail(c, ERR_INVALID, "state", N_("This phase cannot begin yet: below stands what is missing."));
  }
  return OK;
}

static bool has_kind(const struct gate_line_list *missing, enum gate_kind kind)
{
  for (size_t i = 0; i < missing->count; i++) if (missing->at[i].kind == kind) return true;
  return false;
}

/* Beside the row that they belong to, and where that lies. */
static int keep_words(struct ctx *c, struct id row, struct id compartment, const char *words)
{
  return text_says(words) ? record_insert(c, gate_words, &((struct gate_words){ .id = row, .compartment = compartment, .words = words }), NULL) : OK;
}

int gate_words_of(struct ctx *c, struct id row, const char **out)
{
  struct gate_words w;
  *out = NULL;
  const int rc = record_get(c, gate_words, row, &w);
  if (absent(c, rc)) return OK;
  TRY(rc);
  *out = w.words;
  return OK;
}

static int keep(struct ctx *c, const struct case_file *f, const struct case_phase *before, const struct phase_ask *n, const struct gate_line_list *missing)
{
  const struct case_move m = { .compartment = f->file.household.compartment, .household = f->file.household.id, .from = before->state, .state = n->state, .at = { c->now },
    .by = c->scope.actor, .why = n->why, .without = has_kind(missing, GATE_ACT) ? n->without : NULL };
  struct case_phase p = { .id = f->file.household.id, .version = before->version, .compartment = f->file.household.compartment, .state = n->state, .since = { c->now },
    .by = c->scope.actor, .why = n->why };
  struct id id;
  TRY(record_insert(c, case_move, &m, &id));
  if (has_kind(missing, GATE_OTHERS)) TRY(keep_words(c, id, m.compartment, n->others));
  TRY(id_known(before->id) ? record_update(c, case_phase, &p) : record_insert(c, case_phase, &p, NULL));
  return tasks_close(c, TASK_WRITTEN_AFTER, p.id, ID_NONE);
}

static int check_why(struct ctx *c, const char *why) { return text_says(why) ? OK : fail(c, ERR_INVALID, "why", N_("Write in words why.")); }

int phase_move(struct ctx *c, struct id household, int32_t version, const struct phase_ask *n)
{
  struct case_file f;
  struct case_phase now;
  struct gate_line_list missing;
  bool mine;
  TRY(case_open(c, household, &f));
  TRY(phase_now(c, &f, &now));
  if (version != now.version) return fail(c, ERR_CONFLICT, NULL, N_("The household is in another phase by now. Look at the page once more."));
  TRY(director_is_me(c, f.file.household.id, &mine));
  if (!mine) return fail(c, ERR_INVALID, "state", N_("Only who directs this household decides about the phase."));
  const struct phase_rule *const r = phase_rule(now.state, n->state);
  if (!r) return fail(c, ERR_INVALID, "state", N_("The household cannot go from the phase it is in to this one."));
  TRY(check_why(c, n->why));
  TRY(phase_missing(c, &f, &now, r, &missing));
  TRY(check_missing(c, &missing, n));
  return keep(c, &f, &now, n, &missing);
}

int phase_tell_written(struct ctx *c, const struct case_file *f, struct id compartment)
{
  struct case_phase now;
  struct household_director d;
  struct id reads;
  TRY(phase_now(c, f, &now));
  if (now.state != CASE_CLOSED) return OK;
  const int rc = director_of(c, f->file.household.id, &d);
  if (absent(c, rc)) return OK;
  TRY(rc);
  if (id_same(d.account, c->scope.actor)) return OK;
  TRY(reads_compartment(c, compartment, d.account, &reads));      /* else it would tell of a side that is not theirs */
  if (!id_known(reads)) return OK;
  return task_add(c, &(struct task){ .account = d.account, .organisation = d.organisation, .kind = TASK_WRITTEN_AFTER, .about = f->file.household.id, .due = date_plus_days(c->today, 1) });
}

/* --- judging ------------------------------------------------------------------------------------------------ */

int newest_score(struct ctx *c, const struct case_file *f, const struct case_phase *now, struct id person, struct safety_score *out)
{
  const struct membership *const m = file_membership_of(&f->file, person);
  const struct date since = instant_known(now->since) ? date_at(now->since.ms) : DATE_UNKNOWN;
  struct list rows;
  TRY(case_parts_of(c, &case_kinds[KIND_SAFETY], f, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct safety_score *const s = list_row(&safety_score_record, rows, i);
    const bool of = id_same(s->about, person) || (m && id_known(m->member) && id_same(s->about, m->member));
    if (!of || !case_part_counts(s) || !s->score.known || (date_known(since) && date_before(s->day, since))) continue;
    *out = *s;
    return OK;
  }
  return ERR_NOT_FOUND;
}

static int check_score(struct ctx *c, const struct case_file *f, const struct judgement_new *n)
{
  struct case_phase now;
  struct safety_score s;
  if (n->enough != YES || text_says(n->nevertheless)) return OK;
  TRY(phase_now(c, f, &now));
  const int rc = newest_score(c, f, &now, n->person, &s);
  if (absent(c, rc)) return OK;
  TRY(rc);
  return s.score.n >= SCORE_ENOUGH ? OK : fail(c, ERR_INVALID, "nevertheless", N_("The newest safety score of this person is below 6. Write why it is safe enough nevertheless, or that it is not."));
}

int judgement_add_in(struct ctx *c, const struct case_file *f, const struct judgement_new *n)
{
  struct gate_judgement j = { .household = f->file.household.id, .person = n->person, .towards = n->towards, .enough = n->enough, .why = n->why, .by = c->scope.actor, .at = { c->now } };
  TRY(check_why(c, n->why));
  TRY(case_compartment(c, f, PLACE_PERSON, n->person, &j.compartment));
  TRY(check_score(c, f, n));
  TRY(record_insert(c, gate_judgement, &j, &j.id));
  return keep_words(c, j.id, j.compartment, n->nevertheless);
}

int judgement_add(struct ctx *c, struct id household, const struct judgement_new *n)
{
  struct case_file f;
  TRY(case_open(c, household, &f));
  return judgement_add_in(c, &f, n);
}
