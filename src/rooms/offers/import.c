#include "exchange.h"
#include "ids.h"
#include "json.h"
#include "text.h"

static const struct field import_fields[] = {
  F_TEXT(offer_import, at,      REQUIRED, N_("When"), .max = 20),
  F_TEXT(offer_import, file,    OPTIONAL, N_("File"), .max = 300),
  F_INT (offer_import, added,   REQUIRED, N_("Offers added")),
  F_INT (offer_import, changed, REQUIRED, N_("Offers changed")),
  F_ENUM(offer_import, undone,  REQUIRED, yes_no, N_("Undone")),
};
const struct record offer_import_record = RECORD(offer_import, import_fields);

static const struct field row_fields[] = {
  F_REF (offer_import_row, import, REQUIRED, offer_import, N_("Import")),
  F_REF (offer_import_row, offer,  REQUIRED, offer, N_("Offer")),
  F_TEXT(offer_import_row, before, LONG, N_("As it was"), .max = 1000000),
  F_INT (offer_import_row, version_before, OPTIONAL, "Version before"),
  F_INT (offer_import_row, version_after, REQUIRED, N_("Version afterwards")),
};
const struct record offer_import_row_record = LOG(offer_import_row, row_fields);

/* --- what is there already: by id and by code, and what this file has named so far --------- */

struct slot { uint64_t hash; uint32_t row; };                 /* row: 1 … into `stored`; 0: named by this file only */
struct index { struct slot *at; size_t size, used; };

static uint64_t hash_id(struct id id) { return hash_bytes(id.b, sizeof id.b, 1) | 1; }           /* 0 is an empty place */
static uint64_t hash_code(const char *code) { return hash_bytes(code, strlen(code), 2) | 1; }

static struct slot *index_slot(const struct index *x, uint64_t hash)
{
  size_t i = hash & (x->size - 1);
  while (x->at[i].hash && x->at[i].hash != hash) i = (i + 1) & (x->size - 1);
  return &x->at[i];
}

static bool index_grow(struct index *x)
{
  struct index more = { calloc(x->size ? x->size * 2 : 1024, sizeof *more.at), x->size ? x->size * 2 : 1024, x->used };
  if (!more.at) return false;
  for (size_t i = 0; i < x->size; i++) if (x->at[i].hash) *index_slot(&more, x->at[i].hash) = x->at[i];
  free(x->at);
  *x = more;
  return true;
}

/* False if it was there already. Sixty-four bits of hash stand for the key: among a million keys two meet once in
 * thirty million files, and then one row is reported as a double. */
static bool index_add(struct ctx *c, struct index *x, uint64_t hash, uint32_t row)
{
  if (x->used * 2 >= x->size && !index_grow(x)) { c->arena.failed = true; return true; }
  struct slot *s = index_slot(x, hash);
  if (s->hash) return false;
  *s = (struct slot){ hash, row };
  x->used++;
  return true;
}

/* --- the import ------------------------------------------------------------------------------ */

struct importing {
  const struct import_options *o;
  FILE *in;
  struct import_report *report;
  struct offer_line_list stored;
  struct index known, seen, names;                            /* names: made when the first row comes without id and code */
  struct id import;
  size_t rows;
  long from;                                                  /* where the file begins, for when it is read again */
  bool ran;
};

static int index_stored(struct ctx *c, struct importing *m)
{
  TRY(offers_all(c, &m->stored));
  for (size_t i = 0; i < m->stored.count; i++) {
    const struct offer *o = &m->stored.at[i].offer;
    index_add(c, &m->known, hash_id(o->id), (uint32_t)i + 1);
    if (o->code) index_add(c, &m->known, hash_code(o->code), (uint32_t)i + 1);
  }
  return c->arena.failed ? fail(c, ERR_FULL, NULL, N_("Out of memory.")) : OK;
}

static const struct offer_line *stored_at(const struct importing *m, uint64_t hash)
{
  const struct slot *s = m->known.size ? index_slot(&m->known, hash) : NULL;
  return s && s->row ? &m->stored.at[s->row - 1] : NULL;
}

static const struct offer_line *find_stored(const struct importing *m, const struct offer *o)
{
  const struct offer_line *line = id_known(o->id) ? stored_at(m, hash_id(o->id)) : NULL;
  if (line && id_same(line->offer.id, o->id)) return line;
  line = o->code ? stored_at(m, hash_code(o->code)) : NULL;
  return line && line->offer.code && strcmp(line->offer.code, o->code) == 0 ? line : NULL;
}

