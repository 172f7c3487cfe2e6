#include "sample.h"

/* --- a context for each test ------------------------------------------------------------- */

static int set_up(void **state)
{
  static struct ctx c;
  ctx_init(&c, NOW, chance_bytes, 0);
  chance_seed(11);
  *state = &c;
  return 0;
}
static int tear_down(void **state)
{
  ctx_release(*state);
  return 0;
}

static const struct field *field(const char *name)
{
  const struct field *f = record_field(&sample_record, name);
  assert_non_null(f);
  return f;
}
static const char *parse(struct ctx *c, const char *name, const char *text, struct sample *s) { return field_parse(c, field(name), text, s); }
static void assert_prints(const char *name, const struct sample *s, const char *text)
{
  struct buf b = { 0 };
  field_print(field(name), s, &b);
  assert_string_equal(buf_text(&b), text);
  buf_release(&b);
}

/* --- known and unknown ---------------------------------------------------------------------- */

static void a_row_of_zero_bytes_is_unknown_in_every_field(void **state)
{
  const struct sample s = { 0 };
  (void)state;
  for (size_t i = 0; i < sample_record.count; i++) {
    assert_false(field_known(&sample_record.fields[i], &s));
    assert_prints(sample_record.fields[i].name, &s, "");
  }
}

static void answered_with_nothing_is_known(void **state)
{
  const struct sample s = { .colours = { 1 }, .n = num(0), .day = { 99991231 } };
  (void)state;
  assert_true(field_known(field("colours"), &s));
  assert_true(field_known(field("n"), &s));
  assert_true(field_known(field("day"), &s));
  assert_prints("colours", &s, "none");
  assert_prints("n", &s, "0");
  assert_prints("day", &s, "9999-12-31");
}

static void an_empty_text_is_unknown(void **state)
{
  const struct sample s = { .name = "" };
  (void)state;
  assert_false(field_known(field("name"), &s));
}

static void an_empty_cell_makes_every_kind_unknown(void **state)
{
  static const char *const empty[] = { "", " ", "\r\n", "\t \n" };
  struct ctx *c = *state;
  for (size_t k = 0; k < COUNT(empty); k++) {
    struct sample s = sample_new(c);
    for (size_t i = 0; i < sample_record.count; i++) {
      const struct field *f = &sample_record.fields[i];
      const char *wrong = field_parse(c, f, empty[k], &s);
      if (f->flags & REQUIRED) { assert_non_null(wrong); assert_true(field_known(f, &s)); }
      else { assert_null(wrong); assert_false(field_known(f, &s)); }
    }
  }
}

/* --- the text form ------------------------------------------------------------------------------ */

static void every_row_reads_back_what_it_prints(void **state)
{
  struct ctx *c = *state;
  for (int i = 0; i < 4000; i++) {
    const struct sample s = sample_new(c);
    struct sample back = { 0 };
    for (size_t k = 0; k < sample_record.count; k++) {
      const struct field *f = &sample_record.fields[k];
      struct buf b = { 0 };
      field_print(f, &s, &b);
      if (f->flags & REQUIRED || b.len) assert_null(field_parse(c, f, buf_text(&b), &back));
      if (!field_same(f, &s, &back)) print_error("%s: %s\n", f->name, buf_text(&b));
      assert_true(field_same(f, &s, &back));
      buf_release(&b);
    }
    assert_true(record_same(sample, &s, &back));
    assert_int_equal(record_check_(c, &sample_record, &back), OK);
    arena_reset(&c->arena);
  }
}

