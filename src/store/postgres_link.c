/* The connection to PostgreSQL: how long it is waited for, how it comes back, and what became of a transaction whose end
 * nobody heard.
 *
 * A COMMIT whose answer is lost may have happened or not. So every transaction that changes something also writes a number
 * into the connection's own row of commit_mark. Afterwards, once the old connection's process is gone, that row tells. A
 * transaction's id would not do: after a crash or on a promoted standby another one may have it. */
#include "postgres_internal.h"
#include "clock.h"
#include "keys.h"
#include "log.h"
#include "text.h"
#include <errno.h>
#include <poll.h>
#include <sodium.h>
#include <sys/socket.h>

enum { STATEMENT_MS = 30000, READ_MS = 10000, ANSWER_MORE_MS = 5000, COMMIT_MS = 15000, FIND_OUT_MS = 10000, FOREVER_MS = 24 * 3600 * 1000, LOOK_AGAIN_MS = 100, SAY_MS = 60000,
       PAUSE_LEAST_MS = 250, PAUSE_MOST_MS = 3000, MARK_KEPT_MS = 7 * 24 * 3600 * 1000, SQL_MOST = 400 };

/* --- errors ------------------------------------------------------------------------- */

/* By SQLSTATE or its class. `again`: the same transaction may come through when it runs once more. */
static const struct { const char *state; int code; bool again; const char *text; } known[] = {
  { "40001", ERR_BUSY,    true,  N_("It is very busy at the moment") },             /* two changed the same */
  { "40P01", ERR_BUSY,    true,  N_("It is very busy at the moment") },
  { "23505", ERR_STORE,   true,  NULL },                                             /* another was first with it: to be seen once it runs again */
  { "23503", ERR_STORE,   true,  NULL },
  { "26000", ERR_BUSY,    true,  N_("It is very busy at the moment") },             /* somebody threw its statements away */
  { "55P03", ERR_BUSY,    false, N_("It is very busy at the moment") },
  { "57014", ERR_BUSY,    false, N_("It is very busy at the moment") },             /* took too long */
  { "53100", ERR_AWAY,    false, N_("The disk of the database is full.") },
  { "53300", ERR_AWAY,    false, N_("The database takes no more connections at the moment. Give it more (max_connections), or run fewer processes.") },
  { "42501", ERR_STORE,   false, N_("The database does not let this program do that. Give its user rights on its schema and tables.") },
  { "22021", ERR_INVALID, false, N_("This text holds characters that cannot be kept. Type them again.") },
  { "22P05", ERR_INVALID, false, N_("This text holds characters that cannot be kept. Type them again.") },
  { "22003", ERR_INVALID, false, N_("This number is too large.") },
  { "54000", ERR_FULL,    false, N_("This text is too long to be kept here. Make it shorter.") },
  { "28",    ERR_STORE,   false, N_("The database does not let this program in. Look at its user and password.") },
  { "3D",    ERR_STORE,   false, N_("There is no database of this name.") },
  { "3F",    ERR_STORE,   false, N_("There is no schema of this name in the database. Make it, or look at search_path in the URL.") },
};

bool session_lost(const struct session *s) { return PQstatus(s->connection) != CONNECTION_OK; }

static int away(struct ctx *c) { return fail(c, ERR_AWAY, NULL, N_("The database cannot be reached at the moment.")); }
static int not_known(struct ctx *c)
{
  return fail(c, ERR_AWAY, "outcome", N_("The connection to the database broke while this was being saved. Whether it was saved is not known. Look first, before you send it again."));
}

static int only_read(struct ctx *c)
{
  struct session *const s = session_of(c);
  s->read_only = true;
  s->misplaced = s->choosy;
  return fail(c, ERR_AWAY, NULL, N_("The database may only be read at the moment: it is a standby, or was set so."));
}

/* "cannot use serializable mode in a hot standby" has the same state as a plan that does not fit a changed table. */
static bool is_stale(const char *state, const PGresult *r)
{
  const char *const text = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
  return strcmp(state, "26000") == 0 || (strcmp(state, "0A000") == 0 && text && strstr(text, "cached plan"));
}

