/* Numbers for names, and a set of numbers: like lists that are looked through from the front. */
#include "sample.h"
#include "names.h"
#include "number_set.h"
#include <stdio.h>

enum { MANY = 5000 };

static void whoever_comes_first_is_nought_and_keeps_the_number(void **state)
{
  struct names n = { .at = NULL };
  char name[20];
  (void)state;
  for (int turn = 0; turn < 2; turn++) {
    for (int i = 0; i < MANY; i++) {
      const size_t len = (size_t)snprintf(name, sizeof name, "naam %d", i);
      if (turn == 0) assert_int_equal(names_find(&n, name, len), NAME_NONE);
      assert_int_equal(names_number(&n, name, len), i);
      assert_int_equal(names_find(&n, name, len), i);
      assert_string_equal(names_text(&n, (size_t)i), name);
    }
  }
  assert_int_equal(n.count, MANY);
  names_release(&n);
  assert_int_equal(names_find(&n, "naam 1", 6), NAME_NONE);
  names_release(&n);
}

static void names_are_bytes_and_whole(void **state)
{
  static const struct { const char *bytes; size_t len; } all[] = { { "", 0 }, { "a", 1 }, { "a\0", 2 }, { "a\0b", 3 }, { "ab", 2 }, { "b", 1 } };
  struct names n = { .at = NULL };
  (void)state;
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) assert_int_equal(names_number(&n, all[i].bytes, all[i].len), i);
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) assert_int_equal(names_find(&n, all[i].bytes, all[i].len), i);
  names_release(&n);
}

/* Numbers by chance out of few, so that many come again; and those that lie side by side. */
static void a_number_is_new_once(void **state)
{
  static bool there[MANY * 3];
  struct number_set s = { .slots = NULL };
  size_t count = 0;
  (void)state;
  memset(there, 0, sizeof there);
  for (int i = 0; i < MANY * 4; i++) {
    const size_t at = chance_next() % (sizeof there / sizeof *there);
    const uint64_t number = at % 3 == 0 ? at : at % 3 == 1 ? (uint64_t)at << 32 : UINT64_MAX - 1 - at;
    assert_int_equal(number_set_add(&s, number), there[at] ? NUMBER_THERE : NUMBER_NEW);
    count += !there[at];
    there[at] = true;
  }
  assert_int_equal(s.count, count);
  number_set_release(&s);
  number_set_release(&s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(whoever_comes_first_is_nought_and_keeps_the_number),
    cmocka_unit_test(names_are_bytes_and_whole),
    cmocka_unit_test(a_number_is_new_once),
  };
  return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
