/* What is made up about a household that does not exist: both parties' files, as their workers would write them. */
#ifndef CASES_SYNTH_H
#define CASES_SYNTH_H
#include "case_parts.h"

/* Lines of the timeline: of each party one of each kind, two more each round, and an action. */
enum { SYNTH_ROUNDS = 3, SYNTH_LINES = 2 * (KIND_COUNT + 2 * SYNTH_ROUNDS + 1) };
struct synth;
/* The room's `synth`: one household of who works in `s`, the `n`th. */
MUST_USE int cases_synth(struct ctx *c, const struct synth *s, size_t n, struct id household);
#endif
