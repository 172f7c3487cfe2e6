/* What is asked, what counts, and what it adds up to. */
#include "questionnaire_try.h"

struct filled { struct ctx c; struct definition d; struct answers a; };

static void asks(struct filled *f, const char *text)
{
  ctx_init(&f->c, 0, NULL, 0);
  f->c.lang = LANG_EN;
  const int rc = read_text(&f->c, text, &f->d);
  if (rc != OK) print_error("%s: %s\n", f->c.error.field, f->c.error.text);
  assert_int_equal(rc, OK);
  assert_int_equal(answers_begin(&f->c, &f->d, &f->a), OK);
}
static void ends(struct filled *f) { ctx_release(&f->c); }
static int says(struct filled *f, const char *link_id, const char *value)
{
  const size_t at = definition_find(&f->d, link_id);
  assert_int_not_equal(at, NO_ITEM);
  const int rc = answer_set(&f->c, &f->a, at, &value, 1);
  answers_show(&f->a);
  return rc;
}
static bool shown(const struct filled *f, const char *link_id) { return f->a.shown[definition_find(&f->d, link_id)]; }
static bool given(const struct filled *f, const char *link_id)
{
  const size_t at = definition_find(&f->d, link_id);
  return answer_given(&f->d.items[at], &f->a.at[at]);
}

static void a_question_follows_from_what_was_answered(void **state)
{
  struct filled f;
  (void)state;
  asks(&f, QUESTIONNAIRE(CHOICE("a", "") "," YES_OR_NO("b", WHEN("a", "=", "'answerCoding':{'code':'b'}") ",'required':true") ","
    YES_OR_NO("c", WHEN("b", "=", "'answerBoolean':true")) "," YES_OR_NO("d", WHEN("a", "exists", "'answerBoolean':false"))));
  answers_show(&f.a);
  assert_true(shown(&f, "a") && !shown(&f, "b") && !shown(&f, "c") && shown(&f, "d"));
  assert_int_equal(says(&f, "a", "b"), OK);
  assert_true(shown(&f, "b") && !shown(&f, "c") && !shown(&f, "d"));
  assert_int_equal(says(&f, "b", "yes"), OK);
  assert_int_equal(says(&f, "c", "no"), OK);
  assert_true(shown(&f, "c"));
  assert_int_equal(says(&f, "a", "a"), OK);                 /* and all that hung on it is gone again */
  assert_true(!shown(&f, "b") && !shown(&f, "c"));
  assert_int_equal(answers_finish(&f.c, &f.a), OK);
  assert_true(given(&f, "a") && !given(&f, "b") && !given(&f, "c"));
  ends(&f);
}

static void nothing_inside_a_group_that_is_not_shown_counts(void **state)
{
  struct filled f;
  (void)state;
  asks(&f, QUESTIONNAIRE(YES_OR_NO("a", "") ",{'linkId':'g','text':'t','type':'group'" WHEN("a", "=", "'answerBoolean':true") ",'item':["
    YES_OR_NO("x", ",'required':true") "]}," YES_OR_NO("y", WHEN("x", "=", "'answerBoolean':true"))));
  assert_int_equal(says(&f, "x", "yes"), OK);
  assert_true(!shown(&f, "g") && !shown(&f, "x") && !shown(&f, "y"));
  assert_int_equal(says(&f, "a", "yes"), OK);
  assert_true(shown(&f, "x") && shown(&f, "y"));
  ends(&f);
}

