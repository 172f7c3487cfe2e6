/* Exactly one director at any moment: random acts of three colleagues in the program and in a model, a race, a colleague who left. */
#include "../../cases/test/cases_helper.h"
#include "accounts.h"
#include "grounds.h"
#include "involved.h"
#include "tasks.h"

enum { TURNS = 1500, PEOPLE = 3 };

static struct world *w;
static struct scratch *s;
static struct household_try t;
static const size_t people[PEOPLE] = { TEAM, SHELTER, DIRECTOR };
static int set_up(void **state) { *state = w = world_new(); s = w->s; t = both_parties(w); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static struct household_director now_directs(size_t n)
{
  struct household_director d;
  as(w, n);
  MUST(director_of(&s->c, t.household, &d));
  return d;
}

enum { NOBODY = PEOPLE };
struct model { size_t directs, asked; };

/* What the table of the header says about one act. */
static bool model_acts(struct model *m, size_t actor, size_t other, uint64_t act)
{
  switch (act) {
  case 0:
    if (m->directs != actor || m->asked != NOBODY || other == actor) return false;
    if (actor + other == 1) return false;                    /* team and shelter do not know of one another */
    m->asked = other;
    return true;
  case 1:
    if (m->asked != actor) return false;
    m->directs = actor;
    m->asked = NOBODY;
    return true;
  case 2:
    if (m->asked != actor) return false;
    m->asked = NOBODY;
    return true;
  case 3:
    if (m->directs != actor) return false;
    m->asked = NOBODY;
    return true;
  default: return false;                                     /* nobody takes up what somebody directs */
  }
}

static int program_acts(size_t actor, size_t other, uint64_t act)
{
  const int32_t version = now_directs(people[actor]).version;
  switch (act) {
  case 0:  return director_hand_over(&s->c, t.household, version, &(struct director_ask){ .to = w->at[people[other]].account, .why = "Omdat" });
  case 1:  return director_accept(&s->c, t.household, version);
  case 2:  return director_decline(&s->c, t.household, version);
  case 3:  return director_take_back(&s->c, t.household, version);
  default: return director_take_up(&s->c, t.household, version, &(struct director_take){ .why = "Omdat" });
  }
}

static void there_is_one_director_whatever_is_asked_and_answered(void **state)
{
  struct model m = { 2, NOBODY };
  uint64_t r = 88172645463325252u;
  size_t changed = 0;
  (void)state;
  for (size_t turn = 0; turn < TURNS; turn++) {
    r ^= r << 13; r ^= r >> 7; r ^= r << 17;
    const size_t actor = (r >> 8) % PEOPLE, other = (r >> 16) % PEOPLE, before = m.directs;
    const bool expected = model_acts(&m, actor, other, r % 5);
    const int rc = program_acts(actor, other, r % 5);
    s->c.error = (struct error){ 0 };
    assert_int_equal(rc == OK, expected);
    const struct household_director d = now_directs(people[turn % PEOPLE]);
    assert_true(id_same(d.account, w->at[people[m.directs]].account));
    assert_int_equal(id_known(d.asked), m.asked != NOBODY);
    assert_int_equal(raw_number(s, "SELECT count(*) FROM household_director"), 1);
    changed += m.directs != before;
  }
  assert_true(changed > 10);
}

static void who_comes_second_is_told(void **state)
{
  (void)state;
  const struct household_director d = now_directs(DIRECTOR);
  MUST(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[TEAM].account, .why = "Omdat" }));
  assert_int_equal(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[SHELTER].account, .why = "Omdat" }), ERR_CONFLICT);
  as(w, TEAM);
  assert_int_equal(director_accept(&s->c, t.household, d.version), ERR_CONFLICT);
  MUST(director_accept(&s->c, t.household, d.version + 1));
}

static void who_does_not_work_with_it_is_not_asked(void **state)
{
  (void)state;
  const struct household_director d = now_directs(DIRECTOR);
  REFUSED(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[OTHER_TEAM].account, .why = "Omdat" }), "to");
  as(w, OTHER_TEAM);
  assert_int_equal(director_take_up(&s->c, t.household, d.version, &(struct director_take){ .why = "Omdat" }), ERR_NOT_FOUND);
}

