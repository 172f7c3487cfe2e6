/* Each rule of safety taken out and turned round, in the data and in the code: the vignettes must notice every time. */
#include "match_helper.h"
#include "safety_rules.h"
#include "vignettes.h"
#include <jansson.h>

struct tried { struct world *w; struct vignette_list vignettes; };
static struct tried tried;

/* The shipped rules with one rule out (`inverted`: turned round), or with the first DATA_COPY_OF_CODE out (id NULL). */
static const char *mutated(struct ctx *c, const char *id, bool inverted)
{
  json_error_t where;
  json_t *const root = json_loads(shipped_read(&c->arena, NULL, "rules/rules.json"), 0, &where), *const rules = json_object_get(root, "rules");
  size_t changed = 0;
  for (size_t i = json_array_size(rules); i-- > 0; ) {
    json_t *const rule = json_array_get(rules, i);
    const char *const own = json_string_value(json_object_get(rule, "id"));
    bool meant = id && strcmp(own, id) == 0;
    for (size_t k = 0; !id && k < DATA_COPY_OF_CODE; k++) meant |= strcmp(own, safety_ids[k]) == 0;
    if (!meant) continue;
    changed++;
    if (!inverted) { json_array_remove(rules, i); continue; }
    char when[2000];
    snprintf(when, sizeof when, "not (%s)", json_string_value(json_object_get(rule, "when")));
    json_object_set_new(rule, "when", json_string(when));
  }
  assert_int_equal(changed, id ? 1 : DATA_COPY_OF_CODE);
  char *const text = json_dumps(root, JSON_COMPACT);
  const char *const kept = arena_text(&c->arena, text, strlen(text));
  free(text);
  json_decref(root);
  return kept;
}

static bool expected_in(const struct vignette *v, const char *code, enum verdict *out)
{
  for (int k = 0; k < VERDICT_COUNT; k++)
    for (size_t i = 0; i < v->lists[k].count; i++)
      if (strcmp(v->lists[k].at[i], code) == 0) { *out = (enum verdict)k; return true; }
  return false;
}

/* What one rule of the code says, as it is or turned round; taken out it says nothing. */
static enum safety_verdict code_says(const struct profile *p, unsigned marks, int out, int round)
{
  enum safety_verdict worst = SAFE;
  for (int r = 0; r < SAFETY_RULES; r++) {
    if (r == out) continue;
    const enum safety_verdict said = safety_judge_one((enum safety_rule)r, p, false, marks), v = r != round ? said : said == SAFE ? SAFETY_EXCLUDES : SAFE;
    if (v > worst) worst = v;
  }
  return worst;
}

struct mutant { const char *rules; bool code; int out, round; };          /* code: these rules of the data beside the code, mutated */

/* How many offers come in another list than the vignettes say; for the code only whether they fit. */
static size_t count_differences(const struct mutant *mutant)
{
  struct ctx c = fresh(tried.w);
  struct live_match *live;
  size_t wrong = 0;
  assert_int_equal(live_match_build(&c, mutant->rules, tried.w->snapshot, &live), OK);
  struct matcher *const m = (struct matcher *)(uintptr_t)live_match_matcher(live);
  m->without_code = true;
  for (size_t i = 0; i < tried.vignettes.count; i++) {
    const struct vignette *const v = &tried.vignettes.at[i];
    struct ctx one = fresh(tried.w);
    uint8_t verdicts[500];
    const size_t count = matcher_count(m, v->profile.region);
    assert_in_range(count, 1, COUNT(verdicts));
    assert_int_equal(match_verdicts(&one, m, &(struct match_ask){ .profile = &v->profile }, verdicts, count), OK);
    for (size_t k = 0; k < count; k++) {
      const struct offer *const o = &matcher_offer(m, v->profile.region, k)->offer;
      enum verdict want;
      if (!expected_in(v, o->code, &want)) continue;
      const bool fits = verdicts[k] == VERDICT_FITS && code_says(&v->profile, safety_marks(o), mutant->out, mutant->round) == SAFE;
      wrong += mutant->code ? fits != (want == VERDICT_FITS) && (fits || want == VERDICT_FITS) : verdicts[k] != want;
    }
    ctx_release(&one);
  }
  live_match_release(live);
  ctx_release(&c);
  return wrong;
}

static void the_data_alone_says_what_the_vignettes_say(void **state)
{
  (void)state;
  assert_int_equal(count_differences(&(struct mutant){ NULL, false, -1, -1 }), 0);
}

static void each_safety_rule_of_the_data_is_missed_when_it_is_out_or_turned_round(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(safety_ids); i++) {
    for (int inverted = 0; inverted < 2; inverted++) {
      struct ctx c = fresh(tried.w);
      const size_t wrong = count_differences(&(struct mutant){ mutated(&c, safety_ids[i], inverted), false, -1, -1 });
      if (!wrong) print_error("%s, %s: no vignette notices\n", safety_ids[i], inverted ? "turned round" : "out");
      assert_int_not_equal(wrong, 0);
      ctx_release(&c);
    }
  }
}

