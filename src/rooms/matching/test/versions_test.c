/* Rules in versions: proposed by one, published by another, in force for everybody. */
#include "../../../store/test/scratch.h"
#include "../../../store/journal.h"
#include "permissions.h"
#include "places.h"
#include "reevaluate.h"
#include "rule_edit.h"
#include "version_checks.h"
#include "safety_rules.h"
#include "versions.h"

enum { ADA = 1, BEA = 2 };
static void be(struct scratch *s, unsigned char who, enum role role)
{
  s->c.scope = (struct scope){ .actor = { { who } }, .region = "oost-brabant", .role = role_key(role), .reach = REACH_NOTHING };
}

static int set_up(void **state)
{
  static struct places places;                   /* of this program, read for each test anew */
  struct scratch *const s = scratch_with_schema();
  assert_int_equal(places_load(&s->c, NULL, &places), OK);
  s->c.places = &places;
  be(s, ADA, ROLE_REGION);
  *state = s;
  return 0;
}
static int tear_down(void **state)
{
  scratch_free(*state);
  return 0;
}

/* The rules in force, with other words in one of them. */
static const char *reworded(struct ctx *c, const char *words)
{
  struct rules_now now;
  struct rule_set set;
  struct rule_form f;
  const char *json;
  assert_int_equal(rules_now(c, &now), OK);
  assert_int_equal(rule_set_read(c, now.json, strlen(now.json), &set), OK);
  rule_form_fill(rule_find(&set, "say-danger"), &f);
  f.nl = words;
  assert_int_equal(rules_with(c, now.json, "say-danger", &f, &json), OK);
  return json;
}

static struct rule_version proposed(struct scratch *s, const char *words)
{
  struct rule_version v;
  struct id id;
  const int rc = version_propose(&s->c, reworded(&s->c, words), "Klaar en duidelijk.", &id);
  if (rc != OK) print_error("%s: %s\n", s->c.error.field, s->c.error.text);
  assert_int_equal(rc, OK);
  assert_int_equal(version_get(&s->c, id, &v), OK);
  return v;
}

static const char *running(struct ctx *c)
{
  struct rules_now now;
  struct rule_set set;
  assert_int_equal(rules_now(c, &now), OK);
  assert_int_equal(rule_set_read(c, now.json, strlen(now.json), &set), OK);
  return set.version;
}

static void the_shipped_rules_are_in_force_until_others_are_published(void **state)
{
  struct scratch *const s = *state;
  struct rules_now now;
  assert_int_equal(rules_now(&s->c, &now), OK);
  assert_false(id_known(now.published.id));
  assert_false(now.newer_shipped);
  const struct rule_version v = proposed(s, "Andere woorden.");
  assert_string_equal(running(&s->c), "2026-2");
  assert_string_equal(v.name, "2026-2.1");
  be(s, BEA, ROLE_REGION);
  assert_int_equal(version_publish(&s->c, v.id, v.version), OK);
  assert_string_equal(running(&s->c), "2026-2.1");
  assert_int_equal(rules_now(&s->c, &now), OK);
  assert_false(now.newer_shipped);
}

static void what_was_in_force_stays_to_be_read(void **state)
{
  struct scratch *const s = *state;
  struct rule_version_list past;
  struct rule_version old;
  for (unsigned char k = 0; k < 2; k++) {
    be(s, ADA, ROLE_REGION);
    const struct rule_version v = proposed(s, k ? "Nog andere." : "Andere woorden.");
    be(s, BEA, ROLE_REGION);
    s->c.now += 1000;
    assert_int_equal(version_publish(&s->c, v.id, v.version), OK);
  }
  assert_int_equal(versions_past(&s->c, &past), OK);
  assert_int_equal(past.count, 3);
  assert_string_equal(past.at[0].name, "2026-2.2");
  assert_int_equal(past.at[0].state, VERSION_PUBLISHED);
  assert_int_equal(past.at[1].state, VERSION_REPLACED);
  assert_int_equal(version_called(&s->c, "2026-2", &old), OK);
  assert_int_equal(old.state, VERSION_REPLACED);
  assert_false(id_known(old.proposed_by));
}

static void nobody_publishes_what_they_propose_themselves(void **state)
{
  struct scratch *const s = *state;
  const struct rule_version v = proposed(s, "Andere woorden.");
  assert_int_equal(version_publish(&s->c, v.id, v.version), ERR_INVALID);
  be(s, BEA, ROLE_TEAM);
  assert_int_equal(version_publish(&s->c, v.id, v.version), ERR_NOT_FOUND);
  s->c.scope = (struct scope){ .reach = REACH_ALL };
  assert_int_equal(version_publish(&s->c, v.id, v.version), ERR_NOT_FOUND);
  assert_string_equal(running(&s->c), "2026-2");
}

