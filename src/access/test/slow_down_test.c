#include "../../base/test/sample.h"
#include "slow_down.h"

static void the_first_five_attempts_do_not_wait(void **state)
{
  (void)state;
  for (uint32_t failures = 0; failures < 5; failures++) assert_int_equal(slow_down_wait(failures, NOW, NOW), 0);
  assert_int_equal(slow_down_wait(5, NOW, NOW), 1000);
}

static void each_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(void **state)
{
  static const int64_t seconds[] = { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900 };
  (void)state;
  for (uint32_t i = 0; i < COUNT(seconds); i++) assert_int_equal(slow_down_wait(5 + i, NOW, NOW), seconds[i] * 1000);
  assert_int_equal(slow_down_wait(UINT32_MAX, NOW, NOW), 900000);
}

static void waiting_counts_from_the_last_failure(void **state)
{
  (void)state;
  assert_int_equal(slow_down_wait(8, NOW, NOW + 1), 7999);
  assert_int_equal(slow_down_wait(8, NOW, NOW + 7999), 1);
  assert_int_equal(slow_down_wait(8, NOW, NOW + 8000), 0);
}

static void a_quiet_day_forgives(void **state)
{
  const int64_t day = 24 * 3600 * 1000;
  (void)state;
  assert_int_equal(slow_down_counted(40, NOW, NOW + day - 1), 40);
  assert_int_equal(slow_down_counted(40, NOW, NOW + day), 0);
  assert_int_equal(slow_down_wait(40, NOW, NOW + day), 0);
}

static void a_clock_set_back_locks_nobody_out(void **state)
{
  (void)state;
  assert_int_equal(slow_down_wait(8, NOW + 60000, NOW), 8000);
  assert_int_equal(slow_down_wait(40, NOW + 900001, NOW), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_first_five_attempts_do_not_wait),
    cmocka_unit_test(each_failure_doubles_the_wait_up_to_a_quarter_of_an_hour),
    cmocka_unit_test(waiting_counts_from_the_last_failure),
    cmocka_unit_test(a_quiet_day_forgives),
    cmocka_unit_test(a_clock_set_back_locks_nobody_out),
  };
  return cmocka_run_group_tests_name("slow down", tests, NULL, NULL);
}
