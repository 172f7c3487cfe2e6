/* base64url without padding: how bytes stand in addresses, cookies, hidden fields and columns of text. */
#ifndef BASE64_H
#define BASE64_H
#include "arena.h"
#include <stdbool.h>
#include <stddef.h>

/* Room for the text of n bytes, its end included. */
#define BASE64_TEXT(n) (((n) * 4 + 2) / 3 + 1)

/* Writes the text of n bytes; `text` has room for BASE64_TEXT(n). Returns it. */
char *base64_write(char *text, const void *bytes, size_t n);
/* Likewise, in the arena. */
const char *base64_text(struct arena *a, const void *bytes, size_t n);
/* Reads `len` characters, at most `most` bytes. false: too many, or anything else than base64url; `*n` is 0 then. */
bool base64_read(const char *text, size_t len, void *bytes, size_t most, size_t *n);
/* Whether a text (may be NULL) is that of exactly n bytes, which it reads. */
bool base64_exactly(const char *text, void *bytes, size_t n);
#endif
