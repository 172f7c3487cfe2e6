/* kentering serve, kentering routes. */
#include "rooms.h"
#include "accounts.h"
#include "commands.h"
#include "data_folder.h"
#include "demo.h"
#include "keep.h"
#include "listen.h"
#include "json.h"
#include "places.h"
#include "say.h"
#include "server.h"
#include "service.h"
#include "text.h"
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* --- serve ------------------------------------------------------------------------------ */

/* A demo without a data folder has one of its own, gone afterwards. */
static int demo_folder(struct ctx *c, struct config *config)
{
  const char *base = getenv("TMPDIR");
  char *folder = JOIN(&c->arena, base && *base ? base : "/tmp", "/kentering-demo-XXXXXX");
  if (!mkdtemp(folder)) return fail(c, ERR_STORE, folder, N_("This folder cannot be made."));
  config->data = folder;
  return OK;
}

static void remove_demo(const struct config *config)
{
  static const char *const files[] = { "kentering.db", "kentering.db-wal", "kentering.db-shm", "demo.key", "demo.key.ring", "demo.key.erased", "demo.key.heads" };
  char path[4096];
  for (size_t i = 0; i < COUNT(files); i++)
    if (snprintf(path, sizeof path, "%s/%s", config->data, files[i]) < (int)sizeof path) unlink(path);
  rmdir(config->data);
}

static int ask_for_the_rest(struct ctx *c, void *unused)
{
  (void)unused;
  return job_ask(c, &demo_job, demo_job.key, ID_NONE, c->now);
}

static int fill_more(struct ctx *c, void *made) { return demo_later_some(c, rooms, made); }

/* Every room fills what is still empty. What takes long is left to a job where all of it must be made; else it is there before anybody looks. */
static int fill_demo(struct ctx *c, bool *complete)
{
  struct account one;
  const int known = account_by_mail(c, "team@demo.invalid", &one);
  const bool new = absent(c, known);
  if (!new) TRY(known);
  for (size_t i = 0; rooms[i]; i++)
    if (rooms[i]->demo) TRY(rooms[i]->demo(c));
  if (new) return db_transaction(c, ask_for_the_rest, NULL);
  for (bool made = true; made; ) TRY(db_transaction(c, fill_more, &made));      /* another process that began with it may be at it too */
  *complete = true;
  return OK;
}

enum { LOOK_AGAIN_MS = 1000, WAIT_MS = 10 * 60 * 1000, SAY_AGAIN_MS = 60 * 1000 };

/* After a power cut the database may take longer to come back than a manager of services tries to start us: it is waited for. */
static int open_when_there(struct ctx *c, const struct config *config)
{
  for (int waited = 0; ; waited += LOOK_AGAIN_MS) {
    const int rc = data_open(c, config, &c->db);
    if (rc != ERR_AWAY || !service_awaited() || waited >= WAIT_MS) return rc;
    if (waited % SAY_AGAIN_MS == 0) (void)say_error(c);
    c->error = (struct error){ 0 };
    nanosleep(&(struct timespec){ .tv_sec = LOOK_AGAIN_MS / 1000 }, NULL);
  }
}

/* Makes or migrates the database, and lets go of it: the server opens its own connections. */
static int prepare(struct ctx *c, const struct config *config, struct places *places, bool *complete)
{
  TRY(places_load(c, config->data, places));
  c->places = places;
  c->data_folder = config->data;
  TRY(open_when_there(c, config));
  int rc = config->demo ? data_hold(c, true) : OK;
  if (rc == OK && config->demo && db_read_only(c)) *complete = true;       /* as far as they ever will be here */
  else if (rc == OK && config->demo) rc = fill_demo(c, complete);
  db_close(c->db);
  c->db = NULL;
  return rc;
}

static int serve(struct ctx *c, const struct config *config)
{
  struct places places;
  const char *database;
  struct keeping keeping = { .records = all_records(&c->arena, rooms) };
  struct app app = { .config = config, .rooms = rooms, .places = &places, .keep = keep_house, .kept = keep_last, .keep_of = &keeping };
  TRY(data_path(c, config, &database));
  TRY(prepare(c, config, &places, &app.examples));
  app.keys = c->keys;
  if (!c->keys) app.keep = NULL;                               /* of what is protected the public's process keeps nothing */
  return server_run(c, &app, database);
}

int command_serve(struct ctx *c, const struct config *given, int argc, char **argv)
{
  struct config config = *given;
  const bool own = config.demo && !config.data && !config.database;
  const char *handed;
  config.public_only = option_flag(&argc, argv, "public");
  if (argc) return wrong_use(c, N_("This command takes settings only, no other arguments."));
  if (listen_handed(c, &handed) != OK) { say_error(c); return WRONG_USE; }
  const bool home = listen_is_home(handed ? handed : config.listen);
  if (config.demo && !home) return wrong_use(c, N_("A demo listens on this machine only: --listen 127.0.0.1."));
  if (config.demo && config.public_only) return wrong_use(c, N_("A process for the public has no keys, and a demo makes them: --demo or --public, not both."));
  if (!config.demo && !config.public_only && !home && !config_by_https(&config))
    return wrong_use(c,
      N_("People sign in here, and others on the network must not read along. Put a server for TLS in front and say its address: --public-url https://…"));
  int rc = own ? demo_folder(c, &config) : OK;
  if (!config.demo && !config.public_only && key_files_of_demo(c, &config))
    rc = fail(c, ERR_INVALID, config.data, N_("This data folder was made for a demo or a trial: its keys lie beside its data. Serve it with --demo, or begin a folder of your own."));
  if (rc == OK) rc = serve(c, &config);
  if (own && config.data) remove_demo(&config);
  return rc == OK ? DONE : say_error(c);
}

/* --- routes ------------------------------------------------------------------------------- */

/* One line a route: the tests visit every one, so that no page can be forgotten. */
static void put_route(struct json *j, const struct room *room, const struct route *r)
{
  static const char *const costs[] = { [FAST] = "fast", [DB] = "db", [SLOW] = "slow", [WRITE] = "write" };
  json_item(j);
  json_open(j, '{');
  json_str(j, "room", room->name);
  json_str(j, "method", r->method == GET ? "GET" : "POST");
  json_str(j, "path", r->path);
  json_str(j, "needs", action_key(r->needs));
  json_str(j, "cost", costs[r->cost]);
  json_bool(j, "door", r->flags & ROUTE_DOOR);
  json_bool(j, "chat", r->flags & ROUTE_CHAT);
  json_bool(j, "english", r->flags & ROUTE_NL_EN);
  json_bool(j, "data", r->flags & ROUTE_DATA);
  json_close(j);
}

int command_routes(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct buf b = { 0 };
  struct json j = { .b = &b };
  (void)config;
  (void)argv;
  if (argc) return wrong_use(c, N_("This command takes no arguments."));
  json_open(&j, '[');
  for (size_t i = 0; rooms[i]; i++)
    for (const struct route *r = rooms[i]->routes; r && r->path; r++) put_route(&j, rooms[i], r);
  json_close(&j);
  puts(buf_text(&b));
  buf_release(&b);
  return DONE;
}
