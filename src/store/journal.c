#include "journal_internal.h"
#include "ids.h"
#include "seal_internal.h"

static const struct record account_record = { .name = "account" }, organisation_record = { .name = "organisation" };

static const struct field fields[] = {
  F_TEXT(journal_line, at,      REQUIRED, N_("Instant (UTC)")),
  F_TEXT(journal_line, verb,    REQUIRED, N_("What was done")),
  F_TEXT(journal_line, changes, REQUIRED, N_("Fields, before and after")),
  F_REF (journal_line, actor,   OPTIONAL, account, N_("Who")),
  F_REF (journal_line, organisation, OPTIONAL, organisation, N_("For which organisation")),
  F_TEXT(journal_line, role,    OPTIONAL, N_("In which role")),
  F_TEXT(journal_line, purpose, OPTIONAL, N_("Why")),
  F_TEXT(journal_line, record,  REQUIRED, N_("Kind of record")),
  F_REF (journal_line, record_id, REQUIRED, account, N_("Record")),
  F_REF (journal_line, compartment, OPTIONAL, compartment, N_("Whose record")),
  F_INT (journal_line, record_version, OPTIONAL, N_("Version")),
  F_INT (journal_line, chain,   OPTIONAL, N_("Chain")),
  F_TEXT(journal_line, note,    OPTIONAL, N_("Note")),
};
const struct record journal_line_record = { .name = "journal", .size = sizeof(struct journal_line), .count = COUNT(fields), .fields = fields, .log = true };

static const struct query of_record = { &journal_line_record, "FROM journal WHERE record_id = $1 AND verb <> 'read' ORDER BY at, id" };
const struct query *const journal_queries[] = { &of_record, NULL };

/* --- lines -------------------------------------------------------------------------------------------- */

static void put_bytes(struct buf *b, const void *s, size_t n)
{
  if (s) put_sized(b, s, n);
  else put(b, "-1:");
}
static void put_text_of(struct buf *b, const char *s) { put_bytes(b, s, s ? strlen(s) : 0); }
static void put_id_of(struct buf *b, struct id id) { put_mem(b, (const char *)id.b, sizeof id.b); }

int line_mac(struct ctx *c, const uint8_t before[static MAC_BYTES], const struct raw_line *l, uint8_t mac[static MAC_BYTES])
{
  struct buf b = { 0 };
  put_mem(&b, (const char *)before, MAC_BYTES);
  put_int(&b, l->chain);
  put_char(&b, '/');
  put_int(&b, l->seq);
  put_id_of(&b, l->id);
  put_id_of(&b, l->actor);
  put_id_of(&b, l->organisation);
  put_id_of(&b, l->record_id);
  put_id_of(&b, l->compartment);
  put_text_of(&b, l->at);
  put_text_of(&b, l->role);
  put_text_of(&b, l->purpose);
  put_text_of(&b, l->record);
  put_text_of(&b, l->verb);
  put_text_of(&b, l->changes);
  put_text_of(&b, l->note);
  put_int(&b, l->record_version);
  put_bytes(&b, l->sealed.bytes, l->sealed.size);
  const int rc = b.failed ? fail(c, ERR_FULL, NULL, N_("Out of memory.")) : keys_mac(c, KEY_JOURNAL, b.at, b.len, mac);
  buf_release(&b);
  return rc;
}

int chain_end(struct ctx *c, int64_t chain, int64_t *seq, uint8_t mac[static MAC_BYTES])
{
  struct statement *s;
  bool row;
  size_t size;
  *seq = 0;
  memset(mac, 0, MAC_BYTES);
  TRY(engine_prepare(c, "SELECT seq, mac FROM journal WHERE chain = $1 ORDER BY seq DESC LIMIT 1", &s));
  engine_bind(s, 1, param_int(chain));
  int rc = engine_step(c, s, &row);
  if (rc == OK && row) {
    const void *const bytes = engine_bytes(s, 1, &size);
    if (!engine_int(s, 0, seq) || *seq < 1 || *seq == INT64_MAX || !bytes || size != MAC_BYTES)
      rc = fail(c, ERR_STORE, "journal", N_("The journal was changed outside the program. See kentering verify."));
    else memcpy(mac, bytes, MAC_BYTES);
  }
  engine_done(s);
  return rc;
}

