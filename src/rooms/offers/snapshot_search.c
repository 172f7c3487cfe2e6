/* Answers a question: which offers match, how many there are of each facet value, and one page in order. All of it is
 * work on bitsets. Scores are numbers written downwards: a bitset for each binary digit, so that adding a word's impact
 * adds it to 64 offers at once, and the best of a page are found from the highest digit down, without sorting. */
#include "snapshot_internal.h"

enum { SCORE_PLANES = 14, ORDER_PLANES = 13 + SCORE_PLANES };
_Static_assert(PARTS_MOST * 12 * 15 < 1 << SCORE_PLANES, "no score overflows");
_Static_assert(WAIT_PLANES + 3 <= ORDER_PLANES, "an order by waiting time fits");

static uint64_t *bits_new(struct arena *a, const struct snapshot *s) { return arena_new(a, uint64_t, s->lanes); }

static void bits_and(uint64_t *a, const uint64_t *b, size_t lanes) { for (size_t i = 0; i < lanes; i++) a[i] &= b[i]; }
static void bits_or(uint64_t *a, const uint64_t *b, size_t lanes) { for (size_t i = 0; i < lanes; i++) a[i] |= b[i]; }
static bool bits_any(const uint64_t *a, size_t lanes)
{
  uint64_t any = 0;
  for (size_t i = 0; i < lanes; i++) any |= a[i];
  return any != 0;
}

/* --- which offers have the words -------------------------------------------------------------- */

static void term_or(const struct snapshot *s, const struct term *t, uint64_t *out)
{
  const struct words_index *x = &s->words;
  if (t->dense) {
    const uint64_t *p = x->planes + t->at * s->lanes;
    for (size_t i = 0; i < s->lanes; i++) out[i] |= p[i] | p[i + s->lanes] | p[i + 2 * s->lanes] | p[i + 3 * s->lanes];
  } else for (uint32_t i = 0; i < t->offers; i++) bit_set(out, x->lists[t->at + i] >> IMPACT_BITS);
}

static void alternative_match(const struct wording *q, struct alternative *a, uint64_t *one)
{
  const struct snapshot *s = q->s;
  a->set = bits_new(q->arena, s);
  term_or(s, &s->words.terms[q->parts[a->part]], a->set);
  for (size_t i = 1; i < a->parts; i++) {
    memset(one, 0, s->lanes * sizeof *one);
    term_or(s, &s->words.terms[q->parts[a->part + i]], one);
    bits_and(a->set, one, s->lanes);
  }
  const bool joint = !a->read && !(q->marks & MARKS_UNSAFE), narrow = !a->read || q->marks & MARK_SEXUAL;
  for (size_t i = 0; i < s->lanes; i++) a->set[i] &= ~((joint ? 0 : s->joint[i]) | (narrow ? 0 : s->narrow[i]));
}

static void group_match(struct wording *q, const struct group *g, uint64_t *group, uint64_t *one)
{
  const size_t lanes = q->s->lanes;
  memset(group, 0, lanes * sizeof *group);
  for (size_t i = 0; i < g->alternatives; i++) {
    struct alternative *a = &q->alternatives[g->alternative + i];
    alternative_match(q, a, one);
    bits_or(group, a->set, lanes);
  }
}

/* Offers with all groups, or with any if none has all; then `used` says which groups were found. True: all. A sentence
 * that says who asks is enough by itself: the other words only rank. */
static bool words_match(struct wording *q, uint64_t *out, bool used[static GROUPS_MOST])
{
  const size_t lanes = q->s->lanes;
  uint64_t *any = bits_new(q->arena, q->s), *said = bits_new(q->arena, q->s), *group = bits_new(q->arena, q->s), *one = bits_new(q->arena, q->s);
  bool role = false, needed = false;
  memcpy(out, q->s->all, lanes * sizeof *out);
  for (size_t g = 0; g < q->group_count; g++) {
    group_match(q, &q->groups[g], group, one);
    if (q->groups[g].optional) continue;
    needed = true;
    used[g] = bits_any(group, lanes);
    bits_and(out, group, lanes);
    bits_or(any, group, lanes);
    if (!q->groups[g].role || !used[g]) continue;
    role = true;
    bits_or(said, group, lanes);
  }
  if (role) memcpy(out, said, lanes * sizeof *out);
  if (!needed || bits_any(out, lanes)) return true;
  memcpy(out, any, lanes * sizeof *out);
  return false;
}

