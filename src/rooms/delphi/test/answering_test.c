/* Experts by their links: what is saved, what two open pages do, and what happens by itself; answers that become statements. */
#include "study_helper.h"
#include "delphi_room.h"

static struct delphi_answer_list said_by(struct world *w, const struct delphi_expert *e)
{
  struct delphi_answer_list list;
  MUST(delphi_answers_of_expert(&w->s->c, e->id, &list));
  return list;
}
static int rating_on(struct world *w, const struct delphi_expert *e, const char *code)
{
  const struct delphi_seat seat = seat_of(w, e);
  struct delphi_sheet sheet;
  MUST(delphi_sheet_of(&w->s->c, &seat, &sheet));
  as(w, COORDINATOR);
  for (size_t p = 0; p < sheet.count; p++)
    for (size_t i = 0; i < sheet.pages[p].count; i++) if (strcmp(sheet.pages[p].items[i].statement->code, code) == 0) return sheet.pages[p].items[i].rating.n;
  return -1;
}
static struct id in_question(struct world *w)
{
  const struct id id = new_study(w, 2, DELPHI_QUANTILE_7);
  adds_experts(w, id, team);
  MUST(goes(w, id, DELPHI_QUESTION));
  return id;
}

/* --- the link ---------------------------------------------------------------------------------------------------------- */

/* All that a study has stored, as one text. */
static const char *stored(struct world *w, struct id id)
{
  struct ctx *const c = &w->s->c;
  struct buf b = { 0 };
  struct delphi_turn_list turns;
  struct delphi_answer_list answers;
  struct delphi_expert_list experts;
  struct delphi_remark_list remarks;
  const struct delphi_study s = study_of(w, id);
  MUST(delphi_turns_of(c, id, &turns));
  MUST(delphi_answers_of_study(c, id, &answers));
  MUST(delphi_experts_of(c, id, &experts));
  MUST(delphi_remarks_of_study(c, id, &remarks));
  MUST(delphi_ratings_csv(c, &s, &b));
  put_int(&b, s.version);
  for (size_t i = 0; i < turns.count; i++) { put_char(&b, ' '); put_int(&b, turns.at[i].version); }
  for (size_t i = 0; i < answers.count; i++) { put_char(&b, ' '); put_int(&b, answers.at[i].version); }
  for (size_t i = 0; i < experts.count; i++) { put_char(&b, ' '); put_int(&b, experts.at[i].version); }
  for (size_t i = 0; i < remarks.count; i++) { put_char(&b, ' '); put_int(&b, remarks.at[i].version); }
  return buf_to_arena(&c->arena, &b);
}

static void after_the_last_day_nothing_is_kept_also_before_a_job_closes_the_round(void **state)
{
  struct world *const w = *state;
  const struct id id = in_rating(w, 2, DELPHI_QUANTILE_7, 2);
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid");
  days_pass(w, 14);
  MUST(rates(w, &a, "D001", 7));
  days_pass(w, 1);
  assert_int_equal(rates(w, &a, "D002", 7), ERR_INVALID);
  assert_int_equal(seat_of(w, &a).state, SEAT_WAITS);
}

static void looking_by_a_link_changes_nothing(void **state)
{
  struct world *const w = *state;
  const struct id id = in_rating(w, 2, DELPHI_QUANTILE_7, 20);
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid");
  const char *token;
  char path[300];
  MUST(delphi_link(&w->s->c, a.id, &token));
  MUST(rates(w, &a, "D001", 3));
  const char *const before = stored(w, id);
  static const char *const looks[] = { "", "?thema=1", "?thema=2", "?thema=99", "?thema=x", "?send=1", "?a.D001=7", "?bewaard=1" };
  for (size_t i = 0; i < COUNT(looks); i++) {
    snprintf(path, sizeof path, "/delphi/%s%s", token, looks[i]);
    assert_int_equal(asks(w, 0, 100 + i, path, NULL), 200);
    assert_false(page_has(w, "b@proef.invalid"));
    assert_false(page_has(w, "a@proef.invalid"));
  }
  snprintf(path, sizeof path, "/delphi/%s/stoppen", token);
  assert_int_equal(asks(w, 0, 200, path, NULL), 405);
  as(w, COORDINATOR);
  assert_string_equal(stored(w, id), before);
  snprintf(path, sizeof path, "/delphi/%.*sAA", (int)strlen(token) - 2, token);
  assert_int_equal(asks(w, 0, 201, path, NULL), 404);
}

