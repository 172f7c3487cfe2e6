#include "../../base/test/harness.h"
#include "router.h"

static int nothing(struct ctx *c) { (void)c; return OK; }
static struct ctx c;

#define PAGE(method_, path_) { method_, path_, MAY_ANYBODY, FAST, NULL, nothing, 0 }
static const struct route end[] = { { .path = NULL } };
static const struct route good[] = {
  PAGE(GET, "/"), PAGE(GET, "/hulp"), PAGE(POST, "/hulp"), PAGE(GET, "/hulp/:slug"), PAGE(GET, "/hulp/nieuw"), PAGE(POST, "/hulp/:naam"),
  PAGE(GET, "/hulp/:slug/print"), PAGE(GET, "/:wat"), PAGE(GET, "/werk/:id/a/b"), { .path = NULL } };

static int built(const struct route *rows, const struct router **out)
{
  const struct room room = { .name = "test", .routes = rows };
  const struct room *const of[] = { &room, NULL };
  return router_build(&c, of, end, false, out);
}

static const char *found_path(const struct router *r, const char *path, bool post)
{
  struct found found;
  if (!router_find(r, path, strlen(path), &found)) return "nowhere";
  const struct route *const row = post ? found.post : found.get;
  return row ? row->path : "other method";
}

static void set_router(const struct router **r) { assert_int_equal(built(good, r), OK); }

static void a_path_finds_its_rows_by_method(void **state)
{
  const struct router *r = NULL;
  (void)state;
  set_router(&r);
  assert_string_equal(found_path(r, "/", false), "/");
  assert_string_equal(found_path(r, "/", true), "other method");
  assert_string_equal(found_path(r, "/hulp", false), "/hulp");
  assert_string_equal(found_path(r, "/hulp", true), "/hulp");
  assert_string_equal(found_path(r, "/hulp/x", true), "/hulp/:naam");
  assert_string_equal(found_path(r, "/hulp/x/y", false), "nowhere");
  assert_string_equal(found_path(r, "/hulp/", false), "nowhere");
  assert_string_equal(found_path(r, "//", false), "nowhere");
  assert_string_equal(found_path(r, "", false), "nowhere");
}

static void an_exact_path_wins_over_a_parameter(void **state)
{
  const struct router *r = NULL;
  (void)state;
  set_router(&r);
  assert_string_equal(found_path(r, "/hulp/nieuw", false), "/hulp/nieuw");
  assert_string_equal(found_path(r, "/hulp/:slug", false), "/hulp/:slug");
  assert_string_equal(found_path(r, "/anders", false), "/:wat");
}

static void the_parameter_is_the_part_that_stands_in_its_place(void **state)
{
  static const char path[] = "/hulp/een twee/print", deep[] = "/werk/7/a/b";
  const struct router *r = NULL;
  struct found found;
  (void)state;
  set_router(&r);
  assert_true(router_find(r, path, sizeof path - 1, &found));
  assert_string_equal(found.get->path, "/hulp/:slug/print");
  assert_int_equal(found.part_size, 8);
  assert_memory_equal(found.part, "een twee", 8);
  assert_true(router_find(r, deep, sizeof deep - 1, &found));
  assert_memory_equal(found.part, "7", found.part_size);
}

static void long_paths_are_looked_for_without_harm(void **state)
{
  const struct router *r = NULL;
  char path[5000];
  (void)state;
  set_router(&r);
  memset(path, '/', sizeof path);
  struct found found;
  assert_false(router_find(r, path, sizeof path, &found));
  memset(path + 1, 'x', sizeof path - 1);
  assert_true(router_find(r, path, sizeof path, &found));
  assert_int_equal(found.part_size, sizeof path - 1);
}

static void refused(struct route row)
{
  const struct route rows[] = { row, { .path = NULL } };
  const struct router *r = NULL;
  assert_int_equal(built(rows, &r), ERR_INVALID);
  assert_null(r);
  assert_string_equal(c.error.field, row.path);
}

static void a_row_without_role_or_handler_does_not_start(void **state)
{
  (void)state;
  refused((struct route){ GET, "/x", MAY_UNSET, FAST, NULL, nothing, 0 });
  refused((struct route){ GET, "/x", MAY_ANYBODY, FAST, NULL, NULL, 0 });
}

static void a_path_that_is_not_fit_does_not_start(void **state)
{
  static const char *const wrong[] = { "x", "/x/", "//", "/a//b", "/:a/:b", "/a:b", "/x?y", "/a%20", "/a b", "/en", "/en/x", "/assets/x" };
  (void)state;
  for (size_t i = 0; i < COUNT(wrong); i++) refused((struct route)PAGE(GET, wrong[i]));
}

static void a_path_twice_does_not_start_whatever_its_parameter_is_called(void **state)
{
  const struct route twice[] = { PAGE(GET, "/a/:x"), PAGE(GET, "/a/:y"), { .path = NULL } };
  const struct router *r = NULL;
  (void)state;
  assert_int_equal(built(twice, &r), ERR_INVALID);
  assert_string_equal(c.error.field, "/a/:y");
}

static int tear_down(void **state) { (void)state; ctx_release(&c); return 0; }

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_path_finds_its_rows_by_method),
    TEST(an_exact_path_wins_over_a_parameter),
    TEST(the_parameter_is_the_part_that_stands_in_its_place),
    TEST(long_paths_are_looked_for_without_harm),
    TEST(a_row_without_role_or_handler_does_not_start),
    TEST(a_path_that_is_not_fit_does_not_start),
    TEST(a_path_twice_does_not_start_whatever_its_parameter_is_called),
  };
  return cmocka_run_group_tests_name("router", tests, NULL, NULL);
}
