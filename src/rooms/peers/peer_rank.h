/* Who fits best, as a pure function over what is known of an expert and what is wished for. Only what safety or plain possibility
 * demands excludes: an expert who does not do this, has no room, is paused, does not work here any more, or shares no language. Wishes rank. */
#ifndef PEER_RANK_H
#define PEER_RANK_H
#include "peer_register.h"

#define PEER_REASONS(X) \
  X(PEER_REASON_NONE,       NULL,         N_("Unknown")) \
  X(PEER_NOT_THIS_ROLE,     "role",       N_("Does not do this")) \
  X(PEER_FULL,              "full",       N_("Has no room now")) \
  X(PEER_PAUSED,            "paused",     N_("Is paused on that day")) \
  X(PEER_NO_LANGUAGE,       "language",   N_("No common language")) \
  X(PEER_GONE,              "gone",       N_("Does not work here any more")) \
  X(PEER_HAS_LANGUAGE,      "speaks",     N_("Speaks the language")) \
  X(PEER_HAS_GENDER,        "gender",     N_("Gender as wished")) \
  X(PEER_HAS_PART,          "part",       N_("Can do that part of the day")) \
  X(PEER_NEAR,              "near",       N_("Works in that municipality")) \
  X(PEER_HAS_EXPERIENCE,    "experience", N_("Own experience as wished")) \
  X(PEER_HAS_BACKGROUND,    "background", N_("Background as wished")) \
  X(PEER_OTHER_BACKGROUND,  "other",      N_("Not from the own community, as wished")) \
  X(PEER_HAS_ROOM,          "room",       N_("Has room"))
DECLARE_CHOICES(peer_reason, PEER_REASONS)

/* Of one expert: what a rank looks at. */
struct peer_facts { const struct peer *peer; size_t open; size_t topics; bool gone; };
/* `reasons`: those for it, or, where it does not fit, against it. */
struct peer_fit { bool fits; int32_t score; struct set reasons; };

/* `today`: a wish without a day begins then. */
struct peer_fit peer_rank(const struct peer_facts *f, const struct peer_wishes *w, struct date today);
#endif
