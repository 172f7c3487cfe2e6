/* For a command that makes much at once, and stops at the first thing that fails. */
#ifndef BULK_H
#define BULK_H
#include "db.h"

/* This connection keeps more of what it changes in memory than a server's writer may: a page that many rows change is written once. A server finds rows
 * by indexes only: tables that are small yet will grow, while its plans stay. */
MUST_USE int bulk_begin(struct ctx *c);
/* As db_transaction, whose savepoints only watch, as in db_begin_light: nothing that failed inside may be gone on from. */
MUST_USE int bulk_transaction(struct ctx *c, db_body *run, void *arg);
/* Between two transactions, after the first few rows and whenever there are many more: lets a server look at what its tables hold. Until it has, it
 * takes them for nearly empty, and looks through all that there is. */
MUST_USE int bulk_look(struct ctx *c);
#endif
