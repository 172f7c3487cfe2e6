#include "delphi_store.h"

static const struct field line_fields[] = {
  F_TEXT(delphi_line, group_name, OPTIONAL, N_("Group"), .sql = "delphi_expert.group_name"),
  F_TEXT(delphi_line, code,       OPTIONAL, N_("Statement"), .sql = "delphi_statement.code"),
  F_REF (delphi_line, expert,     OPTIONAL, delphi_expert, N_("Expert"), .sql = "delphi_rating.expert"),
  F_INT (delphi_line, round,      OPTIONAL, N_("Round"), .sql = "delphi_rating.round"),
  F_INT (delphi_line, rating,     OPTIONAL, N_("Rating"), .sql = "delphi_rating.rating"),
};
const struct record delphi_line_record = PART(delphi_line, line_fields);

static const struct field count_fields[] = {
  F_REF(delphi_count, statement, OPTIONAL, delphi_statement, N_("Statement"), .sql = "delphi_rating.statement"),
  F_INT(delphi_count, rating,    OPTIONAL, N_("Rating"), .sql = "delphi_rating.rating"),
  F_INT(delphi_count, n,         OPTIONAL, N_("How many"), .sql = "CAST(count(*) AS BIGINT)"),
};
const struct record delphi_count_record = PART(delphi_count, count_fields);

static const struct field saved_fields[] = {
  F_REF(delphi_saved, expert, OPTIONAL, delphi_expert, N_("Expert"), .sql = "saved.expert"),
  F_INT(delphi_saved, round,  OPTIONAL, N_("Round"), .sql = "saved.round"),
  F_INT(delphi_saved, n,      OPTIONAL, N_("How many"), .sql = "CAST(count(*) AS BIGINT)"),
};
const struct record delphi_saved_record = PART(delphi_saved, saved_fields);

#define RUNS_ "((delphi_study.stage = 'question' AND delphi_turn.round = 1) OR (delphi_study.stage = 'rating' AND delphi_turn.round = 2)" \
  " OR (delphi_study.stage = 'again' AND delphi_turn.round = 3))"

static const struct query in_region = { &delphi_study_record, "FROM delphi_study WHERE region = $1 ORDER BY title, id LIMIT 500" };
static const struct query over = { &delphi_study_record, "FROM delphi_study WHERE stage IN ('question', 'rating', 'again') AND until < $1 ORDER BY until, id LIMIT 1" };
static const struct query experts = { &delphi_expert_record, "FROM delphi_expert WHERE study = $1 ORDER BY group_name, name, id LIMIT 2000" };
static const struct query to_forget = { &delphi_expert_record, "FROM delphi_expert JOIN delphi_study ON delphi_study.id = delphi_expert.study"
  " WHERE ((delphi_study.stage = 'closed' AND delphi_study.until < $1) OR delphi_study.until < $2) AND delphi_expert.forgotten IS NULL ORDER BY delphi_expert.id LIMIT 50" };
static const struct query turns = { &delphi_turn_record, "FROM delphi_turn WHERE study = $1 ORDER BY round, id LIMIT 6000" };
static const struct query turn = { &delphi_turn_record, "FROM delphi_turn WHERE expert = $1 AND round = $2" };
static const struct query to_remind = { &delphi_turn_record, "FROM delphi_turn JOIN delphi_study ON delphi_study.id = delphi_turn.study JOIN delphi_expert ON delphi_expert.id = delphi_turn.expert"
  " WHERE delphi_study.until >= $1 AND delphi_study.until <= $2 AND " RUNS_ " AND delphi_turn.asked < $3 AND delphi_turn.reminded IS NULL AND delphi_turn.answered IS NULL"
  " AND delphi_expert.stopped IS NULL ORDER BY delphi_turn.id LIMIT 50" };
static const struct query answers = { &delphi_answer_record, "FROM delphi_answer WHERE study = $1 ORDER BY id LIMIT 15000" };
static const struct query own_answers = { &delphi_answer_record, "FROM delphi_answer WHERE expert = $1 ORDER BY place" };
static const struct query behind = { &delphi_answer_record, "FROM delphi_answer WHERE statement = $1 ORDER BY id" };
static const struct query uncoded = { &counted_record, "FROM delphi_answer WHERE study = $1 AND statement IS NULL AND aside IS NULL" };
static const struct query statements = { &delphi_statement_record, "FROM delphi_statement WHERE study = $1 ORDER BY code, id LIMIT 1001" };
static const struct query rating = { &delphi_rating_record, "FROM delphi_rating WHERE expert = $1 AND round = $2 AND statement = $3" };
static const struct query own_ratings = { &delphi_rating_record, "FROM delphi_rating WHERE expert = $1 ORDER BY round, statement LIMIT 2000" };
static const struct query lines = { &delphi_line_record, "FROM delphi_rating JOIN delphi_expert ON delphi_expert.id = delphi_rating.expert"
  " JOIN delphi_statement ON delphi_statement.id = delphi_rating.statement WHERE delphi_rating.study = $1"
  " ORDER BY delphi_rating.round, delphi_statement.code, delphi_expert.group_name, delphi_rating.rating, delphi_rating.id" };
