/* libFuzzer: any target and any body, through paths, queries, forms, tokens and error pages.
 * First a byte of choices, then the target up to a line end, then the body. */
#include "../../src/base/test/sample.h"
#include "dispatch.h"
#include "web_state.h"

static int show(struct ctx *c)
{
  const struct page p = { .title = path_part(c), .other_lang = c->request->path };
  page_begin(c, &p);
  form_errors(c);
  form_token(c);
  form_blank(c, sample);
  put(&c->out, absolute_url(c, "/"));
  return page_end(c, &p);
}
static int take(struct ctx *c)
{
  struct buf b = { .max = 1 << 20 };
  form_query(sample, form_row(c, sample), &b);
  buf_release(&b);
  return redirect(c, local_path(c, "/f"));
}

static const struct route table[] = {
  { GET,  "/",    MAY_ANYBODY, FAST, NULL,           show, ROUTE_NL_EN },
  { GET,  "/f",   MAY_ANYBODY, FAST, &sample_record, show, ROUTE_NL_EN },
  { POST, "/f",   MAY_ANYBODY, FAST, &sample_record, take, ROUTE_NL_EN },
  { GET,  "/f/:x", MAY_ANYBODY, FAST, &sample_record, show, ROUTE_NL_EN },
  { GET,  "/api/v1/x", MAY_ANYBODY, FAST, &sample_record, show, ROUTE_DATA },
  { .path = NULL }
};
static const struct room room = { .name = "fuzz", .routes = table };
static const struct room *const house[] = { &room, NULL };
static void random_same(void *bytes, size_t n) { memset(bytes, 5, n); }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct ctx start, c;
  struct app app = { .rooms = house };
  if (size < 2 || size > BODY_MOST + 1024) return 0;
  ctx_init(&start, NOW, random_same, 0);
  ctx_init(&c, NOW, random_same, 8 << 20);
  if (web_start(&start, &app) != OK) abort();
  c.app = &app;
  const char *const target = (const char *)data + 1, *const line = memchr(target, '\n', size - 1);
  const size_t n = line ? (size_t)(line - target) : size - 1;
  if (n >= size) return 0;                                   /* never: tells the compiler so */
  struct request r = { .method = data[0] & 1 ? "POST" : "GET", .target = arena_text(&c.arena, target, n), .host = arena_text(&c.arena, target, n),
    .content_type = "application/x-www-form-urlencoded", .body = { .max = BODY_MOST } };
  if (line) put_mem(&r.body, line + 1, size - n - 2);
  if (data[0] & 2) { put(&r.body, "&form_token="); put(&r.body, form_token_text(&c, "/f")); }
  c.request = &r;
  enum stage stage = request_begin(&c);
  while (stage != STAGE_DONE) stage = request_end(&c, request_body(&c, NULL));
  if (!r.answered || r.status < 200 || r.status > 599) abort();
  for (size_t i = 0; i < r.header_count; i++)
    if (strcmp(r.headers[i].name, "Location") == 0 && (r.headers[i].value[0] != '/' || r.headers[i].value[1] == '/' || strpbrk(r.headers[i].value, "\r\n"))) abort();
  buf_release(&r.body);
  ctx_release(&c);
  ctx_release(&start);
  return 0;
}
