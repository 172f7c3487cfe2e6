#include "match.h"
#include "match_internal.h"
#include "say.h"
#include "text.h"

DEFINE_CHOICES(verdict, VERDICTS)

/* NULL: none of that name. What was stored may name no region, or one that is no more. */
static const struct area *area_of(const struct matcher *m, const char *region)
{
  for (size_t i = 0; region && i < m->area_count; i++) if (strcmp(m->areas[i].region, region) == 0) return &m->areas[i];
  return NULL;
}

size_t matcher_count(const struct matcher *m, const char *region)
{
  const struct area *const area = area_of(m, region);
  return area ? area->count : 0;
}
const struct offer_line *matcher_offer(const struct matcher *m, const char *region, size_t i) { return m->offers[area_of(m, region)->offers[i]]; }

/* --- truth ----------------------------------------------------------------------------------------------- */

/* What the offer does not say is no limit. */
static void answer_alike(const struct match_fired *f, const struct alike *alike, const struct atom *at, const struct profile *p, uint64_t *t, uint64_t *no)
{
  enum truth is = IS_UNKNOWN;
  memcpy(no, alike->silent, f->area->lanes * sizeof *no);
  if (!field_known(at->person, p)) return;
  for (size_t i = 0; i < alike->count; i++) {
    const size_t offer = alike->at[i];
    if (alike->first[i]) is = atom_of_both(at, p, &f->m->offers[f->area->offers[offer]]->offer);
    uint64_t *const to = is == IS_TRUE ? t : no;
    to[offer / 64] |= (uint64_t)1 << offer % 64;
  }
}

/* Nodes stand behind what they are made of: one pass answers all of them for all offers of the region. */
static void answer_atom(const struct match_fired *f, int k, const struct profile *p, uint64_t *t, uint64_t *no)
{
  const struct atom *const at = &f->m->rules->conditions.atoms[k];
  const size_t lanes = f->area->lanes;
  if (!at->person) {
    const uint64_t *const bits = f->area->bits + f->m->row[k] * lanes;
    for (size_t l = 0; l < lanes; l++) { t[l] = bits[l]; no[l] = ~bits[l]; }
    return;
  }
  if (!at->offer) {
    const enum truth is = atom_of_person(at, p);
    const uint64_t yes = is == IS_TRUE ? ~UINT64_C(0) : 0, not = is == IS_FALSE ? ~UINT64_C(0) : 0;
    for (size_t l = 0; l < lanes; l++) { t[l] = yes; no[l] = not; }
    return;
  }
  answer_alike(f, &f->area->alike[f->m->row[k]], at, p, t, no);
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
    switch (node->kind) {
    case NODE_AND: for (size_t l = 0; l < lanes; l++) { t[l] = at[l] & bt[l]; no[l] = an[l] | bn[l]; } break;
    case NODE_OR:  for (size_t l = 0; l < lanes; l++) { t[l] = at[l] | bt[l]; no[l] = an[l] & bn[l]; } break;
    default:       for (size_t l = 0; l < lanes; l++) { t[l] = an[l]; no[l] = at[l]; }
    }
  }
}

static const uint64_t *yes_of(const struct match_fired *f, const struct rule *r) { return f->yes + (size_t)r->root * f->area->lanes; }
static bool bit(const uint64_t *bits, size_t i) { return bits[i / 64] >> i % 64 & 1; }
bool match_holds(const struct match_fired *f, const struct rule *r, size_t i) { return bit(yes_of(f, r), i); }
static bool fails(const struct match_fired *f, int node, size_t i) { return bit(f->no + (size_t)node * f->area->lanes, i); }

/* --- verdicts ---------------------------------------------------------------------------------------------- */

/* A bit for each offer that a lane has: the last one is not full. */
static uint64_t lane_all(const struct match_fired *f, size_t l)
{
  const size_t left = f->area->count - l * 64;
  return left < 64 ? ((uint64_t)1 << left) - 1 : ~UINT64_C(0);
}

/* Who set a bit first is why. What lies behind the last offer is set from the start. */
static void decide(struct match_fired *f, uint64_t *bits, uint16_t *why, const uint64_t *more, uint16_t rule)
{
  for (size_t l = 0; l < f->area->lanes; l++) {
    const uint64_t new = more[l] & ~bits[l];
    if (!new) continue;
    EACH_BIT(new, l, i) why[i] = rule;
    bits[l] |= new;
  }
}

