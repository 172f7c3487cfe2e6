/* Why an offer stands where it stands, and the decision as JSON. */
#include "json.h"
#include "match_internal.h"
#include "say.h"
#include "text.h"

const char *match_why(struct ctx *c, const struct match_entry *e) { return e->rule ? rule_text(c, e->rule) : tr(c, e->said); }
const char *match_rule_id(const struct match_entry *e) { return e->rule ? e->rule->id : e->said_id; }
const char *match_question(struct ctx *c, const struct match_entry *e)
{
  if (e->rule && e->rule->question[c->lang]) return e->rule->question[c->lang];
  return e->asks ? tr(c, e->asks->label) : match_why(c, e);
}

/* --- reasons ------------------------------------------------------------------------------------------------ */

/* Lower in the list is a note, higher a reason. */
static bool counts_as(const struct rule *r, enum rule_effect effect)
{
  if (r->effect != EFFECT_RANK) return r->effect == effect;
  return effect == (r->points < 0 ? EFFECT_LABEL : EFFECT_RANK);
}

void match_reasons(struct ctx *c, const struct match_result *r, const struct match_entry *e, enum rule_effect effect, each_reason *each, void *arg)
{
  const struct rule_set *const rules = r->fired->m->rules;
  for (size_t k = 0; k < rules->count; k++) {
    const struct rule *const rule = &rules->at[k];
    if (counts_as(rule, effect) && match_holds(r->fired, rule, e->at)) { each(c, rule, NULL, arg); continue; }
    if (effect != EFFECT_LABEL || rule->unknown != UNKNOWN_LABELS) continue;
    const struct field *const asks = match_missing(r->fired, rule->root, e->at);
    if (asks) each(c, rule, asks, arg);
  }
}

void match_against(struct ctx *c, const struct match_result *r, const struct match_entry *e, each_reason *each, void *arg)
{
  const struct rule_set *const rules = r->fired->m->rules;
  for (size_t k = 0; k < rules->count; k++) if (match_stops(r->fired, &rules->at[k], e->at)) each(c, &rules->at[k], NULL, arg);
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
  const struct rule_set *const rules = r->fired->m->rules;
  for (size_t k = 0; k < rules->count; k++)
    if (rules->at[k].effect == EFFECT_SAFETY && match_holds(r->fired, &rules->at[k], 0)) each(c, &rules->at[k], NULL, arg);
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

struct match_bridging match_bridging(const struct match_result *r, const struct match_entry *e, const struct profile *p)
{
  struct match_bridging b = { .needed = waits(&e->line->offer, p) };
  const struct match_entries *const fits = &r->lists[VERDICT_FITS];
  for (size_t i = 0; b.needed && i < fits->count && b.count < BRIDGES_MOST; i++) {
    const struct match_entry *const other = &fits->at[i];
    if (other->line != e->line && bridges(&other->line->offer) && !waits(&other->line->offer, p)) b.at[b.count++] = other;
  }
  return b;
}

const char *match_bridging_text(struct ctx *c, const struct match_bridging *b)
{
  return b->count ? tr(c, N_("It may take long before this begins. Begin with this in the meantime."))
    : tr(c, N_("It may take long before this begins. Agree who stays in touch, and how often."));
}

/* --- JSON --------------------------------------------------------------------------------------------------- */

static void put_reason(struct ctx *c, const struct rule *r, const struct field *asks, void *arg)
{
  struct json *const j = arg;
  (void)asks;
  json_begin(j, NULL, '{');
  json_str(j, "rule", r->id);
  json_str(j, "text", rule_text(c, r));
  json_close(j);
}

static void put_label(struct ctx *c, const struct rule *r, const struct field *asks, void *arg)
{
  struct json *const j = arg;
  json_item(j);
  if (asks) json_text(j->b, JOIN(&c->arena, tr(c, N_("Not known:")), " ", tr(c, asks->label)));
  else json_text(j->b, rule_text(c, r));
}

static void put_name(struct json *j, const struct offer *o)
{
  json_str(j, "offer", o->code ? o->code : o->slug);
  json_str(j, "name", o->name);
}

static void put_bridging(struct ctx *c, const struct match_bridging *b, struct json *j)
{
  json_key(j, "bridging");
  if (!b->needed) { put(j->b, "null"); return; }
  json_open(j, '{');
  json_str(j, "text", match_bridging_text(c, b));
  json_begin(j, "offers", '[');
  for (size_t i = 0; i < b->count; i++) {
    json_begin(j, NULL, '{');
    put_name(j, &b->at[i]->line->offer);
    json_close(j);
  }
  json_close(j);
  json_close(j);
}

static void put_fit(struct ctx *c, const struct profile *p, const struct match_result *r, const struct match_entry *e, struct json *j)
{
  const struct match_bridging bridging = match_bridging(r, e, p);
  json_begin(j, NULL, '{');
  put_name(j, &e->line->offer);
  json_num(j, "score", e->score);
  json_begin(j, "labels", '[');
  match_reasons(c, r, e, EFFECT_LABEL, put_label, j);
  json_close(j);
  json_begin(j, "reasons", '[');
  if (r->lists[VERDICT_COMPLEMENTARY].count && e >= r->lists[VERDICT_COMPLEMENTARY].at && e < r->lists[VERDICT_COMPLEMENTARY].at + r->lists[VERDICT_COMPLEMENTARY].count)
    match_reasons(c, r, e, EFFECT_BESIDE, put_reason, j);
  match_reasons(c, r, e, EFFECT_RANK, put_reason, j);
  json_close(j);
  put_bridging(c, &bridging, j);
  json_close(j);
}

static void put_other(struct ctx *c, const struct match_entry *e, enum verdict v, struct json *j)
{
  json_begin(j, NULL, '{');
  put_name(j, &e->line->offer);
  json_str(j, "rule", match_rule_id(e));
  json_str(j, v == VERDICT_UNKNOWN ? "question" : "text", v == VERDICT_UNKNOWN ? match_question(c, e) : match_why(c, e));
  json_close(j);
}

void match_write_json(struct ctx *c, const struct matcher *m, const struct profile *p, const struct match_result *r, struct buf *b)
{
  struct json j = { .b = b };
  json_open(&j, '{');
  json_str(&j, "rules_version", m->rules->version);
  json_begin(&j, "safety", '[');
  match_safety(c, r, put_reason, &j);
  json_close(&j);
  for (int v = 0; v < VERDICT_COUNT; v++) {
    json_begin(&j, verdict_key((enum verdict)v), '[');
    for (size_t i = 0; i < r->lists[v].count; i++) {
      const struct match_entry *const e = &r->lists[v].at[i];
      if (v == VERDICT_FITS || v == VERDICT_COMPLEMENTARY) put_fit(c, p, r, e, &j);
      else put_other(c, e, (enum verdict)v, &j);
    }
    json_close(&j);
  }
  json_num(&j, "elsewhere", (int64_t)r->elsewhere);
  json_close(&j);
}
