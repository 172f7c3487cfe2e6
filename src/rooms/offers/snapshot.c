/* The snapshot as a whole: its rows, their order, who holds it. */
#include "snapshot_internal.h"
#include "text.h"

enum { OFFERS_MOST = 1 << 27 };                  /* a number and an impact share 32 bits */

/* --- gathering rows ------------------------------------------------------------------------------ */

struct snapshot_draft {
  struct snapshot *s;
  struct store temp;
  struct interner texts;
  struct offer_line **rows;
  size_t count, room;
};

struct snapshot_draft *snapshot_begin(void)
{
  struct snapshot_draft *d = calloc(1, sizeof *d);
  struct snapshot *s = calloc(1, sizeof *s);
  if (!d || !s) abort();
  atomic_init(&s->references, 1);
  d->s = s;
  d->texts = (struct interner){ .texts = &s->store, .slots_in = &d->temp };
  return d;
}

void snapshot_drop(struct snapshot_draft *d)
{
  if (!d) return;
  snapshot_release(d->s);
  store_release(&d->temp);
  free(d);
}

static void copy_texts(struct snapshot_draft *d, const struct record *rec, void *row);

/* The rows of a list behind one another, their texts copied too. */
static void copy_list(struct snapshot_draft *d, const struct field *f, void *row)
{
  struct list v = field_list(f, row);
  if (!v.count) return;
  v.rows = memcpy(store_take(&d->s->store, v.count * f->target->size, 16), v.rows, v.count * f->target->size);
  for (size_t i = 0; i < v.count; i++) copy_texts(d, f->target, (char *)v.rows + i * f->target->size);
  memcpy(field_in(f, row), &v, sizeof v);
}

static void copy_texts(struct snapshot_draft *d, const struct record *rec, void *row)
{
  if (rec->base) copy_texts(d, rec->base, row);
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *f = &rec->fields[i];
    if (f->kind == FIELD_TEXT) *(const char **)field_in(f, row) = intern(&d->texts, field_text(f, row));
    else if (f->kind == FIELD_LIST) copy_list(d, f, row);
  }
}

int snapshot_add(struct ctx *c, struct snapshot_draft *d, const struct offer_line *row)
{
  if (d->count == OFFERS_MOST) return fail(c, ERR_FULL, NULL, N_("There are more offers than fit in memory."));
  if (d->count == d->room) {
    d->room = d->room ? d->room * 2 : 512;
    d->rows = store_grown(&d->temp, d->rows, d->count, d->room, sizeof(struct offer_line *));
  }
  struct offer_line *copy = store_new(&d->s->store, struct offer_line, 1);
  *copy = *row;
  copy_texts(d, &offer_line_record, copy);
  d->rows[d->count++] = copy;
  return OK;
}

/* --- orders ---------------------------------------------------------------------------------------- */

struct named { const char *folded; const struct offer_line *row; };

static int compare_texts(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : ""); }

static int by_name(const void *a, const void *b)
{
  const struct named *x = a, *y = b;
  int order = strcmp(x->folded, y->folded);
  if (!order) order = compare_texts(x->row->offer.code, y->row->offer.code);
  return order ? order : compare_texts(x->row->offer.slug, y->row->offer.slug);
}
static int by_slug(const void *a, const void *b, void *rows)
{
  const struct offer_line *const *at = rows;
  return compare_texts(at[*(const uint32_t *)a]->offer.slug, at[*(const uint32_t *)b]->offer.slug);
}
static int by_id(const void *a, const void *b, void *rows)
{
  const struct offer_line *const *at = rows;
  return memcmp(&at[*(const uint32_t *)a]->offer.id, &at[*(const uint32_t *)b]->offer.id, sizeof(struct id));
}

static const char *folded_name(struct store *m, const char *name)
{
  struct buf b = { 0 };
  if (name) text_fold(&b, name, strlen(name));
  char *copy = store_take(m, b.len + 1, 1);
  if (b.len) memcpy(copy, b.at, b.len);
  buf_release(&b);
  return copy;
}

static void number_rows(struct snapshot_draft *d)
{
  struct snapshot *s = d->s;
  struct named *names = store_new(&d->temp, struct named, d->count);
  for (size_t i = 0; i < d->count; i++) names[i] = (struct named){ folded_name(&d->temp, d->rows[i]->offer.name), d->rows[i] };
  qsort(names, d->count, sizeof *names, by_name);
  s->count = d->count;
  s->lanes = (s->count + 511) / 512 * 8;
  s->rows = store_new(&s->store, const struct offer_line *, s->count);
  s->by_slug = store_new(&s->store, uint32_t, s->count);
  s->by_id = store_new(&s->store, uint32_t, s->count);
  for (uint32_t i = 0; i < s->count; i++) {
    s->rows[i] = names[i].row;
    s->by_slug[i] = s->by_id[i] = i;
    s->examples |= names[i].row->offer.example == YES;
  }
  qsort_r(s->by_slug, s->count, sizeof *s->by_slug, by_slug, s->rows);
  qsort_r(s->by_id, s->count, sizeof *s->by_id, by_id, s->rows);
}

static uint64_t *plane(struct snapshot *s) { return store_take(&s->store, s->lanes * sizeof(uint64_t), 16); }

