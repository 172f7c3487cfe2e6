#include "journal.h"
#include "engine.h"
#include "ids.h"

static const struct field fields[] = {
  F_TEXT(journal_line, at,      REQUIRED, "Instant (UTC)"),
  F_TEXT(journal_line, verb,    REQUIRED, "What was done"),
  F_TEXT(journal_line, changes, REQUIRED, "Fields, before and after"),
};
const struct record journal_line_record = { .name = "journal", .size = sizeof(struct journal_line), .count = COUNT(fields), .fields = fields, .log = true };

static const struct query of_record = { &journal_line_record, "FROM journal WHERE record_id = $1 ORDER BY at, id" };
const struct query *const journal_queries[] = { &of_record, NULL };

int journal_change(struct ctx *c, const char *verb, const struct record *rec, struct id id, const void *before, const void *after)
{
  struct buf b = { 0 };
  char at[21];
  if (rec->log) return OK;
  record_changes_(rec, before, after, &b);
  instant_format(c->now, at);
  const char *when = at, *name = rec->name, *changes = buf_text(&b);
  const int rc = engine_run(c, "INSERT INTO journal (id, version, at, actor, record, record_id, verb, changes) VALUES ($1, 1, $2, $3, $4, $5, $6, $7)",
                            (struct params){ 7, (const struct param[]){ param_id(id_in_time(c)), param_text(when), param_id(c->actor),
                              param_text(name), param_id(id), param_text(verb), param_text(changes) } });
  buf_release(&b);
  return rc;
}

int journal_of(struct ctx *c, struct id record_id, struct journal_line_list *out)
{
  return global_select(c, journal_line, out, &of_record, P(record_id));
}
