/* Sides do not see one another; merging, splitting and moving keep what may be read, and erasing ends it. */
#include "persons_helper.h"
#include "grounds.h"

static int set_up(void **state) { *state = scratch_with_schema(); return 0; }
static int tear_down(void **state) { scratch_free(*state); return 0; }

static void who_opens_a_household_for_one_side_gets_that_side_only(void **state)
{
  struct scratch *const s = *state;
  acts(s, 1);
  const struct household_file a = file_of(s, opens(s, MY_SIDE_A)), b = file_of(s, opens(s, MY_SIDE_B)), both = file_of(s, opens(s, MY_SIDE_BOTH));
  assert_int_equal(a.sides.count, 1);
  assert_int_equal(a.sides.at[0].letter, SIDE_A);
  assert_int_equal(b.sides.count, 1);
  assert_int_equal(b.sides.at[0].letter, SIDE_B);
  assert_int_equal(both.sides.count, 2);
  assert_int_equal(both.sides.at[0].letter, SIDE_A);
  assert_string_equal(a.household.name, "Huishouden aan het water");
}

static void a_household_without_a_name_gets_a_neutral_one(void **state)
{
  struct scratch *const s = *state;
  struct id household;
  acts(s, 1);
  MUST(household_open(&s->c, &(struct household_new){ .mine = MY_SIDE_A }, &household));
  assert_string_equal(file_of(s, household).household.name, "Huishouden");
  assert_int_equal(household_open(&s->c, &(struct household_new){ .name = "X" }, &household), ERR_INVALID);
  assert_string_equal(s->c.error.field, "mine");
}

static void the_other_side_sees_a_shared_name_and_a_role_and_nothing_else(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  struct person person;
  struct household_side side;
  struct address_list addresses;
  struct membership_list memberships;
  acts(s, 1);
  const struct household_file f = file_of(s, p.household);
  assert_int_equal(f.members.count, 2);
  assert_string_equal(f.members.at[0].shared_name, "Bram");
  assert_string_equal(f.members.at[1].shared_name, "Noor");
  assert_int_equal(f.sides.count, 1);
  assert_int_equal(f.persons.count, 1);
  assert_true(id_same(f.persons.at[0].id, p.person_a));
  assert_int_equal(person_get(&s->c, p.person_b, &person), ERR_NOT_FOUND);
  assert_int_equal(side_get(&s->c, p.side_b, &side), ERR_NOT_FOUND);
  MUST(addresses_of(&s->c, p.person_b, &addresses));
  assert_int_equal(addresses.count, 0);
  MUST(memberships_of_person(&s->c, p.person_b, &memberships));
  assert_int_equal(memberships.count, 0);
}

static void a_person_without_a_shared_name_leaves_no_trace_in_the_shared_part(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  acts(s, 2);
  adds(s, p.side_b, "Lot", "Proefstra", MEMBER_CHILD, NULL);
  assert_int_equal(file_of(s, p.household).persons.count, 2);
  acts(s, 1);
  assert_int_equal(file_of(s, p.household).members.count, 2);
}

static void the_same_shared_name_is_one_member(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  acts(s, 1);
  MUST(member_add(&s->c, &(struct household_member){ .household = p.household, .shared_name = "Sem", .role = MEMBER_CHILD }, NULL));
  acts(s, 2);
  const struct id sem = adds(s, p.side_b, "Sem", "Proefstra", MEMBER_CHILD, "sem");
  const struct household_file f = file_of(s, p.household);
  assert_int_equal(f.members.count, 3);
  struct membership_list of_sem;
  MUST(memberships_of_person(&s->c, sem, &of_sem));
  assert_int_equal(of_sem.count, 1);
  assert_true(id_known(of_sem.at[0].member));
}

