/* Records in a database. Global tables (offers, organisations, accounts) are read by global_…, those of a region by record_….
 * The engines are SQLite and PostgreSQL; nothing above this folder knows which.
 *
 * All SQL of a room is a closed list of queries in its *_store.c, one `struct query` each, which the room exports:
 * a test prepares every one. Text begins at FROM; the columns come from the record. Parameters are $1, $2, …
 * Portable SQL only: no dialect, no date, JSON or text functions, casts on SUM and AVG. */
#ifndef DB_H
#define DB_H
#include "fields.h"

/* Of a regional record the text begins with its region, "FROM t WHERE t.region = $1 AND …", and has its own parameters from
 * $2; the predicate of protected tables goes before GROUP BY, ORDER BY or LIMIT. `wide`: the own conditions leave many rows, so
 * it is better begun at what the actor is involved in; else the involvement is looked up for each of the few. */
struct query { const struct record *rec; const char *sql; bool wide; };

struct param  { enum { PARAM_NULL, PARAM_INT, PARAM_TEXT, PARAM_DATE, PARAM_ID, PARAM_BYTES } kind; int64_t n; const char *s; struct id id; };   /* bytes: n of them at s */
struct params { size_t count; const struct param *at; };
static inline struct param param_id(struct id v) { return (struct param){ id_known(v) ? PARAM_ID : PARAM_NULL, .id = v }; }
static inline struct param param_num(struct num v) { return (struct param){ v.known ? PARAM_INT : PARAM_NULL, .n = v.n }; }
static inline struct param param_int(int64_t v) { return (struct param){ PARAM_INT, .n = v }; }
static inline struct param param_date(struct date v) { return (struct param){ date_known(v) ? PARAM_DATE : PARAM_NULL, .n = v.ymd }; }
static inline struct param param_time(struct instant v) { return (struct param){ instant_known(v) ? PARAM_INT : PARAM_NULL, .n = v.ms }; }
static inline struct param param_bytes(const void *b, size_t n) { return (struct param){ b ? PARAM_BYTES : PARAM_NULL, .s = b, .n = (int64_t)n }; }
static inline struct param param_text(const char *s) { return (struct param){ s ? PARAM_TEXT : PARAM_NULL, .s = s }; }
/* int and unsigned are left out on purpose: an enum would pass for a number. Use its _key(), or an int64_t. */
#define P_1_(x) _Generic((x), struct id: param_id, struct date: param_date, struct instant: param_time, struct num: param_num, \
                         int64_t: param_int, const char *: param_text, char *: param_text)(x)
#define P_2_(x, ...) P_1_(x), P_1_(__VA_ARGS__)
#define P_3_(x, ...) P_1_(x), P_2_(__VA_ARGS__)
#define P_4_(x, ...) P_1_(x), P_3_(__VA_ARGS__)
#define P_5_(x, ...) P_1_(x), P_4_(__VA_ARGS__)
#define P_PICK_(_1, _2, _3, _4, _5, pick, ...) pick
#define P_LIST_(...) P_PICK_(__VA_ARGS__, P_5_, P_4_, P_3_, P_2_, P_1_, 0)(__VA_ARGS__)
/* The values live until the end of the block: use P() only inside the call. */
#define P(...) ((struct params){ sizeof((const struct param[]){ P_LIST_(__VA_ARGS__) }) / sizeof(struct param), (const struct param[]){ P_LIST_(__VA_ARGS__) } })
#define P0 ((struct params){ 0, NULL })

/* --- connections ---------------------------------------------------------------- */

enum db_mode { DB_WRITER, DB_READER };

/* Opens a database: the path of a file (which a writer makes), or postgresql://…. Once per process before the first: db_process_init().
 * ERR_STORE with a message; ERR_AWAY, here and from every other call: a server that does not answer, or may only be read. The caller closes; db_close(NULL) is allowed. */
MUST_USE int db_open(struct ctx *c, const char *url, enum db_mode mode, struct db **out);
/* Whether that URL names a server's database rather than a file. */
bool db_on_server(const char *url);
void db_close(struct db *db);
void db_process_init(void);

