/* For programs: the plans of a household, and one as the pages show it, to whoever's key it is. Read only: what a plan needs is said on its pages. */
#include "calendar.h"
#include "html.h"
#include "openapi.h"
#include "plans_web.h"
#include "text.h"

/* `now`: as the plan is being written; of a text that was kept nothing is released any more. */
static void put_items(struct json *j, const struct plan_item_list *items, bool now)
{
  json_begin(j, "items", '[');
  for (size_t i = 0; i < items->count; i++) {
    json_begin(j, NULL, '{');
    json_str(j, "key", items->at[i].key);
    json_str(j, "text", items->at[i].text);
    if (now) json_bool(j, "releasable", items->at[i].release == ITEM_RELEASABLE);
    json_close(j);
  }
  json_close(j);
}

/* Where each is filled in: behind the plan's address. */
static void put_missing(struct json *j, const struct plan_lack_list *lacks)
{
  json_begin(j, "missing", '[');
  for (size_t i = 0; i < lacks->count; i++) {
    json_item(j);
    json_text(j->b, lacks->at[i].at);
  }
  json_close(j);
}

/* Members are always there: what is unknown is null. */
static void put_text(struct json *j, const char *name, const char *text)
{
  json_key(j, name);
  json_text(j->b, text_known(text) ? text : NULL);
}

static void put_day(struct json *j, const char *name, struct date day)
{
  char iso[DATE_TEXT] = "";
  if (date_known(day)) date_format(day, iso);
  put_text(j, name, iso);
}

static void put_id(struct ctx *c, struct json *j, const char *name, struct id id) { put_text(j, name, id_known(id) ? arg_id(&c->arena, id) : NULL); }

static void put_voices(struct json *j, const struct plan_voice_list *voices)
{
  json_begin(j, "voices", '[');
  for (size_t i = 0; i < voices->count; i++) {
    const struct plan_voice *const v = &voices->at[i];
    json_begin(j, NULL, '{');
    json_id(j, "person", v->person);
    json_str(j, "part", taking_part_key(v->part));
    put_text(j, "why_not", v->why_not);
    json_str(j, "agrees", agreement_key(v->agrees));
    put_text(j, "words", v->words);
    put_day(j, "said_on", v->said_on);
    json_close(j);
  }
  json_close(j);
}

/* Who coordinates is named as on the page: no id, which would tell who works for whom. */
static int put_head(struct ctx *c, struct json *j, const char *name, const struct case_file *home, const struct plan *p)
{
  const char *coordinator;
  TRY(case_colleague(c, home, p->coordinator, &coordinator));
  json_begin(j, name, '{');
  json_id(j, "id", p->id);
  json_num(j, "version", p->version);
  json_id(j, "household", home->file.household.id);
  put_id(c, j, "person", p->person);
  json_str(j, "kind", plan_kind_key(p->kind));
  json_str(j, "state", plan_state_key(p->state));
  json_str(j, "place", case_place_key(p->place));
  json_str(j, "title", p->title);
  json_str(j, "coordinator", coordinator);
  put_day(j, "start", p->start);
  put_day(j, "review", p->review);
  put_day(j, "closed", p->closed);
  put_text(j, "outcome", p->outcome);
  json_close(j);
  return OK;
}

int api_plan(struct ctx *c)
{
  struct plan_file f;
  struct plan_item_list items;
  struct plan_lack_list lacks = { .count = 0 };
  struct json j = { .b = &c->out };
  TRY(plan_of_path(c, &f));
  TRY(plan_items(c, &f, &items));
  if (f.plan.state == PLAN_DRAFT) TRY(plan_lacks(c, &f, &lacks));
  json_open(&j, '{');
  TRY(put_head(c, &j, "plan", &f.home, &f.plan));
  put_items(&j, &items, true);
  put_missing(&j, &lacks);
  put_voices(&j, &f.voices);
  json_close(&j);
  return respond(c, 200, "application/json; charset=utf-8");
}

