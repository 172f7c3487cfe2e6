#include "shields_internal.h"
#include "accounts.h"
#include "calendar.h"
#include "need_to_know.h"
#include "organisations.h"
#include "tasks.h"

static const struct field fields[] = {
  F_REF (shield, organisation, IN_PROGRAM | REQUIRED, organisation, N_("Organisation")),
  F_REF (shield, account,      IN_PROGRAM, account, N_("Colleague")),
  F_REF (shield, by,           IN_PROGRAM | REQUIRED, account, N_("Asked by")),
  F_TIME(shield, at,           IN_PROGRAM | REQUIRED, N_("When")),
  F_TIME(shield, allowed,      IN_PROGRAM, N_("Allowed")),
  F_TIME(shield, ended,        IN_PROGRAM, N_("Ended")),
};
const struct record shield_record = SEALED_RECORD(shield, fields);

static const struct record compartment_record = { .name = "compartment" };

static const struct field reach_fields[] = {
  F_REF (shield_reach, file,         IN_PROGRAM | REQUIRED, compartment, N_("For the sake of which file")),
  F_REF (shield_reach, organisation, IN_PROGRAM | REQUIRED, organisation, N_("Organisation")),
  F_TIME(shield_reach, at,           IN_PROGRAM | REQUIRED, N_("When")),
};
const struct record shield_reach_record = SEALED_RECORD(shield_reach, reach_fields);

enum { DAYS_TO_DECIDE = 3 };

static bool is_set(const struct shield *row) { return !id_known(row->account) && !instant_known(row->ended); }

int shield_of(struct ctx *c, struct id compartment, struct shield *out, bool *there)
{
  struct shield_list rows;
  *there = false;
  TRY(AS_PROGRAM(c, shields_in(c, compartment, &rows)));
  for (size_t i = 0; i < rows.count && !*there; i++) {
    *there = is_set(&rows.at[i]);
    if (*there) *out = rows.at[i];
  }
  return OK;
}

/* Whether a shielded file keeps that colleague out. One that does not stand any more keeps out nobody, nor what was closed for its sake. */
static int keeps_out(struct ctx *c, struct id file, struct id account, struct id organisation, bool *out)
{
  struct shield shield;
  struct shield_list rows;
  bool there;
  TRY(shield_of(c, file, &shield, &there));
  *out = there && id_same(shield.organisation, organisation);
  if (!*out) return OK;
  TRY(AS_PROGRAM(c, shields_in(c, file, &rows)));
  for (size_t i = 0; i < rows.count; i++)
    if (id_same(rows.at[i].account, account) && instant_known(rows.at[i].allowed) && rows.at[i].at.ms >= shield.at.ms) *out = false;
  return OK;
}

int shield_lets(struct ctx *c, struct id compartment, struct id account, struct id organisation, bool *out)
{
  struct shield_reach_list reaches;
  bool kept_out;
  TRY(keeps_out(c, compartment, account, organisation, &kept_out));
  TRY(AS_PROGRAM(c, shield_reaches_in(c, compartment, &reaches)));
  for (size_t i = 0; i < reaches.count && !kept_out; i++) TRY(keeps_out(c, reaches.at[i].file, account, organisation, &kept_out));
  *out = !kept_out;
  return OK;
}

