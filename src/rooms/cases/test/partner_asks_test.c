/* Somebody outside care: asked, answers in any order, is taken back, runs out; against a model as plain as can be. And what they never see. */
#include "cases_helper.h"
#include "messages.h"
#include "partner_asks.h"
#include "tasks.h"

enum { TURNS = 600 };

static struct world *w;
static struct scratch *s;
static struct household_try t;
static int set_up(void **state) { *state = w = world_new(); s = w->s; t = both_parties(w); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static struct date day(int n) { return date_plus_days(s->c.today, n); }

static struct id open_action(enum case_place place, const char *what)
{
  struct id id;
  as(w, place == PLACE_B ? SHELTER : TEAM);
  const struct action_new n = { .what = what, .doer = "somebody", .somebody = "De woningcorporatie", .due = day(30), .form = ACTION_ALONE, .place = place };
  MUST(action_add(&s->c, t.household, ID_NONE, &n, &id));
  return id;
}

static struct partner_new asking(void)
{
  return (struct partner_new){ .name = "Pim Proefman", .organisation = "Corporatie Testwonen", .branch = HELPER_HOUSING, .mail = "pim@testwonen.invalid",
    .request = "Kan de huur even stilstaan?", .due = day(10), .ground = GROUND_CONSENT, .how = "Bram zei ja, aan tafel", .since = day(-1) };
}

static struct id asked(struct id action)
{
  const struct partner_new n = asking();
  struct id id;
  MUST(partner_ask_add(&s->c, action, &n, &id));
  return id;
}

static const char *link_of_ask(struct id ask)
{
  const char *token;
  MUST(partner_token(&s->c, ask, &token));
  return token;
}

static void anybody(void)
{
  seal_forget(&s->c);
  s->c.readings = NULL;
  s->c.error = (struct error){ 0 };
  s->c.scope = (struct scope){ .reach = REACH_NOTHING };
}

static int opens_it(const char *token) { struct partner_part p; anybody(); return partner_read(&s->c, token, &p); }
static int replies(const char *token, enum partner_did answer, const char *words) { anybody(); return partner_reply_add(&s->c, token, &(struct partner_reply){ answer, words }); }

static size_t told(struct id action, enum task_kind kind, size_t whom)
{
  struct task_list list;
  size_t n = 0;
  console(w);
  MUST(tasks_open_about(&s->c, kind, action, &list));
  for (size_t i = 0; i < list.count; i++) n += id_same(list.at[i].account, w->at[whom].account);
  return n;
}

static void ends(struct id action)
{
  struct case_action a;
  as(w, TEAM);
  MUST(action_get(&s->c, action, &a));
  MUST(action_end(&s->c, action, a.version, &(struct action_close){ .state = ACTION_DONE, .result = "Gelukt" }));
}

/* --- the model ------------------------------------------------------------------------------------------------------ */

struct model { bool back, closed, past, took; enum partner_did last; size_t answers; };

static bool model_alive(const struct model *m) { return !m->back && !m->closed && !m->past; }

static bool model_takes(const struct model *m, enum partner_did answer)
{
  const bool fresh = !m->answers || m->last == PARTNER_QUESTION;
  if (!model_alive(m) || m->answers >= PARTNER_ANSWERS_MOST) return false;
  if (fresh || answer == PARTNER_QUESTION) return true;
  if (m->last == PARTNER_TAKES) return answer != PARTNER_TAKES;
  return m->last == PARTNER_CANNOT && answer == PARTNER_TAKES;
}

static enum partner_state model_state(const struct model *m)
{
  if (m->back) return PARTNER_BACK;
  if (!m->answers) return m->closed || m->past ? PARTNER_PAST : PARTNER_ASKED;
  return m->last == PARTNER_TAKES ? PARTNER_TOOK : m->last == PARTNER_DID ? PARTNER_DONE : m->last == PARTNER_CANNOT ? PARTNER_REFUSED : PARTNER_ASKS;
}

static void same_as_model(const struct model *m, struct id action, struct id ask, const char *token)
{
  struct partner_ask_list asks;
  struct partner_answer_list answers;
  struct case_action a;
  as(w, TEAM);
  MUST(action_get(&s->c, action, &a));
  MUST(partner_asks_of(&s->c, action, &asks, &answers));
  assert_int_equal(asks.count, 1);
  assert_true(id_same(asks.at[0].id, ask));
  assert_int_equal(answers.count, m->answers);
  assert_int_equal(a.state == ACTION_OPEN, !m->closed);      /* whatever they said: only a colleague closes it */
  assert_int_equal(partner_stands(&asks.at[0], &answers, !m->closed, s->c.now), model_state(m));
  assert_int_equal(partner_helps(&asks.at[0], &answers), m->took && !m->back);
  assert_int_equal(opens_it(token), model_alive(m) ? OK : ERR_NOT_FOUND);
}

static void turn_of(struct model *m, struct id action, struct id ask, const char *token, uint64_t r)
{
  const enum partner_did answer = (enum partner_did)(1 + r % 4);
  struct partner_ask p;
  if (r >> 8 & 15) {
    const bool expected = model_takes(m, answer);
    s->c.now++;
    assert_int_equal(replies(token, answer, "Woorden") == OK, expected);
    if (!expected) return;
    m->answers++;
    m->last = answer;
    if (answer != PARTNER_QUESTION) m->took = answer == PARTNER_TAKES;
  } else if (r >> 12 & 1) {
    s->c.now += DAY_MS * (int64_t)(r >> 16 & 7);
    s->c.today = date_at(s->c.now);
  } else if (r >> 13 & 1) {
    as(w, TEAM);
    MUST(partner_get(&s->c, ask, &p));
    assert_int_equal(partner_take_back(&s->c, ask, p.version, &(struct partner_back){ "Toestemming ingetrokken" }) == OK, !m->back);
    m->back = true;
  } else if (!m->closed && r >> 14 & 1) {
    ends(action);
    m->closed = true;
  }
}

static void it_goes_as_the_model_says(void **state)
{
  uint64_t seed = 7;
  (void)state;
  for (size_t round = 0; round < TURNS / 15; round++) {
    const int64_t now = s->c.now;
    struct model m = { .back = false };
    const struct id action = open_action(PLACE_A, "Huur"), ask = asked(action);
    const char *const token = link_of_ask(ask);
    for (size_t i = 0; i < 15; i++) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      turn_of(&m, action, ask, token, seed >> 24);
      m.past = s->c.now >= partner_until(date_plus_days(date_at(now), 10)).ms;
      same_as_model(&m, action, ask, token);
    }
  }
}

