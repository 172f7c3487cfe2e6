/* Surveys: who answers by which link, until when, and what is asked of whom again. */
#include "surveys_helper.h"
#include "offers.h"

static int set_up(void **state) { *state = surveys_world(); return 0; }
static int tear_down(void **state) { world_free(*state); return 0; }

static int64_t rows(struct world *w, const char *table) { return raw_number(w->s, JOIN(&w->s->c.arena, "SELECT count(*) FROM ", table)); }

static struct survey survey_now(struct world *w, struct id id)
{
  struct survey s;
  as(w, LEADER);
  MUST(survey_get(&w->s->c, id, &s));
  return s;
}

/* --- answering -------------------------------------------------------------------------------------------------------------- */

static void an_answer_comes_by_its_link_once_and_is_counted(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  const struct id id = is_sent(w, NO, "; Team Noord\n; Team Zuid\n");
  struct survey_results r;
  struct survey_rate_list rates;
  const struct says said = { "far", "yes", "Omdat het helpt", 7 };
  const char *const link = link_of(w, id, 0);
  MUST(answers(w, link, &said));
  assert_int_equal(answers(w, link, &said), ERR_INVALID);
  as(w, LEADER);
  MUST(survey_results(c, id, &r));
  assert_int_equal(r.all.counts.answered, 1);
  assert_int_equal(r.all.counts.at[definition_find(&r.definition, "a")].of[1], 1);
  assert_int_equal(r.all.counts.at[definition_find(&r.definition, "c")].of[7], 1);
  MUST(results_of_teams(c, &r));
  assert_int_equal(r.teams.count, 1);
  assert_string_equal(r.teams.at[0].team, "Team Noord");
  MUST(survey_rates(c, id, &rates));
  assert_int_equal(rates.count, 2);
  assert_true(rates.at[0].invited.n == 1 && rates.at[0].answered.n == 1 && rates.at[1].answered.n == 0);
  assert_int_equal(rows(w, "survey_draft"), 0);
  assert_int_equal(rows(w, "survey_response"), 1);
}

static void looking_at_a_link_changes_nothing(void **state)
{
  struct world *const w = *state;
  const struct id id = is_sent(w, YES, links_for(&w->s->c, "Team", 6));
  const char *const link = link_of(w, id, 0);
  struct survey_visit v;
  const int64_t journal = rows(w, "journal");
  for (int i = 0; i < 3; i++) MUST(visits(w, link, &v));
  assert_true(v.open);
  assert_int_equal(rows(w, "survey_draft"), 0);
  assert_int_equal(rows(w, "journal"), journal);
}

static int keep_text(struct ctx *c, void *arg)
{
  const struct answering *const a = arg;
  struct survey_visit v;
  struct survey_part_list parts;
  TRY(visits(a->w, a->link, &v));
  TRY(survey_parts(c, &v.answers, &parts));
  const char *const seen = answers_mark(c, &v.answers, parts.at[1].from, parts.at[1].to);
  return survey_keep_page(c, &v, &parts.at[1], &(struct page_form){ .seen = seen, .answer = "d=een%0D%0Atwee%09drie" });
}

/* As a browser sends what was typed on several lines. */
static void an_open_answer_of_several_lines_is_kept_and_read_again(void **state)
{
  struct world *const w = *state;
  struct survey_visit v;
  const struct id id = is_sent(w, NO, "; Team Noord\n");
  const char *const link = link_of(w, id, 0);
  MUST(db_transaction(&w->s->c, keep_text, &(struct answering){ w, link, NULL }));
  MUST(visits(w, link, &v));
  assert_string_equal(v.answers.at[definition_find(&v.definition, "d")].text, "een\ntwee drie");
  MUST(answers(w, link, &(struct says){ .works = "yes", .many = -1 }));
}

static int keep_nothing(struct ctx *c, void *arg)
{
  const struct answering *const a = arg;
  struct survey_visit v;
  struct survey_part_list parts;
  TRY(visits(a->w, a->link, &v));
  TRY(survey_parts(c, &v.answers, &parts));
  return survey_keep_page(c, &v, &parts.at[0], &(struct page_form){ .seen = answers_mark(c, &v.answers, parts.at[0].from, parts.at[0].to), .answer = "" });
}

