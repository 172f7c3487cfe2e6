/* The stop plan on the person's own phone: their own words, behind a link of their own, and as a file that works without a network and asks
 * nothing of anybody. It holds only what the person released for it; nothing else of the plan is ever on it.
 * The link is an id and our keyed hash of it (signed_ids.h): nothing is stored that opens it. It ends by itself, by the worker, or by whoever has
 * it. A file that was kept on a phone is the person's: the page says that it stays there until they throw it away. */
#ifndef PLAN_PHONE_H
#define PLAN_PHONE_H
#include "plan_sheets.h"

struct plan_phone {
  PLAN_SHEET;
  const char *signals, *steps, *calls, *reason;      /* how I notice it; what I do; whom I call; what I do it for */
  struct date released;                /* the day on which the person said yes to these words */
  enum yes_no own_phone;               /* the phone is theirs, and nobody else looks at it */
};
DECLARE_RECORD(plan_phone);
extern const struct sheet_kind phone_kind;
/* Also of a plan that is final. ERR_INVALID: closed; not released; a phone that others look at; an address that is secret. */
MUST_USE int phone_save(struct ctx *c, struct id plan, const struct plan_phone *p);

/* Not sealed: says nothing of whom, or of what. */
struct plan_link {
  struct id id;
  int32_t version;
  const char *region;
  struct id plan;
  struct instant made, until, ended;
};
DECLARE_RECORD(plan_link);
enum { PLAN_LINK_DAYS = 180 };

/* A new one; those before it end. ERR_INVALID: there is nothing on the page yet, or the plan is closed. */
MUST_USE int link_make(struct ctx *c, struct id plan, struct id *out);
/* Ends those that are alive: by the worker. */
MUST_USE int links_end(struct ctx *c, struct id plan);
/* The one that is alive. ERR_NOT_FOUND: none, or the plan is not to be seen. */
MUST_USE int link_of(struct ctx *c, struct id plan, struct plan_link *out);
/* What hangs behind PLAN_PAGE "/". In c->arena. */
MUST_USE int link_token(struct ctx *c, struct id link, const char **out);

/* For whoever has the link, in the name of nobody; scope.region becomes its region. ERR_NOT_FOUND: none of ours, ended, or its plan is closed. */
MUST_USE int phone_read(struct ctx *c, const char *token, struct plan_phone *out, struct plan_link *link);
/* Likewise ends it. */
MUST_USE int phone_end(struct ctx *c, const char *token);

extern const struct query *const plan_phone_queries[];
MUST_USE int links_in(struct ctx *c, struct id plan, struct plan_link_list *out);
#endif