static void a_page_is_saved_by_its_form_and_sent_by_a_button(void **state)
{
  struct world *const w = *state;
  const struct id id = in_rating(w, 2, DELPHI_QUANTILE_7, 5);
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid");
  const char *token;
  char path[300];
  MUST(delphi_link(&w->s->c, a.id, &token));
  snprintf(path, sizeof path, "/delphi/%s", token);
  assert_int_equal(asks(w, 0, 1, path, "thema=1&a.D001=6&a.was.D001=&a.D004=2&a.remark=Goed&a.remark_mark="), 303);
  assert_int_equal(rating_on(w, &a, "D001"), 6);
  assert_false(instant_known(seat_of(w, &a).turn.answered));
  assert_int_equal(asks(w, 0, 2, path, "a.D001=8"), 422);
  assert_int_equal(asks(w, 0, 3, path, "a.D999=3"), 422);
  assert_int_equal(asks(w, 0, 4, path, "send=1"), 303);
  assert_true(instant_known(seat_of(w, &a).turn.answered));
  assert_int_equal(asks(w, 0, 5, path, "thema=1&a.D001=5&a.was.D001=6"), 303);               /* still, until the round closes */
  assert_int_equal(rating_on(w, &a, "D001"), 5);
  struct delphi_remark_list remarks;
  MUST(delphi_remarks_of_expert(&w->s->c, a.id, &remarks));
  assert_int_equal(remarks.count, 1);
  assert_string_equal(remarks.at[0].theme, "Eerst");
}

static void a_closed_round_and_who_stopped_refuse(void **state)
{
  struct world *const w = *state;
  const struct id id = in_rating(w, 2, DELPHI_QUANTILE_7, 3);
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid"), b = expert_of(w, id, "b@proef.invalid", "beleid");
  MUST(rates(w, &a, "D001", 6));
  struct delphi_seat seat = seat_of(w, &a);
  MUST(delphi_stop(&w->s->c, &seat));
  REFUSED(rates(w, &a, "D001", 1));
  assert_int_equal(seat_of(w, &a).state, SEAT_STOPPED);
  MUST(goes(w, id, DELPHI_BETWEEN));
  REFUSED(rates(w, &b, "D001", 1));
  assert_int_equal(seat_of(w, &b).state, SEAT_WAITS);
  as(w, COORDINATOR);
  const struct delphi_study s = study_of(w, id);
  struct delphi_report r;
  MUST(delphi_report(&w->s->c, &s, &r));
  assert_int_equal(r.all.at[0].groups[0].is.n, 1);                                         /* what was given stays */
  MUST(goes(w, id, DELPHI_AGAIN));
  REFUSED(rates(w, &a, "D001", 1));
  MUST(goes(w, id, DELPHI_CLOSED));
  assert_int_equal(seat_of(w, &b).state, SEAT_FINISHED);
  struct delphi_participation_list parts;
  as(w, COORDINATOR);
  const struct delphi_study closed = study_of(w, id);
  MUST(delphi_participation(&w->s->c, &closed, &parts));
  assert_int_equal(parts.at[0].round[2].asked, 3);
  assert_int_equal(parts.at[0].round[2].partly, 1);
  assert_int_equal(parts.at[0].round[2].stopped, 1);
  assert_int_equal(parts.at[0].round[3].asked, 2);
}

