/* Talks together: every reason that rules them out, what takes it away, and what happens to talks that were planned before it. */
#include "cases_helper.h"
#include "set_aside.h"
#include "tasks.h"

static struct world *w;
static struct scratch *s;
static struct household_try t;
static int set_up(void **state) { *state = w = world_new(); s = w->s; t = both_parties(w); may_talk(w, &t); return 0; }
static int set_up_bare(void **state) { *state = w = world_new(); s = w->s; t = both_parties(w); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static enum talks_together now_for(size_t n) { return talks_for(w, n, t.household); }
#define IS(expected) assert_string_equal(talks_together_key(now_for(DIRECTOR)), talks_together_key(expected))

/* A part with one thing more, a second later; by who works there. */
static struct id adds_part(size_t kind, enum case_place place, const union any_part *p)
{
  struct id id;
  as(w, place == PLACE_A ? TEAM : place == PLACE_B ? SHELTER : DIRECTOR);
  s->c.now += 1000;
  MUST(case_part_add(&s->c, &case_kinds[kind], t.household, p, &id));
  return id;
}
static struct id happened(enum case_place place, enum behaviour what)
{
  union any_part p = part_of(KIND_INCIDENT, place, place == PLACE_B ? ID_NONE : t.bram);
  p.incident.behaviours = (struct set){ 1 | UINT64_C(1) << what };
  return adds_part(KIND_INCIDENT, place, &p);
}
static struct id noted(enum case_place place, enum contact_note what, int day)
{
  union any_part p = part_of(KIND_NOTE, place, ID_NONE);
  p.note.kind = what;
  p.part.day = (struct date){ day };
  return adds_part(KIND_NOTE, place, &p);
}
static void strikes(size_t who, size_t kind, struct id id)
{
  union any_part p;
  as(w, who);
  MUST(case_part_get(&s->c, &case_kinds[kind], id, &p));
  p.part.struck = "Vergissing";
  MUST(case_part_change(&s->c, &case_kinds[kind], &p));
}
/* Two who work with this person set control aside. */
static void set_aside_for(struct id person, size_t one, size_t other)
{
  struct control_set_aside row;
  s->c.now += 1000;
  as(w, one);
  MUST(set_aside_ask(&s->c, person, &(struct set_aside_new){ .reason = "Feiten" }));
  MUST(set_aside_open(&s->c, person, &row));
  as(w, other);
  MUST(set_aside_agree(&s->c, person, row.version));
}

/* --- reasons ---------------------------------------------------------------------------------------------- */

static void with_all_in_order_who_works_with_both_may_plan_them(void **state)
{
  (void)state;
  IS(TALKS_MAY);
  assert_int_equal(now_for(TEAM), TALKS_ONE_SIDE);
}

static void they_wait_until_direct_safety_is_there(void **state)
{
  (void)state;
  spoke_alone(w, t.bram, YES);
  spoke_alone(w, t.noor, YES);
  writes(s, t.household, KIND_PATTERN, PLACE_PERSON, t.bram);
  IS(TALKS_PHASE);                                           /* no phase was chosen */
  goes_to(w, &t, CASE_DIRECT);
  IS(TALKS_PHASE);
  goes_to(w, &t, CASE_RISKCARE);
  IS(TALKS_MAY);
  goes_to(w, &t, CASE_DIRECT);
  IS(TALKS_PHASE);
}

static void each_party_is_spoken_to_alone_first(void **state)
{
  struct talk_missing_list missing;
  (void)state;
  writes(s, t.household, KIND_PATTERN, PLACE_PERSON, t.bram);
  goes_to(w, &t, CASE_RISKCARE);
  IS(TALKS_NOT_ALONE);
  spoke_alone(w, t.bram, YES);
  IS(TALKS_NOT_ALONE);                                       /* he was, she was not */
  struct case_file f = case_of(s, t.household);
  MUST(together_missing(&s->c, &f, &missing));
  assert_int_equal(missing.count, 1);
  assert_non_null(strstr(missing.at[0].name, "Noor"));
  assert_true(id_same(missing.at[0].beside, t.bram));        /* hers is written down in his screening */
  as(w, TEAM);
  f = case_of(s, t.household);
  MUST(together_missing(&s->c, &f, &missing));
  assert_int_equal(missing.count, 0);                        /* who works for one side is told of none */
  spoke_alone(w, t.noor, YES);
  IS(TALKS_MAY);
  spoke_alone(w, t.noor, NO);
  IS(TALKS_NOT_ALONE);
}

static void somebody_of_whom_there_is_no_file_was_not_spoken_to(void **state)
{
  (void)state;
  as(w, DIRECTOR);
  MUST(member_add(&s->c, &(struct household_member){ .household = t.household, .shared_name = "Oma", .role = MEMBER_EXPERIENCES }, NULL));
  IS(TALKS_NOT_ALONE);
}

static void a_conflict_divorce_says_so_until_each_was_asked(void **state)
{
  union any_part p = part_of(KIND_PROFILE, PLACE_B, ID_NONE);
  (void)state;
  p.profile.profile = PROFILE_DIVORCE;
  adds_part(KIND_PROFILE, PLACE_B, &p);
  IS(TALKS_MAY);
  spoke_alone(w, t.bram, NO);
  IS(TALKS_CONFLICT);
}

static void not_known_does_not_rule_control_out(void **state)
{
  union any_part p = part_of(KIND_PATTERN, PLACE_A, t.bram);
  (void)state;
  spoke_alone(w, t.bram, YES);
  spoke_alone(w, t.noor, YES);
  goes_to(w, &t, CASE_RISKCARE);
  IS(TALKS_NOT_ASKED);
  p.pattern.control = p.pattern.stalking = YES_NO_UNKNOWN;
  const struct id id = adds_part(KIND_PATTERN, PLACE_A, &p);
  IS(TALKS_NOT_ASKED);
  as(w, TEAM);
  MUST(case_part_get(&s->c, &case_kinds[KIND_PATTERN], id, &p));
  p.pattern.control = NO;
  MUST(case_part_change(&s->c, &case_kinds[KIND_PATTERN], &p));
  IS(TALKS_NOT_ASKED);                                       /* nobody asked about stalking */
  screened(w, t.noor, "{\"region\":\"oost-brabant\",\"coercive_control\":\"no\",\"violence\":[\"physical\"]}");
  IS(TALKS_MAY);
}

static void a_ban_of_a_screening_counts_until_a_later_one_says_otherwise(void **state)
{
  (void)state;
  screened(w, t.bram, "{\"region\":\"oost-brabant\",\"legal_status\":[\"contact_ban\",\"suspect\"]}");
  IS(TALKS_BAN);
  screened(w, t.bram, "{\"region\":\"oost-brabant\"}");
  IS(TALKS_BAN);                                             /* it was not asked again */
  screened(w, t.bram, "{\"region\":\"oost-brabant\",\"legal_status\":[\"home_ban_ended\"]}");
  IS(TALKS_MAY);
}

static void a_measure_on_the_timeline_counts_until_it_is_said_that_none_runs(void **state)
{
  (void)state;
  noted(PLACE_SHARED, NOTE_FREE, 20200103);
  noted(PLACE_A, NOTE_MEASURE, 20200105);
  IS(TALKS_BAN);
  assert_int_equal(now_for(TEAM), TALKS_ONE_SIDE);
  noted(PLACE_SHARED, NOTE_FREE, 20200104);
  IS(TALKS_BAN);                                             /* that was before it */
  noted(PLACE_B, NOTE_FREE, 20200106);
  IS(TALKS_BAN);                                             /* a side says so where the other cannot read it */
  noted(PLACE_SHARED, NOTE_FREE, 20200106);
  IS(TALKS_MAY);
}

static void who_works_for_one_side_does_not_end_a_measure_for_all(void **state)
{
  union any_part p = part_of(KIND_NOTE, PLACE_SHARED, ID_NONE);
  struct id id;
  (void)state;
  noted(PLACE_SHARED, NOTE_MEASURE, 20200105);
  as(w, TEAM);
  p.note.kind = NOTE_FREE;
  p.part.day = (struct date){ 20200106 };
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_NOTE], t.household, &p, NULL), "place");
  p.note.kind = NOTE_OTHER;
  MUST(case_part_add(&s->c, &case_kinds[KIND_NOTE], t.household, &p, &id));
  MUST(case_part_get(&s->c, &case_kinds[KIND_NOTE], id, &p));
  p.note.kind = NOTE_FREE;                                   /* nor by changing what was there */
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_NOTE], &p), "kind");
  IS(TALKS_BAN);
}

