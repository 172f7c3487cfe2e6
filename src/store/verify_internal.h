/* What the parts of verify share. */
#ifndef VERIFY_INTERNAL_H
#define VERIFY_INTERNAL_H
#include "journal_internal.h"
#include "journal_verify.h"

struct heads_of { struct head at[CHAINS_MOST]; size_t count; };
struct verifying {
  const struct records *records;
  const struct verify_options *options;
  struct verify_report *report;
  struct arena *texts;                   /* where the report's texts live */
  struct heads_of heads[2];              /* of the file; of the table */
  struct buf listed;                     /* ids on the erased list, in order */
  char old_note[OLD_NOTE];               /* what the chain says of the lines from before it */
  int64_t done, all;                     /* of lines and rows, for the bar */
};
void found(struct verifying *v, struct finding f);
void step_on(struct verifying *v);

/* The next chain, also of numbers that the program never gives. */
MUST_USE int next_chain_of_all(struct ctx *c, int64_t after, int64_t *out, bool *any);
/* journal_verify.c: chains and heads. */
MUST_USE int check_journal(struct ctx *c, struct verifying *v);
#endif
