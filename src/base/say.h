/* Lines for people at a terminal. */
#ifndef SAY_H
#define SAY_H
#include "csv.h"

/* Appends `text` with its %s, or %1$s … %9$s, replaced by args in order; %% is a percent sign. */
void put_filled(struct buf *b, const char *text, const char *const *args);
/* Prints the translated msgid, filled in, and a line end. */
void say(const struct ctx *c, FILE *out, const char *msgid, const char *const *args);
#define SAY(c, out, msgid, ...) say((c), (out), (msgid), (const char *const[]){ __VA_ARGS__, NULL })
/* A number as text. */
const char *count_text(struct ctx *c, int64_t n);

/* Prints "FILE: row 3, CODE, column: "cell": what is wrong (keys)" and a line end; `file` may be NULL. */
void say_wrong_row(const struct ctx *c, FILE *out, const char *file, const struct csv_wrong *w);

/* Appends `mark`, `text` and a line end to c->out. */
void add_line(struct ctx *c, const char *mark, const char *text);
/* Prints c->out. ERR_FULL, ERR_STORE: not or not wholly written. */
MUST_USE int say_out(struct ctx *c);

/* What a command returns. */
enum { DONE = 0, FAILED = 1, WRONG_USE = 2 };
/* Prints c->error on stderr; returns FAILED. */
int say_error(const struct ctx *c);
/* Prints what was wrong with the command line on stderr; returns WRONG_USE. */
int wrong_use(const struct ctx *c, const char *msgid);
#endif
