/* Counts: the same as counting by hand, however they are stored in between. */
#include "questionnaire_try.h"
#include "../../../base/test/sample.h"
#include "answer_counts.h"

static const char questions[] = QUESTIONNAIRE(CHOICE("a", "") "," CHOICE("m", ",'repeats':true") "," YES_OR_NO("y", WHEN("a", "=", "'answerCoding':{'code':'b'}")) ","
  "{'linkId':'s','text':'Klein','type':'integer','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/minValue','valueInteger':-2},"
  "{'url':'http://hl7.org/fhir/StructureDefinition/maxValue','valueInteger':3}]},{'linkId':'n','text':'Groot','type':'integer'},{'linkId':'t','text':'Tekst','type':'text'}");

static void says(struct ctx *c, struct answers *a, const char *link_id, const char *const *values, size_t n) { assert_int_equal(answer_set(c, a, definition_find(a->of, link_id), values, n), OK); }
static void says_number(struct ctx *c, struct answers *a, const char *link_id, int n)
{
  char text[16];
  snprintf(text, sizeof text, "%d", n);
  says(c, a, link_id, &(const char *){ text }, 1);
}

static void counts_are_those_by_hand_also_when_they_are_stored_and_read_between(void **state)
{
  static const char *const codes[] = { "a", "b", "c" };
  struct ctx c;
  struct definition d;
  struct answer_counts counts;
  int64_t a[3] = { 0 }, m[3] = { 0 }, yes = 0, small[6] = { 0 }, sum = 0, texts = 0, y = 0;
  (void)state;
  ctx_init(&c, 0, NULL, 0);
  assert_int_equal(read_text(&c, questions, &d), OK);
  assert_int_equal(counts_begin(&c, &d, &counts), OK);
  chance_seed(3);
  for (int i = 0; i < 500; i++) {
    struct answers one;
    assert_int_equal(answers_begin(&c, &d, &one), OK);
    const uint32_t choice = chance_below(4), both = chance_below(3), said = chance_below(3), n = chance_below(6), many = chance_below(9000);
    if (choice < 3) { says(&c, &one, "a", &codes[choice], 1); a[choice]++; }
    if (both) { says(&c, &one, "m", codes, both); for (uint32_t k = 0; k < both; k++) m[k]++; }
    if (said) says(&c, &one, "y", &(const char *){ said == 1 ? "yes" : "no" }, 1);
    if (said && choice == 1) { y++; yes += said == 1; }                       /* else it is not shown */
    says_number(&c, &one, "s", (int)n - 2);
    small[n]++;
    says_number(&c, &one, "n", (int)many);
    sum += many;
    if (many % 3 == 0) { says(&c, &one, "t", &(const char *){ "Iets" }, 1); texts++; }
    answers_show(&one);
    counts_add(&counts, &one);
    if (i % 7 == 0) {                                                         /* by way of the database */
      struct buf b = { 0 };
      struct answer_counts again;
      counts_write(&counts, &b);
      assert_int_equal(counts_begin(&c, &d, &again), OK);
      assert_int_equal(counts_read(&c, buf_text(&b), &again), OK);
      counts = again;
      buf_release(&b);
    }
  }
  assert_int_equal(counts.answered, 500);
  assert_memory_equal(counts.at[0].of, a, sizeof a);
  assert_memory_equal(counts.at[1].of, m, sizeof m);
  assert_true(counts.at[2].of[0] == yes && counts.at[2].answered == y);
  assert_memory_equal(counts.at[3].of, small, sizeof small);
  assert_true(counts.at[4].sum == sum && counts.at[4].of_count == 0);
  assert_int_equal(counts.at[5].answered, texts);
  ctx_release(&c);
}

static void counts_of_other_questions_are_refused(void **state)
{
  static const char *const wrong[] = { "", "1", "1\n", "x\n", "1\n0 0 0 0 0\n", "0\n0 0 0 0 0\n0 0 0 0 0\n0 0 0 0\n0 0 0 0 0 0 0 0\n0 0\n0 0\nmore" };
  struct ctx c;
  struct definition d;
  (void)state;
  ctx_init(&c, 0, NULL, 0);
  assert_int_equal(read_text(&c, questions, &d), OK);
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct answer_counts counts;
    assert_int_equal(counts_begin(&c, &d, &counts), OK);
    assert_int_equal(counts_read(&c, wrong[i], &counts), ERR_STORE);
  }
  ctx_release(&c);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(counts_are_those_by_hand_also_when_they_are_stored_and_read_between),
    cmocka_unit_test(counts_of_other_questions_are_refused),
  };
  return cmocka_run_group_tests_name("answer_counts", tests, NULL, NULL);
}
