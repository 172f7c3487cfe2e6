#include "browser.h"
#include "app.h"
#include "door.h"
#include "html.h"
#include "text.h"
#include "url.h"

enum { COOKIES_MOST = 8192 };

/* --- its name ------------------------------------------------------------------------------------ */

struct known { const char *part, *name; };

/* The first that is named in the header: every browser also calls itself some others. */
static const char *first_of(const char *agent, const struct known *list, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (strstr(agent, list[i].part)) return list[i].name;
  return NULL;
}

const char *browser_name(struct ctx *c)
{
  static const struct known browsers[] = { { "Edg", "Edge" }, { "OPR/", "Opera" }, { "SamsungBrowser", "Samsung Internet" }, { "Firefox", "Firefox" },
    { "FxiOS", "Firefox" }, { "CriOS", "Chrome" }, { "Chrome", "Chrome" }, { "Safari", "Safari" } };
  static const struct known systems[] = { { "Windows", "Windows" }, { "Android", "Android" }, { "iPhone", "iPhone" }, { "iPad", "iPad" }, { "CrOS", "ChromeOS" },
    { "Mac OS X", "Mac" }, { "Linux", "Linux" } };
  const char *const agent = c->request->user_agent ? c->request->user_agent : "";
  const char *const browser = first_of(agent, browsers, COUNT(browsers)), *const system = first_of(agent, systems, COUNT(systems));
  if (!browser && !system) return tr(c, N_("Unknown device"));
  return JOIN(&c->arena, browser ? browser : system, browser && system ? ", " : "", browser && system ? system : "");
}

const char *session_token_of(const struct ctx *c) { return c->request->token; }

/* --- cookies ------------------------------------------------------------------------------------- */

static bool at_door(const struct ctx *c) { return c->request->route && route_has_door(c->request->route); }

const char *cookie_read(struct ctx *c, const char *name)
{
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const char *const all = c->request->cookie, *found = NULL;
  const size_t size = strlen(name);
  if (!at_door(c) || !all || strlen(all) > COOKIES_MOST) return NULL;
  for (const char *s = all; *s; ) {
    s += strspn(s, " \t;");
    if (strncmp(s, name, size) == 0 && s[size] == '=') {
      if (found) return NULL;
      found = s + size + 1;
    }
    s += strcspn(s, ";");
  }
  if (!found) return NULL;
  const size_t n = strspn(found, plain);
  return n && strchr("; \t", found[n]) ? arena_text(&c->arena, found, n) : NULL;
}

int cookie_set(struct ctx *c, const char *name, const char *value, const char *path, int64_t seconds)
{
  if (!at_door(c)) return fail(c, ERR_STORE, NULL, "a public page sets a cookie");
  respond_header(c, "Set-Cookie", JOIN(&c->arena, name, "=", value, "; Path=", path, "; Max-Age=", arg_int(&c->arena, seconds), "; HttpOnly; SameSite=Lax",
      config_by_https(c->app->config) ? "; Secure" : ""));
  return OK;
}
