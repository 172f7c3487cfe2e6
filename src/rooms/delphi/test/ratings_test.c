/* Ratings as they come: what is counted, which round counts, and what is refused and named. */
#include "../../../base/test/harness.h"
#include "ratings.h"
#include "buf.h"
#include <stdio.h>
#include <string.h>

struct heard { size_t rows[8], count; const char *column[8], *text[8]; };
static void hear(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  struct heard *const h = arg;
  (void)c;
  assert_true(h->count < COUNT(h->rows));
  h->rows[h->count] = w->row;
  h->column[h->count] = w->column;
  h->text[h->count++] = w->text;
}

struct study { struct ctx c; struct ratings ratings; struct heard heard; size_t bad; int rc; };
static void reads(struct study *s, const char *csv)
{
  *s = (struct study){ .bad = 0 };
  ctx_init(&s->c, 0, NULL, 0);
  FILE *const in = fmemopen((void *)csv, strlen(csv), "r");
  assert_non_null(in);
  s->rc = ratings_read(&s->c, in, hear, &s->heard, &s->ratings, &s->bad);
  fclose(in);
}
static void ends(struct study *s)
{
  ratings_release(&s->ratings);
  ctx_release(&s->c);
}
static void expect_wrong(const char *csv, size_t row, const char *column)
{
  struct study s;
  reads(&s, csv);
  if (s.bad != 1 || s.heard.count != 1) print_error("%s\n", csv);
  assert_int_equal(s.bad, 1);
  assert_int_equal(s.heard.rows[0], row);
  assert_string_equal(s.heard.column[0], column);
  ends(&s);
}

#define HEAD "round,group,expert,statement,rating\n"

static void the_last_round_of_a_group_counts(void **state)
{
  struct study s;
  (void)state;
  reads(&s, HEAD "2,Zorg,a,S1,1\n2,Zorg,b,S1,7\n2,Zorg,c,S1,4\n" "3,Zorg,a,S1,6\n3,Zorg,b,S1,6\n" "2,Beleid,a,S1,6\n2,Beleid,b,S1,5\n");
  assert_int_equal(s.rc, OK);
  const struct verdicts v = ratings_judge(&s.c, &s.ratings, CONSENSUS_TERMS);
  assert_int_equal(v.count, 1);
  assert_int_equal(v.at[0].count, 2);
  assert_string_equal(v.at[0].groups[0].group, "Beleid");    /* by name, not by who came first */
  assert_int_equal(v.at[0].groups[0].round, 2);
  assert_int_equal(v.at[0].groups[0].is.median, 22);
  assert_int_equal(v.at[0].groups[1].round, 3);
  assert_int_equal(v.at[0].groups[1].is.n, 2);
  assert_true(v.at[0].groups[1].is.important);
  assert_int_equal(v.at[0].important, 2);
  ends(&s);
}

/* As a group that goes on with one: what it had agreed before on other statements stays. */
static void a_last_round_of_one_has_no_verdict(void **state)
{
  struct study s;
  (void)state;
  reads(&s, HEAD "2,Ervaring,a,S1,7\n2,Ervaring,b,S1,6\n2,Ervaring,a,S2,2\n2,Ervaring,b,S2,6\n3,Ervaring,a,S2,6\n");
  const struct verdicts v = ratings_judge(&s.c, &s.ratings, CONSENSUS_TERMS);
  assert_true(v.at[0].groups[0].is.important);
  assert_int_equal(v.at[1].groups[0].is.rule, CONSENSUS_NONE);
  assert_false(v.at[1].groups[0].is.agreed);
  ends(&s);
}

static void an_expert_counts_once_in_each_group(void **state)
{
  struct study s;
  (void)state;
  reads(&s, HEAD "2,Zorg,a,S1,6\n2,Beleid,a,S1,2\n");
  assert_int_equal(s.bad, 0);
  assert_int_equal(s.ratings.groups.count, 2);
  ends(&s);
  expect_wrong(HEAD "2,Zorg,a,S1,6\n2,Zorg,b,S1,6\n2,Zorg,a,S1,7\n", 4, "expert");
}

/* A name that is the end of another must not be taken for it. */
static void names_are_whole(void **state)
{
  struct study s;
  (void)state;
  reads(&s, HEAD "2,Zorg,ab,S1,6\n2,Zorg,b,S1,6\n2,Zor,gab,S1,6\n2,Zorg,a,S11,6\n2,Zorg,a,S1,6\n3,Zorg,a,S1,6\n");
  assert_int_equal(s.bad, 0);
  ends(&s);
}

