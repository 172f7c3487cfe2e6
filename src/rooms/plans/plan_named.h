/* Whom the words of an element name: who checks whether violence stops, and who decides about contact or a return, is never left to those whom it
 * hurts, nor to a child, nor to who uses it. Words are read as they are written: names of the household as whoever asks knows them, and what
 * people call one another. What names nobody is not judged.
 * Source: Bouwstenen plegeraanbod 2021, 1.2 (safety is not the task of who experiences violence); DOMAIN 4.4 (who decides and when). */
#ifndef PLAN_NAMED_H
#define PLAN_NAMED_H
#include "plan_items.h"

/* Bits. Somebody who both uses and experiences violence counts as who uses it. */
enum { NAMED_USES = 1, NAMED_EXPERIENCES = 2, NAMED_CHILD = 4, NAMED_ELSE = 8 };
/* All who are named in the words of a plan. */
unsigned plan_named(struct ctx *c, const struct plan_file *f, const char *words);
/* Why these words cannot stand in that element (the name of its field), as a msgid; NULL: they can. */
const char *plan_named_wrong(struct ctx *c, const struct plan_file *f, const char *element, const char *words);
#endif
