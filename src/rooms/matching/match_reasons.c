/* Why an offer stands where it stands. */
#include "match_internal.h"
#include "say.h"
#include "text.h"

const char *match_why(struct ctx *c, const struct match_entry *e) { return e->rule ? rule_text(c, e->rule) : tr(c, e->said); }
const char *match_rule_id(const struct match_entry *e) { return e->rule ? e->rule->id : e->said_id; }
const char *match_why_plain(struct ctx *c, const struct match_entry *e)
{
  const char *const words = e->rule ? rule_plain(c, e->rule) : e->inside ? NULL : tr(c, e->said);
  return words ? words : tr(c, N_("A professional can tell you whether this suits you."));
}
const char *match_question(struct ctx *c, const struct match_entry *e)
{
  if (e->rule && e->rule->question[c->lang]) return e->rule->question[c->lang];
  return e->asks ? tr(c, e->asks->label) : match_why(c, e);
}

/* --- reasons ------------------------------------------------------------------------------------------------ */

void match_reasons(struct ctx *c, const struct match_result *r, const struct match_entry *e, enum rule_effect effect, each_reason *each, void *arg)
{
  const struct rule_list *const list = &r->fired->m->said_by[effect];
  for (size_t k = 0; k < list->count; k++) {
    const struct rule *const rule = list->at[k];
    if (match_holds(r->fired, rule, e->at)) { if (match_counts_as(rule, effect)) each(c, rule, NULL, arg); continue; }
    if (effect != EFFECT_LABEL || rule->unknown != UNKNOWN_LABELS) continue;
    const struct field *const asks = match_missing(r->fired, rule->root, e->at);
    if (asks) each(c, rule, asks, arg);
  }
}

bool match_helps_against_violence(const struct offer *o)
{
  const struct set talk = set_with(set_with((struct set){ 0 }, FORMAT_CHAT), FORMAT_PHONE);
  const bool only_talk = o->formats.bits >> 1 && !(o->formats.bits & ~talk.bits);
  return o->kind == KIND_HELP && set_has(o->focus, FOCUS_PERSON) && !only_talk;
}

bool match_has_fit(const struct match_result *r)
{
  const struct match_entries *const fits = &r->lists[VERDICT_FITS];
  for (size_t i = 0; i < fits->count; i++) if (match_helps_against_violence(&fits->at[i].line->offer)) return true;
  return false;
}

/* --- what came nearest ---------------------------------------------------------------------------------------- */

/* Help that was excluded or held. */
static uint64_t missed(const struct match_fired *f, size_t l) { return f->area->helps[l] & (f->out[l] | f->held[l]); }

/* How many rules speak against each; the least of those. */
static uint16_t count_against(const struct match_fired *f, uint16_t *against)
{
  uint16_t least = UINT16_MAX;
  for (size_t k = 0; k < f->m->stops.count; k++)
    for (size_t l = 0; l < f->area->lanes; l++) EACH_BIT(match_stops(f, f->m->stops.at[k], l) & missed(f, l), l, i) against[i]++;
  for (size_t l = 0; l < f->area->lanes; l++)
    EACH_BIT(missed(f, l), l, i) {
      if (!against[i]) against[i] = 1;             /* the code alone */
      if (against[i] < least) least = against[i];
    }
  return least;
}

static uint16_t why(const struct match_fired *f, size_t i) { return f->out[i / 64] >> i % 64 & 1 ? f->why_out[i] : f->why_held[i]; }

size_t match_nearest(struct ctx *c, const struct match_result *r, each_id *each, void *arg)
{
  const struct match_fired *const f = r->fired;
  uint16_t *const against = arena_new(&c->arena, uint16_t, f->area->count + 1);
  uint64_t *const nearest = arena_new(&c->arena, uint64_t, f->area->lanes);
  const uint16_t least = count_against(f, against);
  unsigned by_code = 0;
  size_t count = 0;
  for (size_t l = 0; l < f->area->lanes; l++)
    EACH_BIT(missed(f, l), l, i) {
      if (against[i] != least) continue;
      nearest[l] |= (uint64_t)1 << i % 64;
      if (why(f, i) >= BY_CODE) by_code |= 1u << (why(f, i) - BY_CODE);
      count++;
    }
  for (size_t k = 0; k < f->m->stops.count; k++) {
    uint64_t any = 0;
    for (size_t l = 0; l < f->area->lanes; l++) any |= match_stops(f, f->m->stops.at[k], l) & nearest[l];
    if (any) each(f->m->stops.at[k]->id, arg);
  }
  for (int rule = 0; rule < SAFETY_RULES; rule++) if (by_code >> rule & 1) each(safety_rule_id((enum safety_rule)rule), arg);
  return count;
}

const char *match_rule_words(struct ctx *c, const struct matcher *m, const char *id)
{
  const struct rule *const rule = rule_find(m->rules, id);
  if (rule) return rule_text(c, rule);
  for (int r = 0; r < SAFETY_RULES; r++)
    if (strcmp(safety_rule_id((enum safety_rule)r), id) == 0) return tr(c, safety_rule_text((enum safety_rule)r));
  return NULL;
}

void match_safety(struct ctx *c, const struct match_result *r, each_reason *each, void *arg)
{
  const struct rule_list *const list = &r->fired->m->said_by[EFFECT_SAFETY];
  for (size_t k = 0; k < list->count; k++) if (match_holds(r->fired, list->at[k], 0)) each(c, list->at[k], NULL, arg);
}

/* --- bridging ---------------------------------------------------------------------------------------------- */

static bool bridges(const struct offer *o)
{
  const bool talks = set_has(o->formats, FORMAT_CHAT) || set_has(o->formats, FORMAT_PHONE) || set_has(o->formats, FORMAT_DROP_IN);
  if (set_has(o->violence_types, VIOLENCE_SEXUAL) && !set_has(o->violence_types, VIOLENCE_PARTNER)) return false;      /* a line for one thing */
  return o->bridging == YES || (talks && set_has(o->access, ACCESS_FREE));
}

static bool waits(const struct offer *o, const struct profile *p)
{
  const int32_t most = p->max_wait_days.known ? p->max_wait_days.n : WAIT_EXPECTED;
  return (o->wait_days.known && o->wait_days.n > most) || o->status == STATUS_PAUSED || (!o->wait_days.known && o->group_entry == ENTRY_FIXED);
}

struct match_bridging match_bridging(const struct match_result *r, const struct match_entry *e, const struct profile *p, kept_entry *kept, const void *of)
{
  struct match_bridging b = { .needed = waits(&e->line->offer, p) };
  const struct match_entries *const fits = &r->lists[VERDICT_FITS];
  for (size_t i = 0; b.needed && i < fits->count && b.count < BRIDGES_MOST; i++) {
    const struct match_entry *const other = &fits->at[i];
    if (other->line != e->line && bridges(&other->line->offer) && !waits(&other->line->offer, p) && !(kept && kept(other, of))) b.at[b.count++] = other;
  }
  return b;
}

const char *match_bridging_text(struct ctx *c, const struct match_bridging *b)
{
  return b->count ? tr(c, N_("It may take long before this begins. Begin with this in the meantime."))
    : tr(c, N_("It may take long before this begins. Agree who stays in touch, and how often."));
}
