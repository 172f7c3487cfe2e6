/* The same seed tells the same story; nobody in it can be mistaken for somebody real. */
#include "world.h"
#include "synth.h"

static struct world *w;
static int set_up(void **state) { *state = w = world_new(); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

/* All that is told of persons, in an order that does not depend on ids. */
static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }
static const char *story(uint64_t seed, size_t n)
{
  static const struct record *const of[] = { &person_record, &address_record, &contact_way_record };
  struct scratch *const s = w->s;
  struct synth synth = { .seed = seed };
  struct id household;
  const char *lines[200];
  size_t count = 0;
  console(w);
  MUST(synth_actors(&s->c, 3, &synth));
  MUST(synth_household(&s->c, &synth, n, &household));
  for (size_t r = 0; r < COUNT(of); r++) {
    char sql[120];
    struct list rows;
    snprintf(sql, sizeof sql, "FROM %s WHERE %s.region = $1", of[r]->name, of[r]->name);
    const struct query all = { of[r], sql };
    MUST(record_select_(&s->c, of[r], &rows.rows, &rows.count, &all, P0));
    for (size_t i = 0; i < rows.count; i++) {
      struct buf b = { 0 };
      for (size_t k = 0; k < of[r]->count; k++)
        if (of[r]->fields[k].kind != FIELD_REF) { field_print(&of[r]->fields[k], (char *)rows.rows + i * of[r]->size, &b); put(&b, "|"); }
      assert_true(count < COUNT(lines));
      lines[count++] = buf_to_arena(&s->c.arena, &b);
    }
  }
  qsort(lines, count, sizeof *lines, by_text);
  struct buf b = { 0 };
  for (size_t i = 0; i < count; i++) { put(&b, lines[i]); put(&b, "\n"); }
  char *const text = strdup(buf_text(&b));
  buf_release(&b);
  assert_non_null(text);
  return text;
}

static const char *in_a_new_world(uint64_t seed, size_t n)
{
  world_free(w);
  w = world_new();
  return story(seed, n);
}

static void the_same_seed_makes_the_same_persons_and_another_seed_others(void **state)
{
  (void)state;
  for (size_t n = 0; n < 3; n++) {
    const char *const one = in_a_new_world(7, n), *const again = in_a_new_world(7, n), *const other = in_a_new_world(8, n);
    assert_string_equal(one, again);
    assert_string_not_equal(one, other);
    assert_true(strlen(one) > 200);
    free((void *)one);
    free((void *)again);
    free((void *)other);
  }
}

static void numbers_and_addresses_cannot_be_anybodys(void **state)
{
  const char *const text = story(7, 0);
  (void)state;
  assert_non_null(strstr(text, "0000 AA"));
  for (const char *s = text; (s = strstr(s, "06-")); s++) assert_memory_equal(s, "06-000", 6);
  for (const char *s = text; (s = strchr(s, '@')); s++) assert_memory_equal(s, "@voorbeeld.invalid", 18);
  free((void *)text);
}

static void the_team_and_the_shelter_do_not_see_each_others_side(void **state)
{
  struct scratch *const s = w->s;
  struct synth synth = { .seed = 3 };
  struct id household;
  struct household_file f;
  (void)state;
  console(w);
  MUST(synth_actors(&s->c, 3, &synth));
  MUST(synth_household(&s->c, &synth, 0, &household));
  seal_forget(&s->c);
  s->c.scope = (struct scope){ .actor = synth.team.account, .organisation = synth.team.organisation, .region = "oost-brabant", .role = "team", .reach = REACH_INVOLVED };
  MUST(household_file(&s->c, household, &f));
  assert_int_equal(f.sides.count, 1);
  assert_int_equal(f.persons.count, 1);
  assert_true(f.members.count >= 2);
  seal_forget(&s->c);
  s->c.scope.actor = synth.shelter.account;
  s->c.scope.organisation = synth.shelter.organisation;
  MUST(household_file(&s->c, household, &f));
  assert_int_equal(f.sides.count, 1);
  assert_int_equal(f.sides.at[0].letter, SIDE_B);
  assert_int_equal(f.persons.count, f.members.count - 1);
}

static void no_message_may_be_left_on_what_is_not_safe(void **state)
{
  struct scratch *const s = w->s;
  struct synth synth = { .seed = 5 };
  struct id household;
  struct household_file f;
  size_t unsafe = 0;
  (void)state;
  console(w);
  MUST(synth_actors(&s->c, 0, &synth));
  for (size_t n = 0; n < 20; n++) {
    MUST(synth_household(&s->c, &synth, n, &household));
    MUST(household_file(&s->c, household, &f));
    for (size_t i = 0; i < f.persons.count; i++) {
      struct contact_way_list ways;
      MUST(contacts_of(&s->c, f.persons.at[i].id, &ways));
      for (size_t k = 0; k < ways.count; k++) {
        if (ways.at[k].safe == YES) continue;
        assert_int_not_equal(ways.at[k].voicemail, YES);
        unsafe++;
      }
    }
  }
  assert_true(unsafe > 10);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(the_same_seed_makes_the_same_persons_and_another_seed_others),
    TEST(numbers_and_addresses_cannot_be_anybodys),
    TEST(the_team_and_the_shelter_do_not_see_each_others_side),
    TEST(no_message_may_be_left_on_what_is_not_safe),
  };
  return cmocka_run_group_tests_name("synth", tests, NULL, NULL);
}
