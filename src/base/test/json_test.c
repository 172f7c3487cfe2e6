#include "sample.h"
#include "json.h"
#include <jansson.h>

static int set_up(void **state)
{
  static struct ctx c;
  ctx_init(&c, NOW, chance_bytes, 0);
  chance_seed(31);
  *state = &c;
  return 0;
}
static int tear_down(void **state)
{
  ctx_release(*state);
  return 0;
}

static int read_text(struct ctx *c, const char *text, struct sample *s) { return json_read_row(c, sample, text, strlen(text), s); }

/* --- out --------------------------------------------------------------------------------- */

static void a_text_is_escaped_so_that_nothing_in_it_acts(void **state)
{
  struct buf b = { 0 };
  (void)state;
  json_text(&b, "a\"b\\c\nd\te\x01\x7F</script>é\U0001F600");
  assert_string_equal(buf_text(&b), "\"a\\\"b\\\\c\\nd\\u0009e\\u0001\\u007f\\u003c/script>é\U0001F600\"");
  b.len = 0;
  json_text(&b, "a\xFF\xC3");
  assert_string_equal(buf_text(&b), "\"a\xEF\xBF\xBD\xEF\xBF\xBD\"");
  b.len = 0;
  json_text(&b, NULL);
  assert_string_equal(buf_text(&b), "null");
  buf_release(&b);
}

static void any_bytes_become_a_text_another_parser_reads(void **state)
{
  (void)state;
  for (int i = 0; i < 5000; i++) {
    char bytes[20];
    struct buf b = { 0 };
    const size_t n = chance_below(sizeof bytes);
    chance_bytes(bytes, n);
    bytes[n] = 0;
    put_char(&b, '[');
    json_text(&b, bytes);
    put_char(&b, ']');
    json_t *v = json_loadb(b.at, b.len, 0, NULL);
    assert_non_null(v);
    json_decref(v);
    buf_release(&b);
  }
}

static void unknown_is_null_and_answered_with_nothing_is_empty(void **state)
{
  const struct sample s = { .name = "a", .colours = { 1 } };
  struct buf b = { 0 };
  (void)state;
  json_row(sample, &s, &b);
  assert_string_equal(buf_text(&b), "{\"id\":\"00000000-0000-0000-0000-000000000000\",\"name\":\"a\",\"story\":null,\"colour\":null,\"colours\":[],\"n\":null,"
                                    "\"day\":null,\"past\":null,\"other\":null,\"parts\":null}");
  buf_release(&b);
}

static void the_writer_places_the_commas(void **state)
{
  struct buf b = { 0 };
  struct json j = { .b = &b };
  (void)state;
  json_open(&j, '{');
  json_str(&j, "a", "x");
  json_str(&j, "left out", NULL);
  json_num(&j, "n", -3);
  json_begin(&j, "list", '[');
  json_item(&j); put_int(&b, 1);
  json_item(&j); put_int(&b, 2);
  json_begin(&j, NULL, '{');
  json_bool(&j, "yes", true);
  json_bool(&j, "no", false);
  json_close(&j);
  json_begin(&j, NULL, '[');
  json_close(&j);
  json_close(&j);
  json_id(&j, "nobody", ID_NONE);
  json_id(&j, "id", (struct id){ { 1 } });
  json_close(&j);
  assert_string_equal(buf_text(&b), "{\"a\":\"x\",\"n\":-3,\"list\":[1,2,{\"yes\":true,\"no\":false},[]],\"id\":\"01000000-0000-0000-0000-000000000000\"}");
  assert_int_equal(j.depth, 0);
  buf_release(&b);
}

static void the_writer_holds_thirty_levels_and_refuses_more_without_harm(void **state)
{
  (void)state;
  for (int depth = 30; depth <= 100; depth += 35) {
    struct buf b = { 0 };
    struct json j = { .b = &b };
    json_open(&j, '[');
    for (int i = 1; i < depth; i++) json_begin(&j, NULL, '[');
    for (int i = 0; i < depth; i++) json_close(&j);
    assert_int_equal(b.failed, depth > 32);
    if (depth == 30) { json_t *v = json_loads(buf_text(&b), 0, NULL); assert_non_null(v); json_decref(v); }
    buf_release(&b);
  }
}

/* --- in ---------------------------------------------------------------------------------------- */

