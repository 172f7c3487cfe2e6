/* Terms, legal holds, what may be deleted, and the proofs of what was. Deleting itself is done at the console: kentering purge. */
#include "privacy_web.h"
#include "html.h"
#include "text.h"

static const struct field term_fields[] = {
  F_INT (term_form, months, OPTIONAL, N_("Months"), .min = 0, .max = 1200),
  F_INT (term_form, days,   OPTIONAL, N_("Days"), .min = 0, .max = 3650),
  F_TEXT(term_form, basis,  REQUIRED, N_("Law or decision it stands on"), .max = 200),
};
const struct record term_form_record = RECORD(term_form, term_fields);
static const struct field hold_fields[] = {
  F_TEXT(hold_form, dossier, REQUIRED, N_("Number of the file"), .max = 40),
  F_ENUM(hold_form, reason,  REQUIRED, hold_reason, N_("Why may it not be deleted?")),
};
const struct record hold_form_record = RECORD(hold_form, hold_fields);
static const struct field lift_fields[] = { F_TEXT(lift_form, lift_reason, REQUIRED, N_("Why is it lifted?"), .max = 200, .help = N_("Write nothing about the person of the file.")) };
const struct record lift_form_record = RECORD(lift_form, lift_fields);

/* --- the page ----------------------------------------------------------------------------------------------- */

static int fill_terms(struct ctx *c, struct retention_view *v)
{
  struct retention_term_list rows;
  TRY(retention_terms(c, &rows));
  v->terms = (struct term_line_list){ arena_new(&c->arena, struct term_line, rows.count), rows.count };
  for (size_t i = 0; i < rows.count; i++) {
    const struct retention_term *const t = &rows.at[i];
    v->terms.at[i] = (struct term_line){ retained_kind_key(t->kind), tr(c, retained_kind_label(t->kind)), t->basis, t->months.n, t->days.n };
  }
  return OK;
}

static int hold_line_of(struct ctx *c, const struct legal_hold *h, struct hold_line *out)
{
  *out = (struct hold_line){ .id = h->id, .compartment = h->compartment, .reason = h->reason, .since = moment_in_words(c, h->since, false) };
  return colleague_name(c, h->set_by, &out->set_by);
}

static int fill_holds(struct ctx *c, struct retention_view *v)
{
  struct legal_hold_list rows;
  TRY(holds(c, &rows));
  v->holds = (struct hold_line_list){ arena_new(&c->arena, struct hold_line, rows.count + 1), rows.count };
  for (size_t i = 0; i < rows.count; i++) TRY(hold_line_of(c, &rows.at[i], &v->holds.at[i]));
  return OK;
}

enum { PREVIEW_MONTHS = 12, SHOWN_MOST = 200 };

/* The program looks into every file for the children's birthdays, and shows numbers and days only. */
static int fill_preview(struct ctx *c, struct retention_view *v)
{
  const struct scope own = c->scope;
  struct retained_list rows = { 0 };
  struct kept kept;
  kept_by_rooms(c, &kept);
  c->scope.reach = REACH_ALL;
  const int rc = retention_preview(c, &kept, date_plus_months(c->today, PREVIEW_MONTHS), &rows);
  c->scope = own;
  seal_forget(c);
  TRY(rc);
  v->rows.at = arena_new(&c->arena, struct kept_line, SHOWN_MOST);
  for (size_t i = 0; i < rows.count; i++) {
    const struct retained *const r = &rows.at[i];
    v->due += r->due;
    if (v->rows.count == SHOWN_MOST) v->more++;
    else v->rows.at[v->rows.count++] = (struct kept_line){ r->compartment, r->kind, r->ground, r->until, r->held, r->due };
  }
  return OK;
}

