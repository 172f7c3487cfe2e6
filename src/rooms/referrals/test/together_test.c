/* Nobody is sent to help together against what keeps two parties apart; who works for one side learns nothing by asking. */
#include "referral_world.h"
#include "case_parts.h"
#include "phases.h"
#include "plans.h"
#include "set_aside.h"
#include "screenings.h"

static struct town town;
#define C (&town.w->s->c)
static struct id household, bram, noor;

static void let_in(size_t n, const struct id *compartments, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    const struct involvement row = { .account = town.w->at[n].account, .organisation = town.w->at[n].organisation, .compartment = compartments[i], .household = household,
      .purpose = PURPOSE_HELP, .since = { C->now }, .given_by = town.w->at[DIRECTOR].account };
    MUST(record_insert(C, involvement, &row, NULL));
  }
}

static int set_up(void **state)
{
  struct id of_bram;
  (void)state;
  town = town_new();
  const struct offer_line line = { .offer = { .name = "Samen praten", .kind = KIND_HELP, .status = STATUS_ACTIVE, .regions = "oost-brabant", .formats = { 1 | 1 << FORMAT_JOINT } },
    .provider = "Hulp Proefstad" };
  struct id offer;
  console(town.w);
  MUST(offer_add(C, &line, &offer));
  map_again(&town);
  as(town.w, DIRECTOR);
  household = opens(town.w->s, MY_SIDE_BOTH);
  const struct household_file f = file_of(town.w->s, household);
  bram = adds(town.w->s, f.sides.at[0].id, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  noor = adds(town.w->s, f.sides.at[1].id, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  MUST(record_place(C, person, bram, &of_bram));
  let_in(TEAM, (struct id[]){ f.household.compartment, f.sides.at[0].compartment, of_bram }, 3);
  return 0;
}
static int tear_down(void **state) { (void)state; town_free(&town); return 0; }

/* What sending Bram to help together answers: NULL, or the words. */
static const char *sent_by(size_t n)
{
  struct referral_new r = asks_help("Bram");
  struct id id;
  as(town.w, n);
  r.aanbod = "samen-praten";
  r.persoon = bram;
  const int rc = referral_begin(C, &r, &id);
  if (rc == OK) return NULL;
  assert_int_equal(rc, ERR_INVALID);
  assert_string_equal(C->error.field, "aanbod");
  return C->error.text;
}

static void spoken_to_alone(struct id person)
{
  struct talk_alone t = { .person = person, .spoken_by = "Marit", .spoken_on = { 20261101 }, .consents = YES, .made = { C->now } };
  as(town.w, DIRECTOR);
  MUST(record_place(C, person, person, &t.compartment));
  t.screening = bram;                                        /* of another: what it belongs to plays no part here */
  MUST(record_insert(C, talk_alone, &t, NULL));
}

static void plan_for(struct id person)
{
  struct plan p = { .household = household, .place = PLACE_PERSON, .kind = PLAN_SAFETY, .person = person, .title = "Veilig", .why = "Omdat", .coordinator = town.w->at[DIRECTOR].account,
    .start = C->today, .review = C->today, .state = PLAN_FINAL, .versions = num(1) };
  MUST(record_place(C, person, person, &p.compartment));
  MUST(record_insert(C, plan, &p, NULL));
}

/* All that talks together ask, but her own talk. */
static void all_but_her_talk(void)
{
  const struct pattern p = { .place = PLACE_A, .about = bram, .day = { 20260101 }, .behaviour = "Schreeuwt", .control = NO, .stalking = NO };
  const struct id people[] = { bram, noor };
  spoken_to_alone(bram);
  MUST(case_part_add(C, &case_kinds[KIND_PATTERN], household, &p, NULL));
  for (size_t i = 0; i < COUNT(people); i++) MUST(judgement_add(C, household, &(struct judgement_new){ .person = people[i], .towards = CASE_RISKCARE, .enough = YES, .why = "Rustig" }));
  for (size_t i = 0; i < COUNT(people); i++) plan_for(people[i]);
  MUST(phase_move(C, household, 0, &(struct phase_ask){ .state = CASE_RISKCARE, .why = "Omdat" }));
}

static const struct pattern follows = { .place = PLACE_B, .day = { 20260101 }, .behaviour = "Volgt haar", .control = YES, .stalking = NO };

static void control_written_down_for_the_one_keeps_the_other_from_help_together(void **state)
{
  (void)state;
  all_but_her_talk();
  spoken_to_alone(noor);
  assert_null(sent_by(DIRECTOR));
  as(town.w, DIRECTOR);
  MUST(case_part_add(C, &case_kinds[KIND_PATTERN], household, &follows, NULL));
  assert_non_null(strstr(sent_by(DIRECTOR), "Control or stalking"));
}

static void control_that_two_set_aside_leaves_every_other_reason(void **state)
{
  const struct case_note ban = { .place = PLACE_SHARED, .day = { 20260102 }, .kind = NOTE_MEASURE, .text = "Contactverbod" };
  struct control_set_aside row;
  (void)state;
  all_but_her_talk();
  spoken_to_alone(noor);
  MUST(case_part_add(C, &case_kinds[KIND_PATTERN], household, &follows, NULL));
  MUST(set_aside_ask(C, bram, &(struct set_aside_new){ .reason = "Feiten" }));
  MUST(set_aside_open(C, bram, &row));
  as(town.w, TEAM);
  MUST(set_aside_agree(C, bram, row.version));
  assert_null(sent_by(DIRECTOR));
  assert_non_null(strstr(sent_by(TEAM), "one side"));        /* as ever */
  as(town.w, DIRECTOR);
  MUST(case_part_add(C, &case_kinds[KIND_NOTE], household, &ban, NULL));
  assert_non_null(strstr(sent_by(DIRECTOR), "contact ban"));
}

static void who_works_for_one_side_hears_the_same_whatever_the_other_wrote(void **state)
{
  (void)state;
  const char *const before = sent_by(TEAM);
  assert_non_null(strstr(before, "one side"));
  as(town.w, DIRECTOR);
  MUST(case_part_add(C, &case_kinds[KIND_PATTERN], household, &follows, NULL));
  assert_string_equal(sent_by(TEAM), before);
  spoken_to_alone(noor);
  assert_string_equal(sent_by(TEAM), before);
}

static void without_her_talk_alone_nobody_is_sent(void **state)
{
  (void)state;
  all_but_her_talk();
  assert_non_null(strstr(sent_by(DIRECTOR), "alone"));
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(control_written_down_for_the_one_keeps_the_other_from_help_together),
    TEST(control_that_two_set_aside_leaves_every_other_reason),
    TEST(who_works_for_one_side_hears_the_same_whatever_the_other_wrote),
    TEST(without_her_talk_alone_nobody_is_sent),
  };
  return cmocka_run_group_tests_name("together", tests, NULL, NULL);
}
