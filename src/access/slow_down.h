/* How long the next attempt must wait after wrong ones: longer each time, never for good, so that nobody can lock out
 * somebody else. What is counted (an account, an address), and where, is the caller's. */
#ifndef SLOW_DOWN_H
#define SLOW_DOWN_H
#include <stdint.h>

enum {
  SLOW_DOWN_FREE = 5,                        /* attempts before there is any waiting */
  SLOW_DOWN_FIRST_MS = 1000,                 /* then this long, and twice as long each time … */
  SLOW_DOWN_MOST_MS = 15 * 60 * 1000,        /* … up to this */
  SLOW_DOWN_FORGIVEN_MS = 24 * 3600 * 1000   /* after so long without a wrong one */
};

/* How many of the failures still count at `now`; the next wrong one is this and one. Instants are UTC milliseconds. */
uint32_t slow_down_counted(uint32_t failures, int64_t last, int64_t now);
/* Milliseconds from `now` until the next attempt is let through; 0: now. */
int64_t slow_down_wait(uint32_t failures, int64_t last, int64_t now);
#endif
