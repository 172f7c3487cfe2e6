#include "need_to_know.h"
#include "accounts.h"
#include "grounds.h"
#include "journal.h"
#include "shields.h"
#include "tasks.h"
#include "text.h"

static const struct field fields[] = {
  F_REF (emergency_use, account, REQUIRED | IN_PROGRAM, account, N_("Who")),
  F_TIME(emergency_use, at,      REQUIRED | IN_PROGRAM, N_("When")),
  F_TEXT(emergency_use, reason,  REQUIRED | LONG, N_("Which danger is there?"), .max = 1000),
};
const struct record emergency_use_record = SEALED_RECORD(emergency_use, fields);

/* The first instant after that day in Amsterdam. */
static struct instant end_of(struct date day) { return (struct instant){ date_known(day) ? date_begins(date_plus_days(day, 1)) : 0 }; }

static struct instant first_of(struct instant a, struct instant b)
{
  if (!instant_known(a)) return b;
  return instant_known(b) && b.ms < a.ms ? b : a;
}

static struct instant last_of(struct instant a, struct instant b)
{
  if (!instant_known(a) || !instant_known(b)) return (struct instant){ 0 };
  return b.ms > a.ms ? b : a;
}

/* --- giving -------------------------------------------------------------------------------------------- */

/* Files of this region only: a colleague's own compartment is nobody's to give. */
static int file_of_region(struct ctx *c, struct id id, struct compartment *out)
{
  TRY(compartment_get(c, id, out));
  const bool here = out->region && c->scope.region && strcmp(out->region, c->scope.region) == 0 && !instant_known(out->erased);
  return here ? OK : not_there(c);
}

int involve_self(struct ctx *c, struct id compartment, struct id household, enum purpose purpose)
{
  const struct involvement own = { .account = c->scope.actor, .organisation = c->scope.organisation, .compartment = compartment, .household = household,
    .purpose = purpose, .since = { c->now }, .given_by = c->scope.actor };
  struct involvement_list ever;
  struct compartment what;
  TRY(file_of_region(c, compartment, &what));
  TRY(involvements_ever(c, compartment, &ever));
  return ever.count ? not_there(c) : record_insert(c, involvement, &own, NULL);
}

/* Until when the actor may pass this on. What was opened in an emergency is not theirs to give. */
static int may_give(struct ctx *c, struct id compartment, struct instant *until)
{
  struct involvement_list rows;
  *until = (struct instant){ 0 };
  TRY(involvement_open(c, compartment));
  if (c->scope.reach == REACH_ALL) return OK;
  TRY(involvements_of_compartment(c, compartment, &rows));
  bool may = false;
  for (size_t i = 0; i < rows.count; i++) {
    const struct involvement *const row = &rows.at[i];
    if (!id_same(row->account, c->scope.actor) || !id_same(row->organisation, c->scope.organisation) || row->purpose == PURPOSE_EMERGENCY) continue;
    *until = may ? last_of(*until, row->until) : row->until;
    may = true;
  }
  return may ? OK : not_there(c);
}

int involvement_is_own(struct ctx *c, struct id compartment)
{
  struct instant until;
  TRY(involvement_open(c, compartment));
  if (c->scope.reach == REACH_ALL) return OK;
  TRY(emergency_ends(c, compartment, &until));
  return instant_known(until) ? fail(c, ERR_INVALID, NULL, N_("You see this because of an emergency only. Whoever works with it decides about it.")) : OK;
}

/* Whether the account works there in a role that sees files. */
static int check_colleague(struct ctx *c, struct id account, struct id organisation)
{
  struct post_list posts;
  if (id_same(account, c->scope.actor)) return fail(c, ERR_INVALID, "account", N_("You cannot involve yourself. Ask a colleague."));
  TRY(posts_of_account(c, account, &posts));
  for (size_t i = 0; i < posts.count; i++) {
    const struct post *const p = &posts.at[i];
    if (id_same(p->organisation, organisation) && p->region && strcmp(p->region, c->scope.region) == 0 && role_sees_files(p->role)) return OK;
  }
  return fail(c, ERR_INVALID, "account", N_("This colleague has no role there that reads files."));
}

