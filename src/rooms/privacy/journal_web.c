/* The journal by page, and out of the house in the terms and columns of kentering journal export. */
#include "privacy_web.h"
#include "csv.h"
#include "html.h"
#include "journal_export.h"
#include "text.h"

static struct entry_line line_of(struct ctx *c, const struct journal_entry *e)
{
  const struct journal_line *const l = &e->line;
  return (struct entry_line){ .at = line_time_in_words(c, l->at), .actor = e->actor_name ? e->actor_name : tr(c, N_("Without an account")), .organisation = e->organisation_name,
    .role = key_in_words(c, &role_choices, l->role), .verb = key_in_words(c, &journal_verb_choices, l->verb), .record = key_in_words(c, &journal_thing_choices, l->record),
    .purpose = key_in_words(c, &purpose_choices, l->purpose), .subject = id_known(l->compartment) ? arg_id(&c->arena, l->compartment) : NULL };
}

/* The query as it came, with another key. */
static const char *with_key(struct ctx *c, const char *path, const struct journal_search *by, const char *key)
{
  struct journal_search next = *by;
  struct buf b = { 0 };
  next.na = key;
  form_query(journal_search, &next, &b);
  return JOIN(&c->arena, path, b.len || key ? "?" : "", buf_to_arena(&c->arena, &b));
}

int show_journal(struct ctx *c)
{
  const struct journal_search *const by = form_row(c, journal_search);
  struct journal_view v = { 0 };
  struct journal_entry_list rows = { 0 };
  const char *next = NULL;
  struct buf query = { 0 };
  const int rc = journal_page(c, by, JOURNAL_A_PAGE, &rows, &next);
  if (rc == ERR_INVALID) form_mark(c->form, c->error.field, c->error.text);
  else TRY(rc);
  v.rows = (struct entry_line_list){ arena_new(&c->arena, struct entry_line, rows.count + 1), rows.count };
  for (size_t i = 0; i < rows.count; i++) v.rows.at[i] = line_of(c, &rows.at[i]);
  if (next) v.next_url = with_key(c, local_path(c, JOURNAL_PATH), by, next);
  form_query(journal_search, by, &query);
  v.query = buf_to_arena(&c->arena, &query);
  journal_later(c, "read", "journal", ID_NONE, ID_NONE, NULL);
  const struct page page = { .title = tr(c, N_("Journal")), .current = JOURNAL_PATH, .noindex = true };
  page_begin(c, &page);
  view_journal(c, &v);
  return page_end(c, &page);
}

/* Where it is cut off, the name of the file says so, and a program finds the next part by its link. */
static int rows_to_export(struct ctx *c, const char *ending, struct journal_entry_list *out)
{
  const struct journal_search *const by = form_row(c, journal_search);
  const char *next;
  if (c->form->errors) return fail(c, ERR_INVALID, NULL, N_("Some answers need another look."));
  TRY(journal_page(c, by, JOURNAL_EXPORT_MOST, out, &next));
  journal_later(c, "export", "journal", ID_NONE, ID_NONE, next ? "first 5000" : "all");
  respond_header(c, "Content-Disposition", JOIN(&c->arena, "attachment; filename=\"", next ? "logboek-nieuwste-5000" : "logboek", ending, "\""));
  if (next) respond_header(c, "Link", JOIN(&c->arena, "<", with_key(c, JOIN(&c->arena, JOURNAL_PATH, ending), by, next), ">; rel=\"next\""));
  return OK;
}

int export_journal_csv(struct ctx *c)
{
  struct journal_entry_list rows;
  TRY(rows_to_export(c, ".csv", &rows));
  csv_head(&nen_line_record, &c->out);
  for (size_t i = 0; i < rows.count; i++) {
    const struct nen_line l = nen_line_of(c, &rows.at[i].line, rows.at[i].seq);
    csv_row(&nen_line_record, &l, &c->out);
  }
  return respond(c, 200, "text/csv; charset=utf-8");
}

int export_journal_json(struct ctx *c)
{
  struct journal_entry_list rows;
  TRY(rows_to_export(c, ".json", &rows));
  put_char(&c->out, '[');
  for (size_t i = 0; i < rows.count; i++) {
    const struct nen_line l = nen_line_of(c, &rows.at[i].line, rows.at[i].seq);
    put(&c->out, i ? ",\n" : "\n");
    nen_line_json(&c->out, &l);
  }
  put(&c->out, "\n]\n");
  return respond(c, 200, "application/json");
}