static uint64_t hash_name(const struct offer_line *line)
{
  struct buf b = { 0 };
  if (line->offer.name) text_fold(&b, line->offer.name, strlen(line->offer.name));
  put_char(&b, '\n');
  if (line->provider) text_fold(&b, line->provider, strlen(line->provider));
  const uint64_t hash = hash_bytes(b.at, b.len, 3) | 1;
  buf_release(&b);
  return hash;
}

static bool is_unnamed(const struct offer *o) { return !id_known(o->id) && !o->code; }

/* A row that nothing recognises is new each time its file is read: not twice under one name and provider. */
static int is_not_there(struct ctx *c, struct importing *m, const struct offer_line *line)
{
  const size_t missing = m->names.size ? 0 : m->stored.count;
  for (size_t i = 0; i < missing; i++) index_add(c, &m->names, hash_name(&m->stored.at[i]), 0);
  if (index_add(c, &m->names, hash_name(line), 0)) return OK;
  return fail(c, ERR_INVALID, "code", N_("An offer of this name and provider is there already. Give this row the id or code of that offer, or a code of its own."));
}

/* A stored offer counts by its own id, whether the row named it by id or by code. */
static int named_twice(struct ctx *c, struct importing *m, const struct offer *o, const struct offer_line *stored)
{
  const struct id id = stored ? stored->offer.id : o->id;
  if (id_known(id) && !index_add(c, &m->seen, hash_id(id), 0)) return fail(c, ERR_INVALID, id_known(o->id) ? "id" : "code", N_("This offer stands in the file twice."));
  if (o->code && !index_add(c, &m->seen, hash_code(o->code), 0)) return fail(c, ERR_INVALID, "code", N_("This offer stands in the file twice."));
  return OK;
}

static bool same_provider(struct ctx *c, const char *a, const char *b)
{
  return a && b && strcmp(text_folded(&c->arena, a), text_folded(&c->arena, b)) == 0;
}

/* The stored row with what the file gives: its columns, empty cells included. What offer_change would not write (another
 * slug, another spelling of the same provider) is left as it is, so that a difference always means a new version. */
static void overlay(struct ctx *c, struct offer_line *line, const struct offer_line *given, const bool *has)
{
  const struct offer_line stored = *line;
  const struct field *columns[CSV_COLUMNS_MOST];
  const size_t count = csv_fields(&offer_line_record, columns, COUNT(columns));
  for (size_t i = 1; i < count; i++) if (has[i]) field_copy(columns[i], line, given);
  line->offer.slug = stored.offer.slug;
  if (same_provider(c, stored.provider, line->provider)) line->provider = stored.provider;
  if (same_provider(c, stored.also_by, line->also_by)) line->also_by = stored.also_by;
}

static int remember(struct ctx *c, const struct importing *m, struct id offer, const struct offer_line *before)
{
  struct offer_import_row row = { .id = id_in_time(c), .import = m->import, .offer = offer, .version_after = num(before ? before->offer.version + 1 : 1) };
  struct buf b = { 0 };
  if (before) { row.version_before = num(before->offer.version); json_row(offer_line, before, &b); row.before = buf_to_arena(&c->arena, &b); }
  return global_insert(c, offer_import_row, &row, NULL);
}

struct work { struct importing *m; const struct offer_line *line, *stored; };

static int write_row(struct ctx *c, void *arg)
{
  const struct work *w = arg;
  struct id id = w->line->offer.id;
  if (w->stored) TRY(offer_change(c, w->line));
  else TRY(offer_add(c, w->line, &id));
  return remember(c, w->m, id, w->stored);
}

static int import_row(struct ctx *c, const void *row, const bool *given, size_t number, void *arg)
{
  struct importing *m = arg;
  const struct offer_line *line = row, *stored = find_stored(m, &line->offer);
  struct offer_line merged = stored ? *stored : *line;
  TRY(named_twice(c, m, &line->offer, stored));
  if (is_unnamed(&line->offer)) TRY(is_not_there(c, m, line));
  if (stored) overlay(c, &merged, line, given);
  const bool same = stored && record_same(offer_line, &merged, stored);
  if (!same) TRY(db_savepoint(c, write_row, &(struct work){ m, &merged, stored }));
  if (!same && m->o->changed) m->o->changed(c, &(struct import_change){ number, stored, &merged }, m->o->arg);
  if (is_unnamed(&line->offer)) m->report->unnamed++;
  *(same ? &m->report->same : stored ? &m->report->changed : &m->report->added) += 1;
  if (m->o->progress && ++m->rows % 1000 == 0) m->o->progress(m->rows, m->o->arg);
  return OK;
}

static void import_wrong(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  const struct importing *m = arg;
  if (m->o->wrong) m->o->wrong(c, w, m->o->arg);
}

