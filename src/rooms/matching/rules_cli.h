/* The commands of the rules, for the room's table. */
#ifndef RULES_CLI_H
#define RULES_CLI_H
#include "command.h"
#include "config.h"

int command_rules_show(struct ctx *c, const struct config *config, int argc, char **argv);
int command_rules_check(struct ctx *c, const struct config *config, int argc, char **argv);
int command_rules_propose(struct ctx *c, const struct config *config, int argc, char **argv);
#endif
