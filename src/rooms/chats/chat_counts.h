/* What stays of talks: how many a month and how they ended. Nothing leads back to a person. */
#ifndef CHAT_COUNTS_H
#define CHAT_COUNTS_H
#include "by_month.h"
#include "chats.h"

struct chat_count {
  struct id id;
  int32_t version;
  const char *region, *month;        /* slug; "2026-11" */
  const char *outcome;               /* key of chat_outcome */
  struct num chats;
};
DECLARE_RECORD(chat_count);

/* Counts one that ends, in the month it began. */
MUST_USE int chat_counted(struct ctx *c, const struct chat *chat, enum chat_outcome outcome);

/* As it may be shown: by how they ended. */
MUST_USE int chat_counts(struct ctx *c, const char *region, struct month_count_list *out);

extern const struct query *const chat_count_queries[];
#endif