static void who_stopped_by_mistake_comes_back(void **state)
{
  struct world *const w = *state;
  const struct id id = in_rating(w, 2, DELPHI_QUANTILE_7, 3);
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid");
  struct delphi_expert_list list;
  MUST(rates(w, &a, "D001", 6));
  MUST(delphi_expert_stop(&w->s->c, id, a.id));
  MUST(goes(w, id, DELPHI_BETWEEN));
  MUST(goes(w, id, DELPHI_AGAIN));
  assert_int_equal(seat_of(w, &a).state, SEAT_STOPPED);
  as(w, COORDINATOR);
  for (int i = 0; i < 2; i++) MUST(delphi_expert_return(&w->s->c, id, a.id));
  assert_int_equal(seat_of(w, &a).state, SEAT_OPEN);
  MUST(rates(w, &a, "D001", 7));
  const struct id draft = new_study(w, 2, DELPHI_QUANTILE_7);
  adds_experts(w, draft, "fout@proef.invalid; F; beleid");
  const struct delphi_expert wrong = expert_of(w, draft, "fout@proef.invalid", "beleid");
  MUST(delphi_expert_stop(&w->s->c, draft, wrong.id));
  MUST(delphi_experts(&w->s->c, draft, &list));
  assert_int_equal(list.count, 0);                                                         /* nobody was asked yet: as if never written */
}

/* --- two pages open at once ----------------------------------------------------------------------------------------------- */

static void two_open_pages_lose_nothing_of_one_another(void **state)
{
  struct world *const w = *state;
  const struct id id = in_rating(w, 2, DELPHI_QUANTILE_7, 2);
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid");
  MUST(rates(w, &a, "D001", 3));
  MUST(rates(w, &a, "D001", 5));                                                           /* the other page */
  MUST(says(w, &a, (struct form_answer[]){ { "D001", "3" }, { "was.D001", "3" }, { "D002", "7" }, { "was.D002", "" } }, 4, false));
  assert_int_equal(rating_on(w, &a, "D001"), 5);
  assert_int_equal(rating_on(w, &a, "D002"), 7);
  MUST(says(w, &a, (struct form_answer[]){ { "D001", "4" }, { "was.D001", "3" } }, 2, false));
  assert_int_equal(rating_on(w, &a, "D001"), 4);                                           /* touched there: the last one counts */
}

static void answers_of_two_pages_both_stay(void **state)
{
  struct world *const w = *state;
  const struct id id = in_question(w);
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid");
  MUST(answers(w, &a, "t1", "  Snel\r\nterugbellen "));
  MUST(says(w, &a, (struct form_answer[]){ { "t1", "Een vast gezicht" }, { "m1", "" }, { "t2", "" }, { "m2", "" } }, 4, false));
  struct delphi_answer_list list = said_by(w, &a);
  assert_int_equal(list.count, 2);
  assert_string_equal(list.at[0].text, "Snel\nterugbellen");
  assert_string_equal(list.at[1].text, "Een vast gezicht");
  MUST(says(w, &a, (struct form_answer[]){ { "t1", "" }, { "m1", "" } }, 2, false));         /* a page of before anything was written empties nothing */
  assert_int_equal(said_by(w, &a).count, 2);
  MUST(says(w, &a, (struct form_answer[]){ { "t1", "" }, { "m1", delphi_mark(&w->s->c, "Snel\nterugbellen") } }, 2, false));
  list = said_by(w, &a);
  assert_int_equal(list.count, 1);
  assert_string_equal(list.at[0].text, "Een vast gezicht");
}

static void fifteen_answers_are_the_most(void **state)
{
  struct world *const w = *state;
  const struct id id = in_question(w);
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid");
  char place[16], text[32], *const long_text = arena_alloc(&w->s->c.arena, 600);
  for (int i = 1; i <= 17; i++) {
    snprintf(place, sizeof place, "t%d", i);
    snprintf(text, sizeof text, "Antwoord %d", i);
    MUST(answers(w, &a, place, text));
  }
  assert_int_equal(said_by(w, &a).count, DELPHI_ANSWERS_MOST);
  REFUSED(answers(w, &a, "t1", "Nog een"));                                                /* of a page that knows of none */
  memset(long_text, 'x', 501);
  REFUSED(answers(w, &a, "t2", long_text));
  assert_int_equal(said_by(w, &a).count, DELPHI_ANSWERS_MOST);
}

