#include "privacy_internal.h"

static const struct field entry_fields[] = {
  F_TEXT(journal_entry, actor_name,        OPTIONAL, N_("Colleague"), .sql = "account.name"),
  F_TEXT(journal_entry, organisation_name, OPTIONAL, N_("Organisation"), .sql = "organisation.name"),
  F_INT (journal_entry, seq,               OPTIONAL, N_("Place in the chain"), .sql = "journal.seq"),
};
const struct record journal_entry_record = { .name = "journal", .base = &journal_line_record, .size = sizeof(struct journal_entry), .count = COUNT(entry_fields), .fields = entry_fields };

#define NAMED "FROM journal LEFT JOIN account ON account.id = journal.actor LEFT JOIN organisation ON organisation.id = journal.organisation"
/* Of the region: its files, and what its colleagues did elsewhere. The console has no region. */
static const struct query by_page = { &journal_entry_record, NAMED
  " LEFT JOIN compartment ON compartment.id = journal.compartment WHERE (compartment.region = $1 OR (compartment.region IS NULL AND (journal.actor IS NULL"
  " OR journal.actor IN (SELECT post.account FROM post WHERE post.region = $1)))) AND journal.at >= $2 AND journal.at < $3 AND journal.id < $4"
  " AND (CAST($5 AS BYTEA) IS NULL OR journal.actor = $5) AND (CAST($6 AS TEXT) IS NULL OR journal.verb = $6)"
  " AND (CAST($7 AS BYTEA) IS NULL OR journal.compartment = $7 OR journal.record_id = $7) ORDER BY journal.id DESC LIMIT $8" };
static const struct query of_compartment = { &journal_entry_record, NAMED " WHERE journal.compartment = $1 AND journal.actor IS NOT NULL ORDER BY journal.id DESC LIMIT $2" };
const struct query *const privacy_queries[] = { &by_page, &of_compartment, NULL };

int entries_by_page(struct ctx *c, const struct journal_bounds *b, size_t most, struct journal_entry_list *out)
{
  return global_select_(c, &journal_entry_record, &out->rows, &out->count, &by_page, (struct params){ 8, (const struct param[]){ param_text(c->scope.region), param_text(b->from),
    param_text(b->until), param_id(b->before), param_id(b->actor), param_text(b->verb), param_id(b->about), param_int((int64_t)most) } });
}
int entries_of_compartment(struct ctx *c, struct id compartment, size_t most, struct journal_entry_list *out)
{
  return global_select(c, journal_entry, out, &of_compartment, P(compartment, (int64_t)most));
}
