/* ID tokens that must be refused, and keys that change. */
#include "oidc_world.h"

/* --- claims ------------------------------------------------------------------------- */

static void a_token_of_another_issuer_or_for_somebody_else_is_refused(void **state)
{
  struct world *const w = *state;
  struct wish x = good_wish(w);
  x.iss = form_of(w, "\"%s/\"", w->root);
  assert_refused(w, &x, "iss");
  x.iss = NULL;
  assert_refused(w, &x, "iss");
  x = good_wish(w);
  static const char *const others[] = { "\"other\"", "\"kentering2\"", "\"KENTERING\"", "[]", "[\"other\"]", "{\"kentering\":1}", "true", NULL };
  for (size_t i = 0; i < COUNT(others); i++) {
    x.aud = others[i];
    assert_refused(w, &x, "aud");
  }
}

static void a_token_for_several_must_be_handed_to_us(void **state)
{
  struct world *const w = *state;
  struct wish x = good_wish(w);
  x.aud = "[\"kentering\"]";
  assert_taken(w, &x);
  x.aud = "[\"other\",\"kentering\"]";
  assert_refused(w, &x, "azp");
  x.more = ",\"azp\":\"other\"";
  assert_refused(w, &x, "azp");
  x.more = ",\"azp\":\"kentering\"";
  assert_taken(w, &x);
  x.aud = "\"kentering\"";
  x.more = ",\"azp\":\"other\"";
  assert_refused(w, &x, "azp");
}

static void a_token_of_another_time_is_refused(void **state)
{
  static const struct { int64_t exp, iat; const char *more, *field; } cases[] = {
    { -59, -100, "", NULL }, { -60, -100, "", "exp" }, { -3600, -4000, "", "exp" },
    { 300, 60, "", NULL },   { 300, 61, "", "iat" },   { 99999, 86400, "", "iat" },
    { 300, -660, "", NULL }, { 300, -661, "", "iat" },
    { 300, 0, ",\"nbf\":1764000060", NULL }, { 300, 0, ",\"nbf\":1764000061", "nbf" }, { 300, 0, ",\"nbf\":\"soon\"", "nbf" } };
  struct world *const w = *state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    struct wish x = good_wish(w);
    x.exp = cases[i].exp;
    x.iat = cases[i].iat;
    x.more = cases[i].more;
    if (cases[i].field) assert_refused(w, &x, cases[i].field);
    else assert_taken(w, &x);
  }
}

static void a_token_of_another_sign_in_is_refused(void **state)
{
  struct world *const w = *state;
  struct wish x = good_wish(w);
  x.nonce = state_of(w);
  assert_refused(w, &x, "nonce");
  x.nonce = "";
  assert_refused(w, &x, "nonce");
  x.nonce = NULL;
  assert_refused(w, &x, "nonce");
}

static void a_token_without_a_subject_is_refused(void **state)
{
  struct world *const w = *state;
  struct wish x = good_wish(w);
  char longest[300];
  memset(longest, '"', 1), memset(longest + 1, 'a', 256), memcpy(longest + 257, "\"", 2);
  const char *const others[] = { NULL, "\"\"", "7", "\"a\\nb\"", "\"\\u202e\"", longest };
  for (size_t i = 0; i < COUNT(others); i++) {
    x.sub = others[i];
    assert_refused(w, &x, "sub");
  }
}

static void a_sign_in_that_is_not_strong_enough_is_refused(void **state)
{
  struct world *const w = *state;
  struct wish x = good_wish(w);
  w->provider.required_acr = "gold silver";
  assert_refused(w, &x, "acr");
  x.more = ",\"acr\":\"bronze\"";
  assert_refused(w, &x, "acr");
  x.more = ",\"acr\":\"gold silver\"";
  assert_refused(w, &x, "acr");
  x.more = ",\"acr\":[\"gold\"]";
  assert_refused(w, &x, "acr");
  x.more = ",\"acr\":\"silver\"";
  assert_taken(w, &x);
  assert_int_equal(oidc_begin(&w->c, w->o, &w->attempt, &w->url), OK);
  assert_non_null(strstr(w->url, "&acr_values=gold%20silver"));
}

