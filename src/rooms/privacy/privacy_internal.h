/* What privacy.c asks of its store. */
#ifndef PRIVACY_INTERNAL_H
#define PRIVACY_INTERNAL_H
#include "privacy.h"

struct journal_bounds { const char *from, *until, *verb; struct id before, actor, about; };   /* verb, actor, about: NULL and ID_NONE for all */
MUST_USE int entries_by_page(struct ctx *c, const struct journal_bounds *b, size_t most, struct journal_entry_list *out);
MUST_USE int entries_of_compartment(struct ctx *c, struct id compartment, size_t most, struct journal_entry_list *out);
#endif
