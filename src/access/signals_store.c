#include "signals_internal.h"

static const struct field line_fields[] = {
  F_INT (judged_line, seq,    OPTIONAL, N_("Place in the chain"), .sql = "journal.seq"),
  F_TEXT(judged_line, region, OPTIONAL, N_("Region"), .sql = "compartment.region"),
};
const struct record judged_line_record = { .name = "journal", .base = &journal_line_record, .size = sizeof(struct judged_line), .count = COUNT(line_fields), .fields = line_fields };

/* The one chain of this engine. Lines of one chain are in the order in which they were committed. */
static const struct query after = { &judged_line_record,
  "FROM journal LEFT JOIN compartment ON compartment.id = journal.compartment WHERE journal.chain = 1 AND journal.seq > $1 ORDER BY journal.seq LIMIT $2" };
static const struct query about_files = { &journal_line_record,
  "FROM journal WHERE actor = $1 AND at > $2 AND at <= $3 AND compartment IS NOT NULL ORDER BY at, id LIMIT 1" };
static const struct query changes = { &journal_line_record,
  "FROM journal WHERE actor = $1 AND compartment = $2 AND at >= $3 AND verb IN ('insert', 'update', 'delete') ORDER BY at, id LIMIT 1" };
static const struct query of_verb = { &journal_line_record, "FROM journal WHERE actor = $1 AND verb = $2 AND at >= $3 AND at <= $4 ORDER BY at, id" };
static const struct query of_day = { &misuse_signal_record, "FROM misuse_signal WHERE misuse_signal.region = $1 AND misuse_signal.account = $2 AND misuse_signal.day = $3" };
static const struct query open = { &misuse_signal_record, "FROM misuse_signal WHERE misuse_signal.region = $1 AND misuse_signal.looked IS NULL ORDER BY misuse_signal.day DESC, misuse_signal.id" };
static const struct query of_region = { &misuse_signal_record,
  "FROM misuse_signal WHERE misuse_signal.region = $1 ORDER BY misuse_signal.looked IS NOT NULL, misuse_signal.day DESC, misuse_signal.id LIMIT $2" };
static const struct query of_director = { &misuse_signal_record,
  "FROM misuse_signal WHERE misuse_signal.region = $1 AND misuse_signal.account <> $2 AND misuse_signal.compartment IN (SELECT compartment FROM involvement"
  " WHERE involvement.region = $1 AND involvement.account = $2 AND involvement.organisation = $3 AND involvement.purpose = 'direction' AND involvement.ended IS NULL"
  " AND (involvement.until IS NULL OR involvement.until > $4)) ORDER BY misuse_signal.looked IS NOT NULL, misuse_signal.day DESC, misuse_signal.id LIMIT $5" };
const struct query *const signal_queries[] = { &after, &about_files, &changes, &of_verb, &of_day, &open, &of_region, &of_director, NULL };

int lines_after(struct ctx *c, int64_t seq, int64_t most, struct judged_line_list *out)
{
  return global_select(c, judged_line, out, &after, P(seq, most));
}
int lines_about_files(struct ctx *c, struct id actor, const char *after_at, const char *until, struct journal_line_list *out)
{
  return global_select(c, journal_line, out, &about_files, P(actor, after_at, until));
}
int changes_since(struct ctx *c, struct id actor, struct id compartment, const char *since, struct journal_line_list *out)
{
  return global_select(c, journal_line, out, &changes, P(actor, compartment, since));
}
int lines_of_verb(struct ctx *c, struct id actor, const char *verb, const char *from, const char *until, struct journal_line_list *out)
{
  return global_select(c, journal_line, out, &of_verb, P(actor, verb, from, until));
}
int signals_of_day(struct ctx *c, struct id account, struct date day, struct misuse_signal_list *out) { return record_select(c, misuse_signal, out, &of_day, P(account, day)); }
int signals_open(struct ctx *c, struct misuse_signal_list *out) { return record_select(c, misuse_signal, out, &open, P0); }
int signals_of_region(struct ctx *c, struct misuse_signal_list *out) { return record_select(c, misuse_signal, out, &of_region, P((int64_t)SIGNALS_A_PAGE)); }
int signals_of_director(struct ctx *c, struct misuse_signal_list *out)
{
  return record_select(c, misuse_signal, out, &of_director, P(c->scope.actor, c->scope.organisation, c->now, (int64_t)SIGNALS_A_PAGE));
}
int signal_get(struct ctx *c, struct id id, struct misuse_signal *out) { return record_get(c, misuse_signal, id, out); }
