/* For tests: an identity provider in this process, which answers and signs whatever a test wishes. */
#ifndef OIDC_WORLD_H
#define OIDC_WORLD_H
#include "../../base/test/sample.h"
#include "clock.h"
#include "oidc.h"
#include <arpa/inet.h>
#include <cjose/cjose.h>
#include <jansson.h>
#include <microhttpd.h>
#include <sodium.h>
#include <stdatomic.h>
#include <unistd.h>

#define SECRET "hush & hush"
enum { DISCOVERY, KEYS, TOKEN, ELSEWHERE, DOORS };

struct door { unsigned status, delay_ms; char *text; _Atomic unsigned asked; };

struct world {
  struct ctx c;
  struct MHD_Daemon *daemon;
  struct door doors[DOORS];
  char *certificate, *key;           /* PEM; NULL: plain HTTP on 127.0.0.1, else https://localhost */
  char root[64], redirect[80];
  char form[4096], basic[200];       /* what last came in at the token endpoint */
  struct oidc_provider provider;
  struct oidc *o;
  struct oidc_attempt attempt;
  const char *url;
};

static cjose_jwk_t *key_one, *key_two, *key_three, *key_weak, *key_curve;

/* What the ID token says; JSON texts but for the nonce. NULL: leave the claim out. */
struct wish {
  const char *iss, *sub, *aud, *nonce, *more;
  int64_t exp, iat;                  /* seconds from now */
  const cjose_jwk_t *key;
  const char *alg, *kid;
};

