/* The threads that events are sent by: begun when there is something to send, at most SENDING_MOST. */
#include "app.h"
#include "log.h"
#include "metrics_text.h"
#include "runner.h"
#include "sending.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Whoever sends one has it to itself until it says that it came back. */
struct sender {
  struct ctx c;
  struct sending s;
  pthread_t thread;
  bool under_way, let_go;
  atomic_bool back;
};
struct senders {
  struct sender at[SENDING_MOST];
  atomic_uint_fast64_t answers[HOOK_OUTCOME_COUNT];       /* since the start, by outcome */
};

struct senders *senders_new(void) { return calloc(1, sizeof(struct senders)); }

static bool is_ending(const void *app) { return runner_ends(app); }

static void *send_one(void *arg)
{
  struct sender *const one = arg;
  one->let_go = !sending_send(&one->c, &one->s, hooks_go_anywhere(&one->c), (struct http_ends){ is_ending, one->c.app });
  atomic_store(&one->back, true);
  return NULL;
}

/* --- what came back ------------------------------------------------------------------------------------------------- */

static int settle_body(struct ctx *c, void *arg)
{
  const struct sender *const one = arg;
  return one->let_go ? sending_give_back(c, &one->s) : sending_settle(c, &one->s);
}

/* What cannot be written down is sent again when its lease is over. */
static void settle(struct ctx *c, struct senders *s, struct sender *one)
{
  pthread_join(one->thread, NULL);
  if (!one->let_go) atomic_fetch_add(&s->answers[one->s.outcome], 1);
  if (db_transaction(c, settle_body, one) != OK) log_error(c, "web hooks: writing down what came back");
  c->error = (struct error){ 0 };
  ctx_release(&one->c);
  one->under_way = false;
}

/* --- what is due -------------------------------------------------------------------------------------------------------- */

struct round { struct sending at[SENDING_MOST]; size_t free, count; };

static int take_body(struct ctx *c, void *arg)
{
  struct round *const r = arg;
  return sending_take(c, r->free, r->at, &r->count);
}

static const char *kept(struct ctx *c, const char *text) { return arena_text(&c->arena, text, strlen(text)); }

static int begin(struct ctx *c, struct sender *one, const struct sending *s)
{
  enum { ARENA_MOST = 1 << 20 };
  app_ctx(&one->c, c->app, ARENA_MOST);
  one->s = (struct sending){ .hook = s->hook, .event = s->event, .url = kept(&one->c, s->url), .id = kept(&one->c, s->id), .stamp = kept(&one->c, s->stamp),
    .body = kept(&one->c, s->body), .signature = kept(&one->c, s->signature) };
  one->let_go = false;
  atomic_store(&one->back, false);
  one->under_way = pthread_create(&one->thread, NULL, send_one, one) == 0;
  if (one->under_way) return OK;
  ctx_release(&one->c);
  return fail(c, ERR_BUSY, NULL, N_("Out of memory."));
}

int senders_run(struct ctx *c, struct senders *s, bool last)
{
  struct round r = { .free = 0 };
  struct sender *idle[SENDING_MOST];
  for (size_t i = 0; i < SENDING_MOST; i++) {
    if (s->at[i].under_way && (last || atomic_load(&s->at[i].back))) settle(c, s, &s->at[i]);
    if (!s->at[i].under_way) idle[r.free++] = &s->at[i];
  }
  if (last || !r.free) return OK;
  bool any;
  TRY(sending_waits(c, &any));
  if (!any) return OK;
  TRY(db_transaction(c, take_body, &r));
  for (size_t i = 0; i < r.count; i++) TRY(begin(c, idle[i], &r.at[i]));
  return OK;
}

void senders_metrics(void *of, struct buf *b)
{
  static const char name[] = "kentering_hooks_sent_total";
  struct senders *const s = of;
  metric_begin(b, name, METRIC_COUNTER, "Messages that went to systems of organisations, by what came of it.");
  for (unsigned i = HOOK_TAKEN; i < HOOK_OUTCOME_COUNT; i++)
    metric_value(b, name, (const struct metric_label[]){ { "outcome", hook_outcome_key((enum hook_outcome)i) }, { NULL, NULL } }, (double)atomic_load(&s->answers[i]));
}

void senders_free(void *of)
{
  struct senders *const s = of;
  for (size_t i = 0; s && i < SENDING_MOST; i++) {
    if (!s->at[i].under_way) continue;
    pthread_join(s->at[i].thread, NULL);
    ctx_release(&s->at[i].c);
  }
  free(s);
}
