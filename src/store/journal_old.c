/* The lines from before the chains: one line of the chain holds their number and a hash of them, so that they are chained too. */
#include "journal_internal.h"
#include "journal_verify.h"
#include <sodium.h>

const char old_verb[] = "begin_chain";

static void hash_text(crypto_generichash_state *state, const char *s, size_t n)
{
  const int64_t size = s ? (int64_t)n : -1;
  crypto_generichash_update(state, (const unsigned char *)&size, sizeof size);
  if (s) crypto_generichash_update(state, (const unsigned char *)s, n);
}

int old_lines(struct ctx *c, int64_t *count, char note[static OLD_NOTE])
{
  crypto_generichash_state state;
  uint8_t hash[crypto_generichash_BYTES];
  char hex[2 * sizeof hash + 1];
  struct statement *s;
  bool row;
  int rc;
  *count = 0;
  crypto_generichash_init(&state, NULL, 0, sizeof hash);
  TRY(engine_prepare(c, "SELECT id, at, actor, record, record_id, verb, changes FROM journal WHERE chain IS NULL ORDER BY id", &s));
  while ((rc = engine_step(c, s, &row)) == OK && row) {
    for (int col = 0; col < 7; col++) {
      size_t n;
      const char *const value = engine_bytes(s, col, &n);
      hash_text(&state, value, n);
    }
    ++*count;
  }
  engine_done(s);
  crypto_generichash_final(&state, hash, sizeof hash);
  sodium_bin2hex(hex, sizeof hex, hash, 24);
  snprintf(note, OLD_NOTE, "%lld %.48s", (long long)*count, hex);
  return rc;
}

int journal_anchor_old(struct ctx *c)
{
  char note[OLD_NOTE];
  int64_t count;
  TRY(old_lines(c, &count, note));
  return journal_event(c, old_verb, "journal", ID_NONE, ID_NONE, note);
}
