#include "../../persons/test/persons_helper.h"
#include "../../../store/test/key_folder.h"
#include "accounts.h"
#include "journal_export.h"
#include "journal_verify.h"
#include "need_to_know.h"
#include "organisations.h"
#include "privacy.h"
#include "rooms.h"
#include "text.h"

static int set_up(void **state) { struct scratch *s = scratch_with_schema(); s->c.today = date_at(NOW); *state = s; return 0; }
static int tear_down(void **state) { scratch_free(*state); return 0; }
static void as_console(struct scratch *s)
{
  seal_forget(&s->c);
  s->c.readings = NULL;
  s->c.scope = (struct scope){ .region = "oost-brabant", .reach = REACH_ALL };
}
static void writes_reads(struct scratch *s) { MUST(journal_write_reads(&s->c)); s->c.readings = NULL; }

/* Colleague 1 works for A, colleague 2 for B; both know the common part. */
struct two { struct id household, side_a, side_b; };
static struct two two_sides(struct scratch *s)
{
  struct two t;
  acts(s, 1);
  t.household = opens(s, MY_SIDE_A);
  struct household_file f = file_of(s, t.household);
  t.side_a = f.sides.at[0].id;
  lets_in(s, 2, f.household.compartment, t.household);
  acts(s, 2);
  MUST(side_open(&s->c, t.household, SIDE_B, &t.side_b));
  return t;
}
static size_t looks_of(struct scratch *s, uint8_t n, struct id household, uint8_t whom)
{
  struct look_list looks;
  size_t found = 0;
  acts(s, n);
  MUST(household_looks(&s->c, household, &looks));
  for (size_t i = 0; i < looks.count; i++) found += id_same(looks.at[i].account, id_of(whom));
  s->c.readings = NULL;
  return found;
}

static void one_sees_who_looked_but_never_that_there_is_another_side(void **state)
{
  struct scratch *const s = *state;
  const struct two t = two_sides(s);
  acts(s, 2);
  file_of(s, t.household);
  writes_reads(s);
  adds(s, t.side_b, "Noor", "Voorbeeld", MEMBER_EXPERIENCES, NULL);
  assert_int_equal(looks_of(s, 1, t.household, 2), 0);
  assert_true(looks_of(s, 1, t.household, 1) > 0);
  assert_true(looks_of(s, 2, t.household, 2) > 0);
  assert_int_equal(looks_of(s, 2, t.household, 1), 0);
}

/* Twin worlds: what the other party's worker does and writes leaves every answer to this one as it was. */
static void the_other_side_at_work_changes_no_look(void **state)
{
  struct scratch *const s = *state;
  const struct two t = two_sides(s);
  struct look_list before, after;
  acts(s, 1);
  MUST(household_looks(&s->c, t.household, &before));
  s->c.readings = NULL;
  acts(s, 2);
  for (int i = 0; i < 3; i++) adds(s, t.side_b, "Noor", i ? i == 1 ? "Een" : "Twee" : "Nul", MEMBER_EXPERIENCES, NULL);
  file_of(s, t.household);
  writes_reads(s);
  acts(s, 1);
  MUST(household_looks(&s->c, t.household, &after));
  assert_int_equal(before.count, after.count);
  for (size_t i = 0; i < before.count; i++) assert_true(id_same(before.at[i].account, after.at[i].account) && before.at[i].times == after.at[i].times);
}

static void a_list_of_looks_keeps_the_newest_of_every_part_and_says_that_there_are_more(void **state)
{
  struct scratch *const s = *state;
  const struct two t = two_sides(s);
  struct household_side side;
  struct look_list looks;
  acts(s, 1);
  MUST(household_looks(&s->c, t.household, &looks));
  assert_false(looks.more);
  const struct id common = file_of(s, t.household).household.compartment;
  MUST(side_get(&s->c, t.side_a, &side));
  for (int i = 0; i < LOOKS_MOST + 5; i++) {
    s->c.now += (int64_t)24 * 3600 * 1000;
    MUST(journal_event(&s->c, "update", "household", t.household, common, NULL));
  }
  MUST(journal_event(&s->c, "update", "household_side", t.side_a, side.compartment, NULL));
  MUST(household_looks(&s->c, t.household, &looks));
  assert_true(looks.more);
  assert_int_equal(looks.count, LOOKS_MOST);
  assert_int_equal(looks.at[0].day.ymd, date_at(s->c.now).ymd);
  assert_int_equal(looks.at[1].day.ymd, date_at(s->c.now).ymd);      /* both parts of the last day */
}

