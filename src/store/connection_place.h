/* A place with the connection, for what a room makes again and again of rows that never change: it is made once for each connection, which serves one
 * request at a time, and lasts as long as the connection. Nothing about a person belongs there. */
#ifndef CONNECTION_PLACE_H
#define CONNECTION_PLACE_H

struct ctx;
struct connection_place { void *at; void (*release)(void *at); };      /* release: called at the end of the connection where `at` is something */

/* The place of whoever asks by that address; at first nothing is there. NULL: there is none any more. */
struct connection_place *connection_place(struct ctx *c, const void *of);
#endif