/* --- by itself --------------------------------------------------------------------------------------------------------------- */

static size_t runs(struct world *w, const char *key)
{
  size_t times = 0;
  w->s->c.scope = (struct scope){ .reach = REACH_ALL };
  for (const struct job_kind *k = delphi_room.jobs; k->key; k++) {
    if (strcmp(k->key, key) != 0) continue;
    for (bool more = true; more && times < 50; times++) {
      more = false;
      MUST(k->run(&w->s->c, NULL, &more));
    }
  }
  as(w, COORDINATOR);
  return times;
}
static void a_day(struct world *w)
{
  runs(w, "delphi.close");
  runs(w, "delphi.remind");
}

static void a_round_reminds_once_and_closes_the_day_after_its_last(void **state)
{
  struct world *const w = *state;
  sends_mail(w);
  const struct id id = in_question(w);
  assert_int_equal(messages(w, "delphi.asked"), 8);
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid"), b = expert_of(w, id, "b@proef.invalid", "beleid");
  MUST(says(w, &a, (struct form_answer[]){ { "t1", "Iets" } }, 1, true));
  MUST(delphi_expert_stop(&w->s->c, id, b.id));
  for (int day = 1; day <= 10; day++) { days_pass(w, 1); a_day(w); }
  assert_int_equal(messages(w, "delphi.reminder"), 0);
  for (int day = 11; day <= 14; day++) { days_pass(w, 1); a_day(w); }
  assert_int_equal(messages(w, "delphi.reminder"), 6);                                     /* without who answered and who stopped */
  assert_int_equal(study_of(w, id).stage, DELPHI_QUESTION);
  days_pass(w, 1);
  a_day(w);
  assert_int_equal(study_of(w, id).stage, DELPHI_CODING);
}

static void after_a_weeks_stop_everything_happens_once(void **state)
{
  struct world *const w = *state;
  sends_mail(w);
  const struct id one = in_question(w), two = in_rating(w, 2, DELPHI_QUANTILE_7, 2);
  MUST(delphi_prolong(&w->s->c, two, date_plus_days(w->s->c.today, 9)));
  days_pass(w, 8);
  for (int i = 0; i < 3; i++) a_day(w);
  assert_int_equal(messages(w, "delphi.reminder"), 8);                                     /* of the second; the first has six days still */
  days_pass(w, 8);
  for (int i = 0; i < 3; i++) a_day(w);
  assert_int_equal(study_of(w, one).stage, DELPHI_CODING);
  assert_int_equal(study_of(w, two).stage, DELPHI_BETWEEN);
  assert_int_equal(messages(w, "delphi.reminder"), 8);                                     /* too late for the first */
}

static void everybody_is_reminded_by_hand_once_a_day(void **state)
{
  struct world *const w = *state;
  size_t count;
  sends_mail(w);
  const struct id id = in_question(w);
  MUST(delphi_remind(&w->s->c, id, &count));
  assert_int_equal(count, 8);
  REFUSED(delphi_remind(&w->s->c, id, &count));
  days_pass(w, 1);
  MUST(delphi_remind(&w->s->c, id, &count));
  assert_int_equal(messages(w, "delphi.reminder"), 16);
  MUST(goes(w, id, DELPHI_CODING));
  REFUSED(delphi_remind(&w->s->c, id, &count));
}

