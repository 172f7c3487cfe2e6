/* Curves over time: where each dot stands. Drawn by the view. All curves of a list have one axis of time, so that they can be laid beside one another. */
#include "calendar.h"
#include "cases_web.h"
#include "html.h"

enum { DOTS_MOST = 60, VALUE_MOST = 10, LABEL_HIGH = 16 };

struct span { struct date first; int days; };

static struct num value_of(const struct series *of, const void *row)
{
  struct num v;
  memcpy(&v, (const char *)row + of->at, sizeof v);
  return v;
}

static bool says_something(const struct curve *of, const void *row)
{
  bool any = false;
  for (size_t i = 0; i < of->series.count; i++) any |= value_of(&of->series.at[i], row).known;
  return any && case_part_counts(row);
}

/* The rows of one person, oldest first: the newest DOTS_MOST of them. */
static size_t rows_of(const struct case_file *f, const struct record *rec, struct list rows, const struct curve *of, struct id about, const void **out)
{
  size_t n = 0;
  for (size_t i = 0; i < rows.count && n < DOTS_MOST; i++) {
    const void *const row = list_row(rec, rows, i);
    if (file_same(&f->file, case_part_of(row)->about, about) && says_something(of, row)) out[n++] = row;
  }
  for (size_t i = 0; i < n / 2; i++) { const void *const swap = out[i]; out[i] = out[n - 1 - i]; out[n - 1 - i] = swap; }
  return n;
}

static struct span span_of(const struct record *rec, struct list rows, const struct curve *of)
{
  struct date first = DATE_UNKNOWN, last = DATE_UNKNOWN;
  for (size_t i = 0; i < rows.count; i++) {
    const void *const row = list_row(rec, rows, i);
    const struct date day = case_part_of(row)->day;
    if (!says_something(of, row)) continue;
    if (!date_known(first) || date_before(day, first)) first = day;
    if (!date_known(last) || date_before(last, day)) last = day;
  }
  return (struct span){ first, date_known(first) ? date_days_between(first, last) : 0 };
}

static struct chart_dot dot_at(const struct curve *of, const struct span *span, struct date day, int value)
{
  const int wide = CHART_WIDE - CHART_LEFT - (of->series.count > 1 ? CHART_LABEL : CHART_TOP), high = CHART_HIGH - CHART_TOP - CHART_BOTTOM;
  return (struct chart_dot){ .value = value, .x = CHART_LEFT + (span->days ? date_days_between(span->first, day) * wide / span->days : wide / 2), .y = CHART_TOP + high - value * high / VALUE_MOST };
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

static struct chart_line line_of(struct ctx *c, const void *const *rows, size_t n, const struct curve *of, size_t series, const struct span *span)
{
  struct chart_line l = { .label = of->series.at[series].label, .number = (int)series + 1, .dots = { arena_new(&c->arena, struct chart_dot, n + 1), 0 } };
  for (size_t i = 0; i < n; i++) {
    const struct num v = value_of(&of->series.at[series], rows[i]);
    if (v.known) l.dots.at[l.dots.count++] = dot_at(of, span, case_part_of(rows[i])->day, v.n);
  }
  l.points = points_of(c, &l.dots);
  l.label_x = l.dots.count ? l.dots.at[l.dots.count - 1].x + 10 : 0;
  l.label_y = l.dots.count ? l.dots.at[l.dots.count - 1].y + 5 : 0;
  return l;
}

/* Where lines end at one height their names stand below one another. */
static void labels_apart(struct chart_line_list *lines)
{
  for (size_t i = 1; i < lines->count; i++)
    for (size_t k = 0, moved = 0; k < i && moved < VALUE_MOST; k++) {
      const int apart = lines->at[i].label_y - lines->at[k].label_y;
      if (apart <= -LABEL_HIGH || apart >= LABEL_HIGH) continue;
      lines->at[i].label_y = lines->at[k].label_y + LABEL_HIGH;
      k = (size_t)-1;                                         /* from the first again */
      moved++;
    }
}

static void one(struct ctx *c, const char *name, const void *const *rows, size_t n, const struct curve *of, const struct span *span, struct chart *out)
{
  *out = (struct chart){ .name = name, .first = arg_date(c, span->first), .last = span->days ? arg_date(c, date_plus_days(span->first, span->days)) : NULL,
    .right = of->series.count > 1 ? CHART_LABEL : CHART_TOP, .lines = { arena_new(&c->arena, struct chart_line, of->series.count), 0 }, .rows = { arena_new(&c->arena, struct chart_row, n), n } };
  for (size_t s = 0; s < of->series.count; s++) {
    const struct chart_line l = line_of(c, rows, n, of, s, span);
    if (l.dots.count) out->lines.at[out->lines.count++] = l;
  }
  labels_apart(&out->lines);
  for (size_t i = 0; i < n; i++) {
    struct chart_row *const r = &out->rows.at[i];
    *r = (struct chart_row){ .day = case_part_of(rows[i])->day, .said = of->said ? of->said(c, rows[i]) : NULL, .values = { arena_new(&c->arena, struct num, of->series.count), of->series.count } };
    for (size_t s = 0; s < of->series.count; s++) r->values.at[s] = value_of(&of->series.at[s], rows[i]);
  }
}

/* Whether an earlier row is about the same: then its curve is drawn already. */
static bool drawn(const struct case_file *f, const struct record *rec, struct list rows, size_t i)
{
  for (size_t k = 0; k < i; k++) if (file_same(&f->file, case_part_of(list_row(rec, rows, k))->about, case_part_of(list_row(rec, rows, i))->about)) return true;
  return false;
}

void charts_of(struct ctx *c, const struct case_file *f, const struct record *rec, struct list rows, const struct curve *of, struct chart_list *out)
{
  const void **const found = (const void **)arena_new(&c->arena, void *, DOTS_MOST);
  const struct span span = span_of(rec, rows, of);
  *out = (struct chart_list){ arena_new(&c->arena, struct chart, rows.count + 1), 0, of };
  for (size_t i = 0; i < rows.count; i++) {
    const struct id about = case_part_of(list_row(rec, rows, i))->about;
    const char *const name = case_name(c, f, about);
    const size_t n = drawn(f, rec, rows, i) ? 0 : rows_of(f, rec, rows, of, about, found);
    if (n && name) one(c, name, found, n, of, &span, &out->at[out->count++]);
  }
}
