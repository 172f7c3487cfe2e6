#include "import_helper.h"
#include "places.h"
#include "shipped.h"
#include "text.h"

/* --- what an import does ---------------------------------------------------------------------------------- */

static void new_rows_become_offers_with_a_slug_and_one_provider(void **state)
{
  struct scratch *s = *state;
  imported(&s->c, two_offers, 2, 0, 0);
  const struct offer_line a = offer(&s->c, "A"), b = offer(&s->c, "B");
  assert_string_equal(a.offer.slug, "eerste");
  assert_string_equal(a.provider, "Thuis");
  assert_true(id_same(a.offer.provider_id, b.offer.provider_id));
  assert_int_equal(a.offer.contacts.count, 2);
  assert_int_equal(a.offer.contacts.at[1].channel, CHANNEL_MAIL);
  assert_true(set_has(a.offer.phases, PHASE_EARLY));
  assert_int_equal(b.offer.phases.bits, 1);                  /* answered with nothing */
  assert_false(set_known(b.offer.grounds));
  assert_null(b.offer.summary);
  assert_int_equal(rows_of(s, "organisation"), 1);
  assert_int_equal(rows_of(s, "offer_import"), 1);
  assert_string_equal(a.offer.changed_at, "2025-11-24T16:00:00Z");
}

static void a_dry_run_reports_and_writes_nothing(void **state)
{
  struct scratch *s = *state;
  assert_int_equal(import(&s->c, two_offers, DRY), OK);
  assert_report(2, 0, 0, 0);
  assert_int_equal(everything(s), 0);
  imported(&s->c, two_offers, 2, 0, 0);
  const int64_t before = everything(s);
  assert_int_equal(import(&s->c, HEAD "\nA,Anders,help,active\nB,Tweede,help,active\nC,,help,active\n", DRY), OK);
  assert_report(0, 1, 1, 1);
  assert_int_equal(everything(s), before);
  assert_string_equal(offer(&s->c, "A").offer.name, "Eerste");
}

static void a_dry_run_gives_the_report_of_the_import(void **state)
{
  static const char *const files[] = { HEAD ",slug\nX,N,help,active,same\nY,M,help,active,same\n", HEAD "\nX,N,help,active\nX,M,help,active\n",
    "id," HEAD ",slug\n,X,N,help,active,eerste\n", HEAD ",age_from,age_to\nX,N,help,active,20,10\n", "name\nN\n", HEAD "\nA,Eerste,measure,active\nC,N,help,active\n" };
  struct scratch *s = *state;
  imported(&s->c, two_offers, 2, 0, 0);
  for (size_t i = 0; i < COUNT(files); i++) {
    assert_int_equal(import(&s->c, files[i], DRY), OK);
    const struct import_report dry = report;
    (void)!import(&s->c, files[i], GOOD_ROWS);
    assert_report(dry.added, dry.changed, dry.same, dry.wrong);
  }
}

static void one_wrong_row_stops_all_of_them(void **state)
{
  struct scratch *s = *state;
  assert_int_equal(import(&s->c, HEAD ",provider\nA,Eerste,help,active,Thuis\nB,Tweede,purple,active,Thuis\nC,Derde,help,active,Thuis\n", ALL), ERR_INVALID);
  assert_report(2, 0, 0, 1);
  assert_string_equal(buf_text(&told.wrong), "3 kind\n");
  assert_int_equal(everything(s), 0);
}

static void the_good_rows_go_in_when_that_is_asked(void **state)
{
  struct scratch *s = *state;
  assert_int_equal(import(&s->c, HEAD ",provider,age_from,age_to,verified_on\nA,Eerste,help,active,Thuis,,,\nB,Tweede,purple,active,Anders,,,\nC,Derde,help,active,Nog een,20,10,\n"
                                 "D,Vierde,help,active,Thuis,,,2025-01-01\nE,Vijfde,help,active,Thuis,,,\n", GOOD_ROWS), OK);
  assert_report(2, 0, 0, 3);
  assert_string_equal(buf_text(&told.wrong), "3 kind\n4 age_to\n5 verified_by\n");
  assert_int_equal(rows_of(s, "offer"), 2);
  assert_int_equal(rows_of(s, "organisation"), 1);           /* none of a row that was refused */
}

