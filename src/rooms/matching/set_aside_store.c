#include "set_aside.h"

static const struct query of_person = { &control_set_aside_record, "FROM control_set_aside WHERE control_set_aside.region = $1 AND control_set_aside.person = $2" };
static const struct query all = { &counted_record, "FROM control_set_aside" };
const struct query *const set_aside_queries[] = { &of_person, &all, NULL };

int set_aside_ever(struct ctx *c, bool *out)
{
  int64_t n = 0;
  TRY(global_count(c, &all, P0, &n));
  *out = n > 0;
  return OK;
}

/* The instant is sealed: the order is made after opening. */
static int newest_first(const void *a, const void *b)
{
  const struct control_set_aside *const x = a, *const y = b;
  return x->asked.ms != y->asked.ms ? (x->asked.ms < y->asked.ms) - (x->asked.ms > y->asked.ms) : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int set_asides_of(struct ctx *c, struct id person, struct control_set_aside_list *out)
{
  TRY(record_select(c, control_set_aside, out, &of_person, P(person)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_first);
  return OK;
}
