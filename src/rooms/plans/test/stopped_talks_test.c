/* A talk together that a plan holds, once there may be none: it shows as stopped, and is no action that the plan goes on with. */
#include "../../cases/test/cases_helper.h"
#include "plan_items.h"

static struct world *w;
static struct scratch *s;
static struct household_try t;
static int set_up(void **state) { *state = w = world_new(); s = w->s; t = both_parties(w); may_talk(w, &t); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static bool lacks_an_action(struct id plan)
{
  struct plan_file f;
  struct plan_lack_list lacks;
  as(w, DIRECTOR);
  MUST(plan_open(&s->c, plan, &f));
  MUST(plan_lacks(&s->c, &f, &lacks));
  for (size_t i = 0; i < lacks.count; i++) if (strcmp(lacks.at[i].at, "/actie") == 0) return true;
  return false;
}

static void a_stopped_talk_is_no_action_that_the_plan_goes_on_with(void **state)
{
  union any_part p = part_of(KIND_PATTERN, PLACE_B, ID_NONE);
  struct id plan;
  char path[200];
  (void)state;
  as(w, DIRECTOR);
  const struct plan_new n = { .kind = PLAN_HELP, .place = PLACE_SHARED, .title = "Hulp", .why = "Rust", .coordinator = w->at[DIRECTOR].account,
    .start = s->c.today, .review = date_plus_days(s->c.today, 30) };
  MUST(plan_make(&s->c, t.household, &n, &plan));
  assert_true(lacks_an_action(plan));
  const struct action_new talk = { .what = "Samen praten", .doer = "somebody", .somebody = "Coach", .due = { 20991231 }, .form = ACTION_TOGETHER, .place = PLACE_SHARED };
  MUST(plan_action_add(&s->c, plan, &talk, NULL));
  assert_false(lacks_an_action(plan));
  as(w, SHELTER);
  p.pattern.control = YES;
  MUST(case_part_add(&s->c, &case_kinds[KIND_PATTERN], t.household, &p, NULL));
  assert_true(lacks_an_action(plan));
  assert_int_equal(asks(w, DIRECTOR, 21, with_id(path, "/werk/plannen/", plan, ""), NULL), 200);
  assert_non_null(strstr(buf_text(&w->c.out), "Gestopt: nu geen gesprekken samen"));
  assert_int_equal(asks(w, TEAM, 22, with_id(path, "/werk/plannen/", plan, ""), NULL), 200);
  assert_null(strstr(buf_text(&w->c.out), "Gestopt"));
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(a_stopped_talk_is_no_action_that_the_plan_goes_on_with, set_up, tear_down) };
  return cmocka_run_group_tests_name("stopped_talks", tests, NULL, NULL);
}
