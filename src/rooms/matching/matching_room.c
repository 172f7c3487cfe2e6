#include "matching_room.h"
#include "live.h"
#include "matching_web.h"
#include "offers_room.h"
#include <pthread.h>

extern const struct command matching_commands[];

/* --- what is kept in memory -------------------------------------------------------------------------------- */

struct now {
  pthread_mutex_t lock;              /* around `live`: a request takes its reference under it */
  struct live_match *live;
  struct gaps *gaps;
};

/* Anew for the offers as they are now; requests that hold the old one keep it until they end. */
static int refresh(struct ctx *c, struct now *now, const struct snapshot *snapshot)
{
  struct live_match *fresh;
  TRY(live_match_build(c, NULL, snapshot, &fresh));
  pthread_mutex_lock(&now->lock);
  struct live_match *const old = now->live;
  now->live = fresh;
  pthread_mutex_unlock(&now->lock);
  live_match_release(old);
  return OK;
}

static void stop(void *state)
{
  struct now *const now = state;
  if (!now) return;
  live_match_release(now->live);
  gaps_free(now->gaps);
  pthread_mutex_destroy(&now->lock);
  free(now);
}

static int start(struct ctx *c, void **state)
{
  struct now *const now = calloc(1, sizeof *now);
  if (!now) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  pthread_mutex_init(&now->lock, NULL);
  now->gaps = gaps_new();
  const int rc = now->gaps ? refresh(c, now, offers_snapshot(c)) : fail(c, ERR_STORE, NULL, N_("Out of memory."));
  if (rc == OK) *state = now;
  else stop(now);
  return rc;
}

/* The room of the offers comes before this one: its snapshot is the newest already. */
static int tick(struct ctx *c, void *state)
{
  struct now *const now = state;
  const struct snapshot *const newest = offers_snapshot(c);
  return newest == live_match_snapshot(now->live) ? OK : refresh(c, now, newest);
}

static int keep(struct ctx *c, void *state, bool last)
{
  struct now *const now = state;
  (void)last;
  return gaps_save(c, now->gaps);
}

static void release(void *live) { live_match_release(live); }

const struct matcher *matching_now(struct ctx *c)
{
  struct now *const now = room_state(c, &matching_room);
  pthread_mutex_lock(&now->lock);
  struct live_match *const live = live_match_hold(now->live);
  pthread_mutex_unlock(&now->lock);
  ctx_defer(c, release, live);
  return live_match_matcher(live);
}

struct gaps *matching_gaps(struct ctx *c)
{
  const struct now *const now = room_state(c, &matching_room);
  return now ? now->gaps : NULL;
}

/* --- the room ---------------------------------------------------------------------------------------------- */

static const struct record *const records[] = { &screening_gap_record, NULL };
static const struct query *const *const queries[] = { gaps_queries, NULL };

static const struct link_to menu[] = { { FIT_PATH, N_("What fits?") }, { .path = NULL } };
static const struct work_link work_menu[] = {
  { WORK_FIT_PATH, N_("What fits?"), MAY_SEE_MAP },
  { GAPS_PATH, N_("Without a fit"), MAY_SEE_MAP },
  { .path = NULL }
};

const struct room matching_room = { .name = "matching", .routes = matching_routes, .commands = matching_commands, .menu = menu, .work_menu = work_menu, .queries = queries,
  .records = records, .demo = gaps_demo, .start = start, .tick = tick, .keep = keep, .stop = stop };