static const struct query counts = { &delphi_count_record, "FROM delphi_rating JOIN delphi_expert ON delphi_expert.id = delphi_rating.expert"
  " WHERE delphi_rating.study = $1 AND delphi_expert.group_name = $2 AND delphi_rating.round = $3 GROUP BY delphi_rating.statement, delphi_rating.rating" };
static const struct query saved = { &delphi_saved_record, "FROM delphi_rating saved WHERE saved.study = $1 GROUP BY saved.expert, saved.round" };
/* Answers of the open question are all of round 1. */
static const struct query said = { &delphi_saved_record,
  "FROM delphi_answer JOIN delphi_turn saved ON saved.expert = delphi_answer.expert AND saved.round = 1 WHERE delphi_answer.study = $1 GROUP BY saved.expert, saved.round" };
static const struct query remarks = { &delphi_remark_record, "FROM delphi_remark WHERE study = $1 ORDER BY theme, id LIMIT 5000" };
static const struct query own_remarks = { &delphi_remark_record, "FROM delphi_remark WHERE expert = $1 ORDER BY theme" };
static const struct query again = { &delphi_again_record, "FROM delphi_again WHERE study = $1 AND group_name = $2 ORDER BY statement" };
const struct query *const delphi_queries[] = { &in_region, &over, &experts, &to_forget, &turns, &turn, &to_remind, &answers, &own_answers, &behind, &uncoded, &statements, &rating,
  &own_ratings, &lines, &counts, &saved, &said, &remarks, &own_remarks, &again, NULL };

int delphi_studies_in(struct ctx *c, const char *region, struct delphi_study_list *out) { return global_select(c, delphi_study, out, &in_region, P(region)); }
int delphi_studies_over(struct ctx *c, struct date day, struct delphi_study_list *out) { return global_select(c, delphi_study, out, &over, P(day)); }
int delphi_experts_of(struct ctx *c, struct id study, struct delphi_expert_list *out) { return global_select(c, delphi_expert, out, &experts, P(study)); }
int delphi_experts_to_forget(struct ctx *c, struct date closed, struct date any, struct delphi_expert_list *out)
{
  return global_select(c, delphi_expert, out, &to_forget, P(closed, any));
}
int delphi_turns_of(struct ctx *c, struct id study, struct delphi_turn_list *out) { return global_select(c, delphi_turn, out, &turns, P(study)); }
int delphi_turn_of(struct ctx *c, struct id expert, int64_t round, struct delphi_turn *out) { return global_one(c, delphi_turn, out, &turn, P(expert, round)); }
int delphi_turns_to_remind(struct ctx *c, struct date from, struct date to, struct instant before, struct delphi_turn_list *out)
{
  return global_select(c, delphi_turn, out, &to_remind, P(from, to, before));
}
int delphi_answers_of_study(struct ctx *c, struct id study, struct delphi_answer_list *out) { return global_select(c, delphi_answer, out, &answers, P(study)); }
int delphi_answers_of_expert(struct ctx *c, struct id expert, struct delphi_answer_list *out) { return global_select(c, delphi_answer, out, &own_answers, P(expert)); }
int delphi_answers_behind(struct ctx *c, struct id statement, struct delphi_answer_list *out) { return global_select(c, delphi_answer, out, &behind, P(statement)); }
int delphi_answers_uncoded(struct ctx *c, struct id study, int64_t *out) { return global_count(c, &uncoded, P(study), out); }
int delphi_statements_of(struct ctx *c, struct id study, struct delphi_statement_list *out) { return global_select(c, delphi_statement, out, &statements, P(study)); }
int delphi_rating_of(struct ctx *c, struct id expert, int64_t round, struct id statement, struct delphi_rating *out)
{
  return global_one(c, delphi_rating, out, &rating, P(expert, round, statement));
}
int delphi_ratings_of_expert(struct ctx *c, struct id expert, struct delphi_rating_list *out) { return global_select(c, delphi_rating, out, &own_ratings, P(expert)); }
int delphi_ratings_each(struct ctx *c, struct id study, each_row *each, void *arg) { return global_each(c, delphi_line, &lines, P(study), each, arg); }
int delphi_counts_of_group(struct ctx *c, struct id study, const char *group, int64_t round, struct delphi_count_list *out)
{
  return global_select(c, delphi_count, out, &counts, P(study, group, round));
}
int delphi_ratings_saved(struct ctx *c, struct id study, struct delphi_saved_list *out) { return global_select(c, delphi_saved, out, &saved, P(study)); }
int delphi_answers_saved(struct ctx *c, struct id study, struct delphi_saved_list *out) { return global_select(c, delphi_saved, out, &said, P(study)); }
int delphi_remarks_of_study(struct ctx *c, struct id study, struct delphi_remark_list *out) { return global_select(c, delphi_remark, out, &remarks, P(study)); }
int delphi_remarks_of_expert(struct ctx *c, struct id expert, struct delphi_remark_list *out) { return global_select(c, delphi_remark, out, &own_remarks, P(expert)); }
int delphi_again_of(struct ctx *c, struct id study, const char *group, struct delphi_again_list *out) { return global_select(c, delphi_again, out, &again, P(study, group)); }
