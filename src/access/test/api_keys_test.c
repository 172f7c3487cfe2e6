#include "office.h"
#include "api_keys.h"

static struct set only(enum action action) { return set_with((struct set){ 1 }, action); }
static struct api_key wanted(enum action action, int days) { return (struct api_key){ .label = "planning", .actions = only(action), .until = date_plus_days(C->today, days) }; }

static char token[SESSION_TOKEN_TEXT], key[API_KEY_TEXT];
static struct signed_in make(enum action action)
{
  const struct signed_in w = come_in(C, office->wim, token);
  const struct api_key k = wanted(action, 30);
  assert_int_equal(api_key_make(C, &w, &k, key), OK);
  as_public(C);
  return w;
}

static void a_key_may_what_it_is_for_and_no_more(void **state)
{
  struct signed_in w;
  (void)state;
  (void)make(MAY_SEE_FILES);
  assert_int_equal(strlen(key), API_KEY_TEXT - 1);
  assert_int_equal(strncmp(key, "kentering_", 10), 0);
  assert_int_equal(api_key_enter(C, key, &w), OK);
  assert_string_equal(C->scope.role, "team");
  assert_true(id_same(C->scope.organisation, office->team));
  assert_int_equal(C->scope.reach, REACH_INVOLVED);
  for (unsigned i = 1; i < action_choices.count; i++)
    assert_int_equal(signed_in_may(&w, (enum action)i), i == MAY_ANYBODY || i == MAY_SEE_FILES);
  char again[API_KEY_TEXT];
  const struct api_key k = wanted(MAY_SEE_FILES, 1);
  assert_int_equal(api_key_make(C, &w, &k, again), ERR_NOT_FOUND);          /* a key makes no keys */
}

static void a_key_gets_nothing_that_its_role_or_no_program_may(void **state)
{
  static const enum action refused[] = { MAY_OWN, MAY_SIGN_IN, MAY_ANYBODY, MAY_MANAGE_ACCOUNTS, MAY_SEE_JOURNAL, MAY_EMERGENCY, MAY_INVOLVE, MAY_OPEN_FILES };
  const struct signed_in w = come_in(C, office->wim, token);
  struct api_key k;
  (void)state;
  for (size_t i = 0; i < COUNT(refused); i++) {
    k = wanted(refused[i], 30);
    assert_int_equal(api_key_make(C, &w, &k, key), ERR_INVALID);
    assert_string_equal(C->error.field, "actions");
  }
  k = wanted(MAY_SEE_FILES, 30);
  k.actions = (struct set){ 1 };
  assert_int_equal(api_key_make(C, &w, &k, key), ERR_INVALID);
}

static void a_key_has_a_last_day_within_a_year(void **state)
{
  struct signed_in w = make(MAY_SEE_FILES);
  struct api_key k = wanted(MAY_SEE_FILES, API_KEY_DAYS + 1);
  char other[API_KEY_TEXT];
  (void)state;
  assert_int_equal(api_key_make(C, &w, &k, other), ERR_INVALID);
  k = wanted(MAY_SEE_FILES, -1);
  assert_int_equal(api_key_make(C, &w, &k, other), ERR_INVALID);
  k.until = DATE_UNKNOWN;
  assert_int_equal(api_key_make(C, &w, &k, other), ERR_INVALID);
  later(C, 30 * (int64_t)DAY);
  assert_int_equal(api_key_enter(C, key, &w), OK);
  later(C, DAY);
  assert_int_equal(api_key_enter(C, key, &w), ERR_NOT_FOUND);
}

static void making_one_asks_for_a_fresh_proof(void **state)
{
  const struct signed_in w = come_in(C, office->wim, token);
  const struct api_key k = wanted(MAY_SEE_FILES, 30);
  (void)state;
  later(C, SESSION_FRESH_MINUTES * MINUTE);
  assert_int_equal(api_key_make(C, &w, &k, key), ERR_NOT_FOUND);
}

static void a_key_ends_by_its_owner_or_with_the_post(void **state)
{
  struct signed_in w = make(MAY_SEE_FILES);
  struct api_key_list all;
  (void)state;
  assert_int_equal(api_keys_of(C, office->wim.id, &all), OK);
  assert_int_equal(all.count, 1);
  be(C, office->lea);
  assert_int_equal(api_key_end(C, all.at[0].id), ERR_NOT_FOUND);
  keep_table(office->s, "api_key");
  be(C, office->wim);
  assert_int_equal(api_key_end(C, all.at[0].id), OK);
  assert_int_equal(api_key_enter(C, key, &w), ERR_NOT_FOUND);
  put_back(office->s, "api_key");
  assert_int_equal(api_key_enter(C, key, &w), ERR_NOT_FOUND);
  (void)make(MAY_SEE_FILES);
  assert_int_equal(api_key_enter(C, key, &w), OK);
  be(C, office->lea);
  assert_int_equal(post_end(C, office->wim.post), OK);
  assert_int_equal(api_key_enter(C, key, &w), ERR_NOT_FOUND);
}

static void no_changed_key_lets_anything_in(void **state)
{
  char other[API_KEY_TEXT];
  struct signed_in w;
  (void)state;
  (void)make(MAY_SEE_FILES);
  assert_int_equal(api_key_enter(C, NULL, &w), ERR_NOT_FOUND);
  assert_int_equal(api_key_enter(C, "kentering_", &w), ERR_NOT_FOUND);
  assert_int_equal(api_key_enter(C, key + 10, &w), ERR_NOT_FOUND);          /* without its prefix */
  assert_int_equal(enter(C, key + 10), ERR_NOT_FOUND);                      /* nor is it a session */
  for (size_t i = 0; i < sizeof key - 1; i++) {
    memcpy(other, key, sizeof other);
    other[i] = other[i] == 'A' ? 'E' : 'A';
    assert_int_equal(api_key_enter(C, other, &w), ERR_NOT_FOUND);
  }
  raw_run(office->s, "UPDATE api_key SET actions = 'see_files write_files'");
  assert_int_equal(api_key_enter(C, key, &w), ERR_NOT_FOUND);
}

static void an_account_has_only_so_many_keys(void **state)
{
  const struct signed_in w = come_in(C, office->wim, token);
  const struct api_key k = wanted(MAY_SEE_FILES, 30);
  (void)state;
  for (int i = 0; i < API_KEYS_MOST; i++) assert_int_equal(api_key_make(C, &w, &k, key), OK);
  assert_int_equal(api_key_make(C, &w, &k, key), ERR_INVALID);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    TEST(a_key_may_what_it_is_for_and_no_more),
    TEST(a_key_gets_nothing_that_its_role_or_no_program_may),
    TEST(a_key_has_a_last_day_within_a_year),
    TEST(making_one_asks_for_a_fresh_proof),
    TEST(a_key_ends_by_its_owner_or_with_the_post),
    TEST(no_changed_key_lets_anything_in),
    TEST(an_account_has_only_so_many_keys),
  };
  return cmocka_run_group_tests_name("api_keys", tests, NULL, NULL);
}
