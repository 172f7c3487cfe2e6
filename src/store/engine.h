/* What a database engine does for records: the dialect ends here. Used inside store/ only. */
#ifndef ENGINE_H
#define ENGINE_H
#include "db.h"

struct statement;

/* The prepared statement of a text, from the connection's cache, ready to bind. ERR_STORE. */
MUST_USE int engine_prepare(struct ctx *c, const char *sql, struct statement **out);
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
int64_t engine_changed(struct ctx *c);

/* Writes the database as it is now to a file that must not exist, while others use it. `bytes`: its size. */
MUST_USE int db_copy(struct ctx *c, const char *file, int64_t *bytes);
/* Whether the engine finds its own files sound. `wrong`: its first words about it, in c->arena; NULL: they are. */
MUST_USE int engine_sound(struct ctx *c, const char **wrong);

/* Where the journal's chain ends, as this transaction knows it; forgotten when anything is rolled back. NULL: there is no
 * transaction, and another process may be first. */
struct chain_place { bool known; int64_t seq; uint8_t mac[32]; };
struct chain_place *engine_chain_place(struct ctx *c);
/* Which chain of the journal this connection writes: where writers come one after another, all of them one chain. */
int64_t engine_chain(struct ctx *c);
#endif
