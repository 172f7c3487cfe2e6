/* Reads what somebody typed: words → corrections → rules → groups of alternatives. Only the first WORDS_MOST bytes and
 * a fixed number of words, alternatives and terms count, so that every question costs about the same. */
#include "snapshot_internal.h"
#include "text.h"
#include "urgent_words.h"
#include <libstemmer.h>

enum { PHRASE_WORDS = 10, PREFIX_WORDS = 8, PREFIX_LEAST = 3, CORRECTIONS_MOST = 6, POSTCODE_DIGITS = 4 };

static inline const struct words_index *index_of(const struct wording *q) { return &q->s->words; }

static bool is_stop(const struct token *t) { return t->len < 2 || t->quiet || (t->word && t->word->flags & WORD_STOP); }

/* --- the terms of a word --------------------------------------------------------------------- */

static const struct word *stem_find(struct wording *q, const struct token *t, char stem[static WORD_BYTES + 1], size_t *len)
{
  *len = 0;
  if (!q->stemmer) q->stemmer = sb_stemmer_new("dutch", NULL);
  if (!q->stemmer) return NULL;
  *len = word_stem(q->stemmer, t->text, t->len, stem);
  return lexicon_find(&index_of(q)->stems, stem, *len);
}

/* One term, or those of its parts if it is a compound; 0 if no offer has it. */
static size_t token_terms(struct wording *q, const struct token *t, uint32_t parts[static COMPOUND_PARTS])
{
  const struct words_index *x = index_of(q);
  if (t->word && x->terms[t->word->term].offers) { parts[0] = t->word->term; return 1; }
  char stem[WORD_BYTES + 1];
  size_t len;
  const struct word *root = stem_find(q, t, stem, &len);
  if (root && x->terms[root->term].offers) { parts[0] = root->term; return 1; }
  return compound_split(x, t->text, t->len, len ? stem : NULL, len, parts);
}

static uint16_t token_rule(struct wording *q, const struct token *t)
{
  if (t->word && (t->word->rule || t->word->flags & WORD_STOP)) return t->word->rule;
  if (t->word) return index_of(q)->terms[t->word->term].rule;
  char stem[WORD_BYTES + 1];
  size_t len;
  const struct word *root = stem_find(q, t, stem, &len);
  return root ? index_of(q)->terms[root->term].rule : 0;
}

/* --- tokens and typing errors ------------------------------------------------------------------- */

static bool is_digits(const char *s, size_t n) { return strspn(s, "0123456789") >= n; }

/* "5611 AB", "5611ab": which we cannot search for. A number of four digits alone is only one if nothing else is typed. */
static bool take_postcode(struct wording *q, struct word_reader *r)
{
  if (r->len < POSTCODE_DIGITS || r->word[0] == '0' || !is_digits(r->word, POSTCODE_DIGITS)) return false;
  bool whole = r->len == POSTCODE_DIGITS + 2 && !is_digits(r->word + POSTCODE_DIGITS, 1) && !is_digits(r->word + POSTCODE_DIGITS + 1, 1);
  if (r->len == POSTCODE_DIGITS && r->from + POSTCODE_DIGITS == r->to) {
    struct word_reader next = *r;
    if (!word_next(&next)) whole = q->token_count == 0;
    else if (next.len == 2 && !is_digits(next.word, 1) && next.from <= r->to + 1) { *r = next; whole = true; }
  }
  q->postcode |= whole;
  return whole;
}

static void read_tokens(struct wording *q)
{
  const size_t size = strnlen(q->typed, WORDS_MOST);
  for (struct word_reader r = { .text = q->typed, .size = size }; q->token_count < TOKENS_MOST && word_next(&r); ) {
    if (take_postcode(q, &r)) continue;
    q->tokens[q->token_count++] = (struct token){
      .text = arena_text(q->arena, r.word, r.len), .len = r.len, .from = (uint16_t)r.from, .to = (uint16_t)r.to,
      .word = lexicon_find(&index_of(q)->words, r.word, r.len) };
  }
}

