/* Where emergency access was used: for the privacy officer who, when and of which file; for those involved also why. */
#include "privacy_web.h"
#include "html.h"
#include "need_to_know.h"

/* One use opened several files: one line. */
static bool same_use(const struct involvement *a, const struct involvement *b) { return id_same(a->account, b->account) && a->since.ms == b->since.ms; }

static int line_of(struct ctx *c, const struct involvement *row, struct emergency_line *out)
{
  const bool early = instant_known(row->ended) && row->ended.ms < row->until.ms;
  *out = (struct emergency_line){ .at = moment_in_words(c, row->since), .until = moment_in_words(c, early ? row->ended : row->until), .early = early };
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

static int add_use(struct ctx *c, const struct emergency_use *use, const char *part, struct emergency_line_list *out)
{
  struct emergency_line line = { .at = moment_in_words(c, use->at), .reason = use->reason, .organisation = part };
  TRY(colleague_name(c, use->account, &line.colleague));
  out->at[out->count++] = line;
  return OK;
}

enum { USES_MOST = 100 };

/* Of the common part only what colleagues of the own side did: whoever opened it for the other does not show. */
static int add_part(struct ctx *c, struct id household, const struct file_part *part, struct emergency_line_list *out)
{
  struct emergency_use_list uses;
  TRY(emergencies_of(c, part->compartment, &uses));
  for (size_t i = 0; i < uses.count && out->count < USES_MOST; i++) {
    bool show = true;
    if (part->common) TRY(same_side(c, household, uses.at[i].account, &show));
    if (show) TRY(add_use(c, &uses.at[i], part->name, out));
  }
  return OK;
}

int show_household_emergencies(struct ctx *c)
{
  struct emergencies_view v = { .rows = { arena_new(&c->arena, struct emergency_line, USES_MOST), 0 } };
  struct file_part_list parts;
  TRY(part_id(c, &v.household));
  TRY(household_parts(c, v.household, &parts));
  for (size_t i = 0; i < parts.count; i++) TRY(add_part(c, v.household, &parts.at[i], &v.rows));
  const struct page page = { .title = tr(c, N_("Emergency access")), .current = "/werk/huishoudens", .noindex = true };
  page_begin(c, &page);
  view_household_emergencies(c, &v);
  return page_end(c, &page);
}
