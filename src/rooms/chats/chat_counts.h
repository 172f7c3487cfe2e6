/* What stays of talks: how many a month and how they ended. Nothing leads back to a person. */
#ifndef CHAT_COUNTS_H
#define CHAT_COUNTS_H
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

/* As it may be shown: months that have ended, small numbers as "fewer than 5". */
struct chat_count_line { const char *month, *outcome, *chats; };
struct chat_count_lines { struct chat_count_line *at; size_t count; };
MUST_USE int chat_counts(struct ctx *c, const char *region, struct chat_count_lines *out);

extern const struct query *const chat_count_queries[];
#endif