static int fill_proofs(struct ctx *c, struct retention_view *v)
{
  struct purge_report_list rows;
  TRY(purge_reports(c, &rows));
  v->proofs = (struct proof_line_list){ arena_new(&c->arena, struct proof_line, rows.count + 1), rows.count };
  for (size_t i = 0; i < rows.count; i++)
    v->proofs.at[i] = (struct proof_line){ moment_in_words(c, rows.at[i].at, false), rows.at[i].hash, rows.at[i].compartments.n, rows.at[i].rows.n };
  return OK;
}

static int begin_page(struct ctx *c, struct page *page, const char *title)
{
  *page = (struct page){ .title = tr(c, title), .current = RETENTION_PATH, .noindex = true };
  page_begin(c, page);
  return OK;
}

int show_retention(struct ctx *c)
{
  struct retention_view v = { 0 };
  struct page page;
  TRY(fill_terms(c, &v));
  TRY(fill_holds(c, &v));
  TRY(fill_preview(c, &v));
  TRY(fill_proofs(c, &v));
  TRY(begin_page(c, &page, N_("Retention")));
  view_retention(c, &v);
  return page_end(c, &page);
}

/* --- forms ---------------------------------------------------------------------------------------------------- */

static int term_of_path(struct ctx *c, struct retention_term *out)
{
  struct retention_term_list rows;
  TRY(retention_terms(c, &rows));
  for (size_t i = 0; i < rows.count; i++) if (strcmp(retained_kind_key(rows.at[i].kind), path_part(c)) == 0) { *out = rows.at[i]; return OK; }
  return fail(c, ERR_NOT_FOUND, NULL, NULL);
}

int show_term(struct ctx *c)
{
  struct retention_term t;
  struct page page;
  TRY(term_of_path(c, &t));
  const struct term_view v = { tr(c, retained_kind_label(t.kind)), { .months = t.months, .days = t.days, .basis = t.basis } };
  TRY(begin_page(c, &page, N_("Term")));
  view_term(c, &v);
  return page_end(c, &page);
}

int send_term(struct ctx *c)
{
  const struct term_form *const f = form_row(c, term_form);
  struct retention_term t;
  TRY(term_of_path(c, &t));
  t.months = f->months;
  t.days = f->days;
  t.basis = f->basis;
  TRY(retention_set(c, &t));
  return redirect_done(c, local_path(c, RETENTION_PATH), "opgeslagen");
}

int show_hold(struct ctx *c)
{
  struct page page;
  TRY(begin_page(c, &page, N_("Legal hold")));
  view_hold(c);
  return page_end(c, &page);
}

int send_hold(struct ctx *c)
{
  const struct hold_form *const f = form_row(c, hold_form);
  struct id id;
  if (!id_parse(f->dossier, &id)) return fail(c, ERR_INVALID, "dossier", N_("Write the number as it stands in the list or the journal."));
  const int rc = hold_set(c, id, f->reason);
  if (rc == ERR_INVALID) return fail(c, rc, "dossier", c->error.text);
  TRY(rc);
  return redirect_done(c, local_path(c, RETENTION_PATH), "toegevoegd");
}

static int find_hold(struct ctx *c, struct hold_line *out)
{
  struct legal_hold_list rows;
  struct id id;
  TRY(path_id(c, &id));
  TRY(holds(c, &rows));
  for (size_t i = 0; i < rows.count; i++) if (id_same(rows.at[i].id, id)) return hold_line_of(c, &rows.at[i], out);
  return fail(c, ERR_NOT_FOUND, NULL, NULL);
}

int show_lift(struct ctx *c)
{
  struct hold_line h;
  struct page page;
  TRY(find_hold(c, &h));
  TRY(begin_page(c, &page, N_("Lift a legal hold")));
  view_lift(c, &h);
  return page_end(c, &page);
}

int send_lift(struct ctx *c)
{
  struct hold_line h;
  TRY(find_hold(c, &h));
  TRY(hold_lift(c, h.id, form_row(c, lift_form)->lift_reason));
  return redirect_done(c, local_path(c, RETENTION_PATH), "beeindigd");
}
