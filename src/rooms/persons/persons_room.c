#include "persons_room.h"
#include "households.h"

static const struct record *const records[] = {
  &person_record, &address_record, &contact_way_record, &household_record, &household_side_record, &household_member_record, &membership_record, NULL };

static const struct query *const *const queries[] = { person_queries, household_queries, NULL };

const struct room persons_room = { .name = "persons", .queries = queries, .records = records };
