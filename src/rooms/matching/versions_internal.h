/* What versions.c and its store share. */
#ifndef VERSIONS_INTERNAL_H
#define VERSIONS_INTERNAL_H
#include "versions.h"

/* ERR_NOT_FOUND: nothing was published. */
MUST_USE int version_in_force(struct ctx *c, struct rule_version *out);
#endif
