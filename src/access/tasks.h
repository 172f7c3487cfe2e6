/* Tasks: what lies on somebody's work list. A task holds no text about a person: its kind and what it is about say it all. */
#ifndef TASKS_H
#define TASKS_H
#include "db.h"
#include "permissions.h"

#define TASK_KINDS(X) \
  X(TASK_UNKNOWN, NULL, N_("Unknown")) \
  X(TASK_EMERGENCY_USED,   "emergency_used",   N_("Emergency access was used: look at it")) \
  X(TASK_CONFIRM_POSTS,    "confirm_posts",    N_("Confirm who still works here")) \
  X(TASK_APPROVE_POST,     "approve_post",     N_("Approve a role")) \
  X(TASK_APPROVE_RESET,    "approve_reset",    N_("Approve a new start of a second factor")) \
  X(TASK_SIGNALS,          "signals",          N_("Read the weekly signals")) \
  X(TASK_FILE_WITHOUT_WORKER, "file_without_worker", N_("A household has nobody who is involved any more")) \
  X(TASK_PURGE,            "purge",            N_("Look at what can be deleted")) \
  X(TASK_HANDED_OVER,      "handed_over",      N_("A household was handed over to you")) \
  X(TASK_INVOLVED,         "involved",         N_("A colleague asked you to work with a household")) \
  X(TASK_CALL_PROVIDER,    "call_provider",    N_("Call this provider: nobody answered whether an offer is still right")) \
  X(TASK_REVIEW_OFFERS,    "review_offers",    N_("Read what is said about offers")) \
  X(TASK_ADVICE_CHANGED,   "advice_changed",   N_("Other rules: what fits somebody changed, look at it together")) \
  X(TASK_SET_ASIDE,        "set_aside",        N_("Agree, or do not: the exclusion for control is to be set aside for somebody")) \
  X(TASK_CONFIRM_ARRIVAL,  "confirm_arrival",  N_("Ask whether the person whom you referred arrived")) \
  X(TASK_ARRIVAL_DIFFERS,  "arrival_differs",  N_("One side says that the person arrived, the other that not: look at it")) \
  X(TASK_BRIDGE,           "bridge",           N_("Somebody waits and heard nothing for too long: get in touch")) \
  X(TASK_REFERRAL_TAKE_OVER, "referral_take_over", N_("A colleague may not work with a referral any more: see that another one takes over")) \
  X(TASK_LOOK_AT_SAFETY,   "look_at_safety",   N_("Look at somebody's safety again")) \
  X(TASK_PEER_ASKED,       "peer_asked",       N_("You are asked to be there for somebody: say yes, or hand it back")) \
  X(TASK_PEER_CONTACT,     "peer_contact",     N_("A contact by an expert by experience is overdue")) \
  X(TASK_PEER_BACK,        "peer_back",        N_("An expert by experience handed somebody back: ask another one")) \
  X(TASK_PEER_SILENT,      "peer_silent",      N_("An expert by experience and who asked are both silent: look with them")) \
  X(TASK_SIGNUP,           "signup",           N_("Somebody who signed up waits for your call")) \
  X(TASK_SIGNUP_LATE,      "signup_late",      N_("Somebody who signed up was not called in time: take it over")) \
  X(TASK_DESK_EMPTY,       "desk_empty",       N_("People signed up, and the desk has nobody any more")) \
  X(TASK_CHAT_DANGER,      "chat_danger",      N_("Acute danger in a chat of the desk: go and help your colleague")) \
  X(TASK_DIRECT_ASKED,     "direct_asked",     N_("You are asked to direct a household: say yes or no")) \
  X(TASK_DIRECT_DECLINED,  "direct_declined",  N_("A colleague said no: you still direct this household")) \
  X(TASK_NO_DIRECTOR,      "no_director",      N_("Nobody directs a household any more: take it up, or see who does")) \
  X(TASK_SPLIT_ASKED,      "split_asked",      N_("A colleague asks you to let a side go on as a household of its own: look whether that is right")) \
  X(TASK_DIRECTION_ENDED,  "direction_ended",  N_("A household that you directed was put back into another: see who directs it now")) \
  X(TASK_WITHOUT_COLLEAGUE, "without_colleague", N_("Somebody who had work with a household does not work with it any more: give that work to somebody")) \
  X(TASK_WRITTEN_AFTER,    "written_after",    N_("Something was written in a household that is closed: look whether it opens again")) \
  X(TASK_TURNS_ADULT,      "turns_adult",      N_("A child becomes an adult within a week: look at what changes")) \
  X(TASK_ACTION_DUE,       "action_due",       N_("What was agreed with a household is due: do it, or say why not")) \
  X(TASK_TALKS_STOPPED,    "talks_stopped",    N_("Talks that were planned together are stopped: look at what is planned with this household")) \
  X(TASK_PARTNER_ANSWERED, "partner_answered", N_("A partner outside care answered: read it at the action")) \
  X(TASK_PARTNER_SILENT,   "partner_silent",   N_("A partner outside care does not answer: call them")) \
  X(TASK_PARTNER_GROUNDLESS, "partner_groundless", N_("The ground to share with a partner outside care is gone: look at the action")) \
  X(TASK_HOOK_OFF,         "hook_off",         N_("A connected system did not answer for three days: it hears nothing any more")) \
  X(TASK_POSSIBLE_DOUBLE,  "possible_double",  N_("Perhaps the same person is in another file as well: look at it")) \
  X(TASK_BRING_TOGETHER,   "bring_together",   N_("Bring colleagues of two files together, if that is safe")) \
  X(TASK_SHIELD_ASKED,     "shield_asked",     N_("Decide whether a colleague may open the shielded file of somebody of their organisation")) \
  X(TASK_SHIELD_LIFTED,    "shield_lifted",    N_("The shield of a colleague's file was taken off: look in the journal whether that is right")) \
  X(TASK_TAKE_OVER,        "take_over",        N_("A colleague may not work with a household any more: see that another one takes over"))
