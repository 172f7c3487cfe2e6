/* Answers made smaller for the wire: gzip by ISA-L, whose level 0 packs a page in half the time of libdeflate's fastest and
 * as small as brotli's. Files that the program carries in itself are packed with brotli when it is built. */
#ifndef COMPRESS_H
#define COMPRESS_H
#include "base.h"

enum { COMPRESS_LEAST = 1024 };

/* Whether an Accept-Encoding header (may be NULL) takes this coding. */
bool coding_accepted(const char *header, const char *coding);
/* Whether answers of this Content-Type shrink. */
bool type_shrinks(const char *type);
/* Compresses bytes[0..size) into `out` (empty before). NULL, and `out` empty: it is sent as it is; else the coding's name. */
const char *compress_for(const char *accept_encoding, const void *bytes, size_t size, struct buf *out);
#endif
