/* A study on the command line: ratings in, what groups agree on out. */
#include "command.h"
#include "config.h"
#include "say.h"
#include "verdicts_json.h"
#include <errno.h>

enum { RANGE_LIMIT_MOST = 1000, COMPLAINTS_MOST = 100 };

struct analysis { const char *file; struct consensus_terms terms; struct ratings ratings; size_t bad; };

static void complain(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  struct analysis *const a = arg;
  if (++a->bad <= COMPLAINTS_MOST) say_wrong_row(c, stderr, a->file, w);
}

static int read_ratings(struct ctx *c, struct analysis *a)
{
  const bool from_input = strcmp(a->file, "-") == 0;
  FILE *const in = from_input ? stdin : fopen(a->file, "r");
  size_t bad = 0;
  if (!in) return fail(c, ERR_STORE, a->file, arena_text(&c->arena, strerror(errno), strlen(strerror(errno))));
  const int rc = ratings_read(c, in, complain, a, &a->ratings, &bad);
  if (!from_input) (void)!fclose(in);
  TRY(rc);
  if (bad) return fail(c, ERR_INVALID, NULL, N_("Nothing was analysed: mend these rows first."));
  return a->ratings.statements.count ? OK : fail(c, ERR_INVALID, NULL, N_("There are no ratings in it."));
}

/* --- in words --------------------------------------------------------------------------------------------- */

static const char *verdict_of(const struct consensus *is)
{
  if (is->important) return N_("agreed, important");
  if (is->agreed) return N_("agreed, less important");
  return is->rule == CONSENSUS_NONE ? N_("one rating") : N_("not agreed");
}

static void put_group(struct ctx *c, const struct group_verdict *g)
{
  struct buf *const b = &c->out;
  put(b, "  ");
  put(b, g->group);
  put(b, ": ");
  struct buf median = { 0 }, deviation = { 0 };
  put_quarters(&median, g->is.median);
  put_quarters(&deviation, g->is.iqd);
  put_filled(b, trn(c, N2_("%s rating, median %s, quartiles %s apart: %s", "%s ratings, median %s, quartiles %s apart: %s"), g->is.n),
    (const char *const[]){ count_text(c, g->is.n), buf_to_arena(&c->arena, &median), buf_to_arena(&c->arena, &deviation), tr(c, verdict_of(&g->is)), NULL });
  put_char(b, '\n');
}

static void put_words(struct ctx *c, const struct verdicts *v)
{
  for (size_t i = 0; i < v->count; i++) {
    add_line(c, "", v->at[i].statement);
    for (size_t k = 0; k < v->at[i].count; k++) put_group(c, &v->at[i].groups[k]);
  }
  add_line(c, "", tr(c, N_("Important, and agreed on in two groups or more:")));
  for (size_t i = 0; i < v->count; i++) if (v->at[i].important >= IMPORTANT_GROUPS_LEAST) add_line(c, "  ", v->at[i].statement);
}

/* --- the command --------------------------------------------------------------------------------------------- */

static int analyse(struct ctx *c, struct analysis *a, bool json)
{
  TRY(read_ratings(c, a));
  const struct verdicts v = ratings_judge(c, &a->ratings, a->terms);
  if (json) {
    verdicts_json(&v, a->terms, &c->out);
    put_char(&c->out, '\n');
  } else put_words(c, &v);
  return say_out(c);
}

static int run_analyse(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct analysis a = { .terms = CONSENSUS_TERMS };
  const char *const quantile = option_value(&argc, argv, "quantile"), *const limit = option_value(&argc, argv, "range-limit");
  uint64_t q = a.terms.quantile, l = a.terms.range_limit;
  if (quantile && (!whole_number(quantile, QUANTILE_7, &q) || q < QUANTILE_6)) return wrong_use(c, N_("--quantile is 6 or 7."));
  if (limit && !whole_number(limit, RANGE_LIMIT_MOST, &l)) return wrong_use(c, N_("--range-limit is a number of ratings: at most 1000."));
  if (argc != 1) return wrong_use(c, N_("Name one file with ratings, or - for standard input."));
  a.file = argv[0];
  a.terms = (struct consensus_terms){ (enum quantile)q, (uint32_t)l };
  const int rc = analyse(c, &a, config->json);
  ratings_release(&a.ratings);
  if (rc != OK && a.bad > COMPLAINTS_MOST) SAY(c, stderr, N_("And %s more rows."), count_text(c, (int64_t)(a.bad - COMPLAINTS_MOST)));
  return rc == OK ? DONE : say_error(c);
}

extern const struct command delphi_commands[];
const struct command delphi_commands[] = {
  { "delphi analyse", "FILE.csv [--json] [--quantile 6|7] [--range-limit N]", N_("Says what groups of experts agree on"),
    N_("The heading is round,group,expert,statement,rating; rounds are 2 and 3, ratings 1 to 7. Of each group the last round counts. Consensus:\n"
       "quartiles at most 1 apart; in groups of two (--range-limit) ratings at most 1 apart. Important: a median of 5.5 or more. A bad row is\n"
       "named, and nothing is analysed. docs/delphi.md has the rules.\n"), run_analyse },
  { 0 }
};
