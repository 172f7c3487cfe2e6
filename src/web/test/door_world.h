/* For tests of the door: a small room with real sessions, and ways to ask it, without a socket. One include per test program. */
#ifndef DOOR_WORLD_H
#define DOOR_WORLD_H
#include "../../store/test/scratch.h"
#include "api_keys.h"
#include "journal.h"
#include "organisations.h"
#include "places.h"
#include "request_try.h"
#include "sessions.h"

static struct scratch *s;
static struct ctx c;                               /* of the visitor; the scratch's own is the console */
static struct request r;
static struct app app;
static struct places places;
static int handled, prepared;
static char cookie[200];
static struct id person;

static inline bool shows(const char *text) { return strstr(buf_text(&c.out), text) != NULL; }
static inline const char *header(const char *name)
{
  for (size_t i = 0; i < r.header_count; i++)
    if (strcmp(r.headers[i].name, name) == 0) return r.headers[i].value;
  return "";
}

/* --- a room --------------------------------------------------------------------------------- */

static int show(struct ctx *x)
{
  const struct page p = { .title = "Page" };
  journal_later(x, "read", "sample", person, ID_NONE, NULL);
  page_begin(x, &p);
  put(&x->out, "secret thing");
  return page_end(x, &p);
}
static int show_nothing(struct ctx *x) { return fail(x, ERR_NOT_FOUND, NULL, "This person is not there."); }
static int show_quiet(struct ctx *x) { put(&x->out, who(x) ? who(x)->account.name : "nobody"); return respond(x, 200, "text/plain"); }
static int show_form(struct ctx *x)
{
  const struct page p = { .title = "Form" };
  const struct sample stored = { .version = 7, .name = "Stored", .colour = RED };
  page_begin(x, &p);
  form_errors(x);
  form_token(x);
  form_render(x, sample, &stored);
  return page_end(x, &p);
}
static int take_form(struct ctx *x)
{
  handled++;
  journal_later(x, "read", "sample", person, ID_NONE, NULL);
  if (form_row(x, sample)->version == 6) return fail(x, ERR_CONFLICT, NULL, "Somebody was first.");
  return redirect_done(x, WORK_PATH, "opgeslagen");
}
static int set_cookie(struct ctx *x) { TRY(session_cookie_set(x, "abc")); return respond(x, 200, "text/plain"); }
/* What a page of a talk knows of it, and of who is signed in. */
static int show_talk(struct ctx *x)
{
  const char *const token = chat_cookie(x);
  put(&x->out, token ? token : "none");
  put(&x->out, who(x) || x->request->token ? " somebody" : " nobody");
  return respond(x, 200, "text/plain");
}
static int begin_talk(struct ctx *x) { TRY(chat_cookie_set(x, "/praat", "abc")); return respond(x, 200, "text/plain"); }
static int end_talk(struct ctx *x) { TRY(chat_cookie_clear(x, "/praat")); return respond(x, 200, "text/plain"); }
static int prepare_slowly(struct ctx *x)
{
  static int left = 41;
  prepared++;
  assert_non_null(x->db);
  assert_non_null(who(x));
  x->prepared = &left;
  return OK;
}
static int use_prepared(struct ctx *x) { put_int(&x->out, 1 + *(const int *)x->prepared); return respond(x, 200, "text/plain"); }

static const struct route table[] = {
  { GET,  "/open",          MAY_ANYBODY,         FAST,  NULL, show_quiet, 0 },
  { GET,  "/open/koek",     MAY_ANYBODY,         FAST,  NULL, set_cookie, 0 },
  { GET,  "/open/praat",    MAY_ANYBODY,         FAST,  NULL, show_talk,  0 },
  { GET,  "/open/begin",    MAY_ANYBODY,         FAST,  NULL, begin_talk, 0 },
  { GET,  "/praat",         MAY_ANYBODY,         DB,    NULL, show_talk,  ROUTE_CHAT },
  { GET,  "/praat/begin",   MAY_ANYBODY,         WRITE, NULL, begin_talk, ROUTE_CHAT },
  { GET,  "/praat/stop",    MAY_ANYBODY,         WRITE, NULL, end_talk,   ROUTE_CHAT },
  { GET,  "/praat/koek",    MAY_ANYBODY,         DB,    NULL, set_cookie, ROUTE_CHAT },
  { GET,  "/inloggen",      MAY_ANYBODY,         DB,    NULL, show_quiet, ROUTE_DOOR },
  { POST, "/inloggen",      MAY_ANYBODY,         WRITE, NULL, set_cookie, ROUTE_DOOR },
  { GET,  "/inloggen/code", MAY_SIGN_IN,         DB,    NULL, show_quiet, 0 },
  { GET,  "/werk",          MAY_OWN,             DB,    NULL, show_quiet, 0 },
  { GET,  "/werk/dossier",  MAY_SEE_FILES,       DB,    NULL, show, 0 },
  { GET,  "/werk/leeg",     MAY_SEE_FILES,       DB,    NULL, show_nothing, 0 },
  { GET,  "/werk/beheer",   MAY_MANAGE_ACCOUNTS, DB,    NULL, show, 0 },
  { GET,  "/werk/gevaar",   MAY_OWN,             DB,    NULL, show_quiet, ROUTE_FRESH },
  { GET,  "/werk/form",     MAY_WRITE_FILES,     DB,    NULL, show_form, 0 },
  { POST, "/werk/form",     MAY_WRITE_FILES,     WRITE, &sample_record, take_form, 0 },
  { POST, "/werk/beheer",   MAY_MANAGE_ACCOUNTS, WRITE, &sample_record, take_form, 0 },
  { GET,  "/werk/traag",    MAY_OWN,             DB,    NULL, use_prepared, 0, prepare_slowly },
  { POST, "/api/v1/iets",   MAY_WRITE_FILES,     WRITE, NULL, show_quiet, ROUTE_DATA },
  { GET,  "/api/v1/zien",   MAY_SEE_FILES,       DB,    NULL, show_quiet, ROUTE_DATA },
  { GET,  "/api/v1/iets",   MAY_WRITE_FILES,     DB,    NULL, show_quiet, ROUTE_DATA },
  { GET,  "/beheer/x",      MAY_MANAGE_ACCOUNTS, DB,    NULL, show, 0 },
  { GET,  "/open/werk",     MAY_OWN,             DB,    NULL, show_quiet, 0 },
  { POST, "/werk/form/:x/weg", MAY_OWN,          WRITE, NULL, take_form, ROUTE_FRESH },
  { .path = NULL }
};
static const struct work_link menu[] = { { "/werk/dossier", "Zz files", MAY_SEE_FILES }, { "/werk/beheer", "Zz colleagues", MAY_MANAGE_ACCOUNTS }, { .path = NULL } };
static const struct room room = { .name = "test", .routes = table, .work_menu = menu };
static const struct room *const house[] = { &room, NULL };

