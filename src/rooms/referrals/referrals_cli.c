/* The table of the way of a referral, for the docs. */
#include "console.h"
#include "referrals.h"
#include "command.h"
#include <stdio.h>

static int print_table(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct buf b = { 0 };
  (void)c;
  (void)config;
  (void)argv;
  if (argc) return 2;
  referral_table(&b);
  fputs(buf_text(&b), stdout);
  buf_release(&b);
  return 0;
}

extern const struct command referrals_commands[];
const struct command referrals_commands[] = {
  { "referrals table", "", N_("Shows the way of a referral: who may do what, what is asked, what follows"), NULL, print_table },
  { .name = NULL }
};