/* Who skips all of the first page goes on by the same link. */
static void a_page_that_is_left_without_an_answer_can_be_gone_back_to(void **state)
{
  struct world *const w = *state;
  struct survey_visit v;
  const char *const link = link_of(w, is_sent(w, NO, "; Team Noord\n"), 0);
  MUST(db_transaction(&w->s->c, keep_nothing, &(struct answering){ w, link, NULL }));
  MUST(visits(w, link, &v));
  assert_true(v.open && id_known(v.draft));
  MUST(answers(w, link, &(struct says){ .works = "yes", .many = -1 }));
}

struct keeping { struct world *w; const char *link, *value, *seen; };
static int keep_body(struct ctx *c, void *arg)
{
  const struct keeping *const k = arg;
  struct survey_visit v;
  struct survey_part_list parts;
  TRY(visits(k->w, k->link, &v));
  TRY(survey_parts(c, &v.answers, &parts));
  return survey_keep_page(c, &v, &parts.at[0], &(struct page_form){ .seen = k->seen, .answer = JOIN(&c->arena, "a=", k->value) });
}
static int keeps(struct world *w, const char *link, const char *value, const char *seen) { return db_transaction(&w->s->c, keep_body, &(struct keeping){ w, link, value, seen }); }

static const char *mark_of(struct world *w, const char *link)
{
  struct survey_visit v;
  struct survey_part_list parts;
  MUST(visits(w, link, &v));
  MUST(survey_parts(&w->s->c, &v.answers, &parts));
  return answers_mark(&w->s->c, &v.answers, parts.at[0].from, parts.at[0].to);
}

static void what_was_filled_in_is_there_again_and_another_window_does_not_undo_it_unseen(void **state)
{
  struct world *const w = *state;
  struct survey_visit v;
  const struct id id = is_sent(w, NO, "; Team Noord\n");
  const char *const link = link_of(w, id, 0), *const seen = mark_of(w, link);
  MUST(keeps(w, link, "far", seen));
  MUST(visits(w, link, &v));
  assert_int_equal(v.answers.at[definition_find(&v.definition, "a")].options, 2);
  assert_int_equal(keeps(w, link, "not", seen), ERR_INVALID);              /* the second window was opened before */
  MUST(keeps(w, link, "far", seen));                                       /* both say the same: nothing to tell */
  MUST(keeps(w, link, "not", mark_of(w, link)));
  assert_int_equal(rows(w, "survey_draft"), 1);
}

static void what_must_be_answered_is_asked_for_before_sending(void **state)
{
  struct world *const w = *state;
  const struct id id = is_sent(w, NO, "; Team Noord\n");
  assert_int_equal(answers(w, link_of(w, id, 0), &(struct says){ "far", NULL, NULL, -1 }), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "b");
  assert_int_equal(rows(w, "survey_response"), 0);
}

static void a_link_is_worth_nothing_before_sending_after_closing_or_forged(void **state)
{
  struct world *const w = *state;
  struct survey_visit v;
  const struct id id = is_made(w, NO, "; Team Noord\n; Team Zuid\n");
  const struct says said = { .works = "yes", .many = -1 };
  assert_int_equal(visits(w, link_of(w, id, 0), &v), ERR_NOT_FOUND);
  as(w, LEADER);
  MUST(survey_send(&w->s->c, id));
  char *const forged = arena_text(&w->s->c.arena, link_of(w, id, 0), 43);
  forged[5] = forged[5] == 'A' ? 'B' : 'A';
  assert_int_equal(visits(w, forged, &v), ERR_NOT_FOUND);
  as(w, LEADER);
  closes(w, id);
  MUST(visits(w, link_of(w, id, 0), &v));
  assert_false(v.open);
  assert_int_equal(answers(w, link_of(w, id, 0), &said), ERR_INVALID);
}

static void nobody_answers_after_the_last_day_also_if_no_job_ran(void **state)
{
  struct world *const w = *state;
  struct survey_visit v;
  const struct id id = is_sent(w, NO, "; Team Noord\n");
  const char *const link = link_of(w, id, 0);
  goes_on(w, 28);
  MUST(visits(w, link, &v));
  assert_true(v.open);
  goes_on(w, 1);
  MUST(visits(w, link, &v));
  assert_false(v.open);
  runs(w);
  assert_true(instant_known(survey_now(w, id).closed));
}

