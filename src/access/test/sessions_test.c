#include "office.h"
#include "tokens.h"

static struct id team_post(enum role role)
{
  const struct post p = { .account = office->wim.id, .organisation = office->other, .role = role, .region = "oost-brabant" };
  struct id id;
  at_console(C);
  assert_int_equal(post_ask(C, &p, &id), OK);
  return id;
}

static void a_session_fills_the_scope_by_its_post(void **state)
{
  char token[SESSION_TOKEN_TEXT];
  const struct signed_in w = come_in(C, office->wim, token);
  (void)state;
  assert_int_equal(strlen(token), SESSION_TOKEN_TEXT - 1);
  assert_true(id_same(C->scope.actor, office->wim.id));
  assert_true(id_same(C->scope.organisation, office->team));
  assert_true(id_same(C->scope.session, w.session.id));
  assert_string_equal(C->scope.role, "team");
  assert_string_equal(C->scope.region, "oost-brabant");
  assert_string_equal(C->scope.purpose, "help");
  assert_int_equal(C->scope.reach, REACH_INVOLVED);
  assert_string_equal(w.organisation_name, "Wijkteam Noord");
  assert_false(w.half);
  (void)come_in(C, office->ada, token);
  assert_int_equal(C->scope.reach, REACH_NOTHING);                          /* the administrator sees no file */
}

static void the_database_does_not_hold_the_token(void **state)
{
  char token[SESSION_TOKEN_TEXT], sql[200];
  (void)state;
  (void)come_in(C, office->wim, token);
  snprintf(sql, sizeof sql, "SELECT count(*) FROM session WHERE token_hash LIKE '%%%s%%'", token);
  assert_int_equal(raw_number(office->s, sql), 0);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM journal WHERE changes LIKE '%token_hash%'"), 0);
}

static void half_signed_in_is_nobody_yet(void **state)
{
  char token[SESSION_TOKEN_TEXT], whole[SESSION_TOKEN_TEXT];
  struct signed_in w;
  struct id expired;
  bool touch;
  (void)state;
  as_public(C);
  assert_int_equal(session_begin(C, office->wim.id, ID_NONE, ANY_ROLE, NULL, false, token), OK);
  assert_int_equal(session_enter(C, token, &w, &expired, &touch), OK);
  assert_true(w.half);
  assert_null(C->scope.role);
  assert_null(C->scope.region);
  assert_int_equal(C->scope.reach, REACH_NOTHING);
  for (unsigned i = 1; i < action_choices.count; i++)
    assert_int_equal(signed_in_may(&w, (enum action)i), i == MAY_ANYBODY || i == MAY_SIGN_IN);
  assert_false(session_fresh(C, &w.session));
  assert_int_equal(session_refresh(C, &w.session), ERR_NOT_FOUND);
  assert_int_equal(session_prove(C, &w.session, whole), OK);
  assert_int_equal(enter(C, token), ERR_NOT_FOUND);                         /* the half one's token is worth nothing */
  assert_int_equal(enter(C, whole), OK);
  assert_string_equal(C->scope.role, "team");
  later(C, SESSION_HALF_MINUTES * MINUTE - 1);
  assert_int_equal(session_begin(C, office->wim.id, ID_NONE, ANY_ROLE, NULL, false, token), OK);
  later(C, SESSION_HALF_MINUTES * MINUTE);
  assert_int_equal(enter(C, token), ERR_NOT_FOUND);
}

static void no_changed_token_lets_anybody_in(void **state)
{
  char token[SESSION_TOKEN_TEXT], other[SESSION_TOKEN_TEXT + 8];
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ ";
  (void)state;
  (void)come_in(C, office->wim, token);
  assert_int_equal(enter(C, NULL), ERR_NOT_FOUND);
  assert_int_equal(enter(C, ""), ERR_NOT_FOUND);
  for (int i = 0; i < 2000; i++) {
    snprintf(other, sizeof other, "%s", token);
    const size_t at = chance_below(SESSION_TOKEN_TEXT - 1);
    switch (chance_below(4)) {
    case 0: other[at] = 0; break;
    case 1: snprintf(other, sizeof other, "%s%c", token, letters[chance_below(sizeof letters - 1)]); break;
    default: other[at] = letters[chance_below(sizeof letters - 1)]; break;
    }
    if (strcmp(other, token) == 0) continue;
    assert_int_equal(enter(C, other), ERR_NOT_FOUND);
    assert_null(C->scope.role);
  }
  assert_int_equal(enter(C, token), OK);
}

