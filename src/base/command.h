/* The command line: one readable table per room. */
#ifndef COMMAND_H
#define COMMAND_H
#include "base.h"

struct config;
struct command {
  const char *name;                  /* "offers import" */
  const char *arguments;             /* "FILE.csv [--dry-run] [--good-rows-only]" */
  const char *summary;               /* msgid, one line */
  const char *help;                  /* msgid, the rest of --help; may be NULL */
  /* Runs with what stands behind the name. 0 done, 1 failed, 2 wrong use. Results on stdout, messages on stderr. */
  int (*run)(struct ctx *c, const struct config *config, int argc, char **argv);
};
#endif
