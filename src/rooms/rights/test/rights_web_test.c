/* The pages: the work list, the privacy officer, steps that cannot be done now, destroying. */
#include "../../persons/test/world.h"
#include "rights.h"

enum { TEAM, SHELTER, OTHER_TEAM, DIRECTOR, OFFICER };
struct pages { struct world *w; struct id household, person, right; };

static int set_up(void **state)
{
  struct pages *const p = calloc(1, sizeof *p);
  assert_non_null(p);
  p->w = world_new();
  struct scratch *const s = p->w->s;
  as(p->w, TEAM);
  p->household = opens(s, MY_SIDE_A);
  const struct household_file f = file_of(s, p->household);
  p->person = adds(s, f.sides.at[0].id, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  const struct id ids[] = { f.household.compartment, f.sides.at[0].compartment, file_of(s, p->household).persons.at[0].compartment };
  for (size_t i = 0; i < COUNT(ids); i++) {                  /* a second worker of the same side */
    const struct involvement row = { .account = p->w->at[OTHER_TEAM].account, .organisation = p->w->at[OTHER_TEAM].organisation, .compartment = ids[i], .household = p->household,
      .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = p->w->at[TEAM].account };
    MUST(record_insert(&s->c, involvement, &row, NULL));
  }
  *state = p;
  return 0;
}
static int tear_down(void **state)
{
  struct pages *const p = *state;
  world_free(p->w);
  free(p);
  return 0;
}

static struct id asked(struct pages *p, enum right_kind kind)
{
  struct scratch *const s = p->w->s;
  const struct right_ask a = { .kind = kind, .asker = ASKER_SELF, .received = s->c.today, .identity = IDENTITY_KNOWN, .statement = "Ik wil dit." };
  struct id id;
  as(p->w, TEAM);
  MUST(right_ask(&s->c, p->person, &a, &id));
  return id;
}
static uint64_t turn = 1;
static int opens_page(struct pages *p, size_t n, const char *path) { return asks(p->w, n, ++turn, path, NULL); }
static const char *of(char path[static 200], struct id id, const char *rest) { return with_id(path, "/werk/rechten/", id, rest); }

static void it_stands_on_the_work_list_of_who_handles_it_and_of_nobody_else(void **state)
{
  struct pages *const p = *state;
  (void)asked(p, RIGHT_COPY);
  assert_int_equal(opens_page(p, TEAM, "/werk"), 200);
  assert_true(page_has(p->w, "Een kopie maken van het eigen dossier"));
  assert_true(page_has(p->w, "Bram Voorbeeld"));
  static const size_t others[] = { OTHER_TEAM, SHELTER, DIRECTOR, OFFICER };
  for (size_t i = 0; i < COUNT(others); i++) {
    assert_int_equal(opens_page(p, others[i], "/werk"), 200);
    assert_false(page_has(p->w, "eigen dossier"));
  }
}

static void what_is_late_says_so(void **state)
{
  struct pages *const p = *state;
  (void)asked(p, RIGHT_OBJECTION);
  p->w->s->c.now += 33 * DAY_MS;
  proves(p->w, TEAM, 77);
  assert_int_equal(opens_page(p, TEAM, "/werk?toon=telaat"), 200);
  assert_true(page_has(p->w, "Antwoord geven op een verzoek over het eigen dossier"));
}

static void when_who_handles_it_is_gone_it_stands_with_colleagues(void **state)
{
  struct pages *const p = *state;
  struct scratch *const s = p->w->s;
  (void)asked(p, RIGHT_COPY);
  MUST(involvement_end(&s->c, p->w->at[TEAM].account, p->household));
  assert_int_equal(opens_page(p, OTHER_TEAM, "/werk"), 200);
  assert_true(page_has(p->w, "Een kopie maken van het eigen dossier"));
}

static void the_privacy_officer_sees_terms_and_no_name(void **state)
{
  struct pages *const p = *state;
  char path[200];
  const struct id id = asked(p, RIGHT_DESTRUCTION);
  assert_int_equal(opens_page(p, OFFICER, "/fg/rechten"), 200);
  assert_true(page_has(p->w, "Het dossier vernietigen"));
  assert_true(page_has(p->w, "Wijkteam Proefdorp"));
  assert_false(page_has(p->w, "Bram"));
  assert_int_equal(opens_page(p, OFFICER, of(path, id, "")), 404);
  assert_int_equal(opens_page(p, SHELTER, of(path, id, "")), 404);
  assert_int_equal(opens_page(p, TEAM, "/fg/rechten"), 404);
}

static void every_page_of_every_kind_opens(void **state)
{
  static const char *const rest[] = { "", "/gegevens", "/verlengen", "/besluit", "/terug", "/brief?soort=ontvangst" };
  struct pages *const p = *state;
  char path[200];
  for (enum right_kind k = RIGHT_COPY; k <= RIGHT_DESTRUCTION; k++) {
    const struct id id = asked(p, k);
    for (size_t i = 0; i < COUNT(rest); i++) assert_int_equal(opens_page(p, TEAM, of(path, id, rest[i])), 200);
    assert_int_equal(opens_page(p, TEAM, of(path, id, "/delen")), k == RIGHT_COPY ? 200 : 404);
    assert_int_equal(opens_page(p, TEAM, of(path, id, "/kopie")), k == RIGHT_COPY ? 200 : 404);
    assert_int_equal(opens_page(p, TEAM, of(path, id, "/kopie.json")), 404);      /* nothing was given */
    assert_int_equal(opens_page(p, TEAM, of(path, id, "/brief?soort=weigering")), 404);
    assert_int_equal(opens_page(p, TEAM, of(path, id, "/brief")), 404);
  }
}

static void a_step_that_cannot_be_done_now_changes_nothing(void **state)
{
  struct pages *const p = *state;
  struct scratch *const s = p->w->s;
  char path[200];
  struct right r;
  const struct id id = asked(p, RIGHT_COPY);
  static const char *const steps[] = { "/geven", "/klaar", "/akkoord", "/opnieuw" };
  for (size_t i = 0; i < COUNT(steps); i++) {
    proves(p->w, TEAM, 900 + i);
    const int status = asks(p->w, TEAM, ++turn, of(path, id, steps[i]), "version=1");
    if (status < 400 || status >= 500) print_error("%s: %d\n", steps[i], status);
    assert_true(status >= 400 && status < 500);
  }
  as(p->w, TEAM);
  MUST(right_get(&s->c, id, &r));
  assert_int_equal(r.clock.state, RIGHT_RECEIVED);
}

static void destroying_by_page_leads_away_and_leaves_nothing_to_see(void **state)
{
  struct pages *const p = *state;
  char path[200];
  const struct id id = asked(p, RIGHT_DESTRUCTION);
  proves(p->w, TEAM, 950);
  assert_int_equal(asks(p->w, TEAM, ++turn, of(path, id, "/besluit"), "outcome=granted&weighing=Gewogen&version=1"), 303);
  assert_int_equal(opens_page(p, OTHER_TEAM, "/werk"), 200);
  assert_true(page_has(p->w, "Kijk mee met een besluit van een collega"));
  assert_int_equal(opens_page(p, TEAM, of(path, id, "/brief?soort=vernietiging")), 200);
  proves(p->w, OTHER_TEAM, 951);
  assert_int_equal(asks(p->w, OTHER_TEAM, ++turn, of(path, id, "/akkoord"), "version=2"), 303);
  assert_non_null(strstr(header_of(p->w, "Location"), "/werk/huishoudens"));
  assert_int_equal(opens_page(p, TEAM, of(path, id, "")), 404);
  assert_int_equal(opens_page(p, TEAM, with_id(path, "/werk/personen/", p->person, "/rechten")), 404);
  assert_int_equal(opens_page(p, TEAM, "/werk"), 200);
  assert_int_equal(opens_page(p, OFFICER, "/fg/rechten"), 200);
  assert_false(page_has(p->w, "Het dossier vernietigen"));
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(it_stands_on_the_work_list_of_who_handles_it_and_of_nobody_else),
    TEST(what_is_late_says_so),
    TEST(when_who_handles_it_is_gone_it_stands_with_colleagues),
    TEST(the_privacy_officer_sees_terms_and_no_name),
    TEST(every_page_of_every_kind_opens),
    TEST(a_step_that_cannot_be_done_now_changes_nothing),
    TEST(destroying_by_page_leads_away_and_leaves_nothing_to_see),
  };
  return cmocka_run_group_tests_name("rights_web", tests, NULL, NULL);
}