/* --- scores -------------------------------------------------------------------------------------- */

struct scoring { const struct term *term; const uint64_t *set; uint32_t at; unsigned weight; };

/* How much a word says: the fewer offers have it, the more. A few weights, with two binary digits at most. */
static unsigned weight_of(const struct snapshot *s, const struct term *t, bool read)
{
  static const unsigned char weights[] = { 1, 2, 4, 6, 8, 10, 12 };
  const size_t rarity = t->offers ? s->count / t->offers : 0;
  size_t step = 0;
  while (step + 1 < sizeof weights && rarity >> (step + 1)) step++;
  return read ? (weights[step] + 1u) / 2 : weights[step];
}

/* The impacts of the 64 offers of a lane. */
static void impacts(const struct snapshot *s, struct scoring *c, size_t lane, uint64_t planes[static IMPACT_BITS])
{
  const struct words_index *x = &s->words;
  if (c->term->dense) {
    const uint64_t *p = x->planes + c->term->at * s->lanes + lane;
    for (size_t b = 0; b < IMPACT_BITS; b++) planes[b] = p[b * s->lanes] & c->set[lane];
    return;
  }
  memset(planes, 0, IMPACT_BITS * sizeof *planes);
  const uint32_t *list = x->lists + c->term->at, first = (uint32_t)(lane * 64);
  while (c->at < c->term->offers && list[c->at] >> IMPACT_BITS < first) c->at++;
  for (; c->at < c->term->offers && list[c->at] >> IMPACT_BITS < first + 64; c->at++) {
    const uint64_t bit = (uint64_t)1 << ((list[c->at] >> IMPACT_BITS) - first) & c->set[lane];
    for (size_t b = 0; b < IMPACT_BITS; b++) if (list[c->at] >> b & 1) planes[b] |= bit;
  }
}

static inline void add_shifted(uint64_t score[static SCORE_PLANES], const uint64_t planes[static IMPACT_BITS], unsigned shift)
{
  uint64_t over = 0;
  size_t k = shift;
  for (size_t b = 0; b < IMPACT_BITS; b++, k++) {
    const uint64_t a = score[k], p = planes[b];
    score[k] = a ^ p ^ over;
    over = (a & p) | (over & (a ^ p));
  }
  for (; over && k < SCORE_PLANES; k++) { const uint64_t a = score[k]; score[k] = a ^ over; over &= a; }
}

static size_t scorings(const struct wording *q, struct scoring out[static PARTS_MOST])
{
  size_t n = 0;
  for (size_t i = 0; i < q->alternative_count; i++) {
    const struct alternative *a = &q->alternatives[i];
    for (size_t k = 0; k < a->parts; k++) {
      const struct term *t = &q->s->words.terms[q->parts[a->part + k]];
      out[n++] = (struct scoring){ .term = t, .set = a->set, .weight = a->faint ? 1 : weight_of(q->s, t, a->read) };
    }
  }
  return n;
}

/* Fills planes[0 … SCORE_PLANES-1], the highest digit first, where `found` has offers. */
static void score(const struct wording *q, const uint64_t *found, uint64_t *const planes[])
{
  struct scoring terms[PARTS_MOST];
  const size_t count = scorings(q, terms);
  for (size_t lane = 0; lane < q->s->lanes; lane++) {
    if (!found[lane]) continue;
    uint64_t sum[SCORE_PLANES] = { 0 }, impact[IMPACT_BITS];
    for (size_t i = 0; i < count; i++) {
      if (!(terms[i].set[lane] & found[lane])) continue;
      impacts(q->s, &terms[i], lane, impact);
      for (unsigned shift = 0; terms[i].weight >> shift; shift++)
        if (terms[i].weight >> shift & 1) add_shifted(sum, impact, shift);
    }
    for (size_t k = 0; k < SCORE_PLANES; k++) planes[k][lane] = sum[SCORE_PLANES - 1 - k];
  }
}

/* --- a page in order -------------------------------------------------------------------------------- */

struct order { const uint64_t *planes[ORDER_PLANES]; size_t count; };

static void add_plane(struct order *o, const uint64_t *plane) { o->planes[o->count++] = plane; }

static void add_ease(struct order *o, const struct snapshot *s) { for (size_t i = 0; i < EASE_PLANES; i++) add_plane(o, s->ease[i]); }

