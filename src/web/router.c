#include "router.h"
#include "door.h"

/* A path is kept in two pieces round its parameter, which matches one part that is not empty:
 * "/hulp/:slug" is "/hulp/" and "". A path without one is its first piece and no second. */
struct entry { const char *before, *after; size_t before_size, after_size; const struct route *get, *post; };
enum { PATH_MOST = 200, PARTS_MOST = 8, INSIDE_MOST = 32 };

struct router { struct entry *entries; size_t mask; const char *inside[INSIDE_MOST]; size_t inside_count; };   /* inside: paths of rows */

static struct entry entry_of(const char *path)
{
  const char *const colon = strchr(path, ':');
  if (!colon) return (struct entry){ .before = path, .before_size = strlen(path) };
  const char *const after = colon + strcspn(colon, "/");
  return (struct entry){ .before = path, .before_size = (size_t)(colon - path), .after = after, .after_size = strlen(after) };
}

static uint64_t hash_of(const struct entry *e)
{
  const uint64_t h = hash_bytes(e->before, e->before_size, 0);
  return e->after ? hash_bytes(e->after, e->after_size, hash_bytes(":", 1, h)) : h;
}

static bool same(const struct entry *a, const struct entry *b)
{
  return a->before_size == b->before_size && !a->after == !b->after && a->after_size == b->after_size
      && memcmp(a->before, b->before, a->before_size) == 0
      && (!a->after || memcmp(a->after, b->after, a->after_size) == 0);
}

/* The place of this path, or the empty one where it belongs. */
static struct entry *place_of(const struct router *r, const struct entry *key)
{
  for (size_t i = hash_of(key) & r->mask; ; i = (i + 1) & r->mask) {
    struct entry *const e = &r->entries[i];
    if (!e->before || same(e, key)) return e;
  }
}

/* --- building --------------------------------------------------------------------- */

static const char *wrong_path(const char *path)
{
  const size_t n = strnlen(path, PATH_MOST);
  const char *const colon = strchr(path, ':');
  if (*path != '/' || n == PATH_MOST || strstr(path, "//") || (n > 1 && path[n - 1] == '/'))
    return N_("The path of this route must begin with a slash and not end with one.");
  if (strpbrk(path, "%?# ")) return N_("The path of this route has a character that cannot stand in one.");
  if (colon && (colon[-1] != '/' || strchr(colon + 1, ':'))) return N_("The path of this route may have one parameter, and that as a whole part.");
  if (strcmp(path, "/en") == 0 || strncmp(path, "/en/", 4) == 0 || strncmp(path, "/assets/", 8) == 0)
    return N_("The path of this route is taken: /en and /assets belong to the web layer.");
  return NULL;
}

static int add(struct ctx *c, struct router *r, const struct route *row)
{
  const char *const wrong = wrong_path(row->path);
  if (wrong) return fail(c, ERR_INVALID, row->path, wrong);
  if (row->needs == MAY_UNSET) return fail(c, ERR_INVALID, row->path, N_("This route does not say who may: it asks for nothing."));
  if (row->cost == FAST && (route_has_door(row) || row->prepare))
    return fail(c, ERR_INVALID, row->path, N_("This route answers from memory: it cannot ask who somebody is, nor prepare anything."));
  if (row->flags & ROUTE_CHAT && row->needs != MAY_ANYBODY) return fail(c, ERR_INVALID, row->path, N_("This route is of a talk: it is for anybody."));
  if (!row->handle) return fail(c, ERR_INVALID, row->path, N_("This route has no handler."));
  const struct entry key = entry_of(row->path);
  struct entry *const e = place_of(r, &key);
  const struct route *const before = row->method == POST ? e->post : e->get;
  if (before) return fail(c, ERR_INVALID, row->path, N_("This route stands in the tables twice."));
  if (!e->before) *e = key;
  if (row->method == POST) e->post = row;
  else e->get = row;
  return OK;
}

static bool row_is_public(const struct route *row) { return row->needs == MAY_ANYBODY && !route_has_door(row); }

/* A process for the public only has no door. */
static int add_all(struct ctx *c, struct router *r, const struct route *rows, bool public_only)
{
  for (; rows && rows->path; rows++)
    if (!public_only || row_is_public(rows)) TRY(add(c, r, rows));
  return OK;
}

static size_t count_of(const struct route *rows)
{
  size_t n = 0;
  while (rows && rows[n].path) n++;
  return n;
}

/* --- what lies behind the door ------------------------------------------------------ */

static bool same_first_part(const char *a, const char *b)
{
  const size_t n = 1 + strcspn(a + 1, "/"), m = 1 + strcspn(b + 1, "/");
  return n == m && memcmp(a, b, n) == 0;
}

static bool stands_among(const struct route *rows, const char *path)
{
  for (; rows && rows->path; rows++)
    if (row_is_public(rows) && same_first_part(rows->path, path)) return true;
  return false;
}

/* The first parts of paths under which there is nothing for the public. */
static void note_inside(struct router *r, const struct room *const *of, const struct route *row)
{
  if (row->needs == MAY_ANYBODY || row->flags & ROUTE_DATA || r->inside_count == INSIDE_MOST || router_inside(r, row->path)) return;
  for (const struct room *const *room = of; *room; room++)
    if (stands_among((*room)->routes, row->path)) return;
  r->inside[r->inside_count++] = row->path;
}

bool router_inside(const struct router *r, const char *path)
{
  for (size_t i = 0; i < r->inside_count; i++)
    if (same_first_part(r->inside[i], path)) return true;
  return false;
}

int router_build(struct ctx *c, const struct room *const *of, const struct route *own, bool public_only, const struct router **out)
{
  size_t count = count_of(own), size = 16;
  for (const struct room *const *room = of; *room; room++) count += count_of((*room)->routes);
  while (size < count * 2) size *= 2;
  struct router *const r = arena_new(&c->arena, struct router, 1);
  *r = (struct router){ .entries = arena_new(&c->arena, struct entry, size), .mask = size - 1 };
  TRY(add_all(c, r, own, public_only));
  for (const struct room *const *room = of; *room; room++) TRY(add_all(c, r, (*room)->routes, public_only));
  for (const struct room *const *room = of; *room && !public_only; room++)
    for (const struct route *row = (*room)->routes; row && row->path; row++) note_inside(r, of, row);
  *out = r;
  return OK;
}

/* --- finding ---------------------------------------------------------------------- */

bool router_find(const struct router *r, const char *path, size_t n, struct found *out)
{
  const struct entry whole = { .before = path, .before_size = n };
  const struct entry *e = n < PATH_MOST ? place_of(r, &whole) : &(const struct entry){ 0 };
  *out = (struct found){ .get = e->get, .post = e->post };
  if (e->before) return true;
  size_t end = n;
  for (int parts = 0; end > 0 && parts < PARTS_MOST; parts++) {     /* each part in turn as the parameter, the last first */
    size_t start = end;
    while (start > 0 && path[start - 1] != '/') start--;
    const struct entry key = { .before = path, .before_size = start, .after = path + end, .after_size = n - end };
    if (start < end && (e = place_of(r, &key))->before) {
      *out = (struct found){ e->get, e->post, path + start, end - start };
      return true;
    }
    end = start ? start - 1 : 0;
  }
  return false;
}
