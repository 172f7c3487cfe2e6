#include "people.h"
#include "retention.h"

static const struct id household = { { 'h', 1 } };
#define DAY ((int64_t)24 * 3600 * 1000)
#define YEAR (365 * DAY + DAY / 4)

static struct date grown_on;
static int grown(struct ctx *c, struct id compartment, struct date *until)
{
  (void)c;
  (void)compartment;
  *until = grown_on;
  return OK;
}
static const struct kept kept = { .grown = grown };

static struct retained_list preview(struct people *p, int years)
{
  struct retained_list rows;
  as_console(p->s);
  assert_int_equal(retention_preview(&p->s->c, &kept, date_plus_months(p->s->c.today, years * 12), &rows), OK);
  return rows;
}
static struct retained one(struct people *p)
{
  const struct retained_list rows = preview(p, 100);
  assert_int_equal(rows.count, 1);
  return rows.at[0];
}
/* A file of Anna's that nobody works in any more since an hour. */
static struct id closed_file(struct people *p, enum organisation_kind kind)
{
  const struct id file = file_of_anna(p, COMPARTMENT_SIDE, household);
  if (kind) {
    struct id organisation, worker;
    as_console(p->s);
    assert_int_equal(organisation_add(&p->s->c, &(struct organisation){ .name = organisation_kind_key(kind), .kind = kind }, &organisation), OK);
    worker = person_of(p->s, "worker", organisation, ROLE_VEILIG_THUIS);
    assert_int_equal(involve(&p->s->c, worker, organisation, &file, 1, household, PURPOSE_SAFETY), ERR_INVALID);       /* without a ground */
    as_worker(p->s, p->anna, p->team, ROLE_TEAM);
    assert_int_equal(ground_add(&p->s->c, &(struct ground){ .compartment = file, .organisation = organisation, .things = { 1 | 1 << SHARED_FILE }, .purpose = PURPOSE_SAFETY,
      .ground = GROUND_PUBLIC_TASK, .how = "Melding" }, NULL), OK);
    assert_int_equal(involve(&p->s->c, worker, organisation, &file, 1, household, PURPOSE_SAFETY), OK);
    assert_int_equal(involvement_end(&p->s->c, worker, household), OK);
  }
  as_worker(p->s, p->anna, p->team, ROLE_TEAM);
  assert_int_equal(involvement_end(&p->s->c, p->anna, household), OK);
  return file;
}

static void no_term_runs_while_somebody_is_involved(void **state)
{
  struct people *p = *state;
  file_of_anna(p, COMPARTMENT_SIDE, household);
  later(p, 30 * YEAR);
  assert_int_equal(preview(p, 100).count, 0);
}

static void a_file_is_kept_for_fifteen_years_after_the_last_involvement(void **state)
{
  struct people *p = *state;
  closed_file(p, ORGANISATION_UNKNOWN);
  assert_int_equal(one(p).ground, RETAINED_FILE);
  assert_int_equal(one(p).until.ymd, 20401124);
  assert_false(one(p).due);
  assert_int_equal(preview(p, 15).count, 0);
  assert_int_equal(preview(p, 16).count, 1);
}

static void the_longest_ground_counts(void **state)
{
  struct people *p = *state;
  closed_file(p, ORGANISATION_PROVIDER);
  assert_int_equal(one(p).ground, RETAINED_CARE);
  assert_int_equal(one(p).until.ymd, 20451124);
}

static void veilig_thuis_keeps_until_the_youngest_child_is_grown(void **state)
{
  struct people *p = *state;
  closed_file(p, ORGANISATION_VEILIG_THUIS);
  grown_on = DATE_UNKNOWN;
  assert_int_equal(one(p).until.ymd, 20401124);
  grown_on = (struct date){ 20430501 };
  assert_int_equal(one(p).until.ymd, 20430501);
  assert_int_equal(one(p).ground, RETAINED_VEILIG_THUIS);
  grown_on = DATE_UNKNOWN;
}

static void terms_are_records_and_the_journal_has_a_floor(void **state)
{
  struct people *p = *state;
  struct retention_term t = { .kind = RETAINED_FILE, .months = num(120), .basis = "Besluit" };
  closed_file(p, ORGANISATION_UNKNOWN);
  as_console(p->s);
  assert_int_equal(retention_set(&p->s->c, &t), OK);
  assert_int_equal(one(p).until.ymd, 20351124);
  t.months = num(132);
  assert_int_equal(retention_set(&p->s->c, &t), OK);
  assert_int_equal(one(p).until.ymd, 20361124);
  t = (struct retention_term){ .kind = RETAINED_JOURNAL_LEAST, .months = num(48), .basis = "Besluit" };
  assert_int_equal(retention_set(&p->s->c, &t), ERR_INVALID);
  t = (struct retention_term){ .kind = RETAINED_JOURNAL_MOST, .months = num(24), .basis = "Besluit" };
  assert_int_equal(retention_set(&p->s->c, &t), ERR_INVALID);
  t = (struct retention_term){ .kind = RETAINED_DRAFT, .basis = "Besluit" };
  assert_int_equal(retention_set(&p->s->c, &t), ERR_INVALID);
}

