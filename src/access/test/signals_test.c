#include "people.h"
#include "journal.h"
#include "signals.h"

static const struct id household = { { 'h', 1 } };
enum { MINUTE = 60 * 1000, HOUR = 60 * MINUTE };
#define DAY ((int64_t)24 * HOUR)

static int own_file(struct ctx *c, const struct account *a, struct id compartment, bool *out)
{
  (void)c;
  (void)compartment;
  *out = strcmp(a->name, "bram") == 0;
  return OK;
}

struct judging { size_t done; };
static int judge_all(struct ctx *c, void *arg)
{
  struct judging *const j = arg;
  return signals_judge(c, 500, own_file, &j->done);
}
static size_t judge(struct people *p)
{
  struct judging j = { 0 };
  as_console(p->s);
  p->s->c.scope.region = NULL;
  assert_int_equal(db_transaction(&p->s->c, judge_all, &j), OK);
  assert_null(p->s->c.scope.region);
  p->s->c.scope.region = "oost-brabant";
  return j.done;
}
static struct misuse_signal_list seen(struct people *p)
{
  struct misuse_signal_list rows;
  as_worker(p->s, p->fenna, p->team, ROLE_PRIVACY);
  assert_int_equal(signals_of_region(&p->s->c, &rows), OK);
  return rows;
}
static size_t seen_of(struct people *p, enum signal_kind kind, struct id account)
{
  const struct misuse_signal_list rows = seen(p);
  size_t n = 0;
  for (size_t i = 0; i < rows.count; i++) n += rows.at[i].kind == kind && id_same(rows.at[i].account, account);
  return n;
}
/* Reads of a file, as the record layer leaves them. */
static void reads(struct people *p, struct id account, enum role role, struct id file)
{
  as_worker(p->s, account, p->team, role);
  p->s->c.readings = NULL;
  journal_later(&p->s->c, "read", "person", id_same(account, p->anna) ? (struct id){ { 1 } } : (struct id){ { 2 } }, file, NULL);
  assert_int_equal(journal_write_reads(&p->s->c), OK);
  p->s->c.readings = NULL;
}
static void does(struct people *p, struct id account, const char *verb)
{
  as_worker(p->s, account, p->team, ROLE_TEAM);
  assert_int_equal(journal_event(&p->s->c, verb, "person", ID_NONE, ID_NONE, NULL), OK);
}

static void ordinary_work_gives_no_signal(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_int_equal(involve(&p->s->c, p->dora, p->team, &file, 1, household, PURPOSE_DIRECTION), OK);
  reads(p, p->anna, ROLE_TEAM, file);
  later(p, HOUR);
  assert_true(judge(p) > 0);
  assert_int_equal(seen(p).count, 0);
}

static void a_line_is_judged_once_and_only_when_time_has_passed(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);
  assert_int_equal(involve_emergency(&p->s->c, &file, 1, household, "Nu"), OK);
  judge(p);
  assert_int_equal(seen_of(p, SIGNAL_EMERGENCY, p->dora), 0);
  later(p, 11 * MINUTE);
  judge(p);
  assert_int_equal(seen_of(p, SIGNAL_EMERGENCY, p->dora), 1);
  judge(p);
  later(p, HOUR);
  judge(p);
  const struct misuse_signal_list rows = seen(p);
  assert_int_equal(rows.count, 1);
  assert_int_equal(rows.at[0].count.n, 1);
  assert_true(id_same(rows.at[0].compartment, file));
}

static void reading_after_the_end_is_seen(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  later(p, HOUR);
  assert_int_equal(involvement_end(&p->s->c, p->anna, household), OK);
  later(p, HOUR);
  reads(p, p->anna, ROLE_TEAM, file);                        /* whatever way it was: the program itself would not let her */
  later(p, HOUR);
  judge(p);
  assert_int_equal(seen_of(p, SIGNAL_AFTER_END, p->anna), 1);
}

static void a_page_that_shows_many_rows_counts_once(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  later(p, HOUR);
  assert_int_equal(involvement_end(&p->s->c, p->anna, household), OK);
  later(p, HOUR);
  for (int i = 0; i < 5; i++) reads(p, p->anna, ROLE_TEAM, file);
  later(p, MINUTE);
  reads(p, p->anna, ROLE_TEAM, file);
  later(p, HOUR);
  judge(p);
  const struct misuse_signal_list rows = seen(p);
  assert_int_equal(rows.count, 1);
  assert_int_equal(rows.at[0].count.n, 2);
}

static void reading_after_long_silence_without_a_task_is_seen(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_int_equal(involve(&p->s->c, p->dora, p->team, &file, 1, household, PURPOSE_DIRECTION), OK);
  later(p, 100 * DAY);
  const struct task t = { .account = p->dora, .kind = TASK_EMERGENCY_USED, .about = household };
  assert_int_equal(task_add(&p->s->c, &t), OK);
  reads(p, p->anna, ROLE_TEAM, file);
  reads(p, p->dora, ROLE_DIRECTOR, file);                    /* has something to do there */
  later(p, HOUR);
  judge(p);
  assert_int_equal(seen_of(p, SIGNAL_NO_TASK, p->anna), 1);
  assert_int_equal(seen_of(p, SIGNAL_NO_TASK, p->dora), 0);
}

static void searching_without_opening_is_seen(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  for (int i = 0; i < 4; i++) {
    does(p, p->bram, "search");
    later(p, MINUTE);
  }
  for (int i = 0; i < 4; i++) {                              /* she opens what she found */
    does(p, p->anna, "search");
    later(p, MINUTE);
    reads(p, p->anna, ROLE_TEAM, file);
    later(p, MINUTE);
  }
  later(p, HOUR);
  judge(p);
  assert_int_equal(seen_of(p, SIGNAL_SEARCHED, p->bram), 1);
  assert_int_equal(seen_of(p, SIGNAL_SEARCHED, p->anna), 0);
}

