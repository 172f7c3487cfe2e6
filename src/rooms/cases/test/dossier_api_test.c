/* The dossier for programs: what the pages show, as JSON, through all of the house. */
#include "../../persons/test/program.h"
#include "cases_helper.h"
#include "cases_api.h"
#include "timeline.h"

static struct world *w;
static struct scratch *s;
static struct household_try t;
static char path[200];
static int set_up(void **state) { *state = w = world_new(); s = w->s; t = both_parties(w); program_of(w); key_of(TEAM, all_three()); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

/* "/api/v1/households/…/parts" and what follows. */
static int asks_parts(const char *rest, const char *body)
{
  char id[ID_TEXT], target[300];
  id_format(t.household, id);
  snprintf(target, sizeof target, "/api/v1/households/%s/parts%.200s", id, rest);
  return program_asks(target, body);
}
static const char *part_path(size_t kind, struct id id)
{
  char text[ID_TEXT];
  id_format(id, text);
  snprintf(path, sizeof path, "/api/v1/parts/%.60s/%s", case_kinds[kind].rec->name, text);
  return path;
}

/* What forms ask of a row, as a program sends it. */
static char *as_sent(const struct record *rec, const void *row)
{
  struct buf b = { 0 };
  struct json j = { .b = &b };
  json_open(&j, '{');
  for (size_t i = 0; i < rec->count; i++) {
    if (rec->fields[i].flags & IN_PROGRAM || !field_known(&rec->fields[i], row)) continue;
    json_key(&j, rec->fields[i].name);
    json_field(&rec->fields[i], row, &b);
  }
  json_close(&j);
  char *const out = strdup(buf_text(&b));
  buf_release(&b);
  return out;
}

static void every_kind_is_written_read_and_changed(void **state)
{
  char after[60], target[200];
  (void)state;
  for (size_t k = 0; k < KIND_COUNT; k++) {
    const union any_part p = part_of(k, PLACE_A, t.bram);
    char *const sent = as_sent(case_kinds[k].rec, &p);
    snprintf(after, sizeof after, "/%s", case_kinds[k].rec->name);
    assert_int_equal(asks_parts(after, sent), 201);
    free(sent);
    assert_string_equal(told("kind"), case_kinds[k].rec->name);
    assert_string_equal(told("by"), "team@proef.invalid");
    assert_string_equal(told("part.place"), "a");
    assert_string_equal(told("part.day"), "2020-01-02");
    snprintf(target, sizeof target, "/api/v1/parts/%s/%s", case_kinds[k].rec->name, told("part.id"));
    assert_int_equal(program_asks(target, "{\"version\":1,\"struck\":\"Was iemand anders\"}"), 200);
    assert_int_equal(program_asks(target, "{\"version\":1,\"struck\":null}"), 412);
    assert_int_equal(program_asks(target, NULL), 200);
    assert_string_equal(told("part.struck"), "Was iemand anders");
    assert_string_equal(told("part.version"), "2");
    assert_string_equal(told("part.day"), "2020-01-02");       /* what was not sent stays */
  }
  assert_int_equal(asks_parts("", NULL), 200);
  assert_int_equal(told_count("parts"), KIND_COUNT);
  assert_string_equal(told("together"), "one_side");
}

static void a_timeline_comes_in_pages_that_what_is_new_does_not_shift(void **state)
{
  enum { NOTES = PARTS_A_PAGE + 20 };
  char next[400], first[ID_TEXT], last[60];
  struct case_note n = { .place = PLACE_A, .kind = NOTE_TALK, .text = "Sprak" };
  (void)state;
  as(w, TEAM);
  for (int i = 0; i < NOTES; i++) {
    n.day = date_plus_days(long_ago, i / 4);                   /* several of a day */
    s->c.now += 1000;
    MUST(case_part_add(&s->c, &case_kinds[KIND_NOTE], t.household, &n, NULL));
  }
  assert_int_equal(asks_parts("?kind=case_note&until=2024-01-01", NULL), 200);
  assert_int_equal(told_count("parts"), PARTS_A_PAGE);
  snprintf(next, sizeof next, "%s", told("next"));
  assert_non_null(strstr(next, "kind=case_note&until=2024-01-01&after="));
  assert_int_equal(program_asks(next, NULL), 200);
  assert_int_equal(told_count("parts"), NOTES - PARTS_A_PAGE);
  assert_string_equal(told("next"), "null");
  snprintf(first, sizeof first, "%s", told("parts.0.part.id"));
  snprintf(last, sizeof last, "parts.%d.part.day", NOTES - PARTS_A_PAGE - 1);
  assert_string_equal(told(last), "2020-01-02");
  as(w, TEAM);
  n.day = date_plus_days(long_ago, NOTES);
  MUST(case_part_add(&s->c, &case_kinds[KIND_NOTE], t.household, &n, NULL));
  assert_int_equal(program_asks(next, NULL), 200);
  assert_int_equal(told_count("parts"), NOTES - PARTS_A_PAGE);
  assert_string_equal(told("parts.0.part.id"), first);
}

static void a_timeline_is_narrowed_to_what_is_asked(void **state)
{
  char bram[ID_TEXT], query[100];
  (void)state;
  as(w, TEAM);
  writes(s, t.household, KIND_INCIDENT, PLACE_A, t.bram);
  writes(s, t.household, KIND_RISK, PLACE_A, ID_NONE);
  id_format(t.bram, bram);
  assert_int_equal(asks_parts("?kind=risk", NULL), 200);
  assert_int_equal(told_count("parts"), 1);
  assert_string_equal(told("parts.0.kind"), "risk");
  assert_string_equal(told("parts.0.part.factor"), "debts");
  snprintf(query, sizeof query, "?about=%s", bram);
  assert_int_equal(asks_parts(query, NULL), 200);
  assert_int_equal(told_count("parts"), 1);
  assert_string_equal(told("parts.0.part.about"), bram);
  assert_int_equal(asks_parts("?since=2020-01-03", NULL), 200);
  assert_int_equal(told_count("parts"), 0);
  assert_int_equal(asks_parts("?until=2020-01-02", NULL), 200);
  assert_int_equal(told_count("parts"), 2);
  static const char *const wrong[][2] = { { "?kind=incidenten", "kind" }, { "?soort=risk", "soort" }, { "?since=gisteren", "since" }, { "?about=Bram", "about" } };
  for (size_t i = 0; i < COUNT(wrong); i++) {
    assert_int_equal(asks_parts(wrong[i][0], NULL), 400);
    assert_string_equal(told("errors.0.field"), wrong[i][1]);
  }
}

static void the_other_partys_parts_are_as_what_is_not_there(void **state)
{
  static const char *const bodies[] = { NULL, "{\"version\":1,\"text\":\"Anders\"}", "{\"version\":9}", "{}", "[" };
  struct buf nothing = { 0 };
  (void)state;
  as(w, TEAM);
  const struct id part = writes(s, t.household, KIND_NOTE, PLACE_A, t.bram);
  key_of(SHELTER, all_three());
  assert_int_equal(program_asks("/api/v1/bestaat-niet", NULL), 404);
  put(&nothing, buf_text(&w->c.out));
  for (size_t i = 0; i < COUNT(bodies); i++) {
    assert_int_equal(program_asks(part_path(KIND_NOTE, part), bodies[i]), 404);
    assert_string_equal(buf_text(&nothing), buf_text(&w->c.out));
    assert_int_equal(program_asks(part_path(KIND_RISK, part), bodies[i]), 404);
  }
  assert_int_equal(asks_parts("", NULL), 200);
  assert_int_equal(told_count("parts"), 0);
  key_of(OTHER_TEAM, all_three());
  assert_int_equal(asks_parts("", NULL), 404);
  assert_string_equal(buf_text(&nothing), buf_text(&w->c.out));
  assert_int_equal(asks_parts("/case_note", "{\"kind\":\"talk\",\"text\":\"Sprak\",\"day\":\"2020-01-02\",\"place\":\"shared\"}"), 404);
  assert_string_equal(buf_text(&nothing), buf_text(&w->c.out));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM case_note"), 1);
  buf_release(&nothing);
}

static void who_wrote_it_and_whom_one_does_not_see_stay_unnamed(void **state)
{
  char director[ID_TEXT];
  (void)state;
  as(w, DIRECTOR);
  const struct id part = writes(s, t.household, KIND_NOTE, PLACE_SHARED, t.noor), alone = writes(s, t.household, KIND_NOTE, PLACE_A, t.bram);
  id_format(w->at[DIRECTOR].account, director);
  const struct household_file f = file_of(s, t.household);
  works_with(w, OTHER_TEAM, &f.sides.at[0].compartment, 1, t.household);        /* the side, and nobody's own file */
  key_of(OTHER_TEAM, all_three());
  assert_int_equal(program_asks(part_path(KIND_NOTE, part), NULL), 404);
  assert_int_equal(program_asks(part_path(KIND_NOTE, alone), NULL), 200);
  assert_string_equal(told("part.text"), "Sprak");
  assert_string_equal(told("part.about"), "null");
  assert_false(page_has(w, director));
  key_of(TEAM, all_three());
  assert_int_equal(program_asks(part_path(KIND_NOTE, part), NULL), 200);
  assert_string_equal(told("part.place"), "shared");
  assert_false(page_has(w, director) || page_has(w, "writer") || page_has(w, "written"));
}

static void what_is_wrong_is_named_and_nothing_is_written(void **state)
{
  static const struct { const char *body, *field; } wrong[] = {
    { "{\"kind\":\"talk\",\"text\":\"Sprak\",\"place\":\"a\"}", "day" },
    { "{\"kind\":\"talk\",\"text\":\"Sprak\",\"day\":\"2020-01-02\"}", "place" },
    { "{\"kind\":\"talk\",\"text\":\"Sprak\",\"day\":\"2020-01-02\",\"place\":\"b\"}", "place" },
    { "{\"kind\":\"talk\",\"text\":\"Sprak\",\"day\":\"2999-01-02\",\"place\":\"a\"}", "day" },
    { "{\"kind\":\"praatje\",\"text\":\"Sprak\",\"day\":\"2020-01-02\",\"place\":\"a\"}", "kind" },
    { "{\"id\":\"00000000-0000-4000-8000-000000000000\"}", "id" }, { "{\"writer\":\"00000000-0000-4000-8000-000000000000\"}", "writer" }, { "{\"tekst\":\"x\"}", "tekst" } };
  (void)state;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    assert_int_equal(asks_parts("/case_note", wrong[i].body), 422);
    assert_string_equal(told("errors.0.field"), wrong[i].field);
  }
  assert_int_equal(raw_number(s, "SELECT count(*) FROM case_note"), 0);
  key_of(TEAM, may(MAY_SEE_FILES, MAY_SEE_FILES, MAY_FIND));
  assert_int_equal(asks_parts("/case_note", "{\"kind\":\"talk\",\"text\":\"Sprak\",\"day\":\"2020-01-02\",\"place\":\"a\"}"), 404);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM case_note"), 0);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(every_kind_is_written_read_and_changed),
    TEST(a_timeline_comes_in_pages_that_what_is_new_does_not_shift),
    TEST(a_timeline_is_narrowed_to_what_is_asked),
    TEST(the_other_partys_parts_are_as_what_is_not_there),
    TEST(who_wrote_it_and_whom_one_does_not_see_stay_unnamed),
    TEST(what_is_wrong_is_named_and_nothing_is_written),
  };
  return cmocka_run_group_tests_name("dossier_api", tests, NULL, NULL);
}
