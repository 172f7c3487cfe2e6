#include "app.h"
#include "clock.h"
#include <sodium.h>
#include "house_tables.h"

static size_t count_of(const struct app *app)
{
  size_t n = 0;
  while (app->rooms[n]) n++;
  return n;
}

void *room_state(const struct ctx *c, const struct room *room)
{
  const struct app *const app = c->app;
  for (size_t i = 0; app && app->states && app->rooms[i]; i++)
    if (app->rooms[i] == room) return app->states[i];
  return NULL;
}

/* The caller's context may live as long as the server: what a room needs only to start, a snapshot that it holds or memory, goes at once. */
static int start_room(struct ctx *c, const struct room *room, void **state)
{
  struct ctx own = *c;
  if (!room->start) return OK;
  own.arena = (struct arena){ .max = c->arena.max };
  own.out = (struct buf){ .max = c->out.max };
  own.deferred = NULL;
  const int rc = room->start(&own, state);
  c->error = own.error;
  error_keep(c, &c->arena);
  ctx_release(&own);
  return rc;
}

int rooms_start(struct ctx *c, struct app *app)
{
  app->states = arena_new(&c->arena, void *, count_of(app) + 1);
  c->app = app;
  c->left = rooms_left;
  c->places = app->places;
  c->keys = app->keys;
  for (size_t i = 0; app->rooms[i]; i++) {
    const int rc = start_room(c, app->rooms[i], &app->states[i]);
    if (rc == OK) continue;
    rooms_stop(app);
    return rc;
  }
  return OK;
}

int rooms_left(struct ctx *c, struct id account, struct id compartment)
{
  for (const struct room *const *r = c->app ? c->app->rooms : NULL; r && *r; r++)
    if ((*r)->left) TRY((*r)->left(c, account, compartment));
  return OK;
}

void rooms_stop(struct app *app)
{
  for (size_t i = app->states ? count_of(app) : 0; i-- > 0; ) {
    if (app->states[i] && app->rooms[i]->stop) app->rooms[i]->stop(app->states[i]);
    app->states[i] = NULL;
  }
}

static size_t copy(const struct record *const *from, const struct record **to)
{
  size_t n = 0;
  for (; from && from[n]; n++) if (to) to[n] = from[n];
  return n;
}

struct records all_records(struct arena *a, const struct room *const *rooms)
{
  size_t n = copy(house_tables, NULL);
  for (size_t i = 0; rooms[i]; i++) n += copy(rooms[i]->records, NULL);
  const struct record **const at = arena_array(a, n + 1, sizeof *at);
  const struct records all = { n, at };
  n = copy(house_tables, at);
  for (size_t i = 0; rooms[i]; i++) n += copy(rooms[i]->records, at + n);
  return all;
}

void app_ctx(struct ctx *c, struct app *app, size_t max)
{
  ctx_init(c, clock_now(), randombytes_buf, max);
  c->app = app;
  c->left = rooms_left;
  c->places = app->places;
  c->keys = app->keys;
  c->log_as = app->log_as;
  c->data_folder = app->config ? app->config->data : NULL;
}
