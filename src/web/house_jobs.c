/* What the house itself does without a request. */
#include "app.h"

static int tidy(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  return jobs_tidy(c, more);
}

const struct job_kind house_jobs[] = {
  { .key = "jobs.tidy", .label = N_("Deletes from this list what was done a month ago"), .daily = true, .minute = 3 * 60, .run = tidy },
  { .key = NULL }
};
