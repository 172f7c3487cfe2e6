#include "journal_verify.h"
#include "involvement.h"
#include "journal_internal.h"
#include "record_internal.h"
#include "verify_internal.h"
#include <sodium.h>

DEFINE_CHOICES(finding_kind, FINDING_KINDS)

void found(struct verifying *v, struct finding f)
{
  struct verify_report *const r = v->report;
  if (f.at) f.at = arena_text(v->texts, f.at, strlen(f.at));
  if (f.more) f.more = arena_text(v->texts, f.more, strlen(f.more));
  if (r->count < FINDINGS_MOST) r->findings[r->count] = f;
  r->count++;
}

void step_on(struct verifying *v)
{
  v->done++;
  if (v->options->progress && v->done % 256 == 0) v->options->progress(v->options->of, v->done, v->all);
}

/* --- one chain ------------------------------------------------------------------------------------------------------ */

struct chain { int64_t number, seq; uint8_t mac[MAC_BYTES]; const char *at; char at_text[32]; bool broken; };

static void broken(struct verifying *v, struct chain *chain, enum finding_kind what, const struct raw_line *l)
{
  chain->broken = true;
  found(v, (struct finding){ .what = what, .table = "journal", .chain = chain->number, .seq = l->seq, .id = l->id, .at = l->at });
}

/* Whether a line's own MAC is right where it stands behind `before`; with another number, if it stood there. */
static int fits(struct ctx *c, const uint8_t before[static MAC_BYTES], const struct raw_line *l, int64_t seq, bool *out)
{
  struct raw_line moved = *l;
  uint8_t mac[MAC_BYTES];
  moved.seq = seq;
  TRY(line_mac(c, before, &moved, mac));
  *out = sodium_memcmp(mac, l->mac, MAC_BYTES) == 0;
  return OK;
}

/* SELECT of raw lines; `where` without the word. */
static int prepare_lines(struct ctx *c, const char *where, struct statement **out)
{
  struct buf b = { 0 };
  put(&b, "SELECT "); put(&b, line_columns); put(&b, " FROM journal WHERE "); put(&b, where);
  const int rc = engine_prepare(c, buf_text(&b), out);
  buf_release(&b);
  return rc;
}

/* The line behind that one. ERR_NOT_FOUND: it is the last. */
static int line_after(struct ctx *c, const struct raw_line *l, struct raw_line *out)
{
  struct statement *s;
  bool row;
  TRY(prepare_lines(c, "chain = $1 AND seq > $2 ORDER BY seq LIMIT 1", &s));
  engine_bind(s, 1, param_int(l->chain));
  engine_bind(s, 2, param_int(l->seq));
  int rc = engine_step(c, s, &row);
  if (rc == OK) rc = row ? read_line(c, s, out) : ERR_NOT_FOUND;
  engine_done(s);
  return rc;
}

/* What was done to a line that does not fit behind the one before it. */
static int name_break(struct ctx *c, const struct chain *chain, const struct raw_line *l, enum finding_kind *what)
{
  struct raw_line next;
  bool goes_on, in_place, swapped;
  const int rc = line_after(c, l, &next);
  *what = FINDING_CHANGED;
  if (absent(c, rc)) return OK;
  TRY(rc);
  TRY(fits(c, l->mac, &next, next.seq, &goes_on));
  if (goes_on) return OK;                                           /* its MAC is the old one: only what it says differs */
  TRY(fits(c, chain->mac, &next, l->seq, &in_place));
  TRY(fits(c, next.mac, l, next.seq, &swapped));
  *what = in_place && swapped ? FINDING_SWAPPED : in_place ? FINDING_SLIPPED_IN : FINDING_REMADE;
  return OK;
}