/* --- asking ---------------------------------------------------------------------------------- */

static inline int ask(const char *with, const char *target, const char *posted)
{
  struct db *const db = s->c.db;
  ctx_release(&c);
  ctx_init(&c, s->c.now, chance_bytes, 1 << 20);
  c.app = &app;
  c.keys = s->c.keys;
  c.db = db;
  c.places = &places;
  return request_try_with(&c, &r, with, target, posted);
}
static inline int get(const char *target) { return ask(cookie, target, NULL); }
static inline int post(const char *target, const char *body) { return ask(cookie, target, body); }

static inline int ask_as_program(const char *with, const char *key, const char *method, const char *target)
{
  ctx_release(&c);
  ctx_init(&c, s->c.now, chance_bytes, 1 << 20);
  c.app = &app;
  c.keys = s->c.keys;
  c.db = s->c.db;
  r = (struct request){ .method = method, .target = target, .content_type = "application/json", .cookie = with, .authorization = key };
  c.request = &r;
  enum stage stage = request_begin(&c);
  while (stage != STAGE_DONE) stage = request_end(&c, db_transaction(&c, request_body, NULL));
  return r.status;
}

static inline void begin_session(struct id account, bool proved)
{
  static char token[SESSION_TOKEN_TEXT];
  s->c.scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
  assert_int_equal(session_begin(&s->c, account, ID_NONE, (struct set){ 0 }, "test", proved, token), OK);
  snprintf(cookie, sizeof cookie, "kentering=%s", token);
}
static inline void sign_in_again(const char *mail)
{
  struct account a;
  assert_int_equal(account_by_mail(&s->c, mail, &a), OK);
  begin_session(a.id, true);
}

/* Somebody with that role (ROLE_UNKNOWN: none) signs in; their token. */
static inline void sign_in_as(const char *mail, enum role role, bool proved)
{
  const struct account a = { .name = "Kim Jansen", .mail = mail, .language = "nl" };
  const struct organisation o = { .name = mail, .kind = 1, .region = "oost-brabant" };
  struct id account, organisation;
  s->c.scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
  assert_int_equal(account_add(&s->c, &a, &account), OK);
  if (role) {
    assert_int_equal(organisation_add(&s->c, &o, &organisation), OK);
    const struct post p = { .account = account, .organisation = organisation, .role = role, .region = "oost-brabant" };
    assert_int_equal(post_ask(&s->c, &p, NULL), OK);
  }
  begin_session(account, proved);
}

static inline int64_t lines(const char *verb)
{
  char sql[100];
  snprintf(sql, sizeof sql, "SELECT count(*) FROM journal WHERE verb = '%s'", verb);
  return raw_number(s, sql);
}

static inline int post_raw(const char *with, const char *token)
{
  struct buf b = { 0 };
  put(&b, "name=Jan&form_token=");
  put(&b, token);
  ctx_release(&c);
  ctx_init(&c, s->c.now, chance_bytes, 1 << 20);
  c.app = &app;
  c.keys = s->c.keys;
  c.db = s->c.db;
  r = (struct request){ .method = "POST", .target = "/werk/form", .content_type = "application/x-www-form-urlencoded", .cookie = with };
  put(&r.body, buf_text(&b));
  c.request = &r;
  enum stage stage = request_begin(&c);
  while (stage != STAGE_DONE) stage = request_end(&c, db_transaction(&c, request_body, NULL));
  buf_release(&r.body);
  buf_release(&b);
  return r.status;
}

static inline int set_up(void **state)
{
  (void)state;
  s = scratch_with_schema();
  assert_int_equal(places_load(&s->c, NULL, &places), OK);
  s->c.places = &places;
  app = (struct app){ .rooms = house, .keys = s->c.keys, .places = &places };
  handled = 0;
  cookie[0] = '\0';
  person = (struct id){ { 1, 2, 3 } };
  ctx_init(&c, NOW, chance_bytes, 1 << 20);
  return web_start(&s->c, &app);
}
static inline int tear_down(void **state) { (void)state; ctx_release(&c); c = (struct ctx){ 0 }; scratch_free(s); return 0; }
#endif
