/* Changing a questionnaire question by question: each change leaves one that can be asked, or is refused. */
#include "questionnaire_try.h"
#include "../../../base/test/sample.h"
#include "definition_edit.h"

struct editing { struct ctx c; const char *json; struct definition d; };

static void begins(struct editing *e, const char *text)
{
  ctx_init(&e->c, 0, NULL, 0);
  e->json = quoted(&e->c, text);
  assert_int_equal(definition_read(&e->c, e->json, strlen(e->json), &e->d), OK);
}
static void becomes(struct editing *e, int rc, const char *json)
{
  if (rc != OK) print_error("%s: %s\n", e->c.error.field ? e->c.error.field : "", e->c.error.text);
  assert_int_equal(rc, OK);
  e->json = json;
  assert_int_equal(definition_read(&e->c, json, strlen(json), &e->d), OK);
}
static void puts_item(struct editing *e, const struct item_form *f)
{
  const char *json = NULL;
  const int rc = definition_put_item(&e->c, e->json, f, &json);
  becomes(e, rc, json);
}
static const char *order(struct editing *e)
{
  const char *all = "";
  for (size_t i = 0; i < e->d.count; i++) all = JOIN(&e->c.arena, all, *all ? " " : "", e->d.items[i].link_id);
  return all;
}

#define GROUP(id, items) "{'linkId':'" id "','text':'Groep','type':'group','item':[" items "]}"

static void a_question_is_added_changed_moved_and_taken_away(void **state)
{
  struct editing e;
  const char *json = NULL;
  (void)state;
  begins(&e, QUESTIONNAIRE(YES_OR_NO("a", "") "," GROUP("g", YES_OR_NO("b", ""))));
  puts_item(&e, &(struct item_form){ .type = ITEM_CHOICE, .text = "Hoe?", .text_en = "How?", .after = "g", .options = "goed | Goed | Good | 2\n!weet-niet | Weet niet\n", .required = YES,
    .conditions = "b = yes\n" });
  assert_string_equal(order(&e), "a g b v1");
  const struct item *const made = &e.d.items[3];
  assert_int_equal(made->parent, 1);
  assert_int_equal(made->options[0].score.n, 2);
  assert_true(made->options[1].exclusive && made->required && made->shown_if_count == 1);
  assert_string_equal(made->text[LANG_EN], "How?");
  const int moved = definition_move_item(&e.c, e.json, "v1", MOVE_DOWN, &json);      /* last already: it stays */
  becomes(&e, moved, json);
  assert_string_equal(order(&e), "a g b v1");
  const int up = definition_move_item(&e.c, e.json, "g", MOVE_UP, &json);
  becomes(&e, up, json);
  assert_string_equal(order(&e), "g b v1 a");
  const int out = definition_move_item(&e.c, e.json, "a", MOVE_OUT, &json);
  becomes(&e, out, json);
  assert_string_equal(order(&e), "g b v1");
  ctx_release(&e.c);
}

static void what_would_leave_no_questionnaire_is_refused_and_says_what(void **state)
{
  struct editing e;
  const char *json = NULL;
  (void)state;
  begins(&e, QUESTIONNAIRE(YES_OR_NO("a", "") "," YES_OR_NO("b", WHEN("a", "=", "'answerBoolean':true"))));
  assert_int_equal(definition_move_item(&e.c, e.json, "a", MOVE_OUT, &json), ERR_INVALID);      /* b asks for it */
  assert_int_equal(definition_move_item(&e.c, e.json, "a", MOVE_DOWN, &json), ERR_INVALID);     /* and only looks back */
  assert_int_equal(definition_move_item(&e.c, e.json, "x", MOVE_UP, &json), ERR_NOT_FOUND);
  assert_int_equal(definition_put_item(&e.c, e.json, &(struct item_form){ .type = ITEM_CHOICE, .text = "Hoe?" }, &json), ERR_INVALID);
  assert_int_equal(definition_put_item(&e.c, e.json, &(struct item_form){ .type = ITEM_CHOICE, .text = "Hoe?", .options = "een" }, &json), ERR_INVALID);
  assert_string_equal(e.c.error.field, "options");
  assert_int_equal(definition_put_item(&e.c, e.json, &(struct item_form){ .type = ITEM_TEXT, .text = "Hoe?", .conditions = "z = yes" }, &json), ERR_INVALID);
  assert_string_equal(e.c.error.field, "conditions");
  assert_int_equal(definition_put_item(&e.c, e.json, &(struct item_form){ .link_id = "a", .type = ITEM_NUMBER, .text = "Hoeveel?", .least = num(5), .most = num(1) }, &json), ERR_INVALID);
  assert_null(json);
  ctx_release(&e.c);
}

