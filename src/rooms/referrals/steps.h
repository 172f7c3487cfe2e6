/* The way of a referral as one table: in which state who may do what, what is asked, and what follows. Everything reads this table:
 * the rules, the buttons, the interface for programs, and the table in docs/referrals.md (`kentering referrals table`).
 * Source: DOMAIN 4.3; Bouwstenen plegeraanbod 2021 1.1 (within days, warm, arrival is checked) and Inventarisatie Oost-Brabant (nobody
 * knows whether somebody who was referred arrived). */
#ifndef STEPS_H
#define STEPS_H
#include "norms.h"

#define REFERRAL_STATES(X) \
  X(REFERRAL_UNKNOWN,     NULL,           N_("Unknown")) \
  X(REFERRAL_DRAFT,       "draft",        N_("Draft")) \
  X(REFERRAL_CONSENTED,   "consented",    N_("Permission given")) \
  X(REFERRAL_SENT,        "sent",         N_("Sent")) \
  X(REFERRAL_RECEIVED,    "received",     N_("Received")) \
  X(REFERRAL_CONTACT,     "contact_made", N_("Contact made")) \
  X(REFERRAL_OFFERED,     "offer_made",   N_("Appointment made")) \
  X(REFERRAL_ARRIVED,     "arrived",      N_("Arrived")) \
  X(REFERRAL_STARTED,     "started",      N_("Started")) \
  X(REFERRAL_COMPLETED,   "completed",    N_("Completed")) \
  X(REFERRAL_DECLINED,    "declined",     N_("Returned by the provider")) \
  X(REFERRAL_REFUSED,     "refused",      N_("Does not want it now")) \
  X(REFERRAL_DROPPED_OUT, "dropped_out",  N_("Dropped out")) \
  X(REFERRAL_WITHDRAWN,   "withdrawn",    N_("Withdrawn"))
DECLARE_CHOICES(referral_state, REFERRAL_STATES)

#define REFERRAL_ACTS(X) \
  X(ACT_UNKNOWN,   NULL,          N_("Unknown")) \
  X(ACT_CONSENT,   "consent",     N_("Permission given")) \
  X(ACT_SEND,      "send",        N_("Sent to the provider")) \
  X(ACT_RECEIVE,   "receive",     N_("Received")) \
  X(ACT_TRIED,     "tried",       N_("Called, no answer")) \
  X(ACT_SPOKEN,    "spoken",      N_("Spoken to")) \
  X(ACT_OFFER,     "offer",       N_("Appointment made")) \
  X(ACT_ARRIVED,   "arrived",     N_("Arrived")) \
  X(ACT_NOT_COME,  "not_come",    N_("Did not come")) \
  X(ACT_SAW,       "saw",         N_("Arrival confirmed")) \
  X(ACT_SAW_NOT,   "saw_not",     N_("Did not arrive, as far as is known here")) \
  X(ACT_STARTED,   "started",     N_("Started")) \
  X(ACT_ATTENDED,  "attended",    N_("Was there")) \
  X(ACT_MISSED,    "missed",      N_("Was not there")) \
  X(ACT_CANCELLED, "cancelled",   N_("Cancelled by us")) \
  X(ACT_COMPLETE,  "complete",    N_("Completed")) \
  X(ACT_RETURN,    "return",      N_("Returned")) \
  X(ACT_REFUSED,   "refused",     N_("Does not want it now")) \
  X(ACT_DROPPED,   "dropped",     N_("Stopped early")) \
  X(ACT_WHY,       "why",         N_("The person says why")) \
  X(ACT_WITHDRAW,  "withdraw",    N_("Permission withdrawn")) \
  X(ACT_BRIDGED,   "bridged",     N_("Contact while waiting")) \
  X(ACT_TAKEN,     "taken",       N_("Another colleague has it now")) \
  X(ACT_TOUCH,     "touch",       N_("Kept in touch")) \
  X(ACT_RELAPSE,   "relapse",     N_("It goes wrong again: help now")) \
  X(ACT_CLOSE,     "close",       N_("Finished"))
DECLARE_CHOICES(referral_act, REFERRAL_ACTS)
enum { ACT_COUNT = ACT_CLOSE + 1 };

