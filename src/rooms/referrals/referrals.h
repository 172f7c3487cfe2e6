/* Referrals: leading a person to an offer, with permission, until arrival is confirmed and the help has started or ended.
 *
 * Two halves, so that whoever watches clocks learns nothing of a person:
 *   referral            how far it is, whose turn it is, and until when. Not sealed: no word about the person is in it.
 *   referral_person, referral_item, referral_note
 *                       who it is, how to call safely, what is shared on which ground, what happened. Sealed in a compartment of the
 *                       referral's own, which both sides open: who refers, and who receives as long as a ground stands.
 * Invariant, held by test/year_test.c: an open referral has exactly one responsible colleague, who works here, and exactly one next date.
 * The provider sees what was shared and nothing of the file that it came from. The person's file knows its referrals (referral_link).
 * Source: DOMAIN 4.3, 4.5; Bouwstenen plegeraanbod 2021 1.1; AVG art. 6, 9(2), 10. */
#ifndef REFERRALS_H
#define REFERRALS_H
#include "grounds.h"
#include "steps.h"

struct referral {
  struct id id;
  int32_t version;
  struct id compartment;               /* where its sealed half lies */
  struct id offer, provider;           /* to what; the organisation that gives it */
  struct id referrer, origin;          /* who refers, and for which organisation */
  struct id follows;                   /* the one that was returned before it; ID_NONE */
  enum referral_state state;
  enum yes_no urgent;                  /* after an incident, during a home ban, or a relapse: first contact within 24 hours */
  enum yes_no by_link;                 /* nobody of the provider works here: it answers by links, or the referrer by phone */
  enum referral_next next;             /* NEXT_NOTHING: it is closed */
  struct id responsible, holder;       /* who does that, and for which organisation */
  struct id stands_in_for;             /* who is away; ID_NONE */
  struct instant next_at;              /* too late from then on; unknown: closed */
  enum term_unit counts;               /* what the term until then counts */
  struct num level;                    /* of being late: 0 not, 1 colleagues see it, 2 the team lead, 3 the coordinator */
  struct instant rises_at;             /* when the level rises; of one that is closed: when nobody opens it any more. Unknown: never */
  struct instant registered;           /* since when the clocks of first contact and offer run */
  struct instant made, written;        /* written: the last time while it was a draft */
  struct instant sent, received, contacted, offered, arrived, started, ended;
  struct instant bridge_at;            /* when there must have been contact again, because the start is far off or a session was cancelled; unknown: no need */
  enum yes_no arrival_seen;            /* what the referrer, or the person, says of the arrival */
};
DECLARE_RECORD(referral);              /* regional */

#define INTERPRETERS(X) \
  X(INTERPRETER_UNKNOWN, NULL,     N_("Unknown")) \
  X(INTERPRETER_NONE,    "none",   N_("Not needed")) \
  X(INTERPRETER_PHONE,   "phone",  N_("Professional, by phone")) \
  X(INTERPRETER_PRESENT, "present", N_("Professional, present"))
DECLARE_CHOICES(interpreter, INTERPRETERS)

#define CONSENT_WAYS(X) \
  X(CONSENT_UNKNOWN, NULL,      N_("Unknown")) \
  X(CONSENT_SPOKEN,  "spoken",  N_("Spoken")) \
  X(CONSENT_PAPER,   "paper",   N_("On paper")) \
  X(CONSENT_DIGITAL, "digital", N_("Digital"))
DECLARE_CHOICES(consent_way, CONSENT_WAYS)

/* What the referrer hears of how it goes, as the person permits. */
#define HEARINGS(X) \
  X(HEARS_UNKNOWN, NULL,      N_("Unknown")) \
  X(HEARS_ARRIVAL, "arrival", N_("Arrival")) \
  X(HEARS_START,   "start",   N_("Start")) \
  X(HEARS_END,     "end",     N_("The end"))
DECLARE_CHOICES(hearing, HEARINGS)

/* Who it is, as both sides may know. */
struct referral_person {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id referral;                  /* CLEAR */
  const char *called;
  const char *phone, *mail, *hours;    /* safe to use, and when */
  enum yes_no voicemail;
  const char *who_answers, *neutral;   /* who else may pick up; what may be said or sent before an unknown number calls */
  const char *languages;
  enum interpreter interpreter;        /* never family, never a child */
  const char *place, *handover;        /* a neutral first place that can be reached; a hand-over together: who, when */
  const char *answer_at;               /* where the provider's links go: as it stood when it was sent; NULL: nowhere */
  enum consent_way consent;
  struct date consent_on;
  const char *consent_words;
  struct set hears;
};
DECLARE_RECORD(referral_person);

#define SHARED_ITEMS(X) \
  X(ITEM_UNKNOWN,   NULL,        N_("Unknown")) \
  X(ITEM_REQUEST,   "request",   N_("What the person wants")) \
  X(ITEM_SITUATION, "situation", N_("What happened, and the situation at home")) \
  X(ITEM_SAFETY,    "safety",    N_("What to mind for safety")) \
  X(ITEM_HEALTH,    "health",    N_("Health")) \
  X(ITEM_JUSTICE,   "justice",   N_("Police and criminal data"))
