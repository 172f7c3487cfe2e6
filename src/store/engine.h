/* What a database engine does for records: the dialect ends here. Used inside store/ only. db.c calls the engine that a
 * connection belongs to; an engine is a file that fills in `struct engine`. */
#ifndef ENGINE_H
#define ENGINE_H
#include "connection_place.h"
#include "db.h"

struct statement { const struct engine *engine; uint64_t tables; bool writes; };      /* tables: which it names, see tables_of */

/* From true to false no other process changes the schema or makes an installation: the second one waits for the first. May be
 * called inside another one. Not in a transaction. */
MUST_USE int engine_hold(struct ctx *c, bool held);

/* Where the journal's chain ends, as this transaction knows it; forgotten when anything is rolled back. */
struct chain_place { bool known; int64_t seq; uint8_t mac[32]; };

/* A line of the journal that was committed; seq 0: none. */
struct kept_line { int64_t chain, seq; uint8_t mac[32]; };

/* Tables as bits: the journal has the first for itself, others may share one. */
enum { TABLES = 64, PLACES_OF_OTHERS = 4 };

/* The head of every engine's own connection. */
struct db {
  const struct engine *engine;
  struct kept_line kept, owed;       /* the last one of this connection; likewise when it was lost and came back: see journal_owed */
  struct chain_place chain;
  const void *once;                  /* what db_once was asked last in this transaction */
  bool open;                         /* between a begin and its end, also if the engine's transaction ended by itself */
  bool light;                        /* db_begin_light's: savepoints only watch */
  int watching;                      /* how many do, one inside the other */
  int held;                          /* engine_hold, how often */
  uint64_t serial, floor, written[TABLES];      /* reads.c: counts what is read and written; before `floor` nothing counts any more; last write of each table */
  bool spoilt;                       /* of a light transaction: something was left half done */
  struct kept_statements *kept_statements;      /* kept.c; NULL: none yet */
  struct { const void *of; struct connection_place place; } places[PLACES_OF_OTHERS];      /* see connection_place.h */
  bool lost;                         /* to another transaction that changed the same: it may be run again */
};

enum begin { BEGIN_READ, BEGIN_WRITE };

/* What an engine fills in. The calls with a db.h or engine_ name are those below; the rest is for db.c. */
struct engine {
  int (*open)(struct ctx *c, const char *url, enum db_mode mode, struct db **out);      /* with its settings; c->db stays as it is */
  void (*close)(struct db *db);
  int (*begin)(struct ctx *c, enum begin how);
  int (*commit)(struct ctx *c);                                                          /* failed: the transaction is still to be rolled back */
  void (*rollback)(struct ctx *c);
  bool (*inside)(const struct db *db);                                                   /* a transaction is open, and sound */
  int64_t (*changes)(const struct db *db);                                               /* a number that grows with every row changed */
  int (*prepare)(struct ctx *c, const char *sql, struct statement **out);
  void (*in_parts)(struct statement *s);                                                 /* NULL: rows come one by one anyway */
  void (*bind)(struct statement *s, int n, struct param p);
  int (*step)(struct ctx *c, struct statement *s, bool *row);
  void (*done)(struct statement *s);
  int (*script)(struct ctx *c, const char *sql);
  const char *(*text)(struct statement *s, int col, size_t *len);
  bool (*number)(struct statement *s, int col, int64_t *out);
  const void *(*bytes)(struct statement *s, int col, size_t *len);
  int (*columns)(struct statement *s);
  const char *(*name)(struct statement *s, int col);                                      /* valid until the statement is done */
  struct param (*value)(struct statement *s, int col);                                    /* integer, text, bytes or NULL; valid until the next step */
  bool lasting;                                                                          /* its statements last as long as the connection */
  const char *tables;                                                                    /* SQL: the names of all tables, in order of their bytes; those of others too */
  int (*changed)(struct ctx *c, int64_t *out);
  bool (*changed_one)(struct ctx *c);                                                    /* NULL, or whether the last statement was sent on: then it must change one row */
  int (*heard)(struct ctx *c);                                                           /* what became of statements that were sent on; NULL: none ever are */
  int64_t (*chain)(const struct db *db);
  int (*tell)(struct ctx *c);                                                            /* NULL: others see by themselves */
  int (*data_version)(struct ctx *c, int64_t *out);
  int (*copy)(struct ctx *c, const char *file, int64_t *bytes);
  int (*sound)(struct ctx *c, const char **wrong);
  bool (*read_only)(const struct db *db);                                                /* NULL: never */
  int (*hold)(struct ctx *c, bool held);
  int (*bulk)(struct ctx *c);
  int (*look)(struct ctx *c);                                                            /* NULL: ways through tables do not depend on what they hold */
  int (*patience)(struct ctx *c, int ms);                                                /* how long a change waits for another's */
};
extern const struct engine sqlite_engine, postgres_engine;

