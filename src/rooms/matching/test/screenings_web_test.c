/* The pages of what is kept with a person, through all of the house: what they take, and what they tell whom. */
#include "../../persons/test/world.h"
#include "offers_room.h"
#include "screenings.h"

enum { TEAM, SHELTER, OTHER_TEAM, DIRECTOR };
static const char of_bram[] = "for=uses_violence&phase=riskcare&direct_safety_recorded=yes&acute_danger=no&suicidal_thoughts=dont_know&gender=m&age=38&violence=physical&coercive_control=no"
  "&family_profile=stress&legal_status=none&relation_status=together&parent=yes&lvb_suspected=no&life_areas=none&motivation=compliant&group_ready=rather_not&languages=nl&behaviour=Slaat";

/* A household that a director works for; the team works for Bram's side only, the shelter for Noor's only. */
struct pages { struct world *w; struct id household, bram, noor; };
static struct pages one, two;

static void let_in(struct pages *p, size_t n, const struct id *compartments, size_t count, enum purpose purpose)
{
  struct scratch *const s = p->w->s;
  for (size_t i = 0; i < count; i++) {
    const struct involvement row = { .account = p->w->at[n].account, .organisation = p->w->at[n].organisation, .compartment = compartments[i], .household = p->household, .purpose = purpose,
      .since = { s->c.now }, .until = { purpose == PURPOSE_EMERGENCY ? s->c.now + HOUR_MS : 0 }, .given_by = p->w->at[DIRECTOR].account };
    MUST(record_insert(&s->c, involvement, &row, NULL));
  }
}

static void offers_come_in(struct world *w)
{
  console(w);
  assert_int_equal(offers_room.demo(&w->s->c), OK);
  rooms_stop(&w->app);                           /* what is kept in memory is made anew */
  assert_int_equal(rooms_start(&w->s->c, &w->app), OK);
}

