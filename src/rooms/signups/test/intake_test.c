/* Signing up on a site without keys: sealed, followed, changed, withdrawn, and not by robots. */
#include "signups_helper.h"

static void the_site_without_keys_takes_it_in_and_only_the_desk_reads_it(void **state)
{
  struct world *const w = *state;
  struct signup_form f = form_of("06 12345678");
  struct signup_said said;
  f.remark = "GEHEIMWOORD van thuis";
  const struct intake_receipt r = sends(w, &f);
  assert_int_equal(r.answer, INTAKE_TAKEN);
  assert_int_equal(strlen(r.code), 39);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM signup_box WHERE instr(sealed, 'GEHEIMWOORD') OR instr(sealed, '12345678')"), 0);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM signup_box"), 1);
  takes_in(w);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM signup_box"), 0);
  const struct signup s = only(w);
  as(w, FEMKE);
  MUST(signup_read(&w->s->c, &s, &said));
  assert_string_equal(said.reach, "06 12345678");
  assert_string_equal(said.remark, "GEHEIMWOORD van thuis");
  assert_string_equal(said.word, r.word);
  as(w, 2);                                                    /* a local team */
  assert_int_equal(signup_read(&w->s->c, &s, &said), ERR_NOT_FOUND);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM journal WHERE instr(changes, 'GEHEIMWOORD') OR instr(changes, '12345678')"), 0);
}

static void a_place_is_known_by_its_municipality_or_region_and_asked_for_otherwise(void **state)
{
  struct world *const w = *state;
  struct intake_receipt r;
  static const struct { const char *said, *region; } places[] = { { "Eindhoven", "oost-brabant" }, { " oost-brabant ", "oost-brabant" }, { "'s-Hertogenbosch", "oost-brabant" },
    { "Den Bosch", "oost-brabant" }, { "DEN HAAG", "haaglanden" }, { "Nergenshuizen", NULL }, { "landelijk", NULL }, { "", NULL } };
  for (size_t i = 0; i < COUNT(places); i++) {
    const char *const found = region_of_place(&w->s->c, places[i].said);
    if (places[i].region) assert_string_equal(found, places[i].region);
    else assert_null(found);
  }
  struct signup_form f = form_of("06 12345678");
  f.place = "Nergenshuizen";
  assert_int_equal(sends_aged(w, &f, INT64_MAX, &r), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "place");
  f.region = "oost-brabant";
  MUST(sends_aged(w, &f, INT64_MAX, &r));
}

static void a_region_without_a_desk_keeps_nothing(void **state)
{
  struct world *const w = *state;
  struct signup_form f = form_of("06 12345678");
  f.place = "Groningen";
  assert_int_equal(sends(w, &f).answer, INTAKE_NO_DESK);
  assert_int_equal(raw_number(w->s, "SELECT (SELECT count(*) FROM signup_box) + (SELECT count(*) FROM signup_follow)"), 0);
}

static void what_is_no_number_and_no_mail_address_is_refused_on_its_field(void **state)
{
  struct world *const w = *state;
  struct intake_receipt r;
  static const char *const wrong[] = { "bel mij", "06 123", "noor@", "06 12345678 of noor@proef.invalid" };
  for (size_t i = 0; i < COUNT(wrong); i++) {
    const struct signup_form f = form_of(wrong[i]);
    assert_int_equal(sends_aged(w, &f, INT64_MAX, &r), ERR_INVALID);
    assert_string_equal(w->s->c.error.field, "reach");
  }
  const struct signup_form f = form_of(" Noor@Proef.invalid ");
  MUST(sends_aged(w, &f, INT64_MAX, &r));
}

