/* The listening socket. */
#ifndef LISTEN_H
#define LISTEN_H
#include "base.h"

/* The socket that the manager of services holds, if it handed one over: then `*address` and `*port` become that one's, and
 * connections wait in it while the program restarts. Else opens one; `*port` 0 becomes the one that the system chose.
 * ERR_STORE, ERR_INVALID with a message. */
MUST_USE int listen_open(struct ctx *c, const char **address, int *port, int *fd);
/* Opens one, whatever was handed over. ERR_STORE, ERR_INVALID with a message. */
MUST_USE int listen_new(struct ctx *c, const char *address, int *port, int *fd);
/* Only looks: on which address the socket listens that was handed over, in c->arena; NULL: there is none. ERR_INVALID: it is
 * of no use. */
MUST_USE int listen_handed(struct ctx *c, const char **address);
/* Whether only this machine reaches that address. NULL and "": the server's own choice, which is so. */
bool listen_is_home(const char *address);
#endif
