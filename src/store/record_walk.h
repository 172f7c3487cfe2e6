/* Walking tables whole, whoever they belong to: for checking them, and for what is made anew from them. */
#ifndef RECORD_WALK_H
#define RECORD_WALK_H
#include "db.h"

/* The tables of house and rooms, as the program starts them (rooms.c). */
struct records { size_t count; const struct record *const *at; };

/* A row, or what reading it came to. `row` is only there for OK.
 *   ERR_NOT_FOUND  its compartment is erased, or not there;  ROW_REFUSED  it was slipped in or put back from before (what grants);
 *   others         it does not open, or holds a value that the program does not know: message in c->error.
 * c is a context of the row's own: reach all, its region. What goes on is OK; anything else ends the walk with that code. */
struct walked { const struct record *rec; struct id id, compartment; int32_t version; int code; const void *row; };
typedef int walk_row(struct ctx *c, const struct walked *w, void *arg);

/* Up to `most` rows of a table whose id is larger than *after, in order; *after becomes the last one's. `seen`: how many there
 * were, less than `most` at the end of the table. Inside the caller's transaction; memory as for a few rows. */
MUST_USE int record_walk(struct ctx *c, const struct record *rec, struct id *after, size_t most, walk_row *each, void *arg, size_t *seen);
#endif
