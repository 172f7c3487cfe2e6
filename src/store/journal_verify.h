/* Checking what the program promises about its database: the journal's chains from their first line, the heads, what grants,
 * the keys of compartments and what they seal. In the memory of a few rows, in one read transaction: also while others write. */
#ifndef JOURNAL_VERIFY_H
#define JOURNAL_VERIFY_H
#include "fields.h"
#include "record_walk.h"

#define FINDING_KINDS(X) \
  X(FINDING_UNKNOWN,      NULL,              N_("Unknown")) \
  X(FINDING_CHANGED,      "changed",         N_("This line of the journal was changed")) \
  X(FINDING_MISSING,      "missing",         N_("Lines of the journal are missing before this one")) \
  X(FINDING_SLIPPED_IN,   "slipped_in",      N_("This line of the journal was slipped in")) \
  X(FINDING_SWAPPED,      "swapped",         N_("This line of the journal and the next were swapped")) \
  X(FINDING_REMADE,       "remade",          N_("From this line on the journal was not written by the program")) \
  X(FINDING_TAIL,         "tail_missing",    N_("The end of the journal is missing after this line")) \
  X(FINDING_OTHER_TAIL,   "other_tail",      N_("This line is another one than at the last checkpoint")) \
  X(FINDING_OLD_LINES,    "old_lines",       N_("Lines from before the chains were changed, deleted or slipped in")) \
  X(FINDING_GAP,          "gap",             N_("Lines were deleted, and the proof that the program did so is false")) \
  X(FINDING_HEADS,        "heads",           N_("The heads in the file and in the database do not agree")) \
  X(FINDING_DATABASE,     "database",        N_("The database is damaged")) \
  X(FINDING_GRANT,        "grant",           N_("This row gives rights, and was not written by the program or put back from before")) \
  X(FINDING_SEALED,       "sealed",          N_("This row does not open: it was changed outside the program")) \
  X(FINDING_ROLLED_BACK,  "rolled_back",     N_("This row was put back from before")) \
  X(FINDING_DELETED,      "deleted",         N_("This row was deleted outside the program")) \
  X(FINDING_LOOKUP,       "lookup",          N_("This row is not found by its values any more")) \
  X(FINDING_COMPARTMENT,  "compartment",     N_("The key of this compartment does not open")) \
  X(FINDING_NOT_ERASED,   "not_erased",      N_("This compartment was erased, and its key is back")) \
  X(FINDING_NOT_LISTED,   "not_listed",      N_("This compartment was erased, and is not on the erased list"))
DECLARE_CHOICES(finding_kind, FINDING_KINDS)

struct finding { enum finding_kind what; const char *table; int64_t chain, seq; struct id id; const char *at, *more; };   /* at, more: may be NULL */

enum { FINDINGS_MOST = 100 };
struct verify_report {
  int64_t lines, chains, old_lines, purged;        /* old: without a chain; purged: deleted after their term, which is proved */
  int64_t grants, sealed, compartments, erased;    /* looked at */
  int64_t backwards;                               /* lines earlier than the one before them: the clock was set back */
  struct instant checkpoint;                       /* the newest head of the file; unknown: there is none yet */
  struct finding findings[FINDINGS_MOST];
  size_t count;                                    /* of findings; those past FINDINGS_MOST are counted only */
};
struct verify_options {
  bool quick;                                      /* without opening every sealed value */
  void (*progress)(void *of, int64_t done, int64_t all);     /* NULL, or called now and then */
  void *of;
};

/* OK, whatever was found: that is in the report, whose texts live in c->arena. ERR_STORE: it could not be looked at. */
MUST_USE int verify(struct ctx *c, const struct records *records, const struct verify_options *options, struct verify_report *out);

/* --- heads ------------------------------------------------------------------------------------------------ */

/* Writes down how far all chains are, in the database and outside it, if that moved. Not in a transaction. */
MUST_USE int journal_checkpoint(struct ctx *c);
/* Whether the last line that this connection committed before it was lost is still there. If not, the heads outside the database
 * say so from now on, and ERR_STORE: acknowledged work was lost. */
MUST_USE int journal_owed(struct ctx *c);
/* Likewise after a backup was put back, which left a line that says so: the heads go back to where it was. */
MUST_USE int journal_heads_anew(struct ctx *c);
/* Once, when the chains begin: a line with the number and a hash of the lines from before them. In a transaction. */
MUST_USE int journal_anchor_old(struct ctx *c);

/* --- the term of lines --------------------------------------------------------------------------------------- */

/* How many lines there are from before a day (UTC): of these journal_purge_before keeps what rights stand on. */
MUST_USE int journal_count_before(struct ctx *c, struct date before, int64_t *count);
/* Deletes up to `most` lines from before a day (UTC), the oldest first, each row of them replaced by a proof that the chain goes on.
 * Kept are the last line of a chain, and the newest of a living row that grants: without it the row would not count.
 * Leaves a line of its own. `deleted`: how many. In a transaction. */
MUST_USE int journal_purge_before(struct ctx *c, const struct records *records, struct date before, size_t most, size_t *deleted);
#endif
