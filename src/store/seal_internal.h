/* A compartment that this request opened: its key until the request ends. */
#ifndef SEAL_INTERNAL_H
#define SEAL_INTERNAL_H
#include "seal.h"

/* `purpose`: for which the actor works with it; NULL: the one of the scope. */
struct opened { struct id compartment; uint8_t key[KEY_BYTES]; const char *purpose; struct opened *next; };
struct opened *opened_find(struct ctx *c, struct id compartment);
void opened_add(struct ctx *c, struct id compartment, const uint8_t key[static KEY_BYTES]);
#endif
