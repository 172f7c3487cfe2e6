/* The data folder: the database and the administrator's own files. */
#ifndef DATA_FOLDER_H
#define DATA_FOLDER_H
#include "config.h"
#include "db.h"

/* Where the database of this configuration is. In c->arena. ERR_INVALID: no --data. */
MUST_USE int data_path(struct ctx *c, const struct config *config, const char **path);

/* Opens it as the writer, its tables brought up to date, with its keys: c->keys is set where it was NULL. The caller closes
 * both. Makes folder (mode 0700), database and key files where they are missing; a database whose keys are missing is
 * refused. What was erased is erased again (a restored backup). With config->public_only: without keys. */
MUST_USE int data_open(struct ctx *c, const struct config *config, struct db **out);
/* Likewise, but a folder without a database is ERR_NOT_FOUND: a mistyped path makes nothing. */
MUST_USE int data_open_existing(struct ctx *c, const struct config *config, struct db **out);
/* Its tables only, brought up to date, for what has nothing to do with its keys. `existing`: it must be there, ERR_NOT_FOUND. */
MUST_USE int data_open_tables(struct ctx *c, const char *url, bool existing, struct db **out);
/* From true to false no other process opens an installation that it might have to make or change: the second one waits. */
MUST_USE int data_hold(struct ctx *c, bool held);
/* An empty database in memory with keys in memory, for what is only tried. */
MUST_USE int data_open_memory(struct ctx *c, struct db **out);

/* The installation that this database is; ERR_NOT_FOUND: it has no name yet. */
MUST_USE int installation_id(struct ctx *c, struct id *out);
#endif
