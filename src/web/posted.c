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

int posted_new_(struct ctx *c, const struct record *rec, void *row)
{
  return json_read_new_(c, rec, buf_text(&c->request->body), c->request->body.len, row);
}

int posted_act_(struct ctx *c, const struct record *rec, int32_t *version, void *row)
{
  return json_read_act_(c, rec, buf_text(&c->request->body), c->request->body.len, version, row);
}

int query_good(struct ctx *c)
{
  const struct form *const form = c->form;
  if (!form) return OK;
  if (form->unknown) return fail(c, ERR_INVALID, form->unknown, N_("This parameter is not known here."));
  for (size_t i = 0; i < form->rec->count; i++) if (form->wrong[i]) return fail(c, ERR_INVALID, form->rec->fields[i].name, form->wrong[i]);
  return OK;
}

struct posted_file posted_file(const struct ctx *c) { return c->request ? c->request->file : (struct posted_file){ 0 }; }
