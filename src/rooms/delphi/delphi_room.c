#include "delphi_room.h"
#include "command.h"

extern const struct command delphi_commands[];

const struct room delphi_room = { .name = "delphi", .commands = delphi_commands };
