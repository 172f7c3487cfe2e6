/* What is missing in a region: counts of screenings without a fit, for people who can do something about it. */
#include "csv.h"
#include "html.h"
#include "matching_room.h"
#include "matching_web.h"
#include "text.h"

/* "november 2026", of "2026-11". */
static const char *month_in_words(struct ctx *c, const char *month)
{
  struct buf b = { 0 };
  const int32_t ymd = (int32_t)(strtol(month, NULL, 10) * 10000 + strtol(month + 5, NULL, 10) * 100 + 1);
  put_date_in_words(&b, c->lang, (struct date){ ymd });
  const char *const words = buf_to_arena(&c->arena, &b), *const behind = strchr(words, ' ');
  return behind ? behind + 1 : words;
}

/* The lines stand by month and dimension already. */
static void fill(struct ctx *c, const struct gap_line_list *lines, struct gaps_view *v)
{
  struct gap_table *const tables = arena_new(&c->arena, struct gap_table, lines->count + 1);
  size_t table_count = 0;
  v->months.at = arena_new(&c->arena, struct gap_month, lines->count + 1);
  for (size_t i = 0; i < lines->count; i++) {
    struct gap_line *const l = &lines->at[i];
    const bool new_month = i == 0 || strcmp(l->month, l[-1].month) != 0;
    if (new_month) v->months.at[v->months.count++] = (struct gap_month){ .name = month_in_words(c, l->month), .tables = { tables + table_count, 0 } };
    struct gap_month *const m = &v->months.at[v->months.count - 1];
    if (new_month || l->dimension != l[-1].dimension) {
      tables[table_count++] = (struct gap_table){ gap_dimension_label(l->dimension), { { l }, 0 } };
      m->tables.count++;
    }
    tables[table_count - 1].rows.count++;
    if (l->dimension == GAP_PHASE) m->least += l->count;       /* every screening has one */
  }
}

static int read(struct ctx *c, struct gap_line_list *out)
{
  if (!c->scope.region) { *out = (struct gap_line_list){ .count = 0 }; return OK; }
  return gaps_of_region(c, matching_now(c), c->scope.region, out);
}

int show_gaps(struct ctx *c)
{
  struct gap_line_list lines;
  struct gaps_view v = { 0 };
  const char *const slug = c->scope.region;
  const struct region *const region = c->places && slug ? region_find(c->places, slug, strlen(slug)) : NULL;
  TRY(read(c, &lines));
  fill(c, &lines, &v);
  v.region = region ? region_name(c, region) : NULL;
  const struct page page = { .title = tr(c, N_("Without a fit")), .current = GAPS_PATH, .other_lang = GAPS_PATH, .noindex = true };
  page_begin(c, &page);
  view_gaps(c, &v);
  return page_end(c, &page);
}

int export_gaps(struct ctx *c)
{
  struct gap_line_list lines;
  TRY(read(c, &lines));
  respond_header(c, "Content-Disposition", "attachment; filename=\"zonder-aanbod.csv\"");
  csv_head(&gap_line_record, &c->out);
  for (size_t i = 0; i < lines.count; i++) csv_row(&gap_line_record, &lines.at[i], &c->out);
  return respond(c, 200, "text/csv; charset=utf-8");
}