static void a_measure_is_not_changed_into_something_else(void **state)
{
  union any_part p = part_of(KIND_NOTE, PLACE_A, ID_NONE);
  (void)state;
  p.note.kind = NOTE_MEASURE;
  const struct id id = adds_part(KIND_NOTE, PLACE_A, &p);
  MUST(case_part_get(&s->c, &case_kinds[KIND_NOTE], id, &p));
  p.note.kind = NOTE_OTHER;
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_NOTE], &p), "kind");
}

/* --- days that it counts by --------------------------------------------------------------------------------- */

static void refused_on_another_day(size_t who, size_t kind, struct id id, int day)
{
  union any_part p;
  as(w, who);
  MUST(case_part_get(&s->c, &case_kinds[kind], id, &p));
  p.part.day = (struct date){ day };
  REFUSED(case_part_change(&s->c, &case_kinds[kind], &p), "day");
  p.part.struck = "Vergissing";                              /* nor while it is struck out */
  REFUSED(case_part_change(&s->c, &case_kinds[kind], &p), "day");
}

static void a_measure_does_not_end_by_moving_its_day_or_the_day_of_its_end(void **state)
{
  (void)state;
  const struct id before = noted(PLACE_SHARED, NOTE_FREE, 20200103), measure = noted(PLACE_A, NOTE_MEASURE, 20200105);
  refused_on_another_day(TEAM, KIND_NOTE, measure, 20200102);
  refused_on_another_day(DIRECTOR, KIND_NOTE, measure, 20200102);
  refused_on_another_day(DIRECTOR, KIND_NOTE, before, 20200106);
  IS(TALKS_BAN);
}

