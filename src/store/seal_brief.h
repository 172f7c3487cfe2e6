/* Sealing what is kept for a few days only and belongs to nobody's file: to whom a message goes. A key of its own, wrapped
 * with the newest epoch key and lying beside it: once that epoch is destroyed (after two months at the most) no backup opens it. */
#ifndef SEAL_BRIEF_H
#define SEAL_BRIEF_H
#include "keys.h"

/* The text as base64url, for a column of text; bound to the row. In c->arena. */
MUST_USE int seal_brief(struct ctx *c, struct id row, const char *text, const char **sealed);
/* ERR_NOT_FOUND: its epoch was destroyed; ERR_STORE: it does not belong here or was changed. In c->arena. */
MUST_USE int unseal_brief(struct ctx *c, struct id row, const char *sealed, const char **text);
#endif
