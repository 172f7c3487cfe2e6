#include "office.h"
#include "api_keys.h"
#include "drafts.h"
#include "involvement.h"
#include "seal.h"
#include "tasks.h"

/* --- accounts ------------------------------------------------------------------------------------------ */

static void a_mail_address_signs_in_whatever_its_case_and_nobody_else_gets_it(void **state)
{
  struct account found;
  struct id id = ID_NONE;
  (void)state;
  assert_int_equal(account_by_mail(C, "  WIM@Team.example ", &found), OK);
  assert_true(id_same(found.id, office->wim.id));
  assert_int_equal(account_add(C, &(struct account){ .name = "Wim II", .mail = "Wim@team.example" }, &id), ERR_INVALID);
  assert_string_equal(C->error.field, "mail");
  assert_false(id_known(id));
  assert_int_equal(account_add(C, &(struct account){ .name = "Wim II", .mail = "wim at team" }, &id), ERR_INVALID);
}

static void only_an_administrator_adds_accounts(void **state)
{
  const struct person people[] = { office->lea, office->wim, office->oda };
  struct id id;
  (void)state;
  for (size_t i = 0; i < COUNT(people); i++) {
    be(C, people[i]);
    assert_int_equal(account_add(C, &(struct account){ .name = "x", .mail = "x@team.example" }, &id), ERR_NOT_FOUND);
  }
  be(C, office->ada);
  assert_int_equal(account_add(C, &(struct account){ .name = "x", .mail = "x@team.example" }, &id), OK);
}

static void a_change_keeps_what_a_form_cannot_say(void **state)
{
  struct account a, before;
  (void)state;
  be(C, office->ada);
  assert_int_equal(account_get(C, office->wim.id, &before), OK);
  a = before;
  a.name = "Willem";
  a.compartment = office->ada.id;
  a.gone = (struct instant){ C->now };
  assert_int_equal(account_change(C, &a), OK);
  assert_int_equal(account_get(C, office->wim.id, &a), OK);
  assert_string_equal(a.name, "Willem");
  assert_true(id_same(a.compartment, before.compartment));
  assert_false(instant_known(a.gone));
  assert_int_equal(account_change(C, &before), ERR_CONFLICT);
  be(C, office->lea);
  assert_int_equal(account_change(C, &a), ERR_NOT_FOUND);
}

/* --- posts ------------------------------------------------------------------------------------------------ */

static struct post wanted(struct id account, enum role role) { return (struct post){ .account = account, .organisation = office->team, .role = role, .region = "oost-brabant" }; }

static bool has_role(struct id account, enum role role)
{
  struct post_list posts;
  assert_int_equal(posts_of_account(C, account, &posts), OK);
  for (size_t i = 0; i < posts.count; i++) if (posts.at[i].role == role) return true;
  return false;
}

static void a_post_counts_only_after_another_person_approved_it(void **state)
{
  const struct post p = wanted(office->wim.id, ROLE_DIRECTOR);
  struct post_list waiting;
  struct id id;
  (void)state;
  be(C, office->lea);
  assert_int_equal(post_ask(C, &p, &id), OK);
  assert_false(has_role(office->wim.id, ROLE_DIRECTOR));
  assert_int_equal(post_ask(C, &p, NULL), ERR_INVALID);                     /* once is enough */
  assert_int_equal(post_approve(C, id), ERR_INVALID);                       /* who asked */
  be(C, office->wim);
  assert_int_equal(post_approve(C, id), ERR_NOT_FOUND);                     /* manages nobody */
  be(C, office->oda);
  assert_int_equal(post_approve(C, id), ERR_NOT_FOUND);                     /* another team's lead */
  assert_int_equal(posts_waiting(C, &waiting), OK);
  assert_int_equal(waiting.count, 0);
  be(C, office->leo);
  assert_int_equal(posts_waiting(C, &waiting), OK);
  assert_int_equal(waiting.count, 1);
  assert_int_equal(post_approve(C, id), OK);
  assert_true(has_role(office->wim.id, ROLE_DIRECTOR));
  assert_int_equal(post_approve(C, id), ERR_NOT_FOUND);                     /* once */
}

static void nobody_approves_a_post_of_their_own(void **state)
{
  const struct post p = wanted(office->leo.id, ROLE_DIRECTOR);
  struct id id;
  (void)state;
  be(C, office->lea);
  assert_int_equal(post_ask(C, &p, &id), OK);
  be(C, office->leo);
  assert_int_equal(post_approve(C, id), ERR_INVALID);
  be(C, office->ada);
  assert_int_equal(post_approve(C, id), OK);
}

