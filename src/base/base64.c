#include "base64.h"
#include <sodium.h>
#include <string.h>

enum { VARIANT = sodium_base64_VARIANT_URLSAFE_NO_PADDING };
_Static_assert(BASE64_TEXT(1) == sodium_base64_ENCODED_LEN(1, VARIANT) && BASE64_TEXT(2) == sodium_base64_ENCODED_LEN(2, VARIANT)
            && BASE64_TEXT(3) == sodium_base64_ENCODED_LEN(3, VARIANT), "as the library counts");

char *base64_write(char *text, const void *bytes, size_t n) { return sodium_bin2base64(text, BASE64_TEXT(n), bytes, n, VARIANT); }

const char *base64_text(struct arena *a, const void *bytes, size_t n) { return base64_write(arena_alloc(a, BASE64_TEXT(n)), bytes, n); }

bool base64_read(const char *text, size_t len, void *bytes, size_t most, size_t *n)
{
  size_t had = 0;
  const bool fine = sodium_base642bin(bytes, most, text, len, NULL, &had, NULL, VARIANT) == 0;
  *n = fine ? had : 0;
  return fine;
}

bool base64_exactly(const char *text, void *bytes, size_t n)
{
  const size_t len = BASE64_TEXT(n) - 1;
  size_t had;
  return text && strnlen(text, len + 1) == len && base64_read(text, len, bytes, n, &had) && had == n;
}
