/* Sessions, on the server. The browser holds 256 random bits; the database only their hash. */
#ifndef SESSIONS_H
#define SESSIONS_H
#include "accounts.h"

enum {
  SESSION_IDLE_MINUTES = 30,         /* without a request */
  SESSION_HOURS = 12,                /* whatever happens */
  SESSION_FRESH_MINUTES = 10,        /* how long a dangerous act needs no new proof */
  SESSION_TOKEN_TEXT = 44            /* base64url of 32 bytes, its end included */
};

struct session {
  struct id id;
  int32_t version;
  struct id account;
  struct id post;                    /* what it works as; ID_NONE: still to be chosen */
  const char *token_hash;            /* SECRET */
  const char *device;                /* "Firefox, Windows": what its owner knows it by */
  struct instant made, until;
  struct instant proved;             /* the second factor; unknown: only the password so far (MAY_SIGN_IN) */
  struct instant fresh;              /* last proof of both, for dangerous acts */
  struct instant ended;
};
DECLARE_RECORD(session);

/* What a request may know of who asks: everything that was read to let it in. */
struct signed_in { struct session session; struct account account; struct post post; const char *organisation_name; bool half; };

/* Begins one and gives its token. After the password only (`proved` false) it is half. The old session of this browser, if
 * any, is ended: no token that somebody else may have set lives on. */
MUST_USE int session_begin(struct ctx *c, struct id account, struct id post, const char *device, bool proved, char token[static SESSION_TOKEN_TEXT]);
/* The second factor was right: a new token, the old one is worth nothing. */
MUST_USE int session_prove(struct ctx *c, const struct session *s, char token[static SESSION_TOKEN_TEXT]);
/* Both were proved again. */
MUST_USE int session_refresh(struct ctx *c, const struct session *s);
/* Works as another post of the same account from now on: a new token. */
MUST_USE int session_work_as(struct ctx *c, const struct session *s, struct id post, char token[static SESSION_TOKEN_TEXT]);
MUST_USE int session_end(struct ctx *c, struct id session);
/* All of the account's but `but`. */
MUST_USE int sessions_end(struct ctx *c, struct id account, struct id but);
MUST_USE int sessions_of(struct ctx *c, struct id account, struct session_list *out);

/* Lets a request in by its token: fills c->scope and `out`. ERR_NOT_FOUND: no such session, ended, or for too long idle
 * (`expired`: it was a real one, and whose: what was typed can be kept for them). `*touch`: session_touch is due. */
MUST_USE int session_enter(struct ctx *c, const char *token, struct signed_in *out, struct id *expired, bool *touch);
/* Writes down that it is used; at most once a minute. On the writer. */
MUST_USE int session_touch(struct ctx *c, struct id session);

extern const struct query *const session_queries[];
#endif
