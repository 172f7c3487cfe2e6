#include "signing.h"
#include "software_key.h"

#define SITE ((struct passkey_site){ "kentering.example", "https://kentering.example" })
#define CREDENTIAL "a credential of sixteen bytes or more"

/* --- the second step -------------------------------------------------------------------------------------------- */

static void the_first_second_step_makes_whole_and_brings_codes_once(void **state)
{
  struct factor_added added;
  size_t left;
  (void)state;
  (void)enrol(office->wim, "wim@team.example", &added);
  assert_non_null(added.codes);
  assert_false(entered(added.token).half);
  assert_int_equal(recovery_codes_left(C, office->wim.id, &left), OK);
  assert_int_equal(left, RECOVERY_CODES);
  for (size_t i = 0; i < RECOVERY_CODES; i++) {
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM factor WHERE secret LIKE '%%%s%%'", added.codes[i]);
    assert_int_equal(raw_number(office->s, sql), 0);
  }
}

static void a_secret_of_an_app_does_not_stand_in_the_database(void **state)
{
  struct factor_added added;
  char sql[300], text[64], *secret, hex[64];
  size_t n;
  (void)state;
  snprintf(text, sizeof text, "%s", enrol(office->wim, "wim@team.example", &added));
  assert_int_equal(oath_base32_decode(text, strlen(text), &secret, &n), OATH_OK);
  sodium_bin2hex(hex, sizeof hex, (unsigned char *)secret, n);
  free(secret);
  snprintf(sql, sizeof sql, "SELECT count(*) FROM factor WHERE kind = 'totp' AND length(secret) > 100 AND secret NOT LIKE '%%%s%%' AND secret NOT LIKE '%%%s%%'", hex, text);
  assert_int_equal(raw_number(office->s, sql), 1);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM journal WHERE changes LIKE '%secret%'"), 0);
}

static void a_code_works_once(void **state)
{
  struct factor_added added;
  struct sign_in_result_of r;
  (void)state;
  const char *const secret = enrol(office->wim, "wim@team.example", &added), *const used = code_now(secret);
  struct signed_in w = half_in("wim@team.example");
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .totp = used }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);                                /* that of enrolling, again */
  later(C, 30 * SECOND);
  keep_table(office->s, "factor");
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .totp = code_now(secret) }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_DONE);
  assert_false(entered(r.token).half);
  w = half_in("wim@team.example");
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .totp = code_now(secret) }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);
  put_back(office->s, "factor");                                            /* the last use rolled back in the database */
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .totp = code_now(secret) }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);
}

static void a_recovery_code_works_once(void **state)
{
  struct factor_added added;
  struct sign_in_result_of r;
  size_t left;
  (void)state;
  (void)enrol(office->wim, "wim@team.example", &added);
  struct signed_in w = half_in("wim@team.example");
  keep_table(office->s, "factor");
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .recovery = added.codes[3] }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_DONE);
  assert_int_equal(recovery_codes_left(C, office->wim.id, &left), OK);
  assert_int_equal(left, RECOVERY_CODES - 1);
  w = half_in("wim@team.example");
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .recovery = added.codes[3] }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .recovery = "0000-0000-0000-0000" }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .recovery = added.codes[4] }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_DONE);
  put_back(office->s, "factor");
  bool right;
  const char *reason;
  struct account a;
  assert_int_equal(account_get(C, office->wim.id, &a), OK);
  assert_int_equal(proof_right(C, &a, &w.session, &(struct proof){ .recovery = added.codes[3] }, &right, &reason), OK);
  assert_false(right);
}

static void somebody_else_s_codes_are_wrong(void **state)
{
  struct factor_added wim, lea;
  struct sign_in_result_of r;
  (void)state;
  const char *const secret = enrol(office->wim, "wim@team.example", &wim);
  (void)enrol(office->lea, "lea@team.example", &lea);
  later(C, 31 * SECOND);
  const struct signed_in w = half_in("lea@team.example");
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .totp = code_now(secret) }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .recovery = wim.codes[0] }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ 0 }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WRONG);
}

