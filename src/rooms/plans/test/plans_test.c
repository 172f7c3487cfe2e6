/* What a plan is, for whom, and what must stand in it. */
#include "plans_helper.h"
#include "actions.h"
#include "phases.h"

static struct town t;
static struct scratch *s;
static int set_up(void **state)
{
  t = town_new();
  s = t.w->s;
  as(t.w, TEAM);
  *state = &t;
  return 0;
}
static int tear_down(void **state) { (void)state; world_free(t.w); return 0; }

/* --- whose ------------------------------------------------------------------------------------------------------ */

static void a_safety_plan_lies_in_the_side_of_its_person(void **state)
{
  (void)state;
  const struct id his = makes(&t, PLAN_SAFETY, t.bram);
  struct household_side side;
  MUST(side_get(&s->c, t.side_a, &side));
  assert_true(id_same(stored(&t, his).compartment, side.compartment));
  assert_int_equal(plans_seen(&t), 1);
  not_there_for(&t, SHELTER, his);
  assert_int_equal(plans_seen(&t), 0);
  const struct id hers = makes(&t, PLAN_SAFETY, t.noor);
  assert_int_equal(plans_seen(&t), 1);
  not_there_for(&t, TEAM, hers);
  assert_int_equal(plans_seen(&t), 1);
}

static void a_childs_safety_plan_lies_with_the_child(void **state)
{
  (void)state;
  as(t.w, SHELTER);
  const struct id plan = makes(&t, PLAN_SAFETY, t.lot);
  assert_true(id_same(stored(&t, plan).compartment, compartment_of(&t, t.lot)));
  not_there_for(&t, TEAM, plan);
}

static void nobody_elses_safety_plan_is_made(void **state)
{
  struct plan_new n = asked_plan(&t, PLAN_SAFETY, ID_NONE);
  struct id id;
  (void)state;
  assert_int_equal(plan_make(&s->c, t.household, &n, &id), ERR_INVALID);
  assert_string_equal(s->c.error.field, "person");
  n.person = t.noor;                                        /* the other side's */
  assert_int_equal(plan_make(&s->c, t.household, &n, &id), ERR_INVALID);
  n.person = t.bram;
  n.place = PLACE_SHARED;
  assert_int_equal(plan_make(&s->c, t.household, &n, &id), ERR_INVALID);
  assert_string_equal(s->c.error.field, "place");
}

static void a_household_is_not_closed_over_an_open_plan(void **state)
{
  struct case_file f;
  struct gate_line_list missing;
  bool said = false;
  (void)state;
  makes(&t, PLAN_SAFETY, t.bram);
  s->c.app = &t.w->app;
  MUST(case_open(&s->c, t.household, &f));
  MUST(phase_missing(&s->c, &f, &(struct case_phase){ .state = CASE_RECOVERY }, phase_rule(CASE_RECOVERY, CASE_CLOSED), &missing));
  for (size_t i = 0; i < missing.count; i++) said |= missing.at[i].kind == GATE_OPEN_ELSEWHERE;
  assert_true(said);
  s->c.app = NULL;
}

static void a_help_plan_lies_where_it_was_chosen(void **state)
{
  struct plan_new n = asked_plan(&t, PLAN_HELP, ID_NONE);
  struct id own, all;
  (void)state;
  assert_int_equal(plan_make(&s->c, t.household, &n, &own), ERR_INVALID);
  n.place = PLACE_B;
  assert_int_equal(plan_make(&s->c, t.household, &n, &own), ERR_INVALID);
  n.place = PLACE_A;
  MUST(plan_make(&s->c, t.household, &n, &own));
  n.place = PLACE_SHARED;
  MUST(plan_make(&s->c, t.household, &n, &all));
  not_there_for(&t, SHELTER, own);
  assert_true(id_same(stored(&t, all).compartment, t.shared));
}

static void exactly_one_coordinates_and_reads_it(void **state)
{
  struct plan_new n = asked_plan(&t, PLAN_SAFETY, t.bram);
  struct id id;
  (void)state;
  n.coordinator = t.w->at[STRANGER].account;
  assert_int_equal(plan_make(&s->c, t.household, &n, &id), ERR_INVALID);
  assert_string_equal(s->c.error.field, "coordinator");
  n.coordinator = t.w->at[SHELTER].account;                 /* reads what all share, not this side */
  assert_int_equal(plan_make(&s->c, t.household, &n, &id), ERR_INVALID);
  n.coordinator = ID_NONE;
  assert_int_equal(plan_make(&s->c, t.household, &n, &id), ERR_INVALID);
  n.coordinator = t.w->at[TEAM].account;
  MUST(plan_make(&s->c, t.household, &n, &id));
  struct plan p = stored(&t, id);
  p.coordinator = t.w->at[STRANGER].account;
  assert_int_equal(plan_change(&s->c, &p), ERR_INVALID);
  assert_true(id_same(stored(&t, id).coordinator, t.w->at[TEAM].account));
}

