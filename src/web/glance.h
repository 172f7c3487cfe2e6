/* What one sees first of a household: a few facts, each with the page where it is kept. room.glance (app.h) adds them, in the order of rooms. */
#ifndef GLANCE_H
#define GLANCE_H
#include "web.h"

struct glance { const char *label, *text, *path; bool warns; };      /* label: msgid; text: translated; path NULL: nowhere; warns: it asks for attention */
enum { GLANCES_MOST = 16 };
struct glance_list { struct glance at[GLANCES_MOST]; size_t count; };

static inline void glance_add(struct glance_list *to, struct glance one) { if (to->count < GLANCES_MOST) to->at[to->count++] = one; }
#endif
