/* The journal by page, and out of the house in NEN 7513's terms. */
#include "privacy_web.h"
#include "csv.h"
#include "html.h"
#include "json.h"
#include "text.h"

static const char *label_in(struct ctx *c, const struct choices *values, const char *key)
{
  const unsigned i = key ? choice_find(values, key, strlen(key)) : 0;
  return i ? tr(c, values->at[i].label) : key;
}

static struct entry_line line_of(struct ctx *c, const struct journal_entry *e)
{
  const struct journal_line *const l = &e->line;
  const char *const none = "–";
  return (struct entry_line){ l->at, e->actor_name ? e->actor_name : tr(c, N_("Console or public")), e->organisation_name ? e->organisation_name : none,
    l->role ? label_in(c, &role_choices, l->role) : none, l->verb, l->record, l->purpose ? label_in(c, &purpose_choices, l->purpose) : none,
    id_known(l->compartment) ? arg_id(&c->arena, l->compartment) : none };
}

/* The query as it came, with another key. */
static const char *with_key(struct ctx *c, const struct journal_search *by, const char *key)
{
  struct journal_search next = *by;
  struct buf b = { 0 };
  next.na = key;
  form_query(journal_search, &next, &b);
  return JOIN(&c->arena, local_path(c, JOURNAL_PATH), b.len || key ? "?" : "", buf_to_arena(&c->arena, &b));
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
  if (next) v.next_url = with_key(c, by, next);
  form_query(journal_search, by, &query);
  v.query = buf_to_arena(&c->arena, &query);
  journal_later(c, "read", "journal", ID_NONE, ID_NONE, NULL);
  const struct page page = { .title = tr(c, N_("Journal")), .current = JOURNAL_PATH, .noindex = true };
  page_begin(c, &page);
  view_journal(c, &v);
  return page_end(c, &page);
}

static int rows_to_export(struct ctx *c, struct journal_entry_list *out)
{
  const char *next;
  TRY(journal_page(c, form_row(c, journal_search), JOURNAL_EXPORT_MOST, out, &next));
  journal_later(c, "export", "journal", ID_NONE, ID_NONE, next ? "first 5000" : "all");
  return OK;
}

int export_journal_csv(struct ctx *c)
{
  struct journal_entry_list rows;
  TRY(rows_to_export(c, &rows));
  csv_head(&nen_event_record, &c->out);
  for (size_t i = 0; i < rows.count; i++) {
    const struct nen_event e = nen_event_of(c, &rows.at[i]);
    csv_row(&nen_event_record, &e, &c->out);
  }
  respond_header(c, "Content-Disposition", "attachment; filename=\"logboek.csv\"");
  return respond(c, 200, "text/csv; charset=utf-8");
}

int export_journal_json(struct ctx *c)
{
  struct journal_entry_list rows;
  struct json j = { .b = &c->out };
  TRY(rows_to_export(c, &rows));
  json_open(&j, '[');
  for (size_t i = 0; i < rows.count; i++) {
    const struct nen_event e = nen_event_of(c, &rows.at[i]);
    json_begin(&j, NULL, '{');
    for (size_t k = 0; k < nen_event_record.count; k++) json_str(&j, nen_event_record.fields[k].name, field_text(&nen_event_record.fields[k], &e));
    json_close(&j);
  }
  json_close(&j);
  respond_header(c, "Content-Disposition", "attachment; filename=\"logboek.json\"");
  return respond(c, 200, "application/json");
}
