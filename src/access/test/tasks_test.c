#include "people.h"

static const struct id household = { { 'h', 1 } };

static size_t mine(struct people *p, struct task_list *rows)
{
  assert_int_equal(tasks_mine(&p->s->c, rows), OK);
  return rows->count;
}

static void the_same_task_is_there_once(void **state)
{
  struct people *p = *state;
  const struct task t = { .organisation = p->team, .kind = TASK_FILE_WITHOUT_WORKER, .about = household };
  struct task other = t;
  for (int i = 0; i < 3; i++) assert_int_equal(task_add(&p->s->c, &t), OK);
  other.about = (struct id){ { 'h', 2 } };
  assert_int_equal(task_add(&p->s->c, &other), OK);
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM task"), 2);
  assert_int_equal(task_add(&p->s->c, &(struct task){ .kind = TASK_PURGE }), ERR_INVALID);
}

static void a_task_is_ones_own_the_organisations_or_the_roles(void **state)
{
  struct people *p = *state;
  struct task_list rows;
  assert_int_equal(task_add(&p->s->c, &(struct task){ .account = p->anna, .kind = TASK_SIGNALS, .due = { 20251201 } }), OK);
  assert_int_equal(task_add(&p->s->c, &(struct task){ .organisation = p->team, .kind = TASK_FILE_WITHOUT_WORKER, .due = { 20251130 } }), OK);
  assert_int_equal(task_add(&p->s->c, &(struct task){ .role = ROLE_PRIVACY, .kind = TASK_PURGE }), OK);
  assert_int_equal(task_add(&p->s->c, &(struct task){ .organisation = p->team, .role = ROLE_DIRECTOR, .kind = TASK_CONFIRM_POSTS }), OK);
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(mine(p, &rows), 2);
  assert_int_equal(rows.at[0].kind, TASK_FILE_WITHOUT_WORKER);             /* the soonest first */
  as_worker(p->s, p->carl, p->provider, ROLE_PROVIDER);
  assert_int_equal(mine(p, &rows), 0);
  as_worker(p->s, p->fenna, p->provider, ROLE_PRIVACY);
  assert_int_equal(mine(p, &rows), 1);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);
  assert_int_equal(mine(p, &rows), 2);
  p->s->c.scope.region = "zeeland";
  assert_int_equal(mine(p, &rows), 0);
}

static void what_waits_for_an_answer_is_not_ticked_off(void **state)
{
  struct people *p = *state;
  struct task_list rows;
  assert_int_equal(task_add(&p->s->c, &(struct task){ .account = p->anna, .kind = TASK_CONFIRM_ARRIVAL }), OK);
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(mine(p, &rows), 1);
  assert_int_equal(task_done(&p->s->c, rows.at[0].id), ERR_INVALID);
  assert_int_equal(mine(p, &rows), 1);
  assert_int_equal(tasks_close(&p->s->c, TASK_CONFIRM_ARRIVAL, ID_NONE, ID_NONE), OK);
  assert_int_equal(mine(p, &rows), 0);
}

static void only_whose_it_is_can_say_it_is_done(void **state)
{
  struct people *p = *state;
  struct task_list rows;
  assert_int_equal(task_add(&p->s->c, &(struct task){ .account = p->anna, .kind = TASK_SIGNALS }), OK);
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(mine(p, &rows), 1);
  const struct id task = rows.at[0].id;
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(task_done(&p->s->c, task), ERR_NOT_FOUND);
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(task_done(&p->s->c, task), OK);
  assert_int_equal(mine(p, &rows), 0);
  assert_int_equal(task_done(&p->s->c, task), ERR_NOT_FOUND);
  assert_int_equal(task_add(&p->s->c, &(struct task){ .account = p->anna, .kind = TASK_SIGNALS }), OK);      /* a new one, later */
  assert_int_equal(mine(p, &rows), 1);
}

