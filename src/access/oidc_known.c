#include "oidc_known.h"
#include "clock.h"
#include <jansson.h>

/* --- calling --------------------------------------------------------------------- */

/* What went wrong, for somebody who wants to sign in. */
static int in_own_words(struct ctx *c, int rc)
{
  const char *const field = c->error.field;
  if (rc == OK || !field) return rc;
  if (strcmp(field, "size") == 0) return fail(c, rc, field, N_("Your organisation's sign-in gave an answer that is too long. Please tell its administrator."));
  if (strcmp(field, "tls") == 0) return fail(c, rc, field, N_("The certificate of your organisation's sign-in cannot be trusted. Please tell its administrator."));
  return fail(c, rc, field, N_("Your organisation's sign-in does not answer. Please try again in a minute."));
}

/* A provider that is dead would hold every worker for seconds: whoever comes just after is told at once. */
int known_call(struct ctx *c, struct oidc *o, struct http_call *call)
{
  pthread_mutex_lock(&o->lock);
  const bool down = o->down && c->now >= o->down && c->now - o->down < DOWN_MS;
  pthread_mutex_unlock(&o->lock);
  if (down) return fail(c, ERR_BUSY, "network", N_("Your organisation's sign-in does not answer. Please try again in a minute."));
  const int64_t began = clock_ms();
  const int rc = http_call(c, call);
  pthread_mutex_lock(&o->lock);
  o->down = rc == ERR_BUSY && clock_ms() - began >= SLOW_MS ? c->now : 0;
  pthread_mutex_unlock(&o->lock);
  return in_own_words(c, rc);
}

/* --- documents -------------------------------------------------------------------- */

typedef int document_check(struct ctx *c, const struct oidc *o, const json_t *document);

static int fetch(struct ctx *c, struct oidc *o, const char *url, document_check *check, int64_t until, char **out)
{
  struct http_call call = { .url = url, .ca_file = o->provider->ca_file, .until = until };
  json_t *document = NULL;
  int rc = known_call(c, o, &call);
  if (rc == OK && call.status >= 500) rc = fail(c, ERR_BUSY, "status", N_("Your organisation's sign-in has a problem. Please try again later."));
  if (rc == OK && call.status == 200) document = json_loadb(call.text, call.len, JSON_REJECT_DUPLICATES, NULL);
  if (rc == OK && !document)
    rc = fail(c, ERR_INVALID, "document", N_("Your organisation's sign-in does not tell about itself what it should. Please tell its administrator."));
  if (rc == OK) rc = check(c, o, document);
  if (rc == OK && !(*out = strndup(call.text, call.len))) rc = fail(c, ERR_FULL, NULL, N_("Out of memory."));
  json_decref(document);
  http_call_end(&call);
  return rc;
}

static bool usable(const struct known_document *d, int64_t now, unsigned seen)
{
  return d->text && d->version != seen && now >= d->came && now - d->came < KNOWN_LASTS_MS;
}

/* Waits while another thread fetches it. False: `until` came first. */
static bool settled(struct oidc *o, const struct known_document *d, int64_t until)
{
  const struct timespec end = { .tv_sec = until / 1000, .tv_nsec = until % 1000 * 1000000 };
  while (d->coming) if (pthread_cond_timedwait(&o->arrived, &o->lock, &end) != 0) return !d->coming;
  return true;
}

/* With the lock held; lets go of it while fetching, with `coming` to keep others from doing the same. */
static int renew(struct ctx *c, struct oidc *o, struct known_document *d, const char *url, document_check *check, int64_t until)
{
  char *text = NULL;
  d->coming = true;
  pthread_mutex_unlock(&o->lock);
  const int rc = fetch(c, o, url, check, until, &text);
  pthread_mutex_lock(&o->lock);
  d->coming = false;
  pthread_cond_broadcast(&o->arrived);
  if (rc != OK) return rc;
  free(d->text);
  d->text = text;
  d->came = c->now;
  d->version++;
  return OK;
}

