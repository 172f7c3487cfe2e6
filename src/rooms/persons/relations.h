/* Who is what of whom, from when until when: partners, parents and children, whoever cares for them. Ended relations stay.
 * Each lies where somebody put it on purpose: what both parties know in the shared part, between those whom the household knows;
 * what only one side knows (a new partner, a child elsewhere) in that side's compartment. Nothing moves from the one to the other
 * by itself. Ends that a reader may not see take their relation with them: no hole, no number. DOMAIN 4.4. */
#ifndef RELATIONS_H
#define RELATIONS_H
#include "genogram.h"
#include "households.h"

#define KIN_KINDS(X) \
  X(KIN_UNKNOWN,      NULL,           N_("Unknown")) \
  X(KIN_PARTNER,      "partner",      N_("partner of")) \
  X(RELATION_EX_PARTNER,   "ex_partner",   N_("former partner of")) \
  X(KIN_PARENT,       "parent",       N_("parent of")) \
  X(KIN_CHILD,        "child",        N_("child of")) \
  X(KIN_STEP_PARENT,  "step_parent",  N_("stepparent of")) \
  X(KIN_STEP_CHILD,   "step_child",   N_("stepchild of")) \
  X(KIN_FOSTER_PARENT, "foster_parent", N_("foster parent of")) \
  X(KIN_FOSTER_CHILD, "foster_child", N_("foster child of")) \
  X(KIN_SIBLING,      "sibling",      N_("brother or sister of")) \
  X(KIN_STEP_SIBLING, "step_sibling", N_("stepbrother or stepsister of")) \
  X(KIN_GRANDPARENT,  "grandparent",  N_("grandparent of")) \
  X(KIN_GRANDCHILD,   "grandchild",   N_("grandchild of")) \
  X(KIN_GUARDIAN,     "guardian",     N_("guardian of")) \
  X(KIN_OTHER,        "other",        N_("otherwise related to"))
DECLARE_CHOICES(relation_kind, KIN_KINDS)

struct kin_relation {
  struct id id;
  int32_t version;
  struct id compartment;               /* shared by the household, or a side's */
  struct id one, other;                /* persons or members of the household; in the shared part members only */
  enum relation_kind kind;             /* `one` is it of `other` */
  const char *other_name;              /* where `other` is nobody with a file; on a side only */
  struct date since, until;            /* until: it ended */
  enum yes_no together;                /* live together now */
  const char *note;
};
DECLARE_RECORD(kin_relation);

/* Somebody as the actor knows them: a person whose file they may see, a member of the household, or only a name. */
struct kin {
  struct id id;                        /* of the person, or of the member; ID_NONE: only a name */
  struct id person, member;            /* ID_NONE: not theirs to open; the household does not know them */
  struct id named_in;                  /* only a name: the compartment that it stands in */
  const char *name, *short_name;
  enum person_gender gender;
  struct date birth;
  bool died;
};
struct kin_list { struct kin *at; size_t count; };
/* Whom a relation in this household can be between: its members, and the persons that the actor may open. */
MUST_USE int kin_of(struct ctx *c, const struct household_file *f, struct kin_list *out);

/* As it is asked for a new one. `readers`: a side that the actor works for, or the household: everybody who works with it. */
struct relation_new {
  struct id one;
  enum relation_kind kind;
  struct id other;
  const char *other_name;
  struct date since, until;
  enum yes_no together;
  const char *note;
  struct id readers;
};
DECLARE_RECORD(relation_new);
/* ERR_INVALID on its field: not one of kin_of; the same person twice; it ends before it began; all sides are to read it, and the
 * household does not know one of the two. */
MUST_USE int relation_add(struct ctx *c, struct id household, const struct relation_new *n, struct id *out);
/* The same for who has read the household already. */
MUST_USE int relation_add_in(struct ctx *c, const struct household_file *f, const struct relation_new *n, struct id *out);
MUST_USE int relation_get(struct ctx *c, struct id id, struct kin_relation *out);
/* Where it lies and whom it is between stay. ERR_CONFLICT: somebody changed it since `r->version`. */
MUST_USE int relation_change(struct ctx *c, const struct kin_relation *r);
/* Only what was a mistake: what came to an end gets its date. */
MUST_USE int relation_remove(struct ctx *c, struct id id);
/* The household in whose shared part or side it lies, as it is now. ERR_NOT_FOUND. */
MUST_USE int relation_household(struct ctx *c, const struct kin_relation *r, struct household *out);

/* A relation whose two ends the actor knows, by their places in the list of kin; who reads it. */
struct known_relation { struct kin_relation relation; size_t one, other; enum side_letter side; };       /* side unknown: everybody */
struct known_relation_list { struct known_relation *at; size_t count; };
struct family { struct kin_list kin; struct known_relation_list relations; };
/* All that the actor may see of who belongs to whom here: every member and person, and whoever their relations lead to. */
MUST_USE int family_of(struct ctx *c, const struct household_file *f, struct family *out);
/* The same as ties of a drawing: one for each two and kind. In c->arena. */
struct genogram_ties family_ties(struct ctx *c, const struct family *f);

extern const struct query *const relation_queries[];
#endif
