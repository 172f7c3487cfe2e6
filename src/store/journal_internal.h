/* A line as it stands in the table, and its place in the chain: what journal.c writes and journal_verify.c reads again. */
#ifndef JOURNAL_INTERNAL_H
#define JOURNAL_INTERNAL_H
#include "engine.h"
#include "journal.h"
#include "seal.h"

struct raw_line {
  int64_t chain, seq;
  struct id id, actor, organisation, record_id, compartment;      /* ID_NONE: NULL */
  char now[24];                                                   /* of a line that is written: what `at` points to */
  const char *at, *role, *purpose, *record, *verb, *changes, *note;
  int64_t record_version;                                         /* 0: NULL */
  struct sealed sealed;                                           /* no bytes: NULL */
  uint8_t mac[MAC_BYTES];
};

/* The MAC over a line and that of the line before it (zeros before the first). */
MUST_USE int line_mac(struct ctx *c, const uint8_t before[static MAC_BYTES], const struct raw_line *l, uint8_t mac[static MAC_BYTES]);
/* The columns of a raw line, in the order that read_line reads them. */
extern const char line_columns[];
/* The line under the statement's row; texts in c->arena. */
MUST_USE int read_line(struct ctx *c, struct statement *s, struct raw_line *out);
/* The end of a chain: seq 0 and zeros before its first line. */
MUST_USE int chain_end(struct ctx *c, int64_t chain, int64_t *seq, uint8_t mac[static MAC_BYTES]);
/* The next chain there is after that one; 0: none. */
MUST_USE int next_chain(struct ctx *c, int64_t after, int64_t *out);

/* lookup.c: whether the actor may search, and what was found may be shown. `own`: how many of the searches that wait to be written
 * do not count. ERR_OFTEN: too often in the last hour. */
MUST_USE int search_allowed(struct ctx *c, int64_t own);

/* journal_old.c: how many lines there are from before the chains, and "number hash" of them. */
enum { OLD_NOTE = 100, OLD_CHAIN = 0 };
MUST_USE int old_lines(struct ctx *c, int64_t *count, char note[static OLD_NOTE]);
extern const char old_verb[];

/* journal_purge.c: lines first … until of a chain that were deleted after their term. */
struct gap { int64_t chain, first, until; uint8_t line_mac[MAC_BYTES]; };
/* The gap that begins with that line. ERR_NOT_FOUND: none; ERR_INVALID: one that the program did not write. */
MUST_USE int gap_at(struct ctx *c, int64_t chain, int64_t first, struct gap *out);
#endif
