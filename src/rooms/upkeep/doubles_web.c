/* Offers that look double, side by side. */
#include "upkeep_web.h"

DEFINE_CHOICES(pair_answer, PAIR_ANSWERS)

static const struct field pair_fields[] = {
  F_REF (pair_form, first,          BY_LINK,  offer, N_("Offer")),
  F_REF (pair_form, second,         BY_LINK,  offer, N_("Offer")),
  F_INT (pair_form, first_version,  BY_LINK, N_("Version")),
  F_INT (pair_form, second_version, BY_LINK, N_("Version")),
  F_ENUM(pair_form, answer,         REQUIRED, pair_answer, N_("Are these the same?")),
  F_TEXT(pair_form, reason,         OPTIONAL, N_("Why?"), .max = 300),
};
const struct record pair_form_record = PART(pair_form, pair_fields);

int show_doubles(struct ctx *c)
{
  struct doubles_view v = { 0 };
  TRY(doubles_found(c, &v.pairs));
  const struct page page = { .title = tr(c, N_("Double offers")), .current = REVIEW_PATH, .other_lang = DOUBLES_PATH, .noindex = true };
  page_begin(c, &page);
  view_doubles(c, &v);
  return page_end(c, &page);
}

static int find(struct ctx *c, struct double_pair *out)
{
  struct id subject;
  struct double_pair_list pairs;
  TRY(path_id(c, &subject));
  TRY(doubles_found(c, &pairs));
  for (size_t i = 0; i < pairs.count; i++) if (id_same(pairs.at[i].subject, subject)) { *out = pairs.at[i]; return OK; }
  return not_there(c);
}

static void add_row(struct ctx *c, struct pair_row_list *rows, const struct field *f, const struct offer *one, const struct offer *other)
{
  if (f->flags & IN_PROGRAM || strcmp(f->name, "slug") == 0 || (!field_known(f, one) && !field_known(f, other))) return;
  rows->at[rows->count++] = (struct pair_row){ f->label, field_in_words(c, f, one), field_in_words(c, f, other), !field_same(f, one, other) };
}

int show_double(struct ctx *c)
{
  struct double_pair pair;
  struct offer_line one, other;
  struct pair_view v = { &pair, &one, &other, { arena_new(&c->arena, struct pair_row, offer_record.count + 1), 0 } };
  TRY(find(c, &pair));
  TRY(kept_offer(c, pair.one, &one));
  TRY(kept_offer(c, pair.other, &other));
  v.rows.at[v.rows.count++] = (struct pair_row){ N_("Provider"), one.provider, other.provider, !id_same(one.offer.provider_id, other.offer.provider_id) };
  for (size_t i = 0; i < offer_record.count; i++) add_row(c, &v.rows, &offer_record.fields[i], &one.offer, &other.offer);
  const struct page page = { .title = tr(c, N_("Double offers")), .current = REVIEW_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_double(c, &v);
  return page_end(c, &page);
}

int send_double(struct ctx *c)
{
  const struct pair_form *const f = form_row(c, pair_form);
  struct id subject;
  TRY(path_id(c, &subject));
  if (!id_same(pair_subject(f->first, f->second), subject)) return not_there(c);
  if (f->answer == PAIR_APART) {
    TRY(doubles_apart(c, f->first, f->second, f->reason));
    return redirect_done(c, local_path(c, DOUBLES_PATH), "opgeslagen");
  }
  const bool first = f->answer == PAIR_FIRST;
  const struct id kept = first ? f->first : f->second, gone = first ? f->second : f->first;
  TRY(doubles_join(c, kept, first ? f->first_version.n : f->second_version.n, gone, first ? f->second_version.n : f->first_version.n, NULL));
  return redirect_done(c, path_of_id(c, MAP_PATH, kept, NULL), "opgeslagen");
}

int undo_join(struct ctx *c)
{
  struct id id;
  struct offer_join j;
  TRY(path_id(c, &id));
  TRY(join_get(c, id, &j));
  TRY(doubles_part(c, id));
  return redirect_done(c, path_of_id(c, MAP_PATH, j.gone, NULL), "opgeslagen");
}