static bool is_involved(const struct involvement_list *rows, const struct involvement *as)
{
  for (size_t i = 0; i < rows->count; i++) {
    const struct involvement *const row = &rows->at[i];
    if (id_same(row->account, as->account) && id_same(row->organisation, as->organisation) && id_same(row->household, as->household) && row->purpose == as->purpose) return true;
  }
  return false;
}

/* `*anew` (or NULL): it was not so before. `by`: whose decision it is; who is known as having let somebody in gets to see their name. */
static int give_by(struct ctx *c, const struct involvement *to, struct id by, bool *anew)
{
  struct involvement new = *to;
  struct involvement_list rows;
  TRY(involvements_of_compartment(c, to->compartment, &rows));
  if (is_involved(&rows, to)) return OK;
  if (anew) *anew = true;
  new.id = ID_NONE;
  new.since = (struct instant){ c->now };
  new.ended = (struct instant){ 0 };
  new.given_by = by;
  return record_insert(c, involvement, &new, NULL);
}

static int give(struct ctx *c, const struct involvement *to, bool *anew) { return give_by(c, to, c->scope.actor, anew); }

int involve(struct ctx *c, struct id account, struct id organisation, const struct id *compartments, size_t count, struct id household, enum purpose purpose)
{
  const struct task asked = { .account = account, .organisation = organisation, .kind = TASK_INVOLVED, .about = household, .due = date_plus_days(c->today, 1) };
  bool anew = false;
  if (!c->scope.region) return not_there(c);
  if (purpose == PURPOSE_UNKNOWN || purpose == PURPOSE_EMERGENCY) return fail(c, ERR_INVALID, "purpose", N_("Choose for what."));
  for (size_t i = 0; i < count; i++) {                       /* first whether they are the actor's: else not even the role shows */
    struct instant until;
    TRY(may_give(c, compartments[i], &until));
  }
  TRY(check_colleague(c, account, organisation));
  for (size_t i = 0; i < count; i++) {
    struct involvement new = { .account = account, .organisation = organisation, .compartment = compartments[i], .household = household, .purpose = purpose };
    struct compartment what;
    struct instant own;
    struct date until;
    bool lets;
    TRY(file_of_region(c, compartments[i], &what));
    TRY(may_give(c, compartments[i], &own));
    TRY(shield_lets(c, compartments[i], account, organisation, &lets));
    if (!lets) return fail(c, ERR_INVALID, "account", N_("This colleague works for the same organisation as the person: ask the privacy officer first."));
    TRY(ground_lasts(c, compartments[i], organisation, things_of(what.kind), purpose, &until));
    new.until = first_of(own, end_of(until));
    TRY(give(c, &new, &anew));
  }
  return anew ? task_add(c, &asked) : OK;
}

/* Whether somebody of that organisation opened it themselves: it is theirs, and stands on no ground. */
static int is_theirs(struct ctx *c, struct id organisation, struct id compartment, bool *out)
{
  struct involvement_list ever;
  *out = false;
  TRY(involvements_ever(c, compartment, &ever));
  for (size_t i = 0; i < ever.count; i++)
    *out |= id_same(ever.at[i].organisation, organisation) && id_same(ever.at[i].account, ever.at[i].given_by) && ever.at[i].purpose != PURPOSE_EMERGENCY;
  return OK;
}

static bool has_own_rules(const struct compartment *what) { return what->kind == COMPARTMENT_REFERRAL || what->kind == COMPARTMENT_REGISTRATION; }

