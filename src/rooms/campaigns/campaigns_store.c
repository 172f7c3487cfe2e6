/* All SQL of the room. */
#include "campaigns.h"
#include "stories.h"

static const struct query by_slug = { &campaign_record, "FROM campaign WHERE slug = $1" };
static const struct query of_region = { &campaign_record, "FROM campaign WHERE region = $1 ORDER BY until DESC, slug LIMIT 500" };
static const struct query count = { &campaign_count_record, "FROM campaign_count WHERE campaign = $1 AND month = $2" };
static const struct query counts = { &campaign_count_record, "FROM campaign_count WHERE campaign = $1 AND month < $2 ORDER BY month DESC LIMIT 120" };
static const struct query picture = { &campaign_picture_record, "FROM campaign_picture WHERE campaign = $1" };
const struct query *const campaign_queries[] = { &by_slug, &of_region, &count, &counts, &picture, NULL };

/* An expert who left the register takes the story along, at once; what was withdrawn stays away when a backup brings its row back. */
#define OF_SOMEBODY_ "EXISTS (SELECT 1 FROM peer WHERE peer.id = campaign_story.peer)"
#define PERMITTED_ "EXISTS (SELECT 1 FROM compartment WHERE compartment.id = campaign_story.compartment AND compartment.erased IS NULL)"
#define STANDS_ "until >= $2 AND " OF_SOMEBODY_ " AND " PERMITTED_
static const struct query kept = { &campaign_story_record, "FROM campaign_story WHERE region = $1 AND organisation = $2 ORDER BY until DESC, id LIMIT 500" };
static const struct query of_peer = { &campaign_story_record, "FROM campaign_story WHERE peer = $1 ORDER BY until DESC, id" };
static const struct query valid = { &campaign_story_record, "FROM campaign_story WHERE region = $1 AND " STANDS_ " ORDER BY asked DESC, id LIMIT 200" };
static const struct query one = { &campaign_story_record, "FROM campaign_story WHERE id = $1 AND " STANDS_ };
static const struct query over = { &campaign_story_record,
  "FROM campaign_story WHERE until < $1 OR NOT " OF_SOMEBODY_ " OR NOT " PERMITTED_ " ORDER BY id LIMIT 100" };
const struct query *const story_queries[] = { &kept, &of_peer, &valid, &one, &over, NULL };

int campaign_by_slug(struct ctx *c, const char *slug, struct campaign *out) { return global_one(c, campaign, out, &by_slug, P(slug)); }
int campaigns_in(struct ctx *c, const char *region, struct campaign_list *out) { return global_select(c, campaign, out, &of_region, P(region)); }
int campaign_count_of(struct ctx *c, struct id campaign, const char *month, struct campaign_count *out)
{
  return global_one(c, campaign_count, out, &count, P(campaign, month));
}
int campaign_counts_before(struct ctx *c, struct id campaign, const char *month, struct campaign_count_list *out)
{
  return global_select(c, campaign_count, out, &counts, P(campaign, month));
}
int campaign_picture_of(struct ctx *c, struct id campaign, struct campaign_picture *out) { return global_one(c, campaign_picture, out, &picture, P(campaign)); }

int stories_of_organisation(struct ctx *c, const char *region, struct id organisation, struct campaign_story_list *out)
{
  return global_select(c, campaign_story, out, &kept, P(region, organisation));
}
int stories_of_peer(struct ctx *c, struct id peer, struct campaign_story_list *out) { return global_select(c, campaign_story, out, &of_peer, P(peer)); }
int stories_valid(struct ctx *c, const char *region, struct date day, struct campaign_story_list *out)
{
  return global_select(c, campaign_story, out, &valid, P(region, day));
}
int story_valid(struct ctx *c, struct id id, struct date day, struct campaign_story *out) { return global_one(c, campaign_story, out, &one, P(id, day)); }
int stories_over(struct ctx *c, struct date day, struct campaign_story_list *out) { return global_select(c, campaign_story, out, &over, P(day)); }
