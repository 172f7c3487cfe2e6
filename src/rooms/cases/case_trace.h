/* What stood in a part before it was changed: as the journal keeps it, sealed with the part. Changing what one wrote today is still writing it; what is
 * changed on a later day stays to be seen, with when and by whom. Source: DOMAIN 4.4 (incidents as facts). */
#ifndef CASE_TRACE_H
#define CASE_TRACE_H
#include "case_parts.h"

struct fact { const char *label, *text; };                 /* as people read them */
struct fact_list { struct fact *at; size_t count; };
struct part_change { const char *at, *by; struct fact_list before; };      /* at: the day in words; before: what stood there, of each field that changed */
struct part_change_list { struct part_change *at; size_t count; };
/* Newest first; none for kinds that are not facts (case_kind.traced), and as far back as the journal goes. In c->arena. */
MUST_USE int case_part_changes(struct ctx *c, const struct case_file *f, const struct case_kind *k, const void *row, struct part_change_list *out);
#endif
