/* Exactly one director at any moment: random acts of three colleagues in the program and in a model, a race, a colleague who left. */
#include "../../cases/test/cases_helper.h"
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
  assert_int_equal(left.count, 1);
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
  leaves(DIRECTOR);
  console(w);
  MUST(directors_left(&s->c, 10, &left));
  assert_int_equal(left.count, 1);
  MUST(task_add(&s->c, &(struct task){ .role = ROLE_TEAM_LEAD, .organisation = left.at[0].organisation, .kind = TASK_NO_DIRECTOR, .about = t.household }));
  MUST(directors_left(&s->c, 10, &left));
  assert_int_equal(left.count, 0);
  d = now_directs(SHELTER);
  MUST(director_take_up(&s->c, t.household, d.version, &(struct director_take){ .why = "De regisseur is weg" }));
  assert_true(id_same(now_directs(SHELTER).account, w->at[SHELTER].account));
  struct task_list open;
  MUST(tasks_open_about(&s->c, TASK_NO_DIRECTOR, t.household, &open));
  assert_int_equal(open.count, 0);
}

static void whoever_opens_or_splits_directs(void **state)
{
  struct household_director d;
  struct id new;
  (void)state;
  as(w, TEAM);
  const struct id own = opens(s, MY_SIDE_A);
  MUST(director_of(&s->c, own, &d));
  assert_true(id_same(d.account, w->at[TEAM].account));
  as(w, SHELTER);
  MUST(household_split(&s->c, t.side_b, "Nieuw begin", &new));
  MUST(director_of(&s->c, new, &d));
  assert_true(id_same(d.account, w->at[SHELTER].account));
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
    TEST(whoever_opens_or_splits_directs),
  };
  return cmocka_run_group_tests_name("directors", tests, NULL, NULL);
}
