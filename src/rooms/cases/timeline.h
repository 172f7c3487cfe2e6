/* The timeline of a household: parts of every kind that the reader may see, newest day first, narrowed to what is asked. */
#ifndef TIMELINE_H
#define TIMELINE_H
#include "case_parts.h"

/* What it is narrowed to; nothing known: all of it. `about`: a person or member, whichever of the two the part has; of an incident also to whom. */
struct timeline_ask { const struct case_kind *kind; struct id about; struct date since, until; };
struct timeline_part { const struct case_kind *kind; const void *row; };
struct timeline_part_list { struct timeline_part *at; size_t count; };

/* All that the actor may see of a household, kind by kind; of what is asked for one kind only, the others are empty. */
MUST_USE int timeline_rows(struct ctx *c, const struct case_file *f, const struct case_kind *only, struct list rows[static KIND_COUNT]);
/* Of these rows what is asked, in the order of a timeline. In c->arena. */
void timeline_of(struct ctx *c, const struct case_file *f, const struct list rows[static KIND_COUNT], const struct timeline_ask *q, struct timeline_part_list *out);
/* Leaves of all one page: what follows `after`, as timeline_page has it. */
void timeline_cut(struct ctx *c, struct timeline_part_list *all, const char *after, const char **next);
/* One page of it: what follows `after`, as `next` of the page before gave it (NULL, or no such key: the beginning). `next` NULL: there is no more. What comes or
 * goes meanwhile shifts nothing. */
enum { PARTS_A_PAGE = 25 };
MUST_USE int timeline_page(struct ctx *c, const struct case_file *f, const struct timeline_ask *q, const char *after, struct timeline_part_list *out, const char **next);

/* A row that begins as a part does, as the reader may know it: whom they do not see is nobody. A copy, in c->arena. */
const void *part_as_seen(struct ctx *c, const struct case_file *f, const struct record *rec, const void *row);
#endif
