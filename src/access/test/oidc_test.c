/* Signing in through a provider in this process: what is taken, and all that must be refused. */
#include "oidc_world.h"
#include <pthread.h>

/* --- begin ---------------------------------------------------------------------------------- */

static void a_sign_in_begins_at_the_provider_with_state_nonce_and_pkce(void **state)
{
  struct world *const w = *state;
  uint8_t hash[crypto_hash_sha256_BYTES];
  const char *const verifier = base64(w, w->attempt.verifier, sizeof w->attempt.verifier);
  crypto_hash_sha256(hash, (const unsigned char *)verifier, strlen(verifier));
  const char *const url = form_of(w, "%s/authorize?realm=a&response_type=code&client_id=kentering&redirect_uri=http%%3A%%2F%%2F127.0.0.1%%3A%s%%2Fterug"
    "&scope=openid%%20profile%%20email&state=%s&nonce=%s&code_challenge=%s&code_challenge_method=S256", w->root, strrchr(w->root, ':') + 1,
    state_of(w), nonce_of(w), base64(w, hash, sizeof hash));
  assert_string_equal(w->url, url);
}

static void every_sign_in_has_secrets_of_its_own(void **state)
{
  struct world *const w = *state;
  struct oidc_attempt other;
  assert_int_equal(oidc_begin(&w->c, w->o, &other, &w->url), OK);
  assert_memory_not_equal(other.state, w->attempt.state, sizeof other.state);
  assert_memory_not_equal(other.nonce, w->attempt.nonce, sizeof other.nonce);
  assert_memory_not_equal(other.verifier, w->attempt.verifier, sizeof other.verifier);
  assert_int_equal(w->doors[DISCOVERY].asked, 1);
}

static void a_setting_that_is_wrong_is_named(void **state)
{
  struct world *const w = *state;
  static const char *const issuers[] = { NULL, "", "login.example", "http://login.example", "https://", "ftp://login.example", "https://a@login.example",
    "https://login.example#a", "https://login.example?a=b", "https://login.example/ a", "http://127.0.0.1.example", "http://localhost@example.nl" };
  struct oidc *o = NULL;
  for (size_t i = 0; i < COUNT(issuers); i++) {
    const struct oidc_provider p = { .issuer = issuers[i], .client_id = "kentering", .redirect_uri = "https://kentering.example/inloggen/oidc/terug" };
    assert_refusal(w, oidc_new(&w->c, &p, &o), NULL, ERR_INVALID, "issuer");
  }
  const struct oidc_provider nobody = { .issuer = "https://login.example", .redirect_uri = "https://kentering.example/terug" };
  assert_refusal(w, oidc_new(&w->c, &nobody, &o), NULL, ERR_INVALID, "client_id");
  const struct oidc_provider nowhere = { .issuer = "https://login.example", .client_id = "kentering", .redirect_uri = "http://kentering.example/terug" };
  assert_refusal(w, oidc_new(&w->c, &nowhere, &o), NULL, ERR_INVALID, "redirect_uri");
  assert_null(o);
}

/* --- discovery --------------------------------------------------------------------------------- */

static void assert_no_beginning(struct world *w, int code, const char *field)
{
  struct oidc_attempt untouched = { .begun = 5 };
  renew(w);
  assert_refusal(w, oidc_begin(&w->c, w->o, &untouched, &w->url), NULL, code, field);
  assert_int_equal(untouched.begun, 5);
}

static void a_provider_that_calls_itself_otherwise_is_refused(void **state)
{
  struct world *const w = *state;
  const char *const token = form_of(w, "%s/token", w->root);
  discovers(w, "http://127.0.0.1:1", token, "");
  assert_no_beginning(w, ERR_INVALID, "issuer");
  discovers(w, form_of(w, "%s/", w->root), token, "");
  assert_no_beginning(w, ERR_INVALID, "issuer");
  door_says(w, DISCOVERY, 200, form_of(w, "{\"issuer\":\"http://127.0.0.1:1\",\"issuer\":\"%s\"}", w->root));
  assert_no_beginning(w, ERR_INVALID, "document");
}

static void an_address_that_is_not_safe_is_refused(void **state)
{
  struct world *const w = *state;
  static const char *const addresses[] = { "http://login.example/token", "file:///etc/passwd", "//login.example/token", "", "https://a:b@login.example/token" };
  for (size_t i = 0; i < COUNT(addresses); i++) {
    discovers(w, w->root, addresses[i], "");
    assert_no_beginning(w, ERR_INVALID, "token_endpoint");
  }
}