static void a_team_lead_gives_no_post_above_or_outside_the_team(void **state)
{
  static const enum role above[] = { ROLE_ADMINISTRATOR, ROLE_PRIVACY, ROLE_AUDITOR, ROLE_REGION };
  struct post p = wanted(office->wim.id, ROLE_TEAM_LEAD);
  struct id id;
  (void)state;
  be(C, office->lea);
  for (size_t i = 0; i < COUNT(above); i++) {
    p.role = above[i];
    assert_int_equal(post_ask(C, &p, &id), ERR_NOT_FOUND);
  }
  p = wanted(office->wim.id, ROLE_TEAM_LEAD);
  p.organisation = office->other;
  assert_int_equal(post_ask(C, &p, &id), ERR_NOT_FOUND);
  p = wanted(office->wim.id, ROLE_TEAM_LEAD);
  p.region = "zeeland";
  assert_int_equal(post_ask(C, &p, &id), ERR_NOT_FOUND);
  be(C, office->ada);
  p.region = "oost-brabant";
  p.role = ROLE_AUDITOR;
  assert_int_equal(post_ask(C, &p, &id), OK);
  be(C, office->lea);
  assert_int_equal(post_approve(C, id), ERR_NOT_FOUND);
  assert_int_equal(post_end(C, office->ada.post), ERR_NOT_FOUND);
}

static void asking_gives_the_administrators_a_task(void **state)
{
  const struct post p = wanted(office->wim.id, ROLE_DIRECTOR);
  struct task_list tasks;
  (void)state;
  be(C, office->lea);
  assert_int_equal(post_ask(C, &p, NULL), OK);
  be(C, office->ada);
  assert_int_equal(tasks_mine(C, &tasks), OK);
  assert_int_equal(tasks.count, 1);
  assert_int_equal(tasks.at[0].kind, TASK_APPROVE_POST);
}

static void what_an_administrator_asks_for_a_team_its_lead_may_approve_and_is_told(void **state)
{
  const struct post p = wanted(office->wim.id, ROLE_DIRECTOR), wide = wanted(office->wim.id, ROLE_AUDITOR);
  struct task_list tasks;
  struct id id;
  (void)state;
  be(C, office->ada);
  assert_int_equal(post_ask(C, &p, &id), OK);
  assert_int_equal(post_ask(C, &wide, NULL), OK);
  be(C, office->lea);
  assert_int_equal(tasks_mine(C, &tasks), OK);
  assert_int_equal(tasks.count, 1);
  assert_true(id_same(tasks.at[0].about, id));
  assert_int_equal(post_approve(C, id), OK);
  assert_int_equal(tasks_mine(C, &tasks), OK);
  assert_int_equal(tasks.count, 0);
}

static void posts_are_confirmed_every_quarter_by_somebody_else(void **state)
{
  struct post_list due;
  struct task_list tasks;
  (void)state;
  be(C, office->lea);
  assert_int_equal(posts_to_confirm(C, &due), OK);
  assert_int_equal(due.count, 0);
  later(C, 95 * (int64_t)DAY);
  assert_int_equal(posts_to_confirm(C, &due), OK);
  assert_int_equal(due.count, 3);                                           /* of the own team only */
  at_console(C);
  assert_int_equal(posts_remind(C), OK);
  assert_int_equal(posts_remind(C), OK);
  be(C, office->lea);
  assert_int_equal(tasks_mine(C, &tasks), OK);
  assert_int_equal(tasks.count, 1);
  assert_int_equal(post_confirm(C, office->wim.post), OK);
  assert_int_equal(post_confirm(C, office->lea.post), ERR_INVALID);
  assert_int_equal(post_confirm(C, office->oda.post), ERR_NOT_FOUND);
  assert_int_equal(posts_to_confirm(C, &due), OK);
  assert_int_equal(due.count, 2);
}

/* --- rows from outside the program -------------------------------------------------------------------------- */

static void an_account_or_post_slipped_in_does_not_count(void **state)
{
  struct account a;
  struct post_list posts;
  (void)state;
  raw_run(office->s, "INSERT INTO account SELECT randomblob(16), version, name, 'eve@team.example', language, compartment, gone, mac FROM account LIMIT 1");
  assert_int_equal(account_by_mail(C, "eve@team.example", &a), ERR_NOT_FOUND);
  raw_run(office->s, "UPDATE post SET role = 'beheer' WHERE role = 'aanbieder'");
  raw_run(office->s, "INSERT INTO post SELECT randomblob(16), version, account, organisation, 'beheer', region, asked_by, approved_by, since, ended, confirmed, mac FROM post WHERE role = 'team'");
  assert_int_equal(posts_of_account(C, office->wim.id, &posts), OK);
  assert_int_equal(posts.count, 1);
  raw_run(office->s, "UPDATE post SET role = 'fg' WHERE role = 'team'");
  assert_int_equal(posts_of_account(C, office->wim.id, &posts), OK);
  assert_int_equal(posts.count, 0);
}

