/* Making statements of answers. */
#include "delphi_web.h"
#include "html.h"
#include "say.h"
#include "text.h"

enum { AT_ONCE = 20, SHOWN_MOST = 50 };
#define ASIDE "aside."

static int of_path(struct ctx *c, struct delphi_study *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return delphi_study_get(c, id, out);
}

static struct page titled(const char *title) { return (struct page){ .title = title, .current = DELPHI_PATH, .noindex = true, .work = true }; }

/* --- answers ---------------------------------------------------------------------------------------------------------------- */

static int posted(struct ctx *c, struct form_answer_list *out)
{
  const struct delphi_coding_form *const f = form_row(c, delphi_coding_form);
  *out = (struct form_answer_list){ .count = 0 };
  return f ? form_answers(c, f->a, out) : OK;
}

static bool is_new(const char *chosen) { return chosen && strcmp(chosen, "new") == 0; }

static struct delphi_answer_row row_of(struct ctx *c, const struct delphi_coded *a, const struct form_answer_list *said)
{
  const char *const id = arg_id(&c->arena, a->answer.id), *const chosen = form_answer_to(said, id);
  const char *const typed = form_answer_to(said, JOIN(&c->arena, id, ".text")), *const theme = form_answer_to(said, JOIN(&c->arena, id, ".theme"));
  const char *const stored = id_known(a->answer.statement) ? arg_id(&c->arena, a->answer.statement) : a->answer.aside ? JOIN(&c->arena, ASIDE, delphi_aside_key(a->answer.aside)) : "";
  const char *const wrong = !is_new(chosen) ? NULL : !text_said(theme) ? N_("Say which theme it belongs to.") : !text_said(typed) ? N_("Write the statement.") : NULL;
  return (struct delphi_answer_row){ .id = a->answer.id, .text = a->answer.text, .group = a->group, .chosen = chosen ? chosen : stored, .was = stored, .typed = typed ? typed : a->answer.text,
    .theme = theme ? theme : "", .wrong = wrong };
}

static struct text_list themes_of(struct ctx *c, const struct delphi_statement_list *statements)
{
  struct text_list list = { arena_new(&c->arena, const char *, statements->count + 1), 0 };
  for (size_t i = 0; i < statements->count; i++) {
    bool known = false;
    for (size_t k = 0; k < list.count && !known; k++) known = strcmp(list.at[k], statements->at[i].theme) == 0;
    if (!known) list.at[list.count++] = statements->at[i].theme;
  }
  return list;
}

static int add_rows(struct ctx *c, const struct delphi_study *s, struct delphi_answers_view *v)
{
  struct delphi_coded_list answers;
  struct form_answer_list said;
  TRY(delphi_answers(c, s, &answers));
  TRY(posted(c, &said));
  v->all = answers.count;
  v->rows.at = arena_new(&c->arena, struct delphi_answer_row, answers.count + 1);
  v->wrong.at = arena_new(&c->arena, struct error_line, answers.count + 1);
  for (size_t i = 0; i < answers.count; i++) {
    const bool open = !id_known(answers.at[i].answer.statement) && !answers.at[i].answer.aside;
    v->uncoded += open;
    if (v->rows.count >= (v->everything ? SHOWN_MOST : AT_ONCE) || !(open || v->everything) || (v->everything && i < v->from)) continue;
    const struct delphi_answer_row row = row_of(c, &answers.at[i], &said);
    v->rows.at[v->rows.count++] = row;
    if (row.wrong) v->wrong.at[v->wrong.count++] = (struct error_line){ JOIN(&c->arena, arg_id(&c->arena, row.id), "-theme"), text_cut(&c->arena, row.text, strlen(row.text), 40), row.wrong };
  }
  return OK;
}

int show_delphi_answers(struct ctx *c)
{
  struct delphi_study s;
  TRY(of_path(c, &s));
  const struct delphi_show_query *const q = form_row(c, delphi_show_query);
  struct delphi_answers_view v = { .study = &s, .everything = s.stage != DELPHI_CODING || (q && text_known(q->alles)), .making = s.stage == DELPHI_CODING };
  TRY(delphi_statements_of(c, s.id, &v.statements));
  v.themes = themes_of(c, &v.statements);
  v.from = v.everything && q && q->vanaf.known && q->vanaf.n > 0 ? (size_t)q->vanaf.n : 0;
  TRY(add_rows(c, &s, &v));
  const char *const path = JOIN(&c->arena, path_of_id(c, DELPHI_PATH, s.id, "/antwoorden?alles=1&vanaf="));
  if (v.everything && v.from + v.rows.count < v.all) v.next = JOIN(&c->arena, path, arg_size(&c->arena, v.from + v.rows.count));
  if (v.from) v.back = JOIN(&c->arena, path, arg_size(&c->arena, v.from > SHOWN_MOST ? v.from - SHOWN_MOST : 0));
  const struct page page = titled(tr(c, N_("Answers")));
  page_begin(c, &page);
  view_delphi_answers(c, &v);
  return page_end(c, &page);
}

