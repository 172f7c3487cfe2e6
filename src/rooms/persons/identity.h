/* The right person: before somebody takes a person whom they found, and did not write down themselves, to another household, or refers
 * them, they type two facts that they know of that person. The file does not show which it holds, and does not say which was wrong. */
#ifndef IDENTITY_H
#define IDENTITY_H
#include "persons.h"

#define IDENTITY_FACTS(X) \
  X(FACT_UNKNOWN, NULL,     N_("Unknown")) \
  X(FACT_BIRTH,  "birth",  N_("birth date")) \
  X(FACT_PHONE,  "phone",  N_("phone number")) \
  X(FACT_POSTAL, "postal", N_("postal code")) \
  X(FACT_MAIL,   "mail",   N_("mail address"))
DECLARE_CHOICES(identity_fact, IDENTITY_FACTS)

struct identity_check {
  struct id id;
  int32_t version;
  struct id compartment;               /* the person's */
  struct id person, account;
  struct instant at;
  struct set facts;
};
DECLARE_RECORD(identity_check);

/* Whether the actor is to confirm first who this is: they did not make the file, did not confirm it yet, and it holds two facts to
 * confirm it by. ERR_NOT_FOUND: not theirs to see. */
MUST_USE int identity_needed(struct ctx *c, struct id person, bool *out);
/* ERR_INVALID, in words for who has to, where identity_needed says yes. */
MUST_USE int identity_must_be_sure(struct ctx *c, struct id person);

struct identity_ask { struct date birth; const char *phone, *postal_code, *mail; };
DECLARE_RECORD(identity_ask);
/* Writes it down. ERR_INVALID: less than two facts, or one that is not so; which is not said. Counts as a search, right or wrong.
 * ERR_OFTEN: as when searching. */
MUST_USE int identity_confirm(struct ctx *c, struct id person, const struct identity_ask *a);
/* The newest first. */
MUST_USE int identity_checks_of(struct ctx *c, struct id person, struct identity_check_list *out);

extern const struct query *const identity_queries[];
#endif
