/* A small random source with a seed, so that two measurements ask the same. Not for secrets. */
#ifndef BENCH_RANDOM_H
#define BENCH_RANDOM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dice { uint64_t state; };

/* splitmix64 */
static inline uint64_t dice_next(struct dice *d)
{
  uint64_t z = d->state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}
/* 0 … n-1; n must not be 0. */
static inline size_t dice_below(struct dice *d, size_t n) { return (size_t)(dice_next(d) % n); }
static inline bool dice_chance(struct dice *d, unsigned percent) { return dice_below(d, 100) < percent; }
#endif