static void order_rows(struct snapshot *s, struct date today)
{
  s->all = plane(s);
  s->specific = plane(s);
  s->open = plane(s);
  s->current = plane(s);
  for (size_t p = 0; p < WAIT_PLANES; p++) s->wait[p] = plane(s);
  for (size_t i = 0; i < s->count; i++) {
    const struct offer *o = &s->rows[i]->offer;
    if (!offer_is_public(o)) continue;
    bit_set(s->all, i);
    if (o->violence_types.bits >> 1) bit_set(s->specific, i);
    if (o->status == STATUS_ACTIVE || o->status == STATUS_PILOT) bit_set(s->open, i);
    if (offer_freshness(o, today) != VERIFICATION_EXPIRED) bit_set(s->current, i);
    if (!offer_wait_current(o, today)) continue;
    const int32_t days = o->wait_days.n < 0 ? 0 : o->wait_days.n > WAIT_MOST ? WAIT_MOST : o->wait_days.n;
    for (unsigned p = 0; p < WAIT_PLANES; p++)
      if ((WAIT_MOST + 1 - days) >> (WAIT_PLANES - 1 - p) & 1) bit_set(s->wait[p], i);
  }
}

int snapshot_finish(struct ctx *c, struct snapshot_draft *d, const struct places *places, const char *synonyms,
                    const char *stopwords, struct date today, struct snapshot **out)
{
  struct snapshot *s = snapshot_hold(d->s);
  s->built = c->now;
  number_rows(d);
  order_rows(s, today);
  facets_build(s, places, today);
  ranks_build(s);
  snapshot_drop(d);
  struct words_source from = { .c = c, .s = s, .places = places, .synonyms = synonyms ? synonyms : "", .stopwords = stopwords ? stopwords : "" };
  words_build(&from);
  store_release(&from.temp);
  *out = s;
  return OK;
}

int snapshot_build(struct ctx *c, const struct offer_line *rows, size_t count, const struct places *places,
                   const char *synonyms, const char *stopwords, struct date today, struct snapshot **out)
{
  struct snapshot_draft *d = snapshot_begin();
  for (size_t i = 0; i < count; i++) {
    const int rc = snapshot_add(c, d, &rows[i]);
    if (rc != OK) { snapshot_drop(d); return rc; }
  }
  return snapshot_finish(c, d, places, synonyms, stopwords, today, out);
}

/* What was just written, kept for good. */
static const char *keep(struct ctx *c, struct snapshot *s)
{
  char *text = store_take(&s->store, c->out.len + 1, 1);
  if (!c->out.failed && c->out.len) memcpy(text, c->out.at, c->out.len);
  c->out.len = 0;
  return text;
}

static void render_facet(struct ctx *c, struct snapshot *s, const struct facet_info *facet, const struct snapshot_views *views)
{
  struct facet_value *const values = (struct facet_value *)(uintptr_t)facet->values;         /* ours, until others hold it */
  for (size_t i = 0; i < facet->count; i++)
    for (int chosen = 0; chosen < 2; chosen++) {
      views->value(c, facet, &values[i], chosen);
      values[i].html[chosen] = keep(c, s);
    }
}

void snapshot_render(struct ctx *c, struct snapshot *s, const struct snapshot_views *views)
{
  const struct buf before = c->out;
  c->out = (struct buf){ .max = before.max };
  s->cards = store_new(&s->store, const char *, s->count);
  for (size_t i = 0; i < s->count; i++) {
    if (!bit_has(s->all, i)) continue;
    views->offer(c, s->rows[i]);
    s->cards[i] = keep(c, s);
  }
  for (size_t f = 0; f < FACET_COUNT; f++) render_facet(c, s, &s->facets[f], views);
  buf_release(&c->out);
  c->out = before;
}

/* --- holding and reading ----------------------------------------------------------------------------- */

struct snapshot *snapshot_hold(struct snapshot *s)
{
  atomic_fetch_add_explicit(&s->references, 1, memory_order_relaxed);
  return s;
}

void snapshot_release(struct snapshot *s)
{
  if (!s || atomic_fetch_sub_explicit(&s->references, 1, memory_order_acq_rel) != 1) return;
  store_release(&s->store);
  free(s);
}

size_t snapshot_count(const struct snapshot *s) { return s->count; }
const struct offer_line *snapshot_offer(const struct snapshot *s, size_t number) { return s->rows[number]; }
const char *snapshot_card(const struct snapshot *s, size_t number) { return s->cards ? s->cards[number] : NULL; }
int64_t snapshot_built(const struct snapshot *s) { return s->built; }
bool snapshot_has_examples(const struct snapshot *s) { return s->examples; }

const struct offer_line *snapshot_by_slug(const struct snapshot *s, const char *slug)
{
  for (size_t low = 0, high = s->count; low < high; ) {
    const size_t middle = low + (high - low) / 2;
    const struct offer_line *row = s->rows[s->by_slug[middle]];
    const int order = compare_texts(slug, row->offer.slug);
    if (order == 0) return row->offer.slug ? row : NULL;
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return NULL;
}

const struct offer_line *snapshot_by_id(const struct snapshot *s, struct id id)
{
  for (size_t low = 0, high = s->count; low < high; ) {
    const size_t middle = low + (high - low) / 2;
    const struct offer_line *row = s->rows[s->by_id[middle]];
    const int order = memcmp(&id, &row->offer.id, sizeof id);
    if (order == 0) return row;
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return NULL;
}
