#include "rights_internal.h"

static const struct query of_person = { &rights_request_record, "FROM rights_request WHERE rights_request.region = $1 AND rights_request.person = $2" };
static const struct query open_ones = { &rights_request_record, "FROM rights_request WHERE rights_request.region = $1 AND rights_request.id IN"
  " (SELECT right_clock.id FROM right_clock WHERE right_clock.region = $1 AND right_clock.closed IS NULL)", true };
/* A clock whose request was erased with its file stands for nobody any more. */
static const struct query clocks = { &right_clock_record, "FROM right_clock WHERE right_clock.region = $1 AND right_clock.closed IS NULL"
  " AND EXISTS (SELECT 1 FROM rights_request WHERE rights_request.id = right_clock.id) ORDER BY right_clock.due, right_clock.id" };
static const struct query decided = { &rights_decision_record, "FROM rights_decision WHERE rights_decision.region = $1 AND rights_decision.request = $2 ORDER BY rights_decision.id" };
static const struct query given = { &rights_copy_record, "FROM rights_copy WHERE rights_copy.region = $1 AND rights_copy.request = $2" };
const struct query *const rights_queries[] = { &of_person, &open_ones, &clocks, &decided, &given, NULL };

/* What is sealed cannot be ordered by the database. */
static int newest_first(const void *a, const void *b)
{
  const struct rights_request *const x = a, *const y = b;
  return x->received.ymd != y->received.ymd ? (x->received.ymd < y->received.ymd) - (x->received.ymd > y->received.ymd) : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int requests_of_person(struct ctx *c, struct id person, struct rights_request_list *out)
{
  TRY(record_select(c, rights_request, out, &of_person, P(person)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_first);
  return OK;
}

int requests_open(struct ctx *c, struct rights_request_list *out) { return record_select(c, rights_request, out, &open_ones, P0); }
int right_clocks_open(struct ctx *c, struct right_clock_list *out) { return record_select(c, right_clock, out, &clocks, P0); }
int right_decisions(struct ctx *c, struct id request, struct rights_decision_list *out) { return record_select(c, rights_decision, out, &decided, P(request)); }

static int last_first(const void *a, const void *b)
{
  const struct rights_copy *const x = a, *const y = b;
  return (x->given.ms < y->given.ms) - (x->given.ms > y->given.ms);
}

int copies_of(struct ctx *c, struct id request, struct rights_copy_list *out)
{
  TRY(record_select(c, rights_copy, out, &given, P(request)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, last_first);
  return OK;
}
