#include "harness.h"
#include "calendar.h"
#include "error.h"

static struct date day(const char *iso)
{
  struct date d = { 0 };
  assert_true(date_parse(iso, &d));
  return d;
}

static void assert_day(struct date d, const char *iso)
{
  char text[DATE_TEXT];
  date_format(d, text);
  assert_string_equal(text, iso);
}

/* Milliseconds of an instant of this century, counted the slow way. */
static int64_t at(const char *iso, int hour, int minute, int second)
{
  int64_t days = 0;
  for (struct date d = day("1970-01-01"), to = day(iso); date_before(d, to); days++) d = date_plus_days(d, 1);
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000;
}

static void only_dates_that_exist_are_read(void **state)
{
  static const char *const wrong[] = { "", "2026", "2026-1-1", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00",
    "0000-01-01", "2026/01/01", "2026-01-01 ", " 2026-01-01", "2026-01-011", "20260101", "2026-01-0a", "-026-01-01", "+026-01-01", "２026-01-01" };
  (void)state;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct date d = { 7 };
    assert_false(date_parse(wrong[i], &d));
    assert_int_equal(d.ymd, 7);
  }
  assert_int_equal(day("2000-02-29").ymd, 20000229);
  assert_int_equal(day("0001-01-01").ymd, 10101);
  assert_int_equal(day("9999-12-31").ymd, 99991231);
}

static void every_day_of_eight_centuries_follows_the_one_before(void **state)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  struct date d = day("1600-01-01"), first = d;
  int weekday = 6, count = 0;                                /* a Saturday */
  (void)state;
  for (int y = 1600; y < 2400; y++)
    for (int m = 1; m <= 12; m++)
      for (int n = 1; n <= lengths[m - 1] + (m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0)); n++) {
        char text[DATE_TEXT];
        struct date again;
        assert_int_equal(d.ymd, y * 10000 + m * 100 + n);
        assert_int_equal(date_weekday(d), weekday);
        assert_int_equal(date_days_between(first, d), count);
        assert_int_equal(date_plus_days(first, count).ymd, d.ymd);
        date_format(d, text);
        assert_true(date_parse(text, &again) && again.ymd == d.ymd);
        d = date_plus_days(d, 1);
        weekday = weekday % 7 + 1;
        count++;
      }
  assert_int_equal(date_days_between(d, first), -count);
  assert_int_equal(date_weekday(day("2026-11-22")), 7);
}

static void the_ends_of_the_calendar_are_days_like_others(void **state)
{
  (void)state;
  assert_day(date_plus_days(day("0001-01-01"), 365), "0002-01-01");
  assert_day(date_plus_days(day("0001-03-01"), -1), "0001-02-28");
  assert_day(date_plus_days(day("9999-12-30"), 1), "9999-12-31");
  assert_int_equal(date_days_between(day("0001-01-01"), day("9999-12-31")), 3652058);
}

static void a_month_later_is_the_same_day_or_the_last(void **state)
{
  (void)state;
  assert_day(date_plus_months(day("2026-01-31"), 1), "2026-02-28");
  assert_day(date_plus_months(day("2024-01-31"), 1), "2024-02-29");
  assert_day(date_plus_months(day("2026-08-31"), 6), "2027-02-28");
  assert_day(date_plus_months(day("2026-11-15"), 2), "2027-01-15");
  assert_day(date_plus_months(day("2026-12-31"), 12), "2027-12-31");
  assert_day(date_plus_months(day("2026-03-31"), -1), "2026-02-28");
  assert_day(date_plus_months(day("2026-01-15"), -1), "2025-12-15");
  assert_day(date_plus_months(day("2026-05-05"), -29), "2023-12-05");
  assert_day(date_plus_months(day("2026-05-05"), 0), "2026-05-05");
}

static void time_added_to_an_unknown_date_leaves_it_unknown(void **state)
{
  (void)state;
  assert_false(date_known(date_plus_days(DATE_UNKNOWN, 28)));
  assert_false(date_known(date_plus_months(DATE_UNKNOWN, 0)));
  assert_false(date_known(date_plus_months(DATE_UNKNOWN, 6)));
}

