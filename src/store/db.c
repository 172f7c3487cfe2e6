/* Connections, transactions and statements, whichever engine is under them. */
#include "bulk.h"
#include "engine.h"
#include "ids.h"
#include "reads.h"
#include "seal.h"

/* --- connections ------------------------------------------------------------------ */

bool db_on_server(const char *url) { return strncmp(url, "postgresql:", 11) == 0 || strncmp(url, "postgres:", 9) == 0; }

int db_open(struct ctx *c, const char *url, enum db_mode mode, struct db **out)
{
  return (db_on_server(url) ? &postgres_engine : &sqlite_engine)->open(c, url, mode, out);
}

struct connection_place *connection_place(struct ctx *c, const void *of)
{
  for (size_t i = 0; c->db && i < PLACES_OF_OTHERS; i++) {
    if (!c->db->places[i].of) c->db->places[i].of = of;
    if (c->db->places[i].of == of) return &c->db->places[i].place;
  }
  return NULL;
}

void db_close(struct db *db)
{
  if (!db) return;
  for (size_t i = 0; i < PLACES_OF_OTHERS; i++) if (db->places[i].place.at) db->places[i].place.release(db->places[i].place.at);
  kept_free(db);
  db->engine->close(db);
}
int db_data_version(struct ctx *c, int64_t *out) { return c->db->engine->data_version(c, out); }
int db_tell(struct ctx *c) { return c->db->engine->tell ? c->db->engine->tell(c) : OK; }
int db_copy(struct ctx *c, const char *file, int64_t *bytes) { return c->db->engine->copy(c, file, bytes); }
int bulk_begin(struct ctx *c) { return c->db->engine->bulk(c); }
int bulk_look(struct ctx *c) { return c->db->engine->look ? c->db->engine->look(c) : OK; }
bool db_read_only(const struct ctx *c) { return c->db->engine->read_only && c->db->engine->read_only(c->db); }
int engine_hold(struct ctx *c, bool held)
{
  if (!held && --c->db->held > 0) return OK;
  if (held && c->db->held++ > 0) return OK;
  return c->db->engine->hold(c, held);
}
int engine_sound(struct ctx *c, const char **wrong) { return c->db->engine->sound(c, wrong); }

/* --- statements ------------------------------------------------------------------- */

/* Where the connection broke, or the engine rolled back, what follows would be saved without what came before. */
static int check_open(struct ctx *c)
{
  if (!c->db->open || c->db->engine->inside(c->db)) return OK;
  return c->db->lost ? fail(c, ERR_AWAY, NULL, N_("The database cannot be reached at the moment.")) : fail(c, ERR_STORE, NULL, "the database ended the transaction");
}

static int check_there(struct ctx *c)
{
  return c->db ? check_open(c) : fail(c, ERR_STORE, NULL, "this route has no database: its cost says so");
}

int engine_prepare(struct ctx *c, const char *sql, struct statement **out)
{
  TRY(check_there(c));
  return c->db->engine->prepare(c, sql, out);
}

int engine_again(struct ctx *c, const struct made_of *of, struct statement **out)
{
  TRY(check_there(c));
  *out = kept_find(c->db, of);
  return OK;
}

void engine_in_parts(struct statement *s) { if (s->engine->in_parts) s->engine->in_parts(s); }
void engine_bind(struct statement *s, int n, struct param p) { s->engine->bind(s, n, p); }
/* Whatever becomes of it: what failed half way may have written. */
static void note_write(struct db *db, uint64_t tables)
{
  db->serial++;
  for (size_t i = 0; i < TABLES; i++) if (tables >> i & 1) db->written[i] = db->serial;
}

int engine_step(struct ctx *c, struct statement *s, bool *row)
{
  if (s->writes) note_write(c->db, s->tables);
  return s->engine->step(c, s, row);
}
void engine_done(struct statement *s) { s->engine->done(s); }
int engine_script(struct ctx *c, const char *sql)
{
  engine_forget_reads(c->db);
  return c->db->engine->script(c, sql);
}

