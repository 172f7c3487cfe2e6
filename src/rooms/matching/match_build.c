/* Making a matcher: whatever can be answered without the person is, once. */
#include "json.h"
#include "match_internal.h"
#include "text.h"

enum { ARENA_MOST = 1 << 28 };

/* --- offers of a region -------------------------------------------------------------------------------- */

/* `order`: the numbers of all offers, by name; `work` has room for all. */
static void add_offers(struct matcher *m, struct area *area, const uint32_t *order, uint32_t *work)
{
  for (size_t i = 0; i < m->count; i++) {
    if (!offer_serves(&m->offers[order[i]]->offer, area->region)) { area->elsewhere++; continue; }
    work[area->count++] = order[i];
  }
  area->offers = arena_new(&m->arena, uint32_t, area->count + 1);
  memcpy(area->offers, work, area->count * sizeof *work);
  area->lanes = area->count / 64 + 1;
}

static int by_name(const void *a, const void *b, void *arg)
{
  const struct matcher *const m = arg;
  const struct offer *const x = &m->offers[*(const uint32_t *)a]->offer, *const y = &m->offers[*(const uint32_t *)b]->offer;
  const int n = strcmp(x->name, y->name);
  return n ? n : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

static const uint32_t *order_of(struct matcher *m, struct arena *a)
{
  uint32_t *const order = arena_new(a, uint32_t, m->count + 1);
  for (size_t i = 0; i < m->count; i++) order[i] = (uint32_t)i;
  qsort_r(order, m->count, sizeof *order, by_name, m);
  return order;
}

/* --- what offers answer ---------------------------------------------------------------------------------- */

/* Of every offer: a bit for each atom that asks the offer alone. A national offer stands in every region. */
struct answers { uint64_t *bits; uint8_t *marks; size_t words; };

static struct answers answers_of(struct matcher *m)
{
  const struct conditions *const s = &m->rules->conditions;
  const size_t words = (size_t)s->atom_count / 64 + 1;
  const struct answers a = { calloc(words * (m->count + 1), sizeof(uint64_t)), calloc(m->count + 1, 1), words };
  for (size_t i = 0; a.bits && a.marks && i < m->count; i++) {
    const struct offer *const o = &m->offers[i]->offer;
    a.marks[i] = (uint8_t)safety_marks(o);
    for (int k = 0; k < s->atom_count; k++)
      if (!s->atoms[k].person && atom_of_offer(&s->atoms[k], o, m->today)) a.bits[i * words + (size_t)k / 64] |= (uint64_t)1 << k % 64;
  }
  return a;
}

static void number_rows(struct matcher *m)
{
  const struct conditions *const s = &m->rules->conditions;
  m->row = arena_new(&m->arena, uint16_t, (size_t)s->atom_count + 1);
  for (int k = 0; k < s->atom_count; k++) {
    if (!s->atoms[k].person) m->row[k] = (uint16_t)m->offer_rows++;
    else if (s->atoms[k].offer) m->row[k] = (uint16_t)m->both_rows++;
  }
}

static void add_bits(struct matcher *m, struct area *area, const struct answers *a)
{
  area->bits = arena_new(&m->arena, uint64_t, area->lanes * (m->offer_rows + 1));
  area->marks = arena_new(&m->arena, uint8_t, area->count + 1);
  area->helps = arena_new(&m->arena, uint64_t, area->lanes);
  for (size_t i = 0; i < area->count; i++) {
    const uint64_t *const answers = a->bits + area->offers[i] * a->words;
    area->marks[i] = a->marks[area->offers[i]];
    if (match_helps_against_violence(&m->offers[area->offers[i]]->offer)) area->helps[i / 64] |= (uint64_t)1 << i % 64;
    for (size_t w = 0; w < a->words; w++)
      for (uint64_t yes = answers[w]; yes; yes &= yes - 1)
        area->bits[m->row[w * 64 + (size_t)__builtin_ctzll(yes)] * area->lanes + i / 64] |= (uint64_t)1 << i % 64;
  }
}

/* --- offers that say the same ------------------------------------------------------------------------------ */

/* Sorts of all offers by one field: the number of each offer's sort. */
struct sorts { uint32_t *of, count; };

static int by_value(const void *a, const void *b, void *arg)
{
  const char *const *const printed = arg;
  return strcmp(printed[*(const uint32_t *)a], printed[*(const uint32_t *)b]);
}

static struct sorts sorts_of(const struct matcher *m, struct arena *a, const struct field *f)
{
  const char **const printed = arena_new(a, const char *, m->count + 1);
  uint32_t *const order = arena_new(a, uint32_t, m->count + 1);
  struct sorts s = { arena_new(a, uint32_t, m->count + 1), 0 };
  for (size_t i = 0; i < m->count; i++) {
    struct buf b = { 0 };
    field_print(f, &m->offers[i]->offer, &b);
    printed[i] = buf_to_arena(a, &b);
    order[i] = (uint32_t)i;
  }
  qsort_r(order, m->count, sizeof *order, by_value, printed);
  for (size_t i = 0; i < m->count; i++) {
    if (i == 0 || strcmp(printed[order[i]], printed[order[i - 1]]) != 0) s.count++;
    s.of[order[i]] = s.count - 1;
  }
  return s;
}

/* The offers of an area in the order of their sorts: counted, then put in their places. `place` has room for every sort and one. */
static void add_alike(struct matcher *m, struct area *area, const struct field *f, const struct sorts *sorts, uint32_t *place, struct alike *out)
{
  size_t stated = 0;
  memset(place, 0, (sorts->count + 1) * sizeof *place);
  *out = (struct alike){ .silent = arena_new(&m->arena, uint64_t, area->lanes) };
  for (size_t i = 0; i < area->count; i++) {
    if (!field_known(f, &m->offers[area->offers[i]]->offer)) out->silent[i / 64] |= (uint64_t)1 << i % 64;
    else { place[sorts->of[area->offers[i]] + 1]++; stated++; }
  }
  for (size_t k = 1; k <= sorts->count; k++) place[k] += place[k - 1];
  out->at = arena_new(&m->arena, uint32_t, stated + 1);
  out->first = arena_new(&m->arena, bool, stated + 1);
  out->count = stated;
  for (size_t k = 0; k < sorts->count; k++) if (place[k] < stated) out->first[place[k]] = true;
  for (size_t i = 0; i < area->count; i++)
    if (!(out->silent[i / 64] >> i % 64 & 1)) out->at[place[sorts->of[area->offers[i]]]++] = (uint32_t)i;
}

static void add_all_alike(struct matcher *m)
{
  const struct conditions *const s = &m->rules->conditions;
  for (int k = 0; k < s->atom_count; k++) {
    if (!s->atoms[k].person || !s->atoms[k].offer) continue;
    struct arena work = { 0 };
    const struct sorts sorts = sorts_of(m, &work, s->atoms[k].offer);
    uint32_t *const place = arena_new(&work, uint32_t, (size_t)sorts.count + 2);
    for (size_t r = 0; r < m->area_count; r++) add_alike(m, &m->areas[r], s->atoms[k].offer, &sorts, place, &m->areas[r].alike[m->row[k]]);
    arena_release(&work);
  }
}

/* --- what rules and offers say ------------------------------------------------------------------------------ */

bool match_counts_as(const struct rule *r, enum rule_effect effect)
{
  if (r->effect != EFFECT_RANK) return r->effect == effect;
  return effect == (r->points < 0 ? EFFECT_LABEL : EFFECT_RANK);
}

static void list_rules(struct matcher *m)
{
  const struct rule_set *const rules = m->rules;
  for (size_t e = 0; e < COUNT(m->said_by); e++) m->said_by[e].at = arena_new(&m->arena, const struct rule *, rules->count + 1);
  m->ranks.at = arena_new(&m->arena, const struct rule *, rules->count + 1);
  m->stops.at = arena_new(&m->arena, const struct rule *, rules->count + 1);
  for (size_t k = 0; k < rules->count; k++) {
    const struct rule *const r = &rules->at[k];
    for (enum rule_effect e = 1; e < COUNT(m->said_by); e++)
      if (match_counts_as(r, e) || (e == EFFECT_LABEL && r->unknown == UNKNOWN_LABELS)) m->said_by[e].at[m->said_by[e].count++] = r;
    if (r->effect == EFFECT_RANK) m->ranks.at[m->ranks.count++] = r;
    if (r->effect == EFFECT_EXCLUDE || r->effect == EFFECT_HOLD || r->effect == EFFECT_BESIDE) m->stops.at[m->stops.count++] = r;
  }
}

static struct quoted kept(struct matcher *m, struct buf *b)
{
  const struct quoted q = { arena_text(&m->arena, b->at, b->len), b->len };
  b->len = 0;
  return q;
}

static struct quoted quoted(struct matcher *m, struct buf *b, const char *text)
{
  if (!text) return (struct quoted){ 0 };
  json_text(b, text);
  return kept(m, b);
}

static void quote_all(struct matcher *m)
{
  struct buf b = { 0 };
  m->quoted = arena_new(&m->arena, struct rule_quoted, m->rules->count + 1);
  m->names = arena_new(&m->arena, struct quoted, m->count + 1);
  for (size_t k = 0; k < m->rules->count; k++) {
    const struct rule *const r = &m->rules->at[k];
    m->quoted[k].id = quoted(m, &b, r->id);
    for (int l = 0; l < LANG_COUNT; l++) {
      m->quoted[k].text[l] = quoted(m, &b, r->text[l]);
      m->quoted[k].question[l] = quoted(m, &b, r->question[l]);
    }
  }
  for (size_t i = 0; i < m->count; i++) {
    const struct offer *const o = &m->offers[i]->offer;
    put(&b, "\"offer\":");
    json_text(&b, o->code ? o->code : o->slug);
    put(&b, ",\"name\":");
    json_text(&b, o->name);
    m->names[i] = kept(m, &b);
  }
  buf_release(&b);
}

/* --- all of it ------------------------------------------------------------------------------------------------ */

static void add_areas(struct matcher *m, const struct places *places, const struct answers *answers)
{
  struct arena work = { 0 };
  const uint32_t *const order = order_of(m, &work);
  uint32_t *const here = arena_new(&work, uint32_t, m->count + 1);
  m->areas = arena_new(&m->arena, struct area, places->regions.count + 1);
  for (size_t r = 0; r < places->regions.count; r++) {
    if (strcmp(places->regions.at[r].slug, REGION_NATIONWIDE) == 0) continue;
    struct area *const area = &m->areas[m->area_count++];
    area->region = places->regions.at[r].slug;
    area->alike = arena_new(&m->arena, struct alike, m->both_rows + 1);
    add_offers(m, area, order, here);
    add_bits(m, area, answers);
  }
  arena_release(&work);
}

int matcher_build(struct ctx *c, const struct rule_set *rules, const struct offer_line *const *offers, size_t count, const struct places *places, struct date today, struct matcher **out)
{
  struct matcher *const m = calloc(1, sizeof *m);
  if (!m) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  *m = (struct matcher){ .arena = { .max = ARENA_MOST }, .rules = rules, .offers = offers, .count = count, .today = today };
  struct answers answers = answers_of(m);
  const bool whole = answers.bits && answers.marks;
  if (whole) {
    number_rows(m);
    add_areas(m, places, &answers);
    add_all_alike(m);
    list_rules(m);
    quote_all(m);
  }
  free(answers.bits);
  free(answers.marks);
  if (!whole || m->arena.failed) { matcher_release(m); return fail(c, ERR_FULL, NULL, N_("Out of memory.")); }
  *out = m;
  return OK;
}

void matcher_release(struct matcher *m)
{
  if (!m) return;
  arena_release(&m->arena);
  free(m);
}

const struct rule_set *matcher_rules(const struct matcher *m) { return m->rules; }
