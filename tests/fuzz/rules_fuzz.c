/* Any bytes as a set of rules, and as a condition: refused with a reason, or rules that decide. */
#include "live.h"
#include "match.h"

static void random_same(void *bytes, size_t n) { memset(bytes, 5, n); }

struct world { struct ctx c; struct places places; struct snapshot *offers; };

static const struct world *world(void)
{
  static struct world w;
  if (w.offers) return &w;
  ctx_init(&w.c, 1790000000000, random_same, 0);
  if (places_load(&w.c, NULL, &w.places) != OK) abort();
  w.c.places = &w.places;
  if (live_match_examples(&w.c, &w.offers) != OK) abort();
  return &w;
}

/* The matcher adds up: whatever the rules say, each offer comes in one list, and the code still holds joint talks back. */
static void decide(struct ctx *c, const struct world *w, const struct rule_set *rules)
{
  const struct profile profile = { .region = "oost-brabant", .coercive_control = YES };
  const struct offer_line *lines[500];
  const size_t count = snapshot_count(w->offers);
  struct matcher *m;
  struct match_result r;
  size_t found = 0;
  for (size_t i = 0; i < count && i < COUNT(lines); i++) lines[i] = snapshot_offer(w->offers, i);
  if (matcher_build(c, rules, lines, count, &w->places, c->today, &m) != OK) abort();
  if (match_decide(c, m, &(struct match_ask){ .profile = &profile }, &r) != OK) abort();
  for (int v = 0; v < VERDICT_COUNT; v++) found += r.lists[v].count;
  if (found != matcher_count(m, profile.region)) abort();
  for (size_t i = 0; i < r.lists[VERDICT_FITS].count; i++) if (set_has(r.lists[VERDICT_FITS].at[i].line->offer.formats, FORMAT_JOINT)) abort();
  match_write_json(c, m, &profile, &r, &c->out);
  matcher_release(m);
}

static void try_condition(struct ctx *c, const char *text)
{
  struct conditions s;
  int root;
  conditions_init(&s, &c->arena);
  if (condition_parse(c, &s, text, &root) != OK) {
    if (!c->error.text || !c->error.field) abort();
    return;
  }
  if (root < 0 || root >= s.node_count) abort();
  condition_asks_person(&s, root);
  condition_in_words(c, &s, root, &c->out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const struct world *const w = world();
  struct rule_set rules;
  struct ctx c;
  ctx_init(&c, 1790000000000, random_same, 64 << 20);
  c.places = &w->places;
  try_condition(&c, arena_text(&c.arena, (const char *)data, strnlen((const char *)data, size)));
  if (rule_set_read(&c, (const char *)data, size, &rules) == OK) decide(&c, w, &rules);
  else if (!c.error.text) abort();
  ctx_release(&c);
  return 0;
}
