#include "referrals_store.h"
#include "shields.h"

#define R "FROM referral WHERE referral.region = $1 AND "
#define OPEN " AND referral.ended IS NULL"
#define BEHIND " AND (referral.next_at > $3 OR (referral.next_at = $3 AND referral.id > $4)) ORDER BY referral.next_at, referral.id LIMIT $5"
#define BEFORE " AND (referral.ended < $3 OR (referral.ended = $3 AND referral.id < $4)) ORDER BY referral.ended DESC, referral.id DESC LIMIT $5"

static const struct query norms = { &referral_norm_record, "FROM referral_norm WHERE referral_norm.region = $1 ORDER BY referral_norm.norm" };
static const struct query person = { &referral_person_record, "FROM referral_person WHERE referral_person.region = $1 AND referral_person.referral = $2" };
static const struct query called = { &referral_called_record, "FROM referral_person WHERE referral_person.region = $1 AND referral_person.referral = $2" };
static const struct query items = { &referral_item_record, "FROM referral_item WHERE referral_item.region = $1 AND referral_item.referral = $2 ORDER BY referral_item.id" };
static const struct query notes = { &referral_note_record, "FROM referral_note WHERE referral_note.region = $1 AND referral_note.referral = $2" };
static const struct query notes_count = { &counted_record, "FROM referral_note WHERE referral_note.region = $1 AND referral_note.referral = $2" };
static const struct query links = { &referral_link_record, "FROM referral_link WHERE referral_link.region = $1 AND referral_link.person = $2" };
static const struct query of_responsible = { &referral_record, R "referral.responsible = $2" OPEN BEHIND };
static const struct query of_holder = { &referral_record, R "referral.holder = $2" OPEN BEHIND };
static const struct query of_referrer = { &referral_record, R "referral.referrer = $2" OPEN " AND referral.responsible <> $2" BEHIND };
static const struct query ended_referrer = { &referral_record, R "referral.referrer = $2" BEFORE };
static const struct query ended_provider = { &referral_record, R "referral.provider = $2 AND referral.sent IS NOT NULL" BEFORE };
static const struct query late_holder = { &referral_record, R "referral.holder = $2 AND referral.level >= $3" OPEN " ORDER BY referral.next_at, referral.id LIMIT $4" };
static const struct query late_region = { &referral_record, R "referral.level >= $2" OPEN " ORDER BY referral.next_at, referral.id LIMIT $3" };
static const struct query to_rise = { &referral_record, R "referral.rises_at <= $2 ORDER BY referral.rises_at, referral.id LIMIT $3" };
static const struct query bridging = { &referral_record, R "referral.bridge_at <= $2" OPEN " ORDER BY referral.bridge_at, referral.id LIMIT $3" };
static const struct query stopped = { &referral_record, "FROM referral JOIN offer ON offer.id = referral.offer WHERE referral.region = $1 AND (offer.status = 'paused' OR offer.status = 'ended')"
  " AND (referral.state = 'sent' OR referral.state = 'received')" OPEN " ORDER BY referral.id LIMIT $2" };
static const struct query open_of = { &referral_record, R "referral.responsible = $2" OPEN " ORDER BY referral.id" };
static const struct query stood_in = { &referral_record, R "referral.stands_in_for = $2" OPEN " ORDER BY referral.id" };
static const struct query open_count = { &counted_record, R "referral.responsible = $2" OPEN };
static const struct query closed_count = { &counted_record, "FROM shield_reach JOIN referral_person ON referral_person.region = shield_reach.region"
  " AND referral_person.compartment = shield_reach.compartment WHERE shield_reach.region = $1" };

#define A "FROM absence WHERE absence.region = $1 AND "
static const struct query away_of = { &absence_record, A "absence.account = $2 AND absence.over IS NULL ORDER BY absence.since, absence.id" };
static const struct query to_begin = { &absence_record, A "absence.over IS NULL AND absence.begun IS NULL AND absence.since <= $2 ORDER BY absence.id" };
static const struct query to_end = { &absence_record, A "absence.over IS NULL AND absence.until < $2 ORDER BY absence.id" };
static const struct query in_force = { &absence_record, A "absence.account = $2 AND absence.over IS NULL AND absence.since <= $3 AND absence.until >= $3 ORDER BY absence.id" };

