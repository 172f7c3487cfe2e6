#include "api_keys.h"
#include "signing.h"
#include "tasks.h"

static char link_[INVITATION_TOKEN_TEXT];
static void invite(struct person by, struct person whom)
{
  be(C, by);
  assert_int_equal(invitation_issue(C, whom.id, link_), OK);
}

static int found(const char *link)
{
  struct invitation i;
  struct account a;
  return invitation_find(C, link, &i, &a);
}

static struct sign_in_result_of accept(const char *link)
{
  const struct sign_in_ask ask = { .device = "Firefox", .second_factor = true };
  struct sign_in_result_of r = { 0 };
  const char *hash;
  as_public(C);
  assert_int_equal(invitation_prepare(C, link, PASSWORD, &hash), OK);
  assert_int_equal(invitation_accept(C, link, hash, &ask, &r), OK);
  return r;
}

static void a_link_sets_the_password_once(void **state)
{
  const struct sign_in_ask ask = { .second_factor = true };
  struct sign_in_result_of r;
  const char *hash;
  (void)state;
  invite(office->lea, office->wim);
  assert_int_equal(strlen(link_), INVITATION_TOKEN_TEXT - 1);
  assert_int_equal(invitation_prepare(C, link_, "wachtwoord1234", &hash), ERR_INVALID);
  assert_string_equal(C->error.field, "password");
  keep_table(office->s, "invitation");
  r = accept(link_);
  assert_int_equal(r.result, SIGN_IN_ENROL);
  assert_true(entered(r.token).half);
  assert_int_equal(try_password("wim@team.example", PASSWORD, NULL).result, SIGN_IN_ENROL);
  assert_int_equal(found(link_), ERR_NOT_FOUND);
  assert_int_equal(invitation_prepare(C, link_, PASSWORD, &hash), ERR_NOT_FOUND);
  assert_int_equal(invitation_accept(C, link_, "hash", &ask, &r), ERR_NOT_FOUND);
  put_back(office->s, "invitation");                                        /* unused again, says the database */
  assert_int_equal(invitation_accept(C, link_, "hash", &ask, &r), ERR_NOT_FOUND);
}

static void a_link_is_good_for_a_week(void **state)
{
  (void)state;
  invite(office->lea, office->wim);
  later(C, INVITATION_DAYS * (int64_t)DAY - 1);
  assert_int_equal(found(link_), OK);
  later(C, 1);
  assert_int_equal(found(link_), ERR_NOT_FOUND);
}

static void a_new_link_takes_the_place_of_the_old(void **state)
{
  char old[INVITATION_TOKEN_TEXT];
  (void)state;
  invite(office->lea, office->wim);
  memcpy(old, link_, sizeof old);
  invite(office->ada, office->wim);
  assert_int_equal(found(old), ERR_NOT_FOUND);
  assert_int_equal(found(link_), OK);
}

static void no_changed_link_is_worth_anything(void **state)
{
  char other[INVITATION_TOKEN_TEXT];
  (void)state;
  invite(office->lea, office->wim);
  assert_int_equal(found(NULL), ERR_NOT_FOUND);
  for (size_t i = 0; i < sizeof link_ - 1; i++) {
    memcpy(other, link_, sizeof other);
    other[i] = other[i] == 'A' ? 'E' : 'A';
    assert_int_equal(found(other), ERR_NOT_FOUND);
  }
  raw_run(office->s, "UPDATE invitation SET account = (SELECT id FROM account WHERE mail = 'ada@team.example')");
  assert_int_equal(found(link_), ERR_NOT_FOUND);
}

