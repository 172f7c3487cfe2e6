#include "sending.h"
#include "calendar.h"
#include "clock.h"
#include "hooks_internal.h"
#include "html.h"
#include "jobs.h"
#include "tasks.h"
#include "text.h"

/* --- taking --------------------------------------------------------------------------------------------------------- */

static int fill(struct ctx *c, const struct hook *h, const struct hook_event *e, struct sending *out)
{
  *out = (struct sending){ .hook = h->id, .event = e->id, .url = h->url, .id = arg_id(&c->arena, e->id), .stamp = arg_int(&c->arena, c->now / 1000), .body = hook_body(c, e) };
  return hook_signature(c, h, out->id, out->stamp, out->body, &out->signature);
}

static int take_one(struct ctx *c, struct hook_queue *q, struct sending *out, bool *taken)
{
  struct hook h;
  struct hook_event e;
  *taken = false;
  TRY(global_get(c, hook, q->hook, &h));
  const int rc = hook_event_next(c, q->hook, &e);
  if (!absent(c, rc)) TRY(rc);
  if (rc != OK || e.due.ms > c->now || instant_known(h.off)) { q->lease = (struct instant){ 0 }; return hook_queue_next(c, q); }
  TRY(fill(c, &h, &e, out));
  e.tries = num(e.tries.n + 1);
  e.sent = (struct instant){ c->now };
  TRY(global_update(c, hook_event, &e));
  q->lease = (struct instant){ c->now + SENDING_LEASE_MS };
  *taken = true;
  return global_update(c, hook_queue, q);
}

static bool is_served(const struct hook_queue_list *list, size_t upto)
{
  for (size_t i = 0; i < upto; i++) if (id_same(list->at[i].organisation, list->at[upto].organisation)) return true;
  return false;
}

static int due_now(struct ctx *c, size_t most, struct hook_queue_list *out)
{
  return hook_queues_due(c, (struct instant){ c->now }, (struct instant){ c->now + SENDING_LEASE_MS }, (int64_t)most, out);
}

int sending_waits(struct ctx *c, bool *out)
{
  struct hook_queue_list list;
  TRY(due_now(c, 1, &list));
  *out = list.count > 0;
  return OK;
}

int sending_take(struct ctx *c, size_t most, struct sending *out, size_t *count)
{
  struct hook_queue_list list;
  *count = 0;
  TRY(due_now(c, most * HOOKS_MOST, &list));
  for (size_t i = 0; i < list.count && *count < most; i++) {
    bool taken;
    if (is_served(&list, i)) continue;
    TRY(take_one(c, &list.at[i], &out[*count], &taken));
    *count += taken;
  }
  return OK;
}

/* --- afterwards -------------------------------------------------------------------------------------------------------- */

/* Everybody there who keeps web hooks. */
static int tell_keepers(struct ctx *c, const struct hook *h)
{
  for (unsigned role = 1; role < role_choices.count; role++) {
    const struct task t = { .organisation = h->organisation, .role = (enum role)role, .kind = TASK_HOOK_OFF, .about = h->id, .due = date_plus_days(c->today, 1) };
    if (role_may((enum role)role, MAY_KEEP_HOOKS)) TRY(task_add(c, &t));
  }
  return OK;
}

static int switch_off(struct ctx *c, struct hook *h, struct hook_queue *q)
{
  const char *const own = c->scope.region;
  h->off = (struct instant){ c->now };
  q->due = q->failing = (struct instant){ 0 };
  TRY(global_update(c, hook_queue, q));
  TRY(hook_drop_waiting(c, h->id));
  TRY(global_update(c, hook, h));
  c->scope.region = h->region;
  const int rc = tell_keepers(c, h);
  c->scope.region = own;
  return rc;
}

/* After some time of silence what waits for its pause goes at once. */
static int hurry(struct ctx *c, const struct hook_queue *q)
{
  enum { SILENT_MS = 10 * MINUTE_MS, AT_ONCE = 200 };
  struct hook_event_list list;
  if (!instant_known(q->failing) || q->failing.ms > c->now - SILENT_MS) return OK;
  TRY(hook_events_waiting(c, q->hook, AT_ONCE, &list));
  for (size_t i = 0; i < list.count; i++) {
    if (list.at[i].due.ms <= c->now) continue;
    list.at[i].due = (struct instant){ c->now };
    TRY(global_update(c, hook_event, &list.at[i]));
  }
  return OK;
}

