/* Taking in what people send on the public site: by a process that may have no keys, so nothing here reads what was sealed.
 *
 * Against robots, without a third party and without asking for a script: a form counts once and only some seconds after it was
 * shown; when many come, each must copy a word and be a little older; what one region takes in an hour is capped, so that neither
 * the database nor the desk is buried. Nobody is counted by address: twenty people behind one are twenty people. */
#ifndef INTAKE_H
#define INTAKE_H
#include "form.h"
#include "keys.h"
#include "places.h"
#include "signups.h"

/* A region whose desk takes sign-ups in: written by a process with keys (taking.h). */
struct signup_desk {
  struct id id;
  int32_t version;
  const char *region;                /* slug */
  struct num epoch;
  const char *public_key;            /* seal_to.h */
  struct num kept_days;              /* how long a sign-up is kept after it is closed */
};
DECLARE_RECORD(signup_desk);

#define BOX_KINDS(X) \
  X(BOX_UNKNOWN, NULL, N_("Unknown")) \
  X(BOX_NEW,      "new",      N_("Sign-up")) \
  X(BOX_CHANGE,   "change",   N_("Other way to be reached")) \
  X(BOX_WITHDRAW, "withdraw", N_("Withdrawn"))
DECLARE_CHOICES(box_kind, BOX_KINDS)

/* What waits until a process with keys takes it in. */
struct signup_box {
  struct id id;                      /* in order of time */
  int32_t version;
  const char *region;
  struct id follow;
  enum box_kind kind;
  struct num epoch;
  struct instant at;
  const char *sealed;                /* SECRET; NULL: withdrawn */
};
DECLARE_RECORD(signup_box);

/* What who follows it is told: never whether anybody was reached, or that a number is known. Whoever signs up somebody else's number
 * has its code. */
#define FOLLOW_STATES(X) \
  X(FOLLOW_UNKNOWN, NULL,          N_("Unknown")) \
  X(FOLLOW_SENT,      "sent",      N_("We received your sign-up.")) \
  X(FOLLOW_TAKEN,     "taken",     N_("Somebody of the desk has your sign-up.")) \
  X(FOLLOW_CLOSED,    "closed",    N_("The desk has closed your sign-up.")) \
  X(FOLLOW_WITHDRAWN, "withdrawn", N_("You withdrew your sign-up.")) \
  X(FOLLOW_LOST,      "lost",      N_("Something went wrong with your sign-up."))
DECLARE_CHOICES(follow_state, FOLLOW_STATES)

struct signup_follow {
  struct id id;
  int32_t version;
  const char *region;
  const char *code;                  /* hash of the code; SECRET */
  enum follow_state state;
  struct instant made, due;          /* due: we call before then */
  struct num changes;
  struct instant over;               /* closed or withdrawn: since when */
};
DECLARE_RECORD(signup_follow);

/* --- the form ----------------------------------------------------------------------------------------------------- */

#define INCIDENT_NOW N_("Was there violence in the past days?")
#define PLACE_HELP N_("Your municipality or your region. We need no address.")
/* As it is typed. `region` is asked only where the place is not one we know; `copy` only when many come. */
struct signup_form {
  const char *reach, *hours, *place, *region;
  enum signup_for for_whom;
  enum yes_no incident;
  const char *alias, *language;
  enum yes_no voicemail;
  const char *who_answers, *remark, *copy, *aanbod;
  const char *campagne;              /* slug; counted, and not kept with the sign-up (campaigns.h) */
};
DECLARE_RECORD(signup_form);

/* As it is sealed: of the form what the desk needs, and the word. */
struct signup_told {
  const char *reach, *hours, *place;
  enum signup_for for_whom;
  enum yes_no incident;
  const char *alias, *language;
  enum yes_no voicemail;
  const char *who_answers, *remark, *offer, *word;
};
DECLARE_RECORD(signup_told);

struct follow_form { const char *code; };
DECLARE_RECORD(follow_form);
struct follow_change_form { const char *code, *reach, *hours; };
DECLARE_RECORD(follow_change_form);

enum {
  INTAKE_LEAST_MS = 2000,            /* nobody fills in three fields faster */
  INTAKE_BUSY = 40,                  /* sign-ups of all regions in the last hour from which on it is busy */
  INTAKE_WAIT_MOST_MS = 45000,       /* how old a form must be at the busiest */
  INTAKE_HOUR_MOST = 200,            /* of a region in an hour */
  FOLLOW_CHANGES_MOST = 10
};

