#include "calendar.h"

static bool leap(int y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }
static int days_in(int y, int m)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  return m == 2 && leap(y) ? 29 : days[m - 1];
}

/* Days since 1970-01-01 of a civil date, and back (the proleptic Gregorian calendar). */
static int64_t to_days(struct date d)
{
  const int64_t m = d.ymd / 100 % 100, y = d.ymd / 10000 - (m <= 2), era = y / 400, year_of_era = y - era * 400;
  const int64_t day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d.ymd % 100 - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}
static struct date from_days(int64_t days)
{
  days += 719468;
  const int64_t era = days / 146097, day = days - era * 146097;
  const int64_t year_of_era = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  const int64_t day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t part = (5 * day_of_year + 2) / 153, m = part + (part < 10 ? 3 : -9);
  const int64_t y = year_of_era + era * 400 + (m <= 2);
  return (struct date){ (int32_t)(y * 10000 + m * 100 + day_of_year - (153 * part + 2) / 5 + 1) };
}

bool date_parse(const char *s, struct date *out)
{
  int n[3] = { 0 };
  static const char shape[] = "0000-11-22";
  if (strnlen(s, DATE_TEXT) != 10) return false;
  for (size_t i = 0; i < 10; i++) {
    if (shape[i] == '-') { if (s[i] != '-') return false; continue; }
    if (s[i] < '0' || s[i] > '9') return false;
    n[shape[i] - '0'] = n[shape[i] - '0'] * 10 + (s[i] - '0');
  }
  if (n[0] < 1 || n[1] < 1 || n[1] > 12 || n[2] < 1 || n[2] > days_in(n[0], n[1])) return false;
  out->ymd = n[0] * 10000 + n[1] * 100 + n[2];
  return true;
}

void date_format(struct date d, char iso[static DATE_TEXT])
{
  uint32_t v = (uint32_t)d.ymd;
  for (int i = 9; i >= 0; i--) {
    if (i == 4 || i == 7) { iso[i] = '-'; continue; }
    iso[i] = (char)('0' + v % 10);
    v /= 10;
  }
  iso[10] = 0;
}

struct date date_plus_months(struct date d, int months)
{
  if (!date_known(d)) return d;
  const int total = d.ymd / 10000 * 12 + d.ymd / 100 % 100 - 1 + months, y = total / 12, m = total % 12 + 1, day = d.ymd % 100;
  return (struct date){ y * 10000 + m * 100 + (day > days_in(y, m) ? days_in(y, m) : day) };
}
struct date date_plus_days(struct date d, int days) { return date_known(d) ? from_days(to_days(d) + days) : d; }
int date_days_between(struct date a, struct date b) { return (int)(to_days(b) - to_days(a)); }
int date_weekday(struct date d) { return (int)(((to_days(d) + 3) % 7 + 7) % 7) + 1; }

/* Summer time runs from the last Sunday of March to the last Sunday of October, both at 01:00 UTC. */
static int64_t change_of_time(int y, int month)
{
  const struct date last = { y * 10000 + month * 100 + 31 };
  return (to_days(last) - date_weekday(last) % 7) * DAY_MS + HOUR_MS;
}

static int64_t in_amsterdam(int64_t utc_ms)
{
  const int y = from_days(utc_ms / DAY_MS).ymd / 10000;
  const bool summer = utc_ms >= change_of_time(y, 3) && utc_ms < change_of_time(y, 10);
  return utc_ms + (summer ? 2 : 1) * HOUR_MS;
}

struct date date_at(int64_t utc_ms) { return from_days(in_amsterdam(utc_ms) / DAY_MS); }
int64_t date_begins(struct date day)
{
  int64_t t = to_days(day) * DAY_MS - 3 * HOUR_MS;
  while (date_before(date_at(t), day)) t += HOUR_MS;
  return t;
}
int64_t instant_at(struct date day, int minute)
{
  const int64_t shown = to_days(day) * DAY_MS + minute * MINUTE_MS, summer = shown - 2 * HOUR_MS;
  return in_amsterdam(summer) == shown ? summer : shown - HOUR_MS;
}
int minute_at(int64_t utc_ms) { return (int)(in_amsterdam(utc_ms) % DAY_MS / MINUTE_MS); }

void instant_format(int64_t utc_ms, char text[static 21])
{
  const int64_t seconds = utc_ms % DAY_MS / 1000, part[] = { seconds / 3600, seconds / 60 % 60, seconds % 60 };
  date_format(from_days(utc_ms / DAY_MS), text);
  for (size_t i = 0; i < 3; i++) {
    text[10 + 3 * i] = i ? ':' : 'T';
    text[11 + 3 * i] = (char)('0' + part[i] / 10);
    text[12 + 3 * i] = (char)('0' + part[i] % 10);
  }
  text[19] = 'Z';
  text[20] = 0;
}

void instant_print(struct instant t, char text[static INSTANT_TEXT])
{
  const int64_t ms = t.ms % 1000;
  instant_format(t.ms, text);
  text[19] = '.';
  for (int i = 0, n = 100; i < 3; i++, n /= 10) text[20 + i] = (char)('0' + ms / n % 10);
  text[23] = 'Z';
  text[24] = 0;
}

bool instant_parse(const char *text, struct instant *out)
{
  char iso[DATE_TEXT] = { 0 }, again[INSTANT_TEXT];
  struct date day;
  int hour, minute, second, ms;
  if (strlen(text) != INSTANT_TEXT - 1) return false;
  memcpy(iso, text, DATE_TEXT - 1);
  if (!date_parse(iso, &day) || sscanf(text + DATE_TEXT - 1, "T%2d:%2d:%2d.%3dZ", &hour, &minute, &second, &ms) != 4) return false;
  const struct instant t = { to_days(day) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS + second * INT64_C(1000) + ms };
  if (t.ms <= 0) return false;
  instant_print(t, again);
  if (strcmp(again, text) != 0) return false;
  *out = t;
  return true;
}

struct instant instant_of(const char *text)
{
  char with_ms[INSTANT_TEXT];
  struct instant t = { 0 };
  if (strlen(text) != 20 || text[19] != 'Z') return t;
  snprintf(with_ms, sizeof with_ms, "%.19s.000Z", text);
  (void)instant_parse(with_ms, &t);
  return t;
}
