#include "upkeep_room.h"
#include "upkeep_web.h"

static const struct work_link work_menu[] = {
  { MAP_PATH,    N_("Offers"),     MAY_SEE_MAP },
  { REVIEW_PATH, N_("To look at"), MAY_REVIEW_OFFERS },
  { .path = NULL }
};

static const struct record *const records[] = { &offer_question_record, &offer_decision_record, &offer_funding_record, &offer_join_record,
  &organisation_merger_record, &moved_offer_record, NULL };
static const struct query *const *const queries[] = { upkeep_queries, NULL };

const struct room upkeep_room = { .name = "upkeep", .routes = upkeep_routes, .work_menu = work_menu, .queries = queries, .records = records };
