#include "demo.h"
#include <stdio.h>

int demo_later_some(struct ctx *c, const struct room *const *rooms, bool *made)
{
  *made = false;
  for (size_t i = 0; rooms[i] && !*made; i++)
    if (rooms[i]->demo_later) TRY(rooms[i]->demo_later(c, made));
  return OK;
}

void demo_say_complete(void)
{
  puts("examples: complete");
  fflush(stdout);
}

/* What the part before made is committed once the next one begins. */
static int run(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  TRY(demo_later_some(c, c->app->rooms, more));
  if (!*more) demo_say_complete();
  return OK;
}

const struct job_kind demo_job = { .key = "demo.fill", .label = N_("Loads the examples of the demonstration"), .run = run };
