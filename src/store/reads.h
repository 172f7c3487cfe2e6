/* What a transaction has read, and need not ask for again: the same statement with the same values, while none of its tables was written to. A page
 * reads the same household for each of its parts, a change once for each rule; what is sealed is opened once. Nobody else writes meanwhile: readers see
 * one state, and one writes at a time. It is kept in the context's arena, and lasts no longer than that or the transaction. */
#ifndef READS_H
#define READS_H
#include "engine.h"

#define JOURNAL_TABLE UINT64_C(1)      /* the bit of the journal in a statement's tables */

/* A copy of the rows read before, whoever changed theirs since, in c->arena. `tables`: those that the answer depends on. False: ask the database. */
bool reads_find(struct ctx *c, const struct statement *s, uint64_t tables, struct params p, struct list *out);
/* Keeps them, of `size` bytes each; what they point to is in c->arena. */
void reads_keep(struct ctx *c, const struct statement *s, uint64_t tables, struct params p, const struct list *rows, size_t size);
#endif
