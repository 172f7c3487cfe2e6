/* Asking somebody outside care: a housing consultant, a debt counsellor, a teacher, a midwife. They have no account, and see nothing of a file, nor that there is violence: only
 * what is asked of them, in words written for them, by when, and whom they can reach. They answer on the same page, by a link of their own.
 *
 * What is asked lies where its action lies, with the ground on which it is shared. It is never changed by the partner: answers are rows of their own,
 * and where it stands follows from them. An answer never closes the action: a colleague does.
 * The link is an id and our keyed hash of it (signed_ids.h): nothing is stored that opens it. Opening it changes nothing, since programs that look at
 * mail open every link. It ends by itself, when the action is closed, when it is taken back, when the ground on which it was shared ends or is
 * withdrawn, and when nobody works with it any more. Why it ended the partner does not learn.
 * Source: Fontys 2023 H2 (partners outside care join and see their part); DOMAIN 4.4; AVG art. 5.1c (no more than is needed), 6. */
#ifndef PARTNER_ASKS_H
#define PARTNER_ASKS_H
#include "actions.h"
#include "case_parts.h"
#include "grounds.h"
#include "tasks.h"

/* Until when a link opens after the day that it is due: as with a referral's, who is a week late can still say so. */
enum { PARTNER_LINK_DAYS = 7 };
/* After so many working days, or the day that it is due if that is sooner, somebody calls: a partner has their own week, and the household waits. */
enum { PARTNER_SILENT_DAYS = 5 };
/* A link that lives for years is forgotten by everybody. */
enum { PARTNER_DUE_MOST_DAYS = 180 };
/* So long after a link opens no more its row is kept: whoever tries it a little late and calls can be told when it ended. Then it goes; what was asked
 * stays with its action. */
enum { PARTNER_LINK_KEPT_DAYS = 30 };
/* Whoever has the link can write no more than this many times. */
enum { PARTNER_ANSWERS_MOST = 12 };

#define PARTNER_ANSWERS(X) \
  X(PARTNER_ANSWER_UNKNOWN, NULL,   N_("Unknown")) \
  X(PARTNER_TAKES,     "takes",     N_("Took it on")) \
  X(PARTNER_DID,       "did",       N_("Says that it is done")) \
  X(PARTNER_CANNOT,    "cannot",    N_("Cannot do it")) \
  X(PARTNER_QUESTION,  "question",  N_("Has a question"))
DECLARE_CHOICES(partner_did, PARTNER_ANSWERS)

#define PARTNER_STATES(X) \
  X(PARTNER_STATE_UNKNOWN, NULL,       N_("Unknown")) \
  X(PARTNER_ASKED,       "asked",      N_("No answer yet")) \
  X(PARTNER_TOOK,        "took",       N_("Took it on")) \
  X(PARTNER_DONE,        "done",       N_("Says that it is done")) \
  X(PARTNER_REFUSED,     "refused",    N_("Cannot do it")) \
  X(PARTNER_ASKS,        "asks",       N_("Has a question")) \
  X(PARTNER_BACK,        "back",       N_("Taken back")) \
  X(PARTNER_PAST,        "past",       N_("The link has run out")) \
  X(PARTNER_GROUNDLESS,  "groundless", N_("The ground to share it is gone"))
DECLARE_CHOICES(partner_state, PARTNER_STATES)

struct partner_ask {
  struct id id;
  int32_t version;
  struct id compartment;               /* the action's */
  struct id action;
  struct id whom;                      /* the action's */
  const char *name, *organisation;     /* of the partner, as the colleague wrote them */
  enum helper_branch branch;
  const char *mail;                    /* SECRET */
  const char *request;                 /* all that the partner reads of it */
  struct date due;
  enum legal_ground ground;
  const char *how;
  struct date since;
  struct id asker, office;             /* account, and for which organisation */
  struct instant asked;
  struct instant ended;                /* taken back */
  const char *why;
  struct date until, gone;             /* of its ground: the last day, and when it was withdrawn; unknown: none. From partner_ground, filled by reading */
};
DECLARE_RECORD(partner_ask);

/* How long the ground stands on which something was asked, and that it was withdrawn: a row of its own beside the ask, if there is anything to say. */
struct partner_ground {
  struct id id;
  int32_t version;
  struct id compartment, action, ask, whom;
  struct date until, gone;
  struct id by;                        /* account */
};
DECLARE_RECORD(partner_ground);

struct partner_answer {
  struct id id;
  int32_t version;
  struct id compartment, action, ask, whom;
  enum partner_did answer;
  const char *words;                   /* from outside, as typed */
  enum yes_no held;                    /* words were left out: they named a place that is secret */
  struct instant at;
};
DECLARE_RECORD(partner_answer);

/* Not sealed: says nothing of whom, or of what. */
struct partner_link {
  struct id id;
  int32_t version;
  const char *region;
  struct id ask;
  struct instant made, until;
  struct date silent;                  /* unknown: answered, or told already */
  struct date groundless;              /* the first day without a ground; unknown: it has no end, or told already */
  struct instant ended;
};
DECLARE_RECORD(partner_link);          /* global: whoever comes by it has no region */

/* --- for the colleague -------------------------------------------------------------------------------------------- */