static void no_other_note_becomes_the_end_of_a_measure(void **state)
{
  union any_part p;
  (void)state;
  noted(PLACE_A, NOTE_MEASURE, 20200105);
  const struct id talk = noted(PLACE_A, NOTE_TALK, 20200106), shared = noted(PLACE_SHARED, NOTE_FREE, 20200107);
  IS(TALKS_MAY);
  strikes(DIRECTOR, KIND_NOTE, shared);
  IS(TALKS_BAN);
  as(w, DIRECTOR);
  MUST(case_part_get(&s->c, &case_kinds[KIND_NOTE], talk, &p));
  p.note.kind = NOTE_FREE;
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_NOTE], &p), "kind");
  as(w, TEAM);
  MUST(case_part_get(&s->c, &case_kinds[KIND_NOTE], shared, &p));
  p.part.struck = NULL;
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_NOTE], &p), "struck");
  IS(TALKS_BAN);
}

static void a_measure_is_struck_out_by_who_wrote_it_or_works_with_both(void **state)
{
  union any_part p;
  (void)state;
  as(w, DIRECTOR);
  const struct household_file f = file_of(s, t.household);
  const struct id of_a[] = { f.household.compartment, f.sides.at[0].compartment };
  works_with(w, OTHER_TEAM, of_a, COUNT(of_a), t.household);
  const struct id measure = noted(PLACE_A, NOTE_MEASURE, 20200105), again = noted(PLACE_A, NOTE_MEASURE, 20200105);
  as(w, OTHER_TEAM);
  MUST(case_part_get(&s->c, &case_kinds[KIND_NOTE], measure, &p));
  p.part.struck = "Verlopen";
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_NOTE], &p), "struck");
  strikes(TEAM, KIND_NOTE, measure);
  IS(TALKS_BAN);
  strikes(DIRECTOR, KIND_NOTE, again);
  IS(TALKS_MAY);
}

static void signs_of_danger_keep_their_day_and_whose_they_are(void **state)
{
  union any_part p;
  (void)state;
  set_aside_for(t.bram, TEAM, DIRECTOR);
  const struct id throat = happened(PLACE_A, BEHAVIOUR_THROAT);
  refused_on_another_day(TEAM, KIND_INCIDENT, throat, 20200101);
  as(w, TEAM);
  MUST(case_part_get(&s->c, &case_kinds[KIND_INCIDENT], throat, &p));
  p.part.about = ID_NONE;
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_INCIDENT], &p), "about");
  p.part.about = t.bram;
  p.incident.facts = "Kneep de keel dicht";
  MUST(case_part_change(&s->c, &case_kinds[KIND_INCIDENT], &p));      /* what happened may be told better */
  const struct id mild = writes(s, t.household, KIND_INCIDENT, PLACE_A, t.bram);
  MUST(case_part_get(&s->c, &case_kinds[KIND_INCIDENT], mild, &p));
  p.part.day = (struct date){ 20200101 };
  MUST(case_part_change(&s->c, &case_kinds[KIND_INCIDENT], &p));      /* what rules nothing out is corrected as ever */
}