static void the_same_form_sent_twice_is_one_sign_up_with_one_code(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  const struct signup_form f = form_of("06 12345678");
  static const uint8_t key[KEY_BYTES] = { 7 };
  struct intake_receipt one, two;
  const struct intake_proof proof = { .token = "a", .code = follow_code(c, key, "a"), .age = INT64_MAX };
  MUST(intake_send(c, &f, &proof, &one));
  later(w, 5000);
  MUST(intake_send(c, &f, &proof, &two));
  assert_string_equal(one.code, two.code);
  assert_string_equal(one.word, two.word);
  assert_int_equal(one.due.ms, two.due.ms);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM signup_box"), 1);
  assert_string_not_equal(follow_code(c, key, "b"), one.code);
}

static void a_number_put_right_after_going_back_is_the_one_that_is_called(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  static const uint8_t key[KEY_BYTES] = { 7 };
  const struct intake_proof proof = { .token = "a", .code = follow_code(c, key, "a"), .age = INT64_MAX };
  struct signup_form f = form_of("06 12345678");
  struct intake_receipt r;
  struct signup_said said;
  MUST(intake_send(c, &f, &proof, &r));
  f.reach = "06 12345679";
  f.remark = "nu goed";
  MUST(intake_send(c, &f, &proof, &r));                        /* not opened yet: all of it */
  takes_in(w);
  struct signup s = only(w);
  as(w, FEMKE);
  MUST(signup_read(c, &s, &said));
  assert_string_equal(said.reach, "06 12345679");
  assert_string_equal(said.remark, "nu goed");
  MUST(intake_send(c, &f, &proof, &r));                        /* opened: a double click changes nothing */
  takes_in(w);
  console(w);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM signup_step"), 0);
  f.reach = "06 12345670";
  MUST(intake_send(c, &f, &proof, &r));
  takes_in(w);
  s = only(w);
  as(w, FEMKE);
  MUST(signup_read(c, &s, &said));
  assert_string_equal(said.reach, "06 12345670");
  MUST(follow_withdraw(c, r.code));
  assert_int_equal(intake_send(c, &f, &proof, &r), ERR_INVALID);       /* "received" would be a lie */
}

static void the_code_follows_however_it_is_typed_and_a_wrong_one_says_nothing(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct signup_follow f;
  const struct signup_form form = form_of("06 12345678");
  const struct intake_receipt r = sends(w, &form);
  char typed[80];
  size_t n = 0;
  for (const char *at = r.code; *at; at++) typed[n++] = *at == '-' ? ' ' : *at == '0' ? 'o' : *at == '1' ? 'l' : (char)tolower((unsigned char)*at);
  typed[n] = 0;
  MUST(follow_find(c, typed, &f));
  assert_int_equal(f.state, FOLLOW_SENT);
  typed[0] = typed[0] == '2' ? '3' : '2';
  static const char *const wrong[] = { "", "abc", "1234-5678-1234-5678-1234-5678-1234-567", "1234-5678-1234-5678-1234-5678-1234-56789" };
  assert_int_equal(follow_find(c, typed, &f), ERR_INVALID);
  for (size_t i = 0; i < COUNT(wrong); i++) assert_int_equal(follow_find(c, wrong[i], &f), ERR_INVALID);
  assert_int_equal(follow_find(c, NULL, &f), ERR_INVALID);
  assert_int_equal(raw_number(w->s, JOIN(&c->arena, "SELECT count(*) FROM signup_follow WHERE instr(code, '", r.code, "')")), 0);
}

static void it_is_never_told_whether_anybody_was_reached(void **state)
{
  struct world *const w = *state;
  struct intake_receipt r;
  const struct signup s = signs_up(w, "06 12345678", &r);
  assert_int_equal(state_of(w, r.code), FOLLOW_TAKEN);
  MUST(acts_on(w, FEMKE, s.id, STEP_REACHED, 0, NULL));
  assert_int_equal(state_of(w, r.code), FOLLOW_TAKEN);
  MUST(acts_on(w, FEMKE, s.id, STEP_HELPED, 0, NULL));
  assert_int_equal(state_of(w, r.code), FOLLOW_CLOSED);
}

