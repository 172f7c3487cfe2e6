#include "import_helper.h"

static int undo(struct ctx *c)
{
  struct offer_import last;
  return offers_import_undo(c, &last);
}

static void undo_takes_new_offers_away_and_makes_changed_ones_what_they_were(void **state)
{
  struct scratch *s = *state;
  imported(&s->c, HEAD ",contacts,places,provider,phases,wait_days,wait_days_on\n"
    "A,Eerste,help,active,\"phone | 1 | dag\nweb | x|\",\"Huis | Straat 1 | 1234 AB | Stad | \",Thuis,none,0,2025-11-01\nB,Tweede,help,paused,,,,,,\n", 2, 0, 0);
  const char *before = exported(&s->c);
  imported(&s->c, HEAD ",contacts,places,provider,phases,wait_days,wait_days_on\nA,Anders,measure,ended,,\" |  |  | Dorp\",Elders,early,5,\nC,Nieuw,help,active,phone | 9,,Derde,,,\n", 1, 1, 0);
  assert_string_not_equal(exported(&s->c), before);
  assert_int_equal(offer_flag_add(&s->c, offer(&s->c, "A").offer.id, &(struct offer_flag){ .reason = FLAG_COSTS }), OK);
  assert_int_equal(offer_flag_add(&s->c, offer(&s->c, "C").offer.id, &(struct offer_flag){ .reason = FLAG_GONE }), OK);
  struct offer_import last;
  assert_int_equal(offers_import_undo(&s->c, &last), OK);
  assert_int_equal(last.added.n, 1);
  assert_int_equal(last.changed.n, 1);
  assert_int_equal(last.undone, YES);
  assert_string_equal(exported(&s->c), before);
  struct offer_line gone;
  assert_int_equal(offer_by_code(&s->c, "C", &gone), ERR_NOT_FOUND);
  assert_int_equal(rows_of(s, "offer_contact"), 2);
  assert_int_equal(rows_of(s, "offer_flag"), 1);             /* what was said of an offer that went, went too */
  assert_int_equal(offer(&s->c, "A").offer.version, 3);      /* a change like others, with its line in the journal */
}

static void imports_are_undone_one_by_one_from_the_last(void **state)
{
  struct scratch *s = *state;
  imported(&s->c, HEAD "\nA,Eerste,help,active\n", 1, 0, 0);
  for (int i = 0; i < 20; i++) {                             /* all within one second */
    char file[100];
    snprintf(file, sizeof file, HEAD "\nN%d,Nieuw %d,help,active\n", i, i);
    imported(&s->c, file, 1, 0, 0);
  }
  for (int i = 19; i >= 0; i--) {
    char code[16];
    struct offer_line gone;
    snprintf(code, sizeof code, "N%d", i);
    assert_int_equal(undo(&s->c), OK);
    assert_int_equal(offer_by_code(&s->c, code, &gone), ERR_NOT_FOUND);
    assert_int_equal(rows_of(s, "offer"), i + 1);
  }
  assert_int_equal(undo(&s->c), OK);
  assert_int_equal(rows_of(s, "offer"), 0);
  assert_int_equal(undo(&s->c), ERR_NOT_FOUND);
  assert_string_equal(s->c.error.text, "There is no import to take back.");
}

static void imports_of_the_same_offer_are_undone_one_after_the_other(void **state)
{
  struct scratch *s = *state;
  static const char *const files[] = { HEAD "\nA,Een,help,active\n", "code,name\nA,Twee\n", "code,status\nA,ended\n", "code,name,status\nA,Vier,active\n" };
  const char *states[COUNT(files)];
  for (int turn = 0; turn < 3; turn++) {                     /* and all over again, with ids and versions that were there before */
    for (size_t i = 0; i < COUNT(files); i++) {
      imported(&s->c, files[i], i == 0, i != 0, 0);
      states[i] = exported(&s->c);
    }
    for (size_t i = COUNT(files) - 1; i-- > 0; ) {
      assert_int_equal(undo(&s->c), OK);
      const char *now = exported(&s->c);
      assert_string_equal(now, states[i]);
      imported(&s->c, files[i + 1], 0, 1, 0);                /* forth and back once more */
      assert_int_equal(undo(&s->c), OK);
      assert_string_equal(exported(&s->c), states[i]);
    }
    assert_int_equal(undo(&s->c), OK);
    assert_int_equal(rows_of(s, "offer"), 0);
  }
  assert_int_equal(undo(&s->c), ERR_NOT_FOUND);
}

