/* Links that need no row of their own: the id of what they lead to, and our keyed hash of it. Whoever has the database alone can make none,
 * nor tell from one that is used what it leads to; sent once more it is the same link. */
#ifndef SIGNED_IDS_H
#define SIGNED_IDS_H
#include "ctx.h"

/* `use` keeps links apart that are for something else; `at` those of one id that are made for a moment (0: none). base64url in c->arena.
 * ERR_STORE without keys. */
MUST_USE int signed_id_text(struct ctx *c, const char *use, struct id id, int64_t at, const char **out);
/* The id of what somebody gave as a link (NULL: nothing). ERR_NOT_FOUND: none of ours for this use and moment. */
MUST_USE int signed_id_read(struct ctx *c, const char *use, const char *text, int64_t at, struct id *out);
#endif