static void the_journal_is_kept_for_the_longest_term_of_all_regions(void **state)
{
  static const char *const regions[] = { "oost-brabant", "zeeland" };
  struct people *p = *state;
  struct ctx *const c = &p->s->c;
  const struct retention_term shorter = { .kind = RETAINED_JOURNAL_MOST, .months = num(72), .days = num(10), .basis = "Besluit" };
  struct date from;
  as_console(p->s);
  assert_int_equal(retention_set(c, &shorter), OK);
  assert_int_equal(retention_journal_from(c, regions, 1, &from), OK);
  assert_int_equal(from.ymd, 20191114);
  assert_int_equal(retention_journal_from(c, regions, COUNT(regions), &from), OK);
  assert_int_equal(from.ymd, 20051124);                      /* Zeeland set none: twenty years */
  assert_string_equal(c->scope.region, "oost-brabant");
  assert_int_equal(retention_journal_from(c, regions, 0, &from), OK);
  assert_false(date_known(from));
}

static int purge_body(struct ctx *c, void *arg) { return retention_purge(c, &kept, arg); }
static struct purge_report purge(struct people *p)
{
  struct purge_report report;
  as_console(p->s);
  assert_int_equal(db_transaction(&p->s->c, purge_body, &report), OK);
  return report;
}

static void purge_deletes_what_is_due_and_leaves_a_proof(void **state)
{
  struct people *p = *state;
  struct compartment gone;
  struct purge_report_list proofs;
  const struct id file = closed_file(p, ORGANISATION_VEILIG_THUIS), kept_file = file_of_anna(p, COMPARTMENT_SIDE, (struct id){ { 'h', 2 } });
  assert_int_equal(purge(p).compartments.n, 0);
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM ground"), 1);
  later(p, 15 * YEAR + 2 * DAY);
  const struct purge_report report = purge(p);
  assert_int_equal(report.compartments.n, 1);
  assert_int_equal(report.rows.n, 1);
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM ground"), 0);
  assert_int_equal(compartment_get(&p->s->c, file, &gone), OK);
  assert_true(instant_known(gone.erased));
  assert_int_equal(compartment_open(&p->s->c, file), ERR_NOT_FOUND);
  assert_int_equal(compartment_open(&p->s->c, kept_file), OK);
  assert_int_equal(purge_reports(&p->s->c, &proofs), OK);
  assert_int_equal(proofs.count, 1);
  assert_int_equal(strlen(proofs.at[0].hash), 64);
  assert_non_null(strstr(proofs.at[0].lines, " side 2040-11-24 file 1\n"));
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM journal WHERE verb = 'purge'"), 1);
  assert_int_equal(raw_number(p->s, "SELECT count(*) FROM journal JOIN purge_report ON journal.record_id = purge_report.id WHERE journal.verb = 'purge_report' AND journal.note = purge_report.hash"), 1);
  assert_int_equal(purge(p).compartments.n, 0);
}

static void a_legal_hold_outweighs_every_term_until_it_is_lifted(void **state)
{
  struct people *p = *state;
  struct legal_hold_list rows;
  const struct id file = closed_file(p, ORGANISATION_UNKNOWN);
  as_worker(p->s, p->fenna, p->team, ROLE_PRIVACY);
  assert_int_equal(hold_set(&p->s->c, (struct id){ { 7 } }, HOLD_COURT), ERR_INVALID);
  assert_int_equal(hold_set(&p->s->c, file, HOLD_COURT), OK);
  assert_int_equal(hold_set(&p->s->c, file, HOLD_COURT), OK);
  later(p, 20 * YEAR);
  assert_int_equal(purge(p).compartments.n, 0);
  assert_true(one(p).held && !one(p).due);
  assert_int_equal(holds(&p->s->c, &rows), OK);
  assert_int_equal(rows.count, 1);
  assert_int_equal(hold_lift(&p->s->c, rows.at[0].id, " "), ERR_INVALID);
  assert_int_equal(hold_lift(&p->s->c, rows.at[0].id, "Zaak is gesloten"), OK);
  assert_int_equal(hold_lift(&p->s->c, rows.at[0].id, "Nog eens"), ERR_NOT_FOUND);
  assert_int_equal(purge(p).compartments.n, 1);
}

