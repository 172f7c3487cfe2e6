/* Builds the words index: which offers have which words, and how prominently. The texts are read three times instead
 * of being kept as words: to learn the words, to count, and to fill lists of exactly the right size. */
#include "snapshot_internal.h"
#include <libstemmer.h>

/* --- the words ------------------------------------------------------------------------------ */

static void learn_words(void *of, const char *text, unsigned impact)
{
  struct lexicon *words = of;
  (void)impact;
  for (struct word_reader r = { .text = text, .size = strlen(text) }; word_next(&r); )
    lexicon_add(words, r.word, r.len)->flags |= WORD_IN_OFFERS | (r.len < 2 ? WORD_STOP : 0);
}

static void for_public(const struct snapshot *s, const struct places *places, each_text *each, void *of)
{
  for (size_t i = 0; i < s->count; i++)
    if (bit_has(s->all, i)) offer_texts(s->rows[i], places, each, of);
}

/* Gives every word the term of its stem. Term 0 stays empty. */
static void find_terms(struct words_index *x, struct store *temp)
{
  struct sb_stemmer *stemmer = sb_stemmer_new("dutch", NULL);
  x->stems.in = temp;
  x->term_count = 1;
  x->terms = store_new(temp, struct term, x->words.count + 1);
  for (uint32_t i = 0; stemmer && i < x->words.count; i++) {
    struct word *w = &x->words.words[i];
    if (w->flags & (WORD_STOP | WORD_PHRASE)) continue;
    char stem[WORD_BYTES + 1];
    const size_t len = word_stem(stemmer, word_text(&x->words, w), w->len, stem);
    struct word *root = lexicon_add(&x->stems, stem, len);
    if (!root->term) root->term = x->term_count++;
    root->flags |= w->flags & WORD_IN_OFFERS;
    w->term = root->term;
    if (w->rule && !x->terms[w->term].rule) x->terms[w->term].rule = w->rule;
  }
  sb_stemmer_delete(stemmer);
}

/* --- the postings ------------------------------------------------------------------------------ */

struct posting_pass {
  struct snapshot *s;
  uint32_t (*parts)[COMPOUND_PARTS];             /* of each word: the terms of its parts */
  uint8_t *impact;                               /* of each term in this offer */
  uint32_t *touched, touched_count;              /* the terms of this offer */
  uint32_t *next;                                /* where in its list each term goes on; NULL: only count */
};

static inline void touch(struct posting_pass *p, uint32_t term, unsigned impact)
{
  if (!p->impact[term]) p->touched[p->touched_count++] = term;
  p->impact[term] |= (uint8_t)impact;
}

static void note_words(void *of, const char *text, unsigned impact)
{
  struct posting_pass *p = of;
  const struct lexicon *words = &p->s->words.words;
  for (struct word_reader r = { .text = text, .size = strlen(text) }; word_next(&r); ) {
    const struct word *w = lexicon_find(words, r.word, r.len);
    if (!w || !w->term) continue;
    touch(p, w->term, impact);
    const uint32_t *parts = p->parts[w - words->words];
    for (size_t i = 0; i < COMPOUND_PARTS && parts[i]; i++) touch(p, parts[i], impact > IN_REST ? impact / 2 : impact);
  }
}

static void post(struct posting_pass *p, uint32_t term, size_t offer)
{
  struct words_index *x = &p->s->words;
  struct term *t = &x->terms[term];
  const unsigned impact = p->impact[term];
  p->impact[term] = 0;
  if (!p->next) t->offers++;
  else if (!t->dense) x->lists[p->next[term]++] = (uint32_t)offer << IMPACT_BITS | impact;
  else for (unsigned b = 0; b < IMPACT_BITS; b++)
    if (impact >> b & 1) bit_set(x->planes + (t->at + b) * p->s->lanes, offer);
}

static void all_postings(struct posting_pass *p, const struct places *places)
{
  for (size_t i = 0; i < p->s->count; i++) {
    if (!bit_has(p->s->all, i)) continue;
    p->touched_count = 0;
    offer_texts(p->s->rows[i], places, note_words, p);
    for (uint32_t k = 0; k < p->touched_count; k++) post(p, p->touched[k], i);
  }
}

