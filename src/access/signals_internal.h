/* What signals.c asks of its store. */
#ifndef SIGNALS_INTERNAL_H
#define SIGNALS_INTERNAL_H
#include "journal.h"
#include "signals.h"

struct judged_line { struct journal_line line; struct num seq; const char *region; };
DECLARE_RECORD(judged_line);

MUST_USE int lines_after(struct ctx *c, int64_t seq, int64_t most, struct judged_line_list *out);
/* Lines of that actor about any file between two instants, the first left out; changes of theirs in a file since then. */
MUST_USE int lines_about_files(struct ctx *c, struct id actor, const char *after, const char *until, struct journal_line_list *out);
MUST_USE int changes_since(struct ctx *c, struct id actor, struct id compartment, const char *since, struct journal_line_list *out);
MUST_USE int lines_of_verb(struct ctx *c, struct id actor, const char *verb, const char *from, const char *until, struct journal_line_list *out);
MUST_USE int signals_of_day(struct ctx *c, struct id account, struct date day, struct misuse_signal_list *out);
MUST_USE int signals_open(struct ctx *c, struct misuse_signal_list *out);
#endif
