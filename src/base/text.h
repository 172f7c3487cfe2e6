/* UTF-8 texts: what may be stored, and the folded form that search, slugs and sorting compare. */
#ifndef TEXT_H
#define TEXT_H
#include "base.h"

/* Whether anything was written: neither nothing nor empty. */
static inline bool text_known(const char *s) { return s && *s; }
/* Likewise, and more than spaces. */
static inline bool text_said(const char *s) { return s && s[strspn(s, " \t\r\n")]; }
/* at least three letters, so that a dash is no answer */
bool text_says(const char *s);

/* s[0..*n) without spaces, tabs and carriage returns at its ends; *n becomes what is left. */
static inline const char *text_trimmed(const char *s, size_t *n)
{
  static const char blank[] = { ' ', '\t', '\r' };
  while (*n && memchr(blank, s[0], sizeof blank)) { s++; --*n; }
  while (*n && memchr(blank, s[*n - 1], sizeof blank)) --*n;
  return s;
}

/* True if the n bytes are well-formed UTF-8 without control characters other than tab and line ends, and without
 * characters that nobody sees and that change what a text seems to say (zero width joiners of real scripts may stay). */
bool text_valid(const char *s, size_t n);
/* Characters (code points) in n bytes of valid UTF-8. */
size_t text_length(const char *s, size_t n);
/* At most `most` characters of it for a message, on one line, "…" for the rest; what cannot be printed is U+FFFD. */
const char *text_cut(struct arena *a, const char *s, size_t n, size_t most);
/* The parts one behind the other, up to the first NULL: JOIN(&c->arena, "/hulp/", slug). */
char *text_joined(struct arena *a, const char *const *parts);
#define JOIN(a, ...) text_joined((a), (const char *const[]){ __VA_ARGS__, NULL })
/* 16 hex digits. */
const char *text_hex(struct arena *a, uint64_t n);

/* The next code point of s[0..n), and how many bytes it took (at least 1); U+FFFD for bytes that are not UTF-8. */
uint32_t text_next(const char *s, size_t n, size_t *taken);

/* The first word of a text with spaces between, and its length; NULL if there is none, or no text:
 *   for (const char *s = text_word(words, &n); s; s = text_word(s + n, &n)) … */
static inline const char *text_word(const char *s, size_t *n)
{
  if (!s) return NULL;
  s += strspn(s, " ");
  *n = strcspn(s, " ");
  return *n ? s : NULL;
}

/* Whether such a text (may be NULL) holds that word. */
bool text_has_word(const char *words, const char *word);

/* With its letters a to z as small ones and all else as it is: mail addresses. In the arena. */
const char *text_small(struct arena *a, const char *s);

/* Lower case without accents, for the Latin script: "Één café" → "een cafe". Characters of other scripts stay.
 * Appends to `b`. */
void text_fold(struct buf *b, const char *s, size_t n);
/* Likewise in the arena. */
const char *text_folded(struct arena *a, const char *s);
/* Folded, and everything but letters and digits a hyphen: "Één café!" → "een-cafe". At most `max` bytes. */
const char *text_slug(struct arena *a, const char *s, size_t max);
#endif
