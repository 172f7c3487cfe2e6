/* From a path to the rows of the route tables. Built once at start, read by all threads. */
#ifndef ROUTER_H
#define ROUTER_H
#include "app.h"

struct router;

/* Collects the rows of the rooms `of` a house and of `own`, the web layer's table. ERR_INVALID names the path in c->error.field: a
 * row without role or handler, a path twice, a path that is not fit or has two parameters. `public_only`: rows that look at
 * who asks are left out. Lives in c->arena. */
MUST_USE int router_build(struct ctx *c, const struct room *const *of, const struct route *own, bool public_only, const struct router **out);

struct found {
  const struct route *get, *post;    /* NULL: not this method */
  const char *part;                  /* where the parameter stands in `path`; NULL: none */
  size_t part_size;
};
/* Whether all that stands under the first part of this path asks who one is ("/werk"). */
bool router_inside(const struct router *r, const char *path);
/* False if no row has this (decoded) path. */
bool router_find(const struct router *r, const char *path, size_t n, struct found *out);
#endif
