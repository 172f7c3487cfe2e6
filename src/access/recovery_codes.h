/* Codes on paper, for whoever lost the phone: each works once. Only their hashes are stored; using one up is the caller's. */
#ifndef RECOVERY_CODES_H
#define RECOVERY_CODES_H
#include "base.h"

enum { RECOVERY_CODES = 10, RECOVERY_BYTES = 10, RECOVERY_KEY_BYTES = 32, RECOVERY_HASH_BYTES = 32 };   /* 80 random bits each */

struct recovery_hash { uint8_t b[RECOVERY_HASH_BYTES]; };

/* Ten new ones as "7K3M-9QRT-WX2B-04HJ", shown once. They live in c->arena. */
void recovery_codes_new(struct ctx *c, const char *codes[static RECOVERY_CODES]);

/* What is stored of a code: BLAKE2b-256 under the caller's key. As typed: case, spaces and hyphens do not count, O is 0,
 * I and L are 1. False if it is no code by its form; `out` is untouched. */
MUST_USE bool recovery_code_hash(const uint8_t key[static RECOVERY_KEY_BYTES], const char *typed, struct recovery_hash *out);
/* Which of the stored ones it is, -1 if none; looks at all of them either way. */
int recovery_code_find(const struct recovery_hash *stored, size_t count, const struct recovery_hash *typed);
#endif
