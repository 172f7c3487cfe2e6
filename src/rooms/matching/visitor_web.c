/* What fits, for visitors: nothing of it is kept, and nothing of it stands in an address. */
#include "matching_web.h"

static int page(struct ctx *c, const struct fit_view *v)
{
  const struct page page = { .title = tr(c, N_("Which help fits?")), .current = FIT_PATH, .other_lang = FIT_PATH };
  page_begin(c, &page);
  view_fit_visitor(c, v);
  return page_end(c, &page);
}

int show_visitor_form(struct ctx *c)
{
  struct fit_view v = { 0 };
  v.lists = fit_lists(c, &v.list_count);
  return page(c, &v);
}

int answer_visitor(struct ctx *c)
{
  struct fit_view v = { 0 };
  v.lists = fit_lists(c, &v.list_count);
  TRY(fit_view_of(c, form_row_(c, &visitor_profile_record), FIT_VISITOR, true, &v));
  return page(c, &v);
}
