#include "directors.h"
#include "accounts.h"
#include "involved.h"
#include "need_to_know.h"
#include "organisations.h"
#include "tasks.h"
#include "text.h"

enum { WHY_MOST = 1000, DAYS_TO_ANSWER = 2 };

static const struct field director_fields[] = {
  F_REF (household_director, account,            IN_PROGRAM | CLEAR | REQUIRED, account, N_("Directs")),
  F_REF (household_director, organisation,       IN_PROGRAM | CLEAR | REQUIRED, organisation, N_("Organisation")),
  F_TIME(household_director, since,              IN_PROGRAM | REQUIRED, N_("Since")),
  F_REF (household_director, asked,              IN_PROGRAM | CLEAR, account, N_("Asked to take over")),
  F_REF (household_director, asked_organisation, IN_PROGRAM | CLEAR, organisation, N_("Asked for which organisation")),
  F_TIME(household_director, asked_at,           IN_PROGRAM, N_("Asked")),
  F_TEXT(household_director, why,                IN_PROGRAM | LONG, N_("Why"), .max = WHY_MOST),
};
const struct record household_director_record = SEALED_RECORD(household_director, director_fields);

static const struct field left_fields[] = {
  F_REF(director_left, account,      IN_PROGRAM | CLEAR, account, N_("Directs")),
  F_REF(director_left, organisation, IN_PROGRAM | CLEAR, organisation, N_("Organisation")),
};
const struct record director_left_record = { .name = "household_director", .count = COUNT(left_fields), .fields = left_fields, .size = sizeof(struct director_left), .protection = SEALED };

static const struct field place_fields[] = { F_REF(side_place, household, IN_PROGRAM | CLEAR, household, N_("Household")) };
const struct record side_place_record = { .name = "household_side", .count = COUNT(place_fields), .fields = place_fields, .size = sizeof(struct side_place), .protection = SEALED };

static const struct field ask_fields[] = {
  F_REF (director_ask, to,  REQUIRED, account, N_("Who takes over"), .help = N_("Somebody who works with this household already. Until this colleague says yes, you direct.")),
  F_TEXT(director_ask, why, REQUIRED | LONG, N_("Why you hand it over"), .max = WHY_MOST,
         .help = N_("Everybody who works with this household reads this, for both sides. What your colleague must know belongs in the dossier, or you say it in person.")),
};
const struct record director_ask_record = PART(director_ask, ask_fields);

static const struct field take_fields[] = {
  F_TEXT(director_take, why, REQUIRED | LONG, N_("Why you take it up"), .max = WHY_MOST, .help = N_("Everybody who works with this household may read this.")),
};
const struct record director_take_record = PART(director_take, take_fields);

/* --- who ------------------------------------------------------------------------------------------------ */

int director_begin(struct ctx *c, struct id household, struct id compartment)
{
  const struct household_director d = { .id = household, .compartment = compartment, .account = c->scope.actor, .organisation = c->scope.organisation, .since = { c->now } };
  return id_known(c->scope.actor) ? record_insert(c, household_director, &d, NULL) : OK;
}

int director_of(struct ctx *c, struct id household, struct household_director *out) { return record_get(c, household_director, household, out); }

int director_is_me(struct ctx *c, struct id household, bool *out)
{
  struct household_director d;
  const int rc = director_of(c, household, &d);
  *out = rc == OK && id_same(d.account, c->scope.actor) && id_same(d.organisation, c->scope.organisation);
  return absent(c, rc) ? OK : rc;
}

/* As what that account works there; `may`: one of its roles allows that. */
static int works_for(struct ctx *c, struct id account, struct id organisation, enum action may, bool *out)
{
  struct post_list posts;
  *out = false;
  TRY(posts_of_account(c, account, &posts));
  for (size_t i = 0; i < posts.count; i++) {
    const struct post *const p = &posts.at[i];
    if (id_same(p->organisation, organisation) && post_counts(p) && role_may(p->role, may) && p->region && strcmp(p->region, c->scope.region) == 0) *out = true;
  }
  return OK;
}