/* "aside." and a key, or the id of a statement; "" and "undo": no place. */
static int place_of(struct ctx *c, const char *text, struct id *statement, enum delphi_aside *aside)
{
  const size_t n = strlen(ASIDE);
  *statement = ID_NONE;
  *aside = DELPHI_ASIDE_UNKNOWN;
  if (!*text || strcmp(text, "undo") == 0) return OK;
  if (strncmp(text, ASIDE, n) == 0) *aside = (enum delphi_aside)choice_find(&delphi_aside_choices, text + n, strlen(text + n));
  return *aside || id_parse(text, statement) ? OK : fail(c, ERR_INVALID, NULL, NOT_IN_LIST);
}

/* A place, or "new"; "": it is left for now. What stands there as the page was opened is not written once more. */
static int code_one(struct ctx *c, struct id study, const struct form_answer_list *said, const struct form_answer *one)
{
  struct delphi_code code = { .aside = DELPHI_ASIDE_UNKNOWN };
  const char *const was = form_answer_to(said, JOIN(&c->arena, one->question, ".was"));
  if (!*one->text || !id_parse(one->question, &code.answer)) return OK;
  if (was && (strcmp(was, one->text) == 0 || (!*was && strcmp(one->text, "undo") == 0))) return OK;
  if (was) TRY(place_of(c, was, &code.was_statement, &code.was_aside));
  code.seen = was;
  if (is_new(one->text)) {
    code.text = form_answer_to(said, JOIN(&c->arena, one->question, ".text"));
    code.theme = form_answer_to(said, JOIN(&c->arena, one->question, ".theme"));
    if (!text_said(code.text)) return fail(c, ERR_INVALID, NULL, N_("Write the statement."));
    return delphi_code(c, study, &code);
  }
  TRY(place_of(c, one->text, &code.statement, &code.aside));
  return delphi_code(c, study, &code);
}

int code_delphi_answers(struct ctx *c)
{
  struct form_answer_list said;
  struct id id;
  TRY(path_id(c, &id));
  TRY(posted(c, &said));
  for (size_t i = 0; i < said.count; i++) TRY(code_one(c, id, &said, &said.at[i]));
  return redirect_done(c, path_of_id(c, DELPHI_PATH, id, "/antwoorden"), "opgeslagen");
}

/* --- statements ----------------------------------------------------------------------------------------------------------------- */

static bool is_behind(const struct delphi_coded *a, struct id statement)
{
  return id_known(statement) ? id_same(a->answer.statement, statement) : a->answer.aside != DELPHI_ASIDE_UNKNOWN;
}

static struct delphi_coded_list behind(struct ctx *c, const struct delphi_coded_list *all, struct id statement)
{
  size_t count = 0;
  for (size_t i = 0; i < all->count; i++) count += is_behind(&all->at[i], statement);
  struct delphi_coded_list list = { arena_new(&c->arena, struct delphi_coded, count + 1), 0 };
  for (size_t i = 0; i < all->count && list.count < count; i++) if (is_behind(&all->at[i], statement)) list.at[list.count++] = all->at[i];
  return list;
}

/* As they are rated: by theme, then code. */
static void add_by_theme(struct ctx *c, const struct delphi_statement_list *in, const struct delphi_coded_list *answers, struct delphi_statement_row_list *out)
{
  const struct text_list themes = themes_of(c, in);
  *out = (struct delphi_statement_row_list){ arena_new(&c->arena, struct delphi_statement_row, in->count + 1), 0 };
  for (size_t t = 0; t < themes.count; t++) {
    bool first = true;
    for (size_t i = 0; i < in->count; i++) {
      if (strcmp(in->at[i].theme, themes.at[t]) != 0) continue;
      out->at[out->count++] = (struct delphi_statement_row){ &in->at[i], behind(c, answers, in->at[i].id), first };
      first = false;
    }
  }
}

int show_delphi_statements(struct ctx *c)
{
  struct delphi_study s;
  struct delphi_statement_list statements;
  struct delphi_coded_list answers;
  TRY(of_path(c, &s));
  struct delphi_statements_view v = { .study = &s, .making = s.stage == DELPHI_CODING };
  TRY(delphi_statements_of(c, s.id, &statements));
  TRY(delphi_answers(c, &s, &answers));
  add_by_theme(c, &statements, &answers, &v.rows);
  v.aside = behind(c, &answers, ID_NONE);
  const struct page page = titled(tr(c, N_("Statements")));
  page_begin(c, &page);
  view_delphi_statements(c, &v);
  return page_end(c, &page);
}

