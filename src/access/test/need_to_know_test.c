#include "journal.h"
#include "people.h"

static const struct id household = { { 'h', 1 } }, other_household = { { 'h', 2 } };
enum { HOUR = 3600 * 1000 };

static struct ground permission(const struct people *p, struct id file, enum purpose purpose)
{
  return (struct ground){ .compartment = file, .organisation = p->provider, .things = { 1 | 1 << SHARED_FILE }, .purpose = purpose, .ground = GROUND_CONSENT,
    .how = "Aan de keukentafel, 24 november" };
}
static struct id write_ground(struct people *p, struct ground g)
{
  struct id id;
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(ground_add(&p->s->c, &g, &id), OK);
  return id;
}
static int involve_as_anna(struct people *p, struct id account, struct id organisation, struct id file)
{
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  return involve(&p->s->c, account, organisation, &file, 1, household, PURPOSE_HELP);
}

/* --- giving --------------------------------------------------------------------------------------------------- */

static void who_opens_a_file_is_involved_and_nobody_else_is(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_true(may_open(p, p->anna, p->team, ROLE_TEAM, file));
  assert_false(may_open(p, p->bram, p->team, ROLE_TEAM, file));
  assert_false(may_open(p, p->anna, p->provider, ROLE_TEAM, file));        /* for another organisation it is another matter */
  assert_false(may_open(p, p->admin, p->team, ROLE_ADMINISTRATOR, file));
}

static void nobody_involves_themselves_in_a_file_that_was_there(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(involve_self(&p->s->c, file, household, PURPOSE_HELP), ERR_NOT_FOUND);
  assert_int_equal(involve(&p->s->c, p->bram, p->team, &file, 1, household, PURPOSE_HELP), ERR_NOT_FOUND);
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(involve(&p->s->c, p->anna, p->provider, &file, 1, household, PURPOSE_HELP), ERR_INVALID);
}

static void what_one_opened_oneself_is_recorded_as_self_added(void **state)
{
  struct people *p = *state;
  struct involvement_list rows;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_int_equal(involvements_of_compartment(&p->s->c, file, &rows), OK);
  assert_int_equal(rows.count, 1);
  assert_true(id_same(rows.at[0].given_by, p->anna) && id_same(rows.at[0].account, p->anna));
}

static void a_colleague_of_the_own_organisation_needs_no_ground(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_int_equal(involve_as_anna(p, p->bram, p->team, file), OK);
  assert_int_equal(involve_as_anna(p, p->bram, p->team, file), OK);        /* again: nothing more */
  assert_true(may_open(p, p->bram, p->team, ROLE_TEAM, file));
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM involvement"), 2);
}

static void whoever_is_asked_in_is_told_once_until_it_ends(void **state)
{
  struct people *p = *state;
  struct task_list tasks;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  for (int twice = 0; twice < 2; twice++) assert_int_equal(involve(&p->s->c, p->bram, p->team, &file, 1, household, PURPOSE_HELP), OK);
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(tasks_mine(&p->s->c, &tasks), OK);
  assert_int_equal(tasks.count, 1);
  assert_int_equal(tasks.at[0].kind, TASK_INVOLVED);
  assert_true(id_same(tasks.at[0].about, household));
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(involvement_end(&p->s->c, p->bram, household), OK);
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(tasks_mine(&p->s->c, &tasks), OK);
  assert_int_equal(tasks.count, 0);
}

static void another_organisation_comes_in_on_a_ground_only(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_int_equal(involve_as_anna(p, p->carl, p->provider, file), ERR_INVALID);
  assert_string_equal(p->s->c.error.field, "organisation");
  write_ground(p, permission(p, file, PURPOSE_REFERRAL));                  /* for something else */
  assert_int_equal(involve_as_anna(p, p->carl, p->provider, file), ERR_INVALID);
  write_ground(p, permission(p, file, PURPOSE_HELP));
  assert_int_equal(involve_as_anna(p, p->carl, p->provider, file), OK);
  assert_true(may_open(p, p->carl, p->provider, ROLE_PROVIDER, file));
}

