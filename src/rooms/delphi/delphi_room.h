/* Delphi studies: what experts say, group by group. */
#ifndef DELPHI_ROOM_H
#define DELPHI_ROOM_H
#include "app.h"

extern const struct room delphi_room;
/* serve --demo: a finished study and one that runs, with experts who do not exist. */
int delphi_demo(struct ctx *c, bool *made);
struct work_line_list;
MUST_USE int delphi_work(struct ctx *c, struct work_line_list *to);
#endif
