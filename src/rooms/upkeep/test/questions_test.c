#include "map_helper.h"
#include "questions.h"
#include "review.h"
#include "tasks.h"

/* --- the rule, without a database ------------------------------------------------------------------ */

static struct date day(int32_t ymd) { return (struct date){ ymd }; }

static void it_is_asked_fourteen_days_before_its_term_ends(void **state)
{
  struct offer o = { .ask_at = "a@b.nl", .verified_on = { 20250601 } };        /* until 1 December */
  (void)state;
  assert_int_equal(ask_step(&o, ASKED_ALL, NULL, day(20251116)), STEP_NONE);
  assert_int_equal(ask_step(&o, ASKED_ALL, NULL, day(20251117)), STEP_ASK);
  assert_int_equal(ask_step(&o, ASKED_ALL, NULL, day(20260301)), STEP_ASK);
  o.verify_months = num(12);
  assert_int_equal(ask_step(&o, ASKED_ALL, NULL, day(20251201)), STEP_NONE);
  o.ask_at = NULL;
  assert_int_equal(ask_step(&o, ASKED_ALL, NULL, day(20270101)), STEP_NONE);
}

static void what_was_never_verified_is_asked_at_once_and_examples_and_ended_ones_never(void **state)
{
  struct offer o = { .ask_at = "a@b.nl" };
  (void)state;
  assert_int_equal(ask_step(&o, ASKED_ALL, NULL, day(20251124)), STEP_ASK);
  o.example = YES;
  assert_int_equal(ask_step(&o, ASKED_ALL, NULL, day(20251124)), STEP_NONE);
  o.example = NO;
  o.status = STATUS_ENDED;
  assert_int_equal(ask_step(&o, ASKED_ALL, NULL, day(20251124)), STEP_NONE);
}

static void numbers_are_asked_half_way_their_four_weeks_and_only_where_they_were_told(void **state)
{
  struct offer o = { .ask_at = "a@b.nl", .verified_on = { 20251101 } };
  (void)state;
  assert_int_equal(ask_step(&o, ASKED_CAPACITY, NULL, day(20261201)), STEP_NONE);
  o.places_free = num(2);
  o.places_free_on = day(20251101);
  o.wait_days = num(9);
  o.wait_days_on = day(20251110);
  assert_int_equal(ask_step(&o, ASKED_CAPACITY, NULL, day(20251114)), STEP_NONE);
  assert_int_equal(ask_step(&o, ASKED_CAPACITY, NULL, day(20251115)), STEP_ASK);
  o.capacity_days = num(10);
  assert_int_equal(ask_step(&o, ASKED_CAPACITY, NULL, day(20251105)), STEP_NONE);
  assert_int_equal(ask_step(&o, ASKED_CAPACITY, NULL, day(20251106)), STEP_ASK);
}

static void it_is_asked_again_after_seven_and_fourteen_days_and_then_called(void **state)
{
  const struct offer o = { .ask_at = "a@b.nl", .verified_on = { 20250601 } };
  struct offer_question q = { .what = ASKED_ALL, .asked = num(1), .first_asked = day(20251117), .last_asked = day(20251117) };
  (void)state;
  assert_int_equal(ask_step(&o, ASKED_ALL, &q, day(20251117)), STEP_NONE);
  assert_int_equal(ask_step(&o, ASKED_ALL, &q, day(20251123)), STEP_NONE);
  assert_int_equal(ask_step(&o, ASKED_ALL, &q, day(20251124)), STEP_REMIND);
  q.asked = num(2); q.last_asked = day(20251124);
  assert_int_equal(ask_step(&o, ASKED_ALL, &q, day(20251130)), STEP_NONE);
  assert_int_equal(ask_step(&o, ASKED_ALL, &q, day(20251201)), STEP_REMIND);
  q.asked = num(3); q.last_asked = day(20251201);
  assert_int_equal(ask_step(&o, ASKED_ALL, &q, day(20251207)), STEP_NONE);
  assert_int_equal(ask_step(&o, ASKED_ALL, &q, day(20251208)), STEP_CALL);
  q.called = day(20251208);
  assert_int_equal(ask_step(&o, ASKED_ALL, &q, day(20260601)), STEP_NONE);
}

