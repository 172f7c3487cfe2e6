/* What the web layer needs before its first request, and its own few routes. */
#include "files.h"
#include "json.h"
#include "keys.h"
#include "openapi.h"
#include "outbox.h"
#include "metrics.h"
#include "url.h"
#include "web_state.h"
#include <sodium.h>

/* --- routes of the web layer --------------------------------------------------------- */

/* Answered from what the writer last saw: a check that itself waits for the database would hang when that does. */
static int show_health(struct ctx *c)
{
  struct web *const web = c->app->web;
  const bool seen = clock_ms() - atomic_load(&web->store_seen) < STORE_SILENT_MS, saved = !atomic_load(&web->commit_failed);
  const bool stopping = atomic_load(&web->stopping), fine = seen && saved && !stopping;
  struct json j = { .b = &c->out };
  json_open(&j, '{');
  json_str(&j, "status", fine ? "ok" : stopping ? "stopping" : "failing");
  json_str(&j, "database", !seen ? "silent" : saved ? "ok" : "not saving");
  json_close(&j);
  c->request->cache = "no-store";
  return respond(c, fine ? 200 : 503, "application/json");
}

/* Only where nothing stands in front, and no port of its own is set (metrics.h). */
static int show_metrics(struct ctx *c)
{
  const struct config *const config = c->app->config;
  struct metrics *const m = c->app->web->metrics;
  if (!m || !c->request->at_home || (config && (config->metrics_listen || config->public_url))) return not_there(c);
  metrics_write(m, c, &c->out);
  c->request->cache = "no-store";
  return respond(c, 200, "text/plain; version=0.0.4; charset=utf-8");
}

/* Search engines may read all of it; pages that should not be found say so themselves. */
static int show_robots(struct ctx *c)
{
  put(&c->out, "User-agent: *\nDisallow:\n");
  c->request->cache = "public, max-age=86400";
  return respond(c, 200, "text/plain; charset=utf-8");
}

static int show_icon(struct ctx *c) { return file_respond(c, "mark.svg"); }

const struct route web_routes[] = {
  { GET, "/healthz",     MAY_ANYBODY, FAST, NULL, show_health, ROUTE_DATA },
  { GET, API_PATH "/openapi.json", MAY_ANYBODY, FAST, NULL, api_openapi, ROUTE_DATA },
  { GET, "/metrics",     MAY_ANYBODY, FAST, NULL, show_metrics, 0 },
  { GET, "/robots.txt",  MAY_ANYBODY, FAST, NULL, show_robots, 0 },
  { GET, "/favicon.svg", MAY_ANYBODY, FAST, NULL, show_icon,   0 },
  { .path = NULL }
};

/* --- the frame of pages --------------------------------------------------------------- */

enum { LINKS_MOST = 48 };

/* The links of all rooms, in their order. `at`: where in struct room. */
static struct link_to_list links_of(struct ctx *c, const struct app *app, size_t at)
{
  struct link_to *const links = arena_new(&c->arena, struct link_to, LINKS_MOST);
  struct link_to_list list = { links, 0 };
  for (size_t i = 0; app->rooms[i]; i++) {
    const struct link_to *link = *(const struct link_to *const *)(const void *)((const char *)app->rooms[i] + at);
    for (; link && link->path && list.count < LINKS_MOST; link++) links[list.count++] = *link;
  }
  return list;
}

static struct work_link_list work_menu_of(struct ctx *c, const struct app *app)
{
  struct work_link *const links = arena_new(&c->arena, struct work_link, LINKS_MOST);
  struct work_link_list list = { links, 0 };
  for (size_t i = 0; app->rooms[i]; i++)
    for (const struct work_link *link = app->rooms[i]->work_menu; link && link->path && list.count < LINKS_MOST; link++) links[list.count++] = *link;
  return list;
}

static struct layout frame_of(struct ctx *c, const struct app *app, enum lang lang)
{
  const struct web *const web = app->web;
  return (struct layout){
    .lang = lang == LANG_EN ? "en" : "nl", .home = lang == LANG_EN ? "/en" : "/",
    .site_name = app->config && app->config->site_name ? app->config->site_name : "Kentering",
    .exit_url = app->config && app->config->exit_url ? app->config->exit_url : "https://www.buienradar.nl/",
    .assets = web->assets, .theme = web->theme.url,
    .menu = links_of(c, app, offsetof(struct room, menu)), .footer = links_of(c, app, offsetof(struct room, footer)) };
}

static size_t scheme_size(const char *url) { return strncmp(url, "https://", 8) == 0 ? 8 : strncmp(url, "http://", 7) == 0 ? 7 : 0; }

static int check_public_url(struct ctx *c, const char *url)
{
  if (!url) return OK;
  const size_t scheme = scheme_size(url);
  return scheme && host_plausible(url + scheme) ? OK
       : fail(c, ERR_INVALID, "public-url", N_("Write the address as https://name.nl, without a path or a slash at the end."));
}

/* Whoever leaves must arrive somewhere. */
static int check_exit_url(struct ctx *c, const char *url)
{
  if (!url) return OK;
  const size_t scheme = scheme_size(url), host = strcspn(url + scheme, "/?#");
  return scheme && host_plausible(arena_text(&c->arena, url + scheme, host)) ? OK
       : fail(c, ERR_INVALID, "exit-url", N_("Write the address of a site, as https://name.nl or https://name.nl/page."));
}

/* With keys it is the same after each start: what stands open in a browser can be sent still, or kept. */
static int make_token_key(struct ctx *c, struct app *app)
{
  static const char use[] = "form tokens";
  struct keys *const before = c->keys;
  if (!sodium_is_zero(app->token_key, sizeof app->token_key)) return OK;
  if (!app->keys) { c->random(app->token_key, sizeof app->token_key); return OK; }
  c->keys = app->keys;
  const int rc = keys_mac(c, KEY_CODES, use, sizeof use, app->token_key);
  c->keys = before;
  return rc;
}

int web_start(struct ctx *c, struct app *app)
{
  struct web *const web = arena_new(&c->arena, struct web, 1);
  if (sodium_init() < 0) return fail(c, ERR_STORE, NULL, N_("The random source of this machine does not work."));
  TRY(router_build(c, app->rooms, web_routes, app->config && app->config->public_only, &web->router));
  TRY(theme_read(c, app->config ? app->config->theme : NULL, &web->theme));
  TRY(check_public_url(c, app->config ? app->config->public_url : NULL));
  TRY(check_exit_url(c, app->config ? app->config->exit_url : NULL));
  web->assets = files_folder(&c->arena);
  app->web = web;
  web->work_menu = work_menu_of(c, app);
  for (enum lang lang = 0; lang < LANG_COUNT; lang++) web->frame[lang] = frame_of(c, app, lang);
  TRY(make_token_key(c, app));
  TRY(outbox_open(c, app->config, &app->outbox));
  atomic_store(&web->store_seen, clock_ms());
  c->app = app;
  c->left = rooms_left;
  return OK;
}
