#include "bench_delphi.h"
#include "bench_random.h"
#include "text.h"
#include "bench_machine.h"
#include "verdicts_json.h"

enum { STATEMENTS = 75, GROUPS = 4, RATINGS = 1000000, TURNS = 5, RATING_ROUNDS = 2 };

static int write_ratings(struct ctx *c, const char *file, uint64_t seed)
{
  struct dice dice = { seed };
  FILE *const out = fopen(file, "w");
  if (!out) return fail(c, ERR_STORE, file, "This file cannot be made.");
  fprintf(out, "round,group,expert,statement,rating\n");
  for (int i = 0; i < RATINGS; i++) {
    const int cell = i % (STATEMENTS * GROUPS * RATING_ROUNDS), expert = i / (STATEMENTS * GROUPS * RATING_ROUNDS);
    fprintf(out, "%d,Groep %d,e%d,D%03d,%d\n", ROUND_RATED_FIRST + cell % RATING_ROUNDS, cell / RATING_ROUNDS % GROUPS, expert, cell / RATING_ROUNDS / GROUPS,
      (int)(RATING_LEAST + dice_below(&dice, RATING_MOST)));
  }
  return fclose(out) == 0 ? OK : fail(c, ERR_STORE, file, "This file cannot be written.");
}

static int pass_row(struct ctx *c, const void *row, const bool *given, size_t number, void *arg)
{
  (void)c; (void)row; (void)given; (void)number; (void)arg;
  return OK;
}
static void pass_wrong(struct ctx *c, const struct csv_wrong *w, void *arg) { (void)c; (void)w; (void)arg; }

static int read_only(struct ctx *c, FILE *in, size_t *bad)
{
  size_t good;
  return csv_read(c, in, &(struct csv_reader){ .rec = &rating_record, .row = pass_row, .wrong = pass_wrong, .require_all = true }, &good, bad);
}

static int analyse(struct ctx *c, FILE *in, size_t *bad)
{
  struct ratings ratings = { .room = 0 };
  int rc = ratings_read(c, in, pass_wrong, NULL, &ratings, bad);
  if (rc == OK) {
    const struct verdicts v = ratings_judge(c, &ratings, CONSENSUS_TERMS);
    verdicts_json(&v, CONSENSUS_TERMS, &c->out);
    if (v.count != STATEMENTS) rc = fail(c, ERR_STORE, NULL, "Not every statement was judged.");
  }
  ratings_release(&ratings);
  return rc;
}

static int take_time(struct ctx *c, const char *file, int (*run)(struct ctx *c, FILE *in, size_t *bad), double *seconds)
{
  struct ctx mine;
  size_t bad = 0;
  FILE *const in = fopen(file, "r");
  if (!in) return fail(c, ERR_STORE, file, "This file cannot be read.");
  ctx_init(&mine, c->now, c->random, 1 << 26);
  const double began = clock_seconds();
  int rc = run(&mine, in, &bad);
  *seconds = clock_seconds() - began;
  ctx_release(&mine);
  (void)!fclose(in);
  return rc == OK && !bad ? OK : fail(c, ERR_STORE, file, "What was made for the measurement is wrong.");
}

int delphi_figures(struct ctx *c, const char *folder, uint64_t seed, struct figures *f)
{
  const char *const file = JOIN(&c->arena, folder, "/ratings.csv");
  double alone[TURNS], whole[TURNS];
  TRY(write_ratings(c, file, seed));
  for (size_t i = 0; i < TURNS; i++) {
    TRY(take_time(c, file, read_only, &alone[i]));
    TRY(take_time(c, file, analyse, &whole[i]));
  }
  const double reading = median(alone, TURNS), analysing = median(whole, TURNS);
  figure_add(f, (struct figure){ "delphi_read", "a million ratings, read and checked only", "ms", reading * 1000, 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "delphi_analyse", "a million ratings, analysed", "ms", analysing * 1000, 0, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "delphi_ratio", "of reading alone", "×", analysing / reading, 2, AT_MOST, 3 });
  return OK;
}
