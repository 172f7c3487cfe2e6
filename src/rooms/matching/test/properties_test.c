/* What must hold for every profile, tried on random ones. */
#include "match_helper.h"
#include "random_profile.h"
#include "safety_rules.h"
#include "json.h"

enum { PROFILES = 4000 };

static bool is_safety(const struct match_entry *e)
{
  for (int r = 0; r < SAFETY_RULES; r++) if (strcmp(match_rule_id(e), safety_rule_id((enum safety_rule)r)) == 0) return true;
  for (size_t i = 0; i < COUNT(safety_ids); i++) if (strcmp(match_rule_id(e), safety_ids[i]) == 0) return true;
  return false;
}

static struct match_result decide(struct ctx *c, const struct world *w, const struct profile *p)
{
  struct match_result r;
  assert_int_equal(match_decide(c, live_match_matcher(w->live), &(struct match_ask){ .profile = p }, &r), OK);
  return r;
}

static size_t total(const struct match_result *r)
{
  size_t n = r->elsewhere;
  for (int v = 0; v < VERDICT_COUNT; v++) n += r->lists[v].count;
  return n;
}

static void every_offer_stands_in_exactly_one_list_with_a_reason(void **state)
{
  const struct world *const w = *state;
  uint64_t seed = 88172645463325252;
  for (int i = 0; i < PROFILES; i++) {
    struct ctx c = fresh(w);
    const struct profile p = random_profile(&seed, (unsigned)(i % 11));
    const struct match_result r = decide(&c, w, &p);
    assert_int_equal(total(&r), snapshot_count(w->snapshot));
    for (int v = 0; v < VERDICT_COUNT; v++) {
      for (size_t k = 0; k < r.lists[v].count; k++) {
        const struct match_entry *const e = &r.lists[v].at[k];
        enum verdict where;
        assert_ptr_equal(entry_of(&r, code_of(e), &where), e);
        if (v == VERDICT_EXCLUDED) assert_true(*match_why(&c, e) && *match_rule_id(e));
        if (v == VERDICT_UNKNOWN) assert_true(*match_question(&c, e) && *match_rule_id(e));
      }
    }
    ctx_release(&c);
  }
}

static void count_reason(struct ctx *c, const struct rule *r, const struct field *asks, void *arg)
{
  (void)c;
  (void)asks;
  *(size_t *)arg += *r->text[LANG_NL] != 0;
}

static void what_fits_says_why(void **state)
{
  const struct world *const w = *state;
  uint64_t seed = 362436069362436069;
  for (int i = 0; i < PROFILES; i++) {
    struct ctx c = fresh(w);
    const struct profile p = random_profile(&seed, (unsigned)(i % 11));
    const struct match_result r = decide(&c, w, &p);
    for (int v = VERDICT_FITS; v <= VERDICT_COMPLEMENTARY; v++) {
      for (size_t k = 0; k < r.lists[v].count; k++) {
        size_t reasons = 0;
        match_reasons(&c, &r, &r.lists[v].at[k], EFFECT_RANK, count_reason, &reasons);
        if (v == VERDICT_COMPLEMENTARY) match_reasons(&c, &r, &r.lists[v].at[k], EFFECT_BESIDE, count_reason, &reasons);
        assert_true(reasons > 0);
      }
    }
    ctx_release(&c);
  }
}

/* One answer more: what was decided stays decided, and what was excluded for safety never comes to fit. */
static void more_knowledge_only_shrinks_unknown(void **state)
{
  const struct world *const w = *state;
  uint64_t seed = 2463534242;
  for (int i = 0; i < PROFILES; i++) {
    struct ctx c = fresh(w);
    const struct profile p = random_profile(&seed, (unsigned)(i % 9));
    struct profile more = p;
    const struct field *const f = &profile_record.fields[1 + next_random(&seed) % (profile_record.count - 1)];
    if (!field_known(f, &p)) random_value(f, &more, &seed);
    const struct match_result before = decide(&c, w, &p), after = decide(&c, w, &more);
    for (size_t k = 0; k < after.lists[VERDICT_UNKNOWN].count; k++) {
      enum verdict was = VERDICT_FITS;
      assert_non_null(entry_of(&before, code_of(&after.lists[VERDICT_UNKNOWN].at[k]), &was));
      if (was != VERDICT_UNKNOWN) print_error("%s: was %s, is unknown once %s is known\n", code_of(&after.lists[VERDICT_UNKNOWN].at[k]), verdict_key(was), f->name);
      assert_int_equal(was, VERDICT_UNKNOWN);
    }
    ctx_release(&c);
  }
}