static void a_stranger_gets_the_answer_for_what_is_not_there(void **state)
{
  struct scratch *const s = *state;
  const struct two t = two_sides(s);
  struct look_list looks;
  acts(s, 3);
  assert_int_equal(household_looks(&s->c, t.household, &looks), ERR_NOT_FOUND);
  const char *const real = s->c.error.text;
  assert_int_equal(household_looks(&s->c, id_of(99), &looks), ERR_NOT_FOUND);
  assert_ptr_equal(real, s->c.error.text);
}

/* He works here, and is not involved with her; then, worse, he is involved in what the household shares. */
static void an_abuser_who_is_a_colleague_sees_nothing_of_her(void **state)
{
  struct scratch *const s = *state;
  const struct two t = two_sides(s);
  const struct id her = adds(s, t.side_b, "Noor", "Voorbeeld", MEMBER_EXPERIENCES, NULL);
  struct person p;
  struct person_list found;
  struct household_side side;
  struct ground_list grounds;
  struct household_file f;
  MUST(contact_add(&s->c, &(struct contact_way){ .person = her, .kind = CONTACT_MAIL, .value = "noor@voorbeeld.invalid" }, false, NULL));
  MUST(person_get(&s->c, her, &p));
  MUST(side_get(&s->c, t.side_b, &side));
  acts(s, 3);
  const struct id own = opens(s, MY_SIDE_A);
  for (int round = 0; round < 2; round++) {
    assert_int_equal(person_get(&s->c, her, &(struct person){ 0 }), ERR_NOT_FOUND);
    assert_int_equal(side_get(&s->c, t.side_b, &(struct household_side){ 0 }), ERR_NOT_FOUND);
    MUST(person_find(&s->c, &(struct person_search){ .mail = "noor@voorbeeld.invalid" }, &found));
    assert_int_equal(found.count, 0);
    MUST(person_find(&s->c, &(struct person_search){ .surname = "Voorbeeld", .birth = p.birth }, &found));
    assert_int_equal(found.count, 0);
    assert_int_equal(involve_self(&s->c, p.compartment, own, PURPOSE_HELP), ERR_NOT_FOUND);
    assert_int_equal(involve_same(&s->c, p.compartment, side.compartment, own), ERR_NOT_FOUND);
    assert_int_equal(involve_emergency(&s->c, &p.compartment, 1, own, "Nu"), ERR_NOT_FOUND);
    assert_int_equal(involvement_end(&s->c, id_of(2), t.household), ERR_NOT_FOUND);
    assert_int_equal(household_split(&s->c, t.side_b, "Weg", &(struct id){ { 0 } }), ERR_NOT_FOUND);
    MUST(grounds_of(&s->c, p.compartment, &grounds));
    assert_int_equal(grounds.count, 0);
    assert_int_equal(looks_of(s, 3, own, 2), 0);
    if (round) break;
    assert_int_equal(household_merge(&s->c, own, t.household), ERR_NOT_FOUND);
    acts(s, 2);
    MUST(household_file(&s->c, t.household, &f));
    lets_in(s, 3, f.household.compartment, t.household);
    acts(s, 3);
    MUST(household_merge(&s->c, own, t.household));          /* merged: still nothing of her opens */
    acts(s, 3);
  }
}

static void the_journal_comes_by_page_without_contents_and_by_region(void **state)
{
  struct scratch *const s = *state;
  struct journal_search by = { 0 };
  struct journal_entry_list rows;
  const char *next;
  size_t pages = 0, lines = 0;
  two_sides(s);
  as_console(s);
  do {
    MUST(journal_page(&s->c, &by, 1, &rows, &next));
    for (size_t i = 0; i < rows.count; i++) {
      const struct nen_line e = nen_line_of(&s->c, &rows.at[i].line, rows.at[i].seq);
      assert_non_null(e.time);
      assert_non_null(e.number);
      assert_string_equal(e.outcome, "done");
      if (id_known(rows.at[i].line.compartment)) assert_string_equal(rows.at[i].line.changes, "");
    }
    lines += rows.count;
    by.na = next;
  } while (next && ++pages < 50);
  assert_true(pages > 0);
  assert_true(lines >= 3);
  s->c.scope.region = "zeeland";
  MUST(journal_page(&s->c, &(struct journal_search){ 0 }, 50, &rows, &next));
  for (size_t i = 0; i < rows.count; i++) assert_false(id_known(rows.at[i].line.compartment) && strcmp(rows.at[i].line.record, "household") == 0);
}

