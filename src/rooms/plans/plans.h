/* Plans: how somebody becomes and stays safe, what is done about the causes, how things are mended afterwards. Each adult has an own safety plan,
 * which lies in that person's side: who works for the other side learns neither what stands in it nor that it is there. Help and recovery plans
 * lie with a side, or by choice where all read.
 *
 * A plan names no household and no person in clear: it is found by the compartments that whoever asks may open. So it goes along when a side goes
 * on by itself or two households turn out to be one, and somebody who leaves a household takes no page down.
 * Who does what by when are actions of the room of cases (actions.h) that belong to the plan: there is no second kind.
 * Source: DOMAIN 4.4 (plans; each adult an own safety plan; a named coordinator); Bouwstenen plegeraanbod 2021, 1.2 and 1.3 (one household, one
 * plan; goals of several providers beside one another); Fontys 2023, H3 (who uses violence takes part in the plan). */
#ifndef PLANS_H
#define PLANS_H
#include "case_places.h"

#define PLAN_KINDS(X) \
  X(PLAN_KIND_UNKNOWN, NULL,       N_("Unknown")) \
  X(PLAN_SAFETY,       "safety",   N_("Safety plan")) \
  X(PLAN_HELP,         "help",     N_("Help plan: the causes")) \
  X(PLAN_RECOVERY,     "recovery", N_("Recovery plan"))
DECLARE_CHOICES(plan_kind, PLAN_KINDS)

#define PLAN_STATES(X) \
  X(PLAN_STATE_UNKNOWN, NULL,       N_("Unknown")) \
  X(PLAN_DRAFT,         "draft",    N_("Draft")) \
  X(PLAN_FINAL,         "final",    N_("Final")) \
  X(PLAN_REPLACED,      "replaced", N_("Replaced by another plan")) \
  X(PLAN_ENDED,         "ended",    N_("Ended"))
DECLARE_CHOICES(plan_state, PLAN_STATES)

struct plan {
  struct id id;
  int32_t version;
  struct id compartment;               /* of the person's side, of a child, or what all read */
  struct id household;                 /* through which it was made; sealed */
  enum case_place place;
  enum plan_kind kind;
  struct id person;                    /* for whom: a person, or (where all read) a member; ID_NONE: the household */
  const char *title, *why;             /* why: why now */
  struct id coordinator, organisation; /* account, and for which organisation: exactly one at any moment */
  struct date start, review;           /* review: when it is looked at again; comes back on the coordinator's work list */
  enum plan_state state;
  struct num versions;                 /* how often it was made final */
  struct date closed;
  const char *outcome;                 /* what came of it: nothing is closed empty */
  struct id replaced_by;
  enum yes_no stop;                    /* its person used violence, as it was known when it was made: it stays so where the role is not to be seen any more */
  struct id writer;
};
DECLARE_RECORD(plan);

/* As it is asked. `place`: not asked of a safety plan, which lies in the person's side (a child's: with the child). */
struct plan_new {
  enum plan_kind kind;
  struct id person;
  enum case_place place;
  const char *title, *why;
  struct id coordinator;
  struct date start, review;
};
DECLARE_RECORD(plan_new);

/* A draft. ERR_INVALID on its field: a safety plan for nobody or for somebody whose file the actor does not open; a place that is not the actor's;
 * a coordinator who does not read that place; a review before the start, or past. */
MUST_USE int plan_make(struct ctx *c, struct id household, const struct plan_new *n, struct id *out);
/* The same for who has opened the case already. */
MUST_USE int plan_make_in(struct ctx *c, const struct case_file *f, const struct plan_new *n, struct id *out);
/* ERR_NOT_FOUND: not there, or not to be seen. */
MUST_USE int plan_get(struct ctx *c, struct id id, struct plan *out);
/* Title, why, coordinator and days of one that is not closed; the rest of a draft only. ERR_CONFLICT: changed since p->version. */
MUST_USE int plan_change(struct ctx *c, const struct plan *p);

/* The household that a plan belongs to now, as the actor sees it. Where none is to be seen any more, an empty one of a name that says nothing. */
MUST_USE int plan_home(struct ctx *c, const struct plan *p, struct case_file *out);
/* All that the actor may see of a household: open ones first, those to be looked at soonest first. */
MUST_USE int plans_of(struct ctx *c, const struct case_file *f, struct plan_list *out);
/* Open ones that the actor coordinates and that are to be looked at on or before a day, soonest first, at most PLANS_DUE_MOST. */
enum { PLANS_DUE_MOST = 200 };
MUST_USE int plans_due(struct ctx *c, struct date by, struct plan_list *out);

static inline bool plan_is_open(const struct plan *p) { return p->state == PLAN_DRAFT || p->state == PLAN_FINAL; }
/* ERR_INVALID in words where it is no draft (any more), or closed. */
MUST_USE int plan_needs_draft(struct ctx *c, const struct plan *p);
MUST_USE int plan_needs_open(struct ctx *c, const struct plan *p);
/* Whether this plan must say how the violence of its person stops for good. */
bool plan_needs_stop(const struct plan *p, const struct case_file *f);
/* The role of its person as the actor knows it; their name, translated where there is none. */
enum member_role plan_role(const struct plan *p, const struct case_file *f);
const char *plan_whom(struct ctx *c, const struct plan *p, const struct case_file *f);
/* Whom the plan is about, of those whose files the actor opens: of its side, the one person, or (where all read) everybody. In c->arena. */
MUST_USE int plan_persons(struct ctx *c, const struct plan *p, const struct case_file *f, struct membership_list *out);
/* Who may coordinate: colleagues of the actor's own sides and the actor, for the field `coordinator`. */
MUST_USE int plan_coordinators(struct ctx *c, const struct case_file *f, struct choices *out);

/* plans_store.c, for this room only. */
MUST_USE int plans_in(struct ctx *c, struct id compartment, struct plan_list *out);
/* Whether that account coordinates an open plan that lies there: one of them, or none. Nothing of it is opened. */
struct plan_held { struct id id; int32_t version; struct id compartment; struct id coordinator; };
DECLARE_RECORD(plan_held);
MUST_USE int plans_held(struct ctx *c, struct id account, struct id compartment, struct plan_held_list *out);
extern const struct query *const plan_queries[];
#endif
