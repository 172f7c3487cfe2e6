#include "doubles.h"
#include "mergers.h"
#include "questions.h"
#include "review.h"

/* --- questions ------------------------------------------------------------------------------- */

static const struct query waiting = { &offer_question_record, "FROM offer_question WHERE answered IS NULL ORDER BY offer, what, first_asked" };
static const struct query questions = { &offer_question_record, "FROM offer_question WHERE offer = $1 ORDER BY first_asked DESC, what" };
static const struct query to_ask = { &offer_record, "FROM offer WHERE ask_at IS NOT NULL AND status <> 'ended' ORDER BY id" };

int questions_open(struct ctx *c, struct offer_question_list *out) { return global_select(c, offer_question, out, &waiting, P0); }
int questions_of(struct ctx *c, struct id offer, struct offer_question_list *out) { return global_select(c, offer_question, out, &questions, P(offer)); }
int offers_to_ask(struct ctx *c, struct offer_list *out) { return global_select(c, offer, out, &to_ask, P0); }

/* --- who pays -------------------------------------------------------------------------------- */

static const struct query fundings = { &offer_funding_record, "FROM offer_funding WHERE offer = $1 ORDER BY until IS NULL, until, funder, id" };
static const struct query ending = { &offer_funding_record,
  "FROM offer_funding WHERE nature = 'temporary' AND until >= $1 AND until <= $2 ORDER BY until, offer, id" };

int funding_get(struct ctx *c, struct id id, struct offer_funding *out) { return global_get(c, offer_funding, id, out); }
int fundings_of(struct ctx *c, struct id offer, struct offer_funding_list *out) { return global_select(c, offer_funding, out, &fundings, P(offer)); }
int fundings_ending(struct ctx *c, struct date until, struct offer_funding_list *out)
{
  return global_select(c, offer_funding, out, &ending, P(c->today, until));
}

/* --- decisions --------------------------------------------------------------------------------- */

static const struct query decisions = { &offer_decision_record, "FROM offer_decision ORDER BY subject" };
static const struct query decided = { &offer_decision_record, "FROM offer_decision WHERE offer = $1 ORDER BY decided DESC, id" };

/* As review_items() has them, of one offer. */
#define UNDECIDED(table) " AND NOT EXISTS (SELECT 1 FROM offer_decision WHERE offer_decision.subject = " table ".id)"
static const struct query flags_waiting = { &counted_record, "FROM offer_flag WHERE offer = $1" UNDECIDED("offer_flag") };
static const struct query provider_flags_waiting = { &counted_record, "FROM offer_flag WHERE offer = $1 AND origin = 'provider'" UNDECIDED("offer_flag") };
static const struct query silence_waiting = { &counted_record, "FROM offer_question WHERE offer = $1 AND called IS NOT NULL AND answered IS NULL" UNDECIDED("offer_question") };

int review_waiting_of(struct ctx *c, struct id offer, size_t *out)
{
  int64_t flags = 0, silence = 0;
  TRY(global_count(c, &flags_waiting, P(offer), &flags));
  TRY(global_count(c, &silence_waiting, P(offer), &silence));
  *out = (size_t)(flags + silence);
  return OK;
}

int provider_is_waiting(struct ctx *c, struct id offer, bool *out)
{
  int64_t n = 0;
  TRY(global_count(c, &provider_flags_waiting, P(offer), &n));
  *out = n > 0;
  return OK;
}

static const struct query on_subject = { &counted_record, "FROM offer_decision WHERE subject = $1" };

int decision_there(struct ctx *c, struct id subject, bool *out)
{
  int64_t n = 0;
  TRY(global_count(c, &on_subject, P(subject), &n));
  *out = n > 0;
  return OK;
}
int decisions_all(struct ctx *c, struct offer_decision_list *out) { return global_select(c, offer_decision, out, &decisions, P0); }
int decisions_of(struct ctx *c, struct id offer, struct offer_decision_list *out) { return global_select(c, offer_decision, out, &decided, P(offer)); }

/* --- doubles and mergers -------------------------------------------------------------------------- */

static const struct query joins = { &offer_join_record, "FROM offer_join WHERE (kept = $1 OR gone = $1) AND undone IS NULL ORDER BY id DESC" };
static const struct query every = { &offer_record, "FROM offer WHERE status <> 'ended' ORDER BY id" };
static const struct query unasked = { &offer_record, "FROM offer WHERE ask_at IS NULL AND status <> 'ended' ORDER BY id" };
int unasked_each(struct ctx *c, each_row *each, void *arg) { return global_each(c, offer, &unasked, P0, each, arg); }
int doubles_each(struct ctx *c, each_row *each, void *arg) { return global_each(c, offer, &every, P0, each, arg); }
int joins_of(struct ctx *c, struct id offer, struct offer_join_list *out) { return global_select(c, offer_join, out, &joins, P(offer)); }
int join_get(struct ctx *c, struct id id, struct offer_join *out) { return global_get(c, offer_join, id, out); }

static const struct query mergers = { &organisation_merger_record, "FROM organisation_merger WHERE (old = $1 OR new = $1) AND undone IS NULL ORDER BY merged DESC, id" };
int mergers_of(struct ctx *c, struct id organisation, struct organisation_merger_list *out)
{
  return global_select(c, organisation_merger, out, &mergers, P(organisation));
}
int merger_get(struct ctx *c, struct id id, struct organisation_merger *out) { return global_get(c, organisation_merger, id, out); }

/* --- the closed list --------------------------------------------------------------------------------- */

const struct query *const upkeep_queries[] = { &waiting, &questions, &to_ask, &fundings, &ending, &decisions, &decided,
  &flags_waiting, &provider_flags_waiting, &silence_waiting, &on_subject, &joins, &every, &unasked, &mergers, NULL };