/* Whether this connection was last seen on a database that may only be read: a standby, or set so. db_data_version looks anew. */
bool db_read_only(const struct ctx *c);
/* Some rows of no meaning, written and taken away: whether anything can be saved now. */
MUST_USE int db_try(struct ctx *c);

/* In a transaction: others hear of it (db_data_version) once it is committed. */
MUST_USE int db_tell(struct ctx *c);
/* Another than the last answer whenever another connection or process committed what it told: compare. */
MUST_USE int db_data_version(struct ctx *c, int64_t *out);

/* --- transactions ----------------------------------------------------------------
 * The body is a function of its own, so that an early return cannot leak the transaction. */

typedef int db_body(struct ctx *c, void *arg);

/* Runs the body in a transaction of its own: commits on OK, else rolls back and returns its error. One writes at a time, of all
 * processes: ERR_BUSY after waiting for another for seconds. */
MUST_USE int db_transaction(struct ctx *c, db_body *run, void *arg);
/* A savepoint inside a transaction: what failed leaves no trace, the rest goes on. */
MUST_USE int db_savepoint(struct ctx *c, db_body *run, void *arg);
/* One read transaction: every read inside sees the same state. */
MUST_USE int db_read(struct ctx *c, db_body *run, void *arg);
/* Runs the body with memory of its own, in the transaction at hand or without one: what it took is wiped and given back at its end, so that work
 * on many rows needs no more than work on one. Its error is kept in c->arena. */
MUST_USE int in_own_memory(struct ctx *c, db_body *run, void *arg);

/* Whether `what` (any address) was not asked for yet in this transaction: for what need be done only once in it. True again after
 * something failed, and after something else was asked for. */
bool db_once(struct ctx *c, const void *what);

/* For the writer's batches (group commit): begin, many savepoints, commit. */
MUST_USE int db_begin(struct ctx *c);
/* The same where hardly anything will fail: db_savepoint makes none and only watches. db_spoilt: something failed that had
 * changed something, so this cannot be committed; roll back, db_begin, and run all of it once more. */
MUST_USE int db_begin_light(struct ctx *c);
bool db_spoilt(const struct ctx *c);
/* Whether the last transaction was lost to another that made the same at the same time, or with its connection: run again, it
 * may come through. db_transaction does so by itself, a few times: its body may run more than once, and must begin anew with
 * what it keeps outside the database. db_read does not. */
enum { DB_TRIES = 5 };
bool db_lost(const struct ctx *c);
MUST_USE int db_commit(struct ctx *c);
void db_rollback(struct ctx *c);

/* ERR_NOT_FOUND, in the same words for what is gone, what never was, and what one may not see. */
MUST_USE static inline int not_there(struct ctx *c) { return fail(c, ERR_NOT_FOUND, NULL, N_("This is not there any more.")); }

/* --- records ----------------------------------------------------------------------
 * Global records: tables without a region (offers, organisations). On failure outputs are untouched; rows and their
 * texts live in c->arena. Lists (parts) of a row come along. */

