#include "harness.h"
#include "arena.h"
#include "buf.h"

static void pieces_become_one_text(void **state)
{
  struct buf b = { 0 };
  (void)state;
  put(&b, "een ");
  put(&b, NULL);
  put_mem(&b, "tweeXXX", 4);
  put_char(&b, ' ');
  put_int(&b, 3);
  assert_string_equal(buf_text(&b), "een twee 3");
  assert_int_equal(b.len, 10);
  buf_release(&b);
}

static void an_empty_one_is_the_empty_text(void **state)
{
  struct buf b = { 0 };
  (void)state;
  assert_string_equal(buf_text(&b), "");
  put_mem(&b, NULL, 0);
  assert_string_equal(buf_text(&b), "");
  assert_false(b.failed);
  buf_release(&b);
}

static void numbers_print_to_their_extremes(void **state)
{
  struct buf b = { 0 };
  (void)state;
  put_int(&b, INT64_MIN); put_char(&b, ' ');
  put_int(&b, INT64_MAX); put_char(&b, ' ');
  put_int(&b, 0);         put_char(&b, ' ');
  put_int(&b, -1);        put_char(&b, ' ');
  put_digits(&b, 7, 2);   put_char(&b, ' ');
  put_digits(&b, 123, 2); put_char(&b, ' ');
  put_digits(&b, -7, 3);
  assert_string_equal(buf_text(&b), "-9223372036854775808 9223372036854775807 0 -1 07 123 -007");
  b.len = 0;
  put_digits(&b, INT64_MIN, 100);                            /* absurd, but stays inside */
  assert_true(b.len < 30);
  buf_release(&b);
}

static void a_text_up_to_its_cap_fits(void **state)
{
  struct buf b = { .max = 8 };
  (void)state;
  put(&b, "1234567");
  assert_string_equal(buf_text(&b), "1234567");
  assert_false(b.failed);
  put(&b, "89");
  assert_true(b.failed);
  buf_release(&b);
}

static void failure_sticks_and_shows_no_half_text(void **state)
{
  struct buf b = { .max = 16 };
  (void)state;
  put(&b, "begin");
  put(&b, "far too long for what it may hold");
  assert_true(b.failed);
  put(&b, "x");
  put_char(&b, 'y');
  assert_true(b.failed);
  assert_string_equal(buf_text(&b), "");
  buf_release(&b);
  assert_false(b.failed);
  assert_int_equal(b.max, 16);
  put(&b, "again");
  assert_string_equal(buf_text(&b), "again");
  buf_release(&b);
}

static void an_absurd_length_fails_instead_of_wrapping(void **state)
{
  struct buf b = { 0 };
  (void)state;
  put(&b, "x");
  assert_false(buf_grow(&b, SIZE_MAX - 10));
  assert_true(b.failed);
  buf_release(&b);
}

static void many_small_writes_equal_one_large_one(void **state)
{
  struct buf b = { 0 };
  static char all[100000];
  (void)state;
  for (size_t i = 0; i < sizeof all; i++) all[i] = (char)('a' + i % 23);
  for (size_t i = 0, n = 1; i < sizeof all; i += n, n = n * 7 % 61 + 1) put_mem(&b, all + i, i + n < sizeof all ? n : sizeof all - i);
  assert_int_equal(b.len, sizeof all);
  assert_memory_equal(b.at, all, sizeof all);
  buf_release(&b);
}

static void a_copy_in_the_arena_outlives_the_buffer(void **state)
{
  struct arena a = { 0 };
  struct buf b = { .max = 9 };
  (void)state;
  put(&b, "a\xC3\xA9");
  char *const text = buf_to_arena(&a, &b);
  assert_null(b.at);
  assert_int_equal(b.len, 0);
  assert_int_equal(b.max, 9);
  put(&b, "zzz");
  assert_string_equal(text, "a\xC3\xA9");
  buf_release(&b);
  assert_string_equal(buf_to_arena(&a, &b), "");
  arena_release(&a);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(pieces_become_one_text),
    cmocka_unit_test(an_empty_one_is_the_empty_text),
    cmocka_unit_test(numbers_print_to_their_extremes),
    cmocka_unit_test(a_text_up_to_its_cap_fits),
    cmocka_unit_test(failure_sticks_and_shows_no_half_text),
    cmocka_unit_test(an_absurd_length_fails_instead_of_wrapping),
    cmocka_unit_test(a_copy_in_the_arena_outlives_the_buffer),
    cmocka_unit_test(many_small_writes_equal_one_large_one),
  };
  return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
