/* Genograms, what is a child's own, and what may be one person in two files, through the pages. */
#include "world.h"
#include "children.h"
#include "html.h"
#include "persons_web.h"
#include "possible_doubles.h"
#include "referrals.h"
#include "relations.h"
#include "tasks.h"

enum { TEAM, SHELTER, OTHER_TEAM, DIRECTOR, PRIVACY };

static struct world *w;
static char path[200], body[400];
static int set_up(void **state) { *state = w = world_new(); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

struct home { struct id household, side, noor, lot; };

/* The shelter works for Noor and her child; the team sees the shared part. */
static struct home home(void)
{
  struct scratch *const s = w->s;
  struct home h;
  as(w, SHELTER);
  h.household = opens(s, MY_SIDE_B);
  const struct household_file f = file_of(s, h.household);
  h.side = f.sides.at[0].id;
  h.noor = adds(s, h.side, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  h.lot = adds(s, h.side, "Lot", "Proefstra", MEMBER_CHILD, NULL);
  MUST(member_add(&s->c, &(struct household_member){ .household = h.household, .shared_name = "Bram", .role = MEMBER_USES }, NULL));
  const struct involvement row = { .account = w->at[TEAM].account, .organisation = w->at[TEAM].organisation, .compartment = f.household.compartment, .household = h.household,
    .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = s->c.scope.actor };
  MUST(record_insert(&s->c, involvement, &row, NULL));
  return h;
}

static const char *relation(struct id one, const char *kind, struct id other, struct id readers)
{
  char a[ID_TEXT], b[ID_TEXT], r[ID_TEXT];
  id_format(one, a);
  id_format(other, b);
  id_format(readers, r);
  snprintf(body, sizeof body, "one=%s&kind=%s&other=%s&readers=%s&together=yes&note=Een+notitie", a, kind, b, r);
  return body;
}

static void a_relation_is_drawn_for_who_may_read_it_and_for_nobody_else(void **state)
{
  const struct home h = home();
  (void)state;
  with_id(path, "/werk/huishoudens/", h.household, "/relatie");
  assert_int_equal(asks(w, SHELTER, 1, path, NULL), 200);
  assert_true(page_has(w, "Noor Proefstra"));
  assert_true(page_has(w, "Alleen wie werkt voor: Kant B"));
  assert_int_equal(asks(w, SHELTER, 1, path, "kind=parent"), 422);
  assert_true(page_has(w, "href=\"#f-one\""));
  assert_int_equal(asks(w, SHELTER, 1, path, relation(h.noor, "parent", h.lot, h.side)), 303);
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/huishoudens/", h.household, "/genogram"), NULL), 200);
  assert_true(page_has(w, "<circle") || page_has(w, "k-geno__symbol"));
  assert_true(page_has(w, "ouder van"));
  assert_true(page_has(w, "Een notitie"));
  assert_true(page_has(w, "k-geno__house"));
  assert_int_equal(asks(w, TEAM, 1, path, NULL), 200);
  assert_true(page_has(w, "Noor"));
  assert_false(page_has(w, "Lot"));
  assert_false(page_has(w, "ouder van"));
  assert_int_equal(asks(w, OTHER_TEAM, 1, path, NULL), 404);
}

static void a_childs_own_is_written_and_read_on_its_side(void **state)
{
  const struct home h = home();
  (void)state;
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/personen/", h.lot, "/wens"), "about=vader&wish=with&words=Alleen+met+oma&said_on=2025-01-02&asked_by=Juf"), 303);
  assert_int_equal(asks(w, SHELTER, 1, path, "about=vader&wish=with&said_on=2199-01-02&asked_by=Juf"), 422);
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/personen/", h.lot, "/vertrouwd"), "trusted_name=Juf+An&authority=both"), 303);
  assert_int_equal(asks(w, SHELTER, 1, path, "trusted_name=Meester+Jan&version=1"), 303);
  assert_int_equal(asks(w, SHELTER, 1, path, "trusted_name=Te+laat&version=1"), 409);
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/personen/", h.lot, "/inzage-ouder"), "parent=vader&decision=no&weighed_on=2025-01-02"), 422);
  assert_true(page_has(w, "href=\"#f-reason\""));
  assert_int_equal(asks(w, SHELTER, 1, path, "parent=vader&decision=no&weighed_on=2025-01-02&reason=Verblijfplaats"), 303);
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/personen/", h.lot, "/kind"), NULL), 200);
  assert_true(page_has(w, "Alleen met oma"));
  assert_true(page_has(w, "Meester Jan"));
  assert_true(page_has(w, "Mag het niet zien"));
  assert_int_equal(asks(w, TEAM, 1, path, NULL), 404);
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/personen/", h.noor, "/kind"), NULL), 404);          /* no child */
}

static void who_turns_eighteen_is_told_of_and_nothing_moves(void **state)
{
  const struct home h = home();
  struct scratch *const s = w->s;
  struct person lot;
  (void)state;
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/personen/", h.lot, ""), NULL), 200);
  assert_false(page_has(w, "Meerderjarig sinds"));
  as(w, SHELTER);
  MUST(person_get(&s->c, h.lot, &lot));
  lot.birth = date_plus_months(s->c.today, -18 * 12);        /* today */
  MUST(person_change(&s->c, &lot));
  assert_int_equal(asks(w, SHELTER, 1, path, NULL), 200);
  assert_true(page_has(w, "Meerderjarig sinds"));
  as(w, SHELTER);
  lot.version++;
  lot.birth = date_plus_days(lot.birth, 1);                  /* tomorrow */
  MUST(person_change(&s->c, &lot));
  assert_int_equal(asks(w, SHELTER, 1, path, NULL), 200);
  assert_false(page_has(w, "Meerderjarig sinds"));
  assert_int_equal(adult_since((struct date){ 20080229 }).ymd, 20260228);
  assert_false(date_known(adult_since(DATE_UNKNOWN)));
}

static void the_household_says_where_each_lives_now_and_spells_no_secret(void **state)
{
  const struct home h = home();
  struct scratch *const s = w->s;
  const struct { enum address_kind kind; const char *street; enum yes_no secret; struct date since, until; } places[] = {
    { ADDRESS_HOME, "Proefstraat", NO, { 20200101 }, { 0 } }, { ADDRESS_HOME, "Vroegerlaan", NO, { 20100101 }, { 20200101 } }, { ADDRESS_HOME, "Straksdreef", NO, { 20990101 }, { 0 } },
    { ADDRESS_STAY, "Ongezegdpad", YES_NO_UNKNOWN, { 0 }, { 0 } }, { ADDRESS_SHELTER, "Schuilpad", YES, { 0 }, { 0 } }, { ADDRESS_WORK, "Werkweg", NO, { 0 }, { 0 } } };
  (void)state;
  as(w, SHELTER);
  for (size_t i = 0; i < COUNT(places); i++) {
    const struct address a = { .person = h.noor, .kind = places[i].kind, .street = places[i].street, .secret = places[i].secret, .since = places[i].since, .until = places[i].until };
    const int rc = address_add(&s->c, &a, NULL);
    assert_int_equal(rc, places[i].secret == YES_NO_UNKNOWN ? ERR_INVALID : OK);         /* it is asked; what came from elsewhere may not say */
  }
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/huishoudens/", h.household, ""), NULL), 200);
  assert_true(page_has(w, "Proefstraat"));
  assert_true(page_has(w, "Geheim adres"));
  static const char *const not_there[] = { "Vroegerlaan", "Straksdreef", "Schuilpad", "Werkweg" };
  for (size_t i = 0; i < COUNT(not_there); i++) assert_false(page_has(w, not_there[i]));
  assert_true(page_has(w, "Niet bekend waar"));              /* her child */
  assert_int_equal(asks(w, TEAM, 1, path, NULL), 200);
  assert_false(page_has(w, "Proefstraat"));
  assert_false(page_has(w, "Geheim adres"));
  assert_int_equal(asks(w, SHELTER, 1, "/werk/huishoudens", NULL), 200);
  assert_false(page_has(w, "Proefstraat"));
}

/* --- what may be one person ------------------------------------------------------------------------------- */

static size_t tasks_of_kind(size_t n, enum task_kind kind)
{
  struct scratch *const s = w->s;
  struct task_list mine;
  size_t found = 0;
  as(w, n);
  MUST(tasks_mine(&s->c, &mine));
  for (size_t i = 0; i < mine.count; i++) found += mine.at[i].kind == kind;
  return found;
}

static struct id team_adds_noor(const char *anyway)
{
  struct scratch *const s = w->s;
  as(w, OTHER_TEAM);
  const struct id household = opens(s, MY_SIDE_A), side = file_of(s, household).sides.at[0].id;
  snprintf(body, sizeof body, "called=N.&surname=proefstra&birth=1980-02-29&role=other%s", anyway);
  assert_int_equal(asks(w, OTHER_TEAM, 1, with_id(path, "/werk/kanten/", side, "/persoon"), body), 303);
  return household;
}

static void a_double_that_one_may_not_see_becomes_the_owners_task_and_names_nobody(void **state)
{
  const struct home h = home();
  (void)state;
  const struct id other = team_adds_noor("");
  assert_int_equal(tasks_of_kind(SHELTER, TASK_POSSIBLE_DOUBLE), 1);
  assert_int_equal(tasks_of_kind(OTHER_TEAM, TASK_POSSIBLE_DOUBLE), 0);
  assert_int_equal(tasks_of_kind(TEAM, TASK_POSSIBLE_DOUBLE), 0);
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/personen/", h.noor, "/dubbel"), NULL), 200);
  char text[ID_TEXT];
  id_format(other, text);
  assert_false(page_has(w, text));
  assert_false(page_has(w, "Wijkteam Elders"));
  assert_false(page_has(w, "ander@proef.invalid"));
  assert_int_equal(asks(w, TEAM, 1, path, NULL), 404);
  assert_int_equal(asks(w, PRIVACY, 1, with_id(body, "/fg/dubbel/", h.noor, ""), NULL), 404);           /* nobody asked them yet */
  assert_int_equal(asks(w, SHELTER, 1, path, "answer=maybe"), 303);
  assert_int_equal(tasks_of_kind(SHELTER, TASK_POSSIBLE_DOUBLE), 0);
  assert_int_equal(tasks_of_kind(PRIVACY, TASK_BRING_TOGETHER), 1);
  assert_int_equal(asks(w, PRIVACY, 1, with_id(body, "/fg/dubbel/", h.noor, ""), NULL), 200);
  assert_true(page_has(w, "opvang@proef.invalid"));
  assert_true(page_has(w, "ander@proef.invalid"));
  assert_false(page_has(w, "roefstra"));                     /* who works with it, not whom it is about */
  assert_int_equal(asks(w, SHELTER, 1, path, NULL), 404);    /* answered */
}

static void saying_that_it_is_somebody_else_closes_it(void **state)
{
  const struct home h = home();
  (void)state;
  team_adds_noor("&anyway=yes");
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/personen/", h.noor, "/dubbel"), "answer=no"), 303);
  assert_int_equal(tasks_of_kind(SHELTER, TASK_POSSIBLE_DOUBLE), 0);
  assert_int_equal(tasks_of_kind(PRIVACY, TASK_BRING_TOGETHER), 0);
}

/* Two sides of one household are apart on purpose: neither learns that the other has a file too. */
static void nobody_is_told_of_a_file_of_the_other_side(void **state)
{
  const struct home h = home();
  struct scratch *const s = w->s;
  struct id side;
  (void)state;
  as(w, TEAM);
  MUST(side_open(&s->c, h.household, SIDE_A, &side));
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/kanten/", side, "/persoon"), "called=Noor&surname=Proefstra&birth=1980-02-29&role=other"), 303);
  assert_int_equal(tasks_of_kind(SHELTER, TASK_POSSIBLE_DOUBLE), 0);
}

static void whoever_tries_out_names_is_stopped(void **state)
{
  (void)state;
  struct scratch *const s = w->s;
  as(w, TEAM);
  const struct id side = file_of(s, opens(s, MY_SIDE_A)).sides.at[0].id;
  int status = 303;
  size_t times = 0;
  with_id(path, "/werk/kanten/", side, "/persoon");
  for (; status == 303 && times < 70; times++) {
    snprintf(body, sizeof body, "called=X&surname=Proef%zu&birth=1980-02-29&role=other&anyway=yes", times);
    status = asks(w, TEAM, times + 1, path, body);
  }
  assert_int_equal(status, 429);
  assert_true(times > 20 && times <= 61);
}

/* --- the right person --------------------------------------------------------------------------------------- */

/* The other team works with Noor since the shelter asked them in, and has a household of its own. */
static struct id found_by_other_team(const struct home *h)
{
  struct scratch *const s = w->s;
  struct person noor;
  struct household_side side;
  as(w, SHELTER);
  MUST(contact_add(&s->c, &(struct contact_way){ .person = h->noor, .kind = CONTACT_PHONE, .value = "06-00012345" }, true, NULL));
  MUST(address_add(&s->c, &(struct address){ .person = h->noor, .kind = ADDRESS_HOME, .postal_code = "0000 AA", .town = "Proefdorp", .secret = NO }, NULL));
  MUST(person_get(&s->c, h->noor, &noor));
  MUST(side_get(&s->c, h->side, &side));
  const struct id opens_[] = { noor.compartment, side.compartment };
  for (size_t i = 0; i < COUNT(opens_); i++) {
    const struct involvement row = { .account = w->at[OTHER_TEAM].account, .organisation = w->at[OTHER_TEAM].organisation, .compartment = opens_[i], .household = h->household,
      .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = w->at[SHELTER].account };
    MUST(record_insert(&s->c, involvement, &row, NULL));
  }
  as(w, OTHER_TEAM);
  const struct id to = file_of(s, opens(s, MY_SIDE_A)).sides.at[0].id;
  same_team(s, h->side, to);
  return to;
}

static void whoever_was_found_is_confirmed_by_two_facts_before_they_are_taken_along(void **state)
{
  const struct home h = home();
  const struct id side = found_by_other_team(&h);
  (void)state;
  struct scratch *const s = w->s;
  struct id referral;
  as(w, OTHER_TEAM);
  assert_int_equal(referral_begin(&s->c, &(struct referral_new){ .aim = AIM_SEND, .persoon = h.noor }, &referral), ERR_INVALID);
  assert_null(s->c.error.field);                             /* nor sent to anybody */
  with_id(path, "/werk/personen/", h.noor, "/kant");
  assert_int_equal(asks(w, OTHER_TEAM, 1, path, NULL), 200);
  assert_true(page_has(w, "/bevestigen"));
  assert_int_equal(asks(w, OTHER_TEAM, 1, path, with_id(body, "version=1&role=other&side=", side, "")), 422);
  char confirm[200];
  with_id(confirm, "/werk/personen/", h.noor, "/bevestigen");
  assert_int_equal(asks(w, OTHER_TEAM, 1, confirm, "birth=1980-02-29"), 422);              /* one is not enough */
  assert_int_equal(asks(w, OTHER_TEAM, 1, confirm, "birth=1980-02-29&phone=0600012346"), 422);
  assert_int_equal(asks(w, OTHER_TEAM, 1, confirm, "birth=1980-02-29&postal_code=0000aa&mail=x%40voorbeeld.invalid"), 422);
  assert_true(page_has(w, "Niet alles klopt"));
  assert_int_equal(asks(w, OTHER_TEAM, 1, confirm, "birth=1980-02-29&postal_code=0000aa"), 303);
  assert_int_equal(asks(w, OTHER_TEAM, 1, with_id(confirm, "/werk/personen/", h.noor, ""), NULL), 200);
  assert_true(page_has(w, "geboortedatum, postcode"));
  assert_false(page_has(w, "/bevestigen"));
  assert_int_equal(asks(w, OTHER_TEAM, 2, path, with_id(body, "version=1&role=other&side=", side, "")), 303);
  assert_int_equal(asks(w, TEAM, 1, with_id(confirm, "/werk/personen/", h.noor, "/bevestigen"), NULL), 404);
}

static void whoever_made_the_file_is_not_asked(void **state)
{
  const struct home h = home();
  struct scratch *const s = w->s;
  (void)state;
  found_by_other_team(&h);
  as(w, SHELTER);
  const struct id side = file_of(s, opens(s, MY_SIDE_A)).sides.at[0].id;
  same_team(s, h.side, side);
  assert_int_equal(asks(w, SHELTER, 1, with_id(path, "/werk/personen/", h.noor, "/kant"), with_id(body, "version=1&role=other&side=", side, "")), 303);
}

static void whose_file_stays_where_it_is_is_added_anew_by_name_only(void **state)
{
  const struct home h = home();
  struct scratch *const s = w->s;
  char anew[200];
  (void)state;
  found_by_other_team(&h);
  as(w, SHELTER);
  const struct id side = file_of(s, opens(s, MY_SIDE_A)).sides.at[0].id;               /* where the other team does not work */
  with_id(path, "/werk/personen/", h.noor, "/kant");
  assert_int_equal(asks(w, SHELTER, 1, path, NULL), 200);
  assert_true(page_has(w, "Dit dossier blijft waar het is"));
  assert_true(page_has(w, with_id(anew, "/werk/kanten/", side, "/persoon")));
  assert_false(page_has(w, with_id(body, "value=\"", side, "\"")));
  assert_int_equal(asks(w, SHELTER, 1, path, with_id(body, "version=1&role=other&side=", side, "")), 422);
  assert_int_equal(asks(w, SHELTER, 2, anew, "called=Noor&surname=Proefstra&birth=1980-02-29&role=other"), 422);   /* as ever, of a file that one sees */
  assert_int_equal(asks(w, SHELTER, 2, anew, "called=Noor&role=other"), 303);
}

static void wrong_facts_count_as_searches(void **state)
{
  const struct home h = home();
  (void)state;
  found_by_other_team(&h);
  int status = 422;
  size_t times = 0;
  with_id(path, "/werk/personen/", h.noor, "/bevestigen");
  for (; status == 422 && times < 70; times++) {
    snprintf(body, sizeof body, "phone=06000%05zu&postal_code=0000AA", times);
    status = asks(w, OTHER_TEAM, times + 1, path, body);
  }
  assert_int_equal(status, 429);
  assert_true(times > 50);
}

/* In the week before, once, and only who works with the child; what people did with the task stays done. */
static void who_works_with_a_child_hears_in_the_week_before_it_is_an_adult(void **state)
{
  struct scratch *const s = w->s;
  const struct home h = home();
  static const struct { int days; size_t told; } cases[] = { { 8, 0 }, { 7, 1 }, { 0, 1 }, { -1, 0 } };
  struct task_list open;
  (void)state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    struct id child;
    const struct date birth = date_plus_months(date_plus_days(s->c.today, cases[i].days), -18 * 12);
    as(w, SHELTER);
    MUST(person_add(&s->c, h.side, &(struct person_new){ .called = "Kind", .surname = JOIN(&s->c.arena, "Proef", arg_int(&s->c.arena, (int64_t)i)), .birth = birth, .role = MEMBER_CHILD }, &child));
    console(w);
    MUST(children_tell_adults(&s->c));
    MUST(tasks_open_about(&s->c, TASK_TURNS_ADULT, child, &open));
    assert_int_equal(open.count, cases[i].told);
    if (!open.count) continue;
    assert_true(id_same(open.at[0].account, w->at[SHELTER].account));
    as(w, SHELTER);
    MUST(task_done(&s->c, open.at[0].id));
    console(w);
    MUST(children_tell_adults(&s->c));
    MUST(tasks_open_about(&s->c, TASK_TURNS_ADULT, child, &open));
    assert_int_equal(open.count, 0);
  }
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_relation_is_drawn_for_who_may_read_it_and_for_nobody_else),
    TEST(a_childs_own_is_written_and_read_on_its_side),
    TEST(who_turns_eighteen_is_told_of_and_nothing_moves),
    TEST(who_works_with_a_child_hears_in_the_week_before_it_is_an_adult),
    TEST(the_household_says_where_each_lives_now_and_spells_no_secret),
    TEST(a_double_that_one_may_not_see_becomes_the_owners_task_and_names_nobody),
    TEST(saying_that_it_is_somebody_else_closes_it),
    TEST(nobody_is_told_of_a_file_of_the_other_side),
    TEST(whoever_tries_out_names_is_stopped),
    TEST(whoever_was_found_is_confirmed_by_two_facts_before_they_are_taken_along),
    TEST(whoever_made_the_file_is_not_asked),
    TEST(whose_file_stays_where_it_is_is_added_anew_by_name_only),
    TEST(wrong_facts_count_as_searches),
  };
  return cmocka_run_group_tests_name("family_web", tests, NULL, NULL);
}
