/* Requests through the house without a socket. */
#include "../../base/test/sample.h"
#include "dispatch.h"
#include "web_state.h"

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
  if (form_row(x, sample)->n.n == 13) return field_error(x, sample, n, "Not thirteen.");
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
static int refuse_data(struct ctx *x) { return fail(x, ERR_INVALID, "x", "Wrong x."); }

static const struct route table[] = {
  { GET,  "/",           ROLE_PUBLIC, FAST, NULL, show_home, ROUTE_NL_EN },
  { GET,  "/ding",       ROLE_PUBLIC, FAST, NULL, show_home, ROUTE_NL_EN },
  { GET,  "/ding/:naam", ROLE_PUBLIC, FAST, NULL, show_part, ROUTE_NL_EN },
  { GET,  "/alleen",     ROLE_PUBLIC, FAST, NULL, show_home, 0 },
  { GET,  "/form",       ROLE_PUBLIC, FAST, NULL, show_form, ROUTE_NL_EN },
  { POST, "/form",       ROLE_PUBLIC, FAST, &sample_record, take_form, ROUTE_NL_EN },
  { GET,  "/vraag",      ROLE_PUBLIC, FAST, &sample_record, show_query, 0 },
  { GET,  "/stuk",       ROLE_PUBLIC, FAST, NULL, break_down, 0 },
  { GET,  "/stil",       ROLE_PUBLIC, FAST, NULL, say_nothing, 0 },
  { GET,  "/veel",       ROLE_PUBLIC, FAST, NULL, write_much, 0 },
  { GET,  "/weg/:waar",  ROLE_PUBLIC, FAST, NULL, send_away, 0 },
  { GET,  "/api/v1/x",   ROLE_PUBLIC, FAST, NULL, refuse_data, ROUTE_DATA },
  { .path = NULL }
};
static const struct room room = { .name = "test", .routes = table };
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
}

static int try_raw(const char *body, const char *site)
{
  c.error = (struct error){ 0 };
  c.form = NULL;
  r = (struct request){ .method = "POST", .target = "/form", .content_type = "application/x-www-form-urlencoded", .fetch_site = site };
  put(&r.body, body);
  c.request = &r;
  enum step step = request_begin(&c);
  while (step != STEP_DONE) step = request_end(&c, request_body(&c, NULL));
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

static void the_health_page_tells_when_the_writer_is_silent(void **state)
{
  (void)state;
  assert_int_equal(get("/healthz"), 200);
  app.web->store_seen -= 60000;
  assert_int_equal(get("/healthz"), 503);
}

static void random_same(void *bytes, size_t n) { memset(bytes, 5, n); }
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
    TEST(a_form_needs_a_token_of_ours_for_its_page_that_is_not_old),
    TEST(a_form_from_another_site_or_with_the_hidden_field_filled_is_refused),
    TEST(what_went_wrong_inside_is_not_told_but_help_is_near),
    TEST(more_than_an_answer_may_hold_is_refused_as_a_whole),
    TEST(programs_get_a_problem_document),
    TEST(files_are_found_under_their_hash_and_kept),
    TEST(the_health_page_tells_when_the_writer_is_silent),
  };
  return cmocka_run_group_tests_name("dispatch", tests, NULL, NULL);
}