/* By every role: offered, listed, accepted, taken up. */
static void only_who_may_open_households_directs(void **state)
{
  enum { SOMEBODY = 5 };
  (void)state;
  for (size_t r = 1; r < role_choices.count; r++) {
    const enum role role = (enum role)r;
    if (!role_may(role, MAY_WRITE_FILES)) continue;
    const bool may = role_may(role, MAY_OPEN_FILES);
    char mail[60];
    struct choices list;
    snprintf(mail, sizeof mail, "%s@proef.invalid", role_key(role));
    hire(w, SOMEBODY, JOIN(&s->c.arena, "een-", mail), JOIN(&s->c.arena, "Bureau ", role_key(role)), role);
    struct household_director d = now_directs(DIRECTOR);
    const struct household_file f = file_of(s, t.household);
    const struct id both[] = { f.household.compartment, f.sides.at[0].compartment };
    works_with(w, SOMEBODY, both, COUNT(both), t.household);
    MUST(director_choices(&s->c, t.household, ID_NONE, &list));
    char key[ID_TEXT];
    id_format(w->at[SOMEBODY].account, key);
    assert_int_equal(choice_find(&list, key, strlen(key)) > 0, may);
    const struct director_ask ask = { .to = w->at[SOMEBODY].account, .why = "Omdat" };
    if (may) MUST(director_hand_over(&s->c, t.household, d.version, &ask));
    else REFUSED(director_hand_over(&s->c, t.household, d.version, &ask), "to");
    if (!may) continue;
    MUST(director_take_back(&s->c, t.household, d.version + 1));
  }
}

static size_t told(enum task_kind kind, struct id about, size_t who)
{
  struct task_list open;
  size_t n = 0;
  console(w);
  MUST(tasks_open_about(&s->c, kind, about, &open));
  for (size_t i = 0; i < open.count; i++) n += id_same(open.at[i].account, w->at[who].account);
  return n;
}

/* The role changed between the question and the answer; and who directs in such a role is no director. */
static void a_role_that_may_not_direct_neither_accepts_nor_keeps_it_nor_takes_it_up(void **state)
{
  struct post_list posts;
  struct director_left_list left;
  bool works;
  (void)state;
  struct household_director d = now_directs(DIRECTOR);
  const struct household_file f = file_of(s, t.household);
  const struct id both[] = { f.household.compartment, f.sides.at[0].compartment };
  MUST(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[TEAM].account, .why = "Omdat" }));
  for (size_t turn = 0; turn < 2; turn++) {                   /* who was asked becomes a police officer; then who directs */
    const size_t n = turn ? DIRECTOR : TEAM;
    console(w);
    MUST(posts_of_account(&s->c, w->at[n].account, &posts));
    for (size_t i = 0; i < posts.count; i++) MUST(post_end(&s->c, posts.at[i].id));
    works_with(w, n, both, COUNT(both), t.household);         /* works with it still, only as something else */
    MUST(post_ask(&s->c, &(struct post){ .account = w->at[n].account, .organisation = w->at[n].organisation, .role = ROLE_POLICE, .region = "oost-brabant" }, NULL));
    d = now_directs(TEAM);
    MUST(director_works_here(&s->c, &d, &works));
    assert_int_equal(works, !turn);
    if (!turn) {
      assert_int_equal(director_accept(&s->c, t.household, d.version), ERR_INVALID);
      assert_string_equal(s->c.error.text, CANNOT_DIRECT);
    }
  }
  console(w);
  MUST(directors_left(&s->c, 10, &left));
  assert_int_equal(left.count, 0);
  assert_true(told(TASK_NO_DIRECTOR, t.household, SHELTER));      /* at once, when the role changed */
  as(w, TEAM);
  assert_int_equal(director_take_up(&s->c, t.household, d.version, &(struct director_take){ .why = "Omdat" }), ERR_INVALID);
  assert_string_equal(s->c.error.text, CANNOT_DIRECT);
  s->c.error = (struct error){ 0 };
  d = now_directs(SHELTER);
  MUST(director_take_up(&s->c, t.household, d.version, &(struct director_take){ .why = "Omdat" }));
}

static void leaves(size_t n)
{
  struct post_list posts;
  console(w);
  MUST(posts_of_account(&s->c, w->at[n].account, &posts));
  for (size_t i = 0; i < posts.count; i++) MUST(post_end(&s->c, posts.at[i].id));
}

static void an_organisation_that_left_takes_nothing_over(void **state)
{
  (void)state;
  const struct household_director d = now_directs(DIRECTOR);
  MUST(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[TEAM].account, .why = "Omdat" }));
  leaves(TEAM);
  as(w, TEAM);
  assert_int_not_equal(director_accept(&s->c, t.household, d.version + 1), OK);
  s->c.error = (struct error){ 0 };
  assert_true(id_same(now_directs(DIRECTOR).account, w->at[DIRECTOR].account));
}