struct partner_new {
  const char *name, *organisation;
  enum helper_branch branch;
  const char *mail, *request;
  struct date due;
  enum legal_ground ground;
  const char *how;
  struct date since, until;            /* until unknown: as long as the help lasts */
};
DECLARE_RECORD(partner_new);
struct partner_back { const char *why; enum yes_no gone; };      /* gone: the ground was withdrawn */
DECLARE_RECORD(partner_back);

/* Whether somebody outside can be asked for this action: it is open, and somebody else does it. */
bool partner_may_be_asked(const struct case_action *a);
/* Whether it could be asked like that: what a preview asks. ERR_INVALID on its field; a secret address in any word, wherever the action lies. */
MUST_USE int partner_check(struct ctx *c, struct id action, const struct partner_new *n);
/* Likewise, and asks: a mail goes out where this installation sends any. */
MUST_USE int partner_ask_add(struct ctx *c, struct id action, const struct partner_new *n, struct id *out);
/* Takes it back: the link stops at once. Whoever asked hears it if the ground is gone and somebody else writes that down. ERR_INVALID: it was already,
 * or somebody of another side asked: what a side shares with whom is that side's (grounds.h), and stays written by it alone; ERR_CONFLICT. */
MUST_USE int partner_take_back(struct ctx *c, struct id ask, int32_t version, const struct partner_back *n);
MUST_USE int partner_get(struct ctx *c, struct id ask, struct partner_ask *out);
/* What was asked for an action, and answered: oldest first. */
MUST_USE int partner_asks_of(struct ctx *c, struct id action, struct partner_ask_list *asks, struct partner_answer_list *answers);
/* Where one stands. `open`: its action is; `all`: answers in order, also those of others. */
enum partner_state partner_stands(const struct partner_ask *p, const struct partner_answer_list *all, bool open, int64_t now);
/* Whether they took it on, and did not say since that it is done or cannot be done. */
bool partner_helps(const struct partner_ask *p, const struct partner_answer_list *all);
/* Whether that can be answered to what stands. */
bool partner_takes(enum partner_state from, enum partner_did answer);
/* All that the actor may read of a household. */
MUST_USE int partner_asks_in(struct ctx *c, struct id household, struct partner_ask_list *asks, struct partner_answer_list *answers);
/* Its action is closed: links end, for good, and nothing of it is on a work list any more. */
MUST_USE int partners_stop(struct ctx *c, struct id action);
/* The last instant of a link, by the day that it is due; by the ground too. */
struct instant partner_until(struct date due);
struct instant partner_ends(const struct partner_ask *p);
/* The day before it, in words. In c->arena. */
const char *partner_last_day(struct ctx *c, const struct partner_ask *p);
/* What hangs behind PARTNER_PAGE "/". In c->arena. ERR_NOT_FOUND: its link ended. */
MUST_USE int partner_token(struct ctx *c, struct id ask, const char **out);

/* Sends the mail with that link, where this installation sends any. */
MUST_USE int partner_send(struct ctx *c, struct id link, const char *address);

/* --- for whoever has the link ------------------------------------------------------------------------------------- */

#define PARTNER_PAGE "/uw-deel"        /* the token hangs behind it */
#define PARTNERS_PATH "/werk/partners" /* for colleagues: what was asked, by its id */

struct partner_reply { enum partner_did answer; const char *words; };
DECLARE_RECORD(partner_reply);

/* What they may know. */
struct partner_part {
  struct partner_ask ask;
  struct partner_answer_list answers;  /* their own */
  enum partner_state state;
  const char *office, *colleague, *mail;      /* who asks; colleague NULL: does not work with it any more */
};
/* In the name of nobody; scope.region becomes the link's. ERR_NOT_FOUND, one for all: none of ours, past, taken back, closed. */
MUST_USE int partner_read(struct ctx *c, const char *token, struct partner_part *out);
/* ERR_INVALID on "words" or "answer". Whoever asked, or works with it, gets a task. */
MUST_USE int partner_reply_add(struct ctx *c, const char *token, const struct partner_reply *r);

/* --- the clock's --------------------------------------------------------------------------------------------------- */

/* A task for whoever asked and heard nothing, and for whoever asked on a ground that ended. Region of the scope. */
MUST_USE int partners_look(struct ctx *c, size_t most, bool *more);
/* Deletes links that open nothing since PARTNER_LINK_KEPT_DAYS. Of all regions. */
MUST_USE int partner_links_clean(struct ctx *c, size_t most, bool *more);
/* A task for whoever asked; if they do not work with it any more, for everybody who does. */
MUST_USE int partner_tell(struct ctx *c, const struct partner_ask *p, enum task_kind kind);

struct message_template;
extern const struct message_template partner_message;
extern const struct query *const partner_ask_queries[];
/* partner_asks_store.c */
MUST_USE int partner_links_of(struct ctx *c, struct id ask, struct partner_link_list *out);
MUST_USE int partner_links_silent(struct ctx *c, struct date to, size_t most, struct partner_link_list *out);
MUST_USE int partner_links_groundless(struct ctx *c, struct date to, size_t most, struct partner_link_list *out);
MUST_USE int partner_links_past(struct ctx *c, struct instant before, size_t most, struct partner_link_list *out);
MUST_USE int partner_grounds_of(struct ctx *c, struct id action, struct partner_ground_list *out);
void partner_grounded(struct partner_ask *p, const struct partner_ground_list *all);
#endif
