/* The administrator's pages of organisations. */
#include "accounts_web.h"
#include "html.h"
#include "places.h"
#include "text.h"

/* "Eindhoven, Son en Breugel" from slugs. */
static const char *names_of(struct ctx *c, const char *slugs)
{
  struct buf b = { 0 };
  size_t n;
  for (const char *s = text_word(slugs, &n); s; s = text_word(s + n, &n)) {
    const struct municipality *const m = municipality_find(c->places, s, n);
    if (b.len) put(&b, ", ");
    if (m) put(&b, m->name);
    else put_mem(&b, s, n);
  }
  return buf_to_arena(&c->arena, &b);
}

/* Slugs from names with commas between; those that are none of a municipality are refused when they are written. */
static const char *slugs_of(struct ctx *c, const char *names)
{
  struct buf b = { 0 };
  for (const char *s = names; s && *s; ) {
    const size_t n = strcspn(s, ",;");
    const char *const slug = text_slug(&c->arena, arena_text(&c->arena, s, n), 80);
    if (*slug && b.len) put_char(&b, ' ');
    put(&b, slug);
    s += n + (s[n] != 0);
  }
  return b.len ? buf_to_arena(&c->arena, &b) : NULL;
}

static struct organisation_asks asks_of(struct ctx *c, const struct organisation *o)
{
  const struct record *const rec = &organisation_form_record;
  return (struct organisation_asks){
    .name = ask_of(c, rec, "name", "text", "off", o->name),
    .kind = select_of(c, rec, "kind", N_("Choose"), options_of_choices(c, &organisation_kind_choices), organisation_kind_key(o->kind)),
    .region = select_of(c, rec, "region", N_("Unknown"), options_of_regions(c), o->region),
    .municipalities = ask_of(c, rec, "municipalities", "text", "off", names_of(c, o->municipalities)) };
}

static const char *places_of(struct ctx *c, const struct organisation *o)
{
  if (o->municipalities) return names_of(c, o->municipalities);
  return o->region ? region_in_words(c, o->region) : NULL;
}

int show_organisations(struct ctx *c)
{
  struct organisation_list all;
  TRY(organisations_working(c, &all));
  struct organisations_view v = { 0 };
  v.fields = asks_of(c, &(struct organisation){ 0 });
  v.rows.at = arena_new(&c->arena, struct organisation_line, all.count + 1);
  for (size_t i = 0; i < all.count; i++)
    v.rows.at[v.rows.count++] = (struct organisation_line){ .id = all.at[i].id, .name = all.at[i].name, .kind = organisation_kind_label(all.at[i].kind),
      .places = places_of(c, &all.at[i]) };
  const struct page page = { .title = tr(c, N_("Organisations")), .current = ORGANISATIONS_PATH, .other_lang = ORGANISATIONS_PATH, .noindex = true };
  page_begin(c, &page);
  view_organisations(c, &v);
  return page_end(c, &page);
}

static void fill(struct ctx *c, const struct organisation_form *form, struct organisation *o)
{
  o->name = form->name;
  o->kind = form->kind;
  o->region = form->region;
  o->municipalities = slugs_of(c, form->municipalities);
}

/* One of the social map gets a kind; another is new. */
static int add_or_adopt(struct ctx *c, const struct organisation *o)
{
  struct organisation there;
  const int rc = organisation_folded(c, text_folded(&c->arena, o->name), &there);
  if (rc == OK && there.kind == ORGANISATION_UNKNOWN) {
    there.kind = o->kind;
    there.region = o->region;
    there.municipalities = o->municipalities;
    return organisation_change(c, &there);
  }
  return rc == OK || rc == ERR_NOT_FOUND ? organisation_add(c, o, NULL) : rc;
}

int add_organisation(struct ctx *c)
{
  struct organisation o = { 0 };
  fill(c, form_row(c, organisation_form), &o);
  TRY(add_or_adopt(c, &o));
  return redirect_done(c, local_path(c, ORGANISATIONS_PATH), "toegevoegd");
}

static int find(struct ctx *c, struct organisation *out)
{
  struct id id;
  return id_parse(path_part(c), &id) ? organisation_get(c, id, out) : fail(c, ERR_NOT_FOUND, NULL, NULL);
}

int show_organisation(struct ctx *c)
{
  struct organisation o;
  struct organisation_view v = { 0 };
  struct post_list posts;
  TRY(find(c, &o));
  TRY(posts_of_organisation(c, o.id, &posts));
  TRY(post_lines(c, posts, &v.posts));
  v.id = o.id;
  v.name = o.name;
  v.fields = asks_of(c, &o);
  const struct page page = { .title = o.name, .current = ORGANISATIONS_PATH, .noindex = true };
  page_begin(c, &page);
  view_organisation(c, &v);
  return page_end(c, &page);
}

int change_organisation(struct ctx *c)
{
  struct organisation o;
  TRY(find(c, &o));
  fill(c, form_row(c, organisation_form), &o);
  TRY(organisation_change(c, &o));
  return redirect_done(c, local_path(c, ORGANISATIONS_PATH), "opgeslagen");
}
