#include "survey_export.h"
#include "csv.h"
#include "json.h"
#include "text.h"

/* --- counts as CSV ----------------------------------------------------------------------------------------------------------------- */

struct count_row { const char *question, *text, *team, *answer, *label; struct num n, answered; };
DECLARE_RECORD(count_row);
static const struct field count_fields[] = {
  F_TEXT(count_row, question, OPTIONAL, N_("Code of the question")),
  F_TEXT(count_row, text,     OPTIONAL, N_("Question")),
  F_TEXT(count_row, team,     OPTIONAL, N_("Team")),
  F_TEXT(count_row, answer,   OPTIONAL, N_("Code of the answer")),
  F_TEXT(count_row, label,    OPTIONAL, N_("Answer")),
  F_INT (count_row, n,        OPTIONAL, N_("How many")),
  F_INT (count_row, answered, OPTIONAL, N_("Of how many")),
};
const struct record count_row_record = PART(count_row, count_fields);

static void put_value(struct buf *b, const struct item *item, const struct item_counts *n, size_t i, const char *team)
{
  char value[16];
  struct count_row row = { .question = item->link_id, .text = item->text[LANG_NL], .team = team, .n = num((int32_t)n->of[i]), .answered = num((int32_t)n->answered) };
  if (item_chooses(item)) { row.answer = item->options[i].code; row.label = item->options[i].text[LANG_NL]; }
  else if (item->type == ITEM_YES_NO) row.answer = i == 0 ? "yes" : "no";
  else { snprintf(value, sizeof value, "%d", item->least.n + (int32_t)i); row.answer = value; }
  csv_row(&count_row_record, &row, b);
}

static void put_counts(const struct shown_counts *s, const char *team, struct buf *b)
{
  const struct definition *const d = s->counts.definition;
  for (size_t i = 0; i < d->count; i++) {
    const struct item *const item = &d->items[i];
    const struct item_counts *const n = &s->counts.at[i];
    if (!item_asks(item) || s->hidden[i]) continue;
    for (size_t k = 0; k < n->of_count; k++) put_value(b, item, n, k, team);
    if (n->of_count) continue;
    struct count_row row = { .question = item->link_id, .text = item->text[LANG_NL], .team = team, .answered = num((int32_t)n->answered) };
    if (item->type == ITEM_NUMBER && n->sum >= INT32_MIN && n->sum <= INT32_MAX) { row.answer = "sum"; row.n = num((int32_t)n->sum); }       /* else the JSON has it */
    csv_row(&count_row_record, &row, b);
  }
}

void results_as_csv(const struct survey_results *r, struct buf *b)
{
  csv_head(&count_row_record, b);
  put_counts(&r->all, NULL, b);
  for (size_t i = 0; i < r->teams.count; i++) put_counts(&r->teams.at[i].shown, r->teams.at[i].team, b);
}

/* --- counts as JSON ---------------------------------------------------------------------------------------------------------------- */

static void put_item_json(struct json *j, const struct item *item, const struct item_counts *n)
{
  char value[16];
  json_begin(j, NULL, '{');
  json_str(j, "linkId", item->link_id);
  json_num(j, "answered", n->answered);
  if (item->type == ITEM_NUMBER) json_num(j, "sum", n->sum);
  if (n->of_count) {
    json_begin(j, "answers", '{');
    for (size_t i = 0; i < n->of_count; i++) {
      snprintf(value, sizeof value, "%lld", (long long)item->least.n + (long long)i);
      json_num(j, item_chooses(item) ? item->options[i].code : item->type == ITEM_YES_NO ? i == 0 ? "yes" : "no" : value, n->of[i]);
    }
    json_close(j);
  }
  json_close(j);
}

static void put_counts_json(struct json *j, const struct shown_counts *s)
{
  const struct definition *const d = s->counts.definition;
  json_num(j, "responses", s->counts.answered);
  json_begin(j, "items", '[');
  for (size_t i = 0; i < d->count; i++) if (item_asks(&d->items[i]) && !s->hidden[i]) put_item_json(j, &d->items[i], &s->counts.at[i]);
  json_close(j);
}

