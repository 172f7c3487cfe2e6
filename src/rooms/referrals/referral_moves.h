/* Moving a referral, for whoever in this room has it open already. */
#ifndef REFERRAL_MOVES_H
#define REFERRAL_MOVES_H
#include "offers.h"
#include "referrals.h"

/* Does one act in the caller's transaction: checks it against the table, writes `r` and one note, hands over the turn, tells whoever is to
 * know. `by`: as which sides. `r` is as it is stored, and is so again afterwards. */
MUST_USE int referral_move(struct ctx *c, struct referral *r, unsigned by, const struct referral_step *s);
/* A referral that the actor works with, and as which sides; nothing of its sealed half is read. ERR_NOT_FOUND. */
MUST_USE int referral_held(struct ctx *c, struct id id, struct referral *out, unsigned *by);
/* Tells the connected systems of both sides (hooks.h) that it changed: the provider's, but of what is no longer or never was its to know, and
 * the referrer's of what the person lets it hear. ACT_TAKEN: only those of who holds it. Nothing of what was not sent yet. */
MUST_USE int referral_tell(struct ctx *c, const struct referral *r, enum referral_act act);
/* A new referral was made in place of that one (ID_NONE: of none): what it waited for is done. */
MUST_USE int referral_followed(struct ctx *c, struct id earlier);
/* Leaves of what is shared what the side of `f->by` reads today: a provider only as long as its term runs. */
void referral_keep_running(const struct ctx *c, struct referral_file *f);
/* Why nobody can be referred to that offer, as a msgid; NULL: one can. Source: DOMAIN 4.2 rule 5. */
const char *referral_why_not(const struct offer *o);
/* The offer of that slug. ERR_INVALID on `field`: there is none, or nobody can be referred to it. */
MUST_USE int referral_offer(struct ctx *c, const char *slug, const char *field, struct offer *out);
#endif