static void another_number_reaches_the_desk_and_forgets_what_was_said_of_the_old_one(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct signup_form f = form_of("06 12345678");
  struct signup_said said;
  f.voicemail = YES;
  f.who_answers = "mijn zus";
  const struct intake_receipt r = sends(w, &f);
  takes_in(w);
  c->keys = NULL;
  const struct follow_change_form change = { .code = r.code, .reach = "040 1234567", .hours = "ochtend" };
  struct keys *const keys = w->app.keys;
  MUST(follow_change(c, &change));
  c->keys = keys;
  takes_in(w);
  const struct signup s = only(w);
  as(w, FEMKE);
  MUST(signup_read(c, &s, &said));
  assert_string_equal(said.reach, "040 1234567");
  assert_string_equal(said.hours, "ochtend");
  assert_int_equal(said.voicemail, YES_NO_UNKNOWN);
  assert_null(said.who_answers);
  assert_true(instant_known(said.changed));
  for (int i = 1; i < FOLLOW_CHANGES_MOST; i++) MUST(follow_change(c, &change));
  assert_int_equal(follow_change(c, &change), ERR_INVALID);
  MUST(acts_on(w, FEMKE, s.id, STEP_HELPED, 0, NULL));
  assert_int_equal(follow_change(c, &change), ERR_INVALID);
}

static void withdrawn_before_it_was_opened_the_desk_never_sees_it(void **state)
{
  struct world *const w = *state;
  const struct signup_form f = form_of("06 12345678");
  const struct intake_receipt r = sends(w, &f);
  MUST(follow_withdraw(&w->s->c, r.code));
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM signup_box"), 0);
  takes_in(w);
  assert_int_equal(open_ones(w).count, 0);
  assert_int_equal(state_of(w, r.code), FOLLOW_WITHDRAWN);
}

static void withdrawn_later_what_was_written_is_gone_at_once(void **state)
{
  struct world *const w = *state;
  struct intake_receipt r;
  struct signup s = signs_up(w, "06 12345678", &r);
  struct signup_said said;
  MUST(follow_withdraw(&w->s->c, r.code));
  MUST(follow_withdraw(&w->s->c, r.code));                     /* twice is once */
  takes_in(w);
  console(w);
  MUST(signup_get(&w->s->c, s.id, &s));
  assert_int_equal(s.outcome, OUTCOME_WITHDRAWN);
  as(w, FEMKE);
  assert_int_equal(signup_read(&w->s->c, &s, &said), ERR_NOT_FOUND);
  assert_int_equal(raw_number(w->s, "SELECT (SELECT count(*) FROM signup_said) + (SELECT count(*) FROM signup_step) + (SELECT count(*) FROM lookup)"), 0);
  console(w);
  assert_int_equal(compartment_check(&w->s->c, s.file), ERR_NOT_FOUND);
}

static void a_key_in_the_database_that_somebody_changed_is_put_right(void **state)
{
  struct world *const w = *state;
  const struct signup_form f = form_of("06 12345678");
  const char *own;
  console(w);
  MUST(desk_key_public(&w->s->c, 1, "west-brabant", &own));
  raw_run(w->s, JOIN(&w->s->c.arena, "UPDATE signup_desk SET public_key = '", own, "'"));
  const struct intake_receipt lost = sends(w, &f);
  takes_in(w);
  assert_int_equal(open_ones(w).count, 0);
  assert_int_equal(state_of(w, lost.code), FOLLOW_LOST);
  console(w);
  MUST(desks_publish(&w->s->c));
  sends(w, &f);
  takes_in(w);
  only(w);
}

static void a_new_epoch_takes_over_and_what_waits_from_the_one_before_still_opens(void **state)
{
  struct world *const w = *state;
  const struct signup_form f = form_of("06 12345678");
  sends(w, &f);
  MUST(keys_new_epoch(&w->s->c));
  console(w);
  MUST(desks_publish(&w->s->c));
  assert_int_equal(raw_number(w->s, "SELECT epoch FROM signup_desk"), 2);
  takes_in(w);
  only(w);
}

/* --- robots ----------------------------------------------------------------------------------------------------------- */