static void a_discovery_that_is_no_document_is_refused(void **state)
{
  struct world *const w = *state;
  static const char *const documents[] = { "", "[]", "null", "{", "{}x", "welcome" };
  for (size_t i = 0; i < COUNT(documents); i++) {
    door_says(w, DISCOVERY, 200, documents[i]);
    assert_no_beginning(w, ERR_INVALID, documents[i][0] == '[' ? "issuer" : "document");
  }
  door_says(w, DISCOVERY, 404, "{}");
  assert_no_beginning(w, ERR_INVALID, "document");
  door_says(w, DISCOVERY, 302, "{}");
  assert_no_beginning(w, ERR_INVALID, "document");
  assert_int_equal(w->doors[ELSEWHERE].asked, 0);
  door_says(w, DISCOVERY, 503, "{}");
  assert_no_beginning(w, ERR_BUSY, "status");
}

static void answers_that_are_too_long_are_cut_off(void **state)
{
  struct world *const w = *state;
  struct oidc_claims out = { .subject = "untouched" };
  char *const long_text = malloc(300 * 1024);
  memset(long_text, ' ', 300 * 1024 - 1);
  long_text[300 * 1024 - 1] = 0;
  door_says(w, TOKEN, 200, long_text);
  assert_refusal(w, finish(w, &out), &out, ERR_INVALID, "size");
  door_says(w, KEYS, 200, long_text);
  gives_token(w, signed_token(w, &(struct wish){ .key = key_one, .alg = "RS256", .more = "" }));
  assert_refusal(w, finish(w, &out), &out, ERR_INVALID, "size");
  door_says(w, DISCOVERY, 200, long_text);
  free(long_text);
  assert_no_beginning(w, ERR_INVALID, "size");
}

static void discovery_is_kept_for_an_hour(void **state)
{
  struct world *const w = *state;
  struct oidc_attempt a;
  w->c.now = NOW + 3599 * 1000;
  assert_int_equal(oidc_begin(&w->c, w->o, &a, &w->url), OK);
  assert_int_equal(w->doors[DISCOVERY].asked, 1);
  w->c.now = NOW + 3600 * 1000;
  assert_int_equal(oidc_begin(&w->c, w->o, &a, &w->url), OK);
  assert_int_equal(w->doors[DISCOVERY].asked, 2);
  w->c.now = NOW;                                            /* a clock that was set back makes nothing last longer */
  assert_int_equal(oidc_begin(&w->c, w->o, &a, &w->url), OK);
  assert_int_equal(w->doors[DISCOVERY].asked, 3);
}

static void *begin_elsewhere(void *of)
{
  struct world *const w = of;
  struct ctx c;
  struct oidc_attempt a;
  const char *url;
  ctx_init(&c, NOW, randombytes_buf, 0);
  const int rc = oidc_begin(&c, w->o, &a, &url);
  ctx_release(&c);
  return rc == OK ? w : NULL;
}

static void threads_that_need_the_same_document_fetch_it_once(void **state)
{
  struct world *const w = *state;
  pthread_t threads[8];
  renew(w);
  w->doors[DISCOVERY].asked = 0;
  w->doors[DISCOVERY].delay_ms = 200;
  for (size_t i = 0; i < COUNT(threads); i++) assert_int_equal(pthread_create(&threads[i], NULL, begin_elsewhere, w), 0);
  for (size_t i = 0; i < COUNT(threads); i++) {
    void *good = NULL;
    pthread_join(threads[i], &good);
    assert_ptr_equal(good, w);
  }
  assert_int_equal(w->doors[DISCOVERY].asked, 1);
}

static void a_provider_that_is_not_there_is_busy(void **state)
{
  struct world *const w = *state;
  w->provider.issuer = "http://127.0.0.1:1";
  assert_no_beginning(w, ERR_BUSY, "network");
}

static void a_provider_that_is_silent_keeps_one_waiting_and_the_next_not_at_all(void **state)
{
  struct world *const w = *state;
  struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
  socklen_t size = sizeof at;
  const int silent = socket(AF_INET, SOCK_STREAM, 0);
  assert_int_equal(bind(silent, (struct sockaddr *)&at, sizeof at), 0);
  assert_int_equal(listen(silent, 5), 0);
  assert_int_equal(getsockname(silent, (struct sockaddr *)&at, &size), 0);
  w->provider.issuer = form_of(w, "http://127.0.0.1:%u", ntohs(at.sin_port));
  int64_t began = clock_ms();
  assert_no_beginning(w, ERR_BUSY, "network");
  assert_in_range(clock_ms() - began, 9000, 11000);
  began = clock_ms();
  assert_refusal(w, oidc_begin(&w->c, w->o, &w->attempt, &w->url), NULL, ERR_BUSY, "network");
  assert_in_range(clock_ms() - began, 0, 1000);
  close(silent);
}