static void a_question_closes_when_somebody_confirmed_without_it(void **state)
{
  const struct offer o = { .ask_at = "a@b.nl", .verified_on = { 20251120 } };
  const struct offer_question q = { .what = ASKED_ALL, .asked = num(1), .first_asked = day(20251117), .last_asked = day(20251117) };
  (void)state;
  assert_int_equal(ask_step(&o, ASKED_ALL, &q, day(20251121)), STEP_CLOSE);
}

/* --- a day's work ------------------------------------------------------------------------------------- */

struct sent { char to[10][40]; size_t offers[10], count; bool reminder[10]; };
static int note_it(struct ctx *c, const struct ask_bundle *b, void *arg)
{
  struct sent *const s = arg;
  (void)c;
  snprintf(s->to[s->count], sizeof s->to[0], "%s", b->ask_at);
  s->reminder[s->count] = b->reminder;
  s->offers[s->count++] = b->count;
  return OK;
}

static struct ask_report run_on(struct world *w, int32_t ymd, struct sent *sent)
{
  struct ask_report r;
  *sent = (struct sent){ 0 };
  on_day(w, ymd);
  as_console(w);
  assert_int_equal(questions_run(w->c, SIZE_MAX, &(struct ask_by){ .send = note_it, .arg = sent }, &r), OK);
  assert_int_equal(r.messages, sent->count);
  return r;
}

static struct id asked_offer(struct world *w, const char *name, const char *ask_at, int32_t verified)
{
  const struct id id = offer_of(w, name, "Een", "oost-brabant");
  struct offer_line line = read_offer(w, id);
  line.offer.ask_at = ask_at;
  line.offer.verified_on = day(verified);
  line.offer.verified_by = "Een";
  put_offer(w, &line);
  return id;
}

static void one_message_asks_about_all_offers_of_an_address_once(void **state)
{
  struct world *const w = *state;
  struct sent sent;
  on_day(w, 20251124);
  asked_offer(w, "A", "zorg@een.nl", 20250601);
  asked_offer(w, "B", "Zorg@een.nl", 20250601);
  asked_offer(w, "C", "ander@een.nl", 20250601);
  asked_offer(w, "D", "later@een.nl", 20251101);
  struct ask_report r = run_on(w, 20251124, &sent);
  assert_int_equal(r.asked, 3);
  assert_int_equal(sent.count, 2);
  assert_int_equal(sent.offers[0] + sent.offers[1], 3);
  assert_false(sent.reminder[0] || sent.reminder[1]);
  r = run_on(w, 20251124, &sent);
  assert_int_equal(sent.count, 0);
  r = run_on(w, 20251201, &sent);
  assert_int_equal(r.reminded, 3);
  assert_true(sent.reminder[0] && sent.reminder[1]);
}

static void many_are_asked_some_at_a_time(void **state)
{
  struct world *const w = *state;
  struct sent sent = { 0 };
  struct ask_report r;
  on_day(w, 20251124);
  for (char name[] = "A"; *name < 'F'; ++*name) asked_offer(w, name, "zorg@een.nl", 20250601);
  as_console(w);
  size_t runs = 0, asked = 0;
  do {
    assert_int_equal(questions_run(w->c, 2, &(struct ask_by){ .send = note_it, .arg = &sent }, &r), OK);
    assert_true(r.asked <= 2);
    asked += r.asked;
    runs++;
  } while (r.more);
  assert_int_equal(asked, 5);
  assert_int_equal(runs, 3);
}

static void after_a_weeks_stop_each_step_comes_once_and_one_a_day(void **state)
{
  struct world *const w = *state;
  struct sent sent;
  on_day(w, 20251101);
  asked_offer(w, "A", "zorg@een.nl", 20250501);
  assert_int_equal(run_on(w, 20251101, &sent).asked, 1);
  assert_int_equal(run_on(w, 20260101, &sent).reminded, 1);        /* two months later, not three at once */
  assert_int_equal(run_on(w, 20260101, &sent).reminded, 0);
  assert_int_equal(run_on(w, 20260102, &sent).reminded, 0);
  assert_int_equal(run_on(w, 20260401, &sent).reminded, 1);
  struct ask_report r = run_on(w, 20260501, &sent);
  assert_int_equal(r.called, 1);
  assert_int_equal(sent.count, 0);
  r = run_on(w, 20260601, &sent);
  assert_int_equal(r.called + r.asked + r.reminded, 0);
}

