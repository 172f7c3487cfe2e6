#include "matching_room.h"
#include "live.h"
#include "matching_web.h"
#include "offers_room.h"
#include "reevaluate.h"
#include "rules_web.h"
#include "screenings.h"
#include "set_aside.h"
#include <malloc.h>
#include <pthread.h>

extern const struct command matching_commands[];

/* --- what is kept in memory -------------------------------------------------------------------------------- */

/* The lock is around `live`: a request takes its reference under it. */
struct now {
  pthread_mutex_t lock;
  struct live_match *live;
  struct gaps *gaps;
  int64_t database, tried;           /* its version when it was last looked at; when a new matcher was last begun (UTC milliseconds) */
  int64_t versions;                  /* of the rules in `live` (versions_count) */
  struct live_match *before, *after; /* of the run under way: only its job, on the writer's thread */
  const char *digest, *upon;         /* of these two */
  struct arena of_run;
};

static int build(struct ctx *c, void *arg)
{
  struct now *const now = arg;
  struct live_match *fresh;
  int64_t versions;
  TRY(versions_count(c, &versions));
  TRY(live_match_now(c, offers_snapshot(c), &fresh));
  pthread_mutex_lock(&now->lock);
  struct live_match *const old = now->live;
  now->live = fresh;
  now->versions = versions;
  pthread_mutex_unlock(&now->lock);
  live_match_release(old);
  malloc_trim(0);                                /* what the old one held goes back: built anew all day, it would lie between what lives on */
  return OK;
}

/* Anew for the offers and rules as they are now; requests that hold the old one keep it until they end. */
static int refresh(struct ctx *c, struct now *now) { return db_read(c, build, now); }

static void drop_pair(struct now *now)
{
  live_match_release(now->before);
  live_match_release(now->after);
  now->before = now->after = NULL;
  arena_release(&now->of_run);
}

static void stop(void *state)
{
  struct now *const now = state;
  if (!now) return;
  drop_pair(now);
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
  int rc = now->gaps ? db_data_version(c, &now->database) : fail(c, ERR_STORE, NULL, N_("Out of memory."));
  if (rc == OK) rc = refresh(c, now);
  if (rc == OK) *state = now;
  else stop(now);
  return rc;
}

enum { REBUILD_MS = 1000 };          /* at most one a second */

/* The room of the offers comes before this one: its snapshot is the newest already. */
static int tick(struct ctx *c, void *state)
{
  struct now *const now = state;
  const bool offers = offers_snapshot(c) != live_match_snapshot(now->live);
  int64_t database, versions = now->versions;
  TRY(db_data_version(c, &database));
  if ((!offers && database == now->database) || c->now - now->tried < REBUILD_MS) return OK;
  now->tried = c->now;
  TRY(versions_count(c, &versions));
  if (offers || versions != now->versions) TRY(refresh(c, now));
  now->database = database;
  return OK;
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

/* --- what other rules would change ------------------------------------------------------------------------ */

static int build_pair(struct ctx *c, struct now *now, const struct rule_run *run)
{
  struct rule_version after, before;
  struct rules_now in_force;
  const struct snapshot *const offers = offers_snapshot(c);
  const char *rules;
  drop_pair(now);
  TRY(version_get(c, run->subject, &after));
  TRY(rules_now(c, &in_force));
  rules = in_force.json;
  if (strcmp(in_force.digest, run->upon) != 0) {
    TRY(version_of_digest(c, run->upon, &before));
    rules = before.rules;
  }
  TRY(live_match_build(c, rules, offers, &now->before));
  TRY(live_match_build(c, after.rules, offers, &now->after));
  now->digest = arena_text(&now->of_run, run->digest, strlen(run->digest));
  now->upon = arena_text(&now->of_run, run->upon, strlen(run->upon));
  return OK;
}

static bool pair_is_of(const struct now *now, const struct rule_run *run)
{
  return now->after && strcmp(now->digest, run->digest) == 0 && strcmp(now->upon, run->upon) == 0;
}

enum { PART_MS = 40 };

/* The first part builds the two matchers, the others walk. */
static int run_part(struct ctx *c, const struct job *job, enum run_purpose purpose, bool *more)
{
  struct now *const now = room_state(c, &matching_room);
  struct rule_run run;
  const int rc = rule_run_of(c, job->about, purpose, &run);
  if (absent(c, rc)) return OK;
  TRY(rc);
  *more = !instant_known(run.done);
  if (!*more) return OK;
  if (!pair_is_of(now, &run)) return build_pair(c, now, &run);
  const struct rule_pair pair = { live_match_matcher(now->before), live_match_matcher(now->after) };
  TRY(reevaluate_part(c, &stored_profiles, &run, &pair, PART_MS, more));
  if (!*more) drop_pair(now);
  return OK;
}

static int preview(struct ctx *c, const struct job *job, bool *more) { return run_part(c, job, RUN_PREVIEW, more); }
static int make_tasks(struct ctx *c, const struct job *job, bool *more) { return run_part(c, job, RUN_TASKS, more); }

#define PREVIEW_KIND_ { .key = "matching.preview", .label = N_("Counts for how many people a proposal of rules would change something"), .run = preview }
#define TASKS_KIND_   { .key = "matching.tasks", .label = N_("Gives a task to who follows a person whose advice changed with the rules"), .run = make_tasks }
const struct job_kind preview_job = PREVIEW_KIND_, tasks_job = TASKS_KIND_;
static const struct job_kind jobs[] = { PREVIEW_KIND_, TASKS_KIND_, { .key = NULL } };

/* --- the room ------------------------------------------------------------------------------------------------ */

static const struct query *const *const queries[] = { version_queries, gaps_queries, screening_queries, set_aside_queries, NULL };
static const struct record *const records[] = { &rule_version_record, &rule_run_record, &rule_run_region_record, &screening_gap_record, &screening_record,
  &talk_alone_record, &control_set_aside_record, NULL };

static const struct link_to menu[] = { { FIT_PATH, N_("What fits?") }, { .path = NULL } };
static const struct work_link work_menu[] = {
  { WORK_FIT_PATH, N_("What fits?"), MAY_SEE_MAP },
  { GAPS_PATH, N_("Without a fit"), MAY_REVIEW_OFFERS },
  { RULES_PATH, N_("Rules"), MAY_SEE_MAP },
  { .path = NULL }
};

const struct room matching_room = { .name = "matching", .routes = matching_routes, .api = &matching_api, .commands = matching_commands, .menu = menu, .work_menu = work_menu, .queries = queries,
  .records = records, .jobs = jobs, .demo = gaps_demo, .in_words = screening_in_words, .start = start, .tick = tick, .keep = keep, .stop = stop };
