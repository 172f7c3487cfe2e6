/* What was measured, beside what was asked for: printed as Markdown or JSON. */
#ifndef BENCH_FIGURES_H
#define BENCH_FIGURES_H
#include "bench_load.h"
#include <stdio.h>

enum bound { NO_BOUND, AT_LEAST, AT_MOST, LESS_THAN };

/* One number. */
struct figure { const char *key, *what, *unit; double value; int decimals; enum bound bound; double limit; };

/* One kind of page under load, and how it compares with another, measured in turns with it. */
struct page_figure {
  const char *key, *what, *reference;            /* reference NULL: compared with nothing */
  struct load_result load;                       /* the median turn */
  double ratio;                                  /* of answers a second */
  double by_processor;                           /* of answers a processor second, client included: steadier where others work too */
  double limit;                                  /* 0: nothing is asked */
  size_t questions;                              /* different requests */
};

enum { FIGURES_MOST = 60, PAGE_FIGURES_MOST = 20 };
struct figures {
  struct figure at[FIGURES_MOST];
  size_t count;
  struct page_figure pages[PAGE_FIGURES_MOST];
  size_t page_count;
  const char *machine, *disk;
  size_t offers, connections;
  double seconds;
};

void figure_add(struct figures *f, struct figure figure);
void figures_print(const struct figures *f, FILE *out);
void figures_print_json(const struct figures *f, FILE *out);
#endif
