/* A demo with households that do not exist, and a worker who opens and changes their files. */
#ifndef BENCH_PEOPLE_H
#define BENCH_PEOPLE_H
#include "bench_figures.h"
#include "bench_server.h"

/* What the worker asks: pages of persons, ways to be reached that are added, signing in; and a page for everybody. `write`: the
 * parts of one more such change, to a person whom the others leave alone. */
struct asking { struct questions pages, writes, sign_ins, found; const char *cookie, *write_path, *write_body; };

/* Serves a demo in `folder` (its database there, or that one), with so many households. `batch`: as --commit-batch. */
MUST_USE int people_serve(struct ctx *c, const char *folder, const char *database, size_t households, const char *batch, struct server_child *out);
/* Signs in and looks up what can be asked there. */
MUST_USE int people_ask(struct ctx *c, uint16_t port, struct asking *out);
/* Signs in as that colleague of the demo: what a Cookie header says. */
MUST_USE int people_cookie(struct ctx *c, uint16_t port, const char *mail, const char **cookie);
/* ERR_STORE if any answer was wrong. */
MUST_USE int people_run(struct ctx *c, const struct server_child *s, size_t connections, double seconds, struct questions *q, struct load_result *out);
/* The program itself, once, to its end, and the beginning of what it says; `arguments` begins with its name and ends with NULL. */
MUST_USE int program_said(struct ctx *c, const char *const *arguments, char *said, size_t size);
#endif
