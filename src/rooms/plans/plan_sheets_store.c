#include "plan_phone.h"
#include "plan_sheets.h"

#define OF_PLAN(T) "FROM " T " WHERE " T ".region = $1 AND " T ".plan = $2 ORDER BY " T ".id"

static const struct query stop = { &plan_stop_record, OF_PLAN("plan_stop") };
static const struct query safety = { &plan_safety_record, OF_PLAN("plan_safety") };
static const struct query contact = { &plan_contact_record, OF_PLAN("plan_contact") };
static const struct query prompts = { &plan_prompts_record, OF_PLAN("plan_prompts") };
static const struct query phone = { &plan_phone_record, OF_PLAN("plan_phone") };
static const struct query goals = { &plan_goal_record, OF_PLAN("plan_goal") };
static const struct query holders = { &plan_holder_record, OF_PLAN("plan_holder") };
static const struct query reviews = { &plan_review_record, OF_PLAN("plan_review") };
static const struct query voices = { &plan_voice_record, "FROM plan_voice WHERE plan_voice.region = $1 AND plan_voice.compartment = $2 ORDER BY plan_voice.id" };
const struct query *const plan_sheet_queries[] = { &stop, &safety, &contact, &prompts, &phone, &goals, &holders, &reviews, &voices, NULL };

int sheet_rows(struct ctx *c, const struct sheet_kind *k, struct id plan, struct list *out)
{
  for (size_t i = 0; plan_sheet_queries[i]; i++)
    if (plan_sheet_queries[i]->rec == k->rec) return record_select_(c, k->rec, &out->rows, &out->count, plan_sheet_queries[i], P(plan));
  return fail(c, ERR_STORE, NULL, NULL);
}

int goals_in(struct ctx *c, struct id plan, struct plan_goal_list *out) { return record_select(c, plan_goal, out, &goals, P(plan)); }
int holders_in(struct ctx *c, struct id plan, struct plan_holder_list *out) { return record_select(c, plan_holder, out, &holders, P(plan)); }
int reviews_in(struct ctx *c, struct id plan, struct plan_review_list *out) { return record_select(c, plan_review, out, &reviews, P(plan)); }
int voices_in(struct ctx *c, struct id compartment, struct plan_voice_list *out) { return record_select(c, plan_voice, out, &voices, P(compartment)); }
