#include "bench_postgres.h"
#include "bench_machine.h"
#include "bench_people.h"
#include "bench_plain.h"
#include "data_folder.h"
#include "dispatch.h"
#include "keys.h"
#include "rooms.h"
#include "text.h"
#include "web_state.h"

enum { WRITERS = 64, TURNS = 5, STARTS = 5, ARENA_MOST = 64 << 20, RECORDED_AT = 3 };

struct recorded { struct recorder reads, writes; };

/* --- what a write says to the database ---------------------------------------------------------- */

static int ask_in_process(struct ctx *c, struct app *app, struct db *reader, struct db *writer, const struct asking *a)
{
  struct ctx r;
  struct request request = { .method = "POST", .target = a->write_path, .host = "localhost", .content_type = "application/x-www-form-urlencoded", .cookie = a->cookie };
  app_ctx(&r, app, ARENA_MOST);
  r.request = &request;
  put(&request.body, a->write_body);
  for (enum stage stage = request_begin(&r); stage != STAGE_DONE; ) {
    const bool writes = stage == STAGE_WRITE || stage == STAGE_LOG;
    r.db = writes ? writer : reader;
    stage = request_end(&r, writes ? db_transaction(&r, request_body, NULL) : stage == STAGE_DB ? db_read(&r, request_body, NULL) : request_body(&r, NULL));
  }
  const int status = request.status;
  buf_release(&request.body);
  ctx_release(&r);
  return status == 303 ? OK : fail(c, ERR_STORE, a->write_path, "A change in the process itself was refused.");
}

static int record_with(struct ctx *c, struct app *app, struct db *reader, struct db *writer, const struct asking *a, struct recorded *out)
{
  TRY(web_start(c, app));
  c->db = reader;
  TRY(rooms_start(c, app));
  int rc = OK;
  for (int i = 1; rc == OK && i <= RECORDED_AT; i++) {       /* what only the first one does is left out */
    if (i == RECORDED_AT) { recorder_watch(&out->reads, reader, &c->arena); recorder_watch(&out->writes, writer, &c->arena); }
    rc = ask_in_process(c, app, reader, writer, a);
    if (i == RECORDED_AT) { recorder_leave(&out->reads, reader); recorder_leave(&out->writes, writer); }
  }
  rooms_stop(app);
  return rc;
}

static int record(struct ctx *c, const struct config *config, const struct asking *a, struct recorded *out)
{
  struct ctx mine;
  struct app app = { .config = config, .rooms = rooms, .places = c->places };
  struct db *reader = NULL, *writer = NULL;
  ctx_init(&mine, c->now, c->random, ARENA_MOST);
  mine.arena = c->arena;                                     /* what is recorded stays */
  mine.places = c->places;
  int rc = data_open(&mine, config, &writer);
  app.keys = mine.keys;
  if (rc == OK) rc = db_open(&mine, config->database, DB_READER, &reader);
  if (rc == OK) rc = record_with(&mine, &app, reader, writer, a, out);
  db_close(reader);
  db_close(writer);
  keys_close(mine.keys);
  c->arena = mine.arena;
  c->error = mine.error;
  return rc;
}

/* --- writes ----------------------------------------------------------------------------------------- */

static int write_turns(struct ctx *c, const char *url, const struct server_child *s, struct asking *a, const struct recorded *said, struct figures *f)
{
  const struct recorder *const parts[] = { &said->reads, &said->writes };
  double ours[TURNS], plain[TURNS], shares[TURNS];
  struct load_result load;
  for (size_t i = 0; i < TURNS; i++) {
    TRY(plain_run(c, url, parts, COUNT(parts), WRITERS, f->seconds, &plain[i]));
    TRY(people_run(c, s, WRITERS, f->seconds, &a->writes, &load));
    ours[i] = load.rate;
    shares[i] = ours[i] / plain[i] * 100;
  }
  figure_add(f, (struct figure){ "pg_writes", "PostgreSQL: durable writes, 64 connections", "/s", median(ours, TURNS), 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "pg_plain", formed(c, "PostgreSQL: their %zu statements by plain code, 64 connections", said->reads.count + said->writes.count), "/s",
    median(plain, TURNS), 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "pg_share", "PostgreSQL: ours, of plain code", "%", median(shares, TURNS), 0, AT_LEAST, 50 });
  return OK;
}

