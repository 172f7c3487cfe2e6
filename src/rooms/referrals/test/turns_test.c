/* Whose turn it is, and until when: silence lands on somebody, also when people are away, leave, or hand it round. */
#include "referral_acts.h"

static void others_find_nothing_and_the_provider_s_colleagues_read_only_how_far_it_is_until_they_take_over(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  struct referral_file f;
  (void)state;
  as(W, OTHER_TEAM);
  assert_int_equal(referral_file(C, id, &f), ERR_NOT_FOUND);
  as(W, SHELTER);
  assert_int_equal(referral_file(C, id, &f), ERR_NOT_FOUND);
  const bool first = id_same(stored(T, id).responsible, W->at[PROVIDER].account);
  if (first) second(); else provider();
  MUST(referral_file(C, id, &f));
  assert_false(f.open);
  assert_null(f.person.called);
  assert_int_equal(referral_do(C, id, 0, &(struct referral_step){ .act = ACT_TRIED }), ERR_NOT_FOUND);
  MUST(referral_take_over(C, id));
  MUST(referral_file(C, id, &f));
  assert_true(f.open);
  assert_true(id_same(f.referral.responsible, C->scope.actor));
}

static void when_the_term_of_what_is_shared_is_over_a_colleague_of_the_provider_cannot_take_it_over(void **state)
{
  struct referral_new n = asks_help("Bram");
  struct referral_file f;
  struct id id;
  bool more;
  (void)state;
  n.until = (struct date){ 20261124 };
  as(W, TEAM);
  MUST(referral_begin(C, &n, &id));
  const bool first = id_same(stored(T, id).responsible, W->at[PROVIDER].account);
  at_time(T, instant_at((struct date){ 20261125 }, 9 * 60));
  if (first) second(); else provider();
  MUST(referral_take_over(C, id));                         /* it goes to who can still open it */
  assert_true(id_same(stored(T, id).responsible, W->at[TEAM].account));
  MUST(referral_file(C, id, &f));
  assert_false(f.open);
  console(W);
  MUST(referrals_rise(C, 10, &more));
  as(W, TEAM);
  DOES(T, id, .act = ACT_WITHDRAW);
}

static void a_clock_is_not_put_off_past_its_norm(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  (void)state;
  responsible(id);
  assert_int_equal(referral_do(C, id, 0, &(struct referral_step){ .act = ACT_TRIED, .day = date_plus_days(C->today, 300) }), ERR_INVALID);
  assert_string_equal(C->error.field, "day");
  C->error = (struct error){ 0 };
  DOES(T, id, .act = ACT_TRIED, .day = date_plus_days(C->today, 1));
}

static void a_colleague_of_who_referred_takes_over_only_what_is_late_and_who_had_it_reads_no_more(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  const struct more colleague = joins(W, "collega@proef.invalid", W->at[TEAM].organisation, ROLE_TEAM);
  struct referral_file f;
  bool more;
  (void)state;
  responsible(id);
  DOES(T, id, .act = ACT_RETURN, .reason = REASON_FULL);
  as_one(W, colleague.account, colleague.organisation, ROLE_TEAM);
  assert_int_equal(referral_take_over(C, id), ERR_INVALID);
  MUST(referral_file(C, id, &f));
  assert_false(f.open);
  at_time(T, C->now + 5 * DAY_MS);
  console(W);
  MUST(referrals_rise(C, 10, &more));
  as_one(W, colleague.account, colleague.organisation, ROLE_TEAM);
  MUST(referral_take_over(C, id));
  assert_int_equal(stored(T, id).level.n, 1);              /* as late as it was */
  MUST(referral_file(C, id, &f));
  assert_int_equal(f.notes.at[0].act, ACT_TAKEN);
}

static void what_is_late_rises_one_level_a_run_and_a_week_s_stop_is_no_seven(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  bool more;
  (void)state;
  console(W);
  MUST(referrals_rise(C, 10, &more));
  assert_int_equal(stored(T, id).level.n, 0);
  at_time(T, instant_at((struct date){ 20261207 }, 9 * 60));             /* more than a week later */
  for (int i = 0; i < 3; i++) MUST(referrals_rise(C, 10, &more));
  assert_int_equal(stored(T, id).level.n, 1);
  for (int32_t day = 0; day < 10; day++) {
    at_time(T, C->now + DAY_MS);
    console(W);
    MUST(referrals_rise(C, 10, &more));
  }
  const struct referral r = stored(T, id);
  assert_int_equal(r.level.n, 3);
  assert_false(instant_known(r.rises_at));
  struct referral_line_list silent;
  as_one(W, W->at[DIRECTOR].account, W->at[DIRECTOR].organisation, ROLE_REGION);
  MUST(referrals_silent(C, &silent));
  assert_int_equal(silent.count, 1);
  assert_null(silent.at[0].called);
}

