/* Versions side by side, what the family may read, and what comes on paper. */
#include "html.h"
#include "plans_web.h"
#include "secrets.h"
#include "text.h"

static const struct field ask_fields[] = {
  F_INT(versions_ask, van, OPTIONAL, N_("Older version"), .min = 1, .max = 100000),
  F_INT(versions_ask, met, OPTIONAL, N_("Newer version"), .min = 1, .max = 100000),
};
const struct record versions_ask_record = PART(versions_ask, ask_fields);

/* --- versions --------------------------------------------------------------------------------------------------------- */

static const struct plan_version *numbered(const struct plan_version_list *all, int32_t number)
{
  for (size_t i = 0; i < all->count; i++) if (all->at[i].number.n == number) return &all->at[i];
  return NULL;
}

/* Without a number: what is being written now beside the version in force, or the last two. */
static int compare(struct ctx *c, const struct plan_file *f, const struct plan_version_list *all, const struct versions_ask *asked, struct versions_view *v)
{
  struct plan_item_list before = { .count = 0 }, after = { .count = 0 };
  const int32_t last = all->count ? all->at[0].number.n : 0;
  const struct plan_version *new = asked && asked->met.known ? numbered(all, asked->met.n) : NULL;
  const struct plan_version *old = asked && asked->van.known ? numbered(all, asked->van.n) : NULL;
  v->draft = !new && f->plan.state == PLAN_DRAFT;
  if (!new && !v->draft) new = numbered(all, last);
  if (!old) old = numbered(all, new ? new->number.n - 1 : last);
  if (new) TRY(version_items(c, new, &after));
  else TRY(plan_items(c, f, &after));
  if (old) TRY(version_items(c, old, &before));
  if (old) v->before = old->number;
  if (new) v->after = new->number;
  items_compared(c, &before, &after, false, &v->pairs);
  return OK;
}

int show_versions(struct ctx *c)
{
  struct plan_file f;
  struct plan_version_list all;
  struct versions_view v = { .path = NULL };
  TRY(plan_of_path(c, &f));
  TRY(versions_of(c, f.plan.id, &all));
  v.plan = &f.plan;
  v.path = path_of_id(c, PLAN_PATH, f.plan.id, NULL);
  v.rows.at = arena_new(&c->arena, struct version_line, all.count + 1);
  for (size_t i = 0; i < all.count; i++) {
    struct version_line *const line = &v.rows.at[v.rows.count++];
    *line = (struct version_line){ all.at[i].number.n, moment_in_words(c, all.at[i].made, false), NULL };
    TRY(case_colleague(c, &f.home, all.at[i].writer, &line->writer));
  }
  TRY(compare(c, &f, &all, form_row(c, versions_ask), &v));
  return PLAN_PAGE_OF(c, N_("Versions"), view_plan_versions, &v);
}

/* --- what the family may read ---------------------------------------------------------------------------------------------- */

static const char *label_of(struct ctx *c, const struct plan_item_list *items, const char *key)
{
  const struct plan_item *const it = plan_item_of(items, key);
  return it ? tr(c, it->label ? it->label : it->section) : tr(c, N_("does not stand in the plan any more"));
}

/* Items that may be released, with the beginning of what they say. */
static struct choices releasable(struct ctx *c, const struct plan_item_list *items)
{
  struct choice *const at = arena_new(&c->arena, struct choice, items->count + 1);
  size_t n = 0;
  at[n++] = (struct choice){ NULL, N_("Choose what") };
  for (size_t i = 0; i < items->count; i++) {
    const struct plan_item *const it = &items->at[i];
    if (it->release == ITEM_NEVER) continue;
    at[n++] = (struct choice){ it->key, JOIN(&c->arena, tr(c, it->label ? it->label : it->section), ": ", text_cut(&c->arena, it->text, strlen(it->text), 60)) };
  }
  return (struct choices){ n, at };
}

static struct choices who_may(struct ctx *c, const struct releaser_list *who)
{
  struct choice *const at = arena_new(&c->arena, struct choice, who->count + 1);
  size_t n = 0;
  at[n++] = (struct choice){ NULL, N_("Choose a person") };
  for (size_t i = 0; i < who->count; i++) if (who->at[i].may) at[n++] = (struct choice){ arg_id(&c->arena, who->at[i].id), who->at[i].name };
  return (struct choices){ n, at };
}

