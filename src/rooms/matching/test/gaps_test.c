/* Screenings without a fit leave counts, and nothing but counts. */
#include "../../../store/test/scratch.h"
#include "gaps.h"
#include "match_helper.h"

/* Danger now, and a woman of fifteen: only the chat and the crisis team are there at once. */
static const char without[] = "{\"region\":\"oost-brabant\",\"for\":\"uses_violence\",\"gender\":\"f\",\"age\":15,\"acute_danger\":true,\"phase\":\"direct\"}";
static const char with[] = "{\"region\":\"oost-brabant\",\"asker\":\"self\",\"for\":\"uses_violence\",\"gender\":\"m\",\"age\":30,\"acute_danger\":false,\"coercive_control\":false,"
  "\"family_profile\":\"stress\",\"legal_status\":[],\"phase\":\"early\",\"direct_safety_recorded\":true}";

struct office { struct world *world; struct scratch *s; struct gaps *gaps; };
static struct office office;

static int set_up(void **state)
{
  void *world = NULL;
  if (!office.world) { open_world(&world); office.world = world; }
  office.s = scratch_with_schema();
  office.s->c.places = &office.world->places;
  office.s->c.today = (struct date){ 20251124 };
  office.gaps = gaps_new();
  *state = &office;
  return 0;
}
static int tear_down(void **state)
{
  (void)state;
  gaps_free(office.gaps);
  scratch_free(office.s);
  return 0;
}
static int last(void **state)
{
  *state = office.world;
  return close_world(state);
}

static struct match_result screen(const char *json, int times)
{
  struct ctx *const c = &office.s->c;
  struct profile p;
  struct match_result r;
  assert_int_equal(profile_read_json(c, json, strlen(json), &p), OK);
  assert_int_equal(match_decide(c, live_match_matcher(office.world->live), &(struct match_ask){ .profile = &p }, &r), OK);
  for (int i = 0; i < times; i++) gaps_add(c, office.gaps, &p, &r);
  return r;
}

static int64_t counted(const char *where) { return raw_number(office.s, JOIN(&office.s->c.arena, "SELECT COALESCE(MAX(screenings), 0) FROM screening_gap WHERE ", where)); }
static int64_t rows(void) { return raw_number(office.s, "SELECT COUNT(*) FROM screening_gap"); }
static void save(void) { assert_int_equal(gaps_save(&office.s->c, office.gaps), OK); }

static void a_screening_with_a_fit_leaves_nothing(void **state)
{
  (void)state;
  const struct match_result r = screen(with, 1);
  assert_true(match_has_fit(&r));
  save();
  assert_int_equal(rows(), 0);
}

static void a_chat_or_a_crisis_team_alone_is_no_fit(void **state)
{
  (void)state;
  const struct match_result r = screen(without, 0);
  assert_true(r.lists[VERDICT_FITS].count > 0);
  assert_false(match_has_fit(&r));
  const struct offer talk = { .kind = KIND_HELP, .focus = set_with((struct set){ 0 }, FOCUS_PERSON), .formats = set_with((struct set){ 0 }, FORMAT_CHAT) };
  struct offer o = talk;
  assert_false(match_helps_against_violence(&o));
  o.formats = set_with(o.formats, FORMAT_GROUP);
  assert_true(match_helps_against_violence(&o));
  o.formats = (struct set){ 0 };                             /* nobody says how: it may well help */
  assert_true(match_helps_against_violence(&o));
  o.focus = set_with((struct set){ 0 }, FOCUS_OTHER);
  assert_false(match_helps_against_violence(&o));
}

static void situation_groups_and_reasons_are_counted_apart(void **state)
{
  (void)state;
  screen(without, 3);
  save();
  assert_int_equal(counted("dimension = 'phase' AND code = 'direct'"), 3);
  assert_int_equal(counted("dimension = 'group' AND code = 'women'"), 3);
  assert_int_equal(counted("dimension = 'group' AND code = 'under_18'"), 3);
  assert_int_equal(counted("dimension = 'group' AND code = 'fathers'"), 0);
  assert_int_equal(counted("dimension = 'reason' AND code = 'danger-at-once-only'"), 3);
  assert_int_equal(counted("region = 'oost-brabant' AND month = '2025-11'"), 3);
  assert_int_equal(raw_number(office.s, "SELECT COUNT(*) FROM screening_gap WHERE region <> 'oost-brabant' OR month <> '2025-11'"), 0);
}

static void what_is_not_answered_is_counted_as_that(void **state)
{
  (void)state;
  screen("{\"region\":\"groningen\",\"acute_danger\":true}", 1);
  save();
  assert_int_equal(counted("region = 'groningen' AND dimension = 'phase' AND code = 'unknown'"), 1);
  assert_int_equal(raw_number(office.s, "SELECT COUNT(*) FROM screening_gap WHERE dimension = 'group'"), 0);
}

