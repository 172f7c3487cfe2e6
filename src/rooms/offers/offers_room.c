#include "offers_room.h"
#include "exchange.h"
#include "faces.h"
#include "metrics_text.h"
#include "offers_web.h"
#include "say.h"
#include "shipped.h"
#include <pthread.h>

extern const struct command offers_commands[];

/* --- what is kept in memory ---------------------------------------------------------- */

struct live {
  pthread_mutex_t lock;              /* around `now`: a request takes its reference under it */
  struct snapshot *now;
  int64_t version, tried;            /* of the database; when a new snapshot was last begun (UTC milliseconds) */
  int32_t changes;                   /* of the offers in `now`: other changes of the database do not concern them */
  struct date day;
  int64_t built;                     /* when `now` was (UTC milliseconds) */
};

enum { REBUILD_MS = 1000 };          /* at most one a second */

static int add(struct ctx *c, const struct offer_line *line, void *draft) { return snapshot_add(c, draft, line); }

struct fresh { struct snapshot *snapshot; struct offers_state state; };

static int build(struct ctx *c, void *arg)
{
  struct fresh *const fresh = arg;
  const char *const data = c->app->config->data, *const synonyms = shipped_read(&c->arena, data, "synonyms.txt");
  struct snapshot_draft *draft = snapshot_begin();
  int rc = offers_state(c, &fresh->state);
  if (rc == OK) rc = offers_each(c, add, draft);
  if (rc == OK) return snapshot_finish(c, draft, c->places, synonyms, shipped_read(&c->arena, data, "stopwords.txt"), c->today, &fresh->snapshot);
  snapshot_drop(draft);
  return rc;
}

/* The rows as they are now, swapped in; requests that hold the old one keep it until they end. */
static int refresh(struct ctx *c, struct live *live)
{
  struct fresh fresh = { 0 };
  TRY(db_read(c, build, &fresh));
  snapshot_render(c, fresh.snapshot, &(struct snapshot_views){ frag_offer_card, render_facet_value });
  pthread_mutex_lock(&live->lock);
  struct snapshot *const old = live->now;
  live->now = fresh.snapshot;
  live->changes = fresh.state.changes.n;
  live->day = c->today;
  live->built = c->now;
  pthread_mutex_unlock(&live->lock);
  snapshot_release(old);
  return OK;
}

static void stop(void *state)
{
  struct live *live = state;
  if (!live) return;
  snapshot_release(live->now);
  pthread_mutex_destroy(&live->lock);
  free(live);
}

static int start(struct ctx *c, void **state)
{
  struct live *live = calloc(1, sizeof *live);
  if (!live) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  pthread_mutex_init(&live->lock, NULL);
  int rc = db_data_version(c, &live->version);
  if (rc == OK) rc = refresh(c, live);
  if (rc == OK) *state = live;
  else stop(live);
  return rc;
}

/* Anew when offers changed, and at midnight because verifications expire. On the connection that started. */
static int tick(struct ctx *c, void *state)
{
  struct live *live = state;
  struct offers_state offers;
  int64_t version;
  TRY(db_data_version(c, &version));
  if (version == live->version && live->day.ymd == c->today.ymd) return OK;
  if (c->now - live->tried < REBUILD_MS) return OK;
  live->tried = c->now;
  TRY(offers_state(c, &offers));
  if (offers.changes.n != live->changes || live->day.ymd != c->today.ymd) TRY(refresh(c, live));
  live->version = version;
  return OK;
}

static void release(void *snapshot) { snapshot_release(snapshot); }

const struct snapshot *offers_snapshot(struct ctx *c)
{
  struct live *live = room_state(c, &offers_room);
  pthread_mutex_lock(&live->lock);
  struct snapshot *s = snapshot_hold(live->now);
  pthread_mutex_unlock(&live->lock);
  ctx_defer(c, release, s);
  return s;
}

struct choices offers_to_choose(struct ctx *c, const char *none, const char *chosen, bool (*fits)(const struct offer *o))
{
  const struct snapshot *const s = offers_snapshot(c);
  struct choice *const at = arena_new(&c->arena, struct choice, snapshot_count(s) + 1);
  size_t n = 1;
  at[0] = (struct choice){ NULL, none };
  for (size_t i = 0; i < snapshot_count(s); i++) {
    const struct offer *const o = &snapshot_offer(s, i)->offer;
    const bool may = offer_serves(o, c->scope.region) && (!fits || fits(o));
    if (offer_is_public(o) && (may || (chosen && strcmp(o->slug, chosen) == 0))) at[n++] = (struct choice){ o->slug, o->name };
  }
  return (struct choices){ n, at };
}

static void metrics(void *state, struct buf *b)
{
  struct live *live = state;
  pthread_mutex_lock(&live->lock);
  const double offers = (double)snapshot_count(live->now), built = (double)live->built / 1000;
  pthread_mutex_unlock(&live->lock);
  metric_gauge(b, "kentering_offers", "Offers in memory, those that are not public included.", offers);
  metric_gauge(b, "kentering_offers_snapshot_timestamp_seconds", "When the offers in memory were last read from the database.", built);
}

/* --- example data -------------------------------------------------------------------------- */

static void complain(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  (void)arg;
  say_wrong_row(c, stderr, "offers.csv", w);
}

/* The offers of the public reports, where there are none yet. */
static int demo(struct ctx *c)
{
  const struct import_options options = { .file = "offers.csv", .wrong = complain };
  struct import_report report;
  struct offer_line_list there;
  TRY(offers_all(c, &there));
  if (there.count) return OK;
  FILE *in = shipped_open(NULL, "offers.csv");
  if (!in) return fail(c, ERR_STORE, "offers.csv", N_("This file cannot be read."));
  const int rc = offers_import(c, in, &options, &report);
  fclose(in);
  return rc;
}

/* --- by itself --------------------------------------------------------------------------------- */

static int drop_flags(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  return offer_flags_drop_old(c, more);
}

static const struct job_kind jobs[] = {
  { .key = "offers.flags", .label = N_("Deletes what readers said about offers half a year ago"), .daily = true, .minute = 3 * 60 + 10, .run = drop_flags },
  { .key = NULL }
};

/* --- the room ---------------------------------------------------------------------------- */

static const struct record *const records[] = {
  &offer_record, &offer_contact_record, &offer_place_record, &offer_partner_record, &offer_quality_record, &offer_import_record, &offer_import_row_record, &offer_flag_record,
  &offers_state_record, &offer_face_record, NULL };

static const struct query *const *const queries[] = { offers_queries, exchange_queries, faces_queries, NULL };

static const struct link_to menu[] = {
  { "/hulp",          N_("Find help") },
  { "/veilig-surfen", N_("Safe browsing") },
  { .path = NULL }
};
static const struct link_to footer[] = {
  { "/over",               N_("About this site") },
  { "/over#professionals", N_("Explanation for professionals") },
  { "/kaartje",            N_("Cards to give along") },
  { .path = NULL }
};

const struct room offers_room = {
  .name = "offers", .routes = offers_routes, .commands = offers_commands, .menu = menu, .footer = footer, .queries = queries, .records = records,
  .demo = demo, .start = start, .tick = tick, .metrics = metrics, .jobs = jobs, .stop = stop,
};
