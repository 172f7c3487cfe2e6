/* What the files of this room share. */
#ifndef HOOKS_INTERNAL_H
#define HOOKS_INTERNAL_H
#include "hooks.h"

/* --- secrets ------------------------------------------------------------------------------------------------------- */

/* "whsec_…", as programs that check signatures take it. In c->arena. */
const char *hook_secret_shown(struct ctx *c, const uint8_t secret[static HOOK_SECRET_BYTES]);
/* What the header webhook-signature holds now: "v1,…", two of them with a space between while an old secret signs too. In c->arena.
 * ERR_STORE: the secrets were changed outside the program. */
MUST_USE int hook_signature(struct ctx *c, const struct hook *h, const char *id, const char *stamp, const char *body, const char **out);
/* What is posted. In c->arena. */
const char *hook_body(struct ctx *c, const struct hook_event *e);
/* Seals a new secret into `h`, whose compartment is open, and shows it. */
MUST_USE int hook_secret_make(struct ctx *c, struct hook *h, const char **shown);
/* What signed until now becomes the old one. */
MUST_USE int hook_secret_keep_old(struct ctx *c, struct hook *h);

/* --- store ------------------------------------------------------------------------------------------------------------ */

MUST_USE int hooks_of(struct ctx *c, const char *region, struct id organisation, struct hook_list *out);
MUST_USE int hooks_on(struct ctx *c, const char *region, struct id organisation, struct hook_list *out);
MUST_USE int hook_queue_of(struct ctx *c, struct id hook, struct hook_queue *out);
/* Due, and nothing is on its way to its organisation: the longest waiting first. `longest`: a lease beyond that was given before the clock was
 * set back, and is over. */
MUST_USE int hook_queues_due(struct ctx *c, struct instant now, struct instant longest, int64_t most, struct hook_queue_list *out);
MUST_USE int hook_events_last(struct ctx *c, struct id hook, int64_t most, struct hook_event_list *out);
/* Not sent yet, about that. */
MUST_USE int hook_event_untried(struct ctx *c, struct id hook, enum hook_kind kind, struct id about, struct hook_event *out);
/* What waits and has nothing before it about the same, by when it is due: the first. ERR_NOT_FOUND. */
MUST_USE int hook_event_next(struct ctx *c, struct id hook, struct hook_event *out);
MUST_USE int hook_events_waiting(struct ctx *c, struct id hook, int64_t most, struct hook_event_list *out);
MUST_USE int hook_events_done_before(struct ctx *c, struct instant before, struct hook_event_list *out);
MUST_USE int hook_events_all(struct ctx *c, struct id hook, struct hook_event_list *out);      /* some of them */
extern const struct query *const hook_queries[];

/* Writes down when the next one of a hook is due. */
MUST_USE int hook_queue_next(struct ctx *c, struct hook_queue *q);
/* Gives up what waits. */
MUST_USE int hook_drop_waiting(struct ctx *c, struct id hook);
#endif
