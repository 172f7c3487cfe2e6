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

/* A chain that is shorter than it was, or another one: what the file says must stand, so that verify finds it. */
static bool went_back(const struct head *known, size_t known_count, const struct head *ends, size_t count)
{
  for (size_t i = 0; i < known_count; i++) {
    const struct head *const end = head_of(ends, count, known[i].chain);
    if (!end || end->seq < known[i].seq) return true;
  }
  return false;
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
  if (!p->anew && went_back(p->known, p->known_count, p->ends, p->count))
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

int journal_checkpoint(struct ctx *c) { return checkpoint(c, false); }
int journal_heads_anew(struct ctx *c) { return checkpoint(c, true); }
