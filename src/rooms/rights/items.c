#include "items.h"
#include "accounts.h"
#include "html.h"
#include "journal.h"
#include "need_to_know.h"
#include "plan_releases.h"
#include "privacy.h"
#include "record_rows.h"
#include "rooms.h"
#include "text.h"

DEFINE_CHOICES(item_place, ITEM_PLACES)

/* --- whose it is ----------------------------------------------------------------------------------------- */

int ever_worked_in(struct ctx *c, struct id compartment, struct id account, bool *out)
{
  struct involvement_list rows;
  *out = false;
  TRY(involvements_ever(c, compartment, &rows));
  for (size_t i = 0; id_known(account) && i < rows.count; i++)
    *out |= id_same(rows.at[i].account, account) && rows.at[i].purpose != PURPOSE_EMERGENCY && rows.at[i].purpose != PURPOSE_ACCESS_RIGHT;
  return OK;
}

int row_written(struct ctx *c, struct id row, struct instant *at, struct id *by)
{
  struct journal_line_list lines;
  *at = (struct instant){ 0 };
  *by = ID_NONE;
  TRY(journal_of(c, row, &lines));
  for (size_t i = 0; i < lines.count; i++) {
    if (strcmp(lines.at[i].verb, "insert") != 0) continue;
    *at = instant_of(lines.at[i].at);
    *by = lines.at[i].actor;
    break;
  }
  return OK;
}

/* What a walk looks for, and what it found. */
struct walk {
  const struct right *r;
  struct household_file file;          /* of the household */
  struct id member;                    /* the person's own there; ID_NONE: none */
  struct involvement_list side;        /* who ever worked for the side */
  struct id seen[64];                  /* compartments that were walked */
  size_t seen_count;
  enum item_place place;
  struct right_item_list out;
  size_t room;
};

static bool worked_for_side(const struct walk *w, struct id account)
{
  for (size_t i = 0; i < w->side.count; i++)
    if (id_same(w->side.at[i].account, account) && w->side.at[i].purpose != PURPOSE_EMERGENCY && w->side.at[i].purpose != PURPOSE_ACCESS_RIGHT) return true;
  return false;
}

/* Everybody who ever wrote in it worked for this side: else it came from another, or nobody knows from whom. */
static int from_this_side(struct ctx *c, const struct walk *w, struct id row, bool *out)
{
  struct journal_line_list lines;
  size_t writes = 0;
  *out = true;
  TRY(journal_of(c, row, &lines));
  for (size_t i = 0; i < lines.count; i++) {
    if (strcmp(lines.at[i].verb, "insert") != 0 && strcmp(lines.at[i].verb, "update") != 0) continue;
    writes++;
    *out = *out && worked_for_side(w, lines.at[i].actor);
  }
  *out = *out && writes;
  return OK;
}

/* The household, or one that was merged into it. */
static bool is_this_household(const struct walk *w, struct id id)
{
  for (size_t i = 0; i < w->file.earlier.count; i++) if (id_same(w->file.earlier.at[i].id, id)) return true;
  return id_same(w->file.household.id, id);
}

enum whose { NOBODYS, OWN, OTHERS };

static enum whose own_if(bool own) { return own ? OWN : OTHERS; }

static enum whose whose_person(const struct walk *w, struct id id)
{
  if (!id_known(id)) return NOBODYS;
  return own_if(id_same(id, w->r->person.id) || (id_known(w->member) && id_same(id, w->member)));      /* what all read names members */
}

/* By the people it refers to: own where this person is one of them; others' where it is of another side or household. */
static enum whose whose_row(const struct walk *w, const struct record *rec, const void *row)
{
  const struct id id = *(const struct id *)row;
  enum whose is = NOBODYS;
  if (rec == &person_record) return own_if(id_same(id, w->r->person.id));
  if (rec == &household_record) return own_if(is_this_household(w, id));
  if (rec == &household_side_record) return own_if(id_same(id, w->r->side.id));
  if (rec == &household_member_record) return own_if(id_known(w->member) && id_same(id, w->member));
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    if (f->kind != FIELD_REF || !id_known(field_id(f, row))) continue;
    const struct id to = field_id(f, row);
    if (f->target == &household_record && !is_this_household(w, to)) return OTHERS;
    if (f->target == &household_side_record && !id_same(to, w->r->side.id)) return OTHERS;
    if (f->target != &person_record && f->target != &household_member_record) continue;
    if (is != OWN) is = whose_person(w, to);
  }
  return is;
}

