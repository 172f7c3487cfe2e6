/* Which passwords others guess first. Everything is compared folded (lower case, no accents) and with digits and signs
 * read as the letters that they stand for: "W3lk0m!" is "welkom" to whoever guesses. */
#include "passwords.h"
#include "shipped.h"
#include "text.h"
#include <sodium.h>

enum { LEAST_OWN = 3,                /* shorter parts of a name are in too many words */
       FOLDED_MOST = PASSWORD_MOST,  /* folding makes no text longer */
       LEAST_DIFFERENT = 5, LEAST_RUN = 3 };
static const char product[] = "kentering";

struct guess { char raw[FOLDED_MOST], plain[FOLDED_MOST]; size_t n; };

static bool is_letter(char ch) { return (ch >= 'a' && ch <= 'z') || (unsigned char)ch >= 0x80; }
static bool is_digit(char ch) { return ch >= '0' && ch <= '9'; }

/* The letter that a folded character passes for. One byte stays one byte. i, l, 1 and ! are one. */
static char plain_letter(char ch)
{
  static const char from[] = "0134578$@!|l+9", to[] = "oieastbsaiiitg";
  const char *const at = ch ? strchr(from, ch) : NULL;
  return at ? to[at - from] : ch;
}

static void guess_part(struct guess *g, const char *raw, size_t n)
{
  g->n = n < FOLDED_MOST ? n : FOLDED_MOST;
  memcpy(g->raw, raw, g->n);
  for (size_t i = 0; i < g->n; i++) g->plain[i] = plain_letter(g->raw[i]);
}

/* Whether `word` (folded, n bytes) stands at `at`. */
static bool stands_at(const struct guess *g, size_t at, const char *word, size_t n)
{
  if (n > g->n - at) return false;
  for (size_t i = 0; i < n; i++) if (g->plain[at + i] != plain_letter(word[i])) return false;
  return true;
}

/* --- rows and repetitions --------------------------------------------------------------- */

static bool beside(char a, char b, const char *row)
{
  const char *const x = strchr(row, a), *const y = strchr(row, b);
  return x && y && (y - x == 1 || x - y == 1);
}

