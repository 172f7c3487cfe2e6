/* The work list (/werk) is made of what every room has for whoever is signed in: room.work (app.h) adds lines. */
#ifndef WORK_H
#define WORK_H
#include "web.h"

#define WORK_GROUPS(X) \
  X(WORK_ALL,   NULL,     N_("All")) \
  X(WORK_LATE,  "telaat", N_("Too late")) \
  X(WORK_TODO,  "doen",   N_("To do")) \
  X(WORK_NEW,   "nieuw",  N_("New")) \
  X(WORK_WAITS, "wacht",  N_("Waits for somebody else"))
DECLARE_CHOICES(work_group, WORK_GROUPS)

struct work_line {
  enum work_group group;               /* not WORK_ALL */
  const char *path;                    /* where it is done, as links have it; NULL: not on a page */
  const char *title;                   /* what is to be done; translated */
  const char *about;                   /* whom or what; NULL: nothing more to say */
  struct instant due;                  /* too late from then on; unknown: it has no date */
  const char *left;                    /* the clock in words; NULL: the day of `due` is said */
  struct id task;                      /* can be ticked off on the list itself; ID_NONE: not */
  bool shared;                         /* for the organisation or the role, not for this person only */
};
struct work_line_list { struct work_line *at; size_t count; };

enum { WORK_LINES_MOST = 1000 };       /* of all rooms together; more are left out */
/* `to->at` has room for WORK_LINES_MOST. */
void work_add(struct work_line_list *to, const struct work_line *line);
#endif
