/* The HTTP server. */
#ifndef SERVER_H
#define SERVER_H
#include "app.h"

/* Starts the web layer and the rooms, listens, prints the address on stdout, and serves until SIGINT or SIGTERM; then
 * finishes what is under way (at most five seconds), and stops the rooms. `database` is a path for db_open, migrated
 * before. `app->config`, `rooms` and `places` are set; the rest is made here. Everything lives in c->arena.
 * ERR_INVALID, ERR_STORE: it could not start; c->error says why. */
MUST_USE int server_run(struct ctx *c, struct app *app, const char *database);
#endif