static void all_conditions_hold_or_any_of_them(void **state)
{
  struct filled f;
  (void)state;
  asks(&f, QUESTIONNAIRE("{'linkId':'n','text':'t','type':'integer'},{'linkId':'d','text':'t','type':'date'},"
    YES_OR_NO("all", ",'enableBehavior':'all','enableWhen':[{'question':'n','operator':'>','answerInteger':3},{'question':'d','operator':'<=','answerDate':'2026-06-30'}]") ","
    YES_OR_NO("any", ",'enableBehavior':'any','enableWhen':[{'question':'n','operator':'>','answerInteger':3},{'question':'d','operator':'<=','answerDate':'2026-06-30'}]") ","
    YES_OR_NO("other", WHEN("n", "!=", "'answerInteger':4"))));
  answers_show(&f.a);
  assert_true(!shown(&f, "all") && !shown(&f, "any") && !shown(&f, "other"));            /* of no answer nothing holds, "is not" neither */
  assert_int_equal(says(&f, "n", "4"), OK);
  assert_true(!shown(&f, "all") && shown(&f, "any") && !shown(&f, "other"));
  assert_int_equal(says(&f, "d", "2026-06-30"), OK);
  assert_true(shown(&f, "all"));
  assert_int_equal(says(&f, "d", "2026-07-01"), OK);
  assert_true(!shown(&f, "all") && shown(&f, "any"));
  ends(&f);
}

static void what_does_not_fit_the_question_is_refused_on_it(void **state)
{
  static const struct { const char *link_id, *value; } wrong[] = { { "yes", "ja" }, { "yes", "1" }, { "one", "z" }, { "n", "12x" }, { "n", "41" }, { "n", "-1" }, { "n", "99999999999999999999" },
    { "d", "2026-02-30" }, { "d", "morgen" }, { "t", "veel te lang" }, { "g", "yes" } };
  struct filled f;
  (void)state;
  asks(&f, QUESTIONNAIRE(YES_OR_NO("yes", "") "," CHOICE("one", "") ",{'linkId':'n','text':'t','type':'integer','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/minValue','valueInteger':0},"
    "{'url':'http://hl7.org/fhir/StructureDefinition/maxValue','valueInteger':40}]},{'linkId':'d','text':'t','type':'date'},{'linkId':'t','text':'t','type':'string','maxLength':10},"
    "{'linkId':'g','text':'t','type':'group','item':[{'linkId':'i','text':'t','type':'display'}]}"));
  for (size_t i = 0; i < COUNT(wrong); i++) {
    assert_int_equal(says(&f, wrong[i].link_id, wrong[i].value), ERR_INVALID);
    assert_string_equal(f.c.error.field, wrong[i].link_id);
  }
  assert_int_equal(says(&f, "t", "één twee 3"), OK);          /* ten characters, not bytes */
  assert_int_equal(says(&f, "n", "40"), OK);
  assert_int_equal(says(&f, "n", ""), OK);
  assert_false(given(&f, "n"));
  const char *const both[] = { "a", "b" };
  assert_int_equal(answer_set(&f.c, &f.a, definition_find(&f.d, "one"), both, 2), ERR_INVALID);
  ends(&f);
}

static void none_of_these_cannot_stand_beside_another(void **state)
{
  struct filled f;
  (void)state;
  asks(&f, QUESTIONNAIRE("{'linkId':'q','text':'t','type':'open-choice','repeats':true,'answerOption':[" OPTION("a") "," OPTION("b")
    ",{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive','valueBoolean':true}],'valueCoding':{'code':'none','display':'Geen'}}]}"));
  const char *const two[] = { "a", "b" }, *const torn[] = { "a", "none" }, *const other[] = { "b", "Iets anders" }, *const alone[] = { "none" }, *const texts[] = { "x y", "z" };
  assert_int_equal(answer_set(&f.c, &f.a, 0, two, 2), OK);
  assert_int_equal(f.a.at[0].options, 3);
  assert_int_equal(answer_set(&f.c, &f.a, 0, torn, 2), ERR_INVALID);
  assert_int_equal(f.a.at[0].options, 3);                   /* as it was */
  assert_int_equal(answer_set(&f.c, &f.a, 0, other, 2), OK);
  assert_string_equal(f.a.at[0].text, "Iets anders");
  assert_int_equal(answer_set(&f.c, &f.a, 0, alone, 1), OK);
  assert_int_equal(answer_set(&f.c, &f.a, 0, texts, 2), ERR_INVALID);
  ends(&f);
}

