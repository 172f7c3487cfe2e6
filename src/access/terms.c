#include "terms.h"
#include "calendar.h"
#include "say.h"
#include "text.h"

DEFINE_CHOICES(term_unit, TERM_UNITS)

enum { SATURDAY = 6 };

bool is_working_day(const struct places *p, struct date day)
{
  if (date_weekday(day) >= SATURDAY) return false;
  for (size_t i = 0; p && i < p->holidays.count; i++) if (p->holidays.at[i].date.ymd == day.ymd) return false;
  return true;
}

struct date working_day_after(const struct places *p, struct date day, int32_t n)
{
  while (n > 0 || !is_working_day(p, day)) {
    day = date_plus_days(day, 1);
    if (is_working_day(p, day)) n--;
  }
  return day;
}

int32_t working_days_between(const struct places *p, struct date from, struct date to)
{
  if (date_before(to, from)) return -working_days_between(p, to, from);
  int32_t n = 0;
  for (struct date day = from; date_before(day, to); ) {
    day = date_plus_days(day, 1);
    if (is_working_day(p, day)) n++;
  }
  return n;
}

struct instant term_ends(const struct places *p, int64_t from, struct term t)
{
  if (t.unit == TERM_HOURS) return (struct instant){ from + t.n * HOUR_MS };
  const struct date today = date_at(from);
  const struct date last = t.unit == TERM_DAYS ? date_plus_days(today, t.n) : working_day_after(p, today, t.n);
  return (struct instant){ date_begins(date_plus_days(last, 1)) };
}

/* --- in words ------------------------------------------------------------------------------------------ */

static const char *counted_words(struct ctx *c, const char *one, const char *many, int64_t n)
{
  struct buf b = { 0 };
  put_filled(&b, trn(c, one, many, n), (const char *const[]){ count_text(c, n), NULL });
  return buf_to_arena(&c->arena, &b);
}

enum { HOURS_SHOWN = 72 };           /* more are told in days */

static const char *hours_left(struct ctx *c, int64_t ms)
{
  const int64_t hours = (ms < 0 ? -ms : ms) / HOUR_MS;
  if (ms < 0 && hours >= HOURS_SHOWN) return counted_words(c, N2_("%s day late", "%s days late"), hours / 24);
  if (ms < 0) return hours ? counted_words(c, N2_("%s hour late", "%s hours late"), hours) : tr(c, N_("just too late"));
  if (hours >= HOURS_SHOWN) return counted_words(c, N2_("%s day left", "%s days left"), hours / 24);
  return hours ? counted_words(c, N2_("%s hour left", "%s hours left"), hours) : tr(c, N_("less than an hour left"));
}

const char *term_left(struct ctx *c, struct instant end, enum term_unit unit)
{
  if (!instant_known(end)) return "";
  if (unit == TERM_HOURS) return hours_left(c, end.ms - c->now);
  const struct date last = date_at(end.ms - 1);
  const bool working = unit == TERM_WORKING_DAYS;
  const int64_t left = working ? working_days_between(c->places, c->today, last) : date_days_between(c->today, last);
  if (c->now >= end.ms) {
    if (!left) return tr(c, N_("just too late"));            /* only days off since then */
    return working ? counted_words(c, N2_("%s working day late", "%s working days late"), -left) : counted_words(c, N2_("%s day late", "%s days late"), -left);
  }
  if (!left) return c->today.ymd == last.ymd ? tr(c, N_("today at the latest")) : tr(c, N_("before the next working day ends"));
  return working ? counted_words(c, N2_("%s working day left", "%s working days left"), left) : counted_words(c, N2_("%s day left", "%s days left"), left);
}

const char *term_in_words(struct ctx *c, struct term t)
{
  if (t.unit == TERM_HOURS) return counted_words(c, N2_("%s hour", "%s hours"), t.n);
  return t.unit == TERM_WORKING_DAYS ? counted_words(c, N2_("%s working day", "%s working days"), t.n) : counted_words(c, N2_("%s day", "%s days"), t.n);
}