/* FHIR's QuestionnaireResponse as it was stored: valid JSON already. */
static int put_responses(struct ctx *c, const struct survey_results *r, struct json *j)
{
  struct survey_response_list list;
  TRY(responses_of(c, r->survey.id, &list));
  json_begin(j, "questionnaireResponses", '[');
  for (size_t i = 0; i < list.count; i++) {
    json_begin(j, NULL, '{');
    json_str(j, "team", list.at[i].team);
    json_str(j, "offer", list.at[i].offer);
    json_key(j, "resource");
    put(j->b, list.at[i].answers);
    json_close(j);
  }
  json_close(j);
  return OK;
}

int results_as_json(struct ctx *c, const struct survey_results *r, struct buf *b)
{
  struct json j = { .b = b };
  struct survey_rate rate;
  char day[DATE_TEXT];
  date_format(r->survey.until, day);
  TRY(survey_rate_of_all(c, r->survey.id, &rate));
  json_open(&j, '{');
  json_str(&j, "title", r->survey.title);
  json_str(&j, "questionnaire", JOIN(&c->arena, r->definition.name, "|", r->definition.version));
  json_str(&j, "region", r->survey.region);
  json_str(&j, "until", day);
  json_num(&j, "invited", rate.invited.n);
  json_num(&j, "answered", rate.answered.n);
  put_counts_json(&j, &r->all);
  json_begin(&j, "teams", '[');
  for (size_t i = 0; i < r->teams.count; i++) {
    json_begin(&j, NULL, '{');
    json_str(&j, "team", r->teams.at[i].team);
    put_counts_json(&j, &r->teams.at[i].shown);
    json_close(&j);
  }
  json_close(&j);
  if (r->survey.anonymous == NO) TRY(put_responses(c, r, &j));
  json_close(&j);
  return OK;
}

/* --- answers as CSV ------------------------------------------------------------------------------------------------------------------ */

/* Codes of what was chosen, with spaces between; else what was said. */
static const char *cell_of(struct ctx *c, const struct item *item, const struct answer *a)
{
  struct buf b = { 0 };
  char day[DATE_TEXT];
  for (size_t i = 0; i < item->option_count; i++) {
    if (!(a->options >> i & 1)) continue;
    if (b.len) put_char(&b, ' ');
    put(&b, item->options[i].code);
  }
  if (a->text) { if (b.len) put(&b, ": "); put(&b, a->text); }
  if (item->type == ITEM_YES_NO && a->yes) put(&b, yes_no_key(a->yes));
  if (a->number.known) put_int(&b, a->number.n);
  if (date_known(a->date)) { date_format(a->date, day); put(&b, day); }
  return b.len ? buf_to_arena(&c->arena, &b) : "";
}

int answers_as_csv(struct ctx *c, const struct survey_results *r, struct buf *b)
{
  struct survey_response_list list;
  const struct definition *const d = &r->definition;
  if (r->survey.anonymous != NO) return not_there(c);
  TRY(responses_of(c, r->survey.id, &list));
  put(b, "team,offer,day");
  for (size_t i = 0; i < d->count; i++) if (item_asks(&d->items[i])) { put_char(b, ','); csv_text(b, d->items[i].link_id); }
  put(b, "\r\n");
  for (size_t k = 0; k < list.count; k++) {
    struct answers a;
    char day[DATE_TEXT];
    TRY(answers_read(c, d, list.at[k].answers, strlen(list.at[k].answers), &a));
    date_format(list.at[k].day, day);
    csv_text(b, list.at[k].team); put_char(b, ','); csv_text(b, list.at[k].offer); put_char(b, ','); put(b, day);
    for (size_t i = 0; i < d->count; i++) if (item_asks(&d->items[i])) { put_char(b, ','); csv_text(b, cell_of(c, &d->items[i], &a.at[i])); }
    put(b, "\r\n");
  }
  return OK;
}
