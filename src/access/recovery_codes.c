#include "recovery_codes.h"
#include "base32.h"
#include <sodium.h>

enum { CODE_TEXT = RECOVERY_BYTES * 8 / 5 };                /* characters, without the hyphens */
_Static_assert(CODE_TEXT * 5 == RECOVERY_BYTES * 8, "no bits over");

void recovery_codes_new(struct ctx *c, const char *codes[static RECOVERY_CODES])
{
  uint8_t bytes[RECOVERY_BYTES];
  for (size_t i = 0; i < RECOVERY_CODES; i++) {
    c->random(bytes, sizeof bytes);
    codes[i] = base32_text(&c->arena, base32_readable, bytes, sizeof bytes, 4, '-');
  }
  sodium_memzero(bytes, sizeof bytes);
}

/* The character of the alphabet that was meant; 0 if there is none. */
static char meant(char ch)
{
  if (ch >= 'a' && ch <= 'z') ch = (char)(ch - 'a' + 'A');
  if (ch == 'O') return '0';
  if (ch == 'I' || ch == 'L') return '1';
  return ch && strchr(base32_readable, ch) ? ch : 0;
}

bool recovery_code_hash(const uint8_t key[static RECOVERY_KEY_BYTES], const char *typed, struct recovery_hash *out)
{
  char code[CODE_TEXT];
  size_t n = 0;
  for (; *typed; typed++) {
    if (*typed == ' ' || *typed == '-' || *typed == '\t') continue;
    if (n == CODE_TEXT || !(code[n++] = meant(*typed))) break;
  }
  const bool whole = !*typed && n == CODE_TEXT;
  if (whole) crypto_generichash(out->b, sizeof out->b, (const unsigned char *)code, sizeof code, key, RECOVERY_KEY_BYTES);
  sodium_memzero(code, sizeof code);
  return whole;
}

int recovery_code_find(const struct recovery_hash *stored, size_t count, const struct recovery_hash *typed)
{
  int found = -1;
  for (size_t i = 0; i < count; i++)
    if (sodium_memcmp(stored[i].b, typed->b, sizeof typed->b) == 0) found = (int)i;
  return found;
}
