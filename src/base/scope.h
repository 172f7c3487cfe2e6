/* Who asks, for whom and for what. access/ fills it when a request is let in; store/ reads it where tables are protected. */
#ifndef SCOPE_H
#define SCOPE_H
#include "values.h"

/* How far a request reaches into protected tables. */
enum reach {
  REACH_NOTHING,           /* the public, and whoever may not see files: protected tables are empty for them */
  REACH_INVOLVED,          /* what the actor is involved in */
  REACH_ALL                /* the program itself: commands at the console, jobs. Never a request */
};

struct scope {
  struct id actor;         /* account; ID_NONE: the public, or the administrator at the console */
  struct id organisation;  /* for which the actor works in this session */
  struct id session;
  const char *region;      /* slug; NULL: none, and regional tables cannot be read */
  const char *role;        /* key; NULL: the public */
  const char *purpose;     /* key, in the journal: why; NULL: what the role is for */
  enum reach reach;
};

/* One call as the program, for a rule of the house once it was decided that it holds: gives back the call's code, and the request its own
 * reach, whatever happens. What it read is not told in the journal, and is not the actor's to see. */
#define AS_PROGRAM(c, call) __extension__ ({ const enum reach own_ = (c)->scope.reach; (c)->scope.reach = REACH_ALL; const int rc_ = (call); (c)->scope.reach = own_; rc_; })
#endif
