#include "directors.h"
#include "permissions.h"

static const struct query by_account = { &household_director_record, "FROM household_director WHERE household_director.region = $1 AND household_director.account = $2" };
/* Begun at what ended, posts and involvement: of those who work on there is nothing to look at. $3: the roles that may direct, a space around each. */
static const struct query left = { &director_left_record, "FROM household_director WHERE household_director.region = $1"
  " AND (household_director.account IN (SELECT ended.account FROM post AS ended WHERE ended.ended IS NOT NULL)"
  " OR household_director.compartment IN (SELECT gone.compartment FROM involvement AS gone WHERE gone.region = $1 AND gone.ended IS NOT NULL)"
  " OR household_director.id IN (SELECT household_side.household FROM household_side JOIN involvement AS went ON went.compartment = household_side.compartment"
  " WHERE household_side.region = $1 AND went.ended IS NOT NULL))"
  " AND NOT EXISTS (SELECT 1 FROM household WHERE household.id = household_director.id AND household.merged_into IS NOT NULL)"
  " AND NOT EXISTS (SELECT 1 FROM post JOIN involvement AS own ON own.account = post.account AND own.compartment = household_director.compartment"
  " AND own.ended IS NULL JOIN household_side ON household_side.household = household_director.id JOIN involvement AS sided ON sided.account = post.account"
  " AND sided.compartment = household_side.compartment AND sided.ended IS NULL WHERE post.account = household_director.account AND post.organisation = household_director.organisation"
  " AND post.region = household_director.region AND post.since IS NOT NULL AND post.ended IS NULL AND $3 LIKE '% ' || post.role || ' %')"
  " AND NOT EXISTS (SELECT 1 FROM task WHERE task.region = $1 AND task.about = household_director.id AND task.kind = 'no_director' AND task.done IS NULL) LIMIT $2", .wide = true };
#define STANDS " AND NOT EXISTS (SELECT 1 FROM household WHERE household.id = household_director.id AND household.merged_into IS NOT NULL)"
static const struct query all_of = { &director_left_record, "FROM household_director WHERE household_director.region = $1 AND household_director.account = $2" STANDS };
static const struct query shared_of = { &director_left_record, "FROM household_director WHERE household_director.region = $1 AND household_director.account = $2"
  " AND household_director.compartment = $3" STANDS };
static const struct query side_of = { &director_left_record, "FROM household_director WHERE household_director.region = $1 AND household_director.account = $2"
  " AND household_director.id IN (SELECT household_side.household FROM household_side WHERE household_side.region = $1 AND household_side.compartment = $3)" STANDS };
static const struct query row_of = { &director_left_record, "FROM household_director WHERE household_director.region = $1 AND household_director.id = $2" STANDS };
static const struct query side_rows = { &side_place_record, "FROM household_side WHERE household_side.region = $1 AND household_side.household = $2" };
const struct query *const director_queries[] = { &by_account, &left, &all_of, &shared_of, &side_of, &row_of, &side_rows, NULL };

static const char *roles_that_direct(struct ctx *c)
{
  struct buf b = { 0 };
  put_char(&b, ' ');
  for (size_t r = 1; r < role_choices.count; r++) {
    if (!role_may((enum role)r, MAY_DIRECT)) continue;
    put(&b, role_key((enum role)r));
    put_char(&b, ' ');
  }
  return buf_to_arena(&c->arena, &b);
}

int directors_left(struct ctx *c, size_t most, struct director_left_list *out)
{
  return AS_PROGRAM(c, record_select(c, director_left, out, &left, P((int64_t)most, roles_that_direct(c))));
}

int directed_by(struct ctx *c, struct id account, struct household_director_list *out) { return record_select(c, household_director, out, &by_account, P(account)); }

int directed_in(struct ctx *c, struct id account, struct id compartment, struct director_left_list *out)
{
  if (!id_known(compartment)) return AS_PROGRAM(c, record_select(c, director_left, out, &all_of, P(account)));
  TRY(AS_PROGRAM(c, record_select(c, director_left, out, &shared_of, P(account, compartment))));
  return out->count ? OK : AS_PROGRAM(c, record_select(c, director_left, out, &side_of, P(account, compartment)));
}

int director_row(struct ctx *c, struct id household, struct director_left_list *out) { return AS_PROGRAM(c, record_select(c, director_left, out, &row_of, P(household))); }
int side_places(struct ctx *c, struct id household, struct side_place_list *out) { return AS_PROGRAM(c, record_select(c, side_place, out, &side_rows, P(household))); }
