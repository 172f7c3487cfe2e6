/* Referring somebody and what follows: the table holds, and nobody sees more than is theirs. */
#include "referral_acts.h"

static void a_referral_is_sent_in_one_go_and_is_the_provider_s_turn_until_the_end_of_the_second_working_day(void **state)
{
  (void)state;
  const struct id id = refers(T, TEAM, "Bram");
  const struct referral r = stored(T, id);
  assert_int_equal(r.state, REFERRAL_SENT);
  assert_true(id_same(r.holder, town.provider));
  assert_int_equal(r.next, NEXT_FIRST_CALL);
  assert_int_equal(r.next_at.ms, date_begins((struct date){ 20261126 }));        /* Monday: Tuesday and Wednesday */
  responsible(id);
  struct referral_file f;
  MUST(referral_file(C, id, &f));
  assert_true(f.open);
  assert_string_equal(f.person.called, "Bram");
  assert_int_equal(f.items.count, 1);
  assert_int_equal(f.by, BY_PROVIDER);
}

static void after_an_incident_the_first_contact_is_within_a_day(void **state)
{
  struct id id;
  struct referral_new n = asks_help("Bram");
  (void)state;
  n.urgent = YES;
  as(W, TEAM);
  MUST(referral_begin(C, &n, &id));
  assert_int_equal(stored(T, id).next_at.ms, C->now + DAY_MS);
  assert_int_equal(stored(T, id).counts, TERM_HOURS);
}

static void expect_refused(const struct referral_new *n, const char *field)
{
  struct id id;
  as(W, TEAM);
  assert_int_equal(referral_begin(C, n, &id), ERR_INVALID);
  assert_string_equal(C->error.field, field);
  C->error = (struct error){ 0 };
}

static void nothing_is_shared_without_permission_or_another_ground_and_nobody_is_sent_who_cannot_be_called(void **state)
{
  struct referral_new n = asks_help("Bram");
  (void)state;
  n.consent = CONSENT_UNKNOWN;
  expect_refused(&n, "consent");
  n = asks_help("Bram");
  n.phone = NULL;
  expect_refused(&n, "phone");
  n.phone = "geen nummer";
  expect_refused(&n, "phone");
  n = asks_help("Bram");
  n.justice = "Aangehouden in mei.";
  expect_refused(&n, "justice_ground");
  n = asks_help("Bram");
  n.aanbod = "bestaat-niet";
  expect_refused(&n, "aanbod");
  n = asks_help("Bram");
  n.aim = AIM_NOT;
  expect_refused(&n, "reason");
  n.reason = REASON_FULL;                                  /* why a provider returns is no barrier of the person's */
  expect_refused(&n, "reason");
}

static void on_another_ground_than_permission_it_can_be_sent_too(void **state)
{
  struct id id;
  struct referral_new n = asks_help("Bram");
  (void)state;
  n.consent = CONSENT_UNKNOWN;
  n.request_ground = GROUND_VITAL;
  as(W, TEAM);
  MUST(referral_begin(C, &n, &id));
  responsible(id);
  struct referral_file f;
  MUST(referral_file(C, id, &f));
  assert_true(f.open);
  assert_int_equal(f.items.at[0].ground, GROUND_VITAL);
}