static void acute_danger_counts_until_a_later_screening_says_no(void **state)
{
  (void)state;
  screened(w, t.noor, "{\"region\":\"oost-brabant\",\"acute_danger\":\"yes\"}");
  IS(TALKS_DANGER);
  screened(w, t.noor, "{\"region\":\"oost-brabant\"}");
  IS(TALKS_DANGER);
  screened(w, t.noor, "{\"region\":\"oost-brabant\",\"acute_danger\":\"no\"}");
  IS(TALKS_MAY);
}

static void after_a_breach_everybody_is_judged_anew(void **state)
{
  (void)state;
  happened(PLACE_B, BEHAVIOUR_BREACH);
  IS(TALKS_BREACH);
  goes_to(w, &t, CASE_DIRECT);
  IS(TALKS_BREACH);
  goes_to(w, &t, CASE_RISKCARE);
  IS(TALKS_MAY);
}

/* --- signs that stay -------------------------------------------------------------------------------------- */

static void control_written_down_anywhere_keeps_two_parties_apart(void **state)
{
  (void)state;
  for (size_t k = 0; k < 4; k++) {
    const size_t kind = k == 0 ? KIND_INCIDENT : k == 3 ? KIND_PROFILE : KIND_PATTERN;
    union any_part p = part_of(kind, PLACE_B, t.noor);
    if (k == 0) p.incident.behaviours = (struct set){ 1 | UINT64_C(1) << BEHAVIOUR_STALKING };
    if (k == 1) p.pattern.control = YES;
    if (k == 2) p.pattern.stalking = YES;
    if (k == 3) p.profile.profile = PROFILE_TERROR;
    const struct id id = adds_part(kind, PLACE_B, &p);
    IS(TALKS_CONTROL);
    assert_int_equal(now_for(TEAM), TALKS_ONE_SIDE);         /* learns nothing */
    strikes(SHELTER, kind, id);
    IS(TALKS_CONTROL);                                       /* one person does not take it away */
    set_aside_for(t.noor, SHELTER, DIRECTOR);
    if (k == 3) set_aside_for(t.bram, TEAM, DIRECTOR);       /* a profile is of nobody alone */
    IS(TALKS_MAY);
    struct control_set_aside row;
    MUST(set_aside_open(&s->c, t.noor, &row));
    MUST(set_aside_end(&s->c, t.noor, row.version));
    IS(TALKS_CONTROL);
    set_aside_for(t.noor, SHELTER, DIRECTOR);
    MUST(set_aside_open(&s->c, t.noor, &row));
    IS(TALKS_MAY);
    MUST(set_aside_end(&s->c, t.noor, row.version));
    world_free(w);
    set_up(state);
  }
}

static void what_was_set_aside_before_does_not_cover_what_came_after(void **state)
{
  (void)state;
  set_aside_for(t.bram, TEAM, DIRECTOR);
  strikes(TEAM, KIND_INCIDENT, happened(PLACE_A, BEHAVIOUR_CONTROL));
  IS(TALKS_CONTROL);
}

static void taken_by_the_throat_counts_as_control_does(void **state)
{
  (void)state;
  const struct id id = happened(PLACE_A, BEHAVIOUR_THROAT);
  IS(TALKS_THROAT);
  strikes(TEAM, KIND_INCIDENT, id);
  IS(TALKS_THROAT);
  set_aside_for(t.bram, TEAM, DIRECTOR);
  IS(TALKS_MAY);
}

static void a_yes_is_never_edited_away(void **state)
{
  static const enum behaviour kept[] = { BEHAVIOUR_CONTROL, BEHAVIOUR_STALKING, BEHAVIOUR_THROAT, BEHAVIOUR_BREACH };
  union any_part p;
  (void)state;
  for (size_t i = 0; i < COUNT(kept); i++) {
    const struct id id = happened(PLACE_A, kept[i]);
    MUST(case_part_get(&s->c, &case_kinds[KIND_INCIDENT], id, &p));
    p.incident.behaviours = (struct set){ 1 | UINT64_C(1) << BEHAVIOUR_PHYSICAL };
    REFUSED(case_part_change(&s->c, &case_kinds[KIND_INCIDENT], &p), "behaviours");
    p.part.struck = "Klopt niet";                            /* nor while it is struck out, nor afterwards */
    REFUSED(case_part_change(&s->c, &case_kinds[KIND_INCIDENT], &p), "behaviours");
  }
  p = part_of(KIND_PATTERN, PLACE_A, t.bram);
  p.pattern.control = p.pattern.stalking = YES;
  const struct id pattern = adds_part(KIND_PATTERN, PLACE_A, &p);
  MUST(case_part_get(&s->c, &case_kinds[KIND_PATTERN], pattern, &p));
  p.pattern.control = NO;
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_PATTERN], &p), "control");
  p.pattern.control = YES;
  p.pattern.stalking = YES_NO_UNKNOWN;
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_PATTERN], &p), "stalking");
  p = part_of(KIND_PROFILE, PLACE_A, ID_NONE);
  p.profile.profile = PROFILE_TERROR;
  const struct id profile = adds_part(KIND_PROFILE, PLACE_A, &p);
  MUST(case_part_get(&s->c, &case_kinds[KIND_PROFILE], profile, &p));
  p.profile.profile = PROFILE_STRESS;
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_PROFILE], &p), "profile");
}