/* Both sides read why: what was said for a hand-over that did not come about goes with it. */
static void a_hand_over_that_was_refused_or_taken_back_leaves_no_words(void **state)
{
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    as(w, DIRECTOR);
    const struct household_director d = now_directs(DIRECTOR);
    MUST(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[TEAM].account, .why = "Omdat" }));
    assert_string_equal(now_directs(DIRECTOR).why, "Omdat");
    as(w, i ? TEAM : DIRECTOR);
    MUST(i ? director_decline(&s->c, t.household, d.version + 1) : director_take_back(&s->c, t.household, d.version + 1));
    assert_null(now_directs(DIRECTOR).why);
  }
  const struct household_director d = now_directs(DIRECTOR);
  MUST(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[TEAM].account, .why = "Omdat" }));
  as(w, TEAM);
  MUST(director_accept(&s->c, t.household, d.version + 1));
  assert_string_equal(now_directs(TEAM).why, "Omdat");
}

static void a_director_who_left_is_found_once_and_somebody_takes_it_up(void **state)
{
  struct director_left_list left;
  struct household_director d = now_directs(SHELTER);
  (void)state;
  MUST(directors_left(&s->c, 10, &left));
  assert_int_equal(left.count, 0);
  s->c.left = NULL;                                          /* as a process of before, which told nobody */
  leaves(DIRECTOR);
  console(w);
  MUST(directors_left(&s->c, 10, &left));
  assert_int_equal(left.count, 1);
  MUST(director_left_tell(&s->c, &left.at[0]));
  MUST(directors_left(&s->c, 10, &left));
  assert_int_equal(left.count, 0);
  d = now_directs(SHELTER);
  MUST(director_take_up(&s->c, t.household, d.version, &(struct director_take){ .why = "De regisseur is weg" }));
  assert_true(id_same(now_directs(SHELTER).account, w->at[SHELTER].account));
  struct task_list open;
  MUST(tasks_open_about(&s->c, TASK_NO_DIRECTOR, t.household, &open));
  assert_int_equal(open.count, 0);
}

static void directs(struct id household, size_t who)
{
  struct household_director d;
  bool works;
  MUST(director_of(&s->c, household, &d));
  assert_true(id_same(d.account, w->at[who].account));
  MUST(director_works_here(&s->c, &d, &works));
  assert_true(works);
}

static void whoever_directs_splits_and_directs_both(void **state)
{
  struct id new;
  (void)state;
  as(w, TEAM);
  const struct id own = opens(s, MY_SIDE_A);
  directs(own, TEAM);
  as(w, SHELTER);
  REFUSED(household_split(&s->c, t.side_b, "Nieuw begin", &new), "side");
  MUST(household_split_ask(&s->c, t.side_b));
  assert_int_equal(told(TASK_SPLIT_ASKED, t.household, DIRECTOR), 1);
  as(w, DIRECTOR);
  MUST(household_split(&s->c, t.side_b, "Nieuw begin", &new));
  directs(new, DIRECTOR);
  directs(t.household, DIRECTOR);
  assert_int_equal(told(TASK_SPLIT_ASKED, t.household, DIRECTOR), 0);
}

/* Who directs works for the other party: nobody there is to be asked, nor told. */
static void a_side_that_nobody_of_it_directs_goes_by_itself(void **state)
{
  struct household_director d = now_directs(DIRECTOR);
  struct id new;
  (void)state;
  MUST(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[TEAM].account, .why = "Omdat" }));
  as(w, TEAM);
  MUST(director_accept(&s->c, t.household, d.version + 1));
  as(w, SHELTER);
  assert_int_equal(household_split_ask(&s->c, t.side_b), ERR_INVALID);
  s->c.error = (struct error){ 0 };
  MUST(household_split(&s->c, t.side_b, "Nieuw begin", &new));
  directs(new, SHELTER);
  as(w, TEAM);
  directs(t.household, TEAM);
  console(w);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM task WHERE kind <> 'direct_asked'"), 0);
}

/* The side of who directs goes: those who remain take the rest up. */
static void who_remains_without_a_director_is_told_at_once(void **state)
{
  struct household_director d = now_directs(DIRECTOR);
  struct id new;
  bool works;
  (void)state;
  MUST(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[TEAM].account, .why = "Omdat" }));
  as(w, TEAM);
  MUST(director_accept(&s->c, t.household, d.version + 1));
  MUST(household_split(&s->c, t.side_a, "Verder", &new));
  directs(new, TEAM);
  d = now_directs(TEAM);
  MUST(director_works_here(&s->c, &d, &works));
  assert_false(works);
  assert_int_equal(told(TASK_NO_DIRECTOR, t.household, SHELTER), 1);
  as(w, SHELTER);
  MUST(director_take_up(&s->c, t.household, d.version, &(struct director_take){ .why = "Wie anders" }));
  directs(t.household, SHELTER);
  assert_int_equal(told(TASK_NO_DIRECTOR, t.household, SHELTER), 0);
}