int add_delphi_statement(struct ctx *c)
{
  const struct delphi_statement *const f = form_row(c, delphi_statement);
  struct id id, made;
  TRY(path_id(c, &id));
  TRY(delphi_statement_add(c, id, f->theme, f->text, f->text_en, &made));
  return redirect_done(c, path_of_id(c, DELPHI_PATH, id, "/stellingen"), "toegevoegd");
}

int show_delphi_statement(struct ctx *c)
{
  struct delphi_statement of;
  struct delphi_study s;
  struct delphi_coded_list answers;
  struct id id;
  TRY(path_id(c, &id));
  TRY(delphi_statement_get(c, id, &of, &s));
  struct delphi_statement_view v = { .study = &s, .statement = &of, .making = s.stage == DELPHI_CODING };
  TRY(delphi_answers(c, &s, &answers));
  TRY(delphi_statements_of(c, s.id, &v.others));
  v.behind = behind(c, &answers, id);
  const struct page page = titled(of.code);
  page_begin(c, &page);
  view_delphi_statement(c, &v);
  return page_end(c, &page);
}

static int back_from(struct ctx *c, struct id statement, const char **out)
{
  struct delphi_statement of;
  struct delphi_study s;
  TRY(delphi_statement_get(c, statement, &of, &s));
  *out = path_of_id(c, DELPHI_PATH, s.id, "/stellingen");
  return OK;
}

int change_delphi_statement(struct ctx *c)
{
  struct delphi_statement f = *form_row(c, delphi_statement);
  const char *back;
  TRY(path_id(c, &f.id));
  f.version = c->form->version;
  TRY(back_from(c, f.id, &back));
  TRY(delphi_statement_change(c, &f));
  return redirect_done(c, back, "opgeslagen");
}

int merge_delphi_statement(struct ctx *c)
{
  struct id id, into;
  const char *back;
  TRY(path_id(c, &id));
  TRY(back_from(c, id, &back));
  if (!id_parse(form_row(c, delphi_merge_form)->into, &into)) return fail(c, ERR_INVALID, "into", NOT_IN_LIST);
  TRY(delphi_merge(c, id, into));
  return redirect_done(c, back, "opgeslagen");
}

int delete_delphi_statement(struct ctx *c)
{
  struct id id;
  const char *back;
  TRY(path_id(c, &id));
  TRY(back_from(c, id, &back));
  TRY(delphi_statement_delete(c, id));
  return redirect_done(c, back, "verwijderd");
}

/* --- import ------------------------------------------------------------------------------------------------------------------------ */

/* Rows that came back are read once more, for what is wrong with each. */
static int find_wrong(struct ctx *c, struct id study, struct error_line_list *out)
{
  const struct delphi_import_form *const f = form_row(c, delphi_import_form);
  struct delphi_wrong_line_list wrong = { .count = 0 };
  *out = (struct error_line_list){ .count = 0 };
  if (!f || !f->csv || !c->form->errors) return OK;
  const struct error before = c->error;
  const int rc = delphi_import_check(c, study, f->csv, &wrong);
  c->error = before;
  if (rc != OK && rc != ERR_INVALID) return rc;
  out->at = arena_new(&c->arena, struct error_line, wrong.count + 1);
  for (size_t i = 0; i < wrong.count; i++) {
    struct buf label = { 0 };
    put_filled(&label, tr(c, N_("Row %s")), (const char *const[]){ count_text(c, (int64_t)wrong.at[i].line), NULL });
    out->at[out->count++] = (struct error_line){ "csv", buf_to_arena(&c->arena, &label), wrong.at[i].text };
  }
  return OK;
}

int show_delphi_import(struct ctx *c)
{
  struct delphi_study s;
  TRY(of_path(c, &s));
  struct delphi_import_view v = { .study = &s };
  TRY(find_wrong(c, s.id, &v.wrong));
  const struct page page = titled(tr(c, N_("Bring statements in")));
  page_begin(c, &page);
  view_delphi_import(c, &v);
  return page_end(c, &page);
}

int import_delphi(struct ctx *c)
{
  struct delphi_wrong_line_list wrong;
  struct id id;
  TRY(path_id(c, &id));
  TRY(delphi_import(c, id, form_row(c, delphi_import_form)->csv, &wrong));
  return redirect_done(c, path_of_id(c, DELPHI_PATH, id, "/stellingen"), "toegevoegd");
}
