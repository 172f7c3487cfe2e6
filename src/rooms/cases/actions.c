#include "actions.h"
#include "accounts.h"
#include "doers.h"
#include "html.h"
#include "involved.h"
#include "need_to_know.h"
#include "organisations.h"
#include "partner_asks.h"
#include "tasks.h"
#include "text.h"
#include "together.h"

DEFINE_CHOICES(action_state, ACTION_STATES)
DEFINE_CHOICES(action_form, ACTION_FORMS)
DEFINE_CHOICES(action_phase, ACTION_PHASES)

enum { WHAT_MOST = 1000, NAME_MOST = 200 };

static const struct record plan_record = { .name = "plan" };                 /* of another room */

static const struct field action_fields[] = {
  F_REF(case_action, household,    IN_PROGRAM | CLEAR | REQUIRED, household, N_("Household")),
  F_REF(case_action, plan,         IN_PROGRAM, plan, N_("Plan")),
  F_ENUM(case_action, place,        IN_PROGRAM | REQUIRED, case_place, N_("Who reads this?")),
  F_TEXT(case_action, what,         REQUIRED | LONG, N_("What"), .max = WHAT_MOST),
  F_ENUM(case_action, form,         REQUIRED, action_form, N_("How")),
  F_ENUM(case_action, phase,        OPTIONAL, action_phase, N_("In which phase")),
  F_REF(case_action, account,      IN_PROGRAM | CLEAR, account, N_("Colleague")),
  F_REF(case_action, organisation, IN_PROGRAM | CLEAR, organisation, N_("Organisation")),
  F_REF(case_action, person,       IN_PROGRAM, person, N_("Person")),
  F_TEXT(case_action, somebody,     OPTIONAL, N_("Somebody else: who"), .max = NAME_MOST),
  F_REF(case_action, whom,         OPTIONAL, person, N_("For whom")),
  F_DATE(case_action, due,          IN_PROGRAM | CLEAR | REQUIRED, N_("By when")),
  F_ENUM(case_action, state,        IN_PROGRAM | CLEAR | REQUIRED, action_state, N_("State")),
  F_TEXT(case_action, result,       LONG, N_("What came of it"), .max = WHAT_MOST),
  F_TIME(case_action, closed,       IN_PROGRAM, N_("Closed on")),
  F_REF(case_action, writer,       IN_PROGRAM, account, N_("Written by")),
};
const struct record case_action_record = SEALED_RECORD(case_action, action_fields);

static const struct field new_fields[] = {
  F_TEXT(action_new, what,     REQUIRED | LONG, N_("What"), .max = WHAT_MOST, .help = N_("One thing that can be done and seen: somebody else can tell whether it was done.")),
  F_TEXT(action_new, doer,     REQUIRED, N_("Who does it"), .max = 100),
  F_TEXT(action_new, somebody, OPTIONAL, N_("Somebody else: who"), .max = NAME_MOST),
  F_REF (action_new, whom,     OPTIONAL, person, N_("For whom")),
  F_DATE(action_new, due,      REQUIRED, N_("By when")),
  F_ENUM(action_new, form,     REQUIRED, action_form, N_("How")),
  F_ENUM(action_new, phase,    OPTIONAL, action_phase, N_("In which phase")),
  F_ENUM(action_new, place,    REQUIRED, case_place, N_("Who reads this?"), .help = N_("What you share with both sides cannot be taken back from who has read it.")),
};
const struct record action_new_record = PART(action_new, new_fields);

static const struct field close_fields[] = {
  F_ENUM(action_close, state,  REQUIRED, action_state, N_("How did it end")),
  F_TEXT(action_close, result, REQUIRED | LONG, N_("What came of it, or why it will not be done"), .max = WHAT_MOST),
};
const struct record action_close_record = PART(action_close, close_fields);

static const struct field due_fields[] = {
  F_REF (action_due, account,      IN_PROGRAM | CLEAR, account, N_("Colleague")),
  F_REF (action_due, organisation, IN_PROGRAM | CLEAR, organisation, N_("Organisation")),
  F_DATE(action_due, due,          IN_PROGRAM | CLEAR, N_("By when")),
};
const struct record action_due_record = { .name = "case_action", .count = COUNT(due_fields), .fields = due_fields, .size = sizeof(struct action_due), .protection = SEALED };

/* --- who does it ------------------------------------------------------------------------------------------- */

#define DOER_ACCOUNT "account:"
#define DOER_PERSON  "person:"
#define DOER_OTHER   "somebody"

