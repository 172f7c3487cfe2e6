/* Finding texts again in tables: not for secrets, nor against somebody who chooses the texts. */
#ifndef HASH_H
#define HASH_H
#include <stddef.h>
#include <stdint.h>

/* FNV-1a. `seed` is 0, a number that keeps kinds of keys apart, or the hash of what came before. */
static inline uint64_t hash_bytes(const void *bytes, size_t n, uint64_t seed)
{
  const unsigned char *p = bytes;
  uint64_t h = seed ^ 0xCBF29CE484222325u;
  for (size_t i = 0; i < n; i++) h = (h ^ p[i]) * 0x100000001B3u;
  return h;
}
#endif
