#include "json.h"
#include "request.h"

int posted_row_(struct ctx *c, const struct record *rec, void *row)
{
  return json_read_row_(c, rec, buf_text(&c->request->body), c->request->body.len, row);
}

int posted_change_(struct ctx *c, const struct record *rec, void *row)
{
  return json_read_change_(c, rec, buf_text(&c->request->body), c->request->body.len, row);
}

struct posted_file posted_file(const struct ctx *c) { return c->request ? c->request->file : (struct posted_file){ 0 }; }
