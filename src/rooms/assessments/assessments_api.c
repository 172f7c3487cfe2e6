/* For programs: questionnaires about a person. Questions and answers are FHIR, as the room of questionnaires reads and writes them. */
#include "html.h"
#include "json.h"
#include "assessments_web.h"
#include "openapi.h"
#include "text.h"
#include "timeline.h"


static int answer(struct ctx *c, int status) { return respond(c, status, "application/json; charset=utf-8"); }

static const struct field answer_fields[] = {
  F_TEXT(page_answer, question, REQUIRED, N_("Question"), .max = 200, .help = N_("Its linkId. A question of which several options are chosen comes as often.")),
  F_TEXT(page_answer, value,    OPTIONAL | LONG, N_("Answer"), .help = N_("The code of an option, yes or no, a whole number, a date, or a text.")),
};
const struct record page_answer_record = PART(page_answer, answer_fields);
static const struct field page_fields[] = {
  F_INT (answered_page, part,    REQUIRED, N_("Which page"), .min = 1, .max = 1000),
  F_TEXT(answered_page, seen,    OPTIONAL, N_("As it was seen"), .max = 20, .help = N_("As the page said it when it was read.")),
  F_LIST(answered_page, answers, OPTIONAL, page_answer, N_("Answers"), .help = N_("All of the page: what is not there is taken away.")),
};
const struct record answered_page_record = PART(answered_page, page_fields);

/* --- writing -------------------------------------------------------------------------------------------------------- */

static void put_text(struct json *j, const char *name, const char *text)
{
  json_key(j, name);
  json_text(j->b, text && *text ? text : NULL);
}
static void put_number(struct json *j, const char *name, struct num n)
{
  if (n.known) { json_num(j, name, n.n); return; }
  json_key(j, name);
  put(j->b, "null");
}

/* What every answer says of one. Who wrote it is named as on the page. `title`: of its questionnaire. */
static int put_head(struct ctx *c, struct json *j, const struct case_file *home, const struct assessment *a, const char *title)
{
  const char *by;
  TRY(case_colleague(c, home, a->writer, &by));
  json_id(j, "household", home->file.household.id);
  put_text(j, "title", title);
  put_text(j, "by", by);
  json_bool(j, "done", a->done == YES);
  put_number(j, "score", a->score);
  put_number(j, "most", a->most);
  json_key(j, "assessment");
  json_filled_(&assessment_record, part_as_seen(c, home, &assessment_record, a), j->b);
  return OK;
}

static int put_pages(struct ctx *c, struct json *j, const struct assessment_file *f)
{
  struct survey_part_list parts;
  TRY(survey_parts(c, &f->answers, &parts));
  json_begin(j, "pages", '[');
  for (size_t i = 0; i < parts.count; i++) {
    const struct survey_part *const p = &parts.at[i];
    json_begin(j, NULL, '{');
    json_num(j, "part", (int64_t)i + 1);
    put_text(j, "title", p->title);
    json_bool(j, "shown", p->shown);
    json_num(j, "missing", (int64_t)p->missing);
    put_text(j, "seen", answers_mark(c, &f->answers, p->from, p->to));
    json_begin(j, "questions", '[');
    for (size_t k = p->from; k < p->to; k++) if (f->answers.shown[k] && item_asks(&f->definition.items[k])) { json_item(j); json_text(j->b, f->definition.items[k].link_id); }
    json_close(j);
    json_close(j);
  }
  json_close(j);
  return OK;
}

/* Of each group at the top that has a score. */
static void put_scores(struct ctx *c, struct json *j, const struct assessment_file *f)
{
  json_begin(j, "scores", '[');
  for (size_t i = 0; i < f->definition.count; i = f->definition.items[i].end) {
    const struct item *const item = &f->definition.items[i];
    const struct score s = answers_score(&f->answers, i);
    if (item->type != ITEM_GROUP || !s.of) continue;
    json_begin(j, NULL, '{');
    put_text(j, "group", item->link_id);
    put_text(j, "title", item->text[c->lang]);
    json_num(j, "score", s.sum);
    json_num(j, "most", s.most);
    json_close(j);
  }
  json_close(j);
}

static int file_answer(struct ctx *c, const struct assessment_file *f, int status)
{
  struct json j = { .b = &c->out };
  json_open(&j, '{');
  TRY(put_head(c, &j, &f->home, &f->row, f->definition.title[c->lang]));
  json_key(&j, "questionnaire");
  definition_json(&f->definition, j.b);
  json_key(&j, "response");
  answers_json(&f->answers, f->row.done == YES, j.b);
  put_scores(c, &j, f);
  TRY(put_pages(c, &j, f));
  put_text(&j, "seen", answers_mark(c, &f->answers, 0, f->definition.count));
  json_close(&j);
  return answer(c, status);
}

/* As it is stored now: answers point into what was read, which is read again. */
static int stored_answer(struct ctx *c, struct id id, int status)
{
  struct assessment_file f;
  TRY(assessment_read(c, id, &f));
  return file_answer(c, &f, status);
}

/* --- reading ---------------------------------------------------------------------------------------------------------- */

int api_assessments(struct ctx *c)
{
  struct id id;
  struct case_file home;
  struct assessment_list all;
  struct questionnaire_line_list kinds;
  struct assessment_titles titles = { .count = 0 };
  struct json j = { .b = &c->out };
  TRY(path_id(c, &id));
  TRY(case_open(c, id, &home));
  TRY(assessments_of(c, &home, &all));
  TRY(assessment_kinds(c, &kinds));
  json_open(&j, '{');
  json_begin(&j, "assessments", '[');
  for (size_t i = 0; i < all.count; i++) {
    const char *title;
    TRY(assessment_title(c, &titles, all.at[i].questionnaire, &title));
    json_begin(&j, NULL, '{');
    TRY(put_head(c, &j, &home, &all.at[i], title));
    json_close(&j);
  }
  json_close(&j);
  json_begin(&j, "may_begin", '[');
  for (size_t i = 0; i < kinds.count; i++) {
    json_begin(&j, NULL, '{');
    put_text(&j, "questionnaire", kinds.at[i].name);
    put_text(&j, "title", kinds.at[i].title);
    json_close(&j);
  }
  json_close(&j);
  json_close(&j);
  return answer(c, 200);
}

