/* A questionnaire as FHIR's JSON. */
#include "calendar.h"
#include "definition.h"
#include "definition_read.h"
#include "json.h"

static void put_url(struct json *j, const char *url)
{
  json_begin(j, NULL, '{');
  json_str(j, "url", url);
}

static void put_part(struct json *j, const char *url, const char *name, const char *value)
{
  put_url(j, url);
  json_str(j, name, value);
  json_close(j);
}

/* The main text, and beside it what it is in English where that differs. */
static void put_wording(struct json *j, const char *name, const char *beside, const char *const text[static LANG_COUNT])
{
  json_str(j, name, text[LANG_NL]);
  if (!text[LANG_NL] || strcmp(text[LANG_NL], text[LANG_EN]) == 0) return;
  json_begin(j, beside, '{');
  json_begin(j, "extension", '[');
  put_url(j, FHIR_EXTENSION("translation"));
  json_begin(j, "extension", '[');
  put_part(j, "lang", "valueCode", "en");
  put_part(j, "content", "valueString", text[LANG_EN]);
  json_close(j);
  json_close(j);
  json_close(j);
  json_close(j);
}

static void put_option(struct json *j, const struct option *o)
{
  json_begin(j, NULL, '{');
  if (o->score.known || o->exclusive) {
    json_begin(j, "extension", '[');
    if (o->score.known) { put_url(j, FHIR_EXTENSION("ordinalValue")); json_num(j, "valueDecimal", o->score.n); json_close(j); }
    if (o->exclusive) { put_url(j, FHIR_EXTENSION("questionnaire-optionExclusive")); json_bool(j, "valueBoolean", true); json_close(j); }
    json_close(j);
  }
  json_begin(j, "valueCoding", '{');
  json_str(j, "code", o->code);
  put_wording(j, "display", "_display", o->text);
  json_close(j);
  json_close(j);
}

static void put_condition(struct json *j, const struct definition *d, const struct shown_if *s)
{
  const struct item *const question = &d->items[s->question];
  char day[DATE_TEXT];
  json_begin(j, NULL, '{');
  json_str(j, "question", question->link_id);
  json_str(j, "operator", condition_operator_key(s->is));
  if (s->is == IF_EXISTS || question->type == ITEM_YES_NO) json_bool(j, "answerBoolean", s->yes == YES);
  else if (question->type == ITEM_NUMBER) json_num(j, "answerInteger", s->number.n);
  else if (question->type == ITEM_DATE) { date_format(s->date, day); json_str(j, "answerDate", day); }
  else {
    json_begin(j, "answerCoding", '{');
    json_str(j, "code", question->options[s->option].code);
    json_close(j);
  }
  json_close(j);
}

static void put_limit(struct json *j, const char *url, struct num n)
{
  if (!n.known) return;
  put_url(j, url);
  json_num(j, "valueInteger", n.n);
  json_close(j);
}

static void put_item_head(struct json *j, const struct item *item)
{
  if (item->least.known || item->most.known) {
    json_begin(j, "extension", '[');
    put_limit(j, FHIR_EXTENSION("minValue"), item->least);
    put_limit(j, FHIR_EXTENSION("maxValue"), item->most);
    json_close(j);
  }
  json_str(j, "linkId", item->link_id);
  json_str(j, "prefix", item->prefix);
  put_wording(j, "text", "_text", item->text);
  json_str(j, "type", item_type_key(item->type));
  if (item->required) json_bool(j, "required", true);
  if (item->repeats) json_bool(j, "repeats", true);
  if (item->type == ITEM_LINE || item->type == ITEM_TEXT || item->type == ITEM_OPEN_CHOICE) json_num(j, "maxLength", item->text_most);
}

static size_t put_item(struct json *j, const struct definition *d, size_t at)
{
  const struct item *const item = &d->items[at];
  json_begin(j, NULL, '{');
  put_item_head(j, item);
  if (item->shown_if_count) {
    json_begin(j, "enableWhen", '[');
    for (size_t i = 0; i < item->shown_if_count; i++) put_condition(j, d, &item->shown_if[i]);
    json_close(j);
    if (item->shown_if_count > 1) json_str(j, "enableBehavior", item->any ? "any" : "all");
  }
  if (item->option_count) {
    json_begin(j, "answerOption", '[');
    for (size_t i = 0; i < item->option_count; i++) put_option(j, &item->options[i]);
    json_close(j);
  }
  if (item->type == ITEM_GROUP) {
    json_begin(j, "item", '[');
    for (size_t i = at + 1; i < item->end;) i = put_item(j, d, i);
    json_close(j);
  }
  json_close(j);
  return item->end;
}

void definition_json(const struct definition *d, struct buf *b)
{
  struct json j = { .b = b };
  json_open(&j, '{');
  json_str(&j, "resourceType", "Questionnaire");
  json_str(&j, "language", "nl");
  json_str(&j, "id", d->name);
  json_str(&j, "version", d->version);
  put_wording(&j, "title", "_title", d->title);
  json_str(&j, "status", "active");
  if (d->about_person) {
    json_begin(&j, "subjectType", '[');
    json_text(j.b, "Patient");
    json_close(&j);
  }
  put_wording(&j, "description", "_description", d->description);
  json_str(&j, "copyright", d->source);
  json_begin(&j, "item", '[');
  for (size_t i = 0; i < d->count;) i = put_item(&j, d, i);
  json_close(&j);
  json_close(&j);
}
