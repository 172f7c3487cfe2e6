#include "keep.h"
#include "clock.h"
#include "engine.h"
#include "seal.h"
#include "journal_verify.h"

enum { CHECKPOINT_MS = 60 * 1000, LOOK_MS = 60 * 1000, AFTER_FAILURE_MS = 3600 * 1000, PART_MS = 35 };

/* A turn that cannot go on is tried again later, not every second. */
static int turn_epochs(struct ctx *c, struct keeping *k)
{
  bool done = false;
  int rc = OK;
  if (clock_ms() < k->epochs) return OK;
  if (!k->turning) {
    k->turning = epochs_due(c);
    k->rotation = (struct rotation){ 0 };
    if (k->turning) rc = epochs_begin(c);
  } else rc = epochs_step(c, &k->records, &k->rotation, PART_MS, &done);
  if (rc != OK || done) k->turning = false;
  if (!k->turning) k->epochs = clock_ms() + (rc == OK ? LOOK_MS : AFTER_FAILURE_MS);
  return rc;
}

int64_t keep_last(void *of) { return atomic_load(&((struct keeping *)of)->kept); }

static int erase_again(struct ctx *c, void *unused)
{
  size_t again;
  (void)unused;
  return compartments_replay_erased(c, &again);
}

/* The database was away. It may be another one now, which lacks the last of what was done. */
static int look_after_return(struct ctx *c)
{
  TRY(db_transaction(c, erase_again, NULL));
  return journal_owed(c);
}

int keep_house(struct ctx *c, void *of, bool last)
{
  struct keeping *const k = of;
  c->scope.reach = REACH_ALL;
  if (c->db->owed.seq) TRY(look_after_return(c));
  if (last) return journal_checkpoint(c);
  if (clock_ms() >= k->checkpoint) {
    k->checkpoint = clock_ms() + CHECKPOINT_MS;
    TRY(journal_checkpoint(c));
    atomic_store(&k->kept, c->now);
  }
  return turn_epochs(c, k);
}