static void the_same_file_again_changes_nothing(void **state)
{
  struct scratch *s = *state;
  imported(&s->c, two_offers, 2, 0, 0);
  const int64_t before = everything(s);
  imported(&s->c, two_offers, 0, 0, 2);
  assert_int_equal(everything(s), before);                   /* no import to undo either */
}

static void columns_that_are_absent_stay_and_an_empty_cell_clears(void **state)
{
  struct scratch *s = *state;
  imported(&s->c, two_offers, 2, 0, 0);
  imported(&s->c, "code,phases,contacts\nA,,\n", 0, 1, 0);
  const struct offer_line a = offer(&s->c, "A");
  assert_string_equal(a.offer.name, "Eerste");
  assert_string_equal(a.offer.summary, "Een samenvatting");
  assert_string_equal(a.provider, "Thuis");
  assert_false(set_known(a.offer.phases));
  assert_int_equal(a.offer.contacts.count, 0);
  assert_int_equal(a.offer.version, 2);
  assert_int_equal(rows_of(s, "offer_contact"), 0);
}

static void a_row_is_recognised_by_its_id_before_its_code(void **state)
{
  struct scratch *s = *state;
  char file[200], id[ID_TEXT];
  imported(&s->c, two_offers, 2, 0, 0);
  id_format(offer(&s->c, "A").offer.id, id);
  snprintf(file, sizeof file, "id,code,name\n%s,A2,Hernoemd\n", id);
  imported(&s->c, file, 0, 1, 0);
  assert_string_equal(offer(&s->c, "A2").offer.name, "Hernoemd");
  assert_string_equal(offer(&s->c, "A2").offer.slug, "eerste");             /* the address stays */
  assert_int_equal(rows_of(s, "offer"), 2);
}

static void a_new_row_keeps_the_id_the_file_gives_it(void **state)
{
  struct scratch *s = *state;
  static const char file[] = "id," HEAD "\n32651c33-2323-48cb-982c-350864184b16,A,Eerste,help,active\n";
  imported(&s->c, file, 1, 0, 0);
  assert_int_equal(offer(&s->c, "A").offer.id.b[0], 0x32);
  imported(&s->c, file, 0, 0, 1);
}

static void a_slug_of_the_file_is_taken_once_and_never_changed(void **state)
{
  struct scratch *s = *state;
  imported(&s->c, HEAD ",slug\nA,Eerste,help,active,mijn-plek\n", 1, 0, 0);
  assert_string_equal(offer(&s->c, "A").offer.slug, "mijn-plek");
  imported(&s->c, HEAD ",slug\nA,Eerste,help,active,anders\n", 0, 0, 1);
  assert_string_equal(offer(&s->c, "A").offer.slug, "mijn-plek");
  assert_int_equal(offer(&s->c, "A").offer.version, 1);
  assert_int_equal(import(&s->c, HEAD ",slug\nB,Tweede,help,active,mijn-plek\n", ALL), ERR_INVALID);
  assert_string_equal(buf_text(&told.wrong), "2 slug\n");
}

static void names_that_are_alike_get_slugs_that_are_not(void **state)
{
  struct scratch *s = *state;
  imported(&s->c, HEAD "\nA,Zelfde naam,help,active\nB,Zelfde  naam!,help,active\nC,\u0645,help,active\nD,\u0646,help,active\n", 4, 0, 0);
  assert_string_equal(offer(&s->c, "A").offer.slug, "zelfde-naam");
  assert_string_equal(offer(&s->c, "B").offer.slug, "zelfde-naam-2");
  assert_string_equal(offer(&s->c, "C").offer.slug, "aanbod");
  assert_string_equal(offer(&s->c, "D").offer.slug, "aanbod-2");
}