/* Where a typed place lies: a region, or one of a municipality of that name; NULL: not known. */
const char *region_of_place(struct ctx *c, const char *typed);

/* Whether it is busy, and how many milliseconds old a form must be now. */
struct intake_state { bool busy; int64_t least_ms; };
MUST_USE int intake_state(struct ctx *c, struct intake_state *out);
/* Whether whoever sent a form is asked to copy a word, or to wait a little longer. ERR_INVALID on copy, or on nothing. */
MUST_USE int intake_human(struct ctx *c, const struct intake_state *state, const char *copy, const char *token, int64_t age);
/* The word that a form with that token asks to copy; NULL token: no word yet. */
const char *intake_copy(const char *token);

enum intake_answer { INTAKE_TAKEN, INTAKE_NO_DESK, INTAKE_FULL };
struct intake_receipt {
  enum intake_answer answer;
  const char *code, *word, *region;  /* region: slug */
  enum yes_no urgent;
  struct instant due;
  int32_t kept_days;
};
/* With what a form came. */
struct intake_proof {
  const char *token;                 /* of the form, ours and not too old */
  const char *code;                  /* that this token gives (follow_code) */
  int64_t age;                       /* milliseconds since it was shown */
};
/* Takes a sign-up in. The same form sent twice is one sign-up and gives the same answer; what was put right in between counts.
 * ERR_INVALID on reach, place or copy; on nothing: the form is too young, or its sign-up is over. */
MUST_USE int intake_send(struct ctx *c, const struct signup_form *f, const struct intake_proof *proof, struct intake_receipt *out);

/* --- following ------------------------------------------------------------------------------------------------------ */

enum { FOLLOW_BYTES = 20 };          /* 160 bits: nobody guesses it, so wrong codes need not be counted */
/* n bytes (16 to 64) that the form with that token gives, for that use: from a key of this process, so that sending it again gives the
 * same, and nobody makes them of a token. */
void intake_secret(const uint8_t key[static KEY_BYTES], const char *use, const char *token, uint8_t *out, size_t n);
/* The code of the form with that token: eight groups of four. From a key of this process, so that sending it again gives the same, and
 * nobody makes it of a token. In c->arena. */
const char *follow_code(struct ctx *c, const uint8_t key[static KEY_BYTES], const char *token);
/* The hash of a code as it was typed over: case, spaces, hyphens, and O for 0 do not count. ERR_INVALID on "code": it is none. */
MUST_USE int follow_hash(struct ctx *c, const char *typed, const char **hash);
/* ERR_INVALID on "code": there is none, or not any more. */
MUST_USE int follow_find(struct ctx *c, const char *typed, struct signup_follow *out);
/* Seals another way to be reached to the desk. ERR_INVALID: it is none; it is over; it was changed too often. */
MUST_USE int follow_change(struct ctx *c, const struct follow_change_form *f);
/* What was not taken in yet goes at once, the rest within seconds. ERR_INVALID as above. Nothing if it was withdrawn. */
MUST_USE int follow_withdraw(struct ctx *c, const char *code);
static inline bool follow_is_over(const struct signup_follow *f) { return f->state == FOLLOW_CLOSED || f->state == FOLLOW_WITHDRAWN || f->state == FOLLOW_LOST; }

/* A plain word, the same for the same text. */
const char *word_of(const char *text);

/* --- store ----------------------------------------------------------------------------------------------------------- */
MUST_USE int desks_all(struct ctx *c, struct signup_desk_list *out);
MUST_USE int desk_of_region(struct ctx *c, const char *region, struct signup_desk *out);
MUST_USE int boxes_next(struct ctx *c, struct signup_box_list *out);                   /* some, the oldest first */
MUST_USE int boxes_of(struct ctx *c, struct id follow, struct signup_box_list *out);
MUST_USE int boxes_count(struct ctx *c, int64_t *out);
MUST_USE int follow_of_hash(struct ctx *c, const char *hash, struct signup_follow *out);
MUST_USE int follows_since(struct ctx *c, struct instant then, int64_t *out);
MUST_USE int follows_of_region_since(struct ctx *c, const char *region, struct instant then, int64_t *out);
MUST_USE int follows_over(struct ctx *c, const char *region, struct instant then, struct signup_follow_list *out);     /* since before then; some */
MUST_USE int follows_silent(struct ctx *c, const char *region, struct instant then, struct signup_follow_list *out);   /* never over, made before then; some */
extern const struct query *const intake_queries[];
#endif
