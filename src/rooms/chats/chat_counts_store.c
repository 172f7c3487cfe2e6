#include "chat_counts_store.h"

static const struct query one = { &chat_count_record, "FROM chat_count WHERE region = $1 AND month = $2 AND outcome = $3" };
static const struct query before = { &chat_count_record, "FROM chat_count WHERE region = $1 AND month < $2 ORDER BY month DESC, outcome LIMIT 500" };
const struct query *const chat_count_queries[] = { &one, &before, NULL };

int chat_count_find(struct ctx *c, const struct chat_count *like, struct chat_count *out) { return global_one(c, chat_count, out, &one, P(like->region, like->month, like->outcome)); }
int chat_counts_before(struct ctx *c, const char *region, const char *month, struct chat_count_list *out) { return global_select(c, chat_count, out, &before, P(region, month)); }
