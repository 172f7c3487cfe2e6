#include "grounds_internal.h"
#include "journal.h"
#include "need_to_know.h"
#include "organisations.h"

DEFINE_CHOICES(legal_ground, LEGAL_GROUNDS)
DEFINE_CHOICES(shared_thing, SHARED_THINGS)

static const struct record account_record = { .name = "account" };

static const struct field fields[] = {
  F_REF (ground, organisation, REQUIRED, organisation, N_("With whom")),
  F_SET (ground, things,       REQUIRED, shared_thing, N_("What is shared")),
  F_ENUM(ground, purpose,      REQUIRED, purpose, N_("For what")),
  F_ENUM(ground, ground,       REQUIRED, legal_ground, N_("Legal ground")),
  F_TEXT(ground, how,          REQUIRED | LONG, N_("How it was given, or the facts it stands on"), .max = 1000,
         .help = N_("For permission: who gave it, when and how. Else: the facts, and the article of the law.")),
  F_DATE(ground, since,        REQUIRED | NOT_IN_FUTURE, N_("Since")),
  F_DATE(ground, until,        OPTIONAL, N_("Until"), .help = N_("Leave empty if it holds as long as the help lasts.")),
  F_DATE(ground, withdrawn,    OPTIONAL | IN_PROGRAM, N_("Withdrawn on")),
  F_REF (ground, recorded_by,  OPTIONAL | IN_PROGRAM, account, N_("Written down by")),
};
const struct record ground_record = SEALED_RECORD(ground, fields, .grants = true);

/* --- asking ------------------------------------------------------------------------------------- */

struct set things_of(enum compartment_kind kind)
{
  return set_with((struct set){ 0 }, kind == COMPARTMENT_HOUSEHOLD ? SHARED_HOUSEHOLD : SHARED_FILE);
}

/* Through which household the actor is involved in its common part. */
static int household_of(struct ctx *c, struct id compartment, struct id *out)
{
  struct involvement_list rows;
  TRY(involvements_of_compartment(c, compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) if (id_same(rows.at[i].account, c->scope.actor)) *out = rows.at[i].household;
  return OK;
}

/* Of the common part those of the own side, also where whoever wrote them down works for both: that a party is known to a shelter
 * is not for the other's workers. So the organisation must be one of the own side; until it is, only who wrote it sees it. */
static int of_own_side(struct ctx *c, struct id household, const struct ground *g, bool *out)
{
  TRY(same_side(c, household, g->recorded_by, out));
  return *out && !id_same(g->recorded_by, c->scope.actor) ? organisation_on_own_side(c, household, g->organisation, out) : OK;
}

int grounds_of(struct ctx *c, struct id compartment, struct ground_list *out)
{
  struct ground_list rows;
  struct compartment what;
  struct id household = ID_NONE;
  size_t n = 0;
  TRY(grounds_all(c, compartment, &rows));
  if (!rows.count) { *out = rows; return OK; }
  TRY(compartment_get(c, compartment, &what));
  if (what.kind == COMPARTMENT_HOUSEHOLD && c->scope.reach != REACH_ALL) {
    TRY(household_of(c, compartment, &household));
    for (size_t i = 0; i < rows.count; i++) {
      bool own;
      TRY(of_own_side(c, household, &rows.at[i], &own));
      if (own) rows.at[n++] = rows.at[i];
      else journal_unread(c, rows.at[i].id);
    }
    rows.count = n;
  }
  *out = rows;
  return OK;
}

int ground_get(struct ctx *c, struct id id, struct ground *out)
{
  struct ground_list seen;
  TRY(ground_row(c, id, out));
  TRY(grounds_of(c, out->compartment, &seen));
  for (size_t i = 0; i < seen.count; i++) if (id_same(seen.at[i].id, id)) return OK;
  return not_there(c);
}

/* What may go there for that purpose today: of all grounds together. */
static struct set shared_by(const struct ground_list *grounds, struct id organisation, enum purpose purpose, struct date day)
{
  struct set all = { 1 };
  for (size_t i = 0; i < grounds->count; i++) {
    const struct ground *const g = &grounds->at[i];
    if (id_same(g->organisation, organisation) && g->purpose == purpose && ground_stands(g, day)) all.bits |= g->things.bits;
  }
  return all;
}

/* The last day on which all of it may still go; unknown: no end was set. */
static struct date last_day(const struct ground_list *grounds, struct id organisation, struct set things, enum purpose purpose, struct date today)
{
  struct date last = today;
  for (size_t i = 0; i < grounds->count; i++) {              /* what stands on the last day of some ground, and after it no more */
    const struct date day = grounds->at[i].until;
    if (!date_known(day) || date_before(day, last) || (things.bits & ~shared_by(grounds, organisation, purpose, day).bits)) continue;
    last = day;
  }
  const struct date after = date_plus_days(last, 1);
  return things.bits & ~shared_by(grounds, organisation, purpose, after).bits ? last : DATE_UNKNOWN;
}

int ground_lasts(struct ctx *c, struct id compartment, struct id organisation, struct set things, enum purpose purpose, struct date *until)
{
  struct ground_list grounds;
  TRY(ground_ask(c, compartment, organisation, things, purpose));
  *until = DATE_UNKNOWN;
  if (id_same(organisation, c->scope.organisation)) return OK;
  TRY(grounds_of(c, compartment, &grounds));
  *until = last_day(&grounds, organisation, things, purpose, c->today);
  return OK;
}

int ground_ask(struct ctx *c, struct id compartment, struct id organisation, struct set things, enum purpose purpose)
{
  struct ground_list grounds;
  TRY(involvement_open(c, compartment));
  if (id_known(organisation) && id_same(organisation, c->scope.organisation)) return OK;
  TRY(grounds_of(c, compartment, &grounds));
  if (!(things.bits & ~shared_by(&grounds, organisation, purpose, c->today).bits)) return OK;
  return fail(c, ERR_INVALID, "organisation", N_("There is no ground to share this with that organisation for this purpose. Write the ground down first: permission, or a law."));
}

/* --- writing down --------------------------------------------------------------------------------- */

int ground_add(struct ctx *c, const struct ground *g, struct id *out)
{
  struct ground new = *g;
  if (!date_known(new.since)) new.since = c->today;
  new.withdrawn = DATE_UNKNOWN;
  new.recorded_by = c->scope.actor;
  if (id_known(g->organisation) && id_same(g->organisation, c->scope.organisation)) return fail(c, ERR_INVALID, "organisation", N_("Your own organisation needs no ground."));
  if (!(g->things.bits & ~(uint64_t)1)) return fail(c, ERR_INVALID, "things", N_("Choose what is shared."));
  if (date_known(g->until) && date_before(g->until, new.since)) return fail(c, ERR_INVALID, "until", N_("This day is before the day it begins."));
  TRY(involvement_is_own(c, g->compartment));
  return record_insert(c, ground, &new, out);
}

int ground_add_to(struct ctx *c, const struct ground *g, const struct id *compartments, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    struct ground one = *g;
    struct compartment what;
    TRY(involvement_open(c, compartments[i]));
    TRY(compartment_get(c, compartments[i], &what));
    const uint64_t elsewhere = UINT64_C(1) << (what.kind == COMPARTMENT_HOUSEHOLD ? SHARED_FILE : SHARED_HOUSEHOLD);
    if (count > 1) one.things.bits &= ~elsewhere;
    if (!(one.things.bits & ~(uint64_t)1)) return fail(c, ERR_INVALID, "things", N_("Tick what is shared of each part: the file for a side or a person, what the household shares for the household."));
    one.compartment = compartments[i];
    TRY(ground_add(c, &one, NULL));
  }
  return OK;
}

