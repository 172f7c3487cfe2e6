/* What keys.c (using the keys) and key_files.c (keeping them) share. */
#ifndef KEYS_INTERNAL_H
#define KEYS_INTERNAL_H
#include "keys.h"
#include <pthread.h>

/* The sealed part of the ring: fixed layout, no pointers. */
struct epoch_key { int32_t number; int32_t unused; int64_t made; uint8_t key[KEY_BYTES]; };
struct ring {
  struct id installation;
  uint8_t use[KEY_USES][KEY_BYTES];
  int32_t epochs, unused;
  int64_t erased;                    /* lines on the erased list: fewer were cut off */
  struct epoch_key epoch[EPOCHS_MOST];
};

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
/* Reads epochs and counts again as another process left them; nothing for keys in memory only. The lock is held for writing. */
MUST_USE int ring_reload(struct ctx *c, struct keys *k);

/* Keeps other processes from changing the files meanwhile: around reading them again and writing. ERR_STORE. */
MUST_USE int key_files_lock(struct ctx *c, const struct keys *k, int *lock);
void key_files_unlock(int lock);
/* Writes a file whole, or leaves what was there. */
MUST_USE int key_file_write(struct ctx *c, const char *file, const void *bytes, size_t n);
/* The master key as it stands in its file; the caller clears it. */
MUST_USE int master_load(struct ctx *c, const char *file, uint8_t key[static KEY_BYTES]);
MUST_USE int master_save(struct ctx *c, const char *file, const uint8_t key[static KEY_BYTES]);
/* Whether that master key opens the ring of that installation. ERR_STORE with the reason. */
MUST_USE int ring_opens(struct ctx *c, const char *ring, struct id installation, const uint8_t master[static KEY_BYTES]);
#endif