static int read_file(struct ctx *c, struct importing *m)
{
  const struct csv_reader reader = { &offer_line_record, import_row, import_wrong, m, false };
  size_t good;
  TRY(csv_read(c, m->in, &reader, &good, &m->report->wrong));
  if (m->report->wrong && !m->o->good_rows_only && !m->o->dry_run)
    return fail(c, ERR_INVALID, NULL, N_("Nothing was written: mend the rows above, or import the good rows only."));
  return OK;
}

static void let_go(struct importing *m)
{
  free(m->known.at);
  free(m->seen.at);
  free(m->names.at);
}

/* From the file's first line, whether it ran before or not. */
static int begin_anew(struct ctx *c, struct importing *m)
{
  let_go(m);
  *m = (struct importing){ .o = m->o, .in = m->in, .report = m->report, .from = m->from, .ran = true };
  *m->report = (struct import_report){ 0 };
  return fseek(m->in, m->from, SEEK_SET) == 0 ? OK : fail(c, ERR_BUSY, NULL, N_("Somebody else changed offers meanwhile. Import this file once more."));
}

static int import_body(struct ctx *c, void *arg)
{
  struct importing *m = arg;
  char at[21];
  struct offer_import head = { .id = id_in_time(c), .at = at, .file = m->o->file, .added = num(0), .changed = num(0), .undone = NO };
  if (m->ran) TRY(begin_anew(c, m));
  m->ran = true;
  instant_format(c->now, at);
  m->import = head.id;
  TRY(index_stored(c, m));                                    /* inside: nobody adds an offer between looking and writing */
  TRY(read_file(c, m));
  if (m->report->added + m->report->changed == 0) return OK;
  head.added = num((int32_t)m->report->added);
  head.changed = num((int32_t)m->report->changed);
  return global_insert(c, offer_import, &head, NULL);
}

/* Does it all and takes it back: so the report is the one that the import itself would give. */
static int dry_run(struct ctx *c, struct importing *m)
{
  TRY(db_begin(c));
  const int rc = import_body(c, m);
  db_rollback(c);
  return rc;
}

int offers_import(struct ctx *c, FILE *in, const struct import_options *o, struct import_report *out)
{
  struct importing m = { .o = o, .in = in, .report = out, .from = ftell(in) };
  *out = (struct import_report){ 0 };
  const int rc = o->dry_run ? dry_run(c, &m) : db_transaction(c, import_body, &m);
  let_go(&m);
  return rc;
}

/* --- undo ----------------------------------------------------------------------------------------- */

static int changed_since(struct ctx *c, const struct offer *o)
{
  return fail(c, ERR_CONFLICT, o->code ? o->code : o->slug, N_("This offer was changed after the import: nothing was undone."));
}

/* The offer is again what an earlier import left, at a new version: that one can be taken back next. */
static int move_along(struct ctx *c, const struct offer_import_row *undone)
{
  struct offer_import_row_list earlier;
  struct offer_line now;
  TRY(offer_by_id(c, undone->offer, &now));
  TRY(offer_import_rows_at(c, undone->offer, undone->version_before, &earlier));
  for (size_t i = 0; i < earlier.count; i++) {
    earlier.at[i].version_after = num(now.offer.version);
    TRY(global_update(c, offer_import_row, &earlier.at[i]));
  }
  return OK;
}

static int undo_row(struct ctx *c, const void *of, void *arg)
{
  const struct offer_import_row *row = of;
  struct offer_line now, before = { 0 };
  (void)arg;
  const int rc = offer_by_id(c, row->offer, &now);
  if (row->before) TRY(json_read_row(c, offer_line, row->before, strlen(row->before), &before));
  if (rc == ERR_NOT_FOUND) return row->before ? changed_since(c, &before.offer) : OK;        /* a new one that is gone already */
  if (rc != OK) return rc;
  if (now.offer.version != row->version_after.n) return changed_since(c, &now.offer);
  if (!row->before) return offer_remove(c, row->offer);
  before.offer.version = now.offer.version;
  TRY(offer_change(c, &before));
  return move_along(c, row);
}

static int undo_body(struct ctx *c, void *arg)
{
  struct offer_import *last = arg;
  const int rc = offer_import_last(c, last);
  if (rc == ERR_NOT_FOUND) return fail(c, rc, NULL, N_("There is no import to take back."));
  TRY(rc);
  TRY(offer_import_rows_back(c, last->id, undo_row, NULL));    /* backwards: a code may have moved from one to the next */
  last->undone = YES;
  return global_update(c, offer_import, last);
}

int offers_import_undo(struct ctx *c, struct offer_import *undone) { return db_transaction(c, undo_body, undone); }