/* Those who opened the file themselves do not stand on a ground; nor does an emergency, which ends by itself. */
static bool opened_it(const struct involvement_list *rows, struct id organisation)
{
  for (size_t i = 0; i < rows->count; i++)
    if (id_same(rows->at[i].organisation, organisation) && id_same(rows->at[i].account, rows->at[i].given_by) && rows->at[i].purpose != PURPOSE_EMERGENCY) return true;
  return false;
}

/* Ends what the organisation has in that compartment without any ground left for it. */
static int end_groundless(struct ctx *c, struct id compartment, struct id organisation)
{
  struct compartment what;
  struct ground_list grounds;
  struct involvement_list ever, rows;
  TRY(compartment_get(c, compartment, &what));
  TRY(grounds_all(c, compartment, &grounds));
  TRY(involvements_ever(c, compartment, &ever));
  if (opened_it(&ever, organisation)) return OK;
  TRY(involvements_of_compartment(c, compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    struct involvement *const row = &rows.at[i];
    if (!id_same(row->organisation, organisation) || row->purpose == PURPOSE_EMERGENCY) continue;
    if (!(things_of(what.kind).bits & ~shared_by(&grounds, organisation, row->purpose, c->today).bits)) continue;
    row->ended = (struct instant){ c->now };
    TRY(record_update(c, involvement, row));
    TRY(involvement_left(c, row->account, compartment));
  }
  return OK;
}

int ground_withdraw(struct ctx *c, struct id id)
{
  struct ground g;
  TRY(ground_get(c, id, &g));
  if (date_known(g.withdrawn)) return OK;
  TRY(involvement_is_own(c, g.compartment));
  g.withdrawn = c->today;
  TRY(record_update(c, ground, &g));
  return end_groundless(c, g.compartment, g.organisation);
}

int grounds_same(struct ctx *c, struct id from, struct id to)
{
  struct ground_list grounds;
  TRY(grounds_of(c, from, &grounds));
  for (size_t i = 0; i < grounds.count; i++) {
    struct ground *const g = &grounds.at[i];
    if (!ground_stands(g, c->today)) continue;
    g->id = ID_NONE;
    g->compartment = to;
    TRY(record_insert(c, ground, g, NULL));
  }
  return OK;
}

int grounds_follow(struct ctx *c, struct id compartment, struct id old, struct id now)
{
  struct ground_list grounds;
  TRY(grounds_of(c, compartment, &grounds));
  for (size_t i = 0; i < grounds.count; i++) {
    struct ground *const g = &grounds.at[i];
    if (!id_same(g->organisation, old) || !ground_stands(g, c->today)) continue;
    g->id = ID_NONE;
    g->organisation = now;
    TRY(record_insert(c, ground, g, NULL));
  }
  return OK;
}