static void what_one_may_not_see_answers_like_what_does_not_exist(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  const struct id nowhere = id_of(77);
  struct household_file f;
  struct person person;
  acts(s, 3);
  assert_int_equal(household_file(&s->c, p.household, &f), ERR_NOT_FOUND);
  const char *const hidden = s->c.error.text;
  assert_int_equal(household_file(&s->c, nowhere, &f), ERR_NOT_FOUND);
  assert_string_equal(s->c.error.text, hidden);
  assert_int_equal(person_get(&s->c, p.person_a, &person), ERR_NOT_FOUND);
  assert_string_equal(s->c.error.text, hidden);
  assert_int_equal(address_add(&s->c, &(struct address){ .person = p.person_a, .kind = ADDRESS_HOME, .town = "Nergens", .secret = NO }, NULL), ERR_NOT_FOUND);
  assert_int_equal(person_add(&s->c, p.side_a, &(struct person_new){ .called = "X", .role = MEMBER_OTHER }, &f.household.id), ERR_NOT_FOUND);
  assert_int_equal(side_open(&s->c, p.household, SIDE_B, &f.household.id), ERR_NOT_FOUND);
  assert_int_equal(household_merge(&s->c, p.household, nowhere), ERR_NOT_FOUND);
  assert_int_equal(household_split(&s->c, p.side_a, NULL, &f.household.id), ERR_NOT_FOUND);
}

static void opening_a_side_tells_nothing_of_another(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  struct id side;
  acts(s, 1);
  MUST(side_open(&s->c, p.household, SIDE_B, &side));       /* as if there were none */
  assert_int_equal(side_open(&s->c, p.household, SIDE_B, &side), ERR_INVALID);
  assert_int_equal(file_of(s, p.household).persons.count, 1);
}

static void whoever_joins_a_side_works_with_its_persons(void **state)
{
  struct scratch *const s = *state;
  acts(s, 1);
  const struct id household = opens(s, MY_SIDE_A);
  const struct household_file f = file_of(s, household);
  lets_in(s, 4, f.sides.at[0].compartment, household);
  const struct id person = adds(s, f.sides.at[0].id, "Bram", "Voorbeeld", MEMBER_USES, NULL);
  struct person seen;
  acts(s, 4);
  MUST(person_get(&s->c, person, &seen));
  assert_string_equal(seen.called, "Bram");
}

static void a_change_by_somebody_else_is_not_overwritten(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  struct person mine, theirs;
  struct household h;
  acts(s, 1);
  MUST(person_get(&s->c, p.person_a, &mine));
  theirs = mine;
  theirs.called = "Abram";
  MUST(person_change(&s->c, &theirs));
  mine.called = "Bart";
  assert_int_equal(person_change(&s->c, &mine), ERR_CONFLICT);
  MUST(person_get(&s->c, p.person_a, &mine));
  assert_string_equal(mine.called, "Abram");
  MUST(household_get(&s->c, p.household, &h));
  h.version--;
  h.note = "te laat";
  assert_int_equal(household_change(&s->c, &h), ERR_CONFLICT);
}

static void the_other_side_cannot_let_go_whom_it_asked_in(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  acts(s, 1);
  assert_int_equal(involvement_end(&s->c, id_of(2), p.household), ERR_NOT_FOUND);
  acts(s, 2);
  assert_int_equal(file_of(s, p.household).members.count, 2);
}

