/* What the house does by itself while it serves, on the writer's thread: checkpoints of the journal every minute and at a clean
 * stop, and the turn of the epoch keys every 30 days, in small transactions. */
#ifndef KEEP_H
#define KEEP_H
#include "epochs.h"
#include <stdatomic.h>

struct keeping {
  struct records records;
  int64_t checkpoint, epochs;        /* when next: clock_ms() */
  _Atomic int64_t kept;              /* when the last checkpoint was made, UTC milliseconds; 0: not yet */
  bool turning;
  struct rotation rotation;
};

/* The call of struct app: `of` is a struct keeping. */
int keep_house(struct ctx *c, void *of, bool last);
/* When it last made a checkpoint. On any thread. */
int64_t keep_last(void *of);
#endif
