/* Studies: rounds in order, who is asked what, what is kept of whom, and that the report says what the analysis of the export says. */
#include "study_helper.h"
#include "questionnaires.h"
#include "surveys.h"
#include "delphi_room.h"

/* --- rounds -------------------------------------------------------------------------------------------------------- */

static void rounds_go_in_order_only(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  const struct id id = new_study(w, 2, DELPHI_QUANTILE_7);
  static const enum delphi_stage way[] = { DELPHI_DRAFT, DELPHI_QUESTION, DELPHI_CODING, DELPHI_RATING, DELPHI_BETWEEN, DELPHI_AGAIN, DELPHI_CLOSED };
  adds_experts(w, id, team);
  for (size_t i = 0; i + 1 < COUNT(way); i++) {
    for (unsigned to = 1; to < delphi_stage_choices.count; to++)
      if (!delphi_may_go(way[i], (enum delphi_stage)to)) REFUSED(goes(w, id, (enum delphi_stage)to));
    assert_int_equal(study_of(w, id).stage, way[i]);
    if (way[i] == DELPHI_CODING) makes_statement(w, id, "Thema", "Een stelling");
    MUST(goes(w, id, way[i + 1]));
    REFUSED(delphi_go(c, id, way[i], way[i + 1], date_plus_days(c->today, 14)));         /* pressed twice */
    assert_int_equal(study_of(w, id).stage, way[i + 1]);
  }
  for (unsigned to = 1; to < delphi_stage_choices.count; to++) assert_false(delphi_may_go(DELPHI_CLOSED, (enum delphi_stage)to));
}

static void a_round_opens_only_with_what_it_needs(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  const struct id id = new_study(w, 2, DELPHI_QUANTILE_7);
  REFUSED(goes(w, id, DELPHI_QUESTION));                                                  /* nobody to ask */
  adds_experts(w, id, team);
  REFUSED(delphi_go(c, id, DELPHI_DRAFT, DELPHI_QUESTION, DATE_UNKNOWN));
  assert_string_equal(c->error.field, "until");
  REFUSED(delphi_go(c, id, DELPHI_DRAFT, DELPHI_QUESTION, date_plus_days(c->today, -1)));
  MUST(delphi_go(c, id, DELPHI_DRAFT, DELPHI_QUESTION, c->today));
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid");
  MUST(answers(w, &a, "t1", "Snel terugbellen"));
  MUST(goes(w, id, DELPHI_CODING));
  REFUSED(goes(w, id, DELPHI_RATING));                                                    /* no statement */
  makes_statement(w, id, "Thema", "Een stelling");
  REFUSED(goes(w, id, DELPHI_RATING));                                                    /* an answer without a place */
  struct delphi_coded_list said;
  const struct delphi_study s = study_of(w, id);
  MUST(delphi_answers(c, &s, &said));
  MUST(delphi_code(c, id, &(struct delphi_code){ .answer = said.at[0].answer.id, .aside = DELPHI_ASIDE_UNCLEAR }));
  MUST(goes(w, id, DELPHI_RATING));
}

static void what_consensus_is_stays_once_rating_began(void **state)
{
  struct world *const w = *state;
  const struct id id = in_rating(w, 2, DELPHI_QUANTILE_7, 2);
  struct delphi_study s = study_of(w, id);
  s.quantile = DELPHI_QUANTILE_6;
  REFUSED(delphi_study_change(&w->s->c, &s));
  s = study_of(w, id);
  s.range_limit = num(3);
  REFUSED(delphi_study_change(&w->s->c, &s));
  s = study_of(w, id);
  s.groups.count--;                                                                       /* of the director */
  REFUSED(delphi_study_change(&w->s->c, &s));
  s = study_of(w, id);
  s.title = "Anders";
  MUST(delphi_study_change(&w->s->c, &s));
  assert_int_equal(study_of(w, id).stage, DELPHI_RATING);
}

