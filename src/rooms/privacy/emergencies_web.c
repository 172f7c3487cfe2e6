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

/* What opened the common part opened a side with it. Where that is not one of the actor's it was for the other, whoever did it:
 * it does not show. */
static bool shows(const struct file_part_list *parts, const struct emergency_use_list *uses, size_t part, const struct emergency_use *use)
{
  if (!parts->at[part].common) return true;
  for (size_t i = 0; i < parts->count; i++)
    for (size_t k = 0; !parts->at[i].common && k < uses[i].count; k++)
      if (id_same(uses[i].at[k].account, use->account) && uses[i].at[k].at.ms == use->at.ms) return true;
  return false;
}

static int fill_household(struct ctx *c, struct id household, struct emergency_line_list *out)
{
  struct file_part_list parts;
  TRY(household_parts(c, household, &parts));
  struct emergency_use_list *const uses = arena_new(&c->arena, struct emergency_use_list, parts.count + 1);
  for (size_t i = 0; i < parts.count; i++) TRY(emergencies_of(c, parts.at[i].compartment, &uses[i]));
  for (size_t i = 0; i < parts.count; i++)
    for (size_t k = 0; k < uses[i].count && out->count < USES_MOST; k++)
      if (shows(&parts, uses, i, &uses[i].at[k])) TRY(add_use(c, &uses[i].at[k], parts.at[i].name, out));
  return OK;
}

int show_household_emergencies(struct ctx *c)
{
  struct emergencies_view v = { .rows = { arena_new(&c->arena, struct emergency_line, USES_MOST), 0 } };
  TRY(part_id(c, &v.household));
  TRY(fill_household(c, v.household, &v.rows));
  const struct page page = { .title = tr(c, N_("Emergency access")), .current = "/werk/huishoudens", .noindex = true };
  page_begin(c, &page);
  view_household_emergencies(c, &v);
  return page_end(c, &page);
}
