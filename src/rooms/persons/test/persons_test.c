/* Persons: found by exact values only, by whoever may see them; what is not to be seen answers as if it did not exist. */
#include "persons_helper.h"

static int set_up(void **state) { *state = scratch_with_schema(); return 0; }
static int tear_down(void **state) { scratch_free(*state); return 0; }

static size_t found(struct scratch *s, const struct person_search *by)
{
  struct person_list list;
  MUST(person_find(&s->c, by, &list));
  return list.count;
}

static void somebody_is_found_by_name_and_birth_date_whatever_the_case_and_accents(void **state)
{
  struct scratch *const s = *state;
  acts(s, 1);
  const struct id side = file_of(s, opens(s, MY_SIDE_A)).sides.at[0].id;
  adds(s, side, "Noor", "Vóórbeeld", MEMBER_EXPERIENCES, NULL);
  assert_int_equal(found(s, &(struct person_search){ .surname = "VOORBEELD", .birth = { 19800229 } }), 1);
  assert_int_equal(found(s, &(struct person_search){ .surname = "Voorbeel", .birth = { 19800229 } }), 0);
  assert_int_equal(found(s, &(struct person_search){ .surname = "Voorbeeld", .birth = { 19800301 } }), 0);
  struct person_list list;
  assert_int_equal(person_find(&s->c, &(struct person_search){ .surname = "Voorbeeld" }, &list), ERR_INVALID);
  assert_string_equal(s->c.error.field, "birth");
  assert_int_equal(person_find(&s->c, &(struct person_search){ 0 }, &list), ERR_INVALID);
}

static void somebody_is_found_by_phone_and_mail_once(void **state)
{
  struct scratch *const s = *state;
  acts(s, 1);
  const struct id person = adds(s, file_of(s, opens(s, MY_SIDE_A)).sides.at[0].id, "Noor", "Voorbeeld", MEMBER_EXPERIENCES, NULL);
  MUST(contact_add(&s->c, &(struct contact_way){ .person = person, .kind = CONTACT_PHONE, .value = "06-00012345", .safe = YES }, false, NULL));
  MUST(contact_add(&s->c, &(struct contact_way){ .person = person, .kind = CONTACT_PHONE, .value = "+31600012345" }, false, NULL));
  MUST(contact_add(&s->c, &(struct contact_way){ .person = person, .kind = CONTACT_MAIL, .value = "Noor@voorbeeld.invalid" }, false, NULL));
  MUST(contact_add(&s->c, &(struct contact_way){ .person = person, .kind = CONTACT_OTHER, .value = "via de buurvrouw" }, false, NULL));
  assert_int_equal(found(s, &(struct person_search){ .phone = "06 000 123 45" }), 1);
  assert_int_equal(found(s, &(struct person_search){ .mail = "noor@VOORBEELD.invalid" }), 1);
  assert_int_equal(found(s, &(struct person_search){ .mail = "via de buurvrouw" }), 0);
}

static void nobody_finds_whom_they_may_not_see(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  acts(s, 2);
  MUST(contact_add(&s->c, &(struct contact_way){ .person = p.person_b, .kind = CONTACT_PHONE, .value = "06-00055555" }, false, NULL));
  assert_int_equal(found(s, &(struct person_search){ .surname = "Proefstra", .birth = { 19800229 } }), 1);
  acts(s, 1);
  assert_int_equal(found(s, &(struct person_search){ .surname = "Proefstra", .birth = { 19800229 } }), 0);
  assert_int_equal(found(s, &(struct person_search){ .phone = "06-00055555" }), 0);
}

static void a_double_is_told_to_whoever_may_see_it_and_added_when_they_say_so(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  struct person_new again = { .called = "B.", .surname = "Voorbeeld", .birth = { 19800229 }, .role = MEMBER_OTHER };
  struct id id;
  acts(s, 1);
  assert_int_equal(person_add(&s->c, p.side_a, &again, &id), ERR_INVALID);
  assert_string_equal(s->c.error.field, "anyway");
  again.anyway = YES;
  MUST(person_add(&s->c, p.side_a, &again, &id));
  again.anyway = YES_NO_UNKNOWN;
  acts(s, 2);                                                /* the same name, but not theirs to see: as if there were none */
  MUST(person_add(&s->c, p.side_b, &again, &id));
}