static void the_whole_way_to_the_end_has_one_turn_and_one_date_at_each_step(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  struct referral r;
  (void)state;
  responsible(id);
  DOES(T, id, .act = ACT_TRIED);
  assert_int_equal(stored(T, id).state, REFERRAL_RECEIVED);
  DOES(T, id, .act = ACT_SPOKEN);
  assert_int_equal(stored(T, id).next_at.ms, date_begins((struct date){ 20261201 }));       /* five working days since Monday */
  DOES(T, id, .act = ACT_OFFER, .day = { 20261130 }, .with_whom = "Esra Voorbeeld");
  assert_int_equal(stored(T, id).next_at.ms, date_begins((struct date){ 20261202 }));
  at_time(T, instant_at((struct date){ 20261201 }, 9 * 60));
  DOES(T, id, .act = ACT_ARRIVED, .day = { 20261130 });
  DOES(T, id, .act = ACT_STARTED, .day = { 20261130 });
  DOES(T, id, .act = ACT_COMPLETE, .day = { 20261201 }, .note = "Blijf de time-out gebruiken.");
  r = stored(T, id);
  assert_int_equal(r.state, REFERRAL_COMPLETED);
  assert_true(id_same(r.responsible, W->at[TEAM].account));
  assert_int_equal(r.next, NEXT_AFTERCARE);
  as(W, TEAM);
  DOES(T, id, .act = ACT_CLOSE, .note = "Het gaat goed.");
  r = stored(T, id);
  assert_true(instant_known(r.ended) && !instant_known(r.next_at));
  at_time(T, C->now + 91 * DAY_MS);
  bool more;
  struct referral_file f;
  console(W);
  MUST(referrals_rise(C, 10, &more));
  as(W, TEAM);
  MUST(referral_file(C, id, &f));
  assert_false(f.open);                                    /* its retention term runs */
}

static void what_the_table_does_not_allow_is_refused_and_changes_nothing(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  (void)state;
  responsible(id);
  const struct referral before = stored(T, id);
  for (unsigned a = 1; a < ACT_COUNT; a++) {
    if (referral_may(before.state, (enum referral_act)a, BY_PROVIDER)) continue;
    assert_int_equal(referral_do(C, id, 0, &(struct referral_step){ .act = (enum referral_act)a, .day = C->today, .note = "x", .with_whom = "x", .reason = REASON_OTHER }), ERR_INVALID);
    C->error = (struct error){ 0 };
  }
  const struct referral after = stored(T, id);
  assert_true(record_same(referral, &before, &after));
  assert_int_equal(referral_do(C, id, 0, &(struct referral_step){ .act = ACT_OFFER, .day = C->today }), ERR_INVALID);
  assert_string_equal(C->error.field, "with_whom");
}

static void returned_it_is_the_referrer_s_turn_at_once_and_the_provider_reads_it_no_more(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  struct referral_file f;
  (void)state;
  responsible(id);
  DOES(T, id, .act = ACT_RETURN, .reason = REASON_FULL, .note = "Na de zomer weer plek.");
  const struct referral r = stored(T, id);
  assert_int_equal(r.state, REFERRAL_DECLINED);
  assert_true(id_same(r.responsible, W->at[TEAM].account));
  provider();
  assert_true(referral_file(C, id, &f) != OK || !f.open);
  second();
  C->error = (struct error){ 0 };
  MUST(referral_file(C, id, &f));
  assert_false(f.open);
  assert_int_equal(referral_take_over(C, id), ERR_NOT_FOUND);
}

static void what_holds_police_data_can_be_given_back_whatever_ground_was_written_first(void **state)
{
  (void)state;
  for (int i = 0; i < 8; i++) {                            /* their order is by chance */
    struct referral_new n = asks_help("Bram");
    struct referral_file f;
    struct id id;
    n.justice = "Aangehouden in mei.";
    n.justice_ground = GROUND_CONSENT;
    as(W, TEAM);
    MUST(referral_begin(C, &n, &id));
    responsible(id);
    DOES(T, id, .act = ACT_RETURN, .reason = REASON_FULL);
    MUST(referral_file(C, id, &f));
    assert_false(f.open);
  }
}

static void permission_withdrawn_while_the_provider_reads_shuts_it_out(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  struct referral_file f;
  (void)state;
  responsible(id);
  const struct scope reader = C->scope;
  MUST(referral_file(C, id, &f));
  as(W, TEAM);
  DOES(T, id, .act = ACT_WITHDRAW);
  as_one(W, reader.actor, reader.organisation, ROLE_PROVIDER);
  MUST(referral_file(C, id, &f));
  assert_false(f.open);
  assert_int_equal(referral_do(C, id, 0, &(struct referral_step){ .act = ACT_SPOKEN }), ERR_NOT_FOUND);
}

