/* Pages of households: the list, one household, its shared part, its sides. */
#include "persons_web.h"
#include "app.h"
#include "need_to_know.h"
#include "text.h"

bool signed_in_writes(const struct ctx *c) { return who(c) && signed_in_may(who(c), MAY_WRITE_FILES); }

int edit_page(struct ctx *c, const struct edit_view *v)
{
  const struct page page = { .title = v->title, .current = HOUSEHOLDS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_edit(c, v);
  return page_end(c, &page);
}

struct person_line person_line_of(struct ctx *c, const struct person *p) { return (struct person_line){ .id = p->id, .name = person_name(c, p), .birth = p->birth }; }

/* --- the list ------------------------------------------------------------------------------------------- */

const char *names_of(struct ctx *c, const struct household_member_list *members)
{
  struct buf b = { 0 };
  for (size_t i = 0; i < members->count; i++) {
    if (b.len) put(&b, ", ");
    put(&b, members->at[i].shared_name);
  }
  return buf_to_arena(&c->arena, &b);
}

/* The key stands in the query as ?na=…, which has no declared fields: it is only read back. */
const char *key_asked(const struct ctx *c)
{
  const char *const q = query_text(c);
  return strncmp(q, "na=", 3) == 0 ? q + 3 : NULL;
}

int show_households(struct ctx *c)
{
  struct household_list list;
  struct household_member_list members;
  struct households_view v = { 0 };
  TRY(households_mine(c, key_asked(c), &list, &v.next));
  v.rows.at = arena_new(&c->arena, struct household_line, list.count + 1);
  for (size_t i = 0; i < list.count; i++) {
    TRY(members_of_household(c, list.at[i].id, &members));
    v.rows.at[v.rows.count++] = (struct household_line){ list.at[i], names_of(c, &members) };
  }
  const struct page page = { .title = tr(c, N_("Households")), .current = HOUSEHOLDS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_households(c, &v);
  return page_end(c, &page);
}

int show_household_new(struct ctx *c)
{
  const struct edit_view v = { .title = tr(c, N_("New household")), .path = local_path(c, HOUSEHOLDS_PATH "/nieuw"), .token_path = HOUSEHOLDS_PATH "/nieuw",
    .back = local_path(c, HOUSEHOLDS_PATH), .back_label = tr(c, N_("Households")), .button = tr(c, N_("Open household")), .rec = &household_new_record,
    .note = tr(c, N_("Each party has an own side. Whoever works for the other side sees nothing of what you write on yours, nor that you write it.")) };
  return edit_page(c, &v);
}

int open_household(struct ctx *c)
{
  struct id id;
  TRY(household_open(c, form_row(c, household_new), &id));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, id, NULL), "toegevoegd");
}

/* --- one household ------------------------------------------------------------------------------------- */

static int line_of(struct ctx *c, const struct household_file *f, size_t i, struct person_line *out)
{
  const struct membership *const m = &f->memberships.at[i];
  const struct household_member *const known = file_member(f, m->member);
  struct person_line line = person_line_of(c, &f->persons.at[i]);
  line.role = member_role_label(m->role);
  line.relation = m->relation;
  line.shared_name = known ? known->shared_name : NULL;
  TRY(lives_now(c, line.id, &line.lives));
  *out = line;
  return OK;
}

static int add_persons(struct ctx *c, const struct household_file *f, struct id side, struct person_line_list *out)
{
  out->at = arena_new(&c->arena, struct person_line, f->memberships.count + 1);
  for (size_t i = 0; i < f->memberships.count; i++) if (id_same(f->memberships.at[i].side, side)) TRY(line_of(c, f, i, &out->at[out->count++]));
  return OK;
}

/* Of two households that became one there may be two sides of one letter: then each is called after who is on it. */
static const char *side_called(struct ctx *c, const struct household_file *f, const struct household_side *side, const struct person_line_list *persons)
{
  const char *const letter = tr(c, side_letter_label(side->letter));
  size_t alike = 0;
  for (size_t i = 0; i < f->sides.count; i++) alike += f->sides.at[i].letter == side->letter;
  return alike > 1 && persons->count ? JOIN(&c->arena, letter, ": ", persons->at[0].name) : letter;
}

