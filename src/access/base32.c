#include "base32.h"

const char base32_standard[33] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const char base32_readable[33] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const char *base32_text(struct arena *a, const char alphabet[static 33], const uint8_t *bytes, size_t n, size_t group, char between)
{
  const size_t count = (n * 8 + 4) / 5;
  char *const text = arena_alloc(a, 2 * count + 1), *p = text;
  for (size_t i = 0; i < count; i++) {
    const size_t bit = 5 * i, byte = bit / 8;
    const unsigned pair = (unsigned)bytes[byte] << 8 | (byte + 1 < n ? bytes[byte + 1] : 0);
    if (group && i && i % group == 0) *p++ = between;
    *p++ = alphabet[pair >> (11 - bit % 8) & 31];
  }
  return text;
}