int session_broken(struct ctx *c, const PGresult *r)
{
  struct session *const s = session_of(c);
  const char *const state = PQresultErrorField(r, PG_DIAG_SQLSTATE), *const text = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
  c->db->spoilt |= c->db->light;                             /* nothing more runs in this transaction */
  if (session_lost(s) || !state || strncmp(state, "08", 2) == 0 || strncmp(state, "57P", 3) == 0) { c->db->lost = true; return away(c); }
  if (is_stale(state, r)) { c->db->lost = s->stale = true; return fail(c, ERR_BUSY, NULL, N_("It is very busy at the moment")); }
  if (strcmp(state, "25006") == 0 || strcmp(state, "0A000") == 0) return only_read(c);
  for (size_t i = 0; i < COUNT(known); i++) {
    if (strncmp(state, known[i].state, strlen(known[i].state)) != 0) continue;
    c->db->lost |= known[i].again;
    if (known[i].text) return fail(c, known[i].code, NULL, known[i].text);
  }
  return fail(c, ERR_STORE, NULL, JOIN(&c->arena, text ? text : "the database failed", " (", state, ")"));
}

/* --- asking --------------------------------------------------------------------------- */

/* What the connection still does is not waited for. */
void session_hang_up(struct session *s)
{
  if (session_lost(s)) return;
  shutdown(PQsocket(s->connection), SHUT_RDWR);
  for (int i = 0; i < 1000 && PQconsumeInput(s->connection) && !session_lost(s); i++);
}

static bool ready(const struct session *s, short events, int64_t until)
{
  struct pollfd at = { .fd = PQsocket(s->connection), .events = events };
  for (;;) {
    const int64_t left = until - clock_ms();
    const int n = left > 0 ? poll(&at, 1, left > 60000 ? 60000 : (int)left) : -1;
    if (n > 0) return true;
    if (left <= 0 || (n < 0 && errno != EINTR)) return false;
  }
}

bool session_sent_off(struct session *s, int64_t until)
{
  int rc;
  while ((rc = PQflush(s->connection)) == 1)
    if (!ready(s, POLLIN | POLLOUT, until) || !PQconsumeInput(s->connection)) return false;
  return rc == 0;
}

bool session_answer_there(struct session *s, int64_t until)
{
  while (PQisBusy(s->connection))
    if (!ready(s, POLLIN, until) || !PQconsumeInput(s->connection)) return session_lost(s);     /* cut off: its answer says so */
  return true;
}

PGresult *session_answer(struct session *s, int sent)
{
  const int64_t until = clock_ms() + s->answer_ms;
  PGresult *last = NULL;
  bool in_time = sent && session_sent_off(s, until);
  for (PGresult *r; in_time && (in_time = session_answer_there(s, until)) && (r = PQgetResult(s->connection)); last = r) PQclear(last);
  if (in_time) return last;
  session_hang_up(s);
  PQclear(last);
  return NULL;
}

PGresult *session_ask(struct session *s, const char *sql) { return session_answer(s, PQsendQuery(s->connection, sql)); }

int session_script(struct ctx *c, const char *sql)
{
  TRY(session_heard(c));
  PGresult *const r = session_ask(session_of(c), sql);
  const int rc = answered_well(r) ? OK : session_broken(c, r);
  PQclear(r);
  return rc;
}

/* --- settings --------------------------------------------------------------------------- */

/* What the URL sets by itself stays. */
static int settings(struct ctx *c)
{
  const struct session *const s = session_of(c);
  char ms[20];
  snprintf(ms, sizeof ms, "%d", s->reader ? READ_MS : STATEMENT_MS);
  const char *const each[][2] = { { "client_min_messages", "warning" }, { "statement_timeout", ms }, { "lock_timeout", "5000" }, { "idle_in_transaction_session_timeout", "60000" },
    { "standard_conforming_strings", "on" }, { "TimeZone", "UTC" }, { "default_transaction_read_only", "on" } };
  const char *const own = PQoptions(s->connection);
  struct buf sql = { 0 };
  for (size_t i = 0; i < COUNT(each) - !s->reader; i++) {
    if (own && strstr(own, each[i][0])) continue;
    put(&sql, "SET "); put(&sql, each[i][0]); put(&sql, " = '"); put(&sql, each[i][1]); put(&sql, "'; ");
  }
  const int rc = session_script(c, buf_text(&sql));
  buf_release(&sql);
  return rc;
}

