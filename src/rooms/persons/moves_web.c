/* Pages that move people: merging, splitting, to another side. Each says first who gets to see what. */
#include "identity.h"
#include "form_page.h"
#include "moves.h"
#include "persons_web.h"
#include "text.h"

static const struct form *form_of(const struct ctx *c, const struct record *rec)
{
  return c->form && c->form->rec == rec ? c->form : NULL;
}

/* A field that is asked beside the choice, as it was typed. */
static struct field_view asked_besides(struct ctx *c, const struct record *rec, const char *name)
{
  const struct form *const form = form_of(c, rec);
  const struct field *const f = record_field(rec, name);
  const size_t i = (size_t)(f - rec->fields);
  const char *const typed = form && form->typed[i] ? form->typed[i] : "", *const wrong = form ? form->wrong[i] : NULL;
  struct field_view v = { .face = f->values ? FACE_SELECT : FACE_INPUT, .name = f->name, .label = f->label, .help = f->help, .wrong = wrong, .value = typed, .type = "text",
    .described = JOIN(&c->arena, f->name, "-help", wrong ? JOIN(&c->arena, " ", f->name, "-wrong") : NULL) };
  if (!f->values) return v;
  v.choices.at = arena_new(&c->arena, struct choice_view, f->values->count);
  for (; v.choices.count < f->values->count; v.choices.count++) {
    const struct choice *const one = &f->values->at[v.choices.count];
    const char *const key = one->key ? one->key : "";
    v.choices.at[v.choices.count] = (struct choice_view){ .value = key, .label = one->label, .chosen = strcmp(key, typed) == 0 };
  }
  return v;
}

static void ask_also(struct ctx *c, struct move_view *v, const struct record *rec, const char *name)
{
  v->fields.at = arena_new(&c->arena, struct field_view, 1);
  v->fields.at[v->fields.count++] = asked_besides(c, rec, name);
}

/* One more choice; `options` has room for it. The first is where the summary of errors leads. */
static void add_option(struct ctx *c, struct move_view *v, struct id id, const char *label, const char *quiet)
{
  char text[ID_TEXT];
  id_format(id, text);
  v->options.at[v->options.count] = (struct move_option){ .at = JOIN(&c->arena, "f-", v->name, v->options.count ? "-" : NULL, v->options.count ? text : NULL),
    .id = id, .label = label, .quiet = quiet };
  v->options.count++;
}

/* The choice itself: the first field of the record. */
static void ask_choice(struct ctx *c, struct move_view *v, const struct record *rec, size_t most)
{
  const struct form *const form = form_of(c, rec);
  v->name = rec->fields[0].name;
  v->legend = rec->fields[0].label;
  v->wrong = form ? form->wrong[0] : NULL;
  v->options.at = arena_new(&c->arena, struct move_option, most + 1);
}

static void mark_chosen(struct ctx *c, struct move_view *v, const struct record *rec)
{
  const struct form *const form = form_of(c, rec);
  const struct id chosen = form ? *(const struct id *)form->row : ID_NONE;
  for (size_t i = 0; i < v->options.count; i++) v->options.at[i].chosen = id_known(chosen) && id_same(chosen, v->options.at[i].id);
}

static int move_page(struct ctx *c, struct move_view *v, const struct record *rec)
{
  const struct page page = { .title = v->title, .current = HOUSEHOLDS_PATH, .noindex = true, .work = true };
  mark_chosen(c, v, rec);
  page_begin(c, &page);
  view_move(c, v);
  return page_end(c, &page);
}

/* --- merging -------------------------------------------------------------------------------------------- */