static void a_wrong_value_leaves_the_row_as_it_was(void **state)
{
  static const struct { const char *field, *text; } wrong[] = {
    { "name", "two\nlines" }, { "name", "two\rlines" }, { "name", "a\x01" }, { "name", "\xFF" }, { "name", "12345678901234567890123456789012345678901" }, { "name", "" },
    { "story", "\xC3" }, { "colour", "purple" }, { "colour", "Red" }, { "colour", "re" }, { "colour", "red green" }, { "colour", "redd" },
    { "colours", "red purple" }, { "colours", "none red" }, { "colours", "red,green" },
    { "n", "1.5" }, { "n", "12a" }, { "n", "-" }, { "n", "--1" }, { "n", "+1" }, { "n", "1 2" }, { "n", "-101" }, { "n", "100001" },
    { "n", "99999999999999999999999999" }, { "n", "18446744073709551617" }, { "n", "0x10" }, { "n", "１" },
    { "day", "2026-02-30" }, { "day", "30-01-2026" }, { "day", "2026-01-01 x" }, { "day", "0" }, { "past", "2025-11-25" }, { "past", "9999-12-31" },
    { "other", "1234" }, { "other", "0b7e51f0-0000-4000-8000-00000000000g" },
    { "parts", "red" }, { "parts", "red | " }, { "parts", "red | x | 1 | none | 2026-01-01 | too much" }, { "parts", "purple | x" }, { "parts", "red | x | one" } };
  struct ctx *c = *state;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    const struct sample before = sample_new(c);
    struct sample s = before;
    if (!parse(c, wrong[i].field, wrong[i].text, &s)) print_error("%s took %s\n", wrong[i].field, wrong[i].text);
    assert_non_null(parse(c, wrong[i].field, wrong[i].text, &s));
    assert_true(record_same(sample, &before, &s));
  }
}

static void a_text_may_be_as_long_as_it_says_in_characters(void **state)
{
  struct ctx *c = *state;
  struct sample s = { 0 };
  struct buf b = { 0 };
  for (int i = 0; i < 40; i++) put(&b, "€");
  assert_null(parse(c, "name", buf_text(&b), &s));
  put(&b, "€");
  assert_non_null(parse(c, "name", buf_text(&b), &s));
  b.len = 0;
  for (int i = 0; i < 4000; i++) put_char(&b, 'a');
  assert_null(parse(c, "story", buf_text(&b), &s));
  put_char(&b, 'a');
  assert_non_null(parse(c, "story", buf_text(&b), &s));
  buf_release(&b);
}

static void the_limits_of_a_number_are_in_it(void **state)
{
  struct ctx *c = *state;
  struct sample s = { 0 };
  struct sample_part p = { 0 };
  assert_null(parse(c, "n", "-100", &s));
  assert_int_equal(s.n.n, -100);
  assert_null(parse(c, "n", "100000", &s));
  assert_int_equal(s.n.n, 100000);
  assert_null(parse(c, "n", "-0", &s));
  assert_true(s.n.known && s.n.n == 0);
  assert_null(parse(c, "n", " 007 ", &s));
  assert_int_equal(s.n.n, 7);
  const struct field *n = record_field(&sample_part_record, "n");            /* without limits of its own */
  assert_null(field_parse(c, n, "2147483647", &p));
  assert_int_equal(p.n.n, INT32_MAX);
  assert_non_null(field_parse(c, n, "2147483648", &p));
  assert_non_null(field_parse(c, n, "-1", &p));
}

static void line_ends_become_one_kind_and_white_space_around_goes(void **state)
{
  struct ctx *c = *state;
  struct sample s = { 0 };
  assert_null(parse(c, "story", "one\r\r\ntwo\rthree", &s));
  assert_string_equal(s.story, "one\n\ntwo\nthree");
  assert_null(parse(c, "story", "  one\r\ntwo\n\n three \r\n", &s));
  assert_string_equal(s.story, "one\ntwo\n\n three");
  assert_null(parse(c, "name", "\t een naam\n", &s));
  assert_string_equal(s.name, "een naam");
}

static void today_is_not_in_the_future(void **state)
{
  struct ctx *c = *state;
  struct sample s = { 0 };
  assert_null(parse(c, "past", "2025-11-24", &s));
  assert_int_equal(s.past.ymd, 20251124);
}

static void a_set_takes_its_keys_in_any_order_and_spacing(void **state)
{
  struct ctx *c = *state;
  struct sample s = { 0 };
  assert_null(parse(c, "colours", "blue\n red  red", &s));
  assert_true(set_has(s.colours, RED) && set_has(s.colours, BLUE) && !set_has(s.colours, GREEN));
  assert_prints("colours", &s, "red blue");
  assert_null(parse(c, "colours", "none", &s));
  assert_int_equal(s.colours.bits, 1);
}

