/* From text to words: reading, folding, stems, and the lexicon that words are looked up in. */
#include "snapshot_internal.h"
#include "text.h"
#include <libstemmer.h>

/* --- reading --------------------------------------------------------------------------------- */

/* Signs that no word has, outside ASCII: Latin-1 signs, general punctuation up to arrows and symbols, CJK punctuation. */
static bool is_sign(uint32_t v)
{
  return v == 0xFFFD || (v >= 0x80 && v < 0xC0 && v != 0xAA && v != 0xBA) || v == 0xD7 || v == 0xF7
    || (v >= 0x2000 && v < 0x2C00) || (v >= 0x3000 && v < 0x3040) || (v >= 0xE000 && v < 0xF900) || v >= 0x1F000;
}

static inline char plain(unsigned char ch)           /* the folded letter or digit; 0: neither */
{
  if (ch >= 'A' && ch <= 'Z') return (char)(ch | 32);
  return (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') ? (char)ch : 0;
}

/* A character outside ASCII, folded onto the word. False: it ends the word. */
static bool take_wide(struct word_reader *r, size_t *taken)
{
  const uint32_t v = text_next(r->text + r->to, r->size - r->to, taken);
  if (is_sign(v)) return false;
  char folded[16];
  struct buf b = { .at = folded, .cap = sizeof folded, .max = sizeof folded };
  text_fold(&b, r->text + r->to, *taken);
  if (b.failed || (b.len == 1 && !plain((unsigned char)folded[0]))) return false;
  if (b.len && b.len <= WORD_BYTES - r->len) { memcpy(r->word + r->len, folded, b.len); r->len += b.len; }
  return true;
}

bool word_next(struct word_reader *r)
{
  r->len = 0;
  r->from = r->to;
  while (r->to < r->size) {
    const unsigned char ch = (unsigned char)r->text[r->to];
    size_t taken = 1;
    bool letter;
    if (ch < 0x80) {
      const char p = plain(ch);
      letter = p;
      if (p && r->len < WORD_BYTES) r->word[r->len++] = p;
    } else letter = take_wide(r, &taken);
    if (!letter && r->len) break;
    r->to += taken;
    if (!r->len) r->from = r->to;
  }
  r->word[r->len] = 0;
  return r->len > 0;
}

/* --- stems --------------------------------------------------------------------------------------- */

size_t word_stem(struct sb_stemmer *stemmer, const char *word, size_t len, char out[static WORD_BYTES + 1])
{
  const sb_symbol *stem = sb_stemmer_stem(stemmer, (const sb_symbol *)word, (int)len);
  size_t n = stem ? (size_t)sb_stemmer_length(stemmer) : 0;
  if (n == 0 || n > WORD_BYTES) { n = len; stem = (const sb_symbol *)word; }
  memcpy(out, stem, n);
  if (n > 3 && out[n - 1] == out[n - 2] && !strchr("aeiou", out[n - 1])) n--;        /* mannen, man */
  if (n > 2 && out[n - 1] == 'v') out[n - 1] = 'f';                 /* brieven, brief; huizen, huis */
  if (n > 2 && out[n - 1] == 'z') out[n - 1] = 's';
  out[n] = 0;
  return n;
}

/* --- the lexicon ----------------------------------------------------------------------------------- */

static inline uint32_t word_hash(const char *s, size_t n)
{
  uint64_t h = n * 0x9E3779B97F4A7C15u;
  for (; n >= 8; n -= 8, s += 8) { uint64_t v; memcpy(&v, s, 8); h = (h ^ v) * 0xFF51AFD7ED558CCDu; h ^= h >> 32; }
  uint64_t rest = 0;
  if (n) memcpy(&rest, s, n);
  h = (h ^ rest) * 0xC4CEB9FE1A85EC53u;
  return (uint32_t)(h ^ h >> 29);
}

static uint32_t *lexicon_slot(const struct lexicon *x, const char *text, size_t len)
{
  for (uint32_t i = word_hash(text, len); ; i++) {
    uint32_t *slot = &x->slots[i & (x->slot_count - 1)];
    if (!*slot) return slot;
    const struct word *w = &x->words[*slot - 1];
    if (w->len == len && memcmp(x->texts + w->text, text, len) == 0) return slot;
  }
}

struct word *lexicon_find(const struct lexicon *x, const char *text, size_t len)
{
  if (!x->slot_count || len > UINT8_MAX) return NULL;
  const uint32_t at = *lexicon_slot(x, text, len);
  return at ? &x->words[at - 1] : NULL;
}

static void lexicon_grow(struct lexicon *x)
{
  x->slot_count = x->slot_count ? x->slot_count * 2 : 2048;
  x->room = x->slot_count / 2;
  x->words = store_grown(x->in, x->words, x->count, x->room, sizeof *x->words);
  x->slots = store_new(x->in, uint32_t, x->slot_count);
  for (uint32_t i = 0; i < x->count; i++) *lexicon_slot(x, word_text(x, &x->words[i]), x->words[i].len) = i + 1;
}

struct word *lexicon_add(struct lexicon *x, const char *text, size_t len)
{
  if (x->count == x->room) lexicon_grow(x);
  uint32_t *slot = lexicon_slot(x, text, len);
  if (*slot) return &x->words[*slot - 1];
  if (x->text_room - x->text_used < len + 1) {
    x->text_room = x->text_room ? x->text_room * 2 : 16384;
    x->texts = store_grown(x->in, x->texts, x->text_used, x->text_room, 1);
  }
  memcpy(x->texts + x->text_used, text, len);
  x->texts[x->text_used + len] = 0;
  struct word *w = &x->words[x->count];
  *w = (struct word){ .text = x->text_used, .len = (uint8_t)len };
  x->text_used += (uint32_t)len + 1;
  *slot = ++x->count;
  return w;
}
