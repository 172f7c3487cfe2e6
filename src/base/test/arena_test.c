#include "harness.h"
#include "arena.h"

static bool zeroed(const char *p, size_t n)
{
  for (size_t i = 0; i < n; i++) if (p[i]) return false;
  return true;
}

static void memory_is_zeroed_and_aligned_whatever_the_size(void **state)
{
  struct arena a = { 0 };
  (void)state;
  for (size_t size = 1; size < 70000; size = size * 3 + 1) {
    char *p = arena_alloc(&a, size);
    assert_int_equal((uintptr_t)p % 16, 0);
    assert_true(zeroed(p, size));
    memset(p, 0xA5, size);
  }
  assert_false(a.failed);
  arena_release(&a);
}

static void an_allocation_of_nothing_is_a_place_all_the_same(void **state)
{
  struct arena a = { 0 };
  (void)state;
  assert_non_null(arena_alloc(&a, 0));
  assert_non_null(arena_array(&a, 0, 24));
  assert_string_equal(arena_text(&a, NULL, 0), "");
  arena_release(&a);
}

static void an_arena_that_wipes_leaves_nothing_of_what_it_held(void **state)
{
  struct arena a = { .wipe = true };
  (void)state;
  char *const p = arena_alloc(&a, 1000);
  memset(p, 0xA5, 1000);
  arena_reset(&a);                                         /* keeps this block, so that it can be looked at */
  assert_true(zeroed(p, 1000));
  assert_true(a.wipe);
  arena_release(&a);
  assert_true(a.wipe);
}

static void texts_of_earlier_blocks_stay(void **state)
{
  struct arena a = { 0 };
  const char *kept[400];
  (void)state;
  for (size_t i = 0; i < 400; i++) {
    char text[301];
    memset(text, 'a' + (int)(i % 26), 300);
    kept[i] = arena_text(&a, text, 300);
  }
  for (size_t i = 0; i < 400; i++) {
    assert_int_equal(strlen(kept[i]), 300);
    assert_int_equal(kept[i][299], 'a' + (int)(i % 26));
  }
  arena_release(&a);
}

static void past_its_cap_an_arena_says_so_and_goes_on(void **state)
{
  struct arena a = { .max = 100000 };
  (void)state;
  (void)arena_alloc(&a, 1000);
  assert_false(a.failed);
  char *p = arena_alloc(&a, 200000);
  assert_true(a.failed);
  memset(p, 1, 200000);
  assert_string_equal(arena_text(&a, "kept", 4), "kept");
  arena_release(&a);
  assert_false(a.failed);
  assert_int_equal(a.max, 100000);
}

static void an_absurd_number_of_elements_fails_the_arena(void **state)
{
  struct arena a = { 0 };
  (void)state;
  assert_non_null(arena_array(&a, SIZE_MAX / 2, 16));
  assert_true(a.failed);
  arena_reset(&a);
  assert_false(a.failed);
  assert_non_null(arena_alloc(&a, SIZE_MAX - 3));
  assert_true(a.failed);
  arena_release(&a);
}

static void a_reset_arena_uses_its_first_block_again(void **state)
{
  struct arena a = { .max = 90000 };
  (void)state;
  const char *first = arena_alloc(&a, 64);
  (void)arena_alloc(&a, 80000);
  assert_true(a.failed);
  arena_reset(&a);
  assert_false(a.failed);
  const char *again = arena_alloc(&a, 64);
  assert_ptr_equal(first, again);
  assert_true(zeroed(again, 64));
  arena_release(&a);
}

static void a_reset_gives_back_a_first_block_that_was_large(void **state)
{
  struct arena a = { 0 };
  (void)state;
  (void)arena_alloc(&a, 1 << 20);
  arena_reset(&a);
  assert_int_equal(a.used, 0);
  assert_true(zeroed(arena_alloc(&a, 100), 100));
  arena_release(&a);
}

static void adopted_memory_outlives_the_arena_it_came_from(void **state)
{
  struct arena to = { 0 }, from = { 0 };
  (void)state;
  const char *mine = arena_text(&to, "mine", 4);
  const char *theirs = arena_text(&from, "theirs", 6);
  arena_adopt(&to, &from);
  arena_release(&from);
  const char *later = arena_text(&to, "later", 5);
  assert_string_equal(mine, "mine");
  assert_string_equal(theirs, "theirs");
  assert_string_equal(later, "later");
  arena_release(&to);
}

static void an_empty_arena_may_adopt_and_be_adopted(void **state)
{
  struct arena to = { 0 }, from = { 0 }, none = { 0 };
  (void)state;
  const char *theirs = arena_text(&from, "theirs", 6);
  arena_adopt(&to, &none);
  arena_adopt(&to, &from);
  assert_string_equal(arena_text(&to, "next", 4), "next");
  assert_string_equal(theirs, "theirs");
  arena_release(&to);
}

static void what_is_adopted_counts_for_the_cap(void **state)
{
  struct arena to = { .max = 100000 }, from = { 0 };
  (void)state;
  (void)arena_alloc(&from, 200000);
  arena_adopt(&to, &from);
  assert_true(to.failed);
  arena_release(&to);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(memory_is_zeroed_and_aligned_whatever_the_size),
    cmocka_unit_test(an_allocation_of_nothing_is_a_place_all_the_same),
    cmocka_unit_test(an_arena_that_wipes_leaves_nothing_of_what_it_held),
    cmocka_unit_test(texts_of_earlier_blocks_stay),
    cmocka_unit_test(past_its_cap_an_arena_says_so_and_goes_on),
    cmocka_unit_test(an_absurd_number_of_elements_fails_the_arena),
    cmocka_unit_test(a_reset_arena_uses_its_first_block_again),
    cmocka_unit_test(a_reset_gives_back_a_first_block_that_was_large),
    cmocka_unit_test(adopted_memory_outlives_the_arena_it_came_from),
    cmocka_unit_test(an_empty_arena_may_adopt_and_be_adopted),
    cmocka_unit_test(what_is_adopted_counts_for_the_cap),
  };
  return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
