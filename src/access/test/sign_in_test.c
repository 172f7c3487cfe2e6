#include "signing.h"

/* --- the first step --------------------------------------------------------------------------------------- */

static void a_right_password_is_only_half(void **state)
{
  struct factor_added added;
  (void)state;
  (void)enrol(office->wim, "wim@team.example", &added);
  const struct signed_in w = half_in("  Wim@team.example ");
  assert_true(w.half);
  assert_null(C->scope.role);
}

static void wrong_unknown_and_gone_answer_alike(void **state)
{
  static const char *const mails[] = { "wim@team.example", "nobody@team.example", "lea@team.example", "" };
  (void)state;
  give_password(office->wim);
  for (size_t i = 0; i < COUNT(mails); i++) {
    const struct sign_in_result_of r = try_password(mails[i], "iets heel anders", NULL);
    assert_int_equal(r.result, SIGN_IN_WRONG);
    assert_int_equal(r.wait, 0);
    assert_string_equal(r.token, "");
  }
  be(C, office->ada);
  assert_int_equal(account_leave(C, office->wim.id, ID_NONE), OK);
  assert_int_equal(try_password("wim@team.example", PASSWORD, NULL).result, SIGN_IN_WRONG);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM session"), 0);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM journal WHERE verb = 'sign_in_failed'"), 5);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM journal WHERE verb = 'sign_in_failed' AND (note LIKE '%@%' OR changes LIKE '%@%')"), 0);
}

static void without_a_second_step_nobody_is_in_but_in_the_demo(void **state)
{
  struct sign_in_ask ask = asks("wim@team.example", PASSWORD);
  (void)state;
  give_password(office->wim);
  assert_int_equal(sign_in(&ask).result, SIGN_IN_ENROL);
  ask.second_factor = false;
  const struct sign_in_result_of r = sign_in(&ask);
  assert_int_equal(r.result, SIGN_IN_DONE);
  assert_false(entered(r.token).half);
  assert_int_equal(strlen(r.device), DEVICE_TOKEN_TEXT - 1);
  struct factor_added added;
  (void)enrol(office->wim, "wim@team.example", &added);
  assert_int_equal(sign_in(&ask).result, SIGN_IN_HALF);                     /* who has one is asked for it, also there */
}

static void the_browser_s_session_ends_when_somebody_signs_in(void **state)
{
  char planted[SESSION_TOKEN_TEXT];
  struct sign_in_ask ask = asks("wim@team.example", PASSWORD);
  (void)state;
  give_password(office->wim);
  (void)come_in(C, office->oda, planted);
  ask.session_token = planted;
  const struct sign_in_result_of r = sign_in(&ask);
  assert_string_not_equal(r.token, planted);
  assert_int_equal(enter(C, planted), ERR_NOT_FOUND);
}