static void round_three_asks_each_group_exactly_what_it_does_not_agree_on(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  for (uint64_t seed = 1; seed <= 6; seed++) {
    chance_seed(seed);
    const struct id id = in_rating(w, (int32_t)(seed % 4), seed % 2 ? DELPHI_QUANTILE_7 : DELPHI_QUANTILE_6, 9);
    all_rate(w, id);
    struct delphi_expert_list list;
    struct delphi_report before;
    struct delphi_study s = study_of(w, id);
    MUST(goes(w, id, DELPHI_BETWEEN));
    MUST(delphi_report(c, &s, &before));
    MUST(goes(w, id, DELPHI_AGAIN));
    MUST(delphi_experts_of(c, id, &list));
    size_t asked[20] = { 0 };
    for (size_t i = 0; i < list.count; i++) {
      size_t open = 0;
      for (size_t k = 0; k < before.all.count; k++)
        for (size_t g = 0; g < s.groups.count; g++) if (strcmp(s.groups.at[g].name, list.at[i].group_name) == 0) open += !before.all.at[k].groups[g].is.agreed;
      asked[i] = asked_of(w, &list.at[i]);
      assert_int_equal(asked[i], open);
      if (!open) assert_int_equal(seat_of(w, &list.at[i]).state, SEAT_NOTHING);
      as(w, COORDINATOR);
    }
    all_rate(w, id);                                                                       /* whatever comes, the same is asked */
    for (size_t i = 0; i < list.count; i++) assert_int_equal(asked_of(w, &list.at[i]), asked[i]);
    MUST(goes(w, id, DELPHI_CLOSED));
  }
}

static void where_all_agree_there_is_no_third_round(void **state)
{
  struct world *const w = *state;
  const struct id id = in_rating(w, 2, DELPHI_QUANTILE_7, 1);
  static const char *const all[][2] = { { "a@proef.invalid", "beleid" }, { "b@proef.invalid", "beleid" }, { "d@proef.invalid", "zorg" }, { "e@proef.invalid", "zorg" } };
  for (size_t i = 0; i < COUNT(all); i++) {
    const struct delphi_expert e = expert_of(w, id, all[i][0], all[i][1]);
    MUST(rates(w, &e, "D001", 6));
  }
  adds_experts(w, id, "h2@proef.invalid; H2; bestuur");                                            /* who comes late is asked too */
  const struct delphi_expert h = expert_of(w, id, "h@proef.invalid", "bestuur"), late = expert_of(w, id, "h2@proef.invalid", "bestuur");
  MUST(rates(w, &h, "D001", 4));
  MUST(rates(w, &late, "D001", 5));
  MUST(goes(w, id, DELPHI_BETWEEN));
  REFUSED(goes(w, id, DELPHI_AGAIN));
  struct delphi_wrong_line_list wrong;
  REFUSED(delphi_experts_add(&w->s->c, id, "z@proef.invalid; Z; zorg", &wrong));
  MUST(goes(w, id, DELPHI_CLOSED));
  struct delphi_agreed_list agreed;
  MUST(delphi_agreed(&w->s->c, id, &agreed));
  assert_int_equal(agreed.count, 1);
  assert_string_equal(agreed.at[0].code, "D001");
  assert_int_equal(agreed.at[0].groups, 2);                                                /* directors agree, on less */
}

static void a_group_in_which_nobody_takes_part_opens_no_third_round(void **state)
{
  struct world *const w = *state;
  const struct id id = in_rating(w, 2, DELPHI_QUANTILE_7, 1);
  static const char *const agree[][2] = { { "a@proef.invalid", "beleid" }, { "b@proef.invalid", "beleid" }, { "d@proef.invalid", "zorg" }, { "e@proef.invalid", "zorg" } };
  for (size_t i = 0; i < COUNT(agree); i++) {
    const struct delphi_expert e = expert_of(w, id, agree[i][0], agree[i][1]);
    MUST(rates(w, &e, "D001", 6));
  }
  const struct delphi_expert h = expert_of(w, id, "h@proef.invalid", "bestuur");
  MUST(delphi_expert_stop(&w->s->c, id, h.id));
  MUST(goes(w, id, DELPHI_BETWEEN));
  REFUSED(goes(w, id, DELPHI_AGAIN));
}

/* --- criteria ---------------------------------------------------------------------------------------------------------- */

