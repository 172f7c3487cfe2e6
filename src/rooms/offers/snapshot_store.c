/* Memory of a snapshot: large blocks straight from the system, so that the end of a snapshot gives all of it back,
 * whatever else was allocated meanwhile. */
#include "snapshot_internal.h"
#include <sys/mman.h>

struct store_block { struct store_block *next; size_t bytes; };
enum { BLOCK_BYTES = 1 << 20, HEAD_BYTES = 16 };
_Static_assert(sizeof(struct store_block) <= HEAD_BYTES, "what follows the head is aligned");

static void block_new(struct store *m, size_t bytes)
{
  const size_t size = bytes + HEAD_BYTES > BLOCK_BYTES ? bytes + HEAD_BYTES : BLOCK_BYTES;
  struct store_block *b = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (b == MAP_FAILED) abort();                  /* as in arena.c: the machine has no memory left at all */
  *b = (struct store_block){ m->blocks, size };
  m->blocks = b;
  m->at = (char *)b + HEAD_BYTES;
  m->end = (char *)b + size;
}

void *store_take(struct store *m, size_t bytes, size_t align)
{
  size_t gap = (align - (size_t)m->at % align) % align;
  if (!m->at || bytes + gap > (size_t)(m->end - m->at)) { block_new(m, bytes); gap = 0; }
  char *p = m->at + gap;
  m->at = p + bytes;
  m->used += bytes + gap;
  return p;
}

void *store_grown(struct store *m, const void *old, size_t count, size_t room, size_t size)
{
  void *p = store_take(m, room * size, 16);
  if (count) memcpy(p, old, count * size);
  return p;
}

void store_release(struct store *m)
{
  for (struct store_block *b = m->blocks, *next; b; b = next) { next = b->next; munmap(b, b->bytes); }
  *m = (struct store){ 0 };
}

/* --- texts once ---------------------------------------------------------------------------- */

static const char **intern_slot(struct interner *in, const char *text, size_t n)
{
  for (size_t i = hash_bytes(text, n, 0); ; i++) {
    const char **slot = &in->slots[i & (in->room - 1)];
    if (!*slot || strcmp(*slot, text) == 0) return slot;
  }
}

static void intern_grow(struct interner *in)
{
  const char **old = in->slots;
  const size_t room = in->room;
  in->room = room ? room * 2 : 1024;
  in->slots = store_new(in->slots_in, const char *, in->room);
  for (size_t i = 0; i < room; i++) if (old[i]) *intern_slot(in, old[i], strlen(old[i])) = old[i];
}

const char *intern(struct interner *in, const char *text)
{
  if (!text) return NULL;
  if (in->count * 2 >= in->room) intern_grow(in);
  const size_t n = strlen(text);
  const char **slot = intern_slot(in, text, n);
  if (!*slot) {
    *slot = memcpy(store_take(in->texts, n + 1, 1), text, n + 1);
    in->count++;
  }
  return *slot;
}
