#include "signed_ids.h"
#include "base64.h"
#include "db.h"
#include "keys.h"
#include <sodium.h>

enum { LINK_MAC = 16 };
struct link { uint8_t id[16], mac[LINK_MAC]; };
_Static_assert(sizeof(struct link) == 32, "bytes only");

static int sign(struct ctx *c, const char *use, struct id id, int64_t at, uint8_t out[static LINK_MAC])
{
  uint8_t mac[MAC_BYTES];
  struct buf b = { 0 };
  put_sized(&b, use, strlen(use));
  put_sized(&b, id.b, sizeof id.b);
  put_sized(&b, &at, sizeof at);
  const int rc = keys_mac(c, KEY_CODES, b.at, b.len, mac);
  buf_release(&b);
  if (rc == OK) memcpy(out, mac, LINK_MAC);
  return rc;
}

int signed_id_text(struct ctx *c, const char *use, struct id id, int64_t at, const char **out)
{
  struct link k;
  memcpy(k.id, id.b, sizeof k.id);
  TRY(sign(c, use, id, at, k.mac));
  *out = base64_text(&c->arena, &k, sizeof k);
  return OK;
}

int signed_id_read(struct ctx *c, const char *use, const char *text, int64_t at, struct id *out)
{
  struct link k;
  struct id id;
  uint8_t mac[LINK_MAC];
  if (!text || !base64_exactly(text, &k, sizeof k)) return not_there(c);
  memcpy(id.b, k.id, sizeof id.b);
  TRY(sign(c, use, id, at, mac));
  if (sodium_memcmp(mac, k.mac, sizeof mac) != 0) return not_there(c);
  *out = id;
  return OK;
}
