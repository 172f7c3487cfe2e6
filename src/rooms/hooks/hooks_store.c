#include "hooks_internal.h"

#define WAITS_ "hook_event.hook = $1 AND hook_event.done IS NULL"
static const struct query of = { &hook_record, "FROM hook WHERE organisation = $1 AND region = $2 ORDER BY made, id" };
static const struct query on = { &hook_record, "FROM hook WHERE organisation = $1 AND region = $2 AND off IS NULL ORDER BY made, id" };
static const struct query queue = { &hook_queue_record, "FROM hook_queue WHERE hook = $1" };
static const struct query due = { &hook_queue_record, "FROM hook_queue WHERE hook_queue.due <= $1 AND NOT EXISTS (SELECT 1 FROM hook_queue AS other"
  " WHERE other.organisation = hook_queue.organisation AND other.lease > $1 AND other.lease <= $2) ORDER BY hook_queue.due, hook_queue.id LIMIT $3" };
static const struct query last = { &hook_event_record, "FROM hook_event WHERE hook = $1 ORDER BY made DESC, id DESC LIMIT $2" };
static const struct query untried = { &hook_event_record, "FROM hook_event WHERE " WAITS_ " AND kind = $2 AND about = $3 AND tries = 0" };
static const struct query untried_test = { &hook_event_record, "FROM hook_event WHERE " WAITS_ " AND kind = $2 AND about IS NULL AND tries = 0" };
static const struct query next = { &hook_event_record, "FROM hook_event WHERE " WAITS_ " AND NOT EXISTS (SELECT 1 FROM hook_event AS earlier WHERE earlier.hook = $1"
  " AND earlier.about = hook_event.about AND earlier.done IS NULL AND (earlier.made < hook_event.made OR (earlier.made = hook_event.made AND earlier.id < hook_event.id)))"
  " ORDER BY hook_event.due, hook_event.made, hook_event.id LIMIT 1" };
static const struct query waiting = { &hook_event_record, "FROM hook_event WHERE " WAITS_ " ORDER BY made, id LIMIT $2" };
static const struct query done = { &hook_event_record, "FROM hook_event WHERE done < $1 ORDER BY done, id LIMIT 100" };
static const struct query all = { &hook_event_record, "FROM hook_event WHERE hook = $1 ORDER BY id LIMIT 500" };
const struct query *const hook_queries[] = { &of, &on, &queue, &due, &last, &untried, &untried_test, &next, &waiting, &done, &all, NULL };

int hooks_of(struct ctx *c, const char *region, struct id organisation, struct hook_list *out) { return global_select(c, hook, out, &of, P(organisation, region)); }
int hooks_on(struct ctx *c, const char *region, struct id organisation, struct hook_list *out) { return global_select(c, hook, out, &on, P(organisation, region)); }
int hook_queue_of(struct ctx *c, struct id hook, struct hook_queue *out) { return global_one(c, hook_queue, out, &queue, P(hook)); }
int hook_queues_due(struct ctx *c, struct instant now, struct instant longest, int64_t most, struct hook_queue_list *out)
{
  return global_select(c, hook_queue, out, &due, P(now, longest, most));
}
int hook_events_last(struct ctx *c, struct id hook, int64_t most, struct hook_event_list *out) { return global_select(c, hook_event, out, &last, P(hook, most)); }
int hook_event_untried(struct ctx *c, struct id hook, enum hook_kind kind, struct id about, struct hook_event *out)
{
  if (!id_known(about)) return global_one(c, hook_event, out, &untried_test, P(hook, hook_kind_key(kind)));
  return global_one(c, hook_event, out, &untried, P(hook, hook_kind_key(kind), about));
}
int hook_event_next(struct ctx *c, struct id hook, struct hook_event *out) { return global_one(c, hook_event, out, &next, P(hook)); }
int hook_events_waiting(struct ctx *c, struct id hook, int64_t most, struct hook_event_list *out) { return global_select(c, hook_event, out, &waiting, P(hook, most)); }
int hook_events_done_before(struct ctx *c, struct instant before, struct hook_event_list *out) { return global_select(c, hook_event, out, &done, P(before)); }
int hook_events_all(struct ctx *c, struct id hook, struct hook_event_list *out) { return global_select(c, hook_event, out, &all, P(hook)); }
