#include "match.h"
#include "match_internal.h"
#include "say.h"
#include "text.h"

DEFINE_CHOICES(verdict, VERDICTS)

/* --- building ----------------------------------------------------------------------------------------- */

enum { ARENA_MOST = 1 << 28 };

static bool serves(const struct offer *o, const char *region)
{
  return !o->regions || text_has_word(o->regions, region) || text_has_word(o->regions, REGION_NATIONWIDE);
}

static void add_offers(struct matcher *m, struct area *area)
{
  area->offers = arena_new(&m->arena, uint32_t, m->count + 1);
  for (size_t i = 0; i < m->count; i++) {
    if (!serves(&m->offers[i]->offer, area->region)) { area->elsewhere++; continue; }
    area->offers[area->count++] = (uint32_t)i;
  }
  area->lanes = area->count / 64 + 1;
}

/* The answer of each offer to each question that is about offers only. */
static void add_bits(struct matcher *m, struct area *area)
{
  const struct conditions *const s = &m->rules->conditions;
  area->bits = arena_new(&m->arena, uint64_t, area->lanes * (size_t)(s->atom_count + 1));
  area->marks = arena_new(&m->arena, uint8_t, area->count + 1);
  for (size_t i = 0; i < area->count; i++) {
    const struct offer *const o = &m->offers[area->offers[i]]->offer;
    area->marks[i] = (uint8_t)safety_marks(o);
    for (int k = 0; k < s->atom_count; k++)
      if (!s->atoms[k].person && atom_of_offer(&s->atoms[k], o, m->today)) area->bits[(size_t)k * area->lanes + i / 64] |= (uint64_t)1 << i % 64;
  }
}

