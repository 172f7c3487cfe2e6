/* What other rules would change for people whose answers are stored. */
#include "../../../access/test/office.h"
#include "need_to_know.h"
#include "places.h"
#include "reevaluate.h"
#include "rule_edit.h"
#include "seal.h"
#include "tasks.h"

/* Stored answers as they might be: each person in a compartment of their own. */
enum { MOST = 60 };
struct stored { struct id person, compartment; struct profile profile; };
static struct stored stored[MOST];
static size_t stored_count;

static int count(struct ctx *c, int64_t *out)
{
  (void)c;
  *out = (int64_t)stored_count;
  return OK;
}
static int walk(struct ctx *c, struct id *after, size_t most, each_profile *each, void *arg, size_t *seen)
{
  size_t i = 0;
  *seen = 0;
  while (id_known(*after) && i < stored_count && !id_same(stored[i].person, *after)) i++;
  for (i += id_known(*after); i < stored_count && *seen < most; i++, ++*seen) {
    struct ctx own;
    ctx_init(&own, c->now, c->random, 0);
    own.db = c->db;
    own.keys = c->keys;
    own.scope = (struct scope){ .region = stored[i].profile.region, .reach = REACH_ALL };
    const struct stored_profile p = { stored[i].person, stored[i].compartment, &stored[i].profile, false };
    assert_int_equal(each(&own, &p, arg), OK);
    ctx_release(&own);
    *after = stored[i].person;
  }
  return OK;
}
static const struct profile_source source = { count, walk };

struct world { struct office *o; struct ctx *c; struct places places; struct snapshot *offers; struct live_match *before, *after; struct id version; const char *rules; };

/* Rules that keep the alcohol clinic's like away from whoever has debts: something that nothing else says. */
static const char *other_rules(struct ctx *c)
{
  static const struct rule_form f = { .when = "person.life_areas has debts and offer.formats has group", .effect = EFFECT_EXCLUDE, .unknown = UNKNOWN_PASSES, .nl = "Eerst de schulden.",
    .en = "Debts first.", .source = "proef", .test_profile = "{\"region\":\"oost-brabant\",\"life_areas\":[\"debts\"],\"acute_danger\":false}", .test_offer = "O007", .test_expect = TEST_EXCLUDED };
  struct rules_now now;
  const char *json;
  assert_int_equal(rules_now(c, &now), OK);
  assert_int_equal(rules_with(c, now.json, "debts-first", &f, &json), OK);
  return json;
}

static int set_up(void **state)
{
  struct world *const w = calloc(1, sizeof *w);
  assert_non_null(w);
  w->o = office_new();
  w->c = &w->o->s->c;
  assert_int_equal(places_load(w->c, NULL, &w->places), OK);
  w->c->places = &w->places;
  w->rules = other_rules(w->c);
  assert_int_equal(live_match_examples(w->c, &w->offers), OK);
  assert_int_equal(live_match_build(w->c, NULL, w->offers, &w->before), OK);
  assert_int_equal(live_match_build(w->c, w->rules, w->offers, &w->after), OK);
  assert_int_equal(version_propose(w->c, w->rules, "Proef.", &w->version), OK);
  stored_count = 0;
  *state = w;
  return 0;
}
static int tear_down(void **state)
{
  struct world *const w = *state;
  live_match_release(w->before);
  live_match_release(w->after);
  snapshot_release(w->offers);
  office_free(w->o);
  free(w);
  return 0;
}

/* Somebody of that region, in debt or not; the one who acts works with them. */
static struct stored *store(struct world *w, const char *region, bool debts)
{
  struct stored *const s = &stored[stored_count];
  *s = (struct stored){ .person = { { 0x40, (uint8_t)++stored_count } }, .profile = { .region = region, .acute_danger = NO } };
  s->profile.life_areas = debts ? set_with((struct set){ 0 }, AREA_DEBTS) : (struct set){ 0 };
  w->c->scope.region = region;
  assert_int_equal(compartment_make(w->c, COMPARTMENT_PERSON, &s->compartment), OK);
  return s;
}

static struct rule_run run_through(struct world *w, enum run_purpose purpose, size_t *parts)
{
  const struct rule_pair pair = { live_match_matcher(w->before), live_match_matcher(w->after) };
  struct rule_run run;
  bool more = true;
  at_console(w->c);
  assert_int_equal(reevaluate_ask(w->c, w->version, purpose), OK);
  for (*parts = 0; more; ++*parts) {
    assert_int_equal(rule_run_of(w->c, w->version, purpose, &run), OK);
    assert_int_equal(reevaluate_part(w->c, &source, &run, &pair, 0, &more), OK);
  }
  assert_int_equal(rule_run_of(w->c, w->version, purpose, &run), OK);
  return run;
}

