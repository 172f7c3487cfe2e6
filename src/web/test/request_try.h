/* For tests: a request through all of the house at once, on this thread and c->db, without a server. */
#ifndef REQUEST_TRY_H
#define REQUEST_TRY_H
#include "dispatch.h"
#include "door.h"
#include "form_names.h"
#include "web_state.h"

/* All parts behind one another in c->out. */
static inline void gather_parts(struct ctx *c)
{
  struct buf all = { .max = c->out.max };
  while (!all.failed && !c->out.failed && request_next_part(c)) put_mem(&all, c->out.at, c->out.len);
  buf_release(&c->out);
  c->out = all;
}

static inline void request_run(struct ctx *c)
{
  struct request *const r = c->request;
  buf_release(&c->out);
  enum stage stage = request_begin(c);
  while (stage != STAGE_DONE)
    stage = request_end(c, stage == STAGE_DB ? db_read(c, request_body, NULL)
                        : stage == STAGE_WRITE || stage == STAGE_LOG ? db_transaction(c, request_body, NULL) : request_body(c, NULL));
  buf_release(&r->body);
  if (r->more) gather_parts(c);
}

/* `posted` NULL: a GET. Forms get their token. `cookie`: the header, or NULL. Returns the status; the page is c->out. */
static inline int request_try_with(struct ctx *c, struct request *r, const char *cookie, const char *target, const char *posted)
{
  struct request *const before = c->request;
  *r = (struct request){ .method = posted ? "POST" : "GET", .target = target, .host = "localhost", .cookie = cookie };
  c->request = r;
  if (posted) {
    const char *const path = strncmp(target, "/en/", 4) == 0 ? target + 3 : target;
    struct found found;
    r->content_type = "application/x-www-form-urlencoded";
    put(&r->body, posted);
    router_find(c->app->web->router, path, strcspn(path, "?"), &found);
    put(&r->body, *posted ? "&" FORM_TOKEN "=" : FORM_TOKEN "=");
    if (found.post && route_has_door(found.post)) door_read(c);
    put(&r->body, form_token_text(c, found.post ? found.post->path : ""));
  }
  request_run(c);
  c->request = before;
  return r->status;
}
/* A program asks, with a key ("Bearer …"): JSON, `posted` NULL: a GET. */
static inline int request_program(struct ctx *c, struct request *r, const char *key, const char *target, const char *posted)
{
  *r = (struct request){ .method = posted ? "POST" : "GET", .target = target, .host = "localhost", .authorization = key, .content_type = posted ? "application/json" : NULL };
  c->request = r;
  if (posted) put(&r->body, posted);
  request_run(c);
  return r->status;
}
static inline int request_try(struct ctx *c, struct request *r, const char *target, const char *posted)
{
  return request_try_with(c, r, NULL, target, posted);
}
#endif
