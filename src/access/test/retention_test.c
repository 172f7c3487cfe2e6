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

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    PEOPLE_TEST(no_term_runs_while_somebody_is_involved),
    PEOPLE_TEST(a_file_is_kept_for_fifteen_years_after_the_last_involvement),
    PEOPLE_TEST(the_longest_ground_counts),
    PEOPLE_TEST(veilig_thuis_keeps_until_the_youngest_child_is_grown),
    PEOPLE_TEST(terms_are_records_and_the_journal_has_a_floor),
    PEOPLE_TEST(purge_deletes_what_is_due_and_leaves_a_proof),
    PEOPLE_TEST(a_legal_hold_outweighs_every_term_until_it_is_lifted),
    PEOPLE_TEST(a_registration_goes_after_four_weeks),
  };
  return cmocka_run_group_tests_name("retention", tests, NULL, NULL);
}