static void what_was_agreed_becomes_criteria_of_the_screening_of_offers(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  const struct id id = in_rating(w, 2, DELPHI_QUANTILE_7, 2);
  static const char *const all[][2] = { { "a@proef.invalid", "beleid" }, { "b@proef.invalid", "beleid" }, { "d@proef.invalid", "zorg" }, { "e@proef.invalid", "zorg" } };
  struct id questionnaire, again;
  struct questionnaire q;
  struct definition d;
  for (size_t i = 0; i < COUNT(all); i++) {
    const struct delphi_expert e = expert_of(w, id, all[i][0], all[i][1]);
    MUST(rates(w, &e, "D001", 7));
    MUST(rates(w, &e, "D002", 2));
  }
  MUST(goes(w, id, DELPHI_BETWEEN));
  REFUSED(delphi_criteria(c, id, &questionnaire));                       /* not finished */
  MUST(goes(w, id, DELPHI_CLOSED));
  MUST(delphi_criteria(c, id, &questionnaire));
  MUST(delphi_criteria(c, id, &again));
  assert_true(id_same(questionnaire, again));                            /* once more is the same draft */
  MUST(questionnaire_get(c, questionnaire, &q));
  assert_string_equal(q.name, OFFER_QUESTIONNAIRE);
  assert_int_equal(q.state, QUESTIONNAIRE_DRAFT);
  MUST(questionnaire_definition(c, &q, &d));
  const struct item *const group = &d.items[d.count - 2], *const criterion = &d.items[d.count - 1];
  assert_string_equal(group->text[LANG_NL], "Proef");
  assert_int_equal(group->end, d.count);                                 /* one of the two was agreed to be important */
  assert_string_equal(criterion->text[LANG_NL], "Stelling nummer 1");
  assert_int_equal(criterion->option_count, 4);
}

/* --- the report -------------------------------------------------------------------------------------------------------- */

static void no_wrong(struct ctx *c, const struct csv_wrong *row, void *arg)
{
  (void)c;
  (void)arg;
  print_error("row %zu: %s\n", row->row, row->text);
  assert_true(false);
}

/* As `kentering delphi analyse` on the file. */
static const char *analysed(struct world *w, const char *csv, struct consensus_terms terms)
{
  struct ctx *const c = &w->s->c;
  struct ratings r = { .room = 0 };
  struct buf b = { 0 };
  size_t bad;
  FILE *const in = fmemopen((void *)(uintptr_t)csv, strlen(csv), "r");
  MUST(ratings_read(c, in, no_wrong, NULL, &r, &bad));
  fclose(in);
  const struct verdicts v = ratings_judge(c, &r, terms);
  verdicts_json(&v, terms, &b);
  ratings_release(&r);
  return buf_to_arena(&c->arena, &b);
}

static void the_report_says_what_the_analysis_of_the_export_says(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  for (uint64_t seed = 1; seed <= 6; seed++) {
    chance_seed(seed);
    const struct id id = in_rating(w, (int32_t)(seed % 4), seed % 2 ? DELPHI_QUANTILE_7 : DELPHI_QUANTILE_6, 12);
    all_rate(w, id);
    MUST(goes(w, id, DELPHI_BETWEEN));
    MUST(goes(w, id, DELPHI_AGAIN));
    all_rate(w, id);
    MUST(goes(w, id, DELPHI_CLOSED));
    const struct delphi_study s = study_of(w, id);
    struct buf csv = { 0 }, json = { 0 };
    struct delphi_report report;
    struct delphi_agreed_list agreed;
    MUST(delphi_ratings_csv(c, &s, &csv));
    MUST(delphi_verdicts_json(c, &s, &json));
    const char *const by_file = analysed(w, buf_text(&csv), delphi_terms(&s));
    assert_string_equal(buf_text(&json), by_file);
    assert_null(strstr(buf_text(&csv), "proef.invalid"));
    MUST(delphi_report(c, &s, &report));
    MUST(delphi_agreed(c, id, &agreed));
    assert_int_equal(agreed.count, report.table.count);
    const char *const table = strstr(by_file, "\"table\":[");
    for (size_t i = 0; i < report.all.count; i++)
      assert_int_equal(report.all.at[i].important >= IMPORTANT_GROUPS_LEAST, strstr(table, report.all.at[i].statement->code) != NULL);
    buf_release(&csv);
    buf_release(&json);
  }
}