static int give_by_rule(struct ctx *c, struct involvement *new)
{
  struct compartment what;
  struct date until;
  bool theirs;
  TRY(file_of_region(c, new->compartment, &what));
  if (!has_own_rules(&what)) return not_there(c);
  TRY(is_theirs(c, new->organisation, new->compartment, &theirs));
  if (!theirs) {
    TRY(ground_lasts(c, new->compartment, new->organisation, things_of(what.kind), new->purpose, &until));
    new->until = end_of(until);
  }
  const struct id actor = c->scope.actor;
  c->scope.actor = new->given_by;
  int rc = check_colleague(c, new->account, new->organisation);
  if (rc == OK) rc = give(c, new, NULL);
  c->scope.actor = actor;
  return rc;
}

int involve_by_rule(struct ctx *c, struct id account, struct id organisation, struct id compartment, enum purpose purpose, struct id given_by)
{
  struct involvement new = { .account = account, .organisation = organisation, .compartment = compartment, .purpose = purpose, .given_by = given_by };
  const struct scope own = c->scope;
  c->scope.reach = REACH_ALL;
  c->scope.organisation = ID_NONE;                         /* a colleague there who acts is no ground for their own organisation */
  const int rc = give_by_rule(c, &new);
  c->scope = own;
  return rc;
}

