#include "compress.h"
#include <libdeflate.h>
#include <strings.h>

/* "q=0" in what follows a coding's name means: not this one. */
static bool refused(const char *s, size_t n)
{
  const char *const q = n ? memmem(s, n, "q=0", 3) : NULL;
  if (!q) return false;
  for (const char *ch = q + 3; ch < s + n; ch++)
    if (*ch >= '1' && *ch <= '9') return false;
  return true;
}

bool coding_accepted(const char *header, const char *coding)
{
  const size_t size = strlen(coding);
  for (size_t n; header && *header; header += n + (header[n] != '\0')) {
    header += strspn(header, " \t");
    n = strcspn(header, ",");
    const size_t name = strcspn(header, ",; \t");
    if (name == size && strncasecmp(header, coding, size) == 0) return !refused(header + name, n - name);
  }
  return false;
}

bool type_shrinks(const char *type)
{
  static const char *const types[] = { "text/", "application/json", "application/problem+json", "image/svg+xml", "application/manifest+json", "application/xml" };
  for (size_t i = 0; i < COUNT(types); i++)
    if (strncmp(type, types[i], strlen(types[i])) == 0) return true;
  return false;
}

static bool gzip(const void *bytes, size_t size, struct buf *out)
{
  struct libdeflate_compressor *const compressor = libdeflate_alloc_compressor(1);
  const size_t bound = compressor ? libdeflate_gzip_compress_bound(compressor, size) : 0;
  if (bound && buf_grow(out, bound)) out->len = libdeflate_gzip_compress(compressor, bytes, size, out->at, out->cap);
  libdeflate_free_compressor(compressor);
  return out->len > 0;
}

const char *compress_for(const char *accept_encoding, const void *bytes, size_t size, struct buf *out)
{
  if (size < COMPRESS_LEAST || !accept_encoding) return NULL;
  if (coding_accepted(accept_encoding, "gzip") && gzip(bytes, size, out) && out->len < size) return "gzip";
  buf_release(out);
  return NULL;
}
