/* The term of lines. A row of deleted lines leaves its place and the MAC of its last line, which the next line goes on from,
 * with a MAC of its own: nobody without the keys makes such a gap. */
#include "journal_internal.h"
#include "journal_verify.h"
#include "text.h"
#include "calendar.h"
#include <sodium.h>

/* --- gaps ------------------------------------------------------------------------------------------------------ */

static int gap_mac(struct ctx *c, const struct gap *g, uint8_t mac[static MAC_BYTES])
{
  struct { char what[8]; int64_t chain, first, until; uint8_t line[MAC_BYTES]; } bytes = { "gap", g->chain, g->first, g->until, { 0 } };
  memcpy(bytes.line, g->line_mac, MAC_BYTES);
  return keys_mac(c, KEY_JOURNAL, &bytes, sizeof bytes, mac);
}

static int read_gap(struct ctx *c, const char *sql, int64_t chain, int64_t seq, struct gap *out)
{
  struct gap g = { .chain = chain };
  struct statement *s;
  uint8_t mac[MAC_BYTES];
  size_t line_size = 0, size = 0;
  bool row;
  TRY(engine_prepare(c, sql, &s));
  engine_bind(s, 1, param_int(chain));
  engine_bind(s, 2, param_int(seq));
  int rc = engine_step(c, s, &row);
  const void *const line = rc == OK && row ? engine_bytes(s, 2, &line_size) : NULL, *const own = line ? engine_bytes(s, 3, &size) : NULL;
  if (rc == OK && !row) rc = not_there(c);
  else if (rc == OK && (line_size != MAC_BYTES || size != MAC_BYTES || !engine_int(s, 0, &g.first) || !engine_int(s, 1, &g.until))) rc = ERR_INVALID;
  else if (rc == OK) {
    memcpy(g.line_mac, line, MAC_BYTES);
    rc = gap_mac(c, &g, mac);
    if (rc == OK && (sodium_memcmp(mac, own, MAC_BYTES) != 0 || g.until < g.first)) rc = ERR_INVALID;
  }
  engine_done(s);
  if (rc == ERR_INVALID) return fail(c, ERR_INVALID, "journal", N_("The journal was changed outside the program. See kentering verify."));
  if (rc == OK) *out = g;
  return rc;
}

#define GAP "SELECT first, until, line_mac, mac FROM journal_gap WHERE chain = $1 AND "
int gap_at(struct ctx *c, int64_t chain, int64_t first, struct gap *out) { return read_gap(c, GAP "first = $2", chain, first, out); }
static int gap_until(struct ctx *c, int64_t chain, int64_t until, struct gap *out) { return read_gap(c, GAP "until = $2", chain, until, out); }

static int drop_gap(struct ctx *c, const struct gap *g) { return engine_run(c, "DELETE FROM journal_gap WHERE chain = $1 AND first = $2", P(g->chain, g->first)); }

/* Grown together with the gaps on both sides. */
static int write_gap(struct ctx *c, struct gap g)
{
  struct gap other;
  uint8_t mac[MAC_BYTES];
  int rc = gap_until(c, g.chain, g.first - 1, &other);
  if (rc == OK) { g.first = other.first; rc = drop_gap(c, &other); }
  if (rc != OK && rc != ERR_NOT_FOUND) return rc;
  rc = gap_at(c, g.chain, g.until + 1, &other);
  if (rc == OK) { g.until = other.until; memcpy(g.line_mac, other.line_mac, MAC_BYTES); rc = drop_gap(c, &other); }
  if (rc != OK && rc != ERR_NOT_FOUND) return rc;
  TRY(gap_mac(c, &g, mac));
  return engine_run(c, "INSERT INTO journal_gap (chain, first, until, line_mac, mac) VALUES ($1, $2, $3, $4, $5)",
    (struct params){ 5, (const struct param[]){ param_int(g.chain), param_int(g.first), param_int(g.until), param_bytes(g.line_mac, MAC_BYTES), param_bytes(mac, MAC_BYTES) } });
}

/* --- which lines --------------------------------------------------------------------------------------------------- */

struct purge { const struct records *records; const char *before; size_t most, deleted; };
struct old { int64_t seq; struct id record_id; const char *record; int64_t version; uint8_t mac[MAC_BYTES]; };

static bool grants(const struct records *records, const char *table)
{
  for (size_t i = 0; i < records->count; i++) if (records->at[i]->grants && strcmp(records->at[i]->name, table) == 0) return true;
  return false;
}

/* The newest line of a row that grants and is still there. */
static int kept(struct ctx *c, const struct purge *p, const struct old *l, bool *out)
{
  int32_t newest;
  int64_t there = 0;
  *out = false;
  if (!l->version || !l->record || !grants(p->records, l->record)) return OK;
  TRY(journal_version(c, l->record, l->record_id, &newest));
  if (newest != l->version) return OK;
  TRY(engine_number(c, JOIN(&c->arena, "SELECT 1 FROM ", l->record, " WHERE id = $1"), P(l->record_id), &there));
  *out = there != 0;
  return OK;
}

