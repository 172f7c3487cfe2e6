/* Requests through the house without a socket. */
#include "../../base/test/sample.h"
#include "request_try.h"
#include "text.h"

static struct ctx c;
static struct request r;
static struct app app;
static int handled;

static const char *asked(void) { return buf_text(&c.out); }
static bool shows(const char *text) { return strstr(asked(), text) != NULL; }
static int get(const char *target) { c.error = (struct error){ 0 }; c.form = NULL; return request_try(&c, &r, target, NULL); }
static int post(const char *target, const char *body) { c.error = (struct error){ 0 }; c.form = NULL; return request_try(&c, &r, target, body); }

static const char *header(const char *name)
{
  for (size_t i = 0; i < r.header_count; i++)
    if (strcmp(r.headers[i].name, name) == 0) return r.headers[i].value;
  return NULL;
}

/* --- a small room ------------------------------------------------------------------------ */

static int show_home(struct ctx *x)
{
  const struct page p = { .title = "Home" };
  page_begin(x, &p);
  put(&x->out, "home sweet home ");
  put(&x->out, local_path(x, "/ding?a=1"));
  return page_end(x, &p);
}
static int show_part(struct ctx *x)
{
  put(&x->out, path_part(x));
  return respond(x, 200, "text/plain");
}
static int show_form(struct ctx *x)
{
  const struct page p = { .title = "Form" };
  page_begin(x, &p);
  form_errors(x);
  form_token(x);
  form_blank(x, sample);
  return page_end(x, &p);
}
static int take_form(struct ctx *x)
{
  handled++;
  if (form_row(x, sample)->n.n == 13) return fail(x, ERR_INVALID, "n", "Not thirteen.");
  return redirect(x, "/form");
}
static int show_query(struct ctx *x)
{
  const struct sample *const s = form_row(x, sample);
  put(&x->out, s->n.known ? "known" : "unknown");
  if (x->form->unknown) put(&x->out, x->form->unknown);
  return respond(x, 200, "text/plain");
}
static int break_down(struct ctx *x) { return fail(x, ERR_STORE, NULL, "secret reason"); }
static int say_nothing(struct ctx *x) { (void)x; return OK; }
static int write_much(struct ctx *x) { while (!x->out.failed) put(&x->out, "much "); return respond(x, 200, "text/plain"); }
static int send_away(struct ctx *x) { return redirect(x, path_part(x)); }
static bool two_parts(struct ctx *x, void *of) { int *const n = of; put(&x->out, "part "); return ++*n < 2; }
static int answer_in_parts(struct ctx *x) { return respond_parts(x, 200, "text/plain", two_parts, arena_new(&x->arena, int, 1)); }
static int refuse_data(struct ctx *x) { return fail(x, ERR_INVALID, "x", "Wrong x."); }

static const struct route table[] = {
  { GET,  "/",           MAY_ANYBODY, FAST, NULL, show_home, ROUTE_NL_EN },
  { GET,  "/ding",       MAY_ANYBODY, FAST, NULL, show_home, ROUTE_NL_EN },
  { GET,  "/ding/:naam", MAY_ANYBODY, FAST, NULL, show_part, ROUTE_NL_EN },
  { GET,  "/alleen",     MAY_ANYBODY, FAST, NULL, show_home, 0 },
  { GET,  "/form",       MAY_ANYBODY, FAST, NULL, show_form, ROUTE_NL_EN },
  { POST, "/form",       MAY_ANYBODY, FAST, &sample_record, take_form, ROUTE_NL_EN },
  { GET,  "/vraag",      MAY_ANYBODY, FAST, &sample_record, show_query, 0 },
  { GET,  "/stuk",       MAY_ANYBODY, FAST, NULL, break_down, 0 },
  { GET,  "/stil",       MAY_ANYBODY, FAST, NULL, say_nothing, 0 },
  { GET,  "/veel",       MAY_ANYBODY, FAST, NULL, write_much, 0 },
  { GET,  "/weg/:waar",  MAY_ANYBODY, FAST, NULL, send_away, 0 },
  { GET,  "/delen",      MAY_ANYBODY, FAST, NULL, answer_in_parts, 0 },
  { GET,  "/api/v1/x",   MAY_ANYBODY, FAST, NULL, refuse_data, ROUTE_DATA },
  { .path = NULL }
};
static const struct link_to menu[] = { { "/ding", "Thing" }, { .path = NULL } };
static const struct room room = { .name = "test", .routes = table, .menu = menu };
static const struct room *const house[] = { &room, NULL };