/* A chain of the journal that no other writer has: held as long as the connection lives. */
static int take_chain(struct ctx *c)
{
  struct session *const s = session_of(c);
  for (s->chain = 1; s->chain <= CHAINS_MOST; s->chain++) {
    char sql[100];
    snprintf(sql, sizeof sql, "SELECT pg_try_advisory_lock(hashtext(current_schema()), %d)", (int)s->chain);
    PGresult *const r = session_ask(s, sql);
    const bool done = answered_well(r), mine = done && PQgetvalue(r, 0, 0)[0] == 't';
    const int rc = done ? OK : session_broken(c, r);
    PQclear(r);
    TRY(rc);
    if (mine) return OK;
  }
  return fail(c, ERR_BUSY, NULL, N_("Too many processes write to this database at once."));
}

int session_look(struct ctx *c)
{
  struct session *const s = session_of(c);
  PGresult *const r = session_ask(s, "SELECT pg_is_in_recovery(), to_regclass('commit_mark') IS NOT NULL, (SELECT setting FROM pg_settings WHERE name = 'statement_timeout'),"
    " current_setting('default_transaction_read_only')");
  const bool fine = answered_well(r) && PQntuples(r) == 1;
  const int rc = fine ? OK : session_broken(c, r);
  if (fine) {
    const int64_t ms = strtoll(PQgetvalue(r, 0, 2), NULL, 10);
    s->read_only = PQgetvalue(r, 0, 0)[0] == 't' || (!s->reader && strcmp(PQgetvalue(r, 0, 3), "on") == 0);      /* readers set that themselves */
    s->marks = PQgetvalue(r, 0, 1)[0] == 't';
    s->answer_ms = ms > 0 ? ms + ANSWER_MORE_MS : FOREVER_MS;
  }
  PQclear(r);
  return rc;
}

/* Rows of connections that are long gone. */
static int drop_marks(struct ctx *c)
{
  char sql[100];
  snprintf(sql, sizeof sql, "DELETE FROM commit_mark WHERE at < %lld", (long long)(clock_now() - MARK_KEPT_MS));
  return session_of(c)->marks && !session_of(c)->read_only ? session_script(c, sql) : OK;
}

static int begin_session(struct ctx *c)
{
  struct session *const s = session_of(c);
  s->listening = s->misplaced = s->stale = s->read_only = false;
  s->answer_ms = STATEMENT_MS;
  s->pid = PQbackendPID(s->connection);
  if (PQsetnonblocking(s->connection, 1) != 0) return away(c);
  TRY(settings(c));
  TRY(session_look(c));
  if (s->reader) return OK;
  s->number = 0;
  randombytes_buf(s->mark, sizeof s->mark);
  TRY(take_chain(c));
  return drop_marks(c);
}

/* --- opening and coming back ---------------------------------------------------------------- */

static void forget(struct session *s)
{
  for (size_t i = 0; i < STATEMENTS; i++) {
    PQclear(s->cache[i].rows);
    PQclear(s->cache[i].shape);
    free(s->cache[i].sql);
    s->cache[i] = (struct prepared){ 0 };
  }
  s->count = s->cursors = 0;
  kept_free(&s->db);
}

void session_close(struct db *db)
{
  struct session *const s = (struct session *)(void *)db;
  forget(s);
  PQfinish(s->connection);
  free(s);
}

/* Its warnings concern nobody who reads our log. */
static void say_nothing(void *arg, const PGresult *r) { (void)arg; (void)r; }

/* The parser's own complaint would show what stands there, and that may be the password. */
static int check_url(struct ctx *c, const char *url, bool *choosy)
{
  PQconninfoOption *const parts = PQconninfoParse(url, NULL);
  const char *wanted = NULL;
  *choosy = false;
  if (!parts) return fail(c, ERR_INVALID, "database", N_("This database URL cannot be read. Write postgresql://user@host:port/name; in a password, write special characters as %40 and the like."));
  for (const PQconninfoOption *p = parts; p->keyword; p++) {
    if (p->val && strcmp(p->keyword, "target_session_attrs") == 0) wanted = p->val;
    *choosy |= p->val && strchr(p->val, ',') && (strcmp(p->keyword, "host") == 0 || strcmp(p->keyword, "hostaddr") == 0);
  }
  if (wanted) *choosy = strcmp(wanted, "read-write") == 0 || strcmp(wanted, "primary") == 0;
  PQconninfoFree(parts);
  return OK;
}

