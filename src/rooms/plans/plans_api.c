/* For programs: one plan as the pages show it, to whoever's key it is. Read only: what a plan needs is said on its pages. */
#include "openapi.h"
#include "plans_web.h"

static void put_items(struct json *j, const struct plan_item_list *items)
{
  json_begin(j, "items", '[');
  for (size_t i = 0; i < items->count; i++) {
    json_begin(j, NULL, '{');
    json_str(j, "key", items->at[i].key);
    json_str(j, "text", items->at[i].text);
    json_bool(j, "releasable", items->at[i].release == ITEM_RELEASABLE);
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

static void put_voices(struct json *j, const struct plan_voice_list *voices)
{
  json_begin(j, "voices", '[');
  for (size_t i = 0; i < voices->count; i++) {
    json_item(j);
    json_stored(plan_voice, &voices->at[i], j->b);
  }
  json_close(j);
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
  json_key(&j, "plan");
  json_stored(plan, &f.plan, j.b);
  put_items(&j, &items);
  put_missing(&j, &lacks);
  put_voices(&j, &f.voices);
  json_close(&j);
  return respond(c, 200, "application/json; charset=utf-8");
}

static const struct api_about abouts[] = {
  { api_plan, "getPlan", "A plan of a side that you work for, or that all read: what stands in it, what is missing before it is final, and how the persons whom you work with took part.", "PlanFile",
    API_READS },
  { .of = NULL }
};
static const struct api_schema schemas[] = { { "Plan", &plan_record, OPENAPI_STORED }, { "PlanVoice", &plan_voice_record, OPENAPI_STORED }, { .name = NULL } };
static const struct api_member file_members[] = { { "plan", "@Plan" }, { "items", "@@PlanItem" }, { "missing", "[]string" }, { "voices", "@@PlanVoice" }, API_END };
static const struct api_member item_members[] = { { "key", "string" }, { "text", "string" }, { "releasable", "boolean" }, API_END };
static const struct api_document documents[] = { { "PlanFile", file_members }, { "PlanItem", item_members }, { .name = NULL } };

const struct api_part plans_api = { abouts, schemas, documents };
