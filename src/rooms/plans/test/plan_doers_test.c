/* Who does an action of a plan belongs to the plan's own side. */
#include "plans_helper.h"
#include "doers.h"

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

static bool offers(const struct choices *list, const char *before, struct id id)
{
  char key[ID_TEXT + 10], text[ID_TEXT];
  id_format(id, text);
  snprintf(key, sizeof key, "%s:%s", before, text);
  return choice_find(list, key, strlen(key));
}

static int gives(struct id plan, const char *before, struct id id)
{
  char key[ID_TEXT + 10], text[ID_TEXT];
  id_format(id, text);
  snprintf(key, sizeof key, "%s:%s", before, text);
  return plan_action_add(&s->c, plan, &(struct action_new){ .what = "Bellen", .doer = key, .due = date_plus_days(s->c.today, 7), .form = ACTION_ALONE }, NULL);
}

static struct choices doers_of(struct id plan)
{
  const struct plan_file f = opened(&t, plan);
  struct choices list;
  MUST(action_doers_in(&s->c, &f.home, f.plan.place, f.plan.compartment, &list));
  return list;
}

static void a_plans_actions_are_done_by_its_own_side(void **state)
{
  (void)state;
  directs(&t);
  as(t.w, DIRECTOR);
  as(t.w, TEAM);
  const struct id pim = adds(s, t.side_a, "Pim", "Voorbeeld", MEMBER_CHILD, "Pim"), of_pim = makes(&t, PLAN_SAFETY, t.bram);
  struct choices near = doers_of(of_pim);
  assert_false(offers(&near, "person", pim));                /* a child of the same side */
  assert_int_equal(gives(of_pim, "person", pim), ERR_INVALID);
  as(t.w, DIRECTOR);
  const struct id his = makes(&t, PLAN_SAFETY, t.bram), childs = makes(&t, PLAN_SAFETY, t.lot);
  struct choices list = doers_of(his);
  assert_true(offers(&list, "person", t.bram));
  assert_false(offers(&list, "person", t.noor));
  assert_false(offers(&list, "person", t.lot));
  assert_true(offers(&list, "account", t.w->at[TEAM].account));
  assert_false(offers(&list, "account", t.w->at[SHELTER].account));
  assert_true(choice_find(&list, "somebody", strlen("somebody")) > 0);
  MUST(gives(his, "person", t.bram));
  assert_int_equal(gives(his, "person", t.noor), ERR_INVALID);
  assert_string_equal(s->c.error.field, "doer");
  assert_int_equal(gives(his, "person", t.lot), ERR_INVALID);
  list = doers_of(childs);
  assert_true(offers(&list, "person", t.lot));
  assert_true(offers(&list, "person", t.noor));
  assert_false(offers(&list, "person", t.bram));
  MUST(gives(childs, "person", t.lot));
  assert_int_equal(gives(childs, "person", t.bram), ERR_INVALID);
}

static void a_plans_action_stays_with_its_side_when_it_is_changed(void **state)
{
  char text[ID_TEXT], key[ID_TEXT + 10];
  (void)state;
  directs(&t);
  as(t.w, DIRECTOR);
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  acts_on(&t, plan, "Bellen");
  const struct case_action a = opened(&t, plan).actions.at[0];
  struct action_new n = action_as_asked(&s->c, &a);
  id_format(t.noor, text);
  snprintf(key, sizeof key, "person:%s", text);
  n.doer = key;
  assert_int_equal(action_change(&s->c, a.id, a.version, &n), ERR_INVALID);
}

static void what_all_read_is_done_by_whoever_is_grown_up(void **state)
{
  (void)state;
  directs(&t);
  as(t.w, DIRECTOR);
  struct plan_new n = asked_plan(&t, PLAN_HELP, ID_NONE);
  struct id plan;
  n.place = PLACE_SHARED;
  MUST(plan_make(&s->c, t.household, &n, &plan));
  MUST(gives(plan, "person", t.noor));
  MUST(gives(plan, "person", t.bram));
  assert_int_equal(gives(plan, "person", t.lot), ERR_INVALID);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_plans_actions_are_done_by_its_own_side),
    TEST(a_plans_action_stays_with_its_side_when_it_is_changed),
    TEST(what_all_read_is_done_by_whoever_is_grown_up),
  };
  return cmocka_run_group_tests_name("plan_doers", tests, NULL, NULL);
}