static bool may_be_set_aside(const struct match_fired *f, const struct rule *r) { return r->set_aside && f->set_aside; }

/* What is left of a lane of the rule's offers once it may be set aside. */
static uint64_t unless_set_aside(const struct match_fired *f, const struct rule *r, size_t l, uint64_t offers) { return may_be_set_aside(f, r) ? offers & f->mediation[l] : offers; }
static uint64_t undecided(const struct match_fired *f, const struct rule *r, size_t l)
{
  const size_t at = (size_t)r->root * f->area->lanes + l;
  return r->unknown == UNKNOWN_HOLDS ? unless_set_aside(f, r, l, ~(f->yes[at] | f->no[at])) : 0;
}
static uint64_t decided(const struct match_fired *f, const struct rule *r, size_t l) { return unless_set_aside(f, r, l, yes_of(f, r)[l]); }

uint64_t match_stops(const struct match_fired *f, const struct rule *r, size_t l)
{
  return undecided(f, r, l) | (r->effect == EFFECT_EXCLUDE || r->effect == EFFECT_HOLD ? decided(f, r, l) : 0);
}

static void apply_rule(struct match_fired *f, const struct rule *r)
{
  const uint16_t number = (uint16_t)(r - f->m->rules->at);
  const size_t lanes = f->area->lanes;
  uint64_t *const open = f->open;
  if (r->unknown == UNKNOWN_HOLDS) {
    for (size_t l = 0; l < lanes; l++) open[l] = undecided(f, r, l);
    decide(f, f->held, f->why_held, open, number);
  }
  for (size_t l = 0; l < lanes; l++) open[l] = decided(f, r, l);
  if (r->effect == EFFECT_EXCLUDE) decide(f, f->out, f->why_out, open, number);
  else if (r->effect == EFFECT_HOLD) decide(f, f->held, f->why_held, open, number);
  else for (size_t l = 0; l < lanes; l++) f->beside[l] |= open[l];
}