/* Police, a GP, a provider do their part of the case, no more. */
static int i_may_direct(struct ctx *c)
{
  bool may;
  TRY(works_for(c, c->scope.actor, c->scope.organisation, MAY_DIRECT, &may));
  return may ? OK : fail(c, ERR_INVALID, NULL, CANNOT_DIRECT);
}

/* Who reads only what all read sees no file, and cannot direct what they do not see. */
static int works_for_a_side(struct ctx *c, struct id household, struct id account, bool *out)
{
  struct side_place_list sides;
  *out = false;
  TRY(side_places(c, household, &sides));
  for (size_t i = 0; i < sides.count && !*out; i++) {
    struct id organisation;
    TRY(reads_compartment(c, sides.at[i].compartment, account, &organisation));
    *out = id_known(organisation);
  }
  return OK;
}

int director_works_here(struct ctx *c, const struct household_director *d, bool *out)
{
  struct id organisation;
  TRY(works_for(c, d->account, d->organisation, MAY_DIRECT, out));
  if (!*out) return OK;
  TRY(reads_compartment(c, d->compartment, d->account, &organisation));
  *out = id_known(organisation);
  return *out ? works_for_a_side(c, d->id, d->account, out) : OK;
}

/* --- who directs cannot any more ---------------------------------------------------------------------------- */

/* Whoever reads files in the organisation that directed, to find somebody who takes it up. */
static int tell_organisation(struct ctx *c, const struct director_left *d)
{
  return task_add(c, &(struct task){ .organisation = d->organisation, .role = ROLE_TEAM_LEAD, .kind = TASK_NO_DIRECTOR, .about = d->id, .due = date_plus_days(c->today, 1) });
}

/* Those who work with it, of any side: who may direct takes it up, the others see to it that somebody does. */
static int tell_colleagues(struct ctx *c, const struct director_left *d)
{
  struct involvement_list rows;
  TRY(AS_PROGRAM(c, involvements_of_compartment(c, d->compartment, &rows)));
  for (size_t i = 0; i < rows.count; i++) {
    const struct involvement *const r = &rows.at[i];
    if (r->purpose == PURPOSE_EMERGENCY || id_same(r->account, d->account)) continue;
    TRY(task_add(c, &(struct task){ .account = r->account, .organisation = r->organisation, .kind = TASK_NO_DIRECTOR, .about = d->id, .due = date_plus_days(c->today, 1) }));
  }
  return OK;
}

int director_left_tell(struct ctx *c, const struct director_left *d)
{
  TRY(tell_organisation(c, d));
  return tell_colleagues(c, d);
}

static int tell_if_gone(struct ctx *c, const struct director_left_list *rows)
{
  for (size_t i = 0; i < rows->count; i++) {
    const struct director_left *const d = &rows->at[i];
    bool works;
    TRY(director_works_here(c, &(struct household_director){ .id = d->id, .compartment = d->compartment, .account = d->account, .organisation = d->organisation }, &works));
    if (!works) TRY(director_left_tell(c, d));
  }
  return OK;
}

int directors_gone(struct ctx *c, struct id account, struct id compartment)
{
  struct director_left_list rows;
  TRY(directed_in(c, account, compartment, &rows));
  return tell_if_gone(c, &rows);
}

int director_look(struct ctx *c, struct id household)
{
  struct director_left_list rows;
  TRY(director_row(c, household, &rows));
  return tell_if_gone(c, &rows);
}

/* --- handing over --------------------------------------------------------------------------------------- */

static int in_version(struct ctx *c, struct id household, int32_t version, struct household_director *out)
{
  TRY(director_of(c, household, out));
  return version == out->version ? OK : fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed who directs meanwhile. Look at the page once more."));
}

/* For how many sides of those that the actor works for; 0: only what all read, or nothing. */
static unsigned letters_of(const struct involved_list *rows, struct id account)
{
  unsigned letters = 0;
  for (size_t i = 0; i < rows->count; i++) if (id_same(rows->at[i].account, account) && rows->at[i].side && rows->at[i].purpose != PURPOSE_EMERGENCY) letters |= 1u << rows->at[i].side;
  return letters;
}

