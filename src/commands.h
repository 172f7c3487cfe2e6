/* The commands that belong to the house and to no room. */
#ifndef COMMANDS_H
#define COMMANDS_H
#include "command.h"

/* Their table; ends with a row without a name. */
extern const struct command house_commands[];

int command_serve(struct ctx *c, const struct config *config, int argc, char **argv);
int command_bench(struct ctx *c, const struct config *config, int argc, char **argv);
int command_backup(struct ctx *c, const struct config *config, int argc, char **argv);
int command_restore(struct ctx *c, const struct config *config, int argc, char **argv);
int command_key_pair(struct ctx *c, const struct config *config, int argc, char **argv);
int command_copy(struct ctx *c, const struct config *config, int argc, char **argv);
int command_routes(struct ctx *c, const struct config *config, int argc, char **argv);
int command_manual(struct ctx *c, const struct config *config, int argc, char **argv);
int command_verify(struct ctx *c, const struct config *config, int argc, char **argv);
int command_journal_export(struct ctx *c, const struct config *config, int argc, char **argv);
int command_accept_loss(struct ctx *c, const struct config *config, int argc, char **argv);
int command_key_report(struct ctx *c, const struct config *config, int argc, char **argv);
int command_key_rotate(struct ctx *c, const struct config *config, int argc, char **argv);
int command_key_master(struct ctx *c, const struct config *config, int argc, char **argv);
int command_key_split(struct ctx *c, const struct config *config, int argc, char **argv);
int command_key_recover(struct ctx *c, const struct config *config, int argc, char **argv);
#endif
