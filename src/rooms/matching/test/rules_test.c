/* Each shipped rule holds in its own test; what is wrong in a set of rules is told. */
#include "match_helper.h"
#include "text.h"
#include "rule_edit.h"
#include "rule_tests.h"

static bool rule_stands_its_test(struct world *w, const struct rule *rule)
{
  struct ctx c = fresh(w);
  const struct offer_line *lines[500];
  bool stands = false;
  const char *came = NULL;
  const size_t count = snapshot_count(w->snapshot);
  assert_in_range(count, 1, COUNT(lines));
  for (size_t i = 0; i < count; i++) lines[i] = snapshot_offer(w->snapshot, i);
  const int rc = rule_test_run(&c, matcher_rules(live_match_matcher(w->live)), rule, lines, count, &stands, &came);
  if (rc != OK) print_error("%s: %s: %s\n", rule->id, c.error.field, c.error.text);
  else if (!stands) print_error("%s: not %s but %s, or by another rule\n", rule->id, rule->test.expect, came);
  ctx_release(&c);
  return rc == OK && stands;
}

static void each_rule_stands_its_own_test(void **state)
{
  struct world *const w = *state;
  const struct rule_set *const rules = matcher_rules(live_match_matcher(w->live));
  size_t wrong = 0;
  for (size_t i = 0; i < rules->count; i++) wrong += !rule_stands_its_test(w, &rules->at[i]);
  assert_int_equal(wrong, 0);
  assert_in_range(rules->count, 60, RULES_MOST);
}

static void a_wrong_set_of_rules_is_refused_with_what_is_wrong(void **state)
{
#define ONE(when, more) "{\"version\":\"x\",\"rules\":[{\"id\":\"a\",\"when\":\"" when "\",\"effect\":\"exclude\",\"unknown\":\"hold\",\"nl\":\"n\",\"en\":\"e\",\"source\":\"s\",\"test\":{\"profile\":{},\"offer\":\"O001\",\"expect\":\"fits\"}" more "}]}"
  static const struct { const char *json, *field; } wrong[] = {
    { "no json", "rules" }, { "{\"version\":\"x\",\"rules\":[]}", "rules" }, { "{\"rules\":[]}", "version" }, { "{\"version\":\"x\",\"regels\":[],\"rules\":[]}", "regels" },
    { ONE("person.gender is q", ""), "q" }, { ONE("person.gendr is f", ""), "person.gendr" }, { ONE("person.gender is f and", ""), NULL }, { ONE("(person.gender is f", ""), NULL },
    { ONE("person.gender is f person.gender is m", ""), "person.gender" }, { ONE("person.age is f", ""), "is" }, { ONE("person.age below", ""), NULL },
    { ONE("person.gender stated", ""), NULL }, { ONE("person.age shares offer.languages", ""), "offer.languages" }, { ONE("person.gender is f", ",\"efect\":\"x\""), "efect" } };
  struct world *const w = *state;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct ctx c = fresh(w);
    struct rule_set set = { 0 };
    assert_int_equal(rule_set_read(&c, wrong[i].json, strlen(wrong[i].json), &set), ERR_INVALID);
    assert_non_null(c.error.text);
    if (wrong[i].field) assert_string_equal(c.error.field, wrong[i].field);
    assert_null(set.at);
    ctx_release(&c);
  }
  struct ctx c = fresh(w);
  struct rule_set set;
  assert_int_equal(rule_set_read(&c, ONE("not (person.gender is f or offer.age_from below 18)", ""), strlen(ONE("not (person.gender is f or offer.age_from below 18)", "")), &set), OK);
  ctx_release(&c);
}

static void what_asks_for_control_or_the_partner_is_for_professionals_only_whatever_it_says(void **state)
{
  static const char *const whens[] = { "offer.age_from below 18 and not person.partner_consents is yes", "person.coercive_control is no", "person.family_profile is stress", "person.gender is f" };
  for (size_t i = 0; i < COUNT(whens); i++) {
    struct ctx c = fresh(*state);
    struct rule_set set;
    const char *const json = JOIN(&c.arena, "{\"version\":\"x\",\"rules\":[{\"id\":\"a\",\"when\":\"", whens[i],
      "\",\"effect\":\"label\",\"nl\":\"n\",\"en\":\"e\",\"source\":\"s\",\"test\":{\"profile\":{},\"offer\":\"O001\",\"expect\":\"fits\"}}]}");
    assert_int_equal(rule_set_read(&c, json, strlen(json), &set), OK);
    assert_int_equal(set.at[0].inside, i < 3);
    ctx_release(&c);
  }
}

static void a_condition_reads_in_words(void **state)
{
  struct world *const w = *state;
  const struct rule_set *const rules = matcher_rules(live_match_matcher(w->live));
  for (size_t i = 0; i < rules->count; i++) {
    struct buf b = { 0 };
    condition_in_words(&w->c, &rules->conditions, rules->at[i].root, &b);
    assert_true(b.len > 10 && !b.failed);
    assert_null(strstr(buf_text(&b), "person."));
    buf_release(&b);
  }
}

static bool same_text(const char *a, const char *b) { return a && b ? strcmp(a, b) == 0 : !a && !b; }
static bool same_rule(const struct rule *a, const struct rule *b)
{
  bool same = same_text(a->id, b->id) && same_text(a->when, b->when) && a->effect == b->effect && a->unknown == b->unknown && a->points == b->points
    && a->inside == b->inside && a->set_aside == b->set_aside && same_text(a->source, b->source) && same_text(a->test.profile, b->test.profile)
    && same_text(a->test.offer, b->test.offer) && same_text(a->test.with, b->test.with) && same_text(a->test.expect, b->test.expect);
  for (int l = 0; l < LANG_COUNT; l++) same &= same_text(a->text[l], b->text[l]) && same_text(a->plain[l], b->plain[l]) && same_text(a->question[l], b->question[l]);
  return same;
}

/* Sent as it came, the form of a rule changes nothing of it. */
static void a_form_holds_all_of_a_rule(void **state)
{
  struct world *const w = *state;
  const struct rule_set *const rules = matcher_rules(live_match_matcher(w->live));
  for (size_t i = 0; i < rules->count; i++) {
    struct ctx c = fresh(w);
    struct rule_set again;
    struct rule_form f;
    const char *json;
    rule_form_fill(&rules->at[i], &f);
    assert_int_equal(rules_with(&c, rules->json, rules->at[i].id, &f, &json), OK);
    assert_int_equal(rule_set_read(&c, json, strlen(json), &again), OK);
    if (!same_rule(&rules->at[i], &again.at[i])) print_error("%s is another one\n", rules->at[i].id);
    assert_true(same_rule(&rules->at[i], &again.at[i]));
    ctx_release(&c);
  }
}

#define TEST(name) cmocka_unit_test(name)
int main(void)
{
  const struct CMUnitTest rules[] = {
    TEST(each_rule_stands_its_own_test),
    TEST(a_wrong_set_of_rules_is_refused_with_what_is_wrong),
    TEST(what_asks_for_control_or_the_partner_is_for_professionals_only_whatever_it_says),
    TEST(a_condition_reads_in_words),
    TEST(a_form_holds_all_of_a_rule),
  };
  return cmocka_run_group_tests(rules, open_world, close_world);
}
