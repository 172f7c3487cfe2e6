/* The states of an assignment as one table, who is responsible and when it is looked at: pure rules. */
#ifndef PEER_STATES_H
#define PEER_STATES_H
#include "peers.h"

#define PEER_ACTS(X) \
  X(PEER_ACT_UNKNOWN, NULL,        N_("Unknown")) \
  X(PEER_ACCEPT,      "accept",    N_("Say yes")) \
  X(PEER_HAND_BACK,   "hand_back", N_("Hand back")) \
  X(PEER_CONTACT,     "contact",   N_("Note a contact")) \
  X(PEER_REACH,       "reach",     N_("Note a contact in which somebody was reached")) \
  X(PEER_END,         "end",       N_("End it"))
DECLARE_CHOICES(peer_act, PEER_ACTS)

/* Who: the expert (or the coordinator of one without an account), and whoever works with the assignment, the asker first. */
enum peer_who { PEER_WHO_NONE, PEER_EXPERT = 1, PEER_ASKER = 2, PEER_EITHER = 3 };

struct peer_move { enum peer_state from; enum peer_act act; enum peer_state to; enum peer_who who; };
extern const struct peer_move peer_moves[];
extern const size_t peer_moves_count;

/* Where an act leads; PEER_STATE_UNKNOWN: it cannot be done in that state, or not by that one. */
enum peer_state peer_next_state(enum peer_state from, enum peer_act act, enum peer_who who);

/* How far silence has come: nobody asked yet, the expert, who asked, the coordinator. */
enum { PEER_ON_TIME, PEER_TO_EXPERT, PEER_TO_ASKER, PEER_TO_COORDINATOR };
/* The step that silence is at on a day: the day after the agreed one the expert's, each day after it one further. */
int32_t peer_step(struct date next, struct date today);
/* When it is looked at again after that step; unknown: there is no further step. */
struct date peer_look(struct date next, int32_t step);
/* The last day for a contact after one on `today`. */
struct date peer_latest(struct date today, struct num gap);
#endif
