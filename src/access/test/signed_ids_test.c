/* Links made of an id and its keyed hash. */
#include "../../store/test/scratch.h"
#include "ids.h"
#include "signed_ids.h"

static int set_up(void **state) { *state = scratch_with_schema(); return 0; }
static int tear_down(void **state) { scratch_free(*state); return 0; }

#define MUST(call) assert_int_equal(call, OK)

static void a_link_leads_to_its_id_for_its_own_use_and_moment_only(void **state)
{
  struct ctx *const c = &((struct scratch *)*state)->c;
  const struct id id = id_random(c);
  struct id read;
  const char *text, *again;
  MUST(signed_id_text(c, "one", id, 7, &text));
  MUST(signed_id_text(c, "one", id, 7, &again));
  assert_string_equal(text, again);
  MUST(signed_id_read(c, "one", text, 7, &read));
  assert_true(id_same(read, id));
  assert_int_equal(signed_id_read(c, "two", text, 7, &read), ERR_NOT_FOUND);
  assert_int_equal(signed_id_read(c, "one", text, 8, &read), ERR_NOT_FOUND);
  assert_int_equal(signed_id_read(c, "one", NULL, 7, &read), ERR_NOT_FOUND);
}

static void a_link_with_one_character_changed_is_none_of_ours(void **state)
{
  struct ctx *const c = &((struct scratch *)*state)->c;
  struct id read;
  const char *text;
  MUST(signed_id_text(c, "one", id_random(c), 0, &text));
  for (size_t i = 0; i < strlen(text); i++) {
    char *const other = arena_text(&c->arena, text, strlen(text));
    other[i] = other[i] == 'A' ? 'B' : 'A';
    assert_int_equal(signed_id_read(c, "one", other, 0, &read), ERR_NOT_FOUND);
  }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_link_leads_to_its_id_for_its_own_use_and_moment_only),
    TEST(a_link_with_one_character_changed_is_none_of_ours),
  };
  return cmocka_run_group_tests_name("signed_ids", tests, NULL, NULL);
}
