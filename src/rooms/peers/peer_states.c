#include "peer_states.h"
#include "calendar.h"

DEFINE_CHOICES(peer_act, PEER_ACTS)

const struct peer_move peer_moves[] = {
  { PEER_PROPOSED, PEER_ACCEPT,    PEER_ACCEPTED,    PEER_EXPERT },
  { PEER_PROPOSED, PEER_HAND_BACK, PEER_HANDED_BACK, PEER_EXPERT },
  { PEER_PROPOSED, PEER_END,       PEER_ENDED,       PEER_ASKER },
  { PEER_ACCEPTED, PEER_CONTACT,   PEER_ACCEPTED,    PEER_EITHER },
  { PEER_ACCEPTED, PEER_REACH,     PEER_RUNNING,     PEER_EITHER },
  { PEER_ACCEPTED, PEER_HAND_BACK, PEER_HANDED_BACK, PEER_EXPERT },
  { PEER_ACCEPTED, PEER_END,       PEER_ENDED,       PEER_EITHER },
  { PEER_RUNNING,  PEER_CONTACT,   PEER_RUNNING,     PEER_EITHER },
  { PEER_RUNNING,  PEER_REACH,     PEER_RUNNING,     PEER_EITHER },
  { PEER_RUNNING,  PEER_HAND_BACK, PEER_HANDED_BACK, PEER_EXPERT },
  { PEER_RUNNING,  PEER_END,       PEER_ENDED,       PEER_EITHER },
};
const size_t peer_moves_count = COUNT(peer_moves);

enum peer_state peer_next_state(enum peer_state from, enum peer_act act, enum peer_who who)
{
  for (size_t i = 0; i < COUNT(peer_moves); i++) {
    const struct peer_move *const m = &peer_moves[i];
    if (m->from == from && m->act == act && ((unsigned)m->who & (unsigned)who)) return m->to;
  }
  return PEER_STATE_UNKNOWN;
}

int32_t peer_step(struct date next, struct date today)
{
  if (!date_known(next)) return PEER_ON_TIME;
  const int late = date_days_between(next, today);
  return late <= 0 ? PEER_ON_TIME : late < PEER_TO_COORDINATOR ? late : PEER_TO_COORDINATOR;
}

struct date peer_look(struct date next, int32_t step)
{
  return date_known(next) && step < PEER_TO_COORDINATOR ? date_plus_days(next, step + 1) : DATE_UNKNOWN;
}

struct date peer_latest(struct date today, struct num gap) { return date_plus_days(today, gap.known && gap.n > 0 ? gap.n : 1); }
