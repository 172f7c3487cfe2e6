#include "epochs.h"
#include "clock.h"
#include "journal.h"
#include "record_internal.h"

enum { AT_ONCE = 16, STAGE_WRAP = 0, STAGE_LOOK_UPS, STAGE_OLD_LOOK_UPS, STAGE_DESTROY };

static int32_t newest(struct ctx *c, size_t *alive, int64_t *made)
{
  struct epoch epochs[EPOCHS_MOST];
  *alive = keys_epochs(c, epochs);
  *made = *alive ? epochs[*alive - 1].made : 0;
  return *alive ? epochs[*alive - 1].number : 0;
}

int epochs_current(struct ctx *c)
{
  int64_t epoch;
  TRY(engine_number(c, "SELECT max(epoch) FROM installation", P0, &epoch));
  return keys_follow(c, (int32_t)epoch);
}

/* Compartments that the newest epoch does not wrap yet, though their epoch's key is there. */
static int left_behind(struct ctx *c, int64_t *out)
{
  struct epoch epochs[EPOCHS_MOST];
  const size_t alive = keys_epochs(c, epochs);
  const int64_t oldest = alive ? epochs[0].number : 0, last = alive ? epochs[alive - 1].number : 0;
  return engine_number(c, "SELECT count(*) FROM compartment WHERE epoch < $1 AND epoch >= $2", P(last, oldest), out);
}

bool epochs_due(struct ctx *c)
{
  size_t alive;
  int64_t made, left = 0;
  const int64_t term = (int64_t)EPOCH_DAYS * 24 * 3600 * 1000;
  (void)newest(c, &alive, &made);
  if (!alive) return false;
  if (c->now - made >= term) return true;                           /* a clock that was set back only makes it later */
  return left_behind(c, &left) == OK && left > 0;
}

/* From its commit on every process that writes reads the ring again first: what is older can be counted down to nothing. */
static int announce(struct ctx *c, void *unused)
{
  size_t alive;
  int64_t made, changed;
  (void)unused;
  const int64_t epoch = newest(c, &alive, &made);
  TRY(engine_run(c, "UPDATE installation SET epoch = $1 WHERE epoch IS NULL OR epoch < $1", P(epoch)));
  TRY(engine_changed(c, &changed));
  return changed ? journal_event(c, "new_epoch", "key", ID_NONE, ID_NONE, NULL) : OK;
}

int epochs_begin(struct ctx *c)
{
  size_t alive;
  int64_t made, left;
  TRY(epochs_current(c));
  (void)newest(c, &alive, &made);
  if (!alive) return no_keys(c);
  TRY(left_behind(c, &left));
  if (!left) TRY(keys_new_epoch(c));
  return db_transaction(c, announce, NULL);
}

/* --- a part of it ------------------------------------------------------------------------------------------ */

struct part { const struct records *records; struct rotation *r, before; int64_t until; };

static bool time_left(const struct part *p) { return clock_ms() < p->until; }

static void next_stage(struct rotation *r)
{
  r->stage++;
  r->rec = 0;
  r->after = ID_NONE;
}

static int wrap_some(struct ctx *c, struct part *p)
{
  size_t seen, wrapped, stuck;
  TRY(compartments_rewrap(c, &p->r->after, AT_ONCE, &seen, &wrapped, &stuck));
  p->r->compartments += (int64_t)wrapped;
  p->r->stuck += (int64_t)stuck;
  if (seen < AT_ONCE) next_stage(p->r);
  return OK;
}

static int look_up_again(struct ctx *c, const struct walked *w, void *arg)
{
  struct rotation *const r = arg;
  bool made;
  if (w->code != OK) return OK;                                     /* erased, or tampered with: verify names it */
  TRY(lookups_newest(c, w->rec, w->id, &made));
  if (made) return OK;
  TRY(lookups_delete(c, w->rec, w->id));
  TRY(lookups_write(c, w->rec, w->row, w->id));
  r->lookups++;
  return OK;
}