static int fill(struct ctx *c, const struct household_file *f, struct household_view *v)
{
  v->members.at = arena_new(&c->arena, struct member_line, f->members.count + 1);
  for (size_t i = 0; i < f->members.count; i++) {
    const struct household_member *const m = &f->members.at[i];
    const struct membership *const own = file_membership_as(f, m->id);
    v->members.at[v->members.count++] = (struct member_line){ m->shared_name, member_role_label(m->role), m->relation, own ? own->person : ID_NONE, m->id };
  }
  v->sides.at = arena_new(&c->arena, struct side_section, f->sides.count + 1);
  for (size_t s = 0; s < f->sides.count; s++) {
    struct side_section *const side = &v->sides.at[v->sides.count++];
    *side = (struct side_section){ .id = f->sides.at[s].id, .notes = f->sides.at[s].notes };
    TRY(add_persons(c, f, side->id, &side->persons));
    side->called = side_called(c, f, &f->sides.at[s], &side->persons);
  }
  return add_persons(c, f, ID_NONE, &v->loose);
}

/* Whoever came in by an emergency is told so, and offered nothing that is not theirs to do. */
static int household_emergency(struct ctx *c, const struct household_file *f, struct household_view *v)
{
  struct instant until;
  TRY(emergency_ends(c, f->household.compartment, &until));
  for (size_t i = 0; i < f->sides.count && !instant_known(until); i++) TRY(emergency_ends(c, f->sides.at[i].compartment, &until));
  v->emergency = instant_known(until);
  if (v->emergency) v->may_involve = v->may_split = false;
  return OK;
}

static int split_off(struct ctx *c, const struct household_file *f, struct household_view *v)
{
  struct id from;
  if (!v->may_split || !id_known(f->household.compartment)) return OK;
  TRY(household_split_from(c, f->household.id, &from));
  v->split_off = id_known(from);
  return OK;
}

int show_household(struct ctx *c)
{
  struct id id;
  struct household_file f;
  TRY(path_id(c, &id));
  TRY(household_file(c, id, &f));
  if (!id_same(f.household.id, id)) return redirect(c, path_of_id(c, HOUSEHOLDS_PATH, f.household.id, NULL));
  struct household_view v = { .file = &f, .may_write = signed_in_writes(c), .may_involve = signed_in_may(who(c), MAY_INVOLVE),
    .may_split = signed_in_may(who(c), MAY_OPEN_FILES), .may_see_grounds = signed_in_may(who(c), MAY_SEE_GROUNDS) };
  TRY(fill(c, &f, &v));
  TRY(split_off(c, &f, &v));
  TRY(household_emergency(c, &f, &v));
  for (const struct room *const *r = c->app->rooms; *r; r++) if ((*r)->glance) TRY((*r)->glance(c, f.household.id, &v.glance));
  const struct page page = { .title = tr(c, N_("Household")), .current = HOUSEHOLDS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_household(c, &v);
  return page_end(c, &page);
}

/* --- the shared part --------------------------------------------------------------------------------------- */

static const char *shared_note(struct ctx *c)
{
  return tr(c, N_("Everybody who works with this household reads this, also for the other side. Write nothing here that tells where somebody is, who helps them, or what they said."));
}

int show_shared(struct ctx *c)
{
  struct id id;
  struct household h;
  TRY(path_id(c, &id));
  TRY(household_get(c, id, &h));
  const struct edit_view v = { .title = tr(c, N_("What all sides read")), .path = path_of_id(c, HOUSEHOLDS_PATH, id, "/gedeeld"), .token_path = HOUSEHOLDS_PATH "/:id/gedeeld",
    .back = path_of_id(c, HOUSEHOLDS_PATH, id, NULL), .back_label = h.name, .button = tr(c, N_("Save")), .rec = &household_record, .row = &h,
    .note = shared_note(c), .warn = true };
  return edit_page(c, &v);
}

int change_shared(struct ctx *c)
{
  struct household h = *form_row(c, household);
  TRY(path_id(c, &h.id));
  TRY(household_change(c, &h));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, h.id, NULL), "opgeslagen");
}

int show_member_new(struct ctx *c)
{
  struct id id;
  struct household h;
  TRY(path_id(c, &id));
  TRY(household_get(c, id, &h));
  const struct edit_view v = { .title = tr(c, N_("Who belongs to it")), .path = path_of_id(c, HOUSEHOLDS_PATH, id, "/lid"), .token_path = HOUSEHOLDS_PATH "/:id/lid",
    .back = path_of_id(c, HOUSEHOLDS_PATH, id, NULL), .back_label = h.name, .button = tr(c, N_("Add")), .rec = &household_member_record, .note = shared_note(c), .warn = true };
  return edit_page(c, &v);
}

int add_member(struct ctx *c)
{
  struct household_member m = *form_row(c, household_member);
  TRY(path_id(c, &m.household));
  TRY(member_add(c, &m, NULL));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, m.household, NULL), "toegevoegd");
}

