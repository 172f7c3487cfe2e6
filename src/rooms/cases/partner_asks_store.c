#include "partner_asks.h"

static const struct query asks_of_household = CASE_ROWS_OF_HOUSEHOLD(partner_ask);
static const struct query answers_of_household = CASE_ROWS_OF_HOUSEHOLD(partner_answer);
static const struct query asks_of_action = { &partner_ask_record, "FROM partner_ask WHERE partner_ask.region = $1 AND partner_ask.action = $2" };
static const struct query answers_of_action = { &partner_answer_record, "FROM partner_answer WHERE partner_answer.region = $1 AND partner_answer.action = $2" };
static const struct query grounds_of_household = CASE_ROWS_OF_HOUSEHOLD(partner_ground);
static const struct query grounds_of_action = { &partner_ground_record, "FROM partner_ground WHERE partner_ground.region = $1 AND partner_ground.action = $2" };
static const struct query links = { &partner_link_record, "FROM partner_link WHERE partner_link.ask = $1 AND partner_link.ended IS NULL ORDER BY partner_link.made, partner_link.id" };
static const struct query silent = { &partner_link_record, "FROM partner_link WHERE partner_link.region = $1 AND partner_link.ended IS NULL AND partner_link.silent <= $2"
  " ORDER BY partner_link.silent, partner_link.id LIMIT $3" };
static const struct query groundless = { &partner_link_record, "FROM partner_link WHERE partner_link.region = $1 AND partner_link.ended IS NULL AND partner_link.groundless <= $2"
  " ORDER BY partner_link.groundless, partner_link.id LIMIT $3" };
static const struct query past = { &partner_link_record, "FROM partner_link WHERE partner_link.until < $1 ORDER BY partner_link.until, partner_link.id LIMIT $2" };
const struct query *const partner_ask_queries[] = { &asks_of_household, &answers_of_household, &grounds_of_household, &asks_of_action, &answers_of_action, &grounds_of_action,
  &links, &silent, &groundless, &past, NULL };

/* Instants are sealed: the order is made after opening. */
static int asked_first(const void *a, const void *b)
{
  const struct partner_ask *const x = a, *const y = b;
  return x->asked.ms != y->asked.ms ? (x->asked.ms < y->asked.ms ? -1 : 1) : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

static int answered_first(const void *a, const void *b)
{
  const struct partner_answer *const x = a, *const y = b;
  return x->at.ms != y->at.ms ? (x->at.ms < y->at.ms ? -1 : 1) : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

void partner_grounded(struct partner_ask *p, const struct partner_ground_list *all)
{
  for (size_t i = 0; i < all->count; i++) {
    if (!id_same(all->at[i].ask, p->id)) continue;
    p->until = all->at[i].until;
    p->gone = all->at[i].gone;
  }
}

static void in_order(struct partner_ask_list *asks, struct partner_answer_list *answers)
{
  if (asks->count) qsort(asks->at, asks->count, sizeof *asks->at, asked_first);
  if (answers->count) qsort(answers->at, answers->count, sizeof *answers->at, answered_first);
}

int partner_asks_of(struct ctx *c, struct id action, struct partner_ask_list *asks, struct partner_answer_list *answers)
{
  struct partner_ground_list grounds;
  TRY(record_select(c, partner_ask, asks, &asks_of_action, P(action)));
  TRY(record_select(c, partner_answer, answers, &answers_of_action, P(action)));
  if (asks->count) TRY(partner_grounds_of(c, action, &grounds));
  for (size_t i = 0; i < asks->count; i++) partner_grounded(&asks->at[i], &grounds);
  in_order(asks, answers);
  return OK;
}

int partner_asks_in(struct ctx *c, struct id household, struct partner_ask_list *asks, struct partner_answer_list *answers)
{
  struct partner_ground_list grounds;
  TRY(record_select(c, partner_ask, asks, &asks_of_household, P(household)));
  TRY(record_select(c, partner_answer, answers, &answers_of_household, P(household)));
  TRY(record_select(c, partner_ground, &grounds, &grounds_of_household, P(household)));
  for (size_t i = 0; i < asks->count; i++) partner_grounded(&asks->at[i], &grounds);
  in_order(asks, answers);
  return OK;
}

int partner_grounds_of(struct ctx *c, struct id action, struct partner_ground_list *out) { return record_select(c, partner_ground, out, &grounds_of_action, P(action)); }

int partner_links_of(struct ctx *c, struct id ask, struct partner_link_list *out) { return global_select(c, partner_link, out, &links, P(ask)); }

int partner_links_silent(struct ctx *c, struct date to, size_t most, struct partner_link_list *out)
{
  return global_select(c, partner_link, out, &silent, P(c->scope.region, to, (int64_t)most));
}

int partner_links_groundless(struct ctx *c, struct date to, size_t most, struct partner_link_list *out)
{
  return global_select(c, partner_link, out, &groundless, P(c->scope.region, to, (int64_t)most));
}

int partner_links_past(struct ctx *c, struct instant before, size_t most, struct partner_link_list *out)
{
  return global_select(c, partner_link, out, &past, P(before, (int64_t)most));
}