static void criteria_come_into_a_group_of_their_own_once_each(void **state)
{
  static const struct criterion first[] = { { "D1", "Een", "One" }, { "D2", "Twee", NULL } }, second[] = { { "D2", "Twee, anders", NULL }, { "D3", "Drie", NULL } };
  const struct criteria k[] = { { "criteria", "Criteria", NULL, first, 2 }, { "criteria", "Criteria", NULL, second, 2 } };
  struct editing e;
  (void)state;
  begins(&e, QUESTIONNAIRE(YES_OR_NO("a", "")));
  for (size_t i = 0; i < COUNT(k); i++) {
    const char *json = NULL;
    const int rc = definition_put_criteria(&e.c, e.json, &k[i], &json);
    becomes(&e, rc, json);
  }
  assert_string_equal(order(&e), "a criteria D1 D2 D3");
  assert_string_equal(e.d.items[3].text[LANG_NL], "Twee, anders");
  assert_int_equal(e.d.items[4].option_count, 4);
  puts_item(&e, &(struct item_form){ .link_id = "criteria", .type = ITEM_DISPLAY, .text = "Geen groep meer" });
  const char *json = NULL;
  assert_int_equal(definition_put_criteria(&e.c, e.json, &k[0], &json), ERR_INVALID);
  ctx_release(&e.c);
}

/* What a form shows of each question of those that come with the program, sent back unchanged, changes nothing. */
static void a_form_that_is_sent_back_as_it_was_changes_nothing(void **state)
{
  (void)state;
  for (size_t i = 0; i < shipped_count; i++) {
    struct editing e;
    struct buf before = { 0 }, after = { 0 };
    if (strncmp(shipped[i].name, "questionnaires/", 15) != 0) continue;
    ctx_init(&e.c, 0, NULL, 0);
    const char *const json = shipped_read(&e.c.arena, NULL, shipped[i].name);
    becomes(&e, OK, json);
    definition_json(&e.d, &before);
    for (size_t k = 0; k < e.d.count; k++) {
      const struct item_form f = item_as_form(&e.c, &e.d, k);
      puts_item(&e, &f);
    }
    definition_json(&e.d, &after);
    assert_string_equal(buf_text(&before), buf_text(&after));
    buf_release(&before);
    buf_release(&after);
    ctx_release(&e.c);
  }
}

/* Whatever is typed: a questionnaire, or a message. */
static void no_form_whatever_breaks_it(void **state)
{
  static const char *const texts[] = { "a = yes", "b exists no", "a", "= =", "een | Een\ntwee | Twee | Two | x", "!|", "|||||", "g = 1", "een | Een | One | 3\n!twee | Twee", "", NULL };
  struct editing e;
  (void)state;
  chance_seed(7);
  begins(&e, QUESTIONNAIRE(YES_OR_NO("a", "") "," GROUP("g", YES_OR_NO("b", ""))));
  for (int i = 0; i < 600; i++) {
    const char *json = NULL;
    const char *const some[] = { "a", "b", "g", NULL, "x" };
    const struct item_form f = { .link_id = some[chance_below(5)], .after = some[chance_below(5)], .type = (enum item_type)(1 + chance_below(9)), .text = "Vraag",
      .options = texts[chance_below(COUNT(texts))], .conditions = texts[chance_below(COUNT(texts))], .required = (enum yes_no)chance_below(3), .repeats = (enum yes_no)chance_below(3),
      .least = num((int32_t)chance_below(9)), .most = num((int32_t)chance_below(9)) };
    const int rc = definition_put_item(&e.c, e.json, &f, &json);
    assert_true(rc == OK || rc == ERR_INVALID || rc == ERR_NOT_FOUND);
    if (rc != OK) { assert_non_null(e.c.error.text); continue; }
    becomes(&e, rc, json);
    if (e.d.count > 40) { ctx_release(&e.c); begins(&e, QUESTIONNAIRE(YES_OR_NO("a", "") "," GROUP("g", YES_OR_NO("b", "")))); }
  }
  ctx_release(&e.c);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_question_is_added_changed_moved_and_taken_away),
    cmocka_unit_test(what_would_leave_no_questionnaire_is_refused_and_says_what),
    cmocka_unit_test(criteria_come_into_a_group_of_their_own_once_each),
    cmocka_unit_test(a_form_that_is_sent_back_as_it_was_changes_nothing),
    cmocka_unit_test(no_form_whatever_breaks_it),
  };
  return cmocka_run_group_tests_name("definition_edit", tests, NULL, NULL);
}