static void every_compartment_asks_for_its_own_ground(void **state)
{
  struct people *p = *state;
  const struct id files[] = { file_of_anna(p, COMPARTMENT_SIDE, household), file_of_anna(p, COMPARTMENT_HOUSEHOLD, household) };
  write_ground(p, permission(p, files[0], PURPOSE_HELP));
  write_ground(p, permission(p, files[1], PURPOSE_HELP));                  /* the file of a person, not what the household shares */
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(involve(&p->s->c, p->carl, p->provider, files, 2, household, PURPOSE_HELP), ERR_INVALID);
}

static void a_role_that_sees_no_files_cannot_be_involved(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_int_equal(involve_as_anna(p, p->admin, p->team, file), ERR_INVALID);
  assert_int_equal(involve_as_anna(p, p->fenna, p->team, file), ERR_INVALID);
  assert_int_equal(involve_as_anna(p, p->bram, p->provider, file), ERR_INVALID);       /* does not work there */
}

static void what_is_passed_on_lasts_no_longer_than_the_ground(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  struct ground g = permission(p, file, PURPOSE_HELP);
  g.until = date_plus_days(p->s->c.today, 2);
  write_ground(p, g);
  assert_int_equal(involve_as_anna(p, p->carl, p->provider, file), OK);
  const struct id friend = (as_console(p->s), person_of(p->s, "friend", p->provider, ROLE_PROVIDER));
  as_worker(p->s, p->carl, p->provider, ROLE_PROVIDER);
  assert_int_equal(involve(&p->s->c, friend, p->provider, &file, 1, household, PURPOSE_HELP), OK);
  later(p, 2 * 24 * (int64_t)HOUR);
  assert_true(may_open(p, p->carl, p->provider, ROLE_PROVIDER, file));     /* the last day */
  later(p, 24 * (int64_t)HOUR);
  assert_false(may_open(p, p->carl, p->provider, ROLE_PROVIDER, file));
  assert_false(may_open(p, friend, p->provider, ROLE_PROVIDER, file));     /* nor whom they let in */
  assert_true(may_open(p, p->anna, p->team, ROLE_TEAM, file));
}

static void who_joins_a_side_opens_to_everybody_of_that_side_on_the_same_grounds(void **state)
{
  struct people *p = *state;
  struct ground_list grounds;
  struct id person;
  const struct id side = file_of_anna(p, COMPARTMENT_SIDE, household);
  write_ground(p, permission(p, side, PURPOSE_HELP));
  assert_int_equal(involve_as_anna(p, p->bram, p->team, side), OK);
  assert_int_equal(involve_as_anna(p, p->carl, p->provider, side), OK);
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(compartment_make(&p->s->c, COMPARTMENT_PERSON, &person), OK);
  assert_int_equal(involve_same(&p->s->c, side, person, household), OK);
  assert_true(may_open(p, p->anna, p->team, ROLE_TEAM, person) && may_open(p, p->bram, p->team, ROLE_TEAM, person) && may_open(p, p->carl, p->provider, ROLE_PROVIDER, person));
  assert_int_equal(grounds_of(&p->s->c, person, &grounds), OK);
  assert_int_equal(grounds.count, 1);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);                       /* not hers */
  assert_int_equal(involve_same(&p->s->c, side, person, household), ERR_NOT_FOUND);
}

static void a_file_that_others_know_is_not_opened_by_joining_it_to_a_side(void **state)
{
  struct people *p = *state;
  struct id own;
  const struct id theirs = file_of_anna(p, COMPARTMENT_PERSON, household);
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(compartment_make(&p->s->c, COMPARTMENT_SIDE, &own), OK);
  assert_int_equal(involve_self(&p->s->c, own, other_household, PURPOSE_HELP), OK);
  assert_int_equal(involve_same(&p->s->c, own, theirs, other_household), ERR_NOT_FOUND);
  assert_false(may_open(p, p->bram, p->team, ROLE_TEAM, theirs));
}

/* --- ending ------------------------------------------------------------------------------------------------------- */

