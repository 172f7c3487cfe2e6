#include "exchange.h"

static const struct query last_import = { &offer_import_record, "FROM offer_import WHERE undone = 'no' ORDER BY at DESC, id DESC LIMIT 1" };
static const struct query import_rows = { &offer_import_row_record, "FROM offer_import_row WHERE import = $1 ORDER BY id DESC" };
static const struct query rows_at = { &offer_import_row_record, "FROM offer_import_row WHERE offer = $1 AND version_after = $2" };
static const struct query all_flags = { &offer_flag_line_record, "FROM offer_flag LEFT JOIN offer ON offer.id = offer_flag.offer ORDER BY offer_flag.at DESC" };
static const struct query flags_since = { &counted_record, "FROM offer_flag WHERE at >= $1" };
static const struct query flags_of_since = { &counted_record, "FROM offer_flag WHERE offer = $1 AND at >= $2" };
static const struct query flags_of = { &offer_flag_record, "FROM offer_flag WHERE offer = $1 ORDER BY at" };
static const struct query flags_saying = { &offer_flag_record, "FROM offer_flag WHERE note = $1 ORDER BY at DESC LIMIT 20" };
static const struct query flags_before = { &offer_flag_record, "FROM offer_flag WHERE at < $1 ORDER BY at LIMIT 20" };

const struct query *const exchange_queries[] = { &last_import, &import_rows, &rows_at, &all_flags, &flags_since, &flags_of_since, &flags_of, &flags_saying, &flags_before, NULL };

int offer_import_last(struct ctx *c, struct offer_import *out) { return global_one(c, offer_import, out, &last_import, P0); }
int offer_import_rows_back(struct ctx *c, struct id import, each_row *each, void *arg)
{
  return global_each(c, offer_import_row, &import_rows, P(import), each, arg);
}
int offer_import_rows_at(struct ctx *c, struct id offer, struct num version_after, struct offer_import_row_list *out)
{
  return global_select(c, offer_import_row, out, &rows_at, P(offer, version_after));
}
int offer_flags(struct ctx *c, struct offer_flag_line_list *out) { return global_select(c, offer_flag_line, out, &all_flags, P0); }
int offer_flags_since(struct ctx *c, const char *at, int64_t *out) { return global_count(c, &flags_since, P(at), out); }
int offer_flags_of_since(struct ctx *c, struct id offer, const char *at, int64_t *out) { return global_count(c, &flags_of_since, P(offer, at), out); }
int offer_flags_of(struct ctx *c, struct id offer, struct offer_flag_list *out) { return global_select(c, offer_flag, out, &flags_of, P(offer)); }
int offer_flags_saying(struct ctx *c, const char *note, struct offer_flag_list *out) { return global_select(c, offer_flag, out, &flags_saying, P(note)); }
int offer_flags_before(struct ctx *c, const char *at, struct offer_flag_list *out) { return global_select(c, offer_flag, out, &flags_before, P(at)); }