/* --- what was planned ------------------------------------------------------------------------------------- */

static struct id plans_talk(void)
{
  char me[ID_TEXT], doer[100];
  struct id id;
  as(w, DIRECTOR);
  id_format(w->at[TEAM].account, me);
  snprintf(doer, sizeof doer, "account:%s", me);
  MUST(action_add(&s->c, t.household, ID_NONE, &(struct action_new){ .what = "Samen praten", .doer = doer, .due = { 20991231 }, .form = ACTION_TOGETHER, .place = PLACE_SHARED }, &id));
  return id;
}
static size_t told(size_t n)
{
  struct task_list open;
  size_t count = 0;
  console(w);
  MUST(tasks_open_about(&s->c, TASK_TALKS_STOPPED, t.household, &open));
  for (size_t i = 0; i < open.count; i++) count += id_same(open.at[i].account, w->at[n].account);
  assert_true(open.count <= 1);
  return count;
}
static const char *page_of(size_t n, const char *path)
{
  assert_int_equal(asks(w, n, 7, path, NULL), 200);
  return buf_text(&w->c.out);
}

static void a_planned_talk_stops_and_who_directs_hears_at_once(void **state)
{
  char path[200];
  struct case_action a;
  bool stopped;
  (void)state;
  const struct id id = plans_talk();
  assert_int_equal(told(DIRECTOR), 0);
  happened(PLACE_B, BEHAVIOUR_CONTROL);
  assert_int_equal(told(DIRECTOR), 1);
  as(w, DIRECTOR);
  struct case_file f = case_of(s, t.household);
  MUST(action_get(&s->c, id, &a));
  MUST(action_is_stopped(&s->c, &f, &a, &stopped));
  assert_true(stopped);
  assert_non_null(strstr(page_of(DIRECTOR, with_id(path, "/werk/huishoudens/", t.household, "/acties")), "Gestopt: nu geen gesprekken samen"));
  assert_non_null(strstr(page_of(DIRECTOR, with_id(path, "/werk/acties/", id, "")), "Gestopt: nu geen gesprekken samen"));
}

enum { PAGES = 8 };
static char pages_kept[2][PAGES][1 << 17];

/* All that the team sees of a household with a talk that was planned; the same chance and the same moments each time. */
static void read_by_team(bool control, char to[static PAGES][1 << 17])
{
  static const char *const of_household[] = { "/acties", "/dossier", "/plannen", "/fase", "" };
  char path[200];
  world_free(w);
  chance_seed(5);
  w = world_new();
  s = w->s;
  t = both_parties(w);
  may_talk(w, &t);
  const struct id id = plans_talk();
  if (control) happened(PLACE_B, BEHAVIOUR_CONTROL);
  assert_int_equal(told(DIRECTOR), control);
  for (size_t i = 0; i < PAGES; i++) {
    const char *const at = i < COUNT(of_household) ? with_id(path, "/werk/huishoudens/", t.household, of_household[i]) : i == 5 ? with_id(path, "/werk/acties/", id, "") :
      i == 6 ? "/werk" : "/werk/mijn-acties";
    s->c.now = NOW + 600000 + (int64_t)i * 1000;
    assert_int_equal(asks(w, TEAM, 7 + i, at, NULL), 200);
    snprintf(to[i], sizeof to[i], "%s", buf_text(&w->c.out));
  }
  assert_int_equal(told(TEAM), 0);
}

