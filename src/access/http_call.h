/* One HTTP request to a server of others, such as an identity provider: no redirects, TLS verified, everything capped. */
#ifndef HTTP_CALL_H
#define HTTP_CALL_H
#include "base.h"

enum { HTTP_ANSWER_MOST = 256 * 1024 };

/* Whether the process ends: what waits for a server lets go then. */
typedef bool letting_go(const void *of);
struct http_ends { letting_go *ends; const void *of; };      /* ends may be NULL */
/* Makes a transfer of libcurl (a CURL *) ask that about once a second; `ends` lives as long as it. False: it cannot. */
bool http_lets_go(void *curl, struct http_ends *ends);

struct http_call {
  const char *url, *ca_file;
  const char *form;                  /* what is posted: application/x-www-form-urlencoded, unless `headers` say otherwise; NULL: a GET */
  const char *const *headers;        /* lines of the head, ends with NULL; NULL: none but our own */
  bool to_public;                    /* only to an address on the internet, whatever its name leads to now; by no proxy, which would look it up itself */
  struct http_ends ends;
  const char *user, *password;       /* HTTP Basic; NULL: none */
  int64_t until;                     /* clock_ms() when it must be over */
  /* the answer */
  long status;
  size_t len;
  char *text;                        /* wiped and freed by http_call_end, also after a failure */
};

/* ERR_BUSY: no answer (in time); its field is "network", "tls" (no trusted certificate) or "address" (it leads to no public one).
 * ERR_INVALID: too much of it. */
MUST_USE int http_call(struct ctx *c, struct http_call *call);
void http_call_end(struct http_call *call);

/* Whether this is an address that we may send secrets to: absolute, no user or fragment in it, https; http where
 * `loopback` allows it and the host is this machine. */
bool http_url_good(const char *url, bool loopback);
/* Whether it begins with "http:", as only this machine's may. */
bool http_url_plain(const char *url);

/* Whether the host of an address, of whatever scheme, is this machine. */
bool url_on_this_machine(const char *url);

/* Percent-encoded but for letters, digits and "-._~": fit for queries and forms. */
void put_percent(struct buf *b, const char *s);
/* name=value, with '&' before it unless it is the first of `b` or follows '?'. Left out when value is NULL. */
void put_pair(struct buf *b, const char *name, const char *value);
#endif
