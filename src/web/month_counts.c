#include "month_counts.h"
#include "places.h"

int month_counts_page(struct ctx *c, const struct month_counts *m)
{
  struct month_counts_view v = { .counts = m };
  const struct region *const r = c->scope.region ? region_find(c->places, c->scope.region, strlen(c->scope.region)) : NULL;
  if (r) {
    v.region = region_name(c, r);
    TRY(m->counts(c, r->slug, &v.rows));
  }
  const struct page page = { .title = tr(c, m->title), .current = m->current, .other_lang = m->path, .noindex = true, .work = true };
  page_begin(c, &page);
  view_month_counts(c, &v);
  return page_end(c, &page);
}