/* What is to be done next, by whoever is responsible. */
#define REFERRAL_NEXTS(X) \
  X(NEXT_NOTHING,    NULL,           N_("Nothing more")) \
  X(NEXT_PERMISSION, "permission",   N_("Ask for permission")) \
  X(NEXT_SEND,       "send",         N_("Send it")) \
  X(NEXT_FIRST_CALL, "first_call",   N_("Call for the first time")) \
  X(NEXT_CALL_AGAIN, "call_again",   N_("Call again")) \
  X(NEXT_OFFER,      "offer",        N_("Make an appointment: a date and a name")) \
  X(NEXT_ARRIVAL,    "arrival",      N_("Tell whether the person arrived")) \
  X(NEXT_START,      "start",        N_("Tell whether it started")) \
  X(NEXT_LOOK,       "look",         N_("Tell how it goes")) \
  X(NEXT_AFTERCARE,  "aftercare",    N_("Ask how it goes now")) \
  X(NEXT_OTHER,      "other",        N_("Choose other help")) \
  X(NEXT_KEEP,       "keep_in_touch", N_("Get in touch again")) \
  X(NEXT_LOOK_AGAIN, "look_again",   N_("Get in touch: the help stopped early"))
DECLARE_CHOICES(referral_next, REFERRAL_NEXTS)

/* Why not, or not any more; each step takes some of them. Barriers: Fontys 2023 (what keeps people from help), Inventarisatie Oost-Brabant. */
#define REFERRAL_REASONS(X) \
  X(REASON_UNKNOWN,   NULL,           N_("Unknown")) \
  X(REASON_FULL,      "full",         N_("Full: the wait is too long")) \
  X(REASON_NO_FIT,    "no_fit",       N_("Does not fit the target group")) \
  X(REASON_UNSAFE,    "unsafe",       N_("Not safe in this form")) \
  X(REASON_STOPPED,   "stopped",      N_("This offer is paused or has ended")) \
  X(REASON_NO_REACH,  "no_reach",     N_("Could not be reached")) \
  X(REASON_SHAME,     "shame",        N_("Shame, or afraid of what others think")) \
  X(REASON_DENIES,    "denies",       N_("Sees no problem")) \
  X(REASON_DISTRUST,  "distrust",     N_("No trust in help")) \
  X(REASON_COSTS,     "costs",        N_("Costs")) \
  X(REASON_TIME,      "time",         N_("Work, times or children")) \
  X(REASON_DISTANCE,  "distance",     N_("Too far")) \
  X(REASON_LANGUAGE,  "language",     N_("Language")) \
  X(REASON_GROUP,     "group",        N_("Does not want a group")) \
  X(REASON_HAS_HELP,  "has_help",     N_("Has other help already")) \
  X(REASON_WAITED,    "waited",       N_("Waited too long")) \
  X(REASON_BETTER,    "better",       N_("Goes better without")) \
  X(REASON_OTHER,     "other",        N_("Something else"))
DECLARE_CHOICES(referral_reason, REFERRAL_REASONS)

enum { BY_REFERRER = 1, BY_PROVIDER = 2, BY_PROGRAM = 4 };
enum { ASKS_DATE = 1,                  /* when it was, or will be: required */
       ASKS_WITH = 2,                  /* the name of who receives: required */
       ASKS_REASON = 4,                /* one of `reasons`: required */
       ASKS_NOTE = 8,                  /* words: required */
       MAY_NOTE = 16,                  /* words: may be said */
       MAY_DATE = 32,                  /* until when to wait: may be said; then it counts instead of the norm */
       ASKS_AHEAD = 64,                /* the date may lie ahead */
       MAY_OFFER = 128 };              /* which other help fits: may be said */

struct referral_rule {
  enum referral_act act;
  unsigned from;                       /* bits of states */
  enum referral_state to;              /* unknown: stays as it is */
  unsigned by, asks;
  uint64_t reasons;                    /* bits of reasons */
  enum referral_next next;
  unsigned whose;                      /* BY_…: who does what follows; 0: who did it before */
  enum norm norm;                      /* how long that may take; NORM_UNKNOWN with NEXT_NOTHING only */
};
extern const struct referral_rule referral_rules[ACT_COUNT];          /* at the number of its act */

/* Whether that may be done in that state, by one of those (bits). */
bool referral_may(enum referral_state state, enum referral_act act, unsigned by);
/* Whether it only ends or hands over what there is: never refused for being too much. */
bool referral_lets_go(enum referral_act act);
/* The table as Markdown, in English: for the docs. */
void referral_table(struct buf *b);
#endif