/* --- what must stand in it --------------------------------------------------------------------------------------- */

static void every_element_of_the_stop_is_needed_and_each_is_named(void **state)
{
  const struct record *const rec = sheet_kinds[SHEET_STOP].rec;
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  size_t elements = 0;
  (void)state;
  completes(&t, plan, "Woorden");
  for (size_t i = 0; i < rec->count; i++) {
    char at[100];
    if (rec->fields[i].flags & IN_PROGRAM) continue;
    fills(&t, SHEET_STOP, plan, "Woorden", rec->fields[i].name);
    const struct plan_lack_list lacks = lacking(&t, plan);
    snprintf(at, sizeof at, "/stop#f-%s", rec->fields[i].name);
    assert_int_equal(lacks.count, 1);
    assert_string_equal(lacks.at[0].at, at);
    assert_ptr_equal(lacks.at[0].text, rec->fields[i].label);
    assert_int_equal(plan_finalise(&s->c, plan, stored(&t, plan).version), ERR_INVALID);
    assert_int_equal(stored(&t, plan).state, PLAN_DRAFT);
    elements++;
  }
  assert_int_equal(elements, 12);
  fills(&t, SHEET_STOP, plan, "  \n ", "triggers");         /* spaces are no words */
  assert_int_equal(lacking(&t, plan).count, 12);
  fills(&t, SHEET_STOP, plan, "Woorden", NULL);
  assert_int_equal(lacking(&t, plan).count, 0);
  finalises(&t, plan);
}

static void who_experiences_violence_needs_no_stop(void **state)
{
  (void)state;
  as(t.w, SHELTER);
  const struct id plan = makes(&t, PLAN_SAFETY, t.noor);
  const struct plan_lack_list lacks = lacking(&t, plan);
  assert_false(lacks_at(&lacks, "/stop#f-triggers"));
  assert_true(lacks_at(&lacks, "/veilig#f-signals"));
  assert_true(lacks_at(&lacks, "/veilig#f-call"));
  completes(&t, plan, "Woorden");
  finalises(&t, plan);
}

static void each_prompt_is_answered_with_words(void **state)
{
  const struct record *const rec = sheet_kinds[SHEET_PROMPTS].rec;
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  (void)state;
  completes(&t, plan, "Woorden");
  for (size_t i = 0; i < rec->count; i++) {
    if (rec->fields[i].flags & IN_PROGRAM) continue;
    fills(&t, SHEET_PROMPTS, plan, "Woorden", rec->fields[i].name);
    assert_int_equal(lacking(&t, plan).count, 1);
    assert_int_equal(plan_finalise(&s->c, plan, stored(&t, plan).version), ERR_INVALID);
  }
}

static void living_apart_asks_what_must_be_safe_who_decides_and_when(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  (void)state;
  completes(&t, plan, "Woorden");
  MUST(sheet_save(&s->c, &sheet_kinds[SHEET_CONTACT], plan, &(struct plan_contact){ .version = opened(&t, plan).contact.version, .apart = YES }));
  assert_int_equal(lacking(&t, plan).count, 3);
  MUST(sheet_save(&s->c, &sheet_kinds[SHEET_CONTACT], plan, &(struct plan_contact){ .version = opened(&t, plan).contact.version, .apart = NO }));
  assert_int_equal(lacking(&t, plan).count, 0);
  MUST(sheet_save(&s->c, &sheet_kinds[SHEET_CONTACT], plan, &(struct plan_contact){ .version = opened(&t, plan).contact.version }));
  assert_int_equal(lacking(&t, plan).count, 1);
}

static void who_took_no_part_needs_a_reason_and_who_disagrees_words(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  struct voice_new n = agreeing(&t, t.bram);
  (void)state;
  n.part = TOOK_NO_PART;
  assert_int_equal(voice_add(&s->c, plan, &n), ERR_INVALID);
  assert_string_equal(s->c.error.field, "why_not");
  n.why_not = "Wilde niet komen.";
  n.agrees = NOT_ASKED;
  assert_int_equal(voice_add(&s->c, plan, &n), ERR_INVALID);
  assert_string_equal(s->c.error.field, "words");
  n.words = "Was er niet.";
  MUST(voice_add(&s->c, plan, &n));
  n.person = t.noor;
  assert_int_equal(voice_add(&s->c, plan, &n), ERR_INVALID);
  assert_string_equal(s->c.error.field, "person");
}

