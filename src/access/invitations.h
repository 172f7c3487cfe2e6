/* Invitations: a link with which somebody chooses a password, once, within a week. For a new colleague, for one who forgot the
 * password (the second factor stays), and, agreed on by two people, for one who lost the second factor. */
#ifndef INVITATIONS_H
#define INVITATIONS_H
#include "sign_in.h"

enum { INVITATION_DAYS = 7, INVITATION_TOKEN_TEXT = TOKEN_TEXT };

struct invitation {
  struct id id;
  int32_t version;
  struct id account;
  enum yes_no resets;                /* YES: all factors start anew; counts once a second person approved it */
  struct id asked_by, approved_by;
  const char *token_hash;            /* SECRET; NULL: waits for the second person */
  struct instant made, until, used, ended;
};
DECLARE_RECORD(invitation);

/* A new link for an account, in the place of an earlier one; its token goes into the address. ERR_NOT_FOUND: not the actor's
 * to invite; ERR_INVALID: it left, is the actor's own, or signs in with the own organisation only: what is proved there, no
 * password that one person gives out may stand in for. */
MUST_USE int invitation_issue(struct ctx *c, struct id account, char token[static INVITATION_TOKEN_TEXT]);
/* What a link is worth. ERR_NOT_FOUND: used, ended, too old or never there. */
MUST_USE int invitation_find(struct ctx *c, const char *token, struct invitation *out, struct account *whose);
/* Slow: whether it still is worth something and the password will do (ERR_INVALID on "password"); `hash` for what follows. */
MUST_USE int invitation_prepare(struct ctx *c, const char *token, const char *password, const char **hash);
/* Writes the password and begins a half session: HALF, or ENROL where there is no second factor yet; DONE in the demo. */
MUST_USE int invitation_accept(struct ctx *c, const char *token, const char *hash, const struct sign_in_ask *ask, struct sign_in_result_of *out);
/* From now on whose link it is signs in with the own organisation, as that issuer and subject. ERR_NOT_FOUND: as invitation_find,
 * or there is a second factor, or one of an organisation, already; ERR_INVALID: somebody has it. */
MUST_USE int invitation_accept_oidc(struct ctx *c, const char *token, const char *issuer, const char *subject);
/* All of an account that are open. */
MUST_USE int invitations_end(struct ctx *c, struct id account);
/* Those that are open, newest first. */
MUST_USE int invitations_of(struct ctx *c, struct id account, struct invitation_list *out);

/* Asks for a new start of somebody's factors; another must approve it, who gets a task. */
MUST_USE int reset_ask(struct ctx *c, struct id account, struct id *out);
/* Approves it: from now on the old factors, sessions and devices are worth nothing, and the link is the only way in.
 * ERR_INVALID: who asked cannot approve, nor can whose it is. The console can: whoever has the keys of the house. */
MUST_USE int reset_approve(struct ctx *c, struct id invitation, char token[static INVITATION_TOKEN_TEXT]);
/* Withdraws it. */
MUST_USE int reset_refuse(struct ctx *c, struct id invitation);
/* Those that wait, of colleagues that the actor manages. */
MUST_USE int resets_waiting(struct ctx *c, struct invitation_list *out);

extern const struct query *const invitation_queries[];
#endif
