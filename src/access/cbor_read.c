#include "cbor_read.h"
#include <string.h>

bool span_take(struct span *in, size_t n, struct span *out)
{
  if (n > in->len) return false;
  *out = (struct span){ in->at, n };
  *in = (struct span){ in->at + n, in->len - n };
  return true;
}

/* The number in or behind the first byte. */
static bool read_argument(struct span *in, unsigned low, uint64_t *out)
{
  struct span bytes;
  *out = low;
  if (low < 24) return true;
  if (low > 27 || !span_take(in, (size_t)1 << (low - 24), &bytes)) return false;
  *out = 0;
  for (size_t i = 0; i < bytes.len; i++) *out = *out << 8 | bytes.at[i];
  return true;
}

bool cbor_next(struct span *in, struct cbor_item *out)
{
  struct span first;
  *out = (struct cbor_item){ .n = 0 };
  if (!span_take(in, 1, &first) || !read_argument(in, first.at[0] & 31, &out->n)) return false;
  out->kind = (enum cbor_kind)(first.at[0] >> 5);
  if (out->kind != CBOR_BYTES && out->kind != CBOR_TEXT) return true;
  return out->n <= in->len && span_take(in, (size_t)out->n, &out->content);
}

/* Every item takes a byte at least, so that what is still to come is never more than the bytes left. */
bool cbor_skip(struct span *in)
{
  struct cbor_item item;
  for (uint64_t pending = 1; pending; pending--) {
    if (!cbor_next(in, &item)) return false;
    if ((item.kind == CBOR_ARRAY || item.kind == CBOR_MAP) && item.n > in->len) return false;
    if (item.kind == CBOR_ARRAY) pending += item.n;
    if (item.kind == CBOR_MAP) pending += 2 * item.n;
    if (item.kind == CBOR_TAG) pending++;
    if (pending - 1 > in->len) return false;
  }
  return true;
}

bool cbor_number(const struct cbor_item *item, int32_t *out)
{
  if ((item->kind != CBOR_UINT && item->kind != CBOR_NEGATIVE) || item->n > INT32_MAX) return false;
  *out = item->kind == CBOR_UINT ? (int32_t)item->n : -1 - (int32_t)item->n;
  return true;
}

bool cbor_is_text(const struct cbor_item *item, const char *text)
{
  return item->kind == CBOR_TEXT && item->content.len == strlen(text) && memcmp(item->content.at, text, item->content.len) == 0;
}
