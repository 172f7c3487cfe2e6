#include "dispatch.h"
#include "files.h"
#include "log.h"
#include "url.h"
#include "web_state.h"
#include <strings.h>

enum { PATH_BYTES_MOST = 2048, QUERY_MOST = 32768 };

/* A POST without fields still carries its token. */
static const struct record no_fields = { .name = "", .size = sizeof(int) };

static enum stage stage_of(const struct route *row)
{
  static const enum stage steps[] = { [FAST] = STAGE_FAST, [DB] = STAGE_DB, [SLOW] = STAGE_SLOW, [WRITE] = STAGE_WRITE };
  return steps[row->cost];
}

static enum stage refuse(struct ctx *c, int status)
{
  request_refuse(c, status);
  return STAGE_DONE;
}

/* --- the target --------------------------------------------------------------------- */

/* "http://host/path" as proxies may send it: from the path on. */
static const char *target_path(const char *target)
{
  const size_t scheme = strncasecmp(target, "http://", 7) == 0 ? 7 : strncasecmp(target, "https://", 8) == 0 ? 8 : 0;
  if (!scheme) return target;
  const char *const path = strchr(target + scheme, '/');
  return path ? path : "/";
}

/* Splits the target and decodes the path; false if it is not one that we could have made. */
static bool read_target(struct ctx *c, struct request *r)
{
  r->target = target_path(r->target);
  const char *const target = r->target;
  const size_t n = strcspn(target, "?");
  const bool english = strncmp(target, "/en", 3) == 0 && (target[3] == '/' || n == 3);
  c->lang = english ? LANG_EN : LANG_NL;
  r->query = target[n] ? target + n + 1 : "";
  if (*target != '/' || n > PATH_BYTES_MOST || strlen(r->query) > QUERY_MOST) return false;
  char *const path = arena_alloc(&c->arena, n + 1);
  if (!url_decode(target, n, false, path) || strpbrk(path, "\r\n\t")) return false;
  r->path = !english ? path : n == 3 ? "/" : path + 3;
  return true;
}

/* A slash that came encoded belongs to a name, and no name here has one. */
static bool find_rows(const struct ctx *c, const struct request *r, size_t n, struct found *out)
{
  const bool encoded_slash = strcasestr(r->target, "%2f") && strcasestr(r->target, "%2f") < r->target + strcspn(r->target, "?");
  return !encoded_slash && router_find(c->app->web->router, r->path, n, out) && (out->get || out->post);
}

/* "/hulp/" goes on to "/hulp", with its query, if that is there. */
static enum stage without_slash(struct ctx *c, struct request *r)
{
  struct found found;
  const size_t n = strlen(r->path), raw = strcspn(r->target, "?");
  const bool home = c->lang == LANG_EN && n == 1;
  if (raw < 2 || r->path[n - 1] != '/' || r->target[1] == '/' || (!home && !find_rows(c, r, n - 1, &found))) return refuse(c, 404);
  char *const to = arena_text(&c->arena, r->target, strlen(r->target));
  memmove(to + raw - 1, to + raw, strlen(to + raw) + 1);
  r->status = 301;
  r->type = "text/plain; charset=utf-8";
  r->answered = true;
  respond_header(c, "Location", to);
  return STAGE_DONE;
}

static enum stage wrong_method(struct ctx *c, const struct request *r)
{
  request_refuse(c, 405);
  respond_header(c, "Allow", r->get && r->post ? "GET, HEAD, POST" : r->get ? "GET, HEAD" : "POST");
  return STAGE_DONE;
}

/* --- forms -------------------------------------------------------------------------- */

static bool is_type(const char *header, const char *type)
{
  const size_t n = strlen(type);
  return header && strncasecmp(header, type, n) == 0 && strchr("; \t", header[n]);       /* or its end, which strchr finds too */
}

/* The query as the row accepts it. What is wrong with it does not stop a page: the handler sees it in c->form. */
static int read_query(struct ctx *c, const struct request *r, const struct route *row)
{
  if (!row->accepts) return OK;
  const int rc = form_parse_(c, row->accepts, r->query, strlen(r->query), NULL);
  if (rc == ERR_FULL) return rc;
  c->error = (struct error){ 0 };
  return OK;
}

/* Nothing of another site may post here: browsers say where a request comes from, and the token says it once more. */
static const char *form_wrong(struct ctx *c, const struct request *r, const struct form *form)
{
  if (r->fetch_site && strcmp(r->fetch_site, "same-origin") != 0 && strcmp(r->fetch_site, "none") != 0)
    return N_("This form did not come from this site. Send it again from here.");
  if (form->trap && *form->trap) return N_("Leave the hidden field of this form empty, and send it again.");
  return form_token_wrong(c, form->token, r->post->path);
}