int next_chain(struct ctx *c, int64_t after, int64_t *out) { return engine_number(c, "SELECT min(chain) FROM journal WHERE chain > $1", P(after), out); }

/* Why: what the compartment was opened for, else what the role is for. */
static const char *purpose_of(struct ctx *c, struct id compartment)
{
  const struct opened *const o = id_known(compartment) ? opened_find(c, compartment) : NULL;
  return o && o->purpose ? o->purpose : c->scope.purpose;
}

/* Appends to this connection's chain. */
static int append(struct ctx *c, struct raw_line *l)
{
  uint8_t before[MAC_BYTES];
  instant_format(c->now, l->now);
  l->id = id_known(l->id) ? l->id : id_in_time(c);
  l->at = l->now;
  l->actor = c->scope.actor;
  l->organisation = c->scope.organisation;
  l->role = c->scope.role;
  if (!l->purpose) l->purpose = purpose_of(c, l->compartment);
  l->changes = l->changes ? l->changes : "";
  l->chain = engine_chain(c);
  struct chain_place *const end = engine_chain_place(c);
  if (!end || !end->known) TRY(chain_end(c, l->chain, &l->seq, before));
  else { l->seq = end->seq; memcpy(before, end->mac, MAC_BYTES); }
  l->seq++;
  TRY(line_mac(c, before, l, l->mac));
  if (end) { *end = (struct chain_place){ true, l->seq, { 0 } }; memcpy(end->mac, l->mac, MAC_BYTES); }
  return engine_run(c, "INSERT INTO journal (id, version, at, actor, record, record_id, verb, changes, chain, seq, organisation, role, purpose, compartment,"
    " record_version, note, sealed, mac) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    (struct params){ 17, (const struct param[]){ param_id(l->id), param_text(l->at), param_id(l->actor), param_text(l->record), param_bytes(l->record_id.b, sizeof l->record_id.b),
      param_text(l->verb), param_text(l->changes), param_int(l->chain), param_int(l->seq), param_id(l->organisation), param_text(l->role), param_text(l->purpose),
      param_id(l->compartment), l->record_version ? param_int(l->record_version) : param_text(NULL), param_text(l->note),
      param_bytes(l->sealed.bytes, l->sealed.size), param_bytes(l->mac, MAC_BYTES) } });
}

const char line_columns[] = "chain, seq, id, at, actor, organisation, role, purpose, record, record_id, record_version, compartment, verb, changes, note, sealed, mac";

static const char *text_at(struct ctx *c, struct statement *s, int col)
{
  size_t n;
  const char *const text = engine_text(s, col, &n);
  return text ? arena_text(&c->arena, text, n) : NULL;
}

int read_line(struct ctx *c, struct statement *s, struct raw_line *out)
{
  struct raw_line l = { 0 };
  size_t size;
  const void *bytes = engine_bytes(s, 16, &size);
  if (!engine_int(s, 0, &l.chain) || !engine_int(s, 1, &l.seq) || !bytes || size != MAC_BYTES) return fail(c, ERR_STORE, "journal", N_("A line of the journal cannot be read."));
  memcpy(l.mac, bytes, MAC_BYTES);
  (void)engine_id(s, 2, &l.id);
  (void)engine_id(s, 4, &l.actor);
  (void)engine_id(s, 5, &l.organisation);
  (void)engine_id(s, 9, &l.record_id);
  (void)engine_id(s, 11, &l.compartment);
  (void)engine_int(s, 10, &l.record_version);
  l.at = text_at(c, s, 3);
  l.role = text_at(c, s, 6);
  l.purpose = text_at(c, s, 7);
  l.record = text_at(c, s, 8);
  l.verb = text_at(c, s, 12);
  l.changes = text_at(c, s, 13);
  l.note = text_at(c, s, 14);
  bytes = engine_bytes(s, 15, &size);
  if (bytes) {
    uint8_t *const copy = arena_alloc(&c->arena, size);
    memcpy(copy, bytes, size);
    l.sealed = (struct sealed){ copy, size };
  }
  *out = l;
  return OK;
}