/* A page for everybody beside the same on SQLite. */
static int page_turns(struct ctx *c, const struct server_child *s, const struct server_child *sqlite, struct asking *a, struct figures *f)
{
  double shares[TURNS], pages[TURNS];
  struct load_result here, there;
  for (size_t i = 0; i < TURNS; i++) {
    TRY(people_run(c, sqlite, WRITERS, f->seconds, &a->found, &there));
    TRY(people_run(c, s, WRITERS, f->seconds, &a->found, &here));
    shares[i] = (there.server_us + there.client_us) / (here.server_us + here.client_us) * 100;
  }
  for (size_t i = 0; i < TURNS; i++) {
    TRY(people_run(c, s, WRITERS, f->seconds, &a->pages, &here));
    pages[i] = here.rate;
  }
  figure_add(f, (struct figure){ "pg_public", "PostgreSQL: search pages a processor second, of those on SQLite", "%", median(shares, TURNS), 0, AT_LEAST, 90 });
  figure_add(f, (struct figure){ "pg_person", "PostgreSQL: signed-in page of a person", "/s", median(pages, TURNS), 0, NO_BOUND, 0 });
  return OK;
}

static int people_figures(struct ctx *c, const char *url, const char *folder, size_t households, struct figures *f)
{
  const struct config config = { .data = formed(c, "%s/pg", folder), .database = url, .demo = true, .site_name = "Kentering" };
  const char *const demo[] = { "--demo", "--data", formed(c, "%s/beside", folder), NULL };
  struct server_child server = { .pid = -1, .out = -1 }, sqlite = server;
  struct asking a = { 0 };
  struct recorded *const said = arena_new(&c->arena, struct recorded, 1);
  int rc = people_serve(c, config.data, url, households, "64", &server);
  if (rc == OK) rc = server_begin(c, demo, &sqlite);
  if (rc == OK) rc = people_ask(c, server.port, &a);
  if (rc == OK) rc = page_turns(c, &server, &sqlite, &a, f);
  if (rc == OK) rc = record(c, &config, &a, said);
  if (rc == OK) rc = write_turns(c, url, &server, &a, said, f);
  server_end(&server);
  server_end(&sqlite);
  return rc;
}

/* --- moving and starting -------------------------------------------------------------------------------- */

static int64_t rows_of(const char *said) { const char *const at = strpbrk(said, "0123456789"); return at ? strtoll(at, NULL, 10) : 0; }

static int copy_figures(struct ctx *c, const char *url, const char *map, struct figures *f)
{
  const char *const from = formed(c, "sqlite:%s/kentering.db", map), *const copy[] = { "kentering", "copy", "--from", from, "--to", url, NULL };
  const char *const serve[] = { "--data", map, "--database", url, NULL };
  struct server_child server = { .pid = -1, .out = -1 };
  double times[STARTS];
  char said[200] = "";
  const double began = clock_seconds();
  TRY(program_said(c, copy, said, sizeof said));
  figure_add(f, (struct figure){ "pg_copy", formed(c, "copy from SQLite to PostgreSQL and proof, %lld rows", (long long)rows_of(said)), "rows/s",
    (double)rows_of(said) / (clock_seconds() - began), 0, AT_LEAST, 5000 });
  for (size_t i = 0; i < STARTS; i++) {
    server_end(&server);
    TRY(server_begin(c, serve, &server));
    times[i] = server.first_answer_ms;
  }
  server_end(&server);
  figure_add(f, (struct figure){ "pg_start", formed(c, "PostgreSQL: start to first answer, %zu offers", f->offers), "ms", median(times, STARTS), 0, LESS_THAN, 1000 });
  return OK;
}

static const char *in_schema(struct ctx *c, const char *url, const char *schema)
{
  return JOIN(&c->arena, url, strchr(url, '?') ? "&" : "?", "options=-csearch_path%3D", schema);
}

int postgres_figures(struct ctx *c, const char *url, const char *folder, const char *map, size_t households, struct figures *f)
{
  uint32_t number;
  c->random(&number, sizeof number);
  const char *const people = formed(c, "kentering_bench_%08x_a", number), *const offers = formed(c, "kentering_bench_%08x_b", number);
  int rc = plain_schema(c, url, people);
  if (rc == OK) rc = plain_schema(c, url, offers);
  if (rc == OK) rc = people_figures(c, in_schema(c, url, people), folder, households, f);
  if (rc == OK && map) rc = copy_figures(c, in_schema(c, url, offers), map, f);
  const struct error first = c->error;
  const int one = plain_schema_drop(c, url, people), other = plain_schema_drop(c, url, offers);
  if (rc != OK) c->error = first;
  return rc != OK ? rc : one != OK ? one : other;
}