static void a_day_begins_at_midnight_in_amsterdam(void **state)
{
  (void)state;
  assert_day(date_at(at("2026-01-10", 22, 59, 59)), "2026-01-10");
  assert_day(date_at(at("2026-01-10", 23, 0, 0)), "2026-01-11");
  assert_day(date_at(at("2026-07-10", 21, 59, 59)), "2026-07-10");
  assert_day(date_at(at("2026-07-10", 22, 0, 0)), "2026-07-11");
  assert_day(date_at(at("2026-12-31", 23, 0, 0)), "2027-01-01");
  assert_day(date_at(at("2026-03-28", 23, 0, 0)), "2026-03-29");            /* summer time begins that night … */
  assert_day(date_at(at("2026-03-29", 22, 0, 0)), "2026-03-30");
  assert_day(date_at(at("2026-10-24", 22, 0, 0)), "2026-10-25");            /* … and ends here: a day of 25 hours */
  assert_day(date_at(at("2026-10-25", 22, 59, 59)), "2026-10-25");
  assert_day(date_at(at("2026-10-25", 23, 0, 0)), "2026-10-26");
  assert_day(date_at(0), "1970-01-01");
}

static void every_hour_of_forty_years_falls_on_the_day_the_system_says(void **state)
{
  (void)state;
  setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);             /* the rule, so that no zone file is needed */
  tzset();
  for (time_t t = 838857600; t < 2145916800; t += 1800) {    /* August 1996 to 2037 */
    struct tm tm;
    assert_non_null(localtime_r(&t, &tm));
    assert_int_equal(date_at((int64_t)t * 1000 + 999).ymd, (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday);
  }
}

static void an_instant_is_written_in_utc(void **state)
{
  char text[21];
  (void)state;
  instant_format(at("2026-11-21", 22, 36, 5) + 999, text);
  assert_string_equal(text, "2026-11-21T22:36:05Z");
  instant_format(0, text);
  assert_string_equal(text, "1970-01-01T00:00:00Z");
  instant_format(at("2026-02-28", 23, 59, 59) + 1000, text);
  assert_string_equal(text, "2026-03-01T00:00:00Z");
}

static void a_text_in_whole_seconds_is_an_instant_and_nothing_else_is(void **state)
{
  static const char *const none[] = { "", "2026-11-21T22:36:05", "2026-11-21T22:36:05.000Z", "2026-11-21 22:36:05Z", "2026-02-30T22:36:05Z", "2026-11-21T24:00:00Z" };
  (void)state;
  assert_int_equal(instant_of("2026-11-21T22:36:05Z").ms, at("2026-11-21", 22, 36, 5));
  for (size_t i = 0; i < COUNT(none); i++) assert_false(instant_known(instant_of(none[i])));
}

static void a_day_begins_at_midnight_in_amsterdam_also_when_the_clock_changes(void **state)
{
  (void)state;
  for (struct date d = { 20250101 }; d.ymd < 20270101; d = date_plus_days(d, 1)) {
    const int64_t t = date_begins(d);
    assert_int_equal(date_at(t).ymd, d.ymd);
    assert_int_equal(minute_at(t), 0);
    assert_int_equal(date_at(t - 1).ymd, date_plus_days(d, -1).ymd);
  }
}

static void a_time_of_the_clock_is_an_instant_of_that_day_also_when_it_is_shown_twice_or_never(void **state)
{
  (void)state;
  for (struct date d = { 20250101 }; d.ymd < 20270101; d = date_plus_days(d, 1)) {
    for (int minute = 0; minute < 24 * 60; minute += 10) {
      const int64_t t = instant_at(d, minute);
      const bool never = (d.ymd == 20250330 || d.ymd == 20260329) && minute >= 120 && minute < 180;
      assert_int_equal(date_at(t).ymd, d.ymd);
      assert_int_equal(minute_at(t), never ? minute + 60 : minute);
    }
  }
  assert_int_equal(instant_at((struct date){ 20261025 }, 150), at("2026-10-25", 0, 30, 0));        /* the first of the two */
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(only_dates_that_exist_are_read),
    cmocka_unit_test(a_day_begins_at_midnight_in_amsterdam_also_when_the_clock_changes),
    cmocka_unit_test(every_day_of_eight_centuries_follows_the_one_before),
    cmocka_unit_test(the_ends_of_the_calendar_are_days_like_others),
    cmocka_unit_test(a_month_later_is_the_same_day_or_the_last),
    cmocka_unit_test(time_added_to_an_unknown_date_leaves_it_unknown),
    cmocka_unit_test(a_day_begins_at_midnight_in_amsterdam),
    cmocka_unit_test(every_hour_of_forty_years_falls_on_the_day_the_system_says),
    cmocka_unit_test(a_time_of_the_clock_is_an_instant_of_that_day_also_when_it_is_shown_twice_or_never),
    cmocka_unit_test(a_text_in_whole_seconds_is_an_instant_and_nothing_else_is),
    cmocka_unit_test(an_instant_is_written_in_utc),
  };
  return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
