/* verify: the engine's own files, the journal, what grants, what is sealed, compartments and the erased list. */
#include "involvement.h"
#include "record_internal.h"
#include "verify_internal.h"

enum { AT_ONCE = 200 };

int next_chain_of_all(struct ctx *c, int64_t after, int64_t *out, bool *any)
{
  struct statement *s;
  TRY(engine_prepare(c, "SELECT chain FROM journal WHERE chain > $1 ORDER BY chain LIMIT 1", &s));
  engine_bind(s, 1, param_int(after));
  const int rc = engine_step(c, s, any);
  if (rc == OK && *any) *any = engine_int(s, 0, out);
  engine_done(s);
  return rc;
}

/* --- rows ------------------------------------------------------------------------------------------------------ */

static int check_row(struct ctx *c, const struct walked *w, void *arg)
{
  struct verifying *const v = arg;
  struct finding f = { .table = w->rec->name, .id = w->id, .more = w->code == OK ? NULL : c->error.text };
  int32_t newest;
  bool known = true;
  step_on(v);
  *(w->rec->grants ? &v->report->grants : &v->report->sealed) += 1;
  if (w->code == ERR_NOT_FOUND) return OK;                         /* of a compartment that is erased; check_compartment knows */
  if (w->code == ROW_REFUSED) f.what = FINDING_GRANT;
  else if (w->code != OK) f.what = FINDING_SEALED;
  else if (!w->rec->grants && !w->rec->log) {
    TRY(journal_version(c, w->rec->name, w->id, &newest));
    if (newest && newest != w->version) f.what = FINDING_ROLLED_BACK;
    else TRY(lookups_check(c, w->rec, w->row, w->id, &known));
    if (!known) f.what = FINDING_LOOKUP;
  }
  if (f.what) found(v, f);
  return OK;
}

static int check_table(struct ctx *c, struct verifying *v, const struct record *rec)
{
  struct id after = ID_NONE;
  for (size_t seen = AT_ONCE; seen == AT_ONCE; ) TRY(record_walk(c, rec, &after, AT_ONCE, check_row, v, &seen));
  return OK;
}

/* An erased compartment keeps its row: one that is not there was deleted by hand, and its rows are closed for good. */
static int check_orphans(struct ctx *c, struct verifying *v, const struct record *rec)
{
  struct buf sql = { 0 };
  struct statement *s;
  struct id id = ID_NONE;
  bool row = false;
  put(&sql, "SELECT id FROM "); put(&sql, rec->name);
  put(&sql, " WHERE NOT EXISTS (SELECT 1 FROM compartment WHERE compartment.id = "); put(&sql, rec->name); put(&sql, ".compartment) LIMIT 1");
  int rc = engine_prepare(c, buf_text(&sql), &s);
  buf_release(&sql);
  TRY(rc);
  rc = engine_step(c, s, &row);
  if (rc == OK && row) (void)engine_id(s, 0, &id);
  engine_done(s);
  if (rc == OK && row) found(v, (struct finding){ .what = FINDING_COMPARTMENT, .table = rec->name, .id = id });
  return rc;
}

/* The first row that the program wrote, did not delete, and that is gone. An erased compartment's rows go without a line each. */
static int check_deleted(struct ctx *c, struct verifying *v, const struct record *rec)
{
  struct buf sql = { 0 };
  struct statement *s;
  struct id id = ID_NONE;
  bool row = false;
  if (rec->log || rec->part) return OK;
  put(&sql, "SELECT record_id FROM journal WHERE record = $1 AND verb = 'insert' AND NOT EXISTS (SELECT 1 FROM "); put(&sql, rec->name);
  put(&sql, " AS t WHERE t.id = journal.record_id) AND NOT EXISTS (SELECT 1 FROM journal AS later WHERE later.record_id = journal.record_id AND later.verb <> 'read' AND later.verb = 'delete')"
            " AND NOT EXISTS (SELECT 1 FROM compartment WHERE compartment.id = journal.compartment AND compartment.erased IS NOT NULL) LIMIT 1");
  int rc = engine_prepare(c, buf_text(&sql), &s);
  buf_release(&sql);
  TRY(rc);
  engine_bind(s, 1, param_text(rec->name));
  rc = engine_step(c, s, &row);
  if (rc == OK && row) (void)engine_id(s, 0, &id);
  engine_done(s);
  if (rc == OK && row) found(v, (struct finding){ .what = FINDING_DELETED, .table = rec->name, .id = id });
  return rc;
}

static bool wanted(const struct verifying *v, const struct record *rec) { return rec->grants || (rec->protection == SEALED && !v->options->quick); }

static int check_rows(struct ctx *c, struct verifying *v)
{
  for (size_t i = 0; i < v->records->count; i++) {
    const struct record *const rec = v->records->at[i];
    if (wanted(v, rec) || !v->options->quick) TRY(check_deleted(c, v, rec));      /* a signal of misuse too, which nothing seals */
    if (!wanted(v, rec)) continue;
    TRY(check_table(c, v, rec));
    if (rec->protection == SEALED) TRY(check_orphans(c, v, rec));
  }
  return OK;
}