static struct pages open_pages(void)
{
  struct pages p = { .w = world_new() };
  struct scratch *const s = p.w->s;
  struct id bram, noor;
  offers_come_in(p.w);
  chance_seed(400);
  s->c.now = NOW + 400000;
  as(p.w, DIRECTOR);
  p.household = opens(s, MY_SIDE_BOTH);
  struct household_file f = file_of(s, p.household);
  const size_t a = f.sides.at[0].letter == SIDE_A ? 0 : 1;
  p.bram = adds(s, f.sides.at[a].id, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  p.noor = adds(s, f.sides.at[1 - a].id, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  MUST(record_place(&s->c, person, p.bram, &bram));
  MUST(record_place(&s->c, person, p.noor, &noor));
  let_in(&p, TEAM, (struct id[]){ f.household.compartment, f.sides.at[a].compartment, bram }, 3, PURPOSE_HELP);
  let_in(&p, SHELTER, (struct id[]){ f.household.compartment, f.sides.at[1 - a].compartment, noor }, 3, PURPOSE_HELP);
  return p;
}

static int set_up(void **state) { (void)state; one = open_pages(); return 0; }
static int tear_down(void **state) { (void)state; world_free(one.w); return 0; }
static int set_up_two(void **state) { two = open_pages(); return set_up(state); }
static int tear_down_two(void **state) { world_free(two.w); return tear_down(state); }

static char path[200];
static uint64_t turn;
static int on(struct pages *p, size_t n, const char *rest, const char *posted) { return asks(p->w, n, ++turn, with_id(path, "/werk/personen/", p->bram, rest), posted); }

/* "/werk/adviezen/…", where the last answer leads to. */
static const char *led_to(struct pages *p)
{
  static char to[200];
  snprintf(to, sizeof to, "%.*s", (int)strcspn(header_of(p->w, "Location"), "?"), header_of(p->w, "Location"));
  return to;
}

static void a_screening_is_made_through_its_page_and_stands_on_the_profile(void **state)
{
  (void)state;
  assert_int_equal(on(&one, TEAM, "/profiel", NULL), 200);
  assert_true(page_has(one.w, "nog niets gevraagd"));
  assert_int_equal(on(&one, TEAM, "/wat-past", NULL), 200);
  assert_int_equal(on(&one, TEAM, "/wat-past", of_bram), 303);
  assert_int_equal(asks(one.w, TEAM, ++turn, led_to(&one), NULL), 200);
  assert_true(page_has(one.w, "Carrousselgroep Eindhoven"));
  assert_true(page_has(one.w, "team@proef.invalid"));
  assert_int_equal(on(&one, TEAM, "/profiel", NULL), 200);
  assert_true(page_has(one.w, "Slaat"));
  assert_true(page_has(one.w, "Gaat mee omdat iemand het vraagt") || page_has(one.w, tr(&one.w->c, motivation_label(MOTIVATION_COMPLIANT))));
  assert_int_equal(on(&one, TEAM, "", NULL), 200);
  assert_true(page_has(one.w, "/wat-past\""));
  assert_true(page_has(one.w, "/profiel\""));
}

static bool ticked(struct pages *p, const char *name, const char *value)
{
  char input[200];
  snprintf(input, sizeof input, "name=\"%s\" value=\"%s\" checked", name, value);
  return page_has(p->w, input);
}

static void the_form_begins_with_the_last_answers(void **state)
{
  (void)state;
  assert_int_equal(on(&one, TEAM, "/wat-past", of_bram), 303);
  assert_int_equal(on(&one, TEAM, "/wat-past", NULL), 200);
  assert_true(ticked(&one, "phase", "riskcare"));
  assert_true(ticked(&one, "violence", "physical"));
  assert_true(ticked(&one, "legal_status", "none"));
  assert_true(ticked(&one, "suicidal_thoughts", "dont_know"));
  assert_true(ticked(&one, "group_ready", "rather_not"));
  assert_false(ticked(&one, "partner_spoken_separately", "yes"));
  assert_true(page_has(one.w, ">\nSlaat</textarea>"));
  assert_false(page_has(one.w, "data-error-summary"));
}

static const char *with_noor(const struct pages *p, char body[static 2000], const char *consents)
{
  char id[ID_TEXT];
  id_format(p->noor, id);
  snprintf(body, 2000, "%s&partner_spoken_separately=yes&partner_consents=%s&partner=%s&spoken_by=Sanne+van+de+opvang&spoken_on=2025-01-02", of_bram, consents, id);
  return body;
}

static void a_talk_alone_without_its_date_comes_back_on_that_field(void **state)
{
  char body[2000];
  (void)state;
  with_noor(&one, body, "yes");
  *strstr(body, "&spoken_on") = '\0';
  assert_int_equal(on(&one, DIRECTOR, "/wat-past", body), 422);
  assert_true(page_has(one.w, "href=\"#f-spoken_on\""));
  assert_true(ticked(&one, "suicidal_thoughts", "dont_know"));
}

static void who_works_with_both_chooses_the_partner_and_reads_what_it_opens(void **state)
{
  char body[2000];
  (void)state;
  assert_int_equal(on(&one, DIRECTOR, "/wat-past", NULL), 200);
  assert_true(page_has(one.w, "Noor Proefstra</option>"));
  assert_int_equal(on(&one, DIRECTOR, "/wat-past", with_noor(&one, body, "yes")), 303);
  assert_int_equal(asks(one.w, DIRECTOR, ++turn, led_to(&one), NULL), 200);
  assert_true(page_has(one.w, "Sanne van de opvang"));
  assert_int_equal(asks(one.w, SHELTER, ++turn, with_id(path, "/werk/personen/", one.noor, "/profiel"), NULL), 200);
  assert_true(page_has(one.w, "Sanne van de opvang"));
  assert_false(page_has(one.w, "Bram Voorbeeld"));
}

/* What the team gets for the same request in both worlds. */
static void same_for_both(const char *target, const char *posted)
{
  struct buf first = { 0 };
  const uint64_t seed = ++turn;
  one.w->s->c.now = two.w->s->c.now = NOW + 1000000 + (int64_t)seed * 1000;
  const int a = asks(one.w, TEAM, seed, target, posted);
  put(&first, buf_text(&one.w->c.out));
  assert_int_equal(a, asks(two.w, TEAM, seed, target, posted));
  assert_true(a < 500);
  assert_string_equal(buf_text(&first), buf_text(&two.w->c.out));
  assert_string_equal(header_of(one.w, "Location"), header_of(two.w, "Location"));
  buf_release(&first);
}

static void director_screens(struct pages *p, uint64_t seed, const char *posted)
{
  p->w->s->c.now = NOW + 900000;
  assert_int_equal(asks(p->w, DIRECTOR, seed, with_id(path, "/werk/personen/", p->bram, "/wat-past"), posted), 303);
}

static void whether_the_partner_was_spoken_to_changes_no_page_of_the_other_side(void **state)
{
  char body[2000], advice[200];
  (void)state;
  director_screens(&one, 7, of_bram);
  snprintf(advice, sizeof advice, "%s", led_to(&one));
  director_screens(&two, 7, with_noor(&two, body, "yes"));
  assert_string_equal(advice, led_to(&two));
  assert_int_equal(raw_number(one.w->s, "SELECT count(*) FROM talk_alone"), 0);
  assert_int_equal(raw_number(two.w->s, "SELECT count(*) FROM talk_alone"), 1);
  same_for_both(advice, NULL);
  const char *const pages[] = { "", "/profiel", "/wat-past", "/opzij", "/overzicht" };
  for (size_t i = 0; i < COUNT(pages); i++) same_for_both(with_id(path, "/werk/personen/", one.bram, pages[i]), NULL);
  same_for_both(with_id(path, "/werk/personen/", one.noor, "/profiel"), NULL);
  same_for_both(with_id(path, "/werk/huishoudens/", one.household, ""), NULL);
  same_for_both("/werk", NULL);
  same_for_both(with_id(path, "/werk/personen/", one.bram, "/wat-past"), of_bram);
  same_for_both(with_id(path, "/werk/personen/", one.bram, "/wat-past"), with_noor(&one, body, "yes"));
  same_for_both(with_id(path, "/werk/personen/", one.bram, "/profiel"), NULL);
}

static void whoever_does_not_work_with_the_person_gets_what_is_not_there(void **state)
{
  const char *const pages[] = { "/profiel", "/wat-past", "/opzij" };
  char advice[200];
  struct buf nothing = { 0 };
  (void)state;
  assert_int_equal(on(&one, TEAM, "/wat-past", of_bram), 303);
  snprintf(advice, sizeof advice, "%s", led_to(&one));
  assert_int_equal(asks(one.w, SHELTER, 5, with_id(path, "/werk/personen/", (struct id){ { 9 } }, "/profiel"), NULL), 404);
  put(&nothing, buf_text(&one.w->c.out));
  for (size_t i = 0; i < COUNT(pages); i++) {
    assert_int_equal(asks(one.w, SHELTER, 5, with_id(path, "/werk/personen/", one.bram, pages[i]), NULL), 404);
    assert_string_equal(buf_text(&nothing), buf_text(&one.w->c.out));
  }
  assert_int_equal(asks(one.w, SHELTER, 5, advice, NULL), 404);
  assert_string_equal(buf_text(&nothing), buf_text(&one.w->c.out));
  assert_int_equal(on(&one, SHELTER, "/wat-past", of_bram), 404);
  assert_int_equal(on(&one, SHELTER, "/opzij", "reason=x"), 404);
  assert_int_equal(on(&one, SHELTER, "/opzij/akkoord", "version=1"), 404);
  buf_release(&nothing);
}

static void who_came_in_because_of_a_danger_is_not_named_to_the_other_side(void **state)
{
  struct id bram;
  (void)state;
  as(one.w, DIRECTOR);
  assert_int_equal(record_place(&one.w->s->c, person, one.bram, &bram), OK);
  let_in(&one, SHELTER, &bram, 1, PURPOSE_EMERGENCY);
  assert_int_equal(on(&one, SHELTER, "/wat-past", of_bram), 303);
  assert_int_equal(on(&one, TEAM, "/profiel", NULL), 200);
  assert_true(page_has(one.w, "een collega"));
  assert_false(page_has(one.w, "opvang@proef.invalid"));
}

static void setting_aside_goes_through_two_people(void **state)
{
  (void)state;
  assert_int_equal(on(&one, TEAM, "/opzij", "reason="), 422);
  assert_int_equal(on(&one, TEAM, "/opzij", "reason=Apart+gesproken"), 303);
  assert_int_equal(on(&one, TEAM, "/opzij", NULL), 200);
  assert_false(page_has(one.w, "Ik ga akkoord"));
  assert_int_equal(on(&one, TEAM, "/opzij/akkoord", "version=1"), 422);
  assert_true(page_has(one.w, "U vroeg dit zelf"));
  assert_int_equal(asks(one.w, DIRECTOR, ++turn, "/werk", NULL), 200);
  assert_true(page_has(one.w, with_id(path, "/werk/personen/", one.bram, "/opzij")));
  assert_int_equal(on(&one, DIRECTOR, "/opzij", NULL), 200);
  assert_true(page_has(one.w, "Ik ga akkoord"));
  assert_int_equal(on(&one, DIRECTOR, "/opzij/akkoord", "version=1"), 303);
  assert_int_equal(on(&one, TEAM, "/profiel", NULL), 200);
  assert_true(page_has(one.w, "Bemiddeling blijft uitgesloten"));
  assert_int_equal(on(&one, TEAM, "/opzij/einde", "version=1"), 409);
  assert_int_equal(on(&one, TEAM, "/opzij/einde", "version=2"), 303);
  assert_int_equal(on(&one, TEAM, "/profiel", NULL), 200);
  assert_false(page_has(one.w, "Bemiddeling blijft uitgesloten"));
}

static void titles_tell_nothing_about_anybody(void **state)
{
  const struct { const char *rest, *title; } pages[] = { { "/profiel", "<title>Profiel |" }, { "/wat-past", "<title>Wat past |" }, { "/opzij", "<title>Opzijzetten |" } };
  (void)state;
  for (size_t i = 0; i < COUNT(pages); i++) {
    assert_int_equal(on(&one, TEAM, pages[i].rest, NULL), 200);
    assert_true(page_has(one.w, pages[i].title));
  }
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_screening_is_made_through_its_page_and_stands_on_the_profile),
    TEST(the_form_begins_with_the_last_answers),
    TEST(a_talk_alone_without_its_date_comes_back_on_that_field),
    TEST(who_works_with_both_chooses_the_partner_and_reads_what_it_opens),
    cmocka_unit_test_setup_teardown(whether_the_partner_was_spoken_to_changes_no_page_of_the_other_side, set_up_two, tear_down_two),
    TEST(whoever_does_not_work_with_the_person_gets_what_is_not_there),
    TEST(who_came_in_because_of_a_danger_is_not_named_to_the_other_side),
    TEST(setting_aside_goes_through_two_people),
    TEST(titles_tell_nothing_about_anybody),
  };
  return cmocka_run_group_tests_name("screenings_web", tests, NULL, NULL);
}
