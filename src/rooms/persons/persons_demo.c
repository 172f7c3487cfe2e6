/* Households of the demonstration: one that a local team and a shelter work for, each their own side, and one with a director. */
#include "persons_web.h"
#include "synth.h"

enum { DEMO_SEED = 4, DEMO_HOUSEHOLDS = 3 };

static int make(struct ctx *c, void *unused)
{
  struct synth s = { .seed = DEMO_SEED };
  struct id household;
  (void)unused;
  TRY(synth_actors(c, 0, &s));
  for (size_t n = 0; n < DEMO_HOUSEHOLDS; n++) TRY(synth_household(c, &s, n, &household));
  return OK;
}

/* Where there are none yet, and the colleagues of the demonstration are. */
int persons_demo(struct ctx *c, bool *made)
{
  const struct scope before = c->scope;
  struct household_list there;
  const char *next;
  c->scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
  int rc = households_mine(c, NULL, &there, &next);
  if (rc == OK && !there.count) rc = db_savepoint(c, make, NULL);
  *made = rc == OK && !there.count;
  c->scope = before;
  return rc;
}
