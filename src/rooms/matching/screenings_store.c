#include "screenings.h"

static const struct query of_person = { &screening_record, "FROM screening WHERE screening.region = $1 AND screening.person = $2" };
static const struct query talks = { &talk_alone_record, "FROM talk_alone WHERE talk_alone.region = $1 AND talk_alone.person = $2" };
static const struct query talk_of = { &talk_alone_record, "FROM talk_alone WHERE talk_alone.region = $1 AND talk_alone.screening = $2" };
static const struct query places_of = { &screening_place_record, "FROM screening WHERE screening.region = $1 AND screening.person = $2" };
static const struct query all = { &counted_record, "FROM screening" };
/* Ids only: of tables that the program itself walks whole. */
static const struct query several = { &screening_several_record, "FROM screening WHERE screening.id IN (SELECT next.id FROM screening AS next WHERE next.id > $1 ORDER BY next.id LIMIT $2)"
  " AND EXISTS (SELECT 1 FROM screening AS other WHERE other.person = screening.person AND other.id <> screening.id)" };
const struct query *const screening_queries[] = { &of_person, &talks, &talk_of, &places_of, &all, &several, NULL };

int screening_places(struct ctx *c, struct id person, struct screening_place_list *out) { return record_select(c, screening_place, out, &places_of, P(person)); }
int screenings_several(struct ctx *c, struct id after, size_t most, struct screening_several_list *out)
{
  const struct param of[] = { param_bytes(after.b, sizeof after.b), param_int((int64_t)most) };       /* before the first id there is zero, not nothing */
  return global_select(c, screening_several, out, &several, ((struct params){ COUNT(of), of }));
}
int screenings_count(struct ctx *c, int64_t *out) { return global_count(c, &all, P0, out); }

/* The instant is sealed: the order is made after opening. */
static int newer(struct instant a, struct instant b, const struct id *x, const struct id *y)
{
  return a.ms != b.ms ? (a.ms < b.ms) - (a.ms > b.ms) : memcmp(x->b, y->b, sizeof x->b);
}
static int newest_screening(const void *a, const void *b)
{
  const struct screening *const x = a, *const y = b;
  return newer(x->made, y->made, &x->id, &y->id);
}
static int newest_talk(const void *a, const void *b)
{
  const struct talk_alone *const x = a, *const y = b;
  return newer(x->made, y->made, &x->id, &y->id);
}

int screenings_of(struct ctx *c, struct id person, struct screening_list *out)
{
  TRY(record_select(c, screening, out, &of_person, P(person)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_screening);
  return OK;
}

int talks_alone_with(struct ctx *c, struct id person, struct talk_alone_list *out)
{
  TRY(record_select(c, talk_alone, out, &talks, P(person)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_talk);
  return OK;
}

int talk_alone_of(struct ctx *c, struct id screening, struct talk_alone *out) { return record_one(c, talk_alone, out, &talk_of, P(screening)); }
