/* What keys.c (using the keys), key_files.c and key_lists.c (keeping them) and key_shares.c (dividing them) share. */
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

/* ERR_NOT_FOUND: that file of the keys is missing, and what to do. */
MUST_USE int key_file_missing(struct ctx *c, const char *file);

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
/* A key as a line of a file, hexadecimal digits and the line's end; reading does not look at that end. The caller clears both. */
enum { KEY_LINE = 2 * KEY_BYTES + 1 };
void key_line_write(char line[static KEY_LINE + 1], const uint8_t key[static KEY_BYTES]);
bool key_line_read(const char line[static KEY_LINE], uint8_t key[static KEY_BYTES]);
MUST_USE int master_save(struct ctx *c, const char *file, const uint8_t key[static KEY_BYTES]);
/* Whether that master key opens the ring of that installation (ID_NONE: whose it is does not matter). ERR_STORE with the reason. */
MUST_USE int ring_opens(struct ctx *c, const char *ring, struct id installation, const uint8_t master[static KEY_BYTES]);
#endif
