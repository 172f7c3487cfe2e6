#include "phases.h"
#include "accounts.h"
#include "app.h"
#include "directors.h"
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

static const struct field ask_fields[] = {
  F_ENUM(phase_ask, state,   REQUIRED, case_state, N_("To which phase")),
  F_TEXT(phase_ask, why,     REQUIRED | LONG, N_("Why"), .max = WHY_MOST, .help = N_("Everybody who works with this household may read this, also for the other side.")),
  F_TEXT(phase_ask, without, LONG, N_("Only if the person who uses violence did nothing in this phase: why not"), .max = WHY_MOST),
};
const struct record phase_ask_record = PART(phase_ask, ask_fields);

static const struct field judgement_new_fields[] = {
  F_REF (judgement_new, person,  REQUIRED, person, N_("Whose safety")),
  F_ENUM(judgement_new, towards, REQUIRED, case_state, N_("For which phase")),
  F_ENUM(judgement_new, enough,  REQUIRED, yes_no, N_("Is this person safe enough for that phase?")),
  F_TEXT(judgement_new, why,     REQUIRED | LONG, N_("Why"), .max = WHY_MOST, .help = N_("What you saw and heard, and from whom. Only who works with this person reads it.")),
};
const struct record judgement_new_record = PART(judgement_new, judgement_new_fields);

/* --- the table ---------------------------------------------------------------------------------------------- */

