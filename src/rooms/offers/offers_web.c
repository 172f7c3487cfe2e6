#include "offers_web.h"
#include "flag_web.h"
#include "offers_room.h"

const struct route offers_routes[] = {
  { GET,  "/",                              MAY_ANYBODY, FAST,  NULL,                show_home,          ROUTE_NL_EN },
  { GET,  "/hulp",                          MAY_ANYBODY, FAST,  &search_form_record, show_search,        ROUTE_NL_EN },
  { GET,  "/hulp/:slug",                    MAY_ANYBODY, FAST,  NULL,                show_offer,         ROUTE_NL_EN },
  { GET,  "/hulp/:slug/print",              MAY_ANYBODY, FAST,  NULL,                print_offer,        ROUTE_NL_EN },
  { GET,  "/hulp/:slug/klopt-niet",         MAY_ANYBODY, FAST,  NULL,                show_flag,          ROUTE_NL_EN },
  { POST, "/hulp/:slug/klopt-niet",         MAY_ANYBODY, WRITE, &offer_flag_record,  send_flag,          ROUTE_NL_EN },
  { GET,  "/hulp/:slug/klopt-niet/bedankt", MAY_ANYBODY, FAST,  NULL,                thank_for_flag,     ROUTE_NL_EN },
  { GET,  "/kaartje",                       MAY_ANYBODY, FAST,  NULL,                choose_wallet,      ROUTE_NL_EN },
  { GET,  "/kaartje/:region",               MAY_ANYBODY, FAST,  NULL,                show_wallet,        ROUTE_NL_EN },
  { GET,  "/veilig-surfen",                 MAY_ANYBODY, FAST,  NULL,                show_safe_browsing, ROUTE_NL_EN },
  { GET,  "/over",                          MAY_ANYBODY, FAST,  NULL,                show_about,         ROUTE_NL_EN },
  { 0 }
};

int show_home(struct ctx *c)
{
  const struct page page = { .other_lang = "/" };
  const struct home_view v = { region_choices(c, offers_snapshot(c), 0) };
  page_begin(c, &page);
  view_home(c, &v);
  return page_end(c, &page);
}

int show_safe_browsing(struct ctx *c)
{
  const struct page page = { .title = tr(c, N_("Safe browsing")), .current = "/veilig-surfen", .other_lang = "/veilig-surfen" };
  page_begin(c, &page);
  view_safe_browsing(c);
  return page_end(c, &page);
}

int show_about(struct ctx *c)
{
  const struct page page = { .title = tr(c, N_("About this site")), .current = "/over", .other_lang = "/over" };
  page_begin(c, &page);
  view_about(c, snapshot_has_examples(offers_snapshot(c)));
  return page_end(c, &page);
}
