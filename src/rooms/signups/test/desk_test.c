/* The desk: clocks, duty, one responsible and one next date, the stop list, one number many times, the term. */
#include "signups_helper.h"
#include "by_month.h"
#include "retention.h"

static void gives_duty(struct world *w, size_t who, uint64_t days, enum day_part part)
{
  char account[ID_TEXT];
  id_format(w->at[who].account, account);
  console(w);
  MUST(duty_add(&w->s->c, &(struct duty_form){ .colleague = account, .days = { 1 | days }, .part = part }));
}

static size_t tasks_for(struct world *w, enum task_kind kind, struct id about)
{
  struct task_list open;
  console(w);
  MUST(tasks_open_about(&w->s->c, kind, about, &open));
  return open.count;
}

static void watches(struct world *w)
{
  console(w);
  MUST(signups_watch(&w->s->c));
}

/* --- clocks and duty -------------------------------------------------------------------------------------------------- */

static void violence_just_now_is_called_within_24_hours_and_the_rest_within_two_working_days(void **state)
{
  struct world *const w = *state;
  struct signup_form f = form_of("06 12345678");
  f.incident = YES;
  const int64_t now = w->s->c.now;
  assert_int_equal(sends(w, &f).due.ms, now + 24 * HOUR_MS);
  f.incident = NO;
  assert_int_equal(sends(w, &f).due.ms, date_begins(date_plus_days(w->s->c.today, 3)));       /* Monday: until Wednesday ends */
  later(w, 4 * DAY_MS);                                                                        /* Friday */
  assert_int_equal(sends(w, &f).due.ms, date_begins(date_plus_days(w->s->c.today, 5)));
}

static void who_is_on_duty_gets_it_else_who_is_next_else_who_has_the_fewest(void **state)
{
  struct world *const w = *state;
  assert_int_equal(date_weekday(w->s->c.today), MONDAY);
  const struct signup first = signs_up(w, "06 10000001", NULL);                    /* no roster */
  later(w, MINUTE_MS);
  const struct signup second = signs_up(w, "06 10000002", NULL);
  assert_false(id_same(first.responsible, second.responsible));
  gives_duty(w, JOOST, 1u << MONDAY, DAY_PART_DAY);
  gives_duty(w, FEMKE, 1u << TUESDAY, DAY_PART_DAY);
  for (int i = 0; i < 3; i++) {                                                   /* Monday, half past four in the afternoon */
    later(w, 1000);
    assert_true(id_same(signs_up(w, "06 10000003", NULL).responsible, w->at[JOOST].account) || i);
  }
  later(w, 4 * HOUR_MS);                                                          /* nobody in the evening: Tuesday's */
  assert_true(id_same(signs_up(w, "06 10000004", NULL).responsible, w->at[FEMKE].account));
}

static void a_roster_row_of_days_without_a_day_or_of_a_stranger_is_refused(void **state)
{
  struct world *const w = *state;
  char account[ID_TEXT], stranger[ID_TEXT];
  id_format(w->at[FEMKE].account, account);
  id_format(w->at[2].account, stranger);
  console(w);
  struct ctx *const c = &w->s->c;
  assert_int_equal(duty_add(c, &(struct duty_form){ .colleague = account, .days = { 1 }, .part = DAY_PART_DAY }), ERR_INVALID);
  assert_int_equal(duty_add(c, &(struct duty_form){ .colleague = stranger, .days = { 3 }, .part = DAY_PART_DAY }), ERR_INVALID);
  assert_int_equal(duty_add(c, &(struct duty_form){ .colleague = account, .days = { 3 }, .part = DAY_PART_DAY, .until = { 20200101 } }), ERR_INVALID);
}

static void what_is_not_called_in_time_becomes_a_task_of_the_whole_desk_once(void **state)
{
  struct world *const w = *state;
  const struct signup s = signs_up(w, "06 12345678", NULL);
  watches(w);
  assert_int_equal(tasks_for(w, TASK_SIGNUP, s.id), 1);
  assert_int_equal(tasks_for(w, TASK_SIGNUP_LATE, s.id), 0);
  later(w, 7 * DAY_MS);                                        /* a week's stop */
  watches(w);
  watches(w);
  assert_int_equal(tasks_for(w, TASK_SIGNUP_LATE, s.id), 1);
  MUST(acts_on(w, FEMKE, s.id, STEP_NO_ANSWER, 0, NULL));
  assert_int_equal(tasks_for(w, TASK_SIGNUP_LATE, s.id), 0);
  assert_int_equal(tasks_for(w, TASK_SIGNUP, s.id), 1);
}