/* Whether some offer has a word that begins with it; else a word with a rule may be meant: that one. */
static bool prefix_known(const struct wording *q, const struct token *t, const struct word **meant)
{
  const struct word *w;
  *meant = NULL;
  if (t->len < PREFIX_LEAST) return false;
  for (size_t n = words_with_prefix(index_of(q), t->text, t->len, &w); n; n--, w++) {
    if (w->flags & WORD_PHRASE) continue;
    if (w->flags & WORD_IN_OFFERS && !(w->flags & WORD_STOP)) return true;
    if (!*meant && w->rule && !(w->flags & WORD_PLACE)) *meant = w;
  }
  return false;
}

/* "agressie regulatie": makes one token of `first` and the next if that is a word. */
static bool join_tokens(struct wording *q, size_t first)
{
  struct token *t = &q->tokens[first];
  char joined[2 * WORD_BYTES];
  if (first + 1 >= q->token_count) return false;
  memcpy(joined, t[0].text, t[0].len);
  memcpy(joined + t[0].len, t[1].text, t[1].len);
  const struct word *w = lexicon_find(&index_of(q)->words, joined, t[0].len + t[1].len);
  if (!w || w->flags & WORD_STOP) return false;
  *t = (struct token){ word_text(&index_of(q)->words, w), w->len, t[0].from, t[1].to, w, true, false };
  memmove(t + 1, t + 2, (--q->token_count - first - 1) * sizeof *t);
  return true;
}

static void correct_tokens(struct wording *q)
{
  uint32_t parts[COMPOUND_PARTS];
  for (size_t i = 0, tried = 0; i < q->token_count && tried < CORRECTIONS_MOST; i++) {
    struct token *t = &q->tokens[i];
    const struct word *meant = NULL;
    if (!t->word && i && join_tokens(q, i - 1)) { i--; continue; }
    if (t->word || join_tokens(q, i) || urgent_word(t->text) || t->len < PREFIX_LEAST || token_rule(q, t) || token_terms(q, t, parts)) continue;
    tried++;
    const bool last = i + 1 == q->token_count;
    if ((last || t->len > PREFIX_LEAST) && prefix_known(q, t, &meant)) continue;
    if (!meant) meant = word_nearest(index_of(q), t->text, t->len);
    if (!meant) continue;
    *t = (struct token){ word_text(&index_of(q)->words, meant), meant->len, t->from, t->to, meant, true, false };
  }
}

/* --- groups --------------------------------------------------------------------------------------- */

static void add_alternative(struct wording *q, const uint32_t *terms, size_t count, bool read)
{
  if (!count || q->alternative_count == ALTERNATIVES_MOST || q->part_count + count > PARTS_MOST) return;
  struct alternative *a = &q->alternatives[q->alternative_count++];
  *a = (struct alternative){ .part = (uint16_t)q->part_count, .parts = (uint16_t)count, .read = read };
  memcpy(q->parts + q->part_count, terms, count * sizeof *terms);
  q->part_count += count;
  q->groups[q->group_count].alternatives++;
}

static void add_prefixed(struct wording *q, const struct token *t)
{
  const struct word *w;
  uint32_t last = 0, added = 0;
  if (word_in_class(t->word, CLASS_ORDINARY)) return;              /* "deur" is not the beginning of Deurne */
  for (size_t n = words_with_prefix(index_of(q), t->text, t->len, &w); n && added < PREFIX_WORDS; n--, w++) {
    if (w->flags & (WORD_PHRASE | WORD_STOP) || !(w->flags & WORD_IN_OFFERS) || w->term == last) continue;
    add_alternative(q, &w->term, 1, false);
    last = w->term;
    added++;
  }
}

/* The typed words of the group, all of them, as one alternative. A word with a rule is not taken apart: the rule knows
 * better ("relatietherapie"). */
