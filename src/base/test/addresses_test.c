#include "harness.h"
#include "addresses.h"
#include "base.h"

static struct arena arena = { .max = 1 << 20 };

static void a_mailbox_is_one_address_and_nothing_else(void **state)
{
  static const char *const wrong[] = { "", "desk", "a@b", "a b@desk.example", "a@desk.example b", ".a@desk.example", "a@-desk.example", "a@desk..example", "A <a@desk.example>",
    "a@desk.example\r\nBcc: b@desk.example" };
  (void)state;
  assert_true(mailbox_plain("a.b+c@desk.example"));
  for (size_t i = 0; i < COUNT(wrong); i++) assert_false(mailbox_plain(wrong[i]));
}

static void numbers_that_are_equal_have_one_form(void **state)
{
  static const char *const same[] = { "06-00012345", "06 00012345", "+31 6 000 123 45", "0031600012345", "+31 (0)6 00012345", "06.000.12345" };
  static const char *const wrong[] = { "", "6", "bel mij", "06-12", "0600012345x", "12345678901234567", "1600012345" };
  (void)state;
  for (size_t i = 0; i < COUNT(same); i++) assert_string_equal(phone_normal(&arena, same[i]), "+31600012345");
  for (size_t i = 0; i < COUNT(wrong); i++) assert_null(phone_normal(&arena, wrong[i]));
  assert_string_equal(phone_normal(&arena, "+32 470 00 00 00"), "+32470000000");
}

static void a_dutch_number_that_is_not_mobile_gets_no_text_message(void **state)
{
  (void)state;
  assert_string_equal(mobile_normal(&arena, "06 00012345"), "+31600012345");
  assert_string_equal(mobile_normal(&arena, "+32 470 00 00 00"), "+32470000000");
  assert_null(mobile_normal(&arena, "030 1234567"));
  assert_null(mobile_normal(&arena, "0800-2000"));
  assert_null(mobile_normal(&arena, "06 0001234567"));
}

static int tear_down(void **state) { (void)state; arena_release(&arena); return 0; }

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_mailbox_is_one_address_and_nothing_else),
    cmocka_unit_test(numbers_that_are_equal_have_one_form),
    cmocka_unit_test(a_dutch_number_that_is_not_mobile_gets_no_text_message),
  };
  return cmocka_run_group_tests_name("addresses", tests, NULL, tear_down);
}