static void whoever_loses_the_shared_part_keeps_the_own_side(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  struct involvement_list rows;
  acts(s, 2);
  MUST(involvements_of_compartment(&s->c, file_of(s, p.household).household.compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    if (!id_same(rows.at[i].account, id_of(2))) continue;
    rows.at[i].ended = (struct instant){ s->c.now };
    MUST(record_update(&s->c, involvement, &rows.at[i]));   /* as when a ground is withdrawn */
  }
  acts(s, 2);
  const struct household_file f = file_of(s, p.household);
  assert_int_equal(f.sides.count, 1);
  assert_int_equal(f.persons.count, 1);
  assert_int_equal(f.members.count, 0);
  assert_false(id_known(f.household.compartment));
}

/* --- moving ------------------------------------------------------------------------------------------- */

static void a_person_who_changes_sides_changes_workers(void **state)
{
  struct scratch *const s = *state;
  acts(s, 1);
  const struct id household = opens(s, MY_SIDE_BOTH);
  const struct household_file f = file_of(s, household);
  lets_in(s, 4, f.sides.at[0].compartment, household);
  lets_in(s, 5, f.sides.at[1].compartment, household);
  const struct id person = adds(s, f.sides.at[0].id, "Lot", "Voorbeeld", MEMBER_CHILD, NULL);
  struct person seen;
  MUST(person_change_side(&s->c, file_of(s, household).memberships.at[0].id, f.sides.at[1].id));
  MUST(person_get(&s->c, person, &seen));
  acts(s, 4);
  assert_int_equal(person_get(&s->c, person, &seen), ERR_NOT_FOUND);
  acts(s, 5);
  MUST(person_get(&s->c, person, &seen));
  assert_string_equal(seen.called, "Lot");
}

static void a_person_does_not_move_to_a_side_that_one_does_not_see(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  acts(s, 1);
  const struct household_file f = file_of(s, p.household);
  assert_int_equal(person_change_side(&s->c, f.memberships.at[0].id, p.side_b), ERR_NOT_FOUND);
  assert_int_equal(person_change_side(&s->c, f.memberships.at[0].id, id_of(78)), ERR_NOT_FOUND);
}

/* Bytes of the sealed columns of all rows of one compartment, by raw SQL. */
static int64_t side_compartments(struct scratch *s) { return raw_number(s, "SELECT count(DISTINCT compartment) FROM household_side"); }

static void merging_keeps_everything_readable_and_opens_no_side(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  acts(s, 1);
  const struct id gone = opens(s, MY_SIDE_A);
  struct household_file g = file_of(s, gone);
  const struct id extra = adds(s, g.sides.at[0].id, "Sem", "Voorbeeld", MEMBER_CHILD, "Sem");
  lets_in(s, 6, g.household.compartment, gone);
  lets_in(s, 6, g.sides.at[0].compartment, gone);
  const int64_t before = side_compartments(s);
  MUST(household_merge(&s->c, p.household, gone));
  acts(s, 1);
  struct household_file f = file_of(s, gone);
  assert_true(id_same(f.household.id, p.household));
  assert_int_equal(f.members.count, 3);
  assert_int_equal(f.persons.count, 2);
  assert_int_equal(f.earlier.count, 1);
  assert_int_equal(side_compartments(s), before);
  struct person seen;
  acts(s, 2);                                                /* the other side: shared part grew, nothing else opened */
  f = file_of(s, p.household);
  assert_int_equal(f.members.count, 3);
  assert_int_equal(f.persons.count, 1);
  assert_int_equal(person_get(&s->c, extra, &seen), ERR_NOT_FOUND);
  acts(s, 6);                                                /* worked with the one that is gone */
  f = file_of(s, gone);
  assert_true(id_same(f.household.id, p.household));
  assert_int_equal(f.sides.count, 1);
  assert_int_equal(person_get(&s->c, p.person_a, &seen), ERR_NOT_FOUND);
  struct household_list list;
  const char *next;
  MUST(households_mine(&s->c, NULL, &list, &next));
  assert_int_equal(list.count, 1);
}

static void what_was_given_through_a_merged_household_ends_through_the_one_it_became(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  struct involvement_list rows;
  struct person seen;
  acts(s, 1);
  const struct id keep = opens(s, MY_SIDE_A);
  MUST(household_merge(&s->c, keep, p.household));
  acts(s, 2);
  MUST(involvements_of_household(&s->c, p.household, &rows));
  assert_int_equal(rows.count, 0);
  MUST(involvement_end(&s->c, id_of(2), keep));
  acts(s, 2);
  assert_int_equal(person_get(&s->c, p.person_b, &seen), ERR_NOT_FOUND);
}

static void a_director_who_splits_one_side_leaves_the_other(void **state)
{
  struct scratch *const s = *state;
  struct id new;
  acts(s, 1);
  const struct id household = opens(s, MY_SIDE_BOTH);
  struct household_file f = file_of(s, household);
  adds(s, f.sides.at[0].id, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  const struct id noor = adds(s, f.sides.at[1].id, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  MUST(household_split(&s->c, f.sides.at[1].id, NULL, &new));
  f = file_of(s, new);
  assert_int_equal(f.persons.count, 1);
  assert_true(id_same(f.persons.at[0].id, noor));
  f = file_of(s, household);
  assert_int_equal(f.persons.count, 1);
  assert_int_equal(f.sides.count, 1);
  assert_int_equal(f.members.count, 2);
}

/* After four hours nothing is left of it: no side of their own, no ground for others, no household that came apart. */
static void what_an_emergency_opens_is_not_taken_apart_or_shared(void **state)
{
  struct scratch *const s = *state;
  struct ground g = { .organisation = id_of(107), .things = set_with((struct set){ 0 }, SHARED_FILE), .purpose = PURPOSE_HELP, .ground = GROUND_CONSENT, .how = "zo" };
  struct household_side side;
  struct id new;
  acts(s, 1);
  const struct id household = opens(s, MY_SIDE_A);
  struct household_file f = file_of(s, household);
  adds(s, f.sides.at[0].id, "Bram", "Voorbeeld", MEMBER_USES, NULL);
  f = file_of(s, household);
  const struct id opened[] = { f.household.compartment, f.sides.at[0].compartment, f.memberships.at[0].compartment };
  for (size_t i = 0; i < COUNT(opened); i++) {
    const struct involvement row = { .account = id_of(9), .organisation = id_of(109), .compartment = opened[i], .household = household, .purpose = PURPOSE_EMERGENCY,
      .since = { s->c.now }, .until = { s->c.now + 1000 }, .given_by = id_of(9) };
    MUST(record_insert(&s->c, involvement, &row, NULL));
  }
  acts(s, 9);
  MUST(side_get(&s->c, f.sides.at[0].id, &side));
  assert_int_equal(household_split(&s->c, side.id, NULL, &new), ERR_INVALID);
  assert_int_equal(side_open(&s->c, household, SIDE_B, &new), ERR_INVALID);
  g.compartment = side.compartment;
  assert_int_equal(ground_add(&s->c, &g, &new), ERR_INVALID);
  acts(s, 1);
  MUST(ground_add(&s->c, &g, &new));
  acts(s, 9);
  assert_int_equal(ground_withdraw(&s->c, new), ERR_INVALID);
}

static void a_household_merges_once_and_not_with_itself(void **state)
{
  struct scratch *const s = *state;
  acts(s, 1);
  const struct id one = opens(s, MY_SIDE_A), two = opens(s, MY_SIDE_A);
  assert_int_equal(household_merge(&s->c, one, one), ERR_INVALID);
  MUST(household_merge(&s->c, one, two));
  assert_int_equal(household_merge(&s->c, one, two), ERR_INVALID);
  assert_int_equal(household_merge(&s->c, two, one), ERR_INVALID);
}

static void merging_moves_the_other_sides_rows_without_showing_them(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  acts(s, 1);
  const struct id keep = opens(s, MY_SIDE_A);
  MUST(household_merge(&s->c, keep, p.household));
  assert_int_equal(file_of(s, keep).persons.count, 1);
  acts(s, 2);
  const struct household_file f = file_of(s, p.household);
  assert_true(id_same(f.household.id, keep));
  assert_int_equal(f.persons.count, 1);
  assert_true(id_same(f.persons.at[0].id, p.person_b));
  assert_int_equal(f.sides.count, 1);
}

static void splitting_takes_the_side_along_and_the_other_side_sees_no_difference(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  struct id new;
  struct household_file f;
  acts(s, 1);
  const struct household_file before = file_of(s, p.household);
  acts(s, 2);
  lets_in(s, 7, file_of(s, p.household).sides.at[0].compartment, p.household);
  MUST(household_split(&s->c, p.side_b, "Nieuw begin", &new));
  f = file_of(s, new);
  assert_int_equal(f.persons.count, 1);
  assert_int_equal(f.sides.count, 1);
  assert_int_equal(f.members.count, 1);
  assert_string_equal(f.members.at[0].shared_name, "Noor");
  struct address_list addresses;
  MUST(addresses_of(&s->c, p.person_b, &addresses));
  assert_int_equal(addresses.count, 1);
  acts(s, 7);
  assert_int_equal(file_of(s, new).persons.count, 0);         /* came to the side only after its persons were there */
  acts(s, 1);
  assert_int_equal(household_file(&s->c, new, &f), ERR_NOT_FOUND);
  f = file_of(s, p.household);
  assert_int_equal(f.members.count, before.members.count);
  assert_int_equal(f.household.version, before.household.version);
  for (size_t i = 0; i < f.members.count; i++) {
    assert_true(id_same(f.members.at[i].id, before.members.at[i].id));
    assert_int_equal(f.members.at[i].version, before.members.at[i].version);
  }
}

static void a_person_may_belong_to_two_households(void **state)
{
  struct scratch *const s = *state;
  acts(s, 1);
  const struct id one = opens(s, MY_SIDE_A), two = opens(s, MY_SIDE_A);
  const struct id person = adds(s, file_of(s, one).sides.at[0].id, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  const struct id side = file_of(s, two).sides.at[0].id;
  MUST(person_join(&s->c, person, side, MEMBER_USES, NULL));
  assert_int_equal(file_of(s, two).persons.count, 1);
  assert_int_equal(person_join(&s->c, person, side, MEMBER_USES, NULL), ERR_INVALID);
}

/* Whose file may not come along: 1 works in both households, and 2 only where the person is, or only where they would go. */
static bool stays_apart(struct scratch *s, const char *called, bool other_here, bool other_there, const struct address *address)
{
  acts(s, 1);
  const struct id one = opens(s, MY_SIDE_A), two = opens(s, MY_SIDE_A), here = file_of(s, one).sides.at[0].id, there = file_of(s, two).sides.at[0].id;
  const struct id person = adds(s, here, "Lot", called, MEMBER_CHILD, NULL);
  if (address) {
    struct address new = *address;
    new.person = person;
    MUST(address_add(&s->c, &new, NULL));
  }
  if (other_here) lets_in(s, 2, file_of(s, one).sides.at[0].compartment, one);
  if (other_there) lets_in(s, 2, file_of(s, two).sides.at[0].compartment, two);
  acts(s, 1);
  const int rc = person_join(&s->c, person, there, MEMBER_CHILD, NULL);
  const size_t joined = file_of(s, two).persons.count;
  assert_true(rc == OK || rc == ERR_INVALID);
  assert_int_equal(joined, rc == OK);
  return rc != OK;
}

static void a_file_with_a_secret_is_not_taken_to_another_household(void **state)
{
  struct scratch *const s = *state;
  const struct address home = { .kind = ADDRESS_HOME, .street = "Proefstraat", .number = "900", .secret = NO },
    secret = { .kind = ADDRESS_STAY, .street = "Proefstraat", .number = "902", .secret = YES }, shelter = { .kind = ADDRESS_SHELTER, .street = "Proefstraat", .number = "903", .secret = NO };
  assert_false(stays_apart(s, "Een", false, false, NULL));
  assert_false(stays_apart(s, "Twee", false, false, &home));
  assert_true(stays_apart(s, "Vier", false, false, &secret));
  assert_true(stays_apart(s, "Vijf", false, false, &shelter));
}

static void a_file_that_others_work_with_is_not_taken_to_another_household(void **state)
{
  struct scratch *const s = *state;
  assert_true(stays_apart(s, "Zes", true, false, NULL));
  assert_true(stays_apart(s, "Zeven", false, true, NULL));
  assert_false(stays_apart(s, "Acht", true, true, NULL));
}

/* --- erasing ------------------------------------------------------------------------------------------ */

static void a_row_whose_compartment_was_erased_is_unreadable(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  struct person seen;
  acts(s, 2);
  MUST(person_get(&s->c, p.person_b, &seen));
  MUST(compartment_erase(&s->c, seen.compartment));
  acts(s, 2);
  assert_int_equal(person_get(&s->c, p.person_b, &seen), ERR_NOT_FOUND);
  s->c.scope.reach = REACH_ALL;
  assert_int_equal(person_get(&s->c, p.person_b, &seen), ERR_NOT_FOUND);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM person"), 2);
}

/* --- the list ------------------------------------------------------------------------------------------- */

static void the_list_is_ones_own_newest_first_and_pages_by_key(void **state)
{
  struct scratch *const s = *state;
  struct household_list list;
  const char *next;
  size_t seen = 0;
  acts(s, 8);
  opens(s, MY_SIDE_A);
  acts(s, 1);
  for (int i = 0; i < 60; i++) { s->c.now += i % 3 * 1000; opens(s, MY_SIDE_A); }     /* some at the same instant */
  acts(s, 1);
  int64_t before = INT64_MAX;
  const char *key = NULL;
  for (int pages = 0; pages < 5; pages++, key = next) {
    MUST(households_mine(&s->c, key, &list, &next));
    for (size_t i = 0; i < list.count; i++, seen++) {
      assert_true(list.at[i].opened.ms <= before);
      before = list.at[i].opened.ms;
    }
    if (!next) break;
    assert_int_equal(list.count, HOUSEHOLDS_A_PAGE);
  }
  assert_int_equal(seen, 60);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(who_opens_a_household_for_one_side_gets_that_side_only),
    TEST(a_household_without_a_name_gets_a_neutral_one),
    TEST(the_other_side_sees_a_shared_name_and_a_role_and_nothing_else),
    TEST(a_person_without_a_shared_name_leaves_no_trace_in_the_shared_part),
    TEST(the_same_shared_name_is_one_member),
    TEST(what_one_may_not_see_answers_like_what_does_not_exist),
    TEST(opening_a_side_tells_nothing_of_another),
    TEST(whoever_joins_a_side_works_with_its_persons),
    TEST(a_change_by_somebody_else_is_not_overwritten),
    TEST(the_other_side_cannot_let_go_whom_it_asked_in),
    TEST(whoever_loses_the_shared_part_keeps_the_own_side),
    TEST(a_person_who_changes_sides_changes_workers),
    TEST(a_person_does_not_move_to_a_side_that_one_does_not_see),
    TEST(merging_keeps_everything_readable_and_opens_no_side),
    TEST(what_was_given_through_a_merged_household_ends_through_the_one_it_became),
    TEST(a_director_who_splits_one_side_leaves_the_other),
    TEST(what_an_emergency_opens_is_not_taken_apart_or_shared),
    TEST(a_household_merges_once_and_not_with_itself),
    TEST(merging_moves_the_other_sides_rows_without_showing_them),
    TEST(splitting_takes_the_side_along_and_the_other_side_sees_no_difference),
    TEST(a_person_may_belong_to_two_households),
    TEST(a_file_with_a_secret_is_not_taken_to_another_household),
    TEST(a_file_that_others_work_with_is_not_taken_to_another_household),
    TEST(a_row_whose_compartment_was_erased_is_unreadable),
    TEST(the_list_is_ones_own_newest_first_and_pages_by_key),
  };
  return cmocka_run_group_tests_name("households", tests, NULL, NULL);
}
