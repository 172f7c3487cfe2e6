/* A child's own: what the child says about contact, whom the child trusts, who has authority, and whether a parent may see the
 * file. All of it lies in the child's compartment and nowhere else. A parent's right to see a file is weighed before anything is
 * shown: until then nobody may (DOMAIN 4.4). What is weighed is written down for people: it opens nothing by itself. */
#ifndef CHILDREN_H
#define CHILDREN_H
#include "persons.h"

#define CHILD_WISHES(X) \
  X(WISH_UNKNOWN,  NULL,        N_("Unknown")) \
  X(WISH_CONTACT,  "contact",   N_("Wants contact")) \
  X(WISH_WITH,     "with",      N_("Wants contact only if somebody is there")) \
  X(WISH_NOT_NOW,  "not_now",   N_("Does not want contact now")) \
  X(WISH_UNSURE,   "unsure",    N_("Does not know, or says different things")) \
  X(WISH_NOT_SAID, "not_said",  N_("Was asked and would rather not say"))
DECLARE_CHOICES(child_wish_kind, CHILD_WISHES)

struct child_wish {
  struct id id;
  int32_t version;
  struct id compartment;               /* the child's */
  struct id person;
  const char *about;                   /* "vader", "oma" */
  enum child_wish_kind wish;
  const char *words;                   /* the child's own */
  struct date said_on;
  const char *asked_by;                /* who asked, and in what company */
};
DECLARE_RECORD(child_wish);

#define AUTHORITIES(X) \
  X(AUTHORITY_UNKNOWN,  NULL,       N_("Unknown")) \
  X(AUTHORITY_BOTH,     "both",     N_("Both parents")) \
  X(AUTHORITY_ONE,      "one",      N_("One parent")) \
  X(AUTHORITY_GUARDIAN, "guardian", N_("A guardian")) \
  X(AUTHORITY_AGENCY,   "agency",   N_("A youth protection agency as guardian"))
DECLARE_CHOICES(authority, AUTHORITIES)

/* One for each child. */
struct child_trust {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id person;
  const char *trusted_name, *trusted_reach;
  enum authority authority;
  const char *authority_note;
};
DECLARE_RECORD(child_trust);

#define ACCESS_DECISIONS(X) \
  X(PARENT_ACCESS_UNKNOWN, NULL,     N_("Not weighed: shows nothing")) \
  X(PARENT_ACCESS_YES,     "yes",    N_("May see it")) \
  X(PARENT_ACCESS_PARTLY,  "partly", N_("May see a part of it")) \
  X(PARENT_ACCESS_NO,      "no",     N_("May not see it"))
DECLARE_CHOICES(access_decision, ACCESS_DECISIONS)

struct parent_access {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id person;
  const char *parent;
  enum access_decision decision;
  const char *reason;
  struct date weighed_on;
  struct id weighed_by;                /* account */
};
DECLARE_RECORD(parent_access);

/* Whether the file is a child's: it was made as one. Of somebody whom the actor may not see: no. */
MUST_USE int is_child(struct ctx *c, const struct person *p, bool *out);
/* The day on which somebody becomes an adult; unknown where the birth date is. Nothing changes by itself on it. */
struct date adult_since(struct date birth);

/* To a child's file that the actor may open. ERR_NOT_FOUND: it is none. Earlier wishes stay. */
MUST_USE int child_wish_add(struct ctx *c, const struct child_wish *w, struct id *out);
/* The newest first. */
MUST_USE int child_wishes_of(struct ctx *c, struct id person, struct child_wish_list *out);
/* Zero where nothing was written down yet. */
MUST_USE int child_trust_of(struct ctx *c, struct id person, struct child_trust *out);
/* ERR_CONFLICT: somebody wrote it since `t->version`. */
MUST_USE int child_trust_save(struct ctx *c, const struct child_trust *t);
/* A new weighing; the ones before stay, and the newest of a parent counts. */
MUST_USE int parent_access_add(struct ctx *c, const struct parent_access *a, struct id *out);
MUST_USE int parent_accesses_of(struct ctx *c, struct id person, struct parent_access_list *out);

/* Who becomes an adult within so many days: a task for whoever works with them, once. Region of the scope; the job's. Of a child's file only the birth date is
 * opened, by the program, and nobody sees it. */
enum { ADULT_SOON_DAYS = 7 };
MUST_USE int children_tell_adults(struct ctx *c);
/* children_store.c, for this room only: those with a child's file of whom nobody was told yet, in order of id after that one. */
struct child_birth { struct id id; int32_t version; struct id compartment; struct date birth; };
DECLARE_RECORD(child_birth);
enum { BIRTHS_A_PAGE = 500 };
MUST_USE int child_births(struct ctx *c, struct id after, struct child_birth_list *out);

extern const struct query *const child_queries[];
#endif