static void another_spelling_of_the_same_provider_is_no_change(void **state)
{
  struct scratch *s = *state;
  imported(&s->c, two_offers, 2, 0, 0);
  imported(&s->c, "code,provider\nA,THUIS\n", 0, 0, 1);
  assert_string_equal(offer(&s->c, "A").provider, "Thuis");
  imported(&s->c, "code,provider\nA,Elders\n", 0, 1, 0);
  imported(&s->c, "code,provider\nA,\n", 0, 1, 0);
  assert_null(offer(&s->c, "A").provider);
}

/* --- doubles ------------------------------------------------------------------------------------------------ */

static void an_offer_that_stands_there_twice_is_wrong_the_second_time(void **state)
{
  struct scratch *s = *state;
  char file[300], id[ID_TEXT];
  assert_int_equal(import(&s->c, HEAD "\nA,Eerste,help,active\nB,Tweede,help,active\nA,Weer,help,active\n", GOOD_ROWS), OK);
  assert_report(2, 0, 0, 1);
  assert_string_equal(buf_text(&told.wrong), "4 code\n");
  assert_string_equal(offer(&s->c, "A").offer.name, "Eerste");
  id_format(offer(&s->c, "A").offer.id, id);
  snprintf(file, sizeof file, "id,code,name\n%s,A2,Op id\n,A,Op code\n", id);
  assert_int_equal(import(&s->c, file, GOOD_ROWS), OK);      /* both are offer A */
  assert_report(0, 1, 0, 1);
  snprintf(file, sizeof file, "id,name\n%s,Een\n%s,Twee\n", id, id);
  assert_int_equal(import(&s->c, file, ALL), ERR_INVALID);
  assert_string_equal(buf_text(&told.wrong), "3 id\n");
}

static void a_code_that_another_offer_has_is_wrong_not_a_crash_of_the_store(void **state)
{
  struct scratch *s = *state;
  char file[200], id[ID_TEXT];
  imported(&s->c, two_offers, 2, 0, 0);
  id_format(offer(&s->c, "A").offer.id, id);
  snprintf(file, sizeof file, "id,code\n%s,B\n", id);
  assert_int_equal(import(&s->c, file, ALL), ERR_INVALID);
  assert_string_equal(buf_text(&told.wrong), "2 code\n");
  assert_int_equal(import(&s->c, file, DRY), OK);
  assert_report(0, 0, 0, 1);
}

static void rows_that_nothing_recognises_are_counted_and_come_in_once(void **state)
{
  struct scratch *s = *state;
  static const char file[] = "name,kind,status,provider\nLoket,help,active,Thuis\nLoket,help,active,Elders\n";
  imported(&s->c, file, 2, 0, 0);
  assert_int_equal(report.unnamed, 2);
  assert_int_equal(import(&s->c, file, ALL), ERR_INVALID);
  assert_string_equal(buf_text(&told.wrong), "2 code\n3 code\n");
  assert_int_equal(import(&s->c, "name,kind,status,provider\nL\u00F3ket,help,active,THUIS\n", ALL), ERR_INVALID);      /* compared as names are */
  assert_int_equal(import(&s->c, "name,kind,status\nAnders,help,active\nAnders,help,active\n", ALL), ERR_INVALID);
  assert_string_equal(buf_text(&told.wrong), "3 code\n");
  imported(&s->c, "code,name,kind,status,provider\nL,Loket,help,active,Thuis\n", 1, 0, 0);     /* its own code: another offer */
  assert_int_equal(report.unnamed, 0);
}

static void tell_change(struct ctx *c, const struct import_change *change, void *arg)
{
  struct buf *b = arg;
  (void)c;
  put_int(b, (int64_t)change->row);
  put(b, change->before ? " changed " : " new ");
  put(b, change->after->offer.name);
  put_char(b, '\n');
}