int engine_run(struct ctx *c, const char *sql, struct params p)
{
  struct statement *s;
  bool row;
  TRY(engine_prepare(c, sql, &s));
  for (size_t i = 0; i < p.count; i++) engine_bind(s, (int)i + 1, p.at[i]);
  const int rc = engine_step(c, s, &row);
  engine_done(s);
  return rc;
}

int engine_number(struct ctx *c, const char *sql, struct params p, int64_t *out)
{
  struct list read;
  struct statement *s;
  bool row;
  int64_t n = 0;
  TRY(engine_prepare(c, sql, &s));
  if (reads_find(c, s, s->tables, p, &read)) { *out = *(const int64_t *)read.rows; return OK; }
  for (size_t i = 0; i < p.count; i++) engine_bind(s, (int)i + 1, p.at[i]);
  const int rc = engine_step(c, s, &row);
  if (rc == OK && row) (void)engine_int(s, 0, &n);
  engine_done(s);
  if (rc != OK) return rc;
  reads_keep(c, s, s->tables, p, &(struct list){ &n, 1 }, sizeof n);
  *out = n;
  return OK;
}

const char *engine_text(struct statement *s, int col, size_t *len) { return s->engine->text(s, col, len); }
bool engine_int(struct statement *s, int col, int64_t *out) { return s->engine->number(s, col, out); }
const void *engine_bytes(struct statement *s, int col, size_t *len) { return s->engine->bytes(s, col, len); }
bool engine_id(struct statement *s, int col, struct id *out)
{
  size_t len;
  const void *const bytes = engine_bytes(s, col, &len);
  if (len != sizeof out->b) return false;
  memcpy(out->b, bytes, sizeof out->b);
  return true;
}
int engine_changed(struct ctx *c, int64_t *out) { return c->db->engine->changed(c, out); }
int engine_changed_one(struct ctx *c, bool *out)
{
  int64_t n;
  if (c->db->engine->changed_one && c->db->engine->changed_one(c)) { *out = true; return OK; }
  TRY(engine_changed(c, &n));
  *out = n == 1;
  return OK;
}

/* --- transactions ------------------------------------------------------------------ */

static int begin(struct ctx *c, enum begin how)
{
  c->db->chain.known = c->db->light = c->db->spoilt = c->db->lost = c->db->open = false;
  c->db->once = NULL;
  c->db->watching = 0;
  engine_forget_reads(c->db);
  const int rc = c->db->engine->begin(c, how);
  c->db->open = rc == OK;
  return rc;
}
int db_begin(struct ctx *c) { return begin(c, BEGIN_WRITE); }
int db_begin_light(struct ctx *c)
{
  const int rc = db_begin(c);
  c->db->light = rc == OK;
  return rc;
}
bool db_lost(const struct ctx *c) { return c->db->lost; }
bool db_spoilt(const struct ctx *c) { return c->db->spoilt; }
int db_commit(struct ctx *c)
{
  struct kept_line last = { c->db->engine->chain(c->db), c->db->chain.known ? c->db->chain.seq : 0, { 0 } };
  memcpy(last.mac, c->db->chain.mac, sizeof last.mac);
  const int rc = c->db->spoilt ? fail(c, ERR_STORE, NULL, "what should have been undone cannot be committed") : c->db->engine->commit(c);
  if (rc != OK) db_rollback(c);
  else if (last.seq) c->db->kept = last;
  c->db->light = c->db->open = false;
  return rc;
}
void db_rollback(struct ctx *c)
{
  c->db->light = c->db->spoilt = c->db->chain.known = c->db->open = false;
  c->db->once = NULL;
  engine_forget_reads(c->db);
  c->db->engine->rollback(c);
}

static int run_between(struct ctx *c, enum begin how, bool light, db_body *run, void *arg)
{
  TRY(begin(c, how));
  c->db->light = light;
  c->db->watching = light;                                   /* what a bulk sent on is heard of at its end */
  const int rc = run(c, arg);
  if (rc == OK) return db_commit(c);
  db_rollback(c);
  return rc;
}
int db_read(struct ctx *c, db_body *run, void *arg) { return run_between(c, BEGIN_READ, false, run, arg); }

