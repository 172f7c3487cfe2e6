/* What the coordinator of a region is to look at: what readers and providers say is not right, providers that did not answer,
 * offers that look double. Each goes from the list by a decision with a reason; nothing on the map changes by itself. */
#ifndef REVIEW_H
#define REVIEW_H
#include "exchange.h"
#include "upkeep.h"

#define REVIEW_KINDS(X) \
  X(REVIEW_UNKNOWN, NULL,     N_("Unknown")) \
  X(REVIEW_GONE,    "gone",   N_("Does not exist any more, somebody says")) \
  X(REVIEW_FLAG,    "flag",   N_("Not right, somebody says")) \
  X(REVIEW_SILENT,  "silent", N_("Nobody answered")) \
  X(REVIEW_DOUBLE,  "double", N_("Looks double"))
DECLARE_CHOICES(review_kind, REVIEW_KINDS)

#define REVIEW_DECISIONS(X) \
  X(DECISION_UNKNOWN, NULL,       N_("Unknown")) \
  X(DECISION_CHANGED, "changed",  N_("It was not right, and I changed it")) \
  X(DECISION_HANDLED, "handled",  N_("Handled in another way")) \
  X(DECISION_FINE,    "fine",     N_("Nothing was wrong"))
DECLARE_CHOICES(review_decision, REVIEW_DECISIONS)

struct offer_decision {
  struct id id;
  int32_t version;
  struct id subject;                 /* the flag, the question, the pair (doubles.h) */
  enum review_kind kind;
  struct id offer;
  enum review_decision decision;
  const char *reason;
  struct date decided;
  struct id by;                      /* account */
};
DECLARE_RECORD(offer_decision);

struct review_item {
  enum review_kind kind;
  struct id subject, offer;
  const char *name;                  /* of the offer */
  const char *reason, *note;         /* reason: msgid; NULL: none */
  struct date day;
  bool by_provider, low;
};
struct review_item_list { struct review_item *at; size_t count; };

/* What waits for the actor, of the offers that they keep: gone first, then flags, silence; what is `low` last. Doubles are
 * not among them: doubles_found(). */
MUST_USE int review_items(struct ctx *c, struct review_item_list *out);
/* How much of that is about one offer, whoever keeps it; whether its provider says something of it. */
MUST_USE int review_waiting_of(struct ctx *c, struct id offer, size_t *out);
MUST_USE int provider_is_waiting(struct ctx *c, struct id offer, bool *out);
/* One of those. ERR_NOT_FOUND. */
MUST_USE int review_item(struct ctx *c, struct id subject, struct review_item *out);
/* Of `d` subject, decision and reason count. ERR_NOT_FOUND: not the actor's, or decided on already. */
MUST_USE int review_decide(struct ctx *c, const struct offer_decision *d);
/* Once a day: a task for the coordinators of a region in which something waits; none where nothing does. */
MUST_USE int review_remind(struct ctx *c, const char *const *regions, size_t count);

/* How many of the offers that the actor keeps have nobody to ask whether they are still right; examples aside. For whoever keeps
 * by region: partners are not read. */
MUST_USE int offers_unasked(struct ctx *c, size_t *out);

MUST_USE int decisions_all(struct ctx *c, struct offer_decision_list *out);                    /* by subject */
/* Whether one of `all`, which is of decisions_all(), is about that. */
bool decision_made(const struct offer_decision_list *all, struct id subject);
MUST_USE int decisions_of(struct ctx *c, struct id offer, struct offer_decision_list *out);    /* the newest first */
MUST_USE int decision_there(struct ctx *c, struct id subject, bool *out);                      /* somebody decided on it */
MUST_USE int unasked_each(struct ctx *c, each_row *each, void *arg);                           /* as doubles_each, doubles.h */
MUST_USE int decision_write(struct ctx *c, const struct offer_decision *d);
#endif
