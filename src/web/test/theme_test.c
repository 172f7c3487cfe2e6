#include "../../base/test/harness.h"
#include "theme.h"

static int line;
static const char *wrong(const char *css) { return theme_wrong(css, strlen(css), &line); }

static void custom_properties_of_the_root_are_a_theme(void **state)
{
  static const char *const good[] = {
    "", "/* nothing */", ":root{}", ":root{--a:1px}", ":root { --a: #fff; --b: \"Noto Sans\", sans-serif; }\n",
    ":root{--a:calc(1px + var(--b));--c:color-mix(in srgb, red 50%, rgb(1 2 3 / 40%))}", ":root{--a:1px}/* x */:root{--b:(2px)}",
    ":root{--a:\"a;b}\";--b:'/* no comment */'}" };
  (void)state;
  for (size_t i = 0; i < COUNT(good); i++) assert_null(wrong(good[i]));
}

static void anything_else_is_refused(void **state)
{
  static const char *const bad[] = {
    "body{color:red}", ":root{color:red}", ":root{--a:url(x)}", ":root{--a:URL(x)}", ":root{--a:image-set(\"x\" 1x)}", ":root{--a:src(\"x\")}",
    "@import \"x\";", ":root{--a:1px}@font-face{}", ":root{--a:<x}", ":root{--a:\\75rl(x)}", ":root{--a:{}}", ":root{--a:1px", ":root{--a", ":root{--a:1/*x*/}",
    ":root{--:1}", ":root{--a 1}", ":root,body{--a:1}", "/* x", ":root{/*", ":root{--a:1}}", "\xff", ":root{--a:\x01}", ":root{--a:u\nrl (x)}:x{",
    ":root{--a: \";/* \" ; } .k-exit{display:none} */ }", ":root{--a:\"\n\";}", ":root{--a:'\r'}", ":root{--a:\"x}", ":root{--a:\"<\"}", ":root{--a:\"\\\"}", ":root{--a:\"'}", ":root{--a:\"" };
  (void)state;
  for (size_t i = 0; i < COUNT(bad); i++) assert_non_null(wrong(bad[i]));
}

static void the_line_of_the_mistake_is_told(void **state)
{
  (void)state;
  assert_non_null(wrong(":root {\n  --a: 1px;\n  color: red;\n}\n"));
  assert_int_equal(line, 3);
}

static void a_file_that_is_not_there_is_an_error_and_none_is_no_theme(void **state)
{
  struct ctx c = { 0 };
  struct theme theme = { 0 };
  (void)state;
  assert_int_equal(theme_read(&c, "/nowhere/theme.css", &theme), ERR_STORE);
  assert_int_equal(theme_read(&c, NULL, &theme), OK);
  assert_null(theme.url);
  ctx_release(&c);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(custom_properties_of_the_root_are_a_theme),
    cmocka_unit_test(anything_else_is_refused),
    cmocka_unit_test(the_line_of_the_mistake_is_told),
    cmocka_unit_test(a_file_that_is_not_there_is_an_error_and_none_is_no_theme),
  };
  return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
