#include "children.h"

static const struct query wishes = { &child_wish_record, "FROM child_wish WHERE child_wish.region = $1 AND child_wish.person = $2 ORDER BY child_wish.id" };
static const struct query trusts = { &child_trust_record, "FROM child_trust WHERE child_trust.region = $1 AND child_trust.person = $2 ORDER BY child_trust.id" };
static const struct query accesses = { &parent_access_record, "FROM parent_access WHERE parent_access.region = $1 AND parent_access.person = $2 ORDER BY parent_access.id" };
static const struct query births = { &child_birth_record, "FROM person JOIN compartment ON compartment.id = person.compartment WHERE person.region = $1 AND person.id > $2"
  " AND compartment.kind = 'child' AND compartment.erased IS NULL"
  " AND NOT EXISTS (SELECT 1 FROM task WHERE task.region = $1 AND task.about = person.id AND task.kind = 'turns_adult') ORDER BY person.id LIMIT $3", .wide = true };
const struct query *const child_queries[] = { &wishes, &trusts, &accesses, &births, NULL };

static int newest_wish(const void *a, const void *b)
{
  const struct child_wish *const x = a, *const y = b;
  return x->said_on.ymd != y->said_on.ymd ? y->said_on.ymd - x->said_on.ymd : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int child_wishes_of(struct ctx *c, struct id person, struct child_wish_list *out)
{
  TRY(record_select(c, child_wish, out, &wishes, P(person)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_wish);
  return OK;
}

int child_trust_of(struct ctx *c, struct id person, struct child_trust *out)
{
  struct child_trust_list there;
  TRY(record_select(c, child_trust, &there, &trusts, P(person)));
  *out = there.count ? there.at[0] : (struct child_trust){ 0 };
  return OK;
}

static int newest_access(const void *a, const void *b)
{
  const struct parent_access *const x = a, *const y = b;
  return x->weighed_on.ymd != y->weighed_on.ymd ? y->weighed_on.ymd - x->weighed_on.ymd : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int parent_accesses_of(struct ctx *c, struct id person, struct parent_access_list *out)
{
  TRY(record_select(c, parent_access, out, &accesses, P(person)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_access);
  return OK;
}

int child_births(struct ctx *c, struct id after, struct child_birth_list *out) { return AS_PROGRAM(c, record_select(c, child_birth, out, &births, P(after, (int64_t)BIRTHS_A_PAGE))); }
