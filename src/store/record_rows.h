/* Rows by where they lie: for what goes through whole files by their declarations (a copy of a file, an archive), whichever room
 * declared them. */
#ifndef RECORD_ROWS_H
#define RECORD_ROWS_H
#include "db.h"

/* Up to `most` rows of a sealed record in one compartment whose id is larger than `after` (ID_NONE: from the start), in order of id.
 * As with record_select: only what the scope may open, and with its journal line. Rows and texts live in c->arena. */
MUST_USE int record_rows_in(struct ctx *c, const struct record *rec, struct id compartment, struct id after, size_t most, struct list *out);
#endif