static void ending_closes_the_file_and_the_last_one_leaves_a_task(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_int_equal(involve_as_anna(p, p->bram, p->team, file), OK);
  later(p, HOUR);
  assert_int_equal(involvement_end(&p->s->c, p->bram, household), OK);
  assert_false(may_open(p, p->bram, p->team, ROLE_TEAM, file));
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM task WHERE kind = 'file_without_worker'"), 0);
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(involvement_end(&p->s->c, p->anna, household), OK);
  assert_false(may_open(p, p->anna, p->team, ROLE_TEAM, file));
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM task WHERE kind = 'file_without_worker'"), 1);
}

static void a_stranger_ends_nothing(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  as_worker(p->s, p->carl, p->provider, ROLE_PROVIDER);
  assert_int_equal(involvement_end(&p->s->c, p->anna, household), ERR_NOT_FOUND);
  assert_int_equal(involvement_end(&p->s->c, p->carl, household), ERR_NOT_FOUND);
  assert_true(may_open(p, p->anna, p->team, ROLE_TEAM, file));
}

/* --- grounds -------------------------------------------------------------------------------------------------------- */

static void a_withdrawn_ground_ends_access_of_all_who_came_in_by_it(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  const struct id ground = write_ground(p, permission(p, file, PURPOSE_HELP));
  assert_int_equal(involve_as_anna(p, p->carl, p->provider, file), OK);
  const struct id friend = (as_console(p->s), person_of(p->s, "friend", p->provider, ROLE_PROVIDER));
  as_worker(p->s, p->carl, p->provider, ROLE_PROVIDER);
  assert_int_equal(involve(&p->s->c, friend, p->provider, &file, 1, household, PURPOSE_HELP), OK);
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(ground_withdraw(&p->s->c, ground), OK);
  assert_false(may_open(p, p->carl, p->provider, ROLE_PROVIDER, file));
  assert_false(may_open(p, friend, p->provider, ROLE_PROVIDER, file));
  assert_true(may_open(p, p->anna, p->team, ROLE_TEAM, file));
  assert_int_equal(involve_as_anna(p, p->carl, p->provider, file), ERR_INVALID);
}

static void another_ground_for_the_same_keeps_access(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  const struct id first = write_ground(p, permission(p, file, PURPOSE_HELP));
  struct ground law = permission(p, file, PURPOSE_HELP);
  law.ground = GROUND_LEGAL_DUTY;
  write_ground(p, law);
  assert_int_equal(involve_as_anna(p, p->carl, p->provider, file), OK);
  assert_int_equal(ground_withdraw(&p->s->c, first), OK);
  assert_true(may_open(p, p->carl, p->provider, ROLE_PROVIDER, file));
}

static void a_ground_says_nothing_to_who_is_not_involved(void **state)
{
  struct people *p = *state;
  struct ground_list grounds;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  const struct id ground = write_ground(p, permission(p, file, PURPOSE_HELP));
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(grounds_of(&p->s->c, file, &grounds), OK);
  assert_int_equal(grounds.count, 0);
  assert_int_equal(ground_withdraw(&p->s->c, ground), ERR_NOT_FOUND);
  assert_int_equal(ground_ask(&p->s->c, file, p->provider, (struct set){ 1 | 1 << SHARED_FILE }, PURPOSE_HELP), ERR_NOT_FOUND);
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM ground WHERE instr(how, 'keukentafel') OR instr(organisation, 'De Bron')"), 0);
}

static void a_ground_is_complete_or_refused(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  struct ground g = permission(p, file, PURPOSE_HELP);
  g.how = NULL;
  assert_int_equal(ground_add(&p->s->c, &g, NULL), ERR_INVALID);
  g = permission(p, file, PURPOSE_HELP);
  g.things = (struct set){ 1 };
  assert_int_equal(ground_add(&p->s->c, &g, NULL), ERR_INVALID);
  g = permission(p, file, PURPOSE_HELP);
  g.until = date_plus_days(p->s->c.today, -1);
  assert_int_equal(ground_add(&p->s->c, &g, NULL), ERR_INVALID);
  g = permission(p, file, PURPOSE_HELP);
  g.organisation = p->team;
  assert_int_equal(ground_add(&p->s->c, &g, NULL), ERR_INVALID);
}