const struct query *const referral_queries[] = { &norms, &person, &called, &items, &notes, &notes_count, &links, &of_responsible, &of_holder, &of_referrer, &ended_referrer, &ended_provider,
  &late_holder, &late_region, &to_rise, &bridging, &stopped, &open_of, &stood_in, &open_count, &closed_count, &away_of, &to_begin, &to_end, &in_force, NULL };

int norms_set(struct ctx *c, struct referral_norm_list *out) { return record_select(c, referral_norm, out, &norms, P0); }

int person_of_referral(struct ctx *c, struct id referral, struct referral_person *out) { return record_one(c, referral_person, out, &person, P(referral)); }
int called_in_referral(struct ctx *c, struct id referral, struct referral_called *out) { return record_one(c, referral_called, out, &called, P(referral)); }
int items_of_referral(struct ctx *c, struct id referral, struct referral_item_list *out) { return record_select(c, referral_item, out, &items, P(referral)); }
int notes_of_referral(struct ctx *c, struct id referral, struct referral_note_list *out) { return record_select(c, referral_note, out, &notes, P(referral)); }
int count_notes_of(struct ctx *c, struct id referral, int64_t *out) { return global_count(c, &notes_count, P(c->scope.region, referral), out); }
int links_of_person(struct ctx *c, struct id of, struct referral_link_list *out) { return record_select(c, referral_link, out, &links, P(of)); }

int open_of_responsible(struct ctx *c, struct id account, struct page_from f, struct referral_list *out)
{
  return record_select(c, referral, out, &of_responsible, P(account, f.at, f.id, f.most));
}
int open_of_holder(struct ctx *c, struct id organisation, struct page_from f, struct referral_list *out)
{
  return record_select(c, referral, out, &of_holder, P(organisation, f.at, f.id, f.most));
}
int open_of_referrer(struct ctx *c, struct id account, struct page_from f, struct referral_list *out)
{
  return record_select(c, referral, out, &of_referrer, P(account, f.at, f.id, f.most));
}
int ended_of_referrer(struct ctx *c, struct id account, struct page_from f, struct referral_list *out)
{
  return record_select(c, referral, out, &ended_referrer, P(account, f.at, f.id, f.most));
}
int ended_of_provider(struct ctx *c, struct id organisation, struct page_from f, struct referral_list *out)
{
  return record_select(c, referral, out, &ended_provider, P(organisation, f.at, f.id, f.most));
}

int late_of_holder(struct ctx *c, struct id organisation, int64_t level, int64_t most, struct referral_list *out)
{
  return record_select(c, referral, out, &late_holder, P(organisation, level, most));
}
int late_of_region(struct ctx *c, int64_t level, int64_t most, struct referral_list *out) { return record_select(c, referral, out, &late_region, P(level, most)); }
int rising(struct ctx *c, struct instant now, int64_t most, struct referral_list *out) { return record_select(c, referral, out, &to_rise, P(now, most)); }
int to_bridge(struct ctx *c, struct instant now, int64_t most, struct referral_list *out) { return record_select(c, referral, out, &bridging, P(now, most)); }
int waits_for_stopped_offer(struct ctx *c, int64_t most, struct referral_list *out) { return record_select(c, referral, out, &stopped, P(most)); }
int all_open_of(struct ctx *c, struct id account, struct referral_list *out) { return record_select(c, referral, out, &open_of, P(account)); }
int stood_in_for(struct ctx *c, struct id account, struct referral_list *out) { return record_select(c, referral, out, &stood_in, P(account)); }
int count_open_of(struct ctx *c, struct id account, int64_t *out) { return global_count(c, &open_count, P(c->scope.region, account), out); }

int count_closed(struct ctx *c, int64_t *out) { return global_count(c, &closed_count, P(c->scope.region), out); }

int absences_of(struct ctx *c, struct id account, struct absence_list *out) { return record_select(c, absence, out, &away_of, P(account)); }
int absences_to_begin(struct ctx *c, struct absence_list *out) { return record_select(c, absence, out, &to_begin, P(c->today)); }
int absences_to_end(struct ctx *c, struct absence_list *out) { return record_select(c, absence, out, &to_end, P(c->today)); }
int absences_in_force(struct ctx *c, struct id account, struct absence_list *out) { return record_select(c, absence, out, &in_force, P(account, c->today)); }