/* --- what is asked -------------------------------------------------------------------------------------------------- */

static void only_somebody_else_is_asked_and_without_a_secret_place(void **state)
{
  struct partner_new n = asking();
  struct id own, id;
  char me[ID_TEXT], doer[100];
  (void)state;
  as(w, SHELTER);
  MUST(address_add(&s->c, &(struct address){ .person = t.noor, .kind = ADDRESS_SHELTER, .street = "Verborgenstraat", .number = "9", .town = "Testhuizen", .secret = YES }, NULL));
  const struct id hers = open_action(PLACE_B, "Woning");
  n.request = "Kan zij weg uit de Verborgen straat?";
  REFUSED(partner_ask_add(&s->c, hers, &n, &id), "request");
  n = asking();
  n.name = "Balie verborgenstraat";
  REFUSED(partner_check(&s->c, hers, &n), "name");
  n = asking();
  n.due = day(-1);
  REFUSED(partner_check(&s->c, hers, &n), "due");
  n.due = day(PARTNER_DUE_MOST_DAYS + 1);
  REFUSED(partner_check(&s->c, hers, &n), "due");
  n = asking();
  as(w, TEAM);
  assert_int_equal(partner_check(&s->c, hers, &n), ERR_NOT_FOUND);      /* the other side's is not there */
  id_format(w->at[TEAM].account, me);
  snprintf(doer, sizeof doer, "account:%s", me);
  MUST(action_add(&s->c, t.household, ID_NONE, &(struct action_new){ .what = "Bellen", .doer = doer, .due = day(9), .form = ACTION_ALONE, .place = PLACE_A }, &own));
  assert_int_equal(partner_check(&s->c, own, &n), ERR_INVALID);
  s->c.error = (struct error){ 0 };
}

/* --- who reads what ------------------------------------------------------------------------------------------------- */

static int visits(const char *token, const char *posted)
{
  char path[300];
  snprintf(path, sizeof path, PARTNER_PAGE "/%s", token);
  ctx_release(&w->c);
  ctx_init(&w->c, s->c.now, chance_bytes, 1 << 22);
  w->c.app = &w->app;
  w->c.keys = s->c.keys;
  w->c.db = s->c.db;
  w->c.places = &w->places;
  return request_try(&w->c, &w->r, path, posted);
}

