#include "offers_web.h"
#include "flag_web.h"
#include "offers_room.h"

const struct route offers_routes[] = {
  { GET,  "/",                              ROLE_PUBLIC, FAST,  NULL,                show_home,          ROUTE_NL_EN },
  { GET,  "/hulp",                          ROLE_PUBLIC, FAST,  &search_form_record, show_search,        ROUTE_NL_EN },
  { GET,  "/hulp/:slug",                    ROLE_PUBLIC, FAST,  NULL,                show_offer,         ROUTE_NL_EN },
  { GET,  "/hulp/:slug/print",              ROLE_PUBLIC, FAST,  NULL,                print_offer,        ROUTE_NL_EN },
  { GET,  "/hulp/:slug/klopt-niet",         ROLE_PUBLIC, FAST,  NULL,                show_flag,          ROUTE_NL_EN },
  { POST, "/hulp/:slug/klopt-niet",         ROLE_PUBLIC, WRITE, &offer_flag_record,  send_flag,          ROUTE_NL_EN },
  { GET,  "/hulp/:slug/klopt-niet/bedankt", ROLE_PUBLIC, FAST,  NULL,                thank_for_flag,     ROUTE_NL_EN },
  { GET,  "/kaartje",                       ROLE_PUBLIC, FAST,  NULL,                choose_wallet,      ROUTE_NL_EN },
  { GET,  "/kaartje/:region",               ROLE_PUBLIC, FAST,  NULL,                show_wallet,        ROUTE_NL_EN },
  { GET,  "/veilig-surfen",                 ROLE_PUBLIC, FAST,  NULL,                show_safe_browsing, ROUTE_NL_EN },
  { GET,  "/over",                          ROLE_PUBLIC, FAST,  NULL,                show_about,         ROUTE_NL_EN },
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
