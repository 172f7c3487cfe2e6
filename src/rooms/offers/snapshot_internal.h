/* How the snapshot is laid out. Only the snapshot's own files and their tests include this.
 *
 * Offers are numbered in order of name, so a bitset read from its first bit is a list in order of name. Only public
 * offers have bits. A bitset is `lanes` words of 64 bits, filled up with zero words to a multiple of 8. */
#ifndef SNAPSHOT_INTERNAL_H
#define SNAPSHOT_INTERNAL_H
#include <stdatomic.h>
#include "snapshot.h"

/* --- snapshot_store.c: memory in large blocks, given back to the system at once ------------ */

struct store_block;
struct store { struct store_block *blocks; char *at, *end; size_t used; };
/* Never NULL, zeroed. `align` is a power of two up to 16. Memory that nobody writes to is not used. */
void *store_take(struct store *m, size_t bytes, size_t align);
#define store_new(m, T, n) ((T *)store_take((m), (n) * sizeof(T), _Alignof(T)))
/* A copy of `count` elements with room for `room` of them; the old ones stay where they are until the store is freed. */
void *store_grown(struct store *m, const void *old, size_t count, size_t room, size_t size);
void store_release(struct store *m);

/* Texts kept once each. */
struct interner { struct store *texts, *slots_in; const char **slots; size_t count, room; };
const char *intern(struct interner *in, const char *text);                /* NULL stays NULL */

/* --- snapshot_words.c: from text to words ---------------------------------------------------- */

enum { WORD_BYTES = 48 };                        /* of a word, folded; what follows is ignored */

/* The next word of a text: letters and digits, folded. Bytes from..to of the text are where it stood. */
struct word_reader { const char *text; size_t size, from, to, len; char word[WORD_BYTES + 1]; };
bool word_next(struct word_reader *r);

enum { WORD_STOP = 1, WORD_IN_OFFERS = 2, WORD_BEGINS_PHRASE = 4, WORD_PHRASE = 8, WORD_PLACE = 16 };
struct word {
  uint32_t text, term;                           /* term 0: none */
  uint32_t classes;                              /* a bit for each class of synonyms.txt that has it */
  uint16_t rule;                                 /* what people type is read as …; 0: as itself */
  uint8_t len, flags;
};
struct lexicon { char *texts; struct word *words; uint32_t *slots; uint32_t count, room, slot_count, text_used, text_room; struct store *in; };
struct word *lexicon_find(const struct lexicon *x, const char *text, size_t len);                  /* NULL if it is not there */
struct word *lexicon_add(struct lexicon *x, const char *text, size_t len);                         /* found or added */
static inline const char *word_text(const struct lexicon *x, const struct word *w) { return x->texts + w->text; }

struct sb_stemmer;
/* The Dutch stem of a folded word, at most WORD_BYTES, into `out`; returns its length. */
size_t word_stem(struct sb_stemmer *stemmer, const char *word, size_t len, char out[static WORD_BYTES + 1]);

/* --- the index -------------------------------------------------------------------------------- */

/* In which fields of an offer a word stands, as bits: the sum of these is its weight there. */
enum { IN_REST = 1, IN_DESCRIPTION = 2, IN_SUMMARY = 4, IN_NAME = 8, IMPACT_BITS = 4 };

/* All words of one stem. Where an offer has it: a list of (number << IMPACT_BITS | impact), or for a frequent stem
 * IMPACT_BITS bitsets, one for each bit of the impact. */
struct term { uint32_t offers, at; uint16_t rule; bool dense; };

/* A reading of a rule: offers that have all its terms. */
struct reading { const char *text; uint32_t first, count; };
struct rule {
  uint32_t first, count;                         /* readings */
  uint8_t marks;
  bool place;                                    /* the name of a municipality or region */
  uint64_t regions;                              /* the values of FACET_REGION that it names */
};

/* What a rule tells besides its readings. MARK_DECIDED: the words are about what police, probation or court decide;
 * MARK_SEXUAL: about sexual violence. */
enum { MARK_USES = 1, MARK_EXPERIENCES = 2, MARK_FAMILY = 4, MARK_CONTROL = 8, MARK_DECIDED = 16, MARK_SEXUAL = 32,
       MARKS_OF_ROLES = MARK_USES | MARK_EXPERIENCES | MARK_FAMILY,
       MARKS_UNSAFE = MARK_EXPERIENCES | MARK_FAMILY | MARK_CONTROL };        /* talks together are not even found */

