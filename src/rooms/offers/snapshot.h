/* All offers in memory, immutable, ready to search: facet bitsets, postings, orders. A change builds a new one and
 * swaps a pointer; a request holds a reference to the one it began with. Same answers on every database. */
#ifndef SNAPSHOT_H
#define SNAPSHOT_H
#include "offers.h"
#include "places.h"

struct snapshot;

/* Builds from rows (copied). `synonyms` and `stopwords` are the texts of data/synonyms.txt and data/stopwords.txt.
 * Facets and counts cover the public offers; all offers can be found by slug. The caller owns one reference. */
MUST_USE int snapshot_build(struct ctx *c, const struct offer_line *rows, size_t count, const struct places *places,
                            const char *synonyms, const char *stopwords, struct date today, struct snapshot **out);

/* Likewise a row at a time, so that the caller need not hold all rows at once beside the snapshot. */
struct snapshot_draft;
struct snapshot_draft *snapshot_begin(void);               /* never NULL */
MUST_USE int snapshot_add(struct ctx *c, struct snapshot_draft *d, const struct offer_line *row);           /* copied */
/* Takes the draft, also when it fails. */
MUST_USE int snapshot_finish(struct ctx *c, struct snapshot_draft *d, const struct places *places, const char *synonyms,
                             const char *stopwords, struct date today, struct snapshot **out);

void snapshot_drop(struct snapshot_draft *d);              /* of a draft that will not be finished; accepts NULL */

struct snapshot *snapshot_hold(struct snapshot *s);
void snapshot_release(struct snapshot *s);                 /* accepts NULL; the last one frees */

/* Every offer, by number 0 … count-1 in order of name. */
size_t snapshot_count(const struct snapshot *s);
const struct offer_line *snapshot_offer(const struct snapshot *s, size_t number);
/* NULL if there is none. All offers, also those the public list leaves out. */
const struct offer_line *snapshot_by_slug(const struct snapshot *s, const char *slug);
const struct offer_line *snapshot_by_id(const struct snapshot *s, struct id id);
int64_t snapshot_built(const struct snapshot *s);          /* UTC milliseconds */
bool snapshot_has_examples(const struct snapshot *s);

/* --- questions ------------------------------------------------------------------- */

#define SEARCH_ORDERS(X) \
  X(ORDER_UNKNOWN,   NULL,        N_("Unknown")) \
  X(ORDER_RELEVANCE, "relevance", N_("Best match")) \
  X(ORDER_WAIT,      "wait",      N_("Shortest wait")) \
  X(ORDER_NAME,      "name",      N_("Name"))
DECLARE_CHOICES(search_order, SEARCH_ORDERS)

/* Who asks, as far as the words say: "I hit my wife", "my husband hits me", "my son hits me". */
enum asker { ASKER_UNKNOWN, ASKER_USES, ASKER_EXPERIENCES, ASKER_FAMILY };

/* X(FACET_…, "key in the URL", N_("Label")); every facet has the extra value "unknown" but the three yes-facets. */
#define FACETS(X) \
  X(FACET_FOR,      "voor",       N_("For whom")) \
  X(FACET_PHASE,    "fase",       N_("Situation")) \
  X(FACET_ACCESS,   "toegang",    N_("How to get in")) \
  X(FACET_COSTS,    "kosten",     N_("Costs")) \
  X(FACET_FORMAT,   "vorm",       N_("Form")) \
  X(FACET_FOCUS,    "focus",      N_("About")) \
  X(FACET_GROUND,   "grond",      N_("Your choice or a duty")) \
  X(FACET_REGION,   "regio",      N_("Region")) \
  X(FACET_LANGUAGE, "taal",       N_("Language")) \
  X(FACET_EVENINGS, "avond",      N_("Evenings or weekends")) \
  X(FACET_PLACES,   "plek",       N_("Places free")) \
  X(FACET_NAMELESS, "zondernaam", N_("Without giving your name"))
enum facet { 
#define FACET_CONSTANT_(constant, key, label) constant,
  FACETS(FACET_CONSTANT_)
#undef FACET_CONSTANT_
  FACET_COUNT };

/* The values of a facet, in display order: key as in the URL, label as a msgid (or data, for regions: already named). */
struct facet_value { const char *key, *label; size_t total; const char *html[2]; };     /* html: see snapshot_render */
struct facet_info { const char *key, *label; size_t count; const struct facet_value *values; };
const struct facet_info *snapshot_facet(const struct snapshot *s, enum facet f);

/* What all readers see alike is written once, into c->out, instead of for every reader: in Dutch, which nearly all read.
 * The card of each public offer, and each value of a facet, not chosen and chosen. Call it before others hold the
 * snapshot. */
struct snapshot_views {
  void (*offer)(struct ctx *c, const struct offer_line *line);
  void (*value)(struct ctx *c, const struct facet_info *facet, const struct facet_value *value, bool chosen);
};
void snapshot_render(struct ctx *c, struct snapshot *s, const struct snapshot_views *views);
const char *snapshot_card(const struct snapshot *s, size_t number);         /* NULL: not rendered, or not public */

enum { PAGE_SIZE = 20, FACET_VALUES = 64, WORDS_MOST = 200 /* bytes of words that are looked at */ };

struct search {
  const char *words;                             /* as typed; may be NULL */
  uint64_t chosen[FACET_COUNT];                  /* bit i: value i of that facet; 0: all. Within a facet OR, between facets AND */
  enum search_order order;                       /* ORDER_UNKNOWN: relevance; without words that is what is easiest to start */
  bool urgent;                                   /* where somebody in danger can turn, instead of what the words find */
  size_t page;                                   /* from 1; past the end: the last page */
};
struct search_result {
  size_t total, pages, page;
  size_t count;                                  /* on this page */
  uint32_t at[PAGE_SIZE];                        /* numbers of offers */
  uint32_t facet[FACET_COUNT][FACET_VALUES];     /* how many there would be with that value, the other facets as chosen */
  const char *corrected;                         /* "agresie" was read as "agressie": the words used instead; else NULL */
  const char *widened;                           /* no offer had all words: these were used, any of them; else NULL */
  const char *understood;                        /* everyday words were read as these; else NULL */
  bool wordless;                                 /* no words, or only such that are no question */
  enum asker asker;
  bool control;                                  /* the words are about control, stalking or fear */
  bool postcode;                                 /* one was typed: we cannot search for it */
  uint64_t regions;                              /* values of FACET_REGION that the words name, where none was chosen … */
  bool regions_empty;                            /* … but nothing was found there: the answer is of the whole country */
};
/* Answers from memory; texts of the result live in `a`. Never fails: what cannot be read finds nothing. */
void snapshot_search(const struct snapshot *s, struct arena *a, const struct search *q, struct search_result *out);
/* All public offers that a search for these words finds, on whatever page: sets bit i of `bits` for number i. */
void snapshot_matching(const struct snapshot *s, struct arena *a, const char *words, uint64_t *bits);
#endif