static void tokens_for_something_else_do_not_count(void **state)
{
  char token[TOKEN_TEXT], hash[TOKEN_HASH_TEXT], other[TOKEN_HASH_TEXT], link[INVITATION_TOKEN_TEXT];
  struct keys *const own = C->keys;
  (void)state;
  assert_int_equal(token_make(C, "session", token, hash), OK);
  assert_int_equal(token_hash(C, "invitation", token, other), OK);
  assert_string_not_equal(hash, other);
  be(C, office->lea);
  assert_int_equal(invitation_issue(C, office->wim.id, link), OK);
  assert_int_equal(enter(C, link), ERR_NOT_FOUND);
  (void)come_in(C, office->wim, token);
  assert_int_equal(keys_in_memory(C, &C->keys), OK);                        /* another installation's keys */
  assert_int_equal(enter(C, token), ERR_NOT_FOUND);
  keys_close(C->keys);
  C->keys = own;
  assert_int_equal(enter(C, token), OK);
}

static void a_token_that_the_browser_brought_is_never_taken_over(void **state)
{
  char planted[SESSION_TOKEN_TEXT], token[SESSION_TOKEN_TEXT];
  (void)state;
  (void)come_in(C, office->oda, planted);                                   /* an attacker's own session, in the other's browser */
  as_public(C);
  assert_int_equal(session_end_of_token(C, planted), OK);
  assert_int_equal(session_begin(C, office->wim.id, ID_NONE, ANY_ROLE, NULL, true, token), OK);
  assert_string_not_equal(token, planted);
  assert_int_equal(enter(C, planted), ERR_NOT_FOUND);
  assert_int_equal(enter(C, token), OK);
  const struct id first = C->scope.session;
  assert_int_equal(session_begin(C, office->wim.id, ID_NONE, ANY_ROLE, NULL, true, planted), OK);    /* over one's own session */
  assert_int_equal(enter(C, token), ERR_NOT_FOUND);
  assert_int_equal(enter(C, planted), OK);
  assert_false(id_same(first, C->scope.session));
  assert_int_equal(session_end_of_token(C, "nonsense"), OK);
  assert_int_equal(session_end_of_token(C, NULL), OK);
}

static void a_session_that_is_not_used_ends_and_says_whose_it_was(void **state)
{
  char token[SESSION_TOKEN_TEXT];
  struct signed_in w = come_in(C, office->wim, token);
  struct id expired;
  bool touch;
  (void)state;
  later(C, SESSION_IDLE_MINUTES * MINUTE - 1);
  assert_int_equal(session_enter(C, token, &w, &expired, &touch), OK);
  assert_true(touch);
  assert_int_equal(session_touch(C, w.session.id), OK);
  assert_int_equal(session_enter(C, token, &w, &expired, &touch), OK);
  assert_false(touch);
  later(C, SESSION_IDLE_MINUTES * MINUTE - 1);
  assert_int_equal(session_enter(C, token, &w, &expired, &touch), OK);
  later(C, 1);
  as_public(C);
  assert_int_equal(session_enter(C, token, &w, &expired, &touch), ERR_NOT_FOUND);
  assert_true(id_same(expired, office->wim.id));
  assert_false(id_known(C->scope.actor));
}

static void however_much_it_is_used_a_session_ends_the_same_day(void **state)
{
  char token[SESSION_TOKEN_TEXT];
  const struct signed_in w = come_in(C, office->wim, token);
  (void)state;
  for (int64_t i = 0; i < SESSION_HOURS * 4 - 1; i++) {
    later(C, 15 * MINUTE);
    assert_int_equal(session_touch(C, w.session.id), OK);
    assert_int_equal(enter(C, token), OK);
  }
  later(C, 15 * MINUTE);
  assert_int_equal(enter(C, token), ERR_NOT_FOUND);
}

