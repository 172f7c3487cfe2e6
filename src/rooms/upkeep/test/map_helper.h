/* For tests of the room: a database with organisations, and people who keep offers. */
#ifndef MAP_HELPER_H
#define MAP_HELPER_H
#include "../../../store/test/scratch.h"
#include "calendar.h"
#include "exchange.h"
#include "organisations.h"
#include "permissions.h"
#include "upkeep.h"

struct world { struct scratch *s; struct ctx *c; struct id one, two; };      /* organisations "Een" and "Twee" */

static inline void as_console(struct world *w) { w->c->scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" }; }
static inline void as_role(struct world *w, enum role role, struct id organisation, const char *region)
{
  w->c->scope = (struct scope){ .actor = { { 7 } }, .organisation = organisation, .region = region, .role = role_key(role), .reach = REACH_INVOLVED };
}

static inline int world_up(void **state)
{
  struct world *w = calloc(1, sizeof *w);
  w->s = scratch_with_schema();
  w->c = &w->s->c;
  as_console(w);
  assert_int_equal(organisation_by_name(w->c, "Een", &w->one), OK);
  assert_int_equal(organisation_by_name(w->c, "Twee", &w->two), OK);
  *state = w;
  return 0;
}
static inline int world_down(void **state)
{
  struct world *w = *state;
  scratch_free(w->s);
  free(w);
  return 0;
}

/* An offer of that provider (NULL: unknown) in those regions. */
static inline struct id offer_of(struct world *w, const char *name, const char *provider, const char *regions)
{
  const struct scope before = w->c->scope;
  const struct offer_line line = { .offer = { .name = name, .kind = KIND_HELP, .status = STATUS_ACTIVE, .regions = regions }, .provider = provider };
  struct id id;
  as_console(w);
  assert_int_equal(offer_add(w->c, &line, &id), OK);
  w->c->scope = before;
  return id;
}

static inline struct offer_line read_offer(struct world *w, struct id id)
{
  struct offer_line line;
  assert_int_equal(offer_by_id(w->c, id, &line), OK);
  return line;
}

/* Writes it as it is given now. */
static inline void put_offer(struct world *w, struct offer_line *line)
{
  const struct scope before = w->c->scope;
  as_console(w);
  assert_int_equal(offer_change(w->c, line), OK);
  w->c->scope = before;
}

static inline void on_day(struct world *w, int32_t ymd)
{
  w->c->today = (struct date){ ymd };
  w->c->now = date_begins(w->c->today) + 10 * HOUR_MS;
}
#endif