static void of_two_who_act_on_the_same_page_the_second_hears_that_somebody_was_first(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  (void)state;
  responsible(id);
  const int32_t seen = stored(T, id).version;
  MUST(referral_do(C, id, seen, &(struct referral_step){ .act = ACT_TRIED }));
  assert_int_equal(referral_do(C, id, seen, &(struct referral_step){ .act = ACT_SPOKEN }), ERR_CONFLICT);
  assert_int_equal(stored(T, id).state, REFERRAL_RECEIVED);
}

static void arrival_is_confirmed_by_both_sides_and_a_difference_is_a_task_for_both(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  (void)state;
  responsible(id);
  DOES(T, id, .act = ACT_OFFER, .day = C->today, .with_whom = "Esra Voorbeeld");
  DOES(T, id, .act = ACT_ARRIVED, .day = C->today);
  assert_int_equal(tasks_open(TASK_CONFIRM_ARRIVAL, id), 1);
  as(W, TEAM);
  DOES(T, id, .act = ACT_SAW_NOT, .note = "Zegt dat hij niet ging.");
  assert_int_equal(tasks_open(TASK_CONFIRM_ARRIVAL, id), 0);
  assert_int_equal(tasks_open(TASK_ARRIVAL_DIFFERS, id), 2);
  DOES(T, id, .act = ACT_SAW);
  assert_int_equal(tasks_open(TASK_ARRIVAL_DIFFERS, id), 0);
}

static void a_referrer_hears_of_arrival_and_start_only_what_the_person_permits(void **state)
{
  struct referral_new n = asks_help("Bram");
  struct referral_file f;
  struct id id;
  (void)state;
  n.hears = (struct set){ 1 };
  as(W, TEAM);
  MUST(referral_begin(C, &n, &id));
  responsible(id);
  DOES(T, id, .act = ACT_OFFER, .day = C->today, .with_whom = "Esra Voorbeeld");
  DOES(T, id, .act = ACT_STARTED, .day = C->today);
  as(W, TEAM);
  MUST(referral_file(C, id, &f));
  referral_as_heard(C, &f);
  assert_int_equal(f.referral.state, REFERRAL_OFFERED);
  assert_int_equal(f.referral.next, NEXT_ARRIVAL);
  assert_false(instant_known(f.referral.next_at));
  assert_int_equal(tasks_open(TASK_CONFIRM_ARRIVAL, id), 0);
  assert_false(instant_known(f.referral.started));
  for (size_t i = 0; i < f.notes.count; i++) assert_int_not_equal(f.notes.at[i].act, ACT_STARTED);
}

static bool reads_act(struct id id, enum referral_act act)
{
  struct referral_file f;
  bool found = false;
  MUST(referral_file(C, id, &f));
  for (size_t i = 0; i < f.notes.count; i++) found |= f.notes.at[i].act == act;
  return found;
}

static void why_somebody_stopped_is_told_to_who_referred_and_not_to_who_gave_the_help(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  (void)state;
  responsible(id);
  const struct scope giver = C->scope;
  DOES(T, id, .act = ACT_OFFER, .day = C->today, .with_whom = "Esra Voorbeeld");
  DOES(T, id, .act = ACT_STARTED, .day = C->today);
  as(W, TEAM);
  assert_int_equal(referral_do(C, id, 0, &(struct referral_step){ .act = ACT_WHY, .reason = REASON_DISTRUST }), ERR_INVALID);       /* nothing stopped yet */
  as_one(W, giver.actor, giver.organisation, ROLE_PROVIDER);
  DOES(T, id, .act = ACT_DROPPED, .day = C->today, .reason = REASON_TIME);
  as(W, TEAM);
  DOES(T, id, .act = ACT_WHY, .reason = REASON_DISTRUST, .note = "Ze luisterden niet.");
  assert_int_equal(stored(T, id).next, NEXT_LOOK_AGAIN);
  assert_true(reads_act(id, ACT_WHY));
  as_one(W, giver.actor, giver.organisation, ROLE_PROVIDER);
  assert_true(reads_act(id, ACT_DROPPED));
  assert_false(reads_act(id, ACT_WHY));
}