static void a_list_takes_a_line_a_row_with_its_last_cells_left_out(void **state)
{
  struct ctx *c = *state;
  struct sample s = { 0 };
  assert_null(parse(c, "parts", "red | a \\| b \\\\ | 5\r\n\n  | just text\n", &s));
  assert_int_equal(s.parts.count, 2);
  assert_int_equal(s.parts.at[0].colour, RED);
  assert_string_equal(s.parts.at[0].text, "a | b \\");
  assert_int_equal(s.parts.at[0].n.n, 5);
  assert_false(set_known(s.parts.at[0].colours));
  assert_int_equal(s.parts.at[1].colour, COLOUR_UNKNOWN);
  assert_string_equal(s.parts.at[1].text, "just text");
}

static void a_list_has_fifty_rows_and_no_more(void **state)
{
  struct ctx *c = *state;
  struct sample s = { 0 };
  struct buf b = { 0 };
  for (int i = 0; i < 50; i++) put(&b, "red|x\n");
  assert_null(parse(c, "parts", buf_text(&b), &s));
  assert_int_equal(s.parts.count, 50);
  put(&b, "red|x\n");
  assert_non_null(parse(c, "parts", buf_text(&b), &s));
  assert_int_equal(s.parts.count, 50);
  buf_release(&b);
}

static void random_bytes_never_break_a_field(void **state)
{
  struct ctx *c = *state;
  for (int i = 0; i < 20000; i++) {
    char text[24];
    struct sample s = { 0 };
    const struct field *f = &sample_record.fields[chance_below((uint32_t)sample_record.count)];
    static const char likely[] = "|\\\n -0123456789redgnblu\xC3\xA9\t";
    const size_t n = chance_below(sizeof text);
    for (size_t k = 0; k < n; k++) text[k] = chance_below(8) ? likely[chance_below(sizeof likely - 1)] : (char)chance_next();
    text[n] = 0;
    if (field_parse(c, f, text, &s)) assert_false(field_known(f, &s));
    else if (strspn(text, " \t\r\n") < strlen(text) && f->kind != FIELD_LIST) assert_true(field_known(f, &s) || f->kind == FIELD_REF);
    if (i % 100 == 0) arena_reset(&c->arena);
  }
}

/* --- comparing ------------------------------------------------------------------------------------- */

static void a_change_of_any_one_field_makes_rows_differ(void **state)
{
  struct ctx *c = *state;
  for (int i = 0; i < 300; i++) {
    const struct sample a = sample_new(c), other = sample_new(c);
    for (size_t k = 0; k < sample_record.count; k++) {
      const struct field *f = &sample_record.fields[k];
      struct sample b = a;
      struct buf x = { 0 }, y = { 0 };
      field_print(f, &a, &x);
      field_print(f, &other, &y);
      if (y.len) assert_null(field_parse(c, f, buf_text(&y), &b));
      else field_clear(f, &b);
      const bool equal = x.len == y.len && (!x.len || memcmp(x.at, y.at, x.len) == 0);
      assert_int_equal(field_same(f, &a, &b), equal);
      assert_int_equal(record_same(sample, &a, &b), equal);
      buf_release(&x);
      buf_release(&y);
    }
  }
}

static void changes_name_what_differs_before_and_after(void **state)
{
  struct buf b = { 0 };
  struct sample_part part = { .colour = BLUE, .text = "p" };
  struct sample before = { .name = "a", .n = num(1) }, after = { .name = "a", .colours = { 1 }, .parts = { .at = &part, .count = 1 } };
  (void)state;
  assert_int_equal(record_changes_(&sample_record, &before, &before, &b), 0);
  assert_string_equal(buf_text(&b), "{}");
  b.len = 0;
  assert_int_equal(record_changes_(&sample_record, &before, &after, &b), 3);
  assert_string_equal(buf_text(&b), "{\"colours\":[null,[]],\"n\":[1,null],\"parts\":[null,[{\"colour\":\"blue\",\"text\":\"p\",\"n\":null,\"colours\":null,\"day\":null}]]}");
  b.len = 0;
  assert_int_equal(record_changes_(&sample_record, NULL, &before, &b), 2);
  assert_string_equal(buf_text(&b), "{\"name\":[null,\"a\"],\"n\":[null,1]}");
  b.len = 0;
  assert_int_equal(record_changes_(&sample_record, &before, NULL, &b), 2);
  assert_string_equal(buf_text(&b), "{\"name\":[\"a\",null],\"n\":[1,null]}");
  buf_release(&b);
}

