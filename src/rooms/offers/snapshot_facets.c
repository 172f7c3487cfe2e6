/* Facets: what values there are, which offers have them, and how many a choice would give. */
#include "languages.h"
#include "snapshot_internal.h"
#include "text.h"

DEFINE_CHOICES(search_order, SEARCH_ORDERS)

#define FACET_ROW_(constant, key, label) [constant] = { key, label, 0, NULL },
static const struct facet_info facet_names[FACET_COUNT] = { FACETS(FACET_ROW_) };

/* Languages by ISO 639-1 code; others show their code. */
static const struct { char code[3]; const char *label; } languages[] = {
  { "nl", N_("Dutch") }, { "en", N_("English") }, { "ar", N_("Arabic") }, { "tr", N_("Turkish") }, { "pl", N_("Polish") },
  { "fr", N_("French") }, { "de", N_("German") }, { "es", N_("Spanish") }, { "pt", N_("Portuguese") }, { "ro", N_("Romanian") },
  { "bg", N_("Bulgarian") }, { "ru", N_("Russian") }, { "uk", N_("Ukrainian") }, { "fa", N_("Persian") }, { "ku", N_("Kurdish") },
  { "so", N_("Somali") }, { "ti", N_("Tigrinya") }, { "am", N_("Amharic") }, { "zh", N_("Chinese") }, { "hi", N_("Hindi") },
  { "ur", N_("Urdu") }, { "it", N_("Italian") }, { "hu", N_("Hungarian") }, { "fy", N_("Frisian") }, { "id", N_("Indonesian") },
};

/* What a facet needs to know while its bits are set. */
struct facet_draft {
  struct snapshot *s;
  const struct places *places;
  struct date today;
  struct facet_value *values;
  size_t count;                                  /* the last is `unknown`, but for yes-facets */
};

static void add_value(struct facet_draft *d, const char *key, const char *label)
{
  if (d->count < FACET_VALUES) d->values[d->count++] = (struct facet_value){ .key = key, .label = label };
}

static void add_unknown(struct facet_draft *d) { add_value(d, "unknown", yes_no_choices.at[YES_NO_UNKNOWN].label); }

static void add_choices(struct facet_draft *d, const struct choices *of)
{
  for (size_t i = 1; i < of->count; i++) add_value(d, of->at[i].key, of->at[i].label);
  add_unknown(d);
}

/* --- values ---------------------------------------------------------------------------------- */

static const char *kept_text(struct snapshot *s, const char *text, size_t n)
{
  return memcpy(store_take(&s->store, n + 1, 1), text, n);
}

static void add_regions(struct facet_draft *d)
{
  for (size_t i = 0; d->places && i < d->places->regions.count && d->count + 1 < FACET_VALUES; i++) {
    const struct region *r = &d->places->regions.at[i];
    add_value(d, kept_text(d->s, r->slug, strlen(r->slug)), kept_text(d->s, r->name, strlen(r->name)));
  }
  add_unknown(d);
}

static size_t value_find(const struct facet_value *values, size_t count, const char *key, size_t n)
{
  size_t i = 0;
  while (i < count && !(strncmp(values[i].key, key, n) == 0 && values[i].key[n] == 0)) i++;
  return i;
}

const char *language_label(const char *code)
{
  for (size_t i = 0; i < COUNT(languages); i++) if (strcmp(languages[i].code, code) == 0) return languages[i].label;
  return code;
}

const char *languages_in_words(struct ctx *c, const char *codes)
{
  const char *names = NULL;
  size_t len;
  for (const char *at = text_word(codes, &len); at; at = text_word(at + len, &len)) {
    const char *const name = tr(c, language_label(arena_text(&c->arena, at, len)));
    names = names ? JOIN(&c->arena, names, ", ", name) : name;
  }
  return names;
}

struct choices language_choices(struct ctx *c, const char *unknown)
{
  struct choice *const at = arena_new(&c->arena, struct choice, COUNT(languages) + 1);
  at[0] = (struct choice){ NULL, unknown };
  for (size_t i = 0; i < COUNT(languages); i++) at[i + 1] = (struct choice){ languages[i].code, languages[i].label };
  return (struct choices){ COUNT(languages) + 1, at };
}

