#include "text.h"

uint32_t text_next(const char *s, size_t n, size_t *taken)
{
  const unsigned char *p = (const unsigned char *)s;
  static const struct { unsigned char lead, mask; uint32_t least; } shape[] = {
    { 0x00, 0x80, 0 }, { 0xC0, 0xE0, 0x80 }, { 0xE0, 0xF0, 0x800 }, { 0xF0, 0xF8, 0x10000 } };
  *taken = 1;
  for (size_t extra = 0; extra < COUNT(shape) && extra < n; extra++) {
    if ((p[0] & shape[extra].mask) != shape[extra].lead) continue;
    uint32_t v = p[0] & (unsigned char)~shape[extra].mask;
    for (size_t i = 1; i <= extra; i++) {
      if ((p[i] & 0xC0) != 0x80) return 0xFFFD;
      v = v << 6 | (p[i] & 0x3F);
    }
    if (v < shape[extra].least || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF)) return 0xFFFD;
    *taken = extra + 1;
    return v;
  }
  return 0xFFFD;
}

/* Controls beyond ASCII, marks that turn the direction of a text, and characters of no width that spell nothing. */
static bool is_hidden(uint32_t v)
{
  static const struct { uint32_t from, to; } hidden[] = { { 0x80, 0x9F }, { 0x61C, 0x61C }, { 0x200B, 0x200B }, { 0x200E, 0x200F }, { 0x202A, 0x202E },
    { 0x2060, 0x2064 }, { 0x2066, 0x2069 }, { 0xFEFF, 0xFEFF }, { 0xE0000, 0xE007F } };
  for (size_t i = 0; i < COUNT(hidden); i++) if (v >= hidden[i].from && v <= hidden[i].to) return true;
  return false;
}

bool text_valid(const char *s, size_t n)
{
  for (size_t i = 0, taken; i < n; i += taken) {
    const unsigned char ch = (unsigned char)s[i];
    if (ch < 0x80) {
      taken = 1;
      if ((ch < ' ' && ch != '\n' && ch != '\t' && ch != '\r') || ch == 0x7F) return false;
      continue;
    }
    const uint32_t v = text_next(s + i, n - i, &taken);
    if (taken == 1 || is_hidden(v)) return false;
  }
  return true;
}

/* Of any script: what is beyond Latin-1's signs and is no punctuation or symbol of every language's. */
static bool is_letter(uint32_t v)
{
  if (v < 0x80) return (v | 32) >= 'a' && (v | 32) <= 'z';
  return v >= 0xC0 && v != 0xD7 && v != 0xF7 && !(v >= 0x2000 && v <= 0x2BFF) && !(v >= 0x3000 && v <= 0x303F) && v != 0xFFFD && !(v >= 0x1F000 && v <= 0x1FAFF);
}

bool text_says(const char *s)
{
  size_t letters = 0, left = s ? strlen(s) : 0;
  for (size_t taken; left && letters < 3; s += taken, left -= taken) letters += is_letter(text_next(s, left, &taken));
  return letters == 3;
}

size_t text_length(const char *s, size_t n)
{
  size_t length = 0;
  for (size_t i = 0; i < n; i++) length += ((unsigned char)s[i] & 0xC0) != 0x80;
  return length;
}

const char *text_cut(struct arena *a, const char *s, size_t n, size_t most)
{
  struct buf b = { 0 };
  size_t i = 0, taken;
  for (size_t k = 0; k < most && i < n; k++, i += taken) {
    const uint32_t v = text_next(s + i, n - i, &taken);
    if (v == '\n' || v == '\t' || v == '\r') put_char(&b, ' ');
    else if (text_valid(s + i, taken)) put_mem(&b, s + i, taken);
    else put(&b, "\xEF\xBF\xBD");
  }
  if (i < n) put(&b, "…");
  return buf_to_arena(a, &b);
}

char *text_joined(struct arena *a, const char *const *parts)
{
  size_t size = 0;
  for (size_t i = 0; parts[i]; i++) size += strlen(parts[i]);
  char *const text = arena_alloc(a, size + 1), *p = text;
  for (size_t i = 0; parts[i]; i++) p = stpcpy(p, parts[i]);
  return text;
}

const char *text_hex(struct arena *a, uint64_t n)
{
  char *const text = arena_alloc(a, 17);
  for (size_t i = 0; i < 16; i++) text[i] = "0123456789abcdef"[n >> (60 - 4 * i) & 15];
  return text;
}

const char *text_small(struct arena *a, const char *s)
{
  char *const text = arena_text(a, s, strlen(s));
  for (char *p = text; *p; p++) if (*p >= 'A' && *p <= 'Z') *p = (char)(*p - 'A' + 'a');
  return text;
}

/* U+00C0 to U+017F as plain letters; a number names one of the pairs below, 2 drops the sign. */
static const char latin[] =
  "aaaaaa\1ceeeeiiiidnooooo\2ouuuuy\3\4"
  "aaaaaa\1ceeeeiiiidnooooo\2ouuuuy\3y"
  "aaaaaaccccccccddddeeeeeeeeeegggg"
  "gggghhhhiiiiiiiiii\5\5jjkkklllllll"
  "lllnnnnnnnnnoooooo\6\6rrrrrrssssss"
  "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
_Static_assert(sizeof latin == 0x180 - 0xC0 + 1, "one letter each");

static void put_folded(struct buf *b, uint32_t v, const char *s, size_t taken)
{
  static const char *const pairs[] = { "", "ae", "", "th", "ss", "ij", "oe" };
  if (v >= 'A' && v <= 'Z') { put_char(b, (char)(v | 32)); return; }
  if (v < 0x80) { put_char(b, (char)v); return; }
  if (v >= 0x0300 && v <= 0x036F) return;                                   /* a combining accent */
  if (v == 0x2018 || v == 0x2019 || v == 0x02BC) { put_char(b, '\''); return; }
  if (v == 0x2010 || v == 0x2011 || v == 0x2013 || v == 0x2014) { put_char(b, '-'); return; }
  if (v < 0xC0 || v > 0x17F) { put_mem(b, s, taken); return; }
  const char plain = latin[v - 0xC0];
  if (plain > 6) put_char(b, plain);
  else put(b, pairs[(unsigned char)plain]);
}

void text_fold(struct buf *b, const char *s, size_t n)
{
  for (size_t i = 0, taken; i < n; i += taken) {
    const uint32_t v = text_next(s + i, n - i, &taken);
    put_folded(b, v, s + i, taken);
  }
}

const char *text_folded(struct arena *a, const char *s)
{
  struct buf b = { 0 };
  text_fold(&b, s, strlen(s));
  return buf_to_arena(a, &b);
}

const char *text_slug(struct arena *a, const char *s, size_t max)
{
  const char *folded = text_folded(a, s);
  char *slug = arena_alloc(a, strlen(folded) + 1), *p = slug;
  for (; *folded && (size_t)(p - slug) < max; folded++) {
    if ((*folded >= 'a' && *folded <= 'z') || (*folded >= '0' && *folded <= '9')) *p++ = *folded;
    else if (p > slug && p[-1] != '-' && *folded != '\'') *p++ = '-';
  }
  if (p > slug && p[-1] == '-') p--;
  *p = 0;
  return slug;
}

bool text_has_word(const char *words, const char *word)
{
  size_t n;
  for (const char *s = text_word(words, &n); s; s = text_word(s + n, &n))
    if (strlen(word) == n && memcmp(s, word, n) == 0) return true;
  return false;
}
