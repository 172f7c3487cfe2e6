/* Questionnaires about a person, for programs: begun, answered page by page, finished, read. */
#include "../../persons/test/program.h"
#include "assessments_helper.h"

static struct world *w;
static struct scratch *s;
static struct household_try t;
static char path[200];
static int set_up(void **state) { *state = w = world_new(); s = w->s; t = both_parties(w); program_of(w); key_of(TEAM, all_three()); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static const char *of_household(void) { return with_id(path, "/api/v1/households/", t.household, "/assessments"); }
static const char *of_one(const char *id, const char *after)
{
  snprintf(path, sizeof path, "/api/v1/assessments/%s%s", id, after);
  return path;
}

/* "answer.violence=once&…" as a program sends that page. */
static const char *as_sent(size_t part, const char *seen, const char *posted)
{
  static char body[2000];
  size_t n = (size_t)snprintf(body, sizeof body, "{\"part\":%zu,\"seen\":\"%s\",\"answers\":[", part, seen);
  for (const char *at = posted; *at; at += strspn(at, "&")) {
    const size_t size = strcspn(at, "&"), name = strcspn(at, "=");
    n += (size_t)snprintf(body + n, sizeof body - n, "%s{\"question\":\"%.*s\",\"value\":\"%.*s\"}", at == posted ? "" : ",", (int)(name - 7), at + 7, (int)(size - name - 1), at + name + 1);
    at += size;
  }
  snprintf(body + n, sizeof body - n, "]}");
  for (char *plus = body; (plus = strchr(plus, '+')) != NULL; ) *plus = ' ';
  return body;
}

/* Begun by the team about Bram; its id. */
static const char *begun(void)
{
  static char id[ID_TEXT];
  char body[300], bram[ID_TEXT];
  id_format(t.bram, bram);
  snprintf(body, sizeof body, "{\"questionnaire\":\"safety\",\"about\":\"%s\",\"day\":\"2020-01-02\",\"place\":\"a\"}", bram);
  assert_int_equal(program_asks(of_household(), body), 201);
  snprintf(id, sizeof id, "%s", told("assessment.id"));
  return id;
}
/* As page `n` says it, from 0. */
static const char *seen_at(const char *id, size_t n)
{
  static char seen[40];
  char at[40];
  assert_int_equal(program_asks(of_one(id, ""), NULL), 200);
  snprintf(at, sizeof at, "pages.%zu.seen", n);
  snprintf(seen, sizeof seen, "%s", told(at));
  return seen;
}
static int ends(const char *id)
{
  char body[200];
  assert_int_equal(program_asks(of_one(id, ""), NULL), 200);
  snprintf(body, sizeof body, "{\"seen\":\"%s\",\"conclusion\":\"Nog niet veilig\"}", told("seen"));
  return program_asks(of_one(id, "/end"), body);
}

static void one_is_begun_answered_and_finished_as_on_the_pages(void **state)
{
  (void)state;
  const char *const id = begun();
  assert_string_equal(told("by"), "team@proef.invalid");
  assert_string_equal(told("questionnaire.resourceType"), "Questionnaire");
  assert_string_equal(told("response.status"), "in-progress");
  for (size_t i = 0; i < COUNT(pages); i++) assert_int_equal(program_asks(of_one(id, "/pages"), as_sent(i + 1, seen_at(id, i), pages[i])), 200);
  assert_string_equal(told("pages.0.missing"), "0");
  assert_int_equal(ends(id), 200);
  assert_string_equal(told("response.status"), "completed");
  assert_string_equal(told("score"), "9");
  assert_string_equal(told("most"), "27");
  assert_string_equal(told("assessment.conclusion"), "Nog niet veilig");
  assert_true(told_count("scores") > 1);
  assert_true(page_has(w, "Slaapt weer"));
  assert_int_equal(program_asks(of_one(id, "/pages"), as_sent(1, "", pages[0])), 422);      /* it does not change any more */
  assert_int_equal(ends(id), 422);
  assert_int_equal(program_asks(of_household(), NULL), 200);
  assert_int_equal(told_count("assessments"), 1);
  assert_string_equal(told("assessments.0.score"), "9");
  assert_true(told_count("may_begin") > 0);
}

static void what_somebody_else_kept_meanwhile_is_not_overwritten(void **state)
{
  char before[40];
  (void)state;
  const char *const id = begun();
  snprintf(before, sizeof before, "%s", seen_at(id, 0));
  assert_int_equal(program_asks(of_one(id, "/pages"), as_sent(1, before, pages[0])), 200);
  assert_int_equal(program_asks(of_one(id, "/pages"), as_sent(1, before, "answer.violence=often")), 422);
  assert_int_equal(program_asks(of_one(id, "/end"), "{\"seen\":\"oud\",\"conclusion\":\"Klaar\"}"), 422);
  assert_int_equal(program_asks(of_one(id, ""), NULL), 200);
  assert_true(page_has(w, "\"once\""));
  assert_string_equal(told("done"), "");                       /* true or false */
  assert_string_equal(told("response.status"), "in-progress");
}

static void what_is_wrong_is_named(void **state)
{
  (void)state;
  const char *const id = begun();
  assert_int_equal(program_asks(of_household(), "{\"questionnaire\":\"safety\"}"), 422);
  assert_string_equal(told("errors.0.field"), "about");
  char body[300], bram[ID_TEXT];
  id_format(t.bram, bram);
  snprintf(body, sizeof body, "{\"questionnaire\":\"bestaat-niet\",\"about\":\"%s\",\"day\":\"2020-01-02\",\"place\":\"a\"}", bram);
  assert_int_equal(program_asks(of_household(), body), 422);
  assert_string_equal(told("errors.0.field"), "questionnaire");
  static const char *const parts[] = { "{\"part\":0,\"answers\":[]}", "{\"part\":99,\"answers\":[]}", "{\"answers\":[]}" };
  for (size_t i = 0; i < COUNT(parts); i++) {
    assert_int_equal(program_asks(of_one(id, "/pages"), parts[i]), 422);
    assert_string_equal(told("errors.0.field"), "part");
  }
  assert_int_equal(program_asks(of_one(id, "/pages"), as_sent(1, seen_at(id, 0), "answer.violence=nooit-gehoord")), 422);
  assert_int_equal(program_asks(of_one(id, "/end"), "{\"seen\":\"x\"}"), 422);
  assert_string_equal(told("errors.0.field"), "conclusion");
}

static void the_other_partys_questionnaire_is_as_what_is_not_there(void **state)
{
  static const char *const asked[][2] = { { "", NULL }, { "/pages", "{\"part\":1}" }, { "/pages", "[" }, { "/end", "{\"conclusion\":\"x\"}" }, { "/end", "{}" } };
  struct buf nothing = { 0 };
  (void)state;
  const char *const id = begun();
  key_of(SHELTER, all_three());
  assert_int_equal(program_asks("/api/v1/bestaat-niet", NULL), 404);
  put(&nothing, buf_text(&w->c.out));
  for (size_t i = 0; i < COUNT(asked); i++) {
    assert_int_equal(program_asks(of_one(id, asked[i][0]), asked[i][1]), 404);
    assert_string_equal(buf_text(&nothing), buf_text(&w->c.out));
  }
  assert_int_equal(program_asks(of_household(), NULL), 200);
  assert_int_equal(told_count("assessments"), 0);
  key_of(OTHER_TEAM, all_three());
  assert_int_equal(program_asks(of_household(), NULL), 404);
  assert_int_equal(program_asks(of_household(), "{}"), 404);
  buf_release(&nothing);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(one_is_begun_answered_and_finished_as_on_the_pages),
    TEST(what_somebody_else_kept_meanwhile_is_not_overwritten),
    TEST(what_is_wrong_is_named),
    TEST(the_other_partys_questionnaire_is_as_what_is_not_there),
  };
  return cmocka_run_group_tests_name("assessments_api", tests, NULL, NULL);
}