static int by_key(const void *a, const void *b) { return strcmp(((const struct facet_value *)a)->key, ((const struct facet_value *)b)->key); }

/* The codes that occur among the public offers, in order of the alphabet. */
static void add_languages(struct facet_draft *d)
{
  const struct snapshot *s = d->s;
  for (size_t i = 0; i < s->count; i++) {
    if (!bit_has(s->all, i)) continue;
    size_t n;
    for (const char *at = text_word(s->rows[i]->offer.languages, &n); at; at = text_word(at + n, &n)) {
      if (d->count + 1 == FACET_VALUES || value_find(d->values, d->count, at, n) < d->count) continue;
      const char *code = kept_text(d->s, at, n);
      add_value(d, code, language_label(code));
    }
  }
  qsort(d->values, d->count, sizeof *d->values, by_key);
  add_unknown(d);
}

static void add_values(struct facet_draft *d, enum facet f)
{
  switch (f) {
  case FACET_FOR:      add_choices(d, &audience_choices); return;
  case FACET_PHASE:    add_choices(d, &phase_choices); return;
  case FACET_ACCESS:   add_choices(d, &access_route_choices); return;
  case FACET_COSTS:    add_choices(d, &cost_kind_choices); return;
  case FACET_FORMAT:   add_choices(d, &help_format_choices); return;
  case FACET_FOCUS:    add_choices(d, &focus_choices); return;
  case FACET_GROUND:   add_choices(d, &offer_ground_choices); return;
  case FACET_REGION:   add_regions(d); return;
  case FACET_LANGUAGE: add_languages(d); return;
  case FACET_EVENINGS: case FACET_PLACES: case FACET_NAMELESS:
    add_value(d, yes_no_choices.at[YES].key, yes_no_choices.at[YES].label); return;
  case FACET_COUNT: return;
  }
}

/* --- which values an offer has -------------------------------------------------------------------- */

static uint64_t unknown_of(const struct facet_draft *d) { return (uint64_t)1 << (d->count - 1); }

static uint64_t of_set(const struct facet_draft *d, struct set v) { return set_known(v) ? v.bits >> 1 : unknown_of(d); }

/* Help for the two together is also help for each of them. */
static uint64_t of_audience(const struct facet_draft *d, struct set v)
{
  if (set_has(v, AUDIENCE_BOTH)) v = set_with(set_with(v, AUDIENCE_USES), AUDIENCE_EXPERIENCES);
  return of_set(d, v);
}

static uint64_t of_words(const struct facet_draft *d, const char *words)
{
  uint64_t bits = 0;
  size_t n;
  for (const char *at = text_word(words, &n); at; at = text_word(at + n, &n)) {
    const size_t i = value_find(d->values, d->count - 1, at, n);
    if (i < d->count - 1) bits |= (uint64_t)1 << i;
  }
  return bits;
}

/* A nationwide offer serves every region; an offer that names only towns serves the regions of these. */
static uint64_t of_regions(const struct facet_draft *d, const struct offer *o)
{
  uint64_t bits = of_words(d, o->regions);
  const size_t all = value_find(d->values, d->count - 1, REGION_NATIONWIDE, strlen(REGION_NATIONWIDE));
  if (all < d->count - 1 && bits >> all & 1) return unknown_of(d) - 1;
  size_t n;
  for (const char *at = d->places ? text_word(o->municipalities, &n) : NULL; at && !bits; at = text_word(at + n, &n)) {
    const struct municipality *m = municipality_find(d->places, at, n);
    if (m) bits |= of_words(d, m->region);
  }
  return bits ? bits : unknown_of(d);
}