/* --- finish: what is taken ------------------------------------------------------------------------ */

static void who_somebody_is_comes_out_of_a_good_token(void **state)
{
  struct world *const w = *state;
  struct oidc_claims out;
  struct wish x = good_wish(w);
  x.more = ",\"acr\":\"two\",\"name\":\"Sanne de Wit\",\"email\":\"sanne@example.nl\",\"roles\":[\"kentering-team\",\"with space\",7]";
  assert_int_equal(finish_with(w, &x, &out), OK);
  assert_string_equal(out.issuer, w->root);
  assert_string_equal(out.subject, "1234");
  assert_string_equal(out.acr, "two");
  assert_string_equal(out.name, "Sanne de Wit");
  assert_string_equal(out.mail, "sanne@example.nl");
  assert_int_equal(out.roles.count, 2);
  assert_string_equal(out.roles.at[0], "kentering-team");
  assert_string_equal(out.roles.at[1], "with space");
}

static void the_code_is_traded_with_verifier_and_secret(void **state)
{
  struct world *const w = *state;
  const struct wish x = good_wish(w);
  assert_taken(w, &x);
  assert_string_equal(w->form, form_of(w, "grant_type=authorization_code&code=a%%20code%%2Fwith%%2Bsigns&redirect_uri=http%%3A%%2F%%2F127.0.0.1%%3A%s%%2Fterug"
    "&code_verifier=%s", strrchr(w->root, ':') + 1, base64(w, w->attempt.verifier, sizeof w->attempt.verifier)));
  assert_string_equal(w->basic, "Basic a2VudGVyaW5nOmh1c2glMjAlMjYlMjBodXNo");      /* kentering:hush%20%26%20hush */
}

static void the_secret_goes_where_the_provider_takes_it(void **state)
{
  struct world *const w = *state;
  const struct wish x = good_wish(w);
  discovers(w, w->root, form_of(w, "%s/token", w->root), ",\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"]");
  renew(w);
  assert_taken(w, &x);
  assert_string_equal(w->basic, "");
  assert_non_null(strstr(w->form, "&client_id=kentering&client_secret=hush%20%26%20hush"));
  w->provider.client_secret = NULL;
  renew(w);
  assert_taken(w, &x);
  assert_string_equal(w->basic, "");
  assert_non_null(strstr(w->form, "&client_id=kentering"));
  assert_null(strstr(w->form, "client_secret"));
}

static void the_other_good_signatures_are_taken(void **state)
{
  struct world *const w = *state;
  struct wish x = good_wish(w);
  shows_keys(w, shown(w, key_two, "\"kid\":\"two\","), shown(w, key_curve, "\"kid\":\"curve\","));
  x.alg = "PS256";
  x.key = key_two;
  x.kid = "two";
  assert_taken(w, &x);
  x.alg = "ES256";
  x.key = key_curve;
  x.kid = "curve";
  assert_taken(w, &x);
  x.kid = NULL;                                              /* the only key of its kind */
  assert_taken(w, &x);
}

static void what_is_told_may_be_missing_and_is_then_unknown(void **state)
{
  struct world *const w = *state;
  struct oidc_claims out;
  struct wish x = good_wish(w);
  assert_int_equal(finish_with(w, &x, &out), OK);
  assert_null(out.name);
  assert_null(out.mail);
  assert_null(out.acr);
  assert_int_equal(out.roles.count, 0);
  x.more = ",\"email\":\"x@example.nl\",\"email_verified\":false,\"name\":\"two\\nlines\",\"given_name\":\"Sanne\",\"family_name\":\"de Wit\",\"roles\":{}";
  assert_int_equal(finish_with(w, &x, &out), OK);
  assert_null(out.mail);
  assert_string_equal(out.name, "Sanne de Wit");
  assert_int_equal(out.roles.count, 0);
}

