#include "bench_recorder.h"

static struct recorder *of(const struct engine *e) { return (struct recorder *)(uintptr_t)e; }

static struct said *say_next(struct recorder *r)
{
  if (r->count < SAID_MOST) r->count++;                      /* of more only the last is known: nothing we measure has so many */
  r->said[r->count - 1] = (struct said){ 0 };
  return &r->said[r->count - 1];
}

static int begin(struct ctx *c, enum begin how)
{
  struct recorder *const r = of(c->db->engine);
  say_next(r)->what = how == BEGIN_READ ? SAID_BEGIN_READ : SAID_BEGIN_WRITE;
  return r->real->begin(c, how);
}

static int commit(struct ctx *c)
{
  struct recorder *const r = of(c->db->engine);
  say_next(r)->what = SAID_COMMIT;
  return r->real->commit(c);
}

static int prepare(struct ctx *c, const char *sql, struct statement **out)
{
  struct recorder *const r = of(c->db->engine);
  TRY(r->real->prepare(c, sql, out));
  (*out)->engine = &r->engine;
  const size_t at = r->count;
  say_next(r)->sql = arena_text(r->arena, sql, strlen(sql));
  if (at < SAID_MOST) r->open[at] = *out;
  return OK;
}

static struct param kept(struct arena *a, struct param p)
{
  if (p.kind == PARAM_TEXT) p.s = arena_text(a, p.s, strlen(p.s));
  if (p.kind == PARAM_BYTES) p.s = arena_text(a, p.s, (size_t)p.n);
  return p;
}

static void bind(struct statement *s, int n, struct param p)
{
  struct recorder *const r = of(s->engine);
  r->real->bind(s, n, p);
  for (size_t i = r->count; i-- > 0; ) {
    if (r->open[i] != s || n < 1 || n > SAID_PARAMS) continue;
    r->said[i].at[n - 1] = kept(r->arena, p);
    if (r->said[i].count < n) r->said[i].count = n;
    return;
  }
}

static void done(struct statement *s)
{
  const struct recorder *const r = of(s->engine);
  r->real->done(s);
  s->engine = r->real;
}

void recorder_watch(struct recorder *r, struct db *db, struct arena *a)
{
  *r = (struct recorder){ .engine = *db->engine, .real = db->engine, .arena = a };
  r->engine.lasting = false;                                 /* so that each one is asked for */
  r->engine.begin = begin;
  r->engine.commit = commit;
  r->engine.prepare = prepare;
  r->engine.bind = bind;
  r->engine.done = done;
  db->engine = &r->engine;
}

void recorder_leave(struct recorder *r, struct db *db) { db->engine = r->real; }
