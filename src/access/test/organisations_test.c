#include "../../store/test/scratch.h"
#include "organisations.h"

static int set_up(void **state)
{
  *state = scratch_with_schema();
  return 0;
}
static int tear_down(void **state)
{
  scratch_free(*state);
  return 0;
}

static void a_name_is_made_once_and_found_again_without_case_and_accents(void **state)
{
  static const char *const names[] = { "Één Thuis", "één thuis", "EEN THUIS", "E\u0301e\u0301n Thuis" };
  struct scratch *s = *state;
  struct id first, again;
  assert_int_equal(organisation_by_name(&s->c, names[0], &first), OK);
  for (size_t i = 0; i < COUNT(names); i++) {
    assert_int_equal(organisation_by_name(&s->c, names[i], &again), OK);
    assert_true(id_same(first, again));
  }
  assert_int_equal(raw_number(s, "SELECT count(*) FROM organisation WHERE name = 'Één Thuis' AND folded = 'een thuis'"), 1);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM organisation"), 1);
}

static void another_name_is_another_organisation(void **state)
{
  struct scratch *s = *state;
  struct id a, b;
  assert_int_equal(organisation_by_name(&s->c, "Thuis", &a), OK);
  assert_int_equal(organisation_by_name(&s->c, "Thuis 2", &b), OK);
  assert_false(id_same(a, b));
}

static void a_name_of_nothing_or_of_too_much_is_refused(void **state)
{
  struct scratch *s = *state;
  struct id id = { { 5 } };
  char longest[200];
  memset(longest, 'a', sizeof longest - 1);
  longest[sizeof longest - 1] = 0;
  assert_int_equal(organisation_by_name(&s->c, "", &id), ERR_INVALID);
  assert_int_equal(organisation_by_name(&s->c, "two\nlines", &id), ERR_INVALID);
  assert_int_equal(organisation_by_name(&s->c, longest, &id), ERR_INVALID);
  assert_string_equal(s->c.error.field, "name");
  assert_int_equal(id.b[0], 5);
  longest[160] = 0;
  assert_int_equal(organisation_by_name(&s->c, longest, &id), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM organisation"), 1);
}

static void what_is_not_there_is_not_found_and_not_made(void **state)
{
  struct scratch *s = *state;
  struct organisation found = { .name = "untouched" };
  assert_int_equal(organisation_folded(&s->c, "nowhere", &found), ERR_NOT_FOUND);
  assert_string_equal(found.name, "untouched");
  assert_int_equal(raw_number(s, "SELECT count(*) FROM organisation"), 0);
}

static void a_new_organisation_leaves_a_line_in_the_journal(void **state)
{
  struct scratch *s = *state;
  struct id id;
  assert_int_equal(organisation_by_name(&s->c, "Thuis", &id), OK);
  assert_int_equal(organisation_by_name(&s->c, "Thuis", &id), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE record = 'organisation' AND verb = 'insert'"), 1);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_name_is_made_once_and_found_again_without_case_and_accents),
    TEST(another_name_is_another_organisation),
    TEST(a_name_of_nothing_or_of_too_much_is_refused),
    TEST(what_is_not_there_is_not_found_and_not_made),
    TEST(a_new_organisation_leaves_a_line_in_the_journal),
  };
  return cmocka_run_group_tests_name("organisations", tests, NULL, NULL);
}
