/* Forms of people who are signed in, what is kept of them, and programs. */
#include "door_world.h"

/* --- forms ---------------------------------------------------------------------------------- */

static void a_form_token_of_another_session_is_worth_nothing(void **state)
{
  char token[200], first[200];
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  snprintf(first, sizeof first, "%s", cookie);
  assert_int_equal(get("/werk/form"), 200);
  c.request = &r;
  snprintf(token, sizeof token, "%s", form_token_text(&c, "/werk/form"));
  sign_in_as("b@b.nl", ROLE_TEAM, true);
  assert_int_equal(post_raw(cookie, token), 422);
  assert_int_equal(handled, 0);
  assert_int_equal(post_raw(first, token), 303);
  assert_int_equal(handled, 1);
  assert_string_equal(header("Location"), "/werk?gedaan=opgeslagen");
}

static void a_form_that_somebody_elses_change_crossed_shows_both(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(post("/werk/form", "name=Typed&colour=red&version=6"), 409);
  assert_true(shows("value=\"Typed\"") && shows("id=\"name-stored\"") && shows("</b> Stored") && !shows("id=\"colour-stored\""));
  assert_true(shows("name=\"version\" value=\"7\""));
  assert_int_equal(post("/werk/form", "name=Typed&n=zeven&version=6"), 422);
  assert_true(shows("name=\"version\" value=\"6\""));                /* what is newer was not shown: it stays the older one */
  assert_int_equal(post("/werk/form", "name=Typed&version=7"), 303);
}

static void what_was_done_is_said_in_our_own_words(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/dossier?gedaan=opgeslagen"), 200);
  assert_true(shows("role=\"status\""));
  assert_int_equal(get("/werk/dossier?gedaan=%3Cb%3Eboe"), 200);
  assert_false(shows("role=\"status\""));
}

/* --- drafts ------------------------------------------------------------------------------------------ */

static void what_is_posted_after_a_session_ran_out_stands_in_its_form_after_signing_in(void **state)
{
  static char late[200];
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  snprintf(late, sizeof late, "%s", cookie);
  s->c.now += 31 * 60000;
  assert_int_equal(post("/werk/form", "name=Typed+%26+kept&n=zeven&version=5"), 303);
  assert_string_equal(header("Location"), "/inloggen?terug=%2Fwerk%2Fform");
  assert_int_equal(handled, 0);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM draft"), 1);
  sign_in_again("a@b.nl");
  assert_int_equal(get("/werk/form"), 200);
  assert_true(shows("kept for you") || shows("voor u bewaard"));
  assert_true(shows("value=\"Typed &amp; kept\"") && shows("value=\"zeven\"") && shows("name=\"version\" value=\"5\"") && !shows("n-wrong"));
  assert_int_equal(post("/werk/form", "name=Typed"), 303);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM draft"), 0);
  assert_int_equal(get("/werk/form"), 200);
  assert_true(shows("value=\"Stored\""));
}

static void what_was_kept_can_be_thrown_away(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(post("/werk/form?concept", "name=Typed"), 204);
  assert_int_equal(get("/werk/form"), 200);
  assert_true(shows("/werk/form?weggooien"));
  assert_int_equal(post("/werk/form?weggooien", ""), 303);
  assert_string_equal(header("Location"), "/werk/form");
  assert_int_equal(raw_number(s, "SELECT count(*) FROM draft"), 0);
  assert_int_equal(post("/werk/form?weggooien", ""), 303);                  /* once more changes nothing */
  s->c.now += 31 * 60000;
  assert_int_equal(post("/werk/form?weggooien", ""), 303);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM draft"), 0);
  assert_int_equal(handled, 0);
}

static void a_draft_is_nobody_elses(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(post("/werk/form?concept", "name=Typed"), 204);
  assert_int_equal(handled, 0);
  sign_in_as("b@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/form"), 200);
  assert_false(shows("Typed"));
  sign_in_again("a@b.nl");
  assert_int_equal(get("/werk/form"), 200);
  assert_true(shows("value=\"Typed\""));
}

static void nothing_is_kept_of_what_a_foreign_form_posts(void **state)
{
  static char late[200];
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  snprintf(late, sizeof late, "%s", cookie);
  s->c.now += 31 * 60000;
  assert_int_equal(post_raw(late, "AAAA"), 303);
  assert_int_equal(post_raw("kentering=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AAAA"), 303);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM draft"), 0);
}

/* --- programs -------------------------------------------------------------------------------------- */

static void programs_do_not_post_with_a_cookie(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/api/v1/iets"), 200);
  assert_int_equal(ask(NULL, "/api/v1/iets", NULL), 401);
  assert_string_equal(header("WWW-Authenticate"), "Bearer");
  assert_int_equal(ask_as_program(cookie, NULL, "POST", "/api/v1/iets"), 401);
}

static void programs_reach_what_their_key_is_for_and_no_more(void **state)
{
  struct signed_in me;
  struct id late;
  struct set one = { 0 };
  bool touch;
  char key[API_KEY_TEXT], bearer[API_KEY_TEXT + 10];
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(session_enter(&s->c, strchr(cookie, '=') + 1, &me, &late, &touch), OK);
  one = set_with(one, MAY_WRITE_FILES);
  const struct api_key k = { .label = "Program", .actions = one, .until = s->c.today };
  assert_int_equal(api_key_make(&s->c, &me, &k, key), OK);
  snprintf(bearer, sizeof bearer, "Bearer %s", key);
  assert_int_equal(ask_as_program(NULL, bearer, "POST", "/api/v1/iets"), 200);
  assert_int_equal(ask_as_program(NULL, bearer, "GET", "/api/v1/iets"), 200);
  assert_int_equal(ask_as_program(NULL, bearer, "GET", "/api/v1/zien"), 404);
  assert_int_equal(ask_as_program(NULL, bearer, "GET", "/werk"), 303);
  bearer[20] ^= 1;
  assert_int_equal(ask_as_program(NULL, bearer, "GET", "/api/v1/iets"), 401);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_form_token_of_another_session_is_worth_nothing),
    TEST(a_form_that_somebody_elses_change_crossed_shows_both),
    TEST(what_was_done_is_said_in_our_own_words),
    TEST(what_is_posted_after_a_session_ran_out_stands_in_its_form_after_signing_in),
    TEST(what_was_kept_can_be_thrown_away),
    TEST(a_draft_is_nobody_elses),
    TEST(nothing_is_kept_of_what_a_foreign_form_posts),
    TEST(programs_do_not_post_with_a_cookie),
    TEST(programs_reach_what_their_key_is_for_and_no_more),
  };
  db_process_init();
  return cmocka_run_group_tests_name("door_forms", tests, NULL, NULL);
}