static void a_colleague_who_leaves_hands_over_and_reads_no_more_a_new_one_reads_along(void **state)
{
  struct world *const w = *state;
  struct signup_said said;
  gives_duty(w, JOOST, 0xfe, DAY_PART_ALL);
  struct signup s = signs_up(w, "06 12345678", NULL);
  assert_true(id_same(s.responsible, w->at[JOOST].account));
  console(w);
  struct post_list posts;
  MUST(posts_of_account(&w->s->c, w->at[JOOST].account, &posts));
  MUST(post_end(&w->s->c, posts.at[0].id));
  hire(w, 3, "nieuw@proef.invalid", "Aanmeldpunt Derde", ROLE_DESK);
  watches(w);
  s = only(w);
  assert_false(id_same(s.responsible, w->at[JOOST].account));
  as(w, JOOST);
  assert_int_equal(signup_read(&w->s->c, &s, &said), ERR_NOT_FOUND);
  as(w, 3);
  MUST(signup_read(&w->s->c, &s, &said));
  assert_int_equal(tasks_for(w, TASK_SIGNUP, s.id), 1);
}

static void a_desk_with_nobody_left_takes_nothing_in_and_tells_the_region(void **state)
{
  struct world *const w = *state;
  const struct signup_form f = form_of("06 12345678");
  signs_up(w, "06 12345678", NULL);
  for (size_t n = FEMKE; n <= JOOST; n++) {
    struct post_list posts;
    console(w);
    MUST(posts_of_account(&w->s->c, w->at[n].account, &posts));
    MUST(post_end(&w->s->c, posts.at[0].id));
  }
  MUST(desks_publish(&w->s->c));
  assert_int_equal(sends(w, &f).answer, INTAKE_NO_DESK);
  watches(w);
  watches(w);
  assert_int_equal(tasks_for(w, TASK_DESK_EMPTY, ID_NONE), 1);
  assert_true(id_known(only(w).responsible));
}

/* --- steps ------------------------------------------------------------------------------------------------------------- */

static void a_number_is_called_three_times_a_day_however_many_sign_ups_have_it(void **state)
{
  struct world *const w = *state;
  const struct signup one = signs_up(w, "06 12345678", NULL);
  later(w, 1000);
  const struct signup two = signs_up(w, "+31 6 1234 5678", NULL);
  assert_false(id_same(one.id, two.id));
  assert_true(id_same(one.same, two.same));
  MUST(acts_on(w, FEMKE, one.id, STEP_NO_ANSWER, 0, NULL));
  MUST(acts_on(w, JOOST, two.id, STEP_NO_ANSWER, 0, NULL));
  MUST(acts_on(w, JOOST, two.id, STEP_WRONG_NUMBER, 0, NULL));
  assert_int_equal(acts_on(w, FEMKE, one.id, STEP_NO_ANSWER, 0, NULL), ERR_INVALID);
  MUST(acts_on(w, FEMKE, one.id, STEP_REACHED, 0, NULL));      /* who calls back is written down */
  later(w, DAY_MS);
  MUST(acts_on(w, FEMKE, two.id, STEP_NO_ANSWER, 0, NULL));
}

static void not_now_needs_a_day_within_the_term_and_then_closes_for_good(void **state)
{
  struct world *const w = *state;
  const struct signup s = signs_up(w, "06 12345678", NULL);
  assert_int_equal(acts_on(w, FEMKE, s.id, STEP_NOT_NOW, 0, NULL), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "again");
  assert_int_equal(acts_on(w, FEMKE, s.id, STEP_NOT_NOW, 20251123, NULL), ERR_INVALID);        /* yesterday */
  assert_int_equal(acts_on(w, FEMKE, s.id, STEP_NOT_NOW, 20260301, NULL), ERR_INVALID);        /* it is gone by then */
  MUST(acts_on(w, FEMKE, s.id, STEP_NOT_NOW, 20251210, "over twee weken"));
  assert_int_equal(only(w).state, SIGNUP_KEPT);
  assert_int_equal(only(w).next.ymd, 20251210);
  MUST(acts_on(w, FEMKE, s.id, STEP_NOT_NOW, 0, NULL));
  assert_int_equal(open_ones(w).count, 0);
}

