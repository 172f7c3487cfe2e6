/* Sessions, on the server. The browser holds 256 random bits; the database only their hash. */
#ifndef SESSIONS_H
#define SESSIONS_H
#include "accounts.h"
#include "tokens.h"

enum {
  SESSION_IDLE_MINUTES = 30,         /* without a request */
  SESSION_HOURS = 12,                /* whatever happens */
  SESSION_HALF_MINUTES = 30,         /* likewise, until the second factor is proved */
  SESSION_KEPT_HOURS = 24,           /* after its end: to whom belongs what was typed too late */
  SESSION_FRESH_MINUTES = 10,        /* how long a dangerous act needs no new proof */
  SESSION_TOKEN_TEXT = TOKEN_TEXT
};

struct session {
  struct id id;
  int32_t version;
  struct id account;
  struct id post;                    /* what it works as; ID_NONE: still to be chosen */
  struct set roles;                  /* what it may work as, by the provider that let it in; unknown: every post of the account */
  const char *token_hash;            /* SECRET */
  const char *device;                /* "Firefox, Windows": what its owner knows it by */
  struct instant made, until;
  struct instant proved;             /* the second factor; unknown: only the password so far (MAY_SIGN_IN) */
  struct instant fresh;              /* last proof of both, for dangerous acts */
  struct instant ended;
};
DECLARE_RECORD(session);

/* When a session was used last. */
struct session_seen { struct id id; int32_t version; struct instant at; };
DECLARE_RECORD(session_seen);

/* What a request may know of who asks: everything that was read to let it in. */
struct signed_in {
  struct session session;
  struct account account;
  struct post post;                  /* zero: still to be chosen, or none yet; its role is unknown then, and may nothing */
  const char *organisation_name;
  bool half;                         /* only the password was proved */
  struct set only;                   /* an API key: the actions it is for; unknown: whatever the role may */
};
/* Whether who is signed in may do that: the one question that routes ask. Half signed in: MAY_SIGN_IN only. */
bool signed_in_may(const struct signed_in *who, enum action action);
/* Whether both were proved lately enough for a dangerous act. */
bool session_fresh(const struct ctx *c, const struct session *s);

/* Begins one and gives its token. After the password only (`proved` false) it is half. The session that c->scope names, if
 * any, is ended: no token that somebody else may have set lives on. `post` ID_NONE: the only one of the account, if it has
 * one. `roles`: see session. */
MUST_USE int session_begin(struct ctx *c, struct id account, struct id post, struct set roles, const char *device, bool proved, char token[static SESSION_TOKEN_TEXT]);
/* Ends the session of a token: before a new one is begun in that browser. Nothing if there is none. */
MUST_USE int session_end_of_token(struct ctx *c, const char *token);
/* The second factor was right: a new token, the old one is worth nothing. */
MUST_USE int session_prove(struct ctx *c, const struct session *s, char token[static SESSION_TOKEN_TEXT]);
/* Both were proved again. */
MUST_USE int session_refresh(struct ctx *c, const struct session *s);
/* Works as another post of the same account from now on: a new token. ERR_NOT_FOUND: not a post of theirs that counts. */
MUST_USE int session_work_as(struct ctx *c, const struct session *s, struct id post, char token[static SESSION_TOKEN_TEXT]);
/* The posts that this session may work as. */
MUST_USE int session_posts(struct ctx *c, const struct session *s, struct post_list *out);
MUST_USE int session_end(struct ctx *c, struct id session);
/* All of the account's but `but`. */
MUST_USE int sessions_end(struct ctx *c, struct id account, struct id but);
/* Those that work as that post do so no longer, not even in what is under way: whoever sits there chooses another. */
MUST_USE int sessions_leave_post(struct ctx *c, struct id account, struct id post);
/* Those that have neither ended nor run out, newest first. */
MUST_USE int sessions_of(struct ctx *c, struct id account, struct session_list *out);

/* Lets a request in by its token: fills c->scope and `out`. ERR_NOT_FOUND: no such session, ended, or for too long idle
 * (`expired`: it was a real one, and whose: what was typed can be kept for them; else ID_NONE). Nor does one work whose post
 * was ended or whose account left. `*touch`: session_touch is due. c->scope is untouched on failure. */
MUST_USE int session_enter(struct ctx *c, const char *token, struct signed_in *out, struct id *expired, bool *touch);
/* Fills c->scope for an account that works as a post (zero: none yet); `session` ID_NONE for an API key. */
void scope_enter(struct ctx *c, const struct account *a, const struct post *p, struct id session);
/* Whether nothing has happened to it since it was read: nobody ended it. */
MUST_USE int session_unchanged(struct ctx *c, const struct session *s, bool *still);
/* Writes down that it is used; at most once a minute. On the writer. */
MUST_USE int session_touch(struct ctx *c, struct id session);
/* When it was used last. */
MUST_USE int session_last_seen(struct ctx *c, const struct session *s, struct instant *out);
/* Deletes some of those that ended SESSION_KEPT_HOURS ago: on a tick. */
MUST_USE int sessions_clean(struct ctx *c);

extern const struct query *const session_queries[];
#endif
