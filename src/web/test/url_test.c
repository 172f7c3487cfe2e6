#include "../../base/test/harness.h"
#include "url.h"

static const char *decoded(const char *s, bool plus)
{
  static char out[256];
  return url_decode(s, strlen(s), plus, out) ? out : NULL;
}

static void percent_codes_become_their_bytes(void **state)
{
  (void)state;
  assert_string_equal(decoded("een%20twee", false), "een twee");
  assert_string_equal(decoded("caf%C3%A9%c3%a9", false), "caféé");
  assert_string_equal(decoded("", false), "");
}

static void a_plus_is_a_space_in_forms_only(void **state)
{
  (void)state;
  assert_string_equal(decoded("a+b%2B", true), "a b+");
  assert_string_equal(decoded("a+b", false), "a+b");
}

static void what_is_half_or_not_text_is_refused(void **state)
{
  static const char *const wrong[] = { "%", "%4", "a%4", "%zz", "%0g", "%00", "a%00b", "%ff", "%C3", "%C3%28", "%E0%80%80", "%ED%A0%80", "%01", "%7f", "%F5%80%80%80" };
  (void)state;
  for (size_t i = 0; i < COUNT(wrong); i++) assert_null(decoded(wrong[i], true));
}

static void pairs_come_one_by_one(void **state)
{
  static const char text[] = "&a=1&&b&=2&c=x=y&";
  static const char *const expected[][2] = { { "a", "1" }, { "b", "" }, { "", "2" }, { "c", "x=y" } };
  const char *at = text;
  struct url_pair pair;
  (void)state;
  for (size_t i = 0; i < COUNT(expected); i++) {
    assert_true(url_pair_next(&at, text + sizeof text - 1, &pair));
    assert_int_equal(pair.name_size, strlen(expected[i][0]));
    assert_memory_equal(pair.name, expected[i][0], pair.name_size);
    assert_int_equal(pair.value_size, strlen(expected[i][1]));
    assert_memory_equal(pair.value, expected[i][1], pair.value_size);
  }
  assert_false(url_pair_next(&at, text + sizeof text - 1, &pair));
  assert_false(url_pair_next(&at, text + sizeof text - 1, &pair));
}

static void only_hosts_that_could_be_one_are_believed(void **state)
{
  static const char *const good[] = { "localhost", "kentering.nl", "a-b.nl:8080", "127.0.0.1:1", "[::1]", "[2001:db8::1]:443" };
  static const char *const bad[] = { "", "-a", ".a", "a b", "a/b", "a\"", "a:", "a:b", "a:123456", "a:80:80", "[::1", "[]", "[x]", "a@b", "a\r\nX: y", "é.nl" };
  (void)state;
  for (size_t i = 0; i < COUNT(good); i++) assert_true(host_plausible(good[i]));
  for (size_t i = 0; i < COUNT(bad); i++) assert_false(host_plausible(bad[i]));
  assert_false(host_plausible(NULL));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(percent_codes_become_their_bytes),
    cmocka_unit_test(a_plus_is_a_space_in_forms_only),
    cmocka_unit_test(what_is_half_or_not_text_is_refused),
    cmocka_unit_test(pairs_come_one_by_one),
    cmocka_unit_test(only_hosts_that_could_be_one_are_believed),
  };
  return cmocka_run_group_tests_name("url", tests, NULL, NULL);
}