/* --- questions that change meanwhile --------------------------------------------------------------------------------------------- */

static void who_answers_keeps_the_questions_that_were_sent(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct survey_visit v;
  struct id next;
  const struct id id = is_sent(w, NO, "; Team Noord\n");
  const char *const link = link_of(w, id, 0);
  MUST(keeps(w, link, "far", mark_of(w, link)));
  as(w, LEADER);
  MUST(questionnaire_begin(c, &(struct questionnaire_form){ .from = "proef" }, &next));
  MUST(questionnaire_move_item(c, next, "g", MOVE_OUT));
  MUST(questionnaire_make_ready(c, next));
  MUST(visits(w, link, &v));
  assert_int_equal(v.definition.count, 5);
  assert_int_equal(v.answers.at[definition_find(&v.definition, "a")].options, 2);
  as(w, LEADER);
  assert_int_equal(questionnaire_move_item(c, next, "c", MOVE_OUT), ERR_INVALID);      /* ready: not any more */
}

/* --- who is asked ---------------------------------------------------------------------------------------------------------------------- */

static void a_list_of_people_is_taken_whole_or_not_at_all(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct survey_invitation_list list;
  size_t added;
  const struct id id = is_made(w, NO, "");
  assert_int_equal(survey_invite(c, id, "een@proef.invalid; Team Noord\nniemand; Team Zuid\n", &added), ERR_INVALID);
  assert_string_equal(c->error.field, "lines");
  assert_non_null(strstr(c->error.text, "2"));
  MUST(survey_invitations(c, id, &list));
  assert_int_equal(list.count, 0);
  MUST(survey_invite(c, id, "Een@Proef.invalid; Team Noord\r\n\r\n een@proef.invalid ;Team Noord \neen@proef.invalid\tTeam Zuid\n", &added));
  assert_int_equal(added, 2);
  MUST(survey_invite(c, id, "een@proef.invalid; Team Zuid", &added));
  assert_int_equal(added, 0);
  assert_int_equal(survey_invite(c, id, "renée@proef.invalid; Team Zuid", &added), ERR_INVALID);      /* not silently another's address */
}

static void nothing_of_another_region_can_be_read_or_changed(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct survey s;
  struct survey_results r;
  struct survey_invitation_list list;
  size_t added;
  const struct id id = is_sent(w, NO, "; Team Noord\n");
  as(w, LEADER);
  MUST(survey_get(c, id, &s));
  c->scope.region = "zeeland";
  assert_int_equal(survey_get(c, id, &s), ERR_NOT_FOUND);
  assert_int_equal(survey_results(c, id, &r), ERR_NOT_FOUND);
  assert_int_equal(survey_invitations(c, id, &list), ERR_NOT_FOUND);
  assert_int_equal(survey_invite(c, id, "; X", &added), ERR_NOT_FOUND);
  assert_int_equal(survey_end(c, id), ERR_NOT_FOUND);
  assert_int_equal(survey_drop(c, id), ERR_NOT_FOUND);
  struct questionnaire q;
  assert_int_equal(questionnaire_get(c, s.questionnaire, &q), ERR_NOT_FOUND);
}

/* --- messages ---------------------------------------------------------------------------------------------------------------------------- */

static int64_t messages(struct world *w) { return rows(w, "message"); }