static void who_works_for_one_side_sees_no_difference(void **state)
{
  (void)state;
  read_by_team(false, pages_kept[0]);
  read_by_team(true, pages_kept[1]);
  for (size_t i = 0; i < PAGES; i++) assert_string_equal(pages_kept[0][i], pages_kept[1][i]);
  assert_non_null(strstr(pages_kept[0][0], "Samen praten"));
}

static void a_screening_with_a_ban_stops_it_too(void **state)
{
  char path[200];
  (void)state;
  plans_talk();
  assert_int_equal(asks(w, SHELTER, 11, with_id(path, "/werk/personen/", t.noor, "/wat-past"), "legal_status=contact_ban"), 303);
  assert_int_equal(told(DIRECTOR), 1);
}

static void who_directs_for_one_side_hears_nothing(void **state)
{
  struct household_director d;
  (void)state;
  plans_talk();
  as(w, DIRECTOR);
  MUST(director_of(&s->c, t.household, &d));
  MUST(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[TEAM].account, .why = "Dichtbij" }));
  as(w, TEAM);
  MUST(director_accept(&s->c, t.household, d.version + 1));
  happened(PLACE_B, BEHAVIOUR_CONTROL);
  assert_int_equal(told(TEAM), 0);
  assert_int_equal(told(DIRECTOR), 1);                       /* who planned it still works with both */
}

static void a_stopped_talk_is_no_act_for_the_gate(void **state)
{
  char doer[100], his[ID_TEXT];
  struct gate_line_list missing;
  struct case_phase now;
  struct case_action a;
  struct id id;
  (void)state;
  as(w, DIRECTOR);
  id_format(t.bram, his);
  snprintf(doer, sizeof doer, "person:%s", his);
  MUST(action_add(&s->c, t.household, ID_NONE, &(struct action_new){ .what = "Samen praten", .doer = doer, .due = { 20991231 }, .form = ACTION_TOGETHER, .place = PLACE_A }, &id));
  MUST(action_get(&s->c, id, &a));
  MUST(action_end(&s->c, id, a.version, &(struct action_close){ ACTION_DONE, "Was er" }));
  for (size_t round = 0; round < 2; round++) {
    as(w, DIRECTOR);
    const struct case_file f = case_of(s, t.household);
    size_t acts = 0;
    MUST(phase_now(&s->c, &f, &now));
    MUST(phase_missing(&s->c, &f, &now, phase_rule(CASE_RISKCARE, CASE_RECOVERY), &missing));
    for (size_t i = 0; i < missing.count; i++) acts += missing.at[i].kind == GATE_ACT;
    assert_int_equal(acts, round);
    happened(PLACE_B, BEHAVIOUR_CONTROL);
  }
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
#define BARE(name) cmocka_unit_test_setup_teardown(name, set_up_bare, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(with_all_in_order_who_works_with_both_may_plan_them),
    BARE(they_wait_until_direct_safety_is_there),
    BARE(each_party_is_spoken_to_alone_first),
    TEST(somebody_of_whom_there_is_no_file_was_not_spoken_to),
    TEST(a_conflict_divorce_says_so_until_each_was_asked),
    BARE(not_known_does_not_rule_control_out),
    TEST(a_ban_of_a_screening_counts_until_a_later_one_says_otherwise),
    TEST(a_measure_on_the_timeline_counts_until_it_is_said_that_none_runs),
    TEST(who_works_for_one_side_does_not_end_a_measure_for_all),
    TEST(a_measure_is_not_changed_into_something_else),
    TEST(a_measure_does_not_end_by_moving_its_day_or_the_day_of_its_end),
    TEST(no_other_note_becomes_the_end_of_a_measure),
    TEST(a_measure_is_struck_out_by_who_wrote_it_or_works_with_both),
    TEST(signs_of_danger_keep_their_day_and_whose_they_are),
    TEST(acute_danger_counts_until_a_later_screening_says_no),
    TEST(after_a_breach_everybody_is_judged_anew),
    TEST(control_written_down_anywhere_keeps_two_parties_apart),
    TEST(what_was_set_aside_before_does_not_cover_what_came_after),
    TEST(taken_by_the_throat_counts_as_control_does),
    TEST(a_yes_is_never_edited_away),
    TEST(a_planned_talk_stops_and_who_directs_hears_at_once),
    TEST(who_works_for_one_side_sees_no_difference),
    TEST(a_screening_with_a_ban_stops_it_too),
    TEST(who_directs_for_one_side_hears_nothing),
    TEST(a_stopped_talk_is_no_act_for_the_gate),
  };
  return cmocka_run_group_tests_name("together", tests, NULL, NULL);
}
