#include "ratings.h"
#include "text.h"
#include <stdlib.h>

enum { GROUPS_MOST = 100, NAME_MOST = 200 };

static const struct field fields[] = {
  F_INT (rating, round,     REQUIRED, N_("Round"), .min = ROUND_RATED_FIRST, .max = ROUND_LAST),
  F_TEXT(rating, group,     REQUIRED, N_("Group"), .max = NAME_MOST),
  F_TEXT(rating, expert,    REQUIRED, N_("Expert"), .max = NAME_MOST),
  F_TEXT(rating, statement, REQUIRED, N_("Statement"), .max = NAME_MOST),
  F_INT (rating, rating,    REQUIRED, N_("Rating"), .min = RATING_LEAST, .max = RATING_MOST),
};
const struct record rating_record = PART(rating, fields);

/* --- counting --------------------------------------------------------------------------------------------- */

struct cell { uint32_t statement, group, round; };
static int64_t cell_number(struct names *cells, struct cell cell) { return names_number(cells, &cell, sizeof cell); }

static int full(struct ctx *c) { return fail(c, ERR_FULL, NULL, N_("Out of memory.")); }

static int grow(struct ctx *c, struct ratings *r)
{
  const size_t room = r->room ? r->room * 2 : GROUPS_MOST;
  struct tally *const tallies = reallocarray(r->tallies, room, sizeof *tallies);
  if (!tallies) return full(c);
  memset(tallies + r->room, 0, (room - r->room) * sizeof *tallies);
  r->tallies = tallies;
  r->room = room;
  return OK;
}

/* Whether this one was not given before: an expert is known within a group. */
static int check_new(struct ctx *c, struct ratings *r, const char *expert, int64_t cell)
{
  const int64_t number = names_number(&r->experts, expert, strlen(expert));
  const enum number_added added = number == NAME_NONE ? NUMBER_FULL : number_set_add(&r->given, (uint64_t)cell << 32 | (uint64_t)number);
  if (added == NUMBER_FULL) return full(c);
  return added == NUMBER_NEW ? OK : fail(c, ERR_INVALID, "expert", N_("This expert rated this statement in this round before."));
}

int ratings_add(struct ctx *c, struct ratings *r, const struct rating *one)
{
  const int64_t group = names_number(&r->groups, one->group, strlen(one->group)), statement = names_number(&r->statements, one->statement, strlen(one->statement));
  if (group == NAME_NONE || statement == NAME_NONE) return full(c);
  if (group >= GROUPS_MOST) return fail(c, ERR_INVALID, "group", N_("A study has at most a hundred groups."));
  const int64_t cell = cell_number(&r->cells, (struct cell){ (uint32_t)statement, (uint32_t)group, (uint32_t)one->round.n });
  if (cell == NAME_NONE) return full(c);
  TRY(check_new(c, r, one->expert, cell));
  if ((size_t)cell >= r->room) TRY(grow(c, r));
  r->tallies[cell].of[one->rating.n - RATING_LEAST]++;
  return OK;
}

struct reading { struct ratings *ratings; void (*wrong)(struct ctx *c, const struct csv_wrong *w, void *arg); void *arg; };

static int add_row(struct ctx *c, const void *row, const bool *given, size_t number, void *arg)
{
  const struct reading *const reading = arg;
  (void)given;
  (void)number;
  return ratings_add(c, reading->ratings, row);
}
static void say_wrong(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  const struct reading *const reading = arg;
  reading->wrong(c, w, reading->arg);
}

int ratings_read(struct ctx *c, FILE *in, void (*wrong)(struct ctx *c, const struct csv_wrong *w, void *arg), void *arg, struct ratings *r, size_t *bad)
{
  struct reading reading = { r, wrong, arg };
  size_t good;
  return csv_read(c, in, &(struct csv_reader){ .rec = &rating_record, .row = add_row, .wrong = say_wrong, .arg = &reading, .require_all = true }, &good, bad);
}

void ratings_release(struct ratings *r)
{
  names_release(&r->groups);
  names_release(&r->experts);
  names_release(&r->statements);
  number_set_release(&r->given);
  names_release(&r->cells);
  free(r->tallies);
  *r = (struct ratings){ .room = 0 };
}

/* --- judging ------------------------------------------------------------------------------------------------ */

static int by_name(const void *a, const void *b, void *names)
{
  return strcmp(names_text(names, *(const uint32_t *)a), names_text(names, *(const uint32_t *)b));
}

static const uint32_t *in_order(struct ctx *c, const struct names *names)
{
  uint32_t *const order = arena_new(&c->arena, uint32_t, names->count + 1);
  for (uint32_t i = 0; i < names->count; i++) order[i] = i;
  qsort_r(order, names->count, sizeof *order, by_name, (void *)names);
  return order;
}

/* The last round in which the group rated it; NULL: in none. */
static const struct tally *last_of(const struct ratings *r, uint32_t statement, uint32_t group, int32_t *round)
{
  for (*round = ROUND_LAST; *round >= ROUND_RATED_FIRST; --*round) {
    const struct cell cell = { statement, group, (uint32_t)*round };
    const int64_t number = names_find(&r->cells, &cell, sizeof cell);
    if (number != NAME_NONE) return &r->tallies[number];
  }
  return NULL;
}

static struct statement_verdict judge(struct ctx *c, const struct ratings *r, uint32_t statement, const uint32_t *groups, struct consensus_terms terms)
{
  struct statement_verdict v = { names_text(&r->statements, statement), arena_new(&c->arena, struct group_verdict, r->groups.count), 0, 0 };
  for (size_t i = 0; i < r->groups.count; i++) {
    struct group_verdict *const g = &v.groups[v.count];
    const struct tally *const tally = last_of(r, statement, groups[i], &g->round);
    if (!tally) continue;
    g->group = names_text(&r->groups, groups[i]);
    g->is = consensus_of(tally, terms.quantile, terms.range_limit);
    v.important += g->is.important;
    v.count++;
  }
  return v;
}

struct verdicts ratings_judge(struct ctx *c, const struct ratings *r, struct consensus_terms terms)
{
  const uint32_t *const statements = in_order(c, &r->statements), *const groups = in_order(c, &r->groups);
  const struct verdicts v = { arena_new(&c->arena, struct statement_verdict, r->statements.count + 1), r->statements.count };
  for (size_t i = 0; i < v.count; i++) v.at[i] = judge(c, r, statements[i], groups, terms);
  return v;
}