int show_member(struct ctx *c)
{
  struct id id;
  struct household_member m;
  struct household h;
  TRY(path_id(c, &id));
  TRY(member_get(c, id, &m));
  TRY(household_get(c, m.household, &h));
  const struct edit_view v = { .title = tr(c, N_("Who belongs to it")), .path = path_of_id(c, "/werk/leden", id, NULL), .token_path = "/werk/leden/:id",
    .back = path_of_id(c, HOUSEHOLDS_PATH, h.id, NULL), .back_label = h.name, .button = tr(c, N_("Save")), .rec = &household_member_record, .row = &m,
    .note = shared_note(c), .warn = true, .remove = path_of_id(c, "/werk/leden", id, "/weg"), .remove_token = "/werk/leden/:id/weg", .remove_label = tr(c, N_("Take out of the shared part")) };
  return edit_page(c, &v);
}

int change_member(struct ctx *c)
{
  struct household_member m = *form_row(c, household_member), stored;
  TRY(path_id(c, &m.id));
  TRY(member_get(c, m.id, &stored));
  TRY(member_change(c, &m));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, stored.household, NULL), "opgeslagen");
}

int drop_member(struct ctx *c)
{
  struct id id;
  struct household_member m;
  TRY(path_id(c, &id));
  TRY(member_get(c, id, &m));
  TRY(member_remove(c, id));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, m.household, NULL), "verwijderd");
}

/* --- sides ---------------------------------------------------------------------------------------------- */

int show_side_new(struct ctx *c)
{
  struct id id;
  struct household h;
  TRY(path_id(c, &id));
  TRY(household_get(c, id, &h));
  const struct edit_view v = { .title = tr(c, N_("Open an own side")), .path = path_of_id(c, HOUSEHOLDS_PATH, id, "/kant"), .token_path = HOUSEHOLDS_PATH "/:id/kant",
    .back = path_of_id(c, HOUSEHOLDS_PATH, id, NULL), .back_label = h.name, .button = tr(c, N_("Open this side")), .rec = &side_new_record,
    .note = tr(c, N_("Only you read it, and whom you ask in. Nobody else learns that it is there.")) };
  return edit_page(c, &v);
}

int open_side(struct ctx *c)
{
  struct id household;
  TRY(path_id(c, &household));
  TRY(side_open(c, household, form_row(c, side_new)->letter, NULL));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, household, NULL), "toegevoegd");
}

int show_side(struct ctx *c)
{
  struct id id;
  struct household_side s;
  struct household h;
  TRY(path_id(c, &id));
  TRY(side_get(c, id, &s));
  TRY(household_get(c, s.household, &h));
  const struct edit_view v = { .title = tr(c, side_letter_label(s.letter)), .path = path_of_id(c, "/werk/kanten", id, NULL), .token_path = "/werk/kanten/:id",
    .back = path_of_id(c, HOUSEHOLDS_PATH, h.id, NULL), .back_label = h.name, .button = tr(c, N_("Save")), .rec = &household_side_record, .row = &s,
    .note = tr(c, N_("Only colleagues who work for this side read this.")) };
  return edit_page(c, &v);
}

int change_side(struct ctx *c)
{
  struct household_side s = *form_row(c, household_side), stored;
  TRY(path_id(c, &s.id));
  TRY(side_get(c, s.id, &stored));
  TRY(side_change(c, &s));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, stored.household, NULL), "opgeslagen");
}

static int same_name(struct ctx *c, const void *asked, struct person_list *out)
{
  const struct person_new *const n = asked;
  return person_alike(c, &(struct person){ .surname = n->surname, .birth = n->birth }, out);
}

int show_person_new(struct ctx *c)
{
  struct id id;
  struct household_side s;
  struct household h;
  TRY(path_id(c, &id));
  TRY(side_get(c, id, &s));
  TRY(household_get(c, s.household, &h));
  struct edit_view v = { .title = tr(c, N_("Add a person")), .path = path_of_id(c, "/werk/kanten", id, "/persoon"), .token_path = "/werk/kanten/:id/persoon",
    .back = path_of_id(c, HOUSEHOLDS_PATH, h.id, NULL), .back_label = h.name, .button = tr(c, N_("Add person")), .rec = &person_new_record,
    .note = tr(c, N_("Everybody who works for this side now gets to see this person.")) };
  v.but = came_back(c, &person_new_record, "anyway") ? NULL : "anyway";
  TRY(alike_lines(c, &person_new_record, "anyway", same_name, &v.alike));
  return edit_page(c, &v);
}

int add_person(struct ctx *c)
{
  struct id side, person;
  TRY(path_id(c, &side));
  TRY(person_add(c, side, form_row(c, person_new), &person));
  return redirect_done(c, path_of_id(c, "/werk/personen", person, NULL), "toegevoegd");
}