static void a_split_is_put_back_and_the_other_side_sees_no_difference(void **state)
{
  struct id new, back;
  (void)state;
  as(w, TEAM);
  const struct household_file before = file_of(s, t.household);
  as(w, DIRECTOR);
  MUST(household_split(&s->c, t.side_b, "Nieuw begin", &new));
  as(w, TEAM);
  assert_int_not_equal(household_unsplit(&s->c, new, &back), OK);
  as(w, SHELTER);
  assert_int_equal(household_unsplit(&s->c, new, &back), ERR_INVALID);      /* neither did it nor directs */
  s->c.error = (struct error){ 0 };
  as(w, DIRECTOR);
  MUST(household_unsplit(&s->c, new, &back));
  assert_true(id_same(back, t.household));
  directs(t.household, DIRECTOR);
  const struct household_file all = file_of(s, t.household);
  assert_int_equal(all.sides.count, 2);
  assert_int_equal(all.persons.count, 3);
  assert_int_equal(all.members.count, before.members.count);
  as(w, TEAM);
  const struct household_file after = file_of(s, t.household);
  assert_int_equal(after.earlier.count, 0);
  assert_int_equal(after.members.count, before.members.count);
  assert_int_equal(after.persons.count, before.persons.count);
  as(w, DIRECTOR);
  MUST(household_split(&s->c, t.side_b, "Nog eens", &new));                  /* and it can be done again */
  directs(new, DIRECTOR);
}

static void who_did_it_puts_it_back_after_handing_over_and_who_directed_hears_of_it(void **state)
{
  struct household_director d;
  struct id new, back;
  (void)state;
  as(w, DIRECTOR);
  MUST(household_split(&s->c, t.side_b, "Nieuw begin", &new));
  MUST(director_of(&s->c, new, &d));
  MUST(director_hand_over(&s->c, new, d.version, &(struct director_ask){ .to = w->at[SHELTER].account, .why = "Omdat" }));
  as(w, SHELTER);
  MUST(director_accept(&s->c, new, d.version + 1));
  as(w, DIRECTOR);
  MUST(household_unsplit(&s->c, new, &back));
  assert_int_equal(told(TASK_DIRECTION_ENDED, t.household, SHELTER), 1);
}

static void who_reads_only_what_all_read_is_not_asked(void **state)
{
  struct choices list;
  char key[ID_TEXT];
  (void)state;
  const struct household_director d = now_directs(DIRECTOR);
  const struct household_file f = file_of(s, t.household);
  works_with(w, OTHER_TEAM, &f.household.compartment, 1, t.household);
  MUST(director_choices(&s->c, t.household, ID_NONE, &list));
  id_format(w->at[OTHER_TEAM].account, key);
  assert_int_equal(choice_find(&list, key, strlen(key)), 0);
  REFUSED(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[OTHER_TEAM].account, .why = "Omdat" }), "to");
}

static const char *said_of(size_t who)
{
  struct choices list;
  char key[ID_TEXT];
  MUST(director_choices(&s->c, t.household, ID_NONE, &list));
  id_format(w->at[who].account, key);
  const size_t i = choice_find(&list, key, strlen(key));
  return i ? strrchr(list.at[i].label, ':') + 2 : NULL;
}

/* Of a colleague who works for both, whoever works for one reads what they read of anybody. */
static void the_list_says_for_how_many_and_one_side_learns_nothing(void **state)
{
  (void)state;
  as(w, DIRECTOR);
  assert_string_equal(said_of(TEAM), tr(&s->c, "works for one side"));
  assert_string_equal(said_of(DIRECTOR), tr(&s->c, "works for both sides"));
  as(w, TEAM);
  assert_string_equal(said_of(TEAM), tr(&s->c, "works for your side"));
  assert_string_equal(said_of(DIRECTOR), tr(&s->c, "works for your side"));
  assert_null(said_of(SHELTER));
}

static void who_directs_does_not_leave_without_handing_over(void **state)
{
  (void)state;
  const struct household_director d = now_directs(DIRECTOR);
  REFUSED(involved_let_go(&s->c, t.household, w->at[DIRECTOR].account), "account");
  MUST(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[TEAM].account, .why = "Omdat" }));
  REFUSED(involved_let_go(&s->c, t.household, w->at[DIRECTOR].account), "account");      /* nobody said yes */
  as(w, TEAM);
  MUST(director_accept(&s->c, t.household, d.version + 1));
  as(w, DIRECTOR);
  MUST(involved_let_go(&s->c, t.household, w->at[DIRECTOR].account));
}

