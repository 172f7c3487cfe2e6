/* The journal: one line for every change, written in the transaction of the change. */
#ifndef JOURNAL_H
#define JOURNAL_H
#include "db.h"

/* `before` NULL: inserted; `after` NULL: deleted. */
MUST_USE int journal_change(struct ctx *c, const char *verb, const struct record *rec, struct id id, const void *before, const void *after);

struct journal_line { struct id id; int32_t version; const char *at, *verb, *changes; };
DECLARE_RECORD(journal_line);

/* The lines of one row, oldest first. */
MUST_USE int journal_of(struct ctx *c, struct id record_id, struct journal_line_list *out);

extern const struct query *const journal_queries[];
#endif
