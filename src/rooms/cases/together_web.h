/* What is said about talks together, wherever it stands: whether they may be, and who must be spoken to alone first. */
#ifndef TOGETHER_WEB_H
#define TOGETHER_WEB_H
#include "together.h"

struct talk_line { const char *name, *beside, *path; };        /* path: the screening in which the talk is written down; NULL: none yet */
struct talk_line_list { struct talk_line *at; size_t count; };
struct together_said { enum talks_together now; bool danger; struct talk_line_list missing; };    /* danger: what keeps them apart is one */
/* For whoever reads. */
MUST_USE int together_said(struct ctx *c, const struct case_file *f, struct together_said *out);
/* The words, and the talks that are missing. */
void view_together(struct ctx *c, const struct together_said *v);
#endif
