/* The story of an expert by experience, for a campaign's page: told with permission, under a first name of the expert's choice or
 * none, until a day. The organisation that keeps the expert's entry writes down who asked, when and how. Withdrawn, it is gone at once
 * from every page, and so is its text; likewise when the expert leaves the register. It stands on no paper and in no picture: what is
 * printed or copied cannot be taken back. Nobody but keepers of the entry and the expert knows whose it is.
 * Source: AVG art. 6(1)(a), 7 (permission that can be shown and withdrawn); DOMAIN 4.5. */
#ifndef STORIES_H
#define STORIES_H
#include "peer_register.h"

#define PERMISSION_WAYS(X) \
  X(PERMISSION_UNKNOWN, NULL, N_("Unknown")) \
  X(PERMISSION_SPOKEN,  "spoken",  N_("Spoken")) \
  X(PERMISSION_PAPER,   "paper",   N_("On paper")) \
  X(PERMISSION_DIGITAL, "digital", N_("Digitally"))
DECLARE_CHOICES(permission_way, PERMISSION_WAYS)

struct campaign_story {
  struct id id;
  int32_t version;
  const char *region;                /* slug */
  struct id peer;                    /* whose: an entry of the register */
  struct id organisation;            /* that keeps that entry */
  struct id compartment;             /* its own, and empty: erased with the permission, which a restored backup learns (seal.h) */
  const char *called;                /* a first name of the expert's choice; NULL: none is shown */
  const char *text, *text_en;        /* text_en NULL: only in Dutch */
  enum permission_way given;
  struct date asked, until;          /* until: the last day */
  struct id asked_by;                /* account: who asked, and wrote it down */
};
DECLARE_RECORD(campaign_story);

/* As it is filled in. */
struct story_form { struct campaign_story story; const char *peer_id; };
DECLARE_RECORD(story_form);

enum { STORY_MONTHS_MOST = 24 };

/* Writes one down, for an expert of the actor's organisation. ERR_INVALID on its field: another expert, asked in the future, over already
 * or later than STORY_MONTHS_MOST months from now, words that blame or label. */
MUST_USE int story_add(struct ctx *c, const struct story_form *f);
/* Withdraws it, for a keeper of the expert's entry or the expert: erased. ERR_NOT_FOUND. */
MUST_USE int story_withdraw(struct ctx *c, struct id id);
/* Those of experts of the actor's organisation, for its keepers; the actor's own, for an expert. */
MUST_USE int stories_kept(struct ctx *c, struct campaign_story_list *out);
MUST_USE int stories_own(struct ctx *c, struct campaign_story_list *out);
/* Those of the region that may be shown today: for a campaign. */
MUST_USE int stories_to_choose(struct ctx *c, struct campaign_story_list *out);
/* One that may be shown today. ERR_NOT_FOUND: withdrawn, over, or the expert left the register. */
MUST_USE int story_shown(struct ctx *c, struct id id, struct campaign_story *out);
/* Erases what may not be shown any more. `more`: there is more. */
MUST_USE int stories_tidy(struct ctx *c, bool *more);

/* NULL: fine; else a msgid: this text uses a word that blames or labels people, or makes violence smaller than it is. */
const char *check_public_words(struct ctx *c, const char *text);

/* --- store ------------------------------------------------------------------------------------------------------------ */
MUST_USE int stories_of_organisation(struct ctx *c, const char *region, struct id organisation, struct campaign_story_list *out);
MUST_USE int stories_of_peer(struct ctx *c, struct id peer, struct campaign_story_list *out);
MUST_USE int stories_valid(struct ctx *c, const char *region, struct date day, struct campaign_story_list *out);
MUST_USE int story_valid(struct ctx *c, struct id id, struct date day, struct campaign_story *out);
MUST_USE int stories_over(struct ctx *c, struct date day, struct campaign_story_list *out);
extern const struct query *const story_queries[];
#endif
