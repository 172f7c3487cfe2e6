#include "chat_counts_store.h"

static const struct field count_fields[] = {
  F_TEXT(chat_count, region,  REQUIRED, N_("Region"), .max = 80),
  F_TEXT(chat_count, month,   REQUIRED, N_("Month"), .max = 7),
  F_TEXT(chat_count, outcome, REQUIRED, N_("Outcome"), .max = 20),
  F_INT (chat_count, chats,   REQUIRED, N_("Chats")),
};
/* No lines in the journal: they would tell the second. */
const struct record chat_count_record = LOG(chat_count, count_fields);

int chat_counted(struct ctx *c, const struct chat *chat, enum chat_outcome outcome)
{
  struct chat_count stored, one = { .region = chat->region, .month = month_of(c, date_at(chat->made.ms)), .outcome = chat_outcome_key(outcome), .chats = num(1) };
  const int rc = chat_count_find(c, &one, &stored);
  if (absent(c, rc)) return global_insert(c, chat_count, &one, NULL);
  TRY(rc);
  stored.chats = num(stored.chats.n + 1);
  return global_update(c, chat_count, &stored);
}

int chat_counts(struct ctx *c, const char *region, struct month_count_list *out)
{
  struct chat_count_list stored;
  TRY(chat_counts_before(c, region, month_of(c, c->today), &stored));
  struct month_count_list lines = { arena_new(&c->arena, struct month_count, stored.count + 1), stored.count };
  for (size_t i = 0; i < stored.count; i++)
    lines.at[i] = (struct month_count){ stored.at[i].month, { choice_said(c, &chat_outcome_choices, stored.at[i].outcome) }, count_shown(c, stored.at[i].chats.n) };
  *out = lines;
  return OK;
}