static int no_doer(struct ctx *c) { return fail(c, ERR_INVALID, "doer", N_("Choose who does it.")); }

/* A colleague who may read it there: nobody is given work on what they cannot see. */
static int doer_account(struct ctx *c, const struct case_file *f, const char *key, struct case_action *a)
{
  if (!id_parse(key, &a->account)) return no_doer(c);
  TRY(involved_reads(c, f->file.household.id, a->compartment, a->account, &a->organisation));
  if (id_known(a->organisation)) return OK;
  return fail(c, ERR_INVALID, "doer", N_("This colleague cannot read what you write there. Choose who reads it anew, or another colleague."));
}

static int doer_of(struct ctx *c, const struct case_file *f, const struct action_new *n, struct case_action *a)
{
  a->account = a->organisation = a->person = ID_NONE;
  a->somebody = NULL;
  if (strncmp(n->doer, DOER_ACCOUNT, strlen(DOER_ACCOUNT)) == 0) return doer_account(c, f, n->doer + strlen(DOER_ACCOUNT), a);
  if (strncmp(n->doer, DOER_PERSON, strlen(DOER_PERSON)) == 0) {
    if (!id_parse(n->doer + strlen(DOER_PERSON), &a->person)) return no_doer(c);
    if (id_known(a->plan) && !doer_fits_plan(f, a->place, a->compartment, a->person))
      return fail(c, ERR_INVALID, "doer", N_("What stands in a plan is done by somebody of the plan's own side, and by a child only in its own plan. Choose somebody else."));
    return case_about(c, f, a->place, a->person, "doer", &a->person);
  }
  if (strcmp(n->doer, DOER_OTHER) != 0) return no_doer(c);
  if (!n->somebody || !*n->somebody) return fail(c, ERR_INVALID, "somebody", N_("Write who does it."));
  a->somebody = n->somebody;
  return OK;
}

/* What is asked, into a row that has its place already. */
static int fill(struct ctx *c, const struct case_file *f, const struct action_new *n, struct case_action *a)
{
  if (date_before(n->due, c->today)) return fail(c, ERR_INVALID, "due", N_("This day is past."));
  if (n->form == ACTION_TOGETHER) TRY(together_check(c, f, "form"));
  TRY(doer_of(c, f, n, a));
  TRY(case_about(c, f, a->place, n->whom, "whom", &a->whom));
  a->what = n->what;
  a->due = n->due;
  a->form = n->form;
  a->phase = n->phase;
  return OK;
}

/* --- writing ----------------------------------------------------------------------------------------------- */

int action_add_in(struct ctx *c, const struct case_file *f, struct id compartment, struct id plan, const struct action_new *n, struct id *out)
{
  struct case_action a = { .compartment = compartment, .household = f->file.household.id, .plan = plan, .place = n->place, .state = ACTION_OPEN, .writer = c->scope.actor };
  TRY(fill(c, f, n, &a));
  return record_insert(c, case_action, &a, out);
}

int action_add(struct ctx *c, struct id household, struct id plan, const struct action_new *n, struct id *out)
{
  struct case_file f;
  struct id compartment;
  TRY(case_open(c, household, &f));
  TRY(case_compartment(c, &f, n->place, n->whom, &compartment));
  return action_add_in(c, &f, compartment, plan, n, out);
}

int action_get(struct ctx *c, struct id id, struct case_action *out) { return record_get(c, case_action, id, out); }

static int in_version(struct ctx *c, struct id id, int32_t version, struct case_action *out)
{
  TRY(action_get(c, id, out));
  TRY(involvement_is_own(c, out->compartment));
  return version == out->version ? OK : fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed this action meanwhile. Look at it once more."));
}

int action_change(struct ctx *c, struct id id, int32_t version, const struct action_new *n)
{
  struct case_action a;
  struct case_file f;
  TRY(in_version(c, id, version, &a));
  if (a.state != ACTION_OPEN) return fail(c, ERR_INVALID, NULL, N_("This action is closed. Open it again first."));
  TRY(case_home(c, a.compartment, a.household, &f));
  if (n->place != a.place) return fail(c, ERR_INVALID, "place", N_("Who reads it does not change: make a new action and close this one."));
  TRY(fill(c, &f, n, &a));
  TRY(record_update(c, case_action, &a));
  return tasks_close(c, TASK_ACTION_DUE, id, ID_NONE);
}

