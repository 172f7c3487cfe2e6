/* Need to know: how involvement in a household is given, passed on and ended. The rows are store/involvement.h.
 * Every way in is a change in the journal, and every disclosure to another organisation asks the grounds (grounds.h). */
#ifndef NEED_TO_KNOW_H
#define NEED_TO_KNOW_H
#include "involvement.h"
#include "permissions.h"

enum { EMERGENCY_HOURS = 4 };

/* Why a compartment was opened in an emergency: sealed with it, so that whoever is involved can read it. */
struct emergency_use {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id account;
  struct instant at;
  const char *reason;
};
DECLARE_RECORD(emergency_use);

/* Makes whoever acts involved in a compartment that they just made (a new household, person or side). ERR_NOT_FOUND: it is
 * not new, somebody has been involved in it before. */
MUST_USE int involve_self(struct ctx *c, struct id compartment, struct id household, enum purpose purpose);
/* Involves another account (working for that organisation) in compartments that the actor may open; nothing where they are
 * already. It lasts no longer than the ground it stands on, nor than the actor's own. ERR_NOT_FOUND: one of them is not the
 * actor's to give, or only in an emergency; ERR_INVALID: no ground for sharing with another organisation, or the account has
 * no role there that sees files. */
MUST_USE int involve(struct ctx *c, struct id account, struct id organisation, const struct id *compartments, size_t count, struct id household, enum purpose purpose);
/* A rule of the house gives it, whoever acts: a referral that is sent, taken over, or goes on because somebody is away. Only a referral's,
 * registration's or peer contact's own compartment. It is that organisation's own, or a ground stands for it (then for as long).
 * `given_by`: an account other than `account`, whose decision it follows; ID_NONE: the program's. ERR_NOT_FOUND: another kind; ERR_INVALID: no
 * ground, or no role there that sees files. */
MUST_USE int involve_by_rule(struct ctx *c, struct id account, struct id organisation, struct id compartment, enum purpose purpose, struct id given_by);
/* A rule of the house ends it too: of one account (another colleague has it now), or of everybody (ID_NONE: it is finished, nobody's to open
 * any more, and its retention term runs). `at`: not later than now: at once; else it lasts no longer than until then. ERR_NOT_FOUND: another
 * kind of compartment. */
MUST_USE int involvement_end_by_rule(struct ctx *c, struct id account, struct id compartment, struct instant at);
/* OK where the actor decides about a compartment. ERR_NOT_FOUND: it is not theirs to open; ERR_INVALID: in an emergency only. */
MUST_USE int involvement_is_own(struct ctx *c, struct id compartment);
/* Everybody who is involved in `from` becomes involved in `to` for the same, on the same grounds: a person who joins a side.
 * `to` is new: nobody but the actor has been involved in it. What is an emergency in `from` is none in `to`. */
MUST_USE int involve_same(struct ctx *c, struct id from, struct id to, struct id household);
/* Likewise, into a compartment that is not new but the actor's to give as `from` is: a person who moves to another side, two
 * households that turn out to be one. It lasts no longer than the actor's own. */
MUST_USE int involve_also(struct ctx *c, struct id from, struct id to, struct id household);
/* Ends in `from`, as far as it came through that household, the involvement of whoever is not involved in `keep`. */
MUST_USE int involvement_end_but(struct ctx *c, struct id from, struct id keep, struct id household);
/* What was given through one household counts as given through another from now on: in all of its compartments, or only in
 * those of `compartments` (count 0: all) for whoever works in the first of them, a side. Who is involved in what stays the same. */
MUST_USE int involvements_move(struct ctx *c, struct id from_household, struct id to_household, const struct id *compartments, size_t count);
/* Whether that account is, or was, involved in a side of the household that the actor works for too. Whoever only shares the
 * household's common part, or a child, or came in because of a danger, may be of the other side: their names and what they wrote
 * down are not for the actor. */
MUST_USE int same_side(struct ctx *c, struct id household, struct id account, bool *out);
/* Likewise whether anybody works, or worked, for that organisation on a side that the actor works for too. */
MUST_USE int organisation_on_own_side(struct ctx *c, struct id household, struct id organisation, bool *out);
/* Ends the involvement of an account in a household: their own, or that of somebody on a side that the actor works for.
 * ERR_NOT_FOUND: there is nothing that the actor may end. Who was the last leaves a task for their organisation. */
MUST_USE int involvement_end(struct ctx *c, struct id account, struct id household);

/* Tells whoever counts on it (ctx.left) that an account does not open that compartment any more, or (ID_NONE) has a post less. All that ends an
 * involvement or a post calls it, in its transaction and in the region that it is of. */
MUST_USE int involvement_left(struct ctx *c, struct id account, struct id compartment);

/* Ends all of an account in that region, for one organisation (ID_NONE: for every one): a colleague who leaves. */
MUST_USE int involvements_end_all(struct ctx *c, struct id account, struct id organisation, const char *region);

/* Opens compartments for EMERGENCY_HOURS because of a danger: `reason` (required) is sealed with each of them; the directors
 * of the household and the privacy officer of the region get a task at once. ERR_NOT_FOUND: the role may not, or there is
 * no such compartment in the region. */
MUST_USE int involve_emergency(struct ctx *c, const struct id *compartments, size_t count, struct id household, const char *reason);
/* Until when the actor sees this because of an emergency, and for no other reason; unknown: it is not so. */
MUST_USE int emergency_ends(struct ctx *c, struct id compartment, struct instant *out);
/* The emergencies in a compartment that the actor may open, newest first. */
MUST_USE int emergencies_of(struct ctx *c, struct id compartment, struct emergency_use_list *out);
/* The emergency accesses of the region, the newest first, at most EMERGENCIES_A_PAGE rows: who, when, until when, of which file;
 * never why. One use of it is a row for each file that it opened. */
enum { EMERGENCIES_A_PAGE = 300 };
MUST_USE int emergencies_of_region(struct ctx *c, struct involvement_list *out);

extern const struct query *const need_to_know_queries[];
#endif
