/* One guard for secret places: where somebody is safe, and how they are reached, does not come into words that somebody else's side reads.
 *
 * It stands at the write of every sealed row (store/row_guard.h), so no room can forget it. What is secret follows from the compartment of the row:
 *   what a household shares   every secret address and every way to be reached of its persons
 *   a side's, a person's      those of persons of other sides of that household
 *   a room's own, about a person (a referral, somebody who comes along): likewise; record.about says about whom
 * Of an address: street and postal code however they are spelled, and the town, unless somebody of the household has an address there that is not
 * secret. Ways to be reached: numbers by their digits, mail addresses. A side that went on by itself keeps its secrets for the household it left.
 *
 * It knows the addresses that the actor opens, so it never tells anybody what they do not know already: who works for one side gets the same answer
 * whatever the other side wrote. Words for a place that nobody wrote down it cannot know. Addresses and ways to be reached themselves are free, and so
 * are texts that an update leaves as they were. Source: DESIGN 7 (addresses of a secret place). */
#ifndef SECRETS_H
#define SECRETS_H
#include "households.h"

/* For words that go further than who reads the row, before they do. Each ERR_INVALID on `field` (may be NULL).
 * _place: on paper, on a phone, to a partner: no secret place of anybody of the household. _aloud: nor a way to reach anybody. _for: as the guard would
 * for who reads that compartment, where a room says it in its own way. */
MUST_USE int no_secret_place(struct ctx *c, struct id household, const char *words, const char *field);
MUST_USE int no_secret_aloud(struct ctx *c, struct id household, const char *words, const char *field);
MUST_USE int no_secret_for(struct ctx *c, struct id compartment, const char *words, const char *field);
/* _place of every text that a form asks, on its field. */
MUST_USE int no_secret_place_in(struct ctx *c, struct id household, const struct record *rec, const void *row);
/* Whether anybody of the household has a secret address that the actor knows and that is not ended. */
MUST_USE int secret_place_known(struct ctx *c, struct id household, bool *out);

/* --- secrets_store.c: of a household as it is now, with what it was split from and what split off from it; as the actor sees it ---------------- */
MUST_USE int family_memberships(struct ctx *c, struct id household, struct membership_list *out);
MUST_USE int family_addresses(struct ctx *c, struct id household, struct address_list *out);
MUST_USE int family_ways(struct ctx *c, struct id household, struct contact_way_list *out);
/* What lies in a compartment. */
MUST_USE int sides_in_compartment(struct ctx *c, struct id compartment, struct household_side_list *out);
MUST_USE int memberships_in_compartment(struct ctx *c, struct id compartment, struct membership_list *out);
MUST_USE int households_in_compartment(struct ctx *c, struct id compartment, struct household_list *out);
extern const struct query *const secret_queries[];
#endif