/* A fact that is added (an answer that was missing, or one more of several): what is out for safety stays out. */
static void a_fact_more_never_turns_a_safety_exclusion_into_a_fit(void **state)
{
  const struct world *const w = *state;
  uint64_t seed = 521288629;
  for (int i = 0; i < PROFILES * 2; i++) {
    struct ctx c = fresh(w);
    const struct profile p = random_profile(&seed, (unsigned)(i % 11));
    struct profile more = p;
    const struct field *const f = &profile_record.fields[1 + next_random(&seed) % (profile_record.count - 1)];
    if (!field_known(f, &p)) random_value(f, &more, &seed);
    else if (f->kind == FIELD_SET) {
      const struct set wider = set_with(field_set(f, &p), 1 + (unsigned)(next_random(&seed) % (f->values->count - 1)));
      memcpy(field_in(f, &more), &wider, sizeof wider);
    }
    const struct match_result before = decide(&c, w, &p), after = decide(&c, w, &more);
    for (size_t k = 0; k < before.lists[VERDICT_EXCLUDED].count; k++) {
      const struct match_entry *const e = &before.lists[VERDICT_EXCLUDED].at[k];
      enum verdict now = VERDICT_FITS;
      if (!is_safety(e)) continue;
      assert_non_null(entry_of(&after, code_of(e), &now));
      assert_true(now == VERDICT_EXCLUDED);
    }
    ctx_release(&c);
  }
}

static void together_never_fits_for_a_visitor_or_with_control(void **state)
{
  const struct world *const w = *state;
  uint64_t seed = 1234567;
  for (int i = 0; i < PROFILES * 2; i++) {
    struct ctx c = fresh(w);
    struct profile p = random_profile(&seed, (unsigned)(5 + i % 6));
    const struct match_result r = decide(&c, w, &p);
    for (int v = VERDICT_FITS; v <= VERDICT_COMPLEMENTARY; v++) {
      for (size_t k = 0; k < r.lists[v].count; k++) {
        if (!set_has(r.lists[v].at[k].line->offer.formats, FORMAT_JOINT)) continue;
        assert_true(p.asker == ASKS_PROFESSIONAL && p.coercive_control == NO && !profile_tells_control(&p));
        assert_true(p.partner_spoken_separately == YES && p.partner_consents == YES && p.acute_danger == NO);
      }
    }
    ctx_release(&c);
  }
}

/* The same facts in another order and twice over, from JSON: the same answer, byte for byte. */
static void order_and_repetition_do_not_matter(void **state)
{
  static const char *const same[] = {
    "{\"region\":\"oost-brabant\",\"violence\":[\"physical\",\"sexual\"],\"legal_status\":[\"suspect\",\"home_ban\"],\"languages\":[\"nl\",\"ar\"],\"gender\":\"m\"}",
    "{\"gender\":\"m\",\"languages\":[\"ar\",\"nl\"],\"legal_status\":[\"home_ban\",\"suspect\",\"suspect\"],\"violence\":[\"sexual\",\"physical\",\"sexual\"],\"region\":\"oost-brabant\",\"age\":null}" };
  const struct world *const w = *state;
  struct ctx c = fresh(w);
  struct buf out[2] = { { 0 }, { 0 } };
  for (size_t i = 0; i < 2; i++) {
    struct profile p;
    assert_int_equal(profile_read_json(&c, same[i], strlen(same[i]), &p), OK);
    const struct match_result r = decide(&c, w, &p);
    match_write_json(&c, live_match_matcher(w->live), &p, &r, &out[i]);
  }
  assert_string_equal(buf_text(&out[0]), buf_text(&out[1]));
  buf_release(&out[0]);
  buf_release(&out[1]);
  ctx_release(&c);
}

static void a_profile_survives_its_json(void **state)
{
  const struct world *const w = *state;
  uint64_t seed = 424242;
  for (int i = 0; i < 500; i++) {
    struct ctx c = fresh(w);
    const struct profile p = random_profile(&seed, (unsigned)(i % 11));
    struct profile again;
    const char *const json = profile_json(&c, &p);
    assert_int_equal(profile_read_json(&c, json, strlen(json), &again), OK);
    assert_true(record_same(profile, &p, &again));
    ctx_release(&c);
  }
}

