/* Grounds: what may be shared with whom, for what, on which legal ground, since when, until when, withdrawn or not.
 * One register; everything that discloses asks it; without a ground nothing is shared.
 * Source: AVG art. 6, 9(2), 10; Wmo 2015 5.2.6; Bouwstenen plegeraanbod 2021 (permission first). */
#ifndef GROUNDS_H
#define GROUNDS_H
#include "db.h"
#include "involvement.h"
#include "seal.h"

#define LEGAL_GROUNDS(X) \
  X(GROUND_UNKNOWN, NULL, N_("Unknown")) \
  X(GROUND_CONSENT,    "consent",    N_("Permission of the person (AVG 6.1a, 9.2a)")) \
  X(GROUND_LEGAL_DUTY, "legal_duty", N_("Duty in a law (AVG 6.1c, 9.2g)")) \
  X(GROUND_PUBLIC_TASK, "public_task", N_("Public task (AVG 6.1e, 9.2g): Veilig Thuis, municipality")) \
  X(GROUND_CARE,       "care",       N_("Care or treatment (AVG 6.1e, 9.2h)")) \
  X(GROUND_VITAL,      "vital",      N_("Vital interest: acute danger (AVG 6.1d, 9.2c)")) \
  X(GROUND_REPORTING,  "reporting",  N_("Reporting code: report to Veilig Thuis (Wmo 5.2.6)"))
DECLARE_CHOICES(legal_ground, LEGAL_GROUNDS)

#define SHARED_THINGS(X) \
  X(SHARED_UNKNOWN, NULL, N_("Unknown")) \
  X(SHARED_CONTACT, "contact", N_("Name and ways to be reached")) \
  X(SHARED_FILE,    "file",    N_("The file of this person")) \
  X(SHARED_HOUSEHOLD, "household", N_("What the household shares")) \
  X(SHARED_CRIMINAL, "criminal", N_("Police and criminal data (AVG 10)"))
DECLARE_CHOICES(shared_thing, SHARED_THINGS)

struct ground {
  struct id id;
  int32_t version;
  struct id compartment;             /* whose: sealed with it */
  struct id organisation;            /* with whom */
  struct set things;                 /* what */
  enum purpose purpose;              /* for what */
  enum legal_ground ground;
  const char *how;                   /* how it was given, or the facts it stands on */
  struct date since, until;          /* until unknown: as long as the help lasts */
  struct date withdrawn;
  struct id recorded_by;
};
DECLARE_RECORD(ground);              /* sealed; grants */

/* Whether it counts on that day: begun, not over, not withdrawn. */
static inline bool ground_stands(const struct ground *g, struct date day)
{
  return !date_known(g->withdrawn) && !date_before(day, g->since) && (!date_known(g->until) || !date_before(g->until, day));
}

/* Whether `things` of that compartment may go to the organisation for that purpose today. OK, or ERR_INVALID with the
 * reason in words for whoever wants to share; ERR_NOT_FOUND: the compartment is not the actor's to open. The own organisation
 * of the actor needs none. */
MUST_USE int ground_ask(struct ctx *c, struct id compartment, struct id organisation, struct set things, enum purpose purpose);
/* Likewise, and until which day it lasts; unknown: no end was set. */
MUST_USE int ground_lasts(struct ctx *c, struct id compartment, struct id organisation, struct set things, enum purpose purpose, struct date *until);
/* Writes one down. `since` unknown: today. ERR_INVALID: it shares nothing, is over before it begins, or is with the own organisation. */
MUST_USE int ground_add(struct ctx *c, const struct ground *g, struct id *out);
/* The same ground for several parts of a household at once (at least one), each its own row with what of `g->things` is in that part: what the household
 * shares in the shared part, the file in a side or with a person. `g->compartment` plays no part. ERR_INVALID as above, or on "things": nothing of it is
 * in one of the parts. */
MUST_USE int ground_add_to(struct ctx *c, const struct ground *g, const struct id *compartments, size_t count);
/* Withdraws it: ends every involvement of that organisation that stood on it alone. */
MUST_USE int ground_withdraw(struct ctx *c, struct id ground);
/* All of a compartment, newest first: also the overview for the person. Of what a household shares those that the actor or a
 * colleague of the own side wrote down, with an organisation that works for the own side: what the other side shares with whom
 * stays with the other side, also where one colleague works for both. */
MUST_USE int grounds_of(struct ctx *c, struct id compartment, struct ground_list *out);
/* One of those that grounds_of shows. ERR_NOT_FOUND. */
MUST_USE int ground_get(struct ctx *c, struct id id, struct ground *out);
/* Writes down for `to` whatever stands for `from` today: a person who joins a side. */
MUST_USE int grounds_same(struct ctx *c, struct id from, struct id to);
/* One organisation became part of another: what stands for `old` today stands for `now` too, in that compartment. */
MUST_USE int grounds_follow(struct ctx *c, struct id compartment, struct id old, struct id now);
/* What involvement in a compartment of that kind shows, as one asks the grounds for it. */
struct set things_of(enum compartment_kind kind);

extern const struct query *const ground_queries[];
#endif
