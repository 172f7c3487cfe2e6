/* A growing text with a cap. Failure is sticky: write on, check `failed` once before the text is used. */
#ifndef BUF_H
#define BUF_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;
struct buf {
  char *at;
  size_t len, cap, max;              /* bytes; max 0: no cap */
  bool failed;
  bool wipe;                         /* what it gives back is overwritten first */
};

bool buf_grow(struct buf *b, size_t more);
void buf_release(struct buf *b);

/* The text, terminated; "" if it failed. Valid until the next write. */
const char *buf_text(struct buf *b);
/* A copy in the arena of what was written so far; releases the buffer. */
char *buf_to_arena(struct arena *a, struct buf *b);

static inline void put_mem(struct buf *b, const char *s, size_t n)
{
  if (n > b->cap - b->len && !buf_grow(b, n)) return;
  if (n) memcpy(b->at + b->len, s, n);
  b->len += n;
}
static inline void put(struct buf *b, const char *s) { if (s) put_mem(b, s, strlen(s)); }
static inline void put_char(struct buf *b, char ch)
{
  if (b->len == b->cap && !buf_grow(b, 1)) return;
  b->at[b->len++] = ch;
}
void put_int(struct buf *b, int64_t n);
/* The n bytes behind their number: no two lists of parts look alike. */
void put_sized(struct buf *b, const void *bytes, size_t n);
/* `n` with leading zeros up to `width` digits. */
void put_digits(struct buf *b, int64_t n, int width);
#endif