/* What the actor sees of the other: whoever works for a side that the actor does not work for counts as somebody who works for none. */
static int check_sides(struct ctx *c, struct id household, struct id to)
{
  struct involved_list rows;
  TRY(involved_of(c, household, &rows));
  return letters_of(&rows, to) ? OK : fail(c, ERR_INVALID, "to", N_("This colleague reads only what all read, and would see no file. Ask the colleague in for a side first."));
}

int director_hand_over(struct ctx *c, struct id household, int32_t version, const struct director_ask *n)
{
  struct household_director d;
  bool works = false, may = false;
  TRY(in_version(c, household, version, &d));
  if (!id_same(d.account, c->scope.actor)) return fail(c, ERR_INVALID, "to", N_("Only who directs hands it over."));
  if (id_known(d.asked)) return fail(c, ERR_INVALID, "to", N_("Somebody is asked already. Take that back first."));
  if (id_same(n->to, c->scope.actor)) return fail(c, ERR_INVALID, "to", N_("You direct it already."));
  TRY(involved_reads(c, household, d.compartment, n->to, &d.asked_organisation));
  if (id_known(d.asked_organisation)) TRY(works_for(c, n->to, d.asked_organisation, MAY_SEE_FILES, &works));
  if (!works) return fail(c, ERR_INVALID, "to", N_("This colleague does not work with this household (any more). Ask the colleague in first."));
  TRY(check_sides(c, household, n->to));
  TRY(works_for(c, n->to, d.asked_organisation, MAY_DIRECT, &may));
  if (!may) return fail(c, ERR_INVALID, "to", N_("This colleague cannot direct: as what they work, they do their own part of the case. Choose somebody who may open households."));
  d.asked = n->to;
  d.asked_at = (struct instant){ c->now };
  d.why = n->why;
  TRY(record_update(c, household_director, &d));
  return task_add(c, &(struct task){ .account = n->to, .organisation = d.asked_organisation, .kind = TASK_DIRECT_ASKED, .about = household, .due = date_plus_days(c->today, DAYS_TO_ANSWER) });
}

/* The question is answered, by whoever. What was said to ask it stays only where it became so. */
static int answered(struct ctx *c, struct household_director *d, bool became)
{
  if (!became) d->why = NULL;
  d->asked = d->asked_organisation = ID_NONE;
  d->asked_at = (struct instant){ 0 };
  TRY(record_update(c, household_director, d));
  return tasks_close(c, TASK_DIRECT_ASKED, d->id, ID_NONE);
}

static int asked_me(struct ctx *c, struct id household, int32_t version, struct household_director *out)
{
  TRY(in_version(c, household, version, out));
  if (id_same(out->asked, c->scope.actor) && id_same(out->asked_organisation, c->scope.organisation)) return OK;
  return fail(c, ERR_INVALID, NULL, N_("You are not asked to direct this household (any more)."));
}

int director_accept(struct ctx *c, struct id household, int32_t version)
{
  struct household_director d;
  bool works;
  TRY(asked_me(c, household, version, &d));
  TRY(i_may_direct(c));
  TRY(director_works_here(c, &(struct household_director){ .id = d.id, .compartment = d.compartment, .account = d.asked, .organisation = d.asked_organisation }, &works));
  if (!works) return fail(c, ERR_INVALID, NULL, N_("You are not asked to direct this household (any more)."));
  d.account = d.asked;
  d.organisation = d.asked_organisation;
  d.since = (struct instant){ c->now };
  TRY(answered(c, &d, true));
  return tasks_close(c, TASK_NO_DIRECTOR, household, ID_NONE);
}

int director_decline(struct ctx *c, struct id household, int32_t version)
{
  struct household_director d;
  TRY(asked_me(c, household, version, &d));
  TRY(answered(c, &d, false));
  return task_add(c, &(struct task){ .account = d.account, .organisation = d.organisation, .kind = TASK_DIRECT_DECLINED, .about = household, .due = c->today });
}