static void the_journal_is_searched_by_colleague_kind_and_period(void **state)
{
  struct scratch *const s = *state;
  struct journal_entry_list rows;
  const char *next;
  two_sides(s);
  as_console(s);
  MUST(journal_page(&s->c, &(struct journal_search){ .soort = VERB_UPDATE }, 50, &rows, &next));
  for (size_t i = 0; i < rows.count; i++) assert_string_equal(rows.at[i].line.verb, "update");
  MUST(journal_page(&s->c, &(struct journal_search){ .tot = date_plus_days(s->c.today, -1) }, 50, &rows, &next));
  assert_int_equal(rows.count, 0);
  MUST(journal_page(&s->c, &(struct journal_search){ .van = s->c.today, .tot = s->c.today }, 50, &rows, &next));
  assert_true(rows.count > 0);
  assert_int_equal(journal_page(&s->c, &(struct journal_search){ .van = s->c.today, .tot = date_plus_days(s->c.today, -1) }, 50, &rows, &next), ERR_INVALID);
  assert_int_equal(journal_page(&s->c, &(struct journal_search){ .collega = "nobody@demo.invalid" }, 50, &rows, &next), ERR_INVALID);
}

static void ones_own_file_is_known_by_ones_mail(void **state)
{
  struct scratch *const s = *state;
  struct person p;
  bool own;
  const struct two t = two_sides(s);
  const struct id person = adds(s, t.side_b, "Noor", "Voorbeeld", MEMBER_EXPERIENCES, NULL);
  MUST(contact_add(&s->c, &(struct contact_way){ .person = person, .kind = CONTACT_MAIL, .value = "noor@voorbeeld.invalid" }, false, NULL));
  MUST(person_get(&s->c, person, &p));
  as_console(s);
  MUST(holds_own_mail(&s->c, &(struct account){ .mail = "noor@voorbeeld.invalid" }, p.compartment, &own));
  assert_true(own);
  MUST(holds_own_mail(&s->c, &(struct account){ .mail = "noor@voorbeeld.invalid" }, id_of(50), &own));
  assert_false(own);
  MUST(holds_own_mail(&s->c, &(struct account){ .mail = "ander@voorbeeld.invalid" }, p.compartment, &own));
  assert_false(own);
}

static int purge_body(struct ctx *c, void *arg)
{
  struct kept kept;
  kept_by_rooms(c, &kept);
  return retention_purge(c, &kept, arg);
}

/* Whatever room adds a sealed record: its rows go along. */
static void deleting_takes_the_rows_of_every_room_along(void **state)
{
  struct scratch *const s = *state;
  struct purge_report report;
  acts(s, 1);
  const struct id household = opens(s, MY_SIDE_A);
  const struct household_file f = file_of(s, household);
  adds(s, f.sides.at[0].id, "Noor", "Voorbeeld", MEMBER_EXPERIENCES, "Noor");
  MUST(involvement_end(&s->c, id_of(1), household));
  s->c.now += (int64_t)16 * 366 * 24 * 3600 * 1000;
  s->c.today = date_at(s->c.now);
  as_console(s);
  assert_int_equal(db_transaction(&s->c, purge_body, &report), OK);
  assert_int_equal(report.compartments.n, 3);
  assert_int_equal(raw_number(s, "SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM household) + (SELECT count(*) FROM household_side)"
    " + (SELECT count(*) FROM membership) + (SELECT count(*) FROM household_member) + (SELECT count(*) FROM lookup)"), 0);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM compartment WHERE wrapped IS NOT NULL"), 0);
}

struct lines { struct records records; struct date before; size_t deleted; };
static int lines_body(struct ctx *c, void *arg)
{
  struct lines *const l = arg;
  return journal_purge_before(c, &l->records, l->before, 7, &l->deleted);
}