static void who_is_alone_may_go_and_the_team_leader_hears_it(void **state)
{
  static const size_t all[] = { TEAM, SHELTER, DIRECTOR };
  (void)state;
  as(w, DIRECTOR);
  for (size_t i = 0; i < COUNT(all); i++) MUST(involved_let_go(&s->c, t.household, w->at[all[i]].account));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM task WHERE kind = 'no_director' AND role = 'leidinggevende'"), 1);
}

/* By whatever way: the post, the account, a colleague who ends it. */
static void whoever_remains_hears_at_once_that_nobody_directs(void **state)
{
  (void)state;
  for (size_t way = 0; way < 3; way++) {
    if (way) { tear_down(state); set_up(state); }
    if (way == 0) leaves(DIRECTOR);
    if (way == 1) { console(w); MUST(account_leave(&s->c, w->at[DIRECTOR].account, ID_NONE)); }
    if (way == 2) {
      struct household_file f;
      as(w, DIRECTOR);
      f = file_of(s, t.household);
      const struct involvement two = { .account = w->at[TEAM].account, .organisation = w->at[TEAM].organisation, .compartment = f.sides.at[1].compartment, .household = t.household,
        .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = w->at[DIRECTOR].account };
      MUST(record_insert(&s->c, involvement, &two, NULL));
      as(w, TEAM);
      MUST(involved_let_go(&s->c, t.household, w->at[DIRECTOR].account));
    }
    assert_int_equal(told(TASK_NO_DIRECTOR, t.household, TEAM), 1);
    assert_int_equal(told(TASK_NO_DIRECTOR, t.household, SHELTER), 1);
    assert_int_equal(raw_number(s, "SELECT count(*) FROM task WHERE kind = 'no_director' AND role = 'leidinggevende'"), 1);
  }
}

/* The ground on which the director's organisation was let in is withdrawn. */
static void a_director_without_a_ground_any_more_is_missed_at_once(void **state)
{
  const struct household_director d = now_directs(DIRECTOR);
  struct id ground;
  (void)state;
  MUST(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[TEAM].account, .why = "Omdat" }));
  as(w, TEAM);
  MUST(director_accept(&s->c, t.household, d.version + 1));
  as(w, DIRECTOR);
  const struct ground g = { .compartment = file_of(s, t.household).household.compartment, .organisation = w->at[TEAM].organisation, .things = { 2 | 1 },
    .purpose = PURPOSE_HELP, .ground = 1, .how = "Mondeling" };
  MUST(ground_add(&s->c, &g, &ground));
  MUST(ground_withdraw(&s->c, ground));
  assert_int_equal(told(TASK_NO_DIRECTOR, t.household, DIRECTOR), 1);
  assert_int_equal(told(TASK_NO_DIRECTOR, t.household, TEAM), 0);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(there_is_one_director_whatever_is_asked_and_answered),
    TEST(who_comes_second_is_told),
    TEST(only_who_may_open_households_directs),
    TEST(a_role_that_may_not_direct_neither_accepts_nor_keeps_it_nor_takes_it_up),
    TEST(who_does_not_work_with_it_is_not_asked),
    TEST(an_organisation_that_left_takes_nothing_over),
    TEST(a_hand_over_that_was_refused_or_taken_back_leaves_no_words),
    TEST(a_director_who_left_is_found_once_and_somebody_takes_it_up),
    TEST(whoever_directs_splits_and_directs_both),
    TEST(a_side_that_nobody_of_it_directs_goes_by_itself),
    TEST(who_remains_without_a_director_is_told_at_once),
    TEST(a_split_is_put_back_and_the_other_side_sees_no_difference),
    TEST(who_did_it_puts_it_back_after_handing_over_and_who_directed_hears_of_it),
    TEST(who_reads_only_what_all_read_is_not_asked),
    TEST(the_list_says_for_how_many_and_one_side_learns_nothing),
    TEST(who_directs_does_not_leave_without_handing_over),
    TEST(who_is_alone_may_go_and_the_team_leader_hears_it),
    TEST(whoever_remains_hears_at_once_that_nobody_directs),
    TEST(a_director_without_a_ground_any_more_is_missed_at_once),
  };
  return cmocka_run_group_tests_name("directors", tests, NULL, NULL);
}