static int merge_page(struct ctx *c, const struct household *h)
{
  static const struct said says[] = {
    { N_("Two households turn out to be one. Whoever works with one of the two reads both shared parts from then on: names, addresses and notes.") },
    { N_("Sides and persons stay closed as they were: nobody gets to see a person or a side that they do not see now.") },
    { N_("This household keeps its name. The name of the other stays readable in the shared part.") } };
  struct household_list mine;
  struct household_member_list members;
  struct move_view v = { .title = tr(c, N_("Merge households")), .path = path_of_id(c, HOUSEHOLDS_PATH, h->id, "/samenvoegen"), .back = path_of_id(c, HOUSEHOLDS_PATH, h->id, NULL),
    .back_label = h->name, .button = tr(c, N_("Merge these two")), .says = { says, COUNT(says) }, .version = h->version,
    .warning = N_("Who worked with both can undo this later, but nobody can forget what they read. "
      "Read both shared parts first, and take out what not everybody may know."), .none = N_("There is no other household here that you work with.") };
  TRY(households_mine(c, key_asked(c), &mine, &v.next));
  ask_choice(c, &v, &merge_ask_record, mine.count);
  for (size_t i = 0; i < mine.count; i++) {
    if (id_same(mine.at[i].id, h->id)) continue;
    TRY(members_of_household(c, mine.at[i].id, &members));
    add_option(c, &v, mine.at[i].id, mine.at[i].name, names_of(c, &members));
  }
  return move_page(c, &v, &merge_ask_record);
}

int show_merge(struct ctx *c)
{
  struct id id;
  struct household h;
  TRY(path_id(c, &id));
  TRY(household_get(c, id, &h));
  return id_known(h.merged_into) ? redirect(c, path_of_id(c, HOUSEHOLDS_PATH, h.merged_into, "/samenvoegen")) : merge_page(c, &h);
}

int merge(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(merge_asked(c, id, c->form->version, form_row(c, merge_ask)));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, id, NULL), "opgeslagen");
}

static int unmerge_page(struct ctx *c, const struct household_file *f)
{
  static const struct said says[] = {
    { N_("What moved goes back: sides, persons and names as they were before. Who got to see a shared part because of the merge does not see it any more.") },
    { N_("What was added since goes along with the side that it is on.") },
    { N_("What was written in the shared part since stays with the household that kept its name.") } };
  const struct household *const h = &f->household;
  struct move_view v = { .title = tr(c, N_("Undo a merge")), .path = path_of_id(c, HOUSEHOLDS_PATH, h->id, "/samenvoegen/ongedaan"), .back = path_of_id(c, HOUSEHOLDS_PATH, h->id, NULL),
    .back_label = h->name, .button = tr(c, N_("Undo this merge")), .says = { says, COUNT(says) }, .version = h->version,
    .warning = N_("What colleagues read meanwhile they know. Tell whoever it concerns."), .none = N_("No household was merged into this one.") };
  ask_choice(c, &v, &unmerge_ask_record, f->earlier.count);
  for (size_t i = 0; i < f->earlier.count; i++) add_option(c, &v, f->earlier.at[i].id, f->earlier.at[i].name, NULL);
  if (came_back(c, &unmerge_ask_record, "anyway")) ask_also(c, &v, &unmerge_ask_record, "anyway");
  return move_page(c, &v, &unmerge_ask_record);
}

int show_unmerge(struct ctx *c)
{
  struct id id;
  struct household_file f;
  TRY(path_id(c, &id));
  TRY(household_get(c, id, &f.household));
  TRY(household_file(c, id, &f));
  return id_same(f.household.id, id) ? unmerge_page(c, &f) : redirect(c, path_of_id(c, HOUSEHOLDS_PATH, f.household.id, "/samenvoegen/ongedaan"));
}

int unmerge(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(household_unmerge(c, id, form_row(c, unmerge_ask)));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, id, NULL), "opgeslagen");
}

/* --- splitting ------------------------------------------------------------------------------------------ */

/* Who is on that side, for whoever works for it. */
static const char *names_on(struct ctx *c, const struct household_file *f, struct id side)
{
  const char *names = NULL;
  for (size_t i = 0; i < f->memberships.count; i++) {
    const char *const name = person_name(c, &f->persons.at[i]);
    if (id_same(f->memberships.at[i].side, side)) names = names ? JOIN(&c->arena, names, ", ", name) : name;
  }
  return names ? names : tr(c, N_("Nobody yet."));
}