/* Decides for each term between a list and bitsets, whichever is smaller, and takes the memory. */
static void lay_out(struct snapshot *s, uint32_t *next)
{
  struct words_index *x = &s->words;
  uint32_t listed = 0, planes = 0;
  for (uint32_t i = 1; i < x->term_count; i++) {
    struct term *t = &x->terms[i];
    t->dense = t->offers * sizeof *x->lists > IMPACT_BITS * s->lanes * sizeof *x->planes;
    t->at = next[i] = t->dense ? planes : listed;
    if (t->dense) planes += IMPACT_BITS;
    else listed += t->offers;
  }
  x->lists = store_new(&s->store, uint32_t, listed);
  x->planes = store_take(&s->store, planes * s->lanes * sizeof *x->planes, 16);
}

static void find_postings(struct snapshot *s, const struct places *places, struct store *temp)
{
  struct words_index *x = &s->words;
  struct posting_pass p = { .s = s };
  p.parts = store_take(temp, x->words.count * sizeof *p.parts, _Alignof(uint32_t));
  p.impact = store_new(temp, uint8_t, x->term_count);
  p.touched = store_new(temp, uint32_t, x->term_count);
  for (uint32_t i = 0; i < x->words.count; i++) {
    const struct word *w = &x->words.words[i];
    if (w->term && w->flags & WORD_IN_OFFERS) compound_split(x, word_text(&x->words, w), w->len, NULL, 0, p.parts[i]);
  }
  all_postings(&p, places);
  uint32_t *next = store_new(temp, uint32_t, x->term_count);
  lay_out(s, next);
  p.next = next;
  all_postings(&p, places);
}

/* --- to its final size --------------------------------------------------------------------------- */

static int by_text(const void *a, const void *b, void *texts)
{
  return strcmp((const char *)texts + ((const struct word *)a)->text, (const char *)texts + ((const struct word *)b)->text);
}

static void pack(struct lexicon *x, struct store *m)
{
  struct lexicon packed = { .in = m, .text_room = x->text_used, .room = x->count, .slot_count = 64 };
  while (packed.slot_count < x->count + x->count / 2) packed.slot_count *= 2;
  packed.texts = store_new(m, char, x->text_used);
  packed.words = store_new(m, struct word, x->count);
  packed.slots = store_new(m, uint32_t, packed.slot_count);
  if (x->count) qsort_r(x->words, x->count, sizeof *x->words, by_text, x->texts);
  for (uint32_t i = 0; i < x->count; i++) {
    const struct word *w = &x->words[i];
    struct word *to = lexicon_add(&packed, word_text(x, w), w->len);
    to->term = w->term;
    to->rule = w->rule;
    to->flags = w->flags;
    to->classes = w->classes;
  }
  *x = packed;
}

enum { CLASS_WORD_LEAST = 8 };

/* What an offer or a rule has; small words and names of places are no corrections. */
static bool may_be_meant(const struct word *w)
{
  if (w->flags & (WORD_PHRASE | WORD_STOP | WORD_PLACE)) return false;
  return w->flags & WORD_IN_OFFERS || w->rule || (w->len >= CLASS_WORD_LEAST && w->classes & ~((uint32_t)1 << CLASS_ORDINARY));
}

/* Words that a typing error may have been meant for, by length. */
static void list_spellings(struct words_index *x, struct store *m)
{
  uint32_t *from = x->spelling_from;
  for (uint32_t i = 0; i < x->words.count; i++)
    if (may_be_meant(&x->words.words[i])) from[x->words.words[i].len + 1]++;
  for (size_t n = 1; n < COUNT(x->spelling_from); n++) from[n] += from[n - 1];
  x->spellings = store_new(m, struct spelling, from[WORD_BYTES + 1]);
  uint32_t at[WORD_BYTES + 2];
  memcpy(at, from, sizeof at);
  for (uint32_t i = 0; i < x->words.count; i++) {
    const struct word *w = &x->words.words[i];
    if (may_be_meant(w)) x->spellings[at[w->len]++] = (struct spelling){ i, word_letters(word_text(&x->words, w), w->len) };
  }
}

void words_build(struct words_source *from)
{
  struct snapshot *s = from->s;
  struct words_index *x = &s->words;
  struct rule_lines lines = { 0 };
  x->words.in = &from->temp;
  stopwords_read(&x->words, from->stopwords);
  rules_read(from, &x->words, &lines);
  for_public(s, from->places, learn_words, &x->words);
  rules_for_places(from, &x->words, &lines);
  find_terms(x, &from->temp);
  find_postings(s, from->places, &from->temp);
  rules_resolve(from, &lines);
  x->terms = store_grown(&s->store, x->terms, x->term_count, x->term_count, sizeof *x->terms);
  pack(&x->words, &s->store);
  pack(&x->stems, &s->store);
  list_spellings(x, &s->store);
}
