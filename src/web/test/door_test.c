/* Who is let in, and what they see who are not: real sessions, without a socket. */
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

static bool shows(const char *text) { return strstr(buf_text(&c.out), text) != NULL; }
static const char *header(const char *name)
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

static int ask(const char *with, const char *target, const char *posted)
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
static int get(const char *target) { return ask(cookie, target, NULL); }
static int post(const char *target, const char *body) { return ask(cookie, target, body); }

static int ask_as_program(const char *with, const char *key, const char *method, const char *target)
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

static void begin_session(struct id account, bool proved)
{
  static char token[SESSION_TOKEN_TEXT];
  s->c.scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
  assert_int_equal(session_begin(&s->c, account, ID_NONE, (struct set){ 0 }, "test", proved, token), OK);
  snprintf(cookie, sizeof cookie, "kentering=%s", token);
}
static void sign_in_again(const char *mail)
{
  struct account a;
  assert_int_equal(account_by_mail(&s->c, mail, &a), OK);
  begin_session(a.id, true);
}

/* Somebody with that role (ROLE_UNKNOWN: none) signs in; their token. */
static void sign_in_as(const char *mail, enum role role, bool proved)
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

static int64_t lines(const char *verb)
{
  char sql[100];
  snprintf(sql, sizeof sql, "SELECT count(*) FROM journal WHERE verb = '%s'", verb);
  return raw_number(s, sql);
}

/* --- the cookie ------------------------------------------------------------------------------- */

