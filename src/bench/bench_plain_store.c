#include "bench_plain.h"
#include "bench_load.h"
#include "bench_machine.h"
#include "text.h"
#include <libpq-fe.h>
#include <pthread.h>
#include <sodium.h>

enum { CONNECTIONS_MOST = 256, NUMBER_TEXT = 24, NAME_TEXT = 48, CHAINS_FROM = 100000 };

struct plain {
  const char *url;
  const struct recorder *const *parts;
  size_t count;
  int number;
  double until;
  size_t done;
  int64_t seq;
  char wrong[200];
  pthread_t thread;
};

/* --- values ----------------------------------------------------------------------------------- */

struct values { const char *at[SAID_PARAMS]; int lengths[SAID_PARAMS], formats[SAID_PARAMS]; char texts[SAID_PARAMS][NUMBER_TEXT]; struct id id; };

static void set_number(struct values *v, int i, int64_t n)
{
  snprintf(v->texts[i], NUMBER_TEXT, "%lld", (long long)n);
  v->at[i] = v->texts[i];
}

static void set(struct values *v, int i, const struct param *p)
{
  v->at[i] = NULL;
  v->formats[i] = p->kind == PARAM_ID || p->kind == PARAM_BYTES;
  if (p->kind == PARAM_INT) set_number(v, i, p->n);
  else if (p->kind == PARAM_DATE) { date_format((struct date){ (int32_t)p->n }, v->texts[i]); v->at[i] = v->texts[i]; }
  else if (p->kind == PARAM_TEXT) v->at[i] = p->s;
  else if (p->kind == PARAM_ID) { v->at[i] = (const char *)p->id.b; v->lengths[i] = (int)sizeof p->id.b; }
  else if (p->kind == PARAM_BYTES) { v->at[i] = p->s; v->lengths[i] = (int)p->n; }
}

/* The parameter that an INSERT gives to a column; -1: none. */
static int parameter_of(const char *sql, const char *column)
{
  const char *at = strchr(sql, '('), *value = strstr(sql, "VALUES (");
  if (strncmp(sql, "INSERT", 6) != 0 || !at || !value) return -1;
  for (at++, value += 8; at && value; at = strchr(at, ','), value = strchr(value, ',')) {
    at += *at == ',' ? 2 : 0;
    value += *value == ',' ? 2 : 0;
    if (strncmp(at, column, strlen(column)) == 0 && strchr(",)", at[strlen(column)])) return *value == '$' ? (int)strtol(value + 1, NULL, 10) - 1 : -1;
  }
  return -1;
}

/* Each row that is inserted is another one, in a chain of its own. */
static void make_new(struct plain *p, struct values *v, const char *sql)
{
  const int id = parameter_of(sql, "id"), chain = parameter_of(sql, "chain"), seq = parameter_of(sql, "seq");
  randombytes_buf(v->id.b, sizeof v->id.b);
  if (id >= 0) v->at[id] = (const char *)v->id.b;
  if (chain >= 0) set_number(v, chain, CHAINS_FROM + p->number);
  if (seq >= 0) set_number(v, seq, ++p->seq);
}

/* --- one connection ------------------------------------------------------------------------------ */

static bool took(struct plain *p, PGconn *connection, PGresult *r)
{
  const bool fine = PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
  if (!fine) snprintf(p->wrong, sizeof p->wrong, "%s", PQerrorMessage(connection));
  PQclear(r);
  return fine;
}

static void name_of(size_t part, size_t i, char name[static NAME_TEXT]) { snprintf(name, NAME_TEXT, "p%zu_%zu", part, i); }

static bool prepare_all(struct plain *p, PGconn *connection)
{
  char name[NAME_TEXT];
  for (size_t part = 0; part < p->count; part++)
    for (size_t i = 0; i < p->parts[part]->count; i++) {
      const char *const sql = p->parts[part]->said[i].sql;
      name_of(part, i, name);
      if (sql && !took(p, connection, PQprepare(connection, name, sql, 0, NULL))) return false;
    }
  return true;
}

static bool say(struct plain *p, PGconn *connection, const struct said *said, const char *name)
{
  static const char *const plain[] = { NULL, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "BEGIN", "COMMIT" };
  struct values v = { 0 };
  if (said->what != SAID_STATEMENT) return took(p, connection, PQexec(connection, plain[said->what]));
  for (int i = 0; i < said->count; i++) set(&v, i, &said->at[i]);
  make_new(p, &v, said->sql);
  return took(p, connection, PQexecPrepared(connection, name, said->count, v.at, v.lengths, v.formats, 1));
}

static bool say_all(struct plain *p, PGconn *connection)
{
  char name[NAME_TEXT];
  for (size_t part = 0; part < p->count; part++)
    for (size_t i = 0; i < p->parts[part]->count; i++) {
      name_of(part, i, name);
      if (!say(p, connection, &p->parts[part]->said[i], name)) return false;
    }
  return true;
}

static void *go_on(void *arg)
{
  struct plain *const p = arg;
  PGconn *const connection = PQconnectdb(p->url);
  bool fine = PQstatus(connection) == CONNECTION_OK && prepare_all(p, connection);
  if (!fine && !*p->wrong) snprintf(p->wrong, sizeof p->wrong, "%s", PQerrorMessage(connection));
  for (; fine && clock_seconds() < p->until; p->done += fine) fine = say_all(p, connection);
  PQfinish(connection);
  return NULL;
}

/* --- many ------------------------------------------------------------------------------------------- */

int plain_run(struct ctx *c, const char *url, const struct recorder *const *parts, size_t count, size_t connections, double seconds, double *rate)
{
  struct plain *const all = arena_new(&c->arena, struct plain, CONNECTIONS_MOST);
  const double began = clock_seconds();
  size_t running = 0, done = 0;
  const char *wrong = NULL;
  for (; running < connections && running < CONNECTIONS_MOST; running++) {
    struct plain *const p = &all[running];
    *p = (struct plain){ .url = url, .parts = parts, .count = count, .number = (int)running, .until = began + seconds, .seq = (int64_t)(began * 1e6) };
    if (pthread_create(&p->thread, NULL, go_on, p) != 0) break;
  }
  for (size_t i = 0; i < running; i++) {
    pthread_join(all[i].thread, NULL);
    done += all[i].done;
    if (*all[i].wrong) wrong = all[i].wrong;
  }
  if (wrong || running < connections) return fail(c, ERR_STORE, wrong, "Plain code on the database failed.");
  *rate = (double)done / (clock_seconds() - began);
  return OK;
}

static int script(struct ctx *c, const char *url, const char *sql)
{
  struct plain p = { 0 };
  PGconn *const connection = PQconnectdb(url);
  const bool fine = PQstatus(connection) == CONNECTION_OK && took(&p, connection, PQexec(connection, sql));
  const int rc = fine ? OK : fail(c, ERR_STORE, arena_text(&c->arena, PQerrorMessage(connection), strcspn(PQerrorMessage(connection), "\n")), "The database server does not do this.");
  PQfinish(connection);
  return rc;
}

int plain_schema(struct ctx *c, const char *url, const char *name) { return script(c, url, JOIN(&c->arena, "CREATE SCHEMA ", name)); }
int plain_schema_drop(struct ctx *c, const char *url, const char *name)
{
  return script(c, url, JOIN(&c->arena, "SET client_min_messages = warning; DROP SCHEMA IF EXISTS ", name, " CASCADE"));
}
