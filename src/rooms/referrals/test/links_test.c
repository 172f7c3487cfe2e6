/* A provider without an account: a link that is looked at by a mail scanner, read once, answered once, and worth nothing afterwards. */
#include "referral_world.h"
#include "links.h"

static struct town town;
static struct id referral;
static const char *token;
#define C (&town.w->s->c)

static void anybody(void)
{
  seal_forget(C);
  C->readings = NULL;
  C->error = (struct error){ 0 };
  C->scope = (struct scope){ .reach = REACH_NOTHING };
}

static int set_up(void **state)
{
  struct referral_new n = asks_help("Bram");
  struct id letter;
  (void)state;
  town = town_new();
  adds_offer(&town, "Hulp zonder account", "Stichting Elders");
  map_again(&town);
  n.aanbod = "hulp-zonder-account";
  as(town.w, TEAM);
  MUST(referral_begin(C, &n, &referral));
  console(town.w);
  MUST(global_insert(C, referral_letter, (&(struct referral_letter){ .region = "oost-brabant", .referral = referral, .made = { C->now }, .until = { C->now + 9 * DAY_MS } }), &letter));
  MUST(letter_token(C, letter, &token));
  anybody();
  return 0;
}
static int tear_down(void **state) { (void)state; town_free(&town); return 0; }

static bool lives(void)
{
  struct referral_letter l;
  bool live;
  anybody();
  MUST(letter_read(C, token, &l, &live));
  return live && !instant_known(l.opened);
}

static const char *opened(void)
{
  struct referral_file f;
  const char *code;
  anybody();
  MUST(letter_open(C, token, &f, &code));
  assert_string_equal(f.person.called, "Bram");
  return code;
}

static int answers(const char *code, enum letter_answer answer, const char *with_whom)
{
  anybody();
  return letter_do(C, token, &(struct letter_form){ .code = code, .answer = answer, .day = C->today, .with_whom = with_whom, .reason = answer == LETTER_RETURN ? REASON_FULL : REASON_UNKNOWN });
}

static void looking_changes_nothing_and_it_is_read_once(void **state)
{
  struct referral_file f;
  const char *code;
  (void)state;
  for (int i = 0; i < 5; i++) assert_true(lives());
  (void)opened();
  assert_false(lives());
  anybody();
  assert_int_equal(letter_open(C, token, &f, &code), ERR_INVALID);
}

static void one_answer_is_taken_with_the_code_of_who_read_it(void **state)
{
  (void)state;
  assert_int_equal(answers("x", LETTER_SPOKEN, NULL), ERR_INVALID);
  const char *const code = opened();
  assert_int_equal(answers("x", LETTER_SPOKEN, NULL), ERR_INVALID);
  assert_int_equal(answers(token, LETTER_SPOKEN, NULL), ERR_INVALID);
  assert_int_equal(answers(code, LETTER_OFFER, NULL), ERR_INVALID);
  assert_string_equal(C->error.field, "with_whom");        /* and may be sent again */
  MUST(answers(code, LETTER_OFFER, "Esra Voorbeeld"));
  assert_int_equal(stored(&town, referral).state, REFERRAL_OFFERED);
  assert_int_equal(answers(code, LETTER_ARRIVED, NULL), ERR_INVALID);
}

static void after_two_hours_it_answers_nothing(void **state)
{
  (void)state;
  const char *const code = opened();
  at_time(&town, C->now + LETTER_OPEN_MS);
  assert_int_equal(answers(code, LETTER_SPOKEN, NULL), ERR_INVALID);
  assert_int_equal(stored(&town, referral).state, REFERRAL_SENT);
}

static void after_withdrawal_it_is_worth_nothing_also_for_who_read_it(void **state)
{
  (void)state;
  const char *const code = opened();
  as(town.w, TEAM);
  DOES(&town, referral, .act = ACT_WITHDRAW);
  assert_false(lives());
  assert_int_equal(answers(code, LETTER_SPOKEN, NULL), ERR_INVALID);
}

static void a_link_runs_out_and_a_forged_one_is_not_there(void **state)
{
  struct referral_letter l;
  bool live;
  char forged[80];
  (void)state;
  snprintf(forged, sizeof forged, "%s", token);
  forged[30] = forged[30] == 'A' ? 'B' : 'A';
  anybody();
  assert_int_equal(letter_read(C, forged, &l, &live), ERR_NOT_FOUND);
  at_time(&town, C->now + 9 * DAY_MS);
  assert_false(lives());
}

static void what_it_gives_back_is_the_referrer_s_turn_and_a_new_link_is_not_sent_for_it(void **state)
{
  (void)state;
  const char *const code = opened();
  MUST(answers(code, LETTER_RETURN, NULL));
  const struct referral r = stored(&town, referral);
  assert_int_equal(r.next, NEXT_OTHER);
  assert_true(id_same(r.responsible, town.w->at[TEAM].account));
  anybody();
  assert_int_equal(letter_again(C, token), ERR_INVALID);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
int main(void)
{
  const struct CMUnitTest tests[] = {
    TEST(looking_changes_nothing_and_it_is_read_once),
    TEST(one_answer_is_taken_with_the_code_of_who_read_it),
    TEST(after_two_hours_it_answers_nothing),
    TEST(after_withdrawal_it_is_worth_nothing_also_for_who_read_it),
    TEST(a_link_runs_out_and_a_forged_one_is_not_there),
    TEST(what_it_gives_back_is_the_referrer_s_turn_and_a_new_link_is_not_sent_for_it),
  };
  return cmocka_run_group_tests_name("links", tests, NULL, NULL);
}
