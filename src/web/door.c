#include "door.h"
#include "api_keys.h"
#include "app.h"
#include "dispatch.h"
#include "drafts.h"
#include "html.h"
#include "text.h"
#include "web_state.h"
#include "url.h"
#include <strings.h>

enum { COOKIES_MOST = 4096, RETURN_MOST = 1000, TOKEN_SIZE = SESSION_TOKEN_TEXT - 1 };

/* --- the cookie ---------------------------------------------------------------------------------- */

/* Browsers hold a __Host- cookie to https, to this host and to all of its paths. */
static const char *cookie_name(const struct ctx *c) { return config_by_https(c->app->config) ? "__Host-kentering" : "kentering"; }

static bool is_token(const char *s, size_t n)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return n == TOKEN_SIZE && strspn(s, letters) >= n;
}

/* The value of the one cookie of that name, in c->arena; NULL: none, several, or none that can be ours. */
static const char *cookie_of(struct ctx *c, const char *name)
{
  const char *const all = c->request->cookie, *found = NULL;
  const size_t size = strlen(name);
  size_t times = 0;
  if (!all || strlen(all) > COOKIES_MOST) return NULL;
  for (const char *s = all; *s; ) {
    s += strspn(s, " \t;");
    if (strncmp(s, name, size) == 0 && s[size] == '=') { found = s + size + 1; times++; }
    s += strcspn(s, ";");
  }
  const size_t n = found ? strcspn(found, "; \t") : 0;
  return times == 1 && is_token(found, n) ? arena_text(&c->arena, found, n) : NULL;
}

void door_read(struct ctx *c) { c->request->token = cookie_of(c, cookie_name(c)); }

const char *door_binding(const struct ctx *c) { return c->request && c->request->token ? c->request->token : ""; }

static int put_cookie(struct ctx *c, const char *token, const char *more)
{
  const struct route *const row = c->request->route;
  if (!row || !route_has_door(row)) return fail(c, ERR_STORE, NULL, "a public page sets the cookie of a session");
  respond_header(c, "Set-Cookie", JOIN(&c->arena, cookie_name(c), "=", token, "; Path=/; HttpOnly; SameSite=Lax", config_by_https(c->app->config) ? "; Secure" : "", more));
  return OK;
}
int session_cookie_set(struct ctx *c, const char *token) { return put_cookie(c, token, ""); }
int session_cookie_clear(struct ctx *c) { return put_cookie(c, "", "; Max-Age=0"); }

/* --- the cookie of a talk -------------------------------------------------------------------------- */

/* Its path is not the whole site's, so it cannot be a __Host- cookie. */
static const char *chat_name(const struct ctx *c) { return config_by_https(c->app->config) ? "__Secure-kentering-chat" : "kentering-chat"; }

static bool knows_chat(const struct ctx *c) { return c->request && c->request->route && c->request->route->flags & ROUTE_CHAT; }

const char *chat_cookie(struct ctx *c)
{
  if (!knows_chat(c)) return NULL;
  c->arena.wipe = c->out.wipe = c->request->body.wipe = true;
  return cookie_of(c, chat_name(c));
}

static int put_chat_cookie(struct ctx *c, const char *path, const char *token, const char *more)
{
  static const char *const before[] = { "", "/en" };
  if (!knows_chat(c)) return fail(c, ERR_STORE, NULL, "a page that is none of a talk sets its cookie");
  for (size_t i = 0; i < COUNT(before); i++)
    respond_header(c, "Set-Cookie", JOIN(&c->arena, chat_name(c), "=", token, "; Path=", before[i], path, "; HttpOnly; SameSite=Strict", config_by_https(c->app->config) ? "; Secure" : "", more));
  return OK;
}
int chat_cookie_set(struct ctx *c, const char *path, const char *token) { return put_chat_cookie(c, path, token, ""); }
int chat_cookie_clear(struct ctx *c, const char *path) { return put_chat_cookie(c, path, "", "; Max-Age=0"); }

