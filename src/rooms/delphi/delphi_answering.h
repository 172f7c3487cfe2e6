/* What an expert sees and sends, by the personal link. Opening it changes nothing: programs that look at mail open every link. What is
 * saved counts, sent or not; it may be changed until the round closes. Two pages that are open at once lose nothing of one another: what
 * was not touched on a page is not written by it. */
#ifndef DELPHI_ANSWERING_H
#define DELPHI_ANSWERING_H
#include "form.h"
#include "delphi_store.h"

enum delphi_seat_state {
  SEAT_OPEN,                           /* there is something to answer */
  SEAT_WAITS,                          /* no round runs, another one may come */
  SEAT_NOTHING,                        /* a round runs, in which the own group agrees on everything */
  SEAT_STOPPED,                        /* this expert does not take part any more */
  SEAT_FINISHED                        /* the study is over */
};
struct delphi_seat { struct delphi_study study; struct delphi_expert expert; struct delphi_turn turn; enum delphi_seat_state state; int round; };

/* Whose link it is; c->scope.region becomes the study's. ERR_NOT_FOUND: none of ours. */
MUST_USE int delphi_seat(struct ctx *c, const char *token, struct delphi_seat *out);

/* One statement as this expert is asked it. */
struct delphi_item {
  const struct delphi_statement *statement;
  struct num rating;                   /* what this expert saved in this round */
  struct num before;                   /* and in round 2, when it is rated again */
  struct tally group;                  /* how the own group rated it then; none in round 2 */
};
/* A page: some statements of one theme. */
struct delphi_page { const char *theme; size_t part, parts; struct delphi_item *items; size_t count, rated; bool last; };       /* last of its theme: the open field stands on it */
struct delphi_sheet {
  struct delphi_page *pages; size_t count;
  size_t asked, rated;
  struct delphi_remark_list remarks;
  struct delphi_answer_list answers;   /* of round 1 */
};
enum { DELPHI_PAGE_MOST = 15 };        /* statements on a page */
MUST_USE int delphi_sheet_of(struct ctx *c, const struct delphi_seat *seat, struct delphi_sheet *out);
const char *delphi_remark_on(const struct delphi_sheet *sheet, const char *theme);        /* NULL: none */

/* What stood on the page as it was opened, so that only what was changed there is written: hidden beside each text. In c->arena. */
const char *delphi_mark(struct ctx *c, const char *text);

/* Saves what a page sent, all or nothing. Names of answers: a code (a rating) and "was." before it; in round 1 "t1" to "t15" with "m1"…;
 * "remark" with "remark_mark" and the page's number. `send`: answered now. ERR_INVALID: the round is closed, or it is none of what was asked. */
MUST_USE int delphi_save(struct ctx *c, struct delphi_seat *seat, const struct form_answer_list *said, struct num page, bool send);
/* "I stop". */
MUST_USE int delphi_stop(struct ctx *c, struct delphi_seat *seat);
#endif
