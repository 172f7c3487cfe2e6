/* What the pages of signing in may know of the browser: its name, and cookies of their own beside the session's. */
#ifndef BROWSER_H
#define BROWSER_H
#include "web.h"

/* "Firefox, Windows": what its owner knows it by. In c->arena. */
const char *browser_name(struct ctx *c);
/* The token of its session as it came; NULL: none. */
const char *session_token_of(const struct ctx *c);

/* Rows that need somebody, or have ROUTE_DOOR, only. Values hold letters, digits, "-" and "_". */
const char *cookie_read(struct ctx *c, const char *name);            /* in c->arena; NULL: none, or several */
/* For `path` and below, for so many seconds; 0 takes it away. Never for a script, never sent along from another site's form. */
MUST_USE int cookie_set(struct ctx *c, const char *name, const char *value, const char *path, int64_t seconds);
#endif