/* Rows of T by a query of that record, in the query's order. */
#define global_select(c, T, list, query, ...) \
  global_select_((c), &T##_record, _Generic((list)->at, struct T *: &(list)->rows), &(list)->count, (query), __VA_ARGS__)
/* The one row of a query: ERR_NOT_FOUND if there is none; the first if there are several. */
#define global_one(c, T, row, query, ...) global_one_((c), &T##_record, ROW_OF_(T, row), (query), __VA_ARGS__)
/* How many rows there are: `query` is of counted_record. */
struct counted { struct num n; };
DECLARE_RECORD(counted);
MUST_USE int global_count(struct ctx *c, const struct query *q, struct params p, int64_t *out);
/* Calls `each` for every row, the arena as it was after each: for tables larger than an arena. Without lists. */
#define global_each(c, T, query, params, each, arg) global_each_((c), &T##_record, (query), (params), (each), (arg))
#define global_get(c, T, id_, row) global_get_((c), &T##_record, (id_), ROW_OF_(T, row))

/* Inserts with a new random id, or with the row's own if it has one. Checks every field again (ERR_INVALID), writes
 * one journal line. `new_id` may be NULL. */
#define global_insert(c, T, row, new_id) global_insert_((c), &T##_record, ROW_OF_(T, row), (new_id))
/* Writes what differs from the stored row and one journal line; nothing if nothing differs. ERR_CONFLICT if the
 * stored version is another than the row's: somebody was first. */
#define global_update(c, T, row) global_update_((c), &T##_record, ROW_OF_(T, row))
#define global_delete(c, T, id_) global_delete_((c), &T##_record, (id_))

MUST_USE int global_select_(struct ctx *c, const struct record *rec, void **rows, size_t *count, const struct query *q, struct params p);
MUST_USE int global_one_(struct ctx *c, const struct record *rec, void *row, const struct query *q, struct params p);
typedef int each_row(struct ctx *c, const void *row, void *arg);
MUST_USE int global_each_(struct ctx *c, const struct record *rec, const struct query *q, struct params p, each_row *each, void *arg);
MUST_USE int global_get_(struct ctx *c, const struct record *rec, struct id id, void *row);
MUST_USE int global_insert_(struct ctx *c, const struct record *rec, const void *row, struct id *new_id);
MUST_USE int global_update_(struct ctx *c, const struct record *rec, const void *row);
MUST_USE int global_delete_(struct ctx *c, const struct record *rec, struct id id);

/* Regional records, the same calls. $1 is always the region of c->scope: a statement that does not name it is refused.
 * Sealed ones are found only by whoever is involved (store/involvement.h): what one may not see is not there, for every call.
 * Every row read leaves a line in the journal (journal_read). A sealed row is written into a compartment that the actor
 * may open: `compartment` must be set. Rows with look-ups are found by their values through record_find. */
#define record_select(c, T, list, query, params) \
  record_select_((c), &T##_record, _Generic((list)->at, struct T *: &(list)->rows), &(list)->count, (query), (params))
#define record_one(c, T, row, query, params) record_one_((c), &T##_record, ROW_OF_(T, row), (query), (params))
#define record_get(c, T, id_, row) record_get_((c), &T##_record, (id_), ROW_OF_(T, row))
/* In which compartment a sealed row lies, opened; nothing of the row is. For what is to be written beside it. ERR_NOT_FOUND. */
#define record_place(c, T, id_, compartment) record_place_((c), &T##_record, (id_), (compartment))
#define record_insert(c, T, row, new_id) record_insert_((c), &T##_record, ROW_OF_(T, row), (new_id))
#define record_update(c, T, row) record_update_((c), &T##_record, ROW_OF_(T, row))
#define record_delete(c, T, id_) record_delete_((c), &T##_record, (id_))
/* Rows of which a look-up of that kind has that value, in no order. The text is brought into the look-up's form by the
 * caller. Writes a "search" line at once or with the reads; ERR_OFTEN: this actor has searched too often in the last hour. */
#define record_find(c, T, list, kind, value) \
  record_find_((c), &T##_record, _Generic((list)->at, struct T *: &(list)->rows), &(list)->count, (kind), (value))

MUST_USE int record_select_(struct ctx *c, const struct record *rec, void **rows, size_t *count, const struct query *q, struct params p);
MUST_USE int record_one_(struct ctx *c, const struct record *rec, void *row, const struct query *q, struct params p);
MUST_USE int record_get_(struct ctx *c, const struct record *rec, struct id id, void *row);
MUST_USE int record_place_(struct ctx *c, const struct record *rec, struct id id, struct id *compartment);
MUST_USE int record_insert_(struct ctx *c, const struct record *rec, const void *row, struct id *new_id);
MUST_USE int record_update_(struct ctx *c, const struct record *rec, const void *row);
MUST_USE int record_delete_(struct ctx *c, const struct record *rec, struct id id);
MUST_USE int record_find_(struct ctx *c, const struct record *rec, void **rows, size_t *count, const char *kind, const char *value);

/* For the test of the closed lists: compiles the statement of a query without running it. */
MUST_USE int db_prepare_check(struct ctx *c, const struct query *q);
#endif
