/* The file of somebody who works in care here: opened by name only, not by their own colleagues. */
#include "world.h"
#include "grounds.h"
#include "involved.h"
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
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/huishoudens/", f.household, ""), NULL), 200);
  assert_false(page_has(w, "Marit"));
  assert_int_equal(asks(w, SHELTER, 1, "/werk/zoeken", "surname=Verzonnen&birth=1980-02-29"), 200);
  assert_false(page_has(w, "Marit"));
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/personen/", f.person, ""), NULL), 200);
  assert_true(page_has(w, "afgeschermd"));
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/personen/", f.person, "/afscherming"), NULL), 200);
  assert_true(page_has(w, "ander@proef.invalid"));
  assert_false(page_has(w, "opvang@proef.invalid"));
  assert_int_equal(asks(w, SHELTER, 1, path, NULL), 404);
}

static void whoever_joins_the_side_does_not_come_along(void **state)
{
  const struct file f = file_of_colleague();
  struct scratch *const s = w->s;
  (void)state;
  shields(&f);
  as(w, TEAM);
  const struct id other = opens(s, MY_SIDE_A), to = file_of(s, other).sides.at[0].id;
  lets(DIRECTOR, file_of(s, other).sides.at[0].compartment, other);
  as(w, TEAM);
  MUST(person_join(&s->c, f.person, to, MEMBER_OTHER, NULL));
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
    TEST(whoever_joins_the_side_does_not_come_along),
    TEST(the_privacy_officer_decides_about_the_own_colleagues),
    TEST(an_emergency_asks_once_more),
    TEST(taking_it_off_is_told),
  };
  return cmocka_run_group_tests_name("shields", tests, NULL, NULL);
}