static inline const char *form_of(struct world *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
static inline const char *form_of(struct world *w, const char *format, ...)
{
  char text[8192];
  va_list args;
  va_start(args, format);
  const int n = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  assert_in_range(n, 0, sizeof text - 1);
  return arena_text(&w->c.arena, text, (size_t)n);
}

static inline const char *base64(struct world *w, const void *bytes, size_t n)
{
  char *const text = arena_alloc(&w->c.arena, n * 2 + 8);
  return sodium_bin2base64(text, n * 2 + 8, bytes, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static inline void door_says(struct world *w, size_t door, unsigned status, const char *text)
{
  free(w->doors[door].text);
  w->doors[door].status = status;
  w->doors[door].text = strdup(text);
}

/* --- its server -------------------------------------------------------------------------- */

static inline enum MHD_Result answer(void *of, struct MHD_Connection *connection, const char *path, const char *method, const char *version, const char *upload,
                              size_t *size, void **mine)
{
  static const char *const paths[DOORS] = { "/.well-known/openid-configuration", "/keys", "/token", "/elsewhere" };
  struct world *const w = of;
  size_t door = 0;
  (void)method, (void)version;
  while (door < DOORS && strcmp(path, paths[door]) != 0) door++;
  if (door == DOORS) return MHD_NO;
  if (!*mine) { *mine = w; if (door == TOKEN) w->form[0] = 0; return MHD_YES; }
  if (*size) {
    const size_t have = strlen(w->form);
    snprintf(w->form + have, sizeof w->form - have, "%.*s", (int)*size, upload);
    *size = 0;
    return MHD_YES;
  }
  struct door *const d = &w->doors[door];
  const char *const basic = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Authorization");
  if (door == TOKEN) snprintf(w->basic, sizeof w->basic, "%s", basic ? basic : "");
  atomic_fetch_add(&d->asked, 1);
  usleep(d->delay_ms * 1000);
  struct MHD_Response *const r = MHD_create_response_from_buffer(strlen(d->text), d->text, MHD_RESPMEM_MUST_COPY);
  if (d->status == 302) MHD_add_response_header(r, "Location", "/elsewhere");
  const enum MHD_Result queued = MHD_queue_response(connection, d->status, r);
  MHD_destroy_response(r);
  return queued;
}

static inline void serve(struct world *w)
{
  struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
  struct MHD_OptionItem tls[] = { { MHD_OPTION_HTTPS_MEM_CERT, 0, w->certificate }, { MHD_OPTION_HTTPS_MEM_KEY, 0, w->key }, { MHD_OPTION_END, 0, NULL } };
  const unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | (w->key ? MHD_USE_TLS : 0);
  w->daemon = MHD_start_daemon(flags, 0, NULL, NULL, answer, w, MHD_OPTION_SOCK_ADDR, &at, MHD_OPTION_ARRAY, w->key ? tls : tls + 2, MHD_OPTION_END);
  assert_non_null(w->daemon);
  const char *const start = w->key ? "https://localhost" : "http://127.0.0.1";
  snprintf(w->root, sizeof w->root, "%s:%u", start, (unsigned)MHD_get_daemon_info(w->daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
  snprintf(w->redirect, sizeof w->redirect, "%s/terug", w->root);
}

/* --- its papers ---------------------------------------------------------------------------- */

/* A public key as the provider shows it; `more` are members before the others: "\"kid\":\"one\"," */
static inline const char *shown(struct world *w, const cjose_jwk_t *key, const char *more)
{
  cjose_err wrong;
  char *const json = cjose_jwk_to_json(key, false, &wrong);
  const char *const text = form_of(w, "{%s%s", more, json + 1);
  free(json);
  return text;
}

static inline void shows_keys(struct world *w, const char *first, const char *second)
{
  door_says(w, KEYS, 200, form_of(w, "{\"keys\":[%s%s%s]}", first, second ? "," : "", second ? second : ""));
}

static inline void discovers(struct world *w, const char *issuer, const char *token_endpoint, const char *more)
{
  door_says(w, DISCOVERY, 200, form_of(w, "{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s/authorize?realm=a\",\"token_endpoint\":\"%s\",\"jwks_uri\":\"%s/keys\"%s}",
    issuer, w->root, token_endpoint, w->root, more));
}

static inline const char *nonce_of(struct world *w) { return base64(w, w->attempt.nonce, sizeof w->attempt.nonce); }
static inline const char *state_of(struct world *w) { return base64(w, w->attempt.state, sizeof w->attempt.state); }

static inline struct wish good_wish(struct world *w)
{
  return (struct wish){ .iss = form_of(w, "\"%s\"", w->root), .sub = "\"1234\"", .aud = "\"kentering\"", .nonce = nonce_of(w), .more = "", .exp = 300, .iat = 0,
    .key = key_one, .alg = "RS256", .kid = "one" };
}

static inline const char *payload(struct world *w, const struct wish *x)
{
  const int64_t now = w->c.now / 1000;
  return form_of(w, "{%s%s%s%s%s%s%s%s%s%s\"exp\":%lld,\"iat\":%lld%s}", x->iss ? "\"iss\":" : "", x->iss ? x->iss : "", x->iss ? "," : "",
    x->sub ? "\"sub\":" : "", x->sub ? x->sub : "", x->sub ? "," : "", x->aud ? "\"aud\":" : "", x->aud ? x->aud : "", x->aud ? "," : "",
    x->nonce ? form_of(w, "\"nonce\":\"%s\",", x->nonce) : "", (long long)(now + x->exp), (long long)(now + x->iat), x->more);
}

static inline const char *signed_token(struct world *w, const struct wish *x)
{
  cjose_err wrong;
  const char *text, *const claims = payload(w, x);
  cjose_header_t *const head = cjose_header_new(&wrong);
  assert_true(cjose_header_set(head, "alg", x->alg, &wrong));
  if (x->kid) assert_true(cjose_header_set(head, "kid", x->kid, &wrong));
  cjose_jws_t *const jws = cjose_jws_sign(x->key, head, (const uint8_t *)claims, strlen(claims), &wrong);
  assert_non_null(jws);
  assert_true(cjose_jws_export(jws, &text, &wrong));
  const char *const kept = arena_text(&w->c.arena, text, strlen(text));
  cjose_jws_release(jws);
  cjose_header_release(head);
  return kept;
}

static inline void gives_token(struct world *w, const char *id_token)
{
  door_says(w, TOKEN, 200, form_of(w, "{\"access_token\":\"opens\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\"%s\"}", id_token));
}

/* --- signing in ------------------------------------------------------------------------------ */

static inline int finish(struct world *w, struct oidc_claims *out)
{
  const struct oidc_return back = { .code = "a code/with+signs", .state = state_of(w) };
  return oidc_finish(&w->c, w->o, &w->attempt, &back, out);
}

static inline int finish_with(struct world *w, const struct wish *x, struct oidc_claims *out)
{
  gives_token(w, signed_token(w, x));
  return finish(w, out);
}

/* Not signed in because of `field`, with a message that gives nothing away, and nothing in the output. */
static inline void assert_refusal(struct world *w, int rc, const struct oidc_claims *out, int code, const char *field)
{
  assert_int_equal(rc, code);
  assert_string_equal(w->c.error.field, field);
  assert_non_null(w->c.error.text);
  assert_non_null(strstr(w->c.error.text, "."));
  assert_null(strstr(w->c.error.text, SECRET));
  if (out) assert_string_equal(out->subject, "untouched");
}

static inline void assert_refused(struct world *w, const struct wish *x, const char *field)
{
  struct oidc_claims out = { .subject = "untouched" };
  assert_refusal(w, finish_with(w, x, &out), &out, ERR_INVALID, field);
}

static inline void assert_taken(struct world *w, const struct wish *x)
{
  struct oidc_claims out = { 0 };
  const int rc = finish_with(w, x, &out);
  if (rc != OK) print_error("refused: %s: %s\n", w->c.error.field, w->c.error.text);
  assert_int_equal(rc, OK);
  assert_string_equal(out.subject, "1234");
  assert_string_equal(out.issuer, w->root);
}

/* The provider as settings now say. */
static inline void renew(struct world *w)
{
  oidc_free(w->o);
  w->o = NULL;
  assert_int_equal(oidc_new(&w->c, &w->provider, &w->o), OK);
}

/* A provider with one key, not yet spoken to. */
static inline struct world *world_new(char *certificate, char *key)
{
  struct world *const w = calloc(1, sizeof *w);
  ctx_init(&w->c, NOW, chance_bytes, 0);
  w->certificate = certificate;
  w->key = key;
  serve(w);
  w->provider = (struct oidc_provider){ .issuer = w->root, .client_id = "kentering", .client_secret = SECRET, .redirect_uri = w->redirect };
  discovers(w, w->root, form_of(w, "%s/token", w->root), "");
  shows_keys(w, shown(w, key_one, "\"kid\":\"one\",\"use\":\"sig\",\"alg\":\"RS256\","), NULL);
  door_says(w, TOKEN, 500, "");
  door_says(w, ELSEWHERE, 200, "{}");
  renew(w);
  return w;
}
static inline int set_up(void **state)
{
  struct world *const w = world_new(NULL, NULL);
  assert_int_equal(oidc_begin(&w->c, w->o, &w->attempt, &w->url), OK);
  *state = w;
  return 0;
}
static inline int tear_down(void **state)
{
  struct world *const w = *state;
  oidc_free(w->o);
  MHD_stop_daemon(w->daemon);
  for (size_t i = 0; i < DOORS; i++) free(w->doors[i].text);
  ctx_release(&w->c);
  free(w->certificate);
  free(w->key);
  free(w);
  return 0;
}

static inline cjose_jwk_t *rsa(size_t bits)
{
  static const uint8_t exponent[] = { 1, 0, 1 };
  cjose_err wrong;
  cjose_jwk_t *const key = cjose_jwk_create_RSA_random(bits, exponent, sizeof exponent, &wrong);
  assert_non_null(key);
  return key;
}
static inline int make_keys(void **state)
{
  cjose_err wrong;
  (void)state;
  key_one = rsa(2048);
  key_two = rsa(2048);
  key_three = rsa(2048);
  key_weak = rsa(1024);
  key_curve = cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &wrong);
  return key_curve ? 0 : -1;
}
static inline int release_keys(void **state)
{
  cjose_jwk_t *const keys[] = { key_one, key_two, key_three, key_weak, key_curve };
  (void)state;
  for (size_t i = 0; i < COUNT(keys); i++) cjose_jwk_release(keys[i]);
  return 0;
}
#endif