static void every_row_reads_back_as_it_was_written(void **state)
{
  struct ctx *c = *state;
  for (int i = 0; i < 3000; i++) {
    struct sample s = sample_new(c), back = { 0 };
    struct buf b = { 0 };
    chance_bytes(s.id.b, sizeof s.id.b);
    json_row(sample, &s, &b);
    const int rc = read_text(c, buf_text(&b), &back);
    if (rc != OK || !record_same(sample, &s, &back)) print_error("%s: %s\n%s\n", c->error.field, c->error.text, buf_text(&b));
    assert_int_equal(rc, OK);
    assert_true(id_same(s.id, back.id));
    assert_true(record_same(sample, &s, &back));
    buf_release(&b);
    arena_reset(&c->arena);
  }
}

static void absent_members_and_null_are_unknown(void **state)
{
  struct sample s = { .n = num(5), .story = "old" };
  assert_int_equal(read_text(*state, "{\"name\":\"a\",\"story\":null,\"parts\":[]}", &s), OK);
  assert_string_equal(s.name, "a");
  assert_null(s.story);
  assert_false(s.n.known);
  assert_int_equal(s.parts.count, 0);
}

static void what_is_wrong_is_named_and_the_row_stays_as_it_was(void **state)
{
  static const struct { const char *text, *field; } wrong[] = {
    { "", NULL }, { "{", NULL }, { "[]", NULL }, { "null", NULL }, { "{} x", NULL }, { "{\"name\":\"a\",\"name\":\"b\"}", NULL }, { "{\"name\":\"\xFF\"}", NULL },
    { "{\"name\":\"a\\u0000b\"}", NULL },
    { "{\"nam\":\"a\"}", "nam" }, { "{\"version\":1}", "version" }, { "{\"id\":5}", "id" }, { "{\"id\":\"x\"}", "id" },
    { "{\"name\":\"\"}", "name" }, { "{\"name\":null}", "name" }, { "{\"name\":true}", "name" }, { "{\"name\":[\"a\",\"b\"]}", "name" }, { "{\"name\":{}}", "name" },
    { "{\"story\":[\"a\",\"b\"]}", "story" }, { "{\"story\":{\"text\":\"a\"}}", "story" },
    { "{\"n\":1.5}", "n" }, { "{\"n\":[1]}", "n" }, { "{\"n\":100001}", "n" }, { "{\"n\":9223372036854775807}", "n" },
    { "{\"colour\":\"purple\"}", "colour" }, { "{\"colour\":[\"red\"]}", "colour" }, { "{\"colour\":true}", "colour" },
    { "{\"colours\":[\"purple\"]}", "colours" }, { "{\"colours\":[1]}", "colours" }, { "{\"colours\":[[\"red\"]]}", "colours" }, { "{\"colours\":{\"red\":1}}", "colours" },
    { "{\"day\":\"2026-02-30\"}", "day" }, { "{\"day\":20260201}", "day" }, { "{\"other\":\"x\"}", "other" },
    { "{\"parts\":[{\"colour\":\"red\"}]}", "parts" }, { "{\"parts\":[{\"text\":\"a\",\"colour\":\"purple\"}]}", "parts" },
    { "{\"parts\":[{\"text\":\"a\",\"tekst\":\"b\"}]}", "parts" }, { "{\"parts\":[[{\"text\":\"a\"}]]}", "parts" }, { "{\"parts\":[null]}", "parts" }, { "{\"parts\":[{\"text\":[\"a\"]}]}", "parts" } };
  struct ctx *c = *state;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct sample s = { .name = "kept", .n = num(7) };
    if (read_text(c, wrong[i].text, &s) != ERR_INVALID) print_error("took %s\n", wrong[i].text);
    assert_int_equal(read_text(c, wrong[i].text, &s), ERR_INVALID);
    assert_non_null(c->error.text);
    if (wrong[i].field) assert_string_equal(c->error.field, wrong[i].field);
    assert_string_equal(s.name, "kept");
    assert_int_equal(s.n.n, 7);
  }
}

static void a_text_beyond_all_measure_is_refused_not_forgotten(void **state)
{
  struct ctx *c = *state;
  struct buf b = { 0 };
  struct sample s = { .name = "kept" };
  put(&b, "{\"name\":\"a\",\"story\":\"");
  for (int i = 0; i < 2 << 20; i++) put_char(&b, 'x');
  put(&b, "\"}");
  assert_int_equal(read_text(c, buf_text(&b), &s), ERR_INVALID);
  assert_string_equal(c->error.field, "story");
  assert_string_equal(s.name, "kept");
  buf_release(&b);
}

static void a_deep_nest_is_refused_without_harm(void **state)
{
  struct ctx *c = *state;
  struct buf b = { 0 };
  struct sample s = { 0 };
  put(&b, "{\"parts\":");
  for (int i = 0; i < 100000; i++) put_char(&b, '[');
  assert_int_equal(read_text(c, buf_text(&b), &s), ERR_INVALID);
  buf_release(&b);
}

