/* Sealing to a desk by a process without keys. */
#include "scratch.h"
#include "seal_to.h"

static int set_up(void **state)
{
  *state = scratch_with_schema();
  return 0;
}
static int tear_down(void **state)
{
  scratch_free(*state);
  return 0;
}

static const char *sealed_by_nobody(struct scratch *s, int32_t epoch, const char *region, const char *text)
{
  const char *public_key, *sealed;
  struct keys *const keys = s->c.keys;
  assert_int_equal(desk_key_public(&s->c, epoch, region, &public_key), OK);
  s->c.keys = NULL;
  assert_int_equal(seal_to_desk(&s->c, public_key, text, &sealed), OK);
  s->c.keys = keys;
  return sealed;
}

static void a_process_without_keys_seals_and_only_one_with_keys_opens(void **state)
{
  struct scratch *const s = *state;
  const char *text = NULL, *const sealed = sealed_by_nobody(s, 1, "oost-brabant", "Bel mij op 06");
  struct keys *const keys = s->c.keys;
  s->c.keys = NULL;
  assert_int_equal(unseal_at_desk(&s->c, 1, "oost-brabant", sealed, &text), ERR_STORE);
  s->c.keys = keys;
  assert_null(text);
  assert_int_equal(unseal_at_desk(&s->c, 1, "oost-brabant", sealed, &text), OK);
  assert_string_equal(text, "Bel mij op 06");
}

static void another_region_another_epoch_and_a_changed_byte_do_not_open(void **state)
{
  struct scratch *const s = *state;
  const char *text = NULL;
  char *const sealed = (char *)(uintptr_t)sealed_by_nobody(s, 1, "oost-brabant", "geheim");
  assert_int_equal(unseal_at_desk(&s->c, 1, "west-brabant", sealed, &text), ERR_STORE);
  assert_int_equal(keys_new_epoch(&s->c), OK);
  assert_int_equal(unseal_at_desk(&s->c, 2, "oost-brabant", sealed, &text), ERR_STORE);
  assert_int_equal(unseal_at_desk(&s->c, 1, "oost-brabant", sealed, &text), OK);
  sealed[80] = sealed[80] == 'A' ? 'B' : 'A';
  assert_int_equal(unseal_at_desk(&s->c, 1, "oost-brabant", sealed, &text), ERR_STORE);
  assert_int_equal(unseal_at_desk(&s->c, 1, "oost-brabant", "", &text), ERR_STORE);
}

static void what_was_sealed_in_a_destroyed_epoch_is_closed_for_good(void **state)
{
  struct scratch *const s = *state;
  const char *text = NULL, *const sealed = sealed_by_nobody(s, 1, "oost-brabant", "geheim");
  assert_int_equal(keys_new_epoch(&s->c), OK);
  assert_int_equal(keys_destroy_before(&s->c, 2), OK);
  assert_int_equal(unseal_at_desk(&s->c, 1, "oost-brabant", sealed, &text), ERR_NOT_FOUND);
}

static void its_size_says_little_and_the_same_text_looks_different_each_time(void **state)
{
  struct scratch *const s = *state;
  const char *const one = sealed_by_nobody(s, 1, "oost-brabant", ""), *const other = sealed_by_nobody(s, 1, "oost-brabant", "Een paar zinnen over wat er thuis gebeurt.");
  assert_int_equal(strlen(one), strlen(other));
  assert_string_not_equal(one, sealed_by_nobody(s, 1, "oost-brabant", ""));
}

static void a_damaged_public_key_seals_nothing(void **state)
{
  struct scratch *const s = *state;
  const char *sealed = NULL;
  assert_int_equal(seal_to_desk(&s->c, "dit-is-geen-sleutel", "geheim", &sealed), ERR_STORE);
  assert_null(sealed);
}

static void only_whoever_holds_the_secret_opens_what_was_sealed_to_them(void **state)
{
  struct scratch *const s = *state;
  const char *text = NULL, *sealed;
  s->c.keys = NULL;
  assert_int_equal(seal_to_desk(&s->c, held_key_public(&s->c, "dit-heb-ik-alleen"), "geheim", &sealed), OK);
  assert_int_equal(unseal_held(&s->c, "dit-heb-ik-ook", sealed, &text), ERR_STORE);
  assert_null(text);
  assert_int_equal(unseal_held(&s->c, "dit-heb-ik-alleen", sealed, &text), OK);
  assert_string_equal(text, "geheim");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(a_process_without_keys_seals_and_only_one_with_keys_opens, set_up, tear_down),
    cmocka_unit_test_setup_teardown(another_region_another_epoch_and_a_changed_byte_do_not_open, set_up, tear_down),
    cmocka_unit_test_setup_teardown(what_was_sealed_in_a_destroyed_epoch_is_closed_for_good, set_up, tear_down),
    cmocka_unit_test_setup_teardown(its_size_says_little_and_the_same_text_looks_different_each_time, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_damaged_public_key_seals_nothing, set_up, tear_down),
    cmocka_unit_test_setup_teardown(only_whoever_holds_the_secret_opens_what_was_sealed_to_them, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
