/* API keys: a program works as one post of one account, for the actions that its owner named, until a day. */
#ifndef API_KEYS_H
#define API_KEYS_H
#include "sessions.h"

enum { API_KEY_DAYS = 366, API_KEYS_MOST = 20, API_KEY_TEXT = 54 };  /* at most so long · open ones of an account · "kentering_" and a token, its end included */

struct api_key {
  struct id id;
  int32_t version;
  struct id account, post;
  const char *label;                 /* what it is for */
  const char *token_hash;            /* SECRET */
  struct set actions;                /* what it may, of what the role may */
  struct instant made;
  struct date until;                 /* the last day on which it works */
  struct instant ended;
};
DECLARE_RECORD(api_key);

/* What a program with a key of that role can be let do at all. */
bool api_key_may(enum role role, enum action action);
/* A new one of who is signed in, for the post they work as; proved lately. Of `k` label, actions and until count. The key is
 * shown once. ERR_INVALID: an action that the role has not or that only people may, or a day too far. */
MUST_USE int api_key_make(struct ctx *c, const struct signed_in *who, const struct api_key *k, char key[static API_KEY_TEXT]);
/* Own ones that have not ended, newest first; those that ran out too. */
MUST_USE int api_keys_of(struct ctx *c, struct id account, struct api_key_list *out);
/* An own one. ERR_NOT_FOUND. */
MUST_USE int api_key_end(struct ctx *c, struct id key);
/* All of an account. */
MUST_USE int api_keys_end(struct ctx *c, struct id account);
/* Lets a program in: as session_enter. `out->only` is what it may; ask signed_in_may. */
MUST_USE int api_key_enter(struct ctx *c, const char *key, struct signed_in *out);

extern const struct query *const api_key_queries[];
#endif
