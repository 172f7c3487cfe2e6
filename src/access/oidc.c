#include "oidc_token.h"
#include "base64.h"
#include "clock.h"
#include "text.h"
#include <curl/curl.h>
#include <jansson.h>
#include <sodium.h>

_Static_assert(sizeof(struct oidc_attempt) == 104, "bytes only: no padding to leak");

static const char lost[] = N_("Signing in was not finished in time, or it began in another browser. Please start again.");

/* --- the provider ----------------------------------------------------------------- */

static int check_provider(struct ctx *c, const struct oidc_provider *p)
{
  static const char address[] = N_("Write the whole address, with https://; only this machine itself may be http://.");
  static const char missing[] = N_("Signing in with one's own organisation needs this setting.");
  if (!http_url_good(p->issuer, true) || strchr(p->issuer, '?')) return fail(c, ERR_INVALID, "issuer", address);
  if (!http_url_good(p->redirect_uri, true)) return fail(c, ERR_INVALID, "redirect_uri", address);
  if (!p->client_id || !*p->client_id) return fail(c, ERR_INVALID, "client_id", missing);
  return OK;
}

static void set_up(struct oidc *o, const struct oidc_provider *provider)
{
  pthread_condattr_t monotonic;
  pthread_condattr_init(&monotonic);
  pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
  pthread_cond_init(&o->arrived, &monotonic);
  pthread_condattr_destroy(&monotonic);
  pthread_mutex_init(&o->lock, NULL);
  o->provider = provider;
}

int oidc_new(struct ctx *c, const struct oidc_provider *provider, struct oidc **out)
{
  TRY(check_provider(c, provider));
  struct oidc *const o = calloc(1, sizeof *o);
  if (!o || sodium_init() < 0 || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    free(o);
    return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  }
  set_up(o, provider);
  *out = o;
  return OK;
}

void oidc_free(struct oidc *o)
{
  if (!o) return;
  free(o->discovery.text);
  free(o->keys.text);
  pthread_cond_destroy(&o->arrived);
  pthread_mutex_destroy(&o->lock);
  free(o);
  curl_global_cleanup();
}

/* --- begin -------------------------------------------------------------------------- */

enum { VERIFIER_TEXT = BASE64_TEXT(sizeof ((struct oidc_attempt *)NULL)->verifier) };

static void verifier_text(const struct oidc_attempt *a, char text[static VERIFIER_TEXT]) { base64_write(text, a->verifier, sizeof a->verifier); }

static const char *challenge(struct ctx *c, const struct oidc_attempt *a)
{
  uint8_t hash[crypto_hash_sha256_BYTES];
  char verifier[VERIFIER_TEXT];
  verifier_text(a, verifier);
  crypto_hash_sha256(hash, (const unsigned char *)verifier, strlen(verifier));
  sodium_memzero(verifier, sizeof verifier);
  return base64_text(&c->arena, hash, sizeof hash);
}

static const char *authorization_url(struct ctx *c, const struct oidc_provider *p, const char *endpoint, const struct oidc_attempt *a)
{
  struct buf url = { .max = 16 << 10 };
  put(&url, endpoint);
  if (!strchr(endpoint, '?')) put_char(&url, '?');
  put_pair(&url, "response_type", "code");
  put_pair(&url, "client_id", p->client_id);
  put_pair(&url, "redirect_uri", p->redirect_uri);
  put_pair(&url, "scope", p->scope ? p->scope : "openid profile email");
  put_pair(&url, "state", base64_text(&c->arena, a->state, sizeof a->state));
  put_pair(&url, "nonce", base64_text(&c->arena, a->nonce, sizeof a->nonce));
  put_pair(&url, "code_challenge", challenge(c, a));
  put_pair(&url, "code_challenge_method", "S256");
  put_pair(&url, "acr_values", p->required_acr);
  return buf_to_arena(&c->arena, &url);
}