static void names_go_when_a_study_ended_long_ago_and_results_stay(void **state)
{
  struct world *const w = *state;
  struct delphi_expert_list list;
  const struct id id = in_rating(w, 2, DELPHI_QUANTILE_7, 2), runs_on = in_rating(w, 2, DELPHI_QUANTILE_7, 2);
  all_rate(w, id);
  MUST(goes(w, id, DELPHI_BETWEEN));
  MUST(goes(w, id, DELPHI_CLOSED));
  const char *const before = strchr(stored(w, id), '\n');
  days_pass(w, 14 + DELPHI_NAMES_DAYS);
  runs(w, "delphi.forget");
  MUST(delphi_experts(&w->s->c, id, &list));
  assert_string_equal(list.at[0].name, "A");
  days_pass(w, 1);
  runs(w, "delphi.forget");
  MUST(delphi_experts(&w->s->c, id, &list));
  for (size_t i = 0; i < list.count; i++) assert_true(!strstr(list.at[i].mail, "proef") && strcmp(list.at[i].name, "–") == 0);
  MUST(delphi_experts(&w->s->c, runs_on, &list));
  assert_string_equal(list.at[0].name, "A");
  const char *const after = strchr(stored(w, id), '\n');
  assert_memory_equal(before, after, strcspn(before, " "));                                /* the ratings, by the same numbers */
}

static void a_message_has_the_own_link_and_names_nothing(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  sends_mail(w);
  const struct id id = in_question(w);
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid");
  struct delphi_turn t;
  struct buf text = { 0 };
  const char *token;
  MUST(delphi_turn_of(c, a.id, 1, &t));
  MUST(delphi_link(c, a.id, &token));
  MUST(delphi_asked_message.write(c, &(struct message){ .about = t.id }, &text));
  assert_non_null(strstr(buf_text(&text), token));
  static const char *const telling[] = { "beleid", "Proef", "Wat is nodig", "geweld" };
  for (size_t i = 0; i < COUNT(telling); i++) assert_null(strstr(buf_text(&text), telling[i]));
  MUST(says(w, &a, (struct form_answer[]){ { "t1", "Iets" } }, 1, true));
  assert_int_equal(delphi_reminder_message.write(c, &(struct message){ .about = t.id }, &text), ERR_NOT_FOUND);       /* answered before it was sent */
  buf_release(&text);
}

/* --- from answers to statements ------------------------------------------------------------------------------------------------ */

static void merging_keeps_which_groups_said_it(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  const struct id id = in_question(w);
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid"), d = expert_of(w, id, "d@proef.invalid", "zorg"), e = expert_of(w, id, "e@proef.invalid", "zorg");
  struct delphi_coded_list said;
  struct delphi_statement_list statements;
  MUST(answers(w, &a, "t1", "Snel bellen"));
  MUST(answers(w, &d, "t1", "Vlot terugbellen"));
  MUST(answers(w, &e, "t1", "Binnen een dag bellen"));
  MUST(goes(w, id, DELPHI_CODING));
  const struct delphi_study s = study_of(w, id);
  MUST(delphi_answers(c, &s, &said));
  for (size_t i = 0; i < said.count; i++) {
    assert_false(id_known(said.at[i].answer.expert));                                      /* who codes does not know whose it is */
    MUST(delphi_code(c, id, &(struct delphi_code){ .answer = said.at[i].answer.id, .theme = "Tijd", .text = said.at[i].answer.text }));
  }
  MUST(delphi_statements(c, id, &statements));
  assert_int_equal(statements.count, 3);
  REFUSED(delphi_statement_delete(c, statements.at[1].id));
  MUST(delphi_merge(c, statements.at[1].id, statements.at[0].id));
  MUST(delphi_merge(c, statements.at[2].id, statements.at[0].id));
  REFUSED(delphi_merge(c, statements.at[0].id, statements.at[0].id));
  struct buf csv = { 0 };
  MUST(delphi_statements_csv(c, &s, &csv));
  assert_non_null(strstr(buf_text(&csv), "beleid 1, zorg 2"));
  buf_release(&csv);
  MUST(goes(w, id, DELPHI_RATING));
  REFUSED(delphi_statement_change(c, &statements.at[0]));
}

