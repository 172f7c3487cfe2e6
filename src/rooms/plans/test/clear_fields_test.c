/* What is stored as it is in records of plans: each field with its reason, and nothing else. */
#include "plans_helper.h"
#include "../../../store/test/clear_reasons.h"
#include "plans_room.h"

static const char of_plan[] = "SQL finds what stands in a plan by it. Both lie in the same compartment, which says as much; others find no row.";
static const struct clear_reason clear[] = {
  { "plan",         "coordinator", "Finds what somebody is to look at without opening every plan. Involvement ties account to compartment in clear already." },
  { "plan",         "review",      "Orders and finds what is due. A day says nothing of whom, or of what; the other side is not involved and finds no row." },
  { "plan",         "state",       "Leaves closed plans out of what is due. Says nothing of whom, or of what; the other side is not involved and finds no row." },
  { "plan_stop",    "plan",        of_plan },
  { "plan_safety",  "plan",        of_plan },
  { "plan_contact", "plan",        of_plan },
  { "plan_prompts", "plan",        of_plan },
  { "plan_goal",    "plan",        of_plan },
  { "plan_holder",  "plan",        of_plan },
  { "plan_review",  "plan",        of_plan },
  { "plan_version", "plan",        of_plan },
  { "plan_release", "plan",        of_plan },
  { "plan_phone",   "plan",        of_plan },
};

static void every_field_is_sealed_or_has_its_reason(void **state)
{
  (void)state;
  clear_fields_have_reasons(plans_room.records, clear, COUNT(clear));
}

/* A link is not sealed: it may refer to a plan and say when, and no more. */
static void a_link_says_nothing_of_anybody(void **state)
{
  (void)state;
  for (size_t i = 0; i < plan_link_record.count; i++) {
    const struct field *const f = &plan_link_record.fields[i];
    assert_true(f->kind == FIELD_TIME || (f->kind == FIELD_REF && f->target == &plan_record) || strcmp(f->name, "region") == 0);
  }
}

static void nothing_of_what_was_written_lies_open_in_the_database(void **state)
{
  static const char word[] = "Kwartelkoning";
  struct town t = town_new();
  struct scratch *const s = t.w->s;
  char ahead[220];
  (void)state;
  as(t.w, TEAM);
  struct plan_new n = asked_plan(&t, PLAN_SAFETY, t.bram);
  struct id plan;
  n.title = n.why = word;
  MUST(plan_make(&s->c, t.household, &n, &plan));
  completes(&t, plan, word);
  const struct release_new yes = { "stop.triggers", t.bram, word, s->c.today };
  MUST(release_add(&s->c, plan, &yes));
  MUST(phone_save(&s->c, plan, &(struct plan_phone){ .signals = word, .steps = word, .calls = word, .reason = word, .released = s->c.today, .own_phone = YES }));
  MUST(link_make(&s->c, plan, NULL));
  MUST(holder_add(&s->c, plan, &(struct plan_holder){ .holder = word, .since = s->c.today }));
  MUST(review_add(&s->c, plan, &(struct review_new){ word, date_plus_days(s->c.today, 9) }));
  finalises(&t, plan);
  MUST(plan_end(&s->c, plan, stored(&t, plan).version - 1, &(struct plan_closing){ word }) == ERR_CONFLICT ? OK : ERR_STORE);
  snprintf(ahead, sizeof ahead, "%s-wal", s->path);
  if (!scratch_server()) {
    assert_true(file_has(s->path, "SQLite"));
    assert_false(file_has(s->path, word));
    assert_false(file_has(ahead, word));
    raw_run(s, "PRAGMA wal_checkpoint(PASSIVE)");
    assert_false(file_has(s->path, word));
  }
  world_free(t.w);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_field_is_sealed_or_has_its_reason),
    cmocka_unit_test(a_link_says_nothing_of_anybody),
    cmocka_unit_test(nothing_of_what_was_written_lies_open_in_the_database),
  };
  return cmocka_run_group_tests_name("clear_fields", tests, NULL, NULL);
}