static void roles_are_found_under_their_name_or_path_and_split(void **state)
{
  struct world *const w = *state;
  struct oidc_claims out;
  struct wish x = good_wish(w);
  x.more = ",\"realm\":{\"roles\":\"team, fg  \"},\"https://example.nl/roles\":[\"one\"],\"roles\":[\"not\",\"these\"]";
  w->provider.roles_claim = "realm.roles";
  assert_int_equal(finish_with(w, &x, &out), OK);
  assert_int_equal(out.roles.count, 2);
  assert_string_equal(out.roles.at[0], "team");
  assert_string_equal(out.roles.at[1], "fg");
  w->provider.roles_claim = "https://example.nl/roles";
  assert_int_equal(finish_with(w, &x, &out), OK);
  assert_int_equal(out.roles.count, 1);
  assert_string_equal(out.roles.at[0], "one");
  w->provider.roles_claim = "realm.other";
  assert_int_equal(finish_with(w, &x, &out), OK);
  assert_int_equal(out.roles.count, 0);
}

/* --- finish: what comes back with the browser ------------------------------------------------------- */

static void assert_return(struct world *w, const struct oidc_return *back, const char *field)
{
  struct oidc_claims out = { .subject = "untouched" };
  assert_refusal(w, oidc_finish(&w->c, w->o, &w->attempt, back, &out), &out, ERR_INVALID, field);
  assert_int_equal(w->doors[TOKEN].asked, 0);
}

static void a_return_that_does_not_belong_here_is_refused_before_anything_is_sent(void **state)
{
  struct world *const w = *state;
  const char *const mine = state_of(w);
  assert_return(w, &(struct oidc_return){ .code = "c" }, "state");
  assert_return(w, &(struct oidc_return){ .code = "c", .state = "" }, "state");
  assert_return(w, &(struct oidc_return){ .code = "c", .state = form_of(w, "%sA", mine) }, "state");
  assert_return(w, &(struct oidc_return){ .code = "c", .state = base64(w, w->attempt.nonce, 32) }, "state");
  assert_return(w, &(struct oidc_return){ .code = "c", .state = mine, .iss = "https://other.example" }, "iss");
  assert_return(w, &(struct oidc_return){ .code = "c", .state = mine, .error = "access_denied" }, "error");
  assert_return(w, &(struct oidc_return){ .code = "c", .state = mine, .error = "server_error" }, "error");
  assert_return(w, &(struct oidc_return){ .state = mine }, "error");
  w->c.now = NOW + OIDC_LASTS_MS + 1;
  assert_return(w, &(struct oidc_return){ .code = "c", .state = mine }, "begun");
  w->c.now = NOW - 1;
  assert_return(w, &(struct oidc_return){ .code = "c", .state = mine }, "begun");
}

static void a_provider_that_says_it_names_itself_must(void **state)
{
  struct world *const w = *state;
  const struct wish x = good_wish(w);
  struct oidc_claims out;
  discovers(w, w->root, form_of(w, "%s/token", w->root), ",\"authorization_response_iss_parameter_supported\":true");
  renew(w);
  assert_return(w, &(struct oidc_return){ .code = "c", .state = state_of(w) }, "iss");
  gives_token(w, signed_token(w, &x));
  assert_int_equal(oidc_finish(&w->c, w->o, &w->attempt, &(struct oidc_return){ .code = "c", .state = state_of(w), .iss = w->root }, &out), OK);
}

static void a_token_endpoint_that_refuses_says_why(void **state)
{
  struct world *const w = *state;
  struct oidc_claims out = { .subject = "untouched" };
  door_says(w, TOKEN, 400, "{\"error\":\"invalid_grant\"}");
  assert_refusal(w, finish(w, &out), &out, ERR_INVALID, "code");
  door_says(w, TOKEN, 400, "{\"error\":\"invalid_client\"}");
  assert_refusal(w, finish(w, &out), &out, ERR_INVALID, "client");
  door_says(w, TOKEN, 403, "{\"error\":\"unauthorized_client\"}");
  assert_refusal(w, finish(w, &out), &out, ERR_INVALID, "client");
  door_says(w, TOKEN, 401, "no");
  assert_refusal(w, finish(w, &out), &out, ERR_INVALID, "client");
  door_says(w, TOKEN, 502, "<html>");
  assert_refusal(w, finish(w, &out), &out, ERR_BUSY, "status");
  door_says(w, TOKEN, 302, "");
  assert_refusal(w, finish(w, &out), &out, ERR_INVALID, "code");
  assert_int_equal(w->doors[ELSEWHERE].asked, 0);
  door_says(w, TOKEN, 200, "{\"token_type\":\"Bearer\",\"access_token\":\"opens\"}");
  assert_refusal(w, finish(w, &out), &out, ERR_INVALID, "id_token");
  const struct wish x = good_wish(w);
  door_says(w, TOKEN, 200, form_of(w, "{\"id_token\":\"%s\"}", signed_token(w, &x)));
  assert_refusal(w, finish(w, &out), &out, ERR_INVALID, "id_token");
  door_says(w, TOKEN, 200, form_of(w, "{\"token_type\":\"mac\",\"access_token\":\"opens\",\"id_token\":\"%s\"}", signed_token(w, &x)));
  assert_refusal(w, finish(w, &out), &out, ERR_INVALID, "id_token");
}

