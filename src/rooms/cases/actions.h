/* Actions: who does what, by when, for whom. Those of a plan and those of the case as a whole are one kind of thing, so that a household has
 * one list of what is due. An action lies where it may be read (case_place): with a side, or with everybody of the household.
 * What is due finds its doer by itself (a daily job and the work list), by what is clear: account, day, state; never by what it says.
 * Source: DOMAIN 4.4 (each action: who, what, by when, for whom); Bouwstenen plegeraanbod 2021, 1.2 and 1.3. */
#ifndef ACTIONS_H
#define ACTIONS_H
#include "case_places.h"

#define ACTION_STATES(X) \
  X(ACTION_STATE_UNKNOWN, NULL,      N_("Unknown")) \
  X(ACTION_OPEN,          "open",    N_("To do")) \
  X(ACTION_DONE,          "done",    N_("Done")) \
  X(ACTION_DROPPED,       "dropped", N_("Will not be done"))
DECLARE_CHOICES(action_state, ACTION_STATES)

#define ACTION_FORMS(X) \
  X(ACTION_FORM_UNKNOWN, NULL,         N_("Unknown")) \
  X(ACTION_ALONE,        "alone",      N_("By one, or with one of them")) \
  X(ACTION_CHILDREN,     "children",   N_("With the children")) \
  X(ACTION_TOGETHER,     "together",   N_("A talk, appointment or council with both parties"))
DECLARE_CHOICES(action_form, ACTION_FORMS)