static void who_is_silent_is_reminded_after_a_week_and_before_the_end_once_each_also_after_a_stop(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  w->config.smtp_url = "smtp://127.0.0.1:1";
  w->config.mail_from = "noreply@proef.invalid";
  w->config.public_url = "https://proef.invalid";
  w->config.quiet_hours = "00:00-00:00";
  MUST(outbox_open(c, &w->config, &w->app.outbox));
  const struct id id = is_sent(w, NO, "een@proef.invalid; Team Noord\ntwee@proef.invalid; Team Zuid\n; Team Zonder\n");
  runs(w);
  runs(w);
  assert_int_equal(messages(w), 2);
  MUST(answers(w, link_of(w, id, 2), &(struct says){ .works = "yes", .many = -1 }));
  goes_on(w, 6);
  runs(w);
  assert_int_equal(messages(w), 2);
  goes_on(w, 8);                                                   /* a week's stop */
  runs(w);
  runs(w);
  assert_int_equal(messages(w), 3);
  as(w, LEADER);
  MUST(survey_remind(c, id));
  assert_int_equal(survey_remind(c, id), ERR_INVALID);
  runs(w);
  assert_int_equal(messages(w), 3);                                /* it went today already */
  goes_on(w, 1);
  as(w, LEADER);
  MUST(survey_remind(c, id));
  goes_on(w, 1);
  runs(w);
  assert_int_equal(messages(w), 4);                                /* nothing ran on the day it was asked: a day later it does */
  goes_on(w, 10);                                                  /* two days before the end */
  runs(w);
  runs(w);
  assert_int_equal(messages(w), 5);
  goes_on(w, 1);
  as(w, LEADER);
  MUST(survey_remind(c, id));
  runs(w);
  assert_int_equal(messages(w), 5);                                /* three times is enough */
}

static void addresses_are_forgotten_when_it_closes(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct survey_invitation_list list;
  const struct id id = is_sent(w, NO, "een@proef.invalid; Team Noord\n");
  as(w, LEADER);
  closes(w, id);
  MUST(survey_invitations(c, id, &list));
  assert_null(list.at[0].mail);
  assert_string_equal(list.at[0].team, "Team Noord");
}

static void a_survey_that_cannot_be_closed_does_not_stop_the_others(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  bool more;
  const struct id broken = is_sent(w, YES, links_for(c, "Team", 6)), good = is_sent(w, NO, "; Team Noord\n");
  for (size_t i = 0; i < 5; i++) MUST(answers(w, link_of(w, broken, i), &(struct says){ .works = "yes", .many = -1 }));
  struct survey s = survey_now(w, broken);
  struct questionnaire q;
  MUST(questionnaire_get(c, s.questionnaire, &q));
  q.json = quoted(c, "{'resourceType':'Questionnaire'}");
  MUST(global_update(c, questionnaire, &q));
  goes_on(w, 40);
  MUST(db_transaction(c, run_body, &more));
  while (more) if (db_transaction(c, run_body, &more) != OK) break;
  assert_true(instant_known(survey_now(w, good).closed));
  assert_false(instant_known(survey_now(w, broken).closed));
  assert_int_equal(db_transaction(c, run_body, &more), ERR_INVALID);
}

/* --- about an offer ---------------------------------------------------------------------------------------------------------------------- */

static int answer_quality(struct ctx *c, void *arg)
{
  const struct answering *const a = arg;
  struct survey_visit v;
  TRY(visits(a->w, a->link, &v));
  for (size_t i = 0; i < v.definition.count; i++) if (v.definition.items[i].required) set(c, &v, v.definition.items[i].link_id, "yes");
  set(c, &v, "QR1", "partly");
  set(c, &v, "requirements-note", "Wij bellen ook de partner.");
  return survey_answer(c, &v);
}

static void what_a_provider_answers_about_an_offer_stands_with_the_offer(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct id offer, id;
  struct offer o;
  size_t added;
  console(w);
  MUST(offer_add(c, &(struct offer_line){ .offer = { .name = "Proefgroep", .kind = KIND_HELP, .status = STATUS_ACTIVE, .regions = "oost-brabant", .summary = "Een groep.",
    .ask_at = "intake@proef.invalid" }, .provider = "Proefhulp" }, &offer));
  as(w, LEADER);
  const struct survey_form f = { .questionnaire_name = OFFER_QUESTIONNAIRE, .survey = { .title = "Kwaliteit", .anonymous = YES, .until = date_plus_days(c->today, 28) } };
  struct survey_form named = f;
  named.survey.anonymous = NO;
  assert_int_equal(survey_add(c, &f, &id), ERR_INVALID);
  MUST(survey_add(c, &named, &id));
  MUST(survey_invite_offers(c, id, &added));
  assert_int_equal(added, 1);
  MUST(survey_send(c, id));
  MUST(db_transaction(c, answer_quality, &(struct answering){ w, link_of(w, id, 0), NULL }));
  MUST(global_get(c, offer, offer, &o));
  assert_true(o.quality.count > 2);
  assert_string_equal(o.quality.at[0].answer, "Deels");
  assert_string_equal(o.quality.at[1].answer, "Ja");
  assert_int_equal(o.quality_on.ymd, c->today.ymd);
}