static void a_dry_run_tells_what_each_row_would_do(void **state)
{
  struct scratch *s = *state;
  struct buf changes = { 0 };
  const struct import_options options = { .dry_run = true, .changed = tell_change, .arg = &changes };
  static const char file[] = HEAD "\nA,Anders,help,active\nB,Tweede,help,active\nC,,help,active\nD,Vierde,help,active\n";
  imported(&s->c, HEAD "\nA,Eerste,help,active\nB,Tweede,help,active\n", 2, 0, 0);
  FILE *in = fmemopen((void *)(uintptr_t)file, sizeof file - 1, "r");
  assert_non_null(in);
  assert_int_equal(offers_import(&s->c, in, &options, &report), OK);
  assert_int_equal(fclose(in), 0);
  assert_string_equal(buf_text(&changes), "2 changed Anders\n5 new Vierde\n");
  buf_release(&changes);
}

/* The connection ends while a file comes in: the import is run again, as if it had never begun. */
static void cut_off(struct ctx *c, const struct import_change *change, void *arg)
{
  int *const rows = arg;
  (void)change;
  if ((*rows)++ == 0) (void)!engine_script(c, "SELECT pg_terminate_backend(pg_backend_pid())");
}

static void an_import_that_is_run_again_begins_at_its_first_row(void **state)
{
  struct scratch *s = *state;
  int rows = 0;
  const struct import_options options = { .changed = cut_off, .arg = &rows };
  static const char file[] = HEAD "\nA,Anders,help,active\nB,Ook anders,help,active\nD,Vierde,help,active\n";
  imported(&s->c, HEAD "\nA,Eerste,help,active\nB,Tweede,help,active\n", 2, 0, 0);
  FILE *in = fmemopen((void *)(uintptr_t)file, sizeof file - 1, "r");
  assert_int_equal(offers_import(&s->c, in, &options, &report), OK);
  assert_int_equal(fclose(in), 0);
  assert_int_equal(rows, 4);                                 /* the first one twice */
  assert_report(1, 2, 0, 0);
  assert_string_equal(offer(&s->c, "A").offer.name, "Anders");
  assert_string_equal(offer(&s->c, "B").offer.name, "Ook anders");
  assert_int_equal(rows_of(s, "offer"), 3);
}

/* --- files as people send them ---------------------------------------------------------------------------------- */

static void every_spreadsheet_s_way_of_writing_gives_the_same_offers(void **state)
{
  static const char *const files[] = {
    "\xEF\xBB\xBF" HEAD ",access_steps\nA,\"Een, twee\",help,active,\"Bel.\nKom.\"\n",
    "code;name;kind;status;access_steps\r\nA;Een, twee;help;active;\"Bel.\r\nKom.\"\r\n",
    "\xEF\xBB\xBF\"code\";\"name\";\"kind\";\"status\";\"access_steps\"\r\n\"A\";\"Een, twee\";\"help\";\"active\";\"Bel.\nKom.\"\r\n",
    "code\tname\tkind\tstatus\taccess_steps\nA\tEen, twee\thelp\tactive\t\"Bel.\nKom.\"" };
  struct scratch *s = *state;
  for (size_t i = 0; i < COUNT(files); i++) {
    imported(&s->c, files[i], i == 0, 0, i != 0);
    assert_string_equal(offer(&s->c, "A").offer.name, "Een, twee");
    assert_string_equal(offer(&s->c, "A").offer.access_steps, "Bel.\nKom.");
  }
}

static void a_column_nobody_knows_stops_the_file_and_is_named(void **state)
{
  struct scratch *s = *state;
  static const char *const program_s_own[] = { "provider_id", "changed_at", "version" };
  assert_int_equal(import(&s->c, HEAD ",opmerking\nA,Eerste,help,active,x\n", GOOD_ROWS), ERR_INVALID);
  assert_string_equal(s->c.error.field, "opmerking");
  for (size_t i = 0; i < COUNT(program_s_own); i++) {
    char file[100];
    snprintf(file, sizeof file, HEAD ",%s\nA,Eerste,help,active,\n", program_s_own[i]);
    assert_int_equal(import(&s->c, file, GOOD_ROWS), ERR_INVALID);
    assert_string_equal(s->c.error.field, program_s_own[i]);
  }
  assert_int_equal(everything(s), 0);
}