static void a_password_changed_meanwhile_does_not_let_in(void **state)
{
  const struct sign_in_ask ask = asks("wim@team.example", PASSWORD);
  struct sign_in_outcome found;
  struct sign_in_result_of r;
  (void)state;
  give_password(office->wim);
  assert_int_equal(sign_in_check(C, &ask, &found), OK);
  assert_true(found.right);
  give_password(office->wim);
  assert_int_equal(sign_in_begin(C, &ask, &found, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);
}

/* --- slowing down --------------------------------------------------------------------------------------------- */

/* Wrong attempts at a mail address until there is waiting; without the slow part. */
static void many_wrong(const char *mail, const char *device, int times)
{
  struct sign_in_ask ask = asks(mail, "x");
  struct sign_in_outcome found;
  struct sign_in_result_of r;
  ask.device_token = device;
  as_public(C);
  assert_int_equal(sign_in_check(C, &ask, &found), OK);
  for (int i = 0; i < times; i++) assert_int_equal(sign_in_begin(C, &ask, &found, &r), OK);
}

static void wrong_attempts_slow_down_an_address_whether_it_exists_or_not(void **state)
{
  static const char *const mails[] = { "wim@team.example", "nobody@team.example" };
  int64_t waits[2];
  (void)state;
  give_password(office->wim);
  for (size_t i = 0; i < COUNT(mails); i++) {
    many_wrong(mails[i], NULL, 5);
    const struct sign_in_result_of r = try_password(mails[i], PASSWORD, NULL);
    assert_int_equal(r.result, SIGN_IN_WAIT);                               /* the right one too */
    waits[i] = r.wait;
  }
  assert_true(waits[0] > 0);
  assert_int_equal(waits[0], waits[1]);
  assert_int_equal(try_password("lea@team.example", "x", NULL).result, SIGN_IN_WRONG);       /* nobody else */
  later(C, waits[0]);
  assert_int_equal(try_password("wim@team.example", PASSWORD, NULL).result, SIGN_IN_ENROL);
  assert_int_equal(try_password("wim@team.example", "x", NULL).result, SIGN_IN_WRONG);        /* counted from nothing again */
}

static void many_attempts_at_once_are_not_all_let_through(void **state)
{
  const struct sign_in_ask ask = asks("wim@team.example", "x"), right = asks("wim@team.example", PASSWORD);
  struct sign_in_outcome found, good;
  struct sign_in_result_of r;
  (void)state;
  give_password(office->wim);
  assert_int_equal(sign_in_check(C, &ask, &found), OK);                     /* all of them were checked before one was counted */
  assert_int_equal(sign_in_check(C, &right, &good), OK);
  for (int i = 0; i < 5; i++) assert_int_equal(sign_in_begin(C, &ask, &found, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);
  assert_int_equal(sign_in_begin(C, &right, &good, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WAIT);
}

static void a_known_device_is_not_slowed_down_by_others(void **state)
{
  struct factor_added added;
  (void)state;
  const char *const secret = enrol(office->wim, "wim@team.example", &added);
  const struct sign_in_result_of first = whole_in(secret);
  assert_int_equal(strlen(first.device), DEVICE_TOKEN_TEXT - 1);
  many_wrong("wim@team.example", NULL, 50);
  assert_int_equal(try_password("wim@team.example", PASSWORD, NULL).result, SIGN_IN_WAIT);
  assert_int_equal(try_password("wim@team.example", PASSWORD, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").result, SIGN_IN_WAIT);   /* made up */
  assert_int_equal(try_password("wim@team.example", PASSWORD, first.device).result, SIGN_IN_HALF);
  many_wrong("wim@team.example", first.device, 5);
  assert_int_equal(try_password("wim@team.example", PASSWORD, first.device).result, SIGN_IN_WAIT);   /* but by itself */
  many_wrong("lea@team.example", NULL, 5);
  assert_int_equal(try_password("lea@team.example", PASSWORD, first.device).result, SIGN_IN_WAIT);   /* known to whoever signed in from it only */
}

static void a_device_row_slipped_in_or_too_old_is_not_known(void **state)
{
  struct factor_added added;
  (void)state;
  const char *const secret = enrol(office->wim, "wim@team.example", &added);
  const struct sign_in_result_of r = whole_in(secret);
  const char *hash;
  bool known;
  raw_run(office->s, "INSERT INTO known_device SELECT randomblob(16), 1, (SELECT id FROM account WHERE mail = 'lea@team.example'), token_hash, used, mac FROM known_device");
  assert_int_equal(device_known(C, office->lea.id, r.device, &known, &hash), OK);
  assert_false(known);
  assert_int_equal(device_known(C, office->wim.id, r.device, &known, &hash), OK);
  assert_true(known);
  later(C, DEVICE_DAYS * (int64_t)DAY);
  assert_int_equal(device_known(C, office->wim.id, r.device, &known, &hash), OK);
  assert_false(known);
}

static void a_device_gets_a_new_token_for_all_who_share_it(void **state)
{
  char first[DEVICE_TOKEN_TEXT], second[DEVICE_TOKEN_TEXT];
  const char *hash;
  bool known;
  (void)state;
  assert_int_equal(device_remember(C, office->wim.id, "planted", first), OK);
  assert_string_not_equal(first, "planted");
  assert_int_equal(device_remember(C, office->lea.id, first, second), OK);
  assert_int_equal(device_known(C, office->wim.id, first, &known, &hash), OK);
  assert_false(known);
  assert_int_equal(device_known(C, office->wim.id, second, &known, &hash), OK);
  assert_true(known);
  assert_int_equal(device_known(C, office->lea.id, second, &known, &hash), OK);
  assert_true(known);
}

static void what_is_forgiven_is_cleaned_away(void **state)
{
  char device[DEVICE_TOKEN_TEXT];
  (void)state;
  many_wrong("nobody@team.example", NULL, 3);
  assert_int_equal(device_remember(C, office->wim.id, NULL, device), OK);
  assert_int_equal(sign_in_clean(C), OK);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM sign_in_failure"), 1);
  later(C, DEVICE_DAYS * (int64_t)DAY + 1);
  assert_int_equal(sign_in_clean(C), OK);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM sign_in_failure"), 0);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM known_device"), 0);
}

/* --- again ------------------------------------------------------------------------------------------------------------ */

static struct sign_in_result_of again(const struct session *s, const char *password, const char *code)
{
  struct sign_in_outcome found;
  struct sign_in_result_of r;
  assert_int_equal(sign_in_check_again(C, s, password, NULL, &found), OK);
  assert_int_equal(sign_in_again(C, s, &found, code ? &(struct proof){ .totp = code } : NULL, NULL, &r), OK);
  return r;
}

static void a_dangerous_act_asks_for_both_again(void **state)
{
  struct factor_added added;
  (void)state;
  const char *const secret = enrol(office->wim, "wim@team.example", &added);
  later(C, SESSION_FRESH_MINUTES * MINUTE);
  struct signed_in w = entered(added.token);
  assert_false(session_fresh(C, &w.session));
  assert_int_equal(again(&w.session, PASSWORD, NULL).result, SIGN_IN_WRONG);
  assert_int_equal(again(&w.session, "x", code_now(secret)).result, SIGN_IN_WRONG);
  w = entered(added.token);
  assert_false(session_fresh(C, &w.session));
  assert_int_equal(again(&w.session, PASSWORD, code_now(secret)).result, SIGN_IN_DONE);
  w = entered(added.token);
  assert_true(session_fresh(C, &w.session));
  struct sign_in_outcome found;
  struct sign_in_result_of r;
  give_password(office->lea);
  assert_int_equal(sign_in_check(C, &(struct sign_in_ask){ .mail = "lea@team.example", .password = PASSWORD }, &found), OK);
  assert_true(found.right);
  assert_int_equal(sign_in_again(C, &w.session, &found, NULL, NULL, &r), ERR_NOT_FOUND);       /* another's password */
}

static void a_new_password_ends_the_other_sessions(void **state)
{
  struct factor_added added;
  char other[SESSION_TOKEN_TEXT];
  const char *hash;
  (void)state;
  (void)enrol(office->wim, "wim@team.example", &added);
  (void)come_in(C, office->wim, other);
  const struct signed_in w = entered(added.token);
  assert_int_equal(password_prepare(C, office->wim.id, "wim@team.example", &hash), ERR_INVALID);
  assert_string_equal(C->error.field, "password");
  assert_int_equal(password_prepare(C, office->wim.id, NULL, &hash), ERR_INVALID);
  assert_int_equal(password_prepare(C, office->wim.id, "een heel ander begin 77", &hash), OK);
  assert_int_equal(password_change(C, &w.session, hash), OK);
  assert_int_equal(enter(C, other), ERR_NOT_FOUND);
  assert_int_equal(enter(C, added.token), OK);
  assert_int_equal(try_password("wim@team.example", PASSWORD, NULL).result, SIGN_IN_WRONG);
  assert_int_equal(try_password("wim@team.example", "een heel ander begin 77", NULL).result, SIGN_IN_HALF);
}

static void the_own_organisation_lets_in_by_issuer_and_subject_and_role(void **state)
{
  const struct sign_in_ask ask = { .device = "Edge, Windows", .second_factor = true };
  const struct set team = set_with((struct set){ 1 }, ROLE_TEAM), lead = set_with((struct set){ 1 }, ROLE_TEAM_LEAD);
  struct sign_in_result_of r;
  (void)state;
  be(C, office->ada);
  assert_int_equal(factor_oidc_add(C, office->wim.id, "https://idp.example", "wim-1"), OK);
  assert_int_equal(factor_oidc_add(C, office->lea.id, "https://idp.example", "wim-1"), ERR_INVALID);
  be(C, office->oda);
  assert_int_equal(factor_oidc_add(C, office->lea.id, "https://idp.example", "oda-1"), ERR_NOT_FOUND);
  as_public(C);
  assert_int_equal(sign_in_oidc(C, "https://idp.example", "wim-2", team, &ask, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);
  assert_int_equal(sign_in_oidc(C, "https://other.example", "wim-1", team, &ask, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);
  assert_int_equal(sign_in_oidc(C, "https://idp.example", "wim-1", lead, &ask, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);
  assert_int_equal(sign_in_oidc(C, "https://idp.example", "wim-1", team, &ask, &r), OK);
  assert_int_equal(r.result, SIGN_IN_DONE);
  assert_false(entered(r.token).half);
}

static void a_factor_slipped_in_does_not_count(void **state)
{
  struct factor_added added;
  struct sign_in_result_of r;
  (void)state;
  const char *const secret = enrol(office->wim, "wim@team.example", &added);
  give_password(office->lea);
  raw_run(office->s, "UPDATE factor SET account = (SELECT id FROM account WHERE mail = 'lea@team.example') WHERE kind = 'totp'");
  bool has;
  assert_int_equal(factor_has_second(C, office->lea.id, &has), OK);
  assert_false(has);
  later(C, 31 * SECOND);
  const struct signed_in w = entered(try_password("lea@team.example", PASSWORD, NULL).token);
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .totp = code_now(secret) }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    TEST(a_right_password_is_only_half),
    TEST(wrong_unknown_and_gone_answer_alike),
    TEST(without_a_second_step_nobody_is_in_but_in_the_demo),
    TEST(the_browser_s_session_ends_when_somebody_signs_in),
    TEST(a_password_changed_meanwhile_does_not_let_in),
    TEST(wrong_attempts_slow_down_an_address_whether_it_exists_or_not),
    TEST(many_attempts_at_once_are_not_all_let_through),
    TEST(a_known_device_is_not_slowed_down_by_others),
    TEST(a_device_row_slipped_in_or_too_old_is_not_known),
    TEST(a_device_gets_a_new_token_for_all_who_share_it),
    TEST(what_is_forgiven_is_cleaned_away),
    TEST(a_dangerous_act_asks_for_both_again),
    TEST(a_new_password_ends_the_other_sessions),
    TEST(the_own_organisation_lets_in_by_issuer_and_subject_and_role),
    TEST(a_factor_slipped_in_does_not_count),
  };
  return cmocka_run_group_tests_name("sign_in", tests, NULL, NULL);
}
