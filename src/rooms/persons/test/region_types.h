/* For tests of a region: forms filled in as colleagues would, and as nobody should; for whom what is typed is meant. */
#ifndef REGION_TYPES_H
#define REGION_TYPES_H
#include "region_look.h"
#include "json.h"

enum { GUESSES = 2 };                                      /* rows of one kind and party that are tried at each route */

static inline int set_up_known(void **state)
{
  set_up(state);
  for (size_t i = 0; i < COUNT(works); i++) follow(person_called(g, works[i].called), PAGES_OF_OTHERS);
  kinds_learnt();
  none_was_wrong();
  asked = 0;
  return 0;
}

/* --- what a form sends ------------------------------------------------------------------------------------------ */

/* As somebody would fill it in, or (`badly`) as nobody should. An id stands for whatever the field refers to. */
static inline const char *filled(const struct field *f, bool badly, const char *id)
{
  if (f->kind == FIELD_REF) return id;
  if (badly) return f->kind == FIELD_TEXT ? "%ff" : "fout";
  if (f->kind == FIELD_ENUM || f->kind == FIELD_SET) return f->values->count > 1 ? f->values->at[1].key : "";
  if (f->kind == FIELD_INT) return "1";
  if (f->kind == FIELD_DATE) return f->flags & NOT_IN_FUTURE ? "2026-11-20" : "2027-01-15";
  return f->kind == FIELD_TEXT ? "Tekst" : "";
}
static inline const char *body_of(const struct route *row, bool badly, struct id ref)
{
  static char body[8000];
  char id[ID_TEXT];
  size_t n = (size_t)snprintf(body, sizeof body, "version=1");
  id_format(ref, id);
  for (size_t i = 0; row->accepts && i < row->accepts->count; i++)
    n += (size_t)snprintf(body + n, sizeof body - n, "&%s=%s", row->accepts->fields[i].name, filled(&row->accepts->fields[i], badly, id));
  assert_true(n < sizeof body);
  return body;
}

/* The same as a program sends it; `version`: with the row's version, as what is done to something stored has it. */
static inline const char *as_json(const struct route *row, const char *form, bool version)
{
  static char out[9000], pairs[8000];
  struct buf b = { 0 };
  struct json j = { .b = &b };
  char *rest = pairs, *value;
  snprintf(pairs, sizeof pairs, "%s", form);
  json_open(&j, '{');
  for (const char *name; (value = strsep(&rest, "&")) != NULL; ) {
    name = strsep(&value, "=");
    const struct field *const f = row->accepts ? record_field(row->accepts, name) : NULL;
    if (strcmp(name, "version") == 0 && version) json_num(&j, name, strtol(value, NULL, 10));
    if (!f || f->flags & IN_PROGRAM || f->kind == FIELD_LIST || !value || !*value) continue;
    json_key(&j, name);
    if (f->kind == FIELD_SET) put(&b, "[");
    if (f->kind == FIELD_INT) put(&b, value);
    else json_text(&b, value);
    if (f->kind == FIELD_SET) put(&b, "]");
  }
  json_close(&j);
  snprintf(out, sizeof out, "%s", buf_text(&b));
  buf_release(&b);
  return out;
}

/* How many rows of this one's kind and party come before it; of its household alone, where that is asked. */
static inline size_t rows_before(size_t i, bool of_house)
{
  size_t before = 0;
  const struct row *const row = &g->rows[i];
  for (size_t k = 0; row->place < PLACES_MOST && k < i; k++) {
    if (g->rows[k].rec != row->rec || g->rows[k].place == PLACES_MOST) continue;
    const struct place *const one = &g->places[g->rows[k].place], *const other = &g->places[row->place];
    before += one->part == other->part && (!of_house || one->house == other->house);
  }
  return before;
}

/* One of each kind and party: whether this row is among the first of them. */
static inline bool is_tried(size_t i) { return rows_before(i, false) < (is_long() ? ROWS_MOST : GUESSES); }
/* Likewise of the household whose people live apart, in which forms are filled in: whatever the order in which chance made the rows. */
static inline bool is_typed_in(size_t i)
{
  return g->rows[i].place < PLACES_MOST && g->places[g->rows[i].place].house == APART && rows_before(i, true) < (is_long() ? ROWS_MOST : GUESSES);
}

/* --- for whom what is typed is meant ---------------------------------------------------------------------------------- */

/* Forms of a household whose page says that everybody who works with it reads them. */
static inline bool is_for_all(const struct route *row)
{
  static const char *const after[] = { "/gedeeld", "/lid", "/fase", "/regie/overdragen", "/regie/nemen" };
  const char *const rest = strrchr(row->path, ':') + strcspn(strrchr(row->path, ':'), "/");
  for (size_t i = 0; i < COUNT(after); i++) if (strcmp(rest, after[i]) == 0) return true;
  return false;
}
/* They let people in and out, and move what there is: afterwards another rule would hold. */
static inline bool moves_people(const struct route *row)
{
  static const char *const parts[] = { "betrokkenen", "toegang", "samenvoegen", "splitsen", "/kant", "overdragen", "afscherming", "/grond", "/einde", "/weg", "intrekken", "/geven", "/klaar", "/regie/", "/terug" };
  for (size_t i = 0; i < COUNT(parts); i++) if (strstr(row->path, parts[i])) return true;
  return false;
}

