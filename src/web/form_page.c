#include "form_page.h"
#include "request.h"

int form_page(struct ctx *c, const struct form_page *v, const char *current)
{
  const struct page page = { .title = v->title, .current = current, .other_lang = c->request->path, .noindex = true, .work = true };
  page_begin(c, &page);
  view_form_page(c, v);
  return page_end(c, &page);
}
