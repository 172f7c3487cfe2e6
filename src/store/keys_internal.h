/* What keys.c (using the keys) and key_files.c (keeping them) share. */
#ifndef KEYS_INTERNAL_H
#define KEYS_INTERNAL_H
#include "keys.h"
#include <pthread.h>

/* The sealed part of the ring: fixed layout, no pointers. */
struct epoch_key { int32_t number; int32_t unused; int64_t made; uint8_t key[KEY_BYTES]; };
struct ring { struct id installation; uint8_t use[KEY_USES][KEY_BYTES]; int32_t epochs, unused; struct epoch_key epoch[EPOCHS_MOST]; };

struct keys {                        /* in sodium_malloc memory */
  pthread_rwlock_t lock;             /* around `ring` */
  struct ring ring;
  uint8_t master[KEY_BYTES];
  struct key_files files;            /* copies of our own; all NULL: in memory only */
};

/* A locked, zeroed struct keys with its lock made. NULL: no memory that can be locked. */
struct keys *keys_alloc(void);
/* A ring with new random keys and epoch 1, made at c->now. */
void ring_make(struct ctx *c, struct id installation, struct ring *out);
/* Writes the ring, sealed with the master key; nothing for keys in memory only. The lock is held for writing. */
MUST_USE int ring_save(struct ctx *c, const struct keys *k);
#endif
