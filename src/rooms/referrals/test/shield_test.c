/* Referrals of somebody whose file is shielded, and of who lives with them: whoever the shield keeps out finds them nowhere; somebody else has the turn. */
#include "referral_acts.h"
#include "involved.h"
#include "links.h"
#include "referral_turns.h"

enum { WATCHES = OTHER_TEAM };
static struct id household, bram, noor;

static void let_in(size_t n, const struct id *compartments, size_t count)
{
  console(W);
  for (size_t i = 0; i < count; i++) {
    const struct involvement row = { .account = W->at[n].account, .organisation = W->at[n].organisation, .compartment = compartments[i], .household = household, .purpose = PURPOSE_HELP,
      .since = { C->now }, .given_by = W->at[DIRECTOR].account };
    MUST(record_insert(C, involvement, &row, NULL));
  }
}

/* The team works for Bram, the shelter for Noor; somebody watches the region. */
static int settle(void **state)
{
  struct id of_bram, of_noor;
  set_up(state);
  hire(W, WATCHES, "regio@proef.invalid", "Regiobureau", ROLE_REGION);
  as(W, DIRECTOR);
  household = opens(W->s, MY_SIDE_BOTH);
  const struct household_file f = file_of(W->s, household);
  bram = adds(W->s, f.sides.at[0].id, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  noor = adds(W->s, f.sides.at[1].id, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  MUST(record_place(C, person, bram, &of_bram));
  MUST(record_place(C, person, noor, &of_noor));
  let_in(TEAM, (struct id[]){ f.household.compartment, f.sides.at[0].compartment, of_bram }, 3);
  let_in(SHELTER, (struct id[]){ f.household.compartment, f.sides.at[1].compartment, of_noor }, 3);
  return 0;
}

static int asks_for(size_t n, struct id person, enum referral_aim aim, struct id *out)
{
  struct referral_new form = asks_help("Iemand");
  form.persoon = person;
  form.aim = aim;
  as(W, n);
  return referral_begin(C, &form, out);
}
static struct id refers_person(size_t n, struct id person)
{
  struct id id;
  MUST(asks_for(n, person, AIM_SEND, &id));
  return id;
}
/* Noor works there. */
static void shields(const char *organisation)
{
  as(W, DIRECTOR);
  MUST(person_shield(C, noor, &(struct shield_form){ organisation }));
}

/* Whether whoever acts finds it, in any list, by its id, or on the work list. */
static bool in_lines(const struct referral_line_list *l, struct id id)
{
  for (size_t i = 0; i < l->count; i++) if (id_same(l->at[i].referral.id, id)) return true;
  return false;
}
static bool finds(struct id id)
{
  static const enum referral_list_kind kinds[] = { LIST_MINE, LIST_WAITS, LIST_OURS, LIST_CLOSED };
  struct referral_line_list lines, risen;
  struct referral r;
  const char *next;
  bool found = referral_get(C, id, &r) == OK;
  C->error = (struct error){ 0 };
  for (size_t i = 0; i < COUNT(kinds); i++) {
    MUST(referrals_listed(C, kinds[i], NULL, &lines, &next));
    found |= in_lines(&lines, id);
  }
  MUST(referrals_to_do(C, &lines, &risen));
  return found || in_lines(&lines, id) || in_lines(&risen, id);
}
static size_t asked(size_t n, enum task_kind kind, struct id about)
{
  struct task_list mine;
  size_t count = 0;
  as(W, n);
  MUST(tasks_mine(C, &mine));
  for (size_t i = 0; i < mine.count; i++) count += mine.at[i].kind == kind && id_same(mine.at[i].about, about);
  return count;
}

static void the_employer_that_gives_the_help_finds_it_nowhere_any_more(void **state)
{
  char path[200];
  (void)state;
  const struct id ids[] = { refers_person(SHELTER, noor), refers_person(TEAM, bram) };      /* who lives with her too */
  const size_t by[] = { SHELTER, TEAM };
  provider();
  for (size_t i = 0; i < 2; i++) assert_true(finds(ids[i]));
  shields("Hulp Proefstad");
  for (size_t i = 0; i < 2; i++) {
    const struct referral r = stored(T, ids[i]);
    assert_true(id_same(r.responsible, W->at[by[i]].account));
    provider();
    assert_false(finds(ids[i]));
    second();
    assert_false(finds(ids[i]));
    assert_int_equal(referral_take_over(C, ids[i]), ERR_NOT_FOUND);
    C->error = (struct error){ 0 };
    assert_int_equal(asks(W, PROVIDER, 30 + i, with_id(path, "/werk/verwijzingen/", ids[i], ""), NULL), 404);
    assert_int_equal(asked(by[i], TASK_REFERRAL_TAKE_OVER, ids[i]), 1);
    assert_int_equal(asked(PROVIDER, TASK_REFERRAL_TAKE_OVER, ids[i]), 0);
    as(W, by[i]);
    assert_true(finds(ids[i]));
  }
}

static void the_employer_that_referred_finds_it_nowhere_and_somebody_else_has_the_turn(void **state)
{
  struct id draft;
  (void)state;
  MUST(asks_for(TEAM, bram, AIM_DRAFT, &draft));
  const struct id sent = refers_person(TEAM, bram);
  as(W, TEAM);
  assert_true(finds(draft) && finds(sent));
  shields("Wijkteam Proefdorp");
  as(W, TEAM);
  assert_false(finds(draft));
  assert_false(finds(sent));
  assert_true(id_same(stored(T, draft).responsible, W->at[WATCHES].account));      /* nobody else is left */
  assert_int_equal(asked(WATCHES, TASK_REFERRAL_TAKE_OVER, draft), 1);
  assert_int_equal(asked(TEAM, TASK_REFERRAL_TAKE_OVER, sent), 0);
  responsible(sent);
  assert_true(finds(sent));
  DOES(T, sent, .act = ACT_OFFER, .day = C->today, .with_whom = "Esra Voorbeeld");
  DOES(T, sent, .act = ACT_ARRIVED, .day = C->today);
  assert_int_equal(asked(TEAM, TASK_CONFIRM_ARRIVAL, sent), 0);                  /* nor is anything asked of them later */
}

static void what_was_asked_of_them_is_asked_of_who_has_the_turn(void **state)
{
  (void)state;
  const struct id id = refers_person(SHELTER, noor);
  const struct referral r = stored(T, id);
  console(W);
  MUST(task_add(C, &(struct task){ .account = r.responsible, .organisation = r.holder, .kind = TASK_BRIDGE, .about = id, .due = C->today }));
  shields("Hulp Proefstad");
  as_one(W, r.responsible, r.holder, ROLE_PROVIDER);
  struct task_list mine;
  MUST(tasks_mine(C, &mine));
  for (size_t i = 0; i < mine.count; i++) assert_false(id_same(mine.at[i].about, id));
  assert_int_equal(asked(SHELTER, TASK_BRIDGE, id), 1);
}

static void a_link_to_them_is_worth_nothing_any_more(void **state)
{
  struct referral_new form = asks_help("Noor");
  struct referral_letter l;
  struct id id, letter;
  const char *token;
  bool live;
  (void)state;
  adds_offer(T, "Hulp zonder account", "Stichting Elders");
  map_again(T);
  form.aanbod = "hulp-zonder-account";
  form.persoon = noor;
  as(W, SHELTER);
  MUST(referral_begin(C, &form, &id));
  console(W);
  MUST(global_insert(C, referral_letter, (&(struct referral_letter){ .region = "oost-brabant", .referral = id, .made = { C->now }, .until = { C->now + 9 * DAY_MS } }), &letter));
  MUST(letter_token(C, letter, &token));
  for (size_t round = 0; round < 2; round++) {
    C->scope = (struct scope){ .reach = REACH_NOTHING };
    MUST(letter_read(C, token, &l, &live));
    assert_int_equal(live, round == 0);
    if (round == 0) shields("Stichting Elders");
  }
  assert_int_equal(asked(SHELTER, TASK_REFERRAL_TAKE_OVER, id), 1);
}

static void nobody_is_referred_to_them_afterwards(void **state)
{
  struct id id;
  bool may;
  (void)state;
  shields("Hulp Proefstad");
  assert_int_equal(asks_for(SHELTER, noor, AIM_SEND, &id), ERR_INVALID);
  assert_string_equal(C->error.field, "aanbod");
  MUST(asks_for(SHELTER, noor, AIM_DRAFT, &id));
  provider();
  assert_false(finds(id));
  const struct referral r = stored(T, id);
  console(W);
  MUST(may_have_turn(C, &r, town.provider, town.colleague.account, &may));
  assert_false(may);
  MUST(may_have_turn(C, &r, r.origin, r.referrer, &may));
  assert_true(may);
}

int main(void)
{
  db_process_init();
#define SETTLED(name) cmocka_unit_test_setup_teardown(name, settle, tear_down)
  const struct CMUnitTest tests[] = {
    SETTLED(the_employer_that_gives_the_help_finds_it_nowhere_any_more),
    SETTLED(the_employer_that_referred_finds_it_nowhere_and_somebody_else_has_the_turn),
    SETTLED(what_was_asked_of_them_is_asked_of_who_has_the_turn),
    SETTLED(a_link_to_them_is_worth_nothing_any_more),
    SETTLED(nobody_is_referred_to_them_afterwards),
  };
  return cmocka_run_group_tests_name("shielded referrals", tests, NULL, NULL);
}
