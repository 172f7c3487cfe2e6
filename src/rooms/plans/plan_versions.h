/* Each time a plan is made final its text is kept as it was. Versions only grow, and can be laid side by side. */
#ifndef PLAN_VERSIONS_H
#define PLAN_VERSIONS_H
#include "app.h"
#include "plan_items.h"

struct plan_version {
  PLAN_SHEET;
  struct num number;                   /* from 1 */
  struct instant made;
  struct id writer;
  const char *body;                    /* the items as JSON */
};
DECLARE_RECORD(plan_version);

/* Keeps the text as it is now, as number `number`. In the caller's transaction. */
MUST_USE int version_keep(struct ctx *c, const struct plan_file *f, int32_t number);
/* All of a plan, newest first. */
MUST_USE int versions_of(struct ctx *c, struct id plan, struct plan_version_list *out);
/* The items of a kept version. ERR_STORE: it is not what was kept. */
MUST_USE int version_items(struct ctx *c, const struct plan_version *v, struct plan_item_list *out);

/* room.in_words: a version item by item. What a release is of, is kept as a key: its own words say it. */
MUST_USE int plan_in_words(struct ctx *c, const struct record *rec, const struct field *f, const void *row, each_said *each, void *arg, bool *told);

#define ITEM_CHANGES(X) \
  X(ITEM_CHANGE_UNKNOWN, NULL,      N_("Unknown")) \
  X(ITEM_SAME,           "same",    N_("The same")) \
  X(ITEM_ADDED,          "added",   N_("Added")) \
  X(ITEM_REMOVED,        "removed", N_("Removed")) \
  X(ITEM_CHANGED,        "changed", N_("Changed"))
DECLARE_CHOICES(item_change, ITEM_CHANGES)
struct item_pair { enum item_change change; const char *section, *label, *before, *after; };
struct item_pair_list { struct item_pair *at; size_t count; };
/* What is different, in the order of the newer one; what was removed stands behind it. Pure; in c->arena. */
void items_compared(struct ctx *c, const struct plan_item_list *before, const struct plan_item_list *after, bool same_too, struct item_pair_list *out);

extern const struct query *const plan_version_queries[];
MUST_USE int versions_in(struct ctx *c, struct id plan, struct plan_version_list *out);
#endif
