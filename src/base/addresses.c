#include "addresses.h"
#include "text.h"

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

enum { PHONE_LEAST = 8, PHONE_MOST = 15 };

static bool among(char ch, const char *set) { return ch && strchr(set, ch); }

size_t host_name_size(const char *s)
{
  size_t n = 0;
  bool dot = false;
  for (; among(s[n], LETTERS DIGITS) || (n && among(s[n], "-.")); n++) {
    if (s[n] == '.' && among(s[n - 1], "-.")) return 0;
    dot |= s[n] == '.';
  }
  return n && dot && !among(s[n - 1], "-.") ? n : 0;
}

bool mailbox_plain(const char *text)
{
  const size_t n = strspn(text, LETTERS DIGITS "._+-");
  if (n == 0 || text[n] != '@' || text[0] == '.' || text[n - 1] == '.') return false;
  for (size_t i = 1; i < n; i++)
    if (text[i] == '.' && text[i - 1] == '.') return false;
  const size_t host = host_name_size(text + n + 1);
  return host && !text[n + 1 + host];
}

/* Digits and a leading plus, without what people put between; NULL: another character. */
static char *digits_of(struct arena *a, const char *typed)
{
  char *const out = arena_alloc(a, strlen(typed) + 1);
  size_t n = 0;
  for (const char *s = typed; *s; s++) {
    if (strchr(" -./()\t", *s)) continue;
    if ((*s < '0' || *s > '9') && !(*s == '+' && n == 0)) return NULL;
    out[n++] = *s;
  }
  return out;
}

const char *phone_normal(struct arena *a, const char *typed)
{
  const char *s = digits_of(a, typed), *country = "";
  if (!s) return NULL;
  if (*s == '+') s++;
  else if (strncmp(s, "00", 2) == 0) s += 2;
  else if (*s == '0') { country = "31"; s++; }
  else return NULL;
  if (strncmp(s, "310", 3) == 0 && !*country) { country = "31"; s += 3; }      /* +31 (0)6 … */
  const size_t n = strlen(country) + strlen(s);
  return n >= PHONE_LEAST && n <= PHONE_MOST ? JOIN(a, "+", country, s) : NULL;
}

/* Dutch ones begin with 06; of other countries nobody can tell by the number. */
const char *mobile_normal(struct arena *a, const char *typed)
{
  const char *const phone = phone_normal(a, typed);
  return phone && (strncmp(phone, "+31", 3) != 0 || (phone[3] == '6' && strlen(phone) == 12)) ? phone : NULL;
}
