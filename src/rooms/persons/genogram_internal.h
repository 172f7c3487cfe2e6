/* A drawing while it is made: genogram.c finds the places, genogram_lines.c draws the lines. */
#ifndef GENOGRAM_INTERNAL_H
#define GENOGRAM_INTERNAL_H
#include "genogram.h"
#include <limits.h>

#define NO_ROW SIZE_MAX

struct drawing {
  struct arena *arena;
  size_t count, rows, blocks, placed;
  struct genogram_ties ties;
  bool *taken;                         /* per tie: it holds in the drawing; the others contradict those before them */
  size_t group[GENOGRAM_MOST];         /* who stands on one row with whom: the number of another of them, or the own */
  int level[GENOGRAM_MOST];            /* of a group: generations from the top */
  size_t row[GENOGRAM_MOST], block[GENOGRAM_MOST], rank[GENOGRAM_MOST];          /* rank: the how-manieth of the row */
  size_t order[GENOGRAM_MOST], begins[GENOGRAM_MOST + 1];                        /* all, row by row; where each row begins */
  double x[GENOGRAM_MOST];             /* in slots */
};

/* How many rows a tie leads down; 0: none. */
static inline int steps_down(const struct genogram_tie *t) { return t->kind == TIE_GRAND ? 2 : t->kind == TIE_PARENT || t->kind == TIE_CARER ? 1 : 0; }
bool is_pair(const struct drawing *d, size_t tie);
void genogram_lines(struct drawing *d, struct genogram *out);
#endif
