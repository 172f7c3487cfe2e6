/* A drawing of who belongs to whom, in generations: where everybody stands and which lines run between them. Knows persons by their
 * place in a list and nothing else: what somebody may see is decided before (relations.h), how it looks is the view's.
 * Symbols as usual in genograms (McGoldrick and others, Genograms: Assessment and Treatment): a square is a man, a circle a woman. */
#ifndef GENOGRAM_H
#define GENOGRAM_H
#include "base.h"

enum genogram_tie_kind {
  TIE_COUPLE,                          /* side by side, one line between them */
  TIE_PARENT,                          /* `a` above `b` */
  TIE_CARER,                           /* likewise, not by birth: step, foster, guardian */
  TIE_GRAND,                           /* `a` two above `b` */
  TIE_SIBLING,                         /* side by side, joined from above */
  TIE_OTHER };
struct genogram_tie { size_t a, b; enum genogram_tie_kind kind; bool ended, together; };
struct genogram_ties { const struct genogram_tie *at; size_t count; };

/* The middle of each symbol, and the number of those whom one lives with; 0: nobody known. In points. */
struct genogram_spot { int x, y, house; size_t row; };
struct genogram_spots { struct genogram_spot *at; size_t count; };

enum genogram_line_kind { LINE_PLAIN, LINE_ENDED, LINE_CARER, LINE_LOOSE };     /* loose: other ties, and those that contradict others */
struct genogram_line { const char *path; enum genogram_line_kind kind; };       /* the `d` of an SVG path */
struct genogram_lines { struct genogram_line *at; size_t count; };
/* Around neighbours who live together; the same number stands at each outline of one address. */
struct genogram_house { int x, y, width, height, number; };
struct genogram_houses { struct genogram_house *at; size_t count; };

struct genogram { struct genogram_spots spots; struct genogram_lines lines; struct genogram_houses houses; int width, height; };

enum { GENOGRAM_SYMBOL = 44, GENOGRAM_SLOT = 132, GENOGRAM_LABEL = 40,          /* points: a symbol, from one to the next, two lines of text under it */
       GENOGRAM_MOST = 120, GENOGRAM_TIES = 400 };                               /* persons and ties; what is past them is not drawn */

/* Draws `count` persons (at most GENOGRAM_MOST). Parents stand above their children and couples side by side as far as the ties do not
 * contradict one another; a tie that does is drawn as a loose line. All in `a`. */
void genogram_draw(struct arena *a, size_t count, struct genogram_ties ties, struct genogram *out);
#endif
