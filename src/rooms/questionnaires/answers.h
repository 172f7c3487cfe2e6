/* What somebody answers to a questionnaire, and what of it counts: answers to questions that are not shown do not, whatever was sent. */
#ifndef ANSWERS_H
#define ANSWERS_H
#include "definition.h"

/* One for each item; zero bytes are no answer. */
struct answer {
  uint64_t options;                              /* bit i: option i of a choice */
  const char *text;                              /* open answers; of an open choice what else */
  enum yes_no yes;
  struct num number;
  struct date date;
};
struct answers { const struct definition *of; struct answer *at; bool *shown; };     /* shown: by answers_show */

/* None given yet. In c->arena. */
MUST_USE int answers_begin(struct ctx *c, const struct definition *d, struct answers *out);
bool answer_given(const struct item *item, const struct answer *a);

/* Which items are asked, given the answers to those before them: one inside a group that is not shown never is. Once after answers
 * changed; one pass, because conditions only look back. */
void answers_show(struct answers *a);

/* Sets the answer to a question from what a form sends: codes of options, "yes" or "no", a whole number, a date; for an open choice a text
 * that is no code. Empty: takes it away. Several values only where several options may be chosen. ERR_INVALID: the field is its linkId. */
MUST_USE int answer_set(struct ctx *c, struct answers *a, size_t item, const char *const *values, size_t count);

/* Takes away what is not shown. ERR_INVALID names the first required question that is shown and not answered. */
MUST_USE int answers_finish(struct ctx *c, struct answers *a);

/* The sum of the scores that were chosen inside a group or item, the most that could have been, and how many questions it is of: only
 * those shown (answers_show) and answered whose options have scores. */
struct score { int32_t sum, most; uint32_t of; };
struct score answers_score(const struct answers *a, size_t item);

/* As a QuestionnaireResponse, answered questions only; `completed` or `in-progress`. */
void answers_json(const struct answers *a, bool completed, struct buf *b);
/* Reads a QuestionnaireResponse to this questionnaire. ERR_INVALID: the field is the linkId. */
MUST_USE int answers_read(struct ctx *c, const struct definition *d, const char *json, size_t len, struct answers *out);
#endif
