/* What time it is. Only what a request begins with is asked here: everything after that takes the instant of its context. */
#ifndef CLOCK_H
#define CLOCK_H
#include <stdint.h>
#include <time.h>

static inline int64_t clock_of_(clockid_t which)
{
  struct timespec t;
  clock_gettime(which, &t);
  return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}
static inline int64_t clock_us(void) { return clock_of_(CLOCK_MONOTONIC); }                 /* monotonic */
static inline int64_t clock_ms(void) { return clock_us() / 1000; }
static inline int64_t clock_now(void) { return clock_of_(CLOCK_REALTIME) / 1000; }          /* UTC milliseconds */
#endif
