#include "../../base/test/sample.h"
#include "base32.h"
#include "recovery_codes.h"

static const uint8_t key[RECOVERY_KEY_BYTES] = { 1, 2, 3 };

static int set_up(void **state)
{
  static struct ctx c;
  ctx_init(&c, NOW, chance_bytes, 0);
  *state = &c;
  return 0;
}
static int tear_down(void **state)
{
  ctx_release(*state);
  return 0;
}

static void base32_is_that_of_the_standard(void **state)
{
  static const struct { const char *bytes, *text; } vectors[] = { { "", "" }, { "f", "MY" }, { "fo", "MZXQ" }, { "foo", "MZXW6" }, { "foob", "MZXW6YQ" }, { "fooba", "MZXW6YTB" }, { "foobar", "MZXW6YTBOI" } };
  struct ctx *const c = *state;
  for (size_t i = 0; i < COUNT(vectors); i++)
    assert_string_equal(base32_text(&c->arena, base32_standard, (const uint8_t *)vectors[i].bytes, strlen(vectors[i].bytes), 0, 0), vectors[i].text);
}

static void there_are_ten_different_codes_in_groups_of_four(void **state)
{
  const char *codes[RECOVERY_CODES];
  recovery_codes_new(*state, codes);
  for (size_t i = 0; i < RECOVERY_CODES; i++) {
    assert_int_equal(strlen(codes[i]), 19);
    assert_int_equal(strspn(codes[i], "0123456789ABCDEFGHJKMNPQRSTVWXYZ-"), 19);
    assert_true(codes[i][4] == '-' && codes[i][9] == '-' && codes[i][14] == '-');
    for (size_t k = 0; k < i; k++) assert_string_not_equal(codes[i], codes[k]);
  }
}

static void a_code_is_found_among_those_stored_and_no_other_is(void **state)
{
  const char *codes[RECOVERY_CODES];
  struct recovery_hash stored[RECOVERY_CODES], typed;
  recovery_codes_new(*state, codes);
  for (size_t i = 0; i < RECOVERY_CODES; i++) assert_true(recovery_code_hash(key, codes[i], &stored[i]));
  for (size_t i = 0; i < RECOVERY_CODES; i++) {
    assert_true(recovery_code_hash(key, codes[i], &typed));
    assert_int_equal(recovery_code_find(stored, RECOVERY_CODES, &typed), (int)i);
  }
  assert_true(recovery_code_hash(key, "0000-0000-0000-0000", &typed));
  assert_int_equal(recovery_code_find(stored, RECOVERY_CODES, &typed), -1);
  assert_int_equal(recovery_code_find(stored, 0, &stored[0]), -1);
}

static void another_key_gives_another_hash(void **state)
{
  static const uint8_t other[RECOVERY_KEY_BYTES] = { 1, 2, 4 };
  struct recovery_hash a, b;
  (void)state;
  assert_true(recovery_code_hash(key, "7K3M-9QRT-WX2B-04HJ", &a));
  assert_true(recovery_code_hash(other, "7K3M-9QRT-WX2B-04HJ", &b));
  assert_memory_not_equal(a.b, b.b, sizeof a.b);
}

static void how_a_code_is_typed_does_not_matter(void **state)
{
  static const char *const same[] = { "7k3m9qrtwx2b04h1", " 7K3M 9QRT WX2B 04H1 ", "7k3m-9qrt-wx2b-o4hl", "7K3M--9QRT-WX2B-O4HI" };
  static const char *const wrong[] = { "", "7K3M-9QRT-WX2B-04H", "7K3M-9QRT-WX2B-04H11", "7K3M-9QRT-WX2B-04HU", "7K3M_9QRT_WX2B_04H1", "7K3M-9QRT-WX2B-04H\xC3\xA9", "7K3M-9QRT-WX2B-04H1!" };
  struct recovery_hash right, typed;
  (void)state;
  assert_true(recovery_code_hash(key, "7K3M-9QRT-WX2B-04H1", &right));
  for (size_t i = 0; i < COUNT(same); i++) {
    assert_true(recovery_code_hash(key, same[i], &typed));
    assert_memory_equal(typed.b, right.b, sizeof right.b);
  }
  for (size_t i = 0; i < COUNT(wrong); i++) assert_false(recovery_code_hash(key, wrong[i], &typed));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(base32_is_that_of_the_standard),
    cmocka_unit_test(there_are_ten_different_codes_in_groups_of_four),
    cmocka_unit_test(a_code_is_found_among_those_stored_and_no_other_is),
    cmocka_unit_test(another_key_gives_another_hash),
    cmocka_unit_test(how_a_code_is_typed_does_not_matter),
  };
  return cmocka_run_group_tests_name("recovery codes", tests, set_up, tear_down);
}
