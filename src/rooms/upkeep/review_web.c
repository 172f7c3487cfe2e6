/* What a coordinator is to look at, and deciding on it. */
#include "upkeep_web.h"

int show_review(struct ctx *c)
{
  struct review_view v = { 0 };
  struct double_pair_list pairs;
  TRY(review_items(c, &v.items));
  TRY(doubles_found(c, &pairs));
  TRY(offers_unasked(c, &v.unasked));
  v.doubles = pairs.count;
  if (v.items.count > REVIEW_SHOWN) { v.more = v.items.count - REVIEW_SHOWN; v.items.count = REVIEW_SHOWN; }
  const struct page page = { .title = tr(c, N_("To look at")), .current = REVIEW_PATH, .other_lang = REVIEW_PATH, .noindex = true };
  page_begin(c, &page);
  view_review(c, &v);
  return page_end(c, &page);
}

static int find(struct ctx *c, struct review_item *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return review_item(c, id, out);
}

int show_review_item(struct ctx *c)
{
  struct review_item item;
  TRY(find(c, &item));
  const struct page page = { .title = tr(c, N_("To look at")), .current = REVIEW_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_review_one(c, &item);
  return page_end(c, &page);
}

int send_review_item(struct ctx *c)
{
  struct offer_decision d = *form_row(c, offer_decision);
  struct review_item item;
  TRY(find(c, &item));
  d.subject = item.subject;
  TRY(review_decide(c, &d));
  return redirect_done(c, local_path(c, REVIEW_PATH), "afgerond");
}
