/* All rows of a database into another one, whichever engines they are on. */
#ifndef COPY_H
#define COPY_H
#include "db.h"

struct copied { int64_t tables, rows; };

/* Copies every table of `from`, as one moment shows it, into the empty tables of `to`, in one transaction. Both have been
 * migrated by this program. ERR_INVALID: `to` holds something. */
MUST_USE int database_copy(struct ctx *c, struct db *from, struct db *to, struct copied *out);
/* ERR_INVALID: it holds something. */
MUST_USE int database_must_be_empty(struct ctx *c, struct db *db);
/* Whether both hold the same rows, each with the same values. `wrong`: the first table that differs, in c->arena; NULL: none. */
MUST_USE int database_same(struct ctx *c, struct db *one, struct db *other, struct copied *out, const char **wrong);
/* Takes every row out again, in one transaction: what came in was not right after all. */
MUST_USE int database_empty(struct ctx *c, struct db *db);
/* The same as a file of SQLite, which must not exist: as backups hold it, whichever engine is under it. */
MUST_USE int database_to_file(struct ctx *c, struct db *from, const char *file, int64_t *bytes);
MUST_USE int database_from_file(struct ctx *c, const char *file, struct db *to, struct copied *out);
#endif