static void the_partner_reads_the_request_and_nothing_of_the_file(void **state)
{
  static const char *const never[] = { "Bram", "Noor", "Sem", "Voorbeeld", "Proefstra", "Opnemen over de ruzie", "De woningcorporatie", "zei ja, aan tafel",
    "Veilig Thuis", "0800-2000", "eweld", "uishouden", "opvang@" };
  const struct id action = open_action(PLACE_SHARED, "Opnemen over de ruzie"), ask = asked(action);
  const char *const token = link_of_ask(ask);
  struct partner_ask_list asks;
  struct partner_answer_list answers;
  (void)state;
  for (size_t i = 0; i < 3; i++) assert_int_equal(visits(token, NULL), 200);       /* as often as a scanner likes */
  assert_true(page_has(w, "Kan de huur even stilstaan?"));
  assert_true(page_has(w, "team@proef.invalid"));
  assert_true(page_has(w, "Wijkteam Proefdorp"));
  assert_true(page_has(w, "noindex"));
  assert_string_equal(header_of(w, "Cache-Control"), "no-store");
  for (size_t i = 0; i < COUNT(never); i++) assert_false(page_has(w, never[i]));
  as(w, TEAM);
  MUST(partner_asks_of(&s->c, action, &asks, &answers));
  assert_int_equal(answers.count, 0);
  assert_int_equal(told(action, TASK_PARTNER_ANSWERED, TEAM), 0);
  assert_int_equal(visits(token, "answer=takes&words="), 303);
  assert_int_equal(told(action, TASK_PARTNER_ANSWERED, TEAM), 1);
  assert_int_equal(told(action, TASK_PARTNER_ANSWERED, SHELTER), 0);
  assert_int_equal(visits(token, "answer=cannot&words="), 422);
  for (size_t i = 0; i < COUNT(never); i++) assert_false(page_has(w, never[i]));
}

/* Two links of the same partner: each shows its own. */
static void a_link_shows_its_own_request_only(void **state)
{
  const struct id one = open_action(PLACE_A, "Een"), two = open_action(PLACE_A, "Twee");
  struct partner_new n = asking();
  struct id other;
  (void)state;
  const struct id ask = asked(one);
  n.request = "Iets heel anders";
  MUST(partner_ask_add(&s->c, two, &n, &other));
  const char *const token = link_of_ask(ask), *const second = link_of_ask(other);
  MUST(replies(second, PARTNER_QUESTION, "Wanneer precies"));
  assert_int_equal(visits(token, NULL), 200);
  assert_false(page_has(w, "Iets heel anders"));
  assert_false(page_has(w, "Wanneer precies"));
}

static const char *dead(const char *token, const char *posted)
{
  assert_int_equal(visits(token, posted), 404);
  const char *const body = strstr(buf_text(&w->c.out), "<main");
  assert_non_null(body);
  return arena_text(&s->c.arena, body, strcspn(body, "\f"));
}

static void every_dead_link_answers_the_same(void **state)
{
  const struct id closed = open_action(PLACE_A, "Dicht"), back = open_action(PLACE_A, "Terug"), late = open_action(PLACE_A, "Laat");
  const struct id ask_closed = asked(closed), ask_back = asked(back), ask_late = asked(late);
  const char *const tokens[] = { link_of_ask(ask_closed), link_of_ask(ask_back), link_of_ask(ask_late) };
  struct partner_ask p;
  const int64_t now = s->c.now;
  (void)state;
  ends(closed);
  MUST(partner_get(&s->c, ask_back, &p));
  MUST(partner_take_back(&s->c, ask_back, p.version, &(struct partner_back){ "Niet nodig" }));
  s->c.now = partner_until(day(10)).ms;
  const char *const wrong = dead("dit-is-geen-link-van-ons", NULL);
  assert_null(strstr(wrong, "<form"));
  assert_false(page_has(w, "Veilig Thuis"));
  assert_false(page_has(w, "eweld"));
  for (size_t i = 0; i < COUNT(tokens); i++) {
    assert_string_equal(strstr(dead(tokens[i], NULL), "<h1"), strstr(wrong, "<h1"));
    assert_string_equal(strstr(dead(tokens[i], "answer=takes"), "<h1"), strstr(wrong, "<h1"));
  }
  s->c.now = now;
}

