/* Pages under load: each kind in turns with what it is compared with, so that a machine that is busy with something
 * else slows both. */
#ifndef BENCH_RATES_H
#define BENCH_RATES_H
#include "bench_figures.h"
#include "bench_questions.h"
#include "bench_server.h"

struct pools { struct questions constant, facets, narrow, broad, offers, home, hsds; };

/* Draws the questions; `constant` is the path of the constant page. */
void pools_fill(struct ctx *c, struct asked_for *a, struct pools *out);

/* The body's average size over some pages of facets. */
MUST_USE int pool_size_of(struct ctx *c, uint16_t port, const struct questions *q, size_t *bytes);

/* Fills f->pages. `constant` is the address of the constant page. ERR_STORE if any answer was wrong. */
MUST_USE int rate_figures(struct ctx *c, const struct server_child *server, struct pools *pools, const char *constant, struct figures *f);

/* Those questions in turns with the constant page at that address; `limit`: the least of its rate that is asked. */
MUST_USE int rate_beside_constant(struct ctx *c, const struct server_child *server, struct questions *q, const char *constant,
                                  const struct page_figure *asked, struct figures *f);

/* Flags sent by one reader after the other and by many at once: what group commit brings. `s` holds the
 * offers. */
MUST_USE int flag_figures(struct ctx *c, const struct server_child *server, const struct snapshot *s, struct figures *f);
#endif
