#include "ctx.h"
#include "calendar.h"

void ctx_init(struct ctx *c, int64_t now, void (*random)(void *bytes, size_t n), size_t max)
{
  *c = (struct ctx){ .arena.max = max, .out.max = max, .now = now, .today = date_at(now), .random = random };
}

void ctx_defer(struct ctx *c, void (*run)(void *of), void *of)
{
  struct deferred *d = arena_new(&c->arena, struct deferred, 1);
  *d = (struct deferred){ run, of, c->deferred };
  c->deferred = d;
}

void ctx_release(struct ctx *c)
{
  for (const struct deferred *d = c->deferred; d; d = d->next) d->run(d->of);
  c->deferred = NULL;
  arena_release(&c->arena);
  buf_release(&c->out);
}

void error_keep(struct ctx *c, struct arena *a)
{
  struct error *const e = &c->error;
  if (e->field) e->field = arena_text(a, e->field, strlen(e->field));
  if (e->text) e->text = arena_text(a, e->text, strlen(e->text));
}

const char *tr(const struct ctx *c, const char *msgid)
{
  const char *text = po_find(c->lang, msgid);
  return text ? text : msgid;
}

const char *trn(const struct ctx *c, const char *one, const char *many, int64_t n)
{
  const char *text = po_find_plural(c->lang, one, n);
  return text ? text : n == 1 ? one : many;
}