static struct id row_of(const struct record *rec, const void *row, const char *name)
{
  const struct field *const f = record_field(rec, name);
  return f && f->kind == FIELD_REF ? field_id(f, row) : ID_NONE;
}

/* What names nobody but hangs on a plan, or on an action, is about whom that is about, whichever household it was made through: a sheet of the safety
 * plan of another adult of the same side is no part of this person's file. What it hangs on is not to be found: left out. */
static int hangs_on(struct ctx *c, const struct walk *w, const struct record *rec, const void *row, enum whose *out)
{
  struct case_action a = { .id = row_of(rec, row, "action") };
  struct plan p = { .id = row_of(rec, row, "plan") };
  int rc = OK;
  *out = NOBODYS;
  if (id_known(a.id)) {
    rc = action_get(c, a.id, &a);
    if (rc == OK) *out = whose_person(w, a.whom) == OWN ? OWN : whose_person(w, id_known(a.person) ? a.person : a.whom);
    if (rc == OK) p.id = a.plan;
  }
  if (rc == OK && *out == NOBODYS && id_known(p.id)) {
    rc = plan_get(c, p.id, &p);
    if (rc == OK) *out = whose_person(w, p.person);
  }
  if (absent(c, rc)) { *out = OTHERS; return OK; }
  return rc;
}

/* Whether it is for this person to know. Of what stands in somebody else's plan: the words that this somebody released to the family, and no others. */
static int about_this_person(struct ctx *c, const struct walk *w, const struct record *rec, const void *row, bool *all, bool *released)
{
  enum whose is = whose_row(w, rec, row);
  *released = false;
  if (is == NOBODYS) TRY(hangs_on(c, w, rec, row, &is));
  *all = is != OTHERS;
  return *all || rec != &plan_release_record ? OK : release_stands(c, row, released);
}

/* --- walking ----------------------------------------------------------------------------------------------- */

/* What this room keeps says what is decided on the file: it is no part of it. */
static bool is_of_the_file(const struct record *rec)
{
  return rec->protection == SEALED && rec != &rights_request_record && strncmp(rec->name, "rights_", 7) != 0;
}

static const char *key_of(struct ctx *c, const struct record *rec, struct id id) { return JOIN(&c->arena, rec->name, ":", arg_id(&c->arena, id)); }

/* What stood in the plan itself is not released with them. */
static struct item_text_list released_words(struct ctx *c, const struct plan_release *r)
{
  struct item_text_list out = { arena_new(&c->arena, struct item_text, 1), 1 };
  out.at[0] = (struct item_text){ tr(c, record_field(&plan_release_record, "words")->label), r->words };
  return out;
}

static int add_row(struct ctx *c, struct walk *w, const struct record *rec, const void *row)
{
  struct right_item item = { .rec = rec, .row = row, .id = *(const struct id *)row, .place = w->place };
  bool ours = true, all, released;
  TRY(about_this_person(c, w, rec, row, &all, &released));
  if (!all && !released) return OK;
  if (w->place == ITEM_SHARED) TRY(from_this_side(c, w, item.id, &ours));
  if (!ours) return OK;
  if (all) TRY(record_texts(c, rec, row, &(struct item_reader){ w->r, &w->file }, &item.texts));
  else item.texts = released_words(c, row);
  if (!item.texts.count) return OK;                          /* says nothing: references only */
  if (w->out.count == RIGHT_ITEMS_MOST) return fail(c, ERR_FULL, NULL, N_("This is too much to show at once."));
  memcpy(&item.version, (const char *)row + sizeof(struct id), sizeof item.version);
  memcpy(&item.compartment, (const char *)row + sizeof(struct id) + sizeof item.version, sizeof item.compartment);
  item.key = key_of(c, rec, item.id);
  TRY(row_written(c, item.id, &item.written, &item.by));
  if (w->out.count == w->room) {
    struct right_item *const more = arena_new(&c->arena, struct right_item, w->room ? w->room * 2 : 64);
    if (w->out.count) memcpy(more, w->out.at, w->out.count * sizeof *more);
    w->room = w->room ? w->room * 2 : 64;
    w->out.at = more;
  }
  w->out.at[w->out.count++] = item;
  return OK;
}

enum { ROWS_AT_ONCE = 200 };

