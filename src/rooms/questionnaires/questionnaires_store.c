#include "questionnaires.h"

static const struct query all = { &questionnaire_head_record, "FROM questionnaire WHERE questionnaire.region = $1 ORDER BY questionnaire.name, questionnaire.ready DESC LIMIT 500" };
static const struct query named = { &questionnaire_head_record,
  "FROM questionnaire WHERE questionnaire.region = $1 AND questionnaire.name = $2 ORDER BY questionnaire.ready DESC LIMIT 500" };
const struct query *const questionnaire_queries[] = { &all, &named, NULL };

int questionnaires_stored(struct ctx *c, struct questionnaire_list *out)
{
  return global_select_(c, &questionnaire_head_record, &out->rows, &out->count, &all, P(c->scope.region));
}
int questionnaires_named(struct ctx *c, const char *name, struct questionnaire_list *out)
{
  return global_select_(c, &questionnaire_head_record, &out->rows, &out->count, &named, P(c->scope.region, name));
}
