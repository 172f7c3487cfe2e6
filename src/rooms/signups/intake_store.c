#include "intake.h"

static const struct query desks = { &signup_desk_record, "FROM signup_desk ORDER BY region" };
static const struct query desk = { &signup_desk_record, "FROM signup_desk WHERE region = $1" };
static const struct query next = { &signup_box_record, "FROM signup_box ORDER BY id LIMIT 5" };
static const struct query of_follow = { &signup_box_record, "FROM signup_box WHERE follow = $1 ORDER BY id" };
static const struct query waiting = { &counted_record, "FROM signup_box" };
static const struct query by_code = { &signup_follow_record, "FROM signup_follow WHERE code = $1" };
static const struct query since = { &counted_record, "FROM signup_follow WHERE made > $1" };
static const struct query of_region_since = { &counted_record, "FROM signup_follow WHERE region = $1 AND made > $2" };
static const struct query before = { &signup_follow_record, "FROM signup_follow WHERE region = $1 AND over < $2 ORDER BY made LIMIT 100" };
static const struct query silent = { &signup_follow_record, "FROM signup_follow WHERE region = $1 AND over IS NULL AND made < $2 ORDER BY made LIMIT 100" };

const struct query *const intake_queries[] = { &desks, &desk, &next, &of_follow, &waiting, &by_code, &since, &of_region_since, &before, &silent, NULL };

int desks_all(struct ctx *c, struct signup_desk_list *out) { return global_select(c, signup_desk, out, &desks, P0); }
int desk_of_region(struct ctx *c, const char *region, struct signup_desk *out) { return global_one(c, signup_desk, out, &desk, P(region)); }
int boxes_next(struct ctx *c, struct signup_box_list *out) { return global_select(c, signup_box, out, &next, P0); }
int boxes_of(struct ctx *c, struct id follow, struct signup_box_list *out) { return global_select(c, signup_box, out, &of_follow, P(follow)); }
int boxes_count(struct ctx *c, int64_t *out) { return global_count(c, &waiting, P0, out); }
int follow_of_hash(struct ctx *c, const char *hash, struct signup_follow *out) { return global_one(c, signup_follow, out, &by_code, P(hash)); }
int follows_since(struct ctx *c, struct instant then, int64_t *out) { return global_count(c, &since, P(then), out); }
int follows_of_region_since(struct ctx *c, const char *region, struct instant then, int64_t *out) { return global_count(c, &of_region_since, P(region, then), out); }
int follows_over(struct ctx *c, const char *region, struct instant then, struct signup_follow_list *out)
{
  return global_select(c, signup_follow, out, &before, P(region, then));
}
int follows_silent(struct ctx *c, const char *region, struct instant then, struct signup_follow_list *out)
{
  return global_select(c, signup_follow, out, &silent, P(region, then));
}
