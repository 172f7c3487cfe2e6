/* What came back, as it may be shown. Of a survey without names nothing is shown of a question that fewer than five people answered, in all or of a
 * team, nor what can be worked out of it from others: where a team is hidden, enough others are hidden with it.
 * Source: DOMAIN 4.6 (results per team, small numbers suppressed). */
#ifndef SURVEY_RESULTS_H
#define SURVEY_RESULTS_H
#include "answer_counts.h"
#include "surveys.h"

/* Counts and, per item, whether they may not be shown. */
struct shown_counts { struct answer_counts counts; bool *hidden; };

struct team_result { const char *team; struct shown_counts shown; };
struct team_result_list { struct team_result *at; size_t count; };

struct survey_results {
  struct survey survey;
  struct definition definition;
  struct shown_counts all;
  struct team_result_list teams;               /* those with answers, by name, as far as they were read */
};
/* Of all together. Lives in c->arena; not to be moved: counts point to the definition. ERR_NOT_FOUND. */
MUST_USE int survey_results(struct ctx *c, struct id survey, struct survey_results *out);
/* Reads those of each team into r->teams. */
MUST_USE int results_of_teams(struct ctx *c, struct survey_results *r);
/* Those of one. ERR_NOT_FOUND: no such team has results. */
MUST_USE int results_of_team(struct ctx *c, struct survey_results *r, const char *team, const struct shown_counts **out);

/* Those of another survey with these questions, laid in the places of `r`'s: by linkId and code. Of another region, or without names, small
 * counts are hidden. ERR_NOT_FOUND: not closed, of other questions, or of a region that does not share it. */
struct compared { struct survey survey; struct shown_counts shown; };
MUST_USE int survey_compared(struct ctx *c, const struct survey_results *r, struct id other, struct compared *out);
/* Which ones there are, without `r` itself. */
MUST_USE int surveys_to_compare(struct ctx *c, const struct survey_results *r, struct survey_list *out);

/* The mean score of what is inside an item, of its counts that may be shown. `of` 0: there is none. */
struct mean_score { int64_t sum, most, of; };
struct mean_score results_score(const struct shown_counts *s, size_t item);

/* Marks what must be hidden of one question, `n` the answers to it of each of `count` teams, `rest` those of nobody's team: 1 to 4, and the
 * smallest others until what can be worked out from the total is of at least TOGETHER_LEAST. */
void hide_small(const int64_t *n, size_t count, int64_t rest, bool *hidden);
#endif