static void every_group_is_known_from_its_answers(void **state)
{
  static const struct { const char *json; enum gap_group group; } groups[] = {
    { "\"for\":\"uses_violence\",\"gender\":\"f\"", GROUP_WOMEN }, { "\"lvb_suspected\":true", GROUP_LVB }, { "\"age\":17", GROUP_MINORS }, { "\"age\":18", GROUP_YOUNG }, { "\"age\":24", GROUP_YOUNG },
    { "\"gender\":\"m\",\"parent\":true", GROUP_FATHERS }, { "\"relation_status\":\"divorcing\"", GROUP_EX }, { "\"languages\":[\"ti\",\"en\"]", GROUP_LANGUAGE }, { "\"cost_barrier\":true", GROUP_COSTS },
    { "\"group_ready\":false", GROUP_NO_GROUP }, { "\"for\":\"both\"", GROUP_BOTH } };
  struct ctx *const c = &office.s->c;
  struct profile p;
  (void)state;
  for (size_t i = 0; i < COUNT(groups); i++) {
    const char *const json = JOIN(&c->arena, "{\"region\":\"groningen\",", groups[i].json, "}");
    assert_int_equal(profile_read_json(c, json, strlen(json), &p), OK);
    assert_int_equal(gap_groups(&p).bits, set_with((struct set){ 0 }, groups[i].group).bits);
  }
  static const char *const none[] = { "\"age\":25", "\"for\":\"experiences_violence\",\"gender\":\"f\"", "\"languages\":[\"en\",\"nl\"]", "\"group_ready\":true", "\"gender\":\"f\",\"parent\":true" };
  for (size_t i = 0; i < COUNT(none); i++) {
    const char *const json = JOIN(&c->arena, "{\"region\":\"groningen\",", none[i], "}");
    assert_int_equal(profile_read_json(c, json, strlen(json), &p), OK);
    assert_int_equal(gap_groups(&p).bits, 1);
  }
}

/* What the table can hold is all that anybody can ever read of a screening. */
static void nothing_finer_than_a_month_and_no_two_answers_stand_in_a_row(void **state)
{
  static const char *const fields[] = { "region", "month", "dimension", "code", "screenings" };
  (void)state;
  assert_int_equal(screening_gap_record.count, COUNT(fields));
  for (size_t i = 0; i < COUNT(fields); i++) assert_non_null(record_field(&screening_gap_record, fields[i]));
  const int64_t before = raw_number(office.s, "SELECT COUNT(*) FROM journal");
  screen(without, 1);
  save();
  assert_int_equal(raw_number(office.s, "SELECT COUNT(*) FROM screening_gap WHERE LENGTH(month) <> 7"), 0);
  assert_int_equal(raw_number(office.s, "SELECT COUNT(*) FROM journal"), before);
}

static void a_process_without_keys_saves_and_others_add_to_it(void **state)
{
  struct keys *const keys = office.s->c.keys;
  (void)state;
  office.s->c.keys = NULL;
  screen(without, 2);
  save();
  office.s->c.keys = keys;
  screen(without, 1);
  save();
  save();                                                    /* nothing came */
  assert_int_equal(counted("dimension = 'phase'"), 3);
  assert_int_equal(raw_number(office.s, "SELECT COUNT(*) FROM screening_gap WHERE dimension = 'phase'"), 1);
}

static void what_cannot_be_saved_is_kept_once(void **state)
{
  (void)state;
  raw_refuse(office.s, "screening_gap", "NEW.dimension = 'reason'", "not now");
  screen(without, 2);
  assert_int_not_equal(gaps_save(&office.s->c, office.gaps), OK);
  assert_int_equal(rows(), 0);
  screen(without, 1);
  raw_allow(office.s, "screening_gap");
  save();
  assert_int_equal(counted("dimension = 'phase'"), 3);
  assert_int_equal(counted("dimension = 'reason'"), 3);
}

static void a_month_that_has_not_ended_is_not_shown(void **state)
{
  struct gap_line_list lines;
  struct ctx *const c = &office.s->c;
  const struct matcher *const m = live_match_matcher(office.world->live);
  (void)state;
  screen(without, 9);
  save();
  assert_int_equal(gaps_of_region(c, m, "oost-brabant", &lines), OK);
  assert_int_equal(lines.count, 0);
  c->today = (struct date){ 20251201 };
  assert_int_equal(gaps_of_region(c, m, "oost-brabant", &lines), OK);
  assert_true(lines.count >= 4);
  assert_string_equal(lines.at[0].month, "2025-11");
  assert_string_equal(lines.at[0].screenings, "9");
  assert_int_equal(gaps_of_region(c, m, "groningen", &lines), OK);
  assert_int_equal(lines.count, 0);
}

