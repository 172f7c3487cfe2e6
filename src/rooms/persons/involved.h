/* Colleagues: who works for the sides that the actor works for, asking somebody in, and letting them go. Who works for another
 * side is nowhere to be seen. And the door for when somebody is in danger. */
#ifndef INVOLVED_H
#define INVOLVED_H
#include "households.h"

struct involved {
  struct id account;
  const char *name, *organisation;
  enum purpose purpose;
  enum side_letter side;               /* unknown: only the shared part, given by the actor */
  struct instant since, until;
  bool self;                           /* the actor */
};
DECLARE_RECORD(involved);
/* Those of the actor's own sides, and those whom the actor gave the shared part. By side, then name. */
MUST_USE int involved_of(struct ctx *c, struct id household, struct involved_list *out);

#define INVOLVE_PARTS(X) \
  X(INVOLVE_UNKNOWN, NULL,     N_("Unknown")) \
  X(INVOLVE_SHARED,  "shared", N_("Only what the household shares")) \
  X(INVOLVE_SIDE_A,  "a",      N_("Side A and its persons")) \
  X(INVOLVE_SIDE_B,  "b",      N_("Side B and its persons"))
DECLARE_CHOICES(involve_part, INVOLVE_PARTS)

struct involve_new { const char *mail, *organisation; enum involve_part part; enum given_purpose purpose; };
DECLARE_RECORD(involve_new);
/* ERR_INVALID on its field: no such colleague, several organisations and none named, a side that the actor does not work for, or
 * no ground to share with that organisation. */
MUST_USE int involve_colleague(struct ctx *c, struct id household, const struct involve_new *n);

struct involve_end { struct id account; };
DECLARE_RECORD(involve_end);
/* Ends the involvement of one that involved_of lists. ERR_NOT_FOUND: of nobody else. */
MUST_USE int involved_let_go(struct ctx *c, struct id household, struct id account);

struct emergency_form { const char *surname; struct date birth; const char *reason; };
DECLARE_RECORD(emergency_form);
/* Opens persons of exactly this surname and birth date, with their side and the shared part, for some hours; director and
 * privacy officer are told. ERR_INVALID: nobody has them. Counts as searches. `households`: where they were found. */
MUST_USE int emergency_open(struct ctx *c, const struct emergency_form *f, struct household_list *households);
#endif
