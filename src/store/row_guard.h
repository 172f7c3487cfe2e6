/* What every row of a region is held against before it is written. The store knows no rooms and decides nothing here: the house defines this one
 * function (rooms/persons/secrets.c), and no program links without it. So no context, command or room can go without, and none has to ask. */
#ifndef ROW_GUARD_H
#define ROW_GUARD_H
#include "db.h"

/* Whether the texts of a row may stand in its compartment. `before`: the stored row of an update, whose unchanged texts are let be; NULL: a new row.
 * What was looked up is kept in c->guarded, in c->arena, until seal_forget. ERR_INVALID on the field. */
MUST_USE int row_guard(struct ctx *c, const struct record *rec, const void *before, const void *row);
#endif
