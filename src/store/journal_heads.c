/* Heads: how far each chain is, in the table journal_head and in a file outside the database. Lines that were committed are
 * durable; a head that names one that is not there any more shows that the end was cut off. */
#include "journal_internal.h"
#include "journal_verify.h"
#include <sodium.h>

static int read_ends(struct ctx *c, struct head out[static CHAINS_MOST], size_t *count)
{
  int64_t chain = 0;
  *count = 0;
  for (;;) {
    TRY(next_chain(c, chain, &chain));
    if (!chain) return OK;
    if (*count == CHAINS_MOST || chain > INT32_MAX) return fail(c, ERR_STORE, "journal", N_("The journal was changed outside the program. See kentering verify."));
    struct head *const h = &out[(*count)++];
    *h = (struct head){ .chain = (int32_t)chain, .at = { c->now } };
    TRY(chain_end(c, chain, &h->seq, h->mac));
  }
}

static int write_table(struct ctx *c, const struct head *heads, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    const struct head *const h = &heads[i];
    TRY(engine_run(c, "DELETE FROM journal_head WHERE chain = $1", (struct params){ 1, (const struct param[]){ param_int(h->chain) } }));
    TRY(engine_run(c, "INSERT INTO journal_head (chain, seq, at, mac) VALUES ($1, $2, $3, $4)",
      (struct params){ 4, (const struct param[]){ param_int(h->chain), param_int(h->seq), param_int(h->at.ms), param_bytes(h->mac, MAC_BYTES) } }));
  }
  return OK;
}

static const struct head *head_of(const struct head *heads, size_t count, int32_t chain)
{
  for (size_t i = 0; i < count; i++) if (heads[i].chain == chain) return &heads[i];
  return NULL;
}

/* Whether another line stands in the place of this one. A line that is not there may have been deleted after its term. */
static int other_line(struct ctx *c, int64_t chain, int64_t seq, const uint8_t mac[static MAC_BYTES], bool *there, bool *other)
{
  struct statement *s;
  size_t n;
  TRY(engine_prepare(c, "SELECT mac FROM journal WHERE chain = $1 AND seq = $2", &s));
  engine_bind(s, 1, param_int(chain));
  engine_bind(s, 2, param_int(seq));
  const int rc = engine_step(c, s, there);
  const void *const bytes = rc == OK && *there ? engine_bytes(s, 0, &n) : NULL;
  *other = bytes && (n != MAC_BYTES || sodium_memcmp(bytes, mac, MAC_BYTES) != 0);
  engine_done(s);
  return rc;
}

/* A chain that is shorter than it was, or another one: what the file says must stand, so that verify finds it. */
static int went_back(struct ctx *c, const struct head *known, size_t known_count, const struct head *ends, size_t count, bool *out)
{
  *out = false;
  for (size_t i = 0; !*out && i < known_count; i++) {
    const struct head *const end = head_of(ends, count, known[i].chain);
    bool there, other = false;
    if (end && end->seq >= known[i].seq) TRY(other_line(c, known[i].chain, known[i].seq, known[i].mac, &there, &other));
    *out = !end || end->seq < known[i].seq || other;
  }
  return OK;
}

static bool moved(const struct head *known, size_t known_count, const struct head *ends, size_t count)
{
  if (known_count != count) return true;
  for (size_t i = 0; i < count; i++) {
    const struct head *const before = head_of(known, known_count, ends[i].chain);
    if (!before || before->seq != ends[i].seq || memcmp(before->mac, ends[i].mac, MAC_BYTES) != 0) return true;
  }
  return false;
}

struct checkpoint { struct head known[CHAINS_MOST], ends[CHAINS_MOST]; size_t known_count, count; bool anew, write; };

static int checkpoint_table(struct ctx *c, void *arg)
{
  struct checkpoint *const p = arg;
  TRY(heads_read(c, p->known, &p->known_count));
  TRY(read_ends(c, p->ends, &p->count));
  bool back;
  TRY(went_back(c, p->known, p->known_count, p->ends, p->count, &back));
  if (!p->anew && back)
    return fail(c, ERR_STORE, "journal", N_("The journal is shorter than it was. See kentering verify."));
  p->write = p->anew || moved(p->known, p->known_count, p->ends, p->count);
  return p->write ? write_table(c, p->ends, p->count) : OK;
}

/* The file after the commit: it never names a line that is not durable. */
static int checkpoint(struct ctx *c, bool anew)
{
  struct checkpoint *const p = arena_new(&c->arena, struct checkpoint, 1);
  p->anew = anew;
  TRY(db_transaction(c, checkpoint_table, p));
  return p->write ? heads_write(c, p->ends, p->count) : OK;
}

static int write_lost(struct ctx *c, const struct kept_line *lost)
{
  struct head heads[CHAINS_MOST];
  size_t count, i = 0;
  TRY(heads_read(c, heads, &count));
  while (i < count && heads[i].chain != lost->chain) i++;
  if (i == CHAINS_MOST || (i < count && heads[i].seq > lost->seq)) return OK;
  heads[i] = (struct head){ .chain = (int32_t)lost->chain, .seq = lost->seq, .at = { c->now } };
  memcpy(heads[i].mac, lost->mac, MAC_BYTES);
  return heads_write(c, heads, i == count ? count + 1 : count);
}

int journal_owed(struct ctx *c)
{
  const struct kept_line owed = c->db->owed;
  bool there, other;
  if (!owed.seq) return OK;
  TRY(other_line(c, owed.chain, owed.seq, owed.mac, &there, &other));
  c->db->owed.seq = 0;
  if (there && !other) return OK;
  TRY(write_lost(c, &owed));
  return fail(c, ERR_STORE, "journal", N_("Changes that were saved are gone from the database: a standby took over that did not have them, or it was put back. See kentering verify."));
}

int journal_checkpoint(struct ctx *c) { return checkpoint(c, false); }
int journal_heads_anew(struct ctx *c) { return checkpoint(c, true); }