static int write_until_kept(struct ctx *c, bool light, db_body *run, void *arg)
{
  for (int tries = 1; ; tries++) {
    const int rc = run_between(c, BEGIN_WRITE, light, run, arg);
    if (rc == OK || !c->db->lost || tries == DB_TRIES) return rc;
    c->error = (struct error){ 0 };
  }
}
int db_transaction(struct ctx *c, db_body *run, void *arg) { return write_until_kept(c, false, run, arg); }
int bulk_transaction(struct ctx *c, db_body *run, void *arg) { return write_until_kept(c, true, run, arg); }

/* More than what is free in the pages that are there: on a full disk a change of one row may still fit. */
enum { TRY_ROWS = 256 };

static int write_some(struct ctx *c, void *unused)
{
  struct id session = id_random(c);
  (void)unused;
  for (int64_t i = 0; i < TRY_ROWS; i++) {
    session.b[0] = (uint8_t)i;
    TRY(engine_run(c, "INSERT INTO commit_mark (session, number, at) VALUES ($1, $2, $3)", P(session, i, c->now)));
  }
  for (int i = 0; i < TRY_ROWS; i++) {
    session.b[0] = (uint8_t)i;
    TRY(engine_run(c, "DELETE FROM commit_mark WHERE session = $1", P(session)));
  }
  return OK;
}
int db_try(struct ctx *c) { return db_transaction(c, write_some, NULL); }

static int watch(struct ctx *c, db_body *run, void *arg)
{
  const struct engine *const e = c->db->engine;
  const int64_t before = e->changes(c->db);
  c->db->watching++;
  int rc = run(c, arg);
  if (--c->db->watching == 0 && rc == OK && e->heard) rc = e->heard(c);
  if (rc == OK && !e->inside(c->db)) rc = fail(c, ERR_STORE, NULL, "the database ended the transaction");
  if (rc == OK) return OK;
  c->db->chain.known = false;
  c->db->once = NULL;
  engine_forget_reads(c->db);
  if (e->changes(c->db) != before || !e->inside(c->db)) c->db->spoilt = true;
  return rc;
}

int db_savepoint(struct ctx *c, db_body *run, void *arg)
{
  if (c->db->light) return watch(c, run, arg);
  if (!c->db->open) return db_transaction(c, run, arg);
  TRY(engine_run(c, "SAVEPOINT change", P0));
  int rc = run(c, arg);
  if (rc == OK) rc = engine_run(c, "RELEASE SAVEPOINT change", P0);
  if (rc == OK) return OK;
  c->db->chain.known = false;
  c->db->once = NULL;
  engine_forget_reads(c->db);
  const struct error first = c->error;                              /* the reason, not what the clean-up says: after a full */
  if (engine_run(c, "ROLLBACK TO SAVEPOINT change", P0) == OK) (void)!engine_run(c, "RELEASE SAVEPOINT change", P0);    /* disk all is undone already */
  c->error = first;
  return rc;
}

int in_own_memory(struct ctx *c, db_body *run, void *arg)
{
  struct ctx own = *c;
  own.arena = (struct arena){ .max = c->arena.max, .wipe = true };
  own.out = (struct buf){ .max = c->out.max };
  own.opened = NULL;
  own.guarded = NULL;
  const int rc = run(&own, arg);
  seal_forget(&own);
  c->ids = own.ids;
  c->error = own.error;
  if (rc != OK) error_keep(c, &c->arena);
  buf_release(&own.out);
  arena_release(&own.arena);
  return rc;
}

bool db_once(struct ctx *c, const void *what)
{
  if (c->db->engine->inside(c->db) && c->db->once == what) return false;
  c->db->once = what;
  return true;
}

struct chain_place *engine_chain_place(struct ctx *c) { return c->db->engine->inside(c->db) ? &c->db->chain : NULL; }

int64_t engine_chain(struct ctx *c) { return c->db->engine->chain(c->db); }
