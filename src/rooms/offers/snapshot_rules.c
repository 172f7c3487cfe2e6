/* Stop words, and the rules of synonyms.txt: "what people type => a reading, another reading". A reading is met by
 * offers that have all its words. */
#include "snapshot_internal.h"
#include <libstemmer.h>

enum { PHRASE_BYTES = 200 };

/* The next line of a text file without what stands around it; empty lines and lines with # are passed over. */
static bool line_next(const char **at, const char **line, size_t *size)
{
  while (**at) {
    const char *s = *at;
    size_t n = strcspn(s, "\n");
    *at = s + n + (s[n] == '\n');
    while (n && (*s == ' ' || *s == '\t')) { s++; n--; }
    while (n && (s[n - 1] == ' ' || s[n - 1] == '\t' || s[n - 1] == '\r')) n--;
    if (n == 0 || *s == '#') continue;
    *line = s;
    *size = n;
    return true;
  }
  return false;
}

void stopwords_read(struct lexicon *words, const char *text)
{
  const char *line;
  size_t size;
  while (line_next(&text, &line, &size))
    for (struct word_reader r = { .text = line, .size = size }; word_next(&r); )
      lexicon_add(words, r.word, r.len)->flags |= WORD_STOP;
}

/* The words of the left side, each in the lexicon, with one space between. Returns their number; 0: too long. */
static size_t phrase_read(struct lexicon *words, const char *s, size_t n, char phrase[static PHRASE_BYTES], size_t *len)
{
  size_t count = 0, first_len = 0;
  *len = 0;
  for (struct word_reader r = { .text = s, .size = n }; word_next(&r); count++) {
    if (*len + r.len + 2 > PHRASE_BYTES) return 0;
    lexicon_add(words, r.word, r.len);
    if (count) phrase[(*len)++] = ' ';
    else first_len = r.len;
    memcpy(phrase + *len, r.word, r.len);
    *len += r.len;
  }
  if (count > 1) {
    lexicon_find(words, phrase, first_len)->flags |= WORD_BEGINS_PHRASE;
    lexicon_add(words, phrase, *len)->flags |= WORD_PHRASE;
  }
  return count;
}

static void rule_add(struct words_source *from, struct lexicon *words, struct rule_lines *lines,
                     const char *left, size_t left_size, const char *right, size_t size)
{
  char phrase[PHRASE_BYTES];
  size_t len;
  if (!phrase_read(words, left, left_size, phrase, &len)) return;
  struct word *w = lexicon_find(words, phrase, len);
  if (w->rule || lines->count == UINT16_MAX) return;                /* the first line of a phrase counts */
  if (lines->count == lines->room) {
    lines->room = lines->room ? lines->room * 2 : 512;
    lines->at = store_grown(&from->temp, lines->at, lines->count, lines->room, sizeof *lines->at);
  }
  lines->at[lines->count++] = (struct rule_line){ .right = right, .size = size };
  w->rule = (uint16_t)lines->count;
}

void rules_read(struct words_source *from, struct lexicon *words, struct rule_lines *lines)
{
  const char *at = from->synonyms, *line;
  size_t size;
  while (line_next(&at, &line, &size)) {
    const char *arrow = memmem(line, size, "=>", 2);
    if (arrow) rule_add(from, words, lines, line, (size_t)(arrow - line), arrow + 2, size - (size_t)(arrow + 2 - line));
  }
}

static bool all_in_offers(const struct lexicon *words, const char *text)
{
  for (struct word_reader t = { .text = text, .size = strlen(text) }; word_next(&t); ) {
    const struct word *w = lexicon_find(words, t.word, t.len);
    if (!w || !(w->flags & WORD_IN_OFFERS)) return false;
  }
  return true;
}

/* A municipality is also read as its region, whose offers serve it; or as the whole country if that has none. */
void rules_for_places(struct words_source *from, struct lexicon *words, struct rule_lines *lines)
{
  if (!from->places) return;
  for (size_t i = 0; i < from->places->municipalities.count; i++) {
    const struct municipality *m = &from->places->municipalities.at[i];
    const struct region *r = region_find(from->places, m->region, strlen(m->region));
    const char *read = r && all_in_offers(words, r->name) ? r->name : REGION_NATIONWIDE;
    if (strcmp(read, m->name) != 0) rule_add(from, words, lines, m->name, strlen(m->name), read, strlen(read));
  }
}

