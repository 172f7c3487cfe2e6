#include "assessments.h"

static const struct query of_household = CASE_ROWS_OF_HOUSEHOLD(assessment);
static const struct query unfinished = { &assessment_head_record, "FROM assessment WHERE assessment.region = $1 AND assessment.unfinished = $2 ORDER BY assessment.id LIMIT $3" };
const struct query *const assessment_queries[] = { &of_household, &unfinished, NULL };

/* Days are sealed: the order is made after opening. */
static int order(const void *a, const void *b)
{
  const bool first = assessment_open(a), second = assessment_open(b);
  return first != second ? (first ? -1 : 1) : case_part_order(case_part_of(a), case_part_of(b));
}

int assessments_of(struct ctx *c, const struct case_file *f, struct assessment_list *out)
{
  TRY(record_select(c, assessment, out, &of_household, P(f->file.household.id)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, order);
  return OK;
}

int assessments_unfinished(struct ctx *c, size_t most, struct assessment_list *out)
{
  return record_select_(c, &assessment_head_record, &out->rows, &out->count, &unfinished, P(c->scope.actor, (int64_t)most));
}
