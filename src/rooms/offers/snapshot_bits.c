/* Counting bits: the heart of the facet counts. Eight words at a time are added up bit by bit (carry-save adders), so
 * that one count serves eight words; two columns at once where the machine can. The same on every processor. */
#include "snapshot_internal.h"

typedef uint64_t pair __attribute__((vector_size(16)));

static inline pair both(const uint64_t *a, const uint64_t *b)
{
  pair x, y;
  memcpy(&x, a, sizeof x);
  memcpy(&y, b, sizeof y);
  return x & y;
}

/* One bit position of a + b + *sum: the sum stays, the carry is returned. */
static inline pair carry(pair *sum, pair a, pair b)
{
  const pair u = *sum ^ a, out = (*sum & a) | (u & b);
  *sum = u ^ b;
  return out;
}

static inline uint32_t count_pair(pair v)
{
  const pair m1 = { 0x5555555555555555u, 0x5555555555555555u }, m2 = { 0x3333333333333333u, 0x3333333333333333u },
    m4 = { 0x0F0F0F0F0F0F0F0Fu, 0x0F0F0F0F0F0F0F0Fu };
  v -= v >> 1 & m1;
  v = (v & m2) + (v >> 2 & m2);
  v = (v + (v >> 4)) & m4;
  return (uint32_t)((v[0] + v[1]) * 0x0101010101010101u >> 56);
}

uint32_t bits_in_both(const uint64_t *a, const uint64_t *b, size_t lanes)
{
  pair ones = { 0, 0 }, twos = { 0, 0 };
  uint32_t fours = 0;
  for (size_t i = 0; i < lanes; i += 8) {
    const pair p = carry(&ones, both(a + i, b + i), both(a + i + 2, b + i + 2));
    const pair q = carry(&ones, both(a + i + 4, b + i + 4), both(a + i + 6, b + i + 6));
    fours += count_pair(carry(&twos, p, q));
  }
  return 4 * fours + 2 * count_pair(twos) + count_pair(ones);
}
