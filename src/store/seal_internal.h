/* A compartment that this request opened: its key until the request ends. */
#ifndef SEAL_INTERNAL_H
#define SEAL_INTERNAL_H
#include "seal.h"

enum { NONCE_BYTES = 24, PREFIX_BYTES = 16, VALUES_A_PREFIX = 64 };

/* The first bytes of a nonce, and the key that the cipher makes of them and its own: the same for all values whose nonces begin alike. */
struct prefix { uint8_t bytes[PREFIX_BYTES], key[KEY_BYTES]; bool known; };

/* `purpose`: for which the actor works with it; NULL: the one of the scope. `writing`: drawn at random for some values, which are counted in the
 * rest of their nonces: both asking the kernel and making the cipher's key cost as much as sealing a value does. `reading`: of the last value opened. */
struct opened {
  struct id compartment;
  uint8_t key[KEY_BYTES];
  struct prefix writing, reading;
  uint64_t written;                    /* values with that prefix */
  const char *purpose;
  struct opened *next;
};
struct opened *opened_find(struct ctx *c, struct id compartment);
void opened_add(struct ctx *c, struct id compartment, const uint8_t key[static KEY_BYTES]);
#endif