/* --- paths ------------------------------------------------------------------------------- */

static void a_page_answers_in_the_language_of_its_address(void **state)
{
  (void)state;
  assert_int_equal(get("/"), 200);
  assert_true(shows("<html lang=\"nl\">") && shows("home sweet home /ding?a=1"));
  assert_int_equal(get("/en"), 200);
  assert_true(shows("<html lang=\"en\">") && shows("home sweet home /en/ding?a=1"));
  assert_int_equal(get("/en/ding?x=1"), 200);
  assert_int_equal(get("/en/alleen"), 404);
  assert_true(shows("<html lang=\"en\">"));
  assert_int_equal(get("/english"), 404);
  assert_true(shows("<html lang=\"nl\">"));
}

static void a_slash_too_many_leads_to_the_page_without_it(void **state)
{
  (void)state;
  assert_int_equal(get("/ding/?q=%20"), 301);
  assert_string_equal(header("Location"), "/ding?q=%20");
  assert_int_equal(get("/en/"), 301);
  assert_string_equal(header("Location"), "/en");
  assert_int_equal(get("/en/ding/"), 301);
  assert_string_equal(header("Location"), "/en/ding");
}

static void no_address_leads_to_another_site(void **state)
{
  static const char *const wrong[] = { "//ding/", "//evil.example/", "/\\evil.example/", "/%2Fevil.example/", "/ding%2f", "/nergens/" };
  (void)state;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    assert_int_equal(get(wrong[i]), 404);
    assert_null(header("Location"));
  }
  assert_int_equal(get("/weg/x"), 500);
  assert_null(header("Location"));
  assert_int_equal(get("/ding/?q=a\rSet-Cookie:%20x=1"), 400);
  assert_null(header("Location"));
}

static void the_parameter_comes_decoded(void **state)
{
  (void)state;
  assert_int_equal(get("/ding/caf%C3%A9%20x"), 200);
  assert_string_equal(asked(), "café x");
}

static void an_address_that_is_no_text_is_answered_with_a_page(void **state)
{
  static const char *const wrong[] = { "/ding/%00", "/ding/%ff", "/ding/%4", "/ding/%0a", "*", "", "ding" };
  (void)state;
  for (size_t i = 0; i < COUNT(wrong); i++) assert_int_equal(get(wrong[i]), 400);
  assert_true(shows("tel:112") && shows("0800-2000"));
}

static void a_known_path_with_another_method_says_which_it_takes(void **state)
{
  (void)state;
  assert_int_equal(post("/ding", ""), 405);
  assert_string_equal(header("Allow"), "GET, HEAD");
}

static void bad_or_unknown_parameters_do_not_stop_a_page(void **state)
{
  (void)state;
  assert_int_equal(get("/vraag?n=7"), 200);
  assert_string_equal(asked(), "known");
  assert_int_equal(get("/vraag?n=seven&wat=1"), 200);
  assert_string_equal(asked(), "unknownwat");
  assert_int_equal(get("/vraag"), 200);
}

/* --- forms ------------------------------------------------------------------------------- */

static void a_form_that_is_right_is_handled_once(void **state)
{
  (void)state;
  handled = 0;
  assert_int_equal(post("/form", "name=Jan"), 303);
  assert_string_equal(header("Location"), "/form");
  assert_int_equal(handled, 1);
}

static void a_form_that_is_wrong_comes_back_as_it_was_typed(void **state)
{
  (void)state;
  handled = 0;
  assert_int_equal(post("/form", "name=Jan&n=%22seven%22"), 422);
  assert_int_equal(handled, 0);
  assert_true(shows("value=\"&#34;seven&#34;\"") && shows("href=\"#f-n\"") && shows("value=\"Jan\""));
  assert_int_equal(post("/en/form", "name=Jan&n=13"), 422);
  assert_int_equal(handled, 1);
  assert_true(shows("Not thirteen.") && shows("<html lang=\"en\">"));
  assert_true(shows("href=\"#f-n\"") && shows("id=\"n-wrong\""));
}

static void a_text_far_too_long_comes_back_cut_between_two_characters(void **state)
{
  struct buf b = { 0 };
  (void)state;
  put(&b, "name=x");
  for (int i = 0; i < 60000; i++) put(&b, "%C3%A9");
  assert_int_equal(post("/form", buf_text(&b)), 422);
  assert_in_range(c.out.len, 1000, 20000);
  assert_true(text_valid(c.out.at, c.out.len));
  assert_true(shows("value=\"x\xC3\xA9"));
  buf_release(&b);
}

