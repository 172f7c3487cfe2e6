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
    "ik wil mijzelf  iets aan doen", "dood willen", "113", "help, ik wil er niet meer zijn", "kill myself", "ik zie het niet meer zitten", "ik snij mezelf", "kan niet meer",
    "ik wil niet meer leven", "I want to die", "suicide", "ik maak er een eind aan", "end my life", "zelf doding" };
  (void)state;
  assert_string_equal(first_other(words_of_suicide, said, COUNT(said), true), "");
}

static void words_of_danger_are_seen(void **state)
{
  static const char *const said[] = { "hij wurgt me", "112", "noodgeval", "ze heeft een mes", "wapen in huis", "ik word nu geslagen", "acuut", "he will kill me",
    "ik maak haar dood", "hij maakt me dood", "ik vermoord ze", "hij wil mij vermoorden", "ik steek hem neer", "hij stak mij bijna neer", "ik ga haar iets aandoen", "ik doe hem wat aan, wat aandoen",
    "hij laat me niet weg", "laat me niet weggaan", "hij staat voor de deur", "mijn ex staat weer voor mijn deur", "mishandeld", "pistool", "ik heb de baby geschud", "baby slaan", "ik sla de baby",
    "verkracht", "hij bedreigt me", "kill", "he has a gun", "knife", "he strangled me", "choked me", "he won't let me leave" };
  (void)state;
  assert_string_equal(first_other(words_of_danger, said, COUNT(said), true), "");
}

static void other_words_are_left_alone(void **state)
{
  static const char *const said[] = { "agressie", "groep", "medewerker", "praten over vroeger", "training", "huisarts", "doodmoe", "messing", "lotgenoten", "skills", "iets met mijn kinderen", "deur", "dansles" };
  (void)state;
  assert_string_equal(first_other(words_of_suicide, said, COUNT(said), false), "");
  assert_string_equal(first_other(words_of_danger, said, COUNT(said), false), "");
  assert_false(words_of_suicide(&c, NULL));
  assert_false(words_of_danger(&c, NULL));
  assert_false(words_of_danger(&c, ""));
}

static void who_writes_about_himself_is_seen(void **state)
{
  (void)state;
  assert_true(words_begin_with_i(&c, "Ik maak haar dood") && words_begin_with_i(&c, "I'm going to kill her") && words_begin_with_i(&c, " ik"));
  assert_false(words_begin_with_i(&c, "hij maakt mij dood") || words_begin_with_i(&c, "ikea") || words_begin_with_i(&c, NULL));
}

static void urgent_words_are_no_typing_errors(void **state)
{
  (void)state;
  assert_true(urgent_word("vermoorden") && urgent_word("kill") && urgent_word("wurgt"));
  assert_false(urgent_word("agresie") || urgent_word(""));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(words_of_suicide_are_seen_in_any_spelling),
    cmocka_unit_test(words_of_danger_are_seen),
    cmocka_unit_test(other_words_are_left_alone),
    cmocka_unit_test(who_writes_about_himself_is_seen),
    cmocka_unit_test(urgent_words_are_no_typing_errors),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
