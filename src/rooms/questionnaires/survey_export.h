/* What came back, for other programs: counts as they may be shown; of a named survey the answers too. */
#ifndef SURVEY_EXPORT_H
#define SURVEY_EXPORT_H
#include "survey_results.h"

/* A row for each answer that can be given to each question, of all and of each team: question, text, team, answer, label, n, answered. What may not
 * be shown has no row. RFC 4180, nothing that a spreadsheet would run. */
void results_as_csv(const struct survey_results *r, struct buf *b);
/* The same as JSON, with who was invited and answered. */
MUST_USE int results_as_json(struct ctx *c, const struct survey_results *r, struct buf *b);
/* A row for each who answered, a column for each question. ERR_NOT_FOUND: a survey without names keeps no answers. */
MUST_USE int answers_as_csv(struct ctx *c, const struct survey_results *r, struct buf *b);
#endif
