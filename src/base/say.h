/* Lines for people at a terminal. */
#ifndef SAY_H
#define SAY_H
#include "base.h"
#include <stdio.h>

/* Appends `text` with its %s, or %1$s … %9$s, replaced by args in order; %% is a percent sign. */
void put_filled(struct buf *b, const char *text, const char *const *args);
/* Prints the translated msgid, filled in, and a line end. */
void say(const struct ctx *c, FILE *out, const char *msgid, const char *const *args);
#define SAY(c, out, msgid, ...) say((c), (out), (msgid), (const char *const[]){ __VA_ARGS__, NULL })
/* A number as text. */
const char *count_text(struct ctx *c, int64_t n);

/* What a command returns. */
enum { DONE = 0, FAILED = 1, WRONG_USE = 2 };
/* Prints c->error on stderr; returns FAILED. */
int say_error(const struct ctx *c);
/* Prints what was wrong with the command line on stderr; returns WRONG_USE. */
int wrong_use(const struct ctx *c, const char *msgid);
#endif