static void an_access_token_of_somebody_else_is_refused(void **state)
{
  struct world *const w = *state;
  struct wish x = good_wish(w);
  uint8_t hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, (const unsigned char *)"opens", 5);
  x.more = form_of(w, ",\"at_hash\":\"%s\"", base64(w, hash, sizeof hash / 2));
  assert_taken(w, &x);
  crypto_hash_sha256(hash, (const unsigned char *)"other", 5);
  x.more = form_of(w, ",\"at_hash\":\"%s\"", base64(w, hash, sizeof hash / 2));
  assert_refused(w, &x, "at_hash");
  x.more = ",\"at_hash\":7";
  assert_refused(w, &x, "at_hash");
}

/* --- signatures ------------------------------------------------------------------------------------------ */

static void assert_text_refused(struct world *w, const char *id_token, const char *field)
{
  struct oidc_claims out = { .subject = "untouched" };
  gives_token(w, id_token);
  assert_refusal(w, finish(w, &out), &out, ERR_INVALID, field);
}

static const char *headed(struct world *w, const char *head, const char *rest)
{
  return form_of(w, "%s%s", base64(w, head, strlen(head)), rest);
}

static void a_token_that_nobody_signed_is_refused(void **state)
{
  struct world *const w = *state;
  const struct wish x = good_wish(w);
  const char *const claims = payload(w, &x), *const unsigned_rest = form_of(w, ".%s.", base64(w, claims, strlen(claims)));
  assert_text_refused(w, headed(w, "{\"alg\":\"none\"}", unsigned_rest), "alg");
  assert_text_refused(w, headed(w, "{\"alg\":\"none\",\"kid\":\"one\"}", unsigned_rest), "alg");
  assert_text_refused(w, headed(w, "{\"alg\":\"NONE\"}", unsigned_rest), "alg");
  assert_text_refused(w, headed(w, "{\"kid\":\"one\"}", unsigned_rest), "alg");
  assert_text_refused(w, headed(w, "{\"alg\":\"RS256\",\"kid\":\"one\"}", unsigned_rest), "signature");
  assert_text_refused(w, headed(w, "{\"alg\":\"RS256\",\"kid\":\"one\"}", form_of(w, "%sAAAA", unsigned_rest)), "signature");
}

static void a_token_signed_with_what_everybody_knows_is_refused(void **state)
{
  struct world *const w = *state;
  const struct wish x = good_wish(w);
  uint8_t mac[crypto_auth_hmacsha256_BYTES];
  const char *const keys[] = { shown(w, key_one, "\"kid\":\"one\","), SECRET };
  const char *const claims = payload(w, &x);
  for (size_t i = 0; i < COUNT(keys); i++) {
    crypto_auth_hmacsha256_state by;
    const char *const text = headed(w, "{\"alg\":\"HS256\",\"kid\":\"one\"}", form_of(w, ".%s", base64(w, claims, strlen(claims))));
    crypto_auth_hmacsha256_init(&by, (const unsigned char *)keys[i], strlen(keys[i]));
    crypto_auth_hmacsha256_update(&by, (const unsigned char *)text, strlen(text));
    crypto_auth_hmacsha256_final(&by, mac);
    assert_text_refused(w, form_of(w, "%s.%s", text, base64(w, mac, sizeof mac)), "alg");
  }
}

static void a_token_signed_with_another_key_is_refused(void **state)
{
  struct world *const w = *state;
  struct wish x = good_wish(w);
  x.key = key_two;                                           /* under the name of key one */
  assert_refused(w, &x, "signature");
  assert_int_equal(w->doors[KEYS].asked, 1);
  x.kid = NULL;
  assert_refused(w, &x, "kid");
}

static void a_token_that_was_changed_is_refused(void **state)
{
  struct world *const w = *state;
  const struct wish x = good_wish(w);
  struct wish other = x;
  other.sub = "\"1235\"";
  const char *const mine = signed_token(w, &x), *const others = signed_token(w, &other);
  assert_text_refused(w, form_of(w, "%.*s%s", (int)(strrchr(mine, '.') - mine), mine, strrchr(others, '.')), "signature");
}

static void keys_that_are_weak_or_meant_otherwise_sign_nothing(void **state)
{
  struct world *const w = *state;
  static const char *const members[] = { "\"kid\":\"one\",\"use\":\"enc\",", "\"kid\":\"one\",\"alg\":\"PS256\",", "\"kid\":\"One\",", "" };
  struct wish x = good_wish(w);
  for (size_t i = 0; i < COUNT(members); i++) {
    shows_keys(w, shown(w, key_one, members[i]), NULL);
    renew(w);
    assert_refused(w, &x, "kid");
  }
  shows_keys(w, shown(w, key_weak, "\"kid\":\"one\","), NULL);
  renew(w);
  x.key = key_weak;
  assert_refused(w, &x, "signature");
}

