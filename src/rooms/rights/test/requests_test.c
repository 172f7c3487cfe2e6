/* Asking, terms, who may ask for whom, deciding, destroying. */
#include "rights_helper.h"
#include "retention.h"

static void the_term_is_one_month_of_the_calendar_and_three_when_extended(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct right_ask a = plain_ask(h, RIGHT_COPY);
  struct id id;
  a.received = (struct date){ 20250131 };
  s->c.today = (struct date){ 20250210 };
  MUST(right_ask(&s->c, h->p.person_a, &a, &id));
  struct right r = right_now(h, id);
  assert_int_equal(r.clock.due.ymd, 20250228);
  INVALID(right_extend(&s->c, id, r.request.version, &(struct right_extend){ .extension = " " }), "extension");
  MUST(right_extend(&s->c, id, r.request.version, &(struct right_extend){ .extension = "Het dossier is groot." }));
  r = right_now(h, id);
  assert_int_equal(r.clock.due.ymd, 20250430);
  INVALID(right_extend(&s->c, id, r.request.version, &(struct right_extend){ .extension = "Nog meer." }), "extension");
}

static void when_the_month_is_over_it_cannot_be_extended_any_more(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  s->c.today = date_plus_days(right_now(h, id).clock.due, 1);
  INVALID(right_extend(&s->c, id, right_now(h, id).request.version, &(struct right_extend){ .extension = "Te laat." }), "extension");
}

static void who_works_for_the_other_side_finds_nothing(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  struct right r;
  struct right_list open;
  const struct right_ask a = plain_ask(h, RIGHT_COPY);
  struct id other;
  acts(s, FOR_B);
  assert_int_equal(right_get(&s->c, id, &r), ERR_NOT_FOUND);
  assert_int_equal(right_withdraw(&s->c, id, 1), ERR_NOT_FOUND);
  assert_int_equal(right_ask(&s->c, h->p.person_a, &a, &other), ERR_NOT_FOUND);
  MUST(rights_open(&s->c, &open));
  assert_int_equal(open.count, 0);
}

static void two_who_handle_it_at_once_are_told(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_OBJECTION);
  const struct right seen = right_now(h, id);
  acts(s, ALSO_A);
  MUST(right_take(&s->c, id, seen.clock.version));
  acts(s, FOR_A);
  assert_int_equal(right_take(&s->c, id, seen.clock.version), ERR_CONFLICT);
  s->c.error = (struct error){ 0 };
  MUST(right_decide(&s->c, id, seen.request.version, &(struct right_decide){ .outcome = OUTCOME_GRANTED, .weighing = "Het belang weegt niet op." }));
  acts(s, ALSO_A);
  assert_int_equal(right_withdraw(&s->c, id, seen.request.version), ERR_INVALID);      /* it was decided */
}

static void a_withdrawn_request_is_closed(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  MUST(right_withdraw(&s->c, id, 1));
  assert_int_equal(right_now(h, id).clock.state, RIGHT_WITHDRAWN);
  assert_int_equal(gives(h, id), ERR_INVALID);
  struct right_clock_list open;
  MUST(right_clocks_open(&s->c, &open));
  assert_int_equal(open.count, 0);
}

/* --- children --------------------------------------------------------------------------------------------------- */

static struct id child_of(struct house *h, struct date birth)
{
  struct scratch *const s = h->s;
  struct id child;
  MUST(person_add(&s->c, h->p.side_a, &(struct person_new){ .called = "Sem", .surname = "Voorbeeld", .birth = birth, .role = MEMBER_CHILD, .anyway = YES }, &child));
  return child;
}

static void who_may_ask_for_a_child_goes_by_age(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct id id;
  for (int age = 8; age < 20; age++) {
    const struct id child = child_of(h, date_plus_months(s->c.today, -12 * age));
    struct right_ask own = plain_ask(h, RIGHT_COPY), parent = own;
    parent.asker = ASKER_PARENT;
    parent.asker_name = "Een ouder";
    parent.child_view = "Het kind vindt het goed.";
    parent.child_agrees = YES;
    assert_int_equal(right_ask(&s->c, child, &own, &id), age < 12 ? ERR_INVALID : OK);
    assert_int_equal(right_ask(&s->c, child, &parent, &id), age < 16 ? OK : ERR_INVALID);
  }
}

static void a_parent_is_weighed_first_and_from_twelve_the_child_is_asked(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct right_ask a = plain_ask(h, RIGHT_COPY);
  struct id id;
  const struct id young = child_of(h, date_plus_months(s->c.today, -12 * 9)), older = child_of(h, date_plus_months(s->c.today, -12 * 13)), unknown = child_of(h, DATE_UNKNOWN);
  a.asker = ASKER_PARENT;
  INVALID(right_ask(&s->c, young, &a, &id), "asker_name");
  a.asker_name = "Een ouder";
  INVALID(right_ask(&s->c, unknown, &a, &id), "asker");
  INVALID(right_ask(&s->c, young, &a, &id), "child_view");
  a.child_view = "Het kind wil het niet.";
  MUST(right_ask(&s->c, young, &a, &id));
  INVALID(right_ask(&s->c, older, &a, &id), "child_agrees");
}