/* What is said before the URL may be changed by it. Without these a server that is gone is missed for many minutes. Of several
 * servers the one that may be written to is meant. */
static PGconn *connect_to(const char *url, bool choosy)
{
  static const char *const names[] = { "connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout", "target_session_attrs",
    "fallback_application_name", "dbname", "client_encoding", NULL };
  const char *const values[] = { "5", "5", "3", "3", "15000", choosy ? "read-write" : "any", "kentering", url, "UTF8", NULL };
  return PQconnectdbParams(names, values, 1);
}

/* Whether any of its servers answers, whatever it says: then waiting does not help, but what is set. */
static bool answers(const char *url)
{
  static const char *const names[] = { "connect_timeout", "dbname", NULL };
  const char *const values[] = { "5", url, NULL };
  return PQpingParams(names, values, 1) == PQPING_OK;
}

/* All hosts of the URL say something. */
static int not_connected(struct ctx *c, const struct session *s, int code)
{
  const char *const said = PQerrorMessage(s->connection);
  char *const text = arena_text(&c->arena, said, strlen(said));
  for (char *at = text; *at; at++) if (*at == '\n') *at = at[1] ? ';' : '\0';
  return fail(c, code, NULL, text);
}

/* Why it does not come back, for the administrator, now and then. */
static int still_away(struct ctx *c)
{
  struct session *const s = session_of(c);
  if (clock_ms() >= s->say) {
    s->say = clock_ms() + SAY_MS;
    (void)!not_connected(c, s, ERR_AWAY);
    log_error(c, "the database");
  }
  return away(c);
}

int session_open(struct ctx *c, const char *url, enum db_mode mode, struct db **out)
{
  struct db *const before = c->db;
  bool choosy;
  TRY(check_url(c, url, &choosy));
  struct session *const s = calloc(1, sizeof *s);
  if (!s) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  s->db.engine = &postgres_engine;
  s->reader = mode == DB_READER;
  s->choosy = choosy;
  s->connection = connect_to(url, choosy);
  PQsetNoticeReceiver(s->connection, say_nothing, NULL);
  c->db = &s->db;
  const int rc = session_lost(s) ? not_connected(c, s, answers(url) ? ERR_STORE : ERR_AWAY) : begin_session(c);
  c->db = before;
  if (rc != OK) session_close(&s->db);
  else *out = &s->db;
  return rc;
}

/* Names of statements are given anew from the first: the server must not have one of them any more. */
static int refresh(struct ctx *c)
{
  struct session *const s = session_of(c);
  if (!s->stale && s->count < (size_t)STATEMENTS / 4 * 3) return OK;
  TRY(session_script(c, "DEALLOCATE ALL"));
  forget(s);
  s->stale = false;
  return OK;
}

int session_back(struct ctx *c)
{
  struct session *const s = session_of(c);
  if (!session_lost(s) && !s->misplaced) return refresh(c);
  if (clock_ms() < s->again) return s->misplaced && !session_lost(s) ? OK : away(c);
  const int64_t began = clock_ms();
  forget(s);
  PQreset(s->connection);
  int rc = session_lost(s) ? still_away(c) : begin_session(c);
  if (rc != OK) session_hang_up(s);                                  /* half begun it is of no use */
  else if (!s->db.owed.seq) s->db.owed = s->db.kept;
  const int64_t took = clock_ms() - began;
  if (rc != OK || s->read_only) s->again = clock_ms() + (took < PAUSE_LEAST_MS ? PAUSE_LEAST_MS : took > PAUSE_MOST_MS ? PAUSE_MOST_MS : took);
  return rc == OK || rc == ERR_BUSY ? rc : away(c);
}

/* --- the end of a transaction --------------------------------------------------------------------- */

static void put_mark(const uint8_t mark[static MARK], int64_t number, const char *after, char sql[static SQL_MOST])
{
  char hex[2 * MARK + 1];
  snprintf(sql, SQL_MOST, "INSERT INTO commit_mark (session, number, at) VALUES ('\\x%s', %lld, %lld) ON CONFLICT (session) DO UPDATE SET number = EXCLUDED.number, at = EXCLUDED.at%s",
    sodium_bin2hex(hex, sizeof hex, mark, MARK), (long long)number, (long long)clock_now(), after);
}