/* --- the way back ---------------------------------------------------------------------------------- */

const char *return_path(const char *terug)
{
  const size_t n = terug ? strnlen(terug, RETURN_MOST) : 0;
  if (n == 0 || n == RETURN_MOST || *terug != '/' || terug[1] == '/' || strchr(terug, '\\')) return WORK_PATH;
  for (size_t i = 0; i < n; i++) if ((unsigned char)terug[i] <= ' ' || terug[i] == 0x7f) return WORK_PATH;
  return terug;
}

const char *path_with_return(struct ctx *c, const char *path, const char *terug)
{
  struct buf b = { 0 };
  put(&b, local_path(c, path));
  put(&b, "?terug=");
  url_part(&b, return_path(terug));
  return buf_to_arena(&c->arena, &b);
}

/* What was asked for; of what was posted the page of its form, or else the nearest page above it. */
static const char *wanted(struct ctx *c)
{
  const struct request *const r = c->request;
  struct found found;
  if (r->asked == GET) return r->target;
  if (r->get) return arena_text(&c->arena, r->target, strcspn(r->target, "?"));
  for (size_t n = strlen(r->path); n > 1; ) {
    while (n > 1 && r->path[--n] != '/');
    if (router_find(c->app->web->router, r->path, n, &found) && found.get) return local_path(c, arena_text(&c->arena, r->path, n));
  }
  return WORK_PATH;
}

static int send_to(struct ctx *c, const char *path)
{
  struct request *const r = c->request;
  if (r->route->flags & ROUTE_DATA) { request_refuse(c, 401); return OK; }
  return redirect(c, path_with_return(c, path, wanted(c)));
}

/* What was typed is not lost: first it is kept. Only what came from a form that we made for that session. */
static int send_and_keep(struct ctx *c, const char *path)
{
  struct request *const r = c->request;
  if (r->asked == GET || !r->get || r->drop || !c->form || !c->form->token_ours) return send_to(c, path);
  r->keep = true;
  r->to = path;
  return OK;
}

/* --- drafts: what was typed when a session ran out ------------------------------------------------------ */

int door_keep(struct ctx *c)
{
  const struct request *const r = c->request;
  const struct id whose = r->who ? r->who->account.id : r->late;
  const char *const body = form_kept(c, c->form);
  const int rc = draft_save(c, whose, r->path, body);
  if (rc != OK && rc != ERR_FULL && rc != ERR_NOT_FOUND) return rc;
  c->error = (struct error){ 0 };
  return send_to(c, r->to);
}

static int drop_draft(struct ctx *c)
{
  const char *body;
  const int rc = draft_take(c, c->request->path, &body);
  if (rc != OK && !absent(c, rc)) return rc;
  return redirect(c, local_path(c, c->request->path));
}

int door_save_draft(struct ctx *c)
{
  const struct request *const r = c->request;
  if (r->drop) return drop_draft(c);
  TRY(draft_save(c, r->who->account.id, r->path, form_kept(c, c->form)));
  return respond(c, 204, NULL);
}

static const char *url_with(struct ctx *c, const char *query)
{
  const char *const target = c->request->target;
  return JOIN(&c->arena, arena_text(&c->arena, target, strcspn(target, "?")), "?", query);
}
const char *draft_url(struct ctx *c) { return url_with(c, DRAFT_QUERY); }
const char *draft_drop_url(struct ctx *c) { return url_with(c, DROP_QUERY); }

static bool has_form(const struct request *r)
{
  return r->who && !r->who->half && r->asked == GET && r->get == r->route && r->post && r->post->accepts && !(r->route->flags & ROUTE_DATA);
}

int door_bring(struct ctx *c)
{
  const struct request *const r = c->request;
  const char *body;
  if (!has_form(r)) return OK;
  const int rc = draft_read(c, r->path, &body);
  if (rc == OK) return form_bring(c, r->post->accepts, body);
  return absent(c, rc) ? OK : rc;
}