static void what_is_wrong_is_named_by_row_and_column(void **state)
{
  (void)state;
  expect_wrong(HEAD "1,Zorg,a,S1,6\n", 2, "round");           /* the open question has no ratings */
  expect_wrong(HEAD "2,Zorg,a,S1,6\n4,Zorg,a,S1,6\n", 3, "round");
  expect_wrong(HEAD "2,Zorg,a,S1,0\n", 2, "rating");
  expect_wrong(HEAD "2,Zorg,a,S1,8\n", 2, "rating");
  expect_wrong(HEAD "2,Zorg,a,S1,5.5\n", 2, "rating");
  expect_wrong(HEAD "2,Zorg,a,S1,\n", 2, "rating");
  expect_wrong(HEAD "2,,a,S1,6\n", 2, "group");
  expect_wrong(HEAD "2,Zorg,,S1,6\n", 2, "expert");
  expect_wrong(HEAD "2,Zorg,a,,6\n", 2, "statement");
}

static void a_file_without_one_of_the_columns_has_no_good_rows(void **state)
{
  struct study s;
  (void)state;
  reads(&s, "round,group,statement,rating\n2,Zorg,S1,6\n");
  assert_true(s.rc != OK || s.bad == 1);
  assert_int_equal(s.ratings.cells.count, 0);
  ends(&s);
}

static void a_study_has_at_most_a_hundred_groups(void **state)
{
  struct study s;
  struct buf b = { 0 };
  (void)state;
  put(&b, HEAD);
  for (int i = 0; i < 101; i++) { put(&b, "2,Groep "); put_int(&b, i); put(&b, ",a,S1,6\n"); }
  reads(&s, buf_text(&b));
  assert_int_equal(s.bad, 1);
  assert_int_equal(s.heard.rows[0], 102);
  assert_string_equal(s.heard.column[0], "group");
  ends(&s);
  buf_release(&b);
}

/* Whatever order the rows have, the verdict is the same. */
static void the_order_of_the_rows_changes_nothing(void **state)
{
  enum { STATEMENTS = 30, EXPERTS = 9 };
  struct study s, back;
  struct buf b = { 0 }, turned = { 0 };
  (void)state;
  put(&b, HEAD);
  put(&turned, HEAD);
  for (int i = 0; i < STATEMENTS * EXPERTS; i++) {
    for (int k = 0; k < 2; k++) {
      const int at = k ? STATEMENTS * EXPERTS - 1 - i : i, rating = 1 + at * at % RATING_MOST;
      struct buf *const to = k ? &turned : &b;
      put(to, at % 2 ? "2,Zorg,e" : "3,Beleid,e");
      put_int(to, at % EXPERTS);
      put(to, ",S");
      put_int(to, at / EXPERTS);
      put(to, ",");
      put_int(to, rating);
      put(to, "\n");
    }
  }
  reads(&s, buf_text(&b));
  reads(&back, buf_text(&turned));
  const struct verdicts one = ratings_judge(&s.c, &s.ratings, CONSENSUS_TERMS), two = ratings_judge(&back.c, &back.ratings, CONSENSUS_TERMS);
  assert_int_equal(one.count, STATEMENTS);
  assert_int_equal(one.count, two.count);
  for (size_t i = 0; i < one.count; i++) {
    assert_string_equal(one.at[i].statement, two.at[i].statement);
    assert_int_equal(one.at[i].count, two.at[i].count);
    assert_int_equal(one.at[i].important, two.at[i].important);
    for (size_t k = 0; k < one.at[i].count; k++) {
      assert_string_equal(one.at[i].groups[k].group, two.at[i].groups[k].group);
      assert_int_equal(one.at[i].groups[k].round, two.at[i].groups[k].round);
      assert_memory_equal(&one.at[i].groups[k].is, &two.at[i].groups[k].is, offsetof(struct consensus, rule));
    }
  }
  ends(&s);
  ends(&back);
  buf_release(&b);
  buf_release(&turned);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_last_round_of_a_group_counts),
    cmocka_unit_test(a_last_round_of_one_has_no_verdict),
    cmocka_unit_test(an_expert_counts_once_in_each_group),
    cmocka_unit_test(names_are_whole),
    cmocka_unit_test(what_is_wrong_is_named_by_row_and_column),
    cmocka_unit_test(a_file_without_one_of_the_columns_has_no_good_rows),
    cmocka_unit_test(a_study_has_at_most_a_hundred_groups),
    cmocka_unit_test(the_order_of_the_rows_changes_nothing),
  };
  return cmocka_run_group_tests_name("ratings", tests, NULL, NULL);
}