/* They do not read it any more, but for whoever sets it and for whom the privacy officer let in. */
static int out_with(struct ctx *c, struct id file, struct id compartment, struct id organisation, size_t *count)
{
  struct involvement_list rows;
  TRY(involvements_of_compartment(c, compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    bool kept_out;
    if (!id_same(rows.at[i].organisation, organisation) || id_same(rows.at[i].account, c->scope.actor)) continue;
    TRY(keeps_out(c, file, rows.at[i].account, organisation, &kept_out));
    if (!kept_out) continue;
    rows.at[i].ended = (struct instant){ c->now };
    TRY(record_update(c, involvement, &rows.at[i]));
    if (count) ++*count;
    TRY(involvement_left(c, rows.at[i].account, compartment));
  }
  return OK;
}

int shield_spread(struct ctx *c, struct id file, struct id compartment, size_t *out)
{
  struct shield shield;
  struct shield_reach_list reaches;
  bool there, known = false;
  TRY(shield_of(c, file, &shield, &there));
  if (!there || id_same(file, compartment)) return OK;
  TRY(shield_reaches_in(c, compartment, &reaches));
  for (size_t i = 0; i < reaches.count; i++) known |= id_same(reaches.at[i].file, file) && id_same(reaches.at[i].organisation, shield.organisation);
  const struct shield_reach new = { .compartment = compartment, .file = file, .organisation = shield.organisation, .at = { c->now } };
  if (!known) TRY(record_insert(c, shield_reach, &new, NULL));
  return out_with(c, file, compartment, shield.organisation, out);
}

int shields_same(struct ctx *c, struct id from, struct id to)
{
  struct shield_reach_list reaches;
  TRY(shield_reaches_in(c, from, &reaches));
  for (size_t i = 0; i < reaches.count; i++) TRY(shield_spread(c, reaches.at[i].file, to, NULL));
  return OK;
}

int shield_set(struct ctx *c, struct id compartment, struct id organisation)
{
  const struct shield new = { .compartment = compartment, .organisation = organisation, .by = c->scope.actor, .at = { c->now } };
  struct shield shield;
  bool there;
  TRY(involvement_is_own(c, compartment));
  TRY(shield_of(c, compartment, &shield, &there));
  if (there) return fail(c, ERR_INVALID, "organisation", N_("This file is shielded already."));
  if (id_same(organisation, c->scope.organisation))
    return fail(c, ERR_INVALID, "organisation", N_("You work for this organisation yourself. Let a colleague of another organisation take this file over first."));
  TRY(record_insert(c, shield, &new, NULL));
  return out_with(c, compartment, compartment, organisation, NULL);
}

int shield_lift(struct ctx *c, struct id compartment)
{
  struct shield shield;
  bool there;
  TRY(involvement_is_own(c, compartment));
  TRY(shield_of(c, compartment, &shield, &there));
  if (!there) return not_there(c);
  shield.ended = (struct instant){ c->now };
  TRY(record_update(c, shield, &shield));
  return task_add(c, &(struct task){ .role = ROLE_PRIVACY, .kind = TASK_SHIELD_LIFTED, .about = compartment, .due = date_plus_days(c->today, DAYS_TO_DECIDE) });
}

int shield_ask(struct ctx *c, struct id compartment, struct id account, struct id organisation)
{
  const struct shield new = { .compartment = compartment, .organisation = organisation, .account = account, .by = c->scope.actor, .at = { c->now } };
  struct id id;
  TRY(involvement_is_own(c, compartment));
  TRY(record_insert(c, shield, &new, &id));
  return task_add(c, &(struct task){ .role = ROLE_PRIVACY, .kind = TASK_SHIELD_ASKED, .about = id, .due = date_plus_days(c->today, DAYS_TO_DECIDE) });
}

int shield_asked(struct ctx *c, struct id id, struct shield *out)
{
  struct task_list mine;
  TRY(tasks_mine(c, &mine));
  for (size_t i = 0; i < mine.count; i++)
    if (mine.at[i].kind == TASK_SHIELD_ASKED && id_same(mine.at[i].about, id)) return AS_PROGRAM(c, record_get(c, shield, id, out));
  return not_there(c);
}

int shield_allow(struct ctx *c, struct id id)
{
  struct shield asked;
  TRY(shield_asked(c, id, &asked));
  asked.allowed = (struct instant){ c->now };
  TRY(AS_PROGRAM(c, record_update(c, shield, &asked)));
  return tasks_close(c, TASK_SHIELD_ASKED, id, ID_NONE);
}
