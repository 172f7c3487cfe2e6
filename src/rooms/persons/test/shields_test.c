/* The file of somebody who works in care here: opened by name only, not by their own colleagues. */
#include "world.h"
#include "grounds.h"
#include "involved.h"
#include "need_to_know.h"
#include "persons_web.h"
#include "shields.h"
#include "tasks.h"

enum { TEAM, SHELTER, OTHER_TEAM, DIRECTOR, PRIVACY };

static struct world *w;
static char path[200], body[300];
static int set_up(void **state) { *state = w = world_new(); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

struct file { struct id household, side, person, compartment; };

static void lets(size_t who, struct id compartment, struct id household)
{
  struct scratch *const s = w->s;
  const struct involvement row = { .account = w->at[who].account, .organisation = w->at[who].organisation, .compartment = compartment, .household = household,
    .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = w->at[TEAM].account };
  MUST(record_insert(&s->c, involvement, &row, NULL));
}

/* The team works with somebody of the shelter's own staff; the shelter and the other team are in too. */
static struct file file_of_colleague(void)
{
  struct scratch *const s = w->s;
  struct file f;
  struct person p;
  as(w, TEAM);
  f.household = opens(s, MY_SIDE_A);
  const struct household_file h = file_of(s, f.household);
  f.side = h.sides.at[0].id;
  f.person = adds(s, f.side, "Marit", "Verzonnen", MEMBER_EXPERIENCES, NULL);
  MUST(person_get(&s->c, f.person, &p));
  f.compartment = p.compartment;
  const size_t in[] = { SHELTER, OTHER_TEAM };
  for (size_t i = 0; i < COUNT(in); i++) { lets(in[i], h.household.compartment, f.household); lets(in[i], h.sides.at[0].compartment, f.household); lets(in[i], f.compartment, f.household); }
  return f;
}
static bool sees(size_t who, struct id person)
{
  struct person p;
  as(w, who);
  const int rc = person_get(&w->s->c, person, &p);
  assert_true(rc == OK || rc == ERR_NOT_FOUND);
  return rc == OK;
}
static void shields(const struct file *f)
{
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/personen/", f->person, "/afscherming"), "organisation=Nergens+Bekend"), 422);
  assert_int_equal(asks(w, TEAM, 1, path, "organisation=Wijkteam+Proefdorp"), 422);        /* the own one */
  assert_int_equal(asks(w, TEAM, 1, path, "organisation=Opvang+Testhuis"), 303);
}
static size_t tasks_of_kind(size_t n, enum task_kind kind, struct id *about)
{
  struct scratch *const s = w->s;
  struct task_list mine;
  size_t found = 0;
  as(w, n);
  MUST(tasks_mine(&s->c, &mine));
  for (size_t i = 0; i < mine.count; i++) if (mine.at[i].kind == kind) { found++; if (about) *about = mine.at[i].about; }
  return found;
}

static void their_own_colleagues_go_out_and_others_stay(void **state)
{
  const struct file f = file_of_colleague();
  (void)state;
  assert_true(sees(SHELTER, f.person));
  shields(&f);
  assert_false(sees(SHELTER, f.person));
  assert_true(sees(OTHER_TEAM, f.person));
  assert_true(sees(TEAM, f.person));
  assert_int_equal(asks(w, SHELTER, 1, "/werk/zoeken", "surname=Verzonnen&birth=1980-02-29"), 200);
  assert_false(page_has(w, "Marit"));
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/personen/", f.person, ""), NULL), 200);
  assert_true(page_has(w, "afgeschermd"));
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/personen/", f.person, "/afscherming"), NULL), 200);
  assert_true(page_has(w, "ander@proef.invalid"));
  assert_false(page_has(w, "opvang@proef.invalid"));
  assert_int_equal(asks(w, SHELTER, 1, path, NULL), 404);
}

static int reads(size_t who, const struct file *f, bool side)
{
  struct household h;
  struct household_side s;
  as(w, who);
  return side ? side_get(&w->s->c, f->side, &s) : household_get(&w->s->c, f->household, &h);
}

static void they_work_with_nobody_of_the_household(void **state)
{
  const struct file f = file_of_colleague();
  struct scratch *const s = w->s;
  struct id about = ID_NONE;
  (void)state;
  as(w, TEAM);
  const struct id child = adds(s, f.side, "Lotte", "Verzonnen", MEMBER_CHILD, NULL);
  assert_true(sees(SHELTER, child));
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/huishoudens/", f.household, ""), NULL), 200);
  shields(&f);
  assert_int_equal(reads(SHELTER, &f, true), ERR_NOT_FOUND);
  assert_int_equal(reads(SHELTER, &f, false), ERR_NOT_FOUND);
  assert_false(sees(SHELTER, child));
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/huishoudens/", f.household, ""), NULL), 404);
  assert_int_equal(reads(OTHER_TEAM, &f, true), OK);
  assert_int_equal(tasks_of_kind(TEAM, TASK_TAKE_OVER, &about), 1);        /* who directs */
  assert_true(id_same(about, f.household));
  assert_int_equal(tasks_of_kind(SHELTER, TASK_FILE_WITHOUT_WORKER, NULL), 0);
}

static int involves(struct id compartment, const struct file *f)
{
  as(w, TEAM);
  const struct ground g = { .compartment = compartment, .organisation = w->at[SHELTER].organisation, .things = set_with(set_with((struct set){ 0 }, SHARED_FILE), SHARED_HOUSEHOLD),
    .purpose = PURPOSE_HELP, .ground = GROUND_CONSENT, .how = "Gezegd", .since = w->s->c.today };
  struct scratch *const s = w->s;
  MUST(ground_add(&s->c, &g, NULL));
  return involve(&s->c, w->at[SHELTER].account, w->at[SHELTER].organisation, &compartment, 1, f->household, PURPOSE_HELP);
}

static void they_are_not_involved_anew_in_anything_of_it(void **state)
{
  const struct file f = file_of_colleague();
  struct scratch *const s = w->s;
  struct household_side side;
  struct person p;
  (void)state;
  shields(&f);
  as(w, TEAM);
  MUST(side_get(&s->c, f.side, &side));
  const struct id later = adds(s, f.side, "Lotte", "Verzonnen", MEMBER_CHILD, NULL);
  MUST(person_get(&s->c, later, &p));
  const struct id all[] = { side.compartment, file_of(s, f.household).household.compartment, p.compartment };
  for (size_t i = 0; i < COUNT(all); i++) {
    assert_int_equal(involves(all[i], &f), ERR_INVALID);
    assert_non_null(strstr(s->c.error.text, "the same organisation as the person"));
  }
  assert_int_equal(reads(SHELTER, &f, true), ERR_NOT_FOUND);
  as(w, TEAM);
  MUST(shield_lift(&s->c, f.compartment));
  MUST(involves(side.compartment, &f));
  assert_int_equal(reads(SHELTER, &f, true), OK);
}

static void whom_the_privacy_officer_lets_in_may_work_with_the_side(void **state)
{
  const struct file f = file_of_colleague();
  struct scratch *const s = w->s;
  struct household_side side;
  struct id asked;
  (void)state;
  shields(&f);
  as(w, TEAM);
  MUST(side_get(&s->c, f.side, &side));
  MUST(shield_ask(&s->c, f.compartment, w->at[SHELTER].account, w->at[SHELTER].organisation));
  assert_int_equal(tasks_of_kind(PRIVACY, TASK_SHIELD_ASKED, &asked), 1);
  MUST(shield_allow(&s->c, asked));
  MUST(involves(side.compartment, &f));
}

static void a_household_that_becomes_one_with_it_is_closed_to_them_too(void **state)
{
  const struct file f = file_of_colleague();
  struct scratch *const s = w->s;
  struct household h;
  (void)state;
  shields(&f);
  as(w, TEAM);
  const struct id other = opens(s, MY_SIDE_B);
  lets(SHELTER, file_of(s, other).household.compartment, other);
  as(w, SHELTER);
  MUST(household_get(&s->c, other, &h));
  as(w, TEAM);
  MUST(household_merge(&s->c, f.household, other));
  as(w, SHELTER);
  assert_int_equal(household_get(&s->c, other, &h), ERR_NOT_FOUND);
  assert_int_equal(household_get(&s->c, f.household, &h), ERR_NOT_FOUND);
}

static void whoever_joins_the_side_does_not_come_along(void **state)
{
  const struct file f = file_of_colleague();
  struct scratch *const s = w->s;
  (void)state;
  shields(&f);
  as(w, TEAM);
  const struct id other = opens(s, MY_SIDE_A), to = file_of(s, other).sides.at[0].id;
  lets(OTHER_TEAM, file_of(s, other).sides.at[0].compartment, other);
  as(w, TEAM);
  MUST(person_join(&s->c, f.person, to, MEMBER_OTHER, NULL));
  lets(DIRECTOR, file_of(s, other).sides.at[0].compartment, other);
  assert_false(sees(DIRECTOR, f.person));                    /* who works for that side did not come in */
  assert_false(sees(SHELTER, f.person));
  assert_true(sees(OTHER_TEAM, f.person));                   /* nor did anybody go out */
}

static void the_privacy_officer_decides_about_the_own_colleagues(void **state)
{
  const struct file f = file_of_colleague();
  struct scratch *const s = w->s;
  struct id asked;
  char name[200];
  (void)state;
  shields(&f);
  with_id(path, "/werk/personen/", f.person, "/toegang");
  as(w, TEAM);
  const struct ground g = { .compartment = f.compartment, .organisation = w->at[SHELTER].organisation, .things = things_of(COMPARTMENT_PERSON), .purpose = PURPOSE_HELP,
    .ground = GROUND_CONSENT, .how = "Gezegd", .since = s->c.today };
  MUST(ground_add(&s->c, &g, NULL));
  assert_int_equal(asks(w, TEAM, 21, path, "mail=opvang%40proef.invalid&purpose=help"), 303);
  assert_false(sees(SHELTER, f.person));
  assert_int_equal(tasks_of_kind(PRIVACY, TASK_SHIELD_ASKED, &asked), 1);
  assert_int_equal(asks(w, TEAM, 1, with_id(name, "/fg/afgeschermd/", asked, ""), NULL), 404);
  assert_int_equal(asks(w, PRIVACY, 1, name, NULL), 200);
  assert_true(page_has(w, "opvang@proef.invalid"));
  assert_false(page_has(w, "Marit"));
  assert_int_equal(asks(w, PRIVACY, 1, name, ""), 303);
  assert_int_equal(tasks_of_kind(PRIVACY, TASK_SHIELD_ASKED, NULL), 0);
  assert_int_equal(asks(w, TEAM, 22, path, "mail=opvang%40proef.invalid&purpose=help"), 303);
  assert_true(sees(SHELTER, f.person));
}

static void an_emergency_asks_once_more(void **state)
{
  const struct file f = file_of_colleague();
  static const char asks_it[] = "surname=Verzonnen&birth=1980-02-29&reason=Gevaar";
  (void)state;
  shields(&f);
  assert_int_equal(asks(w, SHELTER, 1, "/werk/noodtoegang", NULL), 200);
  assert_false(page_has(w, "name=\"sure\""));
  assert_int_equal(asks(w, SHELTER, 1, "/werk/noodtoegang", asks_it), 422);
  assert_true(page_has(w, "name=\"sure\""));
  assert_false(sees(SHELTER, f.person));
  snprintf(body, sizeof body, "%s&sure=yes", asks_it);
  assert_int_equal(asks(w, SHELTER, 1, "/werk/noodtoegang", body), 303);
  assert_true(sees(SHELTER, f.person));
  assert_int_equal(tasks_of_kind(PRIVACY, TASK_EMERGENCY_USED, NULL), 1);
}

static void taking_it_off_is_told(void **state)
{
  const struct file f = file_of_colleague();
  (void)state;
  shields(&f);
  proves(w, TEAM, 3);
  assert_int_equal(asks(w, TEAM, 4, with_id(path, "/werk/personen/", f.person, "/afscherming/opheffen"), ""), 303);
  assert_int_equal(tasks_of_kind(PRIVACY, TASK_SHIELD_LIFTED, NULL), 1);
  assert_int_equal(asks(w, TEAM, 4, with_id(path, "/werk/personen/", f.person, "/afscherming"), NULL), 200);
  assert_true(page_has(w, "name=\"organisation\""));
  assert_int_equal(asks(w, SHELTER, 4, with_id(path, "/werk/personen/", f.person, "/afscherming/opheffen"), ""), 404);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(their_own_colleagues_go_out_and_others_stay),
    TEST(they_work_with_nobody_of_the_household),
    TEST(they_are_not_involved_anew_in_anything_of_it),
    TEST(whom_the_privacy_officer_lets_in_may_work_with_the_side),
    TEST(a_household_that_becomes_one_with_it_is_closed_to_them_too),
    TEST(whoever_joins_the_side_does_not_come_along),
    TEST(the_privacy_officer_decides_about_the_own_colleagues),
    TEST(an_emergency_asks_once_more),
    TEST(taking_it_off_is_told),
  };
  return cmocka_run_group_tests_name("shields", tests, NULL, NULL);
}
