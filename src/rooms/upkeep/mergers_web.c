/* The organisations of the map, and making two of them one. */
#include "upkeep_web.h"
#include "accounts.h"
#include "text.h"

static const struct field merge_fields[] = {
  F_TEXT(merge_form, with, REQUIRED, N_("Becomes part of"), .max = 160, .help = N_("The name of the other organisation, as it stands in the list.")),
};
const struct record merge_form_record = PART(merge_form, merge_fields);

static int name_of(struct ctx *c, struct id id, const char **out)
{
  struct organisation o;
  *out = NULL;
  if (!id_known(id)) return OK;
  TRY(organisation_get(c, id, &o));
  *out = o.name;
  return OK;
}

int show_map_organisations(struct ctx *c)
{
  struct organisation_list all;
  struct organisations_of_map_view v = { 0 };
  TRY(organisations_all(c, &all));
  v.rows.at = arena_new(&c->arena, struct map_organisation, all.count + 1);
  for (size_t i = 0; i < all.count; i++) {
    struct map_organisation *const row = &v.rows.at[v.rows.count++];
    *row = (struct map_organisation){ .id = all.at[i].id, .name = all.at[i].name };
    TRY(name_of(c, all.at[i].merged_into, &row->part_of));
  }
  const struct page page = { .title = tr(c, N_("Organisations of the map")), .current = REVIEW_PATH, .other_lang = ORGANISATIONS_OF_MAP_PATH, .noindex = true };
  page_begin(c, &page);
  view_map_organisations(c, &v);
  return page_end(c, &page);
}

static int find(struct ctx *c, struct organisation *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return organisation_get(c, id, out);
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
    TRY(name_of(c, line->into ? m->new : m->old, &line->name));
  }
  return OK;
}

int show_map_organisation(struct ctx *c)
{
  struct organisation o;
  struct post_list posts;
  struct map_organisation_view v = { .organisation = &o };
  TRY(find(c, &o));
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
  struct organisation o, with;
  TRY(find(c, &o));
  const int rc = organisation_folded(c, text_folded(&c->arena, form_row(c, merge_form)->with), &with);
  if (rc == ERR_NOT_FOUND) return fail(c, ERR_INVALID, "with", N_("There is no organisation of this name."));
  TRY(rc);
  TRY(organisations_merge(c, o.id, with.id, NULL));
  return redirect_done(c, path_of_id(c, ORGANISATIONS_OF_MAP_PATH, o.id, NULL), "opgeslagen");
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