static uint64_t values_of(const struct facet_draft *d, enum facet f, const struct offer *o)
{
  uint64_t bits;
  switch (f) {
  case FACET_FOR:      return of_audience(d, o->audience);
  case FACET_PHASE:    return of_set(d, offer_all_phases(o));
  case FACET_ACCESS:   return of_set(d, o->access);
  case FACET_COSTS:    return of_set(d, o->costs);
  case FACET_FORMAT:   return of_set(d, o->formats);
  case FACET_FOCUS:    return of_set(d, o->focus);
  case FACET_GROUND:   return of_set(d, o->grounds);
  case FACET_REGION:   return of_regions(d, o);
  case FACET_LANGUAGE: bits = of_words(d, o->languages); return bits ? bits : unknown_of(d);
  case FACET_EVENINGS: return o->evenings == YES;
  case FACET_PLACES:   return o->places_free.n > 0 && offer_places_current(o, d->today);
  case FACET_NAMELESS: return o->anonymous == YES;
  case FACET_COUNT: break;
  }
  return 0;
}

static void set_bits(struct facet_draft *d, enum facet f)
{
  struct snapshot *s = d->s;
  s->facet_bits[f] = store_take(&s->store, d->count * s->lanes * sizeof(uint64_t), 16);
  for (size_t i = 0; i < s->count; i++) {
    if (!bit_has(s->all, i)) continue;
    for (uint64_t bits = values_of(d, f, &s->rows[i]->offer); bits; bits &= bits - 1) {
      const size_t value = (size_t)__builtin_ctzll(bits);
      if (value >= d->count) break;
      bit_set(s->facet_bits[f] + value * s->lanes, i);
      d->values[value].total++;
    }
  }
}

void facets_build(struct snapshot *s, const struct places *places, struct date today)
{
  struct facet_value values[FACET_VALUES];
  for (enum facet f = 0; f < FACET_COUNT; f++) {
    struct facet_draft d = { .s = s, .places = places, .today = today, .values = values };
    add_values(&d, f);
    set_bits(&d, f);
    s->facets[f] = facet_names[f];
    s->facets[f].count = d.count;
    s->facets[f].values = store_grown(&s->store, values, d.count, d.count, sizeof *values);
  }
  s->joint = s->facet_bits[FACET_FORMAT] + (FORMAT_JOINT - 1) * s->lanes;
}

const struct facet_info *snapshot_facet(const struct snapshot *s, enum facet f) { return &s->facets[f]; }

/* --- counting ----------------------------------------------------------------------------------------- */

/* Keeps of `bits` what has one of the chosen values. */
static void keep_chosen(const struct snapshot *s, enum facet f, uint64_t chosen, uint64_t *bits)
{
  const uint64_t *of = s->facet_bits[f];
  for (size_t lane = 0; lane < s->lanes; lane++) {
    uint64_t any = 0;
    for (uint64_t rest = chosen; rest; rest &= rest - 1) any |= of[(size_t)__builtin_ctzll(rest) * s->lanes + lane];
    bits[lane] &= any;
  }
}

void facets_count(const struct snapshot *s, struct arena *a, const uint64_t chosen[static FACET_COUNT], const uint64_t *matched,
                  uint64_t *found, uint32_t counts[static FACET_COUNT][FACET_VALUES])
{
  uint64_t limit[FACET_COUNT], *others = arena_new(a, uint64_t, s->lanes);
  memcpy(found, matched, s->lanes * sizeof *found);
  for (enum facet f = 0; f < FACET_COUNT; f++) {
    const size_t n = s->facets[f].count;
    limit[f] = n < 64 ? chosen[f] & (((uint64_t)1 << n) - 1) : chosen[f];
    if (limit[f]) keep_chosen(s, f, limit[f], found);
  }
  for (enum facet f = 0; f < FACET_COUNT; f++) {
    const uint64_t *base = found;
    if (limit[f]) {
      memcpy(others, matched, s->lanes * sizeof *others);
      for (enum facet g = 0; g < FACET_COUNT; g++) if (g != f && limit[g]) keep_chosen(s, g, limit[g], others);
      base = others;
    }
    for (size_t v = 0; v < s->facets[f].count; v++) counts[f][v] = bits_in_both(base, s->facet_bits[f] + v * s->lanes, s->lanes);
  }
}
