#include "retention_internal.h"

static const struct query terms = { &retention_term_record, "FROM retention_term WHERE retention_term.region = $1" };
static const struct query that_hold = { &legal_hold_record, "FROM legal_hold WHERE legal_hold.region = $1 AND legal_hold.lifted IS NULL ORDER BY legal_hold.since, legal_hold.id" };
static const struct query reports = { &purge_report_record, "FROM purge_report WHERE purge_report.region = $1 ORDER BY purge_report.at DESC, purge_report.id LIMIT 50" };
static const struct query living = { &compartment_record, "FROM compartment WHERE region = $1 AND erased IS NULL ORDER BY made, id" };
const struct query *const retention_queries[] = { &terms, &that_hold, &reports, &living, NULL };

int terms_set(struct ctx *c, struct retention_term_list *out) { return record_select(c, retention_term, out, &terms, P0); }
int holds(struct ctx *c, struct legal_hold_list *out) { return record_select(c, legal_hold, out, &that_hold, P0); }
int purge_reports(struct ctx *c, struct purge_report_list *out) { return record_select(c, purge_report, out, &reports, P0); }
int compartments_living(struct ctx *c, struct compartment_list *out) { return global_select(c, compartment, out, &living, P(c->scope.region)); }
