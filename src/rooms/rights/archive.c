#include "archive.h"
#include "accounts.h"
#include "calendar.h"
#include "html.h"
#include "involvement.h"
#include "journal.h"
#include "record_rows.h"
#include "rooms.h"
#include "text.h"

int archive_sides(struct ctx *c, struct id household, struct archive_side_list *out)
{
  struct household_file f;
  TRY(household_file(c, household, &f));
  *out = (struct archive_side_list){ arena_new(&c->arena, struct archive_side, f.sides.count + 1), 0 };
  for (size_t i = 0; i < f.sides.count; i++) out->at[out->count++] = (struct archive_side){ f.sides.at[i].id, f.sides.at[i].letter };
  if (!out->count) out->at[out->count++] = (struct archive_side){ ID_NONE, SIDE_UNKNOWN };
  return OK;
}

/* --- walking ------------------------------------------------------------------------------------------------------ */

enum { PARTS_MOST = 400, ROWS_AT_ONCE = 200 };
struct part { struct id compartment; const char *name; };
struct plan {
  struct part at[PARTS_MOST];
  size_t count;
  const char *name;                    /* of the part whose compartments are being collected */
  const struct household_file *file;
  struct id side;                      /* whose file this is: persons of another are named nowhere in it */
  struct id known_in;                  /* colleagues of this side by name */
  const struct archive_to *to;
};

static int add_part(struct ctx *c, struct id compartment, void *arg)
{
  struct plan *const p = arg;
  for (size_t i = 0; i < p->count; i++) if (id_same(p->at[i].compartment, compartment)) return OK;
  const int rc = involvement_open(c, compartment);
  if (absent(c, rc)) return OK;
  TRY(rc);
  if (p->count == PARTS_MOST) return fail(c, ERR_FULL, NULL, N_("This is too much to show at once."));
  p->at[p->count++] = (struct part){ compartment, p->name };
  return OK;
}

/* The person's own file, and what rooms keep apart about them. */
static int add_person(struct ctx *c, struct plan *p, const struct person *person)
{
  p->name = person_name(c, person);
  TRY(add_part(c, person->compartment, p));
  for (size_t k = 0; rooms[k]; k++) if (rooms[k]->of_person) TRY(rooms[k]->of_person(c, person->id, add_part, p));
  return OK;
}

static int plan_parts(struct ctx *c, const struct household_file *f, const struct archive_side *side, struct plan *p)
{
  p->side = side->side;
  p->name = tr(c, item_place_label(ITEM_SHARED));
  p->known_in = f->household.compartment;
  if (id_known(f->household.compartment)) TRY(add_part(c, f->household.compartment, p));
  for (size_t i = 0; i < f->earlier.count; i++) TRY(add_part(c, f->earlier.at[i].compartment, p));
  const struct household_side *const own = file_side(f, side->side);
  if (own) {
    p->name = tr(c, side_letter_label(own->letter));
    p->known_in = own->compartment;
    TRY(add_part(c, own->compartment, p));
  }
  for (size_t i = 0; i < f->persons.count; i++) if (id_same(f->memberships.at[i].side, side->side)) TRY(add_person(c, p, &f->persons.at[i]));
  return OK;
}

/* --- rows ------------------------------------------------------------------------------------------------------------ */

/* What nobody's scope asks for at the console. */
static bool stays_out(const struct ctx *c, const struct record *rec, const void *row)
{
  if (c->scope.reach != REACH_ALL) return false;
  if (rec == &address_record) return ((const struct address *)row)->secret != NO;
  return rec == &contact_way_record && ((const struct contact_way *)row)->safe != YES;
}

static bool is_this_household(const struct plan *p, struct id id)
{
  for (size_t i = 0; i < p->file->earlier.count; i++) if (id_same(p->file->earlier.at[i].id, id)) return true;
  return id_same(p->file->household.id, id);
}

/* A person may belong to another household too: where, is not for this archive. */
static bool of_another_household(const struct plan *p, const struct record *rec, const void *row)
{
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    if (f->kind == FIELD_REF && f->target == &household_record && id_known(field_id(f, row)) && !is_this_household(p, field_id(f, row))) return rec != &household_record;
  }
  return false;
}

/* Who is meant, beside the id by which the record is found elsewhere in the file. */
static const char *whom_said(struct ctx *c, const struct plan *p, struct id id)
{
  const char *name = NULL;
  for (size_t i = 0; i < p->file->persons.count; i++)
    if (id_same(p->file->persons.at[i].id, id) && id_same(p->file->memberships.at[i].side, p->side)) name = person_name(c, &p->file->persons.at[i]);
  const struct household_member *const m = file_member(p->file, id);
  if (m) name = m->shared_name;
  if (id_same(p->file->household.id, id)) name = p->file->household.name;
  return name && *name ? JOIN(&c->arena, name, " (", arg_id(&c->arena, id), ")") : arg_id(&c->arena, id);
}

