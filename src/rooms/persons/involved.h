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
/* Those of them who can be given work, once each, to choose from: by account, with their organisation. `but`: left out (ID_NONE: nobody);
 * `none`: what the unknown choice says, msgid. */
MUST_USE int involved_choices(struct ctx *c, struct id household, struct id but, const char *none, struct choices *out);
/* For which organisation one of them opens that compartment; ID_NONE: they do not, or in an emergency only. */
MUST_USE int involved_reads(struct ctx *c, struct id household, struct id compartment, struct id account, struct id *organisation);
/* Likewise of whoever it is, for a rule of the program. */
MUST_USE int reads_compartment(struct ctx *c, struct id compartment, struct id account, struct id *organisation);

#define INVOLVE_PARTS(X) \
  X(INVOLVE_UNKNOWN, NULL,     N_("Unknown")) \
  X(INVOLVE_SHARED,  "shared", N_("Only what the household shares")) \
  X(INVOLVE_SIDE_A,  "a",      N_("Side A and its persons")) \
  X(INVOLVE_SIDE_B,  "b",      N_("Side B and its persons"))
DECLARE_CHOICES(involve_part, INVOLVE_PARTS)

struct involve_new { const char *mail, *organisation; enum involve_part part; enum given_purpose purpose; };
DECLARE_RECORD(involve_new);
/* ERR_INVALID on its field: no such colleague, several organisations and none named, a side that the actor does not work for, or
 * no ground to share with that organisation (it names each part that has none). */
MUST_USE int involve_colleague(struct ctx *c, struct id household, const struct involve_new *n);

/* By name, into one person's file: the only way where it is shielded (shields.h). `*asked`: the colleague works for the same organisation as the
 * person, and the privacy officer is asked instead. */
struct involve_one { const char *mail, *organisation; enum given_purpose purpose; };
DECLARE_RECORD(involve_one);
MUST_USE int involve_in_person(struct ctx *c, struct id person, const struct involve_one *n, bool *asked);
/* Who opens that person's file: of a shielded one, for whoever may open it. */
MUST_USE int involved_in_person(struct ctx *c, struct id person, struct involved_list *out);
/* Sets a shield for somebody who works for that organisation. ERR_INVALID: there is none of that name, or shields.h. */
struct shield_form { const char *organisation; };
DECLARE_RECORD(shield_form);
MUST_USE int person_shield(struct ctx *c, struct id person, const struct shield_form *f);

struct involve_end { struct id account; };
DECLARE_RECORD(involve_end);
/* Ends the involvement of one that involved_of lists. ERR_NOT_FOUND: of nobody else. ERR_INVALID: the actor's own, while they direct: that is handed over first. */
MUST_USE int involved_let_go(struct ctx *c, struct id household, struct id account);

struct emergency_form { const char *surname; struct date birth; const char *reason; enum yes_no sure; };       /* sure: asked where the file is a colleague's */
DECLARE_RECORD(emergency_form);
/* Opens persons of exactly this surname and birth date, with their side and the shared part, for some hours; director and
 * privacy officer are told. ERR_INVALID: nobody has them; or, unless `sure`, it is the shielded file of a colleague. Counts as searches. `households`: where they were found. */
MUST_USE int emergency_open(struct ctx *c, const struct emergency_form *f, struct household_list *households);
#endif