static void all_the_same_nobody_and_one_expert_are_reported_without_guessing(void **state)
{
  struct world *const w = *state;
  const struct id id = in_rating(w, 2, DELPHI_QUANTILE_7, 2);
  static const char *const zorg[] = { "d@proef.invalid", "e@proef.invalid", "f@proef.invalid", "g@proef.invalid" };
  for (size_t i = 0; i < COUNT(zorg); i++) {
    const struct delphi_expert e = expert_of(w, id, zorg[i], "zorg");
    MUST(rates(w, &e, "D001", 7));
  }
  const struct delphi_expert h = expert_of(w, id, "h@proef.invalid", "bestuur");
  MUST(rates(w, &h, "D001", 7));
  const struct delphi_study s = study_of(w, id);
  struct delphi_report r;
  MUST(delphi_report(&w->s->c, &s, &r));
  const struct group_verdict *const of = r.all.at[0].groups;                               /* in the order of the study: policy, care, directors */
  assert_int_equal(of[0].round, 0);
  assert_true(of[1].is.important && of[1].is.median == 7 * QUARTERS && of[1].is.iqd == 0);
  assert_true(of[2].is.rule == CONSENSUS_NONE && !of[2].is.agreed);
  assert_int_equal(r.all.at[1].groups[1].round, 0);
  assert_int_equal(r.table.count, 0);
}

/* --- experts ----------------------------------------------------------------------------------------------------------- */

static void somebody_in_two_groups_counts_in_both(void **state)
{
  struct world *const w = *state;
  const struct id id = new_study(w, 2, DELPHI_QUANTILE_7);
  struct delphi_wrong_line_list wrong;
  adds_experts(w, id, "a@proef.invalid; A; beleid\nA@proef.invalid; A; zorg");
  REFUSED(delphi_experts_add(&w->s->c, id, "a@PROEF.invalid; Nog eens; Zorg", &wrong));
  assert_int_equal(wrong.count, 1);
  MUST(goes(w, id, DELPHI_CODING));
  makes_statement(w, id, "Thema", "Een stelling");
  MUST(goes(w, id, DELPHI_RATING));
  const struct delphi_expert one = expert_of(w, id, "a@proef.invalid", "beleid"), two = expert_of(w, id, "a@proef.invalid", "zorg");
  const char *first, *second;
  MUST(delphi_link(&w->s->c, one.id, &first));
  MUST(delphi_link(&w->s->c, two.id, &second));
  assert_string_not_equal(first, second);
  MUST(rates(w, &one, "D001", 2));
  MUST(rates(w, &two, "D001", 7));
  const struct delphi_study s = study_of(w, id);
  struct delphi_report r;
  MUST(delphi_report(&w->s->c, &s, &r));
  assert_int_equal(r.all.at[0].groups[0].is.median, 2 * QUARTERS);
  assert_int_equal(r.all.at[0].groups[1].is.median, 7 * QUARTERS);
}

static void experts_are_added_all_or_none_and_every_wrong_line_is_named(void **state)
{
  struct world *const w = *state;
  const struct id id = new_study(w, 2, DELPHI_QUANTILE_7);
  struct delphi_wrong_line_list wrong;
  struct delphi_expert_list list;
  REFUSED(delphi_experts_add(&w->s->c, id, "a@proef.invalid; A; beleid\r\ngeen mail; B; zorg\r\n\r\nc@proef.invalid; ; zorg\r\nd@proef.invalid; D; niemand\r\n"
    "e@proef.invalid; E\r\na@proef.invalid; A; beleid\r\n", &wrong));
  static const size_t lines[] = { 2, 4, 5, 6, 7 };
  assert_int_equal(wrong.count, COUNT(lines));
  for (size_t i = 0; i < COUNT(lines); i++) assert_int_equal(wrong.at[i].line, lines[i]);
  MUST(delphi_experts(&w->s->c, id, &list));
  assert_int_equal(list.count, 0);
  adds_experts(w, id, "  A@Proef.invalid ;\tA A ; BELEID \nb@proef.invalid\tB\tzorg\n\n");
  MUST(delphi_experts(&w->s->c, id, &list));
  assert_int_equal(list.count, 2);
  assert_string_equal(list.at[0].mail, "a@proef.invalid");
  assert_string_equal(list.at[0].group_name, "beleid");
}