static int document_locked(struct ctx *c, struct oidc *o, struct known_document *d, const char *url, document_check *check, unsigned seen, int64_t until)
{
  if (!settled(o, d, until)) return fail(c, ERR_BUSY, "network", N_("Your organisation's sign-in does not answer. Please try again in a minute."));
  if (usable(d, c->now, seen)) return OK;
  if (seen && d->version == seen) {
    if (d->again && c->now >= d->again && c->now - d->again < KEYS_AGAIN_MS) return fail(c, ERR_NOT_FOUND, "kid", NULL);
    d->again = c->now;
  }
  return renew(c, o, d, url, check, until);
}

static int document(struct ctx *c, struct oidc *o, struct known_document *d, const char *url, document_check *check, unsigned seen, int64_t until,
                    const char **text, unsigned *version)
{
  pthread_mutex_lock(&o->lock);
  const int rc = document_locked(c, o, d, url, check, seen, until);
  if (rc == OK) {
    *text = arena_text(&c->arena, d->text, strlen(d->text));
    *version = d->version;
  }
  pthread_mutex_unlock(&o->lock);
  return rc;
}

/* --- discovery (OpenID Connect Discovery 1.0, 4) ------------------------------------ */

static const char *member(const json_t *object, const char *name) { return json_string_value(json_object_get(object, name)); }

static int check_discovery(struct ctx *c, const struct oidc *o, const json_t *d)
{
  static const char *const endpoints[] = { "authorization_endpoint", "token_endpoint", "jwks_uri" };
  const char *const issuer = member(d, "issuer");
  if (!issuer || strcmp(issuer, o->provider->issuer) != 0)
    return fail(c, ERR_INVALID, "issuer", N_("Your organisation's sign-in calls itself by another name than we know. Please tell the administrator of this site."));
  for (size_t i = 0; i < COUNT(endpoints); i++) {
    if (!http_url_good(member(d, endpoints[i]), http_url_plain(o->provider->issuer)))
      return fail(c, ERR_INVALID, endpoints[i], N_("Your organisation's sign-in has an address that is missing or not safe. Please tell its administrator."));
  }
  return OK;
}

static bool lists(const json_t *array, const char *value)
{
  size_t i;
  const json_t *item;
  json_array_foreach(array, i, item) if (json_is_string(item) && strcmp(json_string_value(item), value) == 0) return true;
  return false;
}

int known_endpoints(struct ctx *c, struct oidc *o, int64_t until, struct oidc_endpoints *out)
{
  const char *const issuer = o->provider->issuer, *text;
  const size_t size = strlen(issuer);
  unsigned version;
  struct buf url = { .max = 4096 };
  put_mem(&url, issuer, size && issuer[size - 1] == '/' ? size - 1 : size);
  put(&url, "/.well-known/openid-configuration");
  TRY(document(c, o, &o->discovery, buf_to_arena(&c->arena, &url), check_discovery, 0, until, &text, &version));
  json_t *const d = json_loads(text, 0, NULL);
  const json_t *const ways = json_object_get(d, "token_endpoint_auth_methods_supported");
#define KEEP(name) arena_text(&c->arena, member(d, name), strlen(member(d, name)))
  if (d) *out = (struct oidc_endpoints){ KEEP("authorization_endpoint"), KEEP("token_endpoint"), KEEP("jwks_uri"),
      .secret_in_form = lists(ways, "client_secret_post") && !lists(ways, "client_secret_basic"),
      .names_itself = json_is_true(json_object_get(d, "authorization_response_iss_parameter_supported")) };
#undef KEEP
  json_decref(d);
  return d ? OK : fail(c, ERR_FULL, NULL, N_("Out of memory."));
}

/* --- keys ---------------------------------------------------------------------------- */

static int check_keys(struct ctx *c, const struct oidc *o, const json_t *d)
{
  (void)o;
  if (json_array_size(json_object_get(d, "keys")) > 0) return OK;
  return fail(c, ERR_INVALID, "keys", N_("Your organisation's sign-in shows no keys to check its answers with. Please tell its administrator."));
}

int known_keys(struct ctx *c, struct oidc *o, const struct oidc_endpoints *at, unsigned seen, int64_t until, const char **text, unsigned *version)
{
  return document(c, o, &o->keys, at->keys, check_keys, seen, until, text, version);
}
