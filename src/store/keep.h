/* What the house does by itself while it serves, on the writer's thread: checkpoints of the journal every minute and at a clean
 * stop, and the turn of the epoch keys every 30 days, in small transactions. */
#ifndef KEEP_H
#define KEEP_H
#include "epochs.h"

struct keeping { struct records records; int64_t checkpoint, epochs; bool turning; struct rotation rotation; };   /* when next: clock_ms() */

/* The call of struct app: `of` is a struct keeping. */
int keep_house(struct ctx *c, void *of, bool last);
#endif
