#include "grounds_internal.h"

/* Everything is sealed: order and choice are made after opening. */
static const struct query of_compartment = { &ground_record, "FROM ground WHERE ground.region = $1 AND ground.compartment = $2" };
const struct query *const ground_queries[] = { &of_compartment, NULL };

static int newest_first(const void *a, const void *b)
{
  const struct ground *const x = a, *const y = b;
  return x->since.ymd != y->since.ymd ? (x->since.ymd < y->since.ymd) - (x->since.ymd > y->since.ymd) : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int grounds_all(struct ctx *c, struct id compartment, struct ground_list *out)
{
  TRY(record_select(c, ground, out, &of_compartment, P(compartment)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_first);
  return OK;
}

int ground_row(struct ctx *c, struct id id, struct ground *out) { return record_get(c, ground, id, out); }
