/* Who is what of whom in a household that does not exist: synth.h. */
#ifndef SYNTH_KIN_H
#define SYNTH_KIN_H
#include "children.h"
#include "relations.h"

struct synth_kin {
  struct id household, side, person;   /* the second party and her side: the actor works for it */
  size_t n;                            /* number of the household */
  const char *grandmother, *note;      /* what the texts say */
};
/* What both parties know lies in the shared part, the rest on that side. */
MUST_USE int synth_relations(struct ctx *c, const struct synth_kin *k);
/* What is a child's own, told to the actor; texts as they are to be. */
struct synth_child { struct id person; const char *about, *words, *asked_by, *trusted, *reach, *authority, *parent, *reason; };
MUST_USE int synth_child(struct ctx *c, const struct synth_child *k);
#endif