static void a_cookie_that_is_double_too_long_or_garbled_counts_as_none(void **state)
{
  char wrong[6000];
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk"), 200);
  snprintf(wrong, sizeof wrong, "x=1; %s ;y=2", cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 200);
  snprintf(wrong, sizeof wrong, "%s; %s", cookie, cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
  snprintf(wrong, sizeof wrong, "%s; kentering=", cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
  snprintf(wrong, sizeof wrong, "%sA", cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
  snprintf(wrong, sizeof wrong, "%.*s!", (int)strlen(cookie) - 1, cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
  snprintf(wrong, sizeof wrong, "__Host-%s", cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
  snprintf(wrong, sizeof wrong, "x%s", cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
  memset(wrong, 'x', sizeof wrong);
  snprintf(wrong + 5000, sizeof wrong - 5000, "; %s", cookie);
  assert_int_equal(ask(wrong, "/werk", NULL), 303);
}

static void a_cookie_of_https_is_held_to_this_host_and_path(void **state)
{
  const struct config config = { .public_url = "https://kentering.example" };
  (void)state;
  assert_int_equal(ask(NULL, "/inloggen", ""), 200);
  assert_string_equal(header("Set-Cookie"), "kentering=abc; Path=/; HttpOnly; SameSite=Lax");
  app.config = &config;
  assert_int_equal(ask(NULL, "/inloggen", ""), 200);
  assert_string_equal(header("Set-Cookie"), "__Host-kentering=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk"), 303);
}

static void public_pages_neither_read_nor_set_it(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/open"), 200);
  assert_string_equal(buf_text(&c.out), "nobody");
  assert_null(r.token);
  assert_int_equal(get("/open/koek"), 500);
  assert_string_equal(header("Set-Cookie"), "");
  assert_int_equal(get("/inloggen"), 200);
  assert_string_equal(buf_text(&c.out), "Kim Jansen");
}

/* --- not signed in ----------------------------------------------------------------------------- */

static void whoever_is_not_signed_in_is_asked_to_and_comes_back(void **state)
{
  (void)state;
  assert_int_equal(ask(NULL, "/werk/dossier?q=a%20b&x=1", NULL), 303);
  assert_string_equal(header("Location"), "/inloggen?terug=%2Fwerk%2Fdossier%3Fq%3Da%2520b%26x%3D1");
  assert_int_equal(ask(NULL, "/werk/bestaat-niet", NULL), 303);
  assert_int_equal(ask(NULL, "/open/bestaat-niet", NULL), 404);
  assert_int_equal(ask(NULL, "/werk/form", "name=Jan"), 303);
  assert_string_equal(header("Location"), "/inloggen?terug=%2Fwerk%2Fform");
  assert_int_equal(handled, 0);
}

static void the_way_back_stays_on_this_site(void **state)
{
  static const char *const wrong[] = { NULL, "", "werk", "//evil.example", "/\\evil.example", "/a\\b", "https://evil.example", "/a b", "/a\r\nX: y", "/\t/x" };
  (void)state;
  for (size_t i = 0; i < COUNT(wrong); i++) assert_string_equal(return_path(wrong[i]), WORK_PATH);
  assert_string_equal(return_path("/werk/dossier?q=%20"), "/werk/dossier?q=%20");
}

static void half_signed_in_reaches_the_second_factor_only(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, false);
  assert_int_equal(get("/inloggen/code"), 200);
  assert_int_equal(get("/werk/dossier"), 303);
  assert_string_equal(header("Location"), "/inloggen/code?terug=%2Fwerk%2Fdossier");
  assert_int_equal(post("/werk/form", "name=Jan"), 303);
  assert_int_equal(handled, 0);
}

static void a_dangerous_act_asks_for_proof_that_is_fresh(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/gevaar"), 200);
  s->c.now += 11 * 60000;
  assert_int_equal(get("/werk"), 200);
  assert_int_equal(get("/werk/gevaar"), 303);
  assert_string_equal(header("Location"), "/inloggen/opnieuw?terug=%2Fwerk%2Fgevaar");
  assert_int_equal(post("/werk/form/7/weg", ""), 303);
  assert_string_equal(header("Location"), "/inloggen/opnieuw?terug=%2Fwerk%2Fform");
}

static void a_token_from_before_the_second_factor_is_worth_nothing_after_it(void **state)
{
  struct signed_in me;
  struct id late;
  bool touch;
  char before[200], token[SESSION_TOKEN_TEXT];
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, false);
  snprintf(before, sizeof before, "%s", cookie);
  assert_int_equal(session_enter(&s->c, strchr(cookie, '=') + 1, &me, &late, &touch), OK);
  assert_int_equal(session_prove(&s->c, &me.session, token), OK);
  snprintf(cookie, sizeof cookie, "kentering=%s", token);
  assert_int_equal(get("/werk/dossier"), 200);
  assert_int_equal(ask(before, "/werk/dossier", NULL), 303);
  assert_int_equal(ask(before, "/inloggen/code", NULL), 303);
}

/* --- not allowed --------------------------------------------------------------------------------- */

struct seen { int status; char body[60000], headers[400]; };

static void keep(struct seen *to)
{
  to->status = r.status;
  snprintf(to->body, sizeof to->body, "%s", buf_text(&c.out));
  snprintf(to->headers, sizeof to->headers, "%s %s", r.type, r.cache ? r.cache : "-");
  for (size_t i = 0, n = strlen(to->headers); i < r.header_count; i++, n = strlen(to->headers))
    snprintf(to->headers + n, sizeof to->headers - n, "|%s: %s", r.headers[i].name, r.headers[i].value);
}

static void what_one_may_not_see_is_byte_for_byte_what_is_not_there(void **state)
{
  static const struct { const char *target, *posted; } asks[] = {
    { "/werk/beheer", NULL }, { "/werk/leeg", NULL }, { "/werk/beheer", "name=Jan" }, { "/werk/beheer", "" }, { "/werk/bestaat-niet", "x=1" }, { "/werk/form/x", NULL },
    { "/beheer/x", NULL }, { "/beheer/y", NULL } };
  static struct seen nothing, other;
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/bestaat-niet"), 404);
  keep(&nothing);
  assert_true(shows("Kim Jansen") && shows("href=\"/werk/dossier\""));
  for (size_t i = 0; i < COUNT(asks); i++) {
    assert_int_equal(ask(cookie, asks[i].target, asks[i].posted), 404);
    keep(&other);
    assert_string_equal(nothing.body, other.body);
    assert_string_equal(nothing.headers, other.headers);
  }
  assert_int_equal(handled, 0);
}

static void the_menu_shows_what_the_role_may(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/dossier"), 200);
  assert_true(shows(">Zz files<") && shows("Kim Jansen") && !shows(">Zz colleagues<") && shows("action=\"/uitloggen\""));
  sign_in_as("b@b.nl", ROLE_ADMINISTRATOR, true);
  assert_int_equal(get("/werk/beheer"), 200);
  assert_true(!shows(">Zz files<") && shows(">Zz colleagues<"));
  assert_int_equal(get("/werk/dossier"), 404);
}

static void without_a_post_one_reaches_ones_own_account_only(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_UNKNOWN, true);
  assert_int_equal(get("/werk"), 200);
  assert_int_equal(get("/werk/dossier"), 404);
}

/* --- forms ----------------------------------------------------------------------------------------- */

static int post_raw(const char *with, const char *token)
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

static void a_form_token_of_another_session_is_worth_nothing(void **state)
{
  char token[200], first[200];
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  snprintf(first, sizeof first, "%s", cookie);
  assert_int_equal(get("/werk/form"), 200);
  c.request = &r;
  snprintf(token, sizeof token, "%s", form_token_text(&c, "/werk/form"));
  sign_in_as("b@b.nl", ROLE_TEAM, true);
  assert_int_equal(post_raw(cookie, token), 422);
  assert_int_equal(handled, 0);
  assert_int_equal(post_raw(first, token), 303);
  assert_int_equal(handled, 1);
  assert_string_equal(header("Location"), "/werk?gedaan=opgeslagen");
}

static void a_form_that_somebody_elses_change_crossed_shows_both(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(post("/werk/form", "name=Typed&colour=red&version=6"), 409);
  assert_true(shows("value=\"Typed\"") && shows("id=\"name-stored\"") && shows("</b> Stored") && !shows("id=\"colour-stored\""));
  assert_true(shows("name=\"version\" value=\"7\""));
  assert_int_equal(post("/werk/form", "name=Typed&n=zeven&version=6"), 422);
  assert_true(shows("name=\"version\" value=\"6\""));                /* what is newer was not shown: it stays the older one */
  assert_int_equal(post("/werk/form", "name=Typed&version=7"), 303);
}

static void what_was_done_is_said_in_our_own_words(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/dossier?gedaan=opgeslagen"), 200);
  assert_true(shows("role=\"status\""));
  assert_int_equal(get("/werk/dossier?gedaan=%3Cb%3Eboe"), 200);
  assert_false(shows("role=\"status\""));
}

/* --- drafts ------------------------------------------------------------------------------------------ */

static void what_is_posted_after_a_session_ran_out_stands_in_its_form_after_signing_in(void **state)
{
  static char late[200];
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  snprintf(late, sizeof late, "%s", cookie);
  s->c.now += 31 * 60000;
  assert_int_equal(post("/werk/form", "name=Typed+%26+kept&n=zeven&version=5"), 303);
  assert_string_equal(header("Location"), "/inloggen?terug=%2Fwerk%2Fform");
  assert_int_equal(handled, 0);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM draft"), 1);
  sign_in_again("a@b.nl");
  assert_int_equal(get("/werk/form"), 200);
  assert_true(shows("kept for you") || shows("voor u bewaard"));
  assert_true(shows("value=\"Typed &amp; kept\"") && shows("value=\"zeven\"") && shows("name=\"version\" value=\"5\"") && !shows("n-wrong"));
  assert_int_equal(post("/werk/form", "name=Typed"), 303);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM draft"), 0);
  assert_int_equal(get("/werk/form"), 200);
  assert_true(shows("value=\"Stored\""));
}

static void a_draft_is_nobody_elses(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(post("/werk/form?concept", "name=Typed"), 204);
  assert_int_equal(handled, 0);
  sign_in_as("b@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/form"), 200);
  assert_false(shows("Typed"));
  sign_in_again("a@b.nl");
  assert_int_equal(get("/werk/form"), 200);
  assert_true(shows("value=\"Typed\""));
}

static void nothing_is_kept_of_what_a_foreign_form_posts(void **state)
{
  static char late[200];
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  snprintf(late, sizeof late, "%s", cookie);
  s->c.now += 31 * 60000;
  assert_int_equal(post_raw(late, "AAAA"), 303);
  assert_int_equal(post_raw("kentering=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AAAA"), 303);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM draft"), 0);
}

/* --- programs -------------------------------------------------------------------------------------- */

static void programs_do_not_post_with_a_cookie(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/api/v1/iets"), 200);
  assert_int_equal(ask(NULL, "/api/v1/iets", NULL), 401);
  assert_string_equal(header("WWW-Authenticate"), "Bearer");
  assert_int_equal(ask_as_program(cookie, NULL, "POST", "/api/v1/iets"), 401);
}

static void programs_reach_what_their_key_is_for_and_no_more(void **state)
{
  struct signed_in me;
  struct id late;
  struct set one = { 0 };
  bool touch;
  char key[API_KEY_TEXT], bearer[API_KEY_TEXT + 10];
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(session_enter(&s->c, strchr(cookie, '=') + 1, &me, &late, &touch), OK);
  one = set_with(one, MAY_WRITE_FILES);
  const struct api_key k = { .label = "Program", .actions = one, .until = s->c.today };
  assert_int_equal(api_key_make(&s->c, &me, &k, key), OK);
  snprintf(bearer, sizeof bearer, "Bearer %s", key);
  assert_int_equal(ask_as_program(NULL, bearer, "POST", "/api/v1/iets"), 200);
  assert_int_equal(ask_as_program(NULL, bearer, "GET", "/api/v1/iets"), 200);
  assert_int_equal(ask_as_program(NULL, bearer, "GET", "/api/v1/zien"), 404);
  assert_int_equal(ask_as_program(NULL, bearer, "GET", "/werk"), 303);
  bearer[20] ^= 1;
  assert_int_equal(ask_as_program(NULL, bearer, "GET", "/api/v1/iets"), 401);
}

/* --- the journal ------------------------------------------------------------------------------------ */

static void a_page_leaves_after_the_lines_of_what_it_shows(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/dossier"), 200);
  assert_int_equal(lines("read"), 1);
  assert_int_equal(post("/werk/form", "name=Jan"), 303);
  assert_int_equal(lines("read"), 2);
}

static void without_its_lines_nothing_of_a_page_leaves(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  raw_run(s, "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  assert_int_equal(get("/werk/dossier"), 503);
  assert_false(shows("secret thing"));
  raw_run(s, "DROP TRIGGER full");
  assert_int_equal(get("/werk/dossier"), 200);
}

static void a_refused_change_leaves_the_lines_of_what_it_read(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(post("/werk/form", "name=Jan&version=6"), 409);
  assert_int_equal(lines("read"), 1);
}

/* --- slow parts, memory -------------------------------------------------------------------------------- */

static void what_is_slow_runs_first_and_once_and_is_still_there(void **state)
{
  (void)state;
  prepared = 0;
  assert_int_equal(ask(NULL, "/werk/traag", NULL), 303);
  assert_int_equal(prepared, 0);
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/traag"), 200);
  assert_string_equal(buf_text(&c.out), "42");
  assert_int_equal(prepared, 1);
}

static void what_a_signed_in_request_held_is_wiped(void **state)
{
  (void)state;
  sign_in_as("a@b.nl", ROLE_TEAM, true);
  assert_int_equal(get("/werk/dossier"), 200);
  assert_true(c.arena.wipe && c.out.wipe);
  assert_int_equal(get("/open"), 200);
  assert_false(c.arena.wipe || c.out.wipe);
}

static void a_route_that_asks_who_one_is_cannot_be_fast(void **state)
{
  static const struct route rows[] = { { GET, "/x", MAY_OWN, FAST, NULL, show_quiet, 0 }, { .path = NULL } };
  static const struct room wrong = { .name = "wrong", .routes = rows };
  static const struct room *const other[] = { &wrong, NULL };
  struct app wrong_app = { .rooms = other };
  (void)state;
  assert_int_equal(web_start(&s->c, &wrong_app), ERR_INVALID);
}

static void a_process_for_the_public_has_no_door(void **state)
{
  const struct config config = { .public_only = true };
  struct app public = { .rooms = house, .config = &config };
  (void)state;
  assert_int_equal(web_start(&s->c, &public), OK);
  app = public;
  assert_int_equal(ask(NULL, "/open", NULL), 200);
  assert_int_equal(ask(NULL, "/werk/dossier", NULL), 404);
  assert_int_equal(ask(NULL, "/inloggen", NULL), 404);
  assert_int_equal(ask(NULL, "/werk/bestaat-niet", NULL), 404);
}

static int set_up(void **state)
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
static int tear_down(void **state) { (void)state; ctx_release(&c); c = (struct ctx){ 0 }; scratch_free(s); return 0; }

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_cookie_that_is_double_too_long_or_garbled_counts_as_none),
    TEST(a_cookie_of_https_is_held_to_this_host_and_path),
    TEST(public_pages_neither_read_nor_set_it),
    TEST(whoever_is_not_signed_in_is_asked_to_and_comes_back),
    TEST(the_way_back_stays_on_this_site),
    TEST(half_signed_in_reaches_the_second_factor_only),
    TEST(a_token_from_before_the_second_factor_is_worth_nothing_after_it),
    TEST(a_dangerous_act_asks_for_proof_that_is_fresh),
    TEST(what_one_may_not_see_is_byte_for_byte_what_is_not_there),
    TEST(the_menu_shows_what_the_role_may),
    TEST(without_a_post_one_reaches_ones_own_account_only),
    TEST(a_form_token_of_another_session_is_worth_nothing),
    TEST(a_form_that_somebody_elses_change_crossed_shows_both),
    TEST(what_was_done_is_said_in_our_own_words),
    TEST(what_is_posted_after_a_session_ran_out_stands_in_its_form_after_signing_in),
    TEST(a_draft_is_nobody_elses),
    TEST(nothing_is_kept_of_what_a_foreign_form_posts),
    TEST(programs_do_not_post_with_a_cookie),
    TEST(programs_reach_what_their_key_is_for_and_no_more),
    TEST(a_page_leaves_after_the_lines_of_what_it_shows),
    TEST(without_its_lines_nothing_of_a_page_leaves),
    TEST(a_refused_change_leaves_the_lines_of_what_it_read),
    TEST(what_is_slow_runs_first_and_once_and_is_still_there),
    TEST(what_a_signed_in_request_held_is_wiped),
    TEST(a_route_that_asks_who_one_is_cannot_be_fast),
    TEST(a_process_for_the_public_has_no_door),
  };
  db_process_init();
  return cmocka_run_group_tests_name("door", tests, NULL, NULL);
}
