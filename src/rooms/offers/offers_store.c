#include "offers.h"

#define LINES "FROM offer LEFT JOIN organisation ON organisation.id = offer.provider_id"

static const struct query all = { &offer_line_record, LINES " ORDER BY offer.code, offer.slug" };
static const struct query by_code = { &offer_line_record, LINES " WHERE offer.code = $1" };
static const struct query by_slug = { &offer_line_record, LINES " WHERE offer.slug = $1" };
static const struct query by_id = { &offer_line_record, LINES " WHERE offer.id = $1" };

const struct query *const offers_queries[] = { &all, &by_code, &by_slug, &by_id, NULL };

int offers_all(struct ctx *c, struct offer_line_list *out) { return global_select(c, offer_line, out, &all, P0); }
int offer_by_code(struct ctx *c, const char *code, struct offer_line *out) { return global_one(c, offer_line, out, &by_code, P(code)); }
int offer_by_slug(struct ctx *c, const char *slug, struct offer_line *out) { return global_one(c, offer_line, out, &by_slug, P(slug)); }
int offer_by_id(struct ctx *c, struct id id, struct offer_line *out) { return global_one(c, offer_line, out, &by_id, P(id)); }
