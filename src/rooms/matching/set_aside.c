#include "set_aside.h"
#include "accounts.h"
#include "need_to_know.h"
#include "tasks.h"

enum { REASON_MOST = 2000 };
#define REASON_LABEL N_("Why is it safe to set it aside for this person?")

static const struct field fields[] = {
  F_REF (control_set_aside, person,    IN_PROGRAM | CLEAR | REQUIRED, person, N_("Person")),
  F_TEXT(control_set_aside, reason,    REQUIRED | LONG, REASON_LABEL, .max = REASON_MOST),
  F_REF (control_set_aside, asked_by,  IN_PROGRAM | REQUIRED, account, N_("Asked by")),
  F_TIME(control_set_aside, asked,     IN_PROGRAM | REQUIRED, N_("Asked")),
  F_REF (control_set_aside, agreed_by, IN_PROGRAM, account, N_("Agreed by")),
  F_TIME(control_set_aside, agreed,    IN_PROGRAM, N_("Agreed")),
  F_TIME(control_set_aside, ended,     IN_PROGRAM, N_("Ended")),
};
const struct record control_set_aside_record = SEALED_RECORD(control_set_aside, fields);

static const struct field new_fields[] = {
  F_TEXT(set_aside_new, reason, REQUIRED | LONG, REASON_LABEL, .max = REASON_MOST,
         .help = N_("Which facts, and what was agreed if it turns out otherwise. Everybody who works with this person reads it: nothing that the partner said.")),
};
const struct record set_aside_new_record = PART(set_aside_new, new_fields);

/* --- reading --------------------------------------------------------------------------------------------- */

bool set_aside_counts(const struct control_set_aside *s)
{
  return instant_known(s->agreed) && !instant_known(s->ended) && id_known(s->agreed_by) && !id_same(s->agreed_by, s->asked_by);
}

int set_aside_open(struct ctx *c, struct id person, struct control_set_aside *out)
{
  struct control_set_aside_list list;
  TRY(set_asides_of(c, person, &list));
  for (size_t i = 0; i < list.count; i++) {
    if (instant_known(list.at[i].ended)) continue;
    *out = list.at[i];
    return OK;
  }
  return not_there(c);
}

int control_is_set_aside(struct ctx *c, struct id person, bool *out)
{
  struct control_set_aside s;
  const int rc = set_aside_open(c, person, &s);
  *out = rc == OK && set_aside_counts(&s);
  return absent(c, rc) ? OK : rc;
}

/* --- who is asked ----------------------------------------------------------------------------------------- */

int colleagues_each(struct ctx *c, struct id compartment, each_colleague *each, void *arg)
{
  struct involvement_list rows;
  TRY(involvements_of_compartment(c, compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct involvement *const row = &rows.at[i];
    bool seen = id_same(row->account, c->scope.actor) || row->purpose == PURPOSE_EMERGENCY || row->purpose == PURPOSE_ACCESS_RIGHT;
    for (size_t k = 0; k < i && !seen; k++) seen = id_same(rows.at[k].account, row->account) && rows.at[k].purpose != PURPOSE_EMERGENCY && rows.at[k].purpose != PURPOSE_ACCESS_RIGHT;
    if (!seen) TRY(each(c, row, arg));
  }
  return OK;
}

static int count_one(struct ctx *c, const struct involvement *row, void *count)
{
  (void)c;
  (void)row;
  ++*(size_t *)count;
  return OK;
}

int set_aside_others(struct ctx *c, struct id person, size_t *out)
{
  struct id compartment;
  *out = 0;
  TRY(record_place(c, person, person, &compartment));
  return colleagues_each(c, compartment, count_one, out);
}

static int ask_one(struct ctx *c, const struct involvement *row, void *person)
{
  const struct task t = { .account = row->account, .organisation = row->organisation, .kind = TASK_SET_ASIDE, .about = *(const struct id *)person, .due = date_plus_days(c->today, 1) };
  return task_add(c, &t);
}

/* --- doing ------------------------------------------------------------------------------------------------ */

/* Of somebody who decides about this person. */
static int own_place(struct ctx *c, struct id person, struct id *compartment)
{
  TRY(record_place(c, person, person, compartment));
  return involvement_is_own(c, *compartment);
}

int set_aside_ask(struct ctx *c, struct id person, const struct set_aside_new *n)
{
  struct control_set_aside s = { .person = person, .reason = n->reason, .asked_by = c->scope.actor, .asked = { c->now } }, open;
  TRY(own_place(c, person, &s.compartment));
  const int rc = set_aside_open(c, person, &open);
  if (rc == OK) return fail(c, ERR_INVALID, "reason", N_("This was asked already, or counts."));
  if (!absent(c, rc)) return rc;
  TRY(record_insert(c, control_set_aside, &s, NULL));
  return colleagues_each(c, s.compartment, ask_one, &person);
}

int set_aside_agree(struct ctx *c, struct id person, int32_t version)
{
  struct control_set_aside s;
  struct id compartment;
  TRY(own_place(c, person, &compartment));
  const int rc = set_aside_open(c, person, &s);
  if (absent(c, rc)) return fail(c, ERR_INVALID, NULL, N_("Nothing is asked any more."));
  TRY(rc);
  if (instant_known(s.agreed)) return fail(c, ERR_INVALID, NULL, N_("Somebody agreed already."));
  if (!id_known(c->scope.actor) || id_same(s.asked_by, c->scope.actor)) return fail(c, ERR_INVALID, NULL, N_("You asked for it yourself. A colleague who works with this person must agree."));
  s.version = version;
  s.agreed_by = c->scope.actor;
  s.agreed = (struct instant){ c->now };
  TRY(record_update(c, control_set_aside, &s));
  return tasks_close(c, TASK_SET_ASIDE, person, ID_NONE);
}

int set_aside_end(struct ctx *c, struct id person, int32_t version)
{
  struct control_set_aside s;
  TRY(set_aside_open(c, person, &s));
  s.version = version;
  s.ended = (struct instant){ c->now };
  TRY(record_update(c, control_set_aside, &s));
  return tasks_close(c, TASK_SET_ASIDE, person, ID_NONE);
}
