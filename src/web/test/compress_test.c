#include "../../base/test/harness.h"
#include "compress.h"
#include <isa-l/igzip_lib.h>

static void a_coding_is_taken_when_named_and_not_refused(void **state)
{
  (void)state;
  assert_true(coding_accepted("gzip, deflate, br", "br"));
  assert_true(coding_accepted("br;q=0.5,gzip", "br"));
  assert_true(coding_accepted("GZIP", "gzip"));
  assert_false(coding_accepted("gzip, br;q=0", "br"));
  assert_false(coding_accepted("gzip, br; q=0.000", "br"));
  assert_true(coding_accepted("br;q=0.001", "br"));
  assert_false(coding_accepted("brotli, x-br", "br"));
  assert_false(coding_accepted("", "br"));
  assert_false(coding_accepted(NULL, "br"));
}

static void gzip_is_used_where_it_is_taken_and_pays(void **state)
{
  char page[5000];
  struct buf out = { 0 };
  (void)state;
  memset(page, 'x', sizeof page);
  assert_string_equal(compress_for("gzip, br", page, sizeof page, &out), "gzip");
  buf_release(&out);
  assert_null(compress_for("identity", page, sizeof page, &out));
  assert_null(compress_for(NULL, page, sizeof page, &out));
  assert_null(compress_for("br", page, sizeof page, &out));
  assert_null(compress_for("gzip", page, 100, &out));
  assert_int_equal(out.len, 0);
}

static void what_was_gzipped_comes_back_the_same(void **state)
{
  char page[5000], back[5000];
  struct buf out = { 0 };
  size_t n = 0;
  (void)state;
  for (size_t i = 0; i < sizeof page; i++) page[i] = (char)('a' + i * i % 7);
  assert_string_equal(compress_for("gzip", page, sizeof page, &out), "gzip");
  struct inflate_state unpack;
  isal_inflate_init(&unpack);
  unpack.crc_flag = ISAL_GZIP;
  unpack.next_in = (uint8_t *)out.at;
  unpack.avail_in = (uint32_t)out.len;
  unpack.next_out = (uint8_t *)back;
  unpack.avail_out = sizeof back;
  assert_int_equal(isal_inflate(&unpack), ISAL_DECOMP_OK);
  n = unpack.total_out;
  assert_int_equal(n, sizeof page);
  assert_memory_equal(page, back, n);
  buf_release(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_coding_is_taken_when_named_and_not_refused),
    cmocka_unit_test(gzip_is_used_where_it_is_taken_and_pays),
    cmocka_unit_test(what_was_gzipped_comes_back_the_same),
  };
  return cmocka_run_group_tests_name("compress", tests, NULL, NULL);
}