/* --- compartments ----------------------------------------------------------------------------------------------------- */

static int erased_too(struct ctx *c, struct id compartment, struct instant at, void *arg)
{
  struct verifying *const v = arg;
  int64_t key;
  (void)at;
  v->report->erased++;
  TRY(engine_number(c, "SELECT 1 FROM compartment WHERE id = $1 AND (wrapped IS NOT NULL OR erased IS NULL)", P(compartment), &key));
  if (key) found(v, (struct finding){ .what = FINDING_NOT_ERASED, .table = "compartment", .id = compartment });
  return OK;
}

static int by_id(const void *a, const void *b) { return memcmp(a, b, sizeof(struct id)); }

static int list_one(struct ctx *c, struct id compartment, struct instant at, void *arg)
{
  struct buf *const ids = arg;
  (void)c;
  (void)at;
  put_mem(ids, (const char *)compartment.b, sizeof compartment);
  return OK;
}

/* The erased list, in order of id: to look in for every compartment. */
static int read_list(struct ctx *c, struct verifying *v)
{
  TRY(erased_each(c, list_one, &v->listed));
  if (v->listed.failed) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  if (v->listed.len) qsort(v->listed.at, v->listed.len / sizeof(struct id), sizeof(struct id), by_id);
  return OK;
}

static bool is_listed(const struct verifying *v, struct id id)
{
  return v->listed.len && bsearch(&id, v->listed.at, v->listed.len / sizeof id, sizeof id, by_id);
}

static int check_compartment(struct ctx *c, const struct walked *w, void *arg)
{
  struct verifying *const v = arg;
  const struct compartment *const row = w->row;
  step_on(v);
  v->report->compartments++;
  if (w->code != OK) { found(v, (struct finding){ .what = FINDING_COMPARTMENT, .table = "compartment", .id = w->id }); return OK; }
  if (instant_known(row->erased)) {
    if (keys_lists_erased(c) && !is_listed(v, w->id)) found(v, (struct finding){ .what = FINDING_NOT_LISTED, .table = "compartment", .id = w->id });
    return OK;
  }
  const int rc = compartment_check(c, row->id);
  if (rc != OK && rc != ERR_NOT_FOUND && rc != ERR_STORE) return rc;
  if (rc != OK) found(v, (struct finding){ .what = FINDING_COMPARTMENT, .table = "compartment", .id = w->id, .more = c->error.text });
  return OK;
}

static int check_compartments(struct ctx *c, struct verifying *v)
{
  struct id after = ID_NONE;
  TRY(read_list(c, v));
  for (size_t seen = AT_ONCE; seen == AT_ONCE; ) TRY(record_walk(c, &compartment_record, &after, AT_ONCE, check_compartment, v, &seen));
  return erased_each(c, erased_too, v);
}

/* --- all of it -------------------------------------------------------------------------------------------------------- */

static int check_engine(struct ctx *c, struct verifying *v)
{
  const char *wrong;
  TRY(engine_sound(c, &wrong));
  if (wrong) found(v, (struct finding){ .what = FINDING_DATABASE, .more = wrong });
  return OK;
}

static int count_all(struct ctx *c, struct verifying *v)
{
  int64_t n;
  TRY(engine_number(c, "SELECT (SELECT count(*) FROM journal) + (SELECT count(*) FROM compartment)", P0, &v->all));
  for (size_t i = 0; i < v->records->count; i++) {
    struct buf sql = { 0 };
    if (!wanted(v, v->records->at[i])) continue;
    put(&sql, "SELECT count(*) FROM "); put(&sql, v->records->at[i]->name);
    const int rc = engine_number(c, buf_text(&sql), P0, &n);
    buf_release(&sql);
    TRY(rc);
    v->all += n;
  }
  return OK;
}

static int check_all(struct ctx *c, void *arg)
{
  struct verifying *const v = arg;
  TRY(check_engine(c, v));
  TRY(count_all(c, v));
  TRY(check_journal(c, v));
  TRY(check_rows(c, v));
  return check_compartments(c, v);
}

/* The heads of the file are read before the transaction begins: a checkpoint in between cannot tell of lines it does not see. */
int verify(struct ctx *c, const struct records *records, const struct verify_options *options, struct verify_report *out)
{
  struct verify_report *const report = arena_new(&c->arena, struct verify_report, 1);
  struct verifying *const v = arena_new(&c->arena, struct verifying, 1);
  struct arena texts = { 0 };
  *v = (struct verifying){ .records = records, .options = options, .report = report, .texts = &texts };
  int rc = heads_read(c, v->heads[0].at, &v->heads[0].count);
  if (rc == OK) rc = db_read(c, check_all, v);
  arena_adopt(&c->arena, &texts);
  buf_release(&v->listed);
  if (rc == OK) *out = *report;
  return rc;
}