static void a_post_that_ended_cannot_be_put_back(void **state)
{
  char token[SESSION_TOKEN_TEXT];
  (void)state;
  (void)come_in(C, office->wim, token);
  keep_table(office->s, "post");
  be(C, office->lea);
  assert_int_equal(post_end(C, office->wim.post), OK);
  assert_int_equal(enter(C, token), OK);
  assert_null(C->scope.region);                                             /* signed in still, and nobody in particular */
  put_back(office->s, "post");
  assert_false(has_role(office->wim.id, ROLE_TEAM));
  assert_int_equal(enter(C, token), OK);
  assert_null(C->scope.region);
}

/* --- leaving --------------------------------------------------------------------------------------------------- */

static struct id involved_household(struct person p)
{
  struct id compartment, household = { { 7 } };
  at_console(C);
  assert_int_equal(compartment_make(C, COMPARTMENT_HOUSEHOLD, &compartment), OK);
  const struct involvement row = { .account = p.id, .organisation = office->team, .compartment = compartment, .household = household, .purpose = PURPOSE_HELP, .since = { C->now }, .given_by = p.id };
  assert_int_equal(record_insert(C, involvement, &row, NULL), OK);
  return household;
}

static int64_t rows(const char *sql) { return raw_number(office->s, sql); }

static void leaving_ends_everything(void **state)
{
  char token[SESSION_TOKEN_TEXT], key[API_KEY_TEXT], link[INVITATION_TOKEN_TEXT];
  const char *body;
  struct signed_in w = come_in(C, office->wim, token);
  struct invitation i;
  struct account a;
  const struct api_key k = { .label = "planning", .actions = set_with((struct set){ 1 }, MAY_SEE_FILES), .until = date_plus_days(C->today, 30) };
  (void)state;
  assert_int_equal(api_key_make(C, &w, &k, key), OK);
  assert_int_equal(draft_save(C, office->wim.id, "/werk/x", "a=1"), OK);
  assert_int_equal(factor_password_set(C, office->wim.id, "hash"), OK);
  be(C, office->lea);
  assert_int_equal(invitation_issue(C, office->wim.id, link), OK);
  const struct id household = involved_household(office->wim);
  assert_int_equal(task_add(C, &(struct task){ .account = office->wim.id, .organisation = office->team, .kind = TASK_EMERGENCY_USED, .about = household }), OK);

  be(C, office->lea);
  assert_int_equal(account_leave(C, office->wim.id, ID_NONE), ERR_NOT_FOUND);                  /* not hers to end everywhere */
  be(C, office->ada);
  assert_int_equal(account_leave(C, office->ada.id, ID_NONE), ERR_INVALID);
  assert_int_equal(account_leave(C, office->wim.id, office->wim.id), ERR_INVALID);
  assert_int_equal(account_leave(C, office->wim.id, office->leo.id), OK);

  assert_int_equal(account_by_mail(C, "wim@team.example", &a), ERR_NOT_FOUND);
  assert_int_equal(enter(C, token), ERR_NOT_FOUND);
  assert_int_equal(api_key_enter(C, key, &w), ERR_NOT_FOUND);
  assert_int_equal(invitation_find(C, link, &i, &a), ERR_NOT_FOUND);
  assert_false(has_role(office->wim.id, ROLE_TEAM));
  C->scope.actor = office->wim.id;
  assert_int_equal(draft_read(C, "/werk/x", &body), ERR_NOT_FOUND);
  assert_int_equal(rows("SELECT count(*) FROM involvement WHERE ended IS NULL"), 0);
  assert_int_equal(rows("SELECT count(*) FROM factor WHERE ended IS NULL AND account = (SELECT id FROM account WHERE mail = 'wim@team.example')"), 0);
  assert_int_equal(rows("SELECT count(*) FROM session WHERE ended IS NULL"), 0);
  assert_int_equal(rows("SELECT count(*) FROM api_key WHERE ended IS NULL"), 0);
  assert_int_equal(rows("SELECT count(*) FROM invitation WHERE ended IS NULL"), 0);
  assert_int_equal(rows("SELECT count(*) FROM draft"), 0);
  assert_int_equal(rows("SELECT count(*) FROM task WHERE kind = 'file_without_worker'"), 1);
  assert_int_equal(rows("SELECT count(*) FROM task WHERE kind = 'emergency_used' AND account = (SELECT id FROM account WHERE mail = 'leo@team.example')"), 1);
  be(C, office->ada);
  assert_int_equal(account_leave(C, office->wim.id, ID_NONE), ERR_NOT_FOUND);                  /* once */
  const struct post p = wanted(office->wim.id, ROLE_TEAM);
  assert_int_equal(post_ask(C, &p, NULL), ERR_INVALID);
}

