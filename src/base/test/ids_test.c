#include "sample.h"
#include "ids.h"

static void an_id_reads_back_what_it_prints(void **state)
{
  (void)state;
  chance_seed(1);
  for (int i = 0; i < 1000; i++) {
    struct id a, b;
    char text[ID_TEXT];
    chance_bytes(a.b, sizeof a.b);
    id_format(a, text);
    assert_int_equal(strlen(text), 36);
    assert_true(id_parse(text, &b));
    assert_true(id_same(a, b));
  }
}

static void only_whole_uuids_are_read(void **state)
{
  static const char *const wrong[] = { "", "0", "0b7e51f0-0000-4000-8000-00000000000", "0b7e51f0-0000-4000-8000-0000000000000", "0b7e51f0x0000-4000-8000-000000000000",
    "0b7e51f0-0000-4000-8000-00000000000g", "{b7e51f0-0000-4000-8000-000000000000", "0b7e51f000004000800000000000000000000", " b7e51f0-0000-4000-8000-000000000000",
    "@b7e51f0-0000-4000-8000-000000000000", "\x10" "b7e51f0-0000-4000-8000-000000000000", "\x11" "b7e51f0-0000-4000-8000-000000000000" };
  struct id id = { { 9 } }, upper, lower;
  (void)state;
  for (size_t i = 0; i < COUNT(wrong); i++) assert_false(id_parse(wrong[i], &id));
  assert_int_equal(id.b[0], 9);
  assert_true(id_parse("0B7E51F0-ABCD-4000-8000-00000000000F", &upper));
  assert_true(id_parse("0b7e51f0-abcd-4000-8000-00000000000f", &lower));
  assert_true(id_same(upper, lower));
}

static void a_random_id_says_that_it_is(void **state)
{
  struct ctx c;
  (void)state;
  ctx_init(&c, NOW, chance_bytes, 0);
  const struct id a = id_random(&c), b = id_random(&c);
  assert_int_equal(a.b[6] >> 4, 4);
  assert_int_equal(a.b[8] >> 6, 2);
  assert_false(id_same(a, b));
  ctx_release(&c);
}

static void ids_in_time_sort_in_the_order_they_were_made(void **state)
{
  struct ctx c;
  struct id last = ID_NONE;
  (void)state;
  chance_seed(3);
  ctx_init(&c, NOW, chance_bytes, 0);
  for (int i = 0; i < 50000; i++) {                          /* one request makes many in its one millisecond */
    const struct id id = id_in_time(&c);
    assert_int_equal(id.b[6] >> 4, 7);
    assert_int_equal(id.b[8] >> 6, 2);
    assert_true(memcmp(last.b, id.b, sizeof id.b) < 0);
    last = id;
  }
  struct ctx later;
  ctx_init(&later, NOW + 1, chance_bytes, 0);
  const struct id id = id_in_time(&later);
  assert_true(memcmp(last.b, id.b, sizeof id.b) < 0);
  uint64_t ms = 0;
  for (int i = 0; i < 6; i++) ms = ms << 8 | id.b[i];
  assert_int_equal(ms, NOW + 1);
  ctx_release(&c);
  ctx_release(&later);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_id_reads_back_what_it_prints),
    cmocka_unit_test(only_whole_uuids_are_read),
    cmocka_unit_test(a_random_id_says_that_it_is),
    cmocka_unit_test(ids_in_time_sort_in_the_order_they_were_made),
  };
  return cmocka_run_group_tests_name("ids", tests, NULL, NULL);
}