int oidc_begin(struct ctx *c, struct oidc *o, struct oidc_attempt *out, const char **url)
{
  struct oidc_endpoints at;
  struct oidc_attempt a = { .begun = c->now };
  TRY(known_endpoints(c, o, clock_ms() + OIDC_TAKES_MS, &at));
  c->random(a.state, sizeof a.state);
  c->random(a.nonce, sizeof a.nonce);
  c->random(a.verifier, sizeof a.verifier);
  *url = authorization_url(c, o->provider, at.authorization, &a);
  *out = a;
  sodium_memzero(&a, sizeof a);
  return c->arena.failed ? fail(c, ERR_FULL, NULL, N_("Out of memory.")) : OK;
}

/* --- finish --------------------------------------------------------------------------- */

static const char *text_of(const json_t *object, const char *name) { return json_string_value(json_object_get(object, name)); }

/* Before anything is sent: is this the answer to what this browser began, and did it come from our provider? */
static int check_return(struct ctx *c, const struct oidc *o, const struct oidc_attempt *a, const struct oidc_return *back)
{
  const char *const state = base64_text(&c->arena, a->state, sizeof a->state);
  if (!back->state || strlen(back->state) != strlen(state) || sodium_memcmp(back->state, state, strlen(state)) != 0)
    return fail(c, ERR_INVALID, "state", lost);
  if (c->now < a->begun || c->now - a->begun > OIDC_LASTS_MS) return fail(c, ERR_INVALID, "begun", lost);
  if (back->iss && strcmp(back->iss, o->provider->issuer) != 0) return fail(c, ERR_INVALID, "iss", lost);
  if (back->error && strcmp(back->error, "access_denied") == 0)
    return fail(c, ERR_INVALID, "error", N_("Your organisation did not let you in, or you stopped. Please start again, or ask your administrator."));
  if (back->error || !back->code || !*back->code)
    return fail(c, ERR_INVALID, "error", N_("Your organisation's sign-in did not succeed. Please start again, or ask your administrator."));
  return OK;
}

static int check_answer(struct ctx *c, const struct http_call *call, const json_t *answer)
{
  const char *const error = text_of(answer, "error"), *const kind = text_of(answer, "token_type");
  if (call->status >= 500) return fail(c, ERR_BUSY, "status", N_("Your organisation's sign-in has a problem. Please try again later."));
  const bool stranger = error && (strcmp(error, "invalid_client") == 0 || strcmp(error, "unauthorized_client") == 0);
  if (call->status == 401 || stranger)
    return fail(c, ERR_INVALID, "client", N_("Your organisation's sign-in does not know this site. Please tell the administrator of this site: the client id or secret is wrong."));
  if (call->status != 200) return fail(c, ERR_INVALID, "code", lost);
  if (!text_of(answer, "id_token") || !kind || strcasecmp(kind, "bearer") != 0)
    return fail(c, ERR_INVALID, "id_token", N_("Your organisation's sign-in sent a proof that cannot be read. Please tell its administrator."));
  return OK;
}

/* The form that trades the code for tokens. The secret goes in the head where the provider takes that. */
static void put_trade(struct buf *form, const struct oidc_provider *p, bool secret_in_form, const struct oidc_attempt *a, const char *code)
{
  char verifier[VERIFIER_TEXT];
  verifier_text(a, verifier);
  put_pair(form, "grant_type", "authorization_code");
  put_pair(form, "code", code);
  put_pair(form, "redirect_uri", p->redirect_uri);
  put_pair(form, "code_verifier", verifier);
  if (!p->client_secret || secret_in_form) put_pair(form, "client_id", p->client_id);
  if (secret_in_form) put_pair(form, "client_secret", p->client_secret);
  sodium_memzero(verifier, sizeof verifier);
}

/* A buffer for secrets has all its room at once: growing would leave copies of them behind. */
static struct buf secret_buf(void)
{
  struct buf b = { .max = 32 << 10 };
  buf_grow(&b, b.max);
  return b;
}
static void secret_buf_end(struct buf *b)
{
  if (b->at) sodium_memzero(b->at, b->cap);
  buf_release(b);
}