static void what_one_side_shares_of_the_common_part_the_other_side_does_not_learn(void **state)
{
  struct people *p = *state;
  struct ground_list grounds;
  const struct id common = file_of_anna(p, COMPARTMENT_HOUSEHOLD, household), hers = file_of_anna(p, COMPARTMENT_SIDE, household);
  struct id his;
  assert_int_equal(involve(&p->s->c, p->bram, p->team, &common, 1, household, PURPOSE_HELP), OK);
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(compartment_make(&p->s->c, COMPARTMENT_SIDE, &his), OK);
  assert_int_equal(involve_self(&p->s->c, his, household, PURPOSE_HELP), OK);
  struct ground g = permission(p, common, PURPOSE_HELP);
  g.things = (struct set){ 1 | 1 << SHARED_HOUSEHOLD };
  const struct id ground = write_ground(p, g);
  assert_int_equal(involve(&p->s->c, p->dora, p->team, (const struct id[]){ common, hers }, 2, household, PURPOSE_DIRECTION), OK);
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(grounds_of(&p->s->c, common, &grounds), OK);
  assert_int_equal(grounds.count, 0);
  assert_int_equal(ground_get(&p->s->c, ground, &g), ERR_NOT_FOUND);
  assert_int_equal(ground_withdraw(&p->s->c, ground), ERR_NOT_FOUND);
  assert_int_equal(involve(&p->s->c, p->carl, p->provider, &common, 1, household, PURPOSE_HELP), ERR_INVALID);        /* as if there were none */
  assert_int_equal(involvement_end(&p->s->c, p->anna, household), ERR_NOT_FOUND);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);
  assert_int_equal(grounds_of(&p->s->c, common, &grounds), OK);
  assert_int_equal(grounds.count, 0);                        /* it is not known yet for which side that organisation works */
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  write_ground(p, permission(p, hers, PURPOSE_HELP));
  assert_int_equal(involve(&p->s->c, p->carl, p->provider, &hers, 1, household, PURPOSE_HELP), OK);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);
  assert_int_equal(grounds_of(&p->s->c, common, &grounds), OK);
  assert_int_equal(grounds.count, 1);
}

/* The shelter of one party, written down by somebody who works for both. */
static void what_a_director_of_both_sides_shares_with_hers_his_worker_does_not_learn(void **state)
{
  struct people *p = *state;
  struct ground_list grounds;
  const struct id common = file_of_anna(p, COMPARTMENT_HOUSEHOLD, household), hers = file_of_anna(p, COMPARTMENT_SIDE, household);
  struct id his, ground;
  assert_int_equal(involve(&p->s->c, p->bram, p->team, &common, 1, household, PURPOSE_HELP), OK);
  assert_int_equal(involve(&p->s->c, p->dora, p->team, (const struct id[]){ common, hers }, 2, household, PURPOSE_DIRECTION), OK);
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(compartment_make(&p->s->c, COMPARTMENT_SIDE, &his), OK);
  assert_int_equal(involve_self(&p->s->c, his, household, PURPOSE_HELP), OK);
  assert_int_equal(involve(&p->s->c, p->dora, p->team, &his, 1, household, PURPOSE_DIRECTION), OK);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);
  struct ground g = permission(p, common, PURPOSE_HELP);
  g.things = (struct set){ 1 | 1 << SHARED_HOUSEHOLD };
  assert_int_equal(ground_add(&p->s->c, &g, &ground), OK);
  g = permission(p, hers, PURPOSE_HELP);
  assert_int_equal(ground_add(&p->s->c, &g, NULL), OK);
  assert_int_equal(involve(&p->s->c, p->carl, p->provider, (const struct id[]){ common, hers }, 2, household, PURPOSE_HELP), OK);
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(grounds_of(&p->s->c, common, &grounds), OK);
  assert_int_equal(grounds.count, 0);
  assert_int_equal(ground_get(&p->s->c, ground, &g), ERR_NOT_FOUND);
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(grounds_of(&p->s->c, common, &grounds), OK);
  assert_int_equal(grounds.count, 1);
}

