#include "../../base/test/sample.h"
#include "calendar.h"
#include "terms.h"

static struct places places;

static int set_up(void **state)
{
  static struct ctx c;
  ctx_init(&c, NOW, chance_bytes, 0);
  *state = &c;
  const int rc = places_load(&c, NULL, &places);
  c.places = &places;
  return rc;
}
static int tear_down(void **state) { ctx_release(*state); return 0; }

static struct date day(int32_t ymd) { return (struct date){ ymd }; }
static int64_t at(int32_t ymd, int minute) { return instant_at(day(ymd), minute); }

static void weekends_and_holidays_are_no_working_days(void **state)
{
  (void)state;
  assert_true(is_working_day(&places, day(20261123)));
  assert_false(is_working_day(&places, day(20261121)));      /* Saturday */
  assert_false(is_working_day(&places, day(20261122)));
  assert_false(is_working_day(&places, day(20261225)));      /* Christmas, a Friday */
  assert_int_equal(working_day_after(&places, day(20261224), 1).ymd, 20261228);
  assert_int_equal(working_day_after(&places, day(20261120), 2).ymd, 20261124);
  assert_int_equal(working_day_after(&places, day(20261121), 0).ymd, 20261123);
}

static void what_is_counted_on_is_counted_back(void **state)
{
  (void)state;
  for (struct date from = day(20261201); date_before(from, day(20270110)); from = date_plus_days(from, 1))
    for (int32_t n = 1; n < 12; n++) assert_int_equal(working_days_between(&places, from, working_day_after(&places, from, n)), n);
}

static void a_term_of_days_ends_with_its_last_day_and_one_of_hours_by_the_clock(void **state)
{
  (void)state;
  const int64_t friday = at(20261120, 16 * 60);
  assert_int_equal(term_ends(&places, friday, (struct term){ TERM_WORKING_DAYS, 2 }).ms, date_begins(day(20261125)));
  assert_int_equal(term_ends(&places, friday, (struct term){ TERM_DAYS, 2 }).ms, date_begins(day(20261123)));
  assert_int_equal(term_ends(&places, friday, (struct term){ TERM_HOURS, 24 }).ms, friday + DAY_MS);
}

static void expect_left(struct ctx *c, int64_t now, int64_t end, enum term_unit unit, const char *words)
{
  c->now = now;
  c->today = date_at(now);
  assert_string_equal(term_left(c, (struct instant){ end }, unit), words);
}

static void what_is_left_is_told_in_what_the_term_counts(void **state)
{
  struct ctx *const c = *state;
  const int64_t end = term_ends(&places, at(20261120, 16 * 60), (struct term){ TERM_WORKING_DAYS, 2 }).ms;      /* the end of Tuesday */
  c->lang = LANG_NL;
  expect_left(c, at(20261120, 16 * 60), end, TERM_WORKING_DAYS, "nog 2 werkdagen");
  expect_left(c, at(20261122, 9 * 60), end, TERM_WORKING_DAYS, "nog 2 werkdagen");
  expect_left(c, at(20261123, 9 * 60), end, TERM_WORKING_DAYS, "nog 1 werkdag");
  expect_left(c, at(20261124, 23 * 60), end, TERM_WORKING_DAYS, "uiterlijk vandaag");
  expect_left(c, at(20261125, 1), end, TERM_WORKING_DAYS, "1 werkdag te laat");
  expect_left(c, at(20261120, 12 * 60), at(20261120, 15 * 60), TERM_HOURS, "nog 3 uur");
  expect_left(c, at(20261120, 12 * 60), at(20261120, 12 * 60 + 20), TERM_HOURS, "nog geen uur");
  expect_left(c, at(20261120, 12 * 60), at(20261119, 11 * 60), TERM_HOURS, "25 uur te laat");
  expect_left(c, at(20261128, 12 * 60), date_begins(day(20261128)), TERM_WORKING_DAYS, "zojuist te laat");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(weekends_and_holidays_are_no_working_days, set_up, tear_down),
    cmocka_unit_test_setup_teardown(what_is_counted_on_is_counted_back, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_term_of_days_ends_with_its_last_day_and_one_of_hours_by_the_clock, set_up, tear_down),
    cmocka_unit_test_setup_teardown(what_is_left_is_told_in_what_the_term_counts, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