static int walk_record(struct ctx *c, struct walk *w, const struct record *rec, struct id compartment)
{
  struct id after = ID_NONE;
  for (struct list rows = { .count = ROWS_AT_ONCE }; rows.count == ROWS_AT_ONCE; ) {
    TRY(record_rows_in(c, rec, compartment, after, ROWS_AT_ONCE, &rows));
    for (size_t i = 0; i < rows.count; i++) TRY(add_row(c, w, rec, list_row(rec, rows, i)));
    if (rows.count) after = *(const struct id *)list_row(rec, rows, rows.count - 1);
  }
  return OK;
}

static int walk_compartment(struct ctx *c, struct id compartment, void *arg)
{
  struct walk *const w = arg;
  const int rc = involvement_open(c, compartment);
  if (absent(c, rc)) return OK;
  TRY(rc);
  for (size_t i = 0; i < w->seen_count; i++) if (id_same(w->seen[i], compartment)) return OK;
  if (w->seen_count == COUNT(w->seen)) return fail(c, ERR_FULL, NULL, N_("This is too much to show at once."));
  w->seen[w->seen_count++] = compartment;
  for (size_t r = 0; rooms[r]; r++)
    for (size_t i = 0; rooms[r]->records && rooms[r]->records[i]; i++)
      if (is_of_the_file(rooms[r]->records[i])) TRY(walk_record(c, w, rooms[r]->records[i], compartment));
  return OK;
}

static void own_member(struct walk *w)
{
  const struct membership *const own = file_membership_of(&w->file, w->r->person.id);
  if (own) w->member = own->member;
}

/* The side's notes and what the household shares. */
static int walk_household(struct ctx *c, struct walk *w)
{
  TRY(household_file(c, w->r->side.household, &w->file));
  TRY(involvements_ever(c, w->r->side.compartment, &w->side));
  own_member(w);
  w->place = ITEM_SIDE;
  TRY(walk_compartment(c, w->r->side.compartment, w));
  w->place = ITEM_SHARED;
  if (id_known(w->file.household.compartment)) TRY(walk_compartment(c, w->file.household.compartment, w));
  for (size_t i = 0; i < w->file.earlier.count; i++) TRY(walk_compartment(c, w->file.earlier.at[i].compartment, w));
  return OK;
}

