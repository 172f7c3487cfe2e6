/* Plans for programs: those of a household, one as it is now, and the text that holds. */
#include "../../persons/test/program.h"
#include "plans_helper.h"

static struct town t;
static char path[200];
static int set_up(void **state) { (void)state; t = town_new(); program_of(t.w); return 0; }
static int tear_down(void **state) { (void)state; world_free(t.w); return 0; }

static int asks_plan(struct id plan, const char *after) { return program_asks(with_id(path, "/api/v1/plans/", plan, after), NULL); }
static int asks_plans(void) { return program_asks(with_id(path, "/api/v1/households/", t.household, "/plans"), NULL); }

static void the_plans_of_the_own_side_and_no_others_are_listed(void **state)
{
  char id[ID_TEXT];
  (void)state;
  as(t.w, TEAM);
  const struct id his = makes(&t, PLAN_SAFETY, t.bram);
  as(t.w, SHELTER);
  (void)makes(&t, PLAN_SAFETY, t.noor);
  key_of(TEAM, all_three());
  assert_int_equal(asks_plans(), 200);
  assert_int_equal(told_count("plans"), 1);
  id_format(his, id);
  assert_string_equal(told("plans.0.id"), id);
  assert_string_equal(told("plans.0.state"), "draft");
  assert_string_equal(told("plans.0.coordinator"), "team@proef.invalid");
  key_of(STRANGER, all_three());
  assert_int_equal(asks_plans(), 404);
}

static void the_text_that_was_made_final_holds_while_the_plan_is_changed(void **state)
{
  struct scratch *const s = t.w->s;
  (void)state;
  as(t.w, TEAM);
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  completes(&t, plan, "Zoals afgesproken");
  key_of(TEAM, all_three());
  assert_int_equal(asks_plan(plan, "/in-force"), 404);        /* never final */
  as(t.w, TEAM);
  finalises(&t, plan);
  MUST(plan_reopen(&s->c, plan, stored(&t, plan).version));
  fills(&t, SHEET_STOP, plan, "Heel anders", NULL);
  assert_int_equal(asks_plan(plan, "/in-force"), 200);
  assert_string_equal(told("number"), "1");
  assert_string_equal(told("plan.state"), "draft");
  assert_string_equal(told("by"), "team@proef.invalid");
  assert_true(page_has(t.w, "Zoals afgesproken") && !page_has(t.w, "Heel anders"));
  assert_int_equal(asks_plan(plan, ""), 200);
  assert_true(page_has(t.w, "Heel anders"));
}

static void the_other_partys_plan_is_as_what_is_not_there(void **state)
{
  struct buf nothing = { 0 };
  (void)state;
  as(t.w, TEAM);
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  completes(&t, plan, "Zoals afgesproken");
  finalises(&t, plan);
  key_of(SHELTER, all_three());
  assert_int_equal(program_asks("/api/v1/bestaat-niet", NULL), 404);
  put(&nothing, buf_text(&t.w->c.out));
  assert_int_equal(asks_plan(plan, ""), 404);
  assert_string_equal(buf_text(&nothing), buf_text(&t.w->c.out));
  assert_int_equal(asks_plan(plan, "/in-force"), 404);
  assert_string_equal(buf_text(&nothing), buf_text(&t.w->c.out));
  assert_int_equal(asks_plans(), 200);
  assert_int_equal(told_count("plans"), 0);
  buf_release(&nothing);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(the_plans_of_the_own_side_and_no_others_are_listed),
    TEST(the_text_that_was_made_final_holds_while_the_plan_is_changed),
    TEST(the_other_partys_plan_is_as_what_is_not_there),
  };
  return cmocka_run_group_tests_name("plans_api", tests, NULL, NULL);
}
