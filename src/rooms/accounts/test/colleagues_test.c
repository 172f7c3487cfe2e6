#include "passwords.h"
#include "../../../store/test/scratch.h"
#include "accounts_room.h"
#include "calendar.h"
#include "invitations.h"
#include "tasks.h"
#include "text.h"

static int set_up(void **state)
{
  *state = scratch_with_schema();
  return 0;
}
static int tear_down(void **state)
{
  scratch_free(*state);
  return 0;
}

static struct post post_of(struct scratch *s, enum role role)
{
  struct post p = { .role = role, .region = "oost-brabant" };
  assert_int_equal(organisation_by_name(&s->c, "Voorbeeldteam", &p.organisation), OK);
  return p;
}

/* Somebody who works as that already, by the console; the scope is theirs from then on. */
static struct id somebody(struct scratch *s, const char *mail, enum role role)
{
  const struct account a = { .name = "Voorbeeld", .mail = mail };
  const struct post p = post_of(s, role);
  struct id id;
  s->c.scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
  assert_int_equal(colleague_add(&s->c, &a, &p, &id), OK);
  return id;
}

static void works_as(struct scratch *s, struct id account)
{
  struct account a;
  struct post_list posts;
  assert_int_equal(account_get(&s->c, account, &a), OK);
  assert_int_equal(posts_of_account(&s->c, account, &posts), OK);
  assert_int_equal(posts.count, 1);
  scope_enter(&s->c, &a, &posts.at[0], ID_NONE);
}

static void at_the_console_a_role_counts_at_once(void **state)
{
  struct scratch *s = *state;
  struct post_list posts;
  const struct id id = somebody(s, "a@voorbeeld.example", ROLE_TEAM);
  assert_int_equal(posts_of_account(&s->c, id, &posts), OK);
  assert_int_equal(posts.count, 1);
}

static void somebody_who_is_there_is_not_added_twice(void **state)
{
  struct scratch *s = *state;
  const struct account a = { .name = "Nog eens", .mail = "A@Voorbeeld.example" };
  const struct post p = post_of(s, ROLE_TEAM);
  (void)somebody(s, "a@voorbeeld.example", ROLE_TEAM);
  assert_int_equal(colleague_add(&s->c, &a, &p, NULL), ERR_INVALID);
  assert_string_equal(s->c.error.field, "mail");
}

static void a_role_counts_after_another_approved_it_and_its_task_is_done(void **state)
{
  struct scratch *s = *state;
  const struct account a = { .name = "Nieuw", .mail = "nieuw@voorbeeld.example" };
  const struct id one = somebody(s, "een@voorbeeld.example", ROLE_ADMINISTRATOR), two = somebody(s, "twee@voorbeeld.example", ROLE_ADMINISTRATOR);
  const struct post p = post_of(s, ROLE_TEAM);
  struct post_list posts;
  struct task_list tasks;
  struct id id;
  works_as(s, one);
  assert_int_equal(colleague_add(&s->c, &a, &p, &id), OK);
  assert_int_equal(posts_of_account(&s->c, id, &posts), OK);
  assert_int_equal(posts.count, 0);
  assert_int_equal(posts_waiting(&s->c, &posts), OK);
  assert_int_equal(posts.count, 1);
  assert_int_equal(post_approve(&s->c, posts.at[0].id), ERR_INVALID);
  works_as(s, two);
  assert_int_equal(tasks_mine(&s->c, &tasks), OK);
  assert_int_equal(tasks.count, 1);
  assert_int_equal(post_approve(&s->c, posts.at[0].id), OK);
  assert_int_equal(posts_of_account(&s->c, id, &posts), OK);
  assert_int_equal(posts.count, 1);
  assert_int_equal(tasks_mine(&s->c, &tasks), OK);
  assert_int_equal(tasks.count, 0);
}

