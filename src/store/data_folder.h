/* The data folder: the database and the administrator's own files. */
#ifndef DATA_FOLDER_H
#define DATA_FOLDER_H
#include "config.h"
#include "db.h"

/* Where the database of this configuration is. In c->arena. ERR_INVALID: no --data. */
MUST_USE int data_path(struct ctx *c, const struct config *config, const char **path);

/* Opens it as the writer, its tables brought up to date. The caller closes. Makes folder (mode 0700) and database where
 * they are missing. */
MUST_USE int data_open(struct ctx *c, const struct config *config, struct db **out);
/* Likewise, but a folder without a database is ERR_NOT_FOUND: a mistyped path makes nothing. */
MUST_USE int data_open_existing(struct ctx *c, const struct config *config, struct db **out);
/* An empty database in memory, for what is only tried. */
MUST_USE int data_open_memory(struct ctx *c, struct db **out);
#endif