/* Numbers that are not there: deleted after their term, which is proved, or missing. */
static int cross_gap(struct ctx *c, struct verifying *v, struct chain *chain, const struct raw_line *l)
{
  struct gap g;
  const int rc = gap_at(c, chain->number, chain->seq + 1, &g);
  c->error = (struct error){ 0 };
  if (rc == ERR_NOT_FOUND || (rc == OK && g.until + 1 < l->seq)) broken(v, chain, FINDING_MISSING, l);
  else if (rc == ERR_INVALID || (rc == OK && g.until + 1 != l->seq)) broken(v, chain, FINDING_GAP, l);
  else if (rc != OK) return rc;
  if (chain->broken) return OK;
  v->report->purged += g.until - g.first + 1;
  memcpy(chain->mac, g.line_mac, MAC_BYTES);
  return OK;
}

static bool same_head(const struct head *h, const struct raw_line *l) { return sodium_memcmp(h->mac, l->mac, MAC_BYTES) == 0; }

/* Whether this is the line that a checkpoint saw, where one did. */
static void check_heads(struct verifying *v, struct chain *chain, const struct raw_line *l)
{
  for (size_t i = 0; i < 2; i++)
    for (size_t k = 0; k < v->heads[i].count; k++) {
      struct head *const h = &v->heads[i].at[k];
      if (h->chain != chain->number || h->seq != l->seq || chain->broken) continue;
      if (!same_head(h, l)) broken(v, chain, FINDING_OTHER_TAIL, l);
    }
}

static int check_line(struct ctx *c, struct verifying *v, struct chain *chain, const struct raw_line *l)
{
  enum finding_kind what;
  bool fine;
  v->report->lines++;
  step_on(v);
  if (!chain->broken && l->seq != chain->seq + 1) TRY(cross_gap(c, v, chain, l));
  if (!chain->broken) {
    TRY(fits(c, chain->mac, l, l->seq, &fine));
    if (!fine) { TRY(name_break(c, chain, l, &what)); broken(v, chain, what, l); }
  }
  if (!chain->broken) check_heads(v, chain, l);
  if (chain->at && l->at && strcmp(l->at, chain->at) < 0) v->report->backwards++;
  if (!chain->broken && l->verb && strcmp(l->verb, old_verb) == 0 && !*v->old_note && l->note && strlen(l->note) < sizeof v->old_note) memcpy(v->old_note, l->note, strlen(l->note) + 1);
  chain->seq = l->seq;
  memcpy(chain->mac, l->mac, MAC_BYTES);
  if (l->at && strlen(l->at) < sizeof chain->at_text) chain->at = memcpy(chain->at_text, l->at, strlen(l->at) + 1);
  return OK;
}

/* With the memory of one line at a time. */
static int each_line(struct ctx *c, struct verifying *v, struct chain *chain, struct statement *s)
{
  for (;;) {
    struct arena before = c->arena;
    struct raw_line l;
    bool row;
    c->arena = (struct arena){ .max = before.max };
    int rc = engine_step(c, s, &row);
    if (rc == OK && row) rc = read_line(c, s, &l);
    if (rc == OK && row) rc = check_line(c, v, chain, &l);
    if (rc != OK) error_keep(c, &before);
    arena_release(&c->arena);
    c->arena = before;
    if (rc != OK || !row) return rc;
  }
}

/* What the heads tell of lines behind the last one that is there. */
static void check_tail(struct verifying *v, struct chain *chain)
{
  const struct raw_line last = { .chain = chain->number, .seq = chain->seq, .at = chain->at };
  for (size_t i = 0; i < 2; i++)
    for (size_t k = 0; k < v->heads[i].count; k++) {
      const struct head *const h = &v->heads[i].at[k];
      if (h->chain == chain->number && h->seq > chain->seq && !chain->broken) broken(v, chain, FINDING_TAIL, &last);
    }
}

static int check_chain(struct ctx *c, struct verifying *v, int64_t number)
{
  struct chain chain = { .number = number };
  struct statement *s;
  v->report->chains++;
  TRY(prepare_lines(c, "chain = $1 ORDER BY seq", &s));
  engine_in_parts(s);
  engine_bind(s, 1, param_int(number));
  const int rc = each_line(c, v, &chain, s);
  engine_done(s);
  TRY(rc);
  check_tail(v, &chain);
  return OK;
}

