/* Example cases to train people with: data/cases/NAME.json, loaded through the same functions as people use, day by day in the past, by colleagues
 * of whom each sees what their side allows. Everybody in them is made up. docs/voorbeeldcasussen.md says what one can practise with each. */
#ifndef EXAMPLE_CASES_H
#define EXAMPLE_CASES_H
#include "synth.h"

/* Loads one: `json` its text. Colleagues of `s`: team (side A), shelter (side B), director. In the caller's transaction; scope and clock of `c`
 * are as before afterwards. ERR_INVALID: what the file says is not allowed; the error's field names the place in it. */
MUST_USE int example_case_load(struct ctx *c, const struct synth *s, const char *json, struct id *household);
/* The name of its household; in c->arena. NULL: it cannot be read. */
const char *example_case_name(struct ctx *c, const char *json);
#endif
