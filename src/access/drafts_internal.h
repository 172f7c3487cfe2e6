/* What drafts.c asks of its store. */
#ifndef DRAFTS_INTERNAL_H
#define DRAFTS_INTERNAL_H
#include "drafts.h"

/* Newest first. */
MUST_USE int drafts_of(struct ctx *c, struct id account, struct draft_list *out);
MUST_USE int draft_of_path(struct ctx *c, struct id account, const char *path, struct draft *out);
/* Some of those made before then. */
MUST_USE int drafts_before(struct ctx *c, struct instant then, struct draft_list *out);
#endif