static void only_who_manages_somebody_invites_them(void **state)
{
  char link[INVITATION_TOKEN_TEXT];
  (void)state;
  be(C, office->oda);
  assert_int_equal(invitation_issue(C, office->wim.id, link), ERR_NOT_FOUND);
  be(C, office->wim);
  assert_int_equal(invitation_issue(C, office->lea.id, link), ERR_NOT_FOUND);
  be(C, office->lea);
  assert_int_equal(invitation_issue(C, office->lea.id, link), ERR_INVALID);                  /* oneself */
  at_console(C);
  const struct id new = person_add(C, "nieuw");
  be(C, office->lea);
  assert_int_equal(invitation_issue(C, new, link), ERR_NOT_FOUND);                            /* nobody of hers yet */
  be(C, office->ada);
  assert_int_equal(invitation_issue(C, new, link), OK);
}

static void a_forgotten_password_leaves_the_second_step(void **state)
{
  struct factor_added added;
  (void)state;
  (void)enrol(office->wim, "wim@team.example", &added);
  invite(office->lea, office->wim);
  const struct sign_in_result_of r = accept(link_);
  assert_int_equal(r.result, SIGN_IN_HALF);
  assert_int_equal(enter(C, added.token), ERR_NOT_FOUND);                   /* other sessions end */
  struct totp_begun begun;
  const struct signed_in w = entered(r.token);
  assert_int_equal(factor_totp_begin(C, &w.session, "ander", &begun), ERR_NOT_FOUND);        /* whoever made the link does not get past it */
}

static void a_link_puts_no_own_organisation_in_the_place_of_a_second_step(void **state)
{
  struct factor_added added;
  (void)state;
  (void)enrol(office->wim, "wim@team.example", &added);
  invite(office->lea, office->wim);
  as_public(C);
  assert_int_equal(invitation_accept_oidc(C, link_, "https://idp.example", "lea-1"), ERR_NOT_FOUND);
  assert_int_equal(found(link_), OK);
}

static void a_link_puts_no_password_in_the_place_of_the_own_organisation(void **state)
{
  const struct sign_in_ask ask = { .second_factor = true };
  struct sign_in_result_of r;
  char early[INVITATION_TOKEN_TEXT];
  (void)state;
  invite(office->lea, office->wim);
  memcpy(early, link_, sizeof early);
  as_public(C);
  assert_int_equal(invitation_accept_oidc(C, early, "https://idp.example", "wim-1"), OK);
  assert_int_equal(invitation_accept(C, early, "hash", &ask, &r), ERR_NOT_FOUND);
  be(C, office->lea);
  assert_int_equal(invitation_issue(C, office->wim.id, link_), ERR_INVALID);
  be(C, office->ada);
  assert_int_equal(invitation_issue(C, office->wim.id, link_), ERR_INVALID);
}

static void a_link_from_before_the_own_organisation_sets_no_password(void **state)
{
  const struct sign_in_ask ask = { .second_factor = true };
  struct sign_in_result_of r;
  (void)state;
  invite(office->lea, office->wim);
  be(C, office->ada);
  assert_int_equal(factor_oidc_add(C, office->wim.id, "https://idp.example", "wim-1"), OK);
  as_public(C);
  assert_int_equal(invitation_accept(C, link_, "hash", &ask, &r), ERR_INVALID);
}