static size_t tasks_to_call(struct world *w, struct id offer)
{
  struct task_list tasks;
  assert_int_equal(tasks_open_about(w->c, TASK_CALL_PROVIDER, offer, &tasks), OK);
  return tasks.count;
}

static void nobody_who_answers_is_a_task_until_somebody_confirms(void **state)
{
  struct world *const w = *state;
  struct sent sent;
  on_day(w, 20251101);
  const struct id id = asked_offer(w, "A", "zorg@een.nl", 20250501);
  const int32_t days[] = { 20251101, 20251108, 20251115, 20251122 };
  for (size_t i = 0; i < COUNT(days); i++) run_on(w, days[i], &sent);
  assert_int_equal(tasks_to_call(w, id), 1);
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(offer_confirm(w->c, id, read_offer(w, id).offer.version, WAY_PHONE), OK);
  assert_int_equal(tasks_to_call(w, id), 0);
  struct offer_question_list all;
  assert_int_equal(questions_of(w->c, id, &all), OK);
  assert_int_equal(all.count, 1);
  assert_int_equal(all.at[0].answered.ymd, 20251122);
  assert_int_equal(all.at[0].how, WAY_PHONE);
  assert_int_equal(run_on(w, 20251123, &sent).asked, 0);
}

static bool by_mail(const struct ctx *c, const char *ask_at) { (void)c; return strchr(ask_at, '@'); }

static void who_cannot_be_reached_is_not_asked_and_so_is_not_silent(void **state)
{
  struct world *const w = *state;
  struct sent sent = { 0 };
  struct ask_report r;
  on_day(w, 20251124);
  asked_offer(w, "A", "0612345678", 20250501);
  const struct id b = asked_offer(w, "B", "zorg@een.nl", 20250501);
  for (int32_t day = 20251124; day <= 20251129; day++) {
    on_day(w, day);
    as_console(w);
    assert_int_equal(questions_run(w->c, SIZE_MAX, &(struct ask_by){ .reaches = by_mail, .send = note_it, .arg = &sent }, &r), OK);
  }
  assert_int_equal(sent.count, 1);
  struct offer_question_list open;
  assert_int_equal(questions_open(w->c, &open), OK);
  assert_int_equal(open.count, 1);
  assert_true(id_same(open.at[0].offer, b));
}

static void who_says_that_it_is_wrong_is_left_alone_until_somebody_decides(void **state)
{
  struct world *const w = *state;
  struct sent sent;
  struct id bundle;
  struct review_item_list items;
  on_day(w, 20251101);
  const struct id id = asked_offer(w, "A", "zorg@een.nl", 20250501);
  run_on(w, 20251101, &sent);
  assert_int_equal(ask_bundle_of(w->c, "zorg@een.nl", &bundle), OK);
  assert_int_equal(ask_bundle_answer(w->c, bundle, &(struct asked_form){ .offer = id, .answer = ANSWER_WRONG, .note = "Nu op dinsdag." }), OK);
  assert_int_equal(run_on(w, 20251101, &sent).asked, 0);           /* also on the same day */
  for (int32_t day = 20251102; day <= 20251128; day++) assert_int_equal(run_on(w, day, &sent).asked, 0);
  assert_int_equal(review_items(w->c, &items), OK);
  assert_int_equal(items.count, 1);
  assert_int_equal(review_decide(w->c, &(struct offer_decision){ .subject = items.at[0].subject, .decision = DECISION_CHANGED, .reason = "Aangepast." }), OK);
  assert_int_equal(run_on(w, 20251129, &sent).asked, 1);
}

