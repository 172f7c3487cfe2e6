/* The program itself, serving in a process of its own. */
#ifndef BENCH_SERVER_H
#define BENCH_SERVER_H
#include "base.h"
#include <sys/types.h>

struct server_child { pid_t pid; int out; uint16_t port; double first_answer_ms; };

/* Runs `kentering serve --port 0` with more arguments (ends with NULL), waits for its address and its first home page.
 * ERR_STORE with what it said, if it does not come up within ten seconds. Ends when this process ends. */
MUST_USE int server_begin(struct ctx *c, const char *const *arguments, struct server_child *out);
/* Asks it to stop and waits; accepts one that did not start. */
void server_end(struct server_child *s);

/* Anonymous memory in kB (RssAnon). */
MUST_USE int server_memory(struct ctx *c, const struct server_child *s, size_t *kb);

/* A theme of that size (at most THEME_MOST): the one page of constant bytes, of any size, that every server can have. */
MUST_USE int constant_write(struct ctx *c, const char *path, size_t size);
/* Where a server that was started with --theme has it. */
MUST_USE int constant_address(struct ctx *c, uint16_t port, const char **out);
#endif
