#include "slow_down.h"

uint32_t slow_down_counted(uint32_t failures, int64_t last, int64_t now)
{
  return now - last >= SLOW_DOWN_FORGIVEN_MS ? 0 : failures;
}

int64_t slow_down_wait(uint32_t failures, int64_t last, int64_t now)
{
  const uint32_t counted = slow_down_counted(failures, last, now);
  int64_t pause = SLOW_DOWN_FIRST_MS;
  if (counted < SLOW_DOWN_FREE) return 0;
  for (uint32_t i = SLOW_DOWN_FREE; i < counted && pause < SLOW_DOWN_MOST_MS; i++) pause *= 2;
  if (pause > SLOW_DOWN_MOST_MS) pause = SLOW_DOWN_MOST_MS;
  if (last - now > SLOW_DOWN_MOST_MS) return 0;             /* the clock was set back: nobody waits for it to catch up */
  const int64_t wait = last + pause - now;
  return wait < 0 ? 0 : wait < pause ? wait : pause;
}