static void a_registration_goes_after_four_weeks(void **state)
{
  struct people *p = *state;
  const struct id file = file_of_anna(p, COMPARTMENT_REGISTRATION, household);
  assert_int_equal(involvement_end(&p->s->c, p->anna, household), OK);
  later(p, 28 * DAY);
  assert_int_equal(purge(p).compartments.n, 0);
  later(p, DAY);
  assert_int_equal(purge(p).compartments.n, 1);
  assert_int_equal(compartment_open(&p->s->c, file), ERR_NOT_FOUND);
}

/* --- telling ------------------------------------------------------------------------------------------------ */

static void reminds(struct people *p)
{
  static const char *const regions[] = { "zeeland", "oost-brabant" };
  as_console(p->s);
  assert_int_equal(retention_remind(&p->s->c, &kept, regions, COUNT(regions)), OK);
  assert_string_equal(p->s->c.scope.region, "oost-brabant");
}
static int64_t told(struct people *p, const char *region)
{
  return raw_number(p->s, JOIN(&p->s->c.arena, "SELECT count(*) FROM task WHERE kind = 'purge' AND region = '", region, "'"));
}
static struct task_list of_fenna(struct people *p)
{
  struct task_list rows;
  as_worker(p->s, p->fenna, p->team, ROLE_PRIVACY);
  assert_int_equal(tasks_mine(&p->s->c, &rows), OK);
  return rows;
}
static void does_it(struct people *p)
{
  const struct task_list rows = of_fenna(p);
  assert_int_equal(rows.count, 1);
  assert_int_equal(rows.at[0].kind, TASK_PURGE);
  assert_int_equal(task_done(&p->s->c, rows.at[0].id), OK);
}

static void nobody_is_reminded_while_nothing_may_go(void **state)
{
  struct people *p = *state;
  const struct id file = closed_file(p, ORGANISATION_UNKNOWN);
  reminds(p);
  later(p, 14 * YEAR);
  reminds(p);
  assert_int_equal(told(p, "oost-brabant"), 0);
  later(p, 2 * YEAR);
  as_worker(p->s, p->fenna, p->team, ROLE_PRIVACY);
  assert_int_equal(hold_set(&p->s->c, file, HOLD_COURT), OK);
  reminds(p);                                                /* its term is over, and it is held */
  assert_int_equal(told(p, "oost-brabant"), 0);
}

static void the_privacy_officer_is_reminded_once_a_quarter_of_what_may_go_in_the_region(void **state)
{
  struct people *p = *state;
  closed_file(p, ORGANISATION_UNKNOWN);
  later(p, 16 * YEAR);                                       /* 24 November: the quarter has five weeks left */
  reminds(p);
  const struct task_list rows = of_fenna(p);
  assert_int_equal(rows.count, 1);
  assert_int_equal(rows.at[0].kind, TASK_PURGE);
  assert_int_equal(rows.at[0].due.ymd, date_plus_days(p->s->c.today, PURGE_TASK_DAYS).ymd);
  as_worker(p->s, p->dora, p->team, ROLE_DIRECTOR);
  assert_int_equal(tasks_of_kind(p, TASK_PURGE), 0);
  reminds(p);
  does_it(p);
  later(p, DAY);
  reminds(p);
  assert_int_equal(of_fenna(p).count, 0);                    /* looked at: not again before the next quarter */
  later(p, 36 * DAY);
  reminds(p);
  assert_int_equal(p->s->c.today.ymd / 100, 204112);
  assert_int_equal(of_fenna(p).count, 0);
  later(p, DAY);
  assert_int_equal(p->s->c.today.ymd, 20420101);
  reminds(p);
  assert_int_equal(told(p, "oost-brabant"), 2);
  later(p, 90 * DAY);
  reminds(p);
  assert_int_equal(of_fenna(p).count, 1);                    /* one that waits is not doubled */
  assert_int_equal(told(p, "zeeland"), 0);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    PEOPLE_TEST(no_term_runs_while_somebody_is_involved),
    PEOPLE_TEST(a_file_is_kept_for_fifteen_years_after_the_last_involvement),
    PEOPLE_TEST(the_longest_ground_counts),
    PEOPLE_TEST(veilig_thuis_keeps_until_the_youngest_child_is_grown),
    PEOPLE_TEST(terms_are_records_and_the_journal_has_a_floor),
    PEOPLE_TEST(the_journal_is_kept_for_the_longest_term_of_all_regions),
    PEOPLE_TEST(purge_deletes_what_is_due_and_leaves_a_proof),
    PEOPLE_TEST(a_legal_hold_outweighs_every_term_until_it_is_lifted),
    PEOPLE_TEST(a_registration_goes_after_four_weeks),
    PEOPLE_TEST(nobody_is_reminded_while_nothing_may_go),
    PEOPLE_TEST(the_privacy_officer_is_reminded_once_a_quarter_of_what_may_go_in_the_region),
  };
  return cmocka_run_group_tests_name("retention", tests, NULL, NULL);
}
