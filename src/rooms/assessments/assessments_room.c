#include "assessments_room.h"
#include "assessments_web.h"

static const struct record *const records[] = { &assessment_record, NULL };
static const struct query *const *const queries[] = { assessment_queries, NULL };

const struct room assessments_room = { .name = "assessments", .routes = assessments_routes, .api = &assessments_api, .demo = assessments_demo,
  .synth = assessments_synth, .in_words = assessment_in_words, .work = assessments_work,
  .still_open = assessments_still_open, .tells_control = assessments_tell_control, .queries = queries, .records = records };
