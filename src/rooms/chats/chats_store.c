#include "chats.h"

static const struct query of_hash = { &chat_record, "FROM chat WHERE secret = $1" };
static const struct query of_region = { &chat_record, "FROM chat WHERE region = $1 ORDER BY made, id" };
static const struct query silent = { &chat_record, "FROM chat WHERE danger IS NULL AND (touched < $1 OR spoken < $2) ORDER BY touched, id LIMIT 100" };
static const struct query danger_before = { &chat_record, "FROM chat WHERE danger = 'yes' AND lines > 0 AND spoken < $1 ORDER BY spoken, id LIMIT 100" };
static const struct query after_number = { &chat_line_record, "FROM chat_line WHERE chat = $1 AND number > $2 ORDER BY number" };
static const struct query present = { &chat_presence_record, "FROM chat_presence WHERE region = $1 ORDER BY seen DESC, id" };
static const struct query present_before = { &chat_presence_record, "FROM chat_presence WHERE seen < $1 ORDER BY seen, id LIMIT 100" };
const struct query *const chat_queries[] = { &of_hash, &of_region, &silent, &danger_before, &after_number, &present, &present_before, NULL };

int chat_of_hash(struct ctx *c, const char *hash, struct chat *out) { return global_one(c, chat, out, &of_hash, P(hash)); }
int chats_of_region(struct ctx *c, const char *region, struct chat_list *out) { return global_select(c, chat, out, &of_region, P(region)); }
int chats_silent(struct ctx *c, struct instant touched, struct instant spoken, struct chat_list *out)
{
  return global_select(c, chat, out, &silent, P(touched, spoken));
}
int chats_danger_before(struct ctx *c, struct instant spoken, struct chat_list *out) { return global_select(c, chat, out, &danger_before, P(spoken)); }
int chat_lines_after(struct ctx *c, struct id chat, int32_t after, struct chat_line_list *out)
{
  const int64_t from = after;
  return global_select(c, chat_line, out, &after_number, P(chat, from));
}
int presences_of(struct ctx *c, const char *region, struct chat_presence_list *out) { return global_select(c, chat_presence, out, &present, P(region)); }
int presences_before(struct ctx *c, struct instant seen, struct chat_presence_list *out) { return global_select(c, chat_presence, out, &present_before, P(seen)); }
