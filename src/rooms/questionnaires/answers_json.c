/* Answers as FHIR's QuestionnaireResponse, out and in. */
#include "answers.h"
#include "calendar.h"
#include "definition_read.h"
#include "json.h"
#include "text.h"

/* --- out ------------------------------------------------------------------------------------------------------- */

static void put_coding(struct json *j, const struct option *o)
{
  json_begin(j, NULL, '{');
  json_begin(j, "valueCoding", '{');
  json_str(j, "code", o->code);
  json_str(j, "display", o->text[LANG_NL]);
  json_close(j);
  json_close(j);
}

static void put_value(struct json *j, const struct item *item, const struct answer *a)
{
  char day[DATE_TEXT];
  for (size_t i = 0; i < item->option_count; i++) if (a->options >> i & 1) put_coding(j, &item->options[i]);
  if (item->type == ITEM_CHOICE || (item->type == ITEM_OPEN_CHOICE && !a->text)) return;
  json_begin(j, NULL, '{');
  if (a->text) json_str(j, "valueString", a->text);
  else if (item->type == ITEM_YES_NO) json_bool(j, "valueBoolean", a->yes == YES);
  else if (item->type == ITEM_NUMBER) json_num(j, "valueInteger", a->number.n);
  else { date_format(a->date, day); json_str(j, "valueDate", day); }
  json_close(j);
}

static bool any_given(const struct answers *a, size_t at)
{
  for (size_t i = at; i < a->of->items[at].end; i++) if (answer_given(&a->of->items[i], &a->at[i])) return true;
  return false;
}

static size_t put_item(struct json *j, const struct answers *a, size_t at)
{
  const struct item *const item = &a->of->items[at];
  if (!any_given(a, at)) return item->end;
  json_begin(j, NULL, '{');
  json_str(j, "linkId", item->link_id);
  json_begin(j, item->type == ITEM_GROUP ? "item" : "answer", '[');
  if (item->type != ITEM_GROUP) put_value(j, item, &a->at[at]);
  else for (size_t i = at + 1; i < item->end;) i = put_item(j, a, i);
  json_close(j);
  json_close(j);
  return item->end;
}

void answers_json(const struct answers *a, bool completed, struct buf *b)
{
  struct json j = { .b = b };
  struct buf canonical = { 0 };
  put(&canonical, "Questionnaire/");
  put(&canonical, a->of->name);
  put_char(&canonical, '|');
  put(&canonical, a->of->version);
  json_open(&j, '{');
  json_str(&j, "resourceType", "QuestionnaireResponse");
  json_str(&j, "questionnaire", buf_text(&canonical));
  json_str(&j, "status", completed ? "completed" : "in-progress");
  bool given = false;                              /* FHIR knows no empty list */
  for (size_t i = 0; i < a->of->count; i = a->of->items[i].end) given |= any_given(a, i);
  if (given) json_begin(&j, "item", '[');
  for (size_t i = 0; i < a->of->count;) i = put_item(&j, a, i);
  if (given) json_close(&j);
  json_close(&j);
  buf_release(&canonical);
}

/* --- in ------------------------------------------------------------------------------------------------------------ */

struct response { struct fhir f; struct answers *out; };

/* The value of one answer as a form would send it. */
static int read_value(const struct response *r, json_t *answer, const char **out)
{
  static const char *const names[] = { "valueCoding", "valueBoolean", "valueInteger", "valueDate", "valueString", NULL };
  const json_t *const yes = json_object_get(answer, "valueBoolean");
  struct num n;
  char digits[16];
  TRY(fhir_only(&r->f, answer, names));
  if (json_object_size(answer) != 1) return fhir_wrong(&r->f, N_("An answer has one value."));
  TRY(fhir_text(&r->f, json_object_get(answer, "valueCoding"), "code", NAME_MOST, out));
  if (!*out) TRY(fhir_text(&r->f, answer, "valueDate", DATE_TEXT, out));
  if (!*out) TRY(fhir_text(&r->f, answer, "valueString", (size_t)4 * ANSWER_TEXT_MOST, out));
  if (*out) return OK;
  if (json_is_boolean(yes)) { *out = json_is_true(yes) ? "yes" : "no"; return OK; }
  TRY(fhir_whole(&r->f, answer, "valueInteger", &n));
  if (!n.known) return fhir_wrong(&r->f, N_("An answer has one value."));
  *out = arena_text(&r->f.c->arena, digits, (size_t)snprintf(digits, sizeof digits, "%d", n.n));
  return OK;
}

static int read_items(struct response *r, json_t *from, size_t parent);

static int read_answers(struct response *r, json_t *o, size_t at)
{
  const json_t *list;
  const char *values[OPTIONS_MOST + 1];
  size_t count;
  TRY(fhir_list(&r->f, o, "answer", COUNT(values), &list, &count));
  for (size_t i = 0; i < count; i++) TRY(read_value(r, json_array_get(list, i), &values[i]));
  return answer_set(r->f.c, r->out, at, values, count);
}

static int read_item(struct response *r, json_t *o, size_t parent)
{
  static const char *const names[] = { "linkId", "text", "answer", "item", NULL };
  const char *link_id;
  TRY(fhir_only(&r->f, o, names));
  TRY(fhir_text(&r->f, o, "linkId", NAME_MOST, &link_id));
  const size_t at = link_id ? definition_find(r->out->of, link_id) : NO_ITEM;
  if (at == NO_ITEM || r->out->of->items[at].parent != parent) return fhir_wrong(&r->f, N_("This questionnaire does not ask this here."));
  r->f.where = r->out->of->items[at].link_id;
  if (r->out->of->items[at].type == ITEM_GROUP) return read_items(r, o, at);
  if (answer_given(&r->out->of->items[at], &r->out->at[at])) return fhir_wrong(&r->f, N_("This question is answered twice."));
  return read_answers(r, o, at);
}

static int read_items(struct response *r, json_t *from, size_t parent)
{
  const json_t *list;
  size_t count;
  TRY(fhir_list(&r->f, from, "item", ITEMS_MOST, &list, &count));
  for (size_t i = 0; i < count; i++) TRY(read_item(r, json_array_get(list, i), parent));
  return OK;
}

static int read_top(struct response *r, json_t *root)
{
  static const char *const names[] = { "resourceType", "id", "questionnaire", "status", "authored", "language", "item", NULL };
  const char *type;
  TRY(fhir_text(&r->f, root, "resourceType", NAME_MOST, &type));
  if (!type || strcmp(type, "QuestionnaireResponse") != 0) return fhir_wrong(&r->f, N_("This is no FHIR QuestionnaireResponse."));
  TRY(fhir_only(&r->f, root, names));
  const json_t *const items = json_object_get(root, "item");
  if (json_is_array(items) && !json_array_size(items)) return OK;      /* as this program wrote it once */
  return read_items(r, root, NO_ITEM);
}

int answers_read(struct ctx *c, const struct definition *d, const char *json, size_t len, struct answers *out)
{
  struct answers answers;
  struct response r = { { c, "questionnaire" }, &answers };
  if (len > DEFINITION_BYTES) return fhir_wrong(&r.f, N_("This text is too long."));
  TRY(answers_begin(c, d, &answers));
  json_t *const root = json_loadb(json, len, JSON_REJECT_DUPLICATES, NULL);
  const int rc = json_is_object(root) ? read_top(&r, root) : fhir_wrong(&r.f, N_("This is not valid JSON."));
  json_decref(root);
  if (rc == OK) *out = answers;
  return rc;
}