static void the_newest_word_counts_and_the_older_stays(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  struct voice_new n = agreeing(&t, t.bram);
  (void)state;
  MUST(voice_add(&s->c, plan, &n));
  s->c.now += 1000;
  n.agrees = DISAGREES;
  n.words = "Met de tijd";
  MUST(voice_add(&s->c, plan, &n));
  const struct plan_file f = opened(&t, plan);
  assert_int_equal(f.voices.count, 2);
  assert_int_equal(voice_of(&f.voices, t.bram)->agrees, DISAGREES);
}

/* What one says of a plan that all read lies with them: the other side's worker sees no word, no count, and lacks nothing for it. */
static void what_one_says_of_a_shared_plan_is_their_own(void **state)
{
  struct plan_new n = asked_plan(&t, PLAN_HELP, ID_NONE);
  struct id plan;
  (void)state;
  n.place = PLACE_SHARED;
  MUST(plan_make(&s->c, t.household, &n, &plan));
  as(t.w, SHELTER);
  const size_t before = lacking(&t, plan).count;
  as(t.w, TEAM);
  struct voice_new v = agreeing(&t, t.bram);
  MUST(voice_add(&s->c, plan, &v));
  as(t.w, SHELTER);
  assert_int_equal(opened(&t, plan).voices.count, 0);
  assert_int_equal(lacking(&t, plan).count, before);
  v = agreeing(&t, t.noor);
  MUST(voice_add(&s->c, plan, &v));
  assert_int_equal(opened(&t, plan).voices.count, 1);
}

static void no_secret_address_comes_into_what_all_read(void **state)
{
  struct plan_new n = asked_plan(&t, PLAN_HELP, ID_NONE);
  struct id plan;
  (void)state;
  as(t.w, SHELTER);
  n.coordinator = s->c.scope.actor;
  n.place = PLACE_SHARED;
  n.why = "Zij is in de Verborgenstraat.";
  assert_int_equal(plan_make(&s->c, t.household, &n, &plan), ERR_INVALID);
  assert_string_equal(s->c.error.field, "why");
  n.why = "Rust.";
  MUST(plan_make(&s->c, t.household, &n, &plan));
  assert_int_equal(goal_add(&s->c, plan, &(struct plan_goal){ .goal = "Verborgenstraat 901" }), ERR_INVALID);
  assert_int_equal(sheet_save(&s->c, &sheet_kinds[SHEET_CONTACT], plan, &(struct plan_contact){ .told = "Verborgenstraat" }), ERR_INVALID);
  assert_int_equal(holder_add(&s->c, plan, &(struct plan_holder){ .holder = "Huis Verborgenstraat", .since = s->c.today }), ERR_INVALID);
  assert_int_equal(review_add(&s->c, plan, &(struct review_new){ "Gezien in de verborgenstraat", date_plus_days(s->c.today, 9) }), ERR_INVALID);
  const struct id own = makes(&t, PLAN_SAFETY, t.noor);     /* in her own side's plan it may stand */
  MUST(sheet_save(&s->c, &sheet_kinds[SHEET_SAFETY], own, &(struct plan_safety){ .place = "Verborgenstraat 901" }));
}

/* --- goals and actions ------------------------------------------------------------------------------------------------ */

static void a_clash_between_goals_becomes_an_action_of_the_coordinator_once(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  struct plan_goal g = { .goal = "Rust in huis", .fit = GOAL_CLASHES };
  (void)state;
  assert_int_equal(goal_add(&s->c, plan, &g), ERR_INVALID);
  g.their_goal = "Elke dag bellen";
  assert_int_equal(goal_add(&s->c, plan, &g), ERR_INVALID);
  assert_string_equal(s->c.error.field, "provider");
  g.provider = "Reclassering";
  MUST(goal_add(&s->c, plan, &g));
  const struct plan_file f = opened(&t, plan);
  assert_int_equal(f.actions.count, 1);
  assert_true(id_same(f.actions.at[0].account, stored(&t, plan).coordinator));
  assert_true(id_same(f.goals.at[0].settling, f.actions.at[0].id));
  assert_true(id_same(f.actions.at[0].compartment, f.plan.compartment));
  g = f.goals.at[0];
  g.goal = "Rust thuis";
  MUST(goal_change(&s->c, &g));
  assert_int_equal(opened(&t, plan).actions.count, 1);
}

