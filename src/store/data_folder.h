/* The data folder: the database and the administrator's own files. */
#ifndef DATA_FOLDER_H
#define DATA_FOLDER_H
#include "config.h"
#include "db.h"

/* Where the database of this configuration is. In c->arena. ERR_INVALID: no --data. */
MUST_USE int data_path(struct ctx *c, const struct config *config, const char **path);

/* Opens it as the writer; makes folder (mode 0700) and tables where they are missing. The caller closes. */
MUST_USE int data_open(struct ctx *c, const struct config *config, struct db **out);
#endif