int api_plans(struct ctx *c)
{
  struct id id;
  struct case_file f;
  struct plan_list all;
  struct json j = { .b = &c->out };
  TRY(path_id(c, &id));
  TRY(case_open(c, id, &f));
  TRY(plans_of(c, &f, &all));
  json_open(&j, '{');
  json_begin(&j, "plans", '[');
  for (size_t i = 0; i < all.count; i++) TRY(put_head(c, &j, NULL, &f, &all.at[i]));
  json_close(&j);
  json_close(&j);
  return respond(c, 200, "application/json; charset=utf-8");
}

/* The text that holds while the plan is being changed: the version that was made final last. */
int api_plan_in_force(struct ctx *c)
{
  struct plan_file f;
  struct plan_version_list all;
  struct plan_item_list items;
  const char *by;
  char made[INSTANT_TEXT];
  struct json j = { .b = &c->out };
  TRY(plan_of_path(c, &f));
  TRY(versions_of(c, f.plan.id, &all));
  if (!all.count) return not_there(c);
  TRY(version_items(c, &all.at[0], &items));
  TRY(case_colleague(c, &f.home, all.at[0].writer, &by));
  instant_print(all.at[0].made, made);
  json_open(&j, '{');
  TRY(put_head(c, &j, "plan", &f.home, &f.plan));
  json_num(&j, "number", all.at[0].number.n);
  json_str(&j, "made", made);
  put_text(&j, "by", by);
  put_items(&j, &items, false);
  json_close(&j);
  return respond(c, 200, "application/json; charset=utf-8");
}

static const struct api_about abouts[] = {
  { api_plans, "listPlans", "The plans of a household that the key's owner may see: open ones first, those to be looked at soonest first.", "PlanPage", API_READS, NULL },
  { api_plan_in_force, "getPlanInForce", "The text of a plan as it was made final last, which holds while the plan is being changed. Not there where it was never final.", "PlanInForce",
    API_READS, NULL },
  { api_plan, "getPlan", "A plan of a side that you work for, or that all read: what stands in it, what is missing before it is final, and how the persons whom you work with took part.", "PlanFile",
    API_READS, NULL },
  { .of = NULL }
};
static const struct api_member file_members[] = { { "plan", "@Plan" }, { "items", "@@PlanItem" }, { "missing", "[]string" }, { "voices", "@@PlanVoice" }, API_END };
static const struct api_member page_members[] = { { "plans", "@@Plan" }, API_END };
static const struct api_member in_force_members[] = { { "plan", "@Plan" }, { "number", "integer" }, { "made", "string" }, { "by", "?string" }, { "items", "@@PlanKeptItem" }, API_END };
static const struct api_member kept_members[] = { { "key", "string" }, { "text", "string" }, API_END };
static const struct api_member plan_members[] = { { "id", "string" }, { "version", "integer" }, { "household", "string" }, { "person", "?string" }, { "kind", "string" }, { "state", "string" },
  { "place", "string" }, { "title", "string" }, { "coordinator", "string" }, { "start", "string" }, { "review", "string" }, { "closed", "?string" }, { "outcome", "?string" }, API_END };
static const struct api_member voice_members[] = { { "person", "string" }, { "part", "string" }, { "why_not", "?string" }, { "agrees", "string" }, { "words", "?string" }, { "said_on", "string" },
  API_END };
static const struct api_member item_members[] = { { "key", "string" }, { "text", "string" }, { "releasable", "boolean" }, API_END };
static const struct api_document documents[] = { { "PlanPage", page_members },
  { "PlanInForce", in_force_members }, { "PlanKeptItem", kept_members }, { "PlanFile", file_members },
  { "Plan", plan_members }, { "PlanVoice", voice_members }, { "PlanItem", item_members }, { .name = NULL } };

const struct api_part plans_api = { .abouts = abouts, .documents = documents };