static void a_proposal_is_extended_by_who_made_it_and_withdrawn_by_nobody_else(void **state)
{
  struct scratch *const s = *state;
  const struct rule_version v = proposed(s, "Andere woorden."), again = proposed(s, "Toch andere.");
  struct rule_version_list open;
  assert_true(id_same(v.id, again.id));
  assert_int_equal(again.version, v.version + 1);
  be(s, BEA, ROLE_REGION);
  const struct rule_version hers = proposed(s, "Die van Bea.");
  assert_false(id_same(hers.id, v.id));
  assert_string_equal(hers.name, "2026-2.2");
  assert_int_equal(version_withdraw(&s->c, v.id), ERR_NOT_FOUND);
  assert_int_equal(version_publish(&s->c, v.id, v.version), ERR_CONFLICT);             /* not what she looked at */
  be(s, ADA, ROLE_REGION);
  assert_int_equal(version_withdraw(&s->c, v.id), OK);
  assert_int_equal(versions_proposed(&s->c, &open), OK);
  assert_int_equal(open.count, 1);
  be(s, BEA, ROLE_REGION);
  assert_int_equal(version_publish(&s->c, v.id, again.version + 1), ERR_NOT_FOUND);
}

static void who_proposed_upon_other_rules_must_do_so_again(void **state)
{
  struct scratch *const s = *state;
  const struct rule_version first = proposed(s, "Andere woorden.");
  be(s, BEA, ROLE_REGION);
  const struct rule_version second = proposed(s, "Die van Bea.");
  assert_int_equal(version_publish(&s->c, first.id, first.version), OK);
  be(s, ADA, ROLE_REGION);
  assert_int_equal(version_publish(&s->c, second.id, second.version), ERR_CONFLICT);
  assert_string_equal(running(&s->c), "2026-2.1");
  be(s, BEA, ROLE_REGION);
  assert_int_equal(version_propose(&s->c, reworded(&s->c, "Nog eens."), "Waarom.", NULL), ERR_CONFLICT);
  assert_int_equal(version_withdraw(&s->c, second.id), OK);
  assert_int_equal(version_propose(&s->c, reworded(&s->c, "Nog eens."), "Waarom.", NULL), OK);
}

static void what_changes_nothing_or_says_no_reason_is_no_proposal(void **state)
{
  struct scratch *const s = *state;
  struct rules_now now;
  assert_int_equal(rules_now(&s->c, &now), OK);
  assert_int_equal(version_propose(&s->c, now.json, "Waarom.", NULL), ERR_INVALID);
  assert_int_equal(version_propose(&s->c, reworded(&s->c, "Andere."), NULL, NULL), ERR_INVALID);
  assert_int_equal(version_propose(&s->c, "{}", "Waarom.", NULL), ERR_INVALID);
}

/* Takes a rule out, proposes that, and has another try to publish it. */
static int published_without(struct scratch *s, const char *rule)
{
  struct rules_now now;
  struct rule_version v;
  struct id id;
  const char *json;
  be(s, ADA, ROLE_REGION);
  assert_int_equal(rules_now(&s->c, &now), OK);
  assert_int_equal(rules_without(&s->c, now.json, rule, &json), OK);
  assert_int_equal(version_propose(&s->c, json, "Weg ermee.", &id), OK);
  assert_int_equal(version_get(&s->c, id, &v), OK);
  be(s, BEA, ROLE_REGION);
  return version_publish(&s->c, v.id, v.version);
}

static void a_set_without_a_rule_of_safety_is_not_published(void **state)
{
  struct scratch *const s = *state;
  for (size_t i = 0; i < COUNT(safety_ids); i++) {
    assert_int_equal(published_without(s, safety_ids[i]), ERR_INVALID);
    assert_non_null(strstr(s->c.error.text, safety_ids[i]));
  }
  assert_int_equal(published_without(s, "say-ban"), OK);
}