static void after_a_quarter_the_team_lead_is_asked_once_and_done_when_confirmed(void **state)
{
  struct scratch *s = *state;
  const struct id lead = somebody(s, "lead@voorbeeld.example", ROLE_TEAM_LEAD), team = somebody(s, "team@voorbeeld.example", ROLE_TEAM);
  const struct id admin = somebody(s, "admin@voorbeeld.example", ROLE_ADMINISTRATOR);
  struct task_list tasks;
  struct post_list posts;
  s->c.now += INT64_C(100) * 86400000;
  s->c.today = date_plus_days(s->c.today, 100);
  s->c.scope = (struct scope){ .reach = REACH_ALL };
  for (int i = 0; i < 2; i++) assert_int_equal(posts_remind(&s->c), OK);
  works_as(s, lead);
  assert_int_equal(tasks_mine(&s->c, &tasks), OK);
  assert_int_equal(tasks.count, 1);
  assert_int_equal(tasks.at[0].kind, TASK_CONFIRM_POSTS);
  assert_int_equal(posts_of_account(&s->c, team, &posts), OK);
  assert_int_equal(post_confirm(&s->c, posts.at[0].id), OK);
  assert_int_equal(posts_of_account(&s->c, admin, &posts), OK);
  assert_int_equal(post_confirm(&s->c, posts.at[0].id), OK);
  assert_int_equal(tasks_mine(&s->c, &tasks), OK);
  assert_int_equal(tasks.count, 0);
  works_as(s, admin);                                              /* the lead's own post is somebody else's to confirm */
  assert_int_equal(tasks_mine(&s->c, &tasks), OK);
  assert_int_equal(tasks.count, 1);
}

static void the_console_starts_somebody_anew_alone(void **state)
{
  struct scratch *s = *state;
  char token[INVITATION_TOKEN_TEXT];
  struct invitation found;
  struct account whose;
  struct id asked, id = somebody(s, "a@voorbeeld.example", ROLE_TEAM);
  assert_int_equal(reset_ask(&s->c, id, &asked), OK);
  assert_int_equal(reset_approve(&s->c, asked, token), OK);
  assert_int_equal(invitation_find(&s->c, token, &found, &whose), OK);
  assert_true(id_same(whose.id, id));
}

static void the_demo_has_every_role_once_and_is_filled_once(void **state)
{
  struct scratch *s = *state;
  struct account_list all;
  for (int i = 0; i < 2; i++) assert_int_equal(accounts_demo(&s->c), OK);
  assert_true(password_verify(demo_hash, DEMO_PASSWORD));
  assert_int_equal(accounts_all(&s->c, &all), OK);
  assert_int_equal(all.count, role_choices.count - 1);
  for (size_t i = 1; i < role_choices.count; i++) {
    struct account a;
    struct post_list posts;
    assert_int_equal(account_by_mail(&s->c, JOIN(&s->c.arena, role_choices.at[i].key, DEMO_MAIL), &a), OK);
    assert_int_equal(posts_of_account(&s->c, a.id, &posts), OK);
    assert_int_equal(posts.count, 1);
    assert_int_equal(posts.at[0].role, i);
  }
}

static void every_role_has_a_kind_of_organisation(void **state)
{
  (void)state;
  for (enum role r = ROLE_UNKNOWN + 1; r < (enum role)role_choices.count; r++) {
    assert_int_not_equal(kind_of_role(r), ORGANISATION_UNKNOWN);
    assert_int_not_equal(kind_of_role(r), ORGANISATION_OTHER);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(at_the_console_a_role_counts_at_once, set_up, tear_down),
    cmocka_unit_test_setup_teardown(somebody_who_is_there_is_not_added_twice, set_up, tear_down),
    cmocka_unit_test_setup_teardown(a_role_counts_after_another_approved_it_and_its_task_is_done, set_up, tear_down),
    cmocka_unit_test_setup_teardown(after_a_quarter_the_team_lead_is_asked_once_and_done_when_confirmed, set_up, tear_down),
    cmocka_unit_test_setup_teardown(the_console_starts_somebody_anew_alone, set_up, tear_down),
    cmocka_unit_test_setup_teardown(the_demo_has_every_role_once_and_is_filled_once, set_up, tear_down),
    cmocka_unit_test_setup_teardown(every_role_has_a_kind_of_organisation, set_up, tear_down),
  };
  return cmocka_run_group_tests_name("colleagues", tests, NULL, NULL);
}
