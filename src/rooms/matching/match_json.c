/* The decision as JSON. What does not depend on the person was quoted when the matcher was built: this only puts it together. */
#include "json.h"
#include "match_internal.h"
#include "text.h"

static void put_quoted(struct buf *b, struct quoted q) { put_mem(b, q.at, q.n); }

/* A comma before whatever is not the first of its list. */
static void put_comma(struct buf *b) { if (b->len && b->at[b->len - 1] != '[') put_char(b, ','); }

struct writing { const struct matcher *m; enum lang lang; struct buf *b; };

static const struct rule_quoted *quoted_of(const struct writing *w, const struct rule *r) { return &w->m->quoted[r - w->m->rules->at]; }

static void put_reason(struct ctx *c, const struct rule *r, const struct field *asks, void *arg)
{
  const struct writing *const w = arg;
  const struct rule_quoted *const q = quoted_of(w, r);
  (void)c;
  (void)asks;
  put_comma(w->b);
  put(w->b, "{\"rule\":");
  put_quoted(w->b, q->id);
  put(w->b, ",\"text\":");
  put_quoted(w->b, q->text[w->lang]);
  put_char(w->b, '}');
}

static void put_label(struct ctx *c, const struct rule *r, const struct field *asks, void *arg)
{
  const struct writing *const w = arg;
  put_comma(w->b);
  if (asks) json_text(w->b, JOIN(&c->arena, tr(c, N_("Not known:")), " ", tr(c, asks->label)));
  else put_quoted(w->b, quoted_of(w, r)->text[w->lang]);
}

static void put_name(const struct writing *w, const struct match_result *r, const struct match_entry *e)
{
  put_quoted(w->b, w->m->names[r->fired->area->offers[e->at]]);
}

static void put_bridging(struct ctx *c, const struct writing *w, const struct match_result *r, const struct match_bridging *b)
{
  put(w->b, ",\"bridging\":");
  if (!b->needed) { put(w->b, "null"); return; }
  put(w->b, "{\"text\":");
  json_text(w->b, match_bridging_text(c, b));
  put(w->b, ",\"offers\":[");
  for (size_t i = 0; i < b->count; i++) {
    put_comma(w->b);
    put_char(w->b, '{');
    put_name(w, r, b->at[i]);
    put_char(w->b, '}');
  }
  put(w->b, "]}");
}

static void put_fit(struct ctx *c, struct writing *w, const struct profile *p, const struct match_result *r, const struct match_entry *e, enum verdict v)
{
  const struct match_bridging bridging = match_bridging(r, e, p, NULL, NULL);
  put_comma(w->b);
  put_char(w->b, '{');
  put_name(w, r, e);
  put(w->b, ",\"score\":");
  put_int(w->b, e->score);
  put(w->b, ",\"labels\":[");
  match_reasons(c, r, e, EFFECT_LABEL, put_label, w);
  put(w->b, "],\"reasons\":[");
  if (v == VERDICT_COMPLEMENTARY) match_reasons(c, r, e, EFFECT_BESIDE, put_reason, w);
  match_reasons(c, r, e, EFFECT_RANK, put_reason, w);
  put_char(w->b, ']');
  put_bridging(c, w, r, &bridging);
  put_char(w->b, '}');
}

static void put_why(struct ctx *c, const struct writing *w, const struct match_entry *e, bool question)
{
  const struct rule_quoted *const q = e->rule ? quoted_of(w, e->rule) : NULL;
  put(w->b, ",\"rule\":");
  if (q) put_quoted(w->b, q->id);
  else json_text(w->b, match_rule_id(e));
  put(w->b, question ? ",\"question\":" : ",\"text\":");
  if (q && question && q->question[w->lang].at) put_quoted(w->b, q->question[w->lang]);
  else if (q && !question) put_quoted(w->b, q->text[w->lang]);
  else json_text(w->b, question ? match_question(c, e) : match_why(c, e));
}

static void put_entry(struct ctx *c, struct writing *w, const struct profile *p, const struct match_result *r, const struct match_entry *e, enum verdict v)
{
  if (v == VERDICT_FITS || v == VERDICT_COMPLEMENTARY) { put_fit(c, w, p, r, e, v); return; }
  put_comma(w->b);
  put_char(w->b, '{');
  put_name(w, r, e);
  put_why(c, w, e, v == VERDICT_UNKNOWN);
  put_char(w->b, '}');
}

enum { FIT_BYTES = 1000, OTHER_BYTES = 200 };    /* about what one takes */

/* At once, rather than by doubling a few times. A buffer that may not grow so far says so when it is full. */
static void make_room(const struct match_result *r, struct buf *b)
{
  const size_t fits = r->lists[VERDICT_FITS].count + r->lists[VERDICT_COMPLEMENTARY].count, others = r->lists[VERDICT_UNKNOWN].count + r->lists[VERDICT_EXCLUDED].count;
  const size_t room = fits * FIT_BYTES + others * OTHER_BYTES;
  if (room > b->cap - b->len && (!b->max || room < b->max - b->len)) (void)buf_grow(b, room);
}

void match_write_json(struct ctx *c, const struct matcher *m, const struct profile *p, const struct match_result *r, struct buf *b)
{
  struct writing w = { m, c->lang, b };
  make_room(r, b);
  put(b, "{\"rules_version\":");
  json_text(b, m->rules->version);
  put(b, ",\"safety\":[");
  match_safety(c, r, put_reason, &w);
  put_char(b, ']');
  for (enum verdict v = VERDICT_FITS; v <= VERDICT_EXCLUDED; v++) {
    put(b, ",\"");
    put(b, verdict_key(v));
    put(b, "\":[");
    for (size_t i = 0; i < r->lists[v].count && !b->failed; i++) put_entry(c, &w, p, r, &r->lists[v].at[i], v);
    put_char(b, ']');
  }
  put(b, ",\"elsewhere\":");
  put_int(b, (int64_t)r->elsewhere);
  put_char(b, '}');
}
