#include "passkey_data.h"
#include "base64.h"
#include <jansson.h>
#include <sodium.h>

enum { HASH_BYTES = 32, AAGUID_BYTES = 16, PAIRS_MOST = 16 };

/* --- client data ------------------------------------------------------------------------- */

/* NULL if it is not a text. */
static const char *text_of(const json_t *object, const char *name) { return json_string_value(json_object_get(object, name)); }

/* Not inside a page of somebody else. */
static bool alone(const json_t *object)
{
  const json_t *const cross = json_object_get(object, "crossOrigin");
  return (!cross || json_is_false(cross)) && !json_object_get(object, "topOrigin");
}

static bool is_challenge(const uint8_t challenge[static PASSKEY_CHALLENGE_BYTES], const char *text)
{
  char right[BASE64_TEXT(PASSKEY_CHALLENGE_BYTES)];
  base64_write(right, challenge, PASSKEY_CHALLENGE_BYTES);
  return text && strlen(text) == sizeof right - 1 && sodium_memcmp(text, right, sizeof right - 1) == 0;
}

bool client_data_fits(const struct passkey_ask *ask, const char *type, struct span json)
{
  if (!json.len || json.len > PASSKEY_CLIENT_DATA_MOST) return false;
  json_t *const object = json_loadb((const char *)json.at, json.len, JSON_REJECT_DUPLICATES, NULL);
  const char *const is = text_of(object, "type"), *const origin = text_of(object, "origin");
  const bool fits = is && strcmp(is, type) == 0 && origin && strcmp(origin, ask->origin) == 0 && alone(object)
                    && is_challenge(ask->challenge, text_of(object, "challenge"));
  json_decref(object);
  return fits;
}

/* --- the authenticator's data --------------------------------------------------------------- */

static uint32_t number(struct span bytes)
{
  uint32_t n = 0;
  for (size_t i = 0; i < bytes.len; i++) n = n << 8 | bytes.at[i];
  return n;
}

static bool new_key_read(struct span *in, struct authenticator_data *out)
{
  struct span aaguid, size, rest;
  struct cose_key key;
  if (!span_take(in, AAGUID_BYTES, &aaguid) || !span_take(in, 2, &size)) return false;
  if (!number(size) || number(size) > PASSKEY_CREDENTIAL_MOST || !span_take(in, number(size), &out->credential)) return false;
  rest = *in;
  return cose_key_read(&rest, &key) && span_take(in, in->len - rest.len, &out->public_key);
}

bool authenticator_data_read(struct span in, struct authenticator_data *out)
{
  struct span flags, count, extensions;
  struct cbor_item head;
  *out = (struct authenticator_data){ .flags = 0 };
  if (in.len > PASSKEY_AUTHENTICATOR_MOST) return false;
  if (!span_take(&in, HASH_BYTES, &out->rp_id_hash) || !span_take(&in, 1, &flags) || !span_take(&in, 4, &count)) return false;
  out->flags = flags.at[0];
  out->sign_count = number(count);
  if ((out->flags & AUTHENTICATOR_AT) && !new_key_read(&in, out)) return false;
  extensions = in;
  if ((out->flags & AUTHENTICATOR_ED) && (!cbor_next(&extensions, &head) || head.kind != CBOR_MAP || !cbor_skip(&in))) return false;
  return in.len == 0;
}

bool attestation_read(struct span in, struct span *authenticator_data)
{
  struct cbor_item map, name, value;
  struct span found = { NULL, 0 };
  if (in.len > PASSKEY_ATTESTATION_MOST || !cbor_next(&in, &map) || map.kind != CBOR_MAP || map.n > PAIRS_MOST) return false;
  for (uint64_t i = 0; i < map.n; i++) {
    if (!cbor_next(&in, &name) || name.kind != CBOR_TEXT) return false;
    if (!cbor_is_text(&name, "authData")) {
      if (!cbor_skip(&in)) return false;
      continue;
    }
    if (found.at || !cbor_next(&in, &value) || value.kind != CBOR_BYTES) return false;
    found = value.content;
  }
  if (in.len || !found.at) return false;
  *authenticator_data = found;
  return true;
}

/* --- keys ---------------------------------------------------------------------------------- */

/* Labels of COSE. What -1 and -2 are depends on the kind of key: the type of the value tells. */
enum { LABEL_KTY = 1, LABEL_ALG = 3, LABEL_CRV_OR_N = -1, LABEL_X_OR_E = -2, LABEL_Y = -3 };

static bool cose_part_read(struct span *in, int32_t label, struct cose_key *out)
{
  struct cbor_item value;
  struct span rest = *in;
  if (!cbor_next(&rest, &value) || !cbor_skip(in)) return false;
  const bool bytes = value.kind == CBOR_BYTES;
  switch (label) {
  case LABEL_KTY:      return !out->kty && cbor_number(&value, &out->kty);
  case LABEL_ALG:      return !out->alg && cbor_number(&value, &out->alg);
  case LABEL_CRV_OR_N:
    if (out->crv || out->n.at) return false;
    if (!bytes) return cbor_number(&value, &out->crv);
    out->n = value.content;
    return true;
  case LABEL_X_OR_E:
    if (out->x.at || !bytes) return false;
    out->x = out->e = value.content;
    return true;
  case LABEL_Y:
    if (out->y.at || !bytes) return false;
    out->y = value.content;
    return true;
  default:
    return true;
  }
}

bool cose_key_read(struct span *in, struct cose_key *out)
{
  struct cbor_item map, name;
  int32_t label;
  *out = (struct cose_key){ .kty = 0 };
  if (!cbor_next(in, &map) || map.kind != CBOR_MAP || map.n > PAIRS_MOST) return false;
  for (uint64_t i = 0; i < map.n; i++)
    if (!cbor_next(in, &name) || !cbor_number(&name, &label) || !cose_part_read(in, label, out)) return false;
  return true;
}
