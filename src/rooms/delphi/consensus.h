/* What a group of experts agrees on, out of how many of them gave each rating. Whole numbers only: a quantile of whole ratings is a
 * number of quarters, whichever type.
 * Source: Acceptatie van vrijwillige hulpverlening 2021, 2.1 and 3.2.1: consensus is an interquartile deviation of at most 1, important a
 * median of 6, where 5.5 rounds up; in a group of two a range of at most 1.
 */
#ifndef CONSENSUS_H
#define CONSENSUS_H
#include <stdbool.h>
#include <stdint.h>

enum { RATING_LEAST = 1, RATING_MOST = 7 };                    /* very unimportant … very important */
enum { QUARTERS = 4 };
/* How many gave each rating, 1 first. */
struct tally { uint32_t of[RATING_MOST]; };

enum quantile { QUANTILE_6 = 6, QUANTILE_7 = 7 };              /* Hyndman and Fan 1996 */
enum consensus_rule { CONSENSUS_NONE, CONSENSUS_RANGE, CONSENSUS_IQD };

struct consensus {
  uint32_t n;
  int32_t median, q1, q3, iqd;                                 /* in quarters */
  int32_t range;                                               /* highest rating less the lowest */
  enum consensus_rule rule;                                    /* by what it was decided: nobody disagrees with themselves */
  bool agreed, important;                                      /* important: agreed, and the median is 5.5 or more */
};

/* `range_limit`: groups of so many ratings or fewer are judged by their range. An empty tally: all zero. */
struct consensus consensus_of(const struct tally *t, enum quantile type, uint32_t range_limit);
#endif