/* --- readings ---------------------------------------------------------------------------------- */

struct resolver { struct words_index *x; struct sb_stemmer *stemmer; struct store *temp; uint32_t readings, terms, reading_room, term_room; };

/* The terms of one word of a right side; 0: no offer has it. */
static size_t word_terms(const struct resolver *r, const char *word, size_t len, uint32_t parts[static COMPOUND_PARTS])
{
  const struct words_index *x = r->x;
  char stem[WORD_BYTES + 1];
  const size_t stem_len = word_stem(r->stemmer, word, len, stem);
  const struct word *w = lexicon_find(&x->stems, stem, stem_len);
  if (w && x->terms[w->term].offers) { parts[0] = w->term; return 1; }
  return compound_split(x, word, len, stem, stem_len, parts);
}

/* False: some word of it occurs nowhere, so the reading finds nothing. */
static bool reading_terms(struct resolver *r, const char *s, size_t n, uint32_t *count)
{
  *count = 0;
  for (struct word_reader t = { .text = s, .size = n }; word_next(&t); ) {
    const struct word *known = lexicon_find(&r->x->words, t.word, t.len);
    if (t.len < 2 || (known && known->flags & WORD_STOP)) continue;
    uint32_t parts[COMPOUND_PARTS];
    const size_t parts_count = word_terms(r, t.word, t.len, parts);
    if (!parts_count) return false;
    if (r->terms + *count + COMPOUND_PARTS > r->term_room) {
      const uint32_t used = r->terms + *count;
      r->term_room = r->term_room ? r->term_room * 2 : 4096;
      r->x->reading_terms = store_grown(r->temp, r->x->reading_terms, used, r->term_room, sizeof(uint32_t));
    }
    for (size_t i = 0; i < parts_count; i++) r->x->reading_terms[r->terms + (*count)++] = parts[i];
  }
  return *count > 0 && *count <= 8;
}

static void reading_add(struct resolver *r, struct store *texts, const char *s, size_t n)
{
  uint32_t count;
  while (n && *s == ' ') { s++; n--; }
  while (n && s[n - 1] == ' ') n--;
  if (n == 0 || !reading_terms(r, s, n, &count)) return;
  if (r->readings == r->reading_room) {
    r->reading_room = r->reading_room ? r->reading_room * 2 : 1024;
    r->x->readings = store_grown(r->temp, r->x->readings, r->readings, r->reading_room, sizeof(struct reading));
  }
  char *text = store_take(texts, n + 1, 1);
  memcpy(text, s, n);
  r->x->readings[r->readings++] = (struct reading){ text, r->terms, count };
  r->terms += count;
}

void rules_resolve(struct words_source *from, const struct rule_lines *lines)
{
  struct snapshot *s = from->s;
  struct words_index *x = &s->words;
  struct resolver r = { .x = x, .stemmer = sb_stemmer_new("dutch", NULL), .temp = &from->temp };
  x->rules = store_new(&s->store, struct rule, lines->count + 1);
  for (size_t i = 0; r.stemmer && i < lines->count; i++) {
    const char *at = lines->at[i].right, *end = at + lines->at[i].size;
    x->rules[i + 1].first = r.readings;
    while (at < end) {
      const char *comma = memchr(at, ',', (size_t)(end - at));
      if (!comma) comma = end;
      reading_add(&r, &s->store, at, (size_t)(comma - at));
      at = comma + 1;
    }
    x->rules[i + 1].count = r.readings - x->rules[i + 1].first;
  }
  x->readings = store_grown(&s->store, x->readings, r.readings, r.readings, sizeof(struct reading));
  x->reading_terms = store_grown(&s->store, x->reading_terms, r.terms, r.terms, sizeof(uint32_t));
  sb_stemmer_delete(r.stemmer);
}