static void small_numbers_are_told_nowhere_and_do_not_order_the_list(void **state)
{
  struct gap_line_list lines;
  struct ctx *const c = &office.s->c;
  (void)state;
  screen("{\"region\":\"groningen\",\"acute_danger\":true,\"phase\":\"recovery\"}", 4);
  screen("{\"region\":\"groningen\",\"acute_danger\":true,\"phase\":\"direct\"}", 1);
  screen("{\"region\":\"groningen\",\"acute_danger\":true,\"phase\":\"early\"}", 5);
  save();
  c->today = (struct date){ 20260105 };
  assert_int_equal(gaps_of_region(c, live_match_matcher(office.world->live), "groningen", &lines), OK);
  assert_string_equal(lines.at[0].code, "early");
  assert_string_equal(lines.at[0].screenings, "5");
  assert_string_equal(lines.at[1].code, "direct");           /* by its code, not by its number */
  assert_string_equal(lines.at[2].code, "recovery");
  for (size_t i = 1; i < 3; i++) {
    assert_int_equal(lines.at[i].count, 0);
    assert_string_equal(lines.at[i].screenings, tr(c, N_("fewer than 5")));
  }
}

static void the_reasons_are_those_of_what_came_nearest(void **state)
{
  struct ctx *const c = &office.s->c;
  const struct match_result r = screen(without, 1);
  size_t men = 0;
  (void)state;
  save();
  for (int v = VERDICT_UNKNOWN; v < VERDICT_COUNT; v++)
    for (size_t i = 0; i < r.lists[v].count; i++) men += r.lists[v].at[i].line->offer.gender == GENDER_MEN && match_helps_against_violence(&r.lists[v].at[i].line->offer);
  assert_true(men > 0);                                      /* danger and her gender speak against these: others came nearer */
  assert_int_equal(counted("dimension = 'reason' AND code = 'danger-at-once-only'"), 1);
  assert_int_equal(counted("dimension = 'reason' AND code = 'men-only'"), 0);
  assert_int_equal(counted("dimension = 'reason' AND code = 'for-professionals'"), 0);
  assert_non_null(match_rule_words(c, live_match_matcher(office.world->live), "danger-at-once-only"));
  assert_non_null(match_rule_words(c, live_match_matcher(office.world->live), "safety-danger"));
  assert_null(match_rule_words(c, live_match_matcher(office.world->live), "no-such-rule"));
}

static void a_region_without_such_help_says_so(void **state)
{
  struct ctx *const c = &office.s->c;
  const struct matcher *const all = live_match_matcher(office.world->live);
  const struct profile p = { .region = "groningen", .phase = PHASE_EARLY };
  struct matcher *none;
  struct match_result r;
  (void)state;
  assert_int_equal(matcher_build(c, matcher_rules(all), NULL, 0, c->places, c->today, &none), OK);
  assert_int_equal(match_decide(c, none, &(struct match_ask){ .profile = &p }, &r), OK);
  gaps_add(c, office.gaps, &p, &r);
  save();
  assert_int_equal(counted("dimension = 'reason' AND code = 'no_offer'"), 1);
  matcher_release(none);
}

static void the_example_counts_are_filled_in_once(void **state)
{
  (void)state;
  assert_int_equal(gaps_demo(&office.s->c), OK);
  const int64_t filled = rows();
  assert_true(filled > 5);
  assert_int_equal(gaps_demo(&office.s->c), OK);
  assert_int_equal(rows(), filled);
  assert_int_equal(raw_number(office.s, "SELECT COUNT(*) FROM screening_gap WHERE month <> '2025-10'"), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(a_screening_with_a_fit_leaves_nothing, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_chat_or_a_crisis_team_alone_is_no_fit, set_up, tear_down),
    cmocka_unit_test_setup_teardown(situation_groups_and_reasons_are_counted_apart, set_up, tear_down),
    cmocka_unit_test_setup_teardown(what_is_not_answered_is_counted_as_that, set_up, tear_down),
    cmocka_unit_test_setup_teardown(every_group_is_known_from_its_answers, set_up, tear_down),
    cmocka_unit_test_setup_teardown(nothing_finer_than_a_month_and_no_two_answers_stand_in_a_row, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_process_without_keys_saves_and_others_add_to_it, set_up, tear_down),
    cmocka_unit_test_setup_teardown(what_cannot_be_saved_is_kept_once, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_month_that_has_not_ended_is_not_shown, set_up, tear_down),
    cmocka_unit_test_setup_teardown(small_numbers_are_told_nowhere_and_do_not_order_the_list, set_up, tear_down),
    cmocka_unit_test_setup_teardown(the_reasons_are_those_of_what_came_nearest, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_region_without_such_help_says_so, set_up, tear_down),
    cmocka_unit_test_setup_teardown(the_example_counts_are_filled_in_once, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, last);
}
