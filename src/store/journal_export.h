/* The journal for whoever watches over it, in the terms of NEN 7513: event, actor, role, organisation, object, purpose, time and
 * outcome. No contents: which fields changed is told, never what they held. */
#ifndef JOURNAL_EXPORT_H
#define JOURNAL_EXPORT_H
#include "journal.h"
#include <stdio.h>

struct nen_line {
  const char *time;                      /* instant in UTC */
  const char *event, *object_kind;       /* what was done, to what kind of record */
  struct id object, subject;             /* the record; whose it is (its compartment) */
  struct id actor, organisation;         /* ID_NONE: the public, or the administrator at the console */
  const char *role, *purpose, *details;
  const char *outcome;                   /* "done", "refused" */
  struct num chain;
  const char *number;                    /* place in the chain; unknown: from before there were chains */
};
DECLARE_RECORD(nen_line);

struct export_options { struct date from, to; bool json; FILE *out; };
/* A line of the journal in these terms. Texts are the line's own, or in c->arena. `seq` unknown: from before there were chains. */
struct nen_line nen_line_of(struct ctx *c, const struct journal_line *l, struct num seq);
/* As an object of JSON. */
void nen_line_json(struct buf *b, const struct nen_line *l);
/* Writes the lines of these days (in Amsterdam, both included; unknown: no bound), oldest first, in the memory of one line, and
 * leaves a line of its own. `count`: how many. ERR_INVALID: the days are in the wrong order; ERR_STORE. Not in a transaction. */
MUST_USE int journal_export(struct ctx *c, const struct export_options *options, int64_t *count);
#endif
