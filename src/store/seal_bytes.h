/* Sealing some bytes, such as a secret, for a column of text. */
#ifndef SEAL_BYTES_H
#define SEAL_BYTES_H
#include "seal.h"

enum { SEAL_BYTES_MOST = 64 };

/* Opens the compartment of the place first. The text is base64url, in c->arena. */
MUST_USE int seal_bytes(struct ctx *c, const struct seal_place *at, const uint8_t *bytes, size_t n, const char **out);
/* Exactly n bytes. ERR_STORE on `field`: it does not belong here, or was changed outside the program. */
MUST_USE int unseal_bytes(struct ctx *c, const struct seal_place *at, const char *text, const char *field, uint8_t *bytes, size_t n);
#endif