/* The actor's sides: those that they may split off, or those whose director they ask. */
static int add_sides(struct ctx *c, struct move_view *v, const struct household_file *f, bool to_ask, size_t *others)
{
  *others = 0;
  for (size_t i = 0; i < f->sides.count; i++) {
    const struct household_side *const s = &f->sides.at[i];
    bool asks;
    TRY(split_needs_asking(c, s, &asks));
    if (asks == to_ask) add_option(c, v, s->id, tr(c, side_letter_label(s->letter)), names_on(c, f, s->id));
    else ++*others;
  }
  return OK;
}

static int split_page(struct ctx *c, const struct household_file *f)
{
  static const struct said says[] = {
    { N_("The persons and the notes of this side go on as a household of their own. Who works for this side comes along, and nobody else.") },
    { N_("You direct the new household. The old one keeps who directs it; works that colleague for none of its sides, then who remains is asked to take it up.") },
    { N_("What all sides read here does not change. Who works for another side sees no difference.") },
    { N_("In the new shared part stand the names by which these persons were known here. Address and note for all sides do not come along.") } };
  const struct household *const h = &f->household;
  size_t others;
  struct move_view v = { .title = tr(c, N_("Split a household")), .path = path_of_id(c, HOUSEHOLDS_PATH, h->id, "/splitsen"), .back = path_of_id(c, HOUSEHOLDS_PATH, h->id, NULL),
    .back_label = h->name, .button = tr(c, N_("Split")), .says = { says, COUNT(says) }, .version = h->version,
    .warning = N_("You, or who directs one of the two, can put it back later, on the page of the new household. What colleagues read meanwhile they know."),
    .none = N_("There is no side here that you may split off yourself.") };
  ask_choice(c, &v, &split_ask_record, f->sides.count);
  TRY(add_sides(c, &v, f, false, &others));
  ask_also(c, &v, &split_ask_record, "name");
  if (others) {
    v.instead = path_of_id(c, HOUSEHOLDS_PATH, h->id, "/splitsen/vragen");
    v.instead_label = tr(c, N_("A colleague of your side directs this household: ask that colleague to split it"));
  }
  return move_page(c, &v, &split_ask_record);
}

int show_split(struct ctx *c)
{
  struct id id;
  struct household_file f;
  TRY(path_id(c, &id));
  TRY(household_file(c, id, &f));
  return id_same(f.household.id, id) ? split_page(c, &f) : redirect(c, path_of_id(c, HOUSEHOLDS_PATH, f.household.id, "/splitsen"));
}

int split(struct ctx *c)
{
  struct id id, new;
  TRY(path_id(c, &id));
  TRY(split_asked(c, id, form_row(c, split_ask), &new));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, new, NULL), "toegevoegd");
}

int show_split_wish(struct ctx *c)
{
  static const struct said says[] = {
    { N_("Nothing yet: who directs gets a task, looks whether it is right, and splits it or talks with you.") },
    { N_("Is somebody in danger because both are in one household? Call that colleague, and do not wait for the task.") } };
  struct id id;
  struct household_file f;
  size_t others;
  TRY(path_id(c, &id));
  TRY(household_file(c, id, &f));
  const struct household *const h = &f.household;
  if (!id_same(h->id, id)) return redirect(c, path_of_id(c, HOUSEHOLDS_PATH, h->id, "/splitsen/vragen"));
  struct move_view v = { .title = tr(c, N_("Ask for a split")), .path = path_of_id(c, HOUSEHOLDS_PATH, h->id, "/splitsen/vragen"), .back = path_of_id(c, HOUSEHOLDS_PATH, h->id, NULL),
    .back_label = h->name, .button = tr(c, N_("Ask who directs")), .says = { says, COUNT(says) }, .version = h->version,
    .warning = N_("Who directs decides about splitting, so that each household keeps somebody who directs it."), .none = N_("There is nobody to ask: you decide this yourself.") };
  ask_choice(c, &v, &split_wish_record, f.sides.count);
  TRY(add_sides(c, &v, &f, true, &others));
  return move_page(c, &v, &split_wish_record);
}

