/* Rights of the person whose file it is: a copy of it, an own statement beside it, what is plainly wrong put right, an objection,
 * having it destroyed. A request stands with the person and belongs to the side that it came in by: who works with the same person
 * through another household neither sees it nor what is decided on it. If the person is not on that side any more, whoever works
 * with them on the side where they are now goes on with it.
 * Source: AVG art. 12 (one month, two more with a reason), 15-21; Wmo 2015 5.3; Jeugdwet 7.3 (own right from 12, alone from 16);
 * UAVG art. 41 (others' rights); DOMAIN 6: refused only with concrete facts and a term, third parties by two people. */
#ifndef RIGHTS_H
#define RIGHTS_H
#include "households.h"

#define RIGHT_KINDS(X) \
  X(RIGHT_UNKNOWN, NULL,          N_("Unknown")) \
  X(RIGHT_COPY,        "copy",        N_("A copy of the own file")) \
  X(RIGHT_NOTE,        "note",        N_("An own statement beside what is written")) \
  X(RIGHT_RECTIFY,     "rectify",     N_("Something that is wrong is put right")) \
  X(RIGHT_OBJECTION,   "objection",   N_("Objection to the use of data")) \
  X(RIGHT_DESTRUCTION, "destruction", N_("The file is destroyed"))
DECLARE_CHOICES(right_kind, RIGHT_KINDS)

#define RIGHT_STATES(X) \
  X(RIGHT_STATE_UNKNOWN, NULL,    N_("Unknown")) \
  X(RIGHT_RECEIVED,  "received",  N_("Received")) \
  X(RIGHT_MAKING,    "making",    N_("Being made")) \
  X(RIGHT_SECOND,    "second",    N_("A second person looks")) \
  X(RIGHT_GIVEN,     "given",     N_("Given")) \
  X(RIGHT_REFUSED,   "refused",   N_("Refused")) \
  X(RIGHT_WITHDRAWN, "withdrawn", N_("Withdrawn"))
DECLARE_CHOICES(right_state, RIGHT_STATES)

#define RIGHT_ASKERS(X) \
  X(RIGHT_ASKER_UNKNOWN, NULL,             N_("Unknown")) \
  X(ASKER_SELF,           "self",           N_("The person")) \
  X(ASKER_PARENT,         "parent",         N_("A parent or guardian")) \
  X(ASKER_REPRESENTATIVE, "representative", N_("Somebody whom the person asked to"))
DECLARE_CHOICES(right_asker, RIGHT_ASKERS)

/* How somebody knows that it is the person who asks, and not, for example, the partner. */
#define IDENTITY_CHECKS(X) \
  X(IDENTITY_UNKNOWN,  NULL,       N_("Not checked yet")) \
  X(IDENTITY_KNOWN,    "known",    N_("Spoke in person with a worker who knows them")) \
  X(IDENTITY_DOCUMENT, "document", N_("Showed an identity document; nothing was copied")) \
  X(IDENTITY_CALLED,   "called",   N_("Was called back on a number that is known to be safe")) \
  X(IDENTITY_MANDATE,  "mandate",  N_("Signed permission, and the person confirmed it"))
DECLARE_CHOICES(identity_check, IDENTITY_CHECKS)

#define RIGHT_OUTCOMES(X) \
  X(OUTCOME_UNKNOWN, NULL,      N_("Unknown")) \
  X(OUTCOME_GRANTED, "granted", N_("Yes")) \
  X(OUTCOME_REFUSED, "refused", N_("No"))
DECLARE_CHOICES(right_outcome, RIGHT_OUTCOMES)

struct rights_request {
  struct id id;
  int32_t version;
  struct id compartment;               /* the person's */
  struct id person;
  struct id side;                      /* that it came in by; ID_NONE: the person was on none */
  enum right_kind kind;
  enum right_asker asker;
  const char *asker_name;              /* other than the person */
  enum identity_check identity;
  const char *identity_note;
  struct date received;
  const char *statement;               /* what is asked; of a note: the own statement, word for word */
  const char *about;                   /* the item it is about ("table:id"); NULL: the file */
  const char *child_view;              /* a parent asks: what it means for the child, and what the child thinks */
  enum yes_no child_agrees;
  const char *extension;               /* why it takes two months more; NULL: it does not */
  enum right_outcome outcome;
  const char *weighing, *facts, *changed;
  struct date until;                   /* destruction refused: until then */
  struct id decided_by, agreed_by;     /* accounts */
  struct instant decided, agreed;
  const char *digest;                  /* of what was decided: what a second person agrees to is this and nothing else */
  const char *returned;                /* what the second person said when it did not go on */
};
DECLARE_RECORD(rights_request);

/* When it must be done and by whom. Nothing in it is about a person. */
struct right_clock {
  struct id id;                        /* that of the request */
  int32_t version;
  enum right_kind kind;
  enum right_state state;
  struct id organisation, account;     /* who handles it */
  struct date asked, due;              /* due: the last day */
  struct date closed;                  /* unknown: it is open */
  enum yes_no limited;                 /* it was decided that the data are only kept until this is settled */
};
DECLARE_RECORD(right_clock);