int api_assessment(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  return stored_answer(c, id, 200);
}

/* --- beginning, answering, finishing ------------------------------------------------------------------------------------- */

int api_begin_assessment(struct ctx *c)
{
  struct id household, id;
  struct case_file home;
  struct assessment_new n = { 0 };
  TRY(path_id(c, &household));
  TRY(case_open(c, household, &home));                       /* what is not theirs to see says nothing about what was sent */
  TRY(posted_new(c, assessment_new, &n));
  TRY(assessment_begin(c, household, &n, &id));
  return stored_answer(c, id, 201);
}

/* As the form of the page sends it. */
static const char *as_posted(struct ctx *c, const struct page_answer_list *answers)
{
  struct buf b = { .wipe = true };
  for (size_t i = 0; i < answers->count; i++) {
    const struct page_answer *const a = &answers->at[i];
    if (!a->value) continue;
    if (b.len) put_char(&b, '&');
    url_part(&b, a->question);
    put_char(&b, '=');
    url_part(&b, a->value);
  }
  return buf_to_arena(&c->arena, &b);
}

int api_answer_assessment(struct ctx *c)
{
  struct assessment_file f;
  struct survey_part_list parts;
  struct answered_page page = { .seen = NULL };
  TRY(assessment_of_path(c, &f));
  TRY(posted_new(c, answered_page, &page));
  TRY(survey_parts(c, &f.answers, &parts));
  if (page.part.n < 1 || (size_t)page.part.n > parts.count || !parts.at[page.part.n - 1].shown) return fail(c, ERR_INVALID, "part", NOT_IN_LIST);
  const struct page_form form = { .part = page.part, .seen = page.seen, .act = PAGE_LATER, .answer = as_posted(c, &page.answers) };
  TRY(assessment_keep(c, &f, &parts.at[page.part.n - 1], &form));
  return stored_answer(c, f.row.id, 200);
}

int api_end_assessment(struct ctx *c)
{
  struct assessment_file f;
  struct assessment_end e = { .seen = NULL };
  TRY(assessment_of_path(c, &f));
  TRY(posted_new(c, assessment_end, &e));
  TRY(assessment_finish(c, &f, &e));
  return stored_answer(c, f.row.id, 200);
}

/* --- as the interface describes itself -------------------------------------------------------------------------------------- */

static const struct api_about abouts[] = {
  { api_assessments, "listAssessments", "Questionnaires about persons of a household, as far as the key's owner may see them: unfinished ones first, then the newest day; and which may be begun.",
    "AssessmentPage", API_READS, NULL },
  { api_begin_assessment, "beginAssessment", "Begins one about a person, after a talk with that person alone. Who reads it is chosen: `place`.", "AssessmentFile", API_ADDS, NULL },
  { api_assessment, "getAssessment", "One with its questions (Questionnaire) and answers (QuestionnaireResponse), both FHIR R4, its scores, and the pages in which it is answered.", "AssessmentFile",
    API_READS, NULL },
  { api_answer_assessment, "answerAssessment", "Keeps one page: all its answers, with `seen` as the page said it. Answers that somebody else kept meanwhile are not overwritten: 422.",
    "AssessmentFile", API_READS, NULL },
  { api_end_assessment, "finishAssessment", "Finishes one, with a conclusion in words, and `seen` as the whole of it said. It does not change any more.", "AssessmentFile", API_READS, NULL },
  { .of = NULL }
};
static const struct api_schema schemas[] = {
  { "Assessment",      &assessment_record,     OPENAPI_FILLED },
  { "AssessmentNew",   &assessment_new_record, OPENAPI_ASKED },
  { "AssessmentEnd",   &assessment_end_record, OPENAPI_ASKED },
  { "AssessmentAnswers", &answered_page_record, OPENAPI_ASKED },
  { .name = NULL }
};
#define HEAD { "household", "string" }, { "title", "string" }, { "by", "?string" }, { "done", "boolean" }, { "score", "?integer" }, { "most", "?integer" }, { "assessment", "@Assessment" }
static const struct api_member line[] = { HEAD, API_END };
static const struct api_member kind[] = { { "questionnaire", "string" }, { "title", "string" }, API_END };
static const struct api_member list[] = { { "assessments", "@@AssessmentLine" }, { "may_begin", "@@AssessmentKind" }, API_END };
static const struct api_member file[] = { HEAD, { "questionnaire", "object" }, { "response", "object" },
  { "scores", "@@AssessmentScore" }, { "pages", "@@AssessmentPart" }, { "seen", "string" }, API_END };
static const struct api_member score[] = { { "group", "string" }, { "title", "string" }, { "score", "integer" }, { "most", "integer" }, API_END };
static const struct api_member part[] = { { "part", "integer" }, { "title", "?string" }, { "shown", "boolean" }, { "missing", "integer" }, { "seen", "string" }, { "questions", "[]string" }, API_END };
static const struct api_document documents[] = { { "AssessmentLine", line }, { "AssessmentKind", kind }, { "AssessmentPage", list }, { "AssessmentFile", file }, { "AssessmentScore", score },
  { "AssessmentPart", part }, { .name = NULL } };

const struct api_part assessments_api = { .abouts = abouts, .schemas = schemas, .documents = documents };
