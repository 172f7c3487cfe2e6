#include "dispatch.h"
#include "door.h"
#include "files.h"
#include "journal.h"
#include "log.h"
#include "multipart.h"
#include "url.h"
#include "web_state.h"
#include <strings.h>

enum { PATH_BYTES_MOST = 2048, QUERY_MOST = 32768 };

/* A POST without fields still carries its token. */
static const struct record no_fields = { .name = "", .size = sizeof(int) };

static int nothing_here(struct ctx *c) { return fail(c, ERR_NOT_FOUND, NULL, NULL); }
/* Behind the door even what is not there asks who one is: the answer is then the same as for what one may not see. */
static const struct route nowhere = { GET, "…", MAY_OWN, DB, NULL, nothing_here, 0 };

/* Who posts is found out by a reader: the one writer has no time for it. */
static bool door_first(const struct request *r) { return r->route->cost == WRITE && r->asked == POST && route_has_door(r->route) && !r->route->prepare && !r->typing; }

static enum stage stage_of(const struct request *r)
{
  static const enum stage steps[] = { [FAST] = STAGE_FAST, [DB] = STAGE_DB, [SLOW] = STAGE_SLOW, [WRITE] = STAGE_WRITE };
  if (r->route->prepare && !r->prepared) return STAGE_SLOW;
  if (door_first(r) && !r->passed) return STAGE_DB;
  return steps[r->route->cost];
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

/* It comes back in headers: nothing in it may end one. */
static bool has_controls(const char *s)
{
  for (; *s; s++) if ((unsigned char)*s < ' ' || *s == 0x7f) return true;
  return false;
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
  if (*target != '/' || n > PATH_BYTES_MOST || strlen(r->query) > QUERY_MOST || has_controls(target)) return false;
  char *const path = arena_alloc(&c->arena, n + 1);
  if (!url_decode(target, n, false, path) || strpbrk(path, "\r\n\t")) return false;
  r->path = !english ? path : n == 3 ? "/" : path + 3;
  return true;
}

/* What this request holds is wiped when it ends. */
static void go_to_door(struct ctx *c)
{
  c->arena.wipe = c->out.wipe = c->request->body.wipe = true;
  door_read(c);
}

static enum stage not_found(struct ctx *c, struct request *r)
{
  if (!router_inside(c->app->web->router, r->path)) return refuse(c, 404);
  r->route = &nowhere;
  r->get = r->post = NULL;
  go_to_door(c);
  return STAGE_DB;
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
  if (raw < 2 || r->path[n - 1] != '/' || r->target[1] == '/' || (!home && !find_rows(c, r, n - 1, &found))) return not_found(c, r);
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

/* Older browsers say the origin only; "null" is a browser that does not want to. */
static bool from_elsewhere(const struct ctx *c, const struct request *r)
{
  if (r->fetch_site) return strcmp(r->fetch_site, "same-origin") != 0 && strcmp(r->fetch_site, "none") != 0;
  if (!r->origin || strcmp(r->origin, "null") == 0) return false;
  const char *const host = strstr(r->origin, "://"), *const own = c->app->config ? c->app->config->public_url : NULL;
  return !(host && r->host && strcmp(host + 3, r->host) == 0) && !(own && strcmp(r->origin, own) == 0);
}

/* Nothing of another site may post here: browsers say where a request comes from, and the token says it once more. */
static const char *form_wrong(struct ctx *c, const struct request *r, struct form *form)
{
  if (from_elsewhere(c, r))
    return N_("This form did not come from this site. Send it again from here.");
  if (form->trap && *form->trap) return N_("Leave the hidden field of this form empty, and send it again.");
  return form_token_wrong(c, form->token, r->post->path, &form->token_ours);
}

static bool brings_file(const struct route *row)
{
  for (size_t i = 0; row->accepts && i < row->accepts->count; i++) if (row->accepts->fields[i].flags & PICTURE) return true;
  return false;
}

static bool type_fits(const struct request *r)
{
  if (r->post->flags & ROUTE_DATA) return is_type(r->content_type, "application/json");
  return brings_file(r->post) && multipart_is(r->content_type) ? true : is_type(r->content_type, "application/x-www-form-urlencoded");
}

static int read_form(struct ctx *c, const struct request *r, const struct buf *texts)
{
  const struct record *const rec = r->post->accepts ? r->post->accepts : &no_fields;
  const int rc = form_parse_(c, rec, texts->len ? texts->at : "", texts->len, NULL);
  if (rc != OK && rc != ERR_INVALID) return rc;
  c->form->token_wrong = form_wrong(c, r, c->form);
  return c->form->token_wrong ? fail(c, ERR_INVALID, NULL, c->form->token_wrong) : rc;
}

/* What is wrong from the start is said at once on public pages, elsewhere behind the door only. */
static enum stage hold_back(struct ctx *c, struct request *r, int status)
{
  if (!route_has_door(r->route)) return refuse(c, status);
  r->form_status = status;
  return STAGE_DB;
}

static enum stage end(struct ctx *c, int code);

/* Where the form's texts stand: in the body as it came, or, of a form that brings a file, in `own`. NULL: its parts are none. */
static const struct buf *texts_of(struct ctx *c, struct request *r, struct buf *own)
{
  if (r->post->flags & ROUTE_DATA || !multipart_is(r->content_type)) return &r->body;
  if (multipart_read(c, r->content_type, buf_text(&r->body), r->body.len, own, &r->file) == OK) return own;
  c->error = (struct error){ 0 };
  buf_release(own);
  return NULL;
}

static enum stage begin_post(struct ctx *c, struct request *r)
{
  const bool data = r->post->flags & ROUTE_DATA;
  if (r->body_too_large || r->body.failed) return hold_back(c, r, 413);
  if (!type_fits(r)) return hold_back(c, r, 415);
  struct buf own = { .max = BODY_MOST, .wipe = true };
  const struct buf *const texts = texts_of(c, r, &own);
  if (!texts) return hold_back(c, r, 400);
  const int rc = data ? OK : read_form(c, r, texts);
  buf_release(&own);
  r->drop = strcmp(r->query, DROP_QUERY) == 0;
  r->typing = !data && r->route->needs > MAY_SIGN_IN && (r->drop || strcmp(r->query, DRAFT_QUERY) == 0) && !c->form->token_wrong;
  if (r->typing) return STAGE_WRITE;
  if (rc == OK) return stage_of(r);
  if (!route_has_door(r->route)) return end(c, rc);
  r->form_code = rc;
  r->form_error = c->error;
  return STAGE_DB;
}

/* --- the stages ---------------------------------------------------------------------- */

/* "/beheer/rollen/1/akkoord" is a button of "/beheer/rollen". */
static void find_above(struct ctx *c, struct request *r)
{
  struct found found;
  size_t n = strlen(r->path);
  while (n > 1 && !r->above) {
    while (n > 1 && r->path[n - 1] != '/') n--;
    n--;
    if (n < 2 || !find_rows(c, r, n, &found) || !found.get || found.get->flags & ROUTE_DATA) continue;
    r->above = found.get;
    r->above_part = found.part ? arena_text(&c->arena, found.part, found.part_size) : "";
  }
}

static enum stage begin(struct ctx *c)
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
  if (!find_rows(c, r, n, &found)) return get || r->head ? without_slash(c, r) : not_found(c, r);
  const struct route *const row = post ? found.post : found.get, *const any = found.get ? found.get : found.post;
  if (c->lang == LANG_EN && !((row ? row : any)->flags & ROUTE_NL_EN)) return not_found(c, r);
  r->get = found.get;
  r->post = found.post;
  r->route = any;
  if (found.part) r->part = arena_text(&c->arena, found.part, found.part_size);
  if (!row || !(get || post || r->head)) return wrong_method(c, r);
  r->route = row;
  if (post && !r->get && (route_has_door(row) || row->flags & ROUTE_CHAT) && !(row->flags & ROUTE_DATA)) find_above(c, r);
  if (route_has_door(row)) go_to_door(c);
  if (post) return begin_post(c, r);
  return read_query(c, r, row) == OK ? stage_of(r) : hold_back(c, r, 400);
}

enum stage request_begin(struct ctx *c) { return c->request->stage = begin(c); }

static bool must_log(const struct ctx *c)
{
  const struct request *const r = c->request;
  return !r->logged && (journal_reads_wait(c) || (r->who && r->touch));
}

static int write_down(struct ctx *c)
{
  if (!must_log(c)) return OK;
  TRY(journal_write_reads(c));
  TRY(door_touch(c));
  c->request->logged = true;
  return OK;
}

/* The slow part, then the handler: at once if it is slow too, else as the row's cost says. */
static int run_row(struct ctx *c, struct request *r)
{
  if (r->stage == STAGE_SLOW && r->route->prepare && !r->prepared) {
    TRY(r->route->prepare(c));
    r->prepared = true;
    if (r->answered || r->route->cost != SLOW) return OK;
  }
  if (r->route->cost == SLOW) c->db = NULL;
  return r->route->handle(c);
}

int request_body(struct ctx *c, void *unused)
{
  struct request *const r = c->request;
  (void)unused;
  if (r->stage == STAGE_LOG) return write_down(c);
  if (r->keep) return door_keep(c);
  if (r->passed) TRY(door_still(c));
  else if (route_has_door(r->route)) TRY(door_enter(c));
  if (r->answered || r->keep) return OK;
  if (r->stage == STAGE_DB && door_first(r)) return door_pass(c);
  if (r->typing) return door_save_draft(c);
  if (r->form_status) { request_refuse(c, r->form_status); return OK; }
  if (r->form_code) { c->error = r->form_error; return r->form_code; }
  if (r->who) TRY(door_bring(c));
  TRY(run_row(c, r));
  if (c->arena.failed || c->out.failed) return fail(c, ERR_FULL, NULL, N_("This is too much for one page."));
  if (r->stage != STAGE_WRITE) return OK;
  TRY(door_forget(c));
  return write_down(c);
}

void request_undo(struct ctx *c)
{
  struct request *const r = c->request;
  c->error = (struct error){ 0 };
  r->logged = false;
  if (r->stage == STAGE_LOG) return;                                /* its answer is right, only not sent yet */
  journal_undone(c);
  request_forget(c);
}

/* The page of the form answers once more; what it accepts from the query hangs behind what was posted. */
static enum stage show_again(struct ctx *c, struct request *r)
{
  struct form *const posted = c->form;
  const struct error error = c->error;
  request_forget(c);
  r->form_code = 0;
  r->prepared = r->passed = false;
  c->prepared = NULL;
  if (posted && error.field && error.text) form_mark(posted, error.field, error.text);
  if (posted && error.code == ERR_INVALID) posted->said = error.text;
  r->again = true;
  if (!r->get) { r->get = r->above; r->part = r->above_part; }
  r->route = r->get;
  if (posted && r->get->accepts != posted->rec) {
    if (read_query(c, r, r->get) != OK) return refuse(c, 400);
    posted->next = c->form == posted ? NULL : c->form;
    c->form = posted;
  }
  c->error = error;
  return stage_of(r);
}

static int status_of(const struct request *r, int code)
{
  switch (code) {
  case ERR_INVALID:   return r->asked == POST ? 422 : 400;
  case ERR_NOT_FOUND: return 404;
  case ERR_CONFLICT:  return r->asked == POST && r->route->flags & ROUTE_DATA ? 412 : 409;
  case ERR_FULL:      return r->asked == POST ? 413 : 400;
  case ERR_OFTEN:     return 429;
  case ERR_BUSY: case ERR_AWAY: return 503;
  default:            return 500;
  }
}

/* The answer is there. It leaves once the lines of what was read for it are durable. */
static enum stage finish(struct ctx *c) { return must_log(c) ? STAGE_LOG : STAGE_DONE; }

static enum stage failed(struct ctx *c, struct request *r, int code)
{
  if (code == ERR_STORE || code == ERR_BUSY || code == ERR_AWAY || code == ERR_OFTEN) log_error(c, "%s %s", r->method, r->route ? r->route->path : "-");
  refuse(c, r->stage == STAGE_LOG && code != ERR_OFTEN ? 503 : status_of(r, code));
  return r->stage == STAGE_LOG ? STAGE_DONE : finish(c);
}

static enum stage end(struct ctx *c, int code)
{
  struct request *const r = c->request;
  const bool slow_part = r->stage == STAGE_SLOW && r->prepared && r->route->cost != SLOW;
  if (code == OK && r->stage == STAGE_LOG) return STAGE_DONE;
  if (code == OK && r->answered && r->conflict && !r->merged) return refuse(c, 409), finish(c);
  if (code == OK && r->answered) return finish(c);
  if (code == OK && r->keep) return STAGE_WRITE;
  if (code == OK && slow_part) return stage_of(r);
  if (code == OK && r->stage == STAGE_DB && r->passed) return STAGE_WRITE;
  if (code == OK) code = fail(c, ERR_STORE, NULL, N_("The handler wrote no answer."));
  if (r->stage == STAGE_WRITE) journal_undone(c);
  r->logged = false;
  r->conflict = code == ERR_CONFLICT && c->form && !r->again;
  if ((code == ERR_INVALID || r->conflict) && r->asked == POST && (r->get || r->above) && !r->again && !(r->route->flags & ROUTE_DATA)) return show_again(c, r);
  return failed(c, r, code);
}

enum stage request_end(struct ctx *c, int code) { return c->request->stage = end(c, code); }
