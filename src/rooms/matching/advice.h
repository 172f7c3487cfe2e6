/* Advice as it was given: per list the codes of the offers (or their slugs) in their order, as short text. Rules and offers may
 * change after it; it does not. */
#ifndef ADVICE_H
#define ADVICE_H
#include "match.h"

enum { ADVICE_MOST = 1 << 18 };

struct advice { struct text_list lists[VERDICT_COUNT]; };

/* "fits O007 O012\nunknown O013", in c->arena; lists without offers are left out. `before` (NULL: nothing): the verdicts of another
 * decision on the same region (match_verdicts): only what stands in another list than there. */
const char *advice_text(struct ctx *c, const struct match_result *r, const uint8_t *before);
/* Back again, in c->arena; words that are no list are passed over. NULL: empty lists. */
void advice_read(struct ctx *c, const char *text, struct advice *out);

/* What an offer is called in texts like these. */
const char *advice_code(const struct offer *o);
#endif