static void nothing_of_another_region_is_read_or_changed(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  const struct id id = new_study(w, 2, DELPHI_QUANTILE_7);
  adds_experts(w, id, team);
  MUST(goes(w, id, DELPHI_CODING));
  const struct id statement = makes_statement(w, id, "Thema", "Een"), other = makes_statement(w, id, "Thema", "Twee");
  const struct delphi_study s = study_of(w, id);
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid");
  c->scope.region = "zeeland";
  struct delphi_study out;
  struct delphi_study_list list;
  struct delphi_statement st = { .id = statement, .version = 1, .theme = "Thema", .text = "Anders" };
  struct delphi_wrong_line_list wrong;
  struct delphi_expert_list experts;
  struct delphi_statement_list statements;
  struct delphi_agreed_list agreed;
  struct id made;
  size_t count;
  MUST(delphi_studies(c, &list));
  assert_int_equal(list.count, 0);
  const int codes[] = { delphi_study_get(c, id, &out), delphi_study_change(c, &s), delphi_study_delete(c, id), delphi_go(c, id, DELPHI_CODING, DELPHI_RATING, c->today),
    delphi_prolong(c, id, c->today), delphi_experts_add(c, id, team, &wrong), delphi_experts(c, id, &experts), delphi_expert_stop(c, id, a.id), delphi_remind(c, id, &count), delphi_expert_return(c, id, a.id),
    delphi_code(c, id, &(struct delphi_code){ .answer = statement }), delphi_statements(c, id, &statements), delphi_statement_get(c, statement, &st, &out),
    delphi_statement_add(c, id, "Thema", "Drie", NULL, &made), delphi_statement_change(c, &st), delphi_statement_delete(c, statement), delphi_merge(c, statement, other),
    delphi_import(c, id, "theme,text\nThema,Drie\n", &wrong), delphi_agreed(c, id, &agreed) };
  for (size_t i = 0; i < COUNT(codes); i++) {
    if (codes[i] != ERR_NOT_FOUND) print_error("call %zu\n", i);
    assert_int_equal(codes[i], ERR_NOT_FOUND);
  }
}

static void pages_of_another_region_answer_as_if_they_were_not_there(void **state)
{
  struct world *const w = *state;
  char path[200];
  const struct id id = new_study(w, 2, DELPHI_QUANTILE_7);
  assert_int_equal(asks(w, COORDINATOR, 1, with_id(path, "/werk/delphi/", id, ""), NULL), 200);
  struct delphi_study s = study_of(w, id);
  s.region = "zeeland";
  MUST(global_update(&w->s->c, delphi_study, &s));
  static const char *const rest[] = { "", "/wijzigen", "/deskundigen", "/antwoorden", "/stellingen", "/inlezen", "/uitkomsten", "/oordelen.csv", "/uitkomsten.json", "/stellingen.csv" };
  for (size_t i = 0; i < COUNT(rest); i++) assert_int_equal(asks(w, COORDINATOR, 2 + i, with_id(path, "/werk/delphi/", id, rest[i]), NULL), 404);
  static const char *const posts[] = { "/weg", "/herinneren", "/stoppen" };
  for (size_t i = 0; i < COUNT(posts); i++) assert_int_equal(asks(w, COORDINATOR, 20 + i, with_id(path, "/werk/delphi/", id, posts[i]), i == 2 ? "expert=0b7e0000-0000-4000-8000-000000000000" : ""), 404);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    T(rounds_go_in_order_only),
    T(a_round_opens_only_with_what_it_needs),
    T(what_consensus_is_stays_once_rating_began),
    T(round_three_asks_each_group_exactly_what_it_does_not_agree_on),
    T(where_all_agree_there_is_no_third_round),
    T(a_group_in_which_nobody_takes_part_opens_no_third_round),
    T(what_was_agreed_becomes_criteria_of_the_screening_of_offers),
    T(the_report_says_what_the_analysis_of_the_export_says),
    T(all_the_same_nobody_and_one_expert_are_reported_without_guessing),
    T(somebody_in_two_groups_counts_in_both),
    T(experts_are_added_all_or_none_and_every_wrong_line_is_named),
    T(nothing_of_another_region_is_read_or_changed),
    T(pages_of_another_region_answer_as_if_they_were_not_there),
  };
  return cmocka_run_group_tests_name("delphi studies", tests, NULL, NULL);
}
