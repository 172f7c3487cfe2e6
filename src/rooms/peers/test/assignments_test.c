/* Asking, saying yes, contacts, handing back, ending: what each may see, and who has to do something. */
#include "peers_helper.h"

static struct world *w;
static int set_up(void **state) { *state = w = peers_world(); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static int reads(size_t n, struct id id)
{
  struct peer_assignment a;
  struct peer_clock k;
  as(w, n);
  return peer_assignment_get(&w->s->c, id, &a, &k);
}
static struct id accepted(struct id peer)
{
  const struct id id = asks_peer(w, peer);
  as(w, EXPERT);
  MUST(peer_accept(&w->s->c, id));
  return id;
}
static int notes(size_t n, struct id id, enum yes_no reached, struct date next)
{
  w->s->c.now += MINUTE_MS;
  as(w, n);
  return peer_contact_add(&w->s->c, id, &(struct peer_contact_new){ .how = PEER_HOW_PHONE, .reached = reached, .line = "Gesproken", .next = next });
}
static struct id responsible(struct id id)
{
  const struct peer_clock k = clock_of(w, id);
  struct id out;
  MUST(peer_responsible(&w->s->c, &k, &out));
  return out;
}

static void no_name_is_seen_before_a_yes(void **state)
{
  struct peer_proposal p;
  const struct id id = asks_peer(w, adds_peer(w, EXPERT, "Kees Ervaren", 2));
  (void)state;
  assert_int_equal(reads(EXPERT, id), ERR_NOT_FOUND);
  as(w, EXPERT);
  MUST(peer_proposal_get(&w->s->c, id, &p));
  assert_int_equal(p.role, PEER_BRIDGING);
  MUST(peer_accept(&w->s->c, id));
  assert_int_equal(reads(EXPERT, id), OK);
  assert_int_equal(reads(TEAM, id), OK);
  assert_int_equal(clock_of(w, id).state, PEER_ACCEPTED);
}

static void a_question_is_only_for_who_was_asked(void **state)
{
  static const size_t others[] = { TEAM, STRANGER, PROVIDER, OTHER_EXPERT };
  struct peer_proposal p;
  const struct id id = asks_peer(w, adds_peer(w, EXPERT, "Kees Ervaren", 2));
  (void)state;
  for (size_t i = 0; i < COUNT(others); i++) {
    as(w, others[i]);
    assert_int_equal(peer_proposal_get(&w->s->c, id, &p), ERR_NOT_FOUND);
    assert_int_equal(peer_accept(&w->s->c, id), ERR_NOT_FOUND);
    assert_int_equal(peer_hand_back(&w->s->c, id, &(struct peer_back_form){ .back = PEER_BACK_TIME }), ERR_NOT_FOUND);
  }
  assert_int_equal(clock_of(w, id).state, PEER_PROPOSED);
}

static void nobody_else_reads_or_notes_anything(void **state)
{
  static const size_t others[] = { STRANGER, PROVIDER, OTHER_EXPERT };
  const struct id id = accepted(adds_peer(w, EXPERT, "Kees Ervaren", 2));
  (void)state;
  for (size_t i = 0; i < COUNT(others); i++) {
    assert_int_equal(reads(others[i], id), ERR_NOT_FOUND);
    assert_int_equal(notes(others[i], id, YES, DATE_UNKNOWN), ERR_NOT_FOUND);
    assert_int_equal(peer_end(&w->s->c, id, &(struct peer_end_form){ .ending = PEER_ENDING_DONE }), ERR_NOT_FOUND);
    assert_int_equal(peer_hand_back(&w->s->c, id, &(struct peer_back_form){ .back = PEER_BACK_TIME }), ERR_NOT_FOUND);
  }
  assert_int_equal(clock_of(w, id).state, PEER_ACCEPTED);
}

static void who_hands_back_sees_it_no_more_and_who_asked_has_a_task(void **state)
{
  struct peer_assignment a;
  struct peer_clock k;
  const struct id id = accepted(adds_peer(w, EXPERT, "Kees Ervaren", 2));
  (void)state;
  as(w, EXPERT);
  assert_int_equal(peer_hand_back(&w->s->c, id, &(struct peer_back_form){ .note = "Zonder reden" }), ERR_INVALID);
  MUST(peer_hand_back(&w->s->c, id, &(struct peer_back_form){ .back = PEER_BACK_KNOWS, .note = "Buurman van vroeger" }));
  assert_int_equal(reads(EXPERT, id), ERR_NOT_FOUND);
  as(w, TEAM);
  MUST(peer_assignment_get(&w->s->c, id, &a, &k));
  assert_int_equal(k.state, PEER_HANDED_BACK);
  assert_false(date_known(k.next) || date_known(k.look));
  assert_int_equal(a.back, PEER_BACK_KNOWS);
  assert_string_equal(a.note, "Buurman van vroeger");
  assert_int_equal(tasks_of(w, TEAM, TASK_PEER_BACK, id), 1);
}

static void a_no_before_a_yes_shows_nothing_and_tells_who_asked(void **state)
{
  const struct id id = asks_peer(w, adds_peer(w, EXPERT, "Kees Ervaren", 2));
  (void)state;
  assert_int_equal(tasks_of(w, EXPERT, TASK_PEER_ASKED, id), 1);
  as(w, EXPERT);
  MUST(peer_hand_back(&w->s->c, id, &(struct peer_back_form){ .back = PEER_BACK_TIME }));
  assert_int_equal(reads(EXPERT, id), ERR_NOT_FOUND);
  assert_int_equal(tasks_of(w, EXPERT, TASK_PEER_ASKED, id), 0);
  assert_int_equal(tasks_of(w, TEAM, TASK_PEER_BACK, id), 1);
  as(w, EXPERT);
  assert_int_equal(peer_accept(&w->s->c, id), ERR_NOT_FOUND);
}

static void the_journal_says_that_an_expert_read_somebody_only_after_a_yes(void **state)
{
  char path[200];
  const struct id peer = adds_peer(w, EXPERT, "Kees Ervaren", 2), no = asks_peer(w, peer), yes = asks_peer(w, peer);
  (void)state;
  assert_int_equal(asks(w, EXPERT, 1, "/werk/mijn-mensen", NULL), 200);
  assert_int_equal(asks(w, EXPERT, 2, with_id(path, "/werk/mijn-mensen/voorstel/", no, ""), NULL), 200);
  assert_int_equal(asks(w, EXPERT, 3, with_id(path, "/werk/mijn-mensen/voorstel/", no, "/terug"), "back=time"), 303);
  assert_int_equal(read_lines(w, EXPERT, "peer_assignment"), 0);
  assert_int_equal(asks(w, EXPERT, 4, with_id(path, "/werk/mijn-mensen/voorstel/", yes, ""), ""), 303);
  assert_int_equal(asks(w, EXPERT, 5, with_id(path, "/werk/mijn-mensen/", yes, ""), NULL), 200);
  assert_true(read_lines(w, EXPERT, "peer_assignment") > 0);
}

static void the_second_yes_beyond_the_agreed_number_is_told_so(void **state)
{
  const struct id peer = adds_peer(w, EXPERT, "Kees Ervaren", 1);
  const struct id one = asks_peer(w, peer), two = asks_peer(w, peer);
  (void)state;
  as(w, EXPERT);
  MUST(peer_accept(&w->s->c, one));
  as(w, EXPERT);
  assert_int_equal(peer_accept(&w->s->c, two), ERR_INVALID);
  assert_non_null(strstr(w->s->c.error.text, "more people at once"));
  assert_int_equal(clock_of(w, two).state, PEER_PROPOSED);
  assert_int_equal(reads(EXPERT, two), ERR_NOT_FOUND);
  as(w, EXPERT);
  MUST(peer_end(&w->s->c, one, &(struct peer_end_form){ .ending = PEER_ENDING_STARTED }));
  as(w, EXPERT);
  MUST(peer_accept(&w->s->c, two));
}

static void whoever_does_not_fit_is_not_asked(void **state)
{
  const struct id peer = adds_peer(w, EXPERT, "Kees Ervaren", 1);
  struct peer_request r = asking(peer);
  (void)state;
  as(w, TEAM);
  r.wishes.language = "pl";
  assert_int_equal(peer_ask(&w->s->c, &r, NULL), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "peer");
  r = asking(peer);
  r.wishes.role = PEER_AFTERCARE;
  assert_int_equal(peer_ask(&w->s->c, &r, NULL), ERR_INVALID);
  r = asking(id_of(77));
  assert_int_equal(peer_ask(&w->s->c, &r, NULL), ERR_INVALID);
  r = asking(peer);
  r.how = " ";
  assert_int_equal(peer_ask(&w->s->c, &r, NULL), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "how");
  r = asking(peer);
  r.wishes.persoon = id_of(78);                               /* nobody that they may see */
  assert_int_equal(peer_ask(&w->s->c, &r, NULL), ERR_NOT_FOUND);
}

static void a_row_never_says_whose_referral_it_is(void **state)
{
  struct peer_request r = asking(adds_peer(w, EXPERT, "Kees Ervaren", 2));
  struct peer_assignment a;
  struct peer_clock k;
  struct id id;
  (void)state;
  as(w, TEAM);
  const struct id household = opens(w->s, MY_SIDE_A);
  r.wishes.persoon = adds(w->s, file_of(w->s, household).sides.at[0].id, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  r.wishes.verwijzing = id_of(77);
  MUST(peer_ask(&w->s->c, &r, &id));
  MUST(peer_assignment_get(&w->s->c, id, &a, &k));
  assert_true(id_known(a.referral));
  assert_false(id_known(a.person));
}

static void what_is_passed_on_stands_among_the_grounds_and_ends_with_it(void **state)
{
  const struct id id = asks_peer(w, adds_peer(w, EXPERT, "Kees Ervaren", 2));
  struct peer_assignment a;
  struct peer_clock k;
  struct ground_list grounds;
  (void)state;
  as(w, TEAM);
  MUST(peer_assignment_get(&w->s->c, id, &a, &k));
  MUST(grounds_of(&w->s->c, a.compartment, &grounds));
  assert_int_equal(grounds.count, 1);
  assert_string_equal(grounds.at[0].how, "Gezegd aan de telefoon.");
  MUST(ground_withdraw(&w->s->c, grounds.at[0].id));
  as(w, EXPERT);
  assert_int_equal(peer_accept(&w->s->c, id), ERR_INVALID);   /* taken back before the yes */
  assert_int_equal(reads(EXPERT, id), ERR_NOT_FOUND);
}

static void permission_taken_back_after_the_yes_closes_it_for_the_expert(void **state)
{
  const struct id id = accepted(adds_peer(w, EXPERT, "Kees Ervaren", 2));
  struct peer_assignment a;
  struct peer_clock k;
  struct ground_list grounds;
  (void)state;
  as(w, TEAM);
  MUST(peer_assignment_get(&w->s->c, id, &a, &k));
  MUST(grounds_of(&w->s->c, a.compartment, &grounds));
  MUST(ground_withdraw(&w->s->c, grounds.at[0].id));
  assert_int_equal(reads(EXPERT, id), ERR_NOT_FOUND);
  assert_int_equal(reads(TEAM, id), OK);
}

static void who_asked_reads_it_a_year_more_after_the_end(void **state)
{
  const struct id id = accepted(adds_peer(w, EXPERT, "Kees Ervaren", 2));
  (void)state;
  as(w, TEAM);
  MUST(peer_end(&w->s->c, id, &(struct peer_end_form){ .ending = PEER_ENDING_STARTED }));
  assert_int_equal(reads(EXPERT, id), ERR_NOT_FOUND);
  days_pass(w, 364);
  assert_int_equal(reads(TEAM, id), OK);
  days_pass(w, 2);
  assert_int_equal(reads(TEAM, id), ERR_NOT_FOUND);
}

static void a_contact_sets_the_next_date_within_the_agreed_days(void **state)
{
  const struct id id = accepted(adds_peer(w, EXPERT, "Kees Ervaren", 2));
  const struct date today = w->s->c.today;
  struct peer_contact_list list;
  (void)state;
  assert_int_equal(notes(EXPERT, id, YES, date_plus_days(today, 8)), ERR_INVALID);
  assert_int_equal(notes(EXPERT, id, YES, date_plus_days(today, -1)), ERR_INVALID);
  assert_int_equal(notes(EXPERT, id, NO, DATE_UNKNOWN), OK);
  assert_int_equal(clock_of(w, id).state, PEER_ACCEPTED);     /* nobody was reached yet */
  assert_int_equal(clock_of(w, id).next.ymd, date_plus_days(today, 1).ymd);
  assert_int_equal(notes(EXPERT, id, YES, DATE_UNKNOWN), OK);
  assert_int_equal(clock_of(w, id).state, PEER_RUNNING);
  assert_int_equal(clock_of(w, id).next.ymd, date_plus_days(today, 7).ymd);
  as(w, TEAM);
  MUST(peer_contacts(&w->s->c, id, &list));
  assert_int_equal(list.count, 2);
  assert_int_equal(list.at[0].reached, YES);
}

static void three_times_not_reached_in_a_row_is_told_to_who_asked(void **state)
{
  const struct id id = accepted(adds_peer(w, EXPERT, "Kees Ervaren", 2));
  (void)state;
  for (int i = 0; i < 2; i++) assert_int_equal(notes(EXPERT, id, NO, DATE_UNKNOWN), OK);
  assert_int_equal(tasks_of(w, TEAM, TASK_PEER_CONTACT, id), 0);
  assert_int_equal(notes(EXPERT, id, NO, DATE_UNKNOWN), OK);
  assert_int_equal(tasks_of(w, TEAM, TASK_PEER_CONTACT, id), 1);
  assert_int_equal(notes(EXPERT, id, YES, DATE_UNKNOWN), OK);
  assert_int_equal(tasks_of(w, TEAM, TASK_PEER_CONTACT, id), 0);
}

static void an_open_one_always_has_one_who_is_responsible_and_one_date(void **state)
{
  const struct id id = asks_peer(w, adds_peer(w, EXPERT, "Kees Ervaren", 2));
  (void)state;
  assert_true(date_known(clock_of(w, id).next));
  assert_true(id_same(responsible(id), w->at[EXPERT].account));
  as(w, EXPERT);
  MUST(peer_accept(&w->s->c, id));
  for (int day = 0; day < 12; day++) {
    const struct peer_clock k = clock_of(w, id);
    assert_true(date_known(k.next) && id_known(responsible(id)));
    days_pass(w, 1);
    night(w);
  }
  assert_true(id_same(responsible(id), w->at[PROVIDER].account));
  as(w, TEAM);
  MUST(peer_end(&w->s->c, id, &(struct peer_end_form){ .ending = PEER_ENDING_LOST }));
  assert_false(date_known(clock_of(w, id).next));
  assert_false(id_known(responsible(id)));
}

static void what_is_for_a_person_or_a_referral_is_found_by_who_is_involved(void **state)
{
  struct peer_request r = asking(adds_peer(w, EXPERT, "Kees Ervaren", 2));
  struct peer_line_list lines;
  struct id id;
  (void)state;
  r.wishes.verwijzing = id_of(50);
  as(w, TEAM);
  MUST(peer_ask(&w->s->c, &r, &id));
  as(w, EXPERT);
  MUST(peer_accept(&w->s->c, id));
  assert_int_equal(notes(EXPERT, id, YES, DATE_UNKNOWN), OK);
  as(w, TEAM);
  MUST(peer_assignments_about(&w->s->c, id_of(50), &lines));
  assert_int_equal(lines.count, 1);
  assert_int_equal(lines.at[0].state, PEER_RUNNING);
  assert_string_equal(lines.at[0].last_line, "Gesproken");
  assert_string_equal(lines.at[0].responsible, "ervaring@proef.invalid");
  assert_true(date_known(lines.at[0].next));
  as(w, STRANGER);
  MUST(peer_assignments_about(&w->s->c, id_of(50), &lines));
  assert_int_equal(lines.count, 0);
  as(w, TEAM);
  MUST(peer_assignments_about(&w->s->c, ID_NONE, &lines));
  assert_int_equal(lines.count, 0);
}

static void a_coordinator_answers_for_an_expert_without_an_account(void **state)
{
  const struct id id = asks_peer(w, adds_peer(w, 0, "Wil Zonder Account", 1));
  (void)state;
  assert_true(id_same(responsible(id), w->at[PROVIDER].account));
  as(w, EXPERT);
  assert_int_equal(peer_accept(&w->s->c, id), ERR_NOT_FOUND);
  as(w, PROVIDER);
  MUST(peer_accept(&w->s->c, id));
  assert_int_equal(reads(PROVIDER, id), OK);
  assert_int_equal(notes(PROVIDER, id, YES, DATE_UNKNOWN), OK);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    CASE(no_name_is_seen_before_a_yes),
    CASE(a_question_is_only_for_who_was_asked),
    CASE(nobody_else_reads_or_notes_anything),
    CASE(who_hands_back_sees_it_no_more_and_who_asked_has_a_task),
    CASE(a_no_before_a_yes_shows_nothing_and_tells_who_asked),
    CASE(the_journal_says_that_an_expert_read_somebody_only_after_a_yes),
    CASE(the_second_yes_beyond_the_agreed_number_is_told_so),
    CASE(whoever_does_not_fit_is_not_asked),
    CASE(a_row_never_says_whose_referral_it_is),
    CASE(what_is_passed_on_stands_among_the_grounds_and_ends_with_it),
    CASE(permission_taken_back_after_the_yes_closes_it_for_the_expert),
    CASE(who_asked_reads_it_a_year_more_after_the_end),
    CASE(a_contact_sets_the_next_date_within_the_agreed_days),
    CASE(three_times_not_reached_in_a_row_is_told_to_who_asked),
    CASE(an_open_one_always_has_one_who_is_responsible_and_one_date),
    CASE(what_is_for_a_person_or_a_referral_is_found_by_who_is_involved),
    CASE(a_coordinator_answers_for_an_expert_without_an_account),
  };
  return cmocka_run_group_tests_name("assignments", tests, NULL, NULL);
}
