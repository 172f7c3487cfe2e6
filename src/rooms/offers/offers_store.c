#include "offers.h"

#define LINES "FROM offer LEFT JOIN organisation ON organisation.id = offer.provider_id"

static const struct query all = { &offer_line_record, LINES " ORDER BY offer.code, offer.slug" };
static const struct query from_id = { &offer_line_record, LINES " WHERE offer.id >= $1 ORDER BY offer.id LIMIT 100" };
static const struct query by_code = { &offer_line_record, LINES " WHERE offer.code = $1" };
static const struct query by_id = { &offer_line_record, LINES " WHERE offer.id = $1" };

static const struct query of_code = { &counted_record, "FROM offer WHERE code = $1" };
static const struct query of_slug = { &counted_record, "FROM offer WHERE slug = $1" };
static const struct query by_slug = { &offer_record, "FROM offer WHERE slug = $1" };
static const struct query of_organisation = { &offer_line_record, LINES " WHERE offer.provider_id = $1 OR offer.id IN (SELECT parent FROM offer_partner WHERE organisation = $1)"
  " ORDER BY offer.name, offer.id" };
static const struct query state = { &offers_state_record, "FROM offers_state" };

const struct query *const offers_queries[] = { &state, &all, &from_id, &by_code, &by_id, &of_code, &of_slug, &by_slug, &of_organisation, NULL };

/* The names of the other organisations, which no column has. */
static int name_partners(struct ctx *c, struct offer_line *line)
{
  struct buf b = { 0 };
  for (size_t i = 0; i < line->offer.partners.count; i++) {
    struct organisation o = { 0 };
    const int rc = organisation_get(c, line->offer.partners.at[i].organisation, &o);
    if (rc != OK && rc != ERR_NOT_FOUND) { buf_release(&b); return rc; }
    if (rc == OK && b.len) put(&b, "; ");
    if (rc == OK) put(&b, o.name);
    else c->error = (struct error){ 0 };
  }
  line->also_by = b.len ? buf_to_arena(&c->arena, &b) : NULL;
  return OK;
}

int offer_name_givers(struct ctx *c, struct offer_line *line)
{
  struct organisation provider = { 0 };
  if (id_known(line->offer.provider_id)) TRY(organisation_get(c, line->offer.provider_id, &provider));
  line->provider = provider.name;
  return name_partners(c, line);
}

static int lines(struct ctx *c, struct offer_line_list *out, const struct query *q, struct params p)
{
  struct offer_line_list found;
  TRY(global_select(c, offer_line, &found, q, p));
  for (size_t i = 0; i < found.count; i++) TRY(name_partners(c, &found.at[i]));
  *out = found;
  return OK;
}

static int one(struct ctx *c, struct offer_line *out, const struct query *q, struct params p)
{
  struct offer_line found;
  TRY(global_one(c, offer_line, &found, q, p));
  TRY(name_partners(c, &found));
  *out = found;
  return OK;
}

int offers_all(struct ctx *c, struct offer_line_list *out) { return lines(c, out, &all, P0); }
int offers_of_organisation(struct ctx *c, struct id organisation, struct offer_line_list *out) { return lines(c, out, &of_organisation, P(organisation)); }

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
    rc = lines(c, &batch, &from_id, P(from));
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

int offer_by_code(struct ctx *c, const char *code, struct offer_line *out) { return one(c, out, &by_code, P(code)); }
int offer_by_id(struct ctx *c, struct id id, struct offer_line *out) { return one(c, out, &by_id, P(id)); }

/* Without reading an offer whole, which an import would do for every row. */
static int taken(struct ctx *c, const struct query *q, const char *text, bool *out)
{
  int64_t n = 0;
  TRY(global_count(c, q, P(text), &n));
  *out = n > 0;
  return OK;
}
int offer_code_taken(struct ctx *c, const char *code, bool *out) { return taken(c, &of_code, code, out); }
int offer_slug_taken(struct ctx *c, const char *slug, bool *out) { return taken(c, &of_slug, slug, out); }

int offers_state(struct ctx *c, struct offers_state *out)
{
  struct offers_state now = { 0 };
  const int rc = global_one(c, offers_state, &now, &state, P0);
  if (rc != OK && rc != ERR_NOT_FOUND) return rc;
  *out = now;
  return OK;
}

int offer_by_slug(struct ctx *c, const char *slug, struct offer *out) { return global_one(c, offer, out, &by_slug, P(slug)); }
