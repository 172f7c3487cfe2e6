/* What the house itself does without a request. */
#include "demo.h"
#include "outbox.h"

static int tidy(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  return jobs_tidy(c, more);
}

static int tidy_messages(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  return messages_tidy(c, more);
}

static const struct job_kind tidy_jobs = { .key = "jobs.tidy", .label = N_("Deletes from this list what was done or given up a month ago"),
  .daily = true, .minute = 3 * 60, .run = tidy };
static const struct job_kind tidy_kept = { .key = "messages.tidy", .label = N_("Deletes messages that could not be sent for six weeks"),
  .daily = true, .minute = 3 * 60 + 5, .run = tidy_messages };

const struct job_kind *const house_jobs[] = { &message_job, &tidy_jobs, &tidy_kept, &demo_job, NULL };