/* --- what is written down ---------------------------------------------------------------------------- */

/* `times`: how often the row was read, less how often that was taken back. */
struct reading { const char *verb, *record, *note, *purpose; struct id id, compartment; unsigned times; bool told, by_change; struct reading *next; };

/* With what changed, sealed in the compartment of a sealed row. */
static int append_change(struct ctx *c, struct raw_line *l, const struct record *rec, const void *row)
{
  if (rec->protection != SEALED) return append(c, l);
  memcpy(&l->compartment, (const char *)row + sizeof(struct id) + sizeof(int32_t), sizeof l->compartment);
  for (struct reading *r = c->readings; r; r = r->next)      /* the change tells of what was read of this record */
    if (!r->told && strcmp(r->verb, "read") == 0 && id_same(r->compartment, l->compartment)) r->told = r->by_change = true;
  l->id = id_in_time(c);
  const struct seal_place at = { "journal", "changes", l->id, l->compartment, 1 };
  TRY(seal(c, &at, l->changes, &l->sealed));
  l->changes = NULL;
  return append(c, l);
}

/* What waits of reading that row; NULL: nothing. */
static struct reading *reading_of(struct ctx *c, struct id id)
{
  struct reading *r = c->readings;
  while (r && (!id_same(r->id, id) || strcmp(r->verb, "read") != 0 || (r->told && !r->by_change))) r = r->next;
  return r;
}

int journal_change(struct ctx *c, const char *verb, const struct record *rec, struct id id, int32_t version, const void *before, const void *after)
{
  struct raw_line l = { .verb = verb, .record = rec->name, .record_id = id, .record_version = version };
  struct buf b = { 0 };
  if (rec->log) return OK;
  struct reading *const r = reading_of(c, id);
  if (r) r->told = r->by_change = true;                    /* the change tells of it */
  record_changes_(rec, before, after, &b);
  l.changes = buf_text(&b);
  const int rc = append_change(c, &l, rec, after ? after : before);
  buf_release(&b);
  return rc;
}

int journal_event(struct ctx *c, const char *verb, const char *record, struct id about, struct id compartment, const char *note)
{
  struct raw_line l = { .verb = verb, .record = record, .record_id = about, .compartment = compartment, .note = note };
  return append(c, &l);
}

void journal_later(struct ctx *c, const char *verb, const char *record, struct id about, struct id compartment, const char *note)
{
  struct reading *const r = arena_new(&c->arena, struct reading, 1);
  *r = (struct reading){ verb, record, note, purpose_of(c, compartment), about, compartment, .times = 1, .next = c->readings };
  c->readings = r;
}

void journal_once(struct ctx *c, const char *verb, const char *record, struct id about)
{
  for (const struct reading *r = c->readings; r; r = r->next) if (id_same(r->id, about) && strcmp(r->verb, verb) == 0) return;
  journal_later(c, verb, record, about, ID_NONE, NULL);
}

void journal_read(struct ctx *c, const struct record *rec, struct id id, struct id compartment)
{
  if (c->scope.reach == REACH_ALL) return;                 /* the program itself: what it does is told as an event */
  struct reading *const r = reading_of(c, id);
  if (r) r->times++;
  else journal_later(c, "read", rec->name, id, compartment, NULL);
}

void journal_unread(struct ctx *c, struct id id)
{
  struct reading *const r = reading_of(c, id);
  if (r && !r->told) r->told = --r->times == 0;
}

