/* Talks that were planned together, and what was written down since. Whoever writes it, and wherever it lies: who directs hears at once that such talks are
 * stopped, if they work with both parties; so does who planned them. Nobody who works for one side hears or sees anything.
 * Source: DOMAIN 4.2 rules 1 to 3, 4.4 (sealed from the other side, also whether such things exist at all). */
#ifndef TOGETHER_WATCH_H
#define TOGETHER_WATCH_H
#include "case_places.h"

/* To be called in the transaction of whatever may keep two parties apart. Reads as the program: the actor learns nothing of it. Untold where the household
 * is gone, or nothing is planned together. The rooms call it through room.may_part (app.h). */
MUST_USE int together_look(struct ctx *c, struct id household);
#endif
