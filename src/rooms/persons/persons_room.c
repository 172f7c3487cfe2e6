#include "persons_room.h"
#include "children.h"
#include "directors.h"
#include "household_traces.h"
#include "identity.h"
#include "persons_api.h"
#include "persons_web.h"
#include "relations.h"
#include "secrets.h"

static const struct record *const records[] = {
  &person_record, &address_record, &contact_way_record, &household_record, &household_side_record, &household_member_record, &membership_record, &household_director_record,
  &kin_relation_record, &child_wish_record, &child_trust_record, &parent_access_record, &household_move_record, &identity_check_record, NULL };

static const struct query *const *const queries[] = { person_queries, household_queries, director_queries, relation_queries, child_queries, trace_queries, identity_queries, secret_queries, NULL };

static const struct work_link work_menu[] = {
  { HOUSEHOLDS_PATH, N_("Households"),       MAY_SEE_FILES },
  { FIND_PATH,       N_("Find somebody"),    MAY_FIND },
  { EMERGENCY_PATH,  N_("Emergency access"), MAY_EMERGENCY },
  { .path = NULL }
};

extern const struct command persons_commands[];

const struct room persons_room = { .name = "persons", .commands = persons_commands, .demo_later = persons_demo, .routes = persons_routes, .work_menu = work_menu,
  .queries = queries, .records = records, .api = &persons_api };
