/* The way of a request through the house, in steps that the server runs on the right threads:
 *   stage = request_begin(c);
 *   while (stage != STAGE_DONE) stage = request_end(c, <request_body run as the stage says>);
 * c->request holds what came in; afterwards it holds the answer. */
#ifndef DISPATCH_H
#define DISPATCH_H
#include "request.h"

enum stage { STAGE_DONE, STAGE_FAST, STAGE_DB, STAGE_SLOW, STAGE_WRITE };

/* Finds the row, checks role, form and token. STAGE_DONE: refused, the answer is there. */
enum stage request_begin(struct ctx *c);
/* Runs the handler: STAGE_DB inside db_read, STAGE_WRITE inside db_savepoint, else just so. `unused` fits db.h's `body`. */
MUST_USE int request_body(struct ctx *c, void *unused);
/* What the handler's code comes to: an answer, or the form's page once more (its stage). */
enum stage request_end(struct ctx *c, int code);
/* Throws away what was written so far and answers with the page or document of this status. */
void request_refuse(struct ctx *c, int status);
/* Only the first half of that. */
void request_forget(struct ctx *c);
#endif