static void a_rule_that_does_not_stand_its_own_test_is_not_published(void **state)
{
  struct scratch *const s = *state;
  struct rules_now now;
  struct rule_set set;
  struct rule_form f;
  struct rule_version v;
  struct id id;
  const char *json;
  assert_int_equal(rules_now(&s->c, &now), OK);
  assert_int_equal(rule_set_read(&s->c, now.json, strlen(now.json), &set), OK);
  rule_form_fill(rule_find(&set, "danger-at-once-only"), &f);
  f.when = "person.acute_danger is no and not offer.immediate";
  assert_int_equal(rules_with(&s->c, now.json, "danger-at-once-only", &f, &json), OK);
  assert_int_equal(version_propose(&s->c, json, "Omgedraaid.", &id), OK);
  assert_int_equal(version_get(&s->c, id, &v), OK);
  be(s, BEA, ROLE_REGION);
  assert_int_equal(version_publish(&s->c, v.id, v.version), ERR_INVALID);
  assert_non_null(strstr(s->c.error.text, "danger-at-once-only"));
}

/* An administrator's own file stands for a program with other rules in it. */
static void newer_shipped_rules_leave_alone_what_was_published_and_are_told_of(void **state)
{
  struct scratch *const s = *state;
  struct rules_now now;
  const struct rule_version v = proposed(s, "Andere woorden.");
  be(s, BEA, ROLE_REGION);
  assert_int_equal(version_publish(&s->c, v.id, v.version), OK);
  raw_run(s, "UPDATE rule_version SET shipped = 'other' WHERE state = 'published'");
  assert_int_equal(rules_now(&s->c, &now), OK);
  assert_true(now.newer_shipped);
  assert_string_equal(running(&s->c), "2026-2.1");
}

static void published_rules_that_cannot_be_read_leave_the_shipped_ones_in_force(void **state)
{
  struct scratch *const s = *state;
  struct snapshot *examples;
  struct live_match *live;
  const struct rule_version v = proposed(s, "Andere woorden.");
  be(s, BEA, ROLE_REGION);
  assert_int_equal(version_publish(&s->c, v.id, v.version), OK);
  assert_int_equal(live_match_examples(&s->c, &examples), OK);
  assert_int_equal(live_match_now(&s->c, examples, &live), OK);
  assert_string_equal(matcher_rules(live_match_matcher(live))->version, "2026-2.1");
  live_match_release(live);
  raw_run(s, "UPDATE rule_version SET rules = '{\"version\":\"x\"}' WHERE state = 'published'");
  assert_int_equal(live_match_now(&s->c, examples, &live), OK);
  assert_string_equal(matcher_rules(live_match_matcher(live))->version, "2026-2");
  live_match_release(live);
  snapshot_release(examples);
}

static void the_journal_tells_the_digest_and_not_the_whole_set(void **state)
{
  struct scratch *const s = *state;
  struct journal_line_list lines;
  const struct rule_version v = proposed(s, "Andere woorden.");
  assert_int_equal(journal_of(&s->c, v.id, &lines), OK);
  assert_int_equal(lines.count, 1);
  assert_non_null(strstr(lines.at[0].changes, v.digest));
  assert_null(strstr(lines.at[0].changes, "Andere woorden."));
}

/* --- what differs ------------------------------------------------------------------------------------------------ */

static void a_difference_is_told_rule_by_rule_before_and_after(void **state)
{
  struct scratch *const s = *state;
  struct rule_set before, after;
  struct rule_change_list changes;
  const char *json = reworded(&s->c, "Andere woorden.");
  assert_int_equal(rules_without(&s->c, json, "say-ban", &json), OK);
  assert_int_equal(rule_set_shipped(&s->c, &before), OK);
  assert_int_equal(rule_set_read(&s->c, json, strlen(json), &after), OK);
  assert_int_equal(rules_differ(&s->c, &before, &after, &changes), OK);
  assert_int_equal(changes.count, 2);
  assert_string_equal(changes.at[0].id, "say-danger");
  assert_int_equal(changes.at[0].parts.count, 1);
  assert_string_equal(changes.at[0].parts.at[0].after, "Andere woorden.");
  assert_non_null(strstr(changes.at[0].parts.at[0].before, "112"));
  assert_string_equal(changes.at[1].id, "say-ban");
  assert_null(changes.at[1].after);
  assert_true(changes.at[1].parts.count > 5);
}

