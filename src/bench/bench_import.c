#include "bench_import.h"
#include "data_folder.h"
#include "exchange.h"
#include "say.h"
#include "text.h"

enum { MEMORY_MOST = 1 << 30 };

static void note_wrong(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  (void)arg;
  say_wrong_row(c, stderr, "bench", w);
}

static int import_file(struct ctx *c, FILE *in, bool dry_run, double *rate)
{
  const struct import_options options = { .file = "bench", .dry_run = dry_run, .wrong = note_wrong };
  struct import_report report;
  const double began = clock_seconds();
  TRY(offers_import(c, in, &options, &report));
  *rate = (double)(report.added + report.changed + report.same) / (clock_seconds() - began);
  return report.wrong ? fail(c, ERR_INVALID, NULL, "A row that was made for the measurement is wrong.") : OK;
}

int import_once(struct ctx *c, const struct config *config, const struct places *places, const char *csv, bool dry_run, double *rate)
{
  struct ctx mine;
  FILE *const in = fopen(csv, "rb");
  if (!in) return fail(c, ERR_STORE, csv, "This file cannot be read.");
  ctx_init(&mine, c->now, c->random, MEMORY_MOST);
  mine.places = places;
  int rc = data_open(&mine, config, &mine.db);
  if (rc == OK) {
    rc = import_file(&mine, in, dry_run, rate);
    db_close(mine.db);
  }
  if (rc != OK) c->error = (struct error){ rc, NULL, mine.error.text ? JOIN(&c->arena, mine.error.text) : NULL };
  ctx_release(&mine);
  fclose(in);
  return rc;
}

int import_figures(struct ctx *c, const struct config *config, const struct places *places, const struct synth *s, struct figures *f)
{
  const char *const first = JOIN(&c->arena, config->data, "/first.csv"), *const second = JOIN(&c->arena, config->data, "/second.csv");
  double dry, added, changed;
  TRY(synth_write(c, s, first, f->offers, 0));
  TRY(synth_write(c, s, second, f->offers, 1));
  TRY(import_once(c, config, places, first, true, &dry));
  TRY(import_once(c, config, places, first, false, &added));
  TRY(import_once(c, config, places, second, false, &changed));
  figure_add(f, (struct figure){ "import_dry", "import, dry run", "rows/s", dry, 0, AT_LEAST, 20000 });
  figure_add(f, (struct figure){ "import_new", "import, all rows new", "rows/s", added, 0, AT_LEAST, 4000 });
  figure_add(f, (struct figure){ "import_changed", "import, all rows changed", "rows/s", changed, 0, AT_LEAST, 4000 });
  return OK;
}
