/* Households: who belong together, and the sides that keep them apart. Three kinds of compartments:
 *   shared   what the household as a whole may know: its name in words chosen with care, who belongs to it. Both sides read it.
 *   side     what one party's workers write for that party. The other side does not learn that it exists.
 *   person   each person's own (persons.h), opened to the workers of the side that they are on.
 * Which shared member is which person is sealed with the person: who sees only the shared part cannot tell whether somebody
 * has a file at all. Source: Bouwstenen plegeraanbod 2021 (one household, one plan; each party safe). */
#ifndef HOUSEHOLDS_H
#define HOUSEHOLDS_H
#include "involvement.h"
#include "persons.h"

struct household {
  struct id id;
  int32_t version;
  struct id compartment;               /* shared */
  const char *name;                    /* neutral: "Huishouden", "Gezin aan het water" */
  const char *address;                 /* only what all sides know anyway */
  const char *note;
  struct instant opened;
  struct id merged_into;               /* ID_NONE: it stands by itself */
  struct id split_from;                /* the household that its side was part of; ID_NONE: none. What is secret there stays so here (secrets.h) */
};
DECLARE_RECORD(household);

#define SIDE_LETTERS(X) \
  X(SIDE_UNKNOWN, NULL, N_("Unknown")) \
  X(SIDE_A, "a", N_("Side A")) \
  X(SIDE_B, "b", N_("Side B"))
DECLARE_CHOICES(side_letter, SIDE_LETTERS)

struct household_side {
  struct id id;
  int32_t version;
  struct id compartment;               /* side */
  struct id household;
  enum side_letter letter;
  const char *notes;                   /* the side's own */
};
DECLARE_RECORD(household_side);

#define MEMBER_ROLES(X) \
  X(MEMBER_ROLE_UNKNOWN, NULL,  N_("Unknown")) \
  X(MEMBER_USES,        "uses_violence",        N_("Uses violence")) \
  X(MEMBER_EXPERIENCES, "experiences_violence", N_("Experiences violence")) \
  X(MEMBER_BOTH,        "both",  N_("Uses violence and experiences it")) \
  X(MEMBER_CHILD,       "child", N_("Child")) \
  X(MEMBER_OTHER,       "other", N_("Otherwise involved"))
DECLARE_CHOICES(member_role, MEMBER_ROLES)
static inline bool uses_violence(enum member_role role) { return role == MEMBER_USES || role == MEMBER_BOTH; }

/* Who belongs to the household, as all sides know it. Holds no reference to a file: nobody learns here whether there is one. */
struct household_member {
  struct id id;
  int32_t version;
  struct id compartment;               /* shared */
  struct id household;
  const char *shared_name;
  enum member_role role;
  const char *relation;                /* "moeder van Sem" */
};
DECLARE_RECORD(household_member);

/* Where a person belongs: sealed with the person. */
struct membership {
  struct id id;
  int32_t version;
  struct id compartment;               /* the person's */
  struct id household, person;
  struct id side;                      /* ID_NONE: on no side (a child) */
  struct id member;                    /* as the household knows them; ID_NONE: the household does not know this person */
  enum member_role role;
  const char *relation;
};
DECLARE_RECORD(membership);

#define SIDE_CHOICES(X) \
  X(MY_SIDE_UNKNOWN, NULL,   N_("Unknown")) \
  X(MY_SIDE_A,       "a",    N_("One party: side A")) \
  X(MY_SIDE_B,       "b",    N_("One party: side B")) \
  X(MY_SIDE_BOTH,    "both", N_("Both, as the director"))
DECLARE_CHOICES(my_side, SIDE_CHOICES)

/* A new household with the side(s) that the actor works for; they are involved. An empty name becomes a neutral one. */
struct household_new { const char *name; enum my_side mine; };
DECLARE_RECORD(household_new);
MUST_USE int household_open(struct ctx *c, const struct household_new *n, struct id *out);
/* An own side in a household whose shared part the actor may open. ERR_INVALID: the actor works for that letter already. Says
 * nothing of sides that the actor may not see. */
MUST_USE int side_open(struct ctx *c, struct id household, enum side_letter letter, struct id *out);
struct side_new { enum side_letter letter; };
DECLARE_RECORD(side_new);
MUST_USE int household_get(struct ctx *c, struct id id, struct household *out);
MUST_USE int household_change(struct ctx *c, const struct household *h);
MUST_USE int side_get(struct ctx *c, struct id id, struct household_side *out);
MUST_USE int side_change(struct ctx *c, const struct household_side *s);

/* The actor's own, newest first, at most HOUSEHOLDS_A_PAGE of them after the key ("" or NULL: from the start).
 * `*next`: the key of the next page; NULL: this was the last. Households that were merged into another are left out. */
enum { HOUSEHOLDS_A_PAGE = 25 };
MUST_USE int households_mine(struct ctx *c, const char *after, struct household_list *out, const char **next);

