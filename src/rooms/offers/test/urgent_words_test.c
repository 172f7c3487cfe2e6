/* Which searches get a number to call before any result. */
#include "urgent_words.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>                              /* last: its macro fail() would hide ours */

static struct ctx c;
static int begin(void **state) { (void)state; ctx_init(&c, 1795300000000, NULL, 0); return 0; }
static int end(void **state) { (void)state; ctx_release(&c); return 0; }

/* The first of these for which the answer is another; "" if there is none. */
static const char *first_other(bool (*seen)(struct ctx *c, const char *words), const char *const *said, size_t count, bool wanted)
{
  for (size_t i = 0; i < count; i++)
    if (seen(&c, said[i]) != wanted) return said[i];
  return "";
}

static void words_of_suicide_are_seen_in_any_spelling(void **state)
{
  static const char *const said[] = { "zelfmoord", "Ik wil DOOD", "ik wil dood!", "zelfdoding", "suïcidaal", "mezelf iets aandoen",
    "ik wil mijzelf  iets aan doen", "dood willen", "113", "help, ik wil er niet meer zijn", "kill myself" };
  (void)state;
  assert_string_equal(first_other(words_of_suicide, said, COUNT(said), true), "");
}

static void words_of_danger_are_seen(void **state)
{
  static const char *const said[] = { "hij wurgt me", "112", "noodgeval", "ze heeft een mes", "wapen in huis", "ik word nu geslagen", "acuut", "he will kill me" };
  (void)state;
  assert_string_equal(first_other(words_of_danger, said, COUNT(said), true), "");
}

static void other_words_are_left_alone(void **state)
{
  static const char *const said[] = { "agressie", "groep", "medewerker", "praten over vroeger", "training", "huisarts", "doodmoe", "messing" };
  (void)state;
  assert_string_equal(first_other(words_of_suicide, said, COUNT(said), false), "");
  assert_string_equal(first_other(words_of_danger, said, COUNT(said), false), "");
  assert_false(words_of_suicide(&c, NULL));
  assert_false(words_of_danger(&c, NULL));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(words_of_suicide_are_seen_in_any_spelling),
    cmocka_unit_test(words_of_danger_are_seen),
    cmocka_unit_test(other_words_are_left_alone),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