/* Lines behind `after` up to the first that has not reached its term; the last of the chain is not among them. */
static int read_old(struct ctx *c, const struct purge *p, int64_t chain, int64_t after, int64_t end, size_t most, struct old *out, size_t *count)
{
  struct statement *s;
  bool row;
  size_t n;
  *count = 0;
  TRY(engine_prepare(c, "SELECT seq, at, record, record_id, record_version, mac FROM journal WHERE chain = $1 AND seq > $2 AND seq < $3 ORDER BY seq LIMIT $4", &s));
  const struct param own[] = { param_int(chain), param_int(after), param_int(end), param_int((int64_t)most) };
  for (int i = 0; i < 4; i++) engine_bind(s, i + 1, own[i]);
  int rc = OK;
  while (*count < most && (rc = engine_step(c, s, &row)) == OK && row) {
    struct old *const l = &out[*count];
    const char *const at = engine_text(s, 1, &n);
    if (!at || strcmp(at, p->before) >= 0) break;
    *l = (struct old){ 0 };
    (void)engine_int(s, 0, &l->seq);
    const char *const record = engine_text(s, 2, &n);
    l->record = record ? arena_text(&c->arena, record, n) : NULL;
    (void)engine_id(s, 3, &l->record_id);
    (void)engine_int(s, 4, &l->version);
    const void *const mac = engine_bytes(s, 5, &n);
    if (mac && n == MAC_BYTES) memcpy(l->mac, mac, MAC_BYTES);
    ++*count;
  }
  engine_done(s);
  return rc;
}

/* --- deleting --------------------------------------------------------------------------------------------------------- */

/* Runs a statement that deletes lines. */
static int delete_by(struct ctx *c, struct purge *p, const char *sql, struct params which)
{
  int64_t deleted;
  TRY(engine_run(c, sql, which));
  TRY(engine_changed(c, &deleted));
  p->deleted += (size_t)deleted;
  return OK;
}

static int delete_lines(struct ctx *c, struct purge *p, const struct gap *g)
{
  TRY(delete_by(c, p, "DELETE FROM journal WHERE chain = $1 AND seq >= $2 AND seq <= $3", P(g->chain, g->first, g->until)));
  return write_gap(c, *g);
}

/* Deletes what of these may go, row by row of lines. */
static int delete_some(struct ctx *c, struct purge *p, int64_t chain, const struct old *lines, size_t count)
{
  struct gap g = { .chain = chain };
  for (size_t i = 0; i < count; i++) {
    const struct old *const l = &lines[i];
    bool keep;
    TRY(kept(c, p, l, &keep));
    if (g.first && (keep || l->seq != g.until + 1)) { TRY(delete_lines(c, p, &g)); g.first = 0; }
    if (keep) continue;
    if (!g.first) g.first = l->seq;
    g.until = l->seq;
    memcpy(g.line_mac, l->mac, MAC_BYTES);
  }
  return g.first ? delete_lines(c, p, &g) : OK;
}

enum { AT_ONCE = 500 };

static int purge_chain(struct ctx *c, struct purge *p, int64_t chain)
{
  struct old *const lines = arena_new(&c->arena, struct old, AT_ONCE);
  uint8_t mac[MAC_BYTES];
  int64_t end, after = 0;
  TRY(chain_end(c, chain, &end, mac));
  while (p->deleted < p->most) {
    const size_t room = p->most - p->deleted, most = room < AT_ONCE ? room : AT_ONCE;
    size_t count;
    TRY(read_old(c, p, chain, after, end, most, lines, &count));
    if (!count) return OK;
    TRY(delete_some(c, p, chain, lines, count));
    after = lines[count - 1].seq;
  }
  return OK;
}

/* The lines from before the chains go together, once all of them reached their term: their proof is over all of them. */
static int purge_old(struct ctx *c, struct purge *p)
{
  const char *const before = p->before;
  int64_t count, young;
  TRY(engine_number(c, "SELECT count(*) FROM journal WHERE chain IS NULL", P0, &count));
  TRY(engine_number(c, "SELECT count(*) FROM journal WHERE chain IS NULL AND at >= $1", P(before), &young));
  if (!count || young) return OK;
  TRY(delete_by(c, p, "DELETE FROM journal WHERE chain IS NULL", P0));
  return write_gap(c, (struct gap){ .chain = OLD_CHAIN, .first = 1, .until = count });
}

int journal_count_before(struct ctx *c, struct date before, int64_t *count)
{
  char text[DATE_TEXT];
  const char *const day = text;
  date_format(before, text);
  return engine_number(c, "SELECT count(*) FROM journal WHERE at < $1", P(day), count);
}

int journal_purge_before(struct ctx *c, const struct records *records, struct date before, size_t most, size_t *deleted)
{
  char day[DATE_TEXT];
  struct purge p = { .records = records, .before = day, .most = most };
  int64_t chain = 0;
  date_format(before, day);
  TRY(purge_old(c, &p));
  for (;;) {
    TRY(next_chain(c, chain, &chain));
    if (!chain) break;
    TRY(purge_chain(c, &p, chain));
  }
  *deleted = p.deleted;
  return p.deleted ? journal_event(c, "purge", "journal", ID_NONE, ID_NONE, day) : OK;
}
