/* Where emergency access was used: for the privacy officer who, when and of which file; for those involved also why. */
#include "privacy_web.h"
#include "html.h"
#include "need_to_know.h"

/* One use opened several files: one line. */
static bool same_use(const struct involvement *a, const struct involvement *b) { return id_same(a->account, b->account) && a->since.ms == b->since.ms; }

static int line_of(struct ctx *c, const struct involvement *row, struct emergency_line *out)
{
  const bool early = instant_known(row->ended) && row->ended.ms < row->until.ms;
  *out = (struct emergency_line){ .at = moment_in_words(c, row->since, false), .until = moment_in_words(c, early ? row->ended : row->until, false), .early = early };
  TRY(colleague_name(c, row->account, &out->colleague));
  return name_of_organisation(c, row->organisation, &out->organisation);
}

static int fill_region(struct ctx *c, struct emergency_line_list *out)
{
  struct involvement_list rows;
  TRY(emergencies_of_region(c, &rows));
  *out = (struct emergency_line_list){ arena_new(&c->arena, struct emergency_line, rows.count + 1), 0 };
  const char **const files = arena_new(&c->arena, const char *, rows.count + 1);
  for (size_t i = 0; i < rows.count; i++) {
    if (!i || !same_use(&rows.at[i - 1], &rows.at[i])) {
      TRY(line_of(c, &rows.at[i], &out->at[out->count]));
      out->at[out->count++].files.at = &files[i];
    }
    files[i] = arg_id(&c->arena, rows.at[i].compartment);
    out->at[out->count - 1].files.count++;
  }
  return OK;
}

int show_emergencies(struct ctx *c)
{
  struct emergencies_view v = { 0 };
  TRY(fill_region(c, &v.rows));
  const struct page page = { .title = tr(c, N_("Emergency access")), .current = EMERGENCIES_PATH, .noindex = true };
  page_begin(c, &page);
  view_emergencies(c, &v);
  return page_end(c, &page);
}

/* --- of one household --------------------------------------------------------------------------------- */

static int fill_household(struct ctx *c, struct id household, struct emergency_line_list *out)
{
  struct emergency_shown_list uses;
  TRY(household_emergencies(c, household, &uses));
  *out = (struct emergency_line_list){ arena_new(&c->arena, struct emergency_line, uses.count + 1), 0 };
  for (size_t i = 0; i < uses.count; i++) {
    const struct emergency_shown *const u = &uses.at[i];
    struct emergency_line *const line = &out->at[out->count++];
    *line = (struct emergency_line){ .at = moment_in_words(c, u->use.at, false), .reason = u->use.reason, .organisation = u->part };
    TRY(colleague_name(c, u->use.account, &line->colleague));
  }
  return OK;
}

int show_household_emergencies(struct ctx *c)
{
  struct emergencies_view v = { 0 };
  TRY(path_id(c, &v.household));
  TRY(fill_household(c, v.household, &v.rows));
  const struct page page = { .title = tr(c, N_("Emergency access")), .current = "/werk/huishoudens", .noindex = true };
  page_begin(c, &page);
  view_household_emergencies(c, &v);
  return page_end(c, &page);
}