/* The phases of a case in which something is done: for the phase of a household, and for an action in it. */
#define PHASES_OF_A_CASE(X, before) \
  X(before##EARLY,    "early",    N_("Early: first incidents")) \
  X(before##DIRECT,   "direct",   N_("Direct safety")) \
  X(before##RISKCARE, "riskcare", N_("Risk-driven care")) \
  X(before##RECOVERY, "recovery", N_("Recovery"))

#define ACTION_PHASES(X) \
  X(ACTION_PHASE_UNKNOWN, NULL, N_("Unknown")) \
  PHASES_OF_A_CASE(X, ACTION_)
DECLARE_CHOICES(action_phase, ACTION_PHASES)

struct case_action {
  struct id id;
  int32_t version;
  struct id compartment;               /* where `place` says */
  struct id household;
  struct id plan;                      /* of the room of plans; ID_NONE: of the case as a whole */
  enum case_place place;
  const char *what;
  enum action_form form;               /* together: only as together.h allows, whoever asks */
  enum action_phase phase;                    /* in which it is to be done */
  struct id account;                   /* a colleague who does it; ID_NONE: none */
  struct id organisation;              /* for which the colleague works */
  struct id person;                    /* a person of the household who does it (or a member, in what all read); ID_NONE: none */
  const char *somebody;                /* else: who */
  struct id whom;                      /* for which person or member; ID_NONE: for the household */
  struct date due;                     /* the last day */
  enum action_state state;
  const char *result;                  /* what came of it, or why it will not be done: required when it is not open any more */
  struct instant closed;
  struct id writer;                    /* account */
};
DECLARE_RECORD(case_action);

/* As it is asked. `doer`: "account:ID", "person:ID" (also of a member), or "somebody" with `somebody`. */
struct action_new {
  const char *what;
  const char *doer, *somebody;
  struct id whom;
  struct date due;
  enum action_form form;
  enum action_phase phase;
  enum case_place place;
};
DECLARE_RECORD(action_new);

/* A new one, open. `plan`: ID_NONE or the plan it belongs to. ERR_INVALID on its field: nobody does it, a colleague who does not read that place,
 * a person whom that place does not know, a date that is past, a talk together where there may be none (together.h), a secret address in what all read. */
MUST_USE int action_add(struct ctx *c, struct id household, struct id plan, const struct action_new *n, struct id *out);
/* Likewise, into a compartment of the caller's choice, which the place of `n` names: that of a plan. */
MUST_USE int action_add_in(struct ctx *c, const struct case_file *f, struct id compartment, struct id plan, const struct action_new *n, struct id *out);
MUST_USE int action_get(struct ctx *c, struct id id, struct case_action *out);
/* Another doer, day, or words; while it is open. What there was stands in the journal. ERR_CONFLICT: changed since `version`. */
MUST_USE int action_change(struct ctx *c, struct id id, int32_t version, const struct action_new *n);
struct action_close { enum action_state state; const char *result; };
DECLARE_RECORD(action_close);
/* Done, or not to be done: with words. ERR_INVALID: it is not open, or says nothing. */
MUST_USE int action_end(struct ctx *c, struct id id, int32_t version, const struct action_close *n);
/* Open again. ERR_INVALID: it is, or it belongs to a plan: that may be closed, and is closed with nothing left open. */
MUST_USE int action_again(struct ctx *c, struct id id, int32_t version);

/* All of a household that the actor may see, open ones first, by day. Those of a plan: `plan`. */
MUST_USE int actions_of(struct ctx *c, struct id household, struct case_action_list *out);
MUST_USE int actions_of_plan(struct ctx *c, struct id household, struct id plan, struct case_action_list *out);
/* Who does it, for whom: names as the actor knows them; "" when nobody. In c->arena. */
MUST_USE int action_doer(struct ctx *c, const struct case_file *f, const struct case_action *a, const char **out);
const char *action_whom(struct ctx *c, const struct case_file *f, const struct case_action *a);
/* What one may choose: doers (colleagues of the actor's own sides, persons, somebody else), for the field `doer`. */
MUST_USE int action_doers(struct ctx *c, const struct case_file *f, struct choices *out);
/* The lists of a form of action_new, for form_page: doer, whom, place. `lists` has room for 3. */
MUST_USE int action_lists(struct ctx *c, const struct case_file *f, struct field_list lists[static 3]);

/* Whether a talk that was planned together is stopped, as far as the actor may know: it is open, and there may be none now (together.h). Who works for one
 * side is never told: nothing may differ for them by what the other side wrote. */
MUST_USE int action_is_stopped(struct ctx *c, const struct case_file *f, const struct case_action *a, bool *out);

/* Whether it may go where nobody can take it back from: onto paper, into a calendar that is kept elsewhere. A talk together that is still to come only for who
 * works with both parties, while there may be one; for who works for one side never: nothing may differ for them. */
MUST_USE int action_may_leave(struct ctx *c, const struct case_file *f, const struct case_action *a, bool *out);

/* An action as a form asks it. */
struct action_new action_as_asked(struct ctx *c, const struct case_action *a);

/* Open ones of the actor, by day: for the work list. At most ACTIONS_MOST. */
enum { ACTIONS_MOST = 200 };
MUST_USE int actions_mine(struct ctx *c, struct case_action_list *out);
/* Likewise those that are due by that day at the latest. */
MUST_USE int actions_mine_soon(struct ctx *c, struct date by, struct case_action_list *out);

/* Open ones past their day that others do, in households that the actor directs: the longest first, at most ACTIONS_MOST. */
MUST_USE int actions_late_of_others(struct ctx *c, struct case_action_list *out);

/* What is due up to a day, of whoever was not told: nothing of it is opened. The clock's. */
struct action_due { struct id id; int32_t version; struct id compartment; struct id account, organisation; struct date due; };
DECLARE_RECORD(action_due);
MUST_USE int actions_due(struct ctx *c, struct date to, size_t most, struct action_due_list *out);
/* A task for each doer of what is due within ACTION_SOON_DAYS, or late, unless one is open. Region of the scope; the job's. */
enum { ACTION_SOON_DAYS = 2 };
MUST_USE int actions_remind(struct ctx *c, size_t most, bool *more);

/* Whether that account has something open to do in that compartment: one of them, or none. Nothing of it is opened. */
MUST_USE int actions_open_there(struct ctx *c, struct id account, struct id compartment, struct action_due_list *out);
/* The room's `left`: where the account has something open to do that lies there and cannot be read any more, who directs is told. */
MUST_USE int actions_left(struct ctx *c, struct id account, struct id compartment);
/* Tells who directs the household of that compartment, or (where that one may not read it) whoever does, that something there is nobody's. */
MUST_USE int work_left_tell(struct ctx *c, struct id compartment, struct id account);

extern const struct query *const action_queries[];
#endif