/* In one order always: by place, by table, by number. */
static int item_order(const void *a, const void *b)
{
  const struct right_item *const x = a, *const y = b;
  if (x->place != y->place) return (int)x->place - (int)y->place;
  const int tables = strcmp(x->rec->name, y->rec->name);
  return tables ? tables : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int right_items(struct ctx *c, const struct right *r, struct right_item_list *out)
{
  struct walk w = { .r = r };
  if (id_known(r->side.id)) TRY(walk_household(c, &w));
  w.place = ITEM_PERSON;
  TRY(walk_compartment(c, r->person.compartment, &w));
  w.place = ITEM_APART;
  for (size_t k = 0; rooms[k]; k++) if (rooms[k]->of_person) TRY(rooms[k]->of_person(c, r->person.id, walk_compartment, &w));
  if (w.out.count) qsort(w.out.at, w.out.count, sizeof *w.out.at, item_order);
  *out = w.out;
  return OK;
}

int right_item_of(const struct right_item_list *items, const char *key, const struct right_item **out)
{
  for (size_t i = 0; key && i < items->count; i++) if (strcmp(items->at[i].key, key) == 0) { *out = &items->at[i]; return OK; }
  return ERR_NOT_FOUND;
}

/* --- words -------------------------------------------------------------------------------------------------- */

/* That there are sides is no word for the person: who reads of one knows of another. */
const char *record_title(struct ctx *c, const struct record *rec)
{
  const char *const words = rec == &household_side_record ? tr(c, N_("Notes")) : key_in_words(c, &journal_thing_choices, rec->name);
  char *const title = arena_text(&c->arena, words, strlen(words));
  for (char *s = title; words == rec->name && *s; s++) if (*s == '_') *s = ' ';
  if (*title >= 'a' && *title <= 'z') *title = (char)(*title - 'a' + 'A');
  return title;
}

/* What a row's own fields say, at the most. */
static size_t texts_most(const struct record *rec) { return rec->count + 1; }

static void add_text(struct item_text_list *out, const char *label, const char *text)
{
  if (text && *text) out->at[out->count++] = (struct item_text){ label, text };
}

/* A colleague's name, of those who worked there. */
static int add_colleague(struct ctx *c, struct id account, struct id known_in, const char *label, struct item_text_list *out)
{
  const char *name = NULL;
  bool known;
  TRY(ever_worked_in(c, known_in, account, &known));
  if (known) TRY(account_name(c, account, &name));
  add_text(out, label, name);
  return OK;
}

/* What its room says of a field whose value is no text for people: there may be any number of them. */
struct said { struct item_text_list list; size_t room; };

static int add_said(struct ctx *c, const char *label, const char *text, void *arg)
{
  struct said *const to = arg;
  if (to->list.count == to->room) {
    struct item_text *const more = arena_new(&c->arena, struct item_text, to->room * 2 + 16);
    if (!more) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
    if (to->list.count) memcpy(more, to->list.at, to->list.count * sizeof *more);
    to->list.at = more;
    to->room = to->room * 2 + 16;
  }
  add_text(&to->list, label, text);
  return OK;
}

int room_says(struct ctx *c, const struct record *rec, const struct field *f, const void *row, each_said *each, void *arg, bool *told)
{
  *told = false;
  for (size_t r = 0; rooms[r] && !*told; r++) if (rooms[r]->in_words) TRY(rooms[r]->in_words(c, rec, f, row, each, arg, told));
  return OK;
}

static int said_by_room(struct ctx *c, const struct record *rec, const struct field *f, const void *row, struct item_text_list *out, bool *told)
{
  struct said said = { .room = 0 };
  TRY(room_says(c, rec, f, row, add_said, &said, told));
  if (!said.list.count) return OK;
  struct item_text *const all = arena_new(&c->arena, struct item_text, out->count + said.list.count + texts_most(rec));
  if (!all) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  if (out->count) memcpy(all, out->at, out->count * sizeof *all);
  memcpy(all + out->count, said.list.at, said.list.count * sizeof *all);
  *out = (struct item_text_list){ all, out->count + said.list.count };
  return OK;
}

/* The name of somebody as the person may know them: the own one, or as the household calls them. NULL: neither. */
static const char *name_for(struct ctx *c, const struct item_reader *reader, struct id to)
{
  const struct membership *const own = file_membership_of(reader->file, reader->r->person.id), *const theirs = file_membership_of(reader->file, to);
  const struct household_member *const member = file_member(reader->file, theirs ? theirs->member : to);
  if (id_same(to, reader->r->person.id) || (own && member && id_same(own->member, member->id))) return person_name(c, &reader->r->person);
  return member ? member->shared_name : NULL;
}

/* Who reads it, for somebody who is not to hear that there are sides. */
static const char *readers_for(struct ctx *c, const struct field *f, const void *row)
{
  enum case_place place;
  memcpy(&place, field_of(f, row), sizeof place);
  return place == PLACE_SHARED ? tr(c, N_("Everybody who works with your household")) : tr(c, N_("Only who works for you"));
}

/* Nothing ticked may be none of them, or nobody asked. */
static bool nothing_ticked(const struct field *f, const void *row)
{
  return f->kind == FIELD_SET && !(field_set(f, row).bits & ~UINT64_C(1));
}

static int one_text(struct ctx *c, const struct record *rec, const struct field *f, const void *row, const struct item_reader *reader, struct item_text_list *out)
{
  bool told;
  if ((f->flags & SECRET) || !field_known(f, row) || nothing_ticked(f, row)) return OK;
  TRY(said_by_room(c, rec, f, row, out, &told));
  if (told) return OK;
  if (f->kind == FIELD_TIME) add_text(out, tr(c, f->label), moment_in_words(c, field_time(f, row), false));
  else if (f->kind == FIELD_ENUM && f->values == &case_place_choices) add_text(out, tr(c, f->label), readers_for(c, f, row));
  else if (f->kind != FIELD_REF) add_text(out, tr(c, f->label), field_said(c, f, row));
  else if (f->target == &account_record) return add_colleague(c, field_id(f, row), right_colleagues(reader->r), tr(c, f->label), out);
  else if (!(f->flags & IN_PROGRAM) && (f->target == &person_record || f->target == &household_member_record)) add_text(out, tr(c, f->label), name_for(c, reader, field_id(f, row)));
  return OK;
}

int record_texts(struct ctx *c, const struct record *rec, const void *row, const struct item_reader *reader, struct item_text_list *out)
{
  *out = (struct item_text_list){ arena_new(&c->arena, struct item_text, texts_most(rec)), 0 };
  if (rec == &household_side_record) { add_text(out, tr(c, N_("Notes")), ((const struct household_side *)row)->notes); return OK; }
  for (size_t i = 0; i < rec->count; i++) TRY(one_text(c, rec, &rec->fields[i], row, reader, out));
  return OK;
}