static void text_that_is_no_token_is_refused(void **state)
{
  struct world *const w = *state;
  const struct wish x = good_wish(w);
  const char *const token = signed_token(w, &x), *const rest = strchr(token, '.');
  static const char *const texts[] = { "", ".", "..", "...", "a.b.c", "e30.e30.e30", "=.=.=" };
  for (size_t i = 0; i < COUNT(texts); i++) {
    struct oidc_claims out = { .subject = "untouched" };
    gives_token(w, texts[i]);
    assert_int_equal(finish(w, &out), ERR_INVALID);
    assert_string_equal(out.subject, "untouched");
  }
  assert_text_refused(w, headed(w, "{\"alg\":\"RS256\",\"kid\":\"one\",\"crit\":[\"b64\"],\"b64\":false}", rest), "id_token");
  assert_text_refused(w, headed(w, "{\"alg\":\"RS256\",\"alg\":\"none\",\"kid\":\"one\"}", rest), "id_token");
  assert_text_refused(w, headed(w, "{\"alg\":\"RS256\",\"kid\":7}", rest), "id_token");
  assert_text_refused(w, form_of(w, "%s.%s", token, "e30"), "id_token");
}

/* --- keys that change ---------------------------------------------------------------------------------------- */

static void a_new_key_is_found_when_a_token_names_it_but_asked_for_at_most_once_a_minute(void **state)
{
  struct world *const w = *state;
  struct wish x = good_wish(w);
  assert_taken(w, &x);
  assert_taken(w, &x);
  assert_int_equal(w->doors[KEYS].asked, 1);
  shows_keys(w, shown(w, key_two, "\"kid\":\"two\","), NULL);
  x.key = key_two;
  x.kid = "two";
  assert_taken(w, &x);
  assert_int_equal(w->doors[KEYS].asked, 2);
  shows_keys(w, shown(w, key_three, "\"kid\":\"three\","), NULL);
  x.key = key_three;
  x.kid = "three";
  w->c.now = NOW + 59 * 1000;
  assert_refused(w, &x, "kid");
  assert_int_equal(w->doors[KEYS].asked, 2);
  w->c.now = NOW + 60 * 1000;
  assert_taken(w, &x);
  assert_int_equal(w->doors[KEYS].asked, 3);
}

static void a_key_that_was_withdrawn_is_trusted_for_an_hour_at_most(void **state)
{
  struct world *const w = *state;
  struct wish x = good_wish(w);
  assert_taken(w, &x);
  shows_keys(w, shown(w, key_two, "\"kid\":\"two\","), NULL);
  w->c.now = NOW + 3600 * 1000;
  assert_int_equal(oidc_begin(&w->c, w->o, &w->attempt, &w->url), OK);
  x.nonce = nonce_of(w);
  assert_refused(w, &x, "kid");
}

static void keys_without_names_are_each_tried(void **state)
{
  struct world *const w = *state;
  struct wish x = good_wish(w);
  x.kid = NULL;
  x.key = key_two;
  shows_keys(w, shown(w, key_one, ""), shown(w, key_two, ""));
  assert_taken(w, &x);
  x.key = key_three;
  assert_refused(w, &x, "kid");
  assert_int_equal(w->doors[KEYS].asked, 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_token_of_another_issuer_or_for_somebody_else_is_refused),
    TEST(a_token_for_several_must_be_handed_to_us),
    TEST(a_token_of_another_time_is_refused),
    TEST(a_token_of_another_sign_in_is_refused),
    TEST(a_token_without_a_subject_is_refused),
    TEST(a_sign_in_that_is_not_strong_enough_is_refused),
    TEST(an_access_token_of_somebody_else_is_refused),
    TEST(a_token_that_nobody_signed_is_refused),
    TEST(a_token_signed_with_what_everybody_knows_is_refused),
    TEST(a_token_signed_with_another_key_is_refused),
    TEST(a_token_that_was_changed_is_refused),
    TEST(keys_that_are_weak_or_meant_otherwise_sign_nothing),
    TEST(text_that_is_no_token_is_refused),
    TEST(a_new_key_is_found_when_a_token_names_it_but_asked_for_at_most_once_a_minute),
    TEST(a_key_that_was_withdrawn_is_trusted_for_an_hour_at_most),
    TEST(keys_without_names_are_each_tried),
  };
  return cmocka_run_group_tests_name("oidc_token", tests, make_keys, release_keys);
}