/* As kentering purge --do: files past their term, then lines of the journal past theirs, some at a time. */
static size_t purges(struct scratch *s, struct purge_report *report)
{
  static const char *const regions[] = { "oost-brabant", "zeeland" };
  struct lines l = { .records = all_records(&s->c.arena, rooms), .deleted = 7 };
  size_t all = 0;
  as_console(s);
  MUST(db_transaction(&s->c, purge_body, report));
  MUST(retention_journal_from(&s->c, regions, COUNT(regions), &l.before));
  while (l.deleted == 7) {
    MUST(db_transaction(&s->c, lines_body, &l));
    all += l.deleted;
  }
  return all;
}
static struct verify_report verifies(struct scratch *s)
{
  const struct records records = all_records(&s->c.arena, rooms);
  struct verify_report r;
  as_console(s);
  MUST(verify(&s->c, &records, &(struct verify_options){ .quick = false }, &r));
  if (r.count) print_error("%s of %s\n", finding_kind_key(r.findings[0].what), r.findings[0].table ? r.findings[0].table : "-");
  return r;
}

static void after_deleting_all_that_is_left_is_sound_and_rights_stand(void **state)
{
  struct scratch *const s = *state;
  struct key_folder keys;
  struct purge_report report;
  key_folder_make(&keys);
  key_folder_use(&keys, s);
  acts(s, 1);
  const struct id gone = opens(s, MY_SIDE_A);
  adds(s, file_of(s, gone).sides.at[0].id, "Noor", "Voorbeeld", MEMBER_EXPERIENCES, "Noor");
  MUST(involvement_end(&s->c, id_of(1), gone));
  const struct two kept = two_sides(s);
  const struct id person = adds(s, kept.side_b, "Sem", "Voorbeeld", MEMBER_CHILD, NULL);
  MUST(journal_checkpoint(&s->c));
  s->c.now += (int64_t)19 * 366 * 24 * 3600 * 1000;
  s->c.today = date_at(s->c.now);
  assert_int_equal(purges(s, &report), 0);                          /* files are past their term, lines are not */
  assert_int_equal(report.compartments.n, 3);
  assert_int_equal(verifies(s).count, 0);
  s->c.now += (int64_t)2 * 366 * 24 * 3600 * 1000;
  s->c.today = date_at(s->c.now);
  const size_t deleted = purges(s, &report);
  assert_true(deleted > 10);
  const struct verify_report r = verifies(s);
  assert_int_equal(r.count, 0);
  assert_int_equal(r.purged, deleted);
  assert_int_equal(r.erased, 3);
  assert_true(r.grants > 5);
  acts(s, 2);
  MUST(person_get(&s->c, person, &(struct person){ 0 }));            /* what was given twenty-one years ago counts */
  assert_int_equal(file_of(s, kept.household).sides.count, 1);
  acts(s, 1);
  assert_int_equal(household_file(&s->c, gone, &(struct household_file){ 0 }), ERR_NOT_FOUND);
  key_folder_remove(&keys);
}

static void a_child_that_is_not_grown_keeps_what_veilig_thuis_wrote(void **state)
{
  struct scratch *const s = *state;
  struct kept kept;
  struct date until;
  acts(s, 1);
  const struct id household = opens(s, MY_SIDE_A);
  const struct household_file f = file_of(s, household);
  adds(s, f.sides.at[0].id, "Sem", "Voorbeeld", MEMBER_CHILD, NULL);
  as_console(s);
  kept_by_rooms(&s->c, &kept);
  MUST(kept.grown(&s->c, f.sides.at[0].compartment, &until));
  assert_int_equal(until.ymd, 20330101);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(one_sees_who_looked_but_never_that_there_is_another_side),
    TEST(the_other_side_at_work_changes_no_look),
    TEST(a_list_of_looks_keeps_the_newest_of_every_part_and_says_that_there_are_more),
    TEST(a_stranger_gets_the_answer_for_what_is_not_there),
    TEST(an_abuser_who_is_a_colleague_sees_nothing_of_her),
    TEST(the_journal_comes_by_page_without_contents_and_by_region),
    TEST(the_journal_is_searched_by_colleague_kind_and_period),
    TEST(ones_own_file_is_known_by_ones_mail),
    TEST(deleting_takes_the_rows_of_every_room_along),
    TEST(after_deleting_all_that_is_left_is_sound_and_rights_stand),
    TEST(a_child_that_is_not_grown_keeps_what_veilig_thuis_wrote),
  };
  return cmocka_run_group_tests_name("privacy", tests, NULL, NULL);
}