static void whoever_shares_a_child_only_is_not_of_the_own_side(void **state)
{
  struct people *p = *state;
  bool own;
  const struct id child = file_of_anna(p, COMPARTMENT_CHILD, household), side = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_int_equal(involve(&p->s->c, p->bram, p->team, &child, 1, household, PURPOSE_HELP), OK);
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(same_side(&p->s->c, household, p->anna, &own), OK);
  assert_false(own);
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(involve(&p->s->c, p->bram, p->team, &side, 1, household, PURPOSE_HELP), OK);
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(same_side(&p->s->c, household, p->anna, &own), OK);
  assert_true(own);
}

/* --- emergency ---------------------------------------------------------------------------------------------------------- */

static int in_emergency(struct people *p, struct id account, enum role role, struct id file, const char *reason)
{
  as_worker(p->s, account, p->team, role);
  return involve_emergency(&p->s->c, &file, 1, household, reason);
}

static void an_emergency_opens_for_four_hours_and_is_told_at_once(void **state)
{
  struct people *p = *state;
  struct emergency_use_list uses;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  const struct id guard = (as_console(p->s), person_of(p->s, "guard", p->team, ROLE_DIRECTOR));
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(involve(&p->s->c, p->dora, p->team, &file, 1, household, PURPOSE_DIRECTION), OK);
  assert_int_equal(in_emergency(p, guard, ROLE_DIRECTOR, file, "Hij staat voor de deur"), OK);
  assert_true(may_open(p, guard, p->team, ROLE_DIRECTOR, file));
  assert_int_equal(tasks_of_kind(p, TASK_EMERGENCY_USED), 0);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);
  assert_int_equal(tasks_of_kind(p, TASK_EMERGENCY_USED), 1);
  assert_int_equal(emergencies_of(&p->s->c, file, &uses), OK);
  assert_int_equal(uses.count, 1);
  assert_string_equal(uses.at[0].reason, "Hij staat voor de deur");
  as_worker(p->s, p->fenna, p->team, ROLE_PRIVACY);
  assert_int_equal(tasks_of_kind(p, TASK_EMERGENCY_USED), 1);
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM journal WHERE verb = 'emergency' AND record = 'emergency_use'"), 1);
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM journal WHERE changes || coalesce(note, '') LIKE '%deur%'"), 0);
  later(p, 4 * (int64_t)HOUR);
  assert_false(may_open(p, guard, p->team, ROLE_DIRECTOR, file));
}

static void an_emergency_decides_nothing_about_what_is_shared(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household), guard = (as_console(p->s), person_of(p->s, "guard", p->team, ROLE_DIRECTOR));
  const struct id ground = write_ground(p, permission(p, file, PURPOSE_HELP));
  const struct ground another = permission(p, file, PURPOSE_DIRECTION);
  assert_int_equal(in_emergency(p, guard, ROLE_DIRECTOR, file, "Hij staat voor de deur"), OK);
  assert_int_equal(ground_withdraw(&p->s->c, ground), ERR_INVALID);
  assert_int_equal(ground_add(&p->s->c, &another, NULL), ERR_INVALID);
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(ground_withdraw(&p->s->c, ground), OK);
}

static void what_is_read_in_an_emergency_says_so_in_the_journal(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_int_equal(in_emergency(p, p->dora, ROLE_DIRECTOR, file, "Zij belde: hij staat voor de deur."), OK);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);
  p->s->c.scope.purpose = "direction";
  assert_int_equal(involvement_open(&p->s->c, file), OK);
  journal_later(&p->s->c, "read", "person", file, file, NULL);
  assert_int_equal(journal_write_reads(&p->s->c), OK);
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM journal WHERE verb = 'read' AND record = 'person' AND purpose = 'emergency'"), 1);
}

