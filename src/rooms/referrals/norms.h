/* How long each step may take: a norm per region, which its coordinator sets. Until then those of the field hold.
 * Source: DOMAIN 4.3 (clocks): first contact within 24 hours of an incident or the start of a home ban, weekends included; within 2
 * working days of a registration; a concrete offer, with a date and a name, within 5 working days. The others are ours, to be set. */
#ifndef NORMS_H
#define NORMS_H
#include "db.h"
#include "terms.h"

/* X(NORM_…, "key", N_("What may take so long"), unit, amount) */
#define NORM_LIST(X) \
  X(NORM_UNKNOWN,       NULL,            N_("Unknown"),                                                   TERM_UNIT_UNKNOWN, 0) \
  X(NORM_PERMISSION,    "permission",    N_("A draft: asking for permission"),                            TERM_WORKING_DAYS, 1) \
  X(NORM_SEND,          "send",          N_("Sending, once there is permission"),                         TERM_WORKING_DAYS, 1) \
  X(NORM_INCIDENT_CALL, "incident_call", N_("First contact after an incident, a home ban or a relapse"),  TERM_HOURS,       24) \
  X(NORM_FIRST_CALL,    "first_call",    N_("First contact after the registration"),                      TERM_WORKING_DAYS, 2) \
  X(NORM_CALL_AGAIN,    "call_again",    N_("Calling again after no answer"),                             TERM_WORKING_DAYS, 1) \
  X(NORM_OFFER,         "offer",         N_("A concrete offer, with a date and a name"),                  TERM_WORKING_DAYS, 5) \
  X(NORM_ARRIVAL,       "arrival",       N_("Telling whether the person arrived, after the day agreed"),  TERM_WORKING_DAYS, 1) \
  X(NORM_CONFIRM,       "confirm",       N_("Confirming the arrival by who referred"),                    TERM_WORKING_DAYS, 2) \
  X(NORM_START,         "start",         N_("The start, after the arrival"),                              TERM_WORKING_DAYS, 10) \
  X(NORM_LOOK,          "look",          N_("Looking how it goes, while the help lasts"),                 TERM_DAYS,        28) \
  X(NORM_CANCELLED,     "cancelled",     N_("Contact after a session that was cancelled"),                TERM_WORKING_DAYS, 3) \
  X(NORM_OTHER,         "other",         N_("Choosing other help after a return"),                        TERM_WORKING_DAYS, 1) \
  X(NORM_KEEP,          "keep",          N_("Keeping in touch after a no"),                               TERM_DAYS,        28) \
  X(NORM_LOOK_AGAIN,    "look_again",    N_("Contact after dropping out"),                                TERM_WORKING_DAYS, 1) \
  X(NORM_AFTERCARE,     "aftercare",     N_("Asking how it goes after the end"),                          TERM_DAYS,        90) \
  X(NORM_WAIT,          "wait",          N_("Waiting until the start, without bridging"),                 TERM_DAYS,        14) \
  X(NORM_BRIDGE,        "bridge",        N_("Between two contacts while waiting"),                        TERM_DAYS,         7) \
  X(NORM_RISE,          "rise",          N_("Before what is late goes on to the next: colleagues, team lead, coordinator"), TERM_WORKING_DAYS, 1)
enum norm {
#define NORM_CONSTANT_(constant, key, label, unit, n) constant,
  NORM_LIST(NORM_CONSTANT_)
#undef NORM_CONSTANT_
  NORM_COUNT };
extern const struct choices norm_choices;
static inline const char *norm_label(enum norm n) { return norm_choices.at[n].label; }

struct referral_norm {
  struct id id;
  int32_t version;
  enum norm norm;
  enum term_unit unit;
  struct num amount;
};
DECLARE_RECORD(referral_norm);         /* regional, not sealed */

/* Those of the region of the scope, at their number. */
MUST_USE int norms_of_region(struct ctx *c, struct term out[static NORM_COUNT]);
/* Sets one. ERR_INVALID on "amount": none, or more than a year; first contact after an incident: more than 24 hours. */
MUST_USE int norm_set(struct ctx *c, enum norm norm, enum term_unit unit, struct num amount);
#endif
