#include "url.h"
#include "text.h"

static int nibble(char ch)
{
  if (ch >= '0' && ch <= '9') return ch - '0';
  ch |= 32;
  return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

bool url_decode(const char *s, size_t n, bool plus, char *out)
{
  size_t len = 0;
  bool fine = true;
  for (size_t i = 0; i < n && fine; i++) {
    char ch = plus && s[i] == '+' ? ' ' : s[i];
    if (ch == '%') {
      const int high = i + 2 < n ? nibble(s[i + 1]) : -1, low = i + 2 < n ? nibble(s[i + 2]) : -1;
      fine = high >= 0 && low >= 0;
      ch = (char)(high * 16 + low);
      i += 2;
    }
    out[len++] = ch;
  }
  fine = fine && text_valid(out, len);                              /* NUL among what it refuses */
  out[fine ? len : 0] = '\0';
  return fine;
}

bool url_pair_next(const char **at, const char *end, struct url_pair *out)
{
  const char *s = *at;
  while (s < end && *s == '&') s++;
  if (s >= end) { *at = end; return false; }
  const char *const amp = memchr(s, '&', (size_t)(end - s)), *const stop = amp ? amp : end;
  const char *const equals = memchr(s, '=', (size_t)(stop - s)), *const split = equals ? equals : stop;
  const char *const value = equals ? equals + 1 : stop;
  *out = (struct url_pair){ s, value, (size_t)(split - s), (size_t)(stop - value) };
  *at = stop;
  return true;
}

static bool among(char ch, const char *set) { return ch && strchr(set, ch); }
#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

bool host_plausible(const char *host)
{
  size_t n;
  if (!host || strnlen(host, 256) == 256) return false;
  if (*host == '[') {
    n = 1 + strspn(host + 1, DIGITS "abcdefABCDEF:.");
    if (n < 3 || host[n] != ']') return false;
    n++;
  } else {
    n = strspn(host, LETTERS DIGITS "-.");
    if (n == 0 || among(host[0], "-.")) return false;
  }
  if (host[n] == '\0') return true;
  if (host[n++] != ':') return false;
  const size_t digits = strspn(host + n, DIGITS);
  return digits >= 1 && digits <= 5 && host[n + digits] == '\0';
}
