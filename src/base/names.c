#include "names.h"
#include "hash.h"
#include <stdlib.h>

struct name { size_t at; uint32_t len, hash; };

enum { NAMES_FIRST = 64, NAMES_MOST = 1 << 30 };

/* The slot of that name: a number + 1, or 0 where it belongs. */
static uint32_t *slot_of(const struct names *n, const void *name, size_t len, uint32_t hash)
{
  size_t i = hash & n->mask;
  for (; n->slots[i]; i = (i + 1) & n->mask) {
    const struct name *const other = &n->at[n->slots[i] - 1];
    if (other->hash == hash && other->len == len && memcmp(n->bytes + other->at, name, len) == 0) break;
  }
  return &n->slots[i];
}

static bool grow(struct names *n)
{
  const size_t room = n->room ? n->room * 2 : NAMES_FIRST, size = room * 2;
  struct name *const at = room <= NAMES_MOST ? reallocarray(n->at, room, sizeof *at) : NULL;
  if (at) n->at = at;
  uint32_t *const slots = at ? calloc(size, sizeof *slots) : NULL;
  if (!slots) return false;
  for (size_t i = 0; i < n->count; i++) {
    size_t k = at[i].hash & (size - 1);
    while (slots[k]) k = (k + 1) & (size - 1);
    slots[k] = (uint32_t)i + 1;
  }
  free(n->slots);
  n->slots = slots;
  n->mask = size - 1;
  n->room = room;
  return true;
}

static bool has_room_for(struct names *n, size_t len)
{
  size_t most = n->most ? n->most : NAMES_FIRST;
  while (most - n->used <= len) most *= 2;
  if (most == n->most) return true;
  char *const bytes = realloc(n->bytes, most);
  if (!bytes) return false;
  n->bytes = bytes;
  n->most = most;
  return true;
}

int64_t names_number(struct names *n, const void *name, size_t len)
{
  const uint32_t hash = (uint32_t)hash_bytes(name, len, 0);
  if (len > NAMES_MOST || (n->count == n->room && !grow(n))) return NAME_NONE;
  uint32_t *const slot = slot_of(n, name, len, hash);
  if (*slot) return *slot - 1;
  if (!has_room_for(n, len)) return NAME_NONE;
  memcpy(n->bytes + n->used, name, len);
  n->bytes[n->used + len] = 0;
  n->at[n->count] = (struct name){ n->used, (uint32_t)len, hash };
  n->used += len + 1;
  *slot = (uint32_t)++n->count;
  return *slot - 1;
}

int64_t names_find(const struct names *n, const void *name, size_t len)
{
  return n->count ? (int64_t)*slot_of(n, name, len, (uint32_t)hash_bytes(name, len, 0)) - 1 : NAME_NONE;
}

const char *names_text(const struct names *n, size_t number) { return n->bytes + n->at[number].at; }

void names_release(struct names *n)
{
  free(n->at);
  free(n->bytes);
  free(n->slots);
  *n = (struct names){ .at = NULL };
}
