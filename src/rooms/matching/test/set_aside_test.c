/* Setting the exclusion for control aside: by two people who work with the person, with a reason, and never for mediation. */
#include "kept_helper.h"
#include "tasks.h"

static const struct set_aside_new why = { .reason = "Beiden apart gesproken; geen angst meer; afspraken over stoppen." };

static bool counts(struct kept *k, struct id person)
{
  bool is;
  MUST(control_is_set_aside(&k->s->c, person, &is));
  return is;
}

static int32_t version_of(struct kept *k)
{
  struct control_set_aside s;
  MUST(set_aside_open(&k->s->c, k->bram, &s));
  return s.version;
}

static void ask_and_agree(struct kept *k)
{
  acts(k->s, FOR_A);
  MUST(set_aside_ask(&k->s->c, k->bram, &why));
  later(k, ALSO_FOR_A);
  MUST(set_aside_agree(&k->s->c, k->bram, version_of(k)));
}

static void it_counts_once_a_second_colleague_agreed(void **state)
{
  struct kept *const k = *state;
  acts(k->s, FOR_A);
  MUST(set_aside_ask(&k->s->c, k->bram, &why));
  assert_false(counts(k, k->bram));
  acts(k->s, ALSO_FOR_A);
  MUST(set_aside_agree(&k->s->c, k->bram, version_of(k)));
  assert_true(counts(k, k->bram));
  assert_false(counts(k, k->noor));
}

static void the_second_person_must_be_another(void **state)
{
  struct kept *const k = *state;
  acts(k->s, FOR_A);
  MUST(set_aside_ask(&k->s->c, k->bram, &why));
  assert_int_equal(set_aside_agree(&k->s->c, k->bram, version_of(k)), ERR_INVALID);
  assert_false(counts(k, k->bram));
}

static void the_second_person_must_work_with_the_same_person(void **state)
{
  struct kept *const k = *state;
  acts(k->s, FOR_A);
  MUST(set_aside_ask(&k->s->c, k->bram, &why));
  const int32_t version = version_of(k);
  acts(k->s, FOR_B);
  assert_int_equal(set_aside_agree(&k->s->c, k->bram, version), ERR_NOT_FOUND);
  assert_int_equal(set_aside_end(&k->s->c, k->bram, version), ERR_NOT_FOUND);
  assert_false(counts(k, k->bram));
  acts(k->s, FOR_A);
  assert_false(counts(k, k->bram));
}

static void a_reason_is_required(void **state)
{
  struct kept *const k = *state;
  acts(k->s, FOR_A);
  assert_int_equal(set_aside_ask(&k->s->c, k->bram, &(struct set_aside_new){ 0 }), ERR_INVALID);
  assert_string_equal(k->s->c.error.field, "reason");
}

static void it_is_asked_once_at_a_time(void **state)
{
  struct kept *const k = *state;
  ask_and_agree(k);
  assert_int_equal(set_aside_ask(&k->s->c, k->bram, &why), ERR_INVALID);
  assert_int_equal(set_aside_agree(&k->s->c, k->bram, version_of(k)), ERR_INVALID);
}

static size_t asked(struct kept *k, uint8_t n)
{
  struct task_list tasks;
  size_t found = 0;
  MUST(tasks_of_account(&k->s->c, id_of(n), &tasks));
  for (size_t i = 0; i < tasks.count; i++) found += tasks.at[i].kind == TASK_SET_ASIDE && id_same(tasks.at[i].about, k->bram);
  return found;
}

static void whoever_sees_the_person_in_an_emergency_only_decides_nothing(void **state)
{
  struct kept *const k = *state;
  struct id compartment;
  acts(k->s, DIRECTOR);
  MUST(record_place(&k->s->c, person, k->bram, &compartment));
  const struct involvement row = { .account = id_of(7), .organisation = id_of(107), .compartment = compartment, .household = k->household, .purpose = PURPOSE_EMERGENCY,
    .since = { k->s->c.now }, .until = { k->s->c.now + HOUR_MS }, .given_by = id_of(7) };
  MUST(record_insert(&k->s->c, involvement, &row, NULL));
  acts(k->s, FOR_A);
  MUST(set_aside_ask(&k->s->c, k->bram, &why));
  const int32_t version = version_of(k);
  assert_int_equal(asked(k, 7), 0);
  acts(k->s, 7);
  assert_int_equal(set_aside_agree(&k->s->c, k->bram, version), ERR_INVALID);
  assert_int_equal(set_aside_ask(&k->s->c, k->bram, &why), ERR_INVALID);
}