enum { RIGHT_MONTHS = 1, RIGHT_MORE_MONTHS = 2, OWN_RIGHT_AGE = 12, ALONE_AGE = 16 };

/* A request with all that handling it needs. */
struct right {
  struct rights_request request;
  struct right_clock clock;
  struct person person;
  struct household_side side;          /* on which it is handled; id unknown: none */
  bool parent;                         /* a parent asks for a child */
};
DECLARE_RECORD(right);

/* --- asking ------------------------------------------------------------------------------------------------ */

struct right_ask {
  const char *side;                    /* id; needed only if the actor works with the person in several households */
  enum right_kind kind;
  enum right_asker asker;
  const char *asker_name;
  struct date received;
  enum identity_check identity;
  const char *identity_note, *statement;
  const char *about;                   /* the item ("table:id"); NULL: the file */
  const char *child_view;
  enum yes_no child_agrees;
};
DECLARE_RECORD(right_ask);
/* Writes one down; the term runs from the day it was received. A note is placed at once. ERR_INVALID on its field: what is needed is
 * not there, or who asks may not for somebody of this age. ERR_NOT_FOUND: no such person, or not to be seen. */
MUST_USE int right_ask(struct ctx *c, struct id person, const struct right_ask *a, struct id *out);
/* The sides on which the actor works with that person. */
MUST_USE int right_sides(struct ctx *c, struct id person, struct household_side_list *out);

/* --- reading ------------------------------------------------------------------------------------------------- */

/* ERR_NOT_FOUND: not there, erased, or another's to handle. */
MUST_USE int right_get(struct ctx *c, struct id id, struct right *out);
/* Of a person, the newest first. */
MUST_USE int rights_of(struct ctx *c, struct id person, struct right_list *out);
/* Open ones that the actor may see, whoever handles them. */
MUST_USE int rights_open(struct ctx *c, struct right_list *out);
/* Open ones of the region without anybody's name, the first that is due first: for the privacy officer. */
MUST_USE int right_clocks_open(struct ctx *c, struct right_clock_list *out);
/* Whole years on that day; below 0: the birth date is not known. */
int age_on(struct date birth, struct date day);
/* Whether the data may only be kept and not used until it is settled (AVG art. 18): where somebody decided so. Asking alone stops no work on safety. */
static inline bool right_limits_use(const struct right *r)
{
  return r->clock.limited == YES && !date_known(r->clock.closed) && r->clock.state != RIGHT_REFUSED;
}
/* Whether whoever handles it still works with the person. */
MUST_USE int right_has_handler(struct ctx *c, const struct right *r, bool *out);

/* --- handling ---------------------------------------------------------------------------------------------------
 * `version`: of the request as it was shown. ERR_CONFLICT: somebody was first. ERR_INVALID: not in this state; the actor sees the
 * person in an emergency only; on a field: what is needed is not there. */

struct right_details { enum identity_check identity; const char *identity_note, *child_view; enum yes_no child_agrees, limited; };
DECLARE_RECORD(right_details);
MUST_USE int right_detail(struct ctx *c, struct id id, int32_t version, const struct right_details *d);
/* Two months more, once, before the first term is over (AVG art. 12.3). */
struct right_extend { const char *extension; };
DECLARE_RECORD(right_extend);
MUST_USE int right_extend(struct ctx *c, struct id id, int32_t version, const struct right_extend *e);
MUST_USE int right_withdraw(struct ctx *c, struct id id, int32_t version);
/* The actor handles it from now on. */
MUST_USE int right_take(struct ctx *c, struct id id, int32_t version);
/* What was refused or withheld until a day is looked at again. */
MUST_USE int right_again(struct ctx *c, struct id id, int32_t version);

/* A decision on anything but giving a copy. A copy that is refused and a file that is destroyed wait for a second person. */
struct right_decide { enum right_outcome outcome; const char *weighing, *facts; struct date until; const char *changed; };
DECLARE_RECORD(right_decide);
MUST_USE int right_decide(struct ctx *c, struct id id, int32_t version, const struct right_decide *d);
/* The second person: another account that works with the person. Agreeing to destruction destroys: the request goes too, and
 * `*erased` is true. ERR_INVALID: the actor decided it; what was decided is not what it was any more. */
MUST_USE int right_agree(struct ctx *c, struct id id, int32_t version, bool *erased);
struct right_return { const char *returned; };
DECLARE_RECORD(right_return);
MUST_USE int right_return(struct ctx *c, struct id id, int32_t version, const struct right_return *r);

/* The room's `still_open`: no household is closed over a request that somebody still waits for. */
MUST_USE int rights_still_open(struct ctx *c, struct id household, const char **what);

extern const struct query *const rights_queries[];
#endif