static void a_child_that_turned_sixteen_meanwhile_decides_alone(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct right_ask a = plain_ask(h, RIGHT_OBJECTION);
  struct id id;
  const struct id child = child_of(h, date_plus_days(date_plus_months(s->c.today, -12 * 16), 5));
  a.asker = ASKER_PARENT;
  a.asker_name = "Een ouder";
  a.child_view = "Het kind weet het nog niet.";
  a.child_agrees = NO;
  MUST(right_ask(&s->c, child, &a, &id));
  s->c.today = date_plus_days(s->c.today, 5);
  INVALID(right_decide(&s->c, id, 1, &(struct right_decide){ .outcome = OUTCOME_GRANTED, .weighing = "Gewogen." }), "");
}

/* --- deciding ----------------------------------------------------------------------------------------------------- */

static void nothing_is_decided_for_somebody_whom_nobody_checked(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct right_ask a = plain_ask(h, RIGHT_DESTRUCTION);
  struct id id;
  a.identity = IDENTITY_UNKNOWN;
  MUST(right_ask(&s->c, h->p.person_a, &a, &id));
  INVALID(right_decide(&s->c, id, 1, &(struct right_decide){ .outcome = OUTCOME_GRANTED, .weighing = "Gewogen." }), "");
  a.asker = ASKER_REPRESENTATIVE;
  a.asker_name = "Een advocaat";
  a.identity = IDENTITY_CALLED;
  INVALID(right_ask(&s->c, h->p.person_a, &a, &id), "identity");
}

static void asking_limits_no_use_and_deciding_so_does(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  static const enum right_kind kinds[] = { RIGHT_DESTRUCTION, RIGHT_OBJECTION, RIGHT_RECTIFY };
  for (size_t i = 0; i < COUNT(kinds); i++) {
    const struct id id = asks_for(h, h->p.person_a, kinds[i]);
    struct right r = right_now(h, id);
    assert_false(right_limits_use(&r));
    MUST(right_detail(&s->c, id, r.request.version, &(struct right_details){ .identity = IDENTITY_KNOWN, .limited = YES }));
    r = right_now(h, id);
    assert_true(right_limits_use(&r));
    MUST(right_withdraw(&s->c, id, r.request.version));
    r = right_now(h, id);
    assert_false(right_limits_use(&r));
  }
}

static void destruction_is_refused_only_with_facts_and_a_day(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_DESTRUCTION);
  struct right_decide d = { .outcome = OUTCOME_REFUSED, .weighing = "Er loopt een zaak." };
  INVALID(right_decide(&s->c, id, 1, &d), "facts");
  d.facts = "De rechter beslist in maart.";
  INVALID(right_decide(&s->c, id, 1, &d), "until");
  d.until = s->c.today;
  INVALID(right_decide(&s->c, id, 1, &d), "until");
  d.until = date_plus_days(s->c.today, 90);
  MUST(right_decide(&s->c, id, 1, &d));
  const struct right r = right_now(h, id);
  assert_int_equal(r.clock.state, RIGHT_REFUSED);
  assert_false(date_known(r.clock.closed));                  /* it comes back */
  assert_int_equal(r.clock.due.ymd, d.until.ymd);
  MUST(right_again(&s->c, id, r.request.version));
  assert_int_equal(right_now(h, id).clock.state, RIGHT_RECEIVED);
}

static void putting_right_says_what_was_changed(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_RECTIFY);
  struct right_decide d = { .outcome = OUTCOME_GRANTED, .weighing = "Het klopte niet." };
  INVALID(right_decide(&s->c, id, 1, &d), "changed");
  d.changed = "Er stond 1980, nu staat er 1981.";
  MUST(right_decide(&s->c, id, 1, &d));
  assert_int_equal(right_now(h, id).clock.state, RIGHT_GIVEN);
}