static void statements_come_in_all_or_none_and_a_thousand_at_the_most(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  const struct id id = new_study(w, 2, DELPHI_QUANTILE_7);
  struct delphi_wrong_line_list wrong;
  struct delphi_statement_list list;
  struct id made;
  struct buf csv = { 0 };
  REFUSED(delphi_import(c, id, "theme,text\nA,B\n", &wrong));                               /* not while it is a draft */
  MUST(goes(w, id, DELPHI_CODING));
  REFUSED(delphi_import(c, id, "code;theme;text\n;Tijd;Snel\n;;Zonder thema\n;Tijd;SNEL\nD001;Tijd;Ander\n", &wrong));
  assert_int_equal(wrong.count, 3);
  assert_int_equal(wrong.at[0].line, 3);
  assert_int_equal(wrong.at[1].line, 4);
  REFUSED(delphi_import(c, id, "iets anders", &wrong));
  put(&csv, "theme;text;text_en\n");
  for (int i = 0; i < 1001; i++) { put(&csv, "Tijd;Stelling "); put_int(&csv, i); put(&csv, ";Statement\n"); }
  REFUSED(delphi_import(c, id, buf_text(&csv), &wrong));
  MUST(delphi_statements(c, id, &list));
  assert_int_equal(list.count, 0);
  csv.len -= strlen("Tijd;Stelling 1000;Statement\n");
  MUST(delphi_import(c, id, buf_text(&csv), &wrong));
  MUST(delphi_statements(c, id, &list));
  assert_int_equal(list.count, 1000);
  REFUSED(delphi_statement_add(c, id, "Tijd", "Nog een", NULL, &made));
  buf_release(&csv);
}

static void a_place_that_somebody_else_gave_meanwhile_is_not_undone_unseen(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  const struct id id = in_question(w);
  const struct delphi_expert a = expert_of(w, id, "a@proef.invalid", "beleid");
  struct delphi_study s;
  struct delphi_coded_list said;
  MUST(answers(w, &a, "t1", "Sneller bellen"));
  s = study_of(w, id);
  MUST(delphi_answers(c, &s, &said));
  assert_int_equal(said.count, 0);                               /* while round 1 runs: who comes in would be who wrote it */
  MUST(goes(w, id, DELPHI_CODING));
  s = study_of(w, id);
  MUST(delphi_answers(c, &s, &said));
  assert_int_equal(said.count, 1);
  struct delphi_code first = { .answer = said.at[0].answer.id, .aside = DELPHI_ASIDE_UNCLEAR, .seen = true }, second = first;
  second.aside = DELPHI_ASIDE_OFF;
  MUST(delphi_code(c, id, &first));
  assert_int_equal(delphi_code(c, id, &second), ERR_INVALID);    /* seen without a place, as the first was */
  second.was_aside = DELPHI_ASIDE_UNCLEAR;
  MUST(delphi_code(c, id, &second));
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    T(after_the_last_day_nothing_is_kept_also_before_a_job_closes_the_round),
    T(looking_by_a_link_changes_nothing),
    T(a_page_is_saved_by_its_form_and_sent_by_a_button),
    T(a_closed_round_and_who_stopped_refuse),
    T(who_stopped_by_mistake_comes_back),
    T(two_open_pages_lose_nothing_of_one_another),
    T(answers_of_two_pages_both_stay),
    T(fifteen_answers_are_the_most),
    T(a_place_that_somebody_else_gave_meanwhile_is_not_undone_unseen),
    T(a_round_reminds_once_and_closes_the_day_after_its_last),
    T(after_a_weeks_stop_everything_happens_once),
    T(everybody_is_reminded_by_hand_once_a_day),
    T(names_go_when_a_study_ended_long_ago_and_results_stay),
    T(a_message_has_the_own_link_and_names_nothing),
    T(merging_keeps_which_groups_said_it),
    T(statements_come_in_all_or_none_and_a_thousand_at_the_most),
  };
  return cmocka_run_group_tests_name("delphi answering", tests, NULL, NULL);
}
