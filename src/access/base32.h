/* Bytes as letters and digits that people can type over. */
#ifndef BASE32_H
#define BASE32_H
#include "base.h"

extern const char base32_standard[33];       /* RFC 4648: what apps for sign-in codes read */
extern const char base32_readable[33];       /* without I, L, O and U, which are mistaken for others */

/* The text of n bytes, five bits a character, no padding; a `between` after every `group` characters (0: none). */
const char *base32_text(struct arena *a, const char alphabet[static 33], const uint8_t *bytes, size_t n, size_t group, char between);
#endif
