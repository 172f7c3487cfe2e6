#include "rights_room.h"
#include "rights_web.h"

static const struct record *const records[] = { &rights_request_record, &right_clock_record, &rights_decision_record, &rights_copy_record, NULL };
static const struct query *const *const queries[] = { rights_queries, NULL };
static const struct work_link work_menu[] = {
  { RIGHTS_FG_PATH, N_("Rights of persons"), MAY_RETAIN },
  { .path = NULL }
};

extern const struct command rights_commands[];

const struct room rights_room = { .name = "rights", .routes = rights_routes, .work_menu = work_menu, .work = rights_work,
  .still_open = rights_still_open, .commands = rights_commands, .queries = queries, .records = records };
