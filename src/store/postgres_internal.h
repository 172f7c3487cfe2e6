/* What the files of the engine on PostgreSQL share: postgres.c runs statements, postgres_link.c keeps the connection. */
#ifndef POSTGRES_INTERNAL_H
#define POSTGRES_INTERNAL_H
#include "engine.h"
#include <libpq-fe.h>

enum { STATEMENTS = 1024, PARAMETERS = 80, OWN_BYTES = 16, STATEMENT_NAME = 16, INT4 = 23, INT8 = 20, TEXT = 25, BYTEA = 17, MARK = 16, ROWS_IN_PART = 500, AHEAD_MOST = 256 };

/* `own`: numbers, ids and dates as they travel; texts and bytes stay where they are. */
struct prepared {
  struct statement s;
  struct session *of;
  uint64_t hash;
  char *sql, name[STATEMENT_NAME];
  int parameters;
  bool unfit;                        /* a number that its column cannot hold was bound */
  bool in_parts, open;               /* its rows are asked for some at a time; its cursor is open */
  Oid types[PARAMETERS];
  const char *values[PARAMETERS];
  int lengths[PARAMETERS], formats[PARAMETERS];
  char own[PARAMETERS][OWN_BYTES];
  PGresult *shape;                   /* names and kinds of its columns */
  PGresult *rows;                    /* NULL: not run yet */
  int row;
};

struct session {
  struct db db;
  PGconn *connection;
  bool reader, choosy;               /* choosy: its URL wants a server that may be written to */
  bool read_only;                    /* a standby, or set so, as far as it is known */
  bool misplaced;                    /* another server of its URL may be the one that may be written to */
  bool stale;                        /* its statements are made anew before the next transaction */
  bool marks, listening;             /* marks: the table commit_mark is there */
  int pid;                           /* of the server's process */
  uint8_t mark[MARK];                /* this connection in commit_mark; random */
  int64_t number;                    /* of its last transaction there */
  int64_t answer_ms, again, say;     /* how long an answer may take; when connecting may be tried again, and be told of in the log (clock_ms) */
  int64_t chain, changes, begun, changed, told;    /* begun: changes when the transaction began */
  size_t ahead, cursors;             /* statements that were sent on and not heard of yet; cursors that are open */
  bool must_be_one[AHEAD_MOST];      /* of each of them: it must change one row */
  size_t count;
  struct prepared cache[STATEMENTS];
};

static inline struct session *session_of(const struct ctx *c) { return (struct session *)(void *)c->db; }
static inline bool answered_well(const PGresult *r) { return PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK; }

/* Whether a transaction is open, and sound as far as is known. */
static inline bool session_inside(const struct session *s)
{
  const PGTransactionStatusType now = PQtransactionStatus(s->connection);
  return s->ahead ? now == PQTRANS_ACTIVE || now == PQTRANS_INTRANS : now == PQTRANS_INTRANS || now == PQTRANS_INERROR;
}

/* --- asking: as PQexec and its like, but the wait ends --------------------------------------------------------------- */

/* Takes the answer of what a PQsend… sent (`sent`: its answer); of several statements the last. The caller clears it. NULL:
 * none came within the session's answer_ms; the connection is then cut. */
PGresult *session_answer(struct session *s, int sent);
PGresult *session_ask(struct session *s, const char *sql);
/* Statements without rows. */
MUST_USE int session_script(struct ctx *c, const char *sql);
/* What an answer that is not well comes to, in words that an administrator can act on. */
MUST_USE int session_broken(struct ctx *c, const PGresult *r);
bool session_lost(const struct session *s);
/* The parts of session_answer: all that was sent has left; an answer is there, or the connection lost; the connection is cut. `until`: clock_ms(). */
bool session_sent_off(struct session *s, int64_t until);
bool session_answer_there(struct session *s, int64_t until);
void session_hang_up(struct session *s);

/* --- postgres_ahead.c: statements that nobody waits for ------------------------------------------------------------------ */

bool session_may_go_ahead(const struct session *s, const struct prepared *p);
/* Sends a statement on, whose answer is heard later. */
MUST_USE int session_go_ahead(struct ctx *c, struct prepared *p);
/* Runs a statement behind those that were sent on; its own answer is the caller's to clear. The error of the first that failed. */
MUST_USE int session_ask_behind(struct ctx *c, struct prepared *p, PGresult **out);
/* Hears of all that were sent on. Before anything is asked in another way. */
MUST_USE int session_heard(struct ctx *c);

/* --- the connection ---------------------------------------------------------------------------------------------------- */

MUST_USE int session_open(struct ctx *c, const char *url, enum db_mode mode, struct db **out);
void session_close(struct db *db);
/* A connection that was lost comes back before a transaction; what ran in it is gone. ERR_AWAY at once for a moment after a
 * try that failed: whoever waits here keeps others waiting. */
MUST_USE int session_back(struct ctx *c);
/* Renews what is known of read_only. */
MUST_USE int session_look(struct ctx *c);
/* COMMIT. Whether it came through is found out where its answer does not come: ERR_AWAY with `lost`: it did not; without:
 * that is not known. */
MUST_USE int session_commit(struct ctx *c);
/* One process at a time changes the schema; the others wait, however long it takes. */
MUST_USE int session_hold(struct ctx *c, bool held);
#endif
