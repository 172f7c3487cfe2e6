/* Signing up for help oneself (aanmelden): three fields, no file. Whoever signs up is called back by the desk of the region.
 *
 * The site that takes a sign-up in may have no keys: it seals it to the desk (seal_to.h) and keeps a follow code's hash; a process
 * with keys takes it in (taking.h), into a compartment of its own. What the desk sees in its list says nothing about the person;
 * what was written is sealed, for the colleagues of the desk, each read in the journal.
 *
 * Source: DOMAIN 4.3 (self-registration, clocks) and 4.2 rule 1 (acute danger first); Bouwstenen plegeraanbod 2021 (quickly, warmly). */
#ifndef SIGNUPS_H
#define SIGNUPS_H
#include "db.h"

#define SIGNUP_FOR(X) \
  X(SIGNUP_FOR_UNKNOWN, NULL,   N_("Not said")) \
  X(SIGNUP_FOR_SELF,  "self",   N_("Myself")) \
  X(SIGNUP_FOR_OTHER, "other",  N_("Somebody else: my (ex-)partner, my child, a relative or a friend"))
DECLARE_CHOICES(signup_for, SIGNUP_FOR)

/* How far it is; what follows who has the code is told less (follow.h). */
#define SIGNUP_STATES(X) \
  X(SIGNUP_STATE_UNKNOWN, NULL, N_("Unknown")) \
  X(SIGNUP_NEW,     "new",      N_("Not called yet")) \
  X(SIGNUP_CALLING, "calling",  N_("Called, not reached yet")) \
  X(SIGNUP_REACHED, "reached",  N_("Got through")) \
  X(SIGNUP_KEPT,    "kept",     N_("Does not want it now: keep in touch")) \
  X(SIGNUP_CLOSED,  "closed",   N_("Closed"))
DECLARE_CHOICES(signup_state, SIGNUP_STATES)

#define SIGNUP_OUTCOMES(X) \
  X(OUTCOME_UNKNOWN, NULL,          N_("Not known yet")) \
  X(OUTCOME_HELPED,    "helped",    N_("Helped on the phone")) \
  X(OUTCOME_REFERRED,  "referred",  N_("Led to help")) \
  X(OUTCOME_NOT_NOW,   "not_now",   N_("Does not want it now")) \
  X(OUTCOME_UNREACHED, "unreached", N_("Cannot be reached")) \
  X(OUTCOME_STOP,      "stop",      N_("Never call again")) \
  X(OUTCOME_WITHDRAWN, "withdrawn", N_("Withdrawn by who signed up")) \
  X(OUTCOME_SILENT,    "silent",    N_("Nothing happened until the term was over"))
DECLARE_CHOICES(signup_outcome, SIGNUP_OUTCOMES)

enum {
  SIGNUP_CALL_HOURS = 24,            /* norm of a first call after an incident; also at night and in weekends */
  SIGNUP_CALL_DAYS = 2,              /* of any other; working days */
  SAME_OPEN_MOST = 3,                /* open sign-ups with one number: a couple, a neighbour. What more comes is counted only */
  SAME_CALLS_A_DAY = 3,              /* a number is called at most so often a day, however many sign-ups have it */
  STOP_TOLD_TIMES = 1,               /* so many after "never call again" are still shown: people change their minds. The rest is not */
  STOP_KEPT_MONTHS = 24,
  UNREACHED_AFTER = 3                /* tries before "cannot be reached" */
};

/* What the list shows: process, and nothing about the person. Open ones have exactly one responsible and one next date, closed ones
 * have none: signup_save holds to it. */
struct signup {
  struct id id;
  int32_t version;
  struct id file;                    /* the compartment that holds what was written */
  struct id follow;                  /* whose code follows it */
  struct instant made;               /* when it was sent */
  enum yes_no urgent;                /* there was violence just now */
  struct instant due;                /* the first call is late from then on */
  struct instant called;             /* the first try; unknown: there was none */
  enum signup_state state;
  struct id responsible;             /* account */
  struct date next;
  struct num tries;                  /* in all */
  struct date tried_on;              /* the last day with a try, and how many that day */
  struct num tries_that_day;
  struct id same;                    /* sign-ups with one number that are open together share it; it says nothing about the number */
  struct num more;                   /* sign-ups with this number that were only counted */
  enum yes_no stopped;               /* this number said before: never call again */
  enum signup_outcome outcome;
  struct instant closed, touched;    /* touched: the last time anything happened */
};
DECLARE_RECORD(signup);              /* regional, not sealed */