static void the_code_holds_back_what_the_data_would_let_through(void **state)
{
  struct ctx c = fresh(tried.w);
  (void)state;
  assert_int_equal(count_differences(&(struct mutant){ mutated(&c, NULL, false), true, -1, -1 }), 0);
  ctx_release(&c);
}

static void each_safety_rule_of_the_code_is_missed_when_it_is_out_or_turned_round(void **state)
{
  struct ctx c = fresh(tried.w);
  const char *const rules = mutated(&c, NULL, false);
  (void)state;
  for (int r = 0; r < SAFETY_RULES; r++) {
    assert_int_not_equal(count_differences(&(struct mutant){ rules, true, r, -1 }), 0);
    assert_int_not_equal(count_differences(&(struct mutant){ rules, true, -1, r }), 0);
  }
  ctx_release(&c);
}

/* Everything proposed to be excluded by data is let through: the matcher still holds back what is dangerous. */
static void no_data_switches_the_code_off(void **state)
{
  struct ctx c = fresh(tried.w);
  struct live_match *live;
  struct match_result r;
  static const struct profile p = { .region = "oost-brabant", .asker = ASKS_SELF, .coercive_control = YES, .acute_danger = YES };
  static const char none[] = "{\"version\":\"none\",\"rules\":[{\"id\":\"all\",\"when\":\"offer.regions stated\",\"effect\":\"rank\",\"points\":1,\"nl\":\"n\",\"en\":\"e\",\"source\":\"s\","
    "\"test\":{\"profile\":{\"region\":\"oost-brabant\"},\"offer\":\"O001\",\"expect\":\"fits\"}}]}";
  (void)state;
  assert_int_equal(live_match_build(&c, none, tried.w->snapshot, &live), OK);
  assert_int_equal(match_decide(&c, live_match_matcher(live), &(struct match_ask){ .profile = &p }, &r), OK);
  for (size_t i = 0; i < r.lists[VERDICT_FITS].count; i++) {
    assert_false(set_has(r.lists[VERDICT_FITS].at[i].line->offer.formats, FORMAT_JOINT));
    assert_false(set_has(r.lists[VERDICT_FITS].at[i].line->offer.formats, FORMAT_GROUP));
  }
  assert_true(r.lists[VERDICT_EXCLUDED].count > 40);
  live_match_release(live);
  ctx_release(&c);
}

/* Set aside by two: never for mediation, and the other conditions of talks together stay. */
static void set_aside_opens_no_mediation(void **state)
{
  struct profile p = { .region = "oost-brabant", .asker = ASKS_PROFESSIONAL, .for_whom = IN_USES, .coercive_control = YES, .acute_danger = NO, .direct_safety_recorded = YES,
    .partner_spoken_separately = YES, .partner_consents = YES, .legal_status = { 1 }, .gender = OWN_MAN, .age = num(40), .relation_status = TOGETHER, .parent = YES, .family_profile = PROFILE_STRESS,
    .violence = { 3 }, .phase = PHASE_RISKCARE };
  const struct matcher *const m = live_match_matcher(tried.w->live);
  static const struct { bool set_aside, spoken; enum verdict council, mediation; } cases[] = {
    { false, true, VERDICT_EXCLUDED, VERDICT_EXCLUDED }, { true, true, VERDICT_FITS, VERDICT_EXCLUDED }, { true, false, VERDICT_UNKNOWN, VERDICT_EXCLUDED } };
  (void)state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    struct ctx c = fresh(tried.w);
    struct match_result r;
    enum verdict council, mediation;
    p.partner_spoken_separately = cases[i].spoken ? YES : NO;
    assert_int_equal(match_decide(&c, m, &(struct match_ask){ &p, cases[i].set_aside }, &r), OK);
    assert_non_null(entry_of(&r, "O093", &council));
    assert_non_null(entry_of(&r, "O091", &mediation));
    assert_int_equal(council, cases[i].council);
    assert_int_equal(mediation, cases[i].mediation);
    ctx_release(&c);
  }
}

static int open_tried(void **state)
{
  open_world(state);
  tried.w = *state;
  return vignettes_read(&tried.w->c, &tried.vignettes);
}

#define TEST(name) cmocka_unit_test(name)
int main(void)
{
  const struct CMUnitTest safety[] = {
    TEST(the_data_alone_says_what_the_vignettes_say),
    TEST(each_safety_rule_of_the_data_is_missed_when_it_is_out_or_turned_round),
    TEST(the_code_holds_back_what_the_data_would_let_through),
    TEST(each_safety_rule_of_the_code_is_missed_when_it_is_out_or_turned_round),
    TEST(no_data_switches_the_code_off),
    TEST(set_aside_opens_no_mediation),
  };
  return cmocka_run_group_tests(safety, open_tried, close_world);
}