static void who_is_away_has_somebody_who_stands_in_and_gets_it_back(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  bool more;
  (void)state;
  responsible(id);
  const struct scope one = C->scope;
  MUST(absence_add(C, &(struct absence_new){ .since = C->today, .until = { 20261125 } }));
  struct referral r = stored(T, id);
  assert_false(id_same(r.responsible, one.actor));
  assert_true(id_same(r.stands_in_for, one.actor));
  as_one(W, r.responsible, r.holder, ROLE_PROVIDER);
  struct referral_file f;
  MUST(referral_file(C, id, &f));
  assert_true(f.open);
  const struct id stood_in = r.responsible;
  const struct id while_away = refers(T, TEAM, "Sem");
  assert_false(id_same(stored(T, while_away).responsible, one.actor));
  at_time(T, instant_at((struct date){ 20261126 }, 6 * 60));
  console(W);
  MUST(absences_run(C, &more));
  r = stored(T, id);
  assert_true(id_same(r.responsible, one.actor));
  assert_false(id_known(r.stands_in_for));
  as_one(W, stood_in, r.holder, ROLE_PROVIDER);              /* and whoever stood in has nothing to do with it any more */
  MUST(referral_file(C, id, &f));
  assert_false(f.open);
}

static void what_lies_with_a_colleague_who_left_goes_to_another(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  (void)state;
  const struct id gone = stored(T, id).responsible;
  console(W);
  MUST(account_leave(C, gone, ID_NONE));
  MUST(referrals_of_left(C, (struct instant){ C->now - DAY_MS }));
  const struct referral r = stored(T, id);
  assert_false(id_same(r.responsible, gone));
  assert_true(id_same(r.holder, town.provider));
}

static void a_provider_that_merged_and_has_nobody_any_more_goes_on_as_the_other(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  struct organisation old;
  struct referral_file f;
  struct id now;
  (void)state;
  console(W);
  MUST(organisation_by_name(C, "Hulp Samen", &now));
  const struct more colleague = joins(W, "samen@proef.invalid", now, ROLE_PROVIDER);
  MUST(organisation_get(C, town.provider, &old));
  MUST(organisation_merge(C, &old, now));
  const struct id first = stored(T, id).responsible, second = id_same(first, town.colleague.account) ? W->at[PROVIDER].account : town.colleague.account;
  MUST(account_leave(C, first, ID_NONE));
  MUST(referrals_of_left(C, (struct instant){ C->now - DAY_MS }));
  assert_true(id_same(stored(T, id).responsible, second));               /* somebody still works under the old name */
  MUST(account_leave(C, second, ID_NONE));
  MUST(referrals_of_left(C, (struct instant){ C->now - DAY_MS }));
  const struct referral r = stored(T, id);
  assert_true(id_same(r.responsible, colleague.account));
  assert_true(id_same(r.provider, now));
  as_one(W, colleague.account, now, ROLE_PROVIDER);
  MUST(referral_file(C, id, &f));
  assert_true(f.open);
  DOES(T, id, .act = ACT_SPOKEN);
  as(W, TEAM);
  DOES(T, id, .act = ACT_WITHDRAW);                                      /* and their access ends like any other's */
  as_one(W, colleague.account, now, ROLE_PROVIDER);
  MUST(referral_file(C, id, &f));
  assert_false(f.open);
}

static void an_offer_that_is_paused_gives_back_what_was_not_begun(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  struct offer_line line;
  bool more;
  (void)state;
  console(W);
  MUST(offer_by_id(C, town.offer_id, &line));
  line.offer.status = STATUS_PAUSED;
  MUST(offer_change(C, &line));
  MUST(referrals_return_stopped(C, 10, &more));
  const struct referral r = stored(T, id);
  assert_int_equal(r.state, REFERRAL_DECLINED);
  assert_true(id_same(r.responsible, W->at[TEAM].account));
}

static void where_nobody_of_the_provider_works_here_it_stays_the_referrer_s_turn(void **state)
{
  struct referral_new n = asks_help("Bram");
  struct id id;
  (void)state;
  adds_offer(T, "Hulp zonder account", "Stichting Elders");
  map_again(T);
  n.aanbod = "hulp-zonder-account";
  as(W, TEAM);
  MUST(referral_begin(C, &n, &id));
  const struct referral r = stored(T, id);
  assert_int_equal(r.by_link, YES);
  assert_true(id_same(r.responsible, W->at[TEAM].account));
  assert_int_equal(r.next, NEXT_FIRST_CALL);
  DOES(T, id, .act = ACT_SPOKEN);
  assert_int_equal(stored(T, id).next, NEXT_OFFER);
}

