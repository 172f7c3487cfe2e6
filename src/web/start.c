/* What the web layer needs before its first request, and its own few routes. */
#include "files.h"
#include "json.h"
#include "url.h"
#include "web_state.h"
#include <sodium.h>

int64_t clock_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
int64_t clock_now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- routes of the web layer --------------------------------------------------------- */

/* Answered from what the writer last saw: a check that itself waits for the database would hang when that does. */
static int show_health(struct ctx *c)
{
  struct web *const web = c->app->web;
  const bool store = clock_ms() - atomic_load(&web->store_seen) < STORE_SILENT_MS, stopping = atomic_load(&web->stopping);
  const bool fine = store && !stopping;
  struct json j = { .b = &c->out };
  json_open(&j, '{');
  json_str(&j, "status", fine ? "ok" : stopping ? "stopping" : "failing");
  json_str(&j, "database", store ? "ok" : "silent");
  json_close(&j);
  c->request->cache = "no-store";
  return respond(c, fine ? 200 : 503, "application/json");
}

/* Search engines may index the public pages; pages that should not be found say so themselves. */
static int show_robots(struct ctx *c)
{
  put(&c->out, "User-agent: *\nDisallow: /werk\nDisallow: /aanmelden\nDisallow: /api/\n");
  c->request->cache = "public, max-age=86400";
  return respond(c, 200, "text/plain; charset=utf-8");
}

static int show_icon(struct ctx *c) { return file_respond(c, "mark.svg"); }

const struct route web_routes[] = {
  { GET, "/healthz",     ROLE_PUBLIC, FAST, NULL, show_health, ROUTE_DATA },
  { GET, "/robots.txt",  ROLE_PUBLIC, FAST, NULL, show_robots, 0 },
  { GET, "/favicon.svg", ROLE_PUBLIC, FAST, NULL, show_icon,   0 },
  { .path = NULL }
};

/* --- the frame of pages --------------------------------------------------------------- */

static const struct link_to menu[] = {
  { "/hulp",         N_("Find help") },
  { "/aanmelden",    N_("Call me back") },
  { "/veilig-surfen", N_("Safe browsing") },
};
static const struct link_to footer[] = {
  { "/over",             N_("About this site") },
  { "/privacy",          N_("Privacy") },
  { "/toegankelijkheid", N_("Accessibility") },
  { "/hsds",             N_("Open data") },
  { "/werk",             N_("For professionals") },
};

/* Only pages that are there: rooms may be left out, and no link leads nowhere. */
static struct link_to_list links_of(struct ctx *c, const struct router *router, const struct link_to *links, size_t count)
{
  struct link_to *const at = arena_new(&c->arena, struct link_to, count);
  struct link_to_list list = { at, 0 };
  struct found found;
  for (size_t i = 0; i < count; i++)
    if (router_find(router, links[i].path, strlen(links[i].path), &found) && found.get) at[list.count++] = links[i];
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
    .menu = links_of(c, web->router, menu, COUNT(menu)), .footer = links_of(c, web->router, footer, COUNT(footer)) };
}

static int check_public_url(struct ctx *c, const char *url)
{
  if (!url) return OK;
  const size_t scheme = strncmp(url, "https://", 8) == 0 ? 8 : strncmp(url, "http://", 7) == 0 ? 7 : 0;
  return scheme && host_plausible(url + scheme) ? OK
       : fail(c, ERR_INVALID, "public-url", N_("Write the address as https://name.nl, without a path or a slash at the end."));
}

int web_start(struct ctx *c, struct app *app)
{
  struct web *const web = arena_new(&c->arena, struct web, 1);
  if (sodium_init() < 0) return fail(c, ERR_STORE, NULL, N_("The random source of this machine does not work."));
  TRY(router_build(c, app->rooms, web_routes, &web->router));
  TRY(theme_read(c, app->config ? app->config->theme : NULL, &web->theme));
  TRY(check_public_url(c, app->config ? app->config->public_url : NULL));
  web->assets = files_folder(&c->arena);
  app->web = web;
  for (enum lang lang = 0; lang < LANG_COUNT; lang++) web->frame[lang] = frame_of(c, app, lang);
  if (sodium_is_zero(app->token_key, sizeof app->token_key)) c->random(app->token_key, sizeof app->token_key);
  atomic_store(&web->store_seen, clock_ms());
  c->app = app;
  return OK;
}
