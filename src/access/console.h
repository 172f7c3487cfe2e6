/* Commands on the database, for rooms: opened as the writer, with the regions known that fields are checked against. */
#ifndef CONSOLE_H
#define CONSOLE_H
#include "config.h"
#include "db.h"

/* Must be there; made where it is missing; without one: in memory; without one being named: none, c->db stays NULL. */
enum console_database { CONSOLE_EXISTING, CONSOLE_MADE, CONSOLE_TRIED, CONSOLE_NAMED };

/* Sets c->db and c->places, until console_end(). On an error nothing is open. Who acts is the caller's to say. */
MUST_USE int console_begin(struct ctx *c, const struct config *config, enum console_database which);
void console_end(struct ctx *c);

/* Reads a file that somebody named, or standard input ("-"), whole into c->arena. ERR_NOT_FOUND, ERR_STORE: it cannot be read;
 * ERR_INVALID: it is more than `most` bytes, or holds a byte 0. */
MUST_USE int console_read(struct ctx *c, const char *file, size_t most, const char **out);
#endif