int action_end(struct ctx *c, struct id id, int32_t version, const struct action_close *n)
{
  struct case_action a;
  TRY(in_version(c, id, version, &a));
  if (a.state != ACTION_OPEN) return fail(c, ERR_INVALID, NULL, N_("This action is closed already."));
  if (n->state == ACTION_OPEN) return fail(c, ERR_INVALID, "state", N_("Choose whether it was done."));
  a.state = n->state;
  a.result = n->result;
  a.closed = (struct instant){ c->now };
  TRY(record_update(c, case_action, &a));
  TRY(partners_stop(c, id));
  return tasks_close(c, TASK_ACTION_DUE, id, ID_NONE);
}

int action_again(struct ctx *c, struct id id, int32_t version)
{
  struct case_action a;
  TRY(in_version(c, id, version, &a));
  if (a.state == ACTION_OPEN) return fail(c, ERR_INVALID, NULL, N_("This action is open."));
  if (id_known(a.plan)) return fail(c, ERR_INVALID, NULL, N_("This action belongs to a plan, which may be closed by now. Make a new action in the plan that runs."));
  if (a.form == ACTION_TOGETHER) {
    struct case_file f;
    TRY(case_home(c, a.compartment, a.household, &f));
    TRY(together_check(c, &f, NULL));
  }
  a.state = ACTION_OPEN;
  a.closed = (struct instant){ 0 };
  return record_update(c, case_action, &a);
}

int action_is_stopped(struct ctx *c, const struct case_file *f, const struct case_action *a, bool *out)
{
  enum talks_together now;
  *out = false;
  if (a->form != ACTION_TOGETHER || a->state != ACTION_OPEN) return OK;
  TRY(together_now(c, f, &now));
  *out = now != TALKS_MAY && now != TALKS_ONE_SIDE;
  return OK;
}

int action_may_leave(struct ctx *c, const struct case_file *f, const struct case_action *a, bool *out)
{
  enum talks_together now = TALKS_MAY;
  if (a->form == ACTION_TOGETHER && a->state == ACTION_OPEN) TRY(together_now(c, f, &now));
  *out = now == TALKS_MAY;
  return OK;
}

/* --- in words ---------------------------------------------------------------------------------------------- */

int action_doer(struct ctx *c, const struct case_file *f, const struct case_action *a, const char **out)
{
  if (id_known(a->account)) return a->state == ACTION_OPEN ? case_worker(c, f, a->compartment, a->account, out) : case_colleague(c, f, a->account, out);
  const char *const name = case_name(c, f, a->person);
  *out = name ? name : a->somebody ? a->somebody : "";
  return OK;
}

const char *action_whom(struct ctx *c, const struct case_file *f, const struct case_action *a)
{
  const char *const name = case_name(c, f, a->whom);
  return name ? name : "";
}

int action_doers(struct ctx *c, const struct case_file *f, struct choices *out)
{
  struct choices colleagues;
  const struct choices people = case_abouts_of(c, f, NULL);
  TRY(involved_choices(c, f->file.household.id, ID_NONE, N_("Choose"), &colleagues));
  struct choice *const at = arena_new(&c->arena, struct choice, colleagues.count + people.count + 1);
  size_t n = 0;
  at[n++] = colleagues.at[0];
  for (size_t i = 1; i < colleagues.count; i++) at[n++] = (struct choice){ JOIN(&c->arena, DOER_ACCOUNT, colleagues.at[i].key), colleagues.at[i].label };
  for (size_t i = 1; i < people.count; i++) at[n++] = (struct choice){ JOIN(&c->arena, DOER_PERSON, people.at[i].key), people.at[i].label };
  at[n++] = (struct choice){ DOER_OTHER, N_("Somebody else") };
  *out = (struct choices){ n, at };
  return OK;
}

int action_lists(struct ctx *c, const struct case_file *f, struct field_list lists[static 3])
{
  lists[0] = (struct field_list){ .field = "doer" };
  TRY(action_doers(c, f, &lists[0].values));
  lists[1] = (struct field_list){ .field = "whom", .values = case_abouts_of(c, f, N_("The household as a whole")) };
  lists[2] = (struct field_list){ .field = "place", .values = case_places_of(c, f) };
  return OK;
}

struct action_new action_as_asked(struct ctx *c, const struct case_action *a)
{
  const char *const doer = id_known(a->account) ? JOIN(&c->arena, DOER_ACCOUNT, arg_id(&c->arena, a->account)) :
    id_known(a->person) ? JOIN(&c->arena, DOER_PERSON, arg_id(&c->arena, a->person)) : DOER_OTHER;
  return (struct action_new){ .what = a->what, .doer = doer, .somebody = a->somebody, .whom = a->whom, .due = a->due, .form = a->form, .phase = a->phase, .place = a->place };
}