/* `high`, and those of `but` with it (NULL: none). */
static void add_plane_with(struct order *o, const struct wording *q, const uint64_t *high, const uint64_t *but)
{
  if (!but) { add_plane(o, high); return; }
  uint64_t *const both = bits_new(q->arena, q->s);
  memcpy(both, high, q->s->lanes * sizeof *both);
  bits_or(both, but, q->s->lanes);
  add_plane(o, both);
}

/* What comes before any score: safety (talks together are never first), then whom it is for and who can start it. */
static void add_ranks(struct order *o, const struct wording *q)
{
  const struct snapshot *const s = q->s;
  const enum asker asker = query_asker(q);
  const uint64_t *const named = offers_named(q);
  add_plane_with(o, q, s->not_joint, q->marks & MARKS_UNSAFE ? NULL : named);
  if (!(q->marks & MARK_SEXUAL)) add_plane_with(o, q, s->not_narrow, named);
  if (asker) add_plane(o, s->not_other[asker]);
  if (!(q->marks & MARK_DECIDED)) add_plane_with(o, q, s->not_decided, named);
  if (asker) add_plane(o, s->for_role[asker]);
  if (asker && !(q->marks & MARK_DECIDED)) add_plane(o, s->startable);
  add_plane(o, s->open);
}

/* Where somebody in danger turns: by phone or chat first, of these what serves the whole country. */
static void add_urgent(struct order *o, const struct wording *q)
{
  const struct snapshot *const s = q->s;
  const enum asker asker = query_asker(q);
  if (asker) add_plane(o, s->not_other[asker]);
  add_plane(o, s->at_once);
  if (s->nationwide) add_plane(o, s->nationwide);
}

static void order_make(const struct snapshot *s, struct arena *a, const struct search *ask, const struct wording *q, const uint64_t *found, struct order *o)
{
  const enum search_order order = ask->order ? ask->order : ORDER_RELEVANCE;
  *o = (struct order){ .count = 0 };
  if (order == ORDER_NAME) return;
  if (order == ORDER_WAIT) for (size_t i = 0; i < WAIT_PLANES; i++) add_plane(o, s->wait[i]);
  else if (ask->urgent) add_urgent(o, q);
  else if (!q->group_count) { add_ease(o, s); add_plane(o, s->current); return; }
  else {
    add_ranks(o, q);
    uint64_t *planes[SCORE_PLANES];
    for (size_t i = 0; i < SCORE_PLANES; i++) { planes[i] = bits_new(a, s); add_plane(o, planes[i]); }
    score(q, found, planes);
    if (q->regions) add_ease(o, s);
  }
  add_plane(o, s->current);
  add_plane(o, s->specific);
  add_plane(o, s->open);
}

/* The `most` first of `from` in that order, as a set. `in` and `tied` are scratch, `in` the answer. */
static void take_best(const struct order *o, const uint64_t *from, size_t lanes, size_t most, uint64_t *in, uint64_t *tied)
{
  size_t have = 0;
  memset(in, 0, lanes * sizeof *in);
  memcpy(tied, from, lanes * sizeof *tied);
  for (size_t p = 0; p < o->count && have < most; p++) {
    const uint64_t *plane = o->planes[p];
    const size_t higher = bits_in_both(tied, plane, lanes);
    if (higher == 0) continue;
    if (have + higher > most) { bits_and(tied, plane, lanes); continue; }
    for (size_t i = 0; i < lanes; i++) { in[i] |= tied[i] & plane[i]; tied[i] &= ~plane[i]; }
    have += higher;
  }
  for (size_t i = 0; i < lanes && have < most; i++)
    for (uint64_t rest = tied[i]; rest && have < most; rest &= rest - 1, have++) in[i] |= rest & (~rest + 1);
}

static uint32_t rank_of(const struct order *o, size_t offer)
{
  uint32_t rank = 0;
  for (size_t p = 0; p < o->count; p++) rank = rank << 1 | (uint32_t)bit_has(o->planes[p], offer);
  return rank;
}

/* Lists the offers of `page`, at most PAGE_SIZE, highest rank first, equals by name. */
static void list_page(const struct order *o, const uint64_t *page, size_t lanes, struct search_result *out)
{
  uint32_t ranks[PAGE_SIZE];
  for (size_t lane = 0; lane < lanes; lane++)
    for (uint64_t rest = page[lane]; rest && out->count < PAGE_SIZE; rest &= rest - 1) {
      const uint32_t offer = (uint32_t)(lane * 64 + (size_t)__builtin_ctzll(rest)), rank = rank_of(o, offer);
      size_t at = out->count++;
      for (; at && ranks[at - 1] < rank; at--) { ranks[at] = ranks[at - 1]; out->at[at] = out->at[at - 1]; }
      ranks[at] = rank;
      out->at[at] = offer;
    }
}