static int failed(struct ctx *c, struct hook *h, struct hook_queue *q, struct hook_event *e)
{
  const int64_t longest = HOOK_TRIED_DAYS * DAY_MS;
  if (!instant_known(q->failing) && e->kind != HOOK_TEST) q->failing = e->sent;
  e->due = (struct instant){ c->now + job_pause(e->tries.n) };
  if (e->kind == HOOK_TEST || e->made.ms + longest <= c->now) e->done = (struct instant){ c->now };      /* a test is tried once */
  TRY(global_update(c, hook_event, e));
  return instant_known(q->failing) && q->failing.ms + longest <= c->now ? switch_off(c, h, q) : hook_queue_next(c, q);
}

int sending_settle(struct ctx *c, const struct sending *s)
{
  struct hook h;
  struct hook_queue q;
  struct hook_event e;
  int rc = hook_queue_of(c, s->hook, &q);
  if (rc == OK) rc = global_get(c, hook_event, s->event, &e);
  if (absent(c, rc)) return OK;
  TRY(rc);
  TRY(global_get(c, hook, s->hook, &h));
  q.lease = (struct instant){ 0 };
  e.outcome = s->outcome;
  e.status = s->status;
  if (instant_known(e.done) || instant_known(h.off)) {
    TRY(global_update(c, hook_event, &e));
    return hook_queue_next(c, &q);
  }
  if (s->outcome != HOOK_TAKEN) return failed(c, &h, &q, &e);
  e.done = (struct instant){ c->now };
  TRY(global_update(c, hook_event, &e));
  TRY(hurry(c, &q));
  q.failing = (struct instant){ 0 };
  return hook_queue_next(c, &q);
}

int sending_give_back(struct ctx *c, const struct sending *s)
{
  struct hook_queue q;
  struct hook_event e;
  int rc = hook_queue_of(c, s->hook, &q);
  if (rc == OK) rc = global_get(c, hook_event, s->event, &e);
  if (absent(c, rc)) return OK;
  TRY(rc);
  e.tries = num(e.tries.n - 1);
  TRY(global_update(c, hook_event, &e));
  q.lease = (struct instant){ 0 };
  return hook_queue_next(c, &q);
}

/* --- sending ------------------------------------------------------------------------------------------------------------ */

static enum hook_outcome outcome_of(int rc, const struct error *error, long status)
{
  if (rc == OK) return status >= 200 && status < 300 ? HOOK_TAKEN : HOOK_REFUSED;
  if (error->field && strcmp(error->field, "size") == 0) return HOOK_REFUSED;
  if (error->field && strcmp(error->field, "tls") == 0) return HOOK_UNTRUSTED;
  return error->field && strcmp(error->field, "address") == 0 ? HOOK_NOT_PUBLIC : HOOK_NO_ANSWER;
}

bool sending_send(struct ctx *c, struct sending *s, bool anywhere, struct http_ends ends)
{
  const char *const headers[] = { "Content-Type: application/json", "Expect:", JOIN(&c->arena, "webhook-id: ", s->id), JOIN(&c->arena, "webhook-timestamp: ", s->stamp),
    JOIN(&c->arena, "webhook-signature: ", s->signature), NULL };
  struct http_call call = { .url = s->url, .form = s->body, .headers = headers, .to_public = !anywhere, .ends = ends, .until = clock_ms() + SENDING_MS };
  if (!anywhere && http_url_plain(s->url)) { s->outcome = HOOK_NOT_PUBLIC; return true; }
  const int rc = http_call(c, &call);
  s->outcome = outcome_of(rc, &c->error, call.status);
  if (rc == OK) s->status = num((int32_t)call.status);
  http_call_end(&call);
  return rc == OK || !ends.ends || !ends.ends(ends.of);
}
