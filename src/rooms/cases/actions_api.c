/* For programs: what is agreed, by whom, by when. */
#include "calendar.h"
#include "cases_api.h"
#include "text.h"

static const struct record plan_record = { .name = "plan" };                 /* of another room */

static const struct field told_fields[] = {
  F_REF (action_told, household, REQUIRED, household, N_("Household")),
  F_REF (action_told, plan,      OPTIONAL, plan, N_("Plan")),
  F_TEXT(action_told, what,      REQUIRED | LONG, N_("What")),
  F_TEXT(action_told, doer,      OPTIONAL, N_("Who does it"), .help = N_("As it is sent; null where the reader knows a name only, or nobody.")),
  F_TEXT(action_told, who,       OPTIONAL, N_("Who does it, by name")),
  F_TEXT(action_told, somebody,  OPTIONAL, N_("Somebody else: who")),
  F_REF (action_told, whom,      OPTIONAL, person, N_("For whom")),
  F_DATE(action_told, due,       REQUIRED, N_("By when")),
  F_ENUM(action_told, form,      REQUIRED, action_form, N_("How")),
  F_ENUM(action_told, phase,     OPTIONAL, action_phase, N_("In which phase")),
  F_ENUM(action_told, place,     REQUIRED, case_place, N_("Who reads this?")),
  F_ENUM(action_told, state,     REQUIRED, action_state, N_("State")),
  F_TEXT(action_told, result,    LONG, N_("What came of it")),
  F_TIME(action_told, closed,    OPTIONAL, N_("Closed on")),
  F_TEXT(action_told, by,        OPTIONAL, N_("Written by")),
  F_ENUM(action_told, mine,      REQUIRED, yes_no, N_("Done by yourself")),
  F_ENUM(action_told, late,      REQUIRED, yes_no, N_("Too late")),
  F_ENUM(action_told, stopped,   REQUIRED, yes_no, N_("Stopped: no talks together now"), .help = N_("Only to who works with both parties; to all others always no.")),
};
const struct record action_told_record = RECORD(action_told, told_fields);

/* --- as its readers may know it ------------------------------------------------------------------------------------ */

static enum yes_no yes_if(bool is) { return is ? YES : NO; }
static const char *said(const char *text) { return text && *text ? text : NULL; }

/* Whether the reader could choose this doer: a colleague of another side has a name at most, and no id. */
static bool may_be_chosen(const struct choices *doers, const char *key)
{
  for (size_t i = 1; i < doers->count; i++) if (strcmp(doers->at[i].key, key) == 0) return true;
  return false;
}

static int told_of(struct ctx *c, const struct case_file *f, const struct choices *doers, const struct case_action *a, struct action_told *out)
{
  const struct action_new n = action_as_asked(c, a);
  const char *who_does;
  bool stopped;
  TRY(action_is_stopped(c, f, a, &stopped));
  *out = (struct action_told){ .id = a->id, .version = a->version, .household = f->file.household.id, .plan = a->plan, .what = a->what, .somebody = a->somebody,
    .due = a->due, .form = a->form, .phase = a->phase, .place = a->place, .state = a->state, .result = said(a->result), .closed = a->closed,
    .mine = yes_if(id_same(a->account, c->scope.actor)), .late = yes_if(a->state == ACTION_OPEN && date_before(a->due, c->today)), .stopped = yes_if(stopped) };
  if (case_name(c, f, a->whom)) out->whom = a->whom;
  if (out->mine == YES || may_be_chosen(doers, n.doer)) out->doer = n.doer;
  TRY(action_doer(c, f, a, &who_does));
  out->who = said(who_does);
  return case_colleague(c, f, a->writer, &out->by);
}

static int put_told(struct ctx *c, struct json *j, const struct case_file *f, const struct choices *doers, const struct case_action *a)
{
  struct action_told told;
  TRY(told_of(c, f, doers, a, &told));
  json_item(j);
  json_stored(action_told, &told, j->b);
  return OK;
}

static int action_answer(struct ctx *c, struct id id, int status)
{
  struct case_action a;
  struct case_file f;
  struct choices doers;
  struct action_told told;
  TRY(action_get(c, id, &a));
  TRY(case_home(c, a.compartment, a.household, &f));
  TRY(action_doers(c, &f, &doers));
  TRY(told_of(c, &f, &doers, &a, &told));
  json_stored(action_told, &told, &c->out);
  return api_answer(c, status);
}

/* --- of a household, and the own ones ------------------------------------------------------------------------------------ */

int api_actions(struct ctx *c)
{
  struct case_file f;
  struct case_action_list all;
  struct choices doers;
  struct json j = { .b = &c->out };
  TRY(case_of_path(c, &f));
  TRY(actions_of(c, f.file.household.id, &all));
  TRY(action_doers(c, &f, &doers));
  json_open(&j, '{');
  json_begin(&j, "actions", '[');
  for (size_t i = 0; i < all.count; i++) TRY(put_told(c, &j, &f, &doers, &all.at[i]));
  json_close(&j);
  json_close(&j);
  return api_answer(c, 200);
}

/* Each with its household as it is now. Doers are the actor. */
int api_actions_mine(struct ctx *c)
{
  static const struct choices nobody = { 0, NULL };
  struct case_action_list all;
  struct json j = { .b = &c->out };
  TRY(actions_mine(c, &all));
  json_open(&j, '{');
  json_begin(&j, "actions", '[');
  for (size_t i = 0; i < all.count; i++) {
    struct case_file f;
    TRY(case_home(c, all.at[i].compartment, all.at[i].household, &f));
    TRY(put_told(c, &j, &f, &nobody, &all.at[i]));
  }
  json_close(&j);
  json_close(&j);
  return api_answer(c, 200);
}

/* --- one ------------------------------------------------------------------------------------------------------------------ */

int api_add_action(struct ctx *c)
{
  struct case_file f;
  struct action_new n = { 0 };
  struct id id;
  TRY(case_of_path(c, &f));                                  /* what is not theirs to see says nothing about what was sent */
  TRY(posted_new(c, action_new, &n));
  TRY(action_add(c, f.file.household.id, ID_NONE, &n, &id));
  return action_answer(c, id, 201);
}

int api_action(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  return action_answer(c, id, 200);
}

int api_change_action(struct ctx *c)
{
  struct case_action a;
  struct id id;
  int32_t version = 0;
  TRY(path_id(c, &id));
  TRY(action_get(c, id, &a));
  struct action_new n = action_as_asked(c, &a);
  TRY(posted_act(c, action_new, &version, &n));
  TRY(action_change(c, id, version, &n));
  return action_answer(c, id, 200);
}

int api_end_action(struct ctx *c)
{
  struct case_action a;
  struct action_close n = { 0 };
  struct id id;
  int32_t version = 0;
  TRY(path_id(c, &id));
  TRY(action_get(c, id, &a));
  TRY(posted_act(c, action_close, &version, &n));
  TRY(action_end(c, id, version, &n));
  return action_answer(c, id, 200);
}