static void an_ended_session_says_nothing(void **state)
{
  char token[SESSION_TOKEN_TEXT];
  struct signed_in w = come_in(C, office->wim, token);
  struct id expired;
  bool touch;
  (void)state;
  keep_table(office->s, "session");
  assert_int_equal(session_end(C, w.session.id), OK);
  assert_int_equal(session_enter(C, token, &w, &expired, &touch), ERR_NOT_FOUND);
  assert_false(id_known(expired));
  put_back(office->s, "session");                                           /* rolled back in the database */
  assert_int_equal(enter(C, token), ERR_NOT_FOUND);
}

static void a_session_changed_or_slipped_in_does_not_count(void **state)
{
  char token[SESSION_TOKEN_TEXT], half[SESSION_TOKEN_TEXT];
  struct signed_in w = come_in(C, office->wim, token);
  struct id expired;
  bool touch;
  (void)state;
  as_public(C);
  assert_int_equal(session_begin(C, office->wim.id, ID_NONE, ANY_ROLE, NULL, false, half), OK);
  raw_run(office->s, "UPDATE session SET proved = made WHERE proved IS NULL");
  assert_int_equal(enter(C, half), ERR_NOT_FOUND);
  raw_run(office->s, "UPDATE session SET account = (SELECT id FROM account WHERE mail = 'ada@team.example'), post = NULL");
  assert_int_equal(enter(C, token), ERR_NOT_FOUND);
  (void)come_in(C, office->wim, token);
  raw_run(office->s, "UPDATE session SET until = until + 864000000");
  assert_int_equal(enter(C, token), ERR_NOT_FOUND);
  w = come_in(C, office->wim, token);
  assert_int_equal(session_touch(C, w.session.id), OK);
  later(C, SESSION_IDLE_MINUTES * MINUTE + 1);
  raw_run(office->s, "UPDATE session_seen SET at = at + 1800000");          /* used lately, says the database */
  assert_int_equal(session_enter(C, token, &w, &expired, &touch), ERR_NOT_FOUND);
}

static void sign_out_everywhere_leaves_only_this_one(void **state)
{
  char a[SESSION_TOKEN_TEXT], b[SESSION_TOKEN_TEXT], other[SESSION_TOKEN_TEXT];
  struct session_list mine;
  (void)state;
  (void)come_in(C, office->wim, a);
  const struct signed_in w = come_in(C, office->wim, b);
  (void)come_in(C, office->lea, other);
  assert_int_equal(sessions_of(C, office->wim.id, &mine), OK);
  assert_int_equal(mine.count, 2);
  assert_int_equal(sessions_end(C, office->wim.id, w.session.id), OK);
  assert_int_equal(sessions_of(C, office->wim.id, &mine), OK);
  assert_int_equal(mine.count, 1);
  assert_int_equal(enter(C, a), ERR_NOT_FOUND);
  assert_int_equal(enter(C, b), OK);
  assert_int_equal(enter(C, other), OK);
}

static void who_has_two_posts_chooses_and_gets_a_new_token(void **state)
{
  char token[SESSION_TOKEN_TEXT], next[SESSION_TOKEN_TEXT];
  const struct id second = team_post(ROLE_DIRECTOR);
  const struct signed_in w = come_in(C, office->wim, token);
  struct post_list posts;
  (void)state;
  assert_null(C->scope.role);                                               /* no choice made: no role */
  assert_false(signed_in_may(&w, MAY_SEE_FILES));
  assert_true(signed_in_may(&w, MAY_OWN));
  assert_int_equal(session_posts(C, &w.session, &posts), OK);
  assert_int_equal(posts.count, 2);
  assert_int_equal(session_work_as(C, &w.session, office->lea.post, next), ERR_NOT_FOUND);   /* a colleague's */
  assert_int_equal(session_work_as(C, &w.session, second, next), OK);
  assert_int_equal(enter(C, token), ERR_NOT_FOUND);
  assert_int_equal(enter(C, next), OK);
  assert_string_equal(C->scope.role, "regisseur");
}

