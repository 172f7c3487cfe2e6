/* The page of what is counted by month in the reader's region: nobody can be found in it. */
#ifndef MONTH_COUNTS_H
#define MONTH_COUNTS_H
#include "by_month.h"
#include "web.h"

struct month_counts {
  const char *title;                           /* msgid */
  const char *by[COUNTED_BY_MOST];             /* msgids: the heads of what is counted by; NULL: no more */
  int (*counts)(struct ctx *c, const char *region, struct month_count_list *out);
  const char *current, *path;                  /* its place in the menu; its own path */
};
struct month_counts_view { const struct month_counts *counts; const char *region; struct month_count_list rows; };    /* region NULL: works for none */
void view_month_counts(struct ctx *c, const struct month_counts_view *v);
/* Answers with that page. */
MUST_USE int month_counts_page(struct ctx *c, const struct month_counts *m);
#endif
