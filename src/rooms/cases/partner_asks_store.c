#include "partner_asks.h"

/* By the compartments of a household as it is now, as parts are (case_parts_store.c). */
#define EARLIER " OR household.merged_into IN (SELECT second.id FROM household AS second WHERE second.merged_into = $2" \
  " OR second.merged_into IN (SELECT third.id FROM household AS third WHERE third.merged_into = $2))"
#define OF_HOUSEHOLD(T) { &T##_record, "FROM " #T " WHERE " #T ".region = $1 AND " #T ".compartment IN (" \
  "SELECT household.compartment FROM household WHERE household.region = $1 AND (household.id = $2 OR household.merged_into = $2" EARLIER ")" \
  " UNION ALL SELECT household_side.compartment FROM household_side WHERE household_side.region = $1 AND household_side.household = $2" \
  " UNION ALL SELECT membership.compartment FROM membership WHERE membership.region = $1 AND membership.household = $2)" }

static const struct query asks_of_household = OF_HOUSEHOLD(partner_ask);
static const struct query answers_of_household = OF_HOUSEHOLD(partner_answer);
static const struct query asks_of_action = { &partner_ask_record, "FROM partner_ask WHERE partner_ask.region = $1 AND partner_ask.action = $2" };
static const struct query answers_of_action = { &partner_answer_record, "FROM partner_answer WHERE partner_answer.region = $1 AND partner_answer.action = $2" };
static const struct query links = { &partner_link_record, "FROM partner_link WHERE partner_link.ask = $1 AND partner_link.ended IS NULL ORDER BY partner_link.made, partner_link.id" };
static const struct query silent = { &partner_link_record, "FROM partner_link WHERE partner_link.region = $1 AND partner_link.ended IS NULL AND partner_link.silent <= $2"
  " ORDER BY partner_link.silent, partner_link.id LIMIT $3" };
const struct query *const partner_ask_queries[] = { &asks_of_household, &answers_of_household, &asks_of_action, &answers_of_action, &links, &silent, NULL };

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

static void in_order(struct partner_ask_list *asks, struct partner_answer_list *answers)
{
  if (asks->count) qsort(asks->at, asks->count, sizeof *asks->at, asked_first);
  if (answers->count) qsort(answers->at, answers->count, sizeof *answers->at, answered_first);
}

int partner_asks_of(struct ctx *c, struct id action, struct partner_ask_list *asks, struct partner_answer_list *answers)
{
  TRY(record_select(c, partner_ask, asks, &asks_of_action, P(action)));
  TRY(record_select(c, partner_answer, answers, &answers_of_action, P(action)));
  in_order(asks, answers);
  return OK;
}

int partner_asks_in(struct ctx *c, struct id household, struct partner_ask_list *asks, struct partner_answer_list *answers)
{
  TRY(record_select(c, partner_ask, asks, &asks_of_household, P(household)));
  TRY(record_select(c, partner_answer, answers, &answers_of_household, P(household)));
  in_order(asks, answers);
  return OK;
}

int partner_links_of(struct ctx *c, struct id ask, struct partner_link_list *out) { return global_select(c, partner_link, out, &links, P(ask)); }

int partner_links_silent(struct ctx *c, struct date to, size_t most, struct partner_link_list *out)
{
  return global_select(c, partner_link, out, &silent, P(c->scope.region, to, (int64_t)most));
}
