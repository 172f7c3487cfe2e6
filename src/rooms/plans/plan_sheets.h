/* What stands in a plan, subject by subject. A sheet is one row of a plan, or none yet: its fields are filled in one by one, each an own element,
 * and what must be there before the plan is final is said element by element (plan_items.h). All lie in the compartment of the plan.
 * Source: DOMAIN 4.4 (a safety plan is not complete without how that person's violence stops for good: triggers, signals, time-out agreement,
 * help, who checks, what happens if not; what must be safe before contact or return, who decides and when); Bouwstenen plegeraanbod 2021, 1.2. */
#ifndef PLAN_SHEETS_H
#define PLAN_SHEETS_H
#include "plans.h"

/* How every sheet begins. */
#define PLAN_SHEET struct id id; int32_t version; struct id compartment; struct id plan
struct plan_sheet { PLAN_SHEET; };

/* The definite stop: how this person's violence stops for good. Every element is required. */
struct plan_stop {
  PLAN_SHEET;
  const char *triggers;                /* what goes before */
  const char *body, *thoughts, *behaviour;       /* early signals */
  const char *timeout_long, *timeout_where, *timeout_said, *timeout_back;      /* the time-out agreement */
  const char *help;                    /* which help is used */
  const char *checks, *checks_often;   /* who looks whether it holds, and how often */
  const char *if_not;                  /* what happens when it does not work */
};
DECLARE_RECORD(plan_stop);

/* The own safety of whoever else. Some of it is never passed on to anybody: see plan_items.h. */
struct plan_safety {
  PLAN_SHEET;
  const char *signals, *call, *place, *word, *take, *children, *afterwards;
};
DECLARE_RECORD(plan_safety);

/* Before contact or return. */
struct plan_contact {
  PLAN_SHEET;
  enum yes_no apart;                   /* they live apart, or there is a ban */
  const char *safe_first, *decides;
  struct date look_on;
  const char *told;                    /* what the person who is put out may know: in words that may be read aloud to them */
  enum yes_no told_safe;               /* telling that is safe: looked at with whom it is about */
};
DECLARE_RECORD(plan_contact);

#define PROMPT_ANSWERS(X) \
  X(PROMPT_ANSWER_UNKNOWN, NULL,     N_("Unknown")) \
  X(PROMPT_LOOKED,         "looked", N_("Looked at")) \
  X(PROMPT_NOT_LOOKED,     "not",    N_("Not looked at, because"))
DECLARE_CHOICES(prompt_answer, PROMPT_ANSWERS)

/* What is easily forgotten: each is answered before a plan is final. */
struct plan_prompts {
  PLAN_SHEET;
  enum prompt_answer gender;      const char *gender_said;
  enum prompt_answer culture;     const char *culture_said;
  enum prompt_answer trauma;      const char *trauma_said;
  enum prompt_answer network;     const char *network_said;
  enum prompt_answer practical;   const char *practical_said;
  enum prompt_answer dependence;  const char *dependence_said;      /* unwanted dependence on the network */
};
DECLARE_RECORD(plan_prompts);

enum { SHEET_STOP, SHEET_SAFETY, SHEET_CONTACT, SHEET_PROMPTS, SHEET_COUNT };
struct sheet_kind {
  const struct record *rec;
  const char *key;                     /* in addresses */
  const char *title, *note;            /* msgids; note NULL: none */
  const char *const *needed;           /* names of fields that a final plan needs; ends with NULL; NULL: all of them */
};
extern const struct sheet_kind sheet_kinds[SHEET_COUNT];

/* The sheet of a plan that the actor may see; `row`, of k->rec, is zero where nothing was written yet. */
MUST_USE int sheet_get(struct ctx *c, const struct sheet_kind *k, struct id plan, void *row);
/* Writes it. The plan must be a draft. ERR_CONFLICT: somebody was first since row's version (0: there was none). */
MUST_USE int sheet_save(struct ctx *c, const struct sheet_kind *k, struct id plan, const void *row);

/* --- goals ---------------------------------------------------------------------------------------------------- */

#define GOAL_FITS(X) \
  X(GOAL_FIT_UNKNOWN, NULL,      N_("Not looked at yet")) \
  X(GOAL_FITS,        "fits",    N_("They fit together")) \
  X(GOAL_CLASHES,     "clashes", N_("They clash: to be settled"))
DECLARE_CHOICES(goal_fit, GOAL_FITS)

