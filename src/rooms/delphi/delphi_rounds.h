/* What opens and closes with a round, and who is asked. In the caller's transaction; who calls has looked whose study it is. */
#ifndef DELPHI_ROUNDS_H
#define DELPHI_ROUNDS_H
#include "delphi_store.h"

/* Everybody who takes part is asked in that round; in round 3 only groups that have statements left. */
MUST_USE int delphi_ask_all(struct ctx *c, const struct delphi_study *s, int round);
/* One of them: their turn, and a message. */
MUST_USE int delphi_ask(struct ctx *c, const struct delphi_expert *e, int round);
/* Stores which statements each group did not agree on in round 2. *count: of all groups together. */
MUST_USE int delphi_keep_again(struct ctx *c, const struct delphi_study *s, size_t *count);

/* For the jobs: one study whose day has passed is closed; some who are late are reminded. *more: there are others. */
MUST_USE int delphi_close_over(struct ctx *c, bool *more);
MUST_USE int delphi_remind_late(struct ctx *c, bool *more);

/* For the jobs too: some experts of studies that ended long ago lose name and address. */
MUST_USE int delphi_forget(struct ctx *c, bool *more);

struct message_template;
extern const struct message_template delphi_asked_message, delphi_reminder_message;
#endif
