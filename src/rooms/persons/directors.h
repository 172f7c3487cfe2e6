/* Who directs a household: exactly one colleague at any moment, from its opening on. Handing it over is done when the other says yes; until then
 * the first directs. Everybody who works with the household reads who it is. Source: DOMAIN 4.4; Bouwstenen plegeraanbod 2021, 1.3 (one
 * household, one plan, one director); Fontys 2023 (who directs is known to all). */
#ifndef DIRECTORS_H
#define DIRECTORS_H
#include "households.h"

struct household_director {
  struct id id;                        /* the household's own id: so there is never a second row */
  int32_t version;
  struct id compartment;               /* shared */
  struct id account, organisation;     /* who directs, for which organisation */
  struct instant since;
  struct id asked, asked_organisation; /* who was asked to take over; ID_NONE: nobody */
  struct instant asked_at;
  const char *why;                     /* of the hand-over, or of taking it up; NULL: none, or the hand-over was refused or taken back */
};
DECLARE_RECORD(household_director);

/* The actor directs a household that they just made, in its shared compartment. */
MUST_USE int director_begin(struct ctx *c, struct id household, struct id compartment);
/* ERR_NOT_FOUND: the household is not to be seen, or it was opened before there were directors and nobody took it up yet. */
MUST_USE int director_of(struct ctx *c, struct id household, struct household_director *out);
/* Who may direct: whose role opens households (MAY_DIRECT). Others do their own part of it. Source: DOMAIN 2; Bouwstenen plegeraanbod 2021, 1.3. */
#define CANNOT_DIRECT N_("As what you work here you cannot direct a household: you do your own part of it. Ask a colleague who may open households to take it up.")
/* Whether the actor directs it; whether who directs it still may, in a post for that organisation in this region, and works for a side of it. */
MUST_USE int director_is_me(struct ctx *c, struct id household, bool *out);
MUST_USE int director_works_here(struct ctx *c, const struct household_director *d, bool *out);

struct director_ask { struct id to; const char *why; };
DECLARE_RECORD(director_ask);
/* Asks a colleague who works for a side of the household (involved_of) to take over; they get a task. ERR_INVALID: the actor does not direct it, the
 * other does not work there any more, is not involved, reads only what all read or may not direct, or somebody is asked already. */
MUST_USE int director_hand_over(struct ctx *c, struct id household, int32_t version, const struct director_ask *n);
/* The asked one says yes (directs from now on) or no; the director takes the question back. ERR_CONFLICT: changed since `version`.
 * ERR_INVALID: the actor was not asked, or the post they were asked for has ended or may not direct (any more). */
MUST_USE int director_accept(struct ctx *c, struct id household, int32_t version);
MUST_USE int director_decline(struct ctx *c, struct id household, int32_t version);
MUST_USE int director_take_back(struct ctx *c, struct id household, int32_t version);
struct director_take { const char *why; };
DECLARE_RECORD(director_take);
/* Takes it up where nobody directs, or who did does not work there any more. ERR_INVALID: somebody does, or the actor may not direct.
 * `version` 0: there was none. */
MUST_USE int director_take_up(struct ctx *c, struct id household, int32_t version, const struct director_take *n);
/* Whom the director may ask: those of involved_choices who work for a side and may direct, each with for how many: of whoever works for one side only, that
 * is only their own. By account; the first says "choose". In c->arena. */
MUST_USE int director_choices(struct ctx *c, struct id household, struct id but, struct choices *out);
/* The households that an account directs, in this region. */
MUST_USE int directed_by(struct ctx *c, struct id account, struct household_director_list *out);

/* Those whose director does not work there any more, or only as what cannot direct, and of whom nobody was told: at most `most`. Nothing of them is opened. Region of the scope. */
struct director_left { struct id id; int32_t version; struct id compartment; struct id account, organisation; };
DECLARE_RECORD(director_left);
MUST_USE int directors_left(struct ctx *c, size_t most, struct director_left_list *out);
/* Tasks for the team leader where that one worked and for whoever works with the household: somebody must take it up. */
MUST_USE int director_left_tell(struct ctx *c, const struct director_left *d);
/* The room's `left`: at once, where that account directs and cannot any more. */
MUST_USE int directors_gone(struct ctx *c, struct id account, struct id compartment);
/* Likewise of one household. */
MUST_USE int director_look(struct ctx *c, struct id household);

/* directors_store.c, for this room only. As whoever acts; nothing of them is opened. Those that an account directs: with that shared part or that side, or
 * (ID_NONE) all; the row of one household. Where the sides of a household lie. */
MUST_USE int directed_in(struct ctx *c, struct id account, struct id compartment, struct director_left_list *out);
MUST_USE int director_row(struct ctx *c, struct id household, struct director_left_list *out);
struct side_place { struct id id; int32_t version; struct id compartment; struct id household; };
DECLARE_RECORD(side_place);
MUST_USE int side_places(struct ctx *c, struct id household, struct side_place_list *out);

extern const struct query *const director_queries[];
#endif
