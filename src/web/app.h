/* What a process shares between its requests: read-only after start, but for the states of rooms. */
#ifndef APP_H
#define APP_H
#include "config.h"
#include "db.h"
#include "jobs.h"
#include "messages.h"
#include "record_walk.h"
#include "web.h"
#include "command.h"

struct api_part;
struct work_line_list;
struct own_date_list;
struct synth;
struct story;
struct glance_list;

typedef int each_said(struct ctx *c, const char *label, const char *text, void *arg);      /* both translated */
typedef int each_compartment(struct ctx *c, struct id compartment, void *arg);

/* A room of the house, one line in rooms.c. Everything may be NULL but the name. */
struct room {
  const char *name;
  const struct route *routes;                    /* ends with a row without a path */
  const struct command *commands;                /* ends with a row without a name */
  const struct link_to *menu, *footer;           /* on every page; each ends with a link without a path */
  const struct api_part *api;                    /* what its rows under /api/v1 are (openapi.h) */
  const struct work_link *work_menu;             /* of signed-in pages; likewise */
  int (*work)(struct ctx *c, struct work_line_list *to);   /* adds what it has for whoever is signed in to the work list (work.h) */
  int (*dates)(struct ctx *c, struct own_date_list *to);   /* adds the days of whoever is signed in, and of nobody else, for their own calendar (own_dates.h) */
  int (*of_person)(struct ctx *c, struct id person, each_compartment *each, void *arg);      /* calls `each` for what lies apart from that person's own file
                                                    and is about them, as far as the actor may open it: the overview for the person */
  int (*in_words)(struct ctx *c, const struct record *rec, const struct field *f, const void *row, each_said *each, void *arg, bool *told);      /* what a
                                                    field of its rows says where its value is no text for people (answers kept as data): *told, it is one of those */
  int (*still_open)(struct ctx *c, struct id household, const char **what);      /* what keeps a household from being closed, as a msgid; NULL: nothing that the actor sees */
  int (*glance)(struct ctx *c, struct id household, struct glance_list *to);      /* what stands first on its page, as far as the actor may see it (glance.h) */
  int (*tells_control)(struct ctx *c, struct id household, bool *told);      /* whether what the actor may read of a household tells of control or stalking: set to true, else left as it is */
  int (*may_part)(struct ctx *c, struct id household);       /* something was written down that may keep its parties apart: looks again at what was planned together */
  int (*has_plan)(struct ctx *c, struct id household, struct id person, bool *has);      /* whether a safety plan of that person is final, as far as the actor may know: set to
                                                    true, else left as it is */
  int (*shielded)(struct ctx *c, struct id file, struct id person);      /* a shielded file is closed to its organisation, and this person's file for its sake: closes to them what
                                                    lies apart about that person. As the program, again whenever somebody comes in; told to nobody whom it concerned */
  int (*left)(struct ctx *c, struct id account, struct id compartment);      /* ctx.left: sees to what that account had in hand there; as whoever acts, in the region of the scope */
  const struct query *const *const *queries;     /* closed lists of its SQL; ends with NULL, as each list does */
  const struct record *const *records;           /* its tables; ends with NULL */
  int (*demo)(struct ctx *c);                    /* serve --demo: fills what is still empty with example data */
  int (*demo_later)(struct ctx *c, bool *made);  /* likewise what takes longer, one piece each time, inside a transaction or not (demo.h) */
  int (*synth)(struct ctx *c, const struct synth *s, size_t n, struct id household);     /* adds to household `n` of those that do not exist (rooms/persons/synth.h) */
  int (*example)(struct story *t, int64_t days, void **own);      /* adds to an example case what its file holds of this room and came more than so many days ago, and was not
                                                    told yet (rooms/cases/example_story.h); `own`: NULL at first, the room's until the case is told. The last time: less than 0 days */
  int (*start)(struct ctx *c, void **state);     /* before the first request: builds what it keeps in memory, which is its own: what lies in c->arena goes */
  int (*tick)(struct ctx *c, void *state);       /* about once a second, on a thread of its own */
  int (*keep)(struct ctx *c, void *state, bool last);   /* likewise, on the writer's connection: saves what requests counted; `last`: at a clean stop */
  const struct message_template *const *messages;   /* what it sends to people (access/messages.h); ends with NULL */
  const struct job_kind *jobs;                   /* what is done without a request (store/jobs.h); ends with one without a key */
  void (*metrics)(void *state, struct buf *b);   /* figures of what it keeps in memory (metrics_text.h); quickly, on any thread */
  void (*stop)(void *state);                     /* after the last request; accepts NULL */
};

struct app {
  const struct config *config;
  const struct room *const *rooms;               /* ends with NULL */
  void **states;                                 /* one per room */
  const struct places *places;                   /* every request's c->places */
  bool examples;                                 /* of a demonstration: they are all there already (demo.h) */
  struct keys *keys;                             /* every request's c->keys; NULL: a process for the public only */
  uint8_t token_key[32];                         /* signs form tokens; without keys made anew at each start */
  int (*keep)(struct ctx *c, void *of, bool last);   /* the house's own work, on the writer's connection, about once a second; `last`: at a clean stop */
  int64_t (*kept)(void *of);                     /* when it last made a checkpoint, UTC milliseconds; 0: not yet. On any thread; may be NULL */
  void *keep_of;
  struct outbox *outbox;                           /* the servers that messages go through; NULL: none (outbox.h) */
  unsigned log_as;                               /* every context's; the server's own */
  struct web *web;                               /* what the web layer built at start; its own */
};

/* Starts the rooms in order, with c->db as it is; on failure those that ran are stopped again. app->states is made. */
MUST_USE int rooms_start(struct ctx *c, struct app *app);
/* Stops them in reverse order; does nothing for rooms that did not start. */
void rooms_stop(struct app *app);

/* The tables of house and rooms together. */
struct records all_records(struct arena *a, const struct room *const *rooms);

/* A context of the process itself, for work that no request asked for: at this moment, arena capped at `max` bytes. */
void app_ctx(struct ctx *c, struct app *app, size_t max);
/* Tells every room: what ctx.left is where there are rooms. */
MUST_USE int rooms_left(struct ctx *c, struct id account, struct id compartment);

/* The jobs of the house itself; ends with NULL. */
extern const struct job_kind *const house_jobs[];

/* What `start` of this room left; NULL if it did not run. */
void *room_state(const struct ctx *c, const struct room *room);

#endif
