/* Handing a household over: a team lead gives what a colleague who is not involved any more worked in to a colleague of the same
 * organisation. The lead is not involved and reads nothing of the file; they choose between people, and say why. */
#ifndef HANDOVER_H
#define HANDOVER_H
#include "accounts.h"
#include "involvement.h"

#define HANDOVER_REASONS(X) \
  X(HANDOVER_UNKNOWN, NULL,         N_("Unknown")) \
  X(HANDOVER_LEFT,    "left",       N_("The colleague does not work here any more")) \
  X(HANDOVER_ABSENT,  "absent",     N_("The colleague is ill or on leave")) \
  X(HANDOVER_OTHER,   "other_work", N_("The colleague does other work now"))
DECLARE_CHOICES(handover_reason, HANDOVER_REASONS)

/* The colleagues whose work in that household waits for somebody: ids, in c->arena. ERR_NOT_FOUND: there is no open task of a
 * household without a worker for the actor's organisation, or the actor does not lead it. */
MUST_USE int handover_from(struct ctx *c, struct id household, struct id **accounts, size_t *count);
/* The posts of the organisation that may be given it: one for each colleague, without the actor. */
MUST_USE int handover_to(struct ctx *c, struct post_list *out);
/* Involves `to` in what `from` worked in through that household and nobody of the organisation works in now, a person's file only
 * if they left it with the side that it is on: for the same, where the organisation opened the file itself or a ground stands
 * today, and no longer than that. `to` gets a task, the lead's is done. ERR_NOT_FOUND; ERR_INVALID on `to`: no colleague who reads
 * files, or one of another part of this household, so that sides stay apart; ERR_INVALID on `reason`. */
MUST_USE int hand_over(struct ctx *c, struct id household, struct id from, struct id to, enum handover_reason reason);

extern const struct query *const handover_queries[];
#endif
