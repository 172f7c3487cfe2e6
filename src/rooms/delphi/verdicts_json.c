#include "verdicts_json.h"
#include "json.h"

void put_quarters(struct buf *b, int32_t quarters)
{
  static const char *const rest[QUARTERS] = { "", ".25", ".5", ".75" };
  put_int(b, quarters / QUARTERS);
  put(b, rest[quarters % QUARTERS]);
}

static void number(struct json *j, const char *name, int32_t quarters)
{
  json_key(j, name);
  put_quarters(j->b, quarters);
}

static void put_group(struct json *j, const struct group_verdict *g)
{
  static const char *const rules[] = { [CONSENSUS_NONE] = "none", [CONSENSUS_RANGE] = "range", [CONSENSUS_IQD] = "iqd" };
  json_begin(j, g->group, '{');
  json_num(j, "n", g->is.n);
  number(j, "median", g->is.median);
  number(j, "q1", g->is.q1);
  number(j, "q3", g->is.q3);
  number(j, "iqd", g->is.iqd);
  json_num(j, "range", g->is.range);
  json_str(j, "rule", rules[g->is.rule]);
  json_bool(j, "consensus", g->is.agreed);
  json_bool(j, "important", g->is.important);
  json_num(j, "round", g->round);
  json_close(j);
}

static void put_statement(struct json *j, const struct statement_verdict *s)
{
  json_begin(j, NULL, '{');
  json_str(j, "statement", s->statement);
  json_begin(j, "groups", '{');
  for (size_t i = 0; i < s->count; i++) put_group(j, &s->groups[i]);
  json_close(j);
  json_num(j, "groups_important", (int64_t)s->important);
  json_close(j);
}

void verdicts_json(const struct verdicts *v, struct consensus_terms terms, struct buf *b)
{
  struct json j = { .b = b };
  json_open(&j, '{');
  json_num(&j, "quantile", terms.quantile);
  json_begin(&j, "statements", '[');
  for (size_t i = 0; i < v->count; i++) put_statement(&j, &v->at[i]);
  json_close(&j);
  json_begin(&j, "table", '[');
  for (size_t i = 0; i < v->count; i++) {
    if (v->at[i].important < IMPORTANT_GROUPS_LEAST) continue;
    json_item(&j);
    json_text(j.b, v->at[i].statement);
  }
  json_close(&j);
  json_close(&j);
}
