/* The shipped rules and example offers, ready to decide. */
#ifndef MATCH_HELPER_H
#define MATCH_HELPER_H
#include "live.h"
#include "match_internal.h"
#include "shipped.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>                              /* last: its macro fail() would hide ours */

#define USED __attribute__((unused))
struct world { struct ctx c; struct places places; struct snapshot *snapshot; struct live_match *live; };

USED static int open_world(void **state)
{
  static struct world w;                         /* of this program, made once */
  ctx_init(&w.c, 1795300000000, NULL, 0);
  assert_int_equal(places_load(&w.c, NULL, &w.places), OK);
  w.c.places = &w.places;
  assert_int_equal(live_match_examples(&w.c, &w.snapshot), OK);
  const int rc = live_match_build(&w.c, NULL, w.snapshot, &w.live);
  if (rc != OK) print_error("rules: %s: %s\n", w.c.error.field, w.c.error.text);
  assert_int_equal(rc, OK);
  *state = &w;
  return 0;
}
USED static int close_world(void **state)
{
  struct world *const w = *state;
  live_match_release(w->live);
  snapshot_release(w->snapshot);
  ctx_release(&w->c);
  return 0;
}

/* A context of its own, so that many decisions do not fill one. */
USED static struct ctx fresh(const struct world *w)
{
  struct ctx c;
  ctx_init(&c, w->c.now, NULL, 0);
  c.places = &w->places;
  return c;
}

USED static const char *code_of(const struct match_entry *e) { return e->line->offer.code; }

USED static const struct match_entry *entry_of(const struct match_result *r, const char *code, enum verdict *where)
{
  for (int v = 0; v < VERDICT_COUNT; v++)
    for (size_t i = 0; i < r->lists[v].count; i++)
      if (strcmp(code_of(&r->lists[v].at[i]), code) == 0) { *where = (enum verdict)v; return &r->lists[v].at[i]; }
  return NULL;
}

USED static bool verdict_named(const char *key, enum verdict *out)
{
  for (int v = 0; v < VERDICT_COUNT; v++) if (strcmp(key, verdict_key((enum verdict)v)) == 0) { *out = (enum verdict)v; return true; }
  return false;
}
#endif
