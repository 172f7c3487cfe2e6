/* The register of experts by experience: who there is, what they can and want, and when. It is kept by the organisation that
 * coordinates them; availability and pause also by the expert. An entry is a record of a person: sealed in a compartment of its own.
 * Nobody is involved in it as in a file; who may read it is decided here, in three ways: a keeper of the own organisation all of it,
 * the expert the own one, and whoever asks for an expert what a ranked list shows (peer_work.h) and no more.
 * Supervision notes lie in a second compartment, for keepers only. */
#ifndef PEER_REGISTER_H
#define PEER_REGISTER_H
#include "accounts.h"
#include "peers.h"

#define PEER_TOPICS(X) \
  X(PEER_TOPIC_UNKNOWN,  NULL,           N_("Unknown")) \
  X(PEER_TOPIC_TALKING,  "motivational", N_("Motivational interviewing")) \
  X(PEER_TOPIC_TRAUMA,   "trauma",       N_("Trauma-sensitive work")) \
  X(PEER_TOPIC_GENDER,   "gender",       N_("Gender-sensitive work")) \
  X(PEER_TOPIC_CULTURE,  "culture",      N_("Culture-sensitive work")) \
  X(PEER_TOPIC_LVB,      "lvb",          N_("Mild intellectual disability")) \
  X(PEER_TOPIC_SAFETY,   "safety",       N_("Safety first"))
DECLARE_CHOICES(peer_topic, PEER_TOPICS)

#define PEER_DAYS(X) \
  X(PEER_DAY_UNKNOWN, NULL, N_("Unknown")) \
  X(PEER_MO, "mo", N_("Monday")) \
  X(PEER_TU, "tu", N_("Tuesday")) \
  X(PEER_WE, "we", N_("Wednesday")) \
  X(PEER_TH, "th", N_("Thursday")) \
  X(PEER_FR, "fr", N_("Friday")) \
  X(PEER_SA, "sa", N_("Saturday")) \
  X(PEER_SU, "su", N_("Sunday"))
DECLARE_CHOICES(peer_day, PEER_DAYS)

struct peer {
  struct id id;
  int32_t version;
  struct id compartment;
  struct id organisation;              /* that coordinates them */
  struct id account;                   /* ID_NONE: without one, then the coordinator passes things on */
  const char *name;                    /* as who asks sees it */
  const char *reach;                   /* how the coordinator reaches them */
  struct set roles;
  const char *languages;               /* ISO 639-1, spaces between */
  const char *municipalities;          /* slugs; NULL: all of the region */
  enum person_gender gender;
  const char *background;              /* in their own words */
  enum peer_experience experience;
  enum yes_no may_tell;                /* may who asks know background and own experience? */
  struct set days, parts;
  struct num most;                     /* people at once */
  struct date paused_until;            /* first day on which they can be asked again */
  struct id supervision;               /* compartment of the notes */
  struct id kept_by;                   /* the coordinator */
};
DECLARE_RECORD(peer);

/* As a keeper fills it in; and what the expert changes. Both begin with the entry. */
struct peer_form { struct peer peer; const char *account_id; };
DECLARE_RECORD(peer_form);
struct peer_available { struct peer peer; };
DECLARE_RECORD(peer_available);

struct peer_training {
  struct id id;
  int32_t version;
  struct id compartment;               /* the entry's */
  struct id peer;
  enum peer_topic topic;
  struct date done, until;             /* until unknown: it does not run out */
};
DECLARE_RECORD(peer_training);

/* About the expert's work; names nobody whom they are there for. */
struct peer_note {
  struct id id;
  int32_t version;
  struct id compartment;               /* the supervision's */
  struct id peer;
  const char *text;
  struct id by;
  struct instant made;
};
DECLARE_RECORD(peer_note);

/* A new entry of the actor's organisation. ERR_INVALID on its field: nothing to reach them by, an account that is no expert of the
 * organisation or has an entry already, nothing that they do. */
MUST_USE int peer_add(struct ctx *c, const struct peer_form *f, struct id *out);
/* All of it, for a keeper of its organisation. ERR_NOT_FOUND for everybody else. */
MUST_USE int peer_kept(struct ctx *c, struct id id, struct peer *out);
/* ERR_CONFLICT: somebody changed it meanwhile. */
MUST_USE int peer_change(struct ctx *c, const struct peer_form *f);
/* Erases the entry and its notes, backups included. ERR_INVALID: somebody counts on them still. */
MUST_USE int peer_remove(struct ctx *c, struct id id);
/* Those of the actor's organisation, by name; for keepers (nobody else has any). */
MUST_USE int peers_kept(struct ctx *c, struct peer_list *out);
/* The actor's own entry. ERR_NOT_FOUND: none. */
MUST_USE int peer_own(struct ctx *c, struct peer *out);
/* Days, parts of the day and pause, by the expert. ERR_CONFLICT. */
MUST_USE int peer_own_change(struct ctx *c, const struct peer_available *a);
/* Experts' accounts of the actor's organisation here: who may be tied to an entry. */
MUST_USE int peer_accounts(struct ctx *c, struct account_list *out);

MUST_USE int peer_training_add(struct ctx *c, const struct peer_training *t);
MUST_USE int peer_training_remove(struct ctx *c, struct id training, struct id *peer);
/* Those of an entry that the actor may read, the newest first. */
MUST_USE int peer_trainings(struct ctx *c, const struct peer *p, struct peer_training_list *out);
MUST_USE int peer_note_add(struct ctx *c, const struct peer_note *n);
MUST_USE int peer_notes(struct ctx *c, const struct peer *p, struct peer_note_list *out);

/* Who coordinates an entry now: who keeps it, else another keeper of its organisation. ID_NONE: nobody works there any more. */
MUST_USE int peer_coordinator(struct ctx *c, const struct peer *p, struct id *out);
/* Whether the actor keeps the register of that organisation. */
bool peers_are_kept(const struct ctx *c, struct id organisation);

/* For this room: as the program reads, whoever asks; who may is decided by the caller. All of the region are told in the journal, because
 * a ranked list shows them; what the others read is not shown. */
MUST_USE int peers_of(struct ctx *c, struct id organisation, struct peer_list *out);
MUST_USE int peer_read(struct ctx *c, struct id id, struct peer *out);
MUST_USE int peers_read(struct ctx *c, struct peer_list *out);
MUST_USE int peer_trainings_read(struct ctx *c, struct id peer, struct peer_training_list *out);

#endif
