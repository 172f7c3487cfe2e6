/* Forms that bring a file. */
#include "../../base/test/sample.h"
#include "multipart.h"

static struct ctx c;
static struct buf form;
static struct posted_file file;

static const char type[] = "multipart/form-data; boundary=----xyz";
#define ONE_PART(head, content) "------xyz\r\n" head "\r\n\r\n" content "\r\n"
#define TEXT(name, content) ONE_PART("Content-Disposition: form-data; name=\"" name "\"", content)
#define BROUGHT(name, file, content) ONE_PART("Content-Disposition: form-data; name=\"" name "\"; filename=\"" file "\"\r\nContent-Type: image/jpeg", content)
#define END "------xyz--\r\n"

static int read_sized(const char *content_type, const char *body, size_t len)
{
  buf_release(&form);
  form = (struct buf){ 0 };
  return multipart_read(&c, content_type, body, len, &form, &file);
}
#define READ(body) read_sized(type, (body), sizeof (body) - 1)

static void texts_and_a_file_come_apart(void **state)
{
  (void)state;
  assert_int_equal(READ(TEXT("name", "Jan & co\r\nregel twee") BROUGHT("photo", "mijn foto.jpg", "\xff\xd8\0\r\n-----\r\n--") TEXT("agreed", "yes") END), OK);
  assert_string_equal(buf_text(&form), "name=Jan%20%26%20co%0D%0Aregel%20twee&photo=mijn%20foto.jpg&agreed=yes");
  assert_int_equal(file.size, sizeof "\xff\xd8\0\r\n-----\r\n--" - 1);
  assert_memory_equal(file.bytes, "\xff\xd8\0\r\n-----\r\n--", file.size);
}

static void no_file_chosen_is_no_file(void **state)
{
  (void)state;
  assert_int_equal(READ(BROUGHT("photo", "", "") TEXT("agreed", "") END), OK);
  assert_string_equal(buf_text(&form), "photo=&agreed=");
  assert_int_equal(file.size, 0);
}

static void the_boundary_may_stand_in_quotes_and_the_head_in_any_case(void **state)
{
  static const char body[] = "--a b\r\ncontent-type: text/plain\r\ncontent-disposition: form-data; name=\"x\"\r\n\r\n1\r\n--a b--";
  (void)state;
  assert_true(multipart_is("Multipart/Form-Data; charset=utf-8; boundary=\"a b\""));
  assert_int_equal(read_sized("Multipart/Form-Data; charset=utf-8; boundary=\"a b\"", body, sizeof body - 1), OK);
  assert_string_equal(buf_text(&form), "x=1");
  assert_false(multipart_is("multipart/form-data"));
  assert_false(multipart_is("multipart/form-data; boundary="));
  assert_false(multipart_is("application/x-www-form-urlencoded; boundary=x"));
  assert_false(multipart_is(NULL));
}

static void a_byte_0_in_a_text_is_told_by_its_field(void **state)
{
  (void)state;
  assert_int_equal(READ(TEXT("name", "a\0b") END), OK);
  assert_string_equal(buf_text(&form), "name=%00");
}

static void what_is_broken_or_brings_two_files_is_refused(void **state)
{
  (void)state;
  assert_int_equal(READ(BROUGHT("a", "1.jpg", "x") BROUGHT("b", "2.jpg", "y") END), ERR_INVALID);
  assert_int_equal(READ("before\r\n" TEXT("name", "x") END), ERR_INVALID);
  assert_int_equal(READ(TEXT("name", "x")), ERR_INVALID);
  assert_int_equal(READ(TEXT("", "x") END), ERR_INVALID);
  assert_int_equal(READ(ONE_PART("Content-Type: text/plain", "x") END), ERR_INVALID);
  assert_int_equal(READ("------xyz"), ERR_INVALID);
  assert_int_equal(READ(""), ERR_INVALID);
}

static void a_body_that_was_cut_off_anywhere_is_refused(void **state)
{
  static const char whole[] = TEXT("name", "Jan") BROUGHT("photo", "a.jpg", "bytes") END;
  (void)state;
  assert_int_equal(READ(TEXT("name", "Jan") BROUGHT("photo", "a.jpg", "bytes") END), OK);
  for (size_t n = 0; n < sizeof whole - 1 - strlen("--\r\n"); n++) {
    char *const part = malloc(n + 1);            /* of just that size, so that reading further is seen */
    memcpy(part, whole, n);
    assert_int_equal(read_sized(type, part, n), ERR_INVALID);
    free(part);
  }
}

static int set_up(void **state) { (void)state; ctx_init(&c, 0, NULL, 1 << 22); return 0; }
static int tear_down(void **state) { (void)state; buf_release(&form); ctx_release(&c); return 0; }

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(texts_and_a_file_come_apart),
    cmocka_unit_test(no_file_chosen_is_no_file),
    cmocka_unit_test(the_boundary_may_stand_in_quotes_and_the_head_in_any_case),
    cmocka_unit_test(a_byte_0_in_a_text_is_told_by_its_field),
    cmocka_unit_test(what_is_broken_or_brings_two_files_is_refused),
    cmocka_unit_test(a_body_that_was_cut_off_anywhere_is_refused),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
