#include "../../base/test/sample.h"
#include "form.h"

static struct ctx c;

static int parsed(const char *body) { return form_parse(&c, sample, body, strlen(body), NULL); }
static const struct sample *row(void) { return form_row(&c, sample); }

static size_t number_of(const char *name)
{
  for (size_t i = 0; i < sample_record.count; i++)
    if (strcmp(sample_fields[i].name, name) == 0) return i;
  return 0;
}
static const char *wrong(const char *name) { return c.form->wrong[number_of(name)]; }

static void fields_are_read_into_the_row(void **state)
{
  (void)state;
  assert_int_equal(parsed("name=Jan+%26+co&colour=red&n=-7&day=2026-02-28&story=a%0D%0Ab"), OK);
  assert_string_equal(row()->name, "Jan & co");
  assert_string_equal(row()->story, "a\nb");
  assert_int_equal(row()->colour, RED);
  assert_int_equal(row()->n.n, -7);
  assert_int_equal(row()->day.ymd, 20260228);
  assert_null(c.form->unknown);
}

static void boxes_by_repeated_names_and_a_marker_tell_absent_none_and_some_apart(void **state)
{
  (void)state;
  assert_int_equal(parsed("name=x"), OK);
  assert_false(set_known(row()->colours));
  assert_int_equal(parsed("name=x&colours="), OK);
  assert_int_equal(row()->colours.bits, 1);
  assert_int_equal(parsed("name=x&colours=&colours=red&colours=blue"), OK);
  assert_true(set_has(row()->colours, RED) && set_has(row()->colours, BLUE) && !set_has(row()->colours, GREEN));
  assert_int_equal(parsed("name=x&colours=unknown"), OK);
  assert_false(set_known(row()->colours));
}

static void what_is_wrong_is_said_on_its_field_and_kept_as_typed(void **state)
{
  (void)state;
  assert_int_equal(parsed("name=&n=seven&colour=pink&day=2026-02-30&colours=pink"), ERR_INVALID);
  assert_int_equal(c.form->errors, 5);
  assert_non_null(wrong("name"));
  assert_non_null(wrong("n"));
  assert_non_null(wrong("colour"));
  assert_non_null(wrong("day"));
  assert_non_null(wrong("colours"));
  assert_string_equal(c.form->typed[number_of("n")], "seven");
}

static void bytes_that_are_no_text_are_the_fields_error(void **state)
{
  static const char *const bad[] = { "name=%00", "name=a%00b", "name=%ff", "name=%4", "name=%C3%28" };
  (void)state;
  for (size_t i = 0; i < COUNT(bad); i++) {
    assert_int_equal(parsed(bad[i]), ERR_INVALID);
    assert_non_null(wrong("name"));
  }
}

static void a_field_that_comes_twice_is_wrong_unless_one_is_empty(void **state)
{
  (void)state;
  assert_int_equal(parsed("name=a&name=b"), ERR_INVALID);
  assert_int_equal(parsed("name=&name=b"), OK);
  assert_int_equal(parsed("name=b&name="), OK);
  assert_string_equal(row()->name, "b");
}

static void the_first_name_that_is_not_a_field_is_remembered(void **state)
{
  (void)state;
  assert_int_equal(parsed("name=x&id=1&other_thing=2"), OK);
  assert_string_equal(c.form->unknown, "id");
  assert_int_equal(parsed("name=x&form_token=t&form_website=w"), OK);
  assert_null(c.form->unknown);
  assert_string_equal(c.form->token, "t");
  assert_string_equal(c.form->trap, "w");
}

static void absent_fields_keep_what_the_row_had(void **state)
{
  const struct sample old = { .name = "before", .n = num(3), .version = 9 };
  (void)state;
  assert_int_equal(form_parse(&c, sample, "n=4", 3, &old), OK);
  assert_string_equal(row()->name, "before");
  assert_int_equal(row()->n.n, 4);
  assert_int_equal(row()->version, 9);
}

static void too_many_pairs_are_too_much(void **state)
{
  struct buf b = { 0 };
  (void)state;
  for (int i = 0; i < 5000; i++) put(&b, "a=b&");
  assert_int_equal(form_parse(&c, sample, b.at, b.len, NULL), ERR_FULL);
  buf_release(&b);
}

