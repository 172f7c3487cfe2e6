#include "consensus.h"

enum { AGREED_MOST = 1, IMPORTANT_LEAST = 22 };                /* a distance in ratings; 5.5 in quarters */

static uint32_t count_of(const struct tally *t)
{
  uint32_t n = 0;
  for (int i = 0; i < RATING_MOST; i++) n += t->of[i];
  return n;
}

/* The rating at a place of all in order, the first is 1. */
static int32_t rating_at(const struct tally *t, uint64_t place)
{
  int32_t rating = RATING_LEAST;
  for (uint64_t seen = t->of[0]; seen < place && rating < RATING_MOST; rating++) seen += t->of[rating];
  return rating;
}

/* A quarter of the way between two ratings is a quarter of a whole number. `quarter`: 1, 2 (the median) or 3. */
static int32_t quantile_of(const struct tally *t, uint64_t n, uint64_t quarter, enum quantile type)
{
  const uint64_t at = type == QUANTILE_7 ? (n - 1) * quarter + QUARTERS : (n + 1) * quarter;        /* its place, in quarters */
  const uint64_t place = at / QUARTERS, rest = at % QUARTERS;
  if (place < 1) return rating_at(t, 1) * QUARTERS;
  if (place >= n) return rating_at(t, n) * QUARTERS;
  const int32_t below = rating_at(t, place), above = rating_at(t, place + 1);
  return below * QUARTERS + (int32_t)rest * (above - below);
}

struct consensus consensus_of(const struct tally *t, enum quantile type, uint32_t range_limit)
{
  struct consensus c = { .n = count_of(t) };
  if (!c.n) return c;
  c.q1 = quantile_of(t, c.n, 1, type);
  c.median = quantile_of(t, c.n, 2, type);
  c.q3 = quantile_of(t, c.n, 3, type);
  c.iqd = c.q3 - c.q1;
  c.range = rating_at(t, c.n) - rating_at(t, 1);
  c.rule = c.n == 1 ? CONSENSUS_NONE : c.n <= range_limit ? CONSENSUS_RANGE : CONSENSUS_IQD;
  c.agreed = c.rule == CONSENSUS_RANGE ? c.range <= AGREED_MOST : c.rule == CONSENSUS_IQD && c.iqd <= AGREED_MOST * QUARTERS;
  c.important = c.agreed && c.median >= IMPORTANT_LEAST;
  return c;
}