static const char *origin;
static int try_raw(const char *body, const char *site)
{
  c.error = (struct error){ 0 };
  c.form = NULL;
  r = (struct request){ .method = "POST", .target = "/form", .content_type = "application/x-www-form-urlencoded", .fetch_site = site, .origin = origin, .host = "hulp.example" };
  put(&r.body, body);
  c.request = &r;
  enum stage stage = request_begin(&c);
  while (stage != STAGE_DONE) stage = request_end(&c, request_body(&c, NULL));
  buf_release(&r.body);
  return r.status;
}

static int try_with_token(const char *token, const char *more, const char *site)
{
  struct buf b = { 0 };
  put(&b, "name=Jan&form_token=");
  put(&b, token);
  put(&b, more);
  const int status = try_raw(buf_text(&b), site);
  buf_release(&b);
  return status;
}

static void a_form_needs_a_token_of_ours_for_its_page_that_is_not_old(void **state)
{
  (void)state;
  handled = 0;
  char token[200];
  assert_int_equal(try_raw("name=Jan", NULL), 422);
  assert_int_equal(try_with_token("", "", NULL), 422);
  assert_int_equal(try_with_token(form_token_text(&c, "/ding"), "", NULL), 422);
  snprintf(token, sizeof token, "%s", form_token_text(&c, "/form"));
  token[10] = token[10] == 'A' ? 'B' : 'A';
  assert_int_equal(try_with_token(token, "", NULL), 422);
  snprintf(token, sizeof token, "%s", form_token_text(&c, "/form"));
  c.now += 5 * 3600 * 1000;
  assert_int_equal(try_with_token(token, "", NULL), 422);
  c.now = NOW;
  assert_int_equal(handled, 0);
  assert_int_equal(try_with_token(token, "", NULL), 303);
  assert_int_equal(handled, 1);
}

static void a_form_from_another_site_or_with_the_hidden_field_filled_is_refused(void **state)
{
  const char *const token = form_token_text(&c, "/form");
  (void)state;
  handled = 0;
  assert_int_equal(try_with_token(token, "", "cross-site"), 422);
  assert_int_equal(try_with_token(token, "", "same-site"), 422);
  assert_int_equal(try_with_token(token, "&form_website=x", NULL), 422);
  assert_int_equal(handled, 0);
  assert_int_equal(try_with_token(token, "&form_website=", "same-origin"), 303);
  static const struct { const char *origin; int status; } older[] = { { "https://hulp.example", 303 }, { "null", 303 }, { "https://elsewhere.example", 422 },
    { "https://hulp.example.elsewhere.example", 422 }, { "hulp.example", 422 } };
  for (size_t i = 0; i < COUNT(older); i++) {
    origin = older[i].origin;
    assert_int_equal(try_with_token(token, "", NULL), older[i].status);
    assert_int_equal(try_with_token(token, "", "same-origin"), 303);
  }
  origin = NULL;
}

/* --- what goes wrong ----------------------------------------------------------------------- */

static void what_went_wrong_inside_is_not_told_but_help_is_near(void **state)
{
  (void)state;
  assert_int_equal(get("/stuk"), 500);
  assert_false(shows("secret"));
  assert_true(shows("tel:112") && shows("0800-2000"));
  assert_int_equal(get("/stil"), 500);
}

static void more_than_an_answer_may_hold_is_refused_as_a_whole(void **state)
{
  (void)state;
  assert_int_equal(get("/veel"), 400);
  assert_true(c.out.len < 20000 && shows("</html>"));
}

static void random_same(void *bytes, size_t n) { memset(bytes, 5, n); }

static void so_many_answers_in_parts_are_read_at_once_and_no_more(void **state)
{
  static struct ctx readers[PARTS_AT_ONCE];
  static struct request requests[PARTS_AT_ONCE];
  (void)state;
  for (size_t i = 0; i < PARTS_AT_ONCE; i++) {
    ctx_init(&readers[i], NOW, random_same, 1 << 20);
    readers[i].app = &app;
    assert_int_equal(request_try(&readers[i], &requests[i], "/delen", NULL), 200);
    assert_string_equal(buf_text(&readers[i].out), "part part ");
  }
  assert_int_equal(get("/delen"), 503);
  assert_non_null(header("Retry-After"));
  assert_null(r.more);
  ctx_release(&readers[0]);
  assert_int_equal(get("/delen"), 200);
  for (size_t i = 1; i < PARTS_AT_ONCE; i++) ctx_release(&readers[i]);
}

