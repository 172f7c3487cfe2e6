/* Questionnaires about a person: page by page, finished with a conclusion, struck out, beside earlier ones; who reads them, and what is refused. */
#include "assessments_helper.h"
#include "assessments_web.h"
#include "set_aside.h"

static struct world *w;
static struct scratch *s;
static struct household_try t;
static int set_up(void **state) { *state = w = world_new(); s = w->s; t = both_parties(w); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static int looks(size_t n, struct id id, const char *after) { return posts(w, n, id, after, NULL); }

/* --- answering ---------------------------------------------------------------------------------------------- */

static void it_is_answered_page_by_page_and_finished_with_a_conclusion(void **state)
{
  (void)state;
  const struct id id = begins(w, TEAM, &t, PLACE_A, t.bram, -3);
  assert_int_equal(looks(TEAM, id, ""), 200);
  assert_true(page_has(w, "Pagina 1 van 3") && page_has(w, "Bram"));
  for (size_t i = 0; i < COUNT(pages); i++) {
    assert_int_not_equal(finishes(w, TEAM, id, "Veilig"), 303);                                   /* questions that must be answered are left */
    assert_int_equal(keeps(w, TEAM, id, i + 1, seen_of(w, TEAM, id, i + 1), pages[i]), 303);
  }
  assert_non_null(strstr(header_of(w, "Location"), "/afronden"));
  assert_int_equal(finishes(w, TEAM, id, "++"), 422);                                             /* a score alone decides nothing */
  assert_int_equal(finishes(w, TEAM, id, "Nog+niet+veilig"), 303);
  const struct assessment a = row_of(w, TEAM, id);
  assert_true(a.done == YES && a.score.n == 9 && a.most.n == 27);
  assert_string_equal(a.conclusion, "Nog niet veilig");
  assert_int_equal(looks(TEAM, id, ""), 200);
  static const char *const said[] = { "9 van 27", "2 van 9", "3 van 9", "4 van 9", "Nog niet veilig", "Slaapt weer", "Eén keer in de afgelopen drie maanden", "Weet ik niet" };
  for (size_t i = 0; i < COUNT(said); i++) assert_true(page_has(w, said[i]));
  assert_false(page_has(w, "Wat gebeurde er toen"));                                              /* what was not asked stands nowhere */
}

static void what_is_kept_is_there_when_one_goes_on(void **state)
{
  (void)state;
  const struct id id = begins(w, TEAM, &t, PLACE_A, t.bram, 0);
  assert_int_equal(posts(w, TEAM, id, "", "part=1&seen=0&act=later&answer.threats=more"), 422);  /* not as it was shown */
  char body[200];
  snprintf(body, sizeof body, "part=1&seen=%s&act=later&answer.threats=more", seen_of(w, TEAM, id, 1));
  assert_int_equal(posts(w, TEAM, id, "", body), 303);
  assert_non_null(strstr(header_of(w, "Location"), "?deel=1&bewaard=yes"));
  assert_int_equal(looks(DIRECTOR, id, ""), 200);                                                  /* a colleague may go on */
  assert_true(page_has(w, "value=\"more\" checked"));
}

static void another_window_is_not_overwritten(void **state)
{
  (void)state;
  const struct id id = begins(w, TEAM, &t, PLACE_A, t.bram, 0);
  const char *const seen = seen_of(w, TEAM, id, 1), *const all = seen_of(w, TEAM, id, 0);
  assert_int_equal(keeps(w, TEAM, id, 1, seen, "answer.violence=no&answer.threats=no"), 303);
  assert_int_equal(keeps(w, TEAM, id, 1, seen, "answer.violence=more"), 422);
  assert_true(page_has(w, "value=\"more\" checked"));                                             /* what was typed comes back */
  assert_int_equal(keeps(w, TEAM, id, 2, seen_of(w, TEAM, id, 2), pages[1]), 303);               /* other pages are not in the way */
  assert_int_equal(keeps(w, TEAM, id, 1, seen, "answer.violence=no&answer.threats=no"), 303);   /* the same twice is no conflict */
  for (size_t i = 0; i < COUNT(pages); i++) assert_int_equal(keeps(w, TEAM, id, i + 1, seen_of(w, TEAM, id, i + 1), pages[i]), 303);
  char body[200];                                                                                 /* all is answered, but not as it was seen */
  snprintf(body, sizeof body, "seen=%s&conclusion=Klaar", all);
  assert_int_equal(posts(w, TEAM, id, "/afronden", body), 422);
  assert_int_not_equal(row_of(w, TEAM, id).done, YES);
}

static void nothing_changes_once_it_is_finished(void **state)
{
  (void)state;
  const struct id id = fills_in(w, TEAM, &t, PLACE_A, t.bram, 0);
  const struct assessment before = row_of(w, TEAM, id);
  assert_int_not_equal(keeps(w, TEAM, id, 1, seen_of(w, TEAM, id, 1), "answer.violence=no"), 303);
  assert_true(page_has(w, "afgerond en verandert niet meer"));
  finishes(w, TEAM, id, "Toch+veilig");                                                           /* leads to what was finished */
  const struct assessment after = row_of(w, TEAM, id);
  assert_true(record_same(assessment, &before, &after) && before.version == after.version);
}

/* Answers keep their questions: a new version is for who begins later. */
static void a_version_that_changes_meanwhile_changes_no_questions(void **state)
{
  struct id draft;
  struct assessment_file f;
  (void)state;
  const struct id id = begins(w, TEAM, &t, PLACE_A, t.bram, 0);
  assert_int_equal(keeps(w, TEAM, id, 1, seen_of(w, TEAM, id, 1), pages[0]), 303);
  as(w, TEAM);
  MUST(questionnaire_begin(&s->c, &(struct questionnaire_form){ .from = "safety" }, &draft));
  MUST(questionnaire_move_item(&s->c, draft, "violence", MOVE_OUT));
  MUST(questionnaire_move_item(&s->c, draft, "risks", MOVE_OUT));
  s->c.now += DAY_MS;
  s->c.today = date_at(s->c.now);
  MUST(questionnaire_make_ready(&s->c, draft));
  proves(w, TEAM, 7);                                                                             /* a day later the session is over */
  for (size_t i = 1; i < COUNT(pages); i++) assert_int_equal(keeps(w, TEAM, id, i + 1, seen_of(w, TEAM, id, i + 1), pages[i]), 303);
  assert_int_equal(finishes(w, TEAM, id, "Zo"), 303);
  assert_int_equal(row_of(w, TEAM, id).most.n, 27);
  const struct id next = begins(w, TEAM, &t, PLACE_A, t.bram, 0);
  as(w, TEAM);
  MUST(assessment_read(&s->c, next, &f));
  assert_int_equal(definition_find(&f.definition, "violence"), NO_ITEM);
  struct scores_beside beside;
  MUST(scores_beside(&s->c, &f, &beside));                                                        /* beside the older version, group by group */
  assert_int_equal(beside.before.count, 1);
  assert_int_equal(beside.rows.count, 3);                                                         /* happening now, what protects, all */
  assert_null(beside.rows.at[0].at[0]);
  assert_string_equal(beside.rows.at[0].at[1], "2 van 9");
}

/* --- beside earlier ones, and struck out ----------------------------------------------------------------------- */

static size_t earlier_of(struct id id)
{
  struct assessment_file f;
  struct assessment_files before;
  as(w, DIRECTOR);
  MUST(assessment_read(&s->c, id, &f));
  MUST(assessments_before(&s->c, &f, &before));
  for (size_t i = 1; i < before.count; i++) assert_false(date_before(before.at[i - 1]->row.day, before.at[i]->row.day));
  return before.count;
}

static void earlier_ones_of_the_same_person_stand_beside_it(void **state)
{
  (void)state;
  fills_in(w, TEAM, &t, PLACE_A, t.bram, -40);
  const struct id first = fills_in(w, TEAM, &t, PLACE_A, t.bram, -80), shared = fills_in(w, DIRECTOR, &t, PLACE_SHARED, t.bram, -20);
  begins(w, TEAM, &t, PLACE_A, t.bram, -10);                                                      /* not finished */
  fills_in(w, SHELTER, &t, PLACE_B, t.noor, -9);                                                  /* about somebody else */
  const struct id last = fills_in(w, TEAM, &t, PLACE_A, t.bram, 0);
  assert_int_equal(earlier_of(last), 3);                                                          /* the member that all read of is the same person */
  assert_int_equal(earlier_of(shared), 2);
  assert_int_equal(earlier_of(first), 0);
  fills_in(w, TEAM, &t, PLACE_A, t.bram, -1);
  assert_int_equal(earlier_of(last), EARLIER_MOST);
}

static void what_is_struck_out_stays_readable_and_counts_no_more(void **state)
{
  (void)state;
  const struct id wrong = fills_in(w, TEAM, &t, PLACE_A, t.bram, -40), last = fills_in(w, TEAM, &t, PLACE_A, t.bram, 0), open = begins(w, TEAM, &t, PLACE_A, t.bram, 0);
  assert_int_equal(earlier_of(last), 1);
  assert_int_equal(posts(w, TEAM, wrong, "/doorhalen", "struck=&version=5"), 422);
  assert_int_equal(posts(w, TEAM, wrong, "/doorhalen", "struck=Over+een+ander&version=1"), 409);  /* changed since */
  char body[100];
  snprintf(body, sizeof body, "struck=Over+een+ander&version=%d", (int)row_of(w, TEAM, wrong).version);
  assert_int_equal(posts(w, TEAM, wrong, "/doorhalen", body), 303);
  assert_int_not_equal(posts(w, TEAM, wrong, "/doorhalen", body), 303);                           /* once */
  assert_int_equal(earlier_of(last), 0);
  assert_int_equal(looks(TEAM, wrong, ""), 200);
  assert_true(page_has(w, "Over een ander") && page_has(w, "Slaapt weer"));
  snprintf(body, sizeof body, "struck=Begonnen+bij+een+ander&version=%d", (int)row_of(w, TEAM, open).version);
  assert_int_equal(posts(w, TEAM, open, "/doorhalen", body), 303);                                /* one that was begun by mistake, too */
  assert_int_not_equal(keeps(w, TEAM, open, 1, seen_of(w, TEAM, open, 1), pages[0]), 303);
  assert_int_equal(seen_by(w, TEAM, &t), 3);
}

/* --- who reads it --------------------------------------------------------------------------------------------------- */

static void the_other_side_finds_neither_it_nor_where_to_write_in_it(void **state)
{
  static const char *const after[] = { "", "/afronden", "/doorhalen" };
  char path[200];
  (void)state;
  const struct id open = begins(w, SHELTER, &t, PLACE_B, t.noor, 0), done = fills_in(w, SHELTER, &t, PLACE_B, t.noor, -1), hers = fills_in(w, SHELTER, &t, PLACE_PERSON, t.sem, -2);
  const struct id all[] = { open, done, hers };
  assert_int_equal(seen_by(w, TEAM, &t), 0);
  assert_int_equal(seen_by(w, SHELTER, &t), 3);
  for (size_t i = 0; i < COUNT(all); i++) {
    for (size_t k = 0; k < COUNT(after); k++) assert_int_equal(looks(TEAM, all[i], after[k]), 404);
    assert_int_equal(keeps(w, TEAM, all[i], 1, "0", pages[0]), 404);
    assert_int_equal(posts(w, TEAM, all[i], "/afronden", "seen=0&conclusion=X"), 404);
    assert_int_equal(posts(w, TEAM, all[i], "/doorhalen", "struck=X&version=1"), 404);
  }
  assert_int_equal(asks(w, TEAM, 3, with_id(path, "/werk/huishoudens/", t.household, "/vragenlijsten"), NULL), 200);
  assert_true(page_has(w, "Nog geen vragenlijsten"));
  assert_int_equal(asks(w, OTHER_TEAM, 4, with_id(path, "/werk/huishoudens/", t.household, "/vragenlijsten"), NULL), 404);
}

static void it_is_about_whom_its_place_may_know(void **state)
{
  struct assessment_new n = { .questionnaire = "safety", .about = t.noor, .place = PLACE_A, .day = s->c.today };
  (void)state;
  as(w, TEAM);
  REFUSED(assessment_begin(&s->c, t.household, &n, NULL), "about");
  n.about = t.bram;
  n.place = PLACE_B;
  REFUSED(assessment_begin(&s->c, t.household, &n, NULL), "place");
  n.place = CASE_PLACE_UNKNOWN;
  REFUSED(assessment_begin(&s->c, t.household, &n, NULL), "place");
  as(w, DIRECTOR);
  const struct id id = begins(w, DIRECTOR, &t, PLACE_SHARED, t.bram, 0);
  assert_false(id_same(row_of(w, DIRECTOR, id).about, t.bram));                                   /* what all read names the member */
  n = (struct assessment_new){ .questionnaire = "safety", .about = t.sem, .place = PLACE_SHARED, .day = s->c.today };
  REFUSED(assessment_begin(&s->c, t.household, &n, NULL), "about");
}

static void no_secret_address_comes_into_what_all_read(void **state)
{
  struct id address;
  char body[300];
  (void)state;
  as(w, DIRECTOR);
  MUST(address_add(&s->c, &(struct address){ .person = t.noor, .kind = ADDRESS_HOME, .street = "Verborgenstraat", .number = "901", .secret = YES }, &address));
  const struct id id = begins(w, DIRECTOR, &t, PLACE_SHARED, t.bram, 0);
  for (size_t i = 0; i < 2; i++) assert_int_equal(keeps(w, DIRECTOR, id, i + 1, seen_of(w, DIRECTOR, id, i + 1), pages[i]), 303);
  snprintf(body, sizeof body, "answer.alone=yes&answer.somebody=no&answer.knows=no&answer.words=%s", "Haalt+de+kinderen+op+aan+de+verborgen+straat");
  assert_int_equal(keeps(w, DIRECTOR, id, 3, seen_of(w, DIRECTOR, id, 3), body), 422);
  assert_true(page_has(w, "f-answer.words"));                                                     /* the summary says where */
  assert_null(strstr(row_of(w, DIRECTOR, id).answers, "erborgen"));
  assert_int_equal(keeps(w, DIRECTOR, id, 3, seen_of(w, DIRECTOR, id, 3), pages[2]), 303);
  assert_int_equal(finishes(w, DIRECTOR, id, "Blijft+in+de+Verborgenstraat"), 422);
  assert_int_equal(finishes(w, DIRECTOR, id, "Blijft+waar+zij+is"), 303);
  snprintf(body, sizeof body, "struck=Verborgenstraat&version=%d", (int)row_of(w, DIRECTOR, id).version);
  assert_int_equal(posts(w, DIRECTOR, id, "/doorhalen", body), 422);
}

/* --- bad posts -------------------------------------------------------------------------------------------------------- */

static void what_cannot_be_begun_is_refused_on_its_field(void **state)
{
  struct assessment_new n = { .questionnaire = "self-scan", .about = t.bram, .place = PLACE_A, .day = s->c.today };
  (void)state;
  as(w, TEAM);
  REFUSED(assessment_begin(&s->c, t.household, &n, NULL), "questionnaire");                       /* it is sent to many */
  n.questionnaire = "dit-is-er-niet";
  REFUSED(assessment_begin(&s->c, t.household, &n, NULL), "questionnaire");
  n.questionnaire = "safety";
  n.day = date_plus_days(s->c.today, 1);
  REFUSED(assessment_begin(&s->c, t.household, &n, NULL), "day");
  n.day = s->c.today;
  n.about = ID_NONE;
  REFUSED(assessment_begin(&s->c, t.household, &n, NULL), "about");
  assert_int_equal(raw_number(s, "SELECT count(*) FROM assessment"), 0);
}

static void what_cannot_be_kept_keeps_nothing(void **state)
{
  static const struct { const char *before, *after; bool unseen; } bodies[] = {
    { "part=1", "&act=verder&answer.violence=soms" }, { "part=1", "&act=verder&answer.violence=no&answer.violence=more" }, { "part=1", "&act=weg" },
    { "part=-1", "&act=verder&answer.violence=no" }, { "part=99999", "&act=verder" }, { "part=1", "&act=verder&answer.violence=no", true }, { "part=1", "&answer.violence=no" },
    { "part=1", "&act=verder&done=yes&answer.violence=soms" } };
  char body[300];
  (void)state;
  const struct id id = begins(w, TEAM, &t, PLACE_A, t.bram, 0);
  const struct assessment before = row_of(w, TEAM, id);
  for (size_t i = 0; i < COUNT(bodies); i++) {
    snprintf(body, sizeof body, "%s&seen=%s%s", bodies[i].before, bodies[i].unseen ? "anders" : seen_of(w, TEAM, id, 1), bodies[i].after);
    const int status = posts(w, TEAM, id, "", body);
    if (status == 303 || status >= 500) print_error("%s: %d\n", body, status);
    assert_true(status != 303 && status < 500);
  }
  const struct assessment after = row_of(w, TEAM, id);
  assert_int_equal(before.version, after.version);
  assert_int_equal(keeps(w, TEAM, id, 1, seen_of(w, TEAM, id, 1), "answer.violence=no&answer.er-niet=ja"), 303);      /* what nobody asked is no answer */
  assert_null(strstr(row_of(w, TEAM, id).answers, "er-niet"));
}

static enum talks_together talks_now(void)
{
  enum talks_together now;
  as(w, DIRECTOR);
  const struct case_file f = case_of(s, t.household);
  MUST(together_now(&s->c, &f, &now));
  return now;
}

static void control_that_is_answered_keeps_two_parties_apart(void **state)
{
  (void)state;
  const struct id id = begins(w, TEAM, &t, PLACE_A, t.bram, 0);
  assert_int_equal(keeps(w, TEAM, id, 1, seen_of(w, TEAM, id, 1), "answer.control=unknown"), 303);
  assert_int_not_equal(talks_now(), TALKS_CONTROL);
  assert_int_equal(keeps(w, TEAM, id, 1, seen_of(w, TEAM, id, 1), "answer.control=little"), 303);
  assert_int_equal(talks_now(), TALKS_CONTROL);
}

static void a_yes_that_was_kept_is_taken_back_by_nobody_who_fills_it_in(void **state)
{
  static const char *const others[] = { "answer.control=no", "answer.control=unknown", "answer.violence=no" };
  (void)state;
  const struct id id = begins(w, TEAM, &t, PLACE_A, t.bram, 0);
  assert_int_equal(keeps(w, TEAM, id, 1, seen_of(w, TEAM, id, 1), "answer.control=little"), 303);
  const int32_t version = row_of(w, TEAM, id).version;
  for (size_t i = 0; i < COUNT(others); i++) {                /* its writer, and who works with both: nobody; nor by leaving it open */
    assert_int_equal(keeps(w, TEAM, id, 1, seen_of(w, TEAM, id, 1), others[i]), 422);
    assert_true(page_has(w, "Haal deze vragenlijst door met de reden"));
    assert_int_equal(keeps(w, DIRECTOR, id, 1, seen_of(w, DIRECTOR, id, 1), others[i]), 422);
  }
  assert_int_equal(row_of(w, TEAM, id).version, version);
  assert_int_equal(talks_now(), TALKS_CONTROL);
  assert_int_equal(keeps(w, TEAM, id, 1, seen_of(w, TEAM, id, 1), "answer.control=very&answer.violence=no"), 303);      /* the rest is filled in as ever */
  assert_int_equal(talks_now(), TALKS_CONTROL);
}

static void control_that_one_strikes_out_counts_until_two_set_it_aside(void **state)
{
  struct control_set_aside row;
  (void)state;
  const struct id id = begins(w, TEAM, &t, PLACE_A, t.bram, 0);
  assert_int_equal(keeps(w, TEAM, id, 1, seen_of(w, TEAM, id, 1), "answer.control=little"), 303);
  assert_int_equal(posts(w, TEAM, id, "/doorhalen", "struck=Onjuist&version=2"), 303);
  assert_int_equal(talks_now(), TALKS_CONTROL);
  as(w, TEAM);
  MUST(set_aside_ask(&s->c, t.bram, &(struct set_aside_new){ .reason = "Feiten" }));
  MUST(set_aside_open(&s->c, t.bram, &row));
  as(w, DIRECTOR);
  MUST(set_aside_agree(&s->c, t.bram, row.version));
  assert_int_not_equal(talks_now(), TALKS_CONTROL);
}

static void the_other_side_takes_no_control_back(void **state)
{
  (void)state;
  const struct id id = begins(w, TEAM, &t, PLACE_SHARED, t.bram, 0);
  assert_int_equal(keeps(w, TEAM, id, 1, seen_of(w, TEAM, id, 1), "answer.control=little"), 303);
  assert_int_equal(keeps(w, SHELTER, id, 1, seen_of(w, SHELTER, id, 1), "answer.control=no"), 422);
  assert_int_equal(posts(w, SHELTER, id, "/doorhalen", "struck=Onjuist&version=2"), 422);
  assert_int_equal(talks_now(), TALKS_CONTROL);
}

/* --- not finished --------------------------------------------------------------------------------------------------------- */

static size_t on_list_of(size_t n)
{
  size_t lines = 0;
  assert_int_equal(asks(w, n, 300, "/werk", NULL), 200);
  for (const char *at = buf_text(&w->c.out); (at = strstr(at, "Vragenlijst afronden")); at++) lines++;
  return lines;
}

static void one_that_is_not_finished_stands_on_the_list_of_who_began_it_only(void **state)
{
  char body[60];
  (void)state;
  const struct id first = begins(w, TEAM, &t, PLACE_A, t.bram, 0), second = begins(w, TEAM, &t, PLACE_SHARED, t.bram, 0);
  assert_int_equal(on_list_of(TEAM), 2);
  assert_true(page_has(w, "Bram"));
  assert_int_equal(on_list_of(DIRECTOR), 0);
  assert_int_equal(on_list_of(SHELTER), 0);
  for (size_t i = 0; i < COUNT(pages); i++) assert_int_equal(keeps(w, DIRECTOR, first, i + 1, seen_of(w, DIRECTOR, first, i + 1), pages[i]), 303);
  assert_int_equal(on_list_of(TEAM), 2);                                                          /* a colleague who goes on with it does not take it over */
  assert_int_equal(on_list_of(DIRECTOR), 0);
  assert_int_equal(finishes(w, DIRECTOR, first, "Nog+niet+veilig"), 303);
  assert_int_equal(on_list_of(TEAM), 1);
  snprintf(body, sizeof body, "struck=Dubbel+begonnen&version=%d", (int)row_of(w, TEAM, second).version);
  assert_int_equal(posts(w, TEAM, second, "/doorhalen", body), 303);
  assert_int_equal(on_list_of(TEAM), 0);
}

static bool keeps_it_open(void)
{
  struct gate_line_list missing;
  bool said = false;
  as(w, DIRECTOR);
  s->c.app = &w->app;
  const struct case_file f = case_of(s, t.household);
  MUST(phase_missing(&s->c, &f, &(struct case_phase){ .state = CASE_RECOVERY }, phase_rule(CASE_RECOVERY, CASE_CLOSED), &missing));
  for (size_t i = 0; i < missing.count; i++) said |= missing.at[i].kind == GATE_OPEN_ELSEWHERE && strstr(missing.at[i].about, "questionnaire");
  s->c.app = NULL;
  return said;
}

static void a_household_is_not_closed_over_one_that_is_not_finished(void **state)
{
  (void)state;
  assert_false(keeps_it_open());
  const struct id id = begins(w, TEAM, &t, PLACE_A, t.bram, 0);
  assert_true(keeps_it_open());
  assert_int_equal(posts(w, TEAM, id, "/doorhalen", "struck=&version=1"), 422);                  /* set aside without a reason it is not */
  assert_true(keeps_it_open());
  assert_int_equal(posts(w, TEAM, id, "/doorhalen", "struck=Bram+wil+niet&version=1"), 303);
  assert_false(keeps_it_open());
  fills_in(w, TEAM, &t, PLACE_A, t.bram, 0);
  assert_false(keeps_it_open());
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(it_is_answered_page_by_page_and_finished_with_a_conclusion),
    TEST(what_is_kept_is_there_when_one_goes_on),
    TEST(another_window_is_not_overwritten),
    TEST(nothing_changes_once_it_is_finished),
    TEST(a_version_that_changes_meanwhile_changes_no_questions),
    TEST(earlier_ones_of_the_same_person_stand_beside_it),
    TEST(what_is_struck_out_stays_readable_and_counts_no_more),
    TEST(the_other_side_finds_neither_it_nor_where_to_write_in_it),
    TEST(it_is_about_whom_its_place_may_know),
    TEST(no_secret_address_comes_into_what_all_read),
    TEST(what_cannot_be_begun_is_refused_on_its_field),
    TEST(what_cannot_be_kept_keeps_nothing),
    TEST(one_that_is_not_finished_stands_on_the_list_of_who_began_it_only),
    TEST(a_household_is_not_closed_over_one_that_is_not_finished),
    TEST(control_that_is_answered_keeps_two_parties_apart),
    TEST(a_yes_that_was_kept_is_taken_back_by_nobody_who_fills_it_in),
    TEST(control_that_one_strikes_out_counts_until_two_set_it_aside),
    TEST(the_other_side_takes_no_control_back),
  };
  return cmocka_run_group_tests_name("assessments", tests, NULL, NULL);
}
