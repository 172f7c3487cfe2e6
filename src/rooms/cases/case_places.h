/* Where something about a household lies, and so who reads it; and whom it can be about. What somebody writes lies with their own side;
 * that all read it is a choice (DESIGN 7: a new free text belongs to its author's side). */
#ifndef CASE_PLACES_H
#define CASE_PLACES_H
#include "form.h"
#include "households.h"

#define CASE_PLACES(X) \
  X(CASE_PLACE_UNKNOWN, NULL, N_("Unknown")) \
  X(PLACE_A,      "a",      N_("Only who works for side A")) \
  X(PLACE_B,      "b",      N_("Only who works for side B")) \
  X(PLACE_PERSON, "person", N_("Only who works with this person")) \
  X(PLACE_SHARED, "shared", N_("Everybody who works with this household, for both sides"))
DECLARE_CHOICES(case_place, CASE_PLACES)

/* A household as the actor sees it, read once for a page or an act. */
enum { COLLEAGUES_KEPT = 32 };
struct colleague_names { struct { struct id account; const char *name; } at[COLLEAGUES_KEPT]; size_t count; };
struct case_file {
  struct household_file file;
  struct colleague_names *colleagues;  /* whose names were asked already; NULL: they are not kept */
};
/* As household_file: a household that was merged gives the one it is part of now. ERR_NOT_FOUND. */
MUST_USE int case_open(struct ctx *c, struct id household, struct case_file *out);

/* The compartment of a place, for something about `about` (a person or a member, ID_NONE: nobody). ERR_INVALID on "place": not a side of the
 * actor's, or nobody's own file. */
MUST_USE int case_compartment(struct ctx *c, const struct case_file *f, enum case_place place, struct id about, struct id *out);
/* `about` as that place may know it. What all read refers to members only: nobody learns there who has a file. ERR_INVALID on `field`:
 * unknown to the actor, or not known to the household and meant for all to read. */
MUST_USE int case_about(struct ctx *c, const struct case_file *f, enum case_place place, struct id about, const char *field, struct id *out);
/* The name of a person or member as the actor sees it; NULL: not to be seen, or nobody. In c->arena. */
const char *case_name(struct ctx *c, const struct case_file *f, struct id about);
/* Likewise without the household's file, for lists over many households: one or two rows are read instead of all of it. */
MUST_USE int case_name_alone(struct ctx *c, struct id about, const char **out);

/* A colleague's name, for who works for the same side; "a colleague" of all others; NULL: nobody. In c->arena. */
MUST_USE int case_colleague(struct ctx *c, const struct case_file *f, struct id account, const char **out);

/* Likewise of who has work where that compartment lies: of a colleague of the actor's side who does not open it any more, that nobody does it. */
MUST_USE int case_worker(struct ctx *c, const struct case_file *f, struct id compartment, struct id account, const char **out);

/* What one may choose from: places; persons, then members without a file that the actor sees (`nobody`: what the unknown choice says, msgid). */
struct choices case_places_of(struct ctx *c, const struct case_file *f);
struct choices case_abouts_of(struct ctx *c, const struct case_file *f, const char *nobody);
/* Whether the actor works with both parties, by somebody else's doing or as who opened it for both, and with every side that there is: else
 * what a side that they do not see wrote (control, for one) could not count. Who works for one side only is never told more than that. */
MUST_USE int case_both_sides(struct ctx *c, const struct case_file *f, bool *out);

/* Whether an account works for a side by somebody else's doing, or directs it, and for which organisation (else untouched). An emergency is none of it. */
MUST_USE int case_side_given(struct ctx *c, const struct household_side *side, struct id account, struct id *organisation, bool *out);

/* The household that a compartment belongs to now, after sides went on by themselves or were put back; `written`: through which it was written. A
 * household that the actor may not open any more is one with a neutral name and nothing in it. */
MUST_USE int case_home(struct ctx *c, struct id compartment, struct id written, struct case_file *out);

/* A column of a household as it is now ($2) and of those that became part of it, directly or with another. Each way in by an index of its own: joined by
 * OR, the households of the whole region are looked through. */
#define CASE_NOW_AND_EARLIER(column) \
  "SELECT household." column " FROM household WHERE household.region = $1 AND household.id = $2" \
  " UNION ALL SELECT household." column " FROM household WHERE household.region = $1 AND household.merged_into = $2" \
  " UNION ALL SELECT household." column " FROM household AS second JOIN household ON household.merged_into = second.id" \
  " WHERE household.region = $1 AND second.merged_into = $2" \
  " UNION ALL SELECT household." column " FROM household AS third JOIN household AS second ON second.merged_into = third.id" \
  " JOIN household ON household.merged_into = second.id WHERE household.region = $1 AND third.merged_into = $2"
/* The query of all rows of a sealed table that belong to a household as it is now ($2): by its compartments, with what was merged into it and the
 * persons who belong to it. A household that was merged may have had others in it. */
#define CASE_ROWS_OF_HOUSEHOLD(T) { &T##_record, "FROM " #T " WHERE " #T ".region = $1 AND " #T ".compartment IN (" \
  CASE_NOW_AND_EARLIER("compartment") \
  " UNION ALL SELECT household_side.compartment FROM household_side WHERE household_side.region = $1 AND household_side.household = $2" \
  " UNION ALL SELECT membership.compartment FROM membership WHERE membership.region = $1 AND membership.household = $2)" }

/* case_places_store.c: how many sides there are, those too that the actor does not see; the household of a compartment that the actor may open (untouched: none). */
MUST_USE int case_sides_count(struct ctx *c, struct id household, int64_t *out);
MUST_USE int case_household_of(struct ctx *c, struct id compartment, struct id *household);
extern const struct query *const case_place_queries[];
#endif