static void required_is_what_is_shown(void **state)
{
  struct filled f;
  (void)state;
  asks(&f, QUESTIONNAIRE(YES_OR_NO("a", ",'required':true") "," YES_OR_NO("b", ",'required':true" WHEN("a", "=", "'answerBoolean':true"))));
  assert_int_equal(answers_finish(&f.c, &f.a), ERR_INVALID);
  assert_string_equal(f.c.error.field, "a");
  assert_int_equal(says(&f, "a", "no"), OK);
  assert_int_equal(answers_finish(&f.c, &f.a), OK);
  assert_int_equal(says(&f, "a", "yes"), OK);
  assert_int_equal(answers_finish(&f.c, &f.a), ERR_INVALID);
  assert_string_equal(f.c.error.field, "b");
  ends(&f);
}

#define SCORED(code, n) "{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/ordinalValue','valueDecimal':" n "}],'valueCoding':{'code':'" code "','display':'t'}}"
#define SCORES(id, more) "{'linkId':'" id "','text':'t','type':'choice','answerOption':[" SCORED("no", "0") "," SCORED("some", "1") "," SCORED("all", "3") "," OPTION("unknown") "]" more "}"

static void scores_count_what_was_shown_and_answered(void **state)
{
  struct filled f;
  (void)state;
  asks(&f, QUESTIONNAIRE("{'linkId':'g','text':'t','type':'group','item':[" SCORES("a", "") "," SCORES("b", "") "," SCORES("c", WHEN("a", "=", "'answerCoding':{'code':'all'}")) ","
    SCORES("m", ",'repeats':true") "]}"));
  assert_int_equal(says(&f, "a", "some"), OK);
  assert_int_equal(says(&f, "b", "unknown"), OK);           /* who does not know is not counted as nothing */
  assert_int_equal(says(&f, "c", "all"), OK);
  struct score s = answers_score(&f.a, 0);
  assert_int_equal(s.sum, 1);
  assert_int_equal(s.most, 3);
  assert_int_equal(s.of, 1);
  assert_int_equal(says(&f, "a", "all"), OK);
  const char *const both[] = { "some", "all" };
  assert_int_equal(answer_set(&f.c, &f.a, definition_find(&f.d, "m"), both, 2), OK);
  s = answers_score(&f.a, 0);
  assert_int_equal(s.sum, 3 + 3 + 4);
  assert_int_equal(s.most, 3 + 3 + 4);
  assert_int_equal(s.of, 3);
  ends(&f);
}

/* --- as FHIR --------------------------------------------------------------------------------------------------- */

static void a_response_comes_back_as_it_went(void **state)
{
  struct filled f;
  struct answers again;
  struct buf first = { 0 }, second = { 0 };
  (void)state;
  asks(&f, QUESTIONNAIRE(YES_OR_NO("yes", "") ",{'linkId':'g','text':'t','type':'group','item':[" CHOICE("many", ",'repeats':true") ",{'linkId':'n','text':'t','type':'integer'}]},"
    "{'linkId':'d','text':'t','type':'date'},{'linkId':'t','text':'t','type':'text'},{'linkId':'o','text':'t','type':'open-choice','answerOption':[" OPTION("a") "]}"));
  const char *const two[] = { "a", "c" };
  assert_int_equal(says(&f, "yes", "no"), OK);
  assert_int_equal(answer_set(&f.c, &f.a, definition_find(&f.d, "many"), two, 2), OK);
  assert_int_equal(says(&f, "n", "-7"), OK);
  assert_int_equal(says(&f, "d", "2026-11-23"), OK);
  assert_int_equal(says(&f, "t", "Eerste regel\nen \"nog\" een"), OK);
  assert_int_equal(says(&f, "o", "Iets anders"), OK);
  answers_json(&f.a, true, &first);
  const int rc = answers_read(&f.c, &f.d, buf_text(&first), strlen(buf_text(&first)), &again);
  if (rc != OK) print_error("%s: %s\n%s\n", f.c.error.field, f.c.error.text, buf_text(&first));
  assert_int_equal(rc, OK);
  answers_json(&again, true, &second);
  assert_string_equal(buf_text(&first), buf_text(&second));
  assert_non_null(strstr(buf_text(&first), "\"questionnaire\":\"Questionnaire/proef|1\""));
  buf_release(&first);
  buf_release(&second);
  ends(&f);
}