/* --- beside others ------------------------------------------------------------------------------------------------------------------------- */

static void years_compare_by_question_and_regions_only_where_they_share_and_are_many(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct survey_results r;
  struct compared then;
  const struct id first = is_sent(w, NO, links_for(c, "Team", 6)), second = is_sent(w, NO, links_for(c, "Team", 3));
  for (size_t i = 0; i < 6; i++) MUST(answers(w, link_of(w, first, i), &(struct says){ i < 4 ? "far" : NULL, "yes", NULL, -1 }));
  as(w, LEADER);
  MUST(survey_results(c, second, &r));
  assert_int_equal(survey_compared(c, &r, first, &then), ERR_NOT_FOUND);       /* not closed */
  closes(w, first);
  MUST(survey_compared(c, &r, first, &then));
  const size_t a = definition_find(&r.definition, "a"), b = definition_find(&r.definition, "b");
  assert_int_equal(then.shown.counts.at[a].of[1], 4);
  assert_false(then.shown.hidden[a]);
  r.survey.region = "zeeland";                                                 /* as another region's would be */
  assert_int_equal(survey_compared(c, &r, first, &then), ERR_NOT_FOUND);
  struct survey s = survey_now(w, first);
  s.shared = YES;
  MUST(global_update(c, survey, &s));
  MUST(survey_compared(c, &r, first, &then));
  assert_true(then.shown.hidden[a] && !then.shown.hidden[b]);
}

static void what_is_about_a_person_is_not_sent_to_many(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct questionnaire_line_list all;
  struct id id;
  size_t persons = 0;
  as(w, LEADER);
  MUST(questionnaires_of_region(c, &all));
  for (size_t i = 0; i < all.count; i++) persons += all.at[i].about_person;
  assert_int_equal(persons, 2);                    /* those that come with the program: outcomes, safety */
  struct survey_form f = { .questionnaire_name = "safety", .survey = { .title = "Proefvraag", .anonymous = NO, .until = date_plus_days(c->today, 28) } };
  assert_int_equal(survey_add(c, &f, &id), ERR_INVALID);
  assert_string_equal(c->error.field, "questionnaire_name");
  MUST(questionnaire_begin(c, &(struct questionnaire_form){ .from = "proef" }, &id));
  MUST(questionnaire_put_head(c, id, &(struct head_form){ .title = "Proef", .about = ABOUT_PERSON }));
  f.questionnaire_name = "proef";
  MUST(survey_add(c, &f, NULL));                   /* the version that is ready is still for many */
  goes_on(w, 1);
  MUST(questionnaire_make_ready(c, id));
  assert_int_equal(survey_add(c, &f, NULL), ERR_INVALID);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(an_answer_comes_by_its_link_once_and_is_counted),
    TEST(looking_at_a_link_changes_nothing),
    TEST(what_was_filled_in_is_there_again_and_another_window_does_not_undo_it_unseen),
    TEST(an_open_answer_of_several_lines_is_kept_and_read_again),
    TEST(a_page_that_is_left_without_an_answer_can_be_gone_back_to),
    TEST(what_must_be_answered_is_asked_for_before_sending),
    TEST(a_link_is_worth_nothing_before_sending_after_closing_or_forged),
    TEST(nobody_answers_after_the_last_day_also_if_no_job_ran),
    TEST(who_answers_keeps_the_questions_that_were_sent),
    TEST(a_list_of_people_is_taken_whole_or_not_at_all),
    TEST(nothing_of_another_region_can_be_read_or_changed),
    TEST(who_is_silent_is_reminded_after_a_week_and_before_the_end_once_each_also_after_a_stop),
    TEST(addresses_are_forgotten_when_it_closes),
    TEST(a_survey_that_cannot_be_closed_does_not_stop_the_others),
    TEST(what_a_provider_answers_about_an_offer_stands_with_the_offer),
    TEST(what_is_about_a_person_is_not_sent_to_many),
    TEST(years_compare_by_question_and_regions_only_where_they_share_and_are_many),
  };
  return cmocka_run_group_tests_name("surveys", tests, NULL, NULL);
}