/* Each thing of a rule that can be changed by itself, one at a time. */
static void whatever_of_a_rule_changes_is_a_difference(void **state)
{
  struct scratch *const s = *state;
  struct rule_set before, after;
  assert_int_equal(rule_set_shipped(&s->c, &before), OK);
  const struct rule *const peer = rule_find(&before, "peer");
  for (int what = 0; what < 7; what++) {
    struct rule_form f;
    struct rule_change_list changes;
    const char *json;
    rule_form_fill(peer, &f);
    if (what == 0) f.nl = "Anders.";
    else if (what == 1) f.en = "Different.";
    else if (what == 2) f.visitor_nl = "Voor u anders.";
    else if (what == 3) f.visitor_en = "Different for you.";
    else if (what == 4) f.inside = RULE_TICK_YES;
    else if (what == 5) f.points = num(9);
    else f.source = "Een ander rapport.";
    assert_int_equal(rules_with(&s->c, before.json, "peer", &f, &json), OK);
    assert_int_equal(rule_set_read(&s->c, json, strlen(json), &after), OK);
    assert_int_equal(rules_differ(&s->c, &before, &after, &changes), OK);
    if (changes.count != 1) print_error("of change %d\n", what);
    assert_int_equal(changes.count, 1);
    assert_int_equal(changes.at[0].parts.count, 1);
  }
}

static void examples_tell_which_offers_move_from_where_to_where(void **state)
{
  struct scratch *const s = *state;
  struct rules_now now;
  struct example_change_list none, some;
  const char *json;
  assert_int_equal(rules_now(&s->c, &now), OK);
  assert_int_equal(examples_differ(&s->c, now.json, now.json, &none), OK);
  assert_int_equal(none.count, 0);
  assert_int_equal(examples_wrong(&s->c, now.json, &none), OK);
  assert_int_equal(none.count, 0);
  assert_int_equal(rules_without(&s->c, now.json, "for-who-uses", &json), OK);
  assert_int_equal(examples_differ(&s->c, now.json, json, &some), OK);
  assert_true(some.count > 0 && some.at[0].moves.count > 0);
  for (size_t i = 0; i < some.count; i++) {
    for (size_t k = 0; k < some.at[i].moves.count; k++) assert_true(some.at[i].moves.at[k].from > some.at[i].moves.at[k].to);      /* one limit less */
  }
  assert_int_equal(examples_wrong(&s->c, json, &none), OK);
  assert_true(none.count > 0);
}

static void a_wrong_rule_is_told_on_the_field_of_the_form(void **state)
{
  struct scratch *const s = *state;
  struct rules_now now;
  struct rule_form f, typed;
  const char *json;
  struct rule_set set;
  assert_int_equal(rules_now(&s->c, &now), OK);
  assert_int_equal(rule_set_read(&s->c, now.json, strlen(now.json), &set), OK);
  rule_form_fill(rule_find(&set, "danger-at-once-only"), &f);
  typed = f;
  typed.when = "person.gendr is f";
  assert_int_equal(rules_with(&s->c, now.json, "danger-at-once-only", &typed, &json), ERR_INVALID);
  assert_string_equal(s->c.error.field, "when");
  assert_non_null(strstr(s->c.error.text, "person.gendr"));
  typed = f;
  typed.test_profile = "{\"region\":\"oost-brabant\",\"agee\":3}";
  assert_int_equal(rules_with(&s->c, now.json, "danger-at-once-only", &typed, &json), ERR_INVALID);
  assert_string_equal(s->c.error.field, "test_profile");
  typed = f;
  typed.test_with = "[";
  assert_int_equal(rules_with(&s->c, now.json, "danger-at-once-only", &typed, &json), ERR_INVALID);
  assert_string_equal(s->c.error.field, "test_with");
  assert_int_equal(rules_with(&s->c, now.json, "danger-at-once-only", &f, &json), OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
int main(void)
{
  const struct CMUnitTest versions[] = {
    TEST(the_shipped_rules_are_in_force_until_others_are_published),
    TEST(what_was_in_force_stays_to_be_read),
    TEST(nobody_publishes_what_they_propose_themselves),
    TEST(a_proposal_is_extended_by_who_made_it_and_withdrawn_by_nobody_else),
    TEST(who_proposed_upon_other_rules_must_do_so_again),
    TEST(what_changes_nothing_or_says_no_reason_is_no_proposal),
    TEST(a_set_without_a_rule_of_safety_is_not_published),
    TEST(a_rule_that_does_not_stand_its_own_test_is_not_published),
    TEST(newer_shipped_rules_leave_alone_what_was_published_and_are_told_of),
    TEST(published_rules_that_cannot_be_read_leave_the_shipped_ones_in_force),
    TEST(the_journal_tells_the_digest_and_not_the_whole_set),
    TEST(a_difference_is_told_rule_by_rule_before_and_after),
    TEST(whatever_of_a_rule_changes_is_a_difference),
    TEST(examples_tell_which_offers_move_from_where_to_where),
    TEST(a_wrong_rule_is_told_on_the_field_of_the_form),
  };
  db_process_init();
  return cmocka_run_group_tests_name("rules in versions", versions, NULL, NULL);
}