static void who_referred_has_no_say_in_whose_turn_it_is_at_the_provider(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  (void)state;
  assert_int_equal(referral_give(C, id, "tweede@proef.invalid"), ERR_NOT_FOUND);
  provider();
  MUST(referral_give(C, id, "tweede@proef.invalid"));
  assert_true(id_same(stored(T, id).responsible, town.colleague.account));
}

static void the_norm_after_an_incident_cannot_be_made_longer_than_a_day(void **state)
{
  (void)state;
  as_one(W, W->at[DIRECTOR].account, W->at[DIRECTOR].organisation, ROLE_REGION);
  assert_int_equal(norm_set(C, NORM_INCIDENT_CALL, TERM_HOURS, num(25)), ERR_INVALID);
  assert_int_equal(norm_set(C, NORM_INCIDENT_CALL, TERM_WORKING_DAYS, num(1)), ERR_INVALID);
  C->error = (struct error){ 0 };
  MUST(norm_set(C, NORM_FIRST_CALL, TERM_WORKING_DAYS, num(1)));
  const struct id id = refers(T, TEAM, "Bram");
  assert_int_equal(stored(T, id).next_at.ms, date_begins((struct date){ 20261125 }));
}

static void help_that_went_wrong_again_opens_with_a_clock_of_a_day(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  (void)state;
  responsible(id);
  DOES(T, id, .act = ACT_OFFER, .day = C->today, .with_whom = "Esra Voorbeeld");
  DOES(T, id, .act = ACT_STARTED, .day = C->today);
  DOES(T, id, .act = ACT_DROPPED, .day = C->today, .reason = REASON_TIME);
  assert_int_equal(stored(T, id).next, NEXT_LOOK_AGAIN);
  as(W, TEAM);
  DOES(T, id, .act = ACT_RELAPSE);
  const struct referral r = stored(T, id);
  assert_int_equal(r.state, REFERRAL_SENT);
  assert_int_equal(r.next_at.ms, C->now + DAY_MS);
  assert_true(id_same(r.holder, town.provider));
}

static void who_waits_long_has_contact_within_the_gap_and_a_missed_one_is_a_task(void **state)
{
  const struct id id = refers(T, TEAM, "Bram");
  bool more;
  (void)state;
  responsible(id);
  assert_false(instant_known(stored(T, id).bridge_at));
  DOES(T, id, .act = ACT_OFFER, .day = date_plus_days(C->today, 30), .with_whom = "Esra Voorbeeld");
  const struct instant first = stored(T, id).bridge_at;
  assert_int_equal(first.ms, date_begins(date_plus_days(C->today, 8)));
  at_time(T, first.ms - 1);
  console(W);
  MUST(referrals_bridge(C, 10, &more));
  assert_int_equal(tasks_open(TASK_BRIDGE, id), 0);
  at_time(T, first.ms + 3 * DAY_MS);
  console(W);
  for (int i = 0; i < 3; i++) MUST(referrals_bridge(C, 10, &more));
  assert_int_equal(tasks_open(TASK_BRIDGE, id), 1);
  as(W, TEAM);
  DOES(T, id, .act = ACT_BRIDGED, .note = "Gebeld: het gaat.");
  assert_int_equal(tasks_open(TASK_BRIDGE, id), 0);
  assert_int_equal(stored(T, id).bridge_at.ms, date_begins(date_plus_days(C->today, 8)));
  responsible(id);
  DOES(T, id, .act = ACT_STARTED, .day = C->today);
  assert_false(instant_known(stored(T, id).bridge_at));
  DOES(T, id, .act = ACT_CANCELLED);
  assert_true(instant_known(stored(T, id).bridge_at));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    TEST(others_find_nothing_and_the_provider_s_colleagues_read_only_how_far_it_is_until_they_take_over),
    TEST(when_the_term_of_what_is_shared_is_over_a_colleague_of_the_provider_cannot_take_it_over),
    TEST(a_clock_is_not_put_off_past_its_norm),
    TEST(a_colleague_of_who_referred_takes_over_only_what_is_late_and_who_had_it_reads_no_more),
    TEST(what_is_late_rises_one_level_a_run_and_a_week_s_stop_is_no_seven),
    TEST(who_is_away_has_somebody_who_stands_in_and_gets_it_back),
    TEST(what_lies_with_a_colleague_who_left_goes_to_another),
    TEST(a_provider_that_merged_and_has_nobody_any_more_goes_on_as_the_other),
    TEST(an_offer_that_is_paused_gives_back_what_was_not_begun),
    TEST(where_nobody_of_the_provider_works_here_it_stays_the_referrer_s_turn),
    TEST(who_referred_has_no_say_in_whose_turn_it_is_at_the_provider),
    TEST(the_norm_after_an_incident_cannot_be_made_longer_than_a_day),
    TEST(help_that_went_wrong_again_opens_with_a_clock_of_a_day),
    TEST(who_waits_long_has_contact_within_the_gap_and_a_missed_one_is_a_task),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