/* For whom it is meant. A household has forms of one's own side; what lies with all is for all, but for what somebody thinks of a plan. */
static inline unsigned meant_for(const struct someone *p, const struct route *row, const struct row *at)
{
  const unsigned own = p->sees[APART] & (OF_A | OF_B | OF_CHILD), part = g->places[at->place].part;
  if (at->rec == &household_record) return is_for_all(row) ? SHARED : own;
  return part == SHARED && strstr(row->path, "/inspraak") ? own : part;
}

static inline size_t meant_place(unsigned part)
{
  const struct id none = { { (uint8_t)(0xA0 + part), 7 } };        /* no compartment: only what its words are for */
  place_added(g, none, APART, part);
  return place_found(g, none);
}

/* The version that a form was shown with, or that a program read; "1" where there is none. */
static inline const char *version_shown(const struct someone *p, bool program, const char *target)
{
  static char version[20];
  const char *const before = program ? "\"version\":" : "name=\"version\" value=\"", *at;
  snprintf(version, sizeof version, "1");
  if (visit(p, program, target, NULL) == 200 && (at = strstr(buf_text(&g->t.w->c.out), before)) != NULL)
    snprintf(version, sizeof version, "%.*s", (int)strspn(at + strlen(before), "0123456789"), at + strlen(before));
  return version;
}

static inline struct id own_person(const struct someone *p)
{
  return p->sees[APART] & OF_A ? g->person_a[APART] : p->sees[APART] & OF_B ? g->person_b[APART] : g->child;
}

static inline bool is_one_of(const char *name, const char *const *names, size_t count)
{
  for (size_t i = 0; i < count; i++) if (strcmp(name, names[i]) == 0) return true;
  return false;
}

/* The word in every free text; what has a form of its own is left out, and an id is the own person's or account's. */
static inline const char *typed_as(const struct someone *p, const struct field *f, const char *word)
{
  static const char *const persons[] = { "person", "about", "one" }, *const accounts[] = { "coordinator", "account" }, *const skipped[] = { "struck", "alternative", "asker_name" };
  static char id[ID_TEXT];
  if (is_one_of(f->name, skipped, COUNT(skipped))) return "";
  if (strcmp(f->name, "doer") == 0) return "somebody";
  if (strcmp(f->name, "place") == 0) return p->sees[APART] & OF_A ? "a" : "b";
  if (f->values == &contact_kind_choices) return "other";
  if (f->kind == FIELD_TEXT) return f->check || (f->max && f->max < WORD) || strcmp(f->name, "municipality") == 0 ? "" : word;
  id_format(is_one_of(f->name, accounts, COUNT(accounts)) ? p->account : own_person(p), id);
  return filled(f, false, is_one_of(f->name, persons, COUNT(persons)) || is_one_of(f->name, accounts, COUNT(accounts)) ? id : "");
}
static inline const char *typed_in(const struct someone *p, const struct route *row, const char *version, const char *word)
{
  static char body[8000];
  size_t n = (size_t)snprintf(body, sizeof body, "version=%s", version);
  for (size_t i = 0; row->accepts && i < row->accepts->count; i++)
    n += (size_t)snprintf(body + n, sizeof body - n, "&%s=%s", row->accepts->fields[i].name, typed_as(p, &row->accepts->fields[i], word));
  assert_true(n < sizeof body);
  return body;
}

/* In the form of a route for one row; `*taken`: it was written. */
static inline void type_one(const struct someone *p, size_t route, size_t i, bool *taken)
{
  const struct row *const at = &g->rows[i];
  char target[200], word[WORD_TEXT];
  word_of(meant_place(meant_for(p, routes[route], at)), TYPED + route, word);
  target_of(routes[route], at->id, target);
  const bool program = is_api(routes[route]);
  const char *const typed = typed_in(p, routes[route], version_shown(p, program, target), word);
  if (!program) *taken |= visit(p, false, target, typed) == 303;
  else for (int version = 0; version < 2; version++) *taken |= visit(p, true, target, as_json(routes[route], typed, version)) < 300;
}
static inline void types(const struct someone *p, size_t route, bool *taken)
{
  for (size_t i = 0; i < g->row_count; i++) {
    const struct row *const at = &g->rows[i];
    if (is_typed_in(i) && takes[route][record_number(at->rec)] && may_read(p, &g->places[at->place])) type_one(p, route, i, taken);
  }
}
#endif
