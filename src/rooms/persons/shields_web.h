/* Pages of shielded files. */
#ifndef SHIELDS_WEB_H
#define SHIELDS_WEB_H
#include "involved.h"
#include "persons_web.h"
#include "shields.h"

struct shield_view { const struct person *person; const char *name, *organisation; struct involved_list named; bool shielded; };
void view_shield(struct ctx *c, const struct shield_view *v);
struct shield_asked_view { struct id id; const char *colleague, *organisation, *by; };
void view_shield_asked(struct ctx *c, const struct shield_asked_view *v);

handler show_shield, set_shield, lift_shield, show_access, give_access, show_shield_asked, allow_shield;
#endif
