/* Drafts: what somebody had typed when their session ran out, sealed with their own compartment until they sign in again. */
#ifndef DRAFTS_H
#define DRAFTS_H
#include "accounts.h"

enum { DRAFTS_MOST = 50, DRAFT_DAYS = 30, DRAFT_BYTES = 64 << 10 };

struct draft { struct id id; int32_t version; struct id account; const char *path, *body; struct instant made; };
DECLARE_RECORD(draft);

/* Keeps an urlencoded body for that account and path, in the place of an earlier one; the oldest goes when there are
 * DRAFTS_MOST. Passwords, codes and the form's token are left out. ERR_FULL: more than DRAFT_BYTES. On the writer. */
MUST_USE int draft_save(struct ctx *c, struct id account, const char *path, const char *body);
/* The actor's own of that path, urlencoded, in c->arena. ERR_NOT_FOUND. */
MUST_USE int draft_read(struct ctx *c, const char *path, const char **body);
/* Likewise, and forgets it. On the writer. */
MUST_USE int draft_take(struct ctx *c, const char *path, const char **body);
/* All of an account. */
MUST_USE int drafts_drop(struct ctx *c, struct id account);
/* Deletes some that are older than DRAFT_DAYS: on a tick. */
MUST_USE int drafts_clean(struct ctx *c);

extern const struct query *const draft_queries[];
#endif