static void a_field_is_marked_as_wrong_once(void **state)
{
  (void)state;
  assert_int_equal(parsed("name=x"), OK);
  form_mark(c.form, "n", "Too early.");
  form_mark(c.form, "n", "Something else.");
  form_mark(c.form, "nothing", "No field.");
  assert_string_equal(wrong("n"), "Too early.");
  assert_int_equal(c.form->errors, 1);
}

static void a_query_reads_back_as_the_row_it_was_written_from(void **state)
{
  (void)state;
  for (uint64_t seed = 1; seed <= 300; seed++) {
    struct buf b = { 0 };
    chance_seed(seed);
    const struct sample s = sample_new(&c);
    form_query(sample, &s, &b);
    assert_int_equal(form_parse(&c, sample, b.at, b.len, NULL), OK);
    for (size_t i = 0; i < sample_record.count; i++) assert_true(field_same(&sample_fields[i], &s, row()));
    buf_release(&b);
  }
}

static void no_bytes_whatever_break_it(void **state)
{
  static const char alphabet[] = "&&==%%+namecolours0123456789ABCDEF\xC3\xA9\xff\n";
  char text[200];
  (void)state;
  for (uint64_t seed = 1; seed <= 3000; seed++) {
    chance_seed(seed);
    const size_t n = chance_below(sizeof text);
    for (size_t i = 0; i < n; i++) text[i] = alphabet[chance_below(sizeof alphabet)];
    const int rc = form_parse(&c, sample, text, n, NULL);
    assert_true(rc == OK || rc == ERR_INVALID);
    arena_reset(&c.arena);
  }
}

static void random_never(void *bytes, size_t n) { memset(bytes, 0, n); }
static int set_up(void **state) { (void)state; ctx_init(&c, NOW, random_never, 8 << 20); return 0; }
struct asks { const char *answers, *name; };
DECLARE_RECORD(asks);
static const struct field asks_fields[] = { F_TEXT(asks, answers, ANSWERS, "Answers", .max = 200), F_TEXT(asks, name, OPTIONAL, "Name") };
const struct record asks_record = PART(asks, asks_fields);

static void answers_to_questions_that_only_the_page_knows_come_together_and_are_kept_with_the_form(void **state)
{
  static const char body[] = "answers.1a=yes+%26+no&name=x&answers.b%26c=1&answers.1a=&answersx=2";
  struct form_answer_list list;
  (void)state;
  for (int again = 0; again < 2; again++) {
    const char *const text = again ? form_kept(&c, c.form) : body;
    assert_int_equal(form_parse(&c, asks, text, strlen(text), NULL), OK);
    assert_int_equal(form_answers(&c, form_row(&c, asks)->answers, &list), OK);
    assert_int_equal(list.count, 3);
    assert_string_equal(list.at[0].question, "1a");
    assert_string_equal(list.at[0].text, "yes & no");
    assert_string_equal(list.at[1].question, "b&c");
    assert_string_equal(list.at[2].text, "");
    if (!again) assert_string_equal(c.form->unknown, "answersx");
  }
  assert_int_equal(form_answers(&c, NULL, &list), OK);
  assert_int_equal(list.count, 0);
  assert_int_equal(form_parse(&c, asks, "answers.a=%ff", 13, NULL), ERR_INVALID);
}

static int tear_down(void **state) { (void)state; ctx_release(&c); return 0; }

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(fields_are_read_into_the_row),
    TEST(boxes_by_repeated_names_and_a_marker_tell_absent_none_and_some_apart),
    TEST(what_is_wrong_is_said_on_its_field_and_kept_as_typed),
    TEST(bytes_that_are_no_text_are_the_fields_error),
    TEST(a_field_that_comes_twice_is_wrong_unless_one_is_empty),
    TEST(the_first_name_that_is_not_a_field_is_remembered),
    TEST(absent_fields_keep_what_the_row_had),
    TEST(too_many_pairs_are_too_much),
    TEST(a_field_is_marked_as_wrong_once),
    TEST(a_query_reads_back_as_the_row_it_was_written_from),
    TEST(answers_to_questions_that_only_the_page_knows_come_together_and_are_kept_with_the_form),
    TEST(no_bytes_whatever_break_it),
  };
  return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
