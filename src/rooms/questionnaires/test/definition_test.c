/* FHIR Questionnaires: what is read comes out the same, what cannot be asked is refused by name, whatever is sent. */
#include "definition_edit.h"
#include "questionnaire_try.h"

static void reads_back(struct ctx *c, const struct definition *d)
{
  struct definition again;
  struct buf first = { 0 }, second = { 0 };
  definition_json(d, &first);
  assert_int_equal(definition_read(c, buf_text(&first), strlen(buf_text(&first)), &again), OK);
  definition_json(&again, &second);
  assert_string_equal(buf_text(&first), buf_text(&second));
  assert_int_equal(again.count, d->count);
  buf_release(&first);
  buf_release(&second);
}

static void the_shipped_ones_are_read_and_written_the_same(void **state)
{
  size_t count = 0;
  (void)state;
  for (size_t i = 0; i < shipped_count; i++) {
    struct ctx c;
    struct definition d;
    if (strncmp(shipped[i].name, "questionnaires/", 15) != 0) continue;
    ctx_init(&c, 0, NULL, 0);
    const char *const json = shipped_read(&c.arena, NULL, shipped[i].name);
    const int rc = definition_read(&c, json, strlen(json), &d);
    if (rc != OK) print_error("%s: %s: %s\n", shipped[i].name, c.error.field, c.error.text);
    assert_int_equal(rc, OK);
    for (size_t k = 0; k < d.count; k++) assert_string_not_equal(d.items[k].text[LANG_NL], d.items[k].text[LANG_EN]);
    assert_non_null(d.source);
    reads_back(&c, &d);
    ctx_release(&c);
    count++;
  }
  assert_true(count >= 4);
}

static void everything_that_is_read_is_written(void **state)
{
  struct ctx c;
  struct definition d;
  (void)state;
  ctx_init(&c, 0, NULL, 0);
  assert_int_equal(read_text(&c, QUESTIONNAIRE(
    YES_OR_NO("a", ",'required':true") ","
    "{'linkId':'b','prefix':'2','text':'Hoeveel','_text':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/translation','extension':[{'url':'lang','valueCode':'en'},"
    "{'url':'content','valueString':'How many'}]}]},'type':'integer','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/minValue','valueInteger':-1},"
    "{'url':'http://hl7.org/fhir/StructureDefinition/maxValue','valueInteger':40}]" WHEN("a", "=", "'answerBoolean':true") "},"
    "{'linkId':'g','text':'Groep','type':'group','enableWhen':[{'question':'b','operator':'>=','answerInteger':3},{'question':'a','operator':'exists','answerBoolean':false}],"
    "'enableBehavior':'any','item':[{'linkId':'g.1','text':'Wanneer','type':'date'}," YES_OR_NO("g.2", WHEN("g.1", "<", "'answerDate':'2026-01-31'")) ","
    CHOICE("g.3", ",'repeats':true") "," YES_OR_NO("g.4", WHEN("g.3", "!=", "'answerCoding':{'code':'b'}")) ",{'linkId':'g.5','text':'Let op','type':'display'},"
    "{'linkId':'g.6','text':'Vertel','type':'text','maxLength':12}]}"), &d), OK);
  assert_int_equal(d.count, 9);
  assert_string_equal(d.items[1].text[LANG_EN], "How many");
  assert_int_equal(d.items[1].least.n, -1);
  assert_int_equal(d.items[2].end, 9);
  assert_int_equal(d.items[4].parent, 2);
  assert_true(d.items[2].any);
  assert_int_equal(d.items[6].shown_if[0].option, 1);
  assert_int_equal(d.items[8].text_most, 12);
  reads_back(&c, &d);
  ctx_release(&c);
}

/* --- what cannot be asked ------------------------------------------------------------------------------------- */

static void refused(const char *text, const char *where, const char *part)
{
  struct ctx c;
  struct definition d = { .name = "as it was" };
  ctx_init(&c, 0, NULL, 0);
  c.lang = LANG_EN;
  const int rc = read_text(&c, text, &d);
  if (rc != ERR_INVALID || strcmp(c.error.field, where) != 0 || !strstr(c.error.text, part)) print_error("%s\n  %s: %s\n", text, c.error.field, c.error.text);
  assert_int_equal(rc, ERR_INVALID);
  assert_string_equal(c.error.field, where);
  assert_non_null(strstr(c.error.text, part));
  assert_string_equal(d.name, "as it was");
  ctx_release(&c);
}

