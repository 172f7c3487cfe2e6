/* Which stored answers count when other rules are held against them: the newest of each person, as they were decided on. */
#include "kept_helper.h"
#include "reevaluate.h"

enum { MOST = 20 };
struct seen { size_t count; struct id person[MOST]; bool debts[MOST], control[MOST], set_aside[MOST]; };

static int note(struct ctx *c, const struct stored_profile *p, void *arg)
{
  struct seen *const seen = arg;
  assert_true(seen->count < MOST);
  assert_string_equal(c->scope.region, p->profile->region);
  const size_t i = seen->count++;
  seen->person[i] = p->person;
  seen->debts[i] = set_has(p->profile->life_areas, AREA_DEBTS);
  seen->control[i] = profile_tells_control(p->profile);
  seen->set_aside[i] = p->control_set_aside;
  return OK;
}

/* In parts of that many rows, as the program itself. */
static struct seen walked(struct kept *k, size_t most)
{
  const struct scope before = k->s->c.scope;
  struct seen seen = { .count = 0 };
  struct id after = ID_NONE;
  size_t rows = most;
  k->s->c.scope = (struct scope){ .reach = REACH_ALL };
  while (rows == most) MUST(stored_profiles.walk(&k->s->c, &after, most, note, &seen, &rows));
  k->s->c.scope = before;
  return seen;
}

static size_t place_of(const struct seen *seen, struct id person)
{
  size_t i = 0;
  while (i < seen->count && !id_same(seen->person[i], person)) i++;
  assert_true(i < seen->count);
  return i;
}

static void the_newest_answers_of_each_person_count_and_once(void **state)
{
  struct kept *const k = *state;
  struct screening_new n = of_bram();
  int64_t rows;
  struct id id;
  acts(k->s, DIRECTOR);
  MUST(screens(k, k->noor, &n, &id));
  for (int day = 0; day < 6; day++) {
    later(k, DIRECTOR);
    n.profile.life_areas = day < 5 ? set_with((struct set){ 0 }, AREA_DEBTS) : (struct set){ 1 };
    MUST(screens(k, k->bram, &n, &id));
  }
  MUST(stored_profiles.count(&k->s->c, &rows));
  assert_int_equal(rows, 7);
  for (size_t most = 1; most < 9; most++) {
    const struct seen seen = walked(k, most);
    assert_int_equal(seen.count, 2);
    assert_false(seen.debts[place_of(&seen, k->bram)]);
  }
}

static void control_that_was_written_down_before_still_counts(void **state)
{
  struct kept *const k = *state;
  struct screening_new n = of_bram();
  struct id id;
  acts(k->s, DIRECTOR);
  n.profile.coercive_control = YES;
  MUST(screens(k, k->bram, &n, &id));
  later(k, DIRECTOR);
  n.profile.coercive_control = NO;
  MUST(screens(k, k->bram, &n, &id));
  const struct seen seen = walked(k, 4);
  assert_int_equal(seen.count, 1);
  assert_true(seen.control[0]);
}

static void what_two_people_set_aside_is_set_aside(void **state)
{
  struct kept *const k = *state;
  struct screening_new n = of_bram();
  struct control_set_aside open;
  struct id id;
  acts(k->s, DIRECTOR);
  n.profile.coercive_control = YES;
  MUST(screens(k, k->bram, &n, &id));
  MUST(set_aside_ask(&k->s->c, k->bram, &(struct set_aside_new){ .reason = "Beiden zijn apart gesproken." }));
  assert_false(walked(k, 4).set_aside[0]);
  later(k, FOR_A);
  MUST(set_aside_open(&k->s->c, k->bram, &open));
  MUST(set_aside_agree(&k->s->c, k->bram, open.version));
  assert_true(walked(k, 4).set_aside[0]);
}

int main(void)
{
  const struct CMUnitTest stored[] = {
    TEST(the_newest_answers_of_each_person_count_and_once),
    TEST(control_that_was_written_down_before_still_counts),
    TEST(what_two_people_set_aside_is_set_aside),
  };
  db_process_init();
  return cmocka_run_group_tests_name("stored profiles", stored, NULL, NULL);
}