static void a_response_to_something_else_is_refused(void **state)
{
  static const char *const wrong[] = { "[]", "{'resourceType':'Questionnaire'}", "{'resourceType':'QuestionnaireResponse','item':[{'linkId':'z','answer':[{'valueBoolean':true}]}]}",
    "{'resourceType':'QuestionnaireResponse','item':[{'linkId':'x','answer':[{'valueBoolean':true}]}]}",
    "{'resourceType':'QuestionnaireResponse','item':[{'linkId':'a','answer':[{'valueBoolean':true}]},{'linkId':'a','answer':[{'valueBoolean':true}]}]}",
    "{'resourceType':'QuestionnaireResponse','item':[{'linkId':'a','answer':[{'valueBoolean':true,'valueInteger':1}]}]}",
    "{'resourceType':'QuestionnaireResponse','item':[{'linkId':'a','answer':[{}]}]}", "{'resourceType':'QuestionnaireResponse','item':[{'linkId':'a','answer':{}}]}",
    "{'resourceType':'QuestionnaireResponse','subject':{},'item':[{'linkId':'a','answer':[{'valueBoolean':true}]}]}", "{'resourceType':'QuestionnaireResponse','item':[3]}" };
  struct filled f;
  (void)state;
  asks(&f, QUESTIONNAIRE(YES_OR_NO("a", "") ",{'linkId':'g','text':'t','type':'group','item':[" YES_OR_NO("x", "") "]}"));
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct answers out = { .of = NULL };
    const char *const json = quoted(&f.c, wrong[i]);
    const int rc = answers_read(&f.c, &f.d, json, strlen(json), &out);
    if (rc != ERR_INVALID) print_error("%s\n", wrong[i]);
    assert_int_equal(rc, ERR_INVALID);
    assert_null(out.of);
  }
  ends(&f);
}

/* Each question waits for the ten before it: one pass, not a tree. */
static void many_conditions_are_one_pass(void **state)
{
  enum { QUESTIONS = 300 };
  struct buf b = { .max = 1 << 20 };
  struct filled f;
  (void)state;
  put(&b, "{'resourceType':'Questionnaire','language':'nl','id':'a','version':'1','title':'t','item':[");
  for (int i = 0; i < QUESTIONS; i++) {
    put(&b, i ? ",{'type':'boolean','text':'t','linkId':'q" : "{'type':'boolean','text':'t','linkId':'q");
    put_int(&b, i);
    put(&b, i ? "','enableBehavior':'any','enableWhen':[" : "'");
    for (int k = i > SHOWN_IF_MOST ? i - SHOWN_IF_MOST : 0; k < i; k++) {
      put(&b, "{'question':'q");
      put_int(&b, k);
      put(&b, k + 1 < i ? "','operator':'exists','answerBoolean':false}," : "','operator':'exists','answerBoolean':false}");
    }
    put(&b, i ? "]}" : "}");
  }
  put(&b, "]}");
  asks(&f, buf_text(&b));
  for (int i = 0; i < 1000; i++) answers_show(&f.a);
  assert_true(f.a.shown[QUESTIONS - 1]);
  buf_release(&b);
  ends(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_question_follows_from_what_was_answered),
    cmocka_unit_test(nothing_inside_a_group_that_is_not_shown_counts),
    cmocka_unit_test(all_conditions_hold_or_any_of_them),
    cmocka_unit_test(what_does_not_fit_the_question_is_refused_on_it),
    cmocka_unit_test(none_of_these_cannot_stand_beside_another),
    cmocka_unit_test(required_is_what_is_shown),
    cmocka_unit_test(scores_count_what_was_shown_and_answered),
    cmocka_unit_test(a_response_comes_back_as_it_went),
    cmocka_unit_test(a_response_to_something_else_is_refused),
    cmocka_unit_test(many_conditions_are_one_pass),
  };
  return cmocka_run_group_tests_name("answers", tests, NULL, NULL);
}
