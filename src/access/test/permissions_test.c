/* Who may do what, written by hand: a change of permissions.c must be thought of twice. */
#include "../../base/test/harness.h"
#include "base.h"
#include "permissions.h"

/* One column per action, in this order; "x" may. */
static const char *const actions[] = { "anybody", "sign_in", "own", "see_files", "write_files", "open_files", "direct", "find", "involve", "emergency", "see_grounds",
  "manage_accounts", "manage_team", "see_journal", "see_signals", "retain", "see_keys", "run_jobs",
  "see_map", "keep_offers", "review_offers", "change_rules", "watch_referrals", "keep_peers", "peer", "desk", "campaign",
  "set_chat_hours", "keep_hooks", "survey" };

static const struct { const char *role, *may; } expected[] = {
  /*                         public
   *                         | signing in
   *                         | | own account
   *                         | | | read files
   *                         | | | | write files
   *                         | | | | | open new files
   *                         | | | | | | direct a household
   *                         | | | | | | | find
   *                         | | | | | | | | involve
   *                         | | | | | | | | | emergency
   *                         | | | | | | | | | | grounds
   *                         | | | | | | | | | | | accounts
   *                         | | | | | | | | | | | | team
   *                         | | | | | | | | | | | | | journal
   *                         | | | | | | | | | | | | | | signals
   *                         | | | | | | | | | | | | | | | retain
   *                         | | | | | | | | | | | | | | | | keys
   *                         | | | | | | | | | | | | | | | | | jobs
   *                         | | | | | | | | | | | | | | | | | | all offers
   *                         | | | | | | | | | | | | | | | | | | | keep offers
   *                         | | | | | | | | | | | | | | | | | | | | review offers
   *                         | | | | | | | | | | | | | | | | | | | | | change rules
   *                         | | | | | | | | | | | | | | | | | | | | | | watch referrals
   *                         | | | | | | | | | | | | | | | | | | | | | | | keep experts by experience
   *                         | | | | | | | | | | | | | | | | | | | | | | | | be one for somebody
   *                         | | | | | | | | | | | | | | | | | | | | | | | | | call back people who sign up
   *                         | | | | | | | | | | | | | | | | | | | | | | | | | | make campaign pages
   *                         | | | | | | | | | | | | | | | | | | | | | | | | | | | set hours of the chat
   *                         | | | | | | | | | | | | | | | | | | | | | | | | | | | | connect systems of the organisation
   *                         | | | | | | | | | | | | | | | | | | | | | | | | | | | | | | send questionnaires, lead Delphi studies */
  { NULL,                   "x - - - - - - - - - - - - - - - - - - - - - - - - - - - - -" },
  { "team",                 "x x x x x x x x x - x - - - - - - - x - - - - - - - - - - -" },
  { "leidinggevende",       "x x x x x x x x x - x - x - - - - - x x - - - x - - - - x -" },
  { "veiligthuis",          "x x x x x x x x x x x - - - - - - - x x - - - - - - - - - -" },
  { "aanmeldpunt",          "x x x x x x x x x - x - - - - - - - x - - - - - - x x x - -" },
  { "aanbieder",            "x x x x x - - x x - x - - - - - - - x x - - - x - - - - x -" },
  { "regisseur",            "x x x x x x x x x x x - - - - - - - x - - - - - - - - - - -" },
  { "politie",              "x x x x x - - - - - x - - - - - - - x - - - - - - - - - - -" },
  { "om",                   "x x x x x - - - - - x - - - - - - - x - - - - - - - - - - -" },
  { "reclassering",         "x x x x x - - x x - x - - - - - - - x x - - - - - - - - - -" },
  { "gemeente",             "x x x x x - - - - - x - - - - - - - x x - - - - - - - - - -" },
  { "vrouwenopvang",        "x x x x x x x x x x x - - - - - - - x x - - - x - - - - - -" },
  { "huisarts",             "x x x x x - - - - - x - - - - - - - x - - - - - - - - - - -" },
  { "gi",                   "x x x x x x x x x - x - - - - - - - x - - - - - - - - - - -" },
  { "ervaringsdeskundige",  "x x x x - - - - - - x - - - - - - - x - - - - - x - - - - -" },
  { "regio",                "x x x - - - - - - - - - - - - - - - x x x x x - - - x x - x" },
  { "beheer",               "x x x - - - - - - - - x - - - - x x - - - - - - - - - - - -" },
  { "fg",                   "x x x - - - - - - - x - - x x x x - - - - - - - - - - - - -" },
  { "auditor",              "x x x - - - - - - - - - - x - - x - - - - - - - - - - - - -" },
};

static enum action action_of(size_t column)
{
  const unsigned n = choice_find(&action_choices, actions[column], strlen(actions[column]));
  assert_true(n > 0);
  return (enum action)n;
}

static void every_role_may_what_was_written_down_and_nothing_else(void **state)
{
  (void)state;
  for (size_t r = 0; r < COUNT(expected); r++) {
    const char *const key = expected[r].role;
    const enum role role = key ? (enum role)choice_find(&role_choices, key, strlen(key)) : ROLE_UNKNOWN;
    assert_true(!key || role != ROLE_UNKNOWN);
    for (size_t a = 0; a < COUNT(actions); a++) {
      const bool want = expected[r].may[a * 2] == 'x';
      if (role_may(role, action_of(a)) != want) print_error("%s: %s\n", key ? key : "nobody", actions[a]);
      assert_int_equal(role_may(role, action_of(a)), want);
    }
  }
}

static void the_table_has_every_role_and_every_action(void **state)
{
  (void)state;
  assert_int_equal(COUNT(expected), role_choices.count);
  assert_int_equal(COUNT(actions) + 1, action_choices.count);            /* all but the row that says nothing */
  for (size_t r = 0; r < COUNT(expected); r++) assert_int_equal(strlen(expected[r].may), COUNT(actions) * 2 - 1);
}

static void a_row_that_says_nothing_is_for_nobody(void **state)
{
  (void)state;
  for (size_t r = 0; r < role_choices.count; r++) assert_false(role_may((enum role)r, MAY_UNSET));
  assert_false(role_may((enum role)role_choices.count, MAY_OWN));
  assert_true(role_may((enum role)role_choices.count, MAY_ANYBODY));
}

/* Whoever manages rights or watches others reads no files: nobody can give themselves what they should not see. */
static void who_manages_or_watches_reads_no_files(void **state)
{
  (void)state;
  for (size_t r = 0; r < role_choices.count; r++) {
    const enum role role = (enum role)r;
    const bool watches = role_may(role, MAY_MANAGE_ACCOUNTS) || role_may(role, MAY_SEE_JOURNAL) || role_may(role, MAY_SEE_SIGNALS) || role_may(role, MAY_RETAIN);
    assert_false(watches && role_sees_files(role));
    assert_false(role_may(role, MAY_MANAGE_ACCOUNTS) && (role_may(role, MAY_SEE_JOURNAL) || role_may(role, MAY_SEE_SIGNALS)));
    for (int a = MAY_WRITE_FILES; a <= MAY_EMERGENCY; a++) assert_false(role_may(role, (enum action)a) && !role_sees_files(role));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_role_may_what_was_written_down_and_nothing_else),
    cmocka_unit_test(the_table_has_every_role_and_every_action),
    cmocka_unit_test(a_row_that_says_nothing_is_for_nobody),
    cmocka_unit_test(who_manages_or_watches_reads_no_files),
  };
  return cmocka_run_group_tests_name("permissions", tests, NULL, NULL);
}