static void it_is_closed_as_unreached_after_three_tries_only_and_nothing_is_done_after(void **state)
{
  struct world *const w = *state;
  const struct signup s = signs_up(w, "06 12345678", NULL);
  assert_int_equal(acts_on(w, FEMKE, s.id, STEP_UNREACHED, 0, NULL), ERR_INVALID);
  for (int i = 0; i < UNREACHED_AFTER; i++) MUST(acts_on(w, FEMKE, s.id, STEP_NO_ANSWER, 0, NULL));
  MUST(acts_on(w, FEMKE, s.id, STEP_UNREACHED, 0, NULL));
  assert_int_equal(acts_on(w, FEMKE, s.id, STEP_REACHED, 0, NULL), ERR_INVALID);
  as(w, JOOST);
  assert_int_equal(signup_take_over(&w->s->c, s.id), ERR_INVALID);
  assert_int_equal(tasks_for(w, TASK_SIGNUP, s.id), 0);
}

static void whoever_is_not_of_the_desk_can_do_nothing_with_it(void **state)
{
  struct world *const w = *state;
  const struct signup s = signs_up(w, "06 12345678", NULL);
  assert_int_equal(acts_on(w, 2, s.id, STEP_HELPED, 0, NULL), ERR_NOT_FOUND);
  as(w, 2);
  assert_int_equal(signup_take_over(&w->s->c, s.id), ERR_NOT_FOUND);
  only(w);
}

static void a_referral_begins_with_what_was_said(void **state)
{
  struct world *const w = *state;
  struct signup_form f = form_of("06 12345678");
  struct signup_lead lead;
  f.alias = "Tom";
  f.for_whom = SIGNUP_FOR_SELF;
  f.voicemail = NO;
  sends(w, &f);
  takes_in(w);
  const struct signup s = only(w);
  as(w, FEMKE);
  MUST(signup_for_referral(&w->s->c, s.id, &lead));
  assert_string_equal(lead.alias, "Tom");
  assert_string_equal(lead.reach, "06 12345678");
  assert_string_equal(lead.hours, "altijd");
  assert_int_equal(lead.voicemail, NO);
  as(w, 2);
  assert_int_equal(signup_for_referral(&w->s->c, s.id, &lead), ERR_NOT_FOUND);
  MUST(acts_on(w, FEMKE, s.id, STEP_REFERRED, 0, NULL));
  as(w, FEMKE);
  assert_int_equal(signup_for_referral(&w->s->c, s.id, &lead), ERR_NOT_FOUND);
}

/* --- one number, many times ---------------------------------------------------------------------------------------------- */

static void a_hundred_sign_ups_with_one_number_are_three_and_the_rest_is_counted(void **state)
{
  struct world *const w = *state;
  struct intake_receipt last = { 0 };
  for (int i = 0; i < 100; i++) {
    struct signup_form f = form_of(i % 2 ? "0612345678" : "+31612345678");
    f.copy = intake_copy("teken");
    later(w, 1000);
    last = sends(w, &f);
    assert_int_equal(last.answer, INTAKE_TAKEN);
    takes_in(w);
  }
  const struct signup_list open = open_ones(w);
  assert_int_equal(open.count, SAME_OPEN_MOST);
  int64_t more = 0;
  for (size_t i = 0; i < open.count; i++) more += open.at[i].more.n;
  assert_int_equal(more, 100 - SAME_OPEN_MOST);
  assert_int_equal(state_of(w, last.code), FOLLOW_SENT);       /* the page says what it says to everybody */
  MUST(follow_withdraw(&w->s->c, last.code));                  /* and takes no other's away */
  takes_in(w);
  assert_int_equal(open_ones(w).count, SAME_OPEN_MOST);
}

static void who_was_not_reached_yet_is_not_put_off_beyond_the_norm(void **state)
{
  struct world *const w = *state;
  const struct signup one = signs_up(w, "06 12345678", NULL);
  assert_int_equal(acts_on(w, FEMKE, one.id, STEP_NO_ANSWER, date_plus_days(w->s->c.today, 10).ymd, NULL), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "again");
  MUST(acts_on(w, FEMKE, one.id, STEP_NO_ANSWER, date_plus_days(w->s->c.today, 1).ymd, NULL));
  MUST(acts_on(w, FEMKE, one.id, STEP_REACHED, date_plus_days(w->s->c.today, 10).ymd, NULL));      /* they agreed on it */
}

