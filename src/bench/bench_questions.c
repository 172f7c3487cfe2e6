#include "bench_questions.h"
#include "shipped.h"
#include "text.h"
#include <stdarg.h>

enum {
  WORD_LEAST = 4, WORDS_LOOKED_AT = 200000, NARROW_PART = 25, TRIES = 12, PAGES_DEEP = 10,
  BROAD_LEAST = 20, BROAD_MOST = 33              /* percent */
};

/* --- the offers in memory --------------------------------------------------------------- */

static int build(struct ctx *c, void *arg)
{
  struct asked_for *const a = arg;
  struct offer_line_list rows;
  struct snapshot *s;
  TRY(offers_all(c, &rows));
  TRY(snapshot_build(c, rows.at, rows.count, a->places, shipped_read(&c->arena, NULL, "synonyms.txt"),
                     shipped_read(&c->arena, NULL, "stopwords.txt"), c->today, &s));
  a->snapshot = s;
  return OK;
}

/* --- words ------------------------------------------------------------------------------- */

struct word_list { const char **at; size_t count; };

static bool is_letter(char ch) { return (ch >= 'a' && ch <= 'z') || (unsigned char)ch >= 0x80; }

static void add_words(struct arena *a, struct word_list *list, const char *text)
{
  const char *folded = text ? text_folded(a, text) : "";
  while (*folded && list->count < WORDS_LOOKED_AT) {
    size_t n = 0;
    while (is_letter(folded[n])) n++;
    if (n >= WORD_LEAST) list->at[list->count++] = arena_text(a, folded, n);
    folded += n + (folded[n] != '\0');
  }
}

static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static struct word_list all_words(struct ctx *c, const struct snapshot *s)
{
  struct word_list list = { arena_new(&c->arena, const char *, WORDS_LOOKED_AT), 0 };
  for (size_t i = 0; i < snapshot_count(s); i++) {
    const struct offer *const o = &snapshot_offer(s, i)->offer;
    add_words(&c->arena, &list, o->summary);
    add_words(&c->arena, &list, o->description);
  }
  qsort(list.at, list.count, sizeof *list.at, by_text);
  size_t kept = 0;
  for (size_t i = 0; i < list.count; i++)
    if (!kept || strcmp(list.at[kept - 1], list.at[i]) != 0) list.at[kept++] = list.at[i];
  list.count = kept;
  return list;
}

/* How many offers these words find; 0 if they were read as other ones. */
static size_t found(struct ctx *c, const struct snapshot *s, const struct search *q)
{
  struct search_result result = { 0 };
  struct arena mine = { 0 };
  snapshot_search(s, &mine, q, &result);
  const size_t total = result.corrected || result.widened ? 0 : result.total;
  (void)c;
  arena_release(&mine);
  return total;
}

static void sort_words(struct ctx *c, struct asked_for *a)
{
  const struct word_list all = all_words(c, a->snapshot);
  const size_t public = found(c, a->snapshot, &(struct search){ 0 });
  a->words.narrow = arena_new(&c->arena, const char *, all.count + 1);
  a->words.broad = arena_new(&c->arena, const char *, all.count + 1);
  for (size_t i = 0; i < all.count; i++) {
    const size_t total = found(c, a->snapshot, &(struct search){ .words = all.at[i] });
    if (total >= PAGE_SIZE && total <= public / NARROW_PART) a->words.narrow[a->words.narrow_count++] = all.at[i];
    if (total * 100 >= public * BROAD_LEAST && total * 100 <= public * BROAD_MOST) a->words.broad[a->words.broad_count++] = all.at[i];
  }
}

int questions_begin(struct ctx *c, const struct places *places, uint64_t seed, struct asked_for *out)
{
  *out = (struct asked_for){ .places = places, .dice = { seed } };
  TRY(db_read(c, build, out));
  sort_words(c, out);
  if (out->words.narrow_count && out->words.broad_count) return OK;
  snapshot_release((struct snapshot *)(uintptr_t)out->snapshot);
  out->snapshot = NULL;
  return fail(c, ERR_INVALID, "offers", "There are too few offers to find words in: measure with more.");
}

/* --- drawing ------------------------------------------------------------------------------ */

static struct questions room_for(struct ctx *c, size_t count) { return (struct questions){ .at = arena_new(&c->arena, const char *, count + 1) }; }

static void add_question(struct ctx *c, struct questions *q, struct buf *b)
{
  if (!b->failed) q->at[q->count++] = arena_text(&c->arena, b->at, b->len);
  b->len = 0;
}

static int by_question(const void *a, const void *b) { return by_text(a, b); }

/* Each once, in an order of chance. */
static void once_each(struct questions *q, struct dice *dice)
{
  size_t kept = 0;
  qsort(q->at, q->count, sizeof *q->at, by_question);
  for (size_t i = 0; i < q->count; i++)
    if (!kept || strcmp(q->at[kept - 1], q->at[i]) != 0) q->at[kept++] = q->at[i];
  q->count = kept;
  for (size_t i = kept; i > 1; i--) {
    const size_t other = dice_below(dice, i);
    const char *const text = q->at[i - 1];
    q->at[i - 1] = q->at[other];
    q->at[other] = text;
  }
}

