#include "flag_web.h"
#include "offers_room.h"
#include "text.h"

static int find(struct ctx *c, struct flag_view *v)
{
  v->line = snapshot_by_slug(offers_snapshot(c), path_part(c));
  return v->line ? OK : fail(c, ERR_NOT_FOUND, NULL, N_("This help is not there (any more)."));
}

static const char *path_of(struct ctx *c, const struct flag_view *v, const char *rest)
{
  return JOIN(&c->arena, "/hulp/", v->line->offer.slug, rest);
}

int show_flag(struct ctx *c)
{
  struct flag_view v;
  TRY(find(c, &v));
  const struct page page = { .title = tr(c, N_("Is this not right any more?")), .current = "/hulp", .other_lang = path_of(c, &v, "/klopt-niet"), .noindex = true };
  page_begin(c, &page);
  view_flag(c, &v);
  return page_end(c, &page);
}

int send_flag(struct ctx *c)
{
  struct flag_view v;
  TRY(find(c, &v));
  struct offer_flag flag = *form_row(c, offer_flag);
  flag.low = flag_low_after(form_age(c));
  TRY(offer_flag_add(c, v.line->offer.id, &flag));
  return redirect(c, local_path(c, path_of(c, &v, "/klopt-niet/bedankt")));
}

int thank_for_flag(struct ctx *c)
{
  struct flag_view v;
  TRY(find(c, &v));
  const struct page page = { .title = tr(c, N_("Thank you")), .current = "/hulp", .other_lang = path_of(c, &v, "/klopt-niet/bedankt"), .noindex = true };
  page_begin(c, &page);
  view_flag_thanks(c, &v);
  return page_end(c, &page);
}
