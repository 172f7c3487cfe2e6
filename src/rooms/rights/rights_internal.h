/* What the files of this room share: the store's reads, and the steps of a request. */
#ifndef RIGHTS_INTERNAL_H
#define RIGHTS_INTERNAL_H
#include "copies.h"
#include "need_to_know.h"
#include "text.h"

MUST_USE int requests_of_person(struct ctx *c, struct id person, struct rights_request_list *out);
MUST_USE int requests_open(struct ctx *c, struct rights_request_list *out);

/* A request that the actor may change, in one of these states (bits); `version` 0: whatever it is. ERR_INVALID: not in one of them, or in an emergency only. */
#define STATE(s) (1u << (s))
MUST_USE int right_to_change(struct ctx *c, struct id id, int32_t version, unsigned states, struct right *out);
/* Writes request and clock. */
MUST_USE int right_save(struct ctx *c, struct right *r);
MUST_USE int right_to(struct ctx *c, struct right *r, enum right_state state, struct date closed);
/* A text without those words, and where that may be told with a mark in their place. NULL: nothing is left. In c->arena. */
const char *words_without(struct ctx *c, const char *text, const char *words, const char *mark);
/* With whom it was shared: every organisation that got the person's file, the side's notes, or what the household shares, and partners outside care.
 * The same whoever handles the request. */
MUST_USE int copy_recipients(struct ctx *c, const struct right *r, const struct right_item_list *items, const struct rights_decision *const *of, struct copy *out);
/* OK if who asks may be answered: identity was checked, and they may still ask for somebody of this age. */
MUST_USE int right_answerable(struct ctx *c, const struct right *r);
#endif