int show_releases(struct ctx *c)
{
  struct plan_file f;
  struct plan_item_list items;
  struct plan_release_list all;
  struct releaser_list who;
  struct releases_view v = { .may_write = signed_in_writes(c) };
  TRY(plan_of_path(c, &f));
  TRY(plan_items(c, &f, &items));
  TRY(releases_of(c, f.plan.id, &all));
  TRY(releasers_of(c, &f, &who));
  v.file = &f;
  v.path = path_of_id(c, PLAN_PATH, f.plan.id, NULL);
  v.may_write = v.may_write && plan_is_open(&f.plan);
  v.rows.at = arena_new(&c->arena, struct release_line, all.count + 1);
  for (size_t i = 0; i < all.count; i++) {
    const char *const name = case_name(c, &f.home, all.at[i].person);
    v.rows.at[v.rows.count++] = (struct release_line){ &all.at[i], label_of(c, &items, all.at[i].item),
      name ? name : tr(c, N_("somebody who does not belong to this household any more")), release_holds(&all.at[i], &items) };
  }
  const struct field_list lists[] = { { .field = "item", .values = releasable(c, &items) }, { .field = "person", .values = who_may(c, &who) } };
  v.lists = lists;
  return PLAN_PAGE_OF(c, N_("What the family may read"), view_plan_releases, &v);
}

int add_release(struct ctx *c)
{
  struct id plan;
  TRY(path_id(c, &plan));
  TRY(release_add(c, plan, form_row(c, release_new)));
  return redirect_done(c, path_of_id(c, PLAN_PATH, plan, "/vrijgeven"), "toegevoegd");
}

int take_back_release(struct ctx *c)
{
  struct id id;
  struct plan_release r;
  TRY(path_id(c, &id));
  TRY(release_get(c, id, &r));
  TRY(release_take_back(c, id, c->form->version));
  return redirect_done(c, path_of_id(c, PLAN_PATH, r.plan, "/vrijgeven"), "verwijderd");
}

/* --- on paper ------------------------------------------------------------------------------------------------------------------ */

static int paper(struct ctx *c, const char *title, void (*view)(struct ctx *c, const struct paper_view *v), const struct paper_view *v)
{
  const struct page page = { .title = title, .plain = true, .noindex = true };
  page_begin(c, &page);
  view(c, v);
  return page_end(c, &page);
}

static void leave_out(struct item_line_list *items)
{
  size_t n = 0;
  for (size_t i = 0; i < items->count; i++) if (!items->at[i].stays) items->at[n++] = items->at[i];
  items->count = n;
}

int show_paper(struct ctx *c)
{
  struct plan_file f;
  struct plan_view plan = { .may_write = false };
  struct paper_view v = { .plan = &plan };
  TRY(plan_of_path(c, &f));
  TRY(plan_view_fill(c, &f, &plan));
  TRY(sections_of(c, &f, false, &v.sections));
  for (size_t i = 0; i < v.sections.count; i++) leave_out(&v.sections.at[i].items);
  v.back = plan.path;
  return paper(c, tr(c, N_("Plan")), view_plan_paper, &v);
}

/* Only what was released, under the words of its section. */
int show_family(struct ctx *c)
{
  struct plan_file f;
  struct plan_item_list items;
  struct paper_view v = { .plan = NULL };
  TRY(plan_of_path(c, &f));
  TRY(family_items(c, &f, &items));
  v.back = path_of_id(c, PLAN_PATH, f.plan.id, NULL);
  v.sections.at = arena_new(&c->arena, struct plan_section, items.count + 1);
  for (size_t i = 0; i < items.count; i++) {
    struct plan_section *s = plan_section_of(&v.sections, items.at[i].section);
    if (!s) {
      s = &v.sections.at[v.sections.count++];
      *s = (struct plan_section){ .title = items.at[i].section, .items = { arena_new(&c->arena, struct item_line, items.count), 0 } };
    }
    s->items.at[s->items.count++] = (struct item_line){ items.at[i].label, items.at[i].text, NULL, false, false };
  }
  return paper(c, tr(c, N_("Our agreements")), view_plan_family, &v);
}

int show_aloud(struct ctx *c)
{
  struct plan_file f;
  struct aloud_view v = { .text = NULL };
  TRY(plan_of_path(c, &f));
  if (f.contact.told_safe == YES) v.text = f.contact.told;
  if (v.text) {
    const int rc = no_secret_aloud(c, f.home.file.household.id, v.text, NULL);       /* an address may have become secret since */
    v.secret = rc == ERR_INVALID;
    if (v.secret) c->error = (struct error){ 0 };
    else TRY(rc);
  }
  v.back = path_of_id(c, PLAN_PATH, f.plan.id, NULL);
  const struct page page = { .title = tr(c, N_("To read aloud")), .plain = true, .noindex = true };
  page_begin(c, &page);
  view_plan_aloud(c, &v);
  return page_end(c, &page);
}
