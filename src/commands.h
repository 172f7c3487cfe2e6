/* The commands that belong to the house and to no room. */
#ifndef COMMANDS_H
#define COMMANDS_H
#include "command.h"

int command_serve(struct ctx *c, const struct config *config, int argc, char **argv);
int command_bench(struct ctx *c, const struct config *config, int argc, char **argv);
int command_backup(struct ctx *c, const struct config *config, int argc, char **argv);
int command_restore(struct ctx *c, const struct config *config, int argc, char **argv);
int command_key_pair(struct ctx *c, const struct config *config, int argc, char **argv);
int command_routes(struct ctx *c, const struct config *config, int argc, char **argv);
#endif