static void a_number_somebody_else_has_is_told_to_whoever_may_see_them_only(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  struct contact_way w = { .kind = CONTACT_PHONE, .value = "0600055555" };
  acts(s, 2);
  w.person = p.person_b;
  MUST(contact_add(&s->c, &w, false, NULL));
  const struct id child = adds(s, p.side_b, "Lot", "Ander", MEMBER_CHILD, NULL);
  w.person = child;
  assert_int_equal(contact_add(&s->c, &w, false, NULL), ERR_INVALID);
  assert_string_equal(s->c.error.field, "value");
  struct person_list who;
  MUST(contact_alike(&s->c, &w, &who));
  assert_int_equal(who.count, 1);
  assert_true(id_same(who.at[0].id, p.person_b));
  MUST(contact_add(&s->c, &w, true, NULL));
  acts(s, 1);
  w.person = p.person_a;
  MUST(contact_add(&s->c, &w, false, NULL));                 /* she has it too: nobody tells */
}

static void what_is_no_number_or_mail_address_is_refused_on_its_field(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  acts(s, 1);
  assert_int_equal(contact_add(&s->c, &(struct contact_way){ .person = p.person_a, .kind = CONTACT_PHONE, .value = "geen" }, false, NULL), ERR_INVALID);
  assert_string_equal(s->c.error.field, "value");
  assert_int_equal(contact_add(&s->c, &(struct contact_way){ .person = p.person_a, .kind = CONTACT_MAIL, .value = "geen" }, false, NULL), ERR_INVALID);
  assert_int_equal(address_add(&s->c, &(struct address){ .person = p.person_a, .kind = ADDRESS_HOME, .secret = NO }, NULL), ERR_INVALID);
  assert_int_equal(address_add(&s->c, &(struct address){ .person = p.person_a, .kind = ADDRESS_HOME, .secret = NO, .town = "X", .postal_code = "00 AB" }, NULL), ERR_INVALID);
}

static void an_address_that_ended_stays_as_history_and_comes_last(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  struct address_list list;
  struct id first;
  acts(s, 1);
  s->c.today = (struct date){ 20260110 };
  MUST(address_add(&s->c, &(struct address){ .person = p.person_a, .kind = ADDRESS_HOME, .street = "Proefstraat", .number = "900", .secret = NO }, &first));
  MUST(address_add(&s->c, &(struct address){ .person = p.person_a, .kind = ADDRESS_STAY, .street = "Testlaan", .number = "901", .secret = YES }, NULL));
  assert_int_equal(address_end(&s->c, first, 9), ERR_CONFLICT);
  MUST(address_end(&s->c, first, 1));
  MUST(addresses_of(&s->c, p.person_a, &list));
  assert_int_equal(list.count, 2);
  assert_string_equal(list.at[0].street, "Testlaan");
  assert_int_equal(list.at[1].until.ymd, 20260110);
}

static void a_changed_number_is_found_under_the_new_one_only(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  struct contact_way w = { .person = p.person_a, .kind = CONTACT_PHONE, .value = "0600011111" };
  acts(s, 1);
  MUST(contact_add(&s->c, &w, false, &w.id));
  w.version = 1;
  w.value = "0600022222";
  MUST(contact_change(&s->c, &w));
  assert_int_equal(found(s, &(struct person_search){ .phone = "0600011111" }), 0);
  assert_int_equal(found(s, &(struct person_search){ .phone = "0600022222" }), 1);
}

static void a_person_needs_some_name(void **state)
{
  struct scratch *const s = *state;
  acts(s, 1);
  const struct id side = file_of(s, opens(s, MY_SIDE_A)).sides.at[0].id;
  struct id id;
  assert_int_equal(person_add(&s->c, side, &(struct person_new){ .prefix = "van", .role = MEMBER_OTHER }, &id), ERR_INVALID);
  assert_string_equal(s->c.error.field, "called");
  assert_string_equal(person_name(&s->c, &(struct person){ .called = "Noor", .prefix = "van der", .surname = "Voorbeeld" }), "Noor van der Voorbeeld");
  assert_string_equal(person_name(&s->c, &(struct person){ .surname = "Voorbeeld" }), "Voorbeeld");
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(somebody_is_found_by_name_and_birth_date_whatever_the_case_and_accents),
    TEST(somebody_is_found_by_phone_and_mail_once),
    TEST(nobody_finds_whom_they_may_not_see),
    TEST(a_double_is_told_to_whoever_may_see_it_and_added_when_they_say_so),
    TEST(a_number_somebody_else_has_is_told_to_whoever_may_see_them_only),
    TEST(what_is_no_number_or_mail_address_is_refused_on_its_field),
    TEST(an_address_that_ended_stays_as_history_and_comes_last),
    TEST(a_changed_number_is_found_under_the_new_one_only),
    TEST(a_person_needs_some_name),
  };
  return cmocka_run_group_tests_name("persons", tests, NULL, NULL);
}
