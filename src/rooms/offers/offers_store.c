#include "offers.h"

#define LINES "FROM offer LEFT JOIN organisation ON organisation.id = offer.provider_id"

static const struct query all = { &offer_line_record, LINES " ORDER BY offer.code, offer.slug" };
static const struct query from_id = { &offer_line_record, LINES " WHERE offer.id >= $1 ORDER BY offer.id LIMIT 100" };
static const struct query by_code = { &offer_line_record, LINES " WHERE offer.code = $1" };
static const struct query by_slug = { &offer_line_record, LINES " WHERE offer.slug = $1" };
static const struct query by_id = { &offer_line_record, LINES " WHERE offer.id = $1" };

static const struct query state = { &offers_state_record, "FROM offers_state" };

const struct query *const offers_queries[] = { &state, &all, &from_id, &by_code, &by_slug, &by_id, NULL };

int offers_all(struct ctx *c, struct offer_line_list *out) { return global_select(c, offer_line, out, &all, P0); }

int offers_each(struct ctx *c, each_offer *each, void *arg)
{
  struct id from = { { [15] = 1 } };                          /* the least there is; afterwards the last one seen */
  size_t seen = 0;
  const struct arena lasting = c->arena;
  struct offer_line_list batch = { .count = 1 };
  int rc = OK;
  c->arena = (struct arena){ .max = lasting.max };             /* one batch at a time */
  while (rc == OK && batch.count > seen) {
    arena_reset(&c->arena);
    rc = global_select(c, offer_line, &batch, &from_id, P(from));
    for (size_t i = seen; rc == OK && i < batch.count; i++) rc = each(c, &batch.at[i], arg);
    if (rc == OK && batch.count) from = batch.at[batch.count - 1].offer.id;
    seen = 1;
  }
  struct arena mine = c->arena;
  c->arena = lasting;
  if (rc != OK) error_keep(c, &c->arena);
  arena_release(&mine);
  return rc;
}

int offer_by_code(struct ctx *c, const char *code, struct offer_line *out) { return global_one(c, offer_line, out, &by_code, P(code)); }
int offer_by_slug(struct ctx *c, const char *slug, struct offer_line *out) { return global_one(c, offer_line, out, &by_slug, P(slug)); }
int offer_by_id(struct ctx *c, struct id id, struct offer_line *out) { return global_one(c, offer_line, out, &by_id, P(id)); }

int offers_state(struct ctx *c, struct offers_state *out)
{
  struct offers_state now = { 0 };
  const int rc = global_one(c, offers_state, &now, &state, P0);
  if (rc != OK && rc != ERR_NOT_FOUND) return rc;
  *out = now;
  return OK;
}