static int look_up_some(struct ctx *c, struct part *p)
{
  struct rotation *const r = p->r;
  size_t seen;
  while (r->rec < p->records->count && !p->records->at[r->rec]->lookups) r->rec++;
  if (r->rec == p->records->count) { next_stage(r); return OK; }
  TRY(record_walk(c, p->records->at[r->rec], &r->after, AT_ONCE, look_up_again, r, &seen));
  if (seen < AT_ONCE) { r->rec++; r->after = ID_NONE; }
  return OK;
}

static int drop_some(struct ctx *c, struct part *p)
{
  size_t alive;
  int64_t made, changed;
  const int64_t epoch = newest(c, &alive, &made), most = INT64_C(8) * AT_ONCE;
  TRY(engine_run(c, "DELETE FROM lookup WHERE id IN (SELECT id FROM lookup WHERE epoch < $1 LIMIT $2)", P(epoch, most)));
  TRY(engine_changed(c, &changed));
  if (changed < most) next_stage(p->r);
  return OK;
}

static int run_part(struct ctx *c, void *arg)
{
  struct part *const p = arg;
  *p->r = p->before;                                         /* it may run again: what was rolled back must be done again */
  TRY(epochs_current(c));
  do {
    switch (p->r->stage) {
    case STAGE_WRAP:     TRY(wrap_some(c, p)); break;
    case STAGE_LOOK_UPS: TRY(look_up_some(c, p)); break;
    case STAGE_OLD_LOOK_UPS: TRY(drop_some(c, p)); break;
    default: return OK;
    }
  } while (time_left(p));
  return OK;
}

static int note_end(struct ctx *c, void *unused)
{
  (void)unused;
  return journal_event(c, "destroy_epochs", "key", ID_NONE, ID_NONE, NULL);
}

/* Only when nothing at all is left under an older key: what is destroyed cannot be brought back. The epoch before the newest
 * stays for one turn more, unless all must go: backups of the last weeks shall open. */
static int destroy(struct ctx *c, struct rotation *r, bool *done)
{
  int64_t left;
  struct epoch epochs[EPOCHS_MOST];
  const size_t alive = keys_epochs(c, epochs), keep = r->all || alive < 2 ? 1 : 2;
  TRY(left_behind(c, &left));
  if (left || r->stuck) {
    const struct rotation again = { .stuck = left, .all = r->all };
    *r = again;
    return fail(c, ERR_STORE, NULL, N_("Some keys in the database do not open, so the old epoch keys stay. See kentering verify."));
  }
  if (alive) TRY(keys_destroy_before(c, epochs[alive - keep].number));
  *done = true;
  return alive > keep ? db_transaction(c, note_end, NULL) : OK;
}

int epochs_step(struct ctx *c, const struct records *records, struct rotation *r, int64_t ms, bool *done)
{
  const struct rotation before = *r;
  *done = false;
  if (r->stage == STAGE_WRAP && !id_known(r->after)) r->stuck = 0;
  struct part p = { records, r, *r, clock_ms() + ms };
  const int rc = r->stage < STAGE_DESTROY ? db_transaction(c, run_part, &p) : OK;
  if (rc != OK) *r = before;
  return rc == OK && r->stage == STAGE_DESTROY ? destroy(c, r, done) : rc;
}

int epochs_used(struct ctx *c, struct epoch_use out[static EPOCHS_MOST], size_t *count)
{
  struct epoch epochs[EPOCHS_MOST];
  const size_t alive = keys_epochs(c, epochs);
  for (size_t i = 0; i < alive; i++) {
    const int64_t number = epochs[i].number;
    out[i] = (struct epoch_use){ .number = epochs[i].number };
    TRY(engine_number(c, "SELECT count(*) FROM compartment WHERE epoch = $1", P(number), &out[i].compartments));
  }
  *count = alive;
  return OK;
}

int epochs_lost(struct ctx *c, int64_t *out)
{
  struct epoch_use used[EPOCHS_MOST];
  size_t count;
  TRY(epochs_used(c, used, &count));
  TRY(engine_number(c, "SELECT count(*) FROM compartment WHERE wrapped IS NOT NULL", P0, out));
  for (size_t i = 0; i < count; i++) *out -= used[i].compartments;
  return OK;
}
