#include "persons.h"

static const struct query addresses = { &address_record, "FROM address WHERE address.region = $1 AND address.person = $2 ORDER BY address.id" };
static const struct query contacts = { &contact_way_record, "FROM contact_way WHERE contact_way.region = $1 AND contact_way.person = $2 ORDER BY contact_way.id" };
static const struct query contacts_in = { &contact_way_record, "FROM contact_way WHERE contact_way.region = $1 AND contact_way.compartment = $2 ORDER BY contact_way.id" };
const struct query *const person_queries[] = { &addresses, &contacts, &contacts_in, NULL };

/* What counts now before what does not any more. Sealed: the database cannot. */
static int address_order(const void *a, const void *b)
{
  const struct address *const x = a, *const y = b;
  if (x->until.ymd != y->until.ymd) return !date_known(x->until) ? -1 : !date_known(y->until) ? 1 : y->until.ymd - x->until.ymd;
  return memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int addresses_of(struct ctx *c, struct id person, struct address_list *out)
{
  TRY(record_select(c, address, out, &addresses, P(person)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, address_order);
  return OK;
}

/* In use first, and of those what they like best. */
static int contact_order(const void *a, const void *b)
{
  const struct contact_way *const x = a, *const y = b;
  if (date_known(x->until) != date_known(y->until)) return date_known(x->until) ? 1 : -1;
  if ((x->preferred == YES) != (y->preferred == YES)) return x->preferred == YES ? -1 : 1;
  return memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int contacts_in_compartment(struct ctx *c, struct id compartment, struct contact_way_list *out) { return record_select(c, contact_way, out, &contacts_in, P(compartment)); }

int contacts_of(struct ctx *c, struct id person, struct contact_way_list *out)
{
  TRY(record_select(c, contact_way, out, &contacts, P(person)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, contact_order);
  return OK;
}
