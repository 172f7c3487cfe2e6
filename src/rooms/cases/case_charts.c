/* Curves over time: where each dot stands. Drawn by the view. */
#include "calendar.h"
#include "cases_web.h"
#include "html.h"

enum { DOTS_MOST = 60, VALUE_MOST = 10 };


static struct num value_of(const struct curve *of, const void *row)
{
  struct num v;
  memcpy(&v, (const char *)row + of->at, sizeof v);
  return v;
}

/* The rows of one person, oldest first: the newest DOTS_MOST of them. */
static size_t rows_of(const struct record *rec, struct list rows, const struct curve *of, struct id about, const void **out)
{
  size_t n = 0;
  for (size_t i = 0; i < rows.count && n < DOTS_MOST; i++) {
    const void *const row = list_row(rec, rows, i);
    if (id_same(case_part_of(row)->about, about) && case_part_counts(row) && value_of(of, row).known) out[n++] = row;
  }
  for (size_t i = 0; i < n / 2; i++) { const void *const swap = out[i]; out[i] = out[n - 1 - i]; out[n - 1 - i] = swap; }
  return n;
}

static void place(struct chart_dot_list *dots, struct date first, int days)
{
  const int wide = CHART_WIDE - CHART_LEFT - CHART_TOP, high = CHART_HIGH - CHART_TOP - CHART_BOTTOM;
  for (size_t i = 0; i < dots->count; i++) {
    struct chart_dot *const d = &dots->at[i];
    const int on = days ? date_days_between(first, d->day) : 0;
    d->x = CHART_LEFT + (days ? on * wide / days : wide / 2);
    d->y = CHART_TOP + high - d->value * high / VALUE_MOST;
  }
}

static const char *points_of(struct ctx *c, const struct chart_dot_list *dots)
{
  struct buf b = { 0 };
  for (size_t i = 0; i < dots->count; i++) {
    if (i) put_char(&b, ' ');
    put_int(&b, dots->at[i].x);
    put_char(&b, ',');
    put_int(&b, dots->at[i].y);
  }
  return buf_to_arena(&c->arena, &b);
}

static void one(struct ctx *c, const char *name, const void *const *rows, size_t n, const struct curve *of, struct chart *out)
{
  *out = (struct chart){ .name = name, .dots = { arena_new(&c->arena, struct chart_dot, n + 1), n } };
  for (size_t i = 0; i < n; i++)
    out->dots.at[i] = (struct chart_dot){ .value = value_of(of, rows[i]).n, .day = case_part_of(rows[i])->day, .said = of->said ? of->said(c, rows[i]) : NULL };
  const struct date first = out->dots.at[0].day;
  place(&out->dots, first, date_days_between(first, out->dots.at[n - 1].day));
  out->points = points_of(c, &out->dots);
}

/* Whether an earlier row is about the same: then its curve is drawn already. */
static bool drawn(const struct record *rec, struct list rows, size_t i)
{
  for (size_t k = 0; k < i; k++) if (id_same(case_part_of(list_row(rec, rows, k))->about, case_part_of(list_row(rec, rows, i))->about)) return true;
  return false;
}

void charts_of(struct ctx *c, const struct case_file *f, const struct record *rec, struct list rows, const struct curve *of, struct chart_list *out)
{
  const void **const found = (const void **)arena_new(&c->arena, void *, DOTS_MOST);
  *out = (struct chart_list){ arena_new(&c->arena, struct chart, rows.count + 1), 0 };
  for (size_t i = 0; i < rows.count; i++) {
    const struct id about = case_part_of(list_row(rec, rows, i))->about;
    const char *const name = case_name(c, f, about);
    const size_t n = drawn(rec, rows, i) ? 0 : rows_of(rec, rows, of, about, found);
    if (n && name) one(c, name, found, n, of, &out->at[out->count++]);
  }
}
