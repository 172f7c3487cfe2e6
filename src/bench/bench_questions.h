/* What the load asks for: pages drawn from what the offers hold, thousands of different ones of a kind, so that no cache
 * has seen them. */
#ifndef BENCH_QUESTIONS_H
#define BENCH_QUESTIONS_H
#include "bench_load.h"
#include "bench_random.h"
#include "snapshot.h"

struct words { const char **narrow, **broad; size_t narrow_count, broad_count; };

struct asked_for {
  const struct snapshot *snapshot;
  const struct places *places;
  struct dice dice;
  struct words words;
};

/* Builds the snapshot that the server will have from the database of c->db, and sorts its words: narrow ones match at
 * least a page and at most one in twenty-five of the public offers, broad ones between a fifth and a third. The caller
 * releases the snapshot. */
MUST_USE int questions_begin(struct ctx *c, const struct places *places, uint64_t seed, struct asked_for *out);

/* `count` different requests of a kind, each with a full page of results; fewer if there are not that many. The texts
 * live in c->arena; `tail` is left to the caller. */
void ask_facets(struct ctx *c, struct asked_for *a, size_t count, struct questions *out);
void ask_narrow(struct ctx *c, struct asked_for *a, size_t count, struct questions *out);
void ask_broad(struct ctx *c, struct asked_for *a, size_t count, struct questions *out);
void ask_offers(struct ctx *c, struct asked_for *a, size_t count, struct questions *out);
void ask_hsds(struct ctx *c, struct asked_for *a, size_t count, struct questions *out);
/* One and the same path. */
void ask_path(struct ctx *c, const char *path, struct questions *out);
#endif
