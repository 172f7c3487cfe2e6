/* The parts that a passkey's answer is made of, read strictly. For passkeys.c. */
#ifndef PASSKEY_DATA_H
#define PASSKEY_DATA_H
#include "passkeys.h"

/* What a browser says it was asked. True if it is "webauthn.create" or "webauthn.get" (`type`), of this challenge and origin. */
bool client_data_fits(const struct passkey_ask *ask, const char *type, struct span json);

/* "Authenticator data" (WebAuthn 6.1): what the authenticator signs. */
enum { AUTHENTICATOR_UP = 0x01, AUTHENTICATOR_UV = 0x04, AUTHENTICATOR_BE = 0x08, AUTHENTICATOR_BS = 0x10, AUTHENTICATOR_AT = 0x40, AUTHENTICATOR_ED = 0x80 };
struct authenticator_data {
  struct span rp_id_hash;
  uint8_t flags;
  uint32_t sign_count;
  struct span credential, public_key;            /* if there is a new key (AT) */
};
/* False unless it is that from the first byte to the last. */
bool authenticator_data_read(struct span in, struct authenticator_data *out);
/* The authenticator data in an attestation object (WebAuthn 6.5.4). */
bool attestation_read(struct span in, struct span *authenticator_data);

/* A public key as COSE. The parts that its kind has; the others are empty. */
struct cose_key { int32_t kty, alg, crv; struct span x, y, n, e; };
/* Reads one from the front of `in`; false if it is no key. Which kind it is, is not checked. */
bool cose_key_read(struct span *in, struct cose_key *out);
#endif
