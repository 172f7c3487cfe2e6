/* The genogram of a household as whoever asks may see it, and writing down who is what of whom. */
#include "relations_web.h"
#include "html.h"
#include "text.h"

enum { NAME_CUT = 15 };

/* --- the page ------------------------------------------------------------------------------------------------ */

static const char *born(struct ctx *c, struct date birth)
{
  return date_known(birth) ? JOIN(&c->arena, "* ", arg_int(&c->arena, birth.ymd / 10000)) : NULL;
}

static void put_marks(struct ctx *c, const struct family *f, struct genogram_view *v)
{
  v->marks.at = arena_new(&c->arena, struct genogram_mark, v->drawing->spots.count + 1);
  for (size_t i = 0; i < v->drawing->spots.count; i++) {
    const struct kin *const k = &f->kin.at[i];
    v->marks.at[v->marks.count++] = (struct genogram_mark){ k, v->drawing->spots.at[i], text_cut(&c->arena, k->short_name, strlen(k->short_name), NAME_CUT), born(c, k->birth) };
    v->any_house = v->any_house || v->drawing->spots.at[i].house;
  }
  v->left_out = f->kin.count - v->drawing->spots.count;
}

static void put_relations(struct ctx *c, const struct family *f, struct genogram_view *v)
{
  v->relations.at = arena_new(&c->arena, struct relation_line, f->relations.count + 1);
  for (size_t i = 0; i < f->relations.count; i++) {
    const struct known_relation *const r = &f->relations.at[i];
    v->relations.at[v->relations.count++] = (struct relation_line){ &r->relation, &f->kin.at[r->one], &f->kin.at[r->other],
      r->side == SIDE_UNKNOWN ? tr(c, N_("All sides")) : tr(c, side_letter_label(r->side)) };
  }
}

int show_genogram(struct ctx *c)
{
  struct id id;
  struct household_file f;
  struct family family;
  struct genogram drawing;
  TRY(path_id(c, &id));
  TRY(household_file(c, id, &f));
  if (!id_same(f.household.id, id)) return redirect(c, path_of_id(c, HOUSEHOLDS_PATH, f.household.id, "/genogram"));
  TRY(family_of(c, &f, &family));
  genogram_draw(&c->arena, family.kin.count, family_ties(c, &family), &drawing);
  struct genogram_view v = { .household = &f.household, .drawing = &drawing, .may_write = signed_in_writes(c) };
  put_marks(c, &family, &v);
  put_relations(c, &family, &v);
  const struct page page = { .title = tr(c, N_("Genogram")), .current = HOUSEHOLDS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_genogram(c, &v);
  return page_end(c, &page);
}

/* --- forms ------------------------------------------------------------------------------------------------------ */

static struct choices kin_choices(struct ctx *c, const struct kin_list *kin)
{
  struct choice *const at = arena_new(&c->arena, struct choice, kin->count + 1);
  at[0] = (struct choice){ NULL, N_("Choose a person") };
  for (size_t i = 0; i < kin->count; i++) {
    const struct kin *const k = &kin->at[i];
    at[i + 1] = (struct choice){ arg_id(&c->arena, k->id), date_known(k->birth) ? JOIN(&c->arena, k->name, " (", born(c, k->birth), ")") : k->name };
  }
  return (struct choices){ kin->count + 1, at };
}

/* Own sides before everybody: sharing is a step of its own. */
static struct choices reader_choices(struct ctx *c, const struct household_file *f)
{
  struct choice *const at = arena_new(&c->arena, struct choice, f->sides.count + 2);
  struct choices list = { 1, at };
  at[0] = (struct choice){ NULL, N_("Choose who reads it") };
  for (size_t i = 0; i < f->sides.count; i++)
    at[list.count++] = (struct choice){ arg_id(&c->arena, f->sides.at[i].id), JOIN(&c->arena, tr(c, N_("Only who works for:")), " ", tr(c, side_letter_label(f->sides.at[i].letter))) };
  if (id_known(f->household.compartment)) at[list.count++] = (struct choice){ arg_id(&c->arena, f->household.id), N_("Everybody who works with this household, also for the other side") };
  return list;
}

int show_relation_new(struct ctx *c)
{
  struct id id;
  struct household_file f;
  struct kin_list kin;
  TRY(path_id(c, &id));
  TRY(household_file(c, id, &f));
  TRY(kin_of(c, &f, &kin));
  const struct choices persons = kin_choices(c, &kin);
  const struct field_list lists[] = { { .field = "one", .values = persons }, { .field = "other", .values = persons }, { .field = "readers", .values = reader_choices(c, &f) } };
  const struct relation_new begun = { .readers = f.sides.count == 1 ? f.sides.at[0].id : ID_NONE };
  const struct edit_view v = { .title = tr(c, N_("Add a relation")), .path = path_of_id(c, HOUSEHOLDS_PATH, id, "/relatie"), .token_path = HOUSEHOLDS_PATH "/:id/relatie",
    .back = path_of_id(c, HOUSEHOLDS_PATH, id, "/genogram"), .back_label = tr(c, N_("Genogram")), .button = tr(c, N_("Add relation")), .rec = &relation_new_record, .row = &begun,
    .note = tr(c, N_("Think first who reads it. That somebody has a new partner, or a child elsewhere, can be dangerous to know.")), .warn = true,
    .lists = lists, .list_count = COUNT(lists) };
  return edit_page(c, &v);
}

int add_relation(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(relation_add(c, id, form_row(c, relation_new), NULL));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, id, "/genogram"), "toegevoegd");
}

int show_relation(struct ctx *c)
{
  struct id id;
  struct kin_relation r;
  struct household h;
  TRY(path_id(c, &id));
  TRY(relation_get(c, id, &r));
  TRY(relation_household(c, &r, &h));
  const struct edit_view v = { .title = tr(c, N_("Relation")), .path = path_of_id(c, "/werk/relaties", id, NULL), .token_path = "/werk/relaties/:id",
    .back = path_of_id(c, HOUSEHOLDS_PATH, h.id, "/genogram"), .back_label = tr(c, N_("Genogram")), .button = tr(c, N_("Save")), .rec = &kin_relation_record, .row = &r,
    .but = id_known(r.other) ? "other_name" : NULL,
    .note = tr(c, N_("Whom it is between and who reads it stay as they are. If it came to an end, write until when; it stays readable.")),
    .remove = path_of_id(c, "/werk/relaties", id, "/weg"), .remove_token = "/werk/relaties/:id/weg", .remove_label = tr(c, N_("Take out: this was a mistake")) };
  return edit_page(c, &v);
}

int change_relation(struct ctx *c)
{
  struct kin_relation r = *form_row(c, kin_relation), stored;
  struct household h;
  TRY(path_id(c, &r.id));
  TRY(relation_get(c, r.id, &stored));
  TRY(relation_household(c, &stored, &h));
  TRY(relation_change(c, &r));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, h.id, "/genogram"), "opgeslagen");
}

int drop_relation(struct ctx *c)
{
  struct id id;
  struct kin_relation r;
  struct household h;
  TRY(path_id(c, &id));
  TRY(relation_get(c, id, &r));
  TRY(relation_household(c, &r, &h));
  TRY(relation_remove(c, id));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, h.id, "/genogram"), "verwijderd");
}