static void five_wrong_codes_end_the_session_and_slow_down(void **state)
{
  struct factor_added added;
  struct sign_in_result_of r;
  (void)state;
  const char *const secret = enrol(office->wim, "wim@team.example", &added);
  const struct sign_in_result_of half = try_password("wim@team.example", PASSWORD, NULL);
  struct signed_in w = entered(half.token);
  for (int i = 0; i < 5; i++) {
    assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .totp = "000000" }, NULL, &r), OK);
    assert_int_equal(r.result, i < 4 ? SIGN_IN_WRONG : SIGN_IN_OVER);
  }
  assert_int_equal(enter(C, half.token), ERR_NOT_FOUND);
  later(C, 500);
  w = half_in("wim@team.example");
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .totp = code_now(secret) }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_WAIT);
}

static void a_second_step_is_not_added_with_the_password_alone(void **state)
{
  struct factor_added added;
  struct totp_begun begun;
  const char *challenge;
  (void)state;
  give_password(office->wim);
  const struct sign_in_result_of early = try_password("wim@team.example", PASSWORD, NULL);     /* somebody else has the password, and was first */
  const struct signed_in thief = entered(early.token);
  assert_int_equal(factor_totp_begin(C, &thief.session, "dief", &begun), OK);
  const char *const stolen = begun.text;
  const struct sign_in_result_of r = try_password("wim@team.example", PASSWORD, NULL);
  const struct signed_in w = entered(r.token);
  assert_int_equal(factor_totp_begun(C, &w.session, &begun), ERR_NOT_FOUND);                   /* the thief's is not shown to the owner */
  assert_int_equal(factor_totp_begin(C, &w.session, "telefoon", &begun), OK);
  assert_int_equal(factor_totp_confirm(C, &w.session, "000000", &added), ERR_INVALID);
  assert_int_equal(factor_totp_confirm(C, &w.session, code_now(stolen), &added), ERR_INVALID);
  assert_int_equal(factor_totp_confirm(C, &w.session, code_now(begun.text), &added), OK);
  assert_int_equal(factor_totp_confirm(C, &thief.session, code_now(stolen), &added), ERR_NOT_FOUND);
  assert_int_equal(factor_totp_begin(C, &thief.session, "dief", &begun), ERR_NOT_FOUND);
  assert_int_equal(passkey_ask_begin(C, &thief.session, &challenge), OK);
  assert_int_equal(factor_passkey_add(C, &thief.session, &SITE, "dief", &(struct passkey_made){ "YQ", "YQ" }, &added), ERR_NOT_FOUND);
}

static void adding_and_removing_ask_for_a_fresh_proof(void **state)
{
  struct factor_added added;
  struct totp_begun begun;
  struct factor_list all;
  const char *const *codes;
  (void)state;
  (void)enrol(office->wim, "wim@team.example", &added);
  struct signed_in w = entered(added.token);
  assert_int_equal(factors_of(C, office->wim.id, &all), OK);
  assert_int_equal(all.count, 3);
  later(C, SESSION_FRESH_MINUTES * MINUTE);
  assert_int_equal(factor_totp_begin(C, &w.session, "tweede", &begun), ERR_NOT_FOUND);
  assert_int_equal(recovery_codes_renew(C, &w.session, &codes), ERR_NOT_FOUND);
  assert_int_equal(factor_remove(C, &w.session, all.at[1].id), ERR_NOT_FOUND);
  assert_int_equal(password_change(C, &w.session, "hash"), ERR_NOT_FOUND);
  assert_int_equal(session_refresh(C, &w.session), OK);
  w = entered(added.token);
  for (size_t i = 0; i < all.count; i++) assert_int_equal(factor_remove(C, &w.session, all.at[i].id), ERR_INVALID);   /* password, last second step, codes */
  assert_int_equal(factor_totp_begin(C, &w.session, "tweede", &begun), OK);
  assert_int_equal(factor_totp_confirm(C, &w.session, code_now(begun.text), &added), OK);
  assert_null(added.codes);                                                 /* the second one brings none */
  assert_string_equal(added.token, "");
  for (size_t i = 0; i < all.count; i++)
    if (all.at[i].kind == FACTOR_TOTP) assert_int_equal(factor_remove(C, &w.session, all.at[i].id), OK);
  const struct signed_in other = come_in(C, office->lea, (char[SESSION_TOKEN_TEXT]){ 0 });
  assert_int_equal(factor_remove(C, &other.session, begun.factor), ERR_NOT_FOUND);            /* somebody else's */
}

