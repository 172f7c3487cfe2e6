/* The example cases load through the rules that people meet, and neither side reads the other's. */
#include "cases_helper.h"
#include "calendar.h"
#include "example_cases.h"
#include "relations.h"
#include "shipped.h"

static struct world *w;
static struct scratch *s;
static struct synth actors;
static int set_up(void **state)
{
  *state = w = world_new();
  s = w->s;
  console(w);
  s->c.now = INT64_C(1795392000000);                         /* 2026-11-23: nobody in them is born later */
  s->c.today = date_at(s->c.now);
  MUST(synth_actors(&s->c, 0, &actors));
  return 0;
}
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static bool is_example(const char *name) { return strncmp(name, "cases/", 6) == 0; }

static void sees_as(const struct synth_actor *who)
{
  seal_forget(&s->c);
  s->c.readings = NULL;
  s->c.scope = (struct scope){ .actor = who->account, .organisation = who->organisation, .region = "oost-brabant", .role = who->role, .reach = REACH_INVOLVED };
}

/* How many parts of each kind somebody reads of a household. */
static size_t kinds_seen(struct id household, size_t seen[static KIND_COUNT])
{
  const struct case_file f = case_of(s, household);
  size_t all = 0;
  for (size_t k = 0; k < KIND_COUNT; k++) {
    struct list rows;
    MUST(case_parts_of(&s->c, &case_kinds[k], &f, &rows));
    seen[k] = rows.count;
    all += rows.count;
  }
  return all;
}

static void each_loads_and_holds_every_kind(void **state)
{
  size_t loaded = 0, seen[KIND_COUNT];
  (void)state;
  for (size_t i = 0; i < shipped_count; i++) {
    struct id household;
    if (!is_example(shipped[i].name)) continue;
    console(w);
    const int rc = example_case_load(&s->c, &actors, shipped_read(&s->c.arena, NULL, shipped[i].name), &household);
    if (rc != OK) print_error("%s: %s: %s\n", shipped[i].name, s->c.error.field ? s->c.error.field : "", s->c.error.text);
    assert_int_equal(rc, OK);
    sees_as(&actors.director);
    const size_t all = kinds_seen(household, seen);
    for (size_t k = 0; k < KIND_COUNT; k++) {
      if (!seen[k]) print_error("%s: no %s\n", shipped[i].name, case_kinds[k].key);
      assert_true(seen[k] > 0);
    }
    struct family family;
    const struct case_file f = case_of(s, household);
    MUST(family_of(&s->c, &f.file, &family));
    assert_true(family.relations.count > 1);
    sees_as(&actors.team);
    const size_t a = kinds_seen(household, seen);
    sees_as(&actors.shelter);
    const size_t b = kinds_seen(household, seen);
    assert_true(a && b && a < all && b < all);
    loaded++;
  }
  assert_int_equal(loaded, 6);
}

static void what_is_no_case_is_refused_with_its_place(void **state)
{
  static const struct { const char *json, *field; } wrong[] = {
    { "{", "json" }, { "[]", "json" },
    { "{\"name\":\"X\",\"persons\":[{\"key\":\"a\"}]}", "persons" },
    { "{\"name\":\"X\",\"parts\":[{\"kind\":\"onzin\",\"days_ago\":1}]}", "kind" },
    { "{\"name\":\"X\",\"parts\":[{\"kind\":\"contact\",\"about\":\"niemand\",\"days_ago\":1}]}", "niemand" },
    { "{\"name\":\"X\",\"phases\":[{\"state\":\"recovery\",\"why\":\"X\",\"days_ago\":1}]}", "state" } };
  (void)state;
  const int64_t now = s->c.now;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct id household;
    REFUSED(example_case_load(&s->c, &actors, wrong[i].json, &household), wrong[i].field);
    assert_int_equal(s->c.now, now);
  }
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(each_loads_and_holds_every_kind),
    TEST(what_is_no_case_is_refused_with_its_place),
  };
  return cmocka_run_group_tests_name("example_cases", tests, NULL, NULL);
}