static void without_anybody_who_works_with_it_the_link_stops(void **state)
{
  const struct id action = open_action(PLACE_A, "Alleen"), ask = asked(action);
  const char *const token = link_of_ask(ask);
  struct involvement_list rows;
  struct case_action a;
  (void)state;
  MUST(action_get(&s->c, action, &a));
  assert_int_equal(opens_it(token), OK);
  console(w);
  MUST(involvements_of_compartment(&s->c, a.compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    rows.at[i].ended = (struct instant){ s->c.now };
    MUST(record_update(&s->c, involvement, &rows.at[i]));
  }
  assert_int_equal(opens_it(token), ERR_NOT_FOUND);
  console(w);
  for (size_t i = 0; i < rows.count; i++) {
    rows.at[i].version++;
    rows.at[i].ended = (struct instant){ 0 };
    MUST(record_update(&s->c, involvement, &rows.at[i]));
  }
}

static void a_place_that_is_secret_is_not_kept(void **state)
{
  const struct id action = open_action(PLACE_A, "Waar"), ask = asked(action);
  struct partner_ask_list asks;
  struct partner_answer_list answers;
  (void)state;
  as(w, SHELTER);
  MUST(address_add(&s->c, &(struct address){ .person = t.sem, .kind = ADDRESS_SHELTER, .street = "Schuilhof", .number = "3", .town = "Testhuizen", .secret = YES }, NULL));
  MUST(replies(link_of_ask(ask), PARTNER_CANNOT, "Zij woont nu in het Schuilhof"));
  as(w, TEAM);
  MUST(partner_asks_of(&s->c, action, &asks, &answers));
  assert_int_equal(answers.count, 1);
  assert_null(answers.at[0].words);
  assert_int_equal(answers.at[0].held, YES);
}

static void what_one_side_shares_with_whom_is_not_the_other_sides_to_end(void **state)
{
  const struct id action = open_action(PLACE_SHARED, "Samen"), ask = asked(action);
  struct partner_ask p;
  char path[200];
  (void)state;
  as(w, SHELTER);
  MUST(partner_get(&s->c, ask, &p));
  assert_int_equal(partner_take_back(&s->c, ask, p.version, &(struct partner_back){ "Omdat" }), ERR_INVALID);
  proves(w, SHELTER, 3);
  proves(w, TEAM, 4);
  assert_int_equal(asks(w, SHELTER, 5, with_id(path, "/werk/acties/", action, ""), NULL), 200);
  assert_true(page_has(w, "Kan de huur even stilstaan?"));
  assert_false(page_has(w, "zei ja, aan tafel"));            /* on which ground, and who gave it */
  assert_false(page_has(w, PARTNER_PAGE "/"));               /* behind the link stands who asks */
  assert_int_equal(asks(w, TEAM, 6, path, NULL), 200);
  assert_true(page_has(w, "zei ja, aan tafel"));
  assert_true(page_has(w, PARTNER_PAGE "/"));
}

/* --- silence --------------------------------------------------------------------------------------------------------- */

static void silence_is_told_once_and_an_answer_ends_it(void **state)
{
  const struct id action = open_action(PLACE_A, "Stil"), ask = asked(action);
  const int64_t now = s->c.now;
  bool more;
  (void)state;
  console(w);
  MUST(partners_look(&s->c, 99, &more));
  assert_int_equal(told(action, TASK_PARTNER_SILENT, TEAM), 0);
  s->c.now += 9 * DAY_MS;
  s->c.today = date_at(s->c.now);
  for (size_t i = 0; i < 2; i++) { console(w); MUST(partners_look(&s->c, 99, &more)); }
  assert_int_equal(told(action, TASK_PARTNER_SILENT, TEAM), 1);
  assert_int_equal(told(action, TASK_PARTNER_SILENT, SHELTER), 0);
  MUST(replies(link_of_ask(ask), PARTNER_DID, NULL));
  assert_int_equal(told(action, TASK_PARTNER_SILENT, TEAM), 0);
  assert_int_equal(told(action, TASK_PARTNER_ANSWERED, TEAM), 1);
  ends(action);
  assert_int_equal(told(action, TASK_PARTNER_ANSWERED, TEAM), 0);
  s->c.now = now;
  s->c.today = date_at(now);
}

/* --- the ground ------------------------------------------------------------------------------------------------------ */

static int64_t links_left(void)
{
  bool more = true;
  console(w);
  while (more) MUST(partner_links_clean(&s->c, 99, &more));
  return raw_number(s, "SELECT count(*) FROM partner_link");
}

static void on_day(int64_t now) { s->c.now = now; s->c.today = date_at(now); }

/* By a colleague of the same side: whoever asked hears it, and the partner's page is that of every dead link. */
static void permission_that_is_withdrawn_ends_the_link_at_once_and_who_asked_hears_it(void **state)
{
  const struct id action = open_action(PLACE_A, "Ingetrokken"), ask = asked(action);
  const char *const token = link_of_ask(ask);
  struct partner_ask p;
  struct case_action a;
  struct partner_answer_list none = { .count = 0 };
  (void)state;
  MUST(replies(token, PARTNER_TAKES, NULL));
  as(w, DIRECTOR);
  MUST(partner_get(&s->c, ask, &p));
  MUST(partner_take_back(&s->c, ask, p.version, &(struct partner_back){ "Bram trok de toestemming in", YES }));
  assert_int_equal(opens_it(token), ERR_NOT_FOUND);
  assert_int_equal(replies(token, PARTNER_DID, NULL), ERR_NOT_FOUND);
  assert_string_equal(strstr(dead(token, NULL), "<h1"), strstr(dead("dit-is-geen-link-van-ons", NULL), "<h1"));
  assert_int_equal(told(action, TASK_PARTNER_GROUNDLESS, TEAM), 1);
  assert_int_equal(told(action, TASK_PARTNER_GROUNDLESS, DIRECTOR), 0);
  assert_int_equal(told(action, TASK_PARTNER_GROUNDLESS, SHELTER), 0);
  as(w, TEAM);
  MUST(partner_get(&s->c, ask, &p));
  assert_int_equal(p.gone.ymd, s->c.today.ymd);
  assert_int_equal(partner_stands(&p, &none, true, s->c.now), PARTNER_GROUNDLESS);
  MUST(action_get(&s->c, action, &a));
  assert_int_equal(a.state, ACTION_OPEN);                    /* what is done about it is for people */
  ends(action);
  assert_int_equal(told(action, TASK_PARTNER_GROUNDLESS, TEAM), 0);
}

static void taken_back_for_another_reason_the_ground_stands(void **state)
{
  const struct id action = open_action(PLACE_A, "Anders"), ask = asked(action);
  struct partner_ask p;
  (void)state;
  as(w, DIRECTOR);
  MUST(partner_get(&s->c, ask, &p));
  MUST(partner_take_back(&s->c, ask, p.version, &(struct partner_back){ "Een ander doet het", NO }));
  MUST(partner_get(&s->c, ask, &p));
  assert_false(date_known(p.gone));
  assert_int_equal(told(action, TASK_PARTNER_GROUNDLESS, TEAM), 0);
}

static void a_ground_that_ends_ends_the_link_that_night_and_is_told_once(void **state)
{
  const struct id action = open_action(PLACE_A, "Tot dan");
  const int64_t now = s->c.now;
  struct partner_new n = asking();
  struct id ask;
  bool more;
  (void)state;
  n.until = day(9);
  REFUSED(partner_ask_add(&s->c, action, &n, &ask), "until");          /* over before it is due */
  n.until = day(-1);
  REFUSED(partner_ask_add(&s->c, action, &n, &ask), "until");
  n.until = n.due;
  MUST(partner_ask_add(&s->c, action, &n, &ask));
  const char *const token = link_of_ask(ask);
  MUST(replies(token, PARTNER_TAKES, NULL));
  on_day(date_begins(day(11)) - 1);
  assert_int_equal(opens_it(token), OK);
  on_day(s->c.now + 1);
  assert_int_equal(opens_it(token), ERR_NOT_FOUND);
  for (size_t i = 0; i < 2; i++) { console(w); MUST(partners_look(&s->c, 99, &more)); }
  assert_int_equal(told(action, TASK_PARTNER_GROUNDLESS, TEAM), 1);
  assert_int_equal(told(action, TASK_PARTNER_SILENT, TEAM), 0);
  assert_int_equal(told(action, TASK_PARTNER_GROUNDLESS, SHELTER), 0);
  on_day(now);
}

static void a_link_is_deleted_a_month_after_it_opened_last(void **state)
{
  const struct id back = open_action(PLACE_A, "Terug"), ask = asked(back);
  const char *const token = link_of_ask(ask);
  const int64_t now = s->c.now;
  struct partner_ask p;
  (void)state;
  asked(open_action(PLACE_A, "Blijft"));
  MUST(partner_get(&s->c, ask, &p));
  on_day(now + 5);                                           /* a moment of its own */
  MUST(partner_take_back(&s->c, ask, p.version, &(struct partner_back){ "Niet nodig", NO }));
  on_day(s->c.now + PARTNER_LINK_KEPT_DAYS * DAY_MS);
  const int64_t left = links_left();
  assert_true(left >= 2);
  on_day(s->c.now + 1);
  assert_int_equal(links_left(), left - 1);                  /* it was taken back long before the day that it was for */
  assert_int_equal(opens_it(token), ERR_NOT_FOUND);
  as(w, TEAM);
  MUST(partner_get(&s->c, ask, &p));                         /* what was asked stays */
  on_day(partner_until(day(10)).ms + (PARTNER_LINK_KEPT_DAYS + 200) * DAY_MS);
  assert_int_equal(links_left(), 0);
  on_day(now);
}

/* --- the register ------------------------------------------------------------------------------------------------------ */

static void partners_stand_in_the_register_of_grounds_of_their_own_side(void **state)
{
  const struct id action = open_action(PLACE_SHARED, "In het register");
  struct partner_new n = asking();
  struct id ask;
  struct partner_ask p;
  char path[200], back[200];
  (void)state;
  n.organisation = "Registerwonen";
  MUST(partner_ask_add(&s->c, action, &n, &ask));
  with_id(back, PARTNERS_PATH "/", ask, "/terug");
  proves(w, TEAM, 34);
  proves(w, SHELTER, 35);
  as(w, TEAM);
  assert_int_equal(asks(w, TEAM, 31, with_id(path, "/werk/huishoudens/", t.household, "/gronden"), NULL), 200);
  assert_true(page_has(w, "Registerwonen") && page_has(w, "Bram zei ja, aan tafel") && page_has(w, back));
  assert_int_equal(asks(w, SHELTER, 32, path, NULL), 200);
  assert_false(page_has(w, "Registerwonen"));
  as(w, TEAM);
  MUST(partner_get(&s->c, ask, &p));
  MUST(partner_take_back(&s->c, ask, p.version, &(struct partner_back){ "Ingetrokken", YES }));
  assert_int_equal(asks(w, TEAM, 33, path, NULL), 200);
  assert_true(page_has(w, "Registerwonen") && page_has(w, "Ingetrokken op"));
  assert_false(page_has(w, back));
}

/* --- the mail -------------------------------------------------------------------------------------------------------- */

static void the_mail_names_nobody(void **state)
{
  static const char *const never[] = { "Bram", "Pim", "Testwonen", "huur", "Voorbeeld", "geweld", "team@", "huishouden" };
  const struct id action = open_action(PLACE_A, "Mail"), ask = asked(action);
  struct partner_link_list links;
  struct buf text = { 0 };
  (void)state;
  MUST(partner_links_of(&s->c, ask, &links));
  s->c.app = &w->app;
  anybody();
  MUST(partner_message.write(&s->c, &(struct message){ .about = links.at[0].id }, &text));
  assert_non_null(strstr(buf_text(&text), "Wijkteam Proefdorp"));
  assert_non_null(strstr(buf_text(&text), PARTNER_PAGE "/"));
  for (size_t i = 0; i < COUNT(never); i++) assert_null(strcasestr(buf_text(&text), never[i]));
  buf_release(&text);
  s->c.app = NULL;
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(it_goes_as_the_model_says),
    cmocka_unit_test(only_somebody_else_is_asked_and_without_a_secret_place),
    cmocka_unit_test(the_partner_reads_the_request_and_nothing_of_the_file),
    cmocka_unit_test(a_link_shows_its_own_request_only),
    cmocka_unit_test(every_dead_link_answers_the_same),
    cmocka_unit_test(without_anybody_who_works_with_it_the_link_stops),
    cmocka_unit_test(a_place_that_is_secret_is_not_kept),
    cmocka_unit_test(what_one_side_shares_with_whom_is_not_the_other_sides_to_end),
    cmocka_unit_test(silence_is_told_once_and_an_answer_ends_it),
    cmocka_unit_test(permission_that_is_withdrawn_ends_the_link_at_once_and_who_asked_hears_it),
    cmocka_unit_test(taken_back_for_another_reason_the_ground_stands),
    cmocka_unit_test(a_ground_that_ends_ends_the_link_that_night_and_is_told_once),
    cmocka_unit_test(a_link_is_deleted_a_month_after_it_opened_last),
    cmocka_unit_test(partners_stand_in_the_register_of_grounds_of_their_own_side),
    cmocka_unit_test(the_mail_names_nobody),
  };
  return cmocka_run_group_tests_name("partner_asks", tests, set_up, tear_down);
}