/* Words that stand for one another on the left of rules: "<wie>" with its signs. Three mean something to the search. */
enum { CLASSES_MOST = 32, CLASS_BYTES = 30 };
enum { CLASS_RELATION, CLASS_BETWEEN, CLASS_ORDINARY, CLASSES_BUILT_IN };   /* <wie>, <tussen>, <gewoon> */
struct word_class { char key[CLASS_BYTES + 1]; uint8_t len; };

struct spelling { uint32_t word, letters; };     /* letters: a bit for each letter that occurs */

struct words_index {
  struct lexicon words, stems;                   /* words in order of the alphabet */
  struct term *terms; uint32_t term_count;
  uint32_t *lists; uint64_t *planes;
  struct rule *rules; struct reading *readings; uint32_t *reading_terms;
  struct word_class classes[CLASSES_MOST]; uint32_t class_count;
  struct spelling *spellings;                    /* by length; those of length n begin at spelling_from[n] */
  uint32_t spelling_from[WORD_BYTES + 2];
};

/* An offer by the hash of its name's words, so that who types the name finds it. */
struct named_offer { uint64_t hash; uint32_t offer; };
enum { SEARCH_ROLES = ASKER_FAMILY + 1, EASE_PLANES = 3 };
enum { WAIT_PLANES = 10, WAIT_MOST = (1 << WAIT_PLANES) - 2 };

struct snapshot {
  atomic_int references;
  struct store store;
  int64_t built;
  size_t count, lanes;
  const struct offer_line **rows;                /* in order of name */
  const char **cards;                            /* NULL: nothing was rendered */
  uint32_t *by_slug, *by_id;
  bool examples;
  uint64_t *all, *joint;                         /* the public offers; those for people together with the other */
  uint64_t *specific, *open;                     /* order of equals: about violence first, then what runs now */
  uint64_t *current;                             /* all but those that nobody confirmed again in time: these come after their equals */
  uint64_t *ease[EASE_PLANES];                   /* highest bit first; the higher, the easier to start */
  uint64_t *startable;                           /* what somebody can start himself, or where nobody says that he cannot */
  uint64_t *decided;                             /* what only police, probation, court or mayor can start */
  uint64_t *narrow;                              /* about sexual violence only */
  uint64_t *urgent, *at_once;                    /* where somebody in danger can turn; of these by phone or chat */
  const uint64_t *nationwide;                    /* NULL: no region is the whole country */
  uint64_t *not_joint, *not_narrow, *not_decided;/* the others of each */
  uint64_t *for_role[SEARCH_ROLES], *not_other[SEARCH_ROLES];    /* by enum asker: for him; not only for somebody else */
  struct named_offer *names; uint32_t name_count;                /* of the joint, decided and narrow ones, by hash */
  uint64_t *wait[WAIT_PLANES];                   /* highest bit first; the shorter, the higher; none: unknown */
  struct facet_info facets[FACET_COUNT];
  uint64_t *facet_bits[FACET_COUNT];             /* a bitset a value */
  struct words_index words;
};

static inline void bit_set(uint64_t *bits, size_t i) { bits[i / 64] |= (uint64_t)1 << i % 64; }
static inline bool bit_has(const uint64_t *bits, size_t i) { return bits[i / 64] >> i % 64 & 1; }

/* snapshot_bits.c: how many bits there are in both. `lanes` is a multiple of 8. */
uint32_t bits_in_both(const uint64_t *a, const uint64_t *b, size_t lanes);
static inline uint32_t bits_count(const uint64_t *a, size_t lanes) { return bits_in_both(a, a, lanes); }

/* --- building ----------------------------------------------------------------------------------- */

void facets_build(struct snapshot *s, const struct places *places, struct date today);
/* `found`: of `matched` what every choice allows. A facet's counts are not limited by its own choice. */
void facets_count(const struct snapshot *s, struct arena *a, const uint64_t chosen[static FACET_COUNT], const uint64_t *matched,
                  uint64_t *found, uint32_t counts[static FACET_COUNT][FACET_VALUES]);

/* snapshot_ranks.c: who can start an offer, whom it is for, and its name. */
void ranks_build(struct snapshot *s);
struct wording;
/* The offers whose whole name stands in these tokens; NULL: none. Looks only at those that some rank puts low. */
uint64_t *offers_named(const struct wording *q);

/* What the words index is built from; `temp` is freed when the snapshot is done. */
struct words_source {
  struct ctx *c;                                 /* for the language of complaints */
  struct snapshot *s;
  struct store temp;
  const struct places *places;
  const char *synonyms, *stopwords;
};
void words_build(struct words_source *from);

