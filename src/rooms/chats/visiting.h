/* The visitor's side of a talk: by a process that may have no keys. Who holds the secret in the cookie of their browser is the visitor. */
#ifndef VISITING_H
#define VISITING_H
#include "chats.h"
#include "hours.h"
#include "intake.h"
#include "keys.h"

enum chat_opening { CHAT_NEVER, CHAT_SHUT, CHAT_NOBODY, CHAT_OPEN };
/* Whether one can begin in that region. NEVER: no desk, or it has no hours; SHUT: not at this hour, `opens` says when; NOBODY: within its
 * hours, but no colleague is there. */
struct chat_place { enum chat_opening is; struct instant opens; struct desk_hours_list hours; };
MUST_USE int chat_place_of(struct ctx *c, const char *region, struct chat_place *out);

struct chat_form { const char *place, *copy; };
DECLARE_RECORD(chat_form);

/* What the cookie holds: from the form's token and a key of this process, so that a form that is sent twice begins one talk. In c->arena. */
const char *chat_secret(struct ctx *c, const uint8_t key[static KEY_BYTES], const char *token);
/* How robots are kept out at this moment: as with sign-ups, and by how many wait in any region. */
MUST_USE int chat_intake_state(struct ctx *c, struct intake_state *out);

enum chat_answer { CHAT_BEGUN, CHAT_NOT_HERE, CHAT_NOT_NOW, CHAT_NO_COLLEAGUE, CHAT_FULL };
struct chat_receipt { enum chat_answer answer; const char *region; struct instant opens; };
/* Puts somebody into the waiting place. `proof`: its code is the secret. ERR_INVALID on place or copy, or: the form is too young. */
MUST_USE int chat_begin(struct ctx *c, const struct chat_form *f, const struct intake_proof *proof, struct chat_receipt *out);

/* The talk of whoever holds that secret (NULL: nobody's). ERR_NOT_FOUND: it is over. */
MUST_USE int chat_held(struct ctx *c, const char *secret, struct chat *out);
/* Writes down that their page asked for news. */
MUST_USE int chat_touch(struct ctx *c, struct chat *chat);
/* How many wait before them. */
MUST_USE int chat_ahead(struct ctx *c, const struct chat *chat, int64_t *out);
/* The visitor stops: every line goes at once, and the talk; after danger its row stays, without a way to it, until a colleague says what
 * was done. */
MUST_USE int chat_stop(struct ctx *c, struct chat *chat);

/* Ends what was silent for its term, in all regions; colleagues who are not there any more are none. Needs no keys. In a transaction. */
MUST_USE int chats_sweep(struct ctx *c);

/* --- store --------------------------------------------------------------------------------------------------------------- */
MUST_USE int chats_waiting(struct ctx *c, int64_t *out);                            /* in all regions */
MUST_USE int chats_waiting_in(struct ctx *c, const char *region, int64_t *out);
MUST_USE int chats_waiting_before(struct ctx *c, const struct chat *chat, int64_t *out);
MUST_USE int present_since(struct ctx *c, const char *region, struct instant then, int64_t *out);
extern const struct query *const visiting_queries[];
#endif
