/* What is a child's own, for who works for the side that the child is on. */
#include "children_web.h"
#include "accounts.h"

/* A child's file, opened. ERR_NOT_FOUND: not to be seen, or of somebody who is no child. */
static int child_asked(struct ctx *c, struct person *out)
{
  struct id id;
  bool child;
  TRY(path_id(c, &id));
  TRY(person_get(c, id, out));
  TRY(is_child(c, out, &child));
  return child ? OK : not_there(c);
}

static int access_lines(struct ctx *c, struct id person, struct access_line_list *out)
{
  struct parent_access_list list;
  TRY(parent_accesses_of(c, person, &list));
  out->at = arena_new(&c->arena, struct access_line, list.count + 1);
  for (size_t i = 0; i < list.count; i++) {
    struct access_line *const line = &out->at[out->count++];
    line->access = &list.at[i];
    TRY(account_name(c, list.at[i].weighed_by, &line->by));
  }
  return OK;
}

int show_child(struct ctx *c)
{
  struct person p;
  struct child_trust trust;
  struct child_view v = { .person = &p, .trust = &trust, .may_write = signed_in_writes(c) };
  TRY(child_asked(c, &p));
  TRY(child_wishes_of(c, p.id, &v.wishes));
  TRY(child_trust_of(c, p.id, &trust));
  TRY(access_lines(c, p.id, &v.accesses));
  v.name = person_name(c, &p);
  v.adult = date_known(p.birth) && !date_before(c->today, adult_since(p.birth));
  const struct page page = { .title = tr(c, N_("Child")), .current = HOUSEHOLDS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_child(c, &v);
  return page_end(c, &page);
}

/* A form of the child's page. */
static struct edit_view form_of_child(struct ctx *c, const struct person *p, const char *title, const char *after, const char *token_path, const struct record *rec)
{
  return (struct edit_view){ .title = tr(c, title), .path = path_of_id(c, "/werk/personen", p->id, after), .token_path = token_path, .back = path_of_id(c, "/werk/personen", p->id, "/kind"),
    .back_label = person_name(c, p), .button = tr(c, N_("Save")), .rec = rec };
}

int show_wish_new(struct ctx *c)
{
  struct person p;
  TRY(child_asked(c, &p));
  struct edit_view v = form_of_child(c, &p, N_("What the child says about contact"), "/wens", "/werk/personen/:id/wens", &child_wish_record);
  v.note = tr(c, N_("Ask when no parent hears it. Promise nothing that you cannot keep, and say who reads this."));
  return edit_page(c, &v);
}

int add_wish(struct ctx *c)
{
  struct child_wish w = *form_row(c, child_wish);
  TRY(path_id(c, &w.person));
  TRY(child_wish_add(c, &w, NULL));
  return redirect_done(c, path_of_id(c, "/werk/personen", w.person, "/kind"), "toegevoegd");
}

int show_trust(struct ctx *c)
{
  struct person p;
  struct child_trust t;
  TRY(child_asked(c, &p));
  TRY(child_trust_of(c, p.id, &t));
  struct edit_view v = form_of_child(c, &p, N_("Trusted person and authority"), "/vertrouwd", "/werk/personen/:id/vertrouwd", &child_trust_record);
  v.row = &t;
  v.note = tr(c, N_("The trusted person stands here only. Tell no parent who it is unless the child wants that."));
  return edit_page(c, &v);
}

int save_trust(struct ctx *c)
{
  struct child_trust t = *form_row(c, child_trust);
  TRY(path_id(c, &t.person));
  TRY(child_trust_save(c, &t));
  return redirect_done(c, path_of_id(c, "/werk/personen", t.person, "/kind"), "opgeslagen");
}

int show_parent_access(struct ctx *c)
{
  struct person p;
  TRY(child_asked(c, &p));
  struct edit_view v = form_of_child(c, &p, N_("Weigh whether a parent may see the file"), "/inzage-ouder", "/werk/personen/:id/inzage-ouder", &parent_access_record);
  v.note = tr(c, N_("Weigh this before you show anything. A child's file can tell where somebody is, or what was said about a parent. This decision opens nothing by itself."));
  v.warn = true;
  return edit_page(c, &v);
}

int add_parent_access(struct ctx *c)
{
  struct parent_access a = *form_row(c, parent_access);
  TRY(path_id(c, &a.person));
  TRY(parent_access_add(c, &a, NULL));
  return redirect_done(c, path_of_id(c, "/werk/personen", a.person, "/kind"), "toegevoegd");
}