/* snapshot_rules.c: stop words and rules into the lexicon; later, when the terms are known, the readings. */
struct rule_line { const char *right; size_t size; uint8_t marks; bool place; uint64_t regions; };
struct rule_lines { struct rule_line *at; size_t count, room; };
void stopwords_read(struct lexicon *words, const char *text);
void rules_read(struct words_source *from, struct lexicon *words, struct rule_lines *lines);
void rules_for_places(struct words_source *from, struct lexicon *words, struct rule_lines *lines);
void rules_resolve(struct words_source *from, const struct rule_lines *lines);

/* snapshot_lines.c: the lines of stopwords.txt and synonyms.txt, the classes and the marks. */
struct line_reader { const char *at, *line; size_t size, number; };
void classes_begin(struct words_index *x);
size_t class_find(const struct words_index *x, const char *key, size_t len);      /* class_count: there is none */
uint64_t region_value(const struct snapshot *s, const char *slug, size_t len);    /* the bit of a region in FACET_REGION; 0: unknown */
/* The next line without what stands around it; empty lines and lines with # are passed over. */
bool line_next(struct line_reader *r);
/* "<wie> = man, vrouw": false if the line is not of this form. */
bool class_read(struct words_source *from, struct lexicon *words, const struct line_reader *r);
/* Takes the marks "[uses control]" from the front of a right side. */
void marks_read(struct words_source *from, const struct line_reader *r, struct rule_line *line);
void line_complain(struct words_source *from, size_t line, const char *text, const char *of, size_t size);

/* One way of writing what is written in many: mn, and me before a relation → mijn; me → mij. NULL: as it is. */
const char *word_usual(const char *word, bool before_relation);
static inline bool word_in_class(const struct word *w, unsigned class) { return w && w->classes >> class & 1; }

/* snapshot_fields.c: the texts of an offer that can be searched. */
typedef void each_text(void *of, const char *text, unsigned impact);
void offer_texts(const struct offer_line *row, const struct places *places, each_text *each, void *of);

/* snapshot_spelling.c: a bit for each letter that occurs. */
uint32_t word_letters(const char *word, size_t len);

/* --- asking --------------------------------------------------------------------------------------- */

enum { COMPOUND_PARTS = 3 };
/* The terms of the parts of a compound ("huisverbodspreekuur"); 0 if it cannot be split. `stem` may be NULL. */
size_t compound_split(const struct words_index *x, const char *word, size_t len, const char *stem, size_t stem_len, uint32_t parts[static COMPOUND_PARTS]);
/* The known word nearest to one with a typing error; NULL if none is near. */
const struct word *word_nearest(const struct words_index *x, const char *word, size_t len);
/* The words that begin with it: first and how many. */
size_t words_with_prefix(const struct words_index *x, const char *prefix, size_t len, const struct word **first);

/* snapshot_query.c: words as typed → groups (all must match) of alternatives (one must) of terms (all). */
enum { TOKENS_MOST = 40, PARTS_MOST = 64, ALTERNATIVES_MOST = 48, GROUPS_MOST = 24 };
struct token { const char *text; size_t len; uint16_t from, to; const struct word *word; bool replaced, quiet; };   /* quiet: says nothing by itself */
struct alternative { uint16_t part, parts; bool read, faint; uint64_t *set; };    /* read: not typed, but how a rule reads it; faint: a place */
struct group { uint16_t alternative, alternatives, token, tokens; bool role, optional; };   /* optional: ranks, but need not match */
struct wording {
  const struct snapshot *s;
  struct arena *arena;
  struct sb_stemmer *stemmer;                    /* made when it is needed */
  const char *typed;
  struct token tokens[TOKENS_MOST];
  uint32_t parts[PARTS_MOST];
  struct alternative alternatives[ALTERNATIVES_MOST];
  struct group groups[GROUPS_MOST];
  const char *understood[ALTERNATIVES_MOST];
  size_t token_count, part_count, alternative_count, group_count, understood_count;
  unsigned marks;                                /* of all rules that were used */
  uint64_t regions;                              /* that the words name */
  bool postcode;
};
void query_read(struct wording *q, const char *typed);
/* snapshot_phrases.c: how many tokens from `first` on the longest rule takes; 0: no rule begins here. */
size_t phrase_longest(const struct wording *q, size_t first, uint16_t *rule);
/* Joins "m n", reads "me" as mijn or mij, and makes relations after "mijn" quiet. */
void tokens_prepare(struct wording *q);
enum asker query_asker(const struct wording *q);
const char *query_corrected(const struct wording *q);        /* NULL if nothing was */
const char *query_understood(const struct wording *q);       /* NULL if no rule was used */
const char *query_words(const struct wording *q, const bool *used);           /* the typed words of those groups */
#endif