DECLARE_CHOICES(shared_item, SHARED_ITEMS)
enum { ITEM_COUNT = ITEM_JUSTICE + 1 };

struct referral_item {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id referral;                  /* CLEAR */
  enum shared_item item;
  const char *text;
  enum legal_ground ground;
  struct date until;                   /* shared as long as that; unknown: as long as the help lasts */
};
DECLARE_RECORD(referral_item);

/* What was done, in one line. */
struct referral_note {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id referral;                  /* CLEAR */
  enum referral_act act;
  struct instant at;
  struct id by, organisation;          /* by ID_NONE: by a link, or the program */
  struct date day;
  const char *with_whom;
  enum referral_reason reason;
  struct id alternative;               /* offer that fits better, as who gave it back sees it; ID_NONE */
  const char *note;
};
DECLARE_RECORD(referral_note);

/* In the person's own compartment: which referrals are theirs. */
struct referral_link {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id person, referral;
};
DECLARE_RECORD(referral_link);

/* --- making -------------------------------------------------------------------------------------------------- */

#define REFERRAL_AIMS(X) \
  X(AIM_UNKNOWN, NULL,      N_("Unknown")) \
  X(AIM_SEND,    "send",    N_("Send")) \
  X(AIM_DRAFT,   "draft",   N_("Keep as a draft")) \
  X(AIM_NOT,     "not_now", N_("Not now"))
DECLARE_CHOICES(referral_aim, REFERRAL_AIMS)

/* As the one form asks for it. */
struct referral_new {
  const char *aanbod;                  /* slug of the offer */
  struct id persoon, volgt;            /* whose file it comes from; which returned referral it follows; ID_NONE */
  const char *called, *phone, *mail, *hours;
  enum yes_no voicemail;
  const char *who_answers, *neutral;
  enum yes_no urgent;
  const char *languages;
  enum interpreter interpreter;
  const char *place, *handover;
  const char *request, *situation, *safety, *health, *justice;
  enum legal_ground request_ground, situation_ground, safety_ground, health_ground, justice_ground;
  struct date until;
  enum consent_way consent;
  struct date consent_on;
  const char *consent_words;
  struct set hears;
  enum referral_aim aim;
  enum referral_reason reason;         /* aim "not_now": why */
  struct date again;                   /* likewise: when to get in touch again */
};
DECLARE_RECORD(referral_new);

/* Makes one in the caller's transaction: sent at once, kept as a draft, or as a no with its reason. ERR_INVALID on its field: no way
 * to be reached, no permission, a shared item without a ground, an offer that cannot be referred to (ended, paused, started only by
 * police or prosecution, a table, help for professionals), not sent and no reason. ERR_NOT_FOUND: a person that is not the actor's. */
MUST_USE int referral_begin(struct ctx *c, const struct referral_new *n, struct id *out);
/* Writes a draft anew; AIM_SEND sends it. ERR_NOT_FOUND, ERR_CONFLICT; ERR_INVALID: it is no draft any more. */
MUST_USE int referral_rewrite(struct ctx *c, struct id id, int32_t version, const struct referral_new *n);
/* The form filled in from a file, from a returned referral, or (referral_again) from a draft. What is not known stays empty. */
MUST_USE int referral_prefill(struct ctx *c, struct id person, struct id follows, struct referral_new *out);
MUST_USE int referral_again(struct ctx *c, struct id draft, struct referral_new *out);

/* --- moving --------------------------------------------------------------------------------------------------- */

struct referral_step {
  enum referral_act act;
  struct date day;
  const char *with_whom;
  enum referral_reason reason;
  const char *alternative;             /* slug of the offer that fits better; NULL */
  const char *note;
};
DECLARE_RECORD(referral_step);
/* Does what the table says (steps.h). `version`: as it was seen; 0: whatever it is now. ERR_INVALID on its field, or without: not in
 * this state, or not by this side; ERR_CONFLICT: somebody was first; ERR_NOT_FOUND: not the actor's. */
MUST_USE int referral_do(struct ctx *c, struct id id, int32_t version, const struct referral_step *s);
/* The actor becomes responsible: a colleague of the organisation whose turn it is. ERR_NOT_FOUND; ERR_INVALID: no ground. */
MUST_USE int referral_take_over(struct ctx *c, struct id id);
/* Gives it to a colleague of the organisation whose turn it is (by mail address): by a colleague there, or by who watches the region.
 * ERR_NOT_FOUND; ERR_INVALID on "mail". */
MUST_USE int referral_give(struct ctx *c, struct id id, const char *mail);

/* Whether the actor may do so. A colleague of the provider takes over whatever waits there. Among colleagues of who refers only what is late, or
 * by a team lead: one of them may work for the other side. */
bool referral_may_take(const struct ctx *c, const struct referral *r);
bool referral_may_give(const struct ctx *c, const struct referral *r);

