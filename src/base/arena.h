/* Memory of one request: handed out by moving a pointer, given back all at once.
 * Past its cap an arena sets `failed` and keeps allocating, so that a lost text cannot read as unknown: loops over
 * outside data stop at `failed`, and whoever hands results on checks it once. */
#ifndef ARENA_H
#define ARENA_H
#include <stddef.h>
#include <string.h>
#include <stdbool.h>

struct arena_block;
struct arena {
  char *at, *end;
  struct arena_block *blocks;
  size_t used, max;                  /* bytes; max 0: no cap */
  bool failed;
  bool wipe;                         /* what it gives back is overwritten first */
  void *noted;                       /* what somebody keeps in it for as long as it is; gone with what it holds: store/reads.c */
};

/* A new block of at least `size` bytes; arena_alloc calls it, nobody else needs to. */
void *arena_grow(struct arena *a, size_t size);

/* Frees everything but the first block, which the next request reuses. */
void arena_reset(struct arena *a);

/* Moves what `from` holds to `to`, which frees it from now on. */
void arena_adopt(struct arena *to, struct arena *from);

/* Frees everything. The arena may be used again. */
void arena_release(struct arena *a);

/* Never NULL, zeroed, aligned to 16 bytes. The arena owns it. */
static inline void *arena_alloc(struct arena *a, size_t size)
{
  if (size > (size_t)-1 / 2) return arena_grow(a, size);
  size = (size + (size == 0) + 15) & ~(size_t)15;            /* nothing has a place too */
  if (size > (size_t)(a->end - a->at)) return arena_grow(a, size);
  void *p = a->at;
  a->at += size;
  return memset(p, 0, size);
}
/* `n` zeroed elements; n * size must not overflow (an absurd n fails the arena and yields one element's block). */
void *arena_array(struct arena *a, size_t n, size_t size);
#define arena_new(a, T, n) ((T *)arena_array((a), (n), sizeof(T)))

/* A terminated copy of n bytes. */
static inline char *arena_text(struct arena *a, const char *s, size_t n)
{
  char *p = arena_alloc(a, n + 1);
  if (n) memcpy(p, s, n);
  return p;
}
#endif
