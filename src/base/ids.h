/* Making ids. */
#ifndef IDS_H
#define IDS_H
#include "base.h"

/* Random (UUIDv4): for whatever a URL can name. */
struct id id_random(struct ctx *c);
/* In order of time (UUIDv7 at c->now), those of one request in the order they were made: for journal lines and jobs. */
struct id id_in_time(struct ctx *c);
#endif
