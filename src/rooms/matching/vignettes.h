/* Example profiles: situations from the reports, with what must come of them. Tests hold the rules against them, and who proposes a
 * change of rules sees which of them come out differently. data/rules/vignettes.json. */
#ifndef VIGNETTES_H
#define VIGNETTES_H
#include "match.h"

struct vignette {
  const char *id, *title[LANG_COUNT], *source;
  struct profile profile;
  struct text_list lists[VERDICT_COUNT];         /* codes of offers that must be in that list */
  struct text_list safety;                       /* danger, suicide, control: what must be said, and nothing else of these */
};
struct vignette_list { struct vignette *at; size_t count; };

/* ERR_INVALID names the vignette. Lives in c->arena. */
MUST_USE int vignettes_read(struct ctx *c, struct vignette_list *out);
#endif
