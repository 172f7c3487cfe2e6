#include "secrets.h"

/* Each way in by a statement of its own, for the indexes. What it was split from may have been merged since: its persons are there now. */
#define FAMILY "(SELECT own.id FROM household AS own WHERE own.id = $2" \
  " UNION ALL SELECT part.id FROM household AS part WHERE part.split_from = $2" \
  " UNION ALL SELECT own.split_from FROM household AS own WHERE own.id = $2 AND own.split_from IS NOT NULL" \
  " UNION ALL SELECT part.id FROM household AS own JOIN household AS part ON part.split_from = own.split_from WHERE own.id = $2" \
  " UNION ALL SELECT gone.merged_into FROM household AS own JOIN household AS gone ON gone.id = own.split_from WHERE own.id = $2 AND gone.merged_into IS NOT NULL" \
  " UNION ALL SELECT part.id FROM household AS gone JOIN household AS part ON part.split_from = gone.id WHERE gone.merged_into = $2)"
#define PERSONS "(SELECT place.person FROM membership AS place WHERE place.region = $1 AND place.household IN " FAMILY ")"

static const struct query memberships = { &membership_record, "FROM membership WHERE membership.region = $1 AND membership.household IN " FAMILY " ORDER BY membership.id" };
static const struct query addresses = { &address_record, "FROM address WHERE address.region = $1 AND address.person IN " PERSONS " ORDER BY address.id" };
static const struct query ways = { &contact_way_record, "FROM contact_way WHERE contact_way.region = $1 AND contact_way.person IN " PERSONS " ORDER BY contact_way.id" };
static const struct query sides_in = { &household_side_record, "FROM household_side WHERE household_side.region = $1 AND household_side.compartment = $2" };
static const struct query places_in = { &membership_record, "FROM membership WHERE membership.region = $1 AND membership.compartment = $2 ORDER BY membership.id" };
static const struct query shared_in = { &household_record, "FROM household WHERE household.region = $1 AND household.compartment = $2" };
const struct query *const secret_queries[] = { &memberships, &addresses, &ways, &sides_in, &places_in, &shared_in, NULL };

int family_memberships(struct ctx *c, struct id household, struct membership_list *out) { return record_select(c, membership, out, &memberships, P(household)); }
int family_addresses(struct ctx *c, struct id household, struct address_list *out) { return record_select(c, address, out, &addresses, P(household)); }
int family_ways(struct ctx *c, struct id household, struct contact_way_list *out) { return record_select(c, contact_way, out, &ways, P(household)); }
int sides_in_compartment(struct ctx *c, struct id compartment, struct household_side_list *out) { return record_select(c, household_side, out, &sides_in, P(compartment)); }
int memberships_in_compartment(struct ctx *c, struct id compartment, struct membership_list *out) { return record_select(c, membership, out, &places_in, P(compartment)); }
int households_in_compartment(struct ctx *c, struct id compartment, struct household_list *out) { return record_select(c, household, out, &shared_in, P(compartment)); }
