/* What the shield of a colleague's file closes of referrals (access/shields.h, rooms/persons/shielded.h): whoever is kept out of the file, or of the household,
 * finds the referrals of its persons nowhere: in no list and on no page, for programs neither, and nothing is sent to them. Whoever has the turn then
 * goes out of it, and who has it next gets a task.
 * Every reading here is the program's own, and told to nobody. */
#ifndef REFERRAL_SHIELD_H
#define REFERRAL_SHIELD_H
#include "referrals_store.h"

/* Whether that account (ID_NONE: nobody who was let in by name) of that organisation may know of it. */
MUST_USE int referral_lets(struct ctx *c, const struct referral *r, struct id account, struct id organisation, bool *out);
/* Leaves of these what the actor may know of. */
MUST_USE int referrals_let(struct ctx *c, struct referral_list *rows);
/* A new one, of that person: what is closed of their file is closed of it. */
MUST_USE int referral_closes(struct ctx *c, const struct referral *r, struct id person);
/* ERR_INVALID on "aanbod": nobody of its provider may know of it. */
MUST_USE int referral_provider_may(struct ctx *c, const struct referral *r);
/* The room's `shielded` (app.h): likewise of those that there are. As the program. */
MUST_USE int referrals_shield(struct ctx *c, struct id file, struct id person);
#endif