static void whoever_was_first_wins(void **state)
{
  struct kept *const k = *state;
  acts(k->s, FOR_A);
  MUST(set_aside_ask(&k->s->c, k->bram, &why));
  const int32_t version = version_of(k);
  acts(k->s, ALSO_FOR_A);
  MUST(set_aside_agree(&k->s->c, k->bram, version));
  acts(k->s, DIRECTOR);
  assert_int_equal(set_aside_end(&k->s->c, k->bram, version), ERR_CONFLICT);
}

static void colleagues_who_work_with_the_person_are_asked_and_nobody_else(void **state)
{
  struct kept *const k = *state;
  size_t others;
  acts(k->s, FOR_A);
  MUST(set_aside_ask(&k->s->c, k->bram, &why));
  MUST(set_aside_others(&k->s->c, k->bram, &others));
  assert_int_equal(others, 2);
  assert_int_equal(asked(k, ALSO_FOR_A), 1);
  assert_int_equal(asked(k, DIRECTOR), 1);
  assert_int_equal(asked(k, FOR_A), 0);
  assert_int_equal(asked(k, FOR_B), 0);
  acts(k->s, ALSO_FOR_A);
  MUST(set_aside_agree(&k->s->c, k->bram, version_of(k)));
  assert_int_equal(asked(k, DIRECTOR), 0);       /* done, by whoever */
}

static void anybody_who_works_with_the_person_ends_it(void **state)
{
  struct kept *const k = *state;
  struct control_set_aside_list list;
  ask_and_agree(k);
  acts(k->s, DIRECTOR);
  MUST(set_aside_end(&k->s->c, k->bram, version_of(k)));
  assert_false(counts(k, k->bram));
  MUST(set_asides_of(&k->s->c, k->bram, &list));
  assert_int_equal(list.count, 1);
  assert_string_equal(list.at[0].reason, why.reason);
  later(k, FOR_A);
  MUST(set_aside_ask(&k->s->c, k->bram, &why));
  assert_false(counts(k, k->bram));              /* the old agreement is no new one */
}

static void both_acts_stand_in_the_journal(void **state)
{
  struct kept *const k = *state;
  ask_and_agree(k);
  assert_int_equal(raw_number(k->s, "SELECT count(*) FROM journal WHERE record = 'control_set_aside' AND verb IN ('insert', 'update')"), 2);
  assert_int_equal(raw_number(k->s, "SELECT count(DISTINCT actor) FROM journal WHERE record = 'control_set_aside' AND verb IN ('insert', 'update')"), 2);
}

/* --- what comes of it ---------------------------------------------------------------------------------------- */

static size_t joint_that_fit(struct kept *k, size_t *mediation)
{
  const struct matcher *const m = live_match_matcher(k->live);
  struct screening_new n = with_noor(k);
  struct advice a;
  struct id id;
  size_t joint = 0;
  *mediation = 0;
  n.profile.coercive_control = YES;
  MUST(screens(k, k->bram, &n, &id));
  advice_read(&k->s->c, opened(k, id), &a);
  for (size_t i = 0; i < a.lists[VERDICT_FITS].count; i++)
    for (size_t o = 0; o < matcher_count(m, "oost-brabant"); o++) {
      const struct offer *const offer = &matcher_offer(m, "oost-brabant", o)->offer;
      if (strcmp(advice_code(offer), a.lists[VERDICT_FITS].at[i]) != 0) continue;
      joint += set_has(offer->formats, FORMAT_JOINT);
      *mediation += set_has(offer->not_with, NOT_WITH_MEDIATION);
    }
  return joint;
}

static void while_it_counts_talks_together_are_judged_by_the_other_rules_but_mediation_stays_excluded(void **state)
{
  struct kept *const k = *state;
  size_t mediation;
  acts(k->s, DIRECTOR);
  assert_int_equal(joint_that_fit(k, &mediation), 0);
  ask_and_agree(k);
  later(k, DIRECTOR);
  assert_true(joint_that_fit(k, &mediation) > 0);
  assert_int_equal(mediation, 0);
  MUST(set_aside_end(&k->s->c, k->bram, version_of(k)));
  later(k, DIRECTOR);
  assert_int_equal(joint_that_fit(k, &mediation), 0);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    TEST(it_counts_once_a_second_colleague_agreed),
    TEST(the_second_person_must_be_another),
    TEST(the_second_person_must_work_with_the_same_person),
    TEST(a_reason_is_required),
    TEST(it_is_asked_once_at_a_time),
    TEST(whoever_sees_the_person_in_an_emergency_only_decides_nothing),
    TEST(whoever_was_first_wins),
    TEST(colleagues_who_work_with_the_person_are_asked_and_nobody_else),
    TEST(anybody_who_works_with_the_person_ends_it),
    TEST(both_acts_stand_in_the_journal),
    TEST(while_it_counts_talks_together_are_judged_by_the_other_rules_but_mediation_stays_excluded),
  };
  return cmocka_run_group_tests_name("set_aside", tests, NULL, NULL);
}
