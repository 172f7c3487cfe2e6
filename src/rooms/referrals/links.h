/* A provider where nobody has an account answers by a link: in a mail to the address that the offer is asked at. Opening the page changes
 * nothing, because programs that look at mail open every link. Who presses the button reads it, once; within two hours one answer can be
 * given, and the next step has a new link. A link runs out, and is worth nothing once permission was withdrawn or the referral is closed. */
#ifndef LINKS_H
#define LINKS_H
#include "referrals.h"

struct referral_letter {
  struct id id;
  int32_t version;
  const char *region;                  /* slug */
  struct id referral;
  struct instant made, until;
  struct instant opened;               /* when it was read; unknown: not yet */
  struct instant answered;
};
DECLARE_RECORD(referral_letter);       /* global: whoever comes by it has no region */

enum { LETTER_DAYS = 7, LETTER_OPEN_MS = 2 * 60 * 60 * 1000, LETTERS_APART_MS = 60 * 60 * 1000 };
#define LETTER_PATH "/toeleiding"      /* the token hangs behind it */

#define LETTER_ANSWERS(X) \
  X(LETTER_ANSWER_UNKNOWN, NULL, N_("Unknown")) \
  X(LETTER_RECEIVE,  "receive",   N_("We have it, and call")) \
  X(LETTER_SPOKEN,   "spoken",    N_("We spoke to this person")) \
  X(LETTER_OFFER,    "offer",     N_("An appointment was made")) \
  X(LETTER_ARRIVED,  "arrived",   N_("This person arrived")) \
  X(LETTER_NOT_COME, "not_come",  N_("This person did not come")) \
  X(LETTER_STARTED,  "started",   N_("The help started")) \
  X(LETTER_COMPLETE, "complete",  N_("The help was completed")) \
  X(LETTER_RETURN,   "return",    N_("We give it back")) \
  X(LETTER_REFUSED,  "refused",   N_("This person does not want it now")) \
  X(LETTER_DROPPED,  "dropped",   N_("This person stopped early"))
DECLARE_CHOICES(letter_answer, LETTER_ANSWERS)

struct letter_form { const char *code; enum letter_answer answer; struct date day; const char *with_whom; enum referral_reason reason; const char *alternative, *note; };
DECLARE_RECORD(letter_form);

/* Sends a link for what is to be done now, unless one was sent within the hour; nothing where no mail address is known, nobody sends mail, or
 * the provider works here. In the caller's transaction. */
MUST_USE int letter_send(struct ctx *c, const struct referral *r);
/* The token of a letter, in c->arena. ERR_STORE without keys. */
MUST_USE int letter_token(struct ctx *c, struct id letter, const char **out);
/* The letter of a token; scope.region becomes its region. ERR_NOT_FOUND: none of ours. `*live`: it can still be opened or answered. */
MUST_USE int letter_read(struct ctx *c, const char *token, struct referral_letter *out, bool *live);
/* Reads it, once: what the provider may know, and the code by which it is answered. ERR_INVALID: it was read before, or is worth nothing. */
MUST_USE int letter_open(struct ctx *c, const char *token, struct referral_file *out, const char **code);
/* What was read by that code, once more: an answer that was wrong comes back. ERR_INVALID: two hours are over, or it was answered. */
MUST_USE int letter_reopen(struct ctx *c, const char *token, const char *code, struct referral_file *out);
/* One answer, within two hours. ERR_INVALID on its field. A new link follows where there is a next step. */
MUST_USE int letter_do(struct ctx *c, const char *token, const struct letter_form *f);
/* Whether that answer can be given in that state. */
bool letter_takes(enum referral_state state, enum letter_answer answer);
/* A new link to the same address, for who has an old one. ERR_INVALID: too soon after the last one, or there is nothing to answer. */
MUST_USE int letter_again(struct ctx *c, const char *token);
/* The newest of a referral. ERR_NOT_FOUND. */
MUST_USE int letter_of(struct ctx *c, struct id referral, struct referral_letter *out);

struct message_template;
extern const struct message_template letter_message;
extern const struct query *const letter_queries[];
#endif