/* What the code says in the end: never less than the data. Offers of the same marks are judged once. */
static void apply_safety(struct match_fired *f, const struct profile *p)
{
  struct safety_said said[MARKS_MOST];
  uint64_t judged = 0;
  for (size_t i = 0; i < f->area->count; i++) {
    const uint8_t marks = f->area->marks[i];
    if (!(judged >> marks & 1)) { said[marks] = safety_judge(p, f->set_aside, marks); judged |= (uint64_t)1 << marks; }
    const enum safety_verdict verdict = said[marks].verdict;
    const uint64_t mask = (uint64_t)1 << i % 64;
    const uint16_t why = (uint16_t)(BY_CODE + said[marks].rule);
    if (verdict == SAFETY_EXCLUDES && !bit(f->out, i)) { f->out[i / 64] |= mask; f->why_out[i] = why; }
    else if (verdict == SAFETY_HOLDS && !bit(f->held, i)) { f->held[i / 64] |= mask; f->why_held[i] = why; }
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
  f->out[area->lanes - 1] = f->held[area->lanes - 1] = ~lane_all(f, area->lanes - 1);
  answer_nodes(f, ask->profile);
  for (size_t r = 0; r < m->stops.count; r++) apply_rule(f, m->stops.at[r]);
  if (!m->without_code) apply_safety(f, ask->profile);
  *out = f;
  return OK;
}

static enum verdict verdict_at(const struct match_fired *f, size_t i)
{
  return bit(f->out, i) ? VERDICT_EXCLUDED : bit(f->held, i) ? VERDICT_UNKNOWN : bit(f->beside, i) ? VERDICT_COMPLEMENTARY : VERDICT_FITS;
}

/* Which of a lane's 64 offers come in that list. */
static uint64_t lane_of(const struct match_fired *f, enum verdict v, size_t l)
{
  const uint64_t out = f->out[l], held = f->held[l] & ~out, beside = f->beside[l] & ~held & ~out;
  return lane_all(f, l) & (v == VERDICT_EXCLUDED ? out : v == VERDICT_UNKNOWN ? held : v == VERDICT_COMPLEMENTARY ? beside : ~(out | held | beside));
}

/* Every offer `i` of that list, in order of name. */
#define EACH_OF_LIST(f, v, i) for (size_t l_ = 0; l_ < (f)->area->lanes; l_++) EACH_BIT(lane_of((f), (v), l_), l_, i)

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

static void explain(const struct match_fired *f, const struct profile *p, uint16_t why, enum verdict v, struct match_entry *e)
{
  if (why >= BY_CODE) {
    const enum safety_rule rule = (enum safety_rule)(why - BY_CODE);
    e->said = safety_rule_text(rule);
    e->inside = safety_rule_is_inside(rule);
    e->said_id = safety_rule_id(rule);
    e->asks = safety_asks(rule, p);
    return;
  }
  e->rule = &f->m->rules->at[why];
  e->inside = e->rule->inside;
  if (v == VERDICT_UNKNOWN) e->asks = match_missing(f, e->rule->root, e->at);
}

/* The points of every offer that is ranked: few offers are. */
static void add_scores(const struct match_fired *f, int32_t *scores)
{
  const struct rule_list *const ranks = &f->m->ranks;
  for (size_t l = 0; l < f->area->lanes; l++) {
    const uint64_t ranked = lane_of(f, VERDICT_FITS, l) | lane_of(f, VERDICT_COMPLEMENTARY, l);
    for (size_t r = 0; ranked && r < ranks->count; r++) EACH_BIT(yes_of(f, ranks->at[r])[l] & ranked, l, i) scores[i] += ranks->at[r]->points;
  }
}

/* The region's offers stand in order of name: whatever is equal stays in that order. */
static int by_score(const void *a, const void *b)
{
  const struct match_entry *const x = a, *const y = b;
  return x->score != y->score ? (y->score > x->score) - (y->score < x->score) : (x->at > y->at) - (x->at < y->at);
}

/* Where the first offer of each reason goes: the code's stand first, then the rules in their order, so that safety comes first. */
static size_t place_of(uint16_t why) { return why >= BY_CODE ? 0 : (size_t)why + 1; }

static void count_places(const struct match_fired *f, enum verdict v, const uint16_t *why, uint32_t *places)
{
  EACH_OF_LIST(f, v, i) places[place_of(why[i]) + 1]++;
  for (size_t k = 1; k <= f->m->rules->count + 1; k++) places[k] += places[k - 1];
}

/* One list by what decided. */
static void list_by_rule(struct ctx *c, const struct match_fired *f, const struct profile *p, enum verdict v, struct match_entries *list)
{
  const uint16_t *const why = v == VERDICT_EXCLUDED ? f->why_out : f->why_held;
  uint32_t *const places = arena_new(&c->arena, uint32_t, f->m->rules->count + 3);
  count_places(f, v, why, places);
  EACH_OF_LIST(f, v, i) {
    struct match_entry *const e = &list->at[places[place_of(why[i])]++];
    *e = (struct match_entry){ .line = f->m->offers[f->area->offers[i]], .at = (uint32_t)i };
    explain(f, p, why[i], v, e);
    list->count++;
  }
}

static void list_by_score(const struct match_fired *f, const int32_t *scores, enum verdict v, struct match_entries *list)
{
  EACH_OF_LIST(f, v, i) list->at[list->count++] = (struct match_entry){ .line = f->m->offers[f->area->offers[i]], .at = (uint32_t)i, .score = scores[i] };
  qsort(list->at, list->count, sizeof *list->at, by_score);
}

static size_t count_of(const struct match_fired *f, enum verdict v)
{
  size_t n = 0;
  for (size_t l = 0; l < f->area->lanes; l++) n += (size_t)__builtin_popcountll(lane_of(f, v, l));
  return n;
}

int match_decide(struct ctx *c, const struct matcher *m, const struct match_ask *ask, struct match_result *out)
{
  struct match_fired *f;
  TRY(fire(c, m, ask, &f));
  struct match_result r = { .elsewhere = f->area->elsewhere, .fired = f };
  int32_t *const scores = arena_new(&c->arena, int32_t, f->area->count + 1);
  for (enum verdict v = VERDICT_FITS; v <= VERDICT_EXCLUDED; v++) r.lists[v].at = arena_new(&c->arena, struct match_entry, count_of(f, v) + 1);
  if (c->arena.failed) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  add_scores(f, scores);
  for (enum verdict v = VERDICT_FITS; v <= VERDICT_COMPLEMENTARY; v++) list_by_score(f, scores, v, &r.lists[v]);
  for (enum verdict v = VERDICT_UNKNOWN; v <= VERDICT_EXCLUDED; v++) list_by_rule(c, f, ask->profile, v, &r.lists[v]);
  *out = r;
  return OK;
}
