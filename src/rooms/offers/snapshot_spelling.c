/* Words that the index does not have as typed: compounds, beginnings of words, typing errors. */
#include "snapshot_internal.h"

/* --- compounds -------------------------------------------------------------------------------- */

enum { PART_LEAST = 4 };

static uint32_t known_term(const struct words_index *x, const char *s, size_t n)
{
  const struct word *w = lexicon_find(&x->words, s, n);
  if (w && w->flags & WORD_STOP) return 0;
  if (!w || !(w->flags & WORD_IN_OFFERS)) w = lexicon_find(&x->stems, s, n);
  return w && w->flags & WORD_IN_OFFERS ? w->term : 0;
}

/* The first part of a compound, without what joins it to the next: groep(s), vrouw(en). */
static uint32_t head_term(const struct words_index *x, const char *s, size_t n)
{
  uint32_t term = known_term(x, s, n);
  if (!term && n > PART_LEAST && s[n - 1] == 's') term = known_term(x, s, n - 1);
  if (!term && n > PART_LEAST + 1 && memcmp(s + n - 2, "en", 2) == 0) term = known_term(x, s, n - 2);
  return term;
}

size_t compound_split(const struct words_index *x, const char *word, size_t len, const char *stem, size_t stem_len, uint32_t parts[static COMPOUND_PARTS])
{
  for (size_t head = PART_LEAST; head + PART_LEAST <= len; head++) {
    uint32_t tail = known_term(x, word + head, len - head);
    if (!tail && stem && stem_len >= head + PART_LEAST) tail = known_term(x, stem + head, stem_len - head);
    if (!tail) continue;
    parts[0] = head_term(x, word, head);
    if (parts[0]) { parts[1] = tail; return 2; }
    for (size_t first = PART_LEAST; first + PART_LEAST <= head; first++) {
      const uint32_t middle = head_term(x, word + first, head - first);
      if (!middle || !(parts[0] = head_term(x, word, first))) continue;
      parts[1] = middle;
      parts[2] = tail;
      return 3;
    }
  }
  parts[0] = 0;
  return 0;
}

/* --- beginnings ------------------------------------------------------------------------------- */

/* The first word that is not before the n bytes of `s`, or with `past`: that neither begins with them. */
static uint32_t words_from(const struct lexicon *x, const char *s, size_t n, bool past)
{
  uint32_t low = 0, high = x->count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const int order = strncmp(word_text(x, &x->words[middle]), s, n);
    if (order < 0 || (past && order == 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

size_t words_with_prefix(const struct words_index *x, const char *prefix, size_t len, const struct word **first)
{
  const uint32_t from = words_from(&x->words, prefix, len, false);
  *first = x->words.words + from;
  return words_from(&x->words, prefix, len, true) - from;
}

/* --- typing errors ----------------------------------------------------------------------------- */

uint32_t word_letters(const char *word, size_t len)
{
  uint32_t letters = 0;
  for (size_t i = 0; i < len; i++) {
    const unsigned char ch = (unsigned char)word[i];
    letters |= (uint32_t)1 << (ch >= 'a' && ch <= 'z' ? ch - 'a' : ch < 0x80 ? 26 : 27 + ch % 5);
  }
  return letters;
}

static inline unsigned bits_of(uint32_t v)
{
  v -= v >> 1 & 0x55555555u;
  v = (v & 0x33333333u) + (v >> 2 & 0x33333333u);
  return ((v + (v >> 4)) & 0x0F0F0F0Fu) * 0x01010101u >> 24;
}

static inline unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

/* Letters to change, drop, add or swap with the next; `most` + 1 if there are more. */
static unsigned distance(const char *a, size_t an, const char *b, size_t bn, unsigned most)
{
  unsigned rows[3][WORD_BYTES + 1], *before = rows[0], *last = rows[1], *row = rows[2];
  for (unsigned j = 0; j <= bn; j++) last[j] = j;
  for (size_t i = 1; i <= an; i++) {
    unsigned lowest = row[0] = (unsigned)i;
    for (size_t j = 1; j <= bn; j++) {
      unsigned d = least(least(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d = least(d, before[j - 2] + 1);
      lowest = least(lowest, row[j] = d);
    }
    if (lowest > most) return most + 1;
    unsigned *spare = before;
    before = last;
    last = row;
    row = spare;
  }
  return last[bn];
}

/* Among words equally near: the one that most offers have. */
static uint32_t worth(const struct words_index *x, const struct word *w) { return x->terms[w->term].offers; }

enum { CORRECTED_LEAST = 5, TWO_ERRORS_LEAST = 9 };        /* letters: in a shorter word another word is meant */

const struct word *word_nearest(const struct words_index *x, const char *word, size_t len)
{
  if (len < CORRECTED_LEAST) return NULL;
  unsigned most = len < TWO_ERRORS_LEAST ? 1 : 2;
  const uint32_t letters = word_letters(word, len);
  const size_t longest = len + most > WORD_BYTES ? WORD_BYTES : len + most;
  const struct word *nearest = NULL;
  unsigned best = most + 1;
  for (uint32_t i = x->spelling_from[len - most]; i < x->spelling_from[longest + 1]; i++) {
    if (bits_of(x->spellings[i].letters ^ letters) > 2 * most) continue;
    const struct word *w = &x->words.words[x->spellings[i].word];
    if (word_text(&x->words, w)[0] != word[0]) continue;
    const unsigned d = distance(word, len, word_text(&x->words, w), w->len, most);
    if (d > most || (d == best && worth(x, w) <= worth(x, nearest))) continue;
    nearest = w;
    best = most = d;
    if (d == 0) break;
  }
  return nearest;
}
