/* The way of a request through the house, in steps that the server runs on the right threads:
 *   step = request_begin(c);
 *   while (step != STEP_DONE) step = request_end(c, <request_body run as the step says>);
 * c->request holds what came in; afterwards it holds the answer. */
#ifndef DISPATCH_H
#define DISPATCH_H
#include "request.h"

enum step { STEP_DONE, STEP_FAST, STEP_DB, STEP_SLOW, STEP_WRITE };

/* Finds the row, checks role, form and token. STEP_DONE: refused, the answer is there. */
enum step request_begin(struct ctx *c);
/* Runs the handler: STEP_DB inside db_read, STEP_WRITE inside db_savepoint, else just so. `unused` fits db.h's `body`. */
MUST_USE int request_body(struct ctx *c, void *unused);
/* What the handler's code comes to: an answer, or the form's page once more (its step). */
enum step request_end(struct ctx *c, int code);
/* Throws away what was written so far and answers with the page or document of this status. */
void request_refuse(struct ctx *c, int status);
/* Only the first half of that. */
void request_forget(struct ctx *c);

/* All of it at once on this thread and c->db, without a server: for tests. `posted` NULL: a GET. Forms get their token.
 * Returns the status; the page is c->out. */
int request_try(struct ctx *c, struct request *r, const char *target, const char *posted);
#endif
