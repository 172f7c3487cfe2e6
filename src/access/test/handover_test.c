#include "handover.h"
#include "people.h"

static const struct id household = { { 'h', 1 } };
struct team { struct people *p; struct id lead, file; };

/* Anna opened a file and left it: nobody works in it, and the lead has a task. */
static int set_up(void **state)
{
  struct team *const t = calloc(1, sizeof *t);
  t->p = people_new();
  as_console(t->p->s);
  t->lead = person_of(t->p->s, "lena", t->p->team, ROLE_TEAM_LEAD);
  t->file = file_of_anna(t->p, COMPARTMENT_SIDE, household);
  assert_int_equal(involvement_end(&t->p->s->c, t->p->anna, household), OK);
  *state = t;
  return 0;
}
static int tear_down(void **state) { struct team *const t = *state; people_free(t->p); free(t); return 0; }
static void as_lead(struct team *t) { as_worker(t->p->s, t->lead, t->p->team, ROLE_TEAM_LEAD); }

static void a_lead_hands_over_what_a_colleague_left_and_reads_nothing_of_it(void **state)
{
  struct team *const t = *state;
  struct task_list tasks;
  struct id *from;
  size_t count;
  as_lead(t);
  assert_int_equal(handover_from(&t->p->s->c, household, &from, &count), OK);
  assert_int_equal(count, 1);
  assert_true(id_same(from[0], t->p->anna));
  assert_int_equal(hand_over(&t->p->s->c, household, t->p->anna, t->p->bram, HANDOVER_LEFT), OK);
  assert_false(may_open(t->p, t->lead, t->p->team, ROLE_TEAM_LEAD, t->file));
  assert_true(may_open(t->p, t->p->bram, t->p->team, ROLE_TEAM, t->file));
  assert_int_equal(tasks_mine(&t->p->s->c, &tasks), OK);
  assert_int_equal(tasks.count, 1);
  assert_int_equal(tasks.at[0].kind, TASK_HANDED_OVER);
  assert_int_equal(raw_number(t->p->s, "SELECT count(*) FROM journal WHERE verb = 'hand_over' AND note = 'left'"), 1);
  as_lead(t);
  assert_int_equal(handover_from(&t->p->s->c, household, &from, &count), ERR_NOT_FOUND);
}

static void only_the_lead_of_that_organisation_may_and_not_to_themselves(void **state)
{
  struct team *const t = *state;
  struct ctx *const c = &t->p->s->c;
  as_worker(t->p->s, t->p->bram, t->p->team, ROLE_TEAM);
  assert_int_equal(hand_over(c, household, t->p->anna, t->p->dora, HANDOVER_LEFT), ERR_NOT_FOUND);
  as_worker(t->p->s, t->p->carl, t->p->provider, ROLE_TEAM_LEAD);
  assert_int_equal(hand_over(c, household, t->p->anna, t->p->carl, HANDOVER_LEFT), ERR_NOT_FOUND);
  as_lead(t);
  assert_int_equal(hand_over(c, household, t->p->anna, t->lead, HANDOVER_LEFT), ERR_INVALID);
  assert_int_equal(hand_over(c, household, t->p->anna, t->p->carl, HANDOVER_LEFT), ERR_INVALID);
  assert_int_equal(hand_over(c, household, t->p->anna, t->p->bram, HANDOVER_UNKNOWN), ERR_INVALID);
}

static void whoever_worked_for_another_part_of_the_household_does_not_get_it(void **state)
{
  struct team *const t = *state;
  struct ctx *const c = &t->p->s->c;
  struct id other;
  as_worker(t->p->s, t->p->bram, t->p->team, ROLE_TEAM);
  assert_int_equal(compartment_make(c, COMPARTMENT_SIDE, &other), OK);
  assert_int_equal(involve_self(c, other, household, PURPOSE_HELP), OK);
  as_lead(t);
  assert_int_equal(hand_over(c, household, t->p->anna, t->p->bram, HANDOVER_LEFT), ERR_INVALID);
  assert_int_equal(hand_over(c, household, t->p->anna, t->p->dora, HANDOVER_LEFT), OK);
}

static void what_somebody_still_works_in_is_not_handed_over(void **state)
{
  struct team *const t = *state;
  const struct id living = file_of_anna(t->p, COMPARTMENT_PERSON, household);
  as_lead(t);
  assert_int_equal(hand_over(&t->p->s->c, household, t->p->anna, t->p->bram, HANDOVER_ABSENT), OK);
  assert_true(may_open(t->p, t->p->bram, t->p->team, ROLE_TEAM, t->file));
  assert_false(may_open(t->p, t->p->bram, t->p->team, ROLE_TEAM, living));
}

/* The child went to the other side: whoever works only for the side that is left went out then, and stays out. */
static void what_a_colleague_lost_before_they_left_is_not_handed_over(void **state)
{
  struct team *const t = *state;
  struct ctx *const c = &t->p->s->c;
  const struct id child = file_of_anna(t->p, COMPARTMENT_CHILD, household), side = file_of_anna(t->p, COMPARTMENT_SIDE, household);
  struct id other;
  as_worker(t->p->s, t->p->carl, t->p->provider, ROLE_PROVIDER);
  assert_int_equal(compartment_make(c, COMPARTMENT_SIDE, &other), OK);
  assert_int_equal(involve_self(c, other, household, PURPOSE_HELP), OK);
  later(t->p, 1000);
  as_console(t->p->s);
  assert_int_equal(involvement_end_but(c, child, other, household), OK);
  as_lead(t);
  assert_int_equal(hand_over(c, household, t->p->anna, t->p->bram, HANDOVER_OTHER), OK);
  assert_false(may_open(t->p, t->p->bram, t->p->team, ROLE_TEAM, child));
  later(t->p, 1000);
  as_worker(t->p->s, t->p->anna, t->p->team, ROLE_TEAM);
  assert_int_equal(involvement_end(c, t->p->anna, household), OK);
  as_lead(t);
  assert_int_equal(hand_over(c, household, t->p->anna, t->p->bram, HANDOVER_LEFT), OK);
  assert_true(may_open(t->p, t->p->bram, t->p->team, ROLE_TEAM, side));
  assert_false(may_open(t->p, t->p->bram, t->p->team, ROLE_TEAM, child));
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_lead_hands_over_what_a_colleague_left_and_reads_nothing_of_it),
    TEST(only_the_lead_of_that_organisation_may_and_not_to_themselves),
    TEST(whoever_worked_for_another_part_of_the_household_does_not_get_it),
    TEST(what_somebody_still_works_in_is_not_handed_over),
    TEST(what_a_colleague_lost_before_they_left_is_not_handed_over),
  };
  return cmocka_run_group_tests_name("handover", tests, NULL, NULL);
}
