/* Who is asked whether an offer is still right, and when: fourteen days before its term ends, again after seven and after
 * fourteen days, and when nobody answered, the coordinator of the region calls. One message asks about all offers of one
 * address. The rule looks at dates only: missed for a week, each step comes once, and no two on one day. */
#ifndef QUESTIONS_H
#define QUESTIONS_H
#include "exchange.h"
#include "upkeep.h"

#define ASKED_WHATS(X) \
  X(ASKED_UNKNOWN,  NULL,       N_("Unknown")) \
  X(ASKED_ALL,      "all",      N_("Whether all is still right")) \
  X(ASKED_CAPACITY, "capacity", N_("Places free and waiting time"))
DECLARE_CHOICES(asked_what, ASKED_WHATS)

struct offer_question {
  struct id id;
  int32_t version;
  struct id offer;
  enum asked_what what;
  struct num asked;                  /* how many times */
  struct date first_asked, last_asked;
  struct date called;                /* since then it is for the coordinator */
  const char *region;                /* of the coordinator who has a task for it; NULL: nobody has */
  struct date answered;              /* unknown: not yet */
  enum answer_way how;
};
DECLARE_RECORD(offer_question);

enum { ASK_BEFORE_DAYS = 14, ASK_AGAIN_DAYS = 7, ASK_TIMES = 3, ANSWER_DAYS = 60 /* a link is good for */ };

enum ask_step { STEP_NONE, STEP_ASK, STEP_REMIND, STEP_CALL, STEP_CLOSE /* nobody need answer any more */ };
/* The first day on which it is asked; unknown: nobody asks (it ended, is example data, or tells no numbers). An offer that
 * was never verified: any day. A short term is asked half way. */
struct date ask_due(const struct offer *o, enum asked_what what, struct date today);
/* What is to be done today. `open`: the question that waits for an answer, or NULL. */
enum ask_step ask_step(const struct offer *o, enum asked_what what, const struct offer_question *open, struct date today);

/* One message: to whom, about which offers. `bundle` stands for the address without telling it. */
struct ask_bundle { const char *ask_at; struct id bundle; struct id *offers; size_t count, room; bool reminder; };
typedef int ask_send(struct ctx *c, const struct ask_bundle *b, void *arg);
struct ask_report { size_t asked, reminded, called, closed, messages; bool more; };
/* Whether a message gets to such an address: who cannot be reached is not asked, and so has not failed to answer. */
typedef bool ask_reaches(const struct ctx *c, const char *ask_at);
struct ask_by { ask_reaches *reaches; ask_send *send; void *arg; };      /* reaches NULL: everybody */
/* Does what is due today, each once, at most so many steps, inside the caller's transaction; `send` is called once an address.
 * Who answered is left alone for ASK_AGAIN_DAYS, and as long as what they said is wrong waits for a decision.
 * `out->more`: there is more to do, which the same call does then. */
MUST_USE int questions_run(struct ctx *c, size_t most, const struct ask_by *by, struct ask_report *out);

#define ASK_PATH "/aanbod-bevestigen"         /* where the link leads; the token hangs behind it */
/* The link of a bundle, good for ANSWER_DAYS: text of a token. ERR_STORE without keys. */
MUST_USE int ask_token(struct ctx *c, struct id bundle, const char **out);
/* The same for every spelling of an address or number. */
MUST_USE int ask_bundle_of(struct ctx *c, const char *ask_at, struct id *out);
/* ERR_NOT_FOUND: not one of ours; ERR_INVALID: it has run out. No table is asked. */
MUST_USE int ask_token_read(struct ctx *c, const char *token, struct id *bundle);

/* The offers of a bundle that wait for an answer. */
struct asked_offer { struct offer_line line; bool all; };              /* all: else only the numbers are asked */
struct asked_offer_list { struct asked_offer *at; size_t count; };
MUST_USE int ask_bundle_offers(struct ctx *c, struct id bundle, struct asked_offer_list *out);

#define ASK_ANSWERS(X) \
  X(ANSWER_UNKNOWN, NULL,        N_("Unknown")) \
  X(ANSWER_RIGHT,   "klopt",     N_("Still right")) \
  X(ANSWER_WRONG,   "wijzigen",  N_("Not right: I want to change something")) \
  X(ANSWER_GONE,    "gestopt",   N_("This does not exist any more"))
DECLARE_CHOICES(ask_answer, ASK_ANSWERS)

struct asked_form { struct id offer; enum ask_answer answer; struct num places_free, wait_days; const char *note; };
DECLARE_RECORD(asked_form);
/* Whoever has the link answers about one offer. Wrong and gone are for the coordinator to decide on: nothing ends by itself.
 * ERR_NOT_FOUND: not one of the bundle that waits; ERR_INVALID on the field. */
MUST_USE int ask_bundle_answer(struct ctx *c, struct id bundle, const struct asked_form *f);

/* Somebody answered: closes what is open about it, and the coordinator's task. `all` false: only about the numbers. */
MUST_USE int questions_answered(struct ctx *c, const struct offer *o, bool all, enum answer_way how);

MUST_USE int questions_open(struct ctx *c, struct offer_question_list *out);
MUST_USE int questions_of(struct ctx *c, struct id offer, struct offer_question_list *out);          /* the newest first */
MUST_USE int offers_to_ask(struct ctx *c, struct offer_list *out);                                   /* with an address, not ended */
#endif
