/* A talk together that a plan holds, once there may be none: it shows as stopped, and is no action that the plan goes on with. */
#include "../../cases/test/cases_helper.h"
#include "plan_items.h"
#include "plan_releases.h"

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

/* --- where nobody can take it back from ----------------------------------------------------------------------- */

static const char talk_words[] = "Wij praten samen", call_words[] = "Bram belt de coach";

static struct id adds_action(struct id plan, const char *what, enum action_form form, size_t doer)
{
  char key[100] = "account:";
  struct id id;
  id_format(w->at[doer].account, key + 8);
  const struct action_new n = { .what = what, .doer = key, .due = { 20991231 }, .form = form, .place = PLACE_SHARED };
  MUST(plan_action_add(&s->c, plan, &n, &id));
  return id;
}

/* Both adults say yes to these words, as who works with both writes it down. */
static void both_release(struct id plan, struct id action, const char *words)
{
  const char *const item = JOIN(&s->c.arena, "actie.", arg_id(&s->c.arena, action));
  struct plan_file f;
  struct releaser_list who;
  as(w, DIRECTOR);
  MUST(plan_open(&s->c, plan, &f));
  MUST(releasers_of(&s->c, &f, &who));
  assert_int_equal(who.count, 2);
  for (size_t i = 0; i < who.count; i++) MUST(release_add(&s->c, plan, &(struct release_new){ item, who.at[i].id, words, s->c.today }));
}

/* A shared plan with a talk together and a call, both released; the talk is the director's and, likewise, one of the team's. */
struct given { struct id plan, talk, team_talk; };
static struct given given_plan(void)
{
  struct given g;
  as(w, DIRECTOR);
  const struct plan_new n = { .kind = PLAN_HELP, .place = PLACE_SHARED, .title = "Hulp", .why = "Rust", .coordinator = w->at[DIRECTOR].account,
    .start = s->c.today, .review = date_plus_days(s->c.today, 30) };
  MUST(plan_make(&s->c, t.household, &n, &g.plan));
  g.talk = adds_action(g.plan, "Gesprek met beiden", ACTION_TOGETHER, DIRECTOR);
  g.team_talk = adds_action(g.plan, "Gesprek met allebei", ACTION_TOGETHER, TEAM);
  both_release(g.plan, g.talk, talk_words);
  both_release(g.plan, adds_action(g.plan, "Bellen", ACTION_ALONE, DIRECTOR), call_words);
  return g;
}

static bool reads(size_t n, const char *path, const char *words)
{
  static uint64_t turn = 40;
  assert_int_equal(asks(w, n, ++turn, path, NULL), 200);
  return strstr(buf_text(&w->c.out), words) != NULL;
}
static bool plan_page_reads(size_t n, struct id plan, const char *after, const char *words)
{
  char path[200];
  return reads(n, with_id(path, "/werk/plannen/", plan, after), words);
}

static void comes_control(void)
{
  union any_part p = part_of(KIND_PATTERN, PLACE_B, ID_NONE);
  as(w, SHELTER);
  p.pattern.control = YES;
  MUST(case_part_add(&s->c, &case_kinds[KIND_PATTERN], t.household, &p, NULL));
}

static void a_stopped_talk_stands_on_no_paper(void **state)
{
  (void)state;
  const struct given g = given_plan();
  assert_true(plan_page_reads(DIRECTOR, g.plan, "/gezin", talk_words));
  assert_true(plan_page_reads(DIRECTOR, g.plan, "/papier", "Gesprek met beiden"));
  assert_false(plan_page_reads(TEAM, g.plan, "/gezin", talk_words));      /* who works for one side: never, so that nothing differs */
  assert_false(plan_page_reads(TEAM, g.plan, "/papier", "Gesprek met beiden"));
  comes_control();
  assert_false(plan_page_reads(DIRECTOR, g.plan, "/gezin", talk_words));
  assert_true(strstr(buf_text(&w->c.out), call_words) != NULL);
  assert_null(strstr(buf_text(&w->c.out), "Gestopt"));                  /* nor that something stood there */
  assert_null(strstr(buf_text(&w->c.out), "samen"));
  assert_false(plan_page_reads(DIRECTOR, g.plan, "/papier", "Gesprek met beiden"));
  assert_false(plan_page_reads(TEAM, g.plan, "/gezin", talk_words));
  assert_true(plan_page_reads(TEAM, g.plan, "/gezin", call_words));
}

static void a_stopped_talk_stands_in_no_calendar(void **state)
{
  char path[200];
  size_t days[2] = { 0 };
  (void)state;
  const struct given g = given_plan();
  assert_int_equal(asks(w, DIRECTOR, 71, with_id(path, "/werk/acties/", g.talk, "/agenda"), NULL), 200);
  assert_int_equal(asks(w, TEAM, 72, with_id(path, "/werk/acties/", g.team_talk, "/agenda"), NULL), 404);
  for (size_t i = 0; i < 2; i++) {
    assert_int_equal(asks(w, DIRECTOR, 73 + i, "/werk/agenda", NULL), 200);
    for (const char *at = buf_text(&w->c.out); (at = strstr(at, "DTSTART;VALUE=DATE:20991231")); at++) days[i]++;
    if (!i) comes_control();
  }
  assert_int_equal(days[0], 2);
  assert_int_equal(days[1], 1);
  assert_int_equal(asks(w, DIRECTOR, 76, with_id(path, "/werk/acties/", g.talk, "/agenda"), NULL), 404);
  assert_false(reads(DIRECTOR, with_id(path, "/werk/acties/", g.talk, ""), "/agenda\""));
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_stopped_talk_is_no_action_that_the_plan_goes_on_with),
    TEST(a_stopped_talk_stands_on_no_paper),
    TEST(a_stopped_talk_stands_in_no_calendar),
  };
  return cmocka_run_group_tests_name("stopped_talks", tests, NULL, NULL);
}
