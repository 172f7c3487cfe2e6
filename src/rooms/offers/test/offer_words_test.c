#include "../../../base/test/harness.h"
#include "offer_words.h"

static struct ctx c;

static const char *url(enum channel channel, const char *value)
{
  const struct offer_contact k = { channel, value, NULL };
  return contact_url(&c, &k);
}

static void a_number_that_is_plain_can_be_called(void **state)
{
  static const char *const good[][2] = {
    { "0800-2000", "tel:08002000" }, { "0800-2000 (ma-vr 9-17 uur)", "tel:08002000" }, { "112", "tel:112" }, { "112 (24 uur per dag)", "tel:112" },
    { "+31 30 123 45 67", "tel:+31301234567" }, { "088.123.45.67 dag en nacht", "tel:0881234567" }, { "0800-2000 (24/7)", "tel:08002000" } };
  (void)state;
  for (size_t i = 0; i < COUNT(good); i++) assert_string_equal(url(CHANNEL_PHONE, good[i][0]), good[i][1]);
}

static void what_would_call_another_number_is_no_link(void **state)
{
  static const char *const bad[] = { "112;ext=1", "0800-HULP", "bel 0800-2000", "(030) 123 45 67", "+31 (0)30 123 45 67", "030 (0)12 345", "12", "1234567890123456",
    "06+12345678", "", "tel:112", "112,1", "++31301234567" };
  (void)state;
  for (size_t i = 0; i < COUNT(bad); i++) {
    if (url(CHANNEL_PHONE, bad[i])) print_error("%s became %s\n", bad[i], url(CHANNEL_PHONE, bad[i]));
    assert_null(url(CHANNEL_PHONE, bad[i]));
  }
}

static void mail_goes_to_a_plain_mailbox_only(void **state)
{
  static const char *const bad[] = { "a@b.nl?bcc=c@d.nl", "a@b.nl,c@d.nl", "x?bcc=c@d.nl", "A <a@b.nl>", "mail ons", "a%40b@c.nl", "a@b" };
  (void)state;
  assert_string_equal(url(CHANNEL_MAIL, "info.desk+x@help.example"), "mailto:info.desk+x@help.example");
  for (size_t i = 0; i < COUNT(bad); i++) assert_null(url(CHANNEL_MAIL, bad[i]));
}

static void random_same(void *bytes, size_t n) { memset(bytes, 5, n); }
static int set_up(void **state) { (void)state; ctx_init(&c, 0, random_same, 1 << 20); return 0; }
static int tear_down(void **state) { (void)state; ctx_release(&c); return 0; }

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_number_that_is_plain_can_be_called),
    cmocka_unit_test(what_would_call_another_number_is_no_link),
    cmocka_unit_test(mail_goes_to_a_plain_mailbox_only),
  };
  return cmocka_run_group_tests_name("offer words", tests, set_up, tear_down);
}