struct plan_goal {
  PLAN_SHEET;
  const char *goal;
  const char *provider, *their_goal;   /* next to which goal of which other provider; NULL: none */
  enum goal_fit fit;
  struct id settling;                  /* the action by which a clash is settled; ID_NONE: none was needed */
};
DECLARE_RECORD(plan_goal);
/* Of a draft. A clash that is new becomes an action of the coordinator. ERR_INVALID: a clash with nobody's goal. */
MUST_USE int goal_add(struct ctx *c, struct id plan, const struct plan_goal *g);
MUST_USE int goal_change(struct ctx *c, const struct plan_goal *g);
MUST_USE int goal_remove(struct ctx *c, struct id goal, int32_t version);
MUST_USE int goal_get(struct ctx *c, struct id id, struct plan_goal *out);
MUST_USE int goals_of(struct ctx *c, struct id plan, struct plan_goal_list *out);

/* --- who took part, and who agrees ------------------------------------------------------------------------------- */

#define TAKING_PARTS(X) \
  X(TAKING_PART_UNKNOWN, NULL,       N_("Unknown")) \
  X(TOOK_PART,           "together", N_("Made it together")) \
  X(WAS_ASKED,           "asked",    N_("Was asked")) \
  X(WAS_INFORMED,        "informed", N_("Was told")) \
  X(TOOK_NO_PART,        "not",      N_("Did not take part"))
DECLARE_CHOICES(taking_part, TAKING_PARTS)

#define AGREEMENTS(X) \
  X(AGREEMENT_UNKNOWN, NULL,        N_("Unknown")) \
  X(AGREES,            "agrees",    N_("Agrees")) \
  X(AGREES_PARTLY,     "partly",    N_("Agrees in part")) \
  X(DISAGREES,         "disagrees", N_("Does not agree")) \
  X(NOT_ASKED,         "not_asked", N_("Could not be asked"))
DECLARE_CHOICES(agreement, AGREEMENTS)

/* In that person's own compartment, not the plan's: of a plan that all read, who works for the other side does not learn what this person thinks
 * of it. What is said later stands beside what was said before; the newest counts. */
struct plan_voice {
  PLAN_SHEET;
  struct id person;
  enum taking_part part;
  const char *why_not;                 /* required when the person took no part */
  enum agreement agrees;
  const char *words;                   /* with what not, or why the person could not be asked: required unless all is agreed */
  struct date said_on;
  struct instant written;
  struct id writer;
};
DECLARE_RECORD(plan_voice);
struct voice_new { struct id person; enum taking_part part; const char *why_not; enum agreement agrees; const char *words; struct date said_on; };
DECLARE_RECORD(voice_new);
/* ERR_INVALID on its field. */
MUST_USE int voice_add(struct ctx *c, struct id plan, const struct voice_new *n);
/* Of the persons of a plan, newest first; the newest of a person (NULL: none). */
MUST_USE int voices_of(struct ctx *c, const struct plan *p, const struct case_file *f, struct plan_voice_list *out);
const struct plan_voice *voice_of(const struct plan_voice_list *list, struct id person);

/* --- in whose files it is held, and when it was looked at ----------------------------------------------------------- */

struct plan_holder { PLAN_SHEET; const char *holder; struct date since, until; };
DECLARE_RECORD(plan_holder);
MUST_USE int holder_add(struct ctx *c, struct id plan, const struct plan_holder *h);
MUST_USE int holder_end(struct ctx *c, struct id holder, int32_t version);
MUST_USE int holder_get(struct ctx *c, struct id id, struct plan_holder *out);
MUST_USE int holders_of(struct ctx *c, struct id plan, struct plan_holder_list *out);

struct plan_review { PLAN_SHEET; struct date seen_on; const char *words; struct date next; struct id writer; };
DECLARE_RECORD(plan_review);
struct review_new { const char *words; struct date next; };
DECLARE_RECORD(review_new);
/* Looked at: what was seen, and when again. ERR_INVALID: without words, a day that is past, a plan that is closed. */
MUST_USE int review_add(struct ctx *c, struct id plan, const struct review_new *n);
MUST_USE int reviews_of(struct ctx *c, struct id plan, struct plan_review_list *out);

extern const struct query *const plan_sheet_queries[];
/* plan_sheets_store.c */
MUST_USE int sheet_rows(struct ctx *c, const struct sheet_kind *k, struct id plan, struct list *out);
MUST_USE int goals_in(struct ctx *c, struct id plan, struct plan_goal_list *out);
MUST_USE int voices_in(struct ctx *c, struct id compartment, struct plan_voice_list *out);
MUST_USE int holders_in(struct ctx *c, struct id plan, struct plan_holder_list *out);
MUST_USE int reviews_in(struct ctx *c, struct id plan, struct plan_review_list *out);
#endif
