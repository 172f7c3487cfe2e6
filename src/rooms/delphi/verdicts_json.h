/* What groups agree on, for programs. */
#ifndef VERDICTS_JSON_H
#define VERDICTS_JSON_H
#include "ratings.h"

/* {"quantile":…,"statements":[…],"table":[…]}: see docs/delphi.md. */
void verdicts_json(const struct verdicts *v, struct consensus_terms terms, struct buf *b);
/* "5.25": a number of quarters. */
void put_quarters(struct buf *b, int32_t quarters);
#endif