static void files_that_are_broken_write_nothing(void **state)
{
  struct scratch *s = *state;
  struct buf wide = { 0 }, large = { 0 };
  for (int i = 0; i < 200; i++) { if (i) put_char(&wide, ','); put(&wide, "column"); put_int(&wide, i); }
  put(&wide, "\n");
  put(&large, HEAD ",description\nA,Eerste,help,active,\"");
  for (int i = 0; i < 5 << 20; i++) put_char(&large, 'x');
  put(&large, "\"\n");
#define BYTES(text) { text, sizeof(text) - 1 }
  const struct { const char *bytes; size_t n; } files[] = {
    BYTES(""), BYTES("\0\0\0\0"), BYTES(HEAD "\nA\0,Eerste,help,active\n"), BYTES(HEAD "\nA,\xC9\xE9n,help,active\n"),
    BYTES(HEAD "\nA,Eerste,help,active\nB,\"Twee"), BYTES(HEAD "\nA,Eerste,help,active\nB,Twee"),
    { wide.at, wide.len }, { large.at, large.len }, BYTES("\xFF\xFE" "c\0o\0d\0e\0\n\0") };
  for (size_t i = 0; i < COUNT(files); i++) {
    if (import_bytes(&s->c, files[i].bytes, files[i].n, ALL) != ERR_INVALID) print_error("file %zu was taken\n", i);
    assert_int_equal(import_bytes(&s->c, files[i].bytes, files[i].n, ALL), ERR_INVALID);
    assert_non_null(s->c.error.text);
    assert_int_equal(everything(s), 0);
  }
  buf_release(&wide);
  buf_release(&large);
}

static void a_file_of_many_rows_tells_how_far_it_is(void **state)
{
  struct scratch *s = *state;
  struct buf b = { 0 };
  put(&b, HEAD "\n");
  for (int i = 0; i < 2500; i++) { put(&b, "C"); put_int(&b, i); put(&b, ",Naam "); put_int(&b, i); put(&b, ",help,active\n"); }
  imported(&s->c, buf_text(&b), 2500, 0, 0);
  assert_int_equal(told.progress, 2000);
  imported(&s->c, buf_text(&b), 0, 0, 2500);
  buf_release(&b);
}

/* --- the example data ----------------------------------------------------------------------------------------------- */

static void import_example(struct scratch *s)
{
  const struct import_options options = { .file = "offers.csv", .wrong = tell, .arg = &told };
  struct places *places = arena_new(&s->c.arena, struct places, 1);
  FILE *in = shipped_open(NULL, "offers.csv");
  assert_non_null(in);
  assert_int_equal(places_load(&s->c, NULL, places), OK);
  s->c.places = places;
  if (offers_import(&s->c, in, &options, &report) != OK) print_error("%s\n%s", s->c.error.text, buf_text(&told.wrong));
  assert_int_equal(fclose(in), 0);
}

static void the_example_data_imports_without_a_wrong_row(void **state)
{
  struct scratch *s = *state;
  struct offer_line_list rows;
  import_example(s);
  assert_report(108, 0, 0, 0);
  import_example(s);
  assert_report(0, 0, 108, 0);
  assert_int_equal(offers_all(&s->c, &rows), OK);
  assert_int_equal(rows.count, 108);
  for (size_t i = 0; i < rows.count; i++) assert_int_equal(rows.at[i].offer.example, YES);
}

static void assert_same_offers(struct ctx *a, struct ctx *b)
{
  struct offer_line_list left, right;
  assert_int_equal(offers_all(a, &left), OK);
  assert_int_equal(offers_all(b, &right), OK);
  assert_int_equal(left.count, right.count);
  for (size_t i = 0; i < left.count; i++) {
    left.at[i].offer.provider_id = right.at[i].offer.provider_id;           /* of its own database; the names count */
    left.at[i].offer.partners = right.at[i].offer.partners;
    if (!record_same(offer_line, &left.at[i], &right.at[i])) print_error("%s differs\n", left.at[i].offer.slug);
    assert_true(record_same(offer_line, &left.at[i], &right.at[i]));
    assert_true(id_same(left.at[i].offer.id, right.at[i].offer.id));
  }
}

