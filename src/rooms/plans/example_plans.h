/* The plans of an example case: member "plans" of data/cases/NAME.json, told day by day through the same functions as people use.
 * docs/voorbeeldcasussen.md says what one can practise with them. */
#ifndef EXAMPLE_PLANS_H
#define EXAMPLE_PLANS_H
#include <stdint.h>
struct story;

/* As room.example. ERR_INVALID: what the file says is not allowed; the error's field names the plan and what of it. */
int example_plans(struct story *t, int64_t days, void **own);
#endif
