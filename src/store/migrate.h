/* Schema: append-only SQL files per room (rooms/offers/schema/001.sql, …), carried in the program, applied in order of
 * name, each once, each in a transaction. */
#ifndef MIGRATE_H
#define MIGRATE_H
#include "asset.h"
#include "db.h"

extern const struct asset schema[];              /* made by tools/embed from all schema folders */
extern const size_t schema_count;

/* Applies what is missing of these files. ERR_STORE if one that was applied has changed since, or if the database was
 * written by a newer program. */
MUST_USE int migrate(struct ctx *c, const struct asset *files, size_t count);
/* Whether nothing at all was applied yet: there is no installation. */
MUST_USE int migrate_is_new(struct ctx *c, bool *out);
/* Whether one of these files makes that table: a schema of a server may hold others' tables beside ours. */
bool migrate_makes(const struct asset *files, size_t count, const char *table);
#endif
