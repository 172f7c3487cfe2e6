#include "answer.h"
#include "app.h"
#include "compress.h"
#include "door.h"

static const struct header on_all[] = {
  { "Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                               "form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
  { "X-Content-Type-Options", "nosniff" },
  { "Referrer-Policy", "no-referrer" },
  { "Cross-Origin-Opener-Policy", "same-origin" },
  { "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()" },
};

/* Pages are asked for anew each time, but Back may show what is still in memory. What was posted, and what went wrong,
 * is not kept at all. Open data is full of its own address: without public-url the Host header decides that, and one
 * visitor's would be kept for others. */
static const char *cache_of(const struct ctx *c)
{
  const struct request *const r = c->request;
  if (r->cache) return r->cache;
  for (size_t i = 0; i < r->header_count; i++)
    if (strcmp(r->headers[i].name, "Cache-Control") == 0) return NULL;
  if (r->asked == POST || r->status != 200 || (r->route && (route_has_door(r->route) || r->route->flags & ROUTE_CHAT))) return "no-store";
  if (!r->route || !(r->route->flags & ROUTE_DATA)) return "private, no-cache";
  return c->app->config && c->app->config->public_url ? "public, max-age=60" : "no-cache";
}

static void add_headers(struct MHD_Response *m, const struct ctx *c, bool closing)
{
  const struct request *const r = c->request;
  const bool data = r->route && r->route->flags & ROUTE_DATA && !route_has_door(r->route);
  const char *const cache = cache_of(c);
  if (r->type) MHD_add_response_header(m, "Content-Type", r->type);
  for (size_t i = 0; i < COUNT(on_all); i++) MHD_add_response_header(m, on_all[i].name, on_all[i].value);
  MHD_add_response_header(m, "Cross-Origin-Resource-Policy", data ? "cross-origin" : "same-origin");
  if (data) MHD_add_response_header(m, "Access-Control-Allow-Origin", "*");
  if (cache) MHD_add_response_header(m, "Cache-Control", cache);
  if (r->encoding) MHD_add_response_header(m, "Content-Encoding", r->encoding);
  if (r->type && type_shrinks(r->type)) MHD_add_response_header(m, "Vary", "Accept-Encoding");
  for (size_t i = 0; i < r->header_count; i++) MHD_add_response_header(m, r->headers[i].name, r->headers[i].value);
  if (closing) MHD_add_response_header(m, "Connection", "close");
}

/* What is sent instead of the answer's own bytes, if compressing them helps. */
static void shrink(struct ctx *c)
{
  struct request *const r = c->request;
  struct buf small = { 0 };
  if (r->encoding || !r->type || !type_shrinks(r->type)) return;
  r->encoding = compress_for(r->accept_encoding, r->bytes ? (const void *)r->bytes : c->out.at, r->bytes ? r->size : c->out.len, &small);
  if (!r->encoding) return;
  small.wipe = c->out.wipe;
  buf_release(&c->out);
  r->bytes = NULL;
  c->out = small;
}

/* libmicrohttpd asks for bytes as its reader takes them. */
static ssize_t read_parts(void *cls, uint64_t at, char *to, size_t most)
{
  struct ctx *const c = cls;
  struct request *const r = c->request;
  (void)at;
  while (r->part_sent == c->out.len) {
    if (!request_next_part(c)) return MHD_CONTENT_READER_END_OF_STREAM;
    if (c->out.failed) return MHD_CONTENT_READER_END_WITH_ERROR;
    if (r->part_read) r->part_read(r->part_read_of, c->out.len);
  }
  const size_t n = c->out.len - r->part_sent < most ? c->out.len - r->part_sent : most;
  memcpy(to, c->out.at + r->part_sent, n);
  r->part_sent += n;
  return (ssize_t)n;
}

enum { PART_BYTES = 65536 };

static struct MHD_Response *in_parts(struct ctx *c, size_t *size)
{
  *size = 0;                                                        /* each part is counted as it is begun */
  c->out.len = 0;
  return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PART_BYTES, read_parts, c, NULL);
}

static void wipe(void *sent)
{
  struct buf *const b = sent;
  buf_release(b);
  free(b);
}

/* The bytes are the answer's from now on; those of signed-in pages are overwritten once they are sent. */
static struct MHD_Response *of_bytes(struct buf *out)
{
  struct buf *const kept = out->wipe ? malloc(sizeof *kept) : NULL;
  struct MHD_Response *m = NULL;
  if (kept) {
    *kept = *out;
    m = MHD_create_response_from_buffer_with_free_callback_cls(out->len, out->at, wipe, kept);
    if (!m) free(kept);
  } else if (!out->wipe) m = MHD_create_response_from_buffer_with_free_callback(out->len, out->at, free);
  if (m) *out = (struct buf){ 0 };
  return m;
}

struct MHD_Response *answer_make(struct ctx *c, bool closing, size_t *size)
{
  struct request *const r = c->request;
  struct MHD_Response *m;
  if (!r->more) shrink(c);
  if (r->more) m = in_parts(c, size);
  else if (r->bytes || c->out.len == 0) {
    *size = r->bytes ? r->size : 0;
    m = MHD_create_response_from_buffer(*size, (void *)(uintptr_t)(r->bytes ? (const void *)r->bytes : ""), MHD_RESPMEM_PERSISTENT);
  } else {
    *size = c->out.len;
    m = of_bytes(&c->out);
  }
  if (m) add_headers(m, c, closing);
  return m;
}