static bool keeps_drafts(const struct request *r) { return r->who && !r->who->half && r->asked == POST && r->get && !(r->route->flags & ROUTE_DATA); }

int door_forget(struct ctx *c)
{
  const struct request *const r = c->request;
  const char *body;
  if (!keeps_drafts(r) || (r->passed && !r->kept)) return OK;
  const int rc = draft_take(c, r->path, &body);
  return absent(c, rc) ? OK : rc;
}

/* --- letting in -------------------------------------------------------------------------------------- */

/* Programs send a key. What they post is never taken from a browser's cookie, which other sites could make it send along. */
static const char *api_key(const struct request *r)
{
  static const char scheme[] = "Bearer ";
  return r->route->flags & ROUTE_DATA && r->authorization && strncasecmp(r->authorization, scheme, sizeof scheme - 1) == 0
       ? r->authorization + sizeof scheme - 1 : NULL;
}

static int enter(struct ctx *c)
{
  struct request *const r = c->request;
  struct signed_in *const s = arena_new(&c->arena, struct signed_in, 1);
  const char *const key = api_key(r);
  const bool cookie = r->token && !(r->route->flags & ROUTE_DATA && r->asked == POST);
  if (!key && !cookie) return OK;
  const int rc = key ? api_key_enter(c, key, s) : session_enter(c, r->token, s, &r->late, &r->touch);
  if (rc == OK) r->who = s;
  else if (!absent(c, rc)) return rc;
  else c->scope = (struct scope){ 0 };
  return OK;
}

/* Whoever has several posts chooses one; whoever has none manages their own account only. */
static int choose_post(struct ctx *c, const struct signed_in *s, bool *out)
{
  struct post_list posts = { 0 };
  *out = false;
  if (id_known(s->post.id)) return OK;
  TRY(session_posts(c, &s->session, &posts));
  *out = posts.count > 0;
  return OK;
}

/* `s` has proved who they are with everything we ask for. */
static int let_in(struct ctx *c, const struct signed_in *s)
{
  const struct route *const row = c->request->route;
  bool choose;
  TRY(choose_post(c, s, &choose));
  if (choose) return send_to(c, POST_PATH);
  if (!signed_in_may(s, row->needs)) return fail(c, ERR_NOT_FOUND, NULL, NULL);
  return row->flags & ROUTE_FRESH && !session_fresh(c, &s->session) ? send_and_keep(c, AGAIN_PATH) : OK;
}

int door_enter(struct ctx *c)
{
  struct request *const r = c->request;
  const struct route *const row = r->route;
  c->scope = (struct scope){ 0 };
  r->who = NULL;
  r->late = ID_NONE;
  r->touch = false;
  TRY(enter(c));
  if (row->needs == MAY_ANYBODY) return OK;
  if (!r->who) return id_known(r->late) ? send_and_keep(c, SIGN_IN_PATH) : send_to(c, SIGN_IN_PATH);
  if (row->needs == MAY_SIGN_IN && signed_in_may(r->who, MAY_SIGN_IN)) return OK;
  return r->who->half ? send_to(c, CODE_PATH) : let_in(c, r->who);
}

int door_pass(struct ctx *c)
{
  struct request *const r = c->request;
  const char *body;
  const int rc = keeps_drafts(r) ? draft_read(c, r->path, &body) : ERR_NOT_FOUND;
  if (rc != OK && !absent(c, rc)) return rc;
  r->kept = rc == OK;
  r->passed = true;
  return OK;
}

int door_still(struct ctx *c)
{
  struct request *const r = c->request;
  bool still = !r->who || id_known(r->who->session.id);              /* a key is asked again */
  if (r->who && still) TRY(session_unchanged(c, &r->who->session, &still));
  if (still) return OK;
  r->passed = false;
  return door_enter(c);
}

int door_touch(struct ctx *c)
{
  const struct request *const r = c->request;
  return r->who && r->touch ? session_touch(c, r->who->session.id) : OK;
}
