#include "stories.h"

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