static void destroying_takes_two_people_and_the_whole_file(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_DESTRUCTION);
  struct person p;
  struct right r;
  bool erased;
  MUST(right_decide(&s->c, id, 1, &(struct right_decide){ .outcome = OUTCOME_GRANTED, .weighing = "Niemand heeft het nog nodig." }));
  const int32_t version = right_now(h, id).request.version;
  INVALID(right_agree(&s->c, id, version, &erased), "");
  MUST(person_get(&s->c, h->p.person_a, &p));
  acts(s, FOR_B);
  assert_int_equal(right_agree(&s->c, id, version, &erased), ERR_NOT_FOUND);
  acts(s, ALSO_A);
  MUST(right_agree(&s->c, id, version, &erased));
  assert_true(erased);
  acts(s, FOR_A);
  assert_int_equal(person_get(&s->c, h->p.person_a, &p), ERR_NOT_FOUND);
  assert_int_equal(right_get(&s->c, id, &r), ERR_NOT_FOUND);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM rights_request"), 0);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM purge_report"), 1);
  acts(s, FOR_B);                                            /* hers is as it was */
  MUST(person_get(&s->c, h->p.person_b, &p));
  struct right_clock_list open;
  MUST(right_clocks_open(&s->c, &open));
  assert_int_equal(open.count, 0);
}

static void what_is_held_or_used_elsewhere_is_not_destroyed(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_DESTRUCTION);
  const struct right_decide yes = { .outcome = OUTCOME_GRANTED, .weighing = "Gewogen." };
  struct legal_hold_list held;
  MUST(hold_set(&s->c, h->compartment_a, HOLD_COURT));
  INVALID(right_decide(&s->c, id, 1, &yes), "outcome");
  MUST(holds(&s->c, &held));
  MUST(hold_lift(&s->c, held.at[0].id, "Voorbij."));
  const struct id other = opens(s, MY_SIDE_A);
  same_team(s, h->p.side_a, file_of(s, other).sides.at[0].id);
  MUST(person_join(&s->c, h->p.person_a, file_of(s, other).sides.at[0].id, MEMBER_USES, NULL));
  INVALID(right_decide(&s->c, id, 1, &yes), "outcome");
}

static void an_own_statement_is_placed_as_it_is_said(void **state)
{
  struct house *const h = *state;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_NOTE);
  const struct right r = right_now(h, id);
  assert_int_equal(r.clock.state, RIGHT_GIVEN);
  assert_string_equal(r.request.statement, "Dit klopt niet volgens mij.");
}

static void in_two_households_it_is_said_for_which_and_the_other_does_not_see_it(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id other = opens(s, MY_SIDE_A);
  const struct household_side there = file_of(s, other).sides.at[0];
  struct right_ask a = plain_ask(h, RIGHT_COPY);
  struct id id, compartment;
  struct right r;
  char side[ID_TEXT];
  same_team(s, h->p.side_a, there.id);
  MUST(person_join(&s->c, h->p.person_a, there.id, MEMBER_USES, NULL));
  INVALID(right_ask(&s->c, h->p.person_a, &a, &id), "side");
  id_format(h->p.side_a, side);
  a.side = side;
  MUST(right_ask(&s->c, h->p.person_a, &a, &id));
  compartment = h->compartment_a;
  lets_in(s, 9, compartment, other);                         /* works with him through the other household only */
  lets_in(s, 9, there.compartment, other);
  acts(s, 9);
  assert_int_equal(right_get(&s->c, id, &r), ERR_NOT_FOUND);
}

static void who_moved_to_another_side_keeps_the_request(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  struct household_side_list sides;
  struct membership_list at;
  struct id new_side;
  MUST(side_open(&s->c, h->p.household, SIDE_B, &new_side));
  MUST(memberships_of_person(&s->c, h->p.person_a, &at));
  MUST(person_change_side(&s->c, at.at[0].id, new_side));
  MUST(right_sides(&s->c, h->p.person_a, &sides));
  assert_int_equal(sides.count, 1);
  assert_true(id_same(right_now(h, id).side.id, new_side));
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(the_term_is_one_month_of_the_calendar_and_three_when_extended),
    TEST(when_the_month_is_over_it_cannot_be_extended_any_more),
    TEST(who_works_for_the_other_side_finds_nothing),
    TEST(two_who_handle_it_at_once_are_told),
    TEST(a_withdrawn_request_is_closed),
    TEST(who_may_ask_for_a_child_goes_by_age),
    TEST(a_parent_is_weighed_first_and_from_twelve_the_child_is_asked),
    TEST(a_child_that_turned_sixteen_meanwhile_decides_alone),
    TEST(nothing_is_decided_for_somebody_whom_nobody_checked),
    TEST(asking_limits_no_use_and_deciding_so_does),
    TEST(destruction_is_refused_only_with_facts_and_a_day),
    TEST(putting_right_says_what_was_changed),
    TEST(destroying_takes_two_people_and_the_whole_file),
    TEST(what_is_held_or_used_elsewhere_is_not_destroyed),
    TEST(an_own_statement_is_placed_as_it_is_said),
    TEST(in_two_households_it_is_said_for_which_and_the_other_does_not_see_it),
    TEST(who_moved_to_another_side_keeps_the_request),
  };
  return cmocka_run_group_tests_name("requests", tests, NULL, NULL);
}
