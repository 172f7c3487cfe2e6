#include "arena.h"
#include <stdlib.h>

enum { BLOCK_BYTES = 32768 };
struct arena_block { struct arena_block *next; size_t size; };
_Static_assert(sizeof(struct arena_block) % 16 == 0, "what follows the head is aligned");

void *arena_grow(struct arena *a, size_t size)
{
  if (size > ((size_t)1 << 40)) { a->failed = true; size = 16; }          /* a length that went wrong, not memory */
  size = (size + 15) & ~(size_t)15;
  const size_t room = size > BLOCK_BYTES ? size : BLOCK_BYTES;
  struct arena_block *b = malloc(sizeof *b + room);
  if (!b) abort();                                                        /* the machine has no memory left at all */
  *b = (struct arena_block){ a->blocks, room };
  a->blocks = b;
  a->used += room;
  if (a->max && a->used > a->max) a->failed = true;
  a->at = (char *)(b + 1) + size;
  a->end = (char *)(b + 1) + room;
  return memset(b + 1, 0, size);
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
  size_t bytes;
  if (!__builtin_mul_overflow(n, size, &bytes)) return arena_alloc(a, bytes);
  a->failed = true;
  return arena_alloc(a, size);
}

/* Whatever was handed out of it: of the block that is being filled, what is filled; of the others, all. */
static void wipe(const struct arena *a, struct arena_block *b)
{
  char *const at = (char *)(b + 1);
  const bool filling = b == a->blocks && a->at >= at && a->at <= at + b->size;       /* blocks that were adopted are not filled on */
  if (a->wipe) explicit_bzero(at, filling ? (size_t)(a->at - at) : b->size);
}

static void give_back(const struct arena *a, struct arena_block *b)
{
  wipe(a, b);
  free(b);
}

void arena_reset(struct arena *a)
{
  struct arena_block *first = a->blocks;
  while (first && first->next) { struct arena_block *next = first->next; give_back(a, first); first = next; }
  if (first && first->size != BLOCK_BYTES) { give_back(a, first); first = NULL; }
  if (first) wipe(a, first);
  *a = (struct arena){ .blocks = first, .max = a->max, .wipe = a->wipe };
  if (!first) return;
  a->used = first->size;
  a->at = (char *)(first + 1);
  a->end = a->at + first->size;
}

void arena_release(struct arena *a)
{
  for (struct arena_block *b = a->blocks, *next; b; b = next) { next = b->next; give_back(a, b); }
  *a = (struct arena){ .max = a->max, .wipe = a->wipe };
}

void arena_adopt(struct arena *to, struct arena *from)
{
  struct arena_block *last = from->blocks;
  if (!last) return;
  while (last->next) last = last->next;
  if (to->blocks) {                                          /* behind the block that is being filled */
    last->next = to->blocks->next;
    to->blocks->next = from->blocks;
  } else to->blocks = from->blocks;
  to->used += from->used;
  to->wipe |= from->wipe;
  if (to->max && to->used > to->max) to->failed = true;
  *from = (struct arena){ .max = from->max, .wipe = from->wipe };
}
