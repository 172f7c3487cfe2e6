/* The questionnaires themselves: which there are, what one asks, a next version question by question. */
#include "questionnaires_web.h"
#include "form_page.h"
#include "html.h"
#include "say.h"
#include "text.h"

static const struct field named_fields[] = { F_TEXT(named_ask, naam, OPTIONAL, N_("Name"), .max = 64) };
const struct record named_ask_record = PART(named_ask, named_fields);
static const struct field item_ask_fields[] = {
  F_TEXT(item_ask, vraag,  OPTIONAL, N_("Question"), .max = 64),
  F_TEXT(item_ask, achter, OPTIONAL, N_("Stands behind"), .max = 64),
};
const struct record item_ask_record = PART(item_ask, item_ask_fields);
static const struct field move_fields[] = {
  F_TEXT(move_form, vraag, REQUIRED, N_("Question"), .max = 64),
  F_ENUM(move_form, hoe,   REQUIRED, item_move, N_("Where to")),
};
const struct record move_form_record = PART(move_form, move_fields);

/* --- the list ------------------------------------------------------------------------------------------------------------------------ */

int show_questionnaires(struct ctx *c)
{
  struct questionnaire_line_list lines;
  struct questionnaires_view v;
  TRY(questionnaires_of_region(c, &lines));
  v.rows = (struct questionnaire_row_list){ arena_new(&c->arena, struct questionnaire_row, lines.count + 1), lines.count };
  for (size_t i = 0; i < lines.count; i++) {
    const struct questionnaire_line *const l = &lines.at[i];
    const char *shipped_one;
    const int rc = id_known(l->id) ? OK : questionnaire_shipped(c, l->name, &shipped_one);
    if (!absent(c, rc)) TRY(rc);
    v.rows.at[i] = (struct questionnaire_row){ .line = l, .draft = id_known(l->draft) ? path_of_id(c, QUESTIONS_PATH, l->draft, NULL) : NULL,
      .path = id_known(l->id) ? path_of_id(c, QUESTIONS_PATH, l->id, NULL) : rc != OK ? NULL : JOIN(&c->arena, local_path(c, QUESTIONS_PATH "/meegeleverd"), "?naam=", l->name) };
  }
  const struct page page = { .title = tr(c, N_("The questions themselves")), .current = SURVEYS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_questionnaires(c, &v);
  return page_end(c, &page);
}

/* --- what one asks ---------------------------------------------------------------------------------------------------------------------- */

static int show(struct ctx *c, const struct definition *d, const struct questionnaire *q)
{
  struct questionnaire_view v = { .definition = d, .title = d->title[c->lang], .description = d->description[c->lang], .name = d->name, .edition = d->version };
  if (q) {
    v.id_path = path_of_id(c, QUESTIONS_PATH, q->id, NULL);
    v.draft = q->state == QUESTIONNAIRE_DRAFT;
  }
  v.questions.at = arena_new(&c->arena, struct edited_question, d->count + 1);
  for (size_t i = 0; i < d->count; i++) {
    struct edited_question *const e = &v.questions.at[v.questions.count++];
    *e = (struct edited_question){ .shown = question_view(c, d, NULL, i, NULL, NULL), .link_id = d->items[i].link_id };
    e->shown.if_words = shown_if_said(c, d, i, 0);
    if (v.draft) e->edit = JOIN(&c->arena, v.id_path, "/vraag?vraag=", e->link_id);
    e->first = i == 0 || d->items[i].parent == i - 1;
    e->last = d->items[i].end == (d->items[i].parent == NO_ITEM ? d->count : d->items[d->items[i].parent].end);
    v.asked += item_asks(&d->items[i]);
  }
  const struct page page = { .title = v.title, .current = SURVEYS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_questionnaire(c, &v);
  return page_end(c, &page);
}

static int of_path(struct ctx *c, struct questionnaire *q, struct definition *d)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(questionnaire_get(c, id, q));
  return questionnaire_definition(c, q, d);
}

int show_questionnaire(struct ctx *c)
{
  struct questionnaire q;
  struct definition d;
  TRY(of_path(c, &q, &d));
  return show(c, &d, &q);
}

int show_shipped_questionnaire(struct ctx *c)
{
  const struct named_ask *const asked = form_row(c, named_ask);
  struct definition d;
  const char *json;
  if (!asked || !text_known(asked->naam)) return show_questionnaires(c);
  TRY(questionnaire_shipped(c, asked->naam, &json));
  TRY(definition_read(c, json, strlen(json), &d));
  return show(c, &d, NULL);
}

int questionnaire_json(struct ctx *c)
{
  struct questionnaire q;
  struct definition d;
  TRY(of_path(c, &q, &d));
  definition_json(&d, &c->out);
  respond_header(c, "Content-Disposition", JOIN(&c->arena, "attachment; filename=\"", d.name, ".json\""));
  return respond(c, 200, "application/fhir+json");
}

/* --- beginning one --------------------------------------------------------------------------------------------------------------------------- */

int show_questionnaire_new(struct ctx *c)
{
  struct questionnaire_line_list lines;
  TRY(questionnaires_of_region(c, &lines));
  struct choice *const at = arena_new(&c->arena, struct choice, lines.count + 1);
  at[0] = (struct choice){ NULL, N_("An empty one") };
  for (size_t i = 0; i < lines.count; i++) at[i + 1] = (struct choice){ lines.at[i].name, lines.at[i].title };
  const struct field_list list = { .field = "from", .values = { lines.count + 1, at } };
  const struct form_page v = { .title = tr(c, N_("Make a questionnaire")), .path = local_path(c, QUESTIONS_PATH "/nieuw"), .token_path = QUESTIONS_PATH "/nieuw",
    .back = local_path(c, QUESTIONS_PATH), .back_label = tr(c, N_("The questions themselves")), .button = tr(c, N_("Begin")), .rec = &questionnaire_form_record, .lists = &list,
    .list_count = 1, .note = tr(c, N_("Begin with one that is there, and change what you want. What was sent before keeps its own version.")) };
  return form_page(c, &v, SURVEYS_PATH);
}

int begin_questionnaire(struct ctx *c)
{
  struct id id;
  TRY(questionnaire_begin(c, form_row(c, questionnaire_form), &id));
  return redirect(c, path_of_id(c, QUESTIONS_PATH, id, NULL));
}

/* --- changing a draft ------------------------------------------------------------------------------------------------------------------------ */

static int groups_and_questions(struct ctx *c, const struct definition *d, struct field_list *out)
{
  enum { SHOWN_MOST = 70 };
  struct choice *const at = arena_new(&c->arena, struct choice, d->count + 1);
  at[0] = (struct choice){ NULL, N_("At the end") };
  for (size_t i = 0; i < d->count; i++) {
    const char *const label = question_view(c, d, NULL, i, NULL, NULL).label;
    at[i + 1] = (struct choice){ d->items[i].link_id, JOIN(&c->arena, d->items[i].link_id, ": ", text_cut(&c->arena, label, strlen(label), SHOWN_MOST)) };
  }
  *out = (struct field_list){ .field = "after", .values = { d->count + 1, at } };
  return OK;
}

int show_question_form(struct ctx *c)
{
  struct questionnaire q;
  struct definition d;
  struct field_list list;
  struct item_form f = { .link_id = NULL };
  const struct item_ask *const asked = form_row(c, item_ask);
  TRY(of_path(c, &q, &d));
  const char *const link_id = asked && text_known(asked->vraag) ? asked->vraag : NULL;
  const size_t at = link_id ? definition_find(&d, link_id) : NO_ITEM;
  if (link_id && at == NO_ITEM) return not_there(c);
  if (link_id) f = item_as_form(c, &d, at);
  else if (asked) f.after = asked->achter;
  TRY(groups_and_questions(c, &d, &list));
  const char *const path = path_of_id(c, QUESTIONS_PATH, q.id, "/vraag");
  const struct item_page_view v = { .title = tr(c, link_id ? N_("Change the question") : N_("A new question")), .path = link_id ? JOIN(&c->arena, path, "?vraag=", link_id) : path, .link_id = link_id,
    .back = path_of_id(c, QUESTIONS_PATH, q.id, NULL), .back_label = d.title[c->lang], .row = &f, .list = list, .seen = link_id ? item_mark(c, q.json, link_id) : NULL };
  const struct page page = { .title = v.title, .current = SURVEYS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_item_page(c, &v);
  return page_end(c, &page);
}

int save_question(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(questionnaire_put_item(c, id, form_row(c, item_form)));
  return redirect_done(c, path_of_id(c, QUESTIONS_PATH, id, NULL), "opgeslagen");
}

int move_question(struct ctx *c)
{
  const struct move_form *const f = form_row(c, move_form);
  struct id id;
  TRY(path_id(c, &id));
  TRY(questionnaire_move_item(c, id, f->vraag, f->hoe));
  return redirect_done(c, path_of_id(c, QUESTIONS_PATH, id, NULL), f->hoe == MOVE_OUT ? "verwijderd" : "opgeslagen");
}

int show_title_form(struct ctx *c)
{
  struct questionnaire q;
  struct definition d;
  TRY(of_path(c, &q, &d));
  const struct head_form f = { d.title[LANG_NL], wording_english(d.title), d.description[LANG_NL], wording_english(d.description),
    d.about_person ? ABOUT_PERSON : ABOUT_TEAM };
  const struct form_page v = { .title = tr(c, N_("Title and introduction")), .path = path_of_id(c, QUESTIONS_PATH, q.id, "/kop"), .token_path = QUESTIONS_PATH "/:id/kop",
    .back = path_of_id(c, QUESTIONS_PATH, q.id, NULL), .back_label = d.title[c->lang], .button = tr(c, N_("Save")), .rec = &head_form_record, .row = &f };
  return form_page(c, &v, SURVEYS_PATH);
}

int save_title(struct ctx *c)
{
  struct questionnaire q;
  struct definition d;
  TRY(of_path(c, &q, &d));
  TRY(questionnaire_put_head(c, q.id, form_row(c, head_form)));
  return redirect_done(c, path_of_id(c, QUESTIONS_PATH, q.id, NULL), "opgeslagen");
}

int finish_questionnaire(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(questionnaire_make_ready(c, id));
  return redirect_done(c, path_of_id(c, QUESTIONS_PATH, id, NULL), "goedgekeurd");
}

int drop_questionnaire(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(questionnaire_drop_draft(c, id));
  return redirect_done(c, local_path(c, QUESTIONS_PATH), "verwijderd");
}