static void after_never_again_one_is_shown_with_a_warning_and_the_rest_is_dropped(void **state)
{
  struct world *const w = *state;
  struct intake_receipt r;
  MUST(acts_on(w, FEMKE, signs_up(w, "06 12345678", NULL).id, STEP_STOP, 0, NULL));
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM signup_stop WHERE instr(tag, '12345678')"), 0);
  later(w, MINUTE_MS);
  const struct signup again = signs_up(w, "0031612345678", &r);
  assert_int_equal(again.stopped, YES);
  MUST(acts_on(w, FEMKE, again.id, STEP_STOP, 0, NULL));
  for (int i = 0; i < 5; i++) {
    later(w, MINUTE_MS);
    signs_up(w, "06-12345678", &r);
    assert_int_equal(r.answer, INTAKE_TAKEN);
    assert_int_equal(state_of(w, r.code), FOLLOW_SENT);
  }
  assert_int_equal(open_ones(w).count, 0);
  const struct signup other = signs_up(w, "06 87654321", NULL);
  assert_int_equal(other.stopped, YES_NO_UNKNOWN);
}

static void the_stop_list_is_asked_too_when_somebody_gives_another_number(void **state)
{
  struct world *const w = *state;
  struct intake_receipt r;
  struct signup_said said;
  MUST(acts_on(w, FEMKE, signs_up(w, "06 12345678", NULL).id, STEP_STOP, 0, NULL));
  later(w, MINUTE_MS);
  signs_up(w, "06 87654321", &r);
  MUST(follow_change(&w->s->c, &(struct follow_change_form){ .code = r.code, .reach = "06 12345678", .hours = "altijd" }));
  takes_in(w);
  assert_int_equal(only(w).stopped, YES);
  MUST(follow_change(&w->s->c, &(struct follow_change_form){ .code = r.code, .reach = "06 87654321", .hours = "altijd" }));
  MUST(follow_change(&w->s->c, &(struct follow_change_form){ .code = r.code, .reach = "06 12345678", .hours = "altijd" }));
  takes_in(w);
  const struct signup s = only(w);
  as(w, FEMKE);
  MUST(signup_read(&w->s->c, &s, &said));
  assert_string_equal(said.reach, "06 87654321");
}

/* --- the property --------------------------------------------------------------------------------------------------------- */

static void check_everyone(struct world *w)
{
  struct signup_list all[2];
  struct post_list desk;
  console(w);
  MUST(signups_open(&w->s->c, &all[0]));
  MUST(signups_closed(&w->s->c, &all[1]));
  MUST(desk_colleagues(&w->s->c, &desk));
  for (size_t k = 0; k < 2; k++)
    for (size_t i = 0; i < all[k].count; i++) {
      const struct signup *const s = &all[k].at[i];
      struct task_list tasks;
      assert_int_equal(id_known(s->responsible), k == 0);
      assert_int_equal(date_known(s->next), k == 0);
      MUST(tasks_open_about(&w->s->c, TASK_SIGNUP, s->id, &tasks));
      assert_int_equal(tasks.count, k == 0);
      if (k) continue;
      assert_true(desk_post_of(&desk, s->responsible) != NULL);
      assert_true(id_same(tasks.at[0].account, s->responsible));
      assert_int_equal(tasks.at[0].due.ymd, s->next.ymd);
    }
}

static void one_random_thing(struct world *w, const char *codes[static 40], size_t *count)
{
  uint8_t dice[4];
  char reach[20];
  w->s->c.random(dice, sizeof dice);
  const struct signup_list open = open_ones(w);
  if (dice[0] % 4 == 0 && *count < 40) {
    struct intake_receipt r;
    snprintf(reach, sizeof reach, "06 1000000%d", dice[1] % 6);
    signs_up(w, reach, &r);
    codes[(*count)++] = r.code;
  } else if (dice[0] % 16 == 1 && *count) (void)!follow_withdraw(&w->s->c, codes[dice[1] % *count]);
  else if (dice[0] % 16 == 2 && *count) (void)!follow_change(&w->s->c, &(struct follow_change_form){ .code = codes[dice[1] % *count], .reach = "06 10000003", .hours = "nu" });
  else if (dice[0] % 16 == 3) later(w, dice[1] % 5 * DAY_MS);
  else if (open.count) {
    const struct id id = open.at[dice[1] % open.count].id;
    const int32_t again = date_plus_days(w->s->c.today, dice[3] % 30).ymd;
    if (dice[0] % 16 == 4) { as(w, dice[2] % 2); (void)!signup_take_over(&w->s->c, id); }
    else (void)!acts_on(w, dice[2] % 2, id, (enum signup_step_kind)(1 + dice[2] % STEP_STOP), dice[3] % 2 ? again : 0, "regel");
  }
  later(w, 1000);
  takes_in(w);
}

