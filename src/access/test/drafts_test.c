#include "office.h"
#include "drafts.h"

static const char *read_draft(const char *path)
{
  const char *body = NULL;
  return draft_read(C, path, &body) == OK ? body : NULL;
}

static void what_was_typed_comes_back_once_to_whose_it_is(void **state)
{
  const char *body;
  (void)state;
  as_public(C);
  assert_int_equal(draft_save(C, office->wim.id, "/werk/x", "naam=An+%C3%A9n&postcode=5600AA"), OK);
  be(C, office->lea);
  assert_int_equal(draft_read(C, "/werk/x", &body), ERR_NOT_FOUND);
  assert_int_equal(draft_take(C, "/werk/x", &body), ERR_NOT_FOUND);
  as_public(C);
  assert_int_equal(draft_read(C, "/werk/x", &body), ERR_NOT_FOUND);
  be(C, office->wim);
  assert_string_equal(read_draft("/werk/x"), "naam=An+%C3%A9n&postcode=5600AA");
  assert_int_equal(draft_take(C, "/werk/x", &body), OK);
  assert_string_equal(body, "naam=An+%C3%A9n&postcode=5600AA");
  assert_int_equal(draft_take(C, "/werk/x", &body), ERR_NOT_FOUND);
}

static void passwords_codes_and_the_form_s_token_are_left_out(void **state)
{
  static const struct { const char *typed, *kept; } cases[] = {
    { "form_token=abc&naam=An", "naam=An" }, { "naam=An&password=geheim", "naam=An" }, { "naam=An&code=123456&x=1", "naam=An&x=1" },
    { "PassWord=geheim&a=1", "a=1" }, { "p%61ssword=geheim&a=1", "a=1" }, { "new_password2=geheim", "" }, { "&&a=1&&", "a=1" }, { "", "" },
    { "%63ode=1&a", "a" }, { "a=password", "a=password" }, { "%&%6=%zz", "%&%6=%zz" } };
  (void)state;
  be(C, office->wim);
  for (size_t i = 0; i < COUNT(cases); i++) {
    assert_int_equal(draft_save(C, office->wim.id, "/werk/x", cases[i].typed), OK);
    assert_string_equal(read_draft("/werk/x"), cases[i].kept);
  }
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM draft"), 1);
}

static void a_draft_is_sealed_and_cannot_be_moved(void **state)
{
  const char *body;
  (void)state;
  assert_int_equal(draft_save(C, office->wim.id, "/werk/x", "verhaal=EenHeelBijzonderWoord"), OK);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM draft WHERE body LIKE '%Bijzonder%' OR body LIKE '%QmlqekdmVy%'"), 0);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM journal WHERE changes LIKE '%Bijzonder%'"), 0);
  raw_run(office->s, "UPDATE draft SET account = (SELECT id FROM account WHERE mail = 'lea@team.example')");
  be(C, office->lea);
  assert_int_equal(draft_read(C, "/werk/x", &body), ERR_STORE);
}

static void the_oldest_goes_when_there_are_many_and_all_go_with_time(void **state)
{
  char path[40];
  (void)state;
  be(C, office->wim);
  for (int i = 0; i < DRAFTS_MOST + 3; i++) {
    snprintf(path, sizeof path, "/werk/%d", i);
    later(C, 1);
    assert_int_equal(draft_save(C, office->wim.id, path, "a=1"), OK);
  }
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM draft"), DRAFTS_MOST);
  assert_null(read_draft("/werk/2"));
  assert_non_null(read_draft("/werk/3"));
  later(C, DRAFT_DAYS * (int64_t)DAY - DRAFTS_MOST);
  assert_int_equal(drafts_clean(C), OK);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM draft"), DRAFTS_MOST);
  later(C, DRAFTS_MOST);
  assert_null(read_draft("/werk/52"));
  later(C, 1);
  assert_int_equal(drafts_clean(C), OK);
  assert_int_equal(raw_number(office->s, "SELECT count(*) FROM draft"), 0);
}

static void too_much_is_refused(void **state)
{
  char *const body = arena_alloc(&C->arena, DRAFT_BYTES + 1);
  (void)state;
  memset(body, 'a', DRAFT_BYTES - 1);
  assert_int_equal(draft_save(C, office->wim.id, "/werk/x", body), OK);
  be(C, office->wim);
  assert_int_equal(strlen(read_draft("/werk/x")), DRAFT_BYTES - 1);
  body[DRAFT_BYTES - 1] = 'a';
  assert_int_equal(draft_save(C, office->wim.id, "/werk/x", body), ERR_FULL);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    TEST(what_was_typed_comes_back_once_to_whose_it_is),
    TEST(passwords_codes_and_the_form_s_token_are_left_out),
    TEST(a_draft_is_sealed_and_cannot_be_moved),
    TEST(the_oldest_goes_when_there_are_many_and_all_go_with_time),
    TEST(too_much_is_refused),
  };
  return cmocka_run_group_tests_name("drafts", tests, NULL, NULL);
}