static void random_json_never_breaks_the_reader(void **state)
{
  static const char *const pieces[] = { "{", "}", "[", "]", ":", ",", "\"name\"", "\"n\"", "\"parts\"", "\"colours\"", "\"text\"", "\"red\"", "1", "null", "\"a|b\\\\\"", "\"none\"" };
  struct ctx *c = *state;
  for (int i = 0; i < 20000; i++) {
    struct buf b = { 0 };
    struct sample s = { 0 };
    put(&b, chance_below(2) ? "{\"parts\":[{\"text\":" : "{");
    for (uint32_t n = chance_below(10); n--; ) put(&b, pieces[chance_below((uint32_t)COUNT(pieces))]);
    put(&b, chance_below(2) ? "}]}" : "}");
    const int rc = read_text(c, buf_text(&b), &s);
    assert_true(rc == OK || rc == ERR_INVALID);
    buf_release(&b);
    if (i % 100 == 0) arena_reset(&c->arena);
  }
}

/* --- as forms ask it -------------------------------------------------------------------------- */

struct ask { const char *what; enum colour colour; struct id by; };
DECLARE_RECORD(ask);
static const struct field ask_fields[] = {
  F_TEXT(ask, what,   REQUIRED, "What"),
  F_ENUM(ask, colour, OPTIONAL, colour, "Colour"),
  F_REF (ask, by,     IN_PROGRAM | REQUIRED, sample, "By"),
};
const struct record ask_record = PART(ask, ask_fields);

static int read_new(struct ctx *c, const char *text, struct ask *a) { return json_read_new_(c, &ask_record, text, strlen(text), a); }
static int read_act(struct ctx *c, const char *text, int32_t *version, struct ask *a) { return json_read_act_(c, &ask_record, text, strlen(text), version, a); }

static void something_new_holds_what_must_be_answered_and_nothing_of_the_program(void **state)
{
  static const struct { const char *text, *field; } wrong[] = { { "{}", "what" }, { "{\"what\":null}", "what" }, { "{\"what\":\"a\",\"by\":null}", "by" }, { "{\"what\":\"a\",\"version\":1}", "version" } };
  struct ctx *const c = *state;
  struct ask a = { .colour = RED };
  for (size_t i = 0; i < COUNT(wrong); i++) {
    assert_int_equal(read_new(c, wrong[i].text, &a), ERR_INVALID);
    assert_string_equal(c->error.field, wrong[i].field);
    assert_int_equal(a.colour, RED);
  }
  assert_int_equal(read_new(c, "{\"what\":\"a\"}", &a), OK);
  assert_string_equal(a.what, "a");
  assert_int_equal(a.colour, COLOUR_UNKNOWN);
}

static void what_is_done_to_a_row_names_its_version_and_keeps_the_rest(void **state)
{
  static const struct { const char *text, *field; } wrong[] = { { "{\"what\":\"b\"}", "version" }, { "{\"version\":0}", "version" }, { "{\"version\":2,\"what\":null}", "what" },
    { "{\"version\":2,\"by\":null}", "by" } };
  struct ctx *const c = *state;
  struct ask a = { .what = "a", .colour = RED };
  int32_t version = 0;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    assert_int_equal(read_act(c, wrong[i].text, &version, &a), ERR_INVALID);
    assert_string_equal(c->error.field, wrong[i].field);
    assert_string_equal(a.what, "a");
  }
  assert_int_equal(read_act(c, "{\"version\":2,\"colour\":\"blue\"}", &version, &a), OK);
  assert_int_equal(version, 2);
  assert_string_equal(a.what, "a");
  assert_int_equal(a.colour, BLUE);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_text_is_escaped_so_that_nothing_in_it_acts),
    TEST(any_bytes_become_a_text_another_parser_reads),
    TEST(unknown_is_null_and_answered_with_nothing_is_empty),
    TEST(the_writer_places_the_commas),
    TEST(the_writer_holds_thirty_levels_and_refuses_more_without_harm),
    TEST(every_row_reads_back_as_it_was_written),
    TEST(absent_members_and_null_are_unknown),
    TEST(what_is_wrong_is_named_and_the_row_stays_as_it_was),
    TEST(a_text_beyond_all_measure_is_refused_not_forgotten),
    TEST(a_deep_nest_is_refused_without_harm),
    TEST(something_new_holds_what_must_be_answered_and_nothing_of_the_program),
    TEST(what_is_done_to_a_row_names_its_version_and_keeps_the_rest),
    TEST(random_json_never_breaks_the_reader),
  };
  return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
