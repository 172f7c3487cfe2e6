#include "partner_safety.h"

static const struct query wishes = { &safety_wish_record, "FROM safety_wish WHERE safety_wish.region = $1 AND safety_wish.person = $2" };
static const struct query looks = { &safety_look_record, "FROM safety_look WHERE safety_look.region = $1 AND safety_look.person = $2" };
static const struct query homes = { &referral_home_record, "FROM referral_home WHERE referral_home.region = $1 AND referral_home.referral = $2 ORDER BY referral_home.id" };
const struct query referral_about = { &referral_home_record, "FROM referral_home WHERE referral_home.region = $1 AND referral_home.compartment = $2 ORDER BY referral_home.id" };
const struct query *const partner_queries[] = { &wishes, &looks, &homes, &referral_about, NULL };

int wishes_of_person(struct ctx *c, struct id person, struct safety_wish_list *out) { return record_select(c, safety_wish, out, &wishes, P(person)); }
int looks_of_person(struct ctx *c, struct id person, struct safety_look_list *out) { return record_select(c, safety_look, out, &looks, P(person)); }
int homes_of_referral(struct ctx *c, struct id referral, struct referral_home_list *out) { return record_select(c, referral_home, out, &homes, P(referral)); }
