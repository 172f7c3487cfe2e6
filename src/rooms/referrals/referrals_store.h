/* What this room asks the database. All of it in the region of the scope. */
#ifndef REFERRALS_STORE_H
#define REFERRALS_STORE_H
#include "referrals.h"

MUST_USE int norms_set(struct ctx *c, struct referral_norm_list *out);

/* The sealed half; none where it is not the actor's to open. Notes in no order. */
MUST_USE int person_of_referral(struct ctx *c, struct id referral, struct referral_person *out);       /* ERR_NOT_FOUND */
MUST_USE int items_of_referral(struct ctx *c, struct id referral, struct referral_item_list *out);
MUST_USE int notes_of_referral(struct ctx *c, struct id referral, struct referral_note_list *out);
MUST_USE int count_notes_of(struct ctx *c, struct id referral, int64_t *out);
/* Only what a list shows of it. */
struct referral_called { struct id id; int32_t version; struct id compartment, referral; const char *called; struct set hears; };
DECLARE_RECORD(referral_called);
MUST_USE int called_in_referral(struct ctx *c, struct id referral, struct referral_called *out);        /* ERR_NOT_FOUND */
MUST_USE int links_of_person(struct ctx *c, struct id person, struct referral_link_list *out);

/* A page: at most `most` rows behind that instant and id. */
struct page_from { int64_t at; struct id id; int64_t most; };
MUST_USE int open_of_responsible(struct ctx *c, struct id account, struct page_from from, struct referral_list *out);
MUST_USE int open_of_holder(struct ctx *c, struct id organisation, struct page_from from, struct referral_list *out);
MUST_USE int open_of_referrer(struct ctx *c, struct id account, struct page_from from, struct referral_list *out);     /* where it is another's turn */
/* Ended before that instant, the newest first. */
MUST_USE int ended_of_referrer(struct ctx *c, struct id account, struct page_from from, struct referral_list *out);
MUST_USE int ended_of_provider(struct ctx *c, struct id organisation, struct page_from from, struct referral_list *out);

MUST_USE int late_of_holder(struct ctx *c, struct id organisation, int64_t level, int64_t most, struct referral_list *out);
MUST_USE int late_of_region(struct ctx *c, int64_t level, int64_t most, struct referral_list *out);
MUST_USE int rising(struct ctx *c, struct instant now, int64_t most, struct referral_list *out);
MUST_USE int to_bridge(struct ctx *c, struct instant now, int64_t most, struct referral_list *out);
MUST_USE int waits_for_stopped_offer(struct ctx *c, int64_t most, struct referral_list *out);
MUST_USE int all_open_of(struct ctx *c, struct id account, struct referral_list *out);
MUST_USE int stood_in_for(struct ctx *c, struct id account, struct referral_list *out);
/* How many in the region something is closed to some organisation (shields.h). */
MUST_USE int count_closed(struct ctx *c, int64_t *out);
MUST_USE int count_open_of(struct ctx *c, struct id account, int64_t *out);

MUST_USE int absences_of(struct ctx *c, struct id account, struct absence_list *out);
MUST_USE int absences_to_begin(struct ctx *c, struct absence_list *out);
MUST_USE int absences_to_end(struct ctx *c, struct absence_list *out);
MUST_USE int absences_in_force(struct ctx *c, struct id account, struct absence_list *out);
#endif
