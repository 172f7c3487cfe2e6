/* Assignments: an expert is there for somebody. What is about the person is sealed in a compartment of its own (kind referral), open
 * to who asked and, once they said yes, to the expert. What moves it (state, dates, who) stands apart in a row without anything
 * about the person, so that counting, the nightly job and the coordinator open nothing. */
#ifndef PEER_WORK_H
#define PEER_WORK_H
#include "peer_rank.h"
#include "peer_states.h"

#define PEER_BACKS(X) \
  X(PEER_BACK_UNKNOWN, NULL, N_("Unknown")) \
  X(PEER_BACK_KNOWS,    "knows",    N_("I know this person, or this family")) \
  X(PEER_BACK_TIME,     "time",     N_("I have no time for it now")) \
  X(PEER_BACK_FIT,      "fit",      N_("It does not click, or I am not the right one")) \
  X(PEER_BACK_UNSAFE,   "unsafe",   N_("It does not feel safe")) \
  X(PEER_BACK_HEAVY,    "heavy",    N_("It touches me too much")) \
  X(PEER_BACK_GONE,     "gone",     N_("I stop with this work")) \
  X(PEER_BACK_OTHER,    "other",    N_("Something else"))
DECLARE_CHOICES(peer_back, PEER_BACKS)

#define PEER_ENDINGS(X) \
  X(PEER_ENDING_UNKNOWN, NULL, N_("Unknown")) \
  X(PEER_ENDING_STARTED, "started", N_("The help has begun, this is not needed any more")) \
  X(PEER_ENDING_DONE,    "done",    N_("It has done its work")) \
  X(PEER_ENDING_REFUSED, "refused", N_("The person does not want it any more")) \
  X(PEER_ENDING_LOST,    "lost",    N_("The person cannot be reached")) \
  X(PEER_ENDING_OTHER,   "other",   N_("Something else"))
DECLARE_CHOICES(peer_ending, PEER_ENDINGS)

#define PEER_HOWS(X) \
  X(PEER_HOW_UNKNOWN, NULL, N_("Unknown")) \
  X(PEER_HOW_PHONE,   "phone",   N_("By phone")) \
  X(PEER_HOW_VISIT,   "visit",   N_("Met in person")) \
  X(PEER_HOW_GROUP,   "group",   N_("In a group")) \
  X(PEER_HOW_MESSAGE, "message", N_("By message"))
DECLARE_CHOICES(peer_how, PEER_HOWS)

struct peer_assignment {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id person, referral;          /* what it is for */
  const char *peer_name;
  enum peer_role role;
  const char *language, *called, *reach, *hours;
  enum yes_no voicemail;
  const char *message;
  struct set parts;
  enum peer_back back;
  enum peer_ending ending;
  const char *note;                    /* with the hand-back or the end */
  struct instant asked, closed;
};
DECLARE_RECORD(peer_assignment);

/* Of the same id. Holds nothing about the person. */
struct peer_clock {
  struct id id;
  int32_t version;
  struct id peer, organisation;        /* who was asked, and which organisation coordinates them */
  struct id account;                   /* the expert, or the coordinator of one without an account */
  struct id asked_by, asked_for;       /* account and organisation */
  enum peer_state state;
  struct num gap;
  struct date next;                    /* answer, or contact; unknown: it is over */
  struct date look;                    /* when silence is looked at; unknown: not (any more) */
  struct num step, missed;             /* peer_states.h; contacts tried since somebody was reached */
};
DECLARE_RECORD(peer_clock);

/* What an expert sees before saying yes, in the expert's own compartment. Of the same id; deleted at the answer. */
struct peer_proposal {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id peer;
  enum peer_role role;
  const char *language, *municipality;
  struct set parts;
  struct date begins;
  struct num gap;
};
DECLARE_RECORD(peer_proposal);

struct peer_contact {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id assignment;
  enum peer_how how;
  enum yes_no reached;
  const char *line;
  struct date next;                    /* agreed for the next one */
  struct id by;
  struct instant made;
};
DECLARE_RECORD(peer_contact);

