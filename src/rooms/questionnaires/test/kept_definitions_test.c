/* What is read of questionnaires that never change, and how long it stays. */
#include "../../../store/test/scratch.h"
#include "questionnaires.h"

static int set_up(void **state)
{
  struct scratch *const s = scratch_with_schema();
  s->c.scope.reach = REACH_ALL;
  *state = s;
  return 0;
}
static int tear_down(void **state) { scratch_free(*state); return 0; }

static struct questionnaire ready(struct scratch *s)
{
  struct questionnaire q = { .name = NULL };
  assert_int_equal(questionnaire_newest(&s->c, "safety", &q), OK);
  return q;
}

static struct definition read_of(struct ctx *c, const struct questionnaire *q)
{
  struct definition d = { .name = NULL };
  assert_int_equal(questionnaire_definition(c, q, &d), OK);
  return d;
}

static void what_is_ready_is_read_once_for_a_connection(void **state)
{
  struct scratch *const s = *state;
  const struct questionnaire q = ready(s);
  struct ctx other;
  ctx_init(&other, NOW, chance_bytes, 0);
  other.db = s->c.db;
  const struct definition first = read_of(&other, &q);
  ctx_release(&other);                                       /* whoever read it first is gone */
  const struct definition again = read_of(&s->c, &q);
  assert_ptr_equal(first.items, again.items);
  assert_string_equal(again.name, "safety");
  assert_true(again.count > 1 && again.items[0].link_id[0]);
}

static void a_draft_is_read_each_time(void **state)
{
  struct scratch *const s = *state;
  struct questionnaire q = ready(s);
  q.state = QUESTIONNAIRE_DRAFT;
  assert_ptr_not_equal(read_of(&s->c, &q).items, read_of(&s->c, &q).items);
}

static void each_text_has_its_own_however_many_there_are(void **state)
{
  enum { MANY = 40 };
  struct scratch *const s = *state;
  struct questionnaire q = ready(s);
  const char *const before = strstr(q.json, "\"id\""), *const rest = strchr(before, ',');
  assert_non_null(rest);
  for (int times = 0; times < 2; times++)
    for (int i = 0; i < MANY; i++) {
      char id[40];
      snprintf(id, sizeof id, "\"id\": \"other-%d\"", i);
      struct questionnaire other = q;
      other.json = JOIN(&s->c.arena, arena_text(&s->c.arena, q.json, (size_t)(before - q.json)), id, rest);
      snprintf(id, sizeof id, "other-%d", i);
      assert_string_equal(read_of(&s->c, &other).name, id);
    }
}

static void what_cannot_be_read_is_refused_every_time(void **state)
{
  struct scratch *const s = *state;
  struct questionnaire q = ready(s);
  struct definition d;
  q.json = "{\"resourceType\": \"Patient\"}";
  for (int i = 0; i < 3; i++) assert_int_equal(questionnaire_definition(&s->c, &q, &d), ERR_INVALID);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(what_is_ready_is_read_once_for_a_connection),
    TEST(a_draft_is_read_each_time),
    TEST(each_text_has_its_own_however_many_there_are),
    TEST(what_cannot_be_read_is_refused_every_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
