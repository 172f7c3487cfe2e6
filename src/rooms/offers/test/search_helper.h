/* The example offers and the shipped rules in memory, and what a search leads to. Used by search_quality_test and
 * search_order_test. */
#ifndef SEARCH_HELPER_H
#define SEARCH_HELPER_H
#include "csv.h"
#include "shipped.h"
#include "snapshot.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>                              /* last: its macro fail() would hide ours */

#define USED __attribute__((unused))
enum { SHIPPED_MOST = 1 << 18 };
struct world { struct ctx c; struct places places; struct snapshot *s, *literal; char *synonyms, *stopwords; };   /* literal: without rules */
struct gathering { struct snapshot_draft *with, *without; };

USED static char *shipped_text(const char *name)
{
  FILE *in = shipped_open(NULL, name);
  char *text = calloc(1, SHIPPED_MOST);
  assert_non_null(in);
  assert_non_null(text);
  assert_in_range(fread(text, 1, SHIPPED_MOST - 1, in), 1, SHIPPED_MOST - 2);
  fclose(in);
  return text;
}

USED static int gather(struct ctx *c, const void *row, const bool *given, size_t line, void *arg)
{
  struct gathering *g = arg;
  (void)given;
  (void)line;
  TRY(snapshot_add(c, g->with, row));
  return snapshot_add(c, g->without, row);
}
USED static void complain(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  (void)c;
  (void)arg;
  print_message("# offers.csv, line %zu: %s\n", w->row, w->text);
}

USED static int open_world(void **state)
{
  static struct world w;                         /* of this program, made once */
  struct gathering g = { snapshot_begin(), snapshot_begin() };
  const struct csv_reader reader = { &offer_line_record, gather, complain, &g, false };
  size_t good, bad;
  ctx_init(&w.c, 1795300000000, NULL, 0);
  FILE *in = shipped_open(NULL, "offers.csv");
  assert_non_null(in);
  assert_int_equal(places_load(&w.c, NULL, &w.places), OK);
  assert_int_equal(csv_read(&w.c, in, &reader, &good, &bad), OK);
  fclose(in);
  assert_int_equal(bad, 0);
  assert_in_range(good, 100, 1000);
  w.synonyms = shipped_text("synonyms.txt");
  w.stopwords = shipped_text("stopwords.txt");
  assert_int_equal(snapshot_finish(&w.c, g.with, &w.places, w.synonyms, w.stopwords, w.c.today, &w.s), OK);
  assert_int_equal(snapshot_finish(&w.c, g.without, &w.places, "", w.stopwords, w.c.today, &w.literal), OK);
  *state = &w;
  return 0;
}
USED static int close_world(void **state)
{
  struct world *w = *state;
  snapshot_release(w->s);
  snapshot_release(w->literal);
  free(w->synonyms);
  free(w->stopwords);
  ctx_release(&w->c);
  return 0;
}

USED static struct search_result ask(struct world *w, const struct snapshot *s, const char *words, size_t page)
{
  struct search_result r;
  snapshot_search(s, &w->c.arena, &(struct search){ .words = words, .page = page }, &r);
  return r;
}

USED static bool has_code(const struct world *w, const struct search_result *r, const char *code, size_t within)
{
  for (size_t i = 0; i < r->count && i < within; i++)
    if (strcmp(snapshot_offer(w->s, r->at[i])->offer.code, code) == 0) return true;
  return false;
}

/* One of the codes (spaces between) stands among the first `within`. */
USED static void assert_leads_to(struct world *w, const char *words, const char *codes, size_t within)
{
  const struct search_result r = ask(w, w->s, words, 1);
  for (const char *at = codes; *at; at += strspn(at, " ")) {
    char code[16] = "";
    const size_t n = strcspn(at, " ");
    assert_in_range(n, 1, sizeof code - 1);
    memcpy(code, at, n);
    if (has_code(w, &r, code, within)) return;
    at += n;
  }
  for (size_t i = 0; i < r.count; i++) print_message("# %s: %s\n", words, snapshot_offer(w->s, r.at[i])->offer.name);
  fail_msg("'%s' does not lead to %s", words, codes);
}
#endif