static void add_typed(struct wording *q, const struct token *tokens, size_t count, bool rule)
{
  uint32_t terms[PHRASE_WORDS * COMPOUND_PARTS];
  size_t term_count = 0;
  for (size_t i = 0; i < count; i++) {
    if (is_stop(&tokens[i])) continue;
    const size_t n = token_terms(q, &tokens[i], terms + term_count);
    if (!n && !rule && tokens->len >= PREFIX_LEAST) add_prefixed(q, tokens);
    if (!n || (rule && n > 1)) return;
    term_count += n;
  }
  add_alternative(q, terms, term_count, false);
}

static void add_rule(struct wording *q, const struct rule *rule)
{
  const struct words_index *x = index_of(q);
  for (uint32_t i = rule->first; i < rule->first + rule->count; i++) {
    const struct reading *r = &x->readings[i];
    add_alternative(q, x->reading_terms + r->first, r->count, true);
    bool told = q->understood_count == ALTERNATIVES_MOST;
    for (size_t k = 0; k < q->understood_count && !told; k++) told = strcmp(q->understood[k], r->text) == 0;
    if (!told) q->understood[q->understood_count++] = r->text;
  }
}

static void make_group(struct wording *q, size_t first, size_t taken, const struct rule *rule)
{
  struct group *const g = &q->groups[q->group_count];
  *g = (struct group){ .alternative = (uint16_t)q->alternative_count, .token = (uint16_t)first, .tokens = (uint16_t)taken };
  add_typed(q, &q->tokens[first], taken, rule && !rule->place);
  if (rule) {
    add_rule(q, rule);
    q->marks |= rule->marks;
    q->regions |= rule->regions;
    g->role = rule->marks & MARKS_OF_ROLES;
    g->optional = rule->regions != 0;
    for (size_t i = 0; i < g->alternatives; i++) q->alternatives[g->alternative + i].faint = g->optional;
  }
  q->group_count++;
}

static void make_groups(struct wording *q)
{
  for (size_t i = 0, taken; i < q->token_count && q->group_count < GROUPS_MOST; i += taken) {
    const struct token *const t = &q->tokens[i];
    uint16_t rule = 0;
    taken = phrase_longest(q, i, &rule);
    if (taken <= 1 && t->quiet) { taken = 1; continue; }
    if (!taken) {
      taken = 1;
      if (is_stop(t)) continue;
      rule = token_rule(q, t);
      if (index_of(q)->rules[rule].place) rule = 0;
    }
    make_group(q, i, taken, rule ? &index_of(q)->rules[rule] : NULL);
  }
}

void query_read(struct wording *q, const char *typed)
{
  q->typed = typed;
  read_tokens(q);
  correct_tokens(q);
  tokens_prepare(q);
  make_groups(q);
  sb_stemmer_delete(q->stemmer);
  q->stemmer = NULL;
}

/* --- in words -------------------------------------------------------------------------------------- */

static void put_token(struct buf *b, const struct wording *q, const struct token *t, const char *between)
{
  if (b->len) put(b, between);
  if (t->replaced) put_mem(b, t->text, t->len);
  else put_mem(b, q->typed + t->from, (size_t)t->to - t->from);
}

static const char *kept(const struct wording *q, struct buf *b)
{
  const char *text = b->len ? arena_text(q->arena, b->at, b->len) : NULL;
  buf_release(b);
  return text;
}

const char *query_corrected(const struct wording *q)
{
  struct buf b = { 0 };
  bool corrected = false;
  for (size_t i = 0; i < q->token_count; i++) {
    corrected |= q->tokens[i].replaced;
    put_token(&b, q, &q->tokens[i], " ");
  }
  if (!corrected) b.len = 0;
  return kept(q, &b);
}

const char *query_understood(const struct wording *q)
{
  struct buf b = { 0 };
  for (size_t i = 0; i < q->understood_count; i++) {
    if (i) put(&b, ", ");
    put(&b, q->understood[i]);
  }
  return kept(q, &b);
}

const char *query_words(const struct wording *q, const bool *used)
{
  struct buf b = { 0 };
  for (size_t g = 0; g < q->group_count; g++)
    for (size_t i = 0; used[g] && i < q->groups[g].tokens; i++)
      put_token(&b, q, &q->tokens[q->groups[g].token + i], i ? " " : ", ");
  return kept(q, &b);
}
