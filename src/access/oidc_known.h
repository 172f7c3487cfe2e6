/* What a provider tells about itself: the discovery document and its keys, fetched when needed and shared by threads. */
#ifndef OIDC_KNOWN_H
#define OIDC_KNOWN_H
#include "oidc.h"
#include "http_call.h"
#include <pthread.h>

enum { KNOWN_LASTS_MS = 3600 * 1000, KEYS_AGAIN_MS = 60 * 1000, DOWN_MS = 10 * 1000, SLOW_MS = 2000 };

struct known_document {
  char *text;                        /* JSON, checked; NULL: none yet */
  unsigned version;                  /* 1, 2 …: each time it came */
  int64_t came;                      /* c->now */
  int64_t again;                     /* when a newer one was last asked for, because a key was missing */
  bool coming;                       /* some thread is fetching it */
};

struct oidc {
  const struct oidc_provider *provider;
  pthread_mutex_t lock;              /* of what follows; not held while the network is waited for */
  pthread_cond_t arrived;
  struct known_document discovery, keys;
  int64_t down;                      /* c->now when a call failed slowly; 0: all is well */
};

/* Texts in c->arena. */
struct oidc_endpoints { const char *authorization, *token, *keys; bool secret_in_form, names_itself; };

/* Where the provider's doors are. ERR_BUSY, ERR_INVALID. */
MUST_USE int known_endpoints(struct ctx *c, struct oidc *o, int64_t until, struct oidc_endpoints *out);

/* Its keys (a JSON Web Key Set), and which version of them. `seen`: a version that lacks a key, so that a newer one is
 * needed; 0: none. ERR_NOT_FOUND: a newer one was asked for less than a minute ago. */
MUST_USE int known_keys(struct ctx *c, struct oidc *o, const struct oidc_endpoints *at, unsigned seen, int64_t until,
                        const char **text, unsigned *version);

/* http_call, but not to a provider that kept somebody waiting a moment ago: ERR_BUSY at once. */
MUST_USE int known_call(struct ctx *c, struct oidc *o, struct http_call *call);
#endif