static int number_of(struct ctx *c, const char *sql, int64_t *out)
{
  PGresult *const r = session_ask(session_of(c), sql);
  const int rc = answered_well(r) ? OK : session_broken(c, r);
  *out = rc == OK && PQntuples(r) ? strtoll(PQgetvalue(r, 0, 0), NULL, 10) : 0;
  PQclear(r);
  return rc;
}

/* A connection that ended, and its last transaction. */
struct ended { int pid; int64_t chain, number; uint8_t mark[MARK]; };

/* Whether the server's process of that connection is still there: its COMMIT may still come. */
static int still_there(struct ctx *c, const struct ended *e, bool *out)
{
  char sql[SQL_MOST];
  int64_t n;
  snprintf(sql, sizeof sql, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = %d AND pid <> pg_backend_pid() AND objid = %d AND objsubid = 2", e->pid, (int)e->chain);
  TRY(number_of(c, sql, &n));
  *out = n > 0;
  return OK;
}

/* What is found is committed once more: with a synchronous standby, its answer says that the standby has all of it as well. */
static int look_back(struct ctx *c, const struct ended *e, bool *told, bool *committed)
{
  char sql[SQL_MOST], hex[2 * MARK + 1];
  bool there;
  int64_t number;
  TRY(session_back(c));
  TRY(still_there(c, e, &there));
  if (there) return OK;
  snprintf(sql, sizeof sql, "SELECT number FROM commit_mark WHERE session = '\\x%s'", sodium_bin2hex(hex, sizeof hex, e->mark, MARK));
  TRY(number_of(c, sql, &number));
  if (number == e->number) {
    put_mark(e->mark, number, "", sql);
    TRY(session_script(c, sql));
  }
  *told = true;
  *committed = number == e->number;
  return OK;
}

static int find_out(struct ctx *c, const struct ended *e)
{
  const int64_t until = clock_ms() + FIND_OUT_MS;
  bool told = false, committed = false;
  c->db->lost = false;
  do {
    if (look_back(c, e, &told, &committed) == OK && told) break;
    nanosleep(&(struct timespec){ .tv_nsec = LOOK_AGAIN_MS * 1000000L }, NULL);
  } while (clock_ms() < until);
  c->db->spoilt = false;
  c->db->lost = told && !committed;
  if (committed) { c->error = (struct error){ 0 }; return OK; }
  return told ? away(c) : not_known(c);
}

/* A transaction in which something failed answers COMMIT with ROLLBACK. */
int session_commit(struct ctx *c)
{
  struct session *const s = session_of(c);
  const bool changed = s->changes != s->begun;
  const int64_t answer_ms = s->answer_ms;
  char sql[SQL_MOST] = "COMMIT";
  TRY(session_heard(c));
  if (changed && s->marks) put_mark(s->mark, ++s->number, "; COMMIT", sql);
  struct ended e = { s->pid, s->chain, s->number, { 0 } };
  memcpy(e.mark, s->mark, sizeof e.mark);
  s->answer_ms = COMMIT_MS;
  PGresult *const r = session_ask(s, sql);
  s->answer_ms = answer_ms;
  int rc = answered_well(r) ? OK : session_broken(c, r);
  if (rc == OK && strcmp(PQcmdStatus(r), "COMMIT") != 0) rc = fail(c, ERR_STORE, NULL, "the database ended the transaction");
  PQclear(r);
  if (rc == OK || !session_lost(s)) return rc;
  if (!changed) return rc;                                   /* there was nothing to be saved: run again */
  if (s->marks) return find_out(c, &e);
  c->db->lost = false;
  return not_known(c);
}

int session_hold(struct ctx *c, bool held)
{
  struct session *const s = session_of(c);
  if (!held) {
    TRY(session_script(c, "RESET statement_timeout; RESET lock_timeout; SELECT pg_advisory_unlock(hashtext(current_schema()), 0)"));
    TRY(settings(c));
    return session_look(c);
  }
  s->answer_ms = FOREVER_MS;
  return session_script(c, "SET statement_timeout = 0; SET lock_timeout = 0; SELECT pg_advisory_lock(hashtext(current_schema()), 0)");
}
