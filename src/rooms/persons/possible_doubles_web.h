/* Pages of what may be one person in two files. */
#ifndef POSSIBLE_DOUBLES_WEB_H
#define POSSIBLE_DOUBLES_WEB_H
#include "persons_web.h"
#include "possible_doubles.h"

struct together_view { struct double_file_list files; };
void view_bring_together(struct ctx *c, const struct together_view *v);

handler show_possible_double, answer_possible_double, show_bring_together;
#endif
