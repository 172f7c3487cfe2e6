/* The archive: page and data hold the same, one side a file, nothing that the scope does not open. */
#include "rights_helper.h"
#include "archive.h"
#include "html.h"
#include <jansson.h>

struct archived { const char *html, *json; };

static struct archived archive_of(struct house *h, enum side_letter letter)
{
  struct scratch *const s = h->s;
  struct archive_side_list sides;
  struct buf b = { 0 };
  struct archived out = { 0 };
  MUST(archive_sides(&s->c, h->p.household, &sides));
  for (size_t i = 0; i < sides.count; i++) {
    if (sides.at[i].letter != letter) continue;
    struct archive_text page = { .b = &s->c.out }, data = { .b = &b };
    struct archive_to html = archive_html, json = archive_json;
    html.of = &page;
    json.of = &data;
    s->c.out.len = 0;
    MUST(archive_write(&s->c, h->p.household, &sides.at[i], &html));
    MUST(archive_write(&s->c, h->p.household, &sides.at[i], &json));
    out = (struct archived){ arena_text(&s->c.arena, s->c.out.at, s->c.out.len), buf_to_arena(&s->c.arena, &b) };
  }
  return out;
}

static void page_and_data_hold_the_same(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct household_side side;
  MUST(side_get(&s->c, h->p.side_a, &side));
  side.notes = "Hij zegt: \"5 < 6 & 7 > 4\".\nDaarna niets.";
  MUST(side_change(&s->c, &side));
  const struct archived a = archive_of(h, SIDE_A);
  json_t *const root = json_loads(a.json, 0, NULL), *records = json_object_get(root, "records");
  size_t n, k, sections = 0;
  json_t *record, *field;
  assert_non_null(root);
  assert_true(json_array_size(records) >= 5);
  json_array_foreach(records, n, record) {
    assert_non_null(strstr(a.html, JOIN(&s->c.arena, "<section id=\"", json_string_value(json_object_get(record, "record")), "\"")));
    json_array_foreach(json_object_get(record, "fields"), k, field) {
      struct buf escaped = { 0 };
      html_text(&escaped, json_string_value(json_object_get(field, "text")));
      assert_non_null(strstr(a.html, buf_text(&escaped)));
      assert_non_null(strstr(a.html, JOIN(&s->c.arena, "(", json_string_value(json_object_get(field, "name")), ")")));
      buf_release(&escaped);
    }
  }
  for (const char *at = a.html; (at = strstr(at, "<section id=")); at++) sections++;
  assert_int_equal(sections, json_array_size(records));
  json_decref(root);
}

static void it_says_in_words_what_was_answered_and_about_whom(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct person p;
  acts(s, FOR_A);
  answers_safety(h);
  MUST(person_get(&s->c, h->p.person_a, &p));
  const struct archived a = archive_of(h, SIDE_A);
  const char *const about = JOIN(&s->c.arena, person_name(&s->c, &p), " (", arg_id(&s->c.arena, p.id), ")");
  assert_non_null(strstr(a.json, "Zebravink: slaapt weer"));
  assert_non_null(strstr(a.json, "Wel eerder, niet in de afgelopen drie maanden"));
  assert_non_null(strstr(a.json, about));
  assert_null(strstr(a.json, "linkId"));
  assert_null(strstr(a.json, "QuestionnaireResponse"));
}

static void who_works_for_one_side_gets_nothing_of_the_other(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct archive_side_list sides;
  acts(s, FOR_A);
  const struct archived before = archive_of(h, SIDE_A);
  acts(s, FOR_B);
  MUST(address_add(&s->c, &(struct address){ .person = h->p.person_b, .kind = ADDRESS_SHELTER, .street = "Kwartelkoningstraat", .number = "902", .secret = YES }, NULL));
  acts(s, FOR_A);
  MUST(archive_sides(&s->c, h->p.household, &sides));
  assert_int_equal(sides.count, 1);
  const struct archived after = archive_of(h, SIDE_A);
  assert_null(archive_of(h, SIDE_B).html);
  assert_string_equal(before.json, after.json);
  assert_string_equal(before.html, after.html);
  assert_null(strstr(after.json, her_word));
}

static void who_directs_never_gets_two_sides_in_one_file(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  acts(s, FOR_B);
  MUST(address_add(&s->c, &(struct address){ .person = h->p.person_b, .kind = ADDRESS_SHELTER, .street = "Kwartelkoningstraat", .number = "902", .secret = YES }, NULL));
  lets_in_side(h, BOTH, h->p.person_a);
  lets_in_side(h, BOTH, h->p.person_b);
  acts(s, BOTH);
  assert_null(strstr(archive_of(h, SIDE_A).json, her_word));
  assert_null(strstr(archive_of(h, SIDE_A).html, her_word));
  assert_non_null(strstr(archive_of(h, SIDE_B).json, her_word));      /* their scope opens it */
}

static void at_the_console_secret_addresses_stay_out(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  her_secrets(h);
  s->c.scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
  const struct archived b = archive_of(h, SIDE_B), a = archive_of(h, SIDE_A);
  assert_null(strstr(b.json, "Kwartelkoningstraat"));
  assert_null(strstr(b.json, "Verborgenstraat"));
  assert_non_null(strstr(b.json, "Kwartelkoning is veilig"));
  assert_non_null(strstr(a.json, "Proefstraat"));            /* not secret */
}

static void each_file_is_a_line_in_the_journal(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  (void)archive_of(h, SIDE_A);
  MUST(journal_write_reads(&s->c));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'export' AND note = 'archive'"), 2);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(page_and_data_hold_the_same), TEST(it_says_in_words_what_was_answered_and_about_whom),
    TEST(who_works_for_one_side_gets_nothing_of_the_other),
    TEST(who_directs_never_gets_two_sides_in_one_file),
    TEST(at_the_console_secret_addresses_stay_out),
    TEST(each_file_is_a_line_in_the_journal),
  };
  return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
