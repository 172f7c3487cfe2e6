/* Questionnaires: what teams, providers and people answer, counted per question. */
#ifndef QUESTIONNAIRES_ROOM_H
#define QUESTIONNAIRES_ROOM_H
#include "app.h"

#define QUESTIONS_PATH "/werk/vragen"            /* the questionnaires themselves */

extern const struct room questionnaires_room;

struct work_line_list;
MUST_USE int questionnaires_work(struct ctx *c, struct work_line_list *to);
/* serve --demo: two surveys of the example region. */
MUST_USE int questionnaires_demo(struct ctx *c, bool *made);
#endif