static void whatever_happens_an_open_one_has_one_responsible_one_next_date_and_one_task(void **state)
{
  struct world *const w = *state;
  const char *codes[40];
  size_t count = 0;
  for (int i = 0; i < 250; i++) {
    one_random_thing(w, codes, &count);
    check_everyone(w);
    if (i % 20 == 0) { bool more = true; watches(w); while (more) MUST(signups_purge(&w->s->c, &more)); check_everyone(w); }
  }
  struct signup s = { .state = SIGNUP_NEW };
  console(w);
  assert_int_equal(signup_save(&w->s->c, &s), ERR_INVALID);
  s.responsible = w->at[FEMKE].account;
  assert_int_equal(signup_save(&w->s->c, &s), ERR_INVALID);
}

/* --- the term --------------------------------------------------------------------------------------------------------------- */

static void purges(struct world *w)
{
  bool more = true;
  console(w);
  while (more) MUST(signups_purge(&w->s->c, &more));
}
static int64_t left(struct world *w)
{
  return raw_number(w->s, "SELECT (SELECT count(*) FROM signup) + (SELECT count(*) FROM signup_said) + (SELECT count(*) FROM signup_step) + (SELECT count(*) FROM signup_follow)");
}

static void after_its_term_only_a_count_is_left_and_the_key_is_gone(void **state)
{
  struct world *const w = *state;
  const struct signup s = signs_up(w, "06 12345678", NULL);
  MUST(acts_on(w, FEMKE, s.id, STEP_REACHED, 0, "sprak met Tom"));
  MUST(acts_on(w, FEMKE, s.id, STEP_HELPED, 0, NULL));
  later(w, 28 * DAY_MS - MINUTE_MS);
  purges(w);
  assert_int_equal(left(w), 5);                                /* two steps, the rest one each */
  later(w, 2 * MINUTE_MS);
  purges(w);
  assert_int_equal(left(w), 0);
  console(w);
  assert_int_equal(compartment_check(&w->s->c, s.file), ERR_NOT_FOUND);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM lookup"), 0);
  assert_int_equal(raw_number(w->s, "SELECT signups FROM signup_count WHERE region = 'oost-brabant' AND month = '2025-11' AND for_whom = 'unknown' AND outcome = 'helped'"), 1);
}

static void what_was_silent_goes_too_and_a_legal_hold_keeps_it(void **state)
{
  struct world *const w = *state;
  const struct signup held = signs_up(w, "06 12345678", NULL);
  later(w, 1000);
  signs_up(w, "06 87654321", NULL);
  console(w);
  MUST(hold_set(&w->s->c, held.file, HOLD_COMPLAINT));
  later(w, 29 * DAY_MS);
  purges(w);
  assert_true(id_same(only(w).id, held.id));
  assert_int_equal(raw_number(w->s, "SELECT signups FROM signup_count WHERE outcome = 'silent'"), 1);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM signup_follow"), 1);
}

static void a_region_sets_its_own_term_and_the_page_says_it(void **state)
{
  struct world *const w = *state;
  const struct signup_form f = form_of("06 12345678");
  console(w);
  MUST(retention_set(&w->s->c, &(struct retention_term){ .kind = RETAINED_REGISTRATION, .days = num(10), .basis = "besluit" }));
  MUST(desks_publish(&w->s->c));
  assert_int_equal(sends(w, &f).kept_days, 10);
  takes_in(w);
  later(w, 11 * DAY_MS);
  purges(w);
  assert_int_equal(left(w), 0);
}