static int read_form(struct ctx *c, struct request *r)
{
  const struct record *const rec = r->post->accepts ? r->post->accepts : &no_fields;
  const int rc = form_parse_(c, rec, r->body.len ? r->body.at : "", r->body.len, NULL);
  if (rc != OK && rc != ERR_INVALID) return rc;
  c->form->token_wrong = form_wrong(c, r, c->form);
  return c->form->token_wrong ? fail(c, ERR_INVALID, NULL, c->form->token_wrong) : rc;
}

static enum stage begin_post(struct ctx *c, struct request *r)
{
  const bool data = r->post->flags & ROUTE_DATA;
  if (r->body_too_large || r->body.failed) return refuse(c, 413);
  if (!is_type(r->content_type, data ? "application/json" : "application/x-www-form-urlencoded")) return refuse(c, 415);
  const int rc = data ? OK : read_form(c, r);
  return rc == OK ? stage_of(r->route) : request_end(c, rc);
}

/* --- the stages ---------------------------------------------------------------------- */

enum stage request_begin(struct ctx *c)
{
  struct request *const r = c->request;
  struct found found;
  const bool get = strcmp(r->method, "GET") == 0, post = strcmp(r->method, "POST") == 0;
  r->head = strcmp(r->method, "HEAD") == 0;
  r->asked = post ? POST : GET;
  r->path = r->query = r->part = "";
  if (!read_target(c, r) || r->ambiguous) return refuse(c, 400);
  if (!post && files_answer(c)) return STAGE_DONE;
  const size_t n = strlen(r->path);
  if (c->lang == LANG_EN && n == 1 && r->target[3] == '/') return without_slash(c, r);
  if (!find_rows(c, r, n, &found)) return get || r->head ? without_slash(c, r) : refuse(c, 404);
  const struct route *const row = post ? found.post : found.get, *const any = found.get ? found.get : found.post;
  if (c->lang == LANG_EN && !((row ? row : any)->flags & ROUTE_NL_EN)) return refuse(c, 404);
  r->get = found.get;
  r->post = found.post;
  r->route = any;
  if (found.part) r->part = arena_text(&c->arena, found.part, found.part_size);
  if (!row || !(get || post || r->head)) return wrong_method(c, r);
  r->route = row;
  if (row->needs != MAY_ANYBODY) return refuse(c, 403);
  if (post) return begin_post(c, r);
  return read_query(c, r, row) == OK ? stage_of(row) : refuse(c, 400);
}

int request_body(struct ctx *c, void *unused)
{
  (void)unused;
  TRY(c->request->route->handle(c));
  return c->arena.failed || c->out.failed ? fail(c, ERR_FULL, NULL, N_("This is too much for one page.")) : OK;
}

/* The page of the form answers once more; what it accepts from the query hangs behind what was posted. */
static enum stage show_again(struct ctx *c, struct request *r)
{
  struct form *const posted = c->form;
  const struct error error = c->error;
  request_forget(c);
  if (posted && error.field && error.text) form_mark(posted, error.field, error.text);
  r->again = true;
  r->route = r->get;
  if (posted && r->get->accepts != posted->rec) {
    if (read_query(c, r, r->get) != OK) return refuse(c, 400);
    posted->next = c->form == posted ? NULL : c->form;
    c->form = posted;
  }
  c->error = error;
  return stage_of(r->get);
}

static int status_of(const struct request *r, int code)
{
  switch (code) {
  case ERR_INVALID:   return r->asked == POST ? 422 : 400;
  case ERR_NOT_FOUND: return 404;
  case ERR_CONFLICT:  return 409;
  case ERR_FULL:      return r->asked == POST ? 413 : 400;
  case ERR_BUSY:      return 503;
  default:            return 500;
  }
}

enum stage request_end(struct ctx *c, int code)
{
  struct request *const r = c->request;
  if (code == OK && r->answered) return STAGE_DONE;
  if (code == OK) code = fail(c, ERR_STORE, NULL, N_("The handler wrote no answer."));
  if (code == ERR_INVALID && r->asked == POST && r->get && !r->again && !(r->route->flags & ROUTE_DATA)) return show_again(c, r);
  if (code == ERR_STORE || code == ERR_BUSY) log_error(c, "%s %s", r->method, r->route ? r->route->path : "-");
  return refuse(c, status_of(r, code));
}
