/* For tests: people of the office sign in, with a password and an app. */
#ifndef SIGNING_H
#define SIGNING_H
#include "passwords.h"
#include "office.h"
#include "totp.h"
#include <liboath/oath.h>

static char hash_of_password[200];                         /* made once: it is slow */
static inline void give_password(struct person p)
{
  const char *hash;
  if (!*hash_of_password) {
    assert_int_equal(password_hash(C, PASSWORD, &hash), OK);
    snprintf(hash_of_password, sizeof hash_of_password, "%s", hash);
  }
  assert_int_equal(factor_password_set(C, p.id, hash_of_password), OK);
}

static inline struct sign_in_ask asks(const char *mail, const char *password) { return (struct sign_in_ask){ .mail = mail, .password = password, .device = "Firefox, Linux", .second_factor = true }; }

static inline struct sign_in_result_of sign_in(const struct sign_in_ask *ask)
{
  struct sign_in_outcome found;
  struct sign_in_result_of result = { 0 };
  as_public(C);
  assert_int_equal(sign_in_check(C, ask, &found), OK);
  assert_int_equal(sign_in_begin(C, ask, &found, &result), OK);
  return result;
}
static inline struct sign_in_result_of try_password(const char *mail, const char *password, const char *device)
{
  struct sign_in_ask ask = asks(mail, password);
  ask.device_token = device;
  return sign_in(&ask);
}

static inline struct signed_in entered(const char *token)
{
  struct signed_in w = { 0 };
  struct id expired;
  bool touch;
  as_public(C);
  assert_int_equal(session_enter(C, token, &w, &expired, &touch), OK);
  return w;
}

/* What the app shows at this moment. */
static inline const char *code_now(const char *text)
{
  char *secret, *const code = arena_alloc(&C->arena, 8);
  size_t n;
  assert_int_equal(oath_base32_decode(text, strlen(text), &secret, &n), OATH_OK);
  assert_int_equal(oath_totp_generate(secret, n, (time_t)(C->now / 1000), TOTP_SECONDS, 0, TOTP_DIGITS, code), OATH_OK);
  free(secret);
  return code;
}

/* Signs in for the first time and enrols an app; gives its secret. */
static inline const char *enrol(struct person p, const char *mail, struct factor_added *added)
{
  struct totp_begun begun;
  give_password(p);
  const struct sign_in_result_of r = try_password(mail, PASSWORD, NULL);
  assert_int_equal(r.result, SIGN_IN_ENROL);
  const struct signed_in w = entered(r.token);
  assert_int_equal(factor_totp_begin(C, &w.session, "telefoon", &begun), OK);
  assert_int_equal(factor_totp_confirm(C, &w.session, code_now(begun.text), added), OK);
  return begun.text;
}

static inline struct signed_in half_in(const char *mail)
{
  const struct sign_in_result_of r = try_password(mail, PASSWORD, NULL);
  assert_int_equal(r.result, SIGN_IN_HALF);
  return entered(r.token);
}

/* Both steps; the device token that it brings. */
static inline struct sign_in_result_of whole_in(const char *secret)
{
  struct sign_in_result_of r;
  later(C, 31 * SECOND);
  const struct signed_in w = half_in("wim@team.example");
  assert_int_equal(sign_in_prove(C, &w.session, &(struct proof){ .totp = code_now(secret) }, NULL, &r), OK);
  assert_int_equal(r.result, SIGN_IN_DONE);
  return r;
}
#endif
