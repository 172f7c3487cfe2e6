#include "http_call.h"
#include "clock.h"
#include "net_address.h"
#include <curl/curl.h>
#include <sodium.h>

enum { CONNECT_MS = 4000 };

/* --- addresses ------------------------------------------------------------------ */

static bool host_is_loopback(const char *host)
{
  return strcmp(host, "localhost") == 0 || strcmp(host, "127.0.0.1") == 0 || strcmp(host, "[::1]") == 0;
}

bool url_on_this_machine(const char *url)
{
  char *host = NULL;
  CURLU *const u = curl_url();
  const bool here = u && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK && curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK && host_is_loopback(host);
  curl_free(host);
  curl_url_cleanup(u);
  return here;
}

bool http_url_plain(const char *url) { return strncmp(url, "http:", 5) == 0; }

static bool parsed_good(CURLU *u, bool loopback)
{
  char *scheme = NULL, *host = NULL, *other = NULL;
  bool good = curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK && curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK
    && (strcmp(scheme, "https") == 0 || (loopback && strcmp(scheme, "http") == 0 && host_is_loopback(host)));
  for (size_t i = 0; i < 3; i++) {
    static const CURLUPart never[] = { CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_FRAGMENT };
    if (curl_url_get(u, never[i], &other, 0) == CURLUE_OK) good = false;
    curl_free(other);
    other = NULL;
  }
  curl_free(scheme);
  curl_free(host);
  return good;
}

bool http_url_good(const char *url, bool loopback)
{
  if (!url || (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0)) return false;
  for (const char *s = url; *s; s++) if (*s <= ' ' || *s >= 0x7F || *s == '\\' || *s == '#') return false;
  CURLU *const u = curl_url();
  const bool good = u && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK && parsed_good(u, loopback);
  curl_url_cleanup(u);
  return good;
}

void put_percent(struct buf *b, const char *s)
{
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~", hex[] = "0123456789ABCDEF";
  for (; *s; s++) {
    if (strchr(plain, *s)) { put_char(b, *s); continue; }
    put_char(b, '%');
    put_char(b, hex[(unsigned char)*s >> 4]);
    put_char(b, hex[(unsigned char)*s & 15]);
  }
}

void put_pair(struct buf *b, const char *name, const char *value)
{
  if (!value) return;
  if (b->len && b->at[b->len - 1] != '?') put_char(b, '&');
  put(b, name);
  put_char(b, '=');
  put_percent(b, value);
}

/* --- the request ---------------------------------------------------------------- */

/* All or nothing: what does not fit ends the transfer. */
static size_t take(char *bytes, size_t one, size_t n, void *to)
{
  struct http_call *const call = to;
  if (n * one > HTTP_ANSWER_MOST - call->len) return 0;
  memcpy(call->text + call->len, bytes, n * one);
  call->len += n * one;
  return n * one;
}

static int let_go(void *ends, curl_off_t down, curl_off_t down_now, curl_off_t up, curl_off_t up_now)
{
  const struct http_ends *const e = ends;
  (void)down; (void)down_now; (void)up; (void)up_now;
  return e->ends && e->ends(e->of);
}

bool http_lets_go(void *curl, struct http_ends *ends)
{
  return curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L) == CURLE_OK && curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, let_go) == CURLE_OK
    && curl_easy_setopt(curl, CURLOPT_XFERINFODATA, ends) == CURLE_OK;
}

/* Looked at when the name was looked up already, so that it cannot lead elsewhere afterwards. */
static curl_socket_t open_public(void *refused, curlsocktype purpose, struct curl_sockaddr *to)
{
  (void)purpose;
  if (address_public(&to->addr)) return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
  *(bool *)refused = true;
  return CURL_SOCKET_BAD;
}

