#include "visiting.h"

static const struct query waiting = { &counted_record, "FROM chat WHERE state = 'waiting'" };
static const struct query waiting_in = { &counted_record, "FROM chat WHERE region = $1 AND state = 'waiting'" };
static const struct query waiting_before = { &counted_record, "FROM chat WHERE region = $1 AND state = 'waiting' AND (made < $2 OR (made = $2 AND id < $3))" };
static const struct query present = { &counted_record, "FROM chat_presence WHERE region = $1 AND seen > $2" };
const struct query *const visiting_queries[] = { &waiting, &waiting_in, &waiting_before, &present, NULL };

int chats_waiting(struct ctx *c, int64_t *out) { return global_count(c, &waiting, P0, out); }
int chats_waiting_in(struct ctx *c, const char *region, int64_t *out) { return global_count(c, &waiting_in, P(region), out); }
int chats_waiting_before(struct ctx *c, const struct chat *chat, int64_t *out) { return global_count(c, &waiting_before, P(chat->region, chat->made, chat->id), out); }
int present_since(struct ctx *c, const char *region, struct instant then, int64_t *out) { return global_count(c, &present, P(region, then), out); }