static void who_gives_it_back_may_name_help_that_fits_better(void **state)
{
  const struct id id = refers(T, TEAM, "Bram"), better = adds_offer(T, "Groep op dinsdag", "Hulp Proefstad");
  struct referral_file f;
  (void)state;
  map_again(T);
  responsible(id);
  assert_int_equal(referral_do(C, id, 0, &(struct referral_step){ .act = ACT_SPOKEN, .alternative = "groep-op-dinsdag" }), ERR_INVALID);
  assert_int_equal(referral_do(C, id, 0, &(struct referral_step){ .act = ACT_RETURN, .reason = REASON_NO_FIT, .alternative = "dat-is-er-niet" }), ERR_INVALID);
  C->error = (struct error){ 0 };
  DOES(T, id, .act = ACT_RETURN, .reason = REASON_NO_FIT, .alternative = "groep-op-dinsdag");
  as(W, TEAM);
  MUST(referral_file(C, id, &f));
  assert_true(id_same(f.notes.at[0].alternative, better));
}

static void a_program_that_repeats_itself_does_not_fill_a_referral_without_end(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  int rc = OK, done = 0;
  (void)state;
  as(W, TEAM);
  for (; rc == OK && done < 2000; done++) rc = referral_do(C, id, 0, &(struct referral_step){ .act = ACT_BRIDGED, .note = "Weer." });
  assert_int_equal(rc, ERR_INVALID);
  assert_true(done > 900 && done < 1100);
  MUST(referral_do(C, id, 0, &(struct referral_step){ .act = ACT_WITHDRAW }));        /* what ends is never too much */
  assert_int_equal(stored(T, id).state, REFERRAL_WITHDRAWN);
}

static void a_no_has_its_reason_and_a_day_to_get_in_touch_again(void **state)
{
  struct referral_new n = asks_help("Bram");
  struct id id;
  (void)state;
  n.aim = AIM_NOT;
  n.aanbod = NULL;
  n.reason = REASON_SHAME;
  n.again = (struct date){ 20261214 };
  as(W, TEAM);
  MUST(referral_begin(C, &n, &id));
  const struct referral r = stored(T, id);
  assert_int_equal(r.state, REFERRAL_REFUSED);
  assert_int_equal(r.next, NEXT_KEEP);
  assert_int_equal(r.next_at.ms, date_begins((struct date){ 20261215 }));
}

