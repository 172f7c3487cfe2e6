/* Commands on the database, for rooms: opened as the writer, with the regions known that fields are checked against. */
#ifndef CONSOLE_H
#define CONSOLE_H
#include "config.h"
#include "db.h"

enum console_database { CONSOLE_EXISTING, CONSOLE_MADE, CONSOLE_TRIED };      /* must be there; made where it is missing; without one: in memory */

/* Sets c->db and c->places, until console_end(). On an error nothing is open. Who acts is the caller's to say. */
MUST_USE int console_begin(struct ctx *c, const struct config *config, enum console_database which);
void console_end(struct ctx *c);
#endif
