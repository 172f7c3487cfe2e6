/* As many offers as a measurement wants, made from the shipped example offers: their texts with words in another order
 * and from elsewhere, other regions and choices, contacts and places. The same seed gives the same offers. */
#ifndef BENCH_SYNTH_H
#define BENCH_SYNTH_H
#include "offers.h"
#include "places.h"

struct synth;

/* Reads the shipped offers. Lives in c->arena. */
MUST_USE int synth_new(struct ctx *c, const struct places *places, uint64_t seed, struct synth **out);

/* Writes a CSV of offers 1 … count. `round` 0 is the first import; every other round changes every row: waiting time,
 * free places, summary and contacts. ERR_STORE if the file cannot be written. */
MUST_USE int synth_write(struct ctx *c, const struct synth *s, const char *path, size_t count, unsigned round);
#endif