static void programs_get_a_problem_document(void **state)
{
  (void)state;
  assert_int_equal(get("/api/v1/x"), 400);
  assert_string_equal(r.type, "application/problem+json");
  assert_true(shows("\"status\":400") && shows("\"field\":\"x\""));
  assert_int_equal(get("/api/v1/nergens"), 404);
  assert_string_equal(r.type, "application/problem+json");
}

static void files_are_found_under_their_hash_and_kept(void **state)
{
  (void)state;
  assert_int_equal(get(asset_url(&c, "site.css")), 200);
  assert_non_null(strstr(r.cache, "immutable"));
  assert_int_equal(get("/assets/000000000000/site.css"), 200);
  assert_null(strstr(r.cache, "immutable"));
  assert_int_equal(get("/assets/000000000000/none.css"), 404);
  assert_int_equal(get("/assets/"), 404);
}

static void the_health_page_tells_when_nothing_can_be_read_or_saved(void **state)
{
  (void)state;
  assert_int_equal(get("/healthz"), 200);
  app.web->commit_failed = true;
  assert_int_equal(get("/healthz"), 503);
  assert_true(shows("not saving"));
  app.web->commit_failed = false;
  app.web->store_seen -= 60000;
  assert_int_equal(get("/healthz"), 503);
  assert_true(shows("silent"));
}

static void the_way_out_must_lead_to_a_site(void **state)
{
  static const char *const good[] = { "https://www.buienradar.nl/", "http://weer.nl", "https://weer.nl/a?b#c", "https://[::1]:8080/" };
  static const char *const bad[] = { "", "www.buienradar.nl", "/hulp", "javascript:alert(1)", "https://", "https:///x", "https://a b/", "HTTPS//x", "https://u@weer.nl" };
  (void)state;
  for (size_t i = 0; i < COUNT(good) + COUNT(bad); i++) {
    const struct config config = { .exit_url = i < COUNT(good) ? good[i] : bad[i - COUNT(good)] };
    struct app other = { .config = &config, .rooms = house };
    const int rc = web_start(&c, &other);
    assert_int_equal(rc, i < COUNT(good) ? OK : ERR_INVALID);
    if (rc != OK) assert_string_equal(c.error.field, "exit-url");
  }
  c.error = (struct error){ 0 };
}
static void rooms_bring_the_links_of_the_menu(void **state)
{
  (void)state;
  assert_int_equal(get("/en/ding"), 200);
  assert_true(shows("href=\"/en/ding\"") && shows(">Thing<"));
}

static int set_up(void **state)
{
  (void)state;
  ctx_init(&c, NOW, random_same, 8 << 20);
  app = (struct app){ .rooms = house };
  return web_start(&c, &app);
}
static int tear_down(void **state) { (void)state; ctx_release(&c); return 0; }

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_page_answers_in_the_language_of_its_address),
    TEST(a_slash_too_many_leads_to_the_page_without_it),
    TEST(no_address_leads_to_another_site),
    TEST(the_parameter_comes_decoded),
    TEST(an_address_that_is_no_text_is_answered_with_a_page),
    TEST(a_known_path_with_another_method_says_which_it_takes),
    TEST(bad_or_unknown_parameters_do_not_stop_a_page),
    TEST(a_form_that_is_right_is_handled_once),
    TEST(a_form_that_is_wrong_comes_back_as_it_was_typed),
    TEST(a_text_far_too_long_comes_back_cut_between_two_characters),
    TEST(a_form_needs_a_token_of_ours_for_its_page_that_is_not_old),
    TEST(a_form_from_another_site_or_with_the_hidden_field_filled_is_refused),
    TEST(what_went_wrong_inside_is_not_told_but_help_is_near),
    TEST(more_than_an_answer_may_hold_is_refused_as_a_whole),
    TEST(so_many_answers_in_parts_are_read_at_once_and_no_more),
    TEST(programs_get_a_problem_document),
    TEST(files_are_found_under_their_hash_and_kept),
    TEST(the_health_page_tells_when_nothing_can_be_read_or_saved),
    TEST(the_way_out_must_lead_to_a_site),
    TEST(rooms_bring_the_links_of_the_menu),
  };
  return cmocka_run_group_tests_name("dispatch", tests, NULL, NULL);
}
