/* Who is let in, and what they see who are not. */
#include "door_world.h"

/* --- the cookie ------------------------------------------------------------------------------- */

static void a_cookie_that_is_double_too_long_or_garbled_counts_as_none(void **state)
{
  char wrong[6000];
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk"), 200);
  snprintf(wrong, sizeof wrong, "x=1; %s ;y=2", cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 200);
  snprintf(wrong, sizeof wrong, "%s; %s", cookie, cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
  snprintf(wrong, sizeof wrong, "%s; kentering=", cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
  snprintf(wrong, sizeof wrong, "%sA", cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
  snprintf(wrong, sizeof wrong, "%.*s!", (int)strlen(cookie) - 1, cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
  snprintf(wrong, sizeof wrong, "__Host-%s", cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
  snprintf(wrong, sizeof wrong, "x%s", cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
  memset(wrong, 'x', sizeof wrong);
  snprintf(wrong + 5000, sizeof wrong - 5000, "; %s", cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
}

static void a_cookie_of_https_is_held_to_this_host_and_path(void **state)
{
  const struct config config = { .public_url = "https://kentering.example" };
  (void)state;
  assert_int_equal(ask(NULL, "/inloggen", ""), 200);
  assert_string_equal(header("Set-Cookie"), "kentering=abc; Path=/; HttpOnly; SameSite=Lax");
  app.config = &config;
  assert_int_equal(ask(NULL, "/inloggen", ""), 200);
  assert_string_equal(header("Set-Cookie"), "__Host-kentering=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk"), 303);
}

static void public_pages_neither_read_nor_set_it(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/open"), 200);
  assert_string_equal(buf_text(&c.out), "nobody");
  assert_null(r.token);
  assert_int_equal(get("/open/koek"), 500);
  assert_string_equal(header("Set-Cookie"), "");
  assert_int_equal(get("/inloggen"), 200);
  assert_string_equal(buf_text(&c.out), "Kim Jansen");
}

#define TALK "0123456789012345678901234567890123456789012"

static void a_page_of_a_talk_knows_its_own_cookie_and_no_session(void **state)
{
  char both[300];
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  snprintf(both, sizeof both, "%s; kentering-chat=" TALK, cookie);
  assert_int_equal(ask(both, "/praat", NULL), 200);
  assert_string_equal(buf_text(&c.out), TALK " nobody");
  assert_int_equal(ask(both, "/praat/koek", NULL), 500);
  assert_string_equal(header("Set-Cookie"), "");
  assert_int_equal(ask("kentering-chat=" TALK "; kentering-chat=" TALK, "/praat", NULL), 200);
  assert_string_equal(buf_text(&c.out), "none nobody");
  assert_int_equal(ask("kentering-chat=kort", "/praat", NULL), 200);
  assert_string_equal(buf_text(&c.out), "none nobody");
}

static void no_other_page_reads_or_sets_the_cookie_of_a_talk(void **state)
{
  (void)state;
  assert_int_equal(ask("kentering-chat=" TALK, "/open/praat", NULL), 200);
  assert_string_equal(buf_text(&c.out), "none nobody");
  assert_int_equal(ask(NULL, "/open/begin", NULL), 500);
  assert_string_equal(header("Set-Cookie"), "");
}

static void the_cookie_of_a_talk_is_for_its_pages_in_both_languages_and_this_site_only(void **state)
{
  const struct config config = { .public_url = "https://kentering.example" };
  (void)state;
  assert_int_equal(ask(NULL, "/praat/begin", NULL), 200);
  assert_string_equal(r.headers[0].value, "kentering-chat=abc; Path=/praat; HttpOnly; SameSite=Strict");
  assert_string_equal(r.headers[1].value, "kentering-chat=abc; Path=/en/praat; HttpOnly; SameSite=Strict");
  app.config = &config;
  assert_int_equal(ask(NULL, "/praat/stop", NULL), 200);
  assert_string_equal(r.headers[0].value, "__Secure-kentering-chat=; Path=/praat; HttpOnly; SameSite=Strict; Secure; Max-Age=0");
  assert_int_equal(r.header_count, 2);
}

/* --- not signed in ----------------------------------------------------------------------------- */

static void whoever_is_not_signed_in_is_asked_to_and_comes_back(void **state)
{
  (void)state;
  assert_int_equal(ask(NULL, "/werk/dossier?q=a%20b&x=1", NULL), 303);
  assert_string_equal(header("Location"), "/inloggen?terug=%2Fwerk%2Fdossier%3Fq%3Da%2520b%26x%3D1");
  assert_int_equal(ask(NULL, "/werk/bestaat-niet", NULL), 303);
  assert_int_equal(ask(NULL, "/open/bestaat-niet", NULL), 404);
  assert_int_equal(ask(NULL, "/werk/form", "name=Jan"), 303);
  assert_string_equal(header("Location"), "/inloggen?terug=%2Fwerk%2Fform");
  assert_int_equal(handled, 0);
}

static void the_way_back_stays_on_this_site(void **state)
{
  static const char *const wrong[] = { NULL, "", "werk", "//evil.example", "/\\evil.example", "/a\\b", "https://evil.example", "/a b", "/a\r\nX: y", "/\t/x" };
  (void)state;
  for (size_t i = 0; i < COUNT(wrong); i++) assert_string_equal(return_path(wrong[i]), WORK_PATH);
  assert_string_equal(return_path("/werk/dossier?q=%20"), "/werk/dossier?q=%20");
}

static void half_signed_in_reaches_the_second_factor_only(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, false);
  assert_int_equal(get("/inloggen/code"), 200);
  assert_int_equal(get("/werk/dossier"), 303);
  assert_string_equal(header("Location"), "/inloggen/code?terug=%2Fwerk%2Fdossier");
  assert_int_equal(post("/werk/form", "name=Jan"), 303);
  assert_int_equal(handled, 0);
}

static void a_dangerous_act_asks_for_proof_that_is_fresh(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/gevaar"), 200);
  s->c.now += 11 * 60000;
  assert_int_equal(get("/werk"), 200);
  assert_int_equal(get("/werk/gevaar"), 303);
  assert_string_equal(header("Location"), "/inloggen/opnieuw?terug=%2Fwerk%2Fgevaar");
  assert_int_equal(post("/werk/form/7/weg", ""), 303);
  assert_string_equal(header("Location"), "/inloggen/opnieuw?terug=%2Fwerk%2Fform");
}

static void a_token_from_before_the_second_factor_is_worth_nothing_after_it(void **state)
{
  struct signed_in me;
  struct id late;
  bool touch;
  char before[200], token[SESSION_TOKEN_TEXT];
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, false);
  snprintf(before, sizeof before, "%s", cookie);
  assert_int_equal(session_enter(&s->c, strchr(cookie, '=') + 1, &me, &late, &touch), OK);
  assert_int_equal(session_prove(&s->c, &me.session, token), OK);
  snprintf(cookie, sizeof cookie, "kentering=%s", token);
  assert_int_equal(get("/werk/dossier"), 200);
  assert_int_equal(ask(before, "/werk/dossier", NULL), 303);
  assert_int_equal(ask(before, "/inloggen/code", NULL), 303);
}

/* --- not allowed --------------------------------------------------------------------------------- */

struct seen { int status; char body[60000], headers[400]; };

static void keep(struct seen *to)
{
  to->status = r.status;
  snprintf(to->body, sizeof to->body, "%s", buf_text(&c.out));
  snprintf(to->headers, sizeof to->headers, "%s %s", r.type, r.cache ? r.cache : "-");
  for (size_t i = 0, n = strlen(to->headers); i < r.header_count; i++, n = strlen(to->headers))
    snprintf(to->headers + n, sizeof to->headers - n, "|%s: %s", r.headers[i].name, r.headers[i].value);
}

static void what_one_may_not_see_is_byte_for_byte_what_is_not_there(void **state)
{
  static const struct { const char *target, *posted; } asks[] = {
    { "/werk/beheer", NULL }, { "/werk/leeg", NULL }, { "/werk/beheer", "name=Jan" }, { "/werk/beheer", "" }, { "/werk/bestaat-niet", "x=1" }, { "/werk/form/x", NULL },
    { "/beheer/x", NULL }, { "/beheer/y", NULL } };
  static struct seen nothing, other;
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/bestaat-niet"), 404);
  keep(&nothing);
  assert_true(shows("Kim Jansen") && shows("href=\"/werk/dossier\""));
  for (size_t i = 0; i < COUNT(asks); i++) {
    assert_int_equal(ask(cookie, asks[i].target, asks[i].posted), 404);
    keep(&other);
    assert_string_equal(nothing.body, other.body);
    assert_string_equal(nothing.headers, other.headers);
  }
  assert_int_equal(handled, 0);
}

static void the_menu_shows_what_the_role_may(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/dossier"), 200);
  assert_true(shows(">Zz files<") && shows("Kim Jansen") && !shows(">Zz colleagues<") && shows("action=\"/uitloggen\""));
  sign_in_as("b@b.nl", ROLE_ADMINISTRATOR, true);
  assert_int_equal(get("/werk/beheer"), 200);
  assert_true(!shows(">Zz files<") && shows(">Zz colleagues<"));
  assert_int_equal(get("/werk/dossier"), 404);
}

static void without_a_post_one_reaches_ones_own_account_only(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_UNKNOWN, true);
  assert_int_equal(get("/werk"), 200);
  assert_int_equal(get("/werk/dossier"), 404);
}

/* --- the journal ------------------------------------------------------------------------------------ */

static void a_page_leaves_after_the_lines_of_what_it_shows(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/dossier"), 200);
  assert_int_equal(lines("read"), 1);
  assert_int_equal(post("/werk/form", "name=Jan"), 303);
  assert_int_equal(lines("read"), 2);
}

static void without_its_lines_nothing_of_a_page_leaves(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  raw_refuse(s, "journal", "", "disk full");
  assert_int_equal(get("/werk/dossier"), 503);
  assert_false(shows("secret thing"));
  raw_allow(s, "journal");
  assert_int_equal(get("/werk/dossier"), 200);
}

static void a_refused_change_leaves_the_lines_of_what_it_read(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(post("/werk/form", "name=Jan&version=6"), 409);
  assert_int_equal(lines("read"), 1);
}

/* --- slow parts, memory -------------------------------------------------------------------------------- */

static void what_is_slow_runs_first_and_once_and_is_still_there(void **state)
{
  (void)state;
  prepared = 0;
  assert_int_equal(ask(NULL, "/werk/traag", NULL), 303);
  assert_int_equal(prepared, 0);
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/traag"), 200);
  assert_string_equal(buf_text(&c.out), "42");
  assert_int_equal(prepared, 1);
}

static void what_a_signed_in_request_held_is_wiped(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/dossier"), 200);
  assert_true(c.arena.wipe && c.out.wipe);
  assert_int_equal(get("/open"), 200);
  assert_false(c.arena.wipe || c.out.wipe);
}

static void a_route_that_asks_who_one_is_cannot_be_fast(void **state)
{
  static const struct route rows[] = { { GET, "/x", MAY_OWN, FAST, NULL, show_quiet, 0 }, { .path = NULL } };
  static const struct room wrong = { .name = "wrong", .routes = rows };
  static const struct room *const other[] = { &wrong, NULL };
  struct app wrong_app = { .rooms = other };
  (void)state;
  assert_int_equal(web_start(&s->c, &wrong_app), ERR_INVALID);
}

static void a_process_for_the_public_has_no_door(void **state)
{
  const struct config config = { .public_only = true };
  struct app public = { .rooms = house, .config = &config };
  (void)state;
  assert_int_equal(web_start(&s->c, &public), OK);
  app = public;
  assert_int_equal(ask(NULL, "/open", NULL), 200);
  assert_int_equal(ask(NULL, "/werk/dossier", NULL), 404);
  assert_int_equal(ask(NULL, "/inloggen", NULL), 404);
  assert_int_equal(ask(NULL, "/werk/bestaat-niet", NULL), 404);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_cookie_that_is_double_too_long_or_garbled_counts_as_none),
    TEST(a_cookie_of_https_is_held_to_this_host_and_path),
    TEST(public_pages_neither_read_nor_set_it),
    TEST(a_page_of_a_talk_knows_its_own_cookie_and_no_session),
    TEST(no_other_page_reads_or_sets_the_cookie_of_a_talk),
    TEST(the_cookie_of_a_talk_is_for_its_pages_in_both_languages_and_this_site_only),
    TEST(whoever_is_not_signed_in_is_asked_to_and_comes_back),
    TEST(the_way_back_stays_on_this_site),
    TEST(half_signed_in_reaches_the_second_factor_only),
    TEST(a_token_from_before_the_second_factor_is_worth_nothing_after_it),
    TEST(a_dangerous_act_asks_for_proof_that_is_fresh),
    TEST(what_one_may_not_see_is_byte_for_byte_what_is_not_there),
    TEST(the_menu_shows_what_the_role_may),
    TEST(without_a_post_one_reaches_ones_own_account_only),
    TEST(a_page_leaves_after_the_lines_of_what_it_shows),
    TEST(without_its_lines_nothing_of_a_page_leaves),
    TEST(a_refused_change_leaves_the_lines_of_what_it_read),
    TEST(what_is_slow_runs_first_and_once_and_is_still_there),
    TEST(what_a_signed_in_request_held_is_wiped),
    TEST(a_route_that_asks_who_one_is_cannot_be_fast),
    TEST(a_process_for_the_public_has_no_door),
  };
  db_process_init();
  return cmocka_run_group_tests_name("door", tests, NULL, NULL);
}
