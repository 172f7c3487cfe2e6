/* What it costs to decide which offers fit: by itself, and over the interface for programs. */
#ifndef BENCH_MATCH_H
#define BENCH_MATCH_H
#include "bench_figures.h"
#include "bench_synth.h"

/* Of f->offers offers, so many of them for the region that is asked about, the others for other regions. */
enum { MATCH_OFFERS = 150 };

/* The decision beside writing it down, and POST /api/v1/match beside a constant answer of that size. Then other rules are tried on so many
 * stored screenings (bench_advice.h). Files in `folder`. */
MUST_USE int match_figures(struct ctx *c, const char *folder, const struct places *places, const struct synth *s, size_t screenings, struct figures *f);
#endif