int wish_split(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(split_wished(c, id, form_row(c, split_wish)));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, id, NULL), "regisseur");
}

int show_unsplit(struct ctx *c)
{
  struct id id, from;
  struct household h;
  TRY(path_id(c, &id));
  TRY(household_get(c, id, &h));
  TRY(household_split_from(c, id, &from));
  if (!id_known(from)) return not_there(c);
  const struct form_page v = { .title = tr(c, N_("Put a household back")), .path = path_of_id(c, HOUSEHOLDS_PATH, id, "/splitsen/ongedaan"), .token_path = HOUSEHOLDS_PATH "/:id/splitsen/ongedaan",
    .back = path_of_id(c, HOUSEHOLDS_PATH, id, NULL), .back_label = h.name, .button = tr(c, N_("Put it back")),
    .note = tr(c, N_("Persons, sides and what was written go back to the household that they were split off from. Who works with them reads what all read there. "
      "Who directs there directs again, and who directs here is told. The other side sees no difference.")) };
  return form_page(c, &v, HOUSEHOLDS_PATH);
}

int unsplit(struct ctx *c)
{
  struct id id, from;
  TRY(path_id(c, &id));
  TRY(household_unsplit(c, id, &from));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS_PATH, from, NULL), "opgeslagen");
}

/* --- to another side ---------------------------------------------------------------------------------- */

static const char *what_comes_of(struct ctx *c, const struct side_option *o)
{
  if (!o->moves) return tr(c, N_("Comes in addition: nobody goes out."));
  if (o->from == SIDE_UNKNOWN) return tr(c, N_("Moves there within this household."));
  return JOIN(&c->arena, tr(c, N_("Moves there from:")), " ", tr(c, side_letter_label(o->from)));
}

static int side_page(struct ctx *c, const struct person *p, const struct side_options *options)
{
  static const struct said says[] = {
    { N_("Who works for the side that you choose comes in: they get to see this person, their addresses and how to reach them.") },
    { N_("Moves within one household: who works only for the side that is left goes out, and does not see this person any more.") },
    { N_("What all sides read does not change. Who works for another side is told nothing.") } };
  bool joins = false, confirm;
  struct move_view v = { .title = tr(c, N_("To another side")), .path = path_of_id(c, "/werk/personen", p->id, "/kant"), .back = path_of_id(c, "/werk/personen", p->id, NULL),
    .back_label = person_name(c, p), .button = tr(c, N_("To this side")), .says = { says, COUNT(says) }, .version = options->version, .next = options->next,
    .warning = N_("Secret addresses open as well. Think first who works for that side, and for whom they work."), .none = N_("You work for no other side that this person can go to.") };
  ask_choice(c, &v, &side_ask_record, options->count);
  v.apart.at = arena_new(&c->arena, struct apart_line, options->count + 1);
  for (size_t i = 0; i < options->count; i++) {
    const struct side_option *const o = &options->at[i];
    const char *const label = JOIN(&c->arena, tr(c, side_letter_label(o->letter)), ", ", o->household_name);
    joins = joins || (!o->moves && !o->apart);
    if (o->apart) v.apart.at[v.apart.count++] = (struct apart_line){ label, path_of_id(c, "/werk/kanten", o->side, "/persoon") };
    else add_option(c, &v, o->side, label, what_comes_of(c, o));
  }
  if (joins) ask_also(c, &v, &side_ask_record, "role");
  TRY(identity_needed(c, p->id, &confirm));
  if (joins && confirm) v.confirm = path_of_id(c, "/werk/personen", p->id, "/bevestigen");
  return move_page(c, &v, &side_ask_record);
}

int show_person_side(struct ctx *c)
{
  struct id id;
  struct person p;
  struct side_options options;
  TRY(path_id(c, &id));
  TRY(person_get(c, id, &p));
  TRY(sides_for_person(c, id, key_asked(c), &options));
  return side_page(c, &p, &options);
}

int move_person(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(person_to_side(c, id, c->form->version, form_row(c, side_ask)));
  return redirect_done(c, path_of_id(c, "/werk/personen", id, NULL), "opgeslagen");
}