static int trade(struct ctx *c, struct oidc *o, const struct oidc_endpoints *at, const struct oidc_attempt *a, const char *code, int64_t until,
                 struct http_call *call)
{
  const struct oidc_provider *const p = o->provider;
  const bool in_head = p->client_secret && !at->secret_in_form;
  struct buf form = secret_buf(), id = { 0 }, secret = secret_buf();
  put_trade(&form, p, at->secret_in_form, a, code);
  if (in_head) put_percent(&id, p->client_id);
  if (in_head) put_percent(&secret, p->client_secret);
  *call = (struct http_call){ .url = at->token, .ca_file = p->ca_file, .form = buf_text(&form), .until = until,
    .user = in_head ? buf_text(&id) : NULL, .password = in_head ? buf_text(&secret) : NULL };
  const int rc = form.failed || id.failed || secret.failed ? fail(c, ERR_INVALID, "code", lost) : known_call(c, o, call);
  call->form = call->user = call->password = NULL;
  secret_buf_end(&form);
  secret_buf_end(&secret);
  buf_release(&id);
  return rc;
}

/* The library keeps copies of its own in the parsed answer. */
static void wipe(const json_t *answer, const char *name)
{
  const json_t *const token = json_object_get(answer, name);
  if (json_is_string(token)) sodium_memzero((char *)(uintptr_t)json_string_value(token), json_string_length(token));
}

static int read_answer(struct ctx *c, struct oidc *o, const struct oidc_endpoints *at, const struct http_call *call, const struct oidc_attempt *a,
                       int64_t until, struct oidc_claims *out)
{
  json_t *const answer = json_loadb(call->text, call->len, JSON_REJECT_DUPLICATES, NULL);
  int rc = check_answer(c, call, answer);
  if (rc == OK) {
    const struct oidc_expected e = { text_of(answer, "id_token"), text_of(answer, "access_token"), base64_text(&c->arena, a->nonce, sizeof a->nonce) };
    rc = token_verify(c, o, at, &e, until, out);
  }
  wipe(answer, "id_token");
  wipe(answer, "access_token");
  wipe(answer, "refresh_token");
  json_decref(answer);
  return rc;
}

int oidc_finish(struct ctx *c, struct oidc *o, const struct oidc_attempt *attempt, const struct oidc_return *back, struct oidc_claims *out)
{
  const int64_t until = clock_ms() + OIDC_TAKES_MS;
  struct oidc_endpoints at;
  struct http_call call = { 0 };
  TRY(check_return(c, o, attempt, back));
  TRY(known_endpoints(c, o, until, &at));
  if (at.names_itself && !back->iss) return fail(c, ERR_INVALID, "iss", lost);
  int rc = trade(c, o, &at, attempt, back->code, until, &call);
  if (rc == OK) rc = read_answer(c, o, &at, &call, attempt, until, out);
  http_call_end(&call);
  return rc == OK && c->arena.failed ? fail(c, ERR_FULL, NULL, N_("Out of memory.")) : rc;
}

/* --- roles ----------------------------------------------------------------------------- */

static bool listed(const struct text_list *list, const char *s, size_t n)
{
  for (size_t i = 0; i < list->count; i++) if (strlen(list->at[i]) == n && memcmp(list->at[i], s, n) == 0) return true;
  return false;
}

int oidc_role_map(struct ctx *c, const char *map, const struct oidc_claims *claims, struct text_list *out)
{
  size_t n;
  struct text_list found = { arena_new(&c->arena, const char *, map ? strlen(map) / 4 + 1 : 0), 0 };
  for (const char *s = text_word(map, &n); s; s = text_word(s + n, &n)) {
    const char *const equals = memchr(s, '=', n), *const ours = equals ? equals + 1 : NULL;
    if (!equals || equals == s || ours == s + n || memchr(ours, '=', (size_t)(s + n - ours)))
      return fail(c, ERR_INVALID, "role_map", N_("Write pairs with spaces between them: the organisation's role, =, our role."));
    const size_t ours_size = (size_t)(s + n - ours);
    if (listed(&claims->roles, s, (size_t)(equals - s)) && !listed(&found, ours, ours_size)) found.at[found.count++] = arena_text(&c->arena, ours, ours_size);
  }
  if (!found.count) return fail(c, ERR_NOT_FOUND, "roles", N_("You are known at your organisation, but you have no role here. Ask your administrator for access."));
  *out = found;
  return OK;
}
