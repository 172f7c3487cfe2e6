/* Who pays for an offer. */
#include "upkeep_web.h"

static int page_of(struct ctx *c, const struct funding_view *v, void (*view)(struct ctx *c, const struct funding_view *v))
{
  const struct page page = { .title = tr(c, N_("Money")), .current = MAP_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view(c, v);
  return page_end(c, &page);
}

int show_fundings(struct ctx *c)
{
  struct offer_line line;
  struct funding_view v = { .offer = &line.offer, .keeps = true };
  TRY(kept_of_path(c, &line));
  TRY(fundings_of(c, line.offer.id, &v.rows));
  return page_of(c, &v, view_fundings);
}

int add_funding(struct ctx *c)
{
  struct offer_funding f = *form_row(c, offer_funding);
  TRY(path_id(c, &f.offer));
  TRY(funding_add(c, &f, NULL));
  return redirect_done(c, path_of_id(c, MAP_PATH, f.offer, "/geld"), "toegevoegd");
}

static int find(struct ctx *c, struct offer_funding *f, struct offer_line *line)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(funding_get(c, id, f));
  return kept_offer(c, f->offer, line);
}

int show_funding(struct ctx *c)
{
  struct offer_funding f;
  struct offer_line line;
  TRY(find(c, &f, &line));
  return page_of(c, &(struct funding_view){ .offer = &line.offer, .funding = &f, .keeps = true }, view_funding);
}

int send_funding(struct ctx *c)
{
  struct offer_funding f = *form_row(c, offer_funding), stored;
  struct offer_line line;
  TRY(find(c, &stored, &line));
  f.id = stored.id;
  TRY(funding_change(c, &f));
  return redirect_done(c, path_of_id(c, MAP_PATH, stored.offer, "/geld"), "opgeslagen");
}

int remove_funding(struct ctx *c)
{
  struct offer_funding f;
  struct offer_line line;
  TRY(find(c, &f, &line));
  TRY(funding_remove(c, f.id));
  return redirect_done(c, path_of_id(c, MAP_PATH, f.offer, "/geld"), "verwijderd");
}
