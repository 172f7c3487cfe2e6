/* What happened to an offer, and taking one change back. */
#include "upkeep_web.h"

static const struct field change_fields[] = { F_REF(change_form, change, REQUIRED, offer, N_("Change")) };
const struct record change_form_record = PART(change_form, change_fields);

int show_history(struct ctx *c)
{
  struct offer_line line;
  struct history_view v = { .offer = &line.offer };
  TRY(kept_of_path(c, &line));
  TRY(offer_history(c, &line.offer, &v.events));
  const struct page page = { .title = tr(c, N_("History")), .current = MAP_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_history(c, &v);
  return page_end(c, &page);
}

int undo_change(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(offer_history_undo(c, id, form_row(c, change_form)->change));
  return redirect_done(c, path_of_id(c, MAP_PATH, id, "/geschiedenis"), "opgeslagen");
}
