/* The way of a request through the house, in steps that the server runs on the right threads:
 *   stage = request_begin(c);
 *   while (stage != STAGE_DONE) stage = request_end(c, <request_body run as the stage says>);
 * c->request holds what came in; afterwards it holds the answer. */
#ifndef DISPATCH_H
#define DISPATCH_H
#include "request.h"

/* Finds the row, checks form and token. STAGE_DONE: refused, the answer is there. */
enum stage request_begin(struct ctx *c);
/* Lets in who asks, and runs the handler: STAGE_DB inside db_read, STAGE_WRITE inside db_savepoint, STAGE_SLOW with a reader's
 * connection outside a transaction. STAGE_LOG, inside db_savepoint: writes down what the finished answer shows; it is sent only
 * if that is durable. `unused` fits db.h's `body`. */
MUST_USE int request_body(struct ctx *c, void *unused);
/* What the handler's code comes to: an answer, what its slow part was for, the form's page once more, or STAGE_LOG. */
enum stage request_end(struct ctx *c, int code);
/* Before a WRITE or LOG that was rolled back runs again. */
void request_undo(struct ctx *c);
/* Throws away what was written so far and answers with the page or document of this status. */
void request_refuse(struct ctx *c, int status);
/* Only the first half of that. */
void request_forget(struct ctx *c);
#endif
