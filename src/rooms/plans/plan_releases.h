/* What may stand on the paper that the family gets: only what a person released themselves, item by item, in the words in which they released it.
 * An item that was changed since is not released any more. Where all read the plan, each adult whom the household knows must have released it.
 * Some items can never be released (plan_items.h), and no words that hold a secret address.
 * Source: DOMAIN 4.4 (the family version holds only what each released). */
#ifndef PLAN_RELEASES_H
#define PLAN_RELEASES_H
#include "plan_items.h"

struct plan_release {
  PLAN_SHEET;
  const char *item;                    /* key */
  struct id person;                    /* who released it: a person, or (where all read) a member */
  const char *words;                   /* as it will be read, in plain words */
  const char *was;                     /* the item's text at that moment */
  struct date said_on;
  struct date taken_back;
  struct id writer;
};
DECLARE_RECORD(plan_release);
struct release_new { const char *item; struct id person; const char *words; struct date said_on; };
DECLARE_RECORD(release_new);

/* ERR_INVALID on its field: no such item, one that can never be released, a person who is no adult of the plan or whose file the actor does not open,
 * words that hold a secret address. */
MUST_USE int release_add(struct ctx *c, struct id plan, const struct release_new *n);
/* The person takes it back. ERR_CONFLICT: changed since `version`. */
MUST_USE int release_take_back(struct ctx *c, struct id release, int32_t version);
MUST_USE int release_get(struct ctx *c, struct id id, struct plan_release *out);
/* All of a plan, newest first. */
MUST_USE int releases_of(struct ctx *c, struct id plan, struct plan_release_list *out);
/* Whether it still holds: not taken back, and the item says what it said. */
bool release_holds(const struct plan_release *r, const struct plan_item_list *items);

/* Who must release: the adults of the plan; `may`: the actor may note it for them. In c->arena. */
struct releaser { struct id id; const char *name; bool may; };
struct releaser_list { struct releaser *at; size_t count; };
MUST_USE int releasers_of(struct ctx *c, const struct plan_file *f, struct releaser_list *out);

/* Whether the family reads these words now: they hold, everybody who must said yes to them, and they name no secret address. Of a plan that the
 * actor does not open: no. */
MUST_USE int release_stands(struct ctx *c, const struct plan_release *r, bool *out);

/* What the family gets to read, in reading order: `text` are the released words. A talk together that is still to come only while there may be one, and for
 * who works with both parties: a paper is not taken back, and whoever reads it must not learn why it says nothing any more. */
MUST_USE int family_items(struct ctx *c, const struct plan_file *f, struct plan_item_list *out);

extern const struct query *const plan_release_queries[];
MUST_USE int releases_in(struct ctx *c, struct id plan, struct plan_release_list *out);
#endif
