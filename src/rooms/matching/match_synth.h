/* Screenings that nobody was asked, of persons that are there: for trying out and measuring. The same seed gives the same answers to
 * persons with the same ids. */
#ifndef MATCH_SYNTH_H
#define MATCH_SYNTH_H
#include "screenings.h"

struct config;
/* kentering match synth --data DIR --screenings N --seed S */
int run_match_synth(struct ctx *c, const struct config *config, int argc, char **argv);
/* A plausible profile of a person of that gender and birth date; `state` goes on. */
struct profile synth_profile(struct ctx *c, const struct person *p, uint64_t *state);
#endif