int director_take_back(struct ctx *c, struct id household, int32_t version)
{
  struct household_director d;
  TRY(in_version(c, household, version, &d));
  if (!id_same(d.account, c->scope.actor)) return not_there(c);
  return answered(c, &d, false);
}

/* Whether one of their posts may direct. */
static int may_direct(struct ctx *c, struct id account, bool *out)
{
  struct post_list posts;
  *out = false;
  TRY(posts_of_account(c, account, &posts));
  for (size_t i = 0; i < posts.count; i++) *out |= post_counts(&posts.at[i]) && role_may(posts.at[i].role, MAY_DIRECT);
  return OK;
}

static const char *for_sides(struct ctx *c, unsigned own, unsigned letters)
{
  static const unsigned both = 1u << SIDE_A | 1u << SIDE_B;
  if (own != both) return tr(c, N_("works for your side"));
  return tr(c, letters == both ? N_("works for both sides") : N_("works for one side"));
}

int director_choices(struct ctx *c, struct id household, struct id but, struct choices *out)
{
  struct choices all;
  struct involved_list rows;
  TRY(involved_choices(c, household, but, N_("Choose"), &all));
  TRY(involved_of(c, household, &rows));
  struct choice *const at = arena_new(&c->arena, struct choice, all.count);
  const unsigned own = letters_of(&rows, c->scope.actor);
  size_t n = 0;
  for (size_t i = 0; i < all.count; i++) {
    struct id account = ID_NONE;
    bool may = !all.at[i].key;
    if (may) { at[n++] = all.at[i]; continue; }
    if (!id_parse(all.at[i].key, &account) || !letters_of(&rows, account)) continue;
    TRY(may_direct(c, account, &may));
    if (may) at[n++] = (struct choice){ all.at[i].key, JOIN(&c->arena, all.at[i].label, ": ", for_sides(c, own, letters_of(&rows, account))) };
  }
  *out = (struct choices){ n, at };
  return OK;
}

/* --- taking it up ---------------------------------------------------------------------------------------- */

/* Whoever takes it up must see somebody of it. */
static int i_see_a_side(struct ctx *c, struct id household)
{
  bool works;
  TRY(works_for_a_side(c, household, c->scope.actor, &works));
  return works ? OK : fail(c, ERR_INVALID, "why", N_("You read only what all read, and see no file. Ask a colleague who works for a side to involve you, or to take it up."));
}

static int first_director(struct ctx *c, struct id household, const char *why)
{
  struct household_director d = { .id = household, .account = c->scope.actor, .organisation = c->scope.organisation, .since = { c->now }, .why = why };
  TRY(record_place(c, household, household, &d.compartment));
  return record_insert(c, household_director, &d, NULL);
}

static int instead(struct ctx *c, struct household_director *d, const char *why)
{
  bool works;
  TRY(director_works_here(c, d, &works));
  if (works) return fail(c, ERR_INVALID, "why", N_("Somebody directs this household already."));
  d->account = c->scope.actor;
  d->organisation = c->scope.organisation;
  d->since = (struct instant){ c->now };
  d->why = why;
  return answered(c, d, true);
}

int director_take_up(struct ctx *c, struct id household, int32_t version, const struct director_take *n)
{
  struct household h;
  struct household_director d;
  TRY(household_get(c, household, &h));
  TRY(involvement_is_own(c, h.compartment));
  TRY(i_may_direct(c));
  TRY(i_see_a_side(c, household));
  const int rc = director_of(c, household, &d);
  if (absent(c, rc)) TRY(first_director(c, household, n->why));
  else {
    TRY(rc);
    if (d.version != version) return fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed who directs meanwhile. Look at the page once more."));
    TRY(instead(c, &d, n->why));
  }
  return tasks_close(c, TASK_NO_DIRECTOR, household, ID_NONE);
}
