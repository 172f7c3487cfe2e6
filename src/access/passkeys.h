/* Passkeys (WebAuthn), the server's half: what a browser sends about a key that was made, or that signed in, is checked
 * here. assets/werk.js is the browser's half. Which account a passkey belongs to, and that a challenge is used once, is the
 * caller's. Who made the authenticator is not asked: its statement is passed over ("none").
 * Algorithms: ES256, EdDSA (Ed25519) and RS256 (2048 bits). */
#ifndef PASSKEYS_H
#define PASSKEYS_H
#include "base.h"
#include "cbor_read.h"

enum {
  PASSKEY_CHALLENGE_BYTES = 32,
  PASSKEY_CLIENT_DATA_MOST = 4096, PASSKEY_ATTESTATION_MOST = 16384, PASSKEY_AUTHENTICATOR_MOST = 2048,
  PASSKEY_SIGNATURE_MOST = 1024, PASSKEY_CREDENTIAL_MOST = 1023, PASSKEY_KEY_MOST = 512                /* bytes of each */
};

/* What is stored of one. */
struct passkey {
  struct span credential;            /* its id, which the authenticator chose */
  struct span public_key;            /* as COSE (RFC 9052) */
  uint32_t sign_count;               /* 0: it does not count */
};

/* What an answer must be about. */
struct passkey_ask {
  const char *rp_id;                 /* "kentering.example" */
  const char *origin;                /* "https://kentering.example" */
  uint8_t challenge[PASSKEY_CHALLENGE_BYTES];
};

/* What the browser sends when somebody signs in. */
struct passkey_answer { struct span credential, client_data, authenticator_data, signature; };

/* Random bytes for one ask, to be used once. */
void passkey_challenge(struct ctx *c, uint8_t challenge[static PASSKEY_CHALLENGE_BYTES]);

/* base64url without padding, as pages and hidden fields hold it. */
const char *passkey_text(struct arena *a, struct span bytes);
/* The bytes of it; false if it is empty, longer than `most` bytes, or anything else. Lives in the arena. */
MUST_USE bool passkey_bytes(struct arena *a, const char *text, size_t most, struct span *out);

/* Checks a new passkey: type, challenge, origin, site, that the person was there and was recognised (UP, UV), and its
 * key. `out` is what to store, in c->arena; whether that credential is registered already is the caller's to see.
 * ERR_INVALID: refused, with a message for the person; an answer to another ask and a forged one read the same. */
MUST_USE int passkey_register(struct ctx *c, const struct passkey_ask *ask, struct span client_data, struct span attestation, struct passkey *out);

/* Checks that `answer` was signed by `known`, now, here and for this ask; `*new_count` is the count to store.
 * ERR_INVALID as above. ERR_CONFLICT: the signature is right but the count did not grow: there may be a copy of the key.
 * Refuse it, and tell somebody. */
MUST_USE int passkey_verify(struct ctx *c, const struct passkey_ask *ask, const struct passkey *known, const struct passkey_answer *answer,
                            uint32_t *new_count);
#endif