static void a_mail_address_is_free_again_after_leaving(void **state)
{
  struct id id;
  (void)state;
  be(C, office->ada);
  assert_int_equal(account_leave(C, office->wim.id, ID_NONE), OK);
  assert_int_equal(account_add(C, &(struct account){ .name = "Wim", .mail = "wim@team.example" }, &id), OK);
}

static void whoever_left_cannot_be_put_back(void **state)
{
  char token[SESSION_TOKEN_TEXT];
  struct account a;
  (void)state;
  (void)come_in(C, office->wim, token);
  keep_table(office->s, "account");
  keep_table(office->s, "session");
  keep_table(office->s, "post");
  be(C, office->ada);
  assert_int_equal(account_leave(C, office->wim.id, ID_NONE), OK);
  put_back(office->s, "account");
  put_back(office->s, "session");
  put_back(office->s, "post");
  assert_int_equal(account_by_mail(C, "wim@team.example", &a), ERR_NOT_FOUND);
  assert_int_equal(enter(C, token), ERR_NOT_FOUND);
}

static void the_end_of_the_only_post_somewhere_ends_involvement_there(void **state)
{
  const struct post second = wanted(office->wim.id, ROLE_DIRECTOR);
  struct id id;
  (void)state;
  at_console(C);
  assert_int_equal(post_ask(C, &second, &id), OK);
  (void)involved_household(office->wim);
  be(C, office->lea);
  assert_int_equal(post_end(C, office->wim.post), OK);
  assert_int_equal(rows("SELECT count(*) FROM involvement WHERE ended IS NULL"), 1);           /* still works there */
  assert_int_equal(post_end(C, id), OK);
  assert_int_equal(rows("SELECT count(*) FROM involvement WHERE ended IS NULL"), 0);
}

static void the_end_of_a_post_ends_what_is_under_way_as_it(void **state)
{
  const struct post second = wanted(office->wim.id, ROLE_DIRECTOR);
  char token[SESSION_TOKEN_TEXT];
  struct id id, none;
  struct signed_in w;
  bool same;
  (void)state;
  at_console(C);
  assert_int_equal(post_ask(C, &second, &id), OK);
  w = come_in(C, office->wim, token);
  assert_int_equal(session_work_as(C, &w.session, office->wim.post, token), OK);
  assert_int_equal(session_enter(C, token, &w, &none, &same), OK);
  be(C, office->lea);
  assert_int_equal(post_end(C, id), OK);
  assert_int_equal(session_unchanged(C, &w.session, &same), OK);
  assert_true(same);                                                        /* another post than the one worked as */
  assert_int_equal(post_end(C, office->wim.post), OK);
  assert_int_equal(session_unchanged(C, &w.session, &same), OK);
  assert_false(same);
  assert_int_equal(enter(C, token), OK);                                    /* still signed in, as nobody in particular */
  assert_null(C->scope.region);
  assert_int_equal(C->scope.reach, REACH_NOTHING);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    TEST(a_mail_address_signs_in_whatever_its_case_and_nobody_else_gets_it),
    TEST(only_an_administrator_adds_accounts),
    TEST(a_change_keeps_what_a_form_cannot_say),
    TEST(a_post_counts_only_after_another_person_approved_it),
    TEST(nobody_approves_a_post_of_their_own),
    TEST(a_team_lead_gives_no_post_above_or_outside_the_team),
    TEST(asking_gives_the_administrators_a_task),
    TEST(what_an_administrator_asks_for_a_team_its_lead_may_approve_and_is_told),
    TEST(posts_are_confirmed_every_quarter_by_somebody_else),
    TEST(an_account_or_post_slipped_in_does_not_count),
    TEST(a_post_that_ended_cannot_be_put_back),
    TEST(leaving_ends_everything),
    TEST(a_mail_address_is_free_again_after_leaving),
    TEST(whoever_left_cannot_be_put_back),
    TEST(the_end_of_the_only_post_somewhere_ends_involvement_there),
    TEST(the_end_of_a_post_ends_what_is_under_way_as_it),
  };
  return cmocka_run_group_tests_name("accounts", tests, NULL, NULL);
}
