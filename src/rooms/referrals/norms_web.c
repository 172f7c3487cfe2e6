/* How long steps may take in the region, and being away. */
#include "referrals_web.h"

static const struct field norm_form_fields[] = {
  F_ENUM(norm_form, norm,   REQUIRED, norm, N_("Which step?")),
  F_INT (norm_form, amount, REQUIRED, N_("How many"), .min = 1, .max = 8784),
  F_ENUM(norm_form, unit,   REQUIRED, term_unit, N_("Counts")),
};
const struct record norm_form_record = PART(norm_form, norm_form_fields);

int show_norms(struct ctx *c)
{
  struct term norms[NORM_COUNT];
  struct norms_view v = { .may_set = signed_in_may(who(c), MAY_WATCH_REFERRALS) };
  TRY(norms_of_region(c, norms));
  v.rows.at = arena_new(&c->arena, struct norm_line, NORM_COUNT);
  for (unsigned n = 1; n < NORM_COUNT; n++) v.rows.at[v.rows.count++] = (struct norm_line){ (enum norm)n, term_in_words(c, norms[n]) };
  const struct page page = { .title = tr(c, N_("How long steps may take")), .current = SILENT_PATH, .other_lang = NORMS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_norms(c, &v);
  return page_end(c, &page);
}

int send_norm(struct ctx *c)
{
  const struct norm_form *const f = form_row(c, norm_form);
  TRY(norm_set(c, f->norm, f->unit, f->amount));
  return redirect_done(c, local_path(c, NORMS_PATH), "opgeslagen");
}

int show_away(struct ctx *c)
{
  struct absence_list rows;
  struct away_view v = { .rows = { NULL, 0 } };
  TRY(absences_mine(c, &rows));
  v.rows = (struct away_line_list){ arena_new(&c->arena, struct away_line, rows.count + 1), rows.count };
  for (size_t i = 0; i < rows.count; i++) {
    v.rows.at[i].row = &rows.at[i];
    TRY(account_name(c, rows.at[i].replacement, &v.rows.at[i].replacement));
  }
  const struct page page = { .title = tr(c, N_("Being away")), .current = REFERRALS_PATH, .other_lang = AWAY_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_away(c, &v);
  return page_end(c, &page);
}

int send_away(struct ctx *c)
{
  TRY(absence_add(c, form_row(c, absence_new)));
  return redirect_done(c, local_path(c, AWAY_PATH), "opgeslagen");
}

int end_away(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(absence_end(c, id));
  return redirect_done(c, local_path(c, AWAY_PATH), "beeindigd");
}
