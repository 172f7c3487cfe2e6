#include "need_to_know.h"

static const struct query of_compartment = { &emergency_use_record, "FROM emergency_use WHERE emergency_use.region = $1 AND emergency_use.compartment = $2" };
const struct query *const need_to_know_queries[] = { &of_compartment, NULL };

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
