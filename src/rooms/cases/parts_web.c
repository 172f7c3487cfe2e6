/* Writing parts down, of any kind: one page for all, by what the row of its path takes. */
#include "cases_web.h"
#include "html.h"
#include "text.h"

bool case_may_write(const struct ctx *c) { return who(c) && signed_in_may(who(c), MAY_WRITE_FILES); }

int case_of_path(struct ctx *c, struct case_file *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return case_open(c, id, out);
}

enum { LISTS = 3 };

static void lists_of(struct ctx *c, const struct case_file *f, const struct case_kind *k, struct field_list lists[static LISTS])
{
  lists[0] = (struct field_list){ .field = "place", .values = case_part_places(c, f, k) };
  lists[1] = (struct field_list){ .field = "about", .values = case_abouts_of(c, f, k->nobody ? k->nobody : N_("Choose")), .required = !k->nobody };
  lists[2] = (struct field_list){ .field = "against", .values = case_abouts_of(c, f, N_("Not known")) };
}

/* A blank one: for today, and read by the own side where there is one only. */
static const void *blank_of(struct ctx *c, const struct case_file *f, const struct case_kind *k)
{
  struct case_part *const p = arena_alloc(&c->arena, k->rec->size);
  memset(p, 0, k->rec->size);
  p->day = c->today;
  if (f->file.sides.count == 1) p->place = f->file.sides.at[0].letter == SIDE_A ? PLACE_A : PLACE_B;
  return p;
}

int show_part_new(struct ctx *c)
{
  const struct case_kind *const k = case_kind_of(form_record(c));
  struct case_file f;
  struct field_list lists[LISTS];
  TRY(case_of_path(c, &f));
  lists_of(c, &f, k, lists);
  const struct form_page v = { .title = tr(c, k->add), .path = path_of_id(c, HOUSEHOLDS, f.file.household.id, JOIN(&c->arena, "/", k->key)), .token_path = form_path(c),
    .back = path_of_id(c, HOUSEHOLDS, f.file.household.id, "/dossier"), .back_label = tr(c, N_("Dossier")), .note = k->note ? tr(c, k->note) : NULL, .button = tr(c, N_("Save")),
    .rec = k->rec, .row = blank_of(c, &f, k), .before = "struck", .lists = lists, .list_count = LISTS };
  return form_page(c, &v, HOUSEHOLDS);
}

int add_part(struct ctx *c)
{
  const struct case_kind *const k = case_kind_of(form_record(c));
  struct id household;
  TRY(path_id(c, &household));
  TRY(case_part_add(c, k, household, form_row_(c, k->rec), NULL));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS, household, "/dossier"), "opgeslagen");
}

int show_part(struct ctx *c)
{
  const struct case_kind *const k = case_kind_of(form_record(c));
  struct case_part *const row = arena_alloc(&c->arena, k->rec->size);
  struct case_file f;
  struct id id;
  struct field_list lists[LISTS];
  TRY(path_id(c, &id));
  TRY(case_part_get(c, k, id, row));
  TRY(case_home(c, row->compartment, row->household, &f));
  lists_of(c, &f, k, lists);
  const struct choice here[] = { case_place_choices.at[0], { case_place_key(row->place), case_part_place(k, row->place) } };
  lists[0].values = (struct choices){ COUNT(here), here };
  const struct form_page v = { .title = tr(c, k->name), .path = path_of_id(c, JOIN(&c->arena, PARTS_PATH "/", k->key), id, NULL), .token_path = form_path(c),
    .back = path_of_id(c, HOUSEHOLDS, f.file.household.id, "/dossier"), .back_label = tr(c, N_("Dossier")),
    .button = tr(c, N_("Save")), .rec = k->rec, .row = row, .lists = lists, .list_count = LISTS };
  return form_page(c, &v, HOUSEHOLDS);
}

int change_part(struct ctx *c)
{
  const struct case_kind *const k = case_kind_of(form_record(c));
  struct case_part *const row = arena_alloc(&c->arena, k->rec->size);
  memcpy(row, form_row_(c, k->rec), k->rec->size);
  TRY(path_id(c, &row->id));
  TRY(case_part_change(c, k, row));
  TRY(case_part_get(c, k, row->id, row));
  TRY(case_household_of(c, row->compartment, &row->household));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS, row->household, "/dossier"), "opgeslagen");
}