/* --- all chains -------------------------------------------------------------------------------------------------------- */

static int read_table_heads(struct ctx *c, struct heads_of *out)
{
  struct statement *s;
  bool row;
  int rc = OK;
  TRY(engine_prepare(c, "SELECT chain, seq, at, mac FROM journal_head ORDER BY chain LIMIT 64", &s));
  while (out->count < CHAINS_MOST && (rc = engine_step(c, s, &row)) == OK && row) {
    struct head *const h = &out->at[out->count];
    int64_t chain = 0;
    size_t n;
    const void *const mac = engine_bytes(s, 3, &n);
    if (!engine_int(s, 0, &chain) || !engine_int(s, 1, &h->seq) || !engine_int(s, 2, &h->at.ms) || !mac || n != MAC_BYTES) continue;
    h->chain = (int32_t)chain;
    memcpy(h->mac, mac, MAC_BYTES);
    out->count++;
  }
  engine_done(s);
  return rc;
}

/* The table is written first: it may be a checkpoint further than the file, never behind it. */
static void compare_heads(struct verifying *v)
{
  for (size_t i = 0; i < v->heads[0].count; i++) {
    const struct head *const file = &v->heads[0].at[i];
    const struct head *table = NULL;
    for (size_t k = 0; k < v->heads[1].count; k++) if (v->heads[1].at[k].chain == file->chain) table = &v->heads[1].at[k];
    if (file->at.ms > v->report->checkpoint.ms) v->report->checkpoint = file->at;
    if (table && table->seq >= file->seq && (table->seq > file->seq || memcmp(table->mac, file->mac, MAC_BYTES) == 0)) continue;
    found(v, (struct finding){ .what = FINDING_HEADS, .table = "journal_head", .chain = file->chain, .seq = file->seq });
  }
}

static int check_old(struct ctx *c, struct verifying *v)
{
  char note[OLD_NOTE];
  struct gap g;
  TRY(old_lines(c, &v->report->old_lines, note));
  if (strcmp(note, v->old_note) == 0) return OK;
  const int64_t wanted = *v->old_note ? strtoll(v->old_note, NULL, 10) : 0;
  const int rc = gap_at(c, OLD_CHAIN, 1, &g);
  if (rc == OK && !v->report->old_lines && (g.until == wanted || !*v->old_note)) { v->report->purged += g.until; return OK; }
  if (rc != OK && rc != ERR_NOT_FOUND && rc != ERR_INVALID) return rc;
  c->error = (struct error){ 0 };
  if (*v->old_note || v->report->old_lines) found(v, (struct finding){ .what = FINDING_OLD_LINES, .table = "journal" });
  return OK;
}

/* A chain of which the heads tell and that is gone altogether. */
static void check_lost_chains(struct verifying *v, const bool seen[static CHAINS_MOST + 1])
{
  for (size_t i = 0; i < v->heads[0].count; i++) {
    const struct head *const h = &v->heads[0].at[i];
    if (h->chain < 1 || h->chain > CHAINS_MOST || !seen[h->chain])
      found(v, (struct finding){ .what = FINDING_TAIL, .table = "journal", .chain = h->chain, .seq = 0 });
  }
}

int check_journal(struct ctx *c, struct verifying *v)
{
  bool seen[CHAINS_MOST + 1] = { false };
  TRY(read_table_heads(c, &v->heads[1]));
  compare_heads(v);
  for (int64_t chain = INT64_MIN; ; ) {
    int64_t next = 0;
    bool any;
    TRY(next_chain_of_all(c, chain, &next, &any));
    if (!any) break;
    TRY(check_chain(c, v, next));
    if (next > 0 && next <= CHAINS_MOST) seen[next] = true;
    chain = next;
  }
  check_lost_chains(v, seen);
  return check_old(c, v);
}
