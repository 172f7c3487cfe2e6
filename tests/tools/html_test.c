/* The output verbs: what reaches a page, whatever goes in. */
#include "html.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* Texts of its own, so that the tests do not turn on po/. */
const char *po_find(enum lang lang, const char *msgid)
{
  return lang == LANG_NL && strcmp(msgid, "unknown") == 0 ? "onbekend" : NULL;
}
const char *po_find_plural(enum lang lang, const char *msgid, int64_t n)
{
  if (lang != LANG_NL || strcmp(msgid, "%s place in %s") != 0) return NULL;
  return n == 1 ? "%s plek in %s" : "In %2$s: %1$s plekken";
}

static struct ctx ctx_in(enum lang lang) { return (struct ctx){ .lang = lang }; }

#define assert_writes(lang_, wanted, ...) do { \
    struct ctx ctx_ = ctx_in(lang_), *const c = &ctx_; \
    __VA_ARGS__; \
    assert_string_equal(buf_text(&c->out), wanted); \
    ctx_release(c); \
  } while (0)

static void markup_in_text_is_escaped(void **state)
{
  (void)state;
  assert_writes(LANG_NL, "&lt;a b=&#34;c&#39;&#34;&gt; &amp;amp; d", HTML(c, "<a b=\"c'\"> &amp; d"));
  assert_writes(LANG_NL, "&lt;&gt;", ATTR(c, "<>"));
  assert_writes(LANG_NL, "", HTML(c, (const char *)NULL));
}

static void control_characters_are_dropped_but_lines_and_tabs_stay(void **state)
{
  (void)state;
  assert_writes(LANG_NL, "a\tb\ncd\xC3\xA9", HTML(c, "a\tb\nc\r\x01\x1B\x7F" "d\xC3\xA9"));
}

static void a_buffer_will_do_where_no_language_is_needed(void **state)
{
  struct buf b = { 0 };
  (void)state;
  HTML(&b, "<");
  ATTR(&b, (struct date){ 20260203 });
  URL_PART(&b, 12);
  assert_string_equal(buf_text(&b), "&lt;2026-02-0312");
  buf_release(&b);
}

static void only_harmless_urls_are_links(void **state)
{
  static const char *const fine[] = { "/a?b=c", "#x", "?q=1", "http://a.nl/", "HTTPS://a.nl", "mailto:a@b.nl", "tel:112", "/" };
  static const char *const bad[] = { "javascript:x", "JAVASCRIPT:x", " javascript:x", "java\tscript:x", "data:text/html,x", "//a.nl", "/\\a.nl",
                                     "/\t/a.nl", "\n/a", "a.nl", "", "ftp://a.nl", "https:/a" };
  (void)state;
  for (size_t i = 0; i < COUNT(fine); i++) assert_writes(LANG_NL, fine[i], URL(c, fine[i]));
  for (size_t i = 0; i < COUNT(bad); i++) assert_writes(LANG_NL, "#", URL(c, bad[i]));
  assert_writes(LANG_NL, "#", URL(c, (const char *)NULL));
  assert_writes(LANG_NL, "/a?b=&#34;&amp;c", URL(c, "/a?b=\"&c"));
}

static void pieces_of_a_url_are_percent_encoded(void **state)
{
  (void)state;
  assert_writes(LANG_NL, "aZ09-._~%2F%26%25%20%C3%A9%22", URL_PART(c, "aZ09-._~/&% \xC3\xA9\""));
  assert_writes(LANG_NL, "0b000000-0000-0000-0000-000000000001", URL_PART(c, ((struct id){ { 0x0b, [15] = 1 } })));
}

static void dates_are_in_words_in_text_and_iso_elsewhere(void **state)
{
  const struct date d = { 20260203 };
  (void)state;
  assert_writes(LANG_NL, "<time datetime=\"2026-02-03\">3 februari 2026</time>", HTML(c, d));
  assert_writes(LANG_EN, "<time datetime=\"2026-02-03\">3 February 2026</time>", HTML(c, d));
  assert_writes(LANG_NL, "2026-02-03", ATTR(c, d));
  assert_writes(LANG_NL, "3 februari 2026", HTML(c, TEXT(c, d)));
}

static void what_is_unknown_says_so_in_text_and_is_empty_in_an_attribute(void **state)
{
  (void)state;
  assert_writes(LANG_NL, "onbekend", HTML(c, DATE_UNKNOWN));
  assert_writes(LANG_EN, "unknown", HTML(c, (struct num){ 0 }));
  assert_writes(LANG_NL, "", ATTR(c, DATE_UNKNOWN));
  assert_writes(LANG_NL, "", ATTR(c, (struct num){ 0 }));
  assert_writes(LANG_NL, "0", HTML(c, num(0)));
  assert_writes(LANG_NL, "onbekend", HTML(c, TEXT(c, (struct num){ 0 })));
}

static void numbers_of_every_width(void **state)
{
  (void)state;
  assert_writes(LANG_NL, "-2147483648", HTML(c, (int)INT32_MIN));
  assert_writes(LANG_NL, "-9223372036854775808", HTML(c, INT64_MIN));
  assert_writes(LANG_NL, "7", HTML(c, (size_t)7));
}

static void values_of_a_text_are_escaped_and_may_be_numbered(void **state)
{
  (void)state;
  assert_writes(LANG_NL, "a &lt;1&gt; 2 &lt;b&gt;", html_tr(&c->out, "a %s %s <b>", (const char *const[]){ "<1>", "2", NULL }));
  assert_writes(LANG_NL, "2 1 100%", html_tr(&c->out, "%2$s %1$s 100%%", (const char *const[]){ "1", "2", NULL }));
}

static void a_text_that_asks_for_more_values_than_there_are_gets_nothing(void **state)
{
  (void)state;
  assert_writes(LANG_NL, "a | | %d %", html_tr(&c->out, "%s |%s |%9$s %d %", (const char *const[]){ "a", NULL }));
}

static void a_plural_puts_its_number_first(void **state)
{
  (void)state;
  assert_writes(LANG_NL, "1 plek in X", html_trn(&c->out, c, N2_("%s place in %s", "%s places in %s"), 1, (const char *const[]){ "X", NULL }));
  assert_writes(LANG_NL, "In X: 2 plekken", html_trn(&c->out, c, N2_("%s place in %s", "%s places in %s"), 2, (const char *const[]){ "X", NULL }));
  assert_writes(LANG_EN, "0 places in X", html_trn(&c->out, c, N2_("%s place in %s", "%s places in %s"), 0, (const char *const[]){ "X", NULL }));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(markup_in_text_is_escaped),
    cmocka_unit_test(control_characters_are_dropped_but_lines_and_tabs_stay),
    cmocka_unit_test(a_buffer_will_do_where_no_language_is_needed),
    cmocka_unit_test(only_harmless_urls_are_links),
    cmocka_unit_test(pieces_of_a_url_are_percent_encoded),
    cmocka_unit_test(dates_are_in_words_in_text_and_iso_elsewhere),
    cmocka_unit_test(what_is_unknown_says_so_in_text_and_is_empty_in_an_attribute),
    cmocka_unit_test(numbers_of_every_width),
    cmocka_unit_test(values_of_a_text_are_escaped_and_may_be_numbered),
    cmocka_unit_test(a_text_that_asks_for_more_values_than_there_are_gets_nothing),
    cmocka_unit_test(a_plural_puts_its_number_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