static void without_a_director_all_directors_of_the_region_are_told(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  const struct id guard = (as_console(p->s), person_of(p->s, "guard", p->team, ROLE_VEILIG_THUIS));
  assert_int_equal(in_emergency(p, guard, ROLE_VEILIG_THUIS, file, "Nu"), OK);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);
  assert_int_equal(tasks_of_kind(p, TASK_EMERGENCY_USED), 1);
}

/* Of the other party, and in this side once because of a danger: what they do in the common part stays with their own. */
static void an_emergency_makes_nobody_one_of_that_side(void **state)
{
  struct people *p = *state;
  struct ctx *const c = &p->s->c;
  struct ground_list grounds;
  bool own;
  const struct id side = file_of_anna(p, COMPARTMENT_SIDE, household), common = file_of_anna(p, COMPARTMENT_HOUSEHOLD, household);
  assert_int_equal(involve(c, p->dora, p->team, &common, 1, household, PURPOSE_HELP), OK);
  assert_int_equal(in_emergency(p, p->dora, ROLE_DIRECTOR, side, "Nu"), OK);
  assert_int_equal(ground_add(c, &(struct ground){ .compartment = common, .organisation = p->provider, .things = set_with((struct set){ 0 }, SHARED_HOUSEHOLD), .purpose = PURPOSE_HELP,
    .ground = GROUND_CONSENT, .how = "Zij zei het" }, NULL), OK);
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(same_side(c, household, p->dora, &own), OK);
  assert_false(own);
  assert_int_equal(grounds_of(c, common, &grounds), OK);
  assert_int_equal(grounds.count, 0);
  assert_int_equal(involvement_end(c, p->dora, household), OK);
  assert_false(may_open(p, p->dora, p->team, ROLE_DIRECTOR, side));
  assert_true(may_open(p, p->dora, p->team, ROLE_DIRECTOR, common));
}

static void an_emergency_needs_a_reason_and_a_role(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_int_equal(in_emergency(p, p->dora, ROLE_DIRECTOR, file, "  \n"), ERR_INVALID);
  assert_int_equal(in_emergency(p, p->dora, ROLE_DIRECTOR, file, NULL), ERR_INVALID);
  assert_int_equal(in_emergency(p, p->bram, ROLE_TEAM, file, "Nu"), ERR_NOT_FOUND);
  assert_int_equal(in_emergency(p, p->admin, ROLE_ADMINISTRATOR, file, "Nu"), ERR_NOT_FOUND);
  assert_int_equal(in_emergency(p, p->dora, ROLE_DIRECTOR, (struct id){ { 9 } }, "Nu"), ERR_NOT_FOUND);
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM involvement WHERE purpose = 'emergency'"), 0);
}

static void what_was_opened_in_an_emergency_is_not_passed_on(void **state)
{
  struct people *p = *state;
  struct id person;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_int_equal(in_emergency(p, p->dora, ROLE_DIRECTOR, file, "Nu"), OK);
  assert_int_equal(involve(&p->s->c, p->bram, p->team, &file, 1, household, PURPOSE_HELP), ERR_NOT_FOUND);
  assert_int_equal(compartment_make(&p->s->c, COMPARTMENT_PERSON, &person), OK);
  assert_int_equal(involve_same(&p->s->c, file, person, household), OK);
  assert_false(may_open(p, p->dora, p->team, ROLE_DIRECTOR, person));
}

/* --- attacks on the database --------------------------------------------------------------------------------------------- */

static void an_involvement_slipped_in_by_sql_opens_nothing(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  raw_run(p->s, "INSERT INTO involvement SELECT randomblob(16), 1, region, (SELECT id FROM account WHERE name = 'bram'), organisation, compartment, household, purpose, since,"
                " until, ended, given_by, mac FROM involvement LIMIT 1");
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM involvement"), 2);
  assert_false(may_open(p, p->bram, p->team, ROLE_TEAM, file));
  assert_int_equal(involve(&p->s->c, p->carl, p->team, &file, 1, household, PURPOSE_HELP), ERR_NOT_FOUND);
  raw_run(p->s, "UPDATE involvement SET account = (SELECT id FROM account WHERE name = 'bram')");         /* one taken over */
  assert_false(may_open(p, p->bram, p->team, ROLE_TEAM, file));
}

