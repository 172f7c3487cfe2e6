/* What search makes of how an offer is kept: who else gives it, and whether somebody confirmed it in time. */
#include "../../../base/test/harness.h"
#include "calendar.h"
#include "snapshot.h"

#define TODAY ((struct date){ 20261121 })
#define HELP(name_, ...) { .offer = { .name = (name_), .slug = (name_), .kind = KIND_HELP, .status = STATUS_ACTIVE, __VA_ARGS__ } }

struct fixture { struct ctx c; struct snapshot *s; struct search_result r; };

static void ask(struct fixture *f, const struct offer_line *rows, size_t count, const char *words)
{
  ctx_init(&f->c, 1795300000000, NULL, 0);
  assert_int_equal(snapshot_build(&f->c, rows, count, NULL, "", "", TODAY, &f->s), OK);
  snapshot_search(f->s, &f->c.arena, &(struct search){ .words = words }, &f->r);
}
static const char *name_at(const struct fixture *f, size_t i) { return snapshot_offer(f->s, f->r.at[i])->offer.name; }
static void drop(struct fixture *f)
{
  snapshot_release(f->s);
  ctx_release(&f->c);
}

static void what_nobody_confirmed_again_comes_after_its_equals(void **state)
{
  (void)state;
  const struct date lately = date_plus_months(TODAY, -1), long_ago = date_plus_months(TODAY, -9);
  const struct offer_line rows[] = { HELP("a groep", .verified_on = long_ago), HELP("b groep", .verified_on = lately), HELP("c groep"),
    HELP("d groep", .verified_on = long_ago, .verify_months = num(12)), HELP("e ander") };
  static const char *const order[] = { "b groep", "c groep", "d groep", "a groep" };
  struct fixture f;
  ask(&f, rows, COUNT(rows), "groep");
  assert_int_equal(f.r.total, COUNT(order));
  for (size_t i = 0; i < COUNT(order); i++) assert_string_equal(name_at(&f, i), order[i]);
  drop(&f);
  ask(&f, rows, COUNT(rows), NULL);
  assert_string_equal(name_at(&f, f.r.total - 1), "a groep");
  drop(&f);
}

static void others_who_give_it_are_found_by_name(void **state)
{
  (void)state;
  struct offer_line rows[] = { HELP("groep"), HELP("ander") };
  struct fixture f;
  rows[0].also_by = "Stichting Tweeling; Derde";
  ask(&f, rows, COUNT(rows), "tweeling");
  assert_int_equal(f.r.total, 1);
  assert_string_equal(snapshot_offer(f.s, f.r.at[0])->also_by, "Stichting Tweeling; Derde");
  drop(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_nobody_confirmed_again_comes_after_its_equals),
    cmocka_unit_test(others_who_give_it_are_found_by_name),
  };
  return cmocka_run_group_tests_name("upkeep in search", tests, NULL, NULL);
}