static void a_new_start_takes_two_people(void **state)
{
  struct factor_added added;
  struct factor_list left;
  struct task_list tasks;
  struct invitation_list waiting;
  struct id id;
  (void)state;
  (void)enrol(office->wim, "wim@team.example", &added);
  be(C, office->oda);
  assert_int_equal(reset_ask(C, office->wim.id, &id), ERR_NOT_FOUND);
  be(C, office->wim);
  assert_int_equal(reset_ask(C, office->wim.id, &id), ERR_NOT_FOUND);
  be(C, office->lea);
  assert_int_equal(reset_ask(C, office->wim.id, &id), OK);
  assert_int_equal(reset_ask(C, office->wim.id, NULL), ERR_INVALID);
  assert_int_equal(reset_approve(C, id, link_), ERR_INVALID);
  be(C, office->wim);
  assert_int_equal(reset_approve(C, id, link_), ERR_NOT_FOUND);
  be(C, office->oda);
  assert_int_equal(reset_approve(C, id, link_), ERR_NOT_FOUND);
  assert_int_equal(enter(C, added.token), OK);                              /* nothing has happened yet */
  be(C, office->ada);
  assert_int_equal(tasks_mine(C, &tasks), OK);
  assert_int_equal(tasks.count, 1);
  assert_int_equal(tasks.at[0].kind, TASK_APPROVE_RESET);
  assert_int_equal(resets_waiting(C, &waiting), OK);
  assert_int_equal(waiting.count, 1);
  const struct api_key program = { .account = office->wim.id, .post = { { 7 } }, .label = "laptop", .token_hash = "x", .actions = set_with((struct set){ 0 }, MAY_SEE_FILES),
    .made = { C->now }, .until = C->today };
  struct api_key_list keys;
  assert_int_equal(global_insert(C, api_key, &program, NULL), OK);
  assert_int_equal(reset_approve(C, id, link_), OK);
  assert_int_equal(api_keys_of(C, office->wim.id, &keys), OK);
  assert_int_equal(keys.count, 0);                            /* whoever has the lost laptop has no key either */
  assert_int_equal(resets_waiting(C, &waiting), OK);
  assert_int_equal(waiting.count, 0);
  assert_int_equal(enter(C, added.token), ERR_NOT_FOUND);
  assert_int_equal(factors_of(C, office->wim.id, &left), OK);
  assert_int_equal(left.count, 0);
  assert_int_equal(try_password("wim@team.example", PASSWORD, NULL).result, SIGN_IN_WRONG);  /* the link is the only way in */
  assert_int_equal(accept(link_).result, SIGN_IN_ENROL);
  be(C, office->ada);
  assert_int_equal(reset_approve(C, id, link_), ERR_NOT_FOUND);             /* once */
}

static void nobody_starts_themselves_anew(void **state)
{
  struct id id;
  (void)state;
  be(C, office->leo);
  assert_int_equal(reset_ask(C, office->leo.id, &id), ERR_INVALID);
  be(C, office->lea);
  assert_int_equal(reset_ask(C, office->leo.id, &id), OK);
  be(C, office->leo);
  assert_int_equal(reset_approve(C, id, link_), ERR_INVALID);
}

static void a_new_start_that_waits_is_no_link_and_can_be_refused(void **state)
{
  struct id id;
  (void)state;
  be(C, office->lea);
  assert_int_equal(reset_ask(C, office->wim.id, &id), OK);
  raw_run(office->s, "UPDATE invitation SET approved_by = asked_by, token_hash = '00', until = made + 100000000");
  be(C, office->leo);
  assert_int_equal(reset_approve(C, id, link_), ERR_NOT_FOUND);             /* touched: it does not count */
  be(C, office->lea);
  assert_int_equal(reset_ask(C, office->wim.id, &id), OK);
  be(C, office->oda);
  assert_int_equal(reset_refuse(C, id), ERR_NOT_FOUND);
  be(C, office->leo);
  assert_int_equal(reset_refuse(C, id), OK);
  assert_int_equal(reset_approve(C, id, link_), ERR_NOT_FOUND);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    TEST(a_link_sets_the_password_once),
    TEST(a_link_is_good_for_a_week),
    TEST(a_new_link_takes_the_place_of_the_old),
    TEST(no_changed_link_is_worth_anything),
    TEST(only_who_manages_somebody_invites_them),
    TEST(a_forgotten_password_leaves_the_second_step),
    TEST(a_link_puts_no_own_organisation_in_the_place_of_a_second_step),
    TEST(a_link_puts_no_password_in_the_place_of_the_own_organisation),
    TEST(a_link_from_before_the_own_organisation_sets_no_password),
    TEST(a_new_start_takes_two_people),
    TEST(nobody_starts_themselves_anew),
    TEST(a_new_start_that_waits_is_no_link_and_can_be_refused),
  };
  return cmocka_run_group_tests_name("invitations", tests, NULL, NULL);
}
