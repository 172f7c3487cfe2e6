/* What the parts of the record layer share: statement texts, rows out, what grants, look-ups. */
#ifndef RECORD_INTERNAL_H
#define RECORD_INTERNAL_H
#include "engine.h"
#include "seal.h"

/* record_text.c: columns in order: id, version, [region when written], [compartment], fields but lists, [mac]. */
void put_columns(struct buf *b, const struct record *rec);
void put_insert(struct buf *b, const struct record *rec);
void put_update(struct buf *b, const struct record *rec);
/* The text of a query, with the predicate of protected tables, for `own` parameters of its own. In c->arena.
 * ERR_STORE: a regional record without its region. */
MUST_USE int query_text_of(struct ctx *c, const struct query *q, size_t own, const char **out);

static inline const struct record *top_record(const struct record *rec) { while (rec->base) rec = rec->base; return rec; }
static inline int32_t row_version(const void *row) { int32_t v; memcpy(&v, (const char *)row + sizeof(struct id), sizeof v); return v; }
static inline struct id row_compartment(const void *row) { struct id v; memcpy(&v, (const char *)row + sizeof(struct id) + sizeof(int32_t), sizeof v); return v; }
static inline bool field_sealed(const struct record *rec, const struct field *f) { return rec->protection == SEALED && !(f->flags & CLEAR); }

/* record_read.c. The row under a statement of prepare_select; ROW_REFUSED: it does not count (slipped in, not involved). */
MUST_USE int read_row(struct ctx *c, struct statement *s, const struct record *rec, void *row, int *col);
enum { ROW_REFUSED = 100 };
/* SELECT columns, then `rest` ("FROM …"). The caller ends the statement. */
MUST_USE int prepare_select(struct ctx *c, const struct record *rec, const char *rest, struct statement **out);

/* grants.c: the MAC over a row that grants, as it stands with that version. */
MUST_USE int grant_mac(struct ctx *c, const struct record *rec, const void *row, struct id id, int32_t version, uint8_t mac[static MAC_BYTES]);
/* Whether a row read is one the program wrote, in its newest version: `newest`, which the journal knows and is read with the row.
 * Else ROW_REFUSED, and it is reported. */
MUST_USE int grant_check(struct ctx *c, const struct record *rec, const void *row, const uint8_t *mac, size_t size, int64_t newest);

/* lookup.c. Inside a transaction. */
MUST_USE int lookups_write(struct ctx *c, const struct record *rec, const void *row, struct id id);
MUST_USE int lookups_delete(struct ctx *c, const struct record *rec, struct id id);
/* Whether that row has look-ups of the newest epoch. */
MUST_USE int lookups_newest(struct ctx *c, const struct record *rec, struct id id, bool *out);
/* Whether that row, opened, is found by all of its values. */
MUST_USE int lookups_check(struct ctx *c, const struct record *rec, const void *row, struct id id, bool *out);
#endif
