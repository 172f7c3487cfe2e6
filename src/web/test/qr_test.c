/* The path drawn against the modules that the library made. */
#include "qr.h"
#include <qrencode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>                              /* last: its macro fail() would hide ours */

static struct ctx c;
static int begin(void **state) { (void)state; ctx_init(&c, 1795300000000, NULL, 0); return 0; }
static int end(void **state) { (void)state; ctx_release(&c); return 0; }

static void the_path_draws_every_dark_module_and_no_other(void **state)
{
  static const char text[] = "https://hulp.example/hulp?regio=oost-brabant";
  enum { MOST = 180 };
  static unsigned char drawn[MOST][MOST];
  const struct qr qr = qr_make(&c, text);
  QRcode *const code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  (void)state;
  assert_non_null(code);
  assert_int_equal(qr.size, code->width);
  for (const char *at = qr.path; *at; ) {
    int x, y, right, back, taken = 0;
    assert_int_equal(sscanf(at, "M%d %dh%dv1h-%dz%n", &x, &y, &right, &back, &taken), 4);
    assert_true(taken > 0 && right == back && x >= 0 && y >= 0 && x + right <= qr.size && y < qr.size);
    for (int i = 0; i < right; i++) drawn[y][x + i]++;
    at += taken;
  }
  for (int y = 0; y < qr.size; y++)
    for (int x = 0; x < qr.size; x++) assert_int_equal(drawn[y][x], code->data[y * code->width + x] & 1);
  QRcode_free(code);
}

static void a_text_that_is_too_long_gives_no_code(void **state)
{
  static char text[4000];
  (void)state;
  memset(text, 'x', sizeof text - 1);
  assert_null(qr_make(&c, text).path);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_path_draws_every_dark_module_and_no_other),
    cmocka_unit_test(a_text_that_is_too_long_gives_no_code),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
