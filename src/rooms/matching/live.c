#include "live.h"
#include "csv.h"
#include "say.h"
#include "shipped.h"
#include <stdatomic.h>
#include <stdio.h>

struct live_match {
  atomic_int references;
  struct ctx own;                                /* its memory */
  struct rule_set rules;
  struct snapshot *snapshot;
  struct matcher *matcher;
};

enum { MEMORY_MOST = 64 << 20 };

static int build(struct live_match *l, const char *rules, const struct places *places)
{
  const size_t count = snapshot_count(l->snapshot);
  const struct offer_line **const lines = arena_new(&l->own.arena, const struct offer_line *, count + 1);
  for (size_t i = 0; i < count; i++) lines[i] = snapshot_offer(l->snapshot, i);
  TRY(rules ? rule_set_read(&l->own, rules, strlen(rules), &l->rules) : rule_set_shipped(&l->own, &l->rules));
  return matcher_build(&l->own, &l->rules, lines, count, places, l->own.today, &l->matcher);
}

int live_match_build(struct ctx *c, const char *rules, const struct snapshot *snapshot, struct live_match **out)
{
  struct live_match *const l = calloc(1, sizeof *l);
  if (!l) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  ctx_init(&l->own, c->now, c->random, MEMORY_MOST);
  l->own.lang = c->lang;
  l->own.data_folder = c->data_folder;
  l->snapshot = snapshot_hold((struct snapshot *)(uintptr_t)snapshot);
  atomic_init(&l->references, 1);
  const int rc = build(l, rules, c->places);
  if (rc == OK) { *out = l; return OK; }
  c->error = l->own.error;
  error_keep(c, &c->arena);
  live_match_release(l);
  return rc;
}

struct live_match *live_match_hold(struct live_match *l)
{
  atomic_fetch_add_explicit(&l->references, 1, memory_order_relaxed);
  return l;
}

void live_match_release(struct live_match *l)
{
  if (!l || atomic_fetch_sub_explicit(&l->references, 1, memory_order_acq_rel) != 1) return;
  matcher_release(l->matcher);
  snapshot_release(l->snapshot);
  ctx_release(&l->own);
  free(l);
}

const struct matcher *live_match_matcher(const struct live_match *l) { return l->matcher; }
const struct snapshot *live_match_snapshot(const struct live_match *l) { return l->snapshot; }

/* --- the stored offers ------------------------------------------------------------------------------------------ */

static int add_stored(struct ctx *c, const struct offer_line *line, void *draft) { return snapshot_add(c, draft, line); }

int live_match_stored(struct ctx *c, struct snapshot **out)
{
  struct snapshot_draft *const draft = snapshot_begin();
  const int rc = offers_each(c, add_stored, draft);
  if (rc == OK) return snapshot_finish(c, draft, c->places, "", "", c->today, out);
  snapshot_drop(draft);
  return rc;
}

/* --- the example offers ---------------------------------------------------------------------------------------- */

static int add_row(struct ctx *c, const void *row, const bool *given, size_t number, void *draft)
{
  (void)given;
  (void)number;
  return snapshot_add(c, draft, row);
}

static void complain(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  (void)arg;
  say_wrong_row(c, stderr, "offers.csv", w);
}

static int add_shipped(struct ctx *c, struct snapshot_draft *draft)
{
  size_t good, bad;
  FILE *const in = shipped_open(NULL, "offers.csv");
  if (!in) return fail(c, ERR_STORE, "offers.csv", N_("This file cannot be read."));
  const int rc = csv_read(c, in, &(struct csv_reader){ .rec = &offer_line_record, .row = add_row, .wrong = complain, .arg = draft }, &good, &bad);
  fclose(in);
  return rc;
}

int live_match_examples(struct ctx *c, struct snapshot **out)
{
  struct snapshot_draft *const draft = snapshot_begin();
  const int rc = add_shipped(c, draft);
  if (rc == OK) return snapshot_finish(c, draft, c->places, "", "", c->today, out);
  snapshot_drop(draft);
  return rc;
}
