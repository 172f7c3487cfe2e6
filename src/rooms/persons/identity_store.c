#include "identity.h"

static const struct query of_person = { &identity_check_record, "FROM identity_check WHERE identity_check.region = $1 AND identity_check.person = $2 ORDER BY identity_check.id" };
const struct query *const identity_queries[] = { &of_person, NULL };

static int newest_first(const void *a, const void *b)
{
  const struct identity_check *const x = a, *const y = b;
  return x->at.ms != y->at.ms ? (x->at.ms < y->at.ms) - (x->at.ms > y->at.ms) : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int identity_checks_of(struct ctx *c, struct id person, struct identity_check_list *out)
{
  TRY(record_select(c, identity_check, out, &of_person, P(person)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_first);
  return OK;
}
