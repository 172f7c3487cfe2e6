/* Any bytes as a part of what a browser sends about a passkey; the first one says which part. The rest is as it should be,
 * so that the reading goes on. What is accepted must be fit to store, and read again. */
#include "browser_key.h"
#include "passkey_data.h"

static void random_same(void *bytes, size_t n) { memset(bytes, 5, n); }
static struct span bytes_of(struct ctx *c, const char *text)
{
  struct span out;
  if (!passkey_bytes(&c->arena, text, PASSKEY_ATTESTATION_MOST, &out)) abort();
  return out;
}

static void try_register(struct ctx *c, struct span client_data, struct span attestation, struct passkey *out)
{
  struct cose_key key;
  *out = (struct passkey){ .sign_count = 0 };
  if (passkey_register(c, &browser_ask, client_data, attestation, out) != OK) return;
  struct span cose = out->public_key;
  if (!out->credential.len || out->credential.len > PASSKEY_CREDENTIAL_MOST || cose.len > PASSKEY_KEY_MOST || !cose_key_read(&cose, &key) || cose.len) abort();
}

static void try_verify(struct ctx *c, struct span client_data, struct span data, struct span signature)
{
  struct passkey known;
  uint32_t count;
  const struct passkey_answer a = { bytes_of(c, browser_used_credential), client_data, data, signature };
  try_register(c, bytes_of(c, browser_made_client_data), bytes_of(c, browser_made_attestation), &known);
  if (!known.credential.len) abort();
  if (passkey_verify(c, &browser_ask, &known, &a, &count) == OK && count != 2) abort();     /* the one that was signed */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ctx c;
  struct passkey made;
  ctx_init(&c, 1790000000000, random_same, 8 << 20);
  const struct span in = { size ? data + 1 : data, size ? size - 1 : 0 };
  switch (size ? data[0] : 0) {
  case 'A': try_register(&c, bytes_of(&c, browser_made_client_data), in, &made); break;
  case 'C': try_register(&c, in, bytes_of(&c, browser_made_attestation), &made); break;
  case 'S': try_verify(&c, bytes_of(&c, browser_used_client_data), bytes_of(&c, browser_used_authenticator_data), in); break;
  default:  try_verify(&c, bytes_of(&c, browser_used_client_data), in, bytes_of(&c, browser_used_signature));
  }
  ctx_release(&c);
  return 0;
}