static void small_numbers_and_this_month_are_not_told(void **state)
{
  struct world *const w = *state;
  struct month_count_list rows;
  for (int i = 0; i < COUNT_SHOWN_LEAST; i++) {
    char reach[24];
    snprintf(reach, sizeof reach, "06 2000000%d", i);
    later(w, MINUTE_MS);
    MUST(acts_on(w, FEMKE, signs_up(w, reach, NULL).id, i == 4 ? STEP_REFERRED : STEP_HELPED, 0, NULL));
  }
  console(w);
  MUST(signup_counts(&w->s->c, "oost-brabant", &rows));
  assert_int_equal(rows.count, 0);
  later(w, MINUTE_MS);
  MUST(acts_on(w, FEMKE, signs_up(w, "06 20000009", NULL).id, STEP_HELPED, 0, NULL));
  later(w, 10 * DAY_MS);
  console(w);
  MUST(signup_counts(&w->s->c, "oost-brabant", &rows));
  assert_int_equal(rows.count, 2);
  assert_string_equal(rows.at[0].number, "5");
  assert_string_equal(rows.at[1].number, "minder dan 5");
}

static void the_stop_list_forgets_after_two_years(void **state)
{
  struct world *const w = *state;
  MUST(acts_on(w, FEMKE, signs_up(w, "06 12345678", NULL).id, STEP_STOP, 0, NULL));
  later(w, 700 * DAY_MS);
  purges(w);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM signup_stop"), 1);
  later(w, 40 * DAY_MS);
  purges(w);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM signup_stop"), 0);
}

/* What is stored as it is: nothing that was said. */
static void nothing_that_was_written_is_stored_in_clear(void **state)
{
  (void)state;
  for (size_t i = 0; i < signup_said_record.count; i++) assert_false(signup_said_record.fields[i].flags & CLEAR);
  for (size_t i = 0; i < signup_step_record.count; i++) assert_false(signup_step_record.fields[i].flags & CLEAR);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(violence_just_now_is_called_within_24_hours_and_the_rest_within_two_working_days, set_up, tear_down),
    cmocka_unit_test_setup_teardown(who_is_on_duty_gets_it_else_who_is_next_else_who_has_the_fewest, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_roster_row_of_days_without_a_day_or_of_a_stranger_is_refused, set_up, tear_down),
    cmocka_unit_test_setup_teardown(what_is_not_called_in_time_becomes_a_task_of_the_whole_desk_once, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_colleague_who_leaves_hands_over_and_reads_no_more_a_new_one_reads_along, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_desk_with_nobody_left_takes_nothing_in_and_tells_the_region, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_number_is_called_three_times_a_day_however_many_sign_ups_have_it, set_up, tear_down),
    cmocka_unit_test_setup_teardown(not_now_needs_a_day_within_the_term_and_then_closes_for_good, set_up, tear_down),
    cmocka_unit_test_setup_teardown(it_is_closed_as_unreached_after_three_tries_only_and_nothing_is_done_after, set_up, tear_down),
    cmocka_unit_test_setup_teardown(whoever_is_not_of_the_desk_can_do_nothing_with_it, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_referral_begins_with_what_was_said, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_hundred_sign_ups_with_one_number_are_three_and_the_rest_is_counted, set_up, tear_down),
    cmocka_unit_test_setup_teardown(who_was_not_reached_yet_is_not_put_off_beyond_the_norm, set_up, tear_down),
    cmocka_unit_test_setup_teardown(after_never_again_one_is_shown_with_a_warning_and_the_rest_is_dropped, set_up, tear_down),
    cmocka_unit_test_setup_teardown(the_stop_list_is_asked_too_when_somebody_gives_another_number, set_up, tear_down),
    cmocka_unit_test_setup_teardown(whatever_happens_an_open_one_has_one_responsible_one_next_date_and_one_task, set_up, tear_down),
    cmocka_unit_test_setup_teardown(after_its_term_only_a_count_is_left_and_the_key_is_gone, set_up, tear_down),
    cmocka_unit_test_setup_teardown(what_was_silent_goes_too_and_a_legal_hold_keeps_it, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_region_sets_its_own_term_and_the_page_says_it, set_up, tear_down),
    cmocka_unit_test_setup_teardown(small_numbers_and_this_month_are_not_told, set_up, tear_down),
    cmocka_unit_test_setup_teardown(the_stop_list_forgets_after_two_years, set_up, tear_down),
    cmocka_unit_test_setup_teardown(nothing_that_was_written_is_stored_in_clear, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