int matcher_build(struct ctx *c, const struct rule_set *rules, const struct offer_line *const *offers, size_t count, const struct places *places, struct date today, struct matcher **out)
{
  struct matcher *const m = calloc(1, sizeof *m);
  if (!m) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  *m = (struct matcher){ .arena = { .max = ARENA_MOST }, .rules = rules, .offers = offers, .count = count, .today = today };
  m->areas = arena_new(&m->arena, struct area, places->regions.count + 1);
  for (size_t r = 0; r < places->regions.count; r++) {
    if (strcmp(places->regions.at[r].slug, REGION_NATIONWIDE) == 0) continue;
    struct area *const area = &m->areas[m->area_count++];
    area->region = places->regions.at[r].slug;
    add_offers(m, area);
    add_bits(m, area);
  }
  if (m->arena.failed) { matcher_release(m); return fail(c, ERR_FULL, NULL, N_("Out of memory.")); }
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

static const struct area *area_of(const struct matcher *m, const char *region)
{
  for (size_t i = 0; i < m->area_count; i++) if (strcmp(m->areas[i].region, region) == 0) return &m->areas[i];
  return NULL;
}

size_t matcher_count(const struct matcher *m, const char *region)
{
  const struct area *const area = area_of(m, region);
  return area ? area->count : 0;
}
const struct offer_line *matcher_offer(const struct matcher *m, const char *region, size_t i) { return m->offers[area_of(m, region)->offers[i]]; }

/* --- truth ----------------------------------------------------------------------------------------------- */

/* Nodes stand behind what they are made of: one pass answers all of them for all offers of the region. */
static void answer_atom(const struct match_fired *f, int k, const struct profile *p, uint64_t *t, uint64_t *no)
{
  const struct atom *const at = &f->m->rules->conditions.atoms[k];
  const size_t lanes = f->area->lanes;
  if (!at->person) {
    const uint64_t *const bits = f->area->bits + (size_t)k * lanes;
    for (size_t l = 0; l < lanes; l++) { t[l] = bits[l]; no[l] = ~bits[l]; }
    return;
  }
  if (!at->offer) {
    const enum truth is = atom_of_person(at, p);
    for (size_t l = 0; l < lanes; l++) { t[l] = is == IS_TRUE ? ~UINT64_C(0) : 0; no[l] = is == IS_FALSE ? ~UINT64_C(0) : 0; }
    return;
  }
  for (size_t i = 0; i < f->area->count; i++) {
    const enum truth is = atom_of_both(at, p, &f->m->offers[f->area->offers[i]]->offer);
    if (is == IS_TRUE) t[i / 64] |= (uint64_t)1 << i % 64;
    else if (is == IS_FALSE) no[i / 64] |= (uint64_t)1 << i % 64;
  }
}

static void answer_nodes(struct match_fired *f, const struct profile *p)
{
  const struct conditions *const s = &f->m->rules->conditions;
  const size_t lanes = f->area->lanes;
  for (int n = 0; n < s->node_count; n++) {
    const struct node *const node = &s->nodes[n];
    uint64_t *const t = f->yes + (size_t)n * lanes, *const no = f->no + (size_t)n * lanes;
    if (node->kind == NODE_ATOM) { answer_atom(f, node->a, p, t, no); continue; }
    const uint64_t *const at = f->yes + (size_t)node->a * lanes, *const an = f->no + (size_t)node->a * lanes;
    const uint64_t *const bt = f->yes + (size_t)node->b * lanes, *const bn = f->no + (size_t)node->b * lanes;
    for (size_t l = 0; l < lanes; l++) {
      t[l] = node->kind == NODE_NOT ? an[l] : node->kind == NODE_AND ? at[l] & bt[l] : at[l] | bt[l];
      no[l] = node->kind == NODE_NOT ? at[l] : node->kind == NODE_AND ? an[l] | bn[l] : an[l] & bn[l];
    }
  }
}

static const uint64_t *yes_of(const struct match_fired *f, const struct rule *r) { return f->yes + (size_t)r->root * f->area->lanes; }
static bool bit(const uint64_t *bits, size_t i) { return bits[i / 64] >> i % 64 & 1; }
bool match_holds(const struct match_fired *f, const struct rule *r, size_t i) { return bit(yes_of(f, r), i); }
static bool fails(const struct match_fired *f, int node, size_t i) { return bit(f->no + (size_t)node * f->area->lanes, i); }

/* --- verdicts ---------------------------------------------------------------------------------------------- */

/* Who set a bit first is why. */
static void decide(struct match_fired *f, uint64_t *bits, uint16_t *why, const uint64_t *more, uint16_t rule)
{
  for (size_t l = 0; l < f->area->lanes; l++) {
    for (uint64_t new = more[l] & ~bits[l]; new; new &= new - 1) {
      const size_t i = l * 64 + (size_t)__builtin_ctzll(new);
      if (i < f->area->count) why[i] = rule;
    }
    bits[l] |= more[l];
  }
}

static bool may_be_set_aside(const struct match_fired *f, const struct rule *r) { return r->set_aside && f->set_aside; }

static void apply_rule(struct match_fired *f, uint16_t number)
{
  const struct rule *const r = &f->m->rules->at[number];
  const size_t lanes = f->area->lanes;
  const uint64_t *const yes = yes_of(f, r), *const no = f->no + (size_t)r->root * lanes;
  uint64_t *const open = f->open;
  if (r->effect != EFFECT_EXCLUDE && r->effect != EFFECT_HOLD && r->effect != EFFECT_BESIDE) return;
  for (size_t l = 0; l < lanes; l++) open[l] = r->unknown == UNKNOWN_HOLDS ? ~(yes[l] | no[l]) & ~(may_be_set_aside(f, r) ? ~f->mediation[l] : 0) : 0;
  decide(f, f->held, f->why_held, open, number);
  for (size_t l = 0; l < lanes; l++) open[l] = yes[l] & ~(may_be_set_aside(f, r) ? ~f->mediation[l] : 0);
  if (r->effect == EFFECT_EXCLUDE) decide(f, f->out, f->why_out, open, number);
  else if (r->effect == EFFECT_HOLD) decide(f, f->held, f->why_held, open, number);
  else for (size_t l = 0; l < lanes; l++) f->beside[l] |= open[l];
}

bool match_stops(const struct match_fired *f, const struct rule *r, size_t i)
{
  if (may_be_set_aside(f, r) && !bit(f->mediation, i)) return false;
  if (r->unknown == UNKNOWN_HOLDS && !match_holds(f, r, i) && !fails(f, r->root, i)) return true;
  return (r->effect == EFFECT_EXCLUDE || r->effect == EFFECT_HOLD) && match_holds(f, r, i);
}

/* What the code says in the end: never less than the data. */
static void apply_safety(struct match_fired *f, const struct profile *p)
{
  for (size_t i = 0; i < f->area->count; i++) {
    const struct safety_said said = safety_judge(p, f->set_aside, f->area->marks[i]);
    const uint64_t mask = (uint64_t)1 << i % 64;
    if (said.verdict == SAFETY_EXCLUDES && !bit(f->out, i)) { f->out[i / 64] |= mask; f->why_out[i] = (uint16_t)(BY_CODE + said.rule); }
    else if (said.verdict == SAFETY_HOLDS && !bit(f->held, i)) { f->held[i / 64] |= mask; f->why_held[i] = (uint16_t)(BY_CODE + said.rule); }
  }
}

static uint64_t *lane(struct ctx *c, size_t lanes) { return arena_new(&c->arena, uint64_t, lanes); }

static int fire(struct ctx *c, const struct matcher *m, const struct match_ask *ask, struct match_fired **out)
{
  const struct area *const area = area_of(m, ask->profile->region);
  const size_t nodes = (size_t)m->rules->conditions.node_count;
  if (!area) return fail(c, ERR_INVALID, "region", N_("This region is not known."));
  struct match_fired *const f = arena_new(&c->arena, struct match_fired, 1);
  *f = (struct match_fired){ .m = m, .area = area, .set_aside = ask->control_set_aside, .yes = lane(c, nodes * area->lanes), .no = lane(c, nodes * area->lanes),
    .out = lane(c, area->lanes), .held = lane(c, area->lanes), .beside = lane(c, area->lanes), .open = lane(c, area->lanes), .mediation = lane(c, area->lanes),
    .why_out = arena_new(&c->arena, uint16_t, area->count + 1), .why_held = arena_new(&c->arena, uint16_t, area->count + 1) };
  if (c->arena.failed) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  for (size_t i = 0; i < area->count; i++) if (area->marks[i] & MARK_MEDIATION) f->mediation[i / 64] |= (uint64_t)1 << i % 64;
  answer_nodes(f, ask->profile);
  for (size_t r = 0; r < m->rules->count; r++) apply_rule(f, (uint16_t)r);
  if (!m->without_code) apply_safety(f, ask->profile);
  *out = f;
  return OK;
}

static enum verdict verdict_at(const struct match_fired *f, size_t i)
{
  return bit(f->out, i) ? VERDICT_EXCLUDED : bit(f->held, i) ? VERDICT_UNKNOWN : bit(f->beside, i) ? VERDICT_COMPLEMENTARY : VERDICT_FITS;
}

int match_verdicts(struct ctx *c, const struct matcher *m, const struct match_ask *ask, uint8_t *out, size_t room)
{
  struct match_fired *f;
  TRY(fire(c, m, ask, &f));
  for (size_t i = 0; i < f->area->count && i < room; i++) out[i] = (uint8_t)verdict_at(f, i);
  return OK;
}

/* --- lists ------------------------------------------------------------------------------------------------- */

const struct field *match_missing(const struct match_fired *f, int node, size_t i)
{
  const struct conditions *const s = &f->m->rules->conditions;
  const struct node *const n = &s->nodes[node];
  if (bit(f->yes + (size_t)node * f->area->lanes, i) || fails(f, node, i)) return NULL;
  if (n->kind == NODE_ATOM) return s->atoms[n->a].person;
  const struct field *const first = match_missing(f, n->a, i);
  return first || n->kind == NODE_NOT ? first : match_missing(f, n->b, i);
}

static void explain(const struct match_fired *f, const struct profile *p, uint16_t why, struct match_entry *e)
{
  if (why >= BY_CODE) {
    const enum safety_rule rule = (enum safety_rule)(why - BY_CODE);
    e->said = safety_rule_text(rule);
    e->said_id = safety_rule_id(rule);
    e->asks = safety_asks(rule, p);
    return;
  }
  e->rule = &f->m->rules->at[why];
  e->asks = match_missing(f, e->rule->root, e->at);
}

static int32_t score_of(const struct match_fired *f, size_t i)
{
  int32_t score = 0;
  for (size_t r = 0; r < f->m->rules->count; r++) {
    const struct rule *const rule = &f->m->rules->at[r];
    if (rule->effect == EFFECT_RANK && match_holds(f, rule, i)) score += rule->points;
  }
  return score;
}

static int by_name(const struct match_entry *a, const struct match_entry *b)
{
  const int n = strcmp(a->line->offer.name, b->line->offer.name);
  return n ? n : memcmp(a->line->offer.id.b, b->line->offer.id.b, sizeof a->line->offer.id.b);
}
static int by_score(const void *a, const void *b)
{
  const struct match_entry *const x = a, *const y = b;
  return x->score != y->score ? (y->score > x->score) - (y->score < x->score) : by_name(x, y);
}
/* In the order of the rules: safety stands first. */
static int by_rule(const void *a, const void *b)
{
  const struct match_entry *const x = a, *const y = b;
  if (x->rule != y->rule) return !x->rule ? -1 : !y->rule ? 1 : x->rule < y->rule ? -1 : 1;
  return by_name(x, y);
}

int match_decide(struct ctx *c, const struct matcher *m, const struct match_ask *ask, struct match_result *out)
{
  struct match_fired *f;
  size_t counts[VERDICT_COUNT] = { 0 };
  TRY(fire(c, m, ask, &f));
  struct match_result r = { .elsewhere = f->area->elsewhere, .fired = f };
  for (size_t i = 0; i < f->area->count; i++) counts[verdict_at(f, i)]++;
  for (int v = 0; v < VERDICT_COUNT; v++) r.lists[v].at = arena_new(&c->arena, struct match_entry, counts[v] + 1);
  if (c->arena.failed) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  for (size_t i = 0; i < f->area->count; i++) {
    const enum verdict v = verdict_at(f, i);
    struct match_entry *const e = &r.lists[v].at[r.lists[v].count++];
    *e = (struct match_entry){ .line = m->offers[f->area->offers[i]], .at = (uint32_t)i };
    if (v == VERDICT_EXCLUDED) explain(f, ask->profile, f->why_out[i], e);
    else if (v == VERDICT_UNKNOWN) explain(f, ask->profile, f->why_held[i], e);
    else e->score = score_of(f, i);
  }
  for (int v = 0; v < VERDICT_COUNT; v++) qsort(r.lists[v].at, r.lists[v].count, sizeof(struct match_entry), v == VERDICT_FITS || v == VERDICT_COMPLEMENTARY ? by_score : by_rule);
  *out = r;
  return OK;
}