int involvement_end_by_rule(struct ctx *c, struct id account, struct id compartment, struct instant at)
{
  struct involvement_list rows;
  struct compartment what;
  TRY(file_of_region(c, compartment, &what));
  if (!has_own_rules(&what)) return not_there(c);
  TRY(involvements_of_compartment(c, compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    struct involvement *const row = &rows.at[i];
    if (id_known(account) && !id_same(row->account, account)) continue;
    if (at.ms <= c->now) row->ended = (struct instant){ c->now };
    else row->until = first_of(row->until, at);
    TRY(record_update(c, involvement, row));
  }
  return OK;
}

int involve_same(struct ctx *c, struct id from, struct id to, struct id household)
{
  struct involvement_list rows, there;
  struct compartment what;
  TRY(involvement_open(c, from));
  TRY(file_of_region(c, to, &what));
  TRY(involvements_ever(c, to, &there));
  for (size_t i = 0; i < there.count; i++) if (!id_same(there.at[i].account, c->scope.actor)) return not_there(c);
  TRY(involvements_of_compartment(c, from, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    struct involvement *const row = &rows.at[i];
    if (row->purpose == PURPOSE_EMERGENCY) continue;
    row->compartment = to;
    row->household = household;
    TRY(give(c, row, NULL));
  }
  TRY(involvement_open(c, to));
  TRY(AS_PROGRAM(c, shields_same(c, from, to)));
  return grounds_same(c, from, to);
}

/* A colleague's file is opened by name only. */
static int by_name_only(struct ctx *c, struct id compartment, bool *out)
{
  struct shield shield;
  return shield_of(c, compartment, &shield, out);
}

int involve_also(struct ctx *c, struct id from, struct id to, struct id household)
{
  struct involvement_list rows;
  struct instant own;
  bool named;
  TRY(may_give(c, from, &own));
  TRY(may_give(c, to, &own));
  TRY(by_name_only(c, to, &named));
  if (named) return OK;
  TRY(involvements_of_compartment(c, from, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    struct involvement *const row = &rows.at[i];
    bool lets;
    if (row->purpose == PURPOSE_EMERGENCY) continue;
    TRY(shield_lets(c, to, row->account, row->organisation, &lets));
    if (!lets) continue;
    row->compartment = to;
    row->household = household;
    row->until = first_of(row->until, own);
    TRY(give_by(c, row, row->given_by, NULL));      /* who let them in stays who it was: else a merge would show whom the other side works with */
  }
  return grounds_same(c, from, to);
}

static bool among(const struct id *ids, size_t count, struct id id)
{
  for (size_t i = 0; i < count; i++) if (id_same(ids[i], id)) return true;
  return false;
}

/* Whether that colleague works in the first of the compartments that move: a side. Who works for another one stays behind. */
static bool works_in(const struct involvement_list *rows, const struct involvement *who, struct id compartment)
{
  for (size_t i = 0; i < rows->count; i++)
    if (id_same(rows->at[i].compartment, compartment) && id_same(rows->at[i].account, who->account) && id_same(rows->at[i].organisation, who->organisation)) return true;
  return false;
}

int involvements_move(struct ctx *c, struct id from_household, struct id to_household, const struct id *compartments, size_t count)
{
  struct involvement_list rows;
  TRY(involvements_of_household(c, from_household, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    struct involvement *const row = &rows.at[i];
    if (count && (!among(compartments, count, row->compartment) || !works_in(&rows, row, compartments[0]))) continue;
    row->household = to_household;
    TRY(record_update(c, involvement, row));
  }
  return OK;
}

/* --- ending ----------------------------------------------------------------------------------------------- */

/* In the common part the other side's colleagues are not the actor's to end, nor to learn of. */
static int is_mine(struct ctx *c, const struct involvement *row, bool *out)
{
  struct compartment what;
  struct instant until;
  *out = c->scope.reach == REACH_ALL || id_same(row->account, c->scope.actor);
  if (*out) return OK;
  const int rc = may_give(c, row->compartment, &until);
  if (absent(c, rc)) return OK;
  TRY(rc);
  TRY(compartment_get(c, row->compartment, &what));
  if (what.kind == COMPARTMENT_HOUSEHOLD) return same_side(c, row->household, row->account, out);
  *out = true;
  return OK;
}

/* Nobody left in it: somebody of the organisation must look. */
static int tell_if_last(struct ctx *c, const struct involvement *row)
{
  const struct task t = { .organisation = row->organisation, .role = ROLE_TEAM_LEAD, .kind = TASK_FILE_WITHOUT_WORKER, .about = id_known(row->household) ? row->household : row->compartment,
    .due = date_plus_days(c->today, 1) };
  struct involvement_list left;
  TRY(involvements_of_compartment(c, row->compartment, &left));
  return left.count ? OK : task_add(c, &t);
}

int involvement_left(struct ctx *c, struct id account, struct id compartment) { return c->left ? c->left(c, account, compartment) : OK; }

static int end_one(struct ctx *c, struct involvement *row)
{
  row->ended = (struct instant){ c->now };
  TRY(record_update(c, involvement, row));
  TRY(involvement_left(c, row->account, row->compartment));
  if (id_known(row->household)) TRY(tasks_not_begun(c, row->account, row->household));
  return row->purpose == PURPOSE_EMERGENCY ? OK : tell_if_last(c, row);
}

int involvement_end(struct ctx *c, struct id account, struct id household)
{
  struct involvement_list rows;
  size_t ended = 0;
  TRY(involvements_of_account(c, account, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    bool mine;
    if (!id_same(rows.at[i].household, household)) continue;
    TRY(is_mine(c, &rows.at[i], &mine));
    if (!mine) continue;
    TRY(end_one(c, &rows.at[i]));
    ended++;
  }
  return ended ? OK : not_there(c);
}

static bool in_both(const struct involvement_list *rows, const struct involvement *as)
{
  for (size_t i = 0; i < rows->count; i++)
    if (id_same(rows->at[i].account, as->account) && id_same(rows->at[i].organisation, as->organisation)) return true;
  return false;
}

int involvement_end_but(struct ctx *c, struct id from, struct id keep, struct id household)
{
  struct involvement_list rows, kept;
  struct instant own;
  bool named;
  TRY(may_give(c, from, &own));
  TRY(by_name_only(c, from, &named));
  if (named) return OK;                                      /* nobody came in by a side, so nobody goes with one */
  TRY(involvement_open(c, keep));
  TRY(involvements_of_compartment(c, keep, &kept));
  TRY(involvements_of_compartment(c, from, &rows));
  for (size_t i = 0; i < rows.count; i++)
    if (id_same(rows.at[i].household, household) && !in_both(&kept, &rows.at[i])) TRY(end_one(c, &rows.at[i]));
  return OK;
}

static int end_all(struct ctx *c, struct id account, struct id organisation)
{
  struct involvement_list rows;
  TRY(involvements_of_account(c, account, &rows));
  for (size_t i = 0; i < rows.count; i++)
    if (!id_known(organisation) || id_same(rows.at[i].organisation, organisation)) TRY(end_one(c, &rows.at[i]));
  return OK;
}

int involvements_end_all(struct ctx *c, struct id account, struct id organisation, const char *region)
{
  const char *const own = c->scope.region;
  c->scope.region = region;
  const int rc = end_all(c, account, organisation);
  c->scope.region = own;
  return rc;
}

/* --- emergency ----------------------------------------------------------------------------------------------- */

static int tell(struct ctx *c, const struct involvement_list *rows, struct id household, size_t *told)
{
  for (size_t i = 0; i < rows->count; i++) {
    const struct involvement *const row = &rows->at[i];
    const struct task t = { .account = row->account, .organisation = row->organisation, .kind = TASK_EMERGENCY_USED, .about = household, .due = c->today };
    if (row->purpose != PURPOSE_DIRECTION || id_same(row->account, c->scope.actor)) continue;
    TRY(task_add(c, &t));
    ++*told;
  }
  return OK;
}

/* The directors as they are in the compartments themselves: a wrong household does not leave them out. */
static int tell_everybody(struct ctx *c, const struct id *compartments, size_t count, struct id household)
{
  const struct task privacy = { .role = ROLE_PRIVACY, .kind = TASK_EMERGENCY_USED, .about = household, .due = c->today },
                    directors = { .role = ROLE_DIRECTOR, .kind = TASK_EMERGENCY_USED, .about = household, .due = c->today };
  struct involvement_list rows;
  size_t told = 0;
  TRY(task_add(c, &privacy));
  TRY(involvements_of_household(c, household, &rows));
  TRY(tell(c, &rows, household, &told));
  for (size_t i = 0; i < count; i++) {
    TRY(involvements_of_compartment(c, compartments[i], &rows));
    TRY(tell(c, &rows, household, &told));
  }
  return told ? OK : task_add(c, &directors);                /* nobody directs it: whoever directs in the region */
}

static int open_in_emergency(struct ctx *c, struct id compartment, struct id household, const char *reason)
{
  const struct involvement row = { .account = c->scope.actor, .organisation = c->scope.organisation, .compartment = compartment, .household = household,
    .purpose = PURPOSE_EMERGENCY, .since = { c->now }, .until = { c->now + EMERGENCY_HOURS * HOUR_MS }, .given_by = c->scope.actor };
  const struct emergency_use use = { .compartment = compartment, .account = c->scope.actor, .at = { c->now }, .reason = reason };
  struct compartment what;
  struct id id;
  TRY(file_of_region(c, compartment, &what));
  TRY(record_insert(c, involvement, &row, NULL));
  TRY(record_insert(c, emergency_use, &use, &id));
  return journal_event(c, "emergency", "emergency_use", id, compartment, "4h");
}

int involve_emergency(struct ctx *c, const struct id *compartments, size_t count, struct id household, const char *reason)
{
  const enum role role = role_of_scope(c);
  if (!role_may(role, MAY_EMERGENCY) || !count) return not_there(c);
  if (!text_said(reason)) return fail(c, ERR_INVALID, "reason", N_("Write which danger there is."));
  for (size_t i = 0; i < count; i++) TRY(open_in_emergency(c, compartments[i], household, reason));
  return tell_everybody(c, compartments, count, household);
}

int emergency_ends(struct ctx *c, struct id compartment, struct instant *out)
{
  struct involvement_list rows;
  *out = (struct instant){ 0 };
  TRY(involvements_of_compartment(c, compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct involvement *const row = &rows.at[i];
    if (!id_same(row->account, c->scope.actor) || !id_same(row->organisation, c->scope.organisation)) continue;
    *out = row->purpose == PURPOSE_EMERGENCY ? row->until : (struct instant){ 0 };
    if (row->purpose != PURPOSE_EMERGENCY) return OK;
  }
  return OK;
}
