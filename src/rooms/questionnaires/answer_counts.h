/* How often each answer of a questionnaire was given: what results are made of, without any one's answers.
 * Whole numbers within a small range count by value, others by their sum; open answers and dates count as answered only. */
#ifndef ANSWER_COUNTS_H
#define ANSWER_COUNTS_H
#include "answers.h"

enum { VALUES_MOST = 21 };                       /* a range of so many whole numbers, or fewer, counts by value */

struct item_counts {
  int64_t answered;                              /* who answered it; of a choice of several less than the sum of `of` */
  int64_t sum;                                   /* of whole numbers */
  int64_t *of;                                   /* per option; yes, no; per value from `least` on */
  size_t of_count;
};
struct answer_counts { const struct definition *definition; int64_t answered; struct item_counts *at; };

/* All nought, in c->arena. */
MUST_USE int counts_begin(struct ctx *c, const struct definition *d, struct answer_counts *out);
/* Adds the answers to questions that are shown. */
void counts_add(struct answer_counts *to, const struct answers *a);
/* As text, a line a question, and added from it. ERR_STORE: it is not of this questionnaire. */
void counts_write(const struct answer_counts *from, struct buf *b);
MUST_USE int counts_read(struct ctx *c, const char *text, struct answer_counts *to);
/* Whether its answers count by what they are. */
bool item_counts_by_value(const struct item *item);
#endif
