/* All that stands in a plan as one list of items: what the page, the versions, the prints and the releases are made of. And what is still missing
 * before it can be made final, element by element. */
#ifndef PLAN_ITEMS_H
#define PLAN_ITEMS_H
#include "actions.h"
#include "plan_sheets.h"

/* Whether an item may stand on what is given to the family. Never: where somebody is safe, how they get away, what they need for it; what workers
 * say of one another. */
enum item_release { ITEM_RELEASABLE, ITEM_NEVER };

struct plan_item {
  const char *key;                     /* "stop.triggers", "goal.ID", "action.ID": the same as long as it is the same item */
  const char *section, *label;         /* msgids; label NULL: the section says enough */
  const char *text;                    /* as a reader says it */
  const char *raw;                     /* the same whoever reads it, in whatever language: what is compared */
  enum item_release release;
  bool stays;                          /* in the program: a talk together that does not go onto paper now (action_may_leave) */
};
struct plan_item_list { struct plan_item *at; size_t count; };

/* A plan with all that belongs to it, as the actor sees it, read once for a page or an act. */
struct plan_file {
  struct plan plan;
  struct case_file home;
  struct membership_list persons;
  struct plan_goal_list goals;
  struct case_action_list actions;
  struct plan_stop stop;
  struct plan_safety safety;
  struct plan_contact contact;
  struct plan_prompts prompts;
  struct plan_voice_list voices;
  bool needs_stop;
};
/* ERR_NOT_FOUND. */
MUST_USE int plan_open(struct ctx *c, struct id id, struct plan_file *out);

/* What is written down, in reading order; what is not is left out. Holds only what everybody may read who reads the plan: what lies elsewhere (a
 * person's own word, an action that only one side reads) is not in it. */
MUST_USE int plan_items(struct ctx *c, const struct plan_file *f, struct plan_item_list *out);
const struct plan_item *plan_item_of(const struct plan_item_list *items, const char *key);

/* What is to be filled in first: words, and where (behind the plan's address). */
struct plan_lack {
  const char *text, *at, *who;         /* text: msgid; at: "/stop#f-triggers"; who: a name, or NULL */
  const char *why;                     /* msgid: why what stands there is not enough; NULL: nothing stands there */
};
struct plan_lack_list { struct plan_lack *at; size_t count; };
/* An element is there when it says something, and when whom it names may do what it asks (plan_named.h). */
MUST_USE int plan_lacks(struct ctx *c, const struct plan_file *f, struct plan_lack_list *out);

/* A new action of the plan, in the plan's own place. ERR_INVALID: closed; else as action_add. */
MUST_USE int plan_action_add(struct ctx *c, struct id plan, const struct action_new *n, struct id *out);
#endif