static void exporting_much_is_seen(void **state)
{
  struct people *p = *state;
  for (int i = 0; i < 3; i++) does(p, p->bram, "export");
  for (int i = 0; i < 2; i++) does(p, p->anna, "export");
  later(p, HOUR);
  judge(p);
  assert_int_equal(seen_of(p, SIGNAL_EXPORTED, p->bram), 1);
  assert_int_equal(seen_of(p, SIGNAL_EXPORTED, p->anna), 0);
}

static void ones_own_file_is_seen(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_int_equal(involve(&p->s->c, p->bram, p->team, &file, 1, household, PURPOSE_HELP), OK);
  reads(p, p->anna, ROLE_TEAM, file);
  reads(p, p->bram, ROLE_TEAM, file);
  later(p, HOUR);
  judge(p);
  assert_int_equal(seen_of(p, SIGNAL_OWN_ADDRESS, p->bram), 1);
  assert_int_equal(seen_of(p, SIGNAL_OWN_ADDRESS, p->anna), 0);
}

static void the_night_is_a_label(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);
  assert_int_equal(involve_emergency(&p->s->c, &file, 1, household, "Nu"), OK);       /* Monday, five in the afternoon */
  later(p, 6 * (int64_t)HOUR);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);
  assert_int_equal(involve_emergency(&p->s->c, &file, 1, household, "Weer"), OK);     /* eleven in the evening: the same day */
  later(p, HOUR);
  judge(p);
  const struct misuse_signal_list rows = seen(p);
  assert_int_equal(rows.count, 1);
  assert_int_equal(rows.at[0].count.n, 2);
  assert_int_equal(rows.at[0].off_hours, YES);
  assert_string_equal(rows.at[0].first_at, "2025-11-24T16:00:00Z");
}

static void the_digest_comes_once_a_week_to_whom_it_concerns(void **state)
{
  struct people *p = *state;
  static const char *const regions[] = { "amsterdam-amstelland", "oost-brabant" };
  struct misuse_signal_list rows;
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  assert_int_equal(involve(&p->s->c, p->dora, p->team, &file, 1, household, PURPOSE_DIRECTION), OK);
  const struct id guard = (as_console(p->s), person_of(p->s, "guard", p->team, ROLE_VEILIG_THUIS));
  as_worker(p->s, guard, p->team, ROLE_VEILIG_THUIS);
  assert_int_equal(involve_emergency(&p->s->c, &file, 1, household, "Nu"), OK);
  later(p, HOUR);
  judge(p);
  for (int i = 0; i < 3; i++) assert_int_equal(signals_digest(&p->s->c, regions, 2), OK);
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM task WHERE kind = 'signals'"), 2);
  as_worker(p->s, p->fenna, p->team, ROLE_PRIVACY);
  assert_int_equal(tasks_of_kind(p, TASK_SIGNALS), 1);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);
  assert_int_equal(tasks_of_kind(p, TASK_SIGNALS), 1);
  assert_int_equal(signals_of_director(&p->s->c, &rows), OK);
  assert_int_equal(rows.count, 1);
  as_worker(p->s, p->admin, p->team, ROLE_ADMINISTRATOR);
  assert_int_equal(tasks_of_kind(p, TASK_SIGNALS), 0);
  as_worker(p->s, p->bram, p->team, ROLE_TEAM);
  assert_int_equal(signals_of_director(&p->s->c, &rows), OK);
  assert_int_equal(rows.count, 0);
}

static void looking_takes_a_note_and_is_not_for_oneself(void **state)
{
  struct people *p = *state;
  for (int i = 0; i < 3; i++) does(p, p->bram, "export");
  for (int i = 0; i < 3; i++) does(p, p->fenna, "export");
  later(p, HOUR);
  judge(p);
  const struct misuse_signal_list rows = seen(p);
  assert_int_equal(rows.count, 2);
  for (size_t i = 0; i < 2; i++) {
    const bool self = id_same(rows.at[i].account, p->fenna);
    assert_int_equal(signal_looked(&p->s->c, rows.at[i].id, " "), ERR_INVALID);
    assert_int_equal(signal_looked(&p->s->c, rows.at[i].id, "Maandrapport van het team"), self ? ERR_INVALID : OK);
  }
  const struct misuse_signal_list after = seen(p);
  assert_false(instant_known(after.at[0].looked));
  assert_true(instant_known(after.at[1].looked) && id_same(after.at[1].looked_by, p->fenna));
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    PEOPLE_TEST(ordinary_work_gives_no_signal),
    PEOPLE_TEST(a_line_is_judged_once_and_only_when_time_has_passed),
    PEOPLE_TEST(reading_after_the_end_is_seen),
    PEOPLE_TEST(a_page_that_shows_many_rows_counts_once),
    PEOPLE_TEST(reading_after_long_silence_without_a_task_is_seen),
    PEOPLE_TEST(searching_without_opening_is_seen),
    PEOPLE_TEST(exporting_much_is_seen),
    PEOPLE_TEST(ones_own_file_is_seen),
    PEOPLE_TEST(the_night_is_a_label),
    PEOPLE_TEST(the_digest_comes_once_a_week_to_whom_it_concerns),
    PEOPLE_TEST(looking_takes_a_note_and_is_not_for_oneself),
  };
  return cmocka_run_group_tests_name("signals", tests, NULL, NULL);
}