/* --- checking rows that no form has seen -------------------------------------------------------------- */

static void a_row_is_checked_again_against_its_declaration(void **state)
{
  struct ctx *c = *state;
  struct sample_part bad_part = { .colour = RED }, bad_enum = { .text = "x", .colour = (enum colour)4 };
  const struct { struct sample row; const char *field; } wrong[] = {
    { { .name = NULL }, "name" }, { { .name = "" }, "name" }, { { .name = "a\nb" }, "name" }, { { .name = "\xFF" }, "name" },
    { { .name = "12345678901234567890123456789012345678901" }, "name" },
    { { .name = "a", .colour = (enum colour)4 }, "colour" }, { { .name = "a", .colours = { 17 } }, "colours" },
    { { .name = "a", .n = num(100001) }, "n" }, { { .name = "a", .n = num(-101) }, "n" },
    { { .name = "a", .day = { 20260231 } }, "day" }, { { .name = "a", .day = { -5 } }, "day" }, { { .name = "a", .day = { 100000101 } }, "day" },
    { { .name = "a", .past = { 20251125 } }, "past" },
    { { .name = "a", .parts = { .at = &bad_part, .count = 1 } }, "text" }, { { .name = "a", .parts = { .at = &bad_enum, .count = 1 } }, "colour" } };
  for (size_t i = 0; i < COUNT(wrong); i++) {
    if (record_check_(c, &sample_record, &wrong[i].row) != ERR_INVALID) print_error("case %zu\n", i);
    assert_int_equal(record_check_(c, &sample_record, &wrong[i].row), ERR_INVALID);
    assert_string_equal(c->error.field, wrong[i].field);
    assert_non_null(c->error.text);
  }
  const struct sample good = { .name = "a", .day = { 99991231 }, .past = { 20251124 }, .colours = { 15 } };
  assert_int_equal(record_check_(c, &sample_record, &good), OK);
}

static void a_field_is_found_by_its_whole_name_only(void **state)
{
  (void)state;
  assert_ptr_equal(record_field(&sample_record, "n"), &sample_fields[4]);
  assert_null(record_field(&sample_record, "nam"));
  assert_null(record_field(&sample_record, "names"));
  assert_null(record_field(&sample_record, ""));
  assert_int_equal(choice_find(&colour_choices, "green!", 5), GREEN);
  assert_int_equal(choice_find(&colour_choices, "green", 4), 0);
  assert_int_equal(choice_find(&colour_choices, "", 0), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_row_of_zero_bytes_is_unknown_in_every_field),
    TEST(answered_with_nothing_is_known),
    TEST(an_empty_text_is_unknown),
    TEST(an_empty_cell_makes_every_kind_unknown),
    TEST(every_row_reads_back_what_it_prints),
    TEST(a_wrong_value_leaves_the_row_as_it_was),
    TEST(a_text_may_be_as_long_as_it_says_in_characters),
    TEST(the_limits_of_a_number_are_in_it),
    TEST(line_ends_become_one_kind_and_white_space_around_goes),
    TEST(today_is_not_in_the_future),
    TEST(a_set_takes_its_keys_in_any_order_and_spacing),
    TEST(a_list_takes_a_line_a_row_with_its_last_cells_left_out),
    TEST(a_list_has_fifty_rows_and_no_more),
    TEST(random_bytes_never_break_a_field),
    TEST(a_change_of_any_one_field_makes_rows_differ),
    TEST(changes_name_what_differs_before_and_after),
    TEST(a_row_is_checked_again_against_its_declaration),
    TEST(a_field_is_found_by_its_whole_name_only),
  };
  return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
