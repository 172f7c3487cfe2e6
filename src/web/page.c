/* The ways to answer that web.h offers to rooms. */
#include "app.h"
#include "form.h"
#include "frame.h"
#include "request.h"
#include "text.h"
#include "url.h"
#include "web_state.h"
#include <stdarg.h>

enum { PAGE_BYTES = 40960 };         /* room for most pages at once: growing would copy them */

const struct record *form_record(const struct ctx *c) { return c->request->post ? c->request->post->accepts : NULL; }
const char *form_path(const struct ctx *c) { return c->request->post ? c->request->post->path : ""; }
const char *path_part(const struct ctx *c) { return c->request->part; }
const struct signed_in *who(const struct ctx *c) { return c->request ? c->request->who : NULL; }
const char *query_text(const struct ctx *c) { return c->request->query; }

/* Pages that are in Dutch only keep their address. */
static bool in_both_languages(const struct ctx *c, const char *path)
{
  struct found found;
  if (!c->app || !c->app->web) return true;
  if (!router_find(c->app->web->router, path, strcspn(path, "?#"), &found)) return false;
  return (found.get ? found.get : found.post)->flags & ROUTE_NL_EN;
}

static const char *english(struct ctx *c, const char *path)
{
  if (*path != '/' || !in_both_languages(c, path)) return path;
  return JOIN(&c->arena, "/en", path[1] == '\0' ? "" : path[1] == '?' || path[1] == '#' ? path + 1 : path);
}

const char *local_path(struct ctx *c, const char *path) { return c->lang == LANG_EN ? english(c, path) : path; }

int path_id(struct ctx *c, struct id *out) { return id_parse(path_part(c), out) ? OK : not_there(c); }

const char *path_of_id(struct ctx *c, const char *before, struct id id, const char *rest)
{
  char text[ID_TEXT];
  id_format(id, text);
  return local_path(c, JOIN(&c->arena, before, "/", text, rest));
}

void frag_trail(struct ctx *c, const char *here, ...)
{
  struct crumb above[TRAIL_MOST];
  struct trail v = { .here = here, .above = { above, 0 } };
  va_list rest;
  va_start(rest, here);
  for (const char *path; v.above.count < TRAIL_MOST && (path = va_arg(rest, const char *)); v.above.count++)
    above[v.above.count] = (struct crumb){ path, va_arg(rest, const char *) };
  va_end(rest);
  view_trail(c, &v);
}

const char *asset_url(struct ctx *c, const char *name) { return JOIN(&c->arena, c->app->web->assets, name); }

const char *absolute_url(struct ctx *c, const char *path)
{
  const struct config *const config = c->app->config;
  const char *const host = c->request ? c->request->host : NULL;
  if (config && config->public_url) return JOIN(&c->arena, config->public_url, path);
  return JOIN(&c->arena, "http://", host_plausible(host) ? host : "localhost", path);
}

/* --- pages -------------------------------------------------------------------------- */

static struct layout layout_of(struct ctx *c, const struct page *p)
{
  struct layout v = c->app->web->frame[c->lang];
  const char *const here = p->other_lang ? p->other_lang : "/";
  v.page = p;
  v.work = work_frame_of(c, p);
  v.again = p->status == 422 || (c->request && c->request->again && p->status < 400);
  if (p->exit) v.exit_url = local_path(c, p->exit);
  v.other_lang_url = c->lang == LANG_NL ? english(c, here) : here;
  return v;
}

void page_begin(struct ctx *c, const struct page *p)
{
  const struct layout v = layout_of(c, p);
  if (!c->out.cap) buf_grow(&c->out, PAGE_BYTES);
  view_layout_top(c, &v);
}

int page_end(struct ctx *c, const struct page *p)
{
  const struct layout v = layout_of(c, p);
  view_layout_bottom(c, &v);
  return respond(c, p->status ? p->status : !c->request->again ? 200 : c->request->conflict ? 409 : 422, "text/html; charset=utf-8");
}

/* --- answers ------------------------------------------------------------------------ */

int respond(struct ctx *c, int status, const char *type)
{
  struct request *const r = c->request;
  r->answered = true;
  r->status = status;
  r->type = type;
  return OK;
}

static void release_arena(void *arena) { arena_release(arena); }
static void give_back_place(void *web) { atomic_fetch_sub(&((struct web *)web)->in_parts, 1); }

/* One of the places for answers in parts, until the request is released. */
static int take_place(struct ctx *c)
{
  struct web *const web = c->app->web;
  if (atomic_fetch_add(&web->in_parts, 1) < PARTS_AT_ONCE) {
    ctx_defer(c, give_back_place, web);
    return OK;
  }
  give_back_place(web);
  return fail(c, ERR_BUSY, NULL, N_("It is very busy at the moment"));
}

int respond_parts(struct ctx *c, int status, const char *type, more_parts *more, void *of)
{
  struct request *const r = c->request;
  TRY(take_place(c));
  r->more = more;
  r->more_of = of;
  r->part_arena = (struct arena){ .max = c->arena.max, .wipe = c->arena.wipe };
  ctx_defer(c, release_arena, &r->part_arena);
  return respond(c, status, type);
}

bool request_next_part(struct ctx *c)
{
  struct request *const r = c->request;
  const struct arena lasting = c->arena;
  if (r->last_part) return false;
  c->out.len = r->part_sent = 0;
  arena_reset(&r->part_arena);
  c->arena = r->part_arena;
  r->last_part = !r->more(c, r->more_of);
  r->part_arena = c->arena;
  c->arena = lasting;
  if (r->part_arena.failed) c->out.failed = true;
  return true;
}

void respond_header(struct ctx *c, const char *name, const char *value)
{
  struct request *const r = c->request;
  if (r->header_count == HEADERS_MOST) { c->out.failed = true; return; }       /* seen as an answer that went wrong */
  r->headers[r->header_count++] = (struct header){ name, value };
}

static int send_on(struct ctx *c, const char *to)
{
  buf_release(&c->out);
  respond_header(c, "Location", to);
  return respond(c, 303, "text/plain; charset=utf-8");
}

int redirect(struct ctx *c, const char *path)
{
  if (*path != '/' || path[1] == '/' || path[1] == '\\' || strpbrk(path, "\r\n"))
    return fail(c, ERR_STORE, NULL, "a handler sends the reader to another site");
  return send_on(c, JOIN(&c->arena, path));
}

int redirect_away(struct ctx *c) { return send_on(c, c->app->web->frame[c->lang].exit_url); }
