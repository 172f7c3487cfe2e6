#include "rule_tests.h"
#include "json.h"
#include "match_internal.h"

static const struct offer_line *example(const char *code, const struct offer_line *const *examples, size_t count)
{
  for (size_t i = 0; i < count; i++) if (examples[i]->offer.code && strcmp(examples[i]->offer.code, code) == 0) return examples[i];
  return NULL;
}

/* The offer of the test, as it is in the test. */
static int offer_of(struct ctx *c, const struct rule *rule, const struct offer_line *const *examples, size_t count, struct offer_line *out)
{
  const struct offer_line *const line = rule->test.offer ? example(rule->test.offer, examples, count) : examples[0];
  if (!line) return fail(c, ERR_INVALID, rule->id, N_("The test of this rule names an offer that is not among the examples."));
  *out = *line;
  if (!rule->test.with) return OK;
  struct offer changes = { 0 };
  TRY(json_read_row(c, offer, rule->test.with, strlen(rule->test.with), &changes));
  for (size_t i = 0; i < offer_record.count; i++) {
    const struct field *const f = &offer_record.fields[i];
    char quoted[80];
    snprintf(quoted, sizeof quoted, "\"%s\":", f->name);
    if (strstr(rule->test.with, quoted)) field_copy(f, &out->offer, &changes);
  }
  return OK;
}

/* The one list with the offer in it. */
static const struct match_entry *entry_in(const struct match_result *r, enum verdict *where)
{
  for (int v = 0; v < VERDICT_COUNT; v++) if (r->lists[v].count) { *where = (enum verdict)v; return r->lists[v].at; }
  return NULL;
}

static bool does_what_it_says(const struct match_result *r, const struct rule *rule, const char **came)
{
  enum verdict where = VERDICT_FITS;
  if (rule->effect == EFFECT_SAFETY) return match_holds(r->fired, rule, 0);
  const struct match_entry *const e = entry_in(r, &where);
  *came = e ? verdict_label(where) : NULL;
  if (!e || strcmp(verdict_key(where), rule->test.expect) != 0) return false;
  /* Excluded or held: by this rule, or by this rule too. Its unknown holds as well. */
  return match_holds(r->fired, rule, e->at) || (where == VERDICT_UNKNOWN && rule->unknown == UNKNOWN_HOLDS && e->rule == rule);
}

int rule_test_run(struct ctx *c, const struct rule_set *rules, const struct rule *rule, const struct offer_line *const *examples, size_t count, bool *stands, const char **came)
{
  struct profile p;
  struct offer_line line;
  struct match_result r;
  struct matcher *m = NULL;
  const struct offer_line *const one = &line;
  *came = NULL;
  TRY(profile_read_json(c, rule->test.profile, strlen(rule->test.profile), &p));
  TRY(offer_of(c, rule, examples, count, &line));
  TRY(matcher_build(c, rules, &one, 1, c->places, c->today, &m));
  const int rc = match_decide(c, m, &(struct match_ask){ .profile = &p }, &r);
  if (rc == OK) *stands = does_what_it_says(&r, rule, came);
  matcher_release(m);
  return rc;
}
