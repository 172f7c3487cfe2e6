/* Finding somebody, emergency access, and who is involved. What is looked for never stands in an address. */
#include "persons_web.h"

static struct person_line_list person_lines_of(struct ctx *c, const struct person_list *persons)
{
  struct person_line_list lines = { .at = arena_new(&c->arena, struct person_line, persons->count + 1) };
  for (size_t i = 0; i < persons->count; i++) lines.at[lines.count++] = person_line_of(c, &persons->at[i]);
  return lines;
}

bool came_back(const struct ctx *c, const struct record *rec, const char *field)
{
  return c->form && c->form->rec == rec && c->form->wrong[record_field(rec, field) - rec->fields];
}

int alike_lines(struct ctx *c, const struct record *rec, const char *field, find_alike *find, struct person_line_list *out)
{
  const struct error said = c->error;
  struct person_list found;
  if (!came_back(c, rec, field)) return OK;
  const int rc = find(c, c->form->row, &found);
  c->error = rc == OK || rc == ERR_OFTEN ? said : c->error;
  if (rc == OK) *out = person_lines_of(c, &found);
  return rc == ERR_OFTEN ? OK : rc;
}

static int find_page(struct ctx *c, const struct find_view *v)
{
  const struct page page = { .title = tr(c, N_("Find somebody")), .current = FIND_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_find(c, v);
  return page_end(c, &page);
}

int show_find(struct ctx *c) { return find_page(c, &(struct find_view){ 0 }); }

int find_person(struct ctx *c)
{
  struct person_list found;
  TRY(person_find(c, form_row(c, person_search), &found));
  return find_page(c, &(struct find_view){ true, person_lines_of(c, &found) });
}

static int emergency_page(struct ctx *c, const struct emergency_view *v)
{
  const struct page page = { .title = tr(c, N_("Emergency access")), .current = EMERGENCY_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_emergency(c, v);
  return page_end(c, &page);
}

int show_emergency(struct ctx *c) { return emergency_page(c, &(struct emergency_view){ .sure = came_back(c, &emergency_form_record, "sure") }); }

int open_emergency(struct ctx *c)
{
  struct emergency_view v = { 0 };
  TRY(emergency_open(c, form_row(c, emergency_form), &v.households));
  if (v.households.count == 1) return redirect(c, path_of_id(c, HOUSEHOLDS_PATH, v.households.at[0].id, NULL));
  return emergency_page(c, &v);
}

int show_involved(struct ctx *c)
{
  struct id id;
  struct household h;
  struct involved_view v = { .household = &h, .may_see_grounds = signed_in_may(who(c), MAY_SEE_GROUNDS) };
  TRY(path_id(c, &id));
  TRY(household_get(c, id, &h));
  TRY(involved_of(c, id, &v.rows));
  const struct page page = { .title = tr(c, N_("Who is involved")), .current = HOUSEHOLDS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_involved(c, &v);
  return page_end(c, &page);
}

int add_involved(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(involve_colleague(c, id, form_row(c, involve_new)));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, id, "/betrokkenen"), "toegevoegd");
}

int end_involved(struct ctx *c)
{
  struct id id;
  const struct id account = form_row(c, involve_end)->account;
  TRY(path_id(c, &id));
  TRY(involved_let_go(c, id, account));
  const bool self = id_same(account, c->scope.actor);
  return redirect_done(c, self ? local_path(c, HOUSEHOLDS_PATH) : path_of_id(c, HOUSEHOLDS_PATH, id, "/betrokkenen"), "beeindigd");
}