static void make_page(const struct snapshot *s, struct arena *a, const struct order *o, const uint64_t *found, size_t page, struct search_result *out)
{
  out->pages = (out->total + PAGE_SIZE - 1) / PAGE_SIZE;
  out->page = page < 1 || !out->pages ? 1 : page > out->pages ? out->pages : page;
  uint64_t *in = bits_new(a, s), *tied = bits_new(a, s);
  take_best(o, found, s->lanes, out->page * PAGE_SIZE, in, tied);
  if (out->page > 1) {
    uint64_t *before = bits_new(a, s);
    take_best(o, found, s->lanes, (out->page - 1) * PAGE_SIZE, before, tied);
    for (size_t i = 0; i < s->lanes; i++) in[i] &= ~before[i];
  }
  list_page(o, in, s->lanes, out);
}

/* --- the question ------------------------------------------------------------------------------------- */

/* What is asked, apart from the choices: all, what the words find, or where somebody in danger can turn. */
static void match(struct wording *q, const struct search *ask, uint64_t *matched, struct search_result *out)
{
  const struct snapshot *const s = q->s;
  bool used[GROUPS_MOST] = { false };
  out->asker = query_asker(q);
  out->control = q->marks & MARK_CONTROL;
  out->postcode = q->postcode;
  out->wordless = q->group_count == 0;
  memcpy(matched, s->all, s->lanes * sizeof *matched);
  if (q->group_count) {
    if (!words_match(q, matched, used)) out->widened = query_words(q, used);
    out->corrected = query_corrected(q);
    out->understood = query_understood(q);
  }
  if (!ask->urgent) return;
  memcpy(matched, s->urgent, s->lanes * sizeof *matched);
  out->widened = out->corrected = out->understood = NULL;
}

/* Whether there is anything but talks together and what others decide. */
static bool any_to_start(const struct snapshot *s, const uint64_t *found)
{
  uint64_t any = 0;
  for (size_t i = 0; i < s->lanes; i++) any |= found[i] & s->not_joint[i] & s->not_decided[i];
  return any != 0;
}

/* A place in the words limits as if its region were chosen; not beside a choice, nor where that leaves nothing. */
static void choose_place(const struct wording *q, const struct search *ask, const uint64_t *matched, uint64_t *found, struct search_result *out)
{
  uint64_t chosen[FACET_COUNT];
  memcpy(chosen, ask->chosen, sizeof chosen);
  if (!chosen[FACET_REGION]) out->regions = chosen[FACET_REGION] = q->regions;
  facets_count(q->s, q->arena, chosen, matched, found, out->facet);
  out->total = bits_count(found, q->s->lanes);
  if (!out->regions) return;
  if (out->total && (q->marks & MARK_DECIDED || any_to_start(q->s, found))) return;
  out->regions_empty = true;
  facets_count(q->s, q->arena, ask->chosen, matched, found, out->facet);
  out->total = bits_count(found, q->s->lanes);
}

void snapshot_search(const struct snapshot *s, struct arena *a, const struct search *ask, struct search_result *out)
{
  struct wording *q = arena_new(a, struct wording, 1);
  uint64_t *matched = bits_new(a, s), *found = bits_new(a, s);
  struct order order;
  *out = (struct search_result){ 0 };
  q->s = s;
  q->arena = a;
  query_read(q, ask->words ? ask->words : "");
  match(q, ask, matched, out);
  choose_place(q, ask, matched, found, out);
  order_make(s, a, ask, q, found, &order);
  make_page(s, a, &order, found, ask->page, out);
}

void snapshot_matching(const struct snapshot *s, struct arena *a, const char *words, uint64_t *bits)
{
  struct wording *q = arena_new(a, struct wording, 1);
  struct search_result *result = arena_new(a, struct search_result, 1);
  uint64_t *matched = bits_new(a, s), *found = bits_new(a, s);
  const struct search ask = { .words = words };
  q->s = s;
  q->arena = a;
  query_read(q, words);
  match(q, &ask, matched, result);
  choose_place(q, &ask, matched, found, result);
  for (size_t i = 0; i * 64 < s->count; i++) bits[i] |= found[i];
}