static void an_action_of_a_childs_plan_lies_with_the_child(void **state)
{
  (void)state;
  as(t.w, SHELTER);
  const struct id plan = makes(&t, PLAN_SAFETY, t.lot);
  acts_on(&t, plan, "Met school praten");
  const struct plan_file f = opened(&t, plan);
  assert_int_equal(f.actions.count, 1);
  assert_true(id_same(f.actions.at[0].compartment, f.plan.compartment));
}

static void an_action_of_a_plan_is_not_opened_again(void **state)
{
  (void)state;
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  acts_on(&t, plan, "Bellen");
  const struct id action = opened(&t, plan).actions.at[0].id;
  MUST(action_end(&s->c, action, 1, &(struct action_close){ ACTION_DONE, "Gebeld" }));
  assert_int_equal(action_again(&s->c, action, 2), ERR_INVALID);
}

/* --- two at a time, days ---------------------------------------------------------------------------------------------------- */

static void who_comes_second_overwrites_nothing(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  struct plan_stop one = { .triggers = "Een" };
  (void)state;
  MUST(sheet_save(&s->c, &sheet_kinds[SHEET_STOP], plan, &one));
  assert_int_equal(sheet_save(&s->c, &sheet_kinds[SHEET_STOP], plan, &(struct plan_stop){ .triggers = "Twee" }), ERR_CONFLICT);
  one = opened(&t, plan).stop;
  one.body = "Hart";
  MUST(sheet_save(&s->c, &sheet_kinds[SHEET_STOP], plan, &one));
  one.body = "Adem";
  assert_int_equal(sheet_save(&s->c, &sheet_kinds[SHEET_STOP], plan, &one), ERR_CONFLICT);
  assert_string_equal(opened(&t, plan).stop.body, "Hart");
  assert_string_equal(opened(&t, plan).stop.triggers, "Een");
}

static void a_review_lies_behind_the_start_and_not_in_the_past(void **state)
{
  struct plan_new n = asked_plan(&t, PLAN_SAFETY, t.bram);
  struct id id;
  (void)state;
  n.review = date_plus_days(n.start, -1);
  assert_int_equal(plan_make(&s->c, t.household, &n, &id), ERR_INVALID);
  n.start = (struct date){ 19000101 };
  n.review = (struct date){ 19000201 };
  assert_int_equal(plan_make(&s->c, t.household, &n, &id), ERR_INVALID);
  assert_string_equal(s->c.error.field, "review");
}

static void what_is_due_comes_back_to_the_coordinator_only(void **state)
{
  struct plan_list due;
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  const struct date day = stored(&t, plan).review;
  (void)state;
  MUST(plans_due(&s->c, date_plus_days(day, -1), &due));
  assert_int_equal(due.count, 0);
  MUST(plans_due(&s->c, day, &due));
  assert_int_equal(due.count, 1);
  MUST(review_add(&s->c, plan, &(struct review_new){ "Het gaat goed.", date_plus_days(day, 30) }));
  MUST(plans_due(&s->c, day, &due));
  assert_int_equal(due.count, 0);
  as(t.w, SHELTER);
  MUST(plans_due(&s->c, (struct date){ 99991231 }, &due));
  assert_int_equal(due.count, 0);
}

/* --- moves --------------------------------------------------------------------------------------------------------------- */

static void a_plan_goes_along_when_its_side_goes_on_by_itself(void **state)
{
  struct id new;
  struct case_file f;
  struct plan_list all;
  (void)state;
  as(t.w, SHELTER);
  const struct id plan = makes(&t, PLAN_SAFETY, t.noor);
  MUST(household_split(&s->c, t.side_b, "Nieuw begin", &new));
  MUST(case_open(&s->c, new, &f));
  MUST(plans_of(&s->c, &f, &all));
  assert_int_equal(all.count, 1);
  assert_true(id_same(opened(&t, plan).home.file.household.id, new));
}

