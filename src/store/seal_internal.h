/* A compartment that this request opened: its key until the request ends. */
#ifndef SEAL_INTERNAL_H
#define SEAL_INTERNAL_H
#include "seal.h"

enum { NONCE_BYTES = 24, NONCES_AT_ONCE = 8 };

/* `purpose`: for which the actor works with it; NULL: the one of the scope. `nonces`: drawn for as many values as a row has,
 * since asking the kernel for each costs as much as sealing does; the first `nonces_left` are not used yet. */
struct opened {
  struct id compartment;
  uint8_t key[KEY_BYTES], nonces[NONCES_AT_ONCE][NONCE_BYTES];
  size_t nonces_left;
  const char *purpose;
  struct opened *next;
};
struct opened *opened_find(struct ctx *c, struct id compartment);
void opened_add(struct ctx *c, struct id compartment, const uint8_t key[static KEY_BYTES]);
#endif
