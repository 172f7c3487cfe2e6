/* What is agreed, and where a household stands, for programs. */
#include "../../persons/test/program.h"
#include "cases_helper.h"
#include "cases_api.h"

static struct world *w;
static struct scratch *s;
static struct household_try t;
static char path[200];
static int set_up(void **state) { *state = w = world_new(); s = w->s; t = both_parties(w); program_of(w); key_of(TEAM, all_three()); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static const char *of_household(const char *after) { return with_id(path, "/api/v1/households/", t.household, after); }
static const char *of_action(const char *id, const char *after)
{
  snprintf(path, sizeof path, "/api/v1/actions/%s%s", id, after);
  return path;
}

/* By an account, a person, or somebody; in a place. */
static const char *asked_of(const char *doer, struct id id, const char *due, const char *place)
{
  static char body[400];
  char text[ID_TEXT] = "";
  if (id_known(id)) id_format(id, text);
  snprintf(body, sizeof body, "{\"what\":\"Belt\",\"doer\":\"%s%s\",\"somebody\":\"De buurvrouw\",\"due\":\"%s\",\"form\":\"alone\",\"place\":\"%s\"}", doer, text, due, place);
  return body;
}

static void an_action_is_added_put_off_and_done(void **state)
{
  char id[ID_TEXT], doer[60];
  (void)state;
  assert_int_equal(program_asks(of_household("/actions"), asked_of("account:", w->at[TEAM].account, "2030-01-02", "a")), 201);
  snprintf(id, sizeof id, "%s", told("id"));
  snprintf(doer, sizeof doer, "%s", told("doer"));
  assert_int_equal(strncmp(doer, "account:", 8), 0);
  assert_string_equal(told("who"), "team@proef.invalid");
  assert_string_equal(told("mine"), "yes");
  assert_string_equal(told("state"), "open");
  assert_int_equal(program_asks(of_action(id, ""), "{\"version\":1,\"due\":\"2030-02-03\"}"), 200);
  assert_string_equal(told("due"), "2030-02-03");
  assert_string_equal(told("doer"), doer);                    /* what was not sent stays */
  assert_string_equal(told("what"), "Belt");
  assert_int_equal(program_asks(of_action(id, ""), "{\"version\":1,\"due\":\"2030-04-05\"}"), 412);
  assert_int_equal(program_asks("/api/v1/actions", NULL), 200);
  assert_string_equal(told("actions.0.id"), id);
  assert_int_equal(program_asks(of_action(id, "/end"), "{\"version\":1,\"state\":\"done\",\"result\":\"Gebeld\"}"), 412);
  assert_int_equal(program_asks(of_action(id, "/end"), "{\"version\":2,\"state\":\"done\",\"result\":\"Gebeld\"}"), 200);
  assert_string_equal(told("state"), "done");
  assert_string_equal(told("result"), "Gebeld");
  assert_int_equal(program_asks("/api/v1/actions", NULL), 200);
  assert_int_equal(told_count("actions"), 0);
  assert_int_equal(program_asks(of_household("/actions"), NULL), 200);
  assert_string_equal(told("actions.0.state"), "done");
}

static void what_is_wrong_with_an_action_is_named(void **state)
{
  static const struct { const char *after, *body, *field; } wrong[] = {
    { "", "{\"due\":\"2030-01-02\"}", "version" }, { "", "{\"version\":1,\"due\":\"2020-01-02\"}", "due" }, { "", "{\"version\":1,\"due\":null}", "due" },
    { "", "{\"version\":1,\"place\":\"shared\"}", "place" }, { "", "{\"version\":1,\"doer\":\"account:x\"}", "doer" }, { "", "{\"version\":1,\"state\":\"done\"}", "state" },
    { "/end", "{\"version\":1}", "state" }, { "/end", "{\"version\":1,\"state\":\"done\"}", "result" }, { "/end", "{\"version\":1,\"state\":\"open\",\"result\":\"x\"}", "state" } };
  char id[ID_TEXT];
  (void)state;
  assert_int_equal(program_asks(of_household("/actions"), "{\"what\":\"Belt\"}"), 422);
  assert_string_equal(told("errors.0.field"), "doer");
  assert_int_equal(program_asks(of_household("/actions"), asked_of("account:", w->at[SHELTER].account, "2030-01-02", "a")), 422);     /* does not read that place */
  assert_string_equal(told("errors.0.field"), "doer");
  assert_int_equal(program_asks(of_household("/actions"), asked_of("somebody", ID_NONE, "2030-01-02", "a")), 201);
  snprintf(id, sizeof id, "%s", told("id"));
  for (size_t i = 0; i < COUNT(wrong); i++) {
    assert_int_equal(program_asks(of_action(id, wrong[i].after), wrong[i].body), 422);
    assert_string_equal(told("errors.0.field"), wrong[i].field);
  }
  assert_int_equal(raw_number(s, "SELECT count(*) FROM case_action WHERE version = 1"), 1);
}

static void the_other_partys_action_is_as_what_is_not_there(void **state)
{
  static const char *const bodies[] = { NULL, "{\"version\":1,\"due\":\"2030-02-03\"}", "{}", "[" };
  char id[ID_TEXT];
  struct buf nothing = { 0 };
  (void)state;
  assert_int_equal(program_asks(of_household("/actions"), asked_of("person:", t.bram, "2030-01-02", "a")), 201);
  snprintf(id, sizeof id, "%s", told("id"));
  key_of(SHELTER, all_three());
  assert_int_equal(program_asks("/api/v1/bestaat-niet", NULL), 404);
  put(&nothing, buf_text(&w->c.out));
  for (size_t i = 0; i < COUNT(bodies); i++) {
    assert_int_equal(program_asks(of_action(id, ""), bodies[i]), 404);
    assert_string_equal(buf_text(&nothing), buf_text(&w->c.out));
    if (bodies[i]) assert_int_equal(program_asks(of_action(id, "/end"), bodies[i]), 404);
    assert_string_equal(buf_text(&nothing), buf_text(&w->c.out));
  }
  assert_int_equal(program_asks(of_household("/actions"), NULL), 200);
  assert_int_equal(told_count("actions"), 0);
  buf_release(&nothing);
}

/* Who directs does something that all read: for one side that is a colleague, without a number. */
static void a_colleague_of_another_side_has_no_number(void **state)
{
  char director[ID_TEXT];
  const struct action_new n = { .what = "Belt", .doer = JOIN(&s->c.arena, "account:", arg_id(&s->c.arena, w->at[SHELTER].account)), .due = { 20300102 }, .form = ACTION_ALONE, .place = PLACE_SHARED };
  struct id id;
  (void)state;
  as(w, SHELTER);
  MUST(action_add(&s->c, t.household, ID_NONE, &n, &id));
  id_format(w->at[SHELTER].account, director);
  key_of(TEAM, all_three());
  assert_int_equal(program_asks(with_id(path, "/api/v1/actions/", id, ""), NULL), 200);
  assert_string_equal(told("who"), "een collega");
  assert_string_equal(told("doer"), "null");
  assert_string_equal(told("by"), "een collega");
  assert_false(page_has(w, director));
  key_of(SHELTER, all_three());
  assert_int_equal(program_asks(with_id(path, "/api/v1/actions/", id, ""), NULL), 200);
  assert_string_equal(told("who"), "opvang@proef.invalid");
}

static void the_phase_says_what_is_missing_as_the_page_does(void **state)
{
  (void)state;
  assert_int_equal(program_asks(of_household("/phase"), NULL), 200);
  assert_string_equal(told("state"), "null");
  assert_string_equal(told("together"), "one_side");
  assert_true(told_count("ways") > 2);
  assert_string_equal(told("ways.0.gate"), "");                /* true or false */
  as(w, DIRECTOR);
  MUST(phase_move(&s->c, t.household, 0, &(struct phase_ask){ .state = CASE_DIRECT, .why = "Onveilig" }));
  MUST(judgement_add(&s->c, t.household, &(struct judgement_new){ .person = t.bram, .towards = CASE_RISKCARE, .enough = YES, .why = "Rustig" }));
  assert_int_equal(program_asks(of_household("/phase"), NULL), 200);
  assert_string_equal(told("state"), "direct");
  assert_string_equal(told("why"), "Onveilig");
  assert_string_equal(told("moves.0.to"), "direct");
  assert_string_equal(told("ways.0.to"), "riskcare");
  assert_string_equal(told("ways.0.missing.0.kind"), "one_side");
  assert_string_equal(told("judged.0.why"), "Rustig");
  key_of(SHELTER, all_three());
  assert_int_equal(program_asks(of_household("/phase"), NULL), 200);
  assert_int_equal(told_count("judged"), 0);
  assert_string_equal(told("ways.0.missing.1.kind"), "safety");
  assert_string_equal(told("ways.0.missing.1.about"), "Noor Proefstra");
  key_of(OTHER_TEAM, all_three());
  assert_int_equal(program_asks(of_household("/phase"), NULL), 404);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(an_action_is_added_put_off_and_done),
    TEST(what_is_wrong_with_an_action_is_named),
    TEST(the_other_partys_action_is_as_what_is_not_there),
    TEST(a_colleague_of_another_side_has_no_number),
    TEST(the_phase_says_what_is_missing_as_the_page_does),
  };
  return cmocka_run_group_tests_name("actions_api", tests, NULL, NULL);
}
