#include "signups_room.h"
#include "hours.h"
#include "kept.h"
#include "places.h"
#include "signups_web.h"
#include "taking.h"

/* --- what is done without a request ------------------------------------------------------------------------------ */

enum { PUBLISH_MS = 60000, ROUNDS_AT_ONCE = 4 };

/* Only the writer's thread looks at it. */
struct state { int64_t published; };

static int publish(struct ctx *c, void *unused)
{
  (void)unused;
  return desks_publish(c);
}
static int take(struct ctx *c, void *more) { return boxes_take(c, more); }

/* About once a second: who signed up should not wait for a job's turn, and an empty inbox costs one look. */
static int keep(struct ctx *c, void *of, bool last)
{
  struct state *const state = of;
  int64_t waiting = 0;
  bool more = true;
  if (!c->keys || db_read_only(c) || last) return OK;
  c->scope = (struct scope){ .reach = REACH_ALL };
  if (c->now - state->published >= PUBLISH_MS || c->now < state->published) {
    TRY(db_transaction(c, publish, NULL));
    state->published = c->now;
  }
  TRY(boxes_count(c, &waiting));
  for (int round = 0; waiting && more && round < ROUNDS_AT_ONCE; round++) TRY(db_transaction(c, take, &more));
  return OK;
}

static int start(struct ctx *c, void **state)
{
  *state = calloc(1, sizeof(struct state));
  return *state ? OK : fail(c, ERR_STORE, NULL, N_("Out of memory."));
}

/* For every region in turn, until one has more to do than fits: the next part begins there again. */
static int each_region(struct ctx *c, int (*run)(struct ctx *c, bool *more), bool *more)
{
  const char *const own = c->scope.region;
  int rc = OK;
  for (size_t i = 0; rc == OK && !*more && c->places && i < c->places->regions.count; i++) {
    c->scope.region = c->places->regions.at[i].slug;
    rc = run(c, more);
  }
  c->scope.region = own;
  return rc;
}

static int watch_region(struct ctx *c, bool *more)
{
  (void)more;
  return signups_watch(c);
}
static int watch(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  return each_region(c, watch_region, more);
}
static int purge(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  return each_region(c, signups_purge, more);
}

static const struct job_kind jobs[] = {
  { .key = "signups.watch", .label = N_("Sees that everybody who signed up is called by somebody"), .every = 10 * MINUTE_MS, .run = watch },
  { .key = "signups.purge", .label = N_("Deletes sign-ups whose term is over"), .daily = true, .minute = 4 * 60 + 40, .run = purge },
  { .key = NULL }
};

/* --- the room -------------------------------------------------------------------------------------------------------- */

static const struct query *const *const queries[] = { intake_queries, signup_queries, duty_queries, hours_queries, kept_queries, NULL };
static const struct record *const records[] = { &signup_desk_record, &signup_follow_record, &signup_box_record, &signup_record, &signup_said_record, &signup_step_record,
  &signup_stop_record, &signup_duty_record, &desk_hours_record, &signup_count_record, NULL };

static const struct link_to menu[] = { { SIGNUP_PATH, N_("Sign up") }, { .path = NULL } };
static const struct work_link work_menu[] = {
  { DESK_PATH, N_("Sign-ups"), MAY_DESK },
  { .path = NULL }
};

const struct room signups_room = { .name = "signups", .routes = signup_routes, .menu = menu, .work_menu = work_menu, .queries = queries, .records = records, .jobs = jobs,
  .demo = signups_demo, .start = start, .keep = keep, .stop = free };
