#include "../../base/test/sample.h"
#include "totp.h"

static struct totp_secret rfc_secret(void)
{
  struct totp_secret s;
  memcpy(s.b, "12345678901234567890", sizeof s.b);
  return s;
}

/* RFC 6238, appendix B: the last six of its eight digits. */
static void the_codes_of_the_standard_are_accepted(void **state)
{
  static const struct { int64_t seconds; const char *code; int64_t step; } vectors[] = { { 59, "287082", 0x1 }, { 1111111109, "081804", 0x23523EC },
    { 1111111111, "050471", 0x23523ED }, { 1234567890, "005924", 0x273EF07 }, { 2000000000, "279037", 0x3F940AA }, { 20000000000, "353130", 0x27BC86AA } };
  const struct totp_secret secret = rfc_secret();
  (void)state;
  for (size_t i = 0; i < COUNT(vectors); i++) {
    int64_t step = -1;
    assert_true(totp_check(&secret, vectors[i].code, vectors[i].seconds * 1000, 0, &step));
    assert_int_equal(step, vectors[i].step);
  }
}

static void a_code_works_once(void **state)
{
  const struct totp_secret secret = rfc_secret();
  int64_t step = 0, again = -7;
  (void)state;
  assert_true(totp_check(&secret, "081804", 1111111109000, 0, &step));
  assert_false(totp_check(&secret, "081804", 1111111109000, step, &again));
  assert_int_equal(again, -7);                                                  /* untouched */
  assert_false(totp_check(&secret, "081804", 1111111109000, step + 1, &again));
  assert_true(totp_check(&secret, "050471", 1111111111000, step, &again));      /* the next one does */
  assert_false(totp_check(&secret, "081804", 1111111111000, again, &step));     /* and closes those before it */
}

static void a_clock_may_be_one_step_wrong_and_no_more(void **state)
{
  const struct totp_secret secret = rfc_secret();
  const int64_t at = 0x23523EC * 30000LL;                                       /* "081804" begins */
  int64_t step;
  (void)state;
  assert_false(totp_check(&secret, "081804", at - 30001, 0, &step));
  assert_true(totp_check(&secret, "081804", at - 30000, 0, &step));
  assert_true(totp_check(&secret, "081804", at + 59999, 0, &step));
  assert_int_equal(step, 0x23523EC);
  assert_false(totp_check(&secret, "081804", at + 60000, 0, &step));
}

static void only_six_digits_are_a_code(void **state)
{
  static const char *const wrong[] = { "", "81804", "0818040", "08180a", "081804\n", "-81804", "287082", "０81804", "081804 1" };
  struct totp_secret secret = rfc_secret();
  int64_t step;
  (void)state;
  for (size_t i = 0; i < COUNT(wrong); i++) assert_false(totp_check(&secret, wrong[i], 1111111109000, 0, &step));
  assert_true(totp_check(&secret, " 081 804 ", 1111111109000, 0, &step));
  assert_false(totp_check(&secret, "081804", -1, 0, &step));
  secret.b[19] ^= 1;
  assert_false(totp_check(&secret, "081804", 1111111109000, 0, &step));
}

static void an_app_gets_the_secret_by_address_or_typed_over(void **state)
{
  struct ctx c;
  const struct totp_secret secret = rfc_secret();
  (void)state;
  ctx_init(&c, NOW, chance_bytes, 0);
  assert_string_equal(totp_secret_text(&c.arena, &secret), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  assert_string_equal(totp_uri(&c.arena, &secret, "j+x&y é@team.example"),
    "otpauth://totp/Kentering:j%2Bx%26y%20%C3%A9%40team.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kentering&algorithm=SHA1&digits=6&period=30");
  const struct totp_secret a = totp_secret_new(&c), b = totp_secret_new(&c);
  assert_memory_not_equal(a.b, b.b, sizeof a.b);
  ctx_release(&c);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_codes_of_the_standard_are_accepted),
    cmocka_unit_test(a_code_works_once),
    cmocka_unit_test(a_clock_may_be_one_step_wrong_and_no_more),
    cmocka_unit_test(only_six_digits_are_a_code),
    cmocka_unit_test(an_app_gets_the_secret_by_address_or_typed_over),
  };
  return cmocka_run_group_tests_name("totp", tests, NULL, NULL);
}