/* All that the actor may see of one household. */
struct household_file {
  struct household household;
  struct household_list earlier;             /* those that were merged into it */
  struct household_side_list sides;
  struct household_member_list members;      /* by role, then name */
  struct membership_list memberships;
  struct person_list persons;                /* of the memberships, in the same order */
};
/* The household itself, or the one that it was merged into. ERR_NOT_FOUND. */
MUST_USE int household_now(struct ctx *c, struct id id, struct household *out);
/* A household that was merged gives the one it is part of now. Who sees a side but not the shared part any more gets a household
 * without compartment. ERR_NOT_FOUND. */
MUST_USE int household_file(struct ctx *c, struct id id, struct household_file *out);
/* In what was read: where a person belongs, or whoever is that member; the member; the side. NULL: ID_NONE, or none that the actor sees. */
const struct membership *file_membership_of(const struct household_file *f, struct id person);
const struct membership *file_membership_as(const struct household_file *f, struct id member);
const struct household_member *file_member(const struct household_file *f, struct id member);
/* Whether two ids name one human being: the person, and the member that the household knows of them. */
bool file_same(const struct household_file *f, struct id a, struct id b);
const struct household_side *file_side(const struct household_file *f, struct id side);

/* A person on a side: everybody who is involved in the side becomes involved in them. With a shared name the household knows
 * them under it (linked with the member of that name, if there is one without a file that the actor sees); without one the
 * shared part says nothing of them. ERR_INVALID unless `anyway`: the actor sees somebody of that name and birth date already. Of others
 * of that name and birth date in the region nothing is said here: who works with them is told (possible_doubles.h). Counts as a search. */
struct person_new {
  const char *given_names, *called, *prefix, *surname;
  struct date birth;
  enum person_gender gender;
  enum member_role role;
  const char *relation, *shared_name;
  enum yes_no anyway;
};
DECLARE_RECORD(person_new);
MUST_USE int person_add(struct ctx *c, struct id side, const struct person_new *n, struct id *out);
/* Likewise without looking for doubles: of somebody who is made up (synth.h). */
MUST_USE int person_add_made_up(struct ctx *c, struct id side, const struct person_new *n, struct id *out);
/* Whether joining that side would open what must stay where it is: an address that is secret, or a shelter's; or other colleagues work with the
 * person now than there: these would read the whole file, those learn of the other household. Who works where the actor may not see counts too;
 * which of these it is, is not said. */
MUST_USE int person_stays_apart(struct ctx *c, struct id person, struct id side, bool *out);
#define STAYS_APART N_("This file stays where it is: it holds a secret address, or other colleagues work with it. Joining would open all of it to everybody who works there. " \
  "Add this person there anew, by name only: that becomes a file of its own.")
/* A person that is there already joins a side of another household. ERR_INVALID: belongs to it, or stays apart. */
MUST_USE int person_join(struct ctx *c, struct id person, struct id side, enum member_role role, struct id *out);
/* Moves a person to another side of the same household: who works for the new side comes in, who does not goes out. */
MUST_USE int person_change_side(struct ctx *c, struct id membership, struct id side);
MUST_USE int memberships_of_person(struct ctx *c, struct id person, struct membership_list *out);

/* What the household knows: all sides read it. */
MUST_USE int member_add(struct ctx *c, const struct household_member *m, struct id *out);
MUST_USE int members_of_household(struct ctx *c, struct id household, struct household_member_list *out);
MUST_USE int member_get(struct ctx *c, struct id id, struct household_member *out);
MUST_USE int member_change(struct ctx *c, const struct household_member *m);
MUST_USE int member_remove(struct ctx *c, struct id member);

/* Two households turn out to be one: all of `gone` refers to `keep` from now on. Sides and persons stay sealed as they were, and
 * open to the same colleagues; only the two shared parts open to everybody who works with either. The actor must be involved
 * in both. */
MUST_USE int household_merge(struct ctx *c, struct id keep, struct id gone);
/* The persons of a side go on as a household of their own; colleagues of that side come along, nobody else. The old household's
 * shared part does not change: the other side sees no difference. Who directs the household decides it; where nobody who works for that side directs,
 * whoever works for it may: so each party can go. The actor directs the new one; the old one keeps its director, and if that one works for no side
 * of what is left, those who remain are told at once. ERR_NOT_FOUND: not the actor's side. ERR_INVALID: a colleague of that side directs, or as what
 * the actor works they cannot direct. */
MUST_USE int household_split(struct ctx *c, struct id side, const char *name, struct id *out);
/* Asks who directs to split: they get a task. ERR_INVALID: nobody is to be asked, the actor may do it. */
MUST_USE int household_split_ask(struct ctx *c, struct id side);
/* From which household it was split off, where it can still be put back by the actor: who did it, or directs one of the two; ID_NONE: not. */
MUST_USE int household_split_from(struct ctx *c, struct id household, struct id *out);
/* Puts it back: sides, persons and what was written come along; whoever works with it reads the old shared part too, but the other sides see no
 * difference: what stands in its own shared part stays for those who read it. Its director, if another, is told. ERR_INVALID: it was not split off,
 * or is not the actor's to put back. `out`: the household that it belongs to again. */
MUST_USE int household_unsplit(struct ctx *c, struct id household, struct id *out);

extern const struct query *const household_queries[];
#endif
