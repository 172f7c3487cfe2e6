#include "multipart.h"
#include "html.h"
#include <strings.h>

static const char type[] = "multipart/form-data";

/* The boundary, without its quotes; false: there is none that may be one. */
static bool boundary_of(const char *content_type, const char **at, size_t *n)
{
  const char *const named = strcasestr(content_type, "boundary=");
  if (!named) return false;
  *at = named + strlen("boundary=");
  *n = **at == '"' ? strcspn(++*at, "\"") : strcspn(*at, "; \t");
  return *n > 0 && *n <= BOUNDARY_MOST;
}

bool multipart_is(const char *content_type)
{
  const char *at;
  size_t n;
  return content_type && strncasecmp(content_type, type, strlen(type)) == 0 && boundary_of(content_type, &at, &n);
}

/* --- a part's head ---------------------------------------------------------------------------- */

struct span { const char *at; size_t n; };
struct part { struct span name, file; bool is_file; struct span content; };

/* The value of `name="…"` among the parameters of a line: browsers write a quote in it as %22. */
static bool parameter(struct span line, const char *name, struct span *out)
{
  const size_t n = strlen(name);
  for (const char *at = line.at, *const end = line.at + line.n; at < end; at++) {
    if (*at != ';') continue;
    do at++; while (at < end && *at == ' ');
    if ((size_t)(end - at) < n + 2 || strncasecmp(at, name, n) != 0 || at[n] != '=' || at[n + 1] != '"') continue;
    const char *const from = at + n + 2, *const to = memchr(from, '"', (size_t)(end - from));
    if (!to) return false;
    *out = (struct span){ from, (size_t)(to - from) };
    return true;
  }
  return false;
}

static bool read_head(struct span head, struct part *out)
{
  static const char disposition[] = "Content-Disposition: form-data";
  for (const char *at = head.at, *const end = head.at + head.n; at < end; ) {
    const char *const stop = memmem(at, (size_t)(end - at), "\r\n", 2), *const next = stop ? stop : end;
    const struct span line = { at, (size_t)(next - at) };
    if (line.n > strlen(disposition) && strncasecmp(at, disposition, strlen(disposition)) == 0) {
      out->is_file = parameter(line, "filename", &out->file);
      return parameter(line, "name", &out->name) && out->name.n;
    }
    at = stop ? stop + 2 : end;
  }
  return false;
}

/* --- the parts ------------------------------------------------------------------------------------ */

struct reading { const char *at, *end; char delimiter[BOUNDARY_MOST + 5]; size_t n; };      /* "\r\n--boundary" */

/* Stands behind a delimiter: at the next part, or at the end. False: neither. */
static bool next_part(struct reading *r, struct part *out, bool *more)
{
  const size_t left = (size_t)(r->end - r->at);
  *more = left >= 2 && memcmp(r->at, "\r\n", 2) == 0;
  if (!*more) return left >= 2 && memcmp(r->at, "--", 2) == 0;
  const char *const head = r->at + 2, *const body = memmem(r->at, left, "\r\n\r\n", 4);
  if (!body || body < head) return false;
  const char *const content = body + 4, *const stop = memmem(body + 2, (size_t)(r->end - body - 2), r->delimiter, r->n);
  if (!stop) return false;
  *out = (struct part){ .content = { content, stop > content ? (size_t)(stop - content) : 0 } };
  r->at = stop + r->n;
  return read_head((struct span){ head, (size_t)(body - head) }, out);
}

static void put_part(struct ctx *c, struct buf *form, struct span name, struct span value)
{
  if (form->len) put_char(form, '&');
  url_part(form, arena_text(&c->arena, name.at, name.n));
  put_char(form, '=');
  for (size_t i = 0; i < value.n; i++) if (!value.at[i]) { put(form, "%00"); return; }      /* what no text has: its field says so */
  url_part(form, arena_text(&c->arena, value.at, value.n));
}

static int broken(struct ctx *c) { return fail(c, ERR_INVALID, NULL, NULL); }

int multipart_read(struct ctx *c, const char *content_type, const char *body, size_t len, struct buf *form, struct posted_file *file)
{
  struct reading r = { .at = body, .end = body + len };
  const char *boundary;
  size_t n, parts = 0;
  bool more = true;
  *file = (struct posted_file){ 0 };
  if (!boundary_of(content_type, &boundary, &n)) return broken(c);
  r.n = (size_t)snprintf(r.delimiter, sizeof r.delimiter, "\r\n--%.*s", (int)n, boundary);
  if (len < r.n - 2 || memcmp(body, r.delimiter + 2, r.n - 2) != 0) return broken(c);
  for (r.at += r.n - 2; ; parts++) {
    struct part p;
    if (parts > MULTIPART_PARTS_MOST || !next_part(&r, &p, &more)) return broken(c);
    if (!more) return form->failed ? broken(c) : OK;
    const bool brought = p.is_file && p.content.n;
    if (brought && file->size) return broken(c);
    if (brought) *file = (struct posted_file){ (const unsigned char *)p.content.at, p.content.n };
    put_part(c, form, p.name, brought ? p.file : p.is_file ? (struct span){ "", 0 } : p.content);
  }
}
