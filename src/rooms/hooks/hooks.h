/* Web hooks: the own system of an organisation hears at once that something changed about a referral, and reads by the interface for programs,
 * with its own key, what it may know. What is sent says nothing about a person, nor how far anything is: which referral, and when.
 * Each message is signed, as the Standard Webhooks convention has it (standardwebhooks.com), so that the receiver knows who sends it.
 * At least once: the event is written in the transaction of the change, and tried until it is taken, up to three days. Those of one referral
 * come in their order. What changes again before it was sent is one event.
 * Source: DOMAIN 4.3 (both sides know how it goes); issue: providers work in their own systems and look at no second screen. */
#ifndef HOOKS_H
#define HOOKS_H
#include "sessions.h"

#define HOOK_KINDS(X) \
  X(HOOK_KIND_UNKNOWN,     NULL,               N_("Unknown")) \
  X(HOOK_REFERRAL_CHANGED, "referral.changed", N_("A referral changed")) \
  X(HOOK_TEST,             "test",             N_("Test"))
DECLARE_CHOICES(hook_kind, HOOK_KINDS)

#define HOOK_OUTCOMES(X) \
  X(HOOK_UNSENT,     NULL,          N_("Not sent yet")) \
  X(HOOK_TAKEN,      "taken",       N_("Arrived")) \
  X(HOOK_REFUSED,    "refused",     N_("The other system refused it")) \
  X(HOOK_NO_ANSWER,  "no_answer",   N_("It did not answer")) \
  X(HOOK_UNTRUSTED,  "untrusted",   N_("Its certificate cannot be trusted")) \
  X(HOOK_NOT_PUBLIC, "not_public",  N_("The address does not lead to the internet"))
DECLARE_CHOICES(hook_outcome, HOOK_OUTCOMES)
enum { HOOK_OUTCOME_COUNT = HOOK_NOT_PUBLIC + 1 };

struct hook {
  struct id id;
  int32_t version;
  const char *region;                /* slug */
  struct id organisation;
  const char *label, *url;
  struct id compartment;             /* of its secrets: erased when it is removed */
  const char *secret, *old_secret;   /* SECRET: sealed; old_secret NULL: there is none */
  struct instant old_until;          /* until when the old one signs too */
  struct id made_by;
  struct instant made, off;          /* off: unknown while it is on */
};
DECLARE_RECORD(hook);

/* What the worker keeps of each hook. */
struct hook_queue { struct id id; int32_t version; struct id hook, organisation; struct instant due, lease, failing; };
DECLARE_RECORD(hook_queue);

struct hook_event {
  struct id id;                      /* webhook-id: the same at every try */
  int32_t version;
  struct id hook;
  enum hook_kind kind;
  struct id about;                   /* the referral; ID_NONE: a test */
  struct instant made, due;
  struct num tries;
  struct instant sent;
  enum hook_outcome outcome;
  struct num status;
  struct instant done;               /* arrived, or given up */
};
DECLARE_RECORD(hook_event);

enum { HOOKS_MOST = 5, HOOK_OLD_SECRET_DAYS = 7, HOOK_TRIED_DAYS = 3, HOOK_KEPT_DAYS = 30, HOOK_EVENTS_SHOWN = 30, HOOK_LABEL_MOST = 80, HOOK_URL_MOST = 500,
       HOOK_SECRET_BYTES = 32 };

/* As it is filled in. */
struct hook_form { const char *label, *url; };
DECLARE_RECORD(hook_form);

/* --- for who keeps the hooks of an organisation: the actor's, in the region of the scope; ERR_NOT_FOUND for others' ------------------ */

/* A new one. `secret`: as it is shown, once; in c->arena. ERR_INVALID on "url": not https, or it says by itself that it leads to no public
 * address; without a field: as many as may be. */
MUST_USE int hook_add(struct ctx *c, const struct hook_form *f, struct id *out, const char **secret);
MUST_USE int hooks_own(struct ctx *c, struct hook_list *out);
MUST_USE int hook_own(struct ctx *c, struct id id, struct hook *out);
/* The newest first: those that wait among them, at most HOOK_EVENTS_SHOWN. */
MUST_USE int hook_events(struct ctx *c, struct id hook, struct hook_event_list *out);
/* Makes a new secret; the one before it signs too for HOOK_OLD_SECRET_DAYS. `secret` as above. */
MUST_USE int hook_secret_new(struct ctx *c, struct id id, const char **secret);
/* The old one signs no more, now. */
MUST_USE int hook_secret_old_end(struct ctx *c, struct id id);
/* Sends an event about nothing. ERR_INVALID: it is off. */
MUST_USE int hook_test(struct ctx *c, struct id id);
/* Off: nothing is sent, what waits is dropped. On again: from now on; what happened meanwhile is not told. */
MUST_USE int hook_switch(struct ctx *c, struct id id, bool on);
/* With its secrets and what is known of its events. */
MUST_USE int hook_remove(struct ctx *c, struct id id);

/* Whether they may go to addresses in networks of one's own, and to this machine, also in the clear: a setting of the installation. */
bool hooks_go_anywhere(const struct ctx *c);

/* --- for the room whose events they are ------------------------------------------------------------------------------------------------- */

/* Whether that organisation has one in the region of the scope that is on. */
MUST_USE int hooks_listen(struct ctx *c, struct id organisation, bool *out);
/* In the caller's transaction: tells its hooks in the region of the scope. Whether the organisation may know is the caller's to say. */
MUST_USE int hooks_tell(struct ctx *c, struct id organisation, enum hook_kind kind, struct id about);

/* Deletes some events that were done HOOK_KEPT_DAYS ago. */
MUST_USE int hooks_tidy(struct ctx *c, bool *more);
#endif
