/* A municipality's own look: a file of CSS custom properties and nothing else. */
#ifndef THEME_H
#define THEME_H
#include "base.h"

enum { THEME_MOST = 32768 };

struct theme { const char *css; size_t size; const char *url; };    /* all zero: none */

/* Whether the text is only `:root { --name: value; … }` with comments, and no value can fetch, import or escape.
 * NULL, or a msgid saying what is wrong; `line` is where. */
const char *theme_wrong(const char *css, size_t size, int *line);

/* Reads and checks the file; `path` NULL: none. ERR_INVALID says what is wrong, ERR_STORE that it cannot be read. */
MUST_USE int theme_read(struct ctx *c, const char *path, struct theme *out);
#endif