/* What was written. */
struct signup_said {
  struct id id;
  int32_t version;
  struct id compartment;
  const char *reach, *hours, *place; /* the three that are enough */
  enum signup_for for_whom;
  const char *alias, *language;
  enum yes_no voicemail;
  const char *who_answers;           /* who else may pick up, what may be said then */
  const char *remark;
  const char *offer;                 /* slug of the help it began at */
  const char *word;                  /* the desk says it first */
  struct instant changed;            /* the way to be reached, by who signed up */
};
DECLARE_RECORD(signup_said);

#define SIGNUP_STEPS(X) \
  X(STEP_UNKNOWN,      NULL,           N_("Unknown")) \
  X(STEP_REACHED,      "reached",      N_("Got through")) \
  X(STEP_NO_ANSWER,    "no_answer",    N_("No answer")) \
  X(STEP_WRONG_NUMBER, "wrong_number", N_("Wrong number")) \
  X(STEP_LATER,        "later",        N_("Call again on another day")) \
  X(STEP_NOTE,         "note",         N_("Note")) \
  X(STEP_HELPED,       "helped",       N_("Helped on the phone")) \
  X(STEP_REFERRED,     "referred",     N_("Led to help")) \
  X(STEP_NOT_NOW,      "not_now",      N_("Does not want it now")) \
  X(STEP_UNREACHED,    "unreached",    N_("Cannot be reached")) \
  X(STEP_STOP,         "stop",         N_("Never call again")) \
  X(STEP_TAKEN,        "taken",        N_("Taken over")) \
  X(STEP_CHANGED,      "changed",      N_("Changed the way to be reached"))
DECLARE_CHOICES(signup_step_kind, SIGNUP_STEPS)

/* What was done, one line each; the last two kinds are not chosen. */
struct signup_step {
  struct id id;
  int32_t version;
  struct id compartment;
  struct instant at;
  struct id by;                      /* account; ID_NONE: who signed up */
  enum signup_step_kind kind;
  const char *note;
};
DECLARE_RECORD(signup_step);

/* What stays of a number after "never call again": a keyed hash, and how many sign-ups came since. */
struct signup_stop {
  struct id id;
  int32_t version;
  const char *tag;                   /* SECRET */
  struct date since;
  struct num times;
};
DECLARE_RECORD(signup_stop);

/* One form of a way to be reached for all that is equal: a phone number, else a mail address; NULL: neither. In c->arena. */
const char *reach_normal(struct ctx *c, const char *typed);
#define NO_REACH N_("Write one phone number (06 12345678) or one mail address, and nothing else.")

/* Writes it. ERR_INVALID: an open one without a responsible and a next date, or a closed one with either. */
MUST_USE int signup_save(struct ctx *c, const struct signup *s);
MUST_USE int signup_get(struct ctx *c, struct id id, struct signup *out);
/* What was written, for whoever works with it. ERR_NOT_FOUND: not the actor's to read. */
MUST_USE int signup_read(struct ctx *c, const struct signup *s, struct signup_said *out);
/* Oldest first. */
MUST_USE int signup_steps(struct ctx *c, const struct signup *s, struct signup_step_list *out);
/* Writes a line in its file. */
MUST_USE int signup_note(struct ctx *c, const struct signup *s, enum signup_step_kind kind, const char *note);
static inline bool signup_is_open(const struct signup *s) { return s->state != SIGNUP_CLOSED; }

/* What a referral can begin with: who signed up, as far as it was said. In c->arena. */
struct signup_lead {
  const char *alias, *reach, *hours, *place, *who_answers, *language, *offer;
  enum yes_no voicemail;
  enum signup_for for_whom;
};
/* ERR_NOT_FOUND: not there, closed, or not the actor's to read: the same words. */
MUST_USE int signup_for_referral(struct ctx *c, struct id signup, struct signup_lead *out);

/* --- store --------------------------------------------------------------------------------------------------- */
MUST_USE int signups_open(struct ctx *c, struct signup_list *out);                    /* by next date */
MUST_USE int signups_closed(struct ctx *c, struct signup_list *out);                  /* the newest first, at most a hundred */
MUST_USE int signups_same(struct ctx *c, struct id same, struct signup_list *out);    /* of a number, oldest first */
MUST_USE int signups_done_before(struct ctx *c, struct instant then, struct signup_list *out);   /* closed, or silent, since before then; some */
MUST_USE int signup_of_follow(struct ctx *c, struct id follow, struct signup *out);
MUST_USE int signup_of_file(struct ctx *c, struct id file, struct signup *out);
MUST_USE int said_of(struct ctx *c, struct id file, struct signup_said *out);
MUST_USE int steps_of(struct ctx *c, struct id file, struct signup_step_list *out);
MUST_USE int stop_of(struct ctx *c, const char *tag, struct signup_stop *out);
MUST_USE int stops_before(struct ctx *c, struct date then, struct signup_stop_list *out);
extern const struct query *const signup_queries[];
#endif