static void nobody_fills_it_in_within_two_seconds(void **state)
{
  struct world *const w = *state;
  const struct signup_form f = form_of("06 12345678");
  struct intake_receipt r;
  assert_int_equal(sends_aged(w, &f, INTAKE_LEAST_MS - 1, &r), ERR_INVALID);
  assert_null(w->s->c.error.field);
  MUST(sends_aged(w, &f, INTAKE_LEAST_MS, &r));
}

/* Ten thousand robots that know no more than robots do, and twenty people, in one hour. */
static void twenty_people_get_through_ten_thousand_robots_and_the_database_stays_small(void **state)
{
  struct world *const w = *state;
  size_t people = 0;
  for (int i = 0; i < 10000; i++) {
    char reach[20];
    struct intake_receipt r;
    struct intake_state now;
    later(w, 360);
    snprintf(reach, sizeof reach, "06 1%07d", i);
    struct signup_form f = form_of(reach);
    f.remark = "http://spam.invalid";
    f.copy = i % 2 ? "robot" : NULL;                           /* reads no words */
    (void)!sends_aged(w, &f, i % 3 ? 100 : 60000, &r);
    if (i % 500) continue;
    MUST(intake_state(&w->s->c, &now));
    f.copy = now.busy ? intake_copy("teken") : NULL;           /* a person reads it, and waits as asked */
    MUST(sends_aged(w, &f, now.least_ms, &r));
    people += r.answer == INTAKE_TAKEN;
  }
  assert_int_equal(people, 20);
  assert_true(raw_number(w->s, "SELECT count(*) FROM signup_follow") <= INTAKE_BUSY + 20);
}

static void a_region_takes_so_many_an_hour_and_then_says_whom_to_call(void **state)
{
  struct world *const w = *state;
  struct signup_form f = form_of("06 12345678");
  f.copy = intake_copy("teken");
  for (int i = 0; i < INTAKE_HOUR_MOST; i++) assert_int_equal(sends(w, &f).answer, INTAKE_TAKEN);
  assert_int_equal(sends(w, &f).answer, INTAKE_FULL);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM signup_box"), INTAKE_HOUR_MOST);
  later(w, HOUR_MS + 1);
  assert_int_equal(sends(w, &f).answer, INTAKE_TAKEN);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(the_site_without_keys_takes_it_in_and_only_the_desk_reads_it, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_place_is_known_by_its_municipality_or_region_and_asked_for_otherwise, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_region_without_a_desk_keeps_nothing, set_up, tear_down),
    cmocka_unit_test_setup_teardown(what_is_no_number_and_no_mail_address_is_refused_on_its_field, set_up, tear_down),
    cmocka_unit_test_setup_teardown(the_same_form_sent_twice_is_one_sign_up_with_one_code, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_number_put_right_after_going_back_is_the_one_that_is_called, set_up, tear_down),
    cmocka_unit_test_setup_teardown(the_code_follows_however_it_is_typed_and_a_wrong_one_says_nothing, set_up, tear_down),
    cmocka_unit_test_setup_teardown(it_is_never_told_whether_anybody_was_reached, set_up, tear_down),
    cmocka_unit_test_setup_teardown(another_number_reaches_the_desk_and_forgets_what_was_said_of_the_old_one, set_up, tear_down),
    cmocka_unit_test_setup_teardown(withdrawn_before_it_was_opened_the_desk_never_sees_it, set_up, tear_down),
    cmocka_unit_test_setup_teardown(withdrawn_later_what_was_written_is_gone_at_once, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_key_in_the_database_that_somebody_changed_is_put_right, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_new_epoch_takes_over_and_what_waits_from_the_one_before_still_opens, set_up, tear_down),
    cmocka_unit_test_setup_teardown(nobody_fills_it_in_within_two_seconds, set_up, tear_down),
    cmocka_unit_test_setup_teardown(twenty_people_get_through_ten_thousand_robots_and_the_database_stays_small, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_region_takes_so_many_an_hour_and_then_says_whom_to_call, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
