/* The organisations of the map, and making two of them one. */
#include "upkeep_web.h"
#include "accounts.h"

static const struct field merge_fields[] = {
  F_TEXT(merge_form, with, REQUIRED, N_("Becomes part of"), .max = 160, .help = N_("The name of the other organisation, as it stands in the list.")),
};
const struct record merge_form_record = PART(merge_form, merge_fields);

int show_map_organisations(struct ctx *c)
{
  struct organisation_list all;
  struct organisations_of_map_view v = { 0 };
  TRY(organisations_all(c, &all));
  v.rows.at = arena_new(&c->arena, struct map_organisation, all.count + 1);
  for (size_t i = 0; i < all.count; i++) {
    struct map_organisation *const row = &v.rows.at[v.rows.count++];
    *row = (struct map_organisation){ .id = all.at[i].id, .name = all.at[i].name };
    TRY(organisation_name(c, all.at[i].merged_into, &row->part_of));
  }
  const struct page page = { .title = tr(c, N_("Organisations of the map")), .current = REVIEW_PATH, .other_lang = ORGANISATIONS_OF_MAP_PATH, .noindex = true };
  page_begin(c, &page);
  view_map_organisations(c, &v);
  return page_end(c, &page);
}

static int fill_mergers(struct ctx *c, struct id of, struct merger_line_list *out)
{
  struct organisation_merger_list rows;
  TRY(mergers_of(c, of, &rows));
  out->at = arena_new(&c->arena, struct merger_line, rows.count + 1);
  for (size_t i = 0; i < rows.count; i++) {
    const struct organisation_merger *const m = &rows.at[i];
    struct merger_line *const line = &out->at[out->count++];
    *line = (struct merger_line){ .id = m->id, .merged = m->merged, .offers = m->moved.count, .into = id_same(m->old, of) };
    TRY(organisation_name(c, line->into ? m->new : m->old, &line->name));
  }
  return OK;
}

int show_map_organisation(struct ctx *c)
{
  struct id id;
  struct organisation o;
  struct post_list posts;
  struct map_organisation_view v = { .organisation = &o };
  TRY(path_id(c, &id));
  TRY(organisation_get(c, id, &o));
  TRY(offers_of_organisation(c, o.id, &v.offers));
  TRY(fill_mergers(c, o.id, &v.mergers));
  TRY(posts_of_organisation(c, o.id, &posts));
  v.posts = posts.count;
  const struct page page = { .title = tr(c, N_("Organisation")), .current = REVIEW_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_map_organisation(c, &v);
  return page_end(c, &page);
}

int send_merger(struct ctx *c)
{
  struct id old;
  TRY(path_id(c, &old));
  TRY(organisations_merge_named(c, old, form_row(c, merge_form)->with));
  return redirect_done(c, path_of_id(c, ORGANISATIONS_OF_MAP_PATH, old, NULL), "opgeslagen");
}

int undo_merger(struct ctx *c)
{
  struct id id;
  struct organisation_merger m;
  TRY(path_id(c, &id));
  TRY(merger_get(c, id, &m));
  TRY(organisations_unmerge(c, id));
  return redirect_done(c, path_of_id(c, ORGANISATIONS_OF_MAP_PATH, m.old, NULL), "opgeslagen");
}
