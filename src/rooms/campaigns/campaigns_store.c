#include "campaigns.h"

static const struct query by_slug = { &campaign_record, "FROM campaign WHERE slug = $1" };
static const struct query of_region = { &campaign_record, "FROM campaign WHERE region = $1 ORDER BY until DESC, slug LIMIT 500" };
static const struct query count = { &campaign_count_record, "FROM campaign_count WHERE campaign = $1 AND month = $2" };
static const struct query counts = { &campaign_count_record, "FROM campaign_count WHERE campaign = $1 AND month < $2 ORDER BY month DESC LIMIT 120" };
static const struct query picture = { &campaign_picture_record, "FROM campaign_picture WHERE campaign = $1" };
const struct query *const campaign_queries[] = { &by_slug, &of_region, &count, &counts, &picture, NULL };

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