/* --- passkeys ------------------------------------------------------------------------------------------------------ */

static EVP_PKEY *key;
static struct ceremony ceremony(const char *type, const char *challenge, uint32_t count)
{
  struct ceremony how = { .type = type, .rp_id = SITE.rp_id, .origin = SITE.origin, .flags = UP | UV, .count = count };
  struct span bytes;
  if (strcmp(type, "webauthn.create") == 0) how.flags |= AT;
  assert_true(passkey_bytes(&C->arena, challenge, PASSKEY_CHALLENGE_BYTES, &bytes));
  memcpy(how.challenge, bytes.at, bytes.len);
  return how;
}
static struct passkey_signed signed_by(EVP_PKEY *with, const char *challenge, uint32_t count)
{
  const struct ceremony how = ceremony("webauthn.get", challenge, count);
  const struct passkey_answer a = answer(C, &how, CREDENTIAL, with, ES256);
  return (struct passkey_signed){ passkey_text(&C->arena, a.credential), passkey_text(&C->arena, a.client_data), passkey_text(&C->arena, a.authenticator_data), passkey_text(&C->arena, a.signature) };
}
static int add_passkey(const struct session *s, struct factor_added *added)
{
  const char *challenge;
  assert_int_equal(passkey_ask_begin(C, s, &challenge), OK);
  const struct ceremony how = ceremony("webauthn.create", challenge, 1);
  const struct passkey_made made = { passkey_text(&C->arena, client_data(C, &how)), passkey_text(&C->arena, attestation(C, &how, CREDENTIAL, key, ES256)) };
  return factor_passkey_add(C, s, &SITE, "sleutel", &made, added);
}
static enum sign_in_result prove_passkey(const struct session *s, const struct passkey_signed *p)
{
  struct sign_in_result_of r;
  assert_int_equal(sign_in_prove(C, s, &(struct proof){ .passkey = p, .site = &SITE }, NULL, &r), OK);
  return r.result;
}