const struct phase_rule phase_rules[] = {
  /* from               to             gate   act    empty */
  { CASE_STATE_UNKNOWN, CASE_EARLY,    false, false, false },
  { CASE_STATE_UNKNOWN, CASE_DIRECT,   false, false, false },
  { CASE_STATE_UNKNOWN, CASE_RISKCARE, true,  false, false },
  { CASE_EARLY,         CASE_DIRECT,   false, false, false },
  { CASE_EARLY,         CASE_RISKCARE, true,  true,  false },
  { CASE_EARLY,         CASE_CLOSED,   true,  true,  true  },
  { CASE_DIRECT,        CASE_RISKCARE, true,  true,  false },
  { CASE_RISKCARE,      CASE_DIRECT,   false, false, false },
  { CASE_RISKCARE,      CASE_RECOVERY, true,  true,  false },
  { CASE_RECOVERY,      CASE_RISKCARE, false, false, false },
  { CASE_RECOVERY,      CASE_DIRECT,   false, false, false },
  { CASE_RECOVERY,      CASE_CLOSED,   true,  true,  true  },
  { CASE_CLOSED,        CASE_EARLY,    false, false, false },
  { CASE_CLOSED,        CASE_DIRECT,   false, false, false },
  { CASE_CLOSED,        CASE_RECOVERY, false, false, false },
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

static bool enough_for(const struct gate_judgement_list *all, struct id person)
{
  for (size_t i = 0; i < all->count; i++) if (id_same(all->at[i].person, person)) return all->at[i].enough == YES;
  return false;
}

/* Everybody whom the actor works with, and everybody whom the household knows: whose file the actor does not see, a colleague who does must judge. */
static int missing_safety(struct ctx *c, const struct case_file *f, const struct case_phase *now, enum case_state towards, bool both, struct gate_line_list *out)
{
  struct gate_judgement_list all;
  TRY(judgements_for(c, f, now, towards, &all));
  for (size_t i = 0; i < f->file.persons.count; i++) {
    const struct person *const p = &f->file.persons.at[i];
    if (p->deceased != YES && !enough_for(&all, p->id)) add(out, GATE_SAFETY, person_name(c, p), p->id);
  }
  for (size_t i = 0; both && i < f->file.members.count; i++)
    if (!file_membership_as(&f->file, f->file.members.at[i].id)) add(out, GATE_NO_FILE, f->file.members.at[i].shared_name, f->file.members.at[i].id);
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

/* What other rooms still have open with the household: a plan, for one. */
static int open_elsewhere(struct ctx *c, const struct case_file *f, struct gate_line_list *out)
{
  for (const struct room *const *r = c->app ? c->app->rooms : NULL; r && *r; r++) {
    const char *what = NULL;
    if ((*r)->still_open) TRY((*r)->still_open(c, f->file.household.id, &what));
    if (what) add(out, GATE_OPEN_ELSEWHERE, what, ID_NONE);
  }
  return OK;
}

enum { GATES_MOST = 400, ROOMS_MOST = 64 };

int phase_missing(struct ctx *c, const struct case_file *f, const struct case_phase *now, const struct phase_rule *r, struct gate_line_list *out)
{
  struct case_action_list actions;
  struct gate_line_list list = { arena_new(&c->arena, struct gate_line, GATES_MOST + ROOMS_MOST + f->file.persons.count + f->file.members.count), 0 };
  TRY(actions_of(c, f->file.household.id, &actions));
  enum talks_together talks = TALKS_UNKNOWN;
  bool both;
  TRY(case_both_sides(c, f, &both));
  const bool one_side = !both;                               /* then what others do and have open is not for the reader to know, nor to be guessed at */
  if ((r->gate || r->empty) && one_side) add(&list, GATE_ONE_SIDE, NULL, ID_NONE);
  if (r->gate) TRY(missing_safety(c, f, now, r->to, both, &list));
  if (r->act && !one_side) TRY(together_now(c, f, &talks));
  if (r->act && !one_side && !acted(f, &actions, now, talks == TALKS_MAY)) add(&list, GATE_ACT, NULL, ID_NONE);
  for (size_t i = 0; r->empty && i < actions.count && list.count < GATES_MOST; i++)
    if (actions.at[i].state == ACTION_OPEN) add(&list, GATE_OPEN_ACTION, actions.at[i].what, actions.at[i].id);
  if (r->empty) TRY(open_elsewhere(c, f, &list));
  *out = list;
  return OK;
}

/* --- moving ------------------------------------------------------------------------------------------------ */

/* Words in place of an action by the person who uses violence; nothing else can be talked away. */
static int check_missing(struct ctx *c, const struct gate_line_list *missing, const char *without)
{
  for (size_t i = 0; i < missing->count; i++) {
    if (missing->at[i].kind == GATE_ACT && without && *without) continue;
    if (missing->at[i].kind == GATE_ACT) return fail(c, ERR_INVALID, "without", N_("The person who uses violence did nothing in this phase. Let them do something first, or say why not."));
    return fail(c, ERR_INVALID, "state", N_("This phase cannot begin yet: below stands what is missing."));
  }
  return OK;
}

static bool has_act(const struct gate_line_list *missing)
{
  for (size_t i = 0; i < missing->count; i++) if (missing->at[i].kind == GATE_ACT) return true;
  return false;
}

static int keep(struct ctx *c, const struct case_file *f, const struct case_phase *before, const struct phase_ask *n, bool without)
{
  const struct case_move m = { .compartment = f->file.household.compartment, .household = f->file.household.id, .from = before->state, .state = n->state, .at = { c->now },
    .by = c->scope.actor, .why = n->why, .without = without ? n->without : NULL };
  struct case_phase p = { .id = f->file.household.id, .version = before->version, .compartment = f->file.household.compartment, .state = n->state, .since = { c->now },
    .by = c->scope.actor, .why = n->why };
  TRY(record_insert(c, case_move, &m, NULL));
  return id_known(before->id) ? record_update(c, case_phase, &p) : record_insert(c, case_phase, &p, NULL);
}

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
  TRY(phase_missing(c, &f, &now, r, &missing));
  TRY(check_missing(c, &missing, n->without));
  return keep(c, &f, &now, n, has_act(&missing));
}

int judgement_add_in(struct ctx *c, const struct case_file *f, const struct judgement_new *n)
{
  struct gate_judgement j = { .household = f->file.household.id, .person = n->person, .towards = n->towards, .enough = n->enough, .why = n->why, .by = c->scope.actor, .at = { c->now } };
  TRY(case_compartment(c, f, PLACE_PERSON, n->person, &j.compartment));
  return record_insert(c, gate_judgement, &j, NULL);
}

int judgement_add(struct ctx *c, struct id household, const struct judgement_new *n)
{
  struct case_file f;
  TRY(case_open(c, household, &f));
  return judgement_add_in(c, &f, n);
}
