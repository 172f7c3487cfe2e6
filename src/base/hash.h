/* Finding texts again in tables: not for secrets, nor against somebody who chooses the texts. */
#ifndef HASH_H
#define HASH_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Eight bytes at a time. `seed` is 0, a number that keeps kinds of keys apart, or the hash of what came before. */
static inline uint64_t hash_bytes(const void *bytes, size_t n, uint64_t seed)
{
  const unsigned char *p = bytes;
  uint64_t h = seed ^ 0xCBF29CE484222325u, part;
  for (; n >= sizeof part; n -= sizeof part, p += sizeof part) {
    memcpy(&part, p, sizeof part);
    h = (h ^ part) * 0x9E3779B97F4A7C15u;
    h ^= h >> 29;
  }
  part = 0;
  if (n) memcpy(&part, p, n);                                /* at most seven: the eighth says how many */
  h = (h ^ part ^ (uint64_t)n << 56) * 0x9E3779B97F4A7C15u;
  return h ^ h >> 32;
}
#endif
