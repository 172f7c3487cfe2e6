#include "invitations_internal.h"

#define OPEN "invitation.used IS NULL AND invitation.ended IS NULL"
static const struct query by_hash = { &invitation_record, "FROM invitation WHERE invitation.token_hash = $1" };
static const struct query of_account = { &invitation_record, "FROM invitation WHERE invitation.account = $1 AND " OPEN " ORDER BY invitation.made DESC, invitation.id" };
static const struct query waiting = { &invitation_record, "FROM invitation WHERE invitation.resets = 'yes' AND invitation.token_hash IS NULL AND " OPEN " ORDER BY invitation.made, invitation.id" };
const struct query *const invitation_queries[] = { &by_hash, &of_account, &waiting, NULL };

int invitation_of_hash(struct ctx *c, const char *hash, struct invitation *out) { return global_one(c, invitation, out, &by_hash, P(hash)); }
int invitations_of(struct ctx *c, struct id account, struct invitation_list *out) { return global_select(c, invitation, out, &of_account, P(account)); }
int invitations_that_wait(struct ctx *c, struct invitation_list *out) { return global_select(c, invitation, out, &waiting, P0); }
