#include "map_helper.h"
#include "history.h"
#include "questions.h"
#include "review.h"
#include "tasks.h"

static void flag(struct world *w, struct id offer, enum flag_reason reason, const char *note)
{
  assert_int_equal(offer_flag_add(w->c, offer, &(struct offer_flag){ .reason = reason, .note = note }), OK);
}

static void what_is_said_goes_from_the_list_by_a_decision_with_a_reason(void **state)
{
  struct world *const w = *state;
  const struct id here = offer_of(w, "Hier", "Een", "oost-brabant"), there = offer_of(w, "Daar", "Een", "zeeland");
  struct review_item_list items;
  size_t waiting;
  flag(w, here, FLAG_COSTS, "Het kost nu vijf euro.");
  flag(w, here, FLAG_GONE, NULL);
  flag(w, there, FLAG_WAIT, NULL);
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(review_items(w->c, &items), OK);
  assert_int_equal(items.count, 2);
  assert_int_equal(items.at[0].kind, REVIEW_GONE);
  assert_string_equal(items.at[1].note, "Het kost nu vijf euro.");
  const struct id subject = items.at[1].subject;
  assert_int_equal(review_decide(w->c, &(struct offer_decision){ .subject = subject, .decision = DECISION_FINE }), ERR_INVALID);
  assert_int_equal(review_decide(w->c, &(struct offer_decision){ .subject = subject, .decision = DECISION_CHANGED, .reason = "Aangepast." }), OK);
  assert_int_equal(review_decide(w->c, &(struct offer_decision){ .subject = subject, .decision = DECISION_CHANGED, .reason = "Nog eens." }), ERR_NOT_FOUND);
  assert_int_equal(review_items(w->c, &items), OK);
  assert_int_equal(items.count, 1);
  assert_int_equal(review_waiting_of(w->c, here, &waiting), OK);
  assert_int_equal(waiting, 1);
  as_role(w, ROLE_REGION, w->two, "zeeland");
  assert_int_equal(review_items(w->c, &items), OK);
  assert_int_equal(items.count, 1);
  assert_int_equal(items.at[0].reason == NULL, 0);
  assert_int_equal(review_decide(w->c, &(struct offer_decision){ .subject = subject, .decision = DECISION_FINE, .reason = "Niet van mij." }), ERR_NOT_FOUND);
  assert_int_equal(read_offer(w, here).offer.status, STATUS_ACTIVE);
}

static void what_looks_like_spam_is_read_last_and_nothing_is_thrown_away(void **state)
{
  struct world *const w = *state;
  struct id ids[5];
  struct review_item_list items;
  as_console(w);
  for (int i = 0; i < 5; i++) ids[i] = offer_of(w, (const char *const[]){ "A", "B", "C", "D", "E" }[i], "Een", "oost-brabant");
  flag(w, ids[0], FLAG_GONE, "Kijk op https://koop.example");
  flag(w, ids[0], FLAG_OTHER, "Gewoon een opmerking.");
  flag(w, ids[0], FLAG_OTHER, "Gewoon een opmerking.");                    /* again: kept once */
  for (int i = 1; i < 5; i++) flag(w, ids[i], FLAG_OTHER, "Overal hetzelfde.");
  assert_int_equal(offer_flag_add(w->c, ids[1], &(struct offer_flag){ .reason = FLAG_OTHER, .note = "Snel.", .low = YES }), OK);
  assert_int_equal(review_items(w->c, &items), OK);
  assert_int_equal(items.count, 7);
  size_t low = 0;
  for (size_t i = 0; i < items.count; i++) {
    if (items.at[i].low) low++;
    else assert_int_equal(low, 0);
  }
  assert_int_equal(low, 3);                                      /* the address, the fourth same one, the fast one */
}

static size_t tasks_of_region(struct world *w, const char *region)
{
  struct task_list tasks;
  w->c->scope.region = region;
  assert_int_equal(tasks_open_about(w->c, TASK_REVIEW_OFFERS, ID_NONE, &tasks), OK);
  return tasks.count;
}

static void coordinators_get_one_task_while_something_waits(void **state)
{
  struct world *const w = *state;
  const char *const regions[] = { "oost-brabant", "zeeland" };
  const struct id id = offer_of(w, "Hier", "Een", "oost-brabant");
  struct review_item_list items;
  flag(w, id, FLAG_COSTS, NULL);
  for (int i = 0; i < 2; i++) assert_int_equal(review_remind(w->c, regions, COUNT(regions)), OK);
  assert_int_equal(tasks_of_region(w, "oost-brabant"), 1);
  assert_int_equal(tasks_of_region(w, "zeeland"), 0);
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(review_items(w->c, &items), OK);
  assert_int_equal(review_decide(w->c, &(struct offer_decision){ .subject = items.at[0].subject, .decision = DECISION_FINE, .reason = "Klopt wel." }), OK);
  as_console(w);
  assert_int_equal(review_remind(w->c, regions, COUNT(regions)), OK);
  assert_int_equal(tasks_of_region(w, "oost-brabant"), 0);
}