/* Two households that turn out to be one: what all read in each, and in each side, is all there. */
static void plans_are_all_there_when_two_households_turn_out_to_be_one(void **state)
{
  struct plan_new n = asked_plan(&t, PLAN_HELP, ID_NONE);
  struct id shared, own;
  (void)state;
  n.place = PLACE_SHARED;
  MUST(plan_make(&s->c, t.household, &n, &shared));
  own = makes(&t, PLAN_SAFETY, t.bram);
  const struct id other = opens(s, MY_SIDE_A), gone = t.household;
  MUST(household_merge(&s->c, other, gone));
  t.household = other;
  assert_int_equal(plans_seen(&t), 2);
  assert_true(id_same(opened(&t, shared).home.file.household.id, other));
  assert_true(id_same(opened(&t, own).home.file.household.id, other));
  acts_on(&t, own, "Bellen");
  acts_on(&t, shared, "Schrijven");
  assert_int_equal(opened(&t, own).actions.count, 1);
  assert_true(id_same(opened(&t, own).actions.at[0].compartment, stored(&t, own).compartment));
  const struct plan_lack_list lacks = lacking(&t, shared);
  const struct id later = makes(&t, PLAN_SAFETY, t.bram);
  assert_true(id_same(stored(&t, later).compartment, stored(&t, own).compartment));      /* in his side, not in the other one of that letter */
  assert_false(lacks_at(&lacks, "/actie"));                 /* an action of what all read counts, in whichever of the two */
}

static void somebody_who_leaves_takes_no_plan_down_and_needs_no_less(void **state)
{
  struct membership_list places;
  (void)state;
  directs(&t);
  as(t.w, TEAM);
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  const size_t elements = lacking(&t, plan).count - 1;      /* his own word is not asked any more */
  as(t.w, DIRECTOR);
  MUST(memberships_of_person(&s->c, t.bram, &places));
  MUST(person_change_side(&s->c, places.at[0].id, t.side_b));
  as(t.w, TEAM);                                            /* still works for the side, and not with him any more */
  const struct plan_file f = opened(&t, plan);
  assert_true(f.needs_stop);
  assert_int_equal(f.persons.count, 0);
  assert_int_equal(lacking(&t, plan).count, elements);
  assert_true(*plan_whom(&s->c, &f.plan, &f.home));
}

/* A ground that is withdrawn ends the involvement: the plan is not there for who was let in by it, and stays whole for who makes it. */
static void who_is_not_involved_any_more_finds_nothing_and_breaks_nothing(void **state)
{
  (void)state;
  directs(&t);
  as(t.w, TEAM);
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  as(t.w, DIRECTOR);
  struct plan p = stored(&t, plan);
  p.coordinator = t.w->at[DIRECTOR].account;
  MUST(plan_change(&s->c, &p));
  as(t.w, TEAM);
  MUST(involvement_end(&s->c, t.w->at[DIRECTOR].account, t.household));
  not_there_for(&t, DIRECTOR, plan);
  as(t.w, TEAM);
  const struct plan_file f = opened(&t, plan);
  const char *name;
  MUST(case_colleague(&s->c, &f.home, f.plan.coordinator, &name));
  assert_non_null(name);
  p = stored(&t, plan);
  p.coordinator = t.w->at[TEAM].account;
  MUST(plan_change(&s->c, &p));
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_safety_plan_lies_in_the_side_of_its_person),
    TEST(a_childs_safety_plan_lies_with_the_child),
    TEST(nobody_elses_safety_plan_is_made),
    TEST(a_household_is_not_closed_over_an_open_plan),
    TEST(a_help_plan_lies_where_it_was_chosen),
    TEST(exactly_one_coordinates_and_reads_it),
    TEST(every_element_of_the_stop_is_needed_and_each_is_named),
    TEST(who_experiences_violence_needs_no_stop),
    TEST(each_prompt_is_answered_with_words),
    TEST(living_apart_asks_what_must_be_safe_who_decides_and_when),
    TEST(who_took_no_part_needs_a_reason_and_who_disagrees_words),
    TEST(the_newest_word_counts_and_the_older_stays),
    TEST(what_one_says_of_a_shared_plan_is_their_own),
    TEST(no_secret_address_comes_into_what_all_read),
    TEST(a_clash_between_goals_becomes_an_action_of_the_coordinator_once),
    TEST(an_action_of_a_childs_plan_lies_with_the_child),
    TEST(an_action_of_a_plan_is_not_opened_again),
    TEST(who_comes_second_overwrites_nothing),
    TEST(a_review_lies_behind_the_start_and_not_in_the_past),
    TEST(what_is_due_comes_back_to_the_coordinator_only),
    TEST(a_plan_goes_along_when_its_side_goes_on_by_itself),
    TEST(plans_are_all_there_when_two_households_turn_out_to_be_one),
    TEST(somebody_who_leaves_takes_no_plan_down_and_needs_no_less),
    TEST(who_is_not_involved_any_more_finds_nothing_and_breaks_nothing),
  };
  return cmocka_run_group_tests_name("plans", tests, NULL, NULL);
}