static int text_of(struct ctx *c, const struct plan *p, const struct field *f, const void *row, const char **out)
{
  bool known = true;
  *out = NULL;
  if (f->kind == FIELD_REF && f->target == &account_record) {
    if (c->scope.reach != REACH_ALL || id_known(p->known_in)) TRY(ever_worked_in(c, p->known_in, field_id(f, row), &known));
    return known ? account_name(c, field_id(f, row), out) : OK;
  }
  *out = f->kind == FIELD_REF ? whom_said(c, p, field_id(f, row)) : f->kind == FIELD_TIME ? field_printed(c, f, row) : field_said(c, f, row);
  return OK;
}

enum { LINES_MOST = 400 };             /* of one field whose value is data: the answers of a long questionnaire */
struct saying { const struct field *f; struct archive_field_list *to; size_t room; };

static int add_field(struct ctx *c, const char *label, const char *text, void *arg)
{
  struct saying *const s = arg;
  if (s->to->count == s->room) return fail(c, ERR_FULL, NULL, N_("This is too much to show at once."));
  s->to->at[s->to->count++] = (struct archive_field){ s->f->name, label, text };
  return OK;
}

static int fields_of(struct ctx *c, const struct plan *p, const struct record *rec, const void *row, struct archive_field_list *out)
{
  struct saying s = { .to = out, .room = rec->count + LINES_MOST };
  *out = (struct archive_field_list){ arena_new(&c->arena, struct archive_field, s.room), 0 };
  for (size_t i = 0; i < rec->count; i++) {
    const char *text = NULL;
    bool told;
    s.f = &rec->fields[i];
    if ((s.f->flags & SECRET) || !field_known(s.f, row)) continue;
    TRY(room_says(c, rec, s.f, row, add_field, &s, &told));
    if (!told) TRY(text_of(c, p, s.f, row, &text));
    if (text && *text) TRY(add_field(c, tr(c, s.f->label), text, &s));
  }
  return OK;
}

static int times_of(struct ctx *c, const struct plan *p, struct id id, struct archive_row *out)
{
  struct journal_line_list lines;
  bool known = false;
  TRY(journal_of(c, id, &lines));
  for (size_t i = 0; i < lines.count; i++) {
    if (strcmp(lines.at[i].verb, "insert") == 0) {
      out->written = lines.at[i].at;
      TRY(ever_worked_in(c, p->known_in, lines.at[i].actor, &known));
      if (known) TRY(account_name(c, lines.at[i].actor, &out->by));
    }
    else if (strcmp(lines.at[i].verb, "update") == 0) out->changed = lines.at[i].at;
  }
  return OK;
}

static int write_row(struct ctx *c, const struct plan *p, const struct part *part, const struct record *rec, const void *row)
{
  const struct id id = *(const struct id *)row;
  struct archive_row line = { .table = rec->name, .title = record_title(c, rec), .part = part->name };
  if (stays_out(c, rec, row) || of_another_household(p, rec, row)) return OK;
  line.key = JOIN(&c->arena, rec->name, ":", arg_id(&c->arena, id));
  TRY(fields_of(c, p, rec, row, &line.fields));
  TRY(times_of(c, p, id, &line));
  return p->to->row(c, &line, p->to->of);
}

/* What was read stays in memory until it is told in the journal. */
static int write_some(struct ctx *c, const struct plan *p, const struct part *part, const struct record *rec, struct id *after, size_t *count)
{
  struct list rows;
  TRY(record_rows_in(c, rec, part->compartment, *after, ROWS_AT_ONCE, &rows));
  for (size_t i = 0; i < rows.count; i++) TRY(write_row(c, p, part, rec, list_row(rec, rows, i)));
  if (rows.count) *after = *(const struct id *)list_row(rec, rows, rows.count - 1);
  *count = rows.count;
  return OK;
}

static int write_part(struct ctx *c, const struct plan *p, const struct part *part)
{
  for (size_t r = 0; rooms[r]; r++)
    for (size_t i = 0; rooms[r]->records && rooms[r]->records[i]; i++) {
      struct id after = ID_NONE;
      size_t count = ROWS_AT_ONCE;
      if (rooms[r]->records[i]->protection != SEALED) continue;
      while (count == ROWS_AT_ONCE) TRY(write_some(c, p, part, rooms[r]->records[i], &after, &count));
    }
  return OK;
}

static int still_open(struct ctx *c, const struct plan *p, bool *out)
{
  struct involvement_list rows;
  *out = false;
  for (size_t i = 0; i < p->count && !*out; i++) {
    TRY(involvements_of_compartment(c, p->at[i].compartment, &rows));
    *out = rows.count > 0;
  }
  return OK;
}

int archive_write(struct ctx *c, struct id household, const struct archive_side *side, const struct archive_to *to)
{
  struct household_file f;
  struct plan *const p = arena_new(&c->arena, struct plan, 1);
  char *const made = arena_alloc(&c->arena, 21);
  TRY(household_file(c, household, &f));
  p->to = to;
  p->file = &f;
  TRY(plan_parts(c, &f, side, p));
  instant_format(c->now, made);
  struct archive_head head = { .household = f.household.id, .name = f.household.name, .made = made, .letter = side->letter };
  TRY(still_open(c, p, &head.open));
  TRY(to->begin(c, &head, to->of));
  for (size_t i = 0; i < p->count; i++) TRY(write_part(c, p, &p->at[i]));
  TRY(to->end(c, to->of));
  journal_later(c, "export", "household", f.household.id, f.household.compartment, "archive");
  return OK;
}
