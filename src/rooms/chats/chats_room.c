#include "chats_room.h"
#include "chats_web.h"

/* --- what is done without a request ------------------------------------------------------------------------------------ */

enum { SWEEP_MS = 30000 };

/* Only the writer's thread looks at it. */
struct state { int64_t swept; };

static int sweep(struct ctx *c, void *unused)
{
  (void)unused;
  return chats_sweep(c);
}

/* Also where there are no keys, and first of all after a start: what a stopped program left behind is over by then. */
static int keep(struct ctx *c, void *of, bool last)
{
  struct state *const state = of;
  if (db_read_only(c) || last || (c->now - state->swept < SWEEP_MS && c->now >= state->swept)) return OK;
  TRY(db_transaction(c, sweep, NULL));
  state->swept = c->now;
  return OK;
}

static int start(struct ctx *c, void **state)
{
  *state = calloc(1, sizeof(struct state));
  return *state ? OK : fail(c, ERR_STORE, NULL, N_("Out of memory."));
}

/* --- the demonstration ---------------------------------------------------------------------------------------------------- */

static int fill(struct ctx *c, void *unused)
{
  struct desk_hours_list hours;
  struct set days = { 0 };
  (void)unused;
  TRY(hours_of_region(c, c->scope.region, &hours));
  for (unsigned d = MONDAY; d <= SUNDAY; d++) days = set_with(days, d);
  return hours.count ? OK : hours_add(c, &(struct hours_form){ .days = days, .opens = "8:00", .closes = "22:00" });
}

int chats_demo(struct ctx *c)
{
  const struct scope before = c->scope;
  c->scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
  const int rc = db_transaction(c, fill, NULL);
  c->scope = before;
  return rc;
}

/* --- the room ---------------------------------------------------------------------------------------------------------------- */

static const struct query *const *const queries[] = { chat_queries, visiting_queries, chat_count_queries, NULL };
static const struct record *const records[] = { &chat_record, &chat_line_record, &chat_presence_record, &chat_count_record, NULL };

static const struct work_link work_menu[] = {
  { DESK_CHAT,       N_("Chat"),                      MAY_DESK },
  { DESK_CHAT_HOURS, N_("Chat hours"), MAY_SET_CHAT_HOURS },
  { .path = NULL }
};

const struct room chats_room = { .name = "chats", .routes = chat_routes, .work_menu = work_menu, .work = chats_work, .queries = queries, .records = records,
  .demo = chats_demo, .start = start, .keep = keep, .stop = free };