static void it_counts_by_region_in_parts_that_go_on_where_the_last_one_ended(void **state)
{
  struct world *const w = *state;
  size_t parts;
  for (size_t i = 0; i < 50; i++) store(w, i % 2 ? "zeeland" : "oost-brabant", i % 5 == 0);
  const struct rule_run run = run_through(w, RUN_PREVIEW, &parts);
  assert_int_equal(parts, 4);
  assert_int_equal(run.expected.n, 50);
  assert_int_equal(run.looked.n, 50);
  assert_true(instant_known(run.done));
  assert_int_equal(rule_run_in(&run, "oost-brabant").people.n, 25);
  assert_int_equal(rule_run_in(&run, "oost-brabant").changed.n, 5);
  assert_int_equal(rule_run_in(&run, "zeeland").changed.n, 5);
  assert_int_equal(rule_run_in(&run, "groningen").people.n, 0);
}

static void answers_without_a_region_change_nobodys_advice_and_stop_nothing(void **state)
{
  struct world *const w = *state;
  size_t parts;
  store(w, "oost-brabant", true)->profile.region = NULL;
  store(w, "oost-brabant", true);
  const struct rule_run run = run_through(w, RUN_PREVIEW, &parts);
  assert_int_equal(run.looked.n, 2);
  assert_int_equal(rule_run_in(&run, "oost-brabant").people.n, 1);
}

static void a_change_of_order_or_words_is_no_other_advice(void **state)
{
  struct world *const w = *state;
  const struct rule_pair same = { live_match_matcher(w->before), live_match_matcher(w->before) };
  static const struct profile p = { .region = "oost-brabant" };
  struct arena scratch = { .max = 1 << 20 };
  bool differs = true;
  assert_int_equal(advice_differs(w->c, &same, &(struct match_ask){ .profile = &p }, &scratch, &differs), OK);
  assert_false(differs);
  arena_release(&scratch);
}

static size_t tasks_about(struct world *w, struct person who, struct id person)
{
  struct task_list tasks;
  size_t n = 0;
  at_console(w->c);
  assert_int_equal(tasks_of_account(w->c, who.id, &tasks), OK);
  for (size_t i = 0; i < tasks.count; i++) n += tasks.at[i].kind == TASK_ADVICE_CHANGED && id_same(tasks.at[i].about, person);
  return n;
}

static void whoever_works_with_somebody_whose_lists_change_gets_one_task(void **state)
{
  struct world *const w = *state;
  size_t parts;
  static const struct id household = { { 9 } };
  be(w->c, w->o->wim);
  const struct stored *const changed = store(w, "oost-brabant", true);
  assert_int_equal(involve_self(w->c, changed->compartment, household, PURPOSE_HELP), OK);
  const struct stored *const same = store(w, "oost-brabant", false);
  assert_int_equal(involve_self(w->c, same->compartment, household, PURPOSE_HELP), OK);
  run_through(w, RUN_PREVIEW, &parts);
  assert_int_equal(tasks_about(w, w->o->wim, changed->person), 0);                     /* counting tells nobody */
  run_through(w, RUN_TASKS, &parts);
  run_through(w, RUN_TASKS, &parts);                                                  /* begun again by another process */
  assert_int_equal(tasks_about(w, w->o->wim, changed->person), 1);
  assert_int_equal(tasks_about(w, w->o->wim, same->person), 0);
  assert_int_equal(tasks_about(w, w->o->lea, changed->person), 0);
}

static void a_new_text_of_a_proposal_is_counted_anew(void **state)
{
  struct world *const w = *state;
  struct rule_run run;
  size_t parts;
  store(w, "oost-brabant", true);
  run_through(w, RUN_PREVIEW, &parts);
  at_console(w->c);
  assert_int_equal(version_propose(w->c, w->rules, "Met een andere reden.", NULL), OK);
  assert_int_equal(rule_run_of(w->c, w->version, RUN_PREVIEW, &run), OK);
  assert_false(instant_known(run.done));
  assert_int_equal(run.looked.n, 0);
  assert_int_equal(run.regions.count, 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
int main(void)
{
  const struct CMUnitTest runs[] = {
    CASE(it_counts_by_region_in_parts_that_go_on_where_the_last_one_ended),
    CASE(answers_without_a_region_change_nobodys_advice_and_stop_nothing),
    CASE(a_change_of_order_or_words_is_no_other_advice),
    CASE(whoever_works_with_somebody_whose_lists_change_gets_one_task),
    CASE(a_new_text_of_a_proposal_is_counted_anew),
  };
  db_process_init();
  return cmocka_run_group_tests_name("re-evaluating", runs, NULL, NULL);
}
