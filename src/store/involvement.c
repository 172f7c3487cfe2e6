#include "involvement.h"
#include "engine.h"
#include "seal_internal.h"

DEFINE_CHOICES(purpose, PURPOSES)
DEFINE_CHOICES(given_purpose, GIVEN_PURPOSES)

/* What its references name: declared in the layers above. */
static const struct record account_record = { .name = "account" }, organisation_record = { .name = "organisation" }, household_record = { .name = "household" };

static const struct field fields[] = {
  F_REF (involvement, account,      REQUIRED, account, N_("Colleague")),
  F_REF (involvement, organisation, REQUIRED, organisation, N_("Organisation")),
  F_REF (involvement, compartment,  REQUIRED, compartment, N_("What it opens")),
  F_REF (involvement, household,    OPTIONAL, household, N_("Household")),
  F_ENUM(involvement, purpose,      REQUIRED, purpose, N_("For what")),
  F_TIME(involvement, since,        REQUIRED, N_("Since")),
  F_TIME(involvement, until,        OPTIONAL, N_("Until")),
  F_TIME(involvement, ended,        OPTIONAL, N_("Ended")),
  F_REF (involvement, given_by,     OPTIONAL, account, N_("Given by")),
};
const struct record involvement_record = RECORD_(involvement, fields, .grants = true, .protection = REGIONAL);

#define ALIVE " AND involvement.ended IS NULL AND (involvement.until IS NULL OR involvement.until > "
static const struct query of_actor = { &involvement_record,
  "FROM involvement WHERE involvement.region = $1 AND involvement.account = $2 AND involvement.organisation = $3 AND involvement.compartment = $4" ALIVE "$5)" };
static const struct query of_account = { &involvement_record,
  "FROM involvement WHERE involvement.region = $1 AND involvement.account = $2" ALIVE "$3) ORDER BY involvement.since, involvement.id" };
static const struct query of_compartment = { &involvement_record,
  "FROM involvement WHERE involvement.region = $1 AND involvement.compartment = $2" ALIVE "$3) ORDER BY involvement.since, involvement.id" };
static const struct query of_household = { &involvement_record,
  "FROM involvement WHERE involvement.region = $1 AND involvement.household = $2" ALIVE "$3) ORDER BY involvement.since, involvement.id" };
static const struct query ever = { &involvement_record,
  "FROM involvement WHERE involvement.region = $1 AND involvement.compartment = $2 ORDER BY involvement.since, involvement.id" };
const struct query *const involvement_queries[] = { &of_actor, &of_account, &of_compartment, &of_household, &ever, NULL };

static int64_t now(const struct ctx *c) { return c->now; }

/* What the journal says it was opened for: the purpose of the role if that is among them; an emergency only if there is nothing else. */
static const char *purpose_of(const struct ctx *c, const struct involvement_list *rows)
{
  const char *found = NULL;
  for (size_t i = 0; i < rows->count; i++) {
    const enum purpose p = rows->at[i].purpose;
    if (c->scope.purpose && strcmp(purpose_key(p), c->scope.purpose) == 0) return NULL;
    if (!found || p != PURPOSE_EMERGENCY) found = purpose_key(p);
  }
  return found;
}

/* The rows are read with their MACs: what the predicate let through only counts if the program wrote it. */
int involvement_open(struct ctx *c, struct id compartment)
{
  struct involvement_list rows = { 0 };
  if (opened_find(c, compartment)) return OK;
  if (c->scope.reach != REACH_ALL) {
    if (c->scope.reach != REACH_INVOLVED || !id_known(compartment)) return not_there(c);
    TRY(record_select(c, involvement, &rows, &of_actor, P(c->scope.actor, c->scope.organisation, compartment, now(c))));
    if (!rows.count) return not_there(c);
  }
  TRY(compartment_open(c, compartment));
  struct opened *const o = opened_find(c, compartment);
  if (o) o->purpose = purpose_of(c, &rows);
  return OK;
}

int involvement_get(struct ctx *c, struct id id, struct involvement *out) { return record_get(c, involvement, id, out); }
int involvements_of_account(struct ctx *c, struct id account, struct involvement_list *out) { return record_select(c, involvement, out, &of_account, P(account, now(c))); }
int involvements_of_compartment(struct ctx *c, struct id compartment, struct involvement_list *out) { return record_select(c, involvement, out, &of_compartment, P(compartment, now(c))); }
int involvements_of_household(struct ctx *c, struct id household, struct involvement_list *out) { return record_select(c, involvement, out, &of_household, P(household, now(c))); }
int involvements_ever(struct ctx *c, struct id compartment, struct involvement_list *out) { return record_select(c, involvement, out, &ever, P(compartment)); }

int involvement_regions(struct ctx *c, struct id account, const char ***regions, size_t *count)
{
  enum { REGIONS_MOST = 60 };
  const char **const out = arena_new(&c->arena, const char *, REGIONS_MOST);
  struct statement *s;
  size_t n = 0, len;
  bool row;
  int rc;
  TRY(engine_prepare(c, "SELECT DISTINCT region FROM involvement WHERE account = $1 AND ended IS NULL ORDER BY region", &s));
  engine_bind(s, 1, param_id(account));
  while ((rc = engine_step(c, s, &row)) == OK && row && n < REGIONS_MOST) {
    const char *const region = engine_text(s, 0, &len);
    out[n++] = arena_text(&c->arena, region, len);
  }
  engine_done(s);
  *regions = out;
  *count = n;
  return rc;
}
