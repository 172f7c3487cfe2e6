/* What a shielded file closes besides itself (shields.h): whoever is kept out of it works with nobody in that person's households. What others wrote
 * of the person lies there too: plans of the side, incidents, scores, actions. */
#ifndef SHIELDED_H
#define SHIELDED_H
#include "households.h"

/* Closes what the household shares, its sides and persons to the colleagues of whoever of its persons is shielded, of what was merged into it too;
 * those who were in go out, and who directs the household gets a task: another colleague must take over. A rule of the house, whoever acts; told to
 * nobody whom it concerned. Again whenever somebody comes in or two households become one. */
MUST_USE int shield_household(struct ctx *c, struct id household);
/* Likewise, of all households of a person. */
MUST_USE int shield_households_of(struct ctx *c, struct id person);
#endif