static void an_export_makes_the_same_offers_in_another_database(void **state)
{
  struct scratch *s = *state, *other = scratch_with_schema();
  import_example(s);
  const char *file = exported(&s->c);
  imported(&other->c, file, 108, 0, 0);
  assert_same_offers(&s->c, &other->c);
  imported(&s->c, file, 0, 0, 108);
  assert_string_equal(exported(&other->c), file);
  scratch_free(other);
}

static void offers_by_chance_survive_database_export_and_import(void **state)
{
  struct scratch *s = *state, *other = scratch_with_schema();
  for (int i = 0; i < 200; i++) {
    const struct offer_line line = offer_by_chance(&s->c, i);
    struct offer_line stored;
    struct id id;
    if (offer_add(&s->c, &line, &id) != OK) print_error("%s: %s\n", s->c.error.field, s->c.error.text);
    assert_int_equal(offer_by_id(&s->c, id, &stored), OK);
    struct offer_line expected = line;
    expected.offer.slug = stored.offer.slug;
    expected.offer.provider_id = stored.offer.provider_id;
    expected.offer.partners = stored.offer.partners;
    assert_int_equal(stored.offer.partners.count, line.also_by ? 2 : 0);
    expected.offer.changed_at = stored.offer.changed_at;
    if (line.provider) { assert_string_equal(text_folded(&s->c.arena, line.provider), text_folded(&s->c.arena, stored.provider)); expected.provider = stored.provider; }
    assert_true(record_same(offer_line, &expected, &stored));
  }
  const char *file = exported(&s->c);
  imported(&s->c, file, 0, 0, 200);
  imported(&other->c, file, 200, 0, 0);
  assert_same_offers(&s->c, &other->c);
  scratch_free(other);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(new_rows_become_offers_with_a_slug_and_one_provider),
    TEST(a_dry_run_reports_and_writes_nothing),
    TEST(a_dry_run_gives_the_report_of_the_import),
    TEST(one_wrong_row_stops_all_of_them),
    TEST(the_good_rows_go_in_when_that_is_asked),
    TEST(the_same_file_again_changes_nothing),
    TEST(columns_that_are_absent_stay_and_an_empty_cell_clears),
    TEST(a_row_is_recognised_by_its_id_before_its_code),
    TEST(a_new_row_keeps_the_id_the_file_gives_it),
    TEST(a_slug_of_the_file_is_taken_once_and_never_changed),
    TEST(names_that_are_alike_get_slugs_that_are_not),
    TEST(another_spelling_of_the_same_provider_is_no_change),
    TEST(an_offer_that_stands_there_twice_is_wrong_the_second_time),
    TEST(a_code_that_another_offer_has_is_wrong_not_a_crash_of_the_store),
    TEST(rows_that_nothing_recognises_are_counted_and_come_in_once),
    TEST(a_dry_run_tells_what_each_row_would_do),
    TEST(every_spreadsheet_s_way_of_writing_gives_the_same_offers),
    TEST(a_column_nobody_knows_stops_the_file_and_is_named),
    TEST(files_that_are_broken_write_nothing),
    TEST(a_file_of_many_rows_tells_how_far_it_is),
    TEST(the_example_data_imports_without_a_wrong_row),
    TEST(an_export_makes_the_same_offers_in_another_database),
    TEST(offers_by_chance_survive_database_export_and_import),
    TEST(an_import_that_is_run_again_begins_at_its_first_row),                /* a file has no connection */
  };
  return _cmocka_run_group_tests("import", tests, COUNT(tests) - (scratch_server() ? 0 : 1), NULL, NULL);
}
