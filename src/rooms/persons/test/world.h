/* For tests: a whole house without a socket, with colleagues who are signed in. Everything by chance from a seed. */
#ifndef WORLD_H
#define WORLD_H
#include "persons_helper.h"
#include "organisations.h"
#include "places.h"
#include "../../../web/test/request_try.h"
#include "rooms.h"
#include "sessions.h"

enum { COLLEAGUES_MOST = 6 };
struct colleague { struct id account, organisation; enum role role; char cookie[64]; };

struct world {
  struct scratch *s;
  struct ctx c;                        /* of the visitor; the scratch's own is the console */
  struct request r;
  struct app app;
  struct config config;
  struct places places;
  struct colleague at[COLLEAGUES_MOST];
};

static inline void console(struct world *w)
{
  seal_forget(&w->s->c);
  w->s->c.scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
}

static inline struct colleague *hire(struct world *w, size_t n, const char *mail, const char *organisation, enum role role)
{
  struct colleague *const who = &w->at[n];
  struct scratch *const s = w->s;
  char token[SESSION_TOKEN_TEXT];
  console(w);
  const struct account a = { .name = mail, .mail = mail, .language = "nl" };
  const struct organisation o = { .name = organisation, .kind = 1, .region = "oost-brabant" };
  MUST(account_add(&w->s->c, &a, &who->account));
  MUST(organisation_add(&s->c, &o, &who->organisation));
  const struct post p = { .account = who->account, .organisation = who->organisation, .role = role, .region = "oost-brabant" };
  MUST(post_ask(&s->c, &p, NULL));
  MUST(session_begin(&s->c, who->account, ID_NONE, (struct set){ 0 }, "test", true, token));
  snprintf(who->cookie, sizeof who->cookie, "kentering=%s", token);
  who->role = role;
  return who;
}

/* The console's context acts as that colleague, as a request of theirs would. */
static inline void as(struct world *w, size_t n)
{
  seal_forget(&w->s->c);
  w->s->c.readings = NULL;
  w->s->c.scope = (struct scope){ .actor = w->at[n].account, .organisation = w->at[n].organisation, .region = "oost-brabant",
    .role = role_key(w->at[n].role), .reach = REACH_INVOLVED };
}

/* 0: local team; 1: women's shelter; 2: another team; 3: director; 4: privacy officer. */
static inline struct world *world_new(void)
{
  struct world *const w = calloc(1, sizeof *w);
  assert_non_null(w);
  w->s = scratch_with_schema();
  struct scratch *const s = w->s;
  w->app = (struct app){ .config = &w->config, .rooms = rooms, .places = &w->places, .keys = s->c.keys };
  w->config.site_name = "Kentering";
  w->config.exit_url = "https://voorbeeld.invalid/";
  MUST(places_load(&s->c, NULL, &w->places));
  s->c.places = &w->places;
  MUST(web_start(&s->c, &w->app));
  MUST(rooms_start(&s->c, &w->app));
  hire(w, 0, "team@proef.invalid", "Wijkteam Proefdorp", ROLE_TEAM);
  hire(w, 1, "opvang@proef.invalid", "Opvang Testhuis", ROLE_SHELTER);
  hire(w, 2, "ander@proef.invalid", "Wijkteam Elders", ROLE_TEAM);
  hire(w, 3, "regie@proef.invalid", "Regie Proefregio", ROLE_DIRECTOR);
  hire(w, 4, "fg@proef.invalid", "Gemeente Proefdorp", ROLE_PRIVACY);
  return w;
}
static inline void world_free(struct world *w)
{
  ctx_release(&w->c);
  rooms_stop(&w->app);
  scratch_free(w->s);
  free(w);
}

/* A request of that colleague, with chance as it is after `seed`. The page is w->c.out. */
static inline int asks(struct world *w, size_t n, uint64_t seed, const char *target, const char *posted)
{
  struct scratch *const s = w->s;
  ctx_release(&w->c);
  s->c.now++;                                               /* ids in time of the same seed differ */
  ctx_init(&w->c, s->c.now, chance_bytes, 1 << 22);
  w->c.app = &w->app;
  w->c.keys = s->c.keys;
  w->c.db = s->c.db;
  w->c.places = &w->places;
  chance_seed(seed);
  return request_try_with(&w->c, &w->r, w->at[n].cookie, target, posted);
}
/* That colleague has proved just now who they are. */
static inline void proves(struct world *w, size_t n, uint64_t seed)
{
  char token[SESSION_TOKEN_TEXT];
  struct scratch *const s = w->s;
  console(w);
  chance_seed(seed);
  MUST(session_begin(&s->c, w->at[n].account, ID_NONE, (struct set){ 0 }, "test", true, token));
  snprintf(w->at[n].cookie, sizeof w->at[n].cookie, "kentering=%s", token);
}
static inline bool page_has(struct world *w, const char *text) { return strstr(buf_text(&w->c.out), text) != NULL; }
static inline const char *header_of(const struct world *w, const char *name)
{
  for (size_t i = 0; i < w->r.header_count; i++) if (strcmp(w->r.headers[i].name, name) == 0) return w->r.headers[i].value;
  return "";
}
static inline const char *with_id(char path[static 200], const char *before, struct id id, const char *after)
{
  char text[ID_TEXT];
  id_format(id, text);
  snprintf(path, 200, "%s%s%s", before, text, after);
  return path;
}
#endif