static void a_passkey_is_the_second_step_and_its_answer_works_once(void **state)
{
  struct factor_added added;
  const char *challenge;
  (void)state;
  key = software_key_new(ES256);
  EVP_PKEY *const stranger = software_key_new(ES256);
  give_password(office->wim);
  struct signed_in w = entered(try_password("wim@team.example", PASSWORD, NULL).token);
  assert_int_equal(add_passkey(&w.session, &added), OK);
  assert_non_null(added.codes);
  const struct signed_in own = entered(added.token);
  assert_false(own.half);
  assert_int_equal(add_passkey(&own.session, &added), ERR_INVALID);         /* that one is there already */

  w = half_in("wim@team.example");
  assert_int_equal(passkey_ask_begin(C, &w.session, &challenge), OK);
  const struct passkey_signed wrong = signed_by(stranger, challenge, 9), late = signed_by(key, challenge, 9);
  assert_int_equal(prove_passkey(&w.session, &wrong), SIGN_IN_WRONG);
  assert_int_equal(prove_passkey(&w.session, &late), SIGN_IN_WRONG);        /* the challenge is used up by the wrong answer */
  assert_int_equal(passkey_ask_begin(C, &w.session, &challenge), OK);
  const struct passkey_signed tardy = signed_by(key, challenge, 9);
  later(C, CHALLENGE_MINUTES * MINUTE);
  assert_int_equal(prove_passkey(&w.session, &tardy), SIGN_IN_WRONG);       /* five minutes */
  assert_int_equal(passkey_ask_begin(C, &w.session, &challenge), OK);
  keep_table(office->s, "challenge");
  const struct passkey_signed right = signed_by(key, challenge, 9);
  assert_int_equal(prove_passkey(&w.session, &right), SIGN_IN_DONE);
  w = half_in("wim@team.example");
  put_back(office->s, "challenge");
  raw_run(office->s, "UPDATE challenge SET session = (SELECT id FROM session WHERE proved IS NULL)");
  assert_int_equal(prove_passkey(&w.session, &right), SIGN_IN_WRONG);       /* replayed, its challenge put back by hand */
  assert_int_equal(passkey_ask_begin(C, &w.session, &challenge), OK);
  const struct passkey_signed copied = signed_by(key, challenge, 4);
  assert_int_equal(prove_passkey(&w.session, &copied), SIGN_IN_WRONG);      /* its count went back: there is a copy */
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM journal WHERE note = 'passkey_copied'"), 1);
  EVP_PKEY_free(key);
  EVP_PKEY_free(stranger);
}

static void a_challenge_belongs_to_one_session(void **state)
{
  struct factor_added added;
  const char *challenge, *other;
  (void)state;
  key = software_key_new(ES256);
  give_password(office->wim);
  struct signed_in w = entered(try_password("wim@team.example", PASSWORD, NULL).token);
  assert_int_equal(add_passkey(&w.session, &added), OK);
  const struct signed_in one = half_in("wim@team.example"), two = half_in("wim@team.example");
  assert_int_equal(passkey_ask_begin(C, &one.session, &challenge), OK);
  assert_int_equal(passkey_ask_begin(C, &two.session, &other), OK);
  const struct passkey_signed p = signed_by(key, challenge, 9);
  assert_int_equal(prove_passkey(&two.session, &p), SIGN_IN_WRONG);
  assert_int_equal(prove_passkey(&one.session, &p), SIGN_IN_DONE);
  struct account lea;
  const char *reason;
  bool right;
  assert_int_equal(account_get(C, office->lea.id, &lea), OK);
  assert_int_equal(passkey_ask_begin(C, &two.session, &other), OK);
  const struct passkey_signed hers = signed_by(key, other, 12);
  assert_int_equal(proof_right(C, &lea, &two.session, &(struct proof){ .passkey = &hers, .site = &SITE }, &right, &reason), OK);
  assert_false(right);                                                      /* a colleague's key, rightly signed */
  later(C, 2 * CHALLENGE_MINUTES * MINUTE);
  assert_int_equal(passkey_ask_begin(C, &two.session, &other), OK);
  later(C, CHALLENGE_MINUTES * MINUTE + 1);
  assert_int_equal(challenges_clean(C), OK);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM challenge"), 0);
  EVP_PKEY_free(key);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    TEST(the_first_second_step_makes_whole_and_brings_codes_once),
    TEST(a_secret_of_an_app_does_not_stand_in_the_database),
    TEST(a_code_works_once),
    TEST(a_recovery_code_works_once),
    TEST(somebody_else_s_codes_are_wrong),
    TEST(five_wrong_codes_end_the_session_and_slow_down),
    TEST(a_second_step_is_not_added_with_the_password_alone),
    TEST(adding_and_removing_ask_for_a_fresh_proof),
    TEST(a_passkey_is_the_second_step_and_its_answer_works_once),
    TEST(a_challenge_belongs_to_one_session),
  };
  return cmocka_run_group_tests_name("factors", tests, NULL, NULL);
}
