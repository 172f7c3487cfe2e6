#include "persons_room.h"
#include "children.h"
#include "directors.h"
#include "household_traces.h"
#include "identity.h"
#include "persons_api.h"
#include "persons_web.h"
#include "places.h"
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

/* Region by region: the births of children are read in one go, some thousands in a large one. */
static int look(struct ctx *c, const struct job *job, bool *more)
{
  int rc = OK;
  (void)job;
  (void)more;
  for (size_t i = 0; rc == OK && c->places && i < c->places->regions.count; i++) {
    c->scope.region = c->places->regions.at[i].slug;
    rc = children_tell_adults(c);
  }
  c->scope.region = NULL;
  return rc;
}

static const struct job_kind jobs[] = {
  { .key = "persons.adults", .label = N_("Tells who works with a child that it becomes an adult within a week"), .daily = true, .minute = 5 * 60 + 20, .run = look },
  { .key = NULL }
};

extern const struct command persons_commands[];

const struct room persons_room = { .name = "persons", .commands = persons_commands, .demo_later = persons_demo, .left = directors_gone, .jobs = jobs, .routes = persons_routes, .work_menu = work_menu,
  .queries = queries, .records = records, .api = &persons_api };
