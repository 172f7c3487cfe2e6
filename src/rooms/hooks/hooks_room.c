#include "hooks_room.h"
#include "hooks_internal.h"
#include "hooks_web.h"
#include "sending.h"

static int keep(struct ctx *c, void *state, bool last)
{
  if (!c->keys || db_read_only(c)) return OK;
  c->scope = (struct scope){ .reach = REACH_ALL };
  return senders_run(c, state, last);
}

static int start(struct ctx *c, void **state)
{
  *state = senders_new();
  return *state ? OK : fail(c, ERR_STORE, NULL, N_("Out of memory."));
}

static int tidy(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  return hooks_tidy(c, more);
}

static const struct job_kind jobs[] = {
  { .key = "hooks.tidy", .label = N_("Deletes what was sent to connected systems a month ago"), .daily = true, .minute = 3 * 60 + 10, .run = tidy },
  { .key = NULL }
};

static const struct query *const *const queries[] = { hook_queries, NULL };
static const struct record *const records[] = { &hook_record, &hook_queue_record, &hook_event_record, NULL };
static const struct work_link work_menu[] = { { HOOKS_PATH, N_("Connected systems"), MAY_KEEP_HOOKS }, { .path = NULL } };

const struct room hooks_room = { .name = "hooks", .routes = hooks_routes, .api = &hooks_api, .work_menu = work_menu, .queries = queries, .records = records, .jobs = jobs,
  .start = start, .metrics = senders_metrics, .keep = keep, .stop = senders_free };
