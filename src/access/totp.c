#include "totp.h"
#include "base32.h"
#include "text.h"
#include <liboath/oath.h>
#include <sodium.h>

struct totp_secret totp_secret_new(struct ctx *c)
{
  struct totp_secret secret;
  c->random(secret.b, sizeof secret.b);
  return secret;
}

const char *totp_secret_text(struct arena *a, const struct totp_secret *secret)
{
  return base32_text(a, base32_standard, secret->b, sizeof secret->b, 4, ' ');
}

static void put_escaped(struct buf *b, const char *s)
{
  for (; *s; s++) {
    const unsigned char ch = (unsigned char)*s;
    if ((ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z') || strchr("-._~", *s)) { put_char(b, *s); continue; }
    put_char(b, '%');
    put_char(b, "0123456789ABCDEF"[ch >> 4]);
    put_char(b, "0123456789ABCDEF"[ch & 15]);
  }
}

const char *totp_uri(struct arena *a, const struct totp_secret *secret, const char *account)
{
  struct buf escaped = { 0 };
  put_escaped(&escaped, account);
  return JOIN(a, "otpauth://totp/" TOTP_ISSUER ":", buf_to_arena(a, &escaped), "?secret=",
              base32_text(a, base32_standard, secret->b, sizeof secret->b, 0, 0),
              "&issuer=" TOTP_ISSUER "&algorithm=SHA1&digits=6&period=30");
}
_Static_assert(TOTP_DIGITS == 6 && TOTP_SECONDS == 30, "as the address above says");

/* The six digits of what was typed; false if it is anything else. */
static bool digits_of(const char *code, char digits[static TOTP_DIGITS + 1])
{
  size_t n = 0;
  for (; *code; code++) {
    if (*code == ' ') continue;
    if (*code < '0' || *code > '9' || n == TOTP_DIGITS) return false;
    digits[n++] = *code;
  }
  digits[n] = 0;
  return n == TOTP_DIGITS;
}

bool totp_check(const struct totp_secret *secret, const char *code, int64_t now, int64_t last_step, int64_t *step)
{
  const int64_t current = now / 1000 / TOTP_SECONDS;
  char typed[TOTP_DIGITS + 1], right[TOTP_DIGITS + 1];
  int64_t found = 0;
  if (now < 0 || !digits_of(code, typed)) return false;
  for (int64_t at = current - TOTP_WINDOW; at <= current + TOTP_WINDOW; at++) {             /* all of them: time does not tell which */
    if (at < 0 || oath_totp_generate((const char *)secret->b, sizeof secret->b, (time_t)(at * TOTP_SECONDS), TOTP_SECONDS, 0, TOTP_DIGITS, right) != OATH_OK)
      continue;
    if (sodium_memcmp(typed, right, TOTP_DIGITS) == 0 && at > last_step) found = at;
  }
  sodium_memzero(right, sizeof right);
  if (!found) return false;
  *step = found;
  return true;
}
