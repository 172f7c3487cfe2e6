/* The listening socket. */
#ifndef LISTEN_H
#define LISTEN_H
#include "base.h"

/* Opens a listening socket; `*port` 0 becomes the one that the system chose. ERR_STORE, ERR_INVALID with a message. */
MUST_USE int listen_open(struct ctx *c, const char *address, int *port, int *fd);
#endif
