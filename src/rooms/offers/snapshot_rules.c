/* The rules of synonyms.txt: "what people type => a reading, another reading". A reading is met by offers that have all
 * its words. Names of places are rules too: they name a region. */
#include "snapshot_internal.h"
#include <libstemmer.h>

enum { PHRASE_BYTES = 200 };

/* --- left sides ---------------------------------------------------------------------------------- */

/* The words of a left side, each in the lexicon, with one space between; classes with their signs. */
struct phrase { struct words_index *x; struct lexicon *words; char text[PHRASE_BYTES]; size_t len, count; bool bad; };

static void phrase_add(struct phrase *p, const char *word, size_t len)
{
  if (p->bad || p->len + len + 2 > PHRASE_BYTES) { p->bad = true; return; }
  if (p->count) {                                /* what stands there so far goes on */
    struct word *const w = lexicon_add(p->words, p->text, p->len);
    w->flags |= (uint8_t)(WORD_BEGINS_PHRASE | (p->count > 1 || *p->text == '<' ? WORD_PHRASE : 0));
    p->text[p->len++] = ' ';
  }
  memcpy(p->text + p->len, word, len);
  p->len += len;
  p->count++;
}

static bool is_class(const char *s, size_t n, const struct word_reader *r) { return r->from && s[r->from - 1] == '<' && r->to < n && s[r->to] == '>'; }

static bool relation_next(const struct phrase *p, struct word_reader r)
{
  const char *const s = r.text;
  if (!word_next(&r)) return false;
  return is_class(s, r.size, &r) ? strcmp(r.word, "wie") == 0 : word_in_class(lexicon_find(p->words, r.word, r.len), CLASS_RELATION);
}

/* False: empty, too long, or with a class that no line above defines. */
static bool phrase_read(struct phrase *p, const char *s, size_t n)
{
  for (struct word_reader r = { .text = s, .size = n }; word_next(&r); ) {
    if (is_class(s, n, &r)) {
      const char *const key = s + r.from - 1;
      p->bad |= class_find(p->x, key, r.to - r.from + 2) == p->x->class_count;
      phrase_add(p, key, r.to - r.from + 2);
      continue;
    }
    const char *const usual = word_usual(r.word, relation_next(p, r)), *const word = usual ? usual : r.word;
    lexicon_add(p->words, word, strlen(word));
    phrase_add(p, word, strlen(word));
  }
  if (p->bad || !p->count) return false;
  if (p->count > 1 || *p->text == '<') lexicon_add(p->words, p->text, p->len)->flags |= WORD_PHRASE;
  return true;
}

static bool rule_add(struct words_source *from, struct lexicon *words, struct rule_lines *lines, const char *left, size_t size, const struct rule_line *line)
{
  struct phrase p = { .x = &from->s->words, .words = words };
  if (!phrase_read(&p, left, size)) return false;
  struct word *const w = lexicon_find(words, p.text, p.len);
  if (w->rule) {                                 /* the first line of a phrase counts; two towns of one name are both meant */
    struct rule_line *const there = &lines->at[w->rule - 1];
    if (line->place && there->place) there->regions |= line->regions;
    return true;
  }
  if (lines->count == UINT16_MAX) return false;
  if (lines->count == lines->room) {
    lines->room = lines->room ? lines->room * 2 : 512;
    lines->at = store_grown(&from->temp, lines->at, lines->count, lines->room, sizeof *lines->at);
  }
  lines->at[lines->count++] = *line;
  w->rule = (uint16_t)lines->count;
  return true;
}

void rules_read(struct words_source *from, struct lexicon *words, struct rule_lines *lines)
{
  classes_begin(&from->s->words);
  for (struct line_reader r = { .at = from->synonyms }; line_next(&r); ) {
    const char *const arrow = memmem(r.line, r.size, "=>", 2);
    if (!arrow) {
      if (!class_read(from, words, &r)) line_complain(from, r.number, N_("This line has no =>:"), r.line, r.size);
      continue;
    }
    struct rule_line line = { .right = arrow + 2, .size = r.size - (size_t)(arrow + 2 - r.line) };
    marks_read(from, &r, &line);
    if (!rule_add(from, words, lines, r.line, (size_t)(arrow - r.line), &line))
      line_complain(from, r.number, N_("The left side is empty, too long, or has a list that is not there:"), r.line, (size_t)(arrow - r.line));
  }
}

/* --- places --------------------------------------------------------------------------------------- */

static void mark_places(struct lexicon *words, const char *name, size_t size)
{
  for (struct word_reader r = { .text = name, .size = size }; word_next(&r); ) {
    struct word *const w = lexicon_find(words, r.word, r.len);
    if (w && !(w->flags & WORD_STOP)) w->flags |= WORD_PLACE;
  }
}

enum { ALIAS_LEAST = 4 };

/* A place by its name, and by what stands in brackets: "'s-Hertogenbosch (Den Bosch)". */
static void place_add(struct words_source *from, struct lexicon *words, struct rule_lines *lines, const char *name, uint64_t regions)
{
  const struct rule_line line = { .right = "", .place = true, .regions = regions };
  const char *const bracket = strchr(name, '(');
  const size_t size = bracket ? (size_t)(bracket - name) : strlen(name);
  if (rule_add(from, words, lines, name, size, &line)) mark_places(words, name, size);
  if (bracket && strlen(bracket + 1) > ALIAS_LEAST && rule_add(from, words, lines, bracket + 1, strlen(bracket + 1), &line))
    mark_places(words, bracket + 1, strlen(bracket + 1));
}

void rules_for_places(struct words_source *from, struct lexicon *words, struct rule_lines *lines)
{
  if (!from->places) return;
  for (size_t i = 0; i < from->places->municipalities.count; i++) {
    const struct municipality *const m = &from->places->municipalities.at[i];
    const uint64_t regions = region_value(from->s, m->region, strlen(m->region));
    if (regions) place_add(from, words, lines, m->name, regions);
  }
  for (size_t i = 0; i < from->places->regions.count; i++) {
    const struct region *const r = &from->places->regions.at[i];
    if (strcmp(r->slug, REGION_NATIONWIDE) == 0) continue;
    place_add(from, words, lines, r->name, region_value(from->s, r->slug, strlen(r->slug)));
    if (r->name_en) place_add(from, words, lines, r->name_en, region_value(from->s, r->slug, strlen(r->slug)));
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
    const struct rule_line *const line = &lines->at[i];
    x->rules[i + 1] = (struct rule){ .first = r.readings, .marks = line->marks, .place = line->place, .regions = line->regions };
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
