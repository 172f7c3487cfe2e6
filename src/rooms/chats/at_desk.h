/* The desk's side of a talk: who is there, taking one that waits, answering, acute danger, closing. In the region of the scope. */
#ifndef AT_DESK_H
#define AT_DESK_H
#include "chats.h"
#include "duty.h"

/* The actor switches the chat on or off for themselves. */
MUST_USE int presence_on(struct ctx *c);
MUST_USE int presence_off(struct ctx *c);
/* A page of the actor asked for news: who is there, still is. */
MUST_USE int presence_touch(struct ctx *c);
/* Colleagues who are there; `mine`: the actor is among them. */
MUST_USE int presence_now(struct ctx *c, struct chat_presence_list *out, bool *mine);

/* ERR_NOT_FOUND: over, or of another region. */
MUST_USE int chat_get(struct ctx *c, struct id id, struct chat *out);
static inline bool chat_is_of(const struct chat *chat, struct id account) { return id_same(chat->account, account); }

/* The actor has it from now on: one that waits, or (`over`) that a colleague has. Leaves a line in the journal: this is who reads it.
 * ERR_INVALID: a colleague was first. */
MUST_USE int chat_take(struct ctx *c, struct id id, bool over);
/* The rest is for whoever has it; ERR_INVALID: that is somebody else. */
MUST_USE int chat_answer(struct ctx *c, struct id id, const char *text);
MUST_USE int chat_read(struct ctx *c, const struct chat *chat, int32_t after, struct chat_said_list *out);

/* Acute danger: nothing ends it but a colleague, and the colleagues of the desk and the lead of the organisation are called. */
MUST_USE int chat_danger(struct ctx *c, struct id id);
struct danger_form { enum danger_done done; };
DECLARE_RECORD(danger_form);
/* Writes down what was done about it. */
MUST_USE int chat_danger_done(struct ctx *c, struct id id, enum danger_done done);
/* Ends it for both: everything that was written goes. ERR_INVALID: there was danger, and nobody wrote what was done. */
MUST_USE int chat_close(struct ctx *c, struct id id);
#endif
