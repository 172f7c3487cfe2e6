/* What a group agrees on: by a second way of counting over many groups by chance, and at the borders of the rules. */
#include "../../../base/test/harness.h"
#include "consensus.h"

enum { TIMES = 20000, GROUP_MOST = 40 };

static uint64_t state;
static unsigned below(unsigned n)
{
  state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (unsigned)(state >> 33) % n;
}

struct group { int ratings[GROUP_MOST]; int n; };
static struct group any_group(void)
{
  struct group g = { .n = 1 + (int)below(GROUP_MOST) };
  const unsigned least = below(RATING_MOST), spread = 1 + below(RATING_MOST - least);
  for (int i = 0; i < g.n; i++) g.ratings[i] = (int)(1 + least + below(spread));
  return g;
}
static struct tally tally_of(const struct group *g)
{
  struct tally t = { { 0 } };
  for (int i = 0; i < g->n; i++) t.of[g->ratings[i] - RATING_LEAST]++;
  return t;
}
static struct consensus judged(enum quantile type, int n, ...)
{
  struct group g = { .n = n };
  va_list args;
  va_start(args, n);
  for (int i = 0; i < n; i++) g.ratings[i] = va_arg(args, int);
  va_end(args);
  const struct tally t = tally_of(&g);
  return consensus_of(&t, type, 2);
}

/* --- a second way: all ratings in order, and the formulas as they are printed ------------------------------------ */

static int by_size(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

static double quantile_again(struct group g, double p, enum quantile type)
{
  qsort(g.ratings, (size_t)g.n, sizeof *g.ratings, by_size);
  double h = type == QUANTILE_7 ? (g.n - 1) * p + 1 : (g.n + 1) * p;
  if (h < 1) h = 1;
  if (h > g.n) h = g.n;
  const int below_ = (int)h;
  const double low = g.ratings[below_ - 1], high = g.ratings[below_ < g.n ? below_ : below_ - 1];
  return low + (h - below_) * (high - low);
}
static int32_t quarters(double of) { return (int32_t)(of * QUARTERS + 0.5); }

static void quantiles_are_those_of_the_ratings_in_order(void **unused)
{
  (void)unused;
  state = 7;
  for (int time = 0; time < TIMES; time++) {
    const struct group g = any_group();
    const struct tally t = tally_of(&g);
    for (enum quantile type = QUANTILE_6; type <= QUANTILE_7; type++) {
      const struct consensus c = consensus_of(&t, type, 2);
      assert_int_equal(c.n, g.n);
      assert_int_equal(c.q1, quarters(quantile_again(g, 0.25, type)));
      assert_int_equal(c.median, quarters(quantile_again(g, 0.5, type)));
      assert_int_equal(c.q3, quarters(quantile_again(g, 0.75, type)));
      assert_int_equal(c.iqd, c.q3 - c.q1);
    }
  }
}

/* Type 6 never brings quartiles closer together than type 7, so nobody agrees by it who does not by the other. */
static void the_types_differ_in_one_direction(void **unused)
{
  int differ = 0;
  (void)unused;
  state = 8;
  for (int time = 0; time < TIMES; time++) {
    const struct group g = any_group();
    const struct tally t = tally_of(&g);
    const struct consensus six = consensus_of(&t, QUANTILE_6, 2), seven = consensus_of(&t, QUANTILE_7, 2);
    assert_int_equal(six.median, seven.median);
    assert_true(six.iqd >= seven.iqd);
    assert_true(seven.agreed || !six.agreed);
    differ += six.agreed != seven.agreed;
  }
  assert_true(differ > 0);
}

/* Whoever they are. */
static void who_say_the_same_agree(void **unused)
{
  (void)unused;
  for (uint32_t n = 2; n < 200; n++) {
    for (int rating = RATING_LEAST; rating <= RATING_MOST; rating++) {
      struct tally t = { { 0 } };
      t.of[rating - RATING_LEAST] = n;
      const struct consensus c = consensus_of(&t, QUANTILE_6, 2);
      assert_true(c.agreed);
      assert_int_equal(c.important, rating >= 6);
      assert_int_equal(c.iqd, 0);
      assert_int_equal(c.median, rating * QUARTERS);
    }
  }
}

/* --- borders ----------------------------------------------------------------------------------------------------------- */

static void nobody_agrees_alone(void **unused)
{
  (void)unused;
  const struct consensus c = judged(QUANTILE_7, 1, 7);
  assert_int_equal(c.rule, CONSENSUS_NONE);
  assert_false(c.agreed || c.important);
  assert_int_equal(c.median, 7 * QUARTERS);
  const struct tally none = { { 0 } };
  assert_int_equal(consensus_of(&none, QUANTILE_7, 2).n, 0);
  assert_false(consensus_of(&none, QUANTILE_7, 2).agreed);
}

static void two_agree_at_a_distance_of_one(void **unused)
{
  (void)unused;
  assert_int_equal(judged(QUANTILE_7, 2, 5, 6).rule, CONSENSUS_RANGE);
  assert_true(judged(QUANTILE_7, 2, 5, 6).important);        /* 5.5 rounds up */
  assert_true(judged(QUANTILE_7, 2, 4, 5).agreed);
  assert_false(judged(QUANTILE_7, 2, 4, 5).important);
  assert_false(judged(QUANTILE_7, 2, 5, 7).agreed);          /* by quartiles they would: those are 1 apart */
  assert_int_equal(judged(QUANTILE_7, 2, 5, 7).iqd, QUARTERS);
}

static void a_study_chooses_up_to_which_size_the_range_counts(void **unused)
{
  const struct tally four = { .of = { [3] = 1, [5] = 3 } };   /* 4 6 6 6 */
  (void)unused;
  assert_true(consensus_of(&four, QUANTILE_7, 3).agreed);
  assert_false(consensus_of(&four, QUANTILE_7, 4).agreed);
  assert_int_equal(consensus_of(&four, QUANTILE_7, 4).rule, CONSENSUS_RANGE);
  assert_int_equal(consensus_of(&four, QUANTILE_7, 0).rule, CONSENSUS_IQD);
}

static void quartiles_one_apart_agree_and_a_quarter_more_do_not(void **unused)
{
  (void)unused;
  const struct consensus one = judged(QUANTILE_7, 5, 5, 5, 6, 6, 7), more = judged(QUANTILE_7, 4, 4, 5, 6, 6);
  assert_int_equal(one.iqd, QUARTERS);
  assert_true(one.important);
  assert_int_equal(more.iqd, 5);
  assert_false(more.agreed);
}

static void a_million_ratings_do_not_overflow(void **unused)
{
  const struct tally many = { .of = { [0] = 4000000000u, [6] = 200000000u } };
  (void)unused;
  const struct consensus c = consensus_of(&many, QUANTILE_6, 2);
  assert_true(c.agreed);
  assert_int_equal(c.median, QUARTERS);
  assert_int_equal(c.range, 6);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(quantiles_are_those_of_the_ratings_in_order),
    cmocka_unit_test(the_types_differ_in_one_direction),
    cmocka_unit_test(who_say_the_same_agree),
    cmocka_unit_test(nobody_agrees_alone),
    cmocka_unit_test(two_agree_at_a_distance_of_one),
    cmocka_unit_test(a_study_chooses_up_to_which_size_the_range_counts),
    cmocka_unit_test(quartiles_one_apart_agree_and_a_quarter_more_do_not),
    cmocka_unit_test(a_million_ratings_do_not_overflow),
  };
  return cmocka_run_group_tests_name("consensus", tests, NULL, NULL);
}