/* As they are asked. */
struct peer_contact_new { enum peer_how how; enum yes_no reached; const char *line; struct date next; };
DECLARE_RECORD(peer_contact_new);
struct peer_back_form { enum peer_back back; const char *note; };
DECLARE_RECORD(peer_back_form);
struct peer_end_form { enum peer_ending ending; const char *note; };
DECLARE_RECORD(peer_end_form);

/* --- the ranked list --------------------------------------------------------------------------------- */

/* What who asks sees of an expert. Background and own experience only if the expert allowed it and it was wished. */
struct peer_choice { struct id id; const char *name, *languages, *background, *organisation; struct peer_fit fit; struct date paused_until; };
struct peer_choice_list { struct peer_choice *at; size_t count; };
/* All experts of the region: those who fit first, the best one first. */
MUST_USE int peer_choices(struct ctx *c, const struct peer_wishes *w, struct peer_choice_list *out);
/* One of them. */
MUST_USE int peer_fits(struct ctx *c, const struct peer *p, const struct peer_wishes *w, struct peer_fit *out);
/* People whom an expert is there for now: accepted or in contact. */
MUST_USE int peer_load(struct ctx *c, struct id peer, size_t *out);

/* --- moving ---------------------------------------------------------------------------------------------- */

/* For the expert it was proposed to (or a keeper, for one without an account). ERR_NOT_FOUND: not theirs, or answered. */
MUST_USE int peer_proposal_get(struct ctx *c, struct id id, struct peer_proposal *out);
/* ERR_INVALID: the expert has as many people as they may have at once; no ground any more. */
MUST_USE int peer_accept(struct ctx *c, struct id id);
MUST_USE int peer_hand_back(struct ctx *c, struct id id, const struct peer_back_form *f);
MUST_USE int peer_end(struct ctx *c, struct id id, const struct peer_end_form *f);
/* ERR_INVALID on `next`: before today, or later than the agreed gap. Unknown: the latest day (not reached: tomorrow). */
MUST_USE int peer_contact_add(struct ctx *c, struct id id, const struct peer_contact_new *n);

/* For whoever is involved; ERR_NOT_FOUND. Contacts newest first. */
MUST_USE int peer_assignment_get(struct ctx *c, struct id id, struct peer_assignment *a, struct peer_clock *k);
MUST_USE int peer_contacts(struct ctx *c, struct id assignment, struct peer_contact_list *out);
MUST_USE int peer_line_of(struct ctx *c, const struct peer_assignment *a, const struct peer_clock *k, struct peer_line *out);
/* Whether the actor stands there as the expert, or as who asked. */
enum peer_who peer_stands_as(const struct ctx *c, const struct peer_clock *k);
/* Who has to do something now; ID_NONE: it is over. */
MUST_USE int peer_responsible(struct ctx *c, const struct peer_clock *k, struct id *out);

/* Open ones: of the actor as an expert, asked by the actor (those handed back lately too), of the actor's organisation's experts. The soonest first. */
MUST_USE int peer_clocks_mine(struct ctx *c, struct peer_clock_list *out);
MUST_USE int peer_clocks_asked(struct ctx *c, struct peer_clock_list *out);
MUST_USE int peer_clocks_kept(struct ctx *c, struct peer_clock_list *out);
MUST_USE int peer_clocks_of(struct ctx *c, struct id peer, struct peer_clock_list *out);

/* --- the nightly job ----------------------------------------------------------------------------------- */

/* At most `most` of the region of the scope whose silence is to be looked at; tells who is next. Done twice it is done once. */
MUST_USE int peers_look(struct ctx *c, size_t most, bool *more);

extern const struct query *const peers_queries[];
/* The store's own. */
MUST_USE int peer_clock_get(struct ctx *c, struct id id, struct peer_clock *out);
MUST_USE int peer_clocks_due(struct ctx *c, size_t most, struct peer_clock_list *out);
MUST_USE int peer_clocks_left(struct ctx *c, size_t most, struct peer_clock_list *out);      /* open ones of accounts that left */
MUST_USE int peer_assignments_for(struct ctx *c, struct id about, struct peer_assignment_list *out);
#endif