static void tasks_go_to_an_heir_or_to_the_organisation(void **state)
{
  struct people *p = *state;
  struct task_list rows;
  assert_int_equal(task_add(&p->s->c, &(struct task){ .account = p->anna, .kind = TASK_SIGNALS }), OK);
  assert_int_equal(task_add(&p->s->c, &(struct task){ .account = p->anna, .organisation = p->provider, .kind = TASK_PURGE }), OK);
  assert_int_equal(tasks_move(&p->s->c, p->anna, p->bram, p->team), OK);
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(mine(p, &rows), 1);
  assert_int_equal(tasks_move(&p->s->c, p->bram, ID_NONE, p->team), OK);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);
  assert_int_equal(mine(p, &rows), 1);
  assert_true(!id_known(rows.at[0].account) && id_same(rows.at[0].organisation, p->team));
}

static size_t told(struct people *p, const struct task *t, struct id_list *out)
{
  assert_int_equal(task_accounts(&p->s->c, t, out), OK);
  return out->count;
}
static bool among(const struct id_list *list, struct id who)
{
  for (size_t i = 0; i < list->count; i++) if (id_same(list->at[i], who)) return true;
  return false;
}

static void those_are_told_on_whose_list_it_stands(void **state)
{
  struct people *p = *state;
  struct id_list list;
  assert_int_equal(told(p, &(struct task){ .account = p->anna, .organisation = p->team }, &list), 1);
  assert_true(among(&list, p->anna));
  assert_int_equal(told(p, &(struct task){ .role = ROLE_PRIVACY }, &list), 1);
  assert_true(among(&list, p->fenna));
  assert_int_equal(told(p, &(struct task){ .organisation = p->team, .role = ROLE_DIRECTOR }, &list), 1);
  assert_true(among(&list, p->dora));
  assert_true(told(p, &(struct task){ .organisation = p->team }, &list) >= 2);
  assert_false(among(&list, p->carl));
  p->s->c.scope.region = "zeeland";
  assert_int_equal(told(p, &(struct task){ .role = ROLE_PRIVACY }, &list), 0);
  assert_int_equal(told(p, &(struct task){ .organisation = p->team }, &list), 0);
}

static void what_was_told_or_done_is_not_told_again_and_what_is_urgent_apart(void **state)
{
  struct people *p = *state;
  struct task_list rows;
  assert_int_equal(task_add(&p->s->c, &(struct task){ .role = ROLE_PRIVACY, .kind = TASK_EMERGENCY_USED, .about = household }), OK);
  assert_int_equal(task_add(&p->s->c, &(struct task){ .role = ROLE_PRIVACY, .kind = TASK_PURGE }), OK);
  assert_int_equal(task_add(&p->s->c, &(struct task){ .role = ROLE_PRIVACY, .kind = TASK_SIGNALS }), OK);
  assert_int_equal(tasks_untold(&p->s->c, true, &rows), OK);
  assert_int_equal(rows.count, 1);
  assert_int_equal(rows.at[0].kind, TASK_EMERGENCY_USED);
  assert_int_equal(task_told(&p->s->c, &rows.at[0]), OK);
  assert_int_equal(tasks_untold(&p->s->c, true, &rows), OK);
  assert_int_equal(rows.count, 0);
  assert_int_equal(tasks_close(&p->s->c, TASK_PURGE, ID_NONE, ID_NONE), OK);
  assert_int_equal(tasks_untold(&p->s->c, false, &rows), OK);
  assert_int_equal(rows.count, 1);
  assert_int_equal(rows.at[0].kind, TASK_SIGNALS);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    PEOPLE_TEST(the_same_task_is_there_once),
    PEOPLE_TEST(a_task_is_ones_own_the_organisations_or_the_roles),
    PEOPLE_TEST(what_waits_for_an_answer_is_not_ticked_off),
    PEOPLE_TEST(only_whose_it_is_can_say_it_is_done),
    PEOPLE_TEST(those_are_told_on_whose_list_it_stands),
    PEOPLE_TEST(what_was_told_or_done_is_not_told_again_and_what_is_urgent_apart),
    PEOPLE_TEST(tasks_go_to_an_heir_or_to_the_organisation),
  };
  return cmocka_run_group_tests_name("tasks", tests, NULL, NULL);
}