static void what_a_reader_says_keeps_nobody_from_being_asked(void **state)
{
  struct world *const w = *state;
  struct sent sent;
  on_day(w, 20251101);
  const struct id id = asked_offer(w, "A", "zorg@een.nl", 20250501);
  assert_int_equal(offer_flag_add(w->c, id, &(struct offer_flag){ .reason = FLAG_GONE, .note = "Dit is er niet meer." }), OK);
  assert_int_equal(run_on(w, 20251101, &sent).asked, 1);
}

static void who_was_called_is_left_alone_for_a_week(void **state)
{
  struct world *const w = *state;
  struct sent sent;
  struct review_item_list items;
  const int32_t days[] = { 20251101, 20251108, 20251115, 20251122 };
  on_day(w, 20251101);
  asked_offer(w, "A", "zorg@een.nl", 20250501);
  for (size_t i = 0; i < COUNT(days); i++) run_on(w, days[i], &sent);
  assert_int_equal(review_items(w->c, &items), OK);
  assert_int_equal(review_decide(w->c, &(struct offer_decision){ .subject = items.at[0].subject, .decision = DECISION_HANDLED, .reason = "Gebeld." }), OK);
  for (int32_t day = 20251122; day <= 20251128; day++) assert_int_equal(run_on(w, day, &sent).asked, 0);
  assert_int_equal(run_on(w, 20251129, &sent).asked, 1);
}

static void a_task_to_call_goes_with_its_question_wherever_the_offer_moved(void **state)
{
  struct world *const w = *state;
  struct sent sent;
  on_day(w, 20251101);
  const struct id id = asked_offer(w, "A", "zorg@een.nl", 20251025);
  struct offer_line line = read_offer(w, id);
  line.offer.places_free = num(4);
  line.offer.places_free_on = day(20251025);
  put_offer(w, &line);
  const int32_t days[] = { 20251108, 20251115, 20251122, 20251129 };
  for (size_t i = 0; i < COUNT(days); i++) run_on(w, days[i], &sent);
  assert_int_equal(tasks_to_call(w, id), 1);
  line = read_offer(w, id);
  line.offer.regions = "zeeland oost-brabant";
  put_offer(w, &line);
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(offer_tell_numbers(w->c, &(struct offer_numbers){ .id = id, .version = read_offer(w, id).offer.version, .places_free = num(3) }, WAY_PHONE), OK);
  assert_int_equal(tasks_to_call(w, id), 0);
}

/* --- the link ------------------------------------------------------------------------------------------ */

static void a_link_is_told_from_a_forged_one_without_a_table_and_runs_out(void **state)
{
  struct world *const w = *state;
  struct id bundle, other, got;
  const char *token;
  on_day(w, 20251124);
  assert_int_equal(ask_bundle_of(w->c, "Zorg@Een.nl", &bundle), OK);
  assert_int_equal(ask_bundle_of(w->c, "zorg@een.nl", &got), OK);
  assert_true(id_same(bundle, got));
  assert_int_equal(ask_bundle_of(w->c, "zorg@twee.nl", &other), OK);
  assert_false(id_same(bundle, other));
  assert_int_equal(ask_token(w->c, bundle, &token), OK);
  assert_null(strstr(token, "een"));
  assert_int_equal(ask_token_read(w->c, token, &got), OK);
  assert_true(id_same(bundle, got));
  for (size_t i = 0; token[i]; i++) {
    char *const forged = arena_text(&w->c->arena, token, strlen(token));
    forged[i] = forged[i] == 'A' ? 'B' : 'A';
    assert_int_not_equal(ask_token_read(w->c, forged, &got), OK);
  }
  assert_int_equal(ask_token_read(w->c, "", &got), ERR_NOT_FOUND);
  on_day(w, 20260123);
  assert_int_equal(ask_token_read(w->c, token, &got), OK);
  on_day(w, 20260124);
  assert_int_equal(ask_token_read(w->c, token, &got), ERR_INVALID);
}