static void a_change_by_hand_between_two_imports_keeps_the_first_from_being_undone(void **state)
{
  struct scratch *s = *state;
  imported(&s->c, HEAD "\nA,Een,help,active\n", 1, 0, 0);
  struct offer_line a = offer(&s->c, "A");
  a.offer.name = "Met de hand";
  assert_int_equal(offer_change(&s->c, &a), OK);
  imported(&s->c, "code,status\nA,ended\n", 0, 1, 0);
  assert_int_equal(undo(&s->c), OK);
  assert_string_equal(offer(&s->c, "A").offer.name, "Met de hand");
  assert_int_equal(undo(&s->c), ERR_CONFLICT);
  assert_string_equal(offer(&s->c, "A").offer.name, "Met de hand");
}

static void undo_is_refused_whole_after_a_later_change(void **state)
{
  struct scratch *s = *state;
  imported(&s->c, HEAD "\nA,Eerste,help,active\nB,Tweede,help,active\n", 2, 0, 0);
  imported(&s->c, HEAD "\nA,Eerste nieuw,help,active\nB,Tweede nieuw,help,active\nC,Derde,help,active\n", 1, 2, 0);
  struct offer_line b = offer(&s->c, "B");
  b.offer.name = "Met de hand";
  assert_int_equal(offer_change(&s->c, &b), OK);
  const char *before = exported(&s->c);
  const int64_t all = everything(s);
  assert_int_equal(undo(&s->c), ERR_CONFLICT);
  assert_string_equal(s->c.error.field, "B");
  assert_string_equal(exported(&s->c), before);
  assert_int_equal(everything(s), all);
}

static void undo_is_refused_when_an_offer_it_should_restore_is_gone(void **state)
{
  struct scratch *s = *state;
  imported(&s->c, HEAD "\nA,Eerste,help,active\n", 1, 0, 0);
  imported(&s->c, HEAD "\nA,Anders,help,active\nB,Nieuw,help,active\n", 1, 1, 0);
  const struct id a = offer(&s->c, "A").offer.id, b = offer(&s->c, "B").offer.id;
  assert_int_equal(global_delete(&s->c, offer, b), OK);      /* a new one that went already is no matter */
  assert_int_equal(global_delete(&s->c, offer, a), OK);
  assert_int_equal(undo(&s->c), ERR_CONFLICT);
  assert_string_equal(s->c.error.field, "A");
}

static void codes_that_moved_between_offers_move_back(void **state)
{
  struct scratch *s = *state;
  char file[300], a[ID_TEXT];
  imported(&s->c, HEAD "\nA,Eerste,help,active\nB,Tweede,help,active\n", 2, 0, 0);
  const char *before = exported(&s->c);
  id_format(offer(&s->c, "A").offer.id, a);
  snprintf(file, sizeof file, "id," HEAD "\n%s,A-oud,Eerste,help,active\n12651c33-2323-48cb-982c-350864184b16,A,Opvolger,help,active\n", a);
  assert_int_equal(import(&s->c, file, ALL), ERR_INVALID);   /* in one file the code still names the old offer */
  assert_string_equal(buf_text(&told.wrong), "3 id\n");
  assert_string_equal(exported(&s->c), before);
  snprintf(file, sizeof file, "id,code\n%s,A-oud\n", a);
  imported(&s->c, file, 0, 1, 0);
  imported(&s->c, HEAD "\nA,Opvolger,help,active\n", 1, 0, 0);
  assert_int_equal(undo(&s->c), OK);
  assert_int_equal(undo(&s->c), OK);
  assert_string_equal(exported(&s->c), before);
}

