#include "hours.h"
#include "calendar.h"
#include "say.h"
#include "text.h"

static const struct field hours_fields[] = {
  F_TEXT(desk_hours, region, REQUIRED, N_("Region"), .max = 80),
  F_SET (desk_hours, days,   REQUIRED, weekday, N_("Days")),
  F_INT (desk_hours, opens,  REQUIRED, N_("Opens"), .min = 0, .max = DAY_MINUTES - 1),
  F_INT (desk_hours, closes, REQUIRED, N_("Closes"), .min = 1, .max = DAY_MINUTES),
};
const struct record desk_hours_record = RECORD(desk_hours, hours_fields);

/* Minutes of the day; -1: that is no time. */
static int minute_typed(const char *s)
{
  int hour = 0, minute = 0;
  size_t n = 0;
  for (; *s >= '0' && *s <= '9' && n < 2; n++) hour = hour * 10 + *s++ - '0';
  if (!n) return -1;
  if (*s == ':' || *s == '.') {
    if (s[1] < '0' || s[1] > '5' || s[2] < '0' || s[2] > '9') return -1;
    minute = (s[1] - '0') * 10 + s[2] - '0';
    s += 3;
  }
  const int all = hour * 60 + minute;
  return *s || all > DAY_MINUTES ? -1 : all;
}

static const char *check_time(struct ctx *c, const char *text)
{
  (void)c;
  return minute_typed(text) < 0 ? N_("Write a time as 9:00 or 17:30.") : NULL;
}

static const struct field form_fields[] = {
  F_SET (hours_form, days,   REQUIRED, weekday, N_("Days")),
  F_TEXT(hours_form, opens,  REQUIRED, N_("From"), .max = 5, .check = check_time, .help = N_("For example 9:00.")),
  F_TEXT(hours_form, closes, REQUIRED, N_("Until"), .max = 5, .check = check_time, .help = N_("For example 17:00. Midnight is 24:00.")),
};
const struct record hours_form_record = PART(hours_form, form_fields);

int hours_add(struct ctx *c, const struct hours_form *f)
{
  const int opens = f->opens ? minute_typed(f->opens) : -1, closes = f->closes ? minute_typed(f->closes) : -1;
  struct desk_hours_list all;
  if (!(f->days.bits & ~UINT64_C(1))) return fail(c, ERR_INVALID, "days", N_("Choose at least one day."));
  if (opens < 0 || opens >= DAY_MINUTES) return fail(c, ERR_INVALID, "opens", N_("Write a time as 9:00 or 17:30."));
  if (closes <= opens) return fail(c, ERR_INVALID, "closes", N_("This time is before the first one."));
  TRY(hours_of_region(c, c->scope.region, &all));
  if (all.count >= HOURS_MOST) return fail(c, ERR_INVALID, NULL, N_("There are so many lines that nobody can read them. Take one out first."));
  return global_insert(c, desk_hours, &((struct desk_hours){ .region = c->scope.region, .days = f->days, .opens = num(opens), .closes = num(closes) }), NULL);
}

int hours_end(struct ctx *c, struct id id)
{
  struct desk_hours h;
  TRY(global_get(c, desk_hours, id, &h));
  return strcmp(h.region, c->scope.region) == 0 ? global_delete(c, desk_hours, id) : not_there(c);
}

/* --- open or not ----------------------------------------------------------------------------------------------------- */

static bool is_holiday(const struct ctx *c, struct date day)
{
  for (size_t i = 0; c->places && i < c->places->holidays.count; i++) if (c->places->holidays.at[i].date.ymd == day.ymd) return true;
  return false;
}

static bool on_day(const struct ctx *c, const struct desk_hours *h, struct date day) { return set_has(h->days, (unsigned)date_weekday(day)) && !is_holiday(c, day); }

bool hours_open(const struct ctx *c, const struct desk_hours_list *of)
{
  const int now = minute_at(c->now);
  for (size_t i = 0; i < of->count; i++)
    if (on_day(c, &of->at[i], c->today) && now >= of->at[i].opens.n && now < of->at[i].closes.n) return true;
  return false;
}

struct instant hours_next(const struct ctx *c, const struct desk_hours_list *of)
{
  for (int ahead = 0; ahead <= HOURS_AHEAD_DAYS; ahead++) {
    const struct date day = date_plus_days(c->today, ahead);
    for (size_t i = 0; i < of->count; i++) {
      const int64_t opens = instant_at(day, of->at[i].opens.n);
      if (on_day(c, &of->at[i], day) && opens > c->now) return (struct instant){ opens };
    }
  }
  return (struct instant){ 0 };
}

static const char *time_in_words(struct ctx *c, int minute)
{
  const char *const rest = count_text(c, minute % 60);
  return JOIN(&c->arena, count_text(c, minute / 60), minute % 60 < 10 ? ".0" : ".", rest);
}

static const char *day_called(struct ctx *c, unsigned day) { return tr(c, weekday_label((enum weekday)day)); }

/* "every day", "monday to friday", "monday, tuesday": what lies together is said together. */
static const char *days_in_words(struct ctx *c, struct set days)
{
  const char *said = "";
  for (unsigned d = MONDAY, last; d <= SUNDAY; d = last + 1) {
    for (last = d; last < SUNDAY && set_has(days, d) && set_has(days, last + 1); ) last++;
    if (!set_has(days, d)) continue;
    if (d == MONDAY && last == SUNDAY) return tr(c, N_("every day"));
    said = JOIN(&c->arena, said, *said ? ", " : "", day_called(c, d));
    if (last > d) said = JOIN(&c->arena, said, last == d + 1 ? ", " : " ", last == d + 1 ? "" : tr(c, N_("up to and with")), last == d + 1 ? "" : " ", day_called(c, last));
  }
  return said;
}

const char *hours_in_words(struct ctx *c, const struct desk_hours *h)
{
  struct buf b = { 0 };
  put_filled(&b, tr(c, N_("%s: %s to %s")), (const char *const[]){ days_in_words(c, h->days), time_in_words(c, h->opens.n), time_in_words(c, h->closes.n), NULL });
  return buf_to_arena(&c->arena, &b);
}
