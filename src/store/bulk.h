/* For a command that makes much at once, and stops at the first thing that fails. */
#ifndef BULK_H
#define BULK_H
#include "db.h"

/* This connection keeps more of what it changes in memory than a server's writer may: a page that many rows change is written once. */
MUST_USE int bulk_begin(struct ctx *c);
/* As db_transaction, whose savepoints only watch, as in db_begin_light: nothing that failed inside may be gone on from. */
MUST_USE int bulk_transaction(struct ctx *c, db_body *run, void *arg);
#endif