static void a_wrong_profile_names_what_is_wrong(void **state)
{
  static const struct { const char *json, *field; } wrong[] = {
    { "{}", "region" }, { "{\"region\":\"atlantis\"}", "region" }, { "{\"region\":\"landelijk\"}", "region" }, { "{\"region\":\"oost-brabant\",\"municipality\":\"rotterdam\"}", "municipality" },
    { "{\"region\":\"oost-brabant\",\"name\":\"X\"}", "name" }, { "{\"region\":\"oost-brabant\",\"age\":\"old\"}", "age" }, { "{\"region\":\"oost-brabant\",\"age\":-1}", "age" },
    { "{\"region\":\"oost-brabant\",\"gender\":\"v\"}", "gender" }, { "{\"region\":\"oost-brabant\",\"violence\":[\"war\"]}", "violence" }, { "{\"region\":\"oost-brabant\",\"violence\":\"physical\"}", NULL },
    { "{\"region\":\"oost-brabant\",\"acute_danger\":1}", "acute_danger" }, { "[]", NULL }, { "{\"region\":7}", "region" } };
  const struct world *const w = *state;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct ctx c = fresh(w);
    struct profile p;
    const int rc = profile_read_json(&c, wrong[i].json, strlen(wrong[i].json), &p);
    if (wrong[i].field) assert_int_equal(rc, ERR_INVALID);
    if (wrong[i].field) assert_string_equal(c.error.field, wrong[i].field);
    ctx_release(&c);
  }
}

/* Stored answers may hold no region, or one that was joined to another since. */
static void without_a_region_that_is_there_nothing_is_decided_and_it_is_said(void **state)
{
  static const char *const regions[] = { NULL, "", "atlantis" };
  const struct world *const w = *state;
  const struct matcher *const m = live_match_matcher(w->live);
  for (size_t i = 0; i < COUNT(regions); i++) {
    struct ctx c = fresh(w);
    const struct profile p = { .region = regions[i] };
    struct match_result r;
    uint8_t verdicts[1];
    assert_int_equal(matcher_count(m, regions[i]), 0);
    assert_int_equal(match_decide(&c, m, &(struct match_ask){ .profile = &p }, &r), ERR_INVALID);
    assert_string_equal(c.error.field, "region");
    assert_int_equal(match_verdicts(&c, m, &(struct match_ask){ .profile = &p }, verdicts, 0), ERR_INVALID);
    ctx_release(&c);
  }
}

/* The quick reader of stored answers reads what the reader of all JSON reads, whatever it is. */
static void stored_answers_read_quickly_are_the_same_answers(void **state)
{
  static const char *const odd[] = { "{\"region\":\"oost-brabant\",\"age\":null}", " {\"age\": 7}", "{\"age\":7,\"region\":\"oost-brabant\"}", "{\"region\":\"oost\\u002dbrabant\"}", "{}",
    "{\"violence\":[]}", "{\"violence\":[\"physical\",\"physical\"],\"parent\":false}", "{\"age\":\"7\"}", "{\"agee\":7}", "{\"age\":7", "{\"age\":7}x", "{\"gender\":\"q\"}", "{\"violence\":[\"q\"]}",
    "{\"age\":true}", "{\"languages\":[]}", "{\"languages\":[\"nl\",\"ar\"]}", "{\"languages\":\"nl\"}", "{\"violence\":[\"physical\",]}", "{\"parent\":\"yes\"}", "" };
  struct world *const w = *state;
  uint64_t seed = 4711;
  for (size_t i = 0; i < 2000 + COUNT(odd); i++) {
    struct ctx c = fresh(w);
    struct profile quick = { 0 }, slow = { 0 };
    const struct profile p = random_profile(&seed, 1 + (unsigned)i % 9);
    const char *const text = i < COUNT(odd) ? odd[i] : profile_json(&c, &p);
    const int rc = json_read_row(&c, profile, text, strlen(text), &slow);
    if (i >= COUNT(odd)) assert_int_equal(rc, OK);
    const int quickly = profile_read_stored(&c, text, &quick);
    if (quickly != rc) print_error("%s: %d, not %d\n", text, quickly, rc);
    assert_int_equal(quickly, rc);
    assert_true(record_same(profile, &quick, &slow));
    ctx_release(&c);
  }
}

#define TEST(name) cmocka_unit_test(name)
int main(void)
{
  const struct CMUnitTest properties[] = {
    TEST(every_offer_stands_in_exactly_one_list_with_a_reason),
    TEST(without_a_region_that_is_there_nothing_is_decided_and_it_is_said),
    TEST(stored_answers_read_quickly_are_the_same_answers),
    TEST(what_fits_says_why),
    TEST(more_knowledge_only_shrinks_unknown),
    TEST(a_fact_more_never_turns_a_safety_exclusion_into_a_fit),
    TEST(together_never_fits_for_a_visitor_or_with_control),
    TEST(order_and_repetition_do_not_matter),
    TEST(a_profile_survives_its_json),
    TEST(a_wrong_profile_names_what_is_wrong),
  };
  return cmocka_run_group_tests(properties, open_world, close_world);
}