/* --- history ------------------------------------------------------------------------------------------- */

static void every_field_tells_what_it_was_and_became_by_whom(void **state)
{
  struct world *const w = *state;
  const struct id id = offer_of(w, "Groep", "Een", "oost-brabant");
  struct offer_event_list events;
  struct offer_line line = read_offer(w, id);
  line.offer.status = STATUS_PAUSED;
  line.offer.regions = "oost-brabant zeeland";
  line.provider = "Twee";
  line.also_by = "Een; Drie";
  put_offer(w, &line);
  line = read_offer(w, id);
  as_console(w);
  assert_int_equal(offer_history(w->c, &line.offer, &events), OK);
  assert_int_equal(events.count, 2);
  assert_true(events.at[1].begun);
  assert_false(events.at[1].undoable);
  assert_true(events.at[0].undoable);
  assert_int_equal(events.at[0].fields.count, 4);
  bool seen = false;
  for (size_t i = 0; i < events.at[0].fields.count; i++) {
    const struct field_change *const f = &events.at[0].fields.at[i];
    if (strcmp(f->label, "Provider") != 0) continue;
    assert_string_equal(f->before, "Een");
    assert_string_equal(f->after, "Twee");
    seen = true;
  }
  assert_true(seen);
}

static void one_change_is_taken_back_unless_its_field_changed_since(void **state)
{
  struct world *const w = *state;
  const struct id id = offer_of(w, "Groep", "Een", "oost-brabant");
  struct offer_event_list events;
  struct offer_line line = read_offer(w, id);
  line.offer.status = STATUS_PAUSED;
  line.also_by = "Drie";
  put_offer(w, &line);                                           /* first change */
  line = read_offer(w, id);
  line.offer.summary = "Nieuw.";
  put_offer(w, &line);                                           /* second, of another field */
  line = read_offer(w, id);
  as_role(w, ROLE_PROVIDER, w->two, "oost-brabant");
  assert_int_equal(offer_history(w->c, &line.offer, &events), OK);
  assert_int_equal(events.count, 3);
  const struct id first = events.at[1].line, begun = events.at[2].line;
  assert_int_equal(offer_history_undo(w->c, id, first), ERR_NOT_FOUND);        /* not theirs */
  as_role(w, ROLE_PROVIDER, w->one, "oost-brabant");
  assert_int_equal(offer_history_undo(w->c, id, begun), ERR_NOT_FOUND);
  assert_int_equal(offer_history_undo(w->c, id, first), ERR_INVALID);          /* who gives it is not theirs to say */
  as_role(w, ROLE_REGION, w->one, "oost-brabant");
  assert_int_equal(offer_history_undo(w->c, id, first), OK);
  line = read_offer(w, id);
  assert_int_equal(line.offer.status, STATUS_ACTIVE);
  assert_null(line.also_by);
  assert_string_equal(line.offer.summary, "Nieuw.");
  assert_int_equal(offer_history_undo(w->c, id, first), ERR_CONFLICT);
  assert_int_equal(offer_history(w->c, &line.offer, &events), OK);
  assert_int_equal(events.count, 4);
}

static void offers_that_nobody_can_be_asked_about_are_counted_for_whom_they_are(void **state)
{
  struct world *const w = *state;
  const struct { const char *regions, *ask_at; enum offer_status status; enum yes_no example; } rows[] = {
    { "oost-brabant", NULL, STATUS_ACTIVE, NO }, { "oost-brabant", "a@b.nl", STATUS_ACTIVE, NO }, { "oost-brabant", NULL, STATUS_ENDED, NO },
    { "oost-brabant", NULL, STATUS_ACTIVE, YES }, { "zeeland", NULL, STATUS_ACTIVE, NO } };
  size_t n;
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct offer_line line = read_offer(w, offer_of(w, "Groep", "Een", rows[i].regions));
    line.offer.ask_at = rows[i].ask_at;
    line.offer.status = rows[i].status;
    line.offer.example = rows[i].example;
    put_offer(w, &line);
  }
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(offers_unasked(w->c, &n), OK);
  assert_int_equal(n, 1);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_up, world_down)
  const struct CMUnitTest tests[] = {
    TEST(offers_that_nobody_can_be_asked_about_are_counted_for_whom_they_are),
    TEST(what_is_said_goes_from_the_list_by_a_decision_with_a_reason),
    TEST(what_looks_like_spam_is_read_last_and_nothing_is_thrown_away),
    TEST(coordinators_get_one_task_while_something_waits),
    TEST(every_field_tells_what_it_was_and_became_by_whom),
    TEST(one_change_is_taken_back_unless_its_field_changed_since),
  };
  return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}
