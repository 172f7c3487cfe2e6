/* A line as it stands in the table, and its place in the chain: what journal.c writes and journal_verify.c reads again. */
#ifndef JOURNAL_INTERNAL_H
#define JOURNAL_INTERNAL_H
#include "engine.h"
#include "journal.h"
#include "seal.h"

struct raw_line {
  int64_t chain, seq;
  struct id id, actor, organisation, record_id, compartment;      /* ID_NONE: NULL */
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
#endif