static void a_person_s_file_knows_its_referrals_and_the_provider_knows_no_file(void **state)
{
  (void)state;
  as(W, DIRECTOR);
  const struct id household = opens(W->s, MY_SIDE_A);
  const struct household_file f = file_of(W->s, household);
  const struct id person = adds(W->s, f.sides.at[0].id, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  MUST(contact_add(C, &(struct contact_way){ .person = person, .kind = CONTACT_PHONE, .value = "06 87654321", .safe = YES, .hours = "ochtend" }, false, NULL));
  MUST(contact_add(C, &(struct contact_way){ .person = person, .kind = CONTACT_PHONE, .value = "06 11111111", .safe = NO, .preferred = YES }, false, NULL));
  struct referral_new n;
  MUST(referral_prefill(C, person, ID_NONE, &n));
  assert_string_equal(n.phone, "06 87654321");             /* never a number that is not safe */
  n.aanbod = town.offer;
  n.consent = CONSENT_PAPER;
  n.aim = AIM_SEND;
  struct id id;
  MUST(referral_begin(C, &n, &id));
  struct referral_line_list lines;
  MUST(referrals_of_person(C, person, &lines));
  assert_int_equal(lines.count, 1);
  char path[200];
  proves(W, DIRECTOR, 4);
  assert_int_equal(asks(W, DIRECTOR, 5, with_id(path, "/werk/personen/", person, "/overzicht"), NULL), 200);
  assert_true(page_has(W, "Hulp Proefstad"));              /* what the person gets printed says with whom it is shared */
  as(W, DIRECTOR);
  responsible(id);
  struct person p;
  assert_int_equal(person_get(C, person, &p), ERR_NOT_FOUND);
  C->error = (struct error){ 0 };
  struct referral_line_list none;
  MUST(referrals_of_person(C, person, &none));
  assert_int_equal(none.count, 0);
}

static struct id draft(const char *called)
{
  struct referral_new n = asks_help(called);
  struct id id;
  n.aim = AIM_DRAFT;
  n.consent = CONSENT_UNKNOWN;
  as(W, TEAM);
  MUST(referral_begin(C, &n, &id));
  return id;
}

static void a_draft_is_written_anew_and_sent_once(void **state)
{
  const struct id id = draft("Bram");
  (void)state;
  assert_int_equal(stored(T, id).state, REFERRAL_DRAFT);
  struct referral_new again;
  MUST(referral_again(C, id, &again));
  assert_string_equal(again.called, "Bram");
  again.consent = CONSENT_DIGITAL;
  again.aim = AIM_SEND;
  MUST(referral_rewrite(C, id, 0, &again));
  assert_int_equal(stored(T, id).state, REFERRAL_SENT);
  assert_int_equal(referral_rewrite(C, id, 0, &again), ERR_INVALID);
}

static void of_two_who_write_a_draft_anew_the_second_hears_of_the_first(void **state)
{
  const struct id id = draft("Bram");
  struct referral_new n = asks_help("Bram");
  (void)state;
  n.aim = AIM_DRAFT;
  at_time(T, C->now + 1000);
  MUST(referral_rewrite(C, id, 1, &n));
  n.called = "Sem";
  assert_int_equal(referral_rewrite(C, id, 1, &n), ERR_CONFLICT);
  struct referral_file f;
  MUST(referral_file(C, id, &f));
  assert_string_equal(f.person.called, "Bram");
  assert_true(date_known(f.person.consent_on));
}

static void a_draft_is_not_sent_without_what_its_form_asks(void **state)
{
  const struct id id = draft("Bram");
  (void)state;
  assert_int_equal(referral_do(C, id, 0, &(struct referral_step){ .act = ACT_CONSENT }), ERR_INVALID);
  assert_int_equal(stored(T, id).state, REFERRAL_DRAFT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    TEST(a_referral_is_sent_in_one_go_and_is_the_provider_s_turn_until_the_end_of_the_second_working_day),
    TEST(after_an_incident_the_first_contact_is_within_a_day),
    TEST(nothing_is_shared_without_permission_or_another_ground_and_nobody_is_sent_who_cannot_be_called),
    TEST(on_another_ground_than_permission_it_can_be_sent_too),
    TEST(the_whole_way_to_the_end_has_one_turn_and_one_date_at_each_step),
    TEST(what_the_table_does_not_allow_is_refused_and_changes_nothing),
    TEST(returned_it_is_the_referrer_s_turn_at_once_and_the_provider_reads_it_no_more),
    TEST(what_holds_police_data_can_be_given_back_whatever_ground_was_written_first),
    TEST(permission_withdrawn_while_the_provider_reads_shuts_it_out),
    TEST(of_two_who_act_on_the_same_page_the_second_hears_that_somebody_was_first),
    TEST(arrival_is_confirmed_by_both_sides_and_a_difference_is_a_task_for_both),
    TEST(a_referrer_hears_of_arrival_and_start_only_what_the_person_permits),
    TEST(why_somebody_stopped_is_told_to_who_referred_and_not_to_who_gave_the_help),
    TEST(who_gives_it_back_may_name_help_that_fits_better),
    TEST(a_program_that_repeats_itself_does_not_fill_a_referral_without_end),
    TEST(a_no_has_its_reason_and_a_day_to_get_in_touch_again),
    TEST(a_person_s_file_knows_its_referrals_and_the_provider_knows_no_file),
    TEST(a_draft_is_written_anew_and_sent_once),
    TEST(of_two_who_write_a_draft_anew_the_second_hears_of_the_first),
    TEST(a_draft_is_not_sent_without_what_its_form_asks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