/* --- reading -------------------------------------------------------------------------------------------------- */

/* The unsealed half, for who works with it, colleagues of both organisations, and who watches the region. ERR_NOT_FOUND. */
MUST_USE int referral_get(struct ctx *c, struct id id, struct referral *out);
struct referral_file {
  struct referral referral;
  unsigned by;                         /* BY_…: as which side the actor acts; 0: only looks */
  bool open;                           /* the rest is the actor's to read */
  struct referral_person person;
  struct referral_item_list items;     /* those whose term has not ended */
  struct referral_note_list notes;     /* newest first; a referrer reads of arrival, start and end what the person permits */
};
MUST_USE int referral_file(struct ctx *c, struct id id, struct referral_file *out);
/* For whom it is shown to: hides how far it is where the person does not let a referrer know. Moving it needs it as it is. */
void referral_as_heard(const struct ctx *c, struct referral_file *f);

/* With the name of whom it is about, where that is the reader's to know; else NULL. */
struct referral_line { struct referral referral; const char *called; };
struct referral_line_list { struct referral_line *at; size_t count; };
#define REFERRAL_LISTS(X) \
  X(LIST_MINE,     NULL,      N_("My turn")) \
  X(LIST_WAITS,    "wacht",   N_("Waits for somebody else")) \
  X(LIST_OURS,     "team",    N_("Of our organisation")) \
  X(LIST_CLOSED,   "klaar",   N_("Finished"))
DECLARE_CHOICES(referral_list_kind, REFERRAL_LISTS)
enum { REFERRALS_A_PAGE = 50 };
/* By next date; those that ended newest first. `after`: key of the page, NULL: the first; `*next`: key of the next one, NULL: the last. */
MUST_USE int referrals_listed(struct ctx *c, enum referral_list_kind kind, const char *after, struct referral_line_list *out, const char **next);
/* For the work list: those whose turn is the actor's, and the late ones of colleagues, team and region that rose to the actor. */
MUST_USE int referrals_to_do(struct ctx *c, struct referral_line_list *mine, struct referral_line_list *risen);
/* Those of a person whose file the actor may open. */
MUST_USE int referrals_of_person(struct ctx *c, struct id person, struct referral_line_list *out);
/* Their compartments, and those of experts by experience who are there because of one: what is shared stands there. */
MUST_USE int referrals_about(struct ctx *c, struct id person, int (*each)(struct ctx *c, struct id compartment, void *arg), void *arg);
/* Late ones of the region, with the level of the coordinator, the latest first; no names. */
MUST_USE int referrals_silent(struct ctx *c, struct referral_line_list *out);

/* --- clocks ---------------------------------------------------------------------------------------------------- */

/* Raises what is late, in the region of the scope: at most `most`, each one level; `more`: there are others. Needs a scope that reaches
 * everything. What was missed for a week rises one level, not seven. */
MUST_USE int referrals_rise(struct ctx *c, size_t most, bool *more);
/* Whoever waits and heard nothing for too long: a task for whose turn it is, once each time. In the region of the scope. */
MUST_USE int referrals_bridge(struct ctx *c, size_t most, bool *more);
/* Gives back what can start no more: sent to an offer that was paused or ended since. */
MUST_USE int referrals_return_stopped(struct ctx *c, size_t most, bool *more);
/* Hands over what lies with colleagues who left since that instant. */
MUST_USE int referrals_of_left(struct ctx *c, struct instant since);

/* --- being away ------------------------------------------------------------------------------------------------- */

struct absence {
  struct id id;
  int32_t version;
  struct id account, organisation;
  struct date since, until;            /* both with */
  struct id replacement;               /* ID_NONE: whoever of the organisation has the fewest */
  struct instant begun, over;          /* since when what lies there was handed over; and given back */
};
DECLARE_RECORD(absence);               /* regional */
struct absence_new { struct date since, until; const char *mail; };       /* mail: of the replacement; NULL: none in particular */
DECLARE_RECORD(absence_new);
/* The actor is away. ERR_INVALID on its field: it ends before it begins, is over, or no colleague has that mail address. */
MUST_USE int absence_add(struct ctx *c, const struct absence_new *n);
/* Back today. ERR_NOT_FOUND. */
MUST_USE int absence_end(struct ctx *c, struct id absence);
MUST_USE int absences_mine(struct ctx *c, struct absence_list *out);
/* Hands over at the beginning and gives back at the end, in the region of the scope. */
MUST_USE int absences_run(struct ctx *c, bool *more);

/* Whether anybody works there, in the region, who could take a turn. */
MUST_USE int referral_works_here(struct ctx *c, struct id organisation, bool *out);
/* To which organisation a referral to that offer goes: its provider, else one of the others who give it where somebody works here.
 * `*works`: somebody does. */
struct offer;
MUST_USE int referral_receiver(struct ctx *c, const struct offer *o, struct id *out, bool *works);

extern const struct query *const referral_queries[];
/* About whom the rows in a referral's compartment are (record.about). */
extern const struct query referral_about;
#endif
