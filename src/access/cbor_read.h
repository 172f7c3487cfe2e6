/* As much of CBOR (RFC 8949) as a passkey is written in: items of known length, read in order, in bounds, without memory
 * of its own. Indefinite lengths are refused, as CTAP2 asks. */
#ifndef CBOR_READ_H
#define CBOR_READ_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that somebody else owns. */
struct span { const uint8_t *at; size_t len; };

enum cbor_kind { CBOR_UINT, CBOR_NEGATIVE, CBOR_BYTES, CBOR_TEXT, CBOR_ARRAY, CBOR_MAP, CBOR_TAG, CBOR_SIMPLE };
struct cbor_item {
  enum cbor_kind kind;
  uint64_t n;                        /* the number (negative: -1 - n), how many elements or pairs, the tag or the simple value */
  struct span content;               /* of bytes and texts */
};

/* The next item; of arrays, maps and tags only the head. False: cut off, or not CBOR. `in` moves behind what was read. */
bool cbor_next(struct span *in, struct cbor_item *out);
/* Passes over the next item with all that is in it. */
bool cbor_skip(struct span *in);
/* Takes `n` bytes off the front of `in`. */
bool span_take(struct span *in, size_t n, struct span *out);

/* The number of a UINT or NEGATIVE item; false if it is neither, or beyond 31 bits. */
bool cbor_number(const struct cbor_item *item, int32_t *out);
bool cbor_is_text(const struct cbor_item *item, const char *text);
#endif