void journal_undone(struct ctx *c)
{
  for (struct reading *r = c->readings; r; r = r->next) r->told &= !r->by_change;
}

bool journal_reads_wait(const struct ctx *c)
{
  for (const struct reading *r = c->readings; r; r = r->next) if (!r->told) return true;
  return false;
}

/* One line tells that a request read somebody's record, however many rows of it. */
static bool told_before(const struct reading *r)
{
  if (strcmp(r->verb, "read") != 0) return false;
  for (const struct reading *at = r->next; at; at = at->next)
    if (!at->told && strcmp(at->verb, "read") == 0 && id_same(at->compartment, r->compartment)) return true;
  return false;
}

/* The last read stands first in the list. */
static int write_from(struct ctx *c, const struct reading *r)
{
  if (!r) return OK;
  TRY(write_from(c, r->next));
  struct raw_line l = { .verb = r->verb, .record = r->record, .record_id = r->id, .compartment = r->compartment, .note = r->note, .purpose = r->purpose };
  return r->told || told_before(r) ? OK : append(c, &l);
}

static int64_t waiting(const struct ctx *c, const char *verb)
{
  int64_t n = 0;
  for (const struct reading *r = c->readings; r; r = r->next) n += !r->told && strcmp(r->verb, verb) == 0;
  return n;
}

/* Searches that ran at once did not see one another: here, one after the other, they do. */
int journal_write_reads(struct ctx *c)
{
  const int64_t searches = waiting(c, "search");
  if (searches) TRY(search_allowed(c, searches));
  return write_from(c, c->readings);
}

/* --- what is read again --------------------------------------------------------------------------------- */

int journal_version(struct ctx *c, const char *record, struct id record_id, int32_t *out)
{
  int64_t n;
  TRY(engine_number(c, "SELECT max(record_version) FROM journal WHERE record_id = $1 AND record = $2 AND verb <> 'read'", P(record_id, record), &n));
  *out = (int32_t)n;
  return OK;
}

int journal_lately(struct ctx *c, const char *verb, int64_t ms, int64_t *out)
{
  char since[21];
  instant_format(c->now - ms, since);
  const char *const from = since;
  TRY(engine_number(c, "SELECT count(*) FROM journal WHERE actor = $1 AND at > $2 AND verb = $3", P(c->scope.actor, from, verb), out));
  *out += waiting(c, verb);
  return OK;
}

static int sealed_of(struct ctx *c, struct id line, struct sealed *out)
{
  struct statement *s;
  bool row;
  size_t size;
  TRY(engine_prepare(c, "SELECT sealed FROM journal WHERE id = $1", &s));
  engine_bind(s, 1, param_id(line));
  const int rc = engine_step(c, s, &row);
  const void *const bytes = rc == OK && row ? engine_bytes(s, 0, &size) : NULL;
  if (bytes) *out = (struct sealed){ memcpy(arena_alloc(&c->arena, size), bytes, size), size };
  engine_done(s);
  return rc;
}

static int open_line(struct ctx *c, struct journal_line *l)
{
  struct sealed sealed = { 0 };
  if (!id_known(l->compartment) || !opened_find(c, l->compartment)) return OK;
  TRY(sealed_of(c, l->id, &sealed));
  if (!sealed.bytes) return OK;
  const struct seal_place at = { "journal", "changes", l->id, l->compartment, 1 };
  const char *changes;
  TRY(unseal(c, &at, sealed, &changes));
  l->changes = changes ? changes : "";
  return OK;
}

int journal_of(struct ctx *c, struct id record_id, struct journal_line_list *out)
{
  struct journal_line_list lines;
  TRY(global_select(c, journal_line, &lines, &of_record, P(record_id)));
  for (size_t i = 0; i < lines.count; i++) TRY(open_line(c, &lines.at[i]));
  *out = lines;
  return OK;
}
