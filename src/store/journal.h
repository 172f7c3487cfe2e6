/* The journal: one line for every change, and for every read of a person's record, in the transaction of what it tells of.
 * Lines form a keyed chain per writer: one that was changed, taken out or slipped in breaks it; heads written outside the
 * database show a tail that was cut off. NEN 7513: who, when, whose record, what, why. */
#ifndef JOURNAL_H
#define JOURNAL_H
#include "db.h"
#include "keys.h"

/* `before` NULL: inserted; `after` NULL: deleted. What a sealed record held is sealed in the line, with its compartment.
 * `version`: the row's after the change. */
MUST_USE int journal_change(struct ctx *c, const char *verb, const struct record *rec, struct id id, int32_t version, const void *before, const void *after);

/* An event that is no change of a row: "sign_in", "search", "export", "emergency". `about`: the row it is about, or
 * ID_NONE; `compartment` or ID_NONE; `note`: a key or short clear text without anything about a person; may be NULL. */
MUST_USE int journal_event(struct ctx *c, const char *verb, const char *record, struct id about, struct id compartment, const char *note);

/* Likewise, written with the reads: for what happens on a connection that only reads. Texts live as long as the request. */
void journal_later(struct ctx *c, const char *verb, const char *record, struct id about, struct id compartment, const char *note);
/* Likewise, unless that waits already. */
void journal_once(struct ctx *c, const char *verb, const char *record, struct id about);
/* How many lines of that verb this actor left in the last `ms` milliseconds, those that wait included. */
MUST_USE int journal_lately(struct ctx *c, const char *verb, int64_t ms, int64_t *out);

/* Remembers that this request read a row of a person's record: at most one line per compartment (whose record) and request. */
void journal_read(struct ctx *c, const struct record *rec, struct id id, struct id compartment);
/* Takes that back: the row was looked at by the program only, and is not shown. */
void journal_unread(struct ctx *c, struct id id);
/* The changes of this request were rolled back: reads of which they would have told count again. */
void journal_undone(struct ctx *c);
/* Whether lines of reads wait to be written. The answer leaves only after journal_write_reads committed. */
bool journal_reads_wait(const struct ctx *c);
/* Writes them; inside a transaction of the writer. They stay remembered: a transaction that failed is run again.
 * ERR_OFTEN: there are searches among them, and those of others at the same time filled the hour. */
MUST_USE int journal_write_reads(struct ctx *c);

/* The newest version of a row of that table that the journal knows of; 0: none. What grants is compared with it. */
MUST_USE int journal_version(struct ctx *c, const char *record, struct id record_id, int32_t *out);

struct journal_line {
  struct id id;
  int32_t version;
  const char *at, *verb, *changes;     /* changes: "" where they are sealed */
  struct id actor, organisation;
  const char *role, *purpose, *record;
  struct id record_id, compartment;
  struct num record_version, chain;
  const char *note;
};
DECLARE_RECORD(journal_line);

/* The lines of one row that tell of more than reading it, oldest first. What a sealed line says is opened if the compartment is open to this request. */
MUST_USE int journal_of(struct ctx *c, struct id record_id, struct journal_line_list *out);

extern const struct query *const journal_queries[];
#endif