/* A statement's head: what the text reads and writes. */
struct statement statement_of(const struct engine *e, const char *sql);
/* What this connection has read is not to be relied upon any more. */
static inline void engine_forget_reads(struct db *db) { db->floor = ++db->serial; }

/* The prepared statement of a text, from the connection's cache, ready to bind. ERR_STORE. */
MUST_USE int engine_prepare(struct ctx *c, const char *sql, struct statement **out);
/* What a statement was made of: the record's columns, the text of a query or a name for what is done, and what was added to it. */
struct made_of { const char *name; const struct field *fields; size_t count; const struct record *base; const char *sql; int more; };
#define MADE_OF(rec, sql, more) (&(const struct made_of){ (rec)->name, (rec)->fields, (rec)->count, (rec)->base, (sql), (more) })
/* The statement that this connection prepared for the same before, ready to bind; *out NULL: none. */
MUST_USE int engine_again(struct ctx *c, const struct made_of *of, struct statement **out);
/* kept.c: without asking whether the connection is well. kept_add keeps nothing where statements do not last. */
struct statement *kept_find(struct db *db, const struct made_of *of);
void kept_add(struct db *db, const struct made_of *of, struct statement *s);
void kept_free(struct db *db);
/* There may be more rows than fit in memory: they come some at a time, where this is in a transaction. Until engine_done. */
void engine_in_parts(struct statement *s);
/* $n, n from 1. Texts must live until engine_done. */
void engine_bind(struct statement *s, int n, struct param p);
/* OK and *row: whether a row is there. */
MUST_USE int engine_step(struct ctx *c, struct statement *s, bool *row);
/* Gives the statement back; forgets what was bound. Call it whatever happened. */
void engine_done(struct statement *s);
/* Runs a statement without rows. */
MUST_USE int engine_run(struct ctx *c, const char *sql, struct params p);
/* The one number of a statement; 0: no row, or NULL. */
MUST_USE int engine_number(struct ctx *c, const char *sql, struct params p, int64_t *out);
/* Several statements in one text, without parameters: schema files. */
MUST_USE int engine_script(struct ctx *c, const char *sql);

/* Columns from 0. Text is valid until the next step; NULL where the column is. */
const char *engine_text(struct statement *s, int col, size_t *len);
bool engine_int(struct statement *s, int col, int64_t *out);           /* false: NULL or no whole number */
const void *engine_bytes(struct statement *s, int col, size_t *len);     /* NULL: NULL; valid until the next step */
bool engine_id(struct statement *s, int col, struct id *out);          /* false: NULL or not 16 bytes */
/* Rows that the last statement changed. */
MUST_USE int engine_changed(struct ctx *c, int64_t *out);
/* Whether it was one. In a light transaction on a server that may be taken for granted: if it was not so, something fails before the transaction ends. */
MUST_USE int engine_changed_one(struct ctx *c, bool *out);

/* Writes the database as it is now to a file that must not exist, while others use it. `bytes`: its size. */
MUST_USE int db_copy(struct ctx *c, const char *file, int64_t *bytes);
/* Whether the engine finds its own files sound. `wrong`: its first words about it, in c->arena; NULL: they are. */
MUST_USE int engine_sound(struct ctx *c, const char **wrong);

/* Where the chain ends, for this transaction to keep. NULL: there is no transaction, and another process may be first. */
struct chain_place *engine_chain_place(struct ctx *c);
/* Which chain of the journal this connection writes: where writers come one after another, all of them one chain. */
int64_t engine_chain(struct ctx *c);
#endif