static void an_ended_involvement_put_back_by_sql_opens_nothing(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  raw_run(p->s, "CREATE TABLE before AS SELECT * FROM involvement");
  later(p, HOUR);
  assert_int_equal(involvement_end(&p->s->c, p->anna, household), OK);
  raw_run(p->s, "DELETE FROM involvement; INSERT INTO involvement SELECT * FROM before");
  assert_false(may_open(p, p->anna, p->team, ROLE_TEAM, file));
}

static void a_withdrawn_ground_put_back_by_sql_does_not_count(void **state)
{
  struct people *p = *state;
  struct ground_list grounds;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  const struct id ground = write_ground(p, permission(p, file, PURPOSE_HELP));
  raw_run(p->s, "CREATE TABLE before AS SELECT * FROM ground");
  assert_int_equal(ground_withdraw(&p->s->c, ground), OK);
  raw_run(p->s, "DELETE FROM ground; INSERT INTO ground SELECT * FROM before");
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(grounds_of(&p->s->c, file, &grounds), OK);
  assert_int_equal(grounds.count, 0);
  assert_int_equal(involve_as_anna(p, p->carl, p->provider, file), ERR_INVALID);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    PEOPLE_TEST(who_opens_a_file_is_involved_and_nobody_else_is),
    PEOPLE_TEST(nobody_involves_themselves_in_a_file_that_was_there),
    PEOPLE_TEST(what_one_opened_oneself_is_recorded_as_self_added),
    PEOPLE_TEST(a_colleague_of_the_own_organisation_needs_no_ground),
    PEOPLE_TEST(whoever_is_asked_in_is_told_once_until_it_ends),
    PEOPLE_TEST(another_organisation_comes_in_on_a_ground_only),
    PEOPLE_TEST(every_compartment_asks_for_its_own_ground),
    PEOPLE_TEST(a_role_that_sees_no_files_cannot_be_involved),
    PEOPLE_TEST(what_is_passed_on_lasts_no_longer_than_the_ground),
    PEOPLE_TEST(who_joins_a_side_opens_to_everybody_of_that_side_on_the_same_grounds),
    PEOPLE_TEST(a_file_that_others_know_is_not_opened_by_joining_it_to_a_side),
    PEOPLE_TEST(ending_closes_the_file_and_the_last_one_leaves_a_task),
    PEOPLE_TEST(a_stranger_ends_nothing),
    PEOPLE_TEST(a_withdrawn_ground_ends_access_of_all_who_came_in_by_it),
    PEOPLE_TEST(another_ground_for_the_same_keeps_access),
    PEOPLE_TEST(a_ground_says_nothing_to_who_is_not_involved),
    PEOPLE_TEST(a_ground_is_complete_or_refused),
    PEOPLE_TEST(what_one_side_shares_of_the_common_part_the_other_side_does_not_learn),
    PEOPLE_TEST(what_a_director_of_both_sides_shares_with_hers_his_worker_does_not_learn),
    PEOPLE_TEST(whoever_shares_a_child_only_is_not_of_the_own_side),
    PEOPLE_TEST(an_emergency_opens_for_four_hours_and_is_told_at_once),
    PEOPLE_TEST(what_is_read_in_an_emergency_says_so_in_the_journal),
    PEOPLE_TEST(without_a_director_all_directors_of_the_region_are_told),
    PEOPLE_TEST(an_emergency_makes_nobody_one_of_that_side),
    PEOPLE_TEST(an_emergency_decides_nothing_about_what_is_shared),
    PEOPLE_TEST(an_emergency_needs_a_reason_and_a_role),
    PEOPLE_TEST(what_was_opened_in_an_emergency_is_not_passed_on),
    PEOPLE_TEST(an_involvement_slipped_in_by_sql_opens_nothing),
    PEOPLE_TEST(an_ended_involvement_put_back_by_sql_opens_nothing),
    PEOPLE_TEST(a_withdrawn_ground_put_back_by_sql_does_not_count),
  };
  return cmocka_run_group_tests_name("need_to_know", tests, NULL, NULL);
}