static void put_page(struct buf *b, struct dice *dice, size_t total)
{
  const size_t pages = total / PAGE_SIZE < PAGES_DEEP ? total / PAGE_SIZE : PAGES_DEEP;      /* full ones */
  const size_t page = pages ? 1 + dice_below(dice, pages) : 1;
  if (page > 1) { put(b, "&pagina="); put_int(b, (int64_t)page); }
}

static void choose_some(struct asked_for *a, struct search *q, struct buf *b)
{
  for (size_t facets = 1 + dice_below(&a->dice, 3), i = 0; i < facets; i++) {
    const enum facet f = (enum facet)dice_below(&a->dice, FACET_COUNT);
    const struct facet_info *const info = snapshot_facet(a->snapshot, f);
    for (size_t values = 1 + dice_below(&a->dice, 3), v = 0; v < values && info->count; v++) {
      const size_t value = dice_below(&a->dice, info->count);
      if (!info->values[value].total || q->chosen[f] >> value & 1) continue;
      q->chosen[f] |= (uint64_t)1 << value;
      put(b, b->len && b->at[b->len - 1] != '?' ? "&" : "");
      put(b, info->key);
      put_char(b, '=');
      put(b, info->values[value].key);
    }
  }
}

void ask_facets(struct ctx *c, struct asked_for *a, size_t count, struct questions *out)
{
  struct buf b = { 0 };
  *out = room_for(c, count);
  for (size_t tries = 0; out->count < count && tries < count * TRIES; tries++) {
    struct search q = { 0 };
    b.len = 0;
    put(&b, "GET /hulp?");
    choose_some(a, &q, &b);
    const size_t total = found(c, a->snapshot, &q);
    if (total < PAGE_SIZE || b.at[b.len - 1] == '?') continue;
    put_page(&b, &a->dice, total);
    add_question(c, out, &b);
  }
  buf_release(&b);
  once_each(out, &a->dice);
}

/* One or two words; for two, those that stand in an offer together often enough. */
static void ask_words(struct ctx *c, struct asked_for *a, const char *const *words, size_t word_count, size_t count, struct questions *out)
{
  struct buf b = { 0 }, typed = { 0 };
  *out = room_for(c, count);
  for (size_t tries = 0; out->count < count && tries < count * TRIES; tries++) {
    typed.len = b.len = 0;
    put(&typed, words[dice_below(&a->dice, word_count)]);
    if (dice_chance(&a->dice, 50)) { put_char(&typed, ' '); put(&typed, words[dice_below(&a->dice, word_count)]); }
    const size_t total = found(c, a->snapshot, &(struct search){ .words = buf_text(&typed) });
    if (total < PAGE_SIZE) continue;
    put(&b, "GET /hulp?q=");
    for (size_t i = 0; i < typed.len; i++) put_char(&b, typed.at[i] == ' ' ? '+' : typed.at[i]);
    put_page(&b, &a->dice, total);
    add_question(c, out, &b);
  }
  buf_release(&b);
  buf_release(&typed);
  once_each(out, &a->dice);
}

void ask_narrow(struct ctx *c, struct asked_for *a, size_t count, struct questions *out)
{
  ask_words(c, a, a->words.narrow, a->words.narrow_count, count, out);
}
void ask_broad(struct ctx *c, struct asked_for *a, size_t count, struct questions *out)
{
  ask_words(c, a, a->words.broad, a->words.broad_count, count, out);
}

void ask_offers(struct ctx *c, struct asked_for *a, size_t count, struct questions *out)
{
  struct buf b = { 0 };
  *out = room_for(c, count);
  for (size_t i = 0; i < count; i++) {
    put(&b, "GET /hulp/");
    put(&b, snapshot_offer(a->snapshot, dice_below(&a->dice, snapshot_count(a->snapshot)))->offer.slug);
    add_question(c, out, &b);
  }
  buf_release(&b);
  once_each(out, &a->dice);
}

void ask_hsds(struct ctx *c, struct asked_for *a, size_t count, struct questions *out)
{
  struct buf b = { 0 };
  *out = room_for(c, count);
  for (size_t i = 0; i < count; i++) {
    put(&b, "GET /hsds/services?per_page=20&page=");
    put_int(&b, 1 + (int64_t)dice_below(&a->dice, snapshot_count(a->snapshot) / PAGE_SIZE / 2 + 1));
    add_question(c, out, &b);
  }
  buf_release(&b);
  once_each(out, &a->dice);
}

void ask_path(struct ctx *c, const char *path, struct questions *out)
{
  struct buf b = { 0 };
  *out = room_for(c, 1);
  put(&b, "GET ");
  put(&b, path);
  add_question(c, out, &b);
  buf_release(&b);
}
