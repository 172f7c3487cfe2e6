/* Setting the exclusion for control aside for one person: somebody who works with the person asks it with a reason, a second one who
 * works with them agrees. While it counts, offers that control alone excludes are judged by all other rules; mediation stays
 * excluded (safety.h). Both acts are changes of a sealed row: each leaves its line in the journal. Source: DOMAIN 4.2, rule 2. */
#ifndef SET_ASIDE_H
#define SET_ASIDE_H
#include "involvement.h"
#include "persons.h"

struct control_set_aside {
  struct id id;
  int32_t version;
  struct id compartment;               /* the person's */
  struct id person;
  const char *reason;
  struct id asked_by;
  struct instant asked;
  struct id agreed_by;                 /* ID_NONE: nobody yet */
  struct instant agreed, ended;        /* unknown: not (yet) */
};
DECLARE_RECORD(control_set_aside);

struct set_aside_new { const char *reason; };
DECLARE_RECORD(set_aside_new);

/* Asks it; whoever else works with the person gets a task. ERR_INVALID: it was asked or counts already, or the actor sees the person
 * in an emergency only. */
MUST_USE int set_aside_ask(struct ctx *c, struct id person, const struct set_aside_new *n);
/* From now on it counts. ERR_INVALID: the actor asked it, nothing is asked, or an emergency; ERR_CONFLICT: changed since `version`. */
MUST_USE int set_aside_agree(struct ctx *c, struct id person, int32_t version);
/* Ends it, or takes what was asked back: anybody who works with the person. Likewise. */
MUST_USE int set_aside_end(struct ctx *c, struct id person, int32_t version);

/* What is asked or counts; ERR_NOT_FOUND: nothing. */
MUST_USE int set_aside_open(struct ctx *c, struct id person, struct control_set_aside *out);
/* All there ever were, the newest first. */
MUST_USE int set_asides_of(struct ctx *c, struct id person, struct control_set_aside_list *out);
bool set_aside_counts(const struct control_set_aside *s);
MUST_USE int control_is_set_aside(struct ctx *c, struct id person, bool *out);
/* Whether it was ever asked for anybody, in any region. */
MUST_USE int set_aside_ever(struct ctx *c, bool *out);
/* Everybody but the actor who works with a compartment, not in an emergency only: one involvement each. */
typedef int each_colleague(struct ctx *c, const struct involvement *row, void *arg);
MUST_USE int colleagues_each(struct ctx *c, struct id compartment, each_colleague *each, void *arg);
/* How many others could agree: who works with the person, not in an emergency only. */
MUST_USE int set_aside_others(struct ctx *c, struct id person, size_t *out);

extern const struct query *const set_aside_queries[];
#endif
