/* What decides the order besides the words: who can start an offer himself, whom it is for, and whether its name is typed. */
#include "snapshot_internal.h"
#include "hash.h"

static struct set just(unsigned choice) { return set_with((struct set){ 0 }, choice); }
static bool within(struct set v, struct set of) { return v.bits >> 1 && !(v.bits >> 1 & ~(of.bits >> 1)); }

static bool needs_ban(const struct offer *o) { return set_has(o->access, ACCESS_HOME_BAN) || set_has(o->access, ACCESS_AFTER_HOME_BAN); }

/* What nobody can start himself. */
static bool is_decided(const struct offer *o)
{
  const struct set courts = set_with(set_with(just(ACCESS_POLICE), ACCESS_PROBATION), ACCESS_COURT);
  return o->kind == KIND_MEASURE || o->kind == KIND_STEP || within(o->access, set_with(set_with(courts, ACCESS_HOME_BAN), ACCESS_AFTER_HOME_BAN));
}

/* Only about sexual violence, also towards children. */
static bool is_narrow(const struct offer *o)
{
  return set_has(o->violence_types, VIOLENCE_SEXUAL) && within(o->violence_types, set_with(just(VIOLENCE_SEXUAL), VIOLENCE_CHILD));
}

enum ease { EASE_JOINT, EASE_MEASURE, EASE_STEP, EASE_NOT_NOW, EASE_BAN, EASE_REFERRED, EASE_NOT_SAID, EASE_SELF };

static enum ease ease_of(const struct offer *o)
{
  if (set_has(o->formats, FORMAT_JOINT)) return EASE_JOINT;
  if (o->kind == KIND_STEP) return EASE_STEP;
  if (is_decided(o) && (o->kind == KIND_MEASURE || !needs_ban(o))) return EASE_MEASURE;
  if (o->status != STATUS_ACTIVE && o->status != STATUS_PILOT) return EASE_NOT_NOW;
  if (set_has(o->access, ACCESS_FREE) || o->self_registration == YES) return EASE_SELF;
  if (set_has(o->access, ACCESS_GP) || set_has(o->access, ACCESS_MUNICIPALITY)) return EASE_REFERRED;
  if (!(o->access.bits >> 1)) return set_has(o->grounds, GROUND_VOLUNTARY) ? EASE_NOT_SAID : EASE_REFERRED;
  return EASE_BAN;
}

static uint64_t *plane(struct snapshot *s) { return store_take(&s->store, s->lanes * sizeof(uint64_t), 16); }

static void rank_audience(struct snapshot *s, size_t i, struct set v)
{
  const bool shared = set_has(v, AUDIENCE_BOTH) || set_has(v, AUDIENCE_FAMILY);
  const bool uses = set_has(v, AUDIENCE_USES), experiences = set_has(v, AUDIENCE_EXPERIENCES);
  if (uses) bit_set(s->for_role[ASKER_USES], i);
  if (experiences) bit_set(s->for_role[ASKER_EXPERIENCES], i);
  if (experiences || set_has(v, AUDIENCE_FAMILY)) bit_set(s->for_role[ASKER_FAMILY], i);
  if (!experiences || uses || shared) bit_set(s->not_other[ASKER_USES], i);
  if (!uses || experiences || shared) bit_set(s->not_other[ASKER_EXPERIENCES], i);
  bit_set(s->not_other[ASKER_FAMILY], i);
}

static void rank(struct snapshot *s, size_t i)
{
  const struct offer *const o = &s->rows[i]->offer;
  const enum ease ease = ease_of(o);
  const bool talks = set_has(o->formats, FORMAT_CHAT) || set_has(o->formats, FORMAT_PHONE);
  for (unsigned p = 0; p < EASE_PLANES; p++) if (ease >> (EASE_PLANES - 1 - p) & 1) bit_set(s->ease[p], i);
  if (ease >= EASE_NOT_SAID) bit_set(s->startable, i);
  bit_set(is_decided(o) ? s->decided : s->not_decided, i);
  bit_set(is_narrow(o) ? s->narrow : s->not_narrow, i);
  if (!bit_has(s->joint, i)) bit_set(s->not_joint, i);
  rank_audience(s, i, o->audience);
  if (ease != EASE_SELF || is_narrow(o) || !(talks || set_has(offer_all_phases(o), PHASE_DIRECT)) || set_has(o->formats, FORMAT_GROUP)) return;
  bit_set(s->urgent, i);
  if (talks) bit_set(s->at_once, i);
}

/* --- names ------------------------------------------------------------------------------------------ */

enum { NAME_WORDS = 12 };
static const uint64_t NAME_SEED = 0x4E414D45;

static int by_hash(const void *a, const void *b)
{
  const struct named_offer *const x = a, *const y = b;
  return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static void names_build(struct snapshot *s)
{
  uint32_t count = 0;
  for (size_t i = 0; i < s->lanes; i++) count += (uint32_t)__builtin_popcountll(s->joint[i] | s->decided[i] | s->narrow[i]);
  s->names = store_new(&s->store, struct named_offer, count);
  for (size_t i = 0; i < s->count; i++) {
    if (!bit_has(s->joint, i) && !bit_has(s->decided, i) && !bit_has(s->narrow, i)) continue;
    const char *const name = s->rows[i]->offer.name ? s->rows[i]->offer.name : "";
    uint64_t hash = NAME_SEED;
    for (struct word_reader r = { .text = name, .size = strlen(name) }; word_next(&r); ) hash = hash_bytes(r.word, r.len, hash);
    if (hash != NAME_SEED) s->names[s->name_count++] = (struct named_offer){ hash, (uint32_t)i };
  }
  if (s->name_count) qsort(s->names, s->name_count, sizeof *s->names, by_hash);
}

static void add_named(const struct wording *q, uint64_t hash, uint64_t **out)
{
  const struct snapshot *const s = q->s;
  uint32_t low = 0, high = s->name_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (s->names[middle].hash < hash) low = middle + 1;
    else high = middle;
  }
  for (; low < s->name_count && s->names[low].hash == hash; low++) {
    if (!*out) *out = arena_new(q->arena, uint64_t, s->lanes);
    bit_set(*out, s->names[low].offer);
  }
}

uint64_t *offers_named(const struct wording *q)
{
  uint64_t *out = NULL;
  for (size_t i = 0; i < q->token_count; i++) {
    uint64_t hash = NAME_SEED;
    for (size_t n = 0; n < NAME_WORDS && i + n < q->token_count; n++) {
      hash = hash_bytes(q->tokens[i + n].text, q->tokens[i + n].len, hash);
      add_named(q, hash, &out);
    }
  }
  return out;
}

void ranks_build(struct snapshot *s)
{
  for (unsigned p = 0; p < EASE_PLANES; p++) s->ease[p] = plane(s);
  for (unsigned a = 1; a < SEARCH_ROLES; a++) { s->for_role[a] = plane(s); s->not_other[a] = plane(s); }
  s->startable = plane(s);
  s->decided = plane(s);
  s->narrow = plane(s);
  s->not_joint = plane(s);
  s->not_narrow = plane(s);
  s->not_decided = plane(s);
  s->urgent = plane(s);
  s->at_once = plane(s);
  for (size_t i = 0; i < s->count; i++) if (bit_has(s->all, i)) rank(s, i);
  names_build(s);
  const uint64_t nationwide = region_value(s, REGION_NATIONWIDE, strlen(REGION_NATIONWIDE));
  if (nationwide) s->nationwide = s->facet_bits[FACET_REGION] + (size_t)__builtin_ctzll(nationwide) * s->lanes;
}
