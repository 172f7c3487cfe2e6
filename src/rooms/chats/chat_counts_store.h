/* For chat_counts.c only. */
#ifndef CHAT_COUNTS_STORE_H
#define CHAT_COUNTS_STORE_H
#include "chat_counts.h"

MUST_USE int chat_count_find(struct ctx *c, const struct chat_count *like, struct chat_count *out);
MUST_USE int chat_counts_before(struct ctx *c, const char *region, const char *month, struct chat_count_list *out);
#endif