static void a_provider_s_roles_are_all_a_session_may_work_as(void **state)
{
  char token[SESSION_TOKEN_TEXT], next[SESSION_TOKEN_TEXT];
  const struct id director = team_post(ROLE_DIRECTOR);
  struct signed_in w;
  struct id expired;
  bool touch;
  (void)state;
  as_public(C);
  assert_int_equal(session_begin(C, office->wim.id, ID_NONE, set_with((struct set){ 1 }, ROLE_TEAM), NULL, true, token), OK);
  assert_int_equal(session_enter(C, token, &w, &expired, &touch), OK);
  assert_string_equal(C->scope.role, "team");
  assert_int_equal(session_work_as(C, &w.session, director, next), ERR_NOT_FOUND);
}

static void dangerous_acts_need_a_proof_of_the_last_minutes(void **state)
{
  char token[SESSION_TOKEN_TEXT];
  struct signed_in w = come_in(C, office->wim, token);
  struct id expired;
  bool touch;
  (void)state;
  assert_true(session_fresh(C, &w.session));
  later(C, SESSION_FRESH_MINUTES * MINUTE);
  assert_false(session_fresh(C, &w.session));
  assert_int_equal(session_refresh(C, &w.session), OK);
  assert_int_equal(session_enter(C, token, &w, &expired, &touch), OK);
  assert_true(session_fresh(C, &w.session));
  later(C, -HOUR);
  assert_false(session_fresh(C, &w.session));                               /* a proof of the future is none */
}

static void old_sessions_are_cleaned_away_and_stay_away(void **state)
{
  char token[SESSION_TOKEN_TEXT];
  const struct signed_in w = come_in(C, office->wim, token);
  (void)state;
  assert_int_equal(session_touch(C, w.session.id), OK);
  keep_table(office->s, "session");
  later(C, (SESSION_HOURS + SESSION_KEPT_HOURS) * (int64_t)HOUR);
  assert_int_equal(sessions_clean(C), OK);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM session"), 1);
  later(C, 1);
  assert_int_equal(sessions_clean(C), OK);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM session"), 0);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM session_seen"), 0);
  put_back(office->s, "session");
  later(C, -(SESSION_HOURS + SESSION_KEPT_HOURS) * (int64_t)HOUR);          /* and the clock too */
  assert_int_equal(enter(C, token), ERR_NOT_FOUND);
}

static void being_used_leaves_no_line_in_the_journal(void **state)
{
  char token[SESSION_TOKEN_TEXT];
  const struct signed_in w = come_in(C, office->wim, token);
  const int64_t before = raw_number(office->s, "SELECT count(*) FROM journal");
  (void)state;
  assert_int_equal(session_touch(C, w.session.id), OK);
  later(C, 2 * MINUTE);
  assert_int_equal(session_touch(C, w.session.id), OK);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM journal"), before);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    TEST(a_session_fills_the_scope_by_its_post),
    TEST(the_database_does_not_hold_the_token),
    TEST(half_signed_in_is_nobody_yet),
    TEST(no_changed_token_lets_anybody_in),
    TEST(tokens_for_something_else_do_not_count),
    TEST(a_token_that_the_browser_brought_is_never_taken_over),
    TEST(a_session_that_is_not_used_ends_and_says_whose_it_was),
    TEST(however_much_it_is_used_a_session_ends_the_same_day),
    TEST(an_ended_session_says_nothing),
    TEST(a_session_changed_or_slipped_in_does_not_count),
    TEST(sign_out_everywhere_leaves_only_this_one),
    TEST(who_has_two_posts_chooses_and_gets_a_new_token),
    TEST(a_provider_s_roles_are_all_a_session_may_work_as),
    TEST(dangerous_acts_need_a_proof_of_the_last_minutes),
    TEST(old_sessions_are_cleaned_away_and_stay_away),
    TEST(being_used_leaves_no_line_in_the_journal),
  };
  return cmocka_run_group_tests_name("sessions", tests, NULL, NULL);
}
