/* What a process with keys does by itself: it makes known which desks take sign-ups in, opens what was sealed to them, sees that every
 * open one has somebody, and lets go what has had its term. */
#ifndef TAKING_H
#define TAKING_H
#include "duty.h"
#include "intake.h"

/* Writes which regions have a desk, with the public keys of the newest epoch; a row that somebody changed is put right and logged.
 * With a scope that reaches everything, in a transaction. */
MUST_USE int desks_publish(struct ctx *c);
/* Takes in some of what waits, the oldest first; `more`: there is more. What does not open (its epoch was destroyed) is dropped, and
 * who follows it is told. Likewise. */
MUST_USE int boxes_take(struct ctx *c, bool *more);
/* In the region of the scope: every open one has a colleague of the desk, whom it is let open, and a task; what is late is a task of
 * the whole desk. Likewise. */
MUST_USE int signups_watch(struct ctx *c);
#endif