/* Whether b follows from a: the same, its neighbour in the alphabet, or on a keyboard. */
static bool follows(char a, char b)
{
  static const char *const rows[] = { "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "!@#$%^&*()" };
  if (a == b) return true;
  if (((is_letter(a) && is_letter(b)) || (is_digit(a) && is_digit(b))) && (a - b == 1 || b - a == 1)) return true;
  for (size_t i = 0; i < COUNT(rows); i++) if (beside(a, b, rows[i])) return true;
  return false;
}

static bool is_repetition(const char *s, size_t n)
{
  for (size_t period = 1; period <= n / 2; period++)
    if (memcmp(s, s + period, n - period) == 0) return true;
  return false;
}

static bool is_row(const char *s, size_t n)
{
  size_t runs = 1, different = 0;
  bool seen[256] = { false };
  for (size_t i = 1; i < n; i++) runs += !follows(s[i - 1], s[i]);
  for (size_t i = 0; i < n; i++) {
    different += !seen[(unsigned char)s[i]];
    seen[(unsigned char)s[i]] = true;
  }
  return runs * LEAST_RUN <= n || different < LEAST_DIFFERENT;
}

/* --- one's own names ---------------------------------------------------------------------- */

static void cover(const struct guess *g, const char *word, size_t n, bool covered[static FOLDED_MOST])
{
  for (size_t at = 0; at + n <= g->n; at++) if (stands_at(g, at, word, n)) memset(covered + at, true, n);
}

/* Every part of `text` between spaces and signs. */
static void cover_parts(struct ctx *c, const struct guess *g, const char *text, bool covered[static FOLDED_MOST])
{
  const char *const folded = text ? text_folded(&c->arena, text) : "";
  for (size_t i = 0, n; folded[i]; i += n + !n) {
    for (n = 0; is_letter(folded[i + n]) || is_digit(folded[i + n]); ) n++;
    if (n >= LEAST_OWN) cover(g, folded + i, n, covered);
  }
}

static bool is_own(struct ctx *c, const struct guess *g, const char *mail, const char *name)
{
  bool covered[FOLDED_MOST] = { false };
  size_t own = 0, rest = 0;
  cover_parts(c, g, mail, covered);
  cover_parts(c, g, name, covered);
  cover(g, product, sizeof product - 1, covered);
  for (size_t i = 0; i < g->n; i++) {
    if (covered[i]) own++;
    else rest += is_letter(g->raw[i]) || is_digit(g->raw[i]);
  }
  return own && rest < PASSWORD_OWN_REST;
}

/* --- what many people have ------------------------------------------------------------------ */

/* Where words of the list end that it begins with, and begin that it ends with. */
struct joints { bool ends[FOLDED_MOST + 1], begins[FOLDED_MOST + 1]; };

static bool next_word(const char **at, const char **word, size_t *n)
{
  while (**at) {
    *word = *at;
    *n = strcspn(*at, "\r\n");
    *at += *n + strspn(*at + *n, "\r\n");
    if (*n && **word != '#') return true;
  }
  return false;
}

/* Whether it is a word of the list, or two with at most digits and signs between. */
static bool is_common(const struct guess *g, const char *list)
{
  struct joints j = { { false }, { false } };
  const char *word;
  for (size_t n; next_word(&list, &word, &n); ) {
    if (n > g->n) continue;
    j.ends[n] |= stands_at(g, 0, word, n);
    j.begins[g->n - n] |= stands_at(g, g->n - n, word, n);
  }
  if (j.ends[g->n]) return true;
  for (size_t i = 1; i < g->n; i++)
    for (size_t k = i; j.ends[i] && k < g->n; k++) {
      if (j.begins[k]) return true;
      if (is_letter(g->raw[k])) break;
    }
  return false;
}

/* The same with the digits and signs taken off its end, and off both ends. */
static bool is_common_within(struct guess *part, const struct guess *whole, const char *list)
{
  size_t from = 0, to = whole->n;
  if (is_common(whole, list)) return true;
  while (to && !is_letter(whole->raw[to - 1])) to--;
  guess_part(part, whole->raw, to);
  if (is_common(part, list)) return true;
  while (from < to && !is_letter(whole->raw[from])) from++;
  guess_part(part, whole->raw + from, to - from);
  return is_common(part, list) || (part->n > 1 && is_repetition(part->raw, part->n));
}

static const char *guessable(struct ctx *c, const struct guess *g, struct guess *part, const char *mail, const char *name)
{
  const char *const list = text_folded(&c->arena, shipped_read(&c->arena, c->data_folder, "common_passwords.txt"));
  if (is_own(c, g, mail, name)) return N_("Your name, your mail address or the name of this site is most of this password. Others try those first.");
  if (is_repetition(g->raw, g->n) || is_row(g->raw, g->n)) return N_("This password is a row or a repetition. Choose one that is harder to guess.");
  if (is_common_within(part, g, list)) return N_("Many people have a password like this, so others try it first. Choose another one.");
  return NULL;
}

const char *password_weak(struct ctx *c, const char *password, const char *mail, const char *name)
{
  const size_t n = strlen(password);
  struct guess whole, part = { .n = 0 };
  struct buf folded = { .max = FOLDED_MOST };
  if (text_length(password, n) < PASSWORD_LEAST) return N_("Use at least 12 characters: for example four words that do not belong together.");
  if (n > PASSWORD_MOST) return N_("This password is too long. Use at most 200 characters.");
  if (!buf_grow(&folded, FOLDED_MOST)) return N_("It is busy now. Wait a moment and try again.");      /* all at once: growing leaves copies behind */
  text_fold(&folded, password, n);
  guess_part(&whole, folded.at, folded.len);
  const char *const wrong = guessable(c, &whole, &part, mail, name);
  sodium_memzero(&whole, sizeof whole);
  sodium_memzero(&part, sizeof part);
  sodium_memzero(folded.at, folded.cap);
  buf_release(&folded);
  return wrong;
}