static void what_is_not_known_is_refused_by_name(void **state)
{
  (void)state;
  refused("nonsense", "questionnaire", "JSON");
  refused("{'resourceType':'Patient'}", "questionnaire", "no FHIR Questionnaire");
  refused("{'resourceType':'Questionnaire','resourceType':'Questionnaire'}", "questionnaire", "JSON");
  refused("{'resourceType':'Questionnaire','language':'nl','contained':[]}", "questionnaire", "contained");
  refused("{'resourceType':'Questionnaire','language':'nl','modifierExtension':[]}", "questionnaire", "modifierExtension");
  refused("{'resourceType':'Questionnaire','language':'fr','id':'a','version':'1','title':'t','item':[]}", "questionnaire", "Dutch");
  refused("{'resourceType':'Questionnaire','language':'nl','id':'A b','version':'1','title':'t','item':[]}", "questionnaire", "small letters");
  refused("{'resourceType':'Questionnaire','language':'nl','id':'a','version':'1','title':'t','item':[]}", "questionnaire", "list");
  refused("{'resourceType':'Questionnaire','language':'nl','id':'a','version':'1','title':'t'}", "questionnaire", "at least one");
  refused(QUESTIONNAIRE(YES_OR_NO("a", ",'readOnly':true")), "a", "readOnly");
  refused(QUESTIONNAIRE(YES_OR_NO("a", ",'initial':[{'valueBoolean':true}]")), "a", "initial");
  refused(QUESTIONNAIRE(YES_OR_NO("a", ",'extension':[{'url':'http://x.invalid/y'}]")), "a", "x.invalid");
  refused(QUESTIONNAIRE("{'linkId':'a','text':'t','type':'attachment'}"), "a", "type");
  refused(QUESTIONNAIRE("{'linkId':'a b','text':'t','type':'boolean'}"), "questionnaire", "linkId");
  refused(QUESTIONNAIRE("{'linkId':'a','type':'boolean'}"), "a", "text");
  refused(QUESTIONNAIRE("[]"), "questionnaire", "object");
}

static void what_makes_no_sense_is_refused(void **state)
{
  (void)state;
  refused(QUESTIONNAIRE(YES_OR_NO("a", "") "," YES_OR_NO("a", "")), "a", "same linkId");
  refused(QUESTIONNAIRE("{'linkId':'a','text':'t','type':'group'}"), "a", "at least one");
  refused(QUESTIONNAIRE(YES_OR_NO("a", ",'item':[" YES_OR_NO("b", "") "]")), "a", "Only a group");
  refused(QUESTIONNAIRE(YES_OR_NO("a", ",'repeats':true")), "a", "Only of a choice");
  refused(QUESTIONNAIRE(YES_OR_NO("a", ",'required':'yes'")), "a", "true or false");
  refused(QUESTIONNAIRE(YES_OR_NO("a", ",'maxLength':10")), "a", "open answer");
  refused(QUESTIONNAIRE("{'linkId':'a','text':'t','type':'display','required':true}"), "a", "required");
  refused(QUESTIONNAIRE("{'linkId':'a','text':'t','type':'choice'}"), "a", "has options");
  refused(QUESTIONNAIRE(YES_OR_NO("a", ",'answerOption':[" OPTION("a") "]")), "a", "Only a choice");
  refused(QUESTIONNAIRE("{'linkId':'a','text':'t','type':'choice','answerOption':[" OPTION("x") "," OPTION("x") "]}"), "a", "same code");
  refused(QUESTIONNAIRE("{'linkId':'a','text':'t','type':'choice','answerOption':[{'valueString':'x'}]}"), "a", "valueCoding");
}

/* A question can wait for an earlier one only: so no two can wait for one another, however long the way around. */
static void a_condition_asks_for_what_stands_before_it(void **state)
{
  (void)state;
  refused(QUESTIONNAIRE(YES_OR_NO("a", WHEN("a", "=", "'answerBoolean':true"))), "a", "before it");
  refused(QUESTIONNAIRE(YES_OR_NO("a", WHEN("b", "=", "'answerBoolean':true")) "," YES_OR_NO("b", WHEN("a", "=", "'answerBoolean':true"))), "a", "before it");
  refused(QUESTIONNAIRE("{'linkId':'g','text':'t','type':'group'" WHEN("x", "=", "'answerBoolean':true") ",'item':[" YES_OR_NO("x", "") "]}"), "g", "before it");
  refused(QUESTIONNAIRE("{'linkId':'g','text':'t','type':'group','item':[" YES_OR_NO("x", WHEN("g", "exists", "'answerBoolean':true")) "]}"), "x", "before it");
  refused(QUESTIONNAIRE(YES_OR_NO("a", "") "," YES_OR_NO("b", WHEN("a", "=", "'answerInteger':1"))), "b", "not of the type");
  refused(QUESTIONNAIRE(YES_OR_NO("a", "") "," YES_OR_NO("b", WHEN("a", ">", "'answerBoolean':true"))), "b", "does not fit");
  refused(QUESTIONNAIRE(YES_OR_NO("a", "") "," YES_OR_NO("b", WHEN("a", "~", "'answerBoolean':true"))), "b", "comparison");
  refused(QUESTIONNAIRE(CHOICE("a", "") "," YES_OR_NO("b", WHEN("a", "=", "'answerCoding':{'code':'z'}"))), "b", "option");
  refused(QUESTIONNAIRE(YES_OR_NO("a", "") "," YES_OR_NO("b", ",'enableWhen':[{'question':'a','operator':'=','answerBoolean':true},{'question':'a','operator':'=','answerBoolean':false}]")),
    "b", "all or any");
}

