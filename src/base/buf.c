#include "buf.h"
#include "arena.h"
#include <stdlib.h>

static void give_back(struct buf *b)
{
  if (b->wipe && b->at) explicit_bzero(b->at, b->cap);
  free(b->at);
}

/* As realloc, which would leave what it moved from as it was. */
static char *move(struct buf *b, size_t cap)
{
  char *const at = malloc(cap);
  if (!at) return NULL;
  if (b->len) memcpy(at, b->at, b->len);
  give_back(b);
  return at;
}

bool buf_grow(struct buf *b, size_t more)
{
  if (b->failed) return false;
  size_t cap = b->cap ? b->cap : 1024;
  while (cap - b->len < more && cap < ((size_t)1 << 40)) cap *= 2;
  if (b->max && cap > b->max) cap = b->max;
  if (cap - b->len < more) { b->failed = true; return false; }
  char *const at = b->wipe ? move(b, cap) : realloc(b->at, cap);
  if (!at) { b->failed = true; return false; }
  b->at = at;
  b->cap = cap;
  return true;
}

void buf_release(struct buf *b)
{
  give_back(b);
  *b = (struct buf){ .max = b->max, .wipe = b->wipe };
}

const char *buf_text(struct buf *b)
{
  if (b->failed || (b->len == b->cap && !buf_grow(b, 1))) return "";
  b->at[b->len] = 0;
  return b->at;
}

char *buf_to_arena(struct arena *a, struct buf *b)
{
  char *text = arena_text(a, b->at, b->len);
  buf_release(b);
  return text;
}

void put_digits(struct buf *b, int64_t n, int width)
{
  char s[24], *p = s + sizeof s;
  uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
  do { *--p = (char)('0' + u % 10); width--; } while ((u /= 10) || (width > 0 && p > s + 1));
  if (n < 0) *--p = '-';
  put_mem(b, p, (size_t)(s + sizeof s - p));
}
void put_int(struct buf *b, int64_t n) { put_digits(b, n, 1); }

void put_sized(struct buf *b, const void *bytes, size_t n)
{
  put_int(b, (int64_t)n);
  put_char(b, ':');
  put_mem(b, bytes, n);
}
