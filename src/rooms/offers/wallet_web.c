#include "offers_web.h"
#include "text.h"

int choose_wallet(struct ctx *c)
{
  const struct page page = { .title = tr(c, N_("Printing cards")), .current = "/kaartje", .other_lang = "/kaartje" };
  page_begin(c, &page);
  view_wallet_choice(c, &(struct wallet_choice){ &c->places->regions });
  return page_end(c, &page);
}

/* "hulp.example.nl" of "https://hulp.example.nl/". */
static const char *host_of(struct ctx *c, const char *url)
{
  const char *const mark = strstr(url, "://"), *const host = mark ? mark + 3 : url;
  return arena_text(&c->arena, host, strcspn(host, "/"));
}

int show_wallet(struct ctx *c)
{
  const char *const slug = path_part(c);
  const struct region *const region = region_find(c->places, slug, strlen(slug));
  if (!region) return fail(c, ERR_NOT_FOUND, NULL, N_("There is no region of that name."));
  const bool nationwide = strcmp(region->slug, REGION_NATIONWIDE) == 0;
  const struct page page = { .title = tr(c, N_("Printing cards")), .current = "/kaartje", .other_lang = JOIN(&c->arena, "/kaartje/", region->slug) };
  const char *const home = absolute_url(c, local_path(c, "/hulp"));
  const struct wallet_view v = { .region = region, .host = host_of(c, home),
    .phone = region->veilig_thuis_phone ? region->veilig_thuis_phone : "0800-2000",
    .cards = { arena_new(&c->arena, const char *, WALLET_CARDS), WALLET_CARDS },
    .qr = qr_make(c, nationwide ? home : JOIN(&c->arena, home, "?regio=", region->slug)) };
  page_begin(c, &page);
  view_wallet(c, &v);
  return page_end(c, &page);
}