static void undo_restores_offers_by_chance(void **state)
{
  struct scratch *s = *state, *other = scratch_with_schema();
  for (int i = 0; i < 60; i++) {
    const struct offer_line line = offer_by_chance(&s->c, i), next = offer_by_chance(&other->c, i + 20);
    assert_int_equal(offer_add(&s->c, &line, NULL), OK);
    assert_int_equal(offer_add(&other->c, &next, NULL), OK);
  }
  struct offer_line_list rows;
  struct buf b = { 0 };
  assert_int_equal(offers_all(&other->c, &rows), OK);
  csv_head(&offer_line_record, &b);
  for (size_t i = 0; i < rows.count; i++) {
    rows.at[i].offer.id = ID_NONE;
    rows.at[i].offer.slug = NULL;
    csv_row(&offer_line_record, &rows.at[i], &b);
  }
  const char *before = exported(&s->c);
  assert_int_equal(import(&s->c, buf_text(&b), ALL), OK);
  assert_report(20, 40, 0, 0);
  assert_int_equal(undo(&s->c), OK);
  assert_string_equal(exported(&s->c), before);
  buf_release(&b);
  scratch_free(other);
}

static void the_longest_offer_can_be_changed_and_taken_back(void **state)
{
  struct scratch *s = *state;
  struct offer_line line = { .offer = { .code = "L", .name = "Lang", .kind = KIND_HELP, .status = STATUS_ACTIVE, .contacts.count = 50, .places.count = 50 } };
  char mark[2001];
  memset(mark, '<', sizeof mark - 1);                        /* six characters each in JSON */
  mark[2000] = 0;
  const char *text[] = { arena_text(&s->c.arena, mark, 2000), arena_text(&s->c.arena, mark, 300), arena_text(&s->c.arena, mark, 120), arena_text(&s->c.arena, mark, 80) };
  line.offer.description = text[0];
  line.offer.contacts.at = arena_new(&s->c.arena, struct offer_contact, 50);
  line.offer.places.at = arena_new(&s->c.arena, struct offer_place, 50);
  for (size_t i = 0; i < 50; i++) {
    line.offer.contacts.at[i] = (struct offer_contact){ CHANNEL_PHONE, text[1], text[2] };
    line.offer.places.at[i] = (struct offer_place){ .name = text[2], .street = text[2], .town = text[3] };
  }
  assert_int_equal(offer_add(&s->c, &line, NULL), OK);
  const char *before = exported(&s->c);
  imported(&s->c, "code,name\nL,Langer\n", 0, 1, 0);
  assert_int_equal(undo(&s->c), OK);
  assert_string_equal(exported(&s->c), before);
}

static void a_large_import_is_taken_back_in_the_memory_of_a_row(void **state)
{
  struct scratch *s = *state;
  struct buf b = { 0 };
  put(&b, HEAD ",description\n");
  for (int i = 0; i < 3000; i++) { put(&b, "C"); put_int(&b, i); put(&b, ",Naam "); put_int(&b, i); put(&b, ",help,active,\"" "0123456789012345678901234567890123456789\"\n"); }
  imported(&s->c, buf_text(&b), 3000, 0, 0);
  b.len = 0;
  put(&b, "code,description\n");
  for (int i = 0; i < 3000; i++) { put(&b, "C"); put_int(&b, i); put(&b, ",\n"); }
  imported(&s->c, buf_text(&b), 0, 3000, 0);
  struct ctx small;
  ctx_init(&small, NOW, chance_bytes, 256 << 10);            /* the rows as they were take 5 MB */
  small.db = s->c.db;
  small.keys = s->c.keys;
  assert_int_equal(undo(&small), OK);
  assert_string_equal(offer(&s->c, "C2999").offer.description, "0123456789012345678901234567890123456789");
  assert_int_equal(undo(&small), OK);
  assert_int_equal(rows_of(s, "offer"), 0);
  small.db = NULL;
  ctx_release(&small);
  buf_release(&b);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(undo_takes_new_offers_away_and_makes_changed_ones_what_they_were),
    TEST(imports_are_undone_one_by_one_from_the_last),
    TEST(imports_of_the_same_offer_are_undone_one_after_the_other),
    TEST(a_change_by_hand_between_two_imports_keeps_the_first_from_being_undone),
    TEST(undo_is_refused_whole_after_a_later_change),
    TEST(undo_is_refused_when_an_offer_it_should_restore_is_gone),
    TEST(codes_that_moved_between_offers_move_back),
    TEST(undo_restores_offers_by_chance),
    TEST(a_large_import_is_taken_back_in_the_memory_of_a_row),
    TEST(the_longest_offer_can_be_changed_and_taken_back),
  };
  return cmocka_run_group_tests_name("undo", tests, NULL, NULL);
}
