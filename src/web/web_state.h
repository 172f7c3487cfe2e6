/* What the web layer builds at start and its threads share. */
#ifndef WEB_STATE_H
#define WEB_STATE_H
#include "app.h"
#include "clock.h"
#include "router.h"
#include "theme.h"
#include "views.h"
#include <stdatomic.h>

enum { STORE_SILENT_MS = 15000,      /* the writer reads every other second: longer without means that it cannot */
       PARTS_AT_ONCE = 24 };         /* answers in parts: each holds its arena and snapshot while somebody reads it */

struct web {
  const struct router *router;
  const char *assets;                /* "/assets/<hash>/" */
  struct theme theme;
  struct layout frame[LANG_COUNT];
  struct work_link_list work_menu;
  struct log *log;                   /* of requests; NULL: none */
  struct metrics *metrics;           /* NULL: none */
  atomic_bool stopping;
  _Atomic int64_t store_seen;        /* when the writer last read from the database, in milliseconds of clock_ms() */
  atomic_bool commit_failed;         /* the last one, until another succeeds: the disk may be full */
  _Atomic size_t in_parts;           /* answers in parts that are being read */
};

/* Builds app->web and a token key where there is none. ERR_INVALID says which route, setting or theme line is wrong.
 * Lives in c->arena. */
MUST_USE int web_start(struct ctx *c, struct app *app);

extern const struct route web_routes[];          /* /healthz, /api/v1/openapi.json, /robots.txt, /favicon.svg */
#endif
