#include "need_to_know.h"

static const struct query of_compartment = { &emergency_use_record, "FROM emergency_use WHERE emergency_use.region = $1 AND emergency_use.compartment = $2" };
#define BESIDE(column) "FROM involvement WHERE involvement.region = $1 AND involvement." column " = $2 AND involvement.household = $3" \
  " AND involvement.purpose <> 'emergency' AND involvement.compartment IN" \
  " (SELECT own.compartment FROM involvement AS own JOIN compartment ON compartment.id = own.compartment WHERE own.region = $1 AND own.account = $4" \
  " AND own.organisation = $5 AND own.ended IS NULL AND compartment.kind = 'side')"
static const struct query beside = { &involvement_record, BESIDE("account") }, organisation_beside = { &involvement_record, BESIDE("organisation") };
static const struct query of_region = { &involvement_record,
  "FROM involvement WHERE involvement.region = $1 AND involvement.purpose = 'emergency' ORDER BY involvement.since DESC, involvement.account, involvement.id LIMIT $2" };
const struct query *const need_to_know_queries[] = { &of_compartment, &beside, &organisation_beside, &of_region, NULL };

/* The own rows are asked once more, with their MACs. */
static int on_own_side(struct ctx *c, const struct query *q, struct id whose, struct id household, bool *out)
{
  struct involvement_list rows;
  TRY(record_select(c, involvement, &rows, q, P(whose, household, c->scope.actor, c->scope.organisation)));
  for (size_t i = 0; !*out && i < rows.count; i++) {
    const int rc = involvement_open(c, rows.at[i].compartment);
    if (absent(c, rc)) continue;
    TRY(rc);
    *out = true;
  }
  return OK;
}

int same_side(struct ctx *c, struct id household, struct id account, bool *out)
{
  *out = c->scope.reach == REACH_ALL || id_same(account, c->scope.actor);
  return *out || !id_known(account) ? OK : on_own_side(c, &beside, account, household, out);
}

int organisation_on_own_side(struct ctx *c, struct id household, struct id organisation, bool *out)
{
  *out = c->scope.reach == REACH_ALL;
  return *out || !id_known(organisation) ? OK : on_own_side(c, &organisation_beside, organisation, household, out);
}

static int newest_first(const void *a, const void *b)
{
  const struct emergency_use *const x = a, *const y = b;
  return (x->at.ms < y->at.ms) - (x->at.ms > y->at.ms);
}

/* The instant is sealed: the order is made after opening. */
int emergencies_of(struct ctx *c, struct id compartment, struct emergency_use_list *out)
{
  TRY(record_select(c, emergency_use, out, &of_compartment, P(compartment)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_first);
  return OK;
}

int emergencies_of_region(struct ctx *c, struct involvement_list *out) { return record_select(c, involvement, out, &of_region, P((int64_t)EMERGENCIES_A_PAGE)); }