DECLARE_CHOICES(task_kind, TASK_KINDS)

struct task {
  struct id id;
  int32_t version;
  struct id account;                 /* whose; ID_NONE: the organisation's or the role's */
  struct id organisation;            /* ID_NONE: any with the role */
  enum role role;                    /* for whoever has it; unknown: only account or organisation */
  enum task_kind kind;
  struct id about;                   /* household, person, account, post; ID_NONE */
  struct date due;
  struct instant made, done;         /* made: task_add fills it */
  struct id done_by;
  struct instant told;               /* when those whose it is were told of it by message */
};
DECLARE_RECORD(task);                /* regional, not sealed */

/* A new one, unless the same kind about the same is open for the same already. ERR_INVALID: it would be nobody's. */
MUST_USE int task_add(struct ctx *c, const struct task *t);
/* Open ones of the actor: their own, their organisation's, their role's. By due date. */
MUST_USE int tasks_mine(struct ctx *c, struct task_list *out);
/* Whether it can be ticked off. What waits for an answer or a decision is closed by what is done on its page, never by a tick. */
bool task_is_ticked(enum task_kind kind);
/* ERR_NOT_FOUND: not the actor's; ERR_INVALID: of a kind that is not ticked off. */
MUST_USE int task_done(struct ctx *c, struct id task);
/* What was asked was done, by whoever: closes the open ones of that kind about something, in the region of the scope; of an
 * organisation (ID_NONE: of any). */
MUST_USE int tasks_close(struct ctx *c, enum task_kind kind, struct id subject, struct id organisation);
/* Closes what an account was asked to begin about something that it has no part in any more. */
MUST_USE int tasks_not_begun(struct ctx *c, struct id account, struct id subject);
/* Open ones of an account, in the region of the scope; of that kind about something (ID_NONE: about nothing). */
MUST_USE int tasks_of_account(struct ctx *c, struct id account, struct task_list *out);
MUST_USE int tasks_open_about(struct ctx *c, enum task_kind kind, struct id subject, struct task_list *out);
/* All there ever were of a kind, the newest first, at most one page of them. */
MUST_USE int tasks_ever(struct ctx *c, enum task_kind kind, struct task_list *out);
/* Open ones that nobody was told of yet, the oldest first, at most TASKS_UNTOLD_MOST. `urgent`: only those that cannot wait. */
enum { TASKS_UNTOLD_MOST = 50 };
MUST_USE int tasks_untold(struct ctx *c, bool urgent, struct task_list *out);
/* Those whose list it stands on: the account's, or everybody's who has the role, for the organisation, in the region of the scope. */
MUST_USE int task_accounts(struct ctx *c, const struct task *t, struct id_list *out);
MUST_USE int task_told(struct ctx *c, struct task *t);
/* Gives the open tasks that an account has for an organisation (ID_NONE: for all) to another, or (ID_NONE) to the organisation. */
MUST_USE int tasks_move(struct ctx *c, struct id from_account, struct id to_account, struct id organisation);

extern const struct query *const task_queries[];
#endif