/* True if every option was taken: one that is not known to this libcurl must not pass silently. */
static bool set_limits(CURL *curl, struct http_call *call, int64_t left_ms)
{
  CURLcode rc = CURLE_OK;
#define SET(option, value) do { if (rc == CURLE_OK) rc = curl_easy_setopt(curl, option, value); } while (0)
  SET(CURLOPT_URL, call->url);
  SET(CURLOPT_PROTOCOLS_STR, http_url_plain(call->url) ? "http" : "https");
  SET(CURLOPT_FOLLOWLOCATION, 0L);
  SET(CURLOPT_SSL_VERIFYPEER, 1L);
  SET(CURLOPT_SSL_VERIFYHOST, 2L);
  SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  if (call->ca_file) SET(CURLOPT_CAINFO, call->ca_file);
  if (call->ca_file) SET(CURLOPT_CAPATH, NULL);
  if (http_url_plain(call->url)) SET(CURLOPT_PROXY, "");   /* this machine is not behind a proxy */
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_QUICK_EXIT, 1L);                             /* a name server that is silent is not waited for either */
  SET(CURLOPT_CONNECTTIMEOUT_MS, (long)(left_ms < CONNECT_MS ? left_ms : CONNECT_MS));
  SET(CURLOPT_TIMEOUT_MS, (long)left_ms);
  SET(CURLOPT_WRITEFUNCTION, take);
  SET(CURLOPT_WRITEDATA, call);
  SET(CURLOPT_USERAGENT, "Kentering/" KENTERING_VERSION);
  if (call->user) SET(CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
  if (call->user) SET(CURLOPT_USERNAME, call->user);
  if (call->user) SET(CURLOPT_PASSWORD, call->password ? call->password : "");
  if (call->form) SET(CURLOPT_POSTFIELDS, call->form);
#undef SET
  return rc == CURLE_OK && http_lets_go(curl, &call->ends);
}

static bool only_public(CURL *curl, bool *refused)
{
  return curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK && curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_public) == CURLE_OK
    && curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, refused) == CURLE_OK;
}

static struct curl_slist *head_of(const struct http_call *call)
{
  struct curl_slist *head = curl_slist_append(NULL, "Accept: application/json");
  for (const char *const *line = call->headers; head && line && *line; line++) {
    struct curl_slist *const longer = curl_slist_append(head, *line);
    if (!longer) curl_slist_free_all(head);
    head = longer;
  }
  return head;
}

static int perform(struct ctx *c, CURL *curl, struct http_call *call, int64_t left_ms)
{
  bool refused = false;
  struct curl_slist *const head = head_of(call);
  CURLcode rc = CURLE_OUT_OF_MEMORY;
  const bool set = head && set_limits(curl, call, left_ms) && (!call->to_public || only_public(curl, &refused));
  if (set && curl_easy_setopt(curl, CURLOPT_HTTPHEADER, head) == CURLE_OK) rc = curl_easy_perform(curl);
  curl_slist_free_all(head);
  if (rc != CURLE_OK && refused) return fail(c, ERR_BUSY, "address", N_("This address leads to a network of its own, not to the internet."));
  if (rc == CURLE_WRITE_ERROR) return fail(c, ERR_INVALID, "size", N_("The other server gave an answer that is too long."));
  if (rc == CURLE_PEER_FAILED_VERIFICATION || rc == CURLE_SSL_CACERT_BADFILE)
    return fail(c, ERR_BUSY, "tls", N_("The certificate of the other server cannot be trusted."));
  if (rc != CURLE_OK || curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &call->status) != CURLE_OK)
    return fail(c, ERR_BUSY, "network", N_("The other server does not answer."));
  call->text[call->len] = 0;
  return OK;
}

int http_call(struct ctx *c, struct http_call *call)
{
  const int64_t left_ms = call->until - clock_ms();
  if (left_ms <= 0) return fail(c, ERR_BUSY, "network", N_("The other server does not answer."));
  CURL *const curl = curl_easy_init();
  call->len = 0;
  call->text = malloc(HTTP_ANSWER_MOST + 1);
  const int rc = curl && call->text ? perform(c, curl, call, left_ms) : fail(c, ERR_FULL, NULL, N_("Out of memory."));
  curl_easy_cleanup(curl);
  return rc;
}

void http_call_end(struct http_call *call)
{
  if (call->text) sodium_memzero(call->text, call->len);
  free(call->text);
  call->text = NULL;
  call->len = 0;
}