/* --- roles ------------------------------------------------------------------------------------------------------ */

static void roles_are_mapped_to_ours_and_nothing_else(void **state)
{
  struct world *const w = *state;
  const char *theirs[] = { "kentering-team", "staff", "kentering-fg", "team" };
  const struct oidc_claims claims = { .roles = { theirs, COUNT(theirs) } };
  struct text_list ours = { 0 };
  assert_int_equal(oidc_role_map(&w->c, " kentering-fg=fg  kentering-team=team kentering-boss=beheer staff=team", &claims, &ours), OK);
  assert_int_equal(ours.count, 2);
  assert_string_equal(ours.at[0], "fg");
  assert_string_equal(ours.at[1], "team");
}

static void without_a_mapped_role_there_is_no_access(void **state)
{
  struct world *const w = *state;
  const char *theirs[] = { "staff", "kentering-teams", "kentering", "" };
  const struct oidc_claims some = { .roles = { theirs, COUNT(theirs) } }, none = { 0 };
  struct text_list ours = { .count = 7 };
  assert_refusal(w, oidc_role_map(&w->c, "kentering-team=team", &some, &ours), NULL, ERR_NOT_FOUND, "roles");
  assert_refusal(w, oidc_role_map(&w->c, "kentering-team=team", &none, &ours), NULL, ERR_NOT_FOUND, "roles");
  assert_refusal(w, oidc_role_map(&w->c, "", &some, &ours), NULL, ERR_NOT_FOUND, "roles");
  assert_refusal(w, oidc_role_map(&w->c, NULL, &some, &ours), NULL, ERR_NOT_FOUND, "roles");
  assert_int_equal(ours.count, 7);
}

static void a_map_that_cannot_be_read_gives_nothing(void **state)
{
  struct world *const w = *state;
  static const char *const maps[] = { "staff", "staff=", "=team", "staff=team=fg", "staff=team fg" };
  const char *theirs[] = { "staff" };
  const struct oidc_claims claims = { .roles = { theirs, 1 } };
  struct text_list ours;
  for (size_t i = 0; i < COUNT(maps); i++) assert_refusal(w, oidc_role_map(&w->c, maps[i], &claims, &ours), NULL, ERR_INVALID, "role_map");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_sign_in_begins_at_the_provider_with_state_nonce_and_pkce),
    TEST(every_sign_in_has_secrets_of_its_own),
    TEST(a_setting_that_is_wrong_is_named),
    TEST(a_provider_that_calls_itself_otherwise_is_refused),
    TEST(an_address_that_is_not_safe_is_refused),
    TEST(a_discovery_that_is_no_document_is_refused),
    TEST(answers_that_are_too_long_are_cut_off),
    TEST(discovery_is_kept_for_an_hour),
    TEST(threads_that_need_the_same_document_fetch_it_once),
    TEST(a_provider_that_is_not_there_is_busy),
    TEST(a_provider_that_is_silent_keeps_one_waiting_and_the_next_not_at_all),
    TEST(who_somebody_is_comes_out_of_a_good_token),
    TEST(the_code_is_traded_with_verifier_and_secret),
    TEST(the_secret_goes_where_the_provider_takes_it),
    TEST(the_other_good_signatures_are_taken),
    TEST(what_is_told_may_be_missing_and_is_then_unknown),
    TEST(roles_are_found_under_their_name_or_path_and_split),
    TEST(a_return_that_does_not_belong_here_is_refused_before_anything_is_sent),
    TEST(a_provider_that_says_it_names_itself_must),
    TEST(a_token_endpoint_that_refuses_says_why),
    TEST(roles_are_mapped_to_ours_and_nothing_else),
    TEST(without_a_mapped_role_there_is_no_access),
    TEST(a_map_that_cannot_be_read_gives_nothing),
  };
  return cmocka_run_group_tests_name("oidc", tests, make_keys, release_keys);
}
