/* What is stored of a study. No rules here, and no region: who calls has looked whose study it is. */
#ifndef DELPHI_STORE_H
#define DELPHI_STORE_H
#include "delphi_studies.h"

/* One rating as the analysis takes it, with the expert's id. */
struct delphi_line { const char *group_name, *code; struct id expert; struct num round, rating; };
DECLARE_RECORD(delphi_line);
/* How many gave a statement each rating. */
struct delphi_count { struct id statement; struct num rating, n; };
DECLARE_RECORD(delphi_count);
/* How much an expert has saved in a round. */
struct delphi_saved { struct id expert; struct num round, n; };
DECLARE_RECORD(delphi_saved);

MUST_USE int delphi_studies_in(struct ctx *c, const char *region, struct delphi_study_list *out);
/* Those whose running round was to end before that day; at most one. */
MUST_USE int delphi_studies_over(struct ctx *c, struct date day, struct delphi_study_list *out);

MUST_USE int delphi_experts_of(struct ctx *c, struct id study, struct delphi_expert_list *out);           /* by group and name */

/* Some of finished studies whose last round ended before that day, with a name still. */
MUST_USE int delphi_experts_to_forget(struct ctx *c, struct date closed, struct date any, struct delphi_expert_list *out);

MUST_USE int delphi_turns_of(struct ctx *c, struct id study, struct delphi_turn_list *out);
MUST_USE int delphi_turn_of(struct ctx *c, struct id expert, int64_t round, struct delphi_turn *out);      /* ERR_NOT_FOUND: is not asked */
/* Some of those who have not answered in a round that ends between two days, were asked before an instant, and were not reminded. */
MUST_USE int delphi_turns_to_remind(struct ctx *c, struct date from, struct date to, struct instant before, struct delphi_turn_list *out);

MUST_USE int delphi_answers_of_study(struct ctx *c, struct id study, struct delphi_answer_list *out);      /* in the order of their ids: by chance */
MUST_USE int delphi_answers_of_expert(struct ctx *c, struct id expert, struct delphi_answer_list *out);    /* by place */
MUST_USE int delphi_answers_behind(struct ctx *c, struct id statement, struct delphi_answer_list *out);
MUST_USE int delphi_answers_uncoded(struct ctx *c, struct id study, int64_t *out);

MUST_USE int delphi_statements_of(struct ctx *c, struct id study, struct delphi_statement_list *out);      /* by code */

MUST_USE int delphi_rating_of(struct ctx *c, struct id expert, int64_t round, struct id statement, struct delphi_rating *out);
MUST_USE int delphi_ratings_of_expert(struct ctx *c, struct id expert, struct delphi_rating_list *out);
MUST_USE int delphi_ratings_each(struct ctx *c, struct id study, each_row *each, void *arg);               /* struct delphi_line, by round, expert, code */
MUST_USE int delphi_counts_of_group(struct ctx *c, struct id study, const char *group, int64_t round, struct delphi_count_list *out);
MUST_USE int delphi_ratings_saved(struct ctx *c, struct id study, struct delphi_saved_list *out);
MUST_USE int delphi_answers_saved(struct ctx *c, struct id study, struct delphi_saved_list *out);          /* round 1 */

MUST_USE int delphi_remarks_of_study(struct ctx *c, struct id study, struct delphi_remark_list *out);
MUST_USE int delphi_remarks_of_expert(struct ctx *c, struct id expert, struct delphi_remark_list *out);
MUST_USE int delphi_again_of(struct ctx *c, struct id study, const char *group, struct delphi_again_list *out);
#endif
