/* The threads behind the event loop: readers for pages, one writer that commits many changes together. */
#ifndef WORKERS_H
#define WORKERS_H
#include "app.h"
#include "dispatch.h"

struct workers;

/* One request to be worked on. `done` runs on a worker's thread once stage is STAGE_DONE; it owns the work from then on. */
struct work {
  struct ctx *c;
  enum stage stage;                    /* not STAGE_DONE or STAGE_FAST when pushed */
  int code;
  void (*done)(struct work *w);
  struct work *next;
  bool slow;                         /* has one of the places for slow work; workers_reserve's */
};

/* Opens the connections and starts the threads. ERR_STORE; nothing is left running then. */
MUST_USE int workers_start(struct ctx *c, struct app *app, const char *database, size_t readers, struct workers **out);
/* A place among those who wait; false: there are too many. Slow work has few places, so that the rest always has some. */
bool workers_reserve(struct workers *s, struct work *w);
/* Takes the reserved place. */
void workers_push(struct workers *s, struct work *w);
/* Requests that have a place. */
size_t workers_busy(struct workers *s);
/* What waits, and what was done since the start: one look, on any thread. */
enum { WORKERS_SIZES = 7 };          /* batches of at most 1, 2, 4 … 64 changes; the last place: more */
struct workers_count {
  size_t busy, slow_busy, pages, slow, writes;
  uint64_t changes, sizes[WORKERS_SIZES + 1], failed, again, read_errors;      /* batches: by size, not saved, run again */
};
void workers_count(struct workers *s, struct workers_count *out);
/* Ends the threads; none may be busy. Accepts NULL. */
void workers_stop(struct workers *s);
#endif
