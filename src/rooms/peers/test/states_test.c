/* The table of states as a model, and the steps of silence. */
#include "../../../base/test/harness.h"
#include "peer_states.h"
#include "calendar.h"

/* Written by hand, apart from the table: who may do what in which state. */
static enum peer_state expected(enum peer_state from, enum peer_act act, bool expert, bool asker)
{
  const bool underway = from == PEER_ACCEPTED || from == PEER_RUNNING;
  if (act == PEER_ACCEPT) return from == PEER_PROPOSED && expert ? PEER_ACCEPTED : PEER_STATE_UNKNOWN;
  if (act == PEER_HAND_BACK) return (from == PEER_PROPOSED || underway) && expert ? PEER_HANDED_BACK : PEER_STATE_UNKNOWN;
  if (act == PEER_END) return (from == PEER_PROPOSED && asker) || (underway && (expert || asker)) ? PEER_ENDED : PEER_STATE_UNKNOWN;
  if (act == PEER_REACH) return underway && (expert || asker) ? PEER_RUNNING : PEER_STATE_UNKNOWN;
  return act == PEER_CONTACT && underway && (expert || asker) ? from : PEER_STATE_UNKNOWN;
}

static void every_state_act_and_person_goes_where_the_model_says(void **unused)
{
  (void)unused;
  for (unsigned from = 0; from < peer_state_choices.count; from++)
    for (unsigned act = 0; act < peer_act_choices.count; act++)
      for (unsigned who = PEER_WHO_NONE; who <= PEER_EITHER; who++)
        assert_int_equal(peer_next_state((enum peer_state)from, (enum peer_act)act, (enum peer_who)who),
          expected((enum peer_state)from, (enum peer_act)act, who & PEER_EXPERT, who & PEER_ASKER));
}

static void what_is_over_stays_over(void **unused)
{
  (void)unused;
  for (size_t i = 0; i < peer_moves_count; i++) assert_true(peer_open(peer_moves[i].from));
}

static void every_open_state_can_be_ended_by_who_asked_and_left_by_the_expert(void **unused)
{
  (void)unused;
  for (unsigned s = 1; s < peer_state_choices.count; s++) {
    if (!peer_open((enum peer_state)s)) continue;
    assert_int_equal(peer_next_state((enum peer_state)s, PEER_END, PEER_ASKER), PEER_ENDED);
    assert_int_equal(peer_next_state((enum peer_state)s, PEER_HAND_BACK, PEER_EXPERT), PEER_HANDED_BACK);
  }
}

static void silence_goes_one_step_a_day_and_never_back(void **unused)
{
  const struct date next = { 20261231 };
  int32_t before = PEER_ON_TIME;
  (void)unused;
  assert_int_equal(peer_step(DATE_UNKNOWN, next), PEER_ON_TIME);
  assert_int_equal(peer_step(next, next), PEER_ON_TIME);     /* the day itself is in time */
  for (int day = -5; day < 30; day++) {
    const int32_t step = peer_step(next, date_plus_days(next, day));
    assert_true(step >= before && step <= before + 1);
    before = step;
  }
  assert_int_equal(before, PEER_TO_COORDINATOR);
}

static void it_is_looked_at_on_the_very_day_of_the_next_step(void **unused)
{
  const struct date next = { 20261231 };
  (void)unused;
  for (int32_t step = PEER_ON_TIME; step < PEER_TO_COORDINATOR; step++) {
    const struct date look = peer_look(next, step);
    assert_int_equal(peer_step(next, look), step + 1);
    assert_int_equal(peer_step(next, date_plus_days(look, -1)), step);
  }
  assert_false(date_known(peer_look(next, PEER_TO_COORDINATOR)));
  assert_false(date_known(peer_look(DATE_UNKNOWN, PEER_ON_TIME)));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_state_act_and_person_goes_where_the_model_says),
    cmocka_unit_test(what_is_over_stays_over),
    cmocka_unit_test(every_open_state_can_be_ended_by_who_asked_and_left_by_the_expert),
    cmocka_unit_test(silence_goes_one_step_a_day_and_never_back),
    cmocka_unit_test(it_is_looked_at_on_the_very_day_of_the_next_step),
  };
  return cmocka_run_group_tests_name("states", tests, NULL, NULL);
}
