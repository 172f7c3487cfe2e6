/* The states of a plan as one table: pure rules. A plan that is to be changed becomes a draft again; the version that was final last stays in
 * force and can be read, until the draft is final. Help may last years: nothing ends by itself, and nothing is closed empty. */
#ifndef PLAN_STATES_H
#define PLAN_STATES_H
#include "plans.h"

#define PLAN_ACTS(X) \
  X(PLAN_ACT_UNKNOWN, NULL,       N_("Unknown")) \
  X(PLAN_FINALISE,    "finalise", N_("Make it final")) \
  X(PLAN_REOPEN,      "reopen",   N_("Change the plan")) \
  X(PLAN_REPLACE,     "replace",  N_("Another plan takes its place")) \
  X(PLAN_END,         "end",      N_("End the plan"))
DECLARE_CHOICES(plan_act, PLAN_ACTS)

struct plan_move { enum plan_state from; enum plan_act act; enum plan_state to; };
extern const struct plan_move plan_moves[];
extern const size_t plan_moves_count;
/* Where an act leads; PLAN_STATE_UNKNOWN: it cannot be done in that state. */
enum plan_state plan_next_state(enum plan_state from, enum plan_act act);

/* How it ends, or what takes its place. */
struct plan_closing { const char *outcome; };
DECLARE_RECORD(plan_closing);
struct plan_replacing { struct id by; const char *outcome; };
DECLARE_RECORD(plan_replacing);

/* Makes it final and keeps its text as a version. ERR_INVALID: something is missing (plan_items.h says what); it is no draft.
 * ERR_CONFLICT, here and below: changed since `version`. */
MUST_USE int plan_finalise(struct ctx *c, struct id id, int32_t version);
MUST_USE int plan_reopen(struct ctx *c, struct id id, int32_t version);
/* ERR_INVALID: without words; actions that are still open; `by` is no other final plan of the same kind in the same place. */
MUST_USE int plan_end(struct ctx *c, struct id id, int32_t version, const struct plan_closing *n);
MUST_USE int plan_replace(struct ctx *c, struct id id, int32_t version, const struct plan_replacing *n);
/* Which plans may take its place, for the field `by`. */
MUST_USE int plan_replacements(struct ctx *c, const struct plan *p, const struct case_file *f, struct choices *out);
#endif
