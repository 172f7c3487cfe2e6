#include "campaigns_room.h"
#include "campaigns_web.h"

static int tidy(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  return stories_tidy(c, more);
}

static const struct job_kind jobs[] = {
  { .key = "campaigns.stories", .label = N_("Erases stories of campaigns that may not be shown any more"), .every = 10 * MINUTE_MS, .run = tidy },
  { .key = NULL }
};

static const struct work_link work_menu[] = {
  { CAMPAIGNS_PATH, N_("Campaigns"),             MAY_CAMPAIGN },
  { STORIES_PATH,   N_("Stories"), MAY_KEEP_PEERS },
  { OWN_STORY_PATH, N_("My story"),              MAY_PEER },
  { .path = NULL }
};

static const struct query *const *const queries[] = { campaign_queries, story_queries, NULL };
static const struct record *const records[] = { &campaign_record, &campaign_count_record, &campaign_picture_record, &campaign_story_record, NULL };

const struct room campaigns_room = { .name = "campaigns", .routes = campaigns_routes, .work_menu = work_menu, .queries = queries, .records = records, .jobs = jobs,
  .demo_later = campaigns_demo };