static void an_answer_by_link_confirms_flags_or_reports_and_ends_nothing(void **state)
{
  struct world *const w = *state;
  struct sent sent;
  struct id bundle;
  struct asked_offer_list waiting;
  struct offer_flag_line_list flags;
  on_day(w, 20251124);
  const struct id a = asked_offer(w, "A", "zorg@een.nl", 20250501), b = asked_offer(w, "B", "zorg@een.nl", 20250501), c = asked_offer(w, "C", "zorg@een.nl", 20250501),
    other = asked_offer(w, "D", "ander@een.nl", 20250501);
  run_on(w, 20251124, &sent);
  w->c->scope = (struct scope){ 0 };                             /* nobody is signed in */
  assert_int_equal(ask_bundle_of(w->c, "zorg@een.nl", &bundle), OK);
  assert_int_equal(ask_bundle_offers(w->c, bundle, &waiting), OK);
  assert_int_equal(waiting.count, 3);
  assert_int_equal(ask_bundle_answer(w->c, bundle, &(struct asked_form){ .offer = other, .answer = ANSWER_RIGHT }), ERR_NOT_FOUND);
  assert_int_equal(ask_bundle_answer(w->c, bundle, &(struct asked_form){ .offer = a, .answer = ANSWER_RIGHT, .places_free = num(3) }), OK);
  assert_int_equal(ask_bundle_answer(w->c, bundle, &(struct asked_form){ .offer = a, .answer = ANSWER_RIGHT }), ERR_NOT_FOUND);       /* once */
  assert_int_equal(ask_bundle_answer(w->c, bundle, &(struct asked_form){ .offer = b, .answer = ANSWER_WRONG }), ERR_INVALID);
  assert_string_equal(w->c->error.field, "note");
  assert_int_equal(ask_bundle_answer(w->c, bundle, &(struct asked_form){ .offer = b, .answer = ANSWER_WRONG, .note = "Nu op dinsdag." }), OK);
  assert_int_equal(ask_bundle_answer(w->c, bundle, &(struct asked_form){ .offer = c, .answer = ANSWER_GONE }), OK);
  assert_int_equal(ask_bundle_offers(w->c, bundle, &waiting), OK);
  assert_int_equal(waiting.count, 0);
  assert_int_equal(read_offer(w, a).offer.verified_on.ymd, 20251124);
  assert_string_equal(read_offer(w, a).offer.verified_by, "Een");
  assert_int_equal(read_offer(w, a).offer.places_free.n, 3);
  assert_int_equal(read_offer(w, b).offer.verified_on.ymd, 20250501);
  assert_int_equal(read_offer(w, c).offer.status, STATUS_ACTIVE);
  assert_int_equal(offer_flags(w->c, &flags), OK);
  assert_int_equal(flags.count, 2);
  for (size_t i = 0; i < flags.count; i++) assert_int_equal(flags.at[i].offer_flag.origin, FLAG_BY_PROVIDER);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_up, world_down)
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(it_is_asked_fourteen_days_before_its_term_ends),
    cmocka_unit_test(what_was_never_verified_is_asked_at_once_and_examples_and_ended_ones_never),
    cmocka_unit_test(numbers_are_asked_half_way_their_four_weeks_and_only_where_they_were_told),
    cmocka_unit_test(it_is_asked_again_after_seven_and_fourteen_days_and_then_called),
    cmocka_unit_test(a_question_closes_when_somebody_confirmed_without_it),
    TEST(one_message_asks_about_all_offers_of_an_address_once),
    TEST(many_are_asked_some_at_a_time),
    TEST(after_a_weeks_stop_each_step_comes_once_and_one_a_day),
    TEST(nobody_who_answers_is_a_task_until_somebody_confirms),
    TEST(a_link_is_told_from_a_forged_one_without_a_table_and_runs_out),
    TEST(who_cannot_be_reached_is_not_asked_and_so_is_not_silent),
    TEST(who_says_that_it_is_wrong_is_left_alone_until_somebody_decides),
    TEST(what_a_reader_says_keeps_nobody_from_being_asked),
    TEST(who_was_called_is_left_alone_for_a_week),
    TEST(a_task_to_call_goes_with_its_question_wherever_the_offer_moved),
    TEST(an_answer_by_link_confirms_flags_or_reports_and_ends_nothing),
  };
  return cmocka_run_group_tests_name("questions", tests, NULL, NULL);
}
