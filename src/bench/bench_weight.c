#include "bench_weight.h"
#include "bench_load.h"

enum { FILES_MOST = 64, PATH_MOST = 300 };
static const char *const accepts = "br, gzip";

struct weighing { struct ctx *c; uint16_t port; const char *files[FILES_MOST]; size_t count; };

/* Notes a file of this site, once; what stands behind '#' is a part of it. */
static void note(struct weighing *w, const char *at, size_t n)
{
  const char *const part = memchr(at, '#', n);
  if (part) n = (size_t)(part - at);
  if (n < 2 || n > PATH_MOST || *at != '/' || at[1] == '/' || w->count == FILES_MOST) return;
  for (size_t i = 0; i < w->count; i++)
    if (strlen(w->files[i]) == n && memcmp(w->files[i], at, n) == 0) return;
  w->files[w->count++] = arena_text(&w->c->arena, at, n);
}

/* Values of an attribute, whatever element it stands on, that are files: those below /assets/ and the site's icon. */
static void note_attribute(struct weighing *w, const char *html, const char *attribute)
{
  const size_t n = strlen(attribute);
  for (const char *at = html; (at = strstr(at, attribute)); ) {
    at += n;
    const size_t size = strcspn(at, "\"");
    if (strncmp(at, "/assets/", 8) == 0 || strncmp(at, "/favicon", 8) == 0) note(w, at, size);
  }
}

/* url(…) in a style sheet, relative to it. */
static void note_urls(struct weighing *w, const char *css, const char *path)
{
  char whole[2 * PATH_MOST];
  for (const char *at = css; (at = strstr(at, "url(")); ) {
    at += 4 + strspn(at + 4, "\"'");
    const size_t n = strcspn(at, "\"')");
    const char *const slash = strrchr(path, '/');
    const int folder = *at == '/' ? 0 : (int)(slash - path) + 1;
    if (strncmp(at, "data:", 5) == 0 || n > PATH_MOST) continue;
    const int size = snprintf(whole, sizeof whole, "%.*s%.*s", folder, path, (int)n, at);
    if (size > 0 && (size_t)size < sizeof whole) note(w, whole, (size_t)size);
  }
}

static bool ends_with(const char *s, const char *end)
{
  const size_t n = strlen(s), m = strlen(end);
  return n >= m && strcmp(s + n - m, end) == 0;
}

/* On the wire, and once more plain to look inside. */
static int weigh(struct weighing *w, const char *path, size_t *bytes, const char **plain)
{
  struct page_got got, open;
  TRY(load_get(w->c, w->port, path, accepts, &got));
  TRY(load_get(w->c, w->port, path, NULL, &open));
  if (got.status != 200) return fail(w->c, ERR_STORE, path, "The server answers with an error.");
  *bytes = got.head_size + got.body_size;
  *plain = open.body;
  return OK;
}

int page_weight(struct ctx *c, uint16_t port, const char *path, struct weight *out)
{
  struct weighing w = { .c = c, .port = port };
  const char *plain;
  size_t page, rest = 0;
  TRY(weigh(&w, path, &page, &plain));
  note_attribute(&w, plain, "href=\"");
  note_attribute(&w, plain, "src=\"");
  for (size_t i = 0, bytes; i < w.count; i++) {
    TRY(weigh(&w, w.files[i], &bytes, &plain));
    if (ends_with(w.files[i], ".css")) note_urls(&w, plain, w.files[i]);
    rest += bytes;
  }
  *out = (struct weight){ page, rest, w.count };
  return OK;
}