static void what_is_too_much_is_refused(void **state)
{
  struct ctx c;
  struct definition d;
  struct buf b = { .max = 1 << 20 };
  (void)state;
  ctx_init(&c, 0, NULL, 0);
  for (int i = 0; i < 3000; i++) put(&b, "{\"item\":[");
  assert_int_equal(definition_read(&c, buf_text(&b), strlen(buf_text(&b)), &d), ERR_INVALID);
  buf_release(&b);
  b = (struct buf){ .max = 1 << 20 };
  put(&b, quoted(&c, "{'resourceType':'Questionnaire','language':'nl','id':'a','version':'1','title':'t','item':["));
  for (int i = 0; i < ITEM_DEPTH_MOST; i++) {
    put(&b, quoted(&c, "{'type':'group','text':'t','linkId':'g"));
    put_int(&b, i);
    put(&b, quoted(&c, "','item':["));
  }
  put(&b, quoted(&c, YES_OR_NO("q", "")));
  for (int i = 0; i < ITEM_DEPTH_MOST; i++) put(&b, "]}");
  put(&b, "]}");
  assert_int_equal(definition_read(&c, buf_text(&b), strlen(buf_text(&b)), &d), ERR_INVALID);
  assert_non_null(strstr(c.error.text, "five deep"));
  buf_release(&b);
  b = (struct buf){ .max = 1 << 20 };
  put(&b, quoted(&c, "{'resourceType':'Questionnaire','language':'nl','id':'a','version':'1','title':'t','item':["));
  for (int i = 0; i < ITEMS_MOST + 1; i++) {
    put(&b, quoted(&c, i ? ",{'type':'boolean','text':'t','linkId':'q" : "{'type':'boolean','text':'t','linkId':'q"));
    put_int(&b, i);
    put(&b, "\"}");
  }
  put(&b, "]}");
  assert_int_equal(definition_read(&c, buf_text(&b), strlen(buf_text(&b)), &d), ERR_INVALID);
  buf_release(&b);
  char *const large = calloc(1, DEFINITION_BYTES + 1);
  memset(large, ' ', DEFINITION_BYTES + 1);
  assert_int_equal(definition_read(&c, large, DEFINITION_BYTES + 1, &d), ERR_INVALID);
  free(large);
  ctx_release(&c);
}

/* Who is asked about what must not be guessed: a person, or nothing is said. */
static void it_is_about_a_person_or_says_nothing_of_that(void **state)
{
  static const char *const wrong[] = { "[]", "['Group']", "['Patient','Group']", "'Patient'", "[7]", "null" };
  struct definition d, again;
  struct buf b = { 0 };
  struct ctx c;
  const char *json;
  (void)state;
  ctx_init(&c, 0, NULL, 0);
  assert_int_equal(read_text(&c, QUESTIONNAIRE(YES_OR_NO("a", "")), &d), OK);
  assert_false(d.about_person);
  definition_json(&d, &b);
  assert_null(strstr(buf_text(&b), "subjectType"));
  assert_int_equal(definition_put_head(&c, buf_text(&b), &(struct head_form){ .title = "Proef", .about = ABOUT_PERSON }, &json), OK);
  assert_int_equal(definition_read(&c, json, strlen(json), &d), OK);
  assert_true(d.about_person);
  reads_back(&c, &d);
  buf_release(&b);
  definition_json(&d, &b);
  assert_int_equal(definition_read(&c, buf_text(&b), strlen(buf_text(&b)), &again), OK);
  assert_true(again.about_person);
  assert_int_equal(definition_put_head(&c, json, &(struct head_form){ .title = "Anders" }, &json), OK);         /* not said: as it was */
  assert_non_null(strstr(json, "Patient"));
  assert_int_equal(definition_put_head(&c, json, &(struct head_form){ .title = "Anders", .about = ABOUT_TEAM }, &json), OK);
  assert_null(strstr(json, "subjectType"));
  for (size_t i = 0; i < COUNT(wrong); i++) {
    char text[400];
    snprintf(text, sizeof text, "{'resourceType':'Questionnaire','language':'nl','id':'proef','version':'1','title':'Proef','subjectType':%s,'item':[" YES_OR_NO("a", "") "]}", wrong[i]);
    assert_int_equal(read_text(&c, text, &d), ERR_INVALID);
  }
  buf_release(&b);
  ctx_release(&c);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_shipped_ones_are_read_and_written_the_same),
    cmocka_unit_test(everything_that_is_read_is_written),
    cmocka_unit_test(what_is_not_known_is_refused_by_name),
    cmocka_unit_test(what_makes_no_sense_is_refused),
    cmocka_unit_test(a_condition_asks_for_what_stands_before_it),
    cmocka_unit_test(it_is_about_a_person_or_says_nothing_of_that),
    cmocka_unit_test(what_is_too_much_is_refused),
  };
  return cmocka_run_group_tests_name("definition", tests, NULL, NULL);
}
