/* Experts by experience and buddies (ervaringsdeskundigen en maatjes): what other rooms need to ask for one, and to know how it goes.
 * Somebody who has been through it himself calls, waits along, keeps in touch: at a first contact, during a home ban, while waiting
 * for help to start (bridging), as a buddy, in a group, afterwards.
 *
 * Each assignment is first proposed: the expert sees no name, only the role, the language, the part of the day and roughly where, and
 * says yes or hands it back. An open one has exactly one person who is responsible and exactly one next date; a missed one comes back
 * as a task: to the expert, then to who asked, then to the coordinator of the experts.
 * Source: DOMAIN 4.5 (people), 4.3 (bridging with a maximum gap), 4.2 rules 8 and 12 (wishes rank, never exclude; a helper from the
 * own community only after asking). */
#ifndef PEERS_H
#define PEERS_H
#include "grounds.h"
#include "persons.h"

#define PEER_ROLES(X) \
  X(PEER_ROLE_UNKNOWN,  NULL,            N_("Unknown")) \
  X(PEER_FIRST_CONTACT, "first_contact", N_("First contact")) \
  X(PEER_HOME_BAN,      "home_ban",      N_("Contact during a home ban")) \
  X(PEER_BRIDGING,      "bridging",      N_("Bridging: contact while waiting for help")) \
  X(PEER_BUDDY,         "buddy",         N_("Buddy")) \
  X(PEER_GROUP,         "group",         N_("Goes along to a group")) \
  X(PEER_AFTERCARE,     "aftercare",     N_("Aftercare"))
DECLARE_CHOICES(peer_role, PEER_ROLES)

#define PEER_PARTS(X) \
  X(PEER_PART_UNKNOWN, NULL,        N_("Unknown")) \
  X(PEER_MORNING,      "morning",   N_("In the morning")) \
  X(PEER_AFTERNOON,    "afternoon", N_("In the afternoon")) \
  X(PEER_EVENING,      "evening",   N_("In the evening"))
DECLARE_CHOICES(peer_part, PEER_PARTS)

#define PEER_EXPERIENCES(X) \
  X(PEER_EXPERIENCE_UNKNOWN, NULL,          N_("Unknown")) \
  X(PEER_USED,               "used",        N_("Used violence")) \
  X(PEER_EXPERIENCED,        "experienced", N_("Experienced violence")) \
  X(PEER_BOTH,               "both",        N_("Both"))
DECLARE_CHOICES(peer_experience, PEER_EXPERIENCES)

/* Whether somebody of the own community may help: a wish only after it was asked. */
#define COMMUNITY_WISHES(X) \
  X(COMMUNITY_NOT_ASKED, NULL,  N_("Not asked")) \
  X(COMMUNITY_YES,       "yes", N_("Asked: yes, somebody from the own community")) \
  X(COMMUNITY_NO,        "no",  N_("Asked: rather not"))
DECLARE_CHOICES(community_wish, COMMUNITY_WISHES)

#define PEER_STATES(X) \
  X(PEER_STATE_UNKNOWN, NULL,          N_("Unknown")) \
  X(PEER_PROPOSED,      "proposed",    N_("Asked, no answer yet")) \
  X(PEER_ACCEPTED,      "accepted",    N_("Accepted, no contact yet")) \
  X(PEER_RUNNING,       "running",     N_("In contact")) \
  X(PEER_ENDED,         "ended",       N_("Ended")) \
  X(PEER_HANDED_BACK,   "handed_back", N_("Handed back"))
DECLARE_CHOICES(peer_state, PEER_STATES)

/* What is wished for. All but the role only ranks; the language is that of the person, and one in common is needed. */
struct peer_wishes {
  enum peer_role role;
  const char *language;                /* ISO 639-1; NULL: not known, which excludes nobody */
  enum person_gender gender;
  enum peer_experience experience;
  struct set parts;                    /* when the person can be reached */
  const char *municipality;            /* slug */
  enum community_wish community;
  const char *background;
  struct date from;                    /* unknown: today */
  struct id persoon, verwijzing;       /* what it is for: a person, a referral; either, both or none */
};
DECLARE_RECORD(peer_wishes);

enum { PEER_GAP_MOST = 60, PEER_ANSWER_DAYS = 2 };      /* working days to answer */

/* One expert is asked for one person. */
struct peer_request {
  struct peer_wishes wishes;
  struct id peer;                      /* whom */
  const char *called;                  /* the name the expert may use; sealed, shown once they said yes */
  const char *reach;                   /* a way to be reached that is safe */
  const char *hours;
  enum yes_no voicemail;
  const char *message;                 /* what to say before who calls is known */
  struct num gap;                      /* at most so many days between two contacts */
  enum legal_ground ground;            /* on which this is passed on */
  const char *how;                     /* how that was given, or the facts */
};
DECLARE_RECORD(peer_request);

/* Asks an expert, in the caller's transaction: their own compartment with the actor involved, the ground written down where the
 * expert works for another organisation, a proposal without a name, a task. ERR_INVALID on a field: "peer" for an expert who is
 * full, paused, does not do this, or speaks no common language; ERR_NOT_FOUND: no such expert in the region, or the actor may not
 * see the person that it is about. */
MUST_USE int peer_ask(struct ctx *c, const struct peer_request *r, struct id *out);

/* An assignment as it stands, for whoever is involved in it. Texts live in c->arena. */
struct peer_line {
  struct id id;
  enum peer_role role;
  enum peer_state state;
  const char *peer_name, *called;
  const char *responsible;             /* name of the one person who has to do something now; NULL: it is over */
  struct id responsible_id;
  struct date next;                    /* by when; unknown: it is over */
  bool late;                           /* that day is past */
  struct num gap;
  struct date last_on;                 /* the last contact; unknown: none yet */
  bool last_reached;
  const char *last_line;               /* NULL: nothing was written */
  size_t missed;                       /* contacts tried since somebody was reached */
};
struct peer_line_list { struct peer_line *at; size_t count; };
/* Those for a person or a referral that the actor is involved in, open ones first, then the newest. */
MUST_USE int peer_assignments_about(struct ctx *c, struct id about, struct peer_line_list *out);
/* Calls `each` with the compartment of each of those: what is shared stands there. */
MUST_USE int peers_about(struct ctx *c, struct id about, int (*each)(struct ctx *c, struct id compartment, void *arg), void *arg);
/* Where one is shown: "/werk/ervaring/opdracht/<id>"; where one is asked for ("" for an id that is none). In c->arena. */
const char *peer_path(struct ctx *c, struct id assignment);
const char *peer_ask_path(struct ctx *c, struct id person, struct id referral);

static inline bool peer_open(enum peer_state s) { return s == PEER_PROPOSED || s == PEER_ACCEPTED || s == PEER_RUNNING; }
/* About whom the rows in an assignment's compartment are (record.about). */
extern const struct query peer_about;
#endif
