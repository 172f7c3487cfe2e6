/* From a finished request to what libmicrohttpd sends. */
#ifndef ANSWER_H
#define ANSWER_H
#include "request.h"
#include <microhttpd.h>

/* Compresses, adds the headers that every answer carries, and takes c->out over without copying it. NULL: no memory.
 * `closing`: the connection ends with this answer. `size`: bytes of the body; 0 for an answer in parts. */
struct MHD_Response *answer_make(struct ctx *c, bool closing, size_t *size);
#endif
