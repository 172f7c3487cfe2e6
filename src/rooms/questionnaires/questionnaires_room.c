#include "questionnaires_room.h"
#include "command.h"

extern const struct command questionnaires_commands[];

const struct room questionnaires_room = { .name = "questionnaires", .commands = questionnaires_commands };
