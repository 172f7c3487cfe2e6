#include "definition_edit.h"
#include "calendar.h"
#include "db.h"
#include "definition_read.h"
#include "hash.h"
#include "say.h"
#include "text.h"
#include <jansson.h>
#include <stdlib.h>

DEFINE_CHOICES(item_move, ITEM_MOVES)
DEFINE_CHOICES(questionnaire_about, QUESTIONNAIRE_ABOUTS)

enum { LINES_MOST = 20000 };

static const struct field item_fields[] = {
  F_TEXT(item_form, link_id,    BY_LINK,  N_("Question"), .max = NAME_MOST),
  F_TEXT(item_form, seen,       BY_LINK,  N_("As it was seen"), .max = 20),
  F_TEXT(item_form, after,      OPTIONAL, N_("Stands behind"), .max = NAME_MOST, .help = N_("In a group: as the last one inside it.")),
  F_ENUM(item_form, type,       REQUIRED, item_type, N_("Type")),
  F_TEXT(item_form, prefix,     OPTIONAL, N_("Number before the question"), .max = NAME_MOST, .help = N_("As people see it, for example 3a.")),
  F_TEXT(item_form, text,       REQUIRED | LONG, N_("Question"), .max = WORDING_MOST / 4, .help = N_("One thing at a time, in words that everybody uses.")),
  F_TEXT(item_form, text_en,    LONG, N_("Question in English"), .max = WORDING_MOST / 4),
  F_ENUM(item_form, required,   OPTIONAL, yes_no, N_("Must it be answered?")),
  F_ENUM(item_form, repeats,    OPTIONAL, yes_no, N_("May several be chosen?"), .help = N_("Only of a choice.")),
  F_TEXT(item_form, options,    LONG, N_("What can be chosen"), .max = LINES_MOST,
         .help = N_("A line each: code | text | English text | score. The last two may be left out. An exclamation mark before the code: chosen with no other.")),
  F_INT (item_form, least,      OPTIONAL, N_("Lowest number"), .min = -1000000, .max = 1000000),
  F_INT (item_form, most,       OPTIONAL, N_("Highest number"), .min = -1000000, .max = 1000000),
  F_TEXT(item_form, conditions, LONG, N_("Only asked if"), .max = LINES_MOST,
         .help = N_("A line each, with the code of a question before this one: 3a = yes. Also != > < >= <= and: 3a exists yes.")),
  F_ENUM(item_form, any,        OPTIONAL, yes_no, N_("Is one of these conditions enough?")),
};
const struct record item_form_record = PART(item_form, item_fields);

static const struct field head_fields[] = {
  F_TEXT(head_form, title,          REQUIRED, N_("Title"), .max = 200),
  F_TEXT(head_form, title_en,       OPTIONAL, N_("Title in English"), .max = 200),
  F_TEXT(head_form, description,    LONG, N_("What it is about"), .max = WORDING_MOST / 4, .help = N_("Who answers reads this first. Say how long it takes.")),
  F_TEXT(head_form, description_en, LONG, N_("What it is about, in English"), .max = WORDING_MOST / 4),
  F_ENUM(head_form, about,          REQUIRED, questionnaire_about, N_("What is this questionnaire about?")),
};
const struct record head_form_record = PART(head_form, head_fields);

/* --- an item from its form ------------------------------------------------------------------------------------------------ */

/* Beside a member: what it is in English. Nothing where that is not said. */
static void set_wording(json_t *o, const char *name, const char *text, const char *english)
{
  char beside[NAME_MOST];
  snprintf(beside, sizeof beside, "_%s", name);
  json_object_set_new(o, name, json_string(text));
  if (!text_known(english)) { json_object_del(o, beside); return; }
  json_object_set_new(o, beside, json_pack("{s:[{s:s,s:[{s:s,s:s},{s:s,s:s}]}]}", "extension", "url", FHIR_EXTENSION("translation"), "extension",
    "url", "lang", "valueCode", "en", "url", "content", "valueString", english));
}

/* The next line, cut at `ends`, without blanks round it; NULL at the end. */
static const char *next_part(struct ctx *c, const char **at, const char *ends)
{
  if (!*at) return NULL;
  const char *const begin = *at + strspn(*at, " \t");
  const size_t n = strcspn(begin, ends);
  size_t size = n;
  *at = begin[n] ? begin + n + 1 : NULL;
  while (size && strchr(" \t\r", begin[size - 1])) size--;
  return arena_text(&c->arena, begin, size);
}

static bool is_whole(const char *s, long *out)
{
  char *end;
  *out = strtol(s, &end, 10);
  return *s && !*end && *out >= -1000000 && *out <= 1000000;
}

static int add_option(struct ctx *c, json_t *to, const char *line)
{
  const char *at = line, *code = next_part(c, &at, "|"), *const text = next_part(c, &at, "|"), *const english = next_part(c, &at, "|"), *const score = next_part(c, &at, "|");
  const bool exclusive = *code == '!';
  long n = 0;
  if (exclusive) code++;
  if (!text_known(text) || (text_known(score) && !is_whole(score, &n)) || at) return fail(c, ERR_INVALID, "options", N_("Write each line as: code | text | English text | score."));
  json_t *const o = json_object(), *const coding = json_pack("{s:s}", "code", code), *const marks = json_array();
  set_wording(coding, "display", text, english);
  if (text_known(score)) json_array_append_new(marks, json_pack("{s:s,s:I}", "url", FHIR_EXTENSION("ordinalValue"), "valueDecimal", (json_int_t)n));
  if (exclusive) json_array_append_new(marks, json_pack("{s:s,s:b}", "url", FHIR_EXTENSION("questionnaire-optionExclusive"), "valueBoolean", 1));
  if (json_array_size(marks)) json_object_set(o, "extension", marks);
  json_decref(marks);
  json_object_set_new(o, "valueCoding", coding);
  json_array_append_new(to, o);
  return OK;
}

/* "3a = yes": a question, how, with what. What it may be compared with is the reader's to say. */
static int add_condition(struct ctx *c, json_t *to, const char *line, const struct definition *d)
{
  const char *at = line, *const question = next_part(c, &at, " "), *const is = next_part(c, &at, " "), *const with = next_part(c, &at, "");
  const size_t of = definition_find(d, question);
  long n;
  if (!text_known(with) || of == NO_ITEM) return fail(c, ERR_INVALID, "conditions", of == NO_ITEM ? N_("A condition asks for a question that stands before it.") : N_("Write each line as: 3a = yes."));
  const enum item_type type = d->items[of].type;
  json_t *const o = json_pack("{s:s,s:s}", "question", question, "operator", is);
  if (strcmp(is, "exists") == 0 || type == ITEM_YES_NO) json_object_set_new(o, "answerBoolean", json_boolean(strcmp(with, "yes") == 0));
  else if (type == ITEM_NUMBER && is_whole(with, &n)) json_object_set_new(o, "answerInteger", json_integer(n));
  else if (type == ITEM_DATE) json_object_set_new(o, "answerDate", json_string(with));
  else json_object_set_new(o, "answerCoding", json_pack("{s:s}", "code", with));
  json_array_append_new(to, o);
  return OK;
}

/* Sets a list from lines; none: takes it away. */
static int set_options(struct ctx *c, json_t *o, const char *text)
{
  json_t *const list = json_array();
  int rc = OK;
  for (const char *at = text, *line; rc == OK && (line = next_part(c, &at, "\n"));) if (*line) rc = add_option(c, list, line);
  if (json_array_size(list)) json_object_set(o, "answerOption", list);
  else json_object_del(o, "answerOption");
  json_decref(list);
  return rc;
}
static int set_conditions(struct ctx *c, json_t *o, const struct item_form *f, const struct definition *d)
{
  json_t *const list = json_array();
  int rc = OK;
  for (const char *at = f->conditions, *line; rc == OK && (line = next_part(c, &at, "\n"));) if (*line) rc = add_condition(c, list, line, d);
  json_object_del(o, "enableBehavior");
  if (json_array_size(list) > 1) json_object_set_new(o, "enableBehavior", json_string(f->any == YES ? "any" : "all"));
  if (json_array_size(list)) json_object_set(o, "enableWhen", list);
  else json_object_del(o, "enableWhen");
  json_decref(list);
  return rc;
}

static void set_flag(json_t *o, const char *name, bool on)
{
  if (on) json_object_set_new(o, name, json_true());
  else json_object_del(o, name);
}

static void set_limits(json_t *o, const struct item_form *f)
{
  json_t *const list = json_array();
  if (f->least.known) json_array_append_new(list, json_pack("{s:s,s:i}", "url", FHIR_EXTENSION("minValue"), "valueInteger", f->least.n));
  if (f->most.known) json_array_append_new(list, json_pack("{s:s,s:i}", "url", FHIR_EXTENSION("maxValue"), "valueInteger", f->most.n));
  if (json_array_size(list)) json_object_set(o, "extension", list);
  else json_object_del(o, "extension");
  json_decref(list);
}

/* A group begins with a question, because one without is none. */
static void set_inside(json_t *o, const struct item_form *f, const char *link_id)
{
  char inside[NAME_MOST + 8];
  if (f->type != ITEM_GROUP) { json_object_del(o, "item"); return; }
  if (json_object_get(o, "item")) return;
  snprintf(inside, sizeof inside, "%.*s.1", (int)NAME_MOST - 4, link_id);
  const char *const question = N_("The first question"), *const dutch = po_find(LANG_NL, question);
  json_t *const first = json_pack("{s:s,s:s}", "linkId", inside, "type", "text");
  set_wording(first, "text", dutch ? dutch : question, question);
  json_object_set_new(o, "item", json_pack("[o]", first));
}

static int set_item(struct ctx *c, json_t *o, const struct item_form *f, const struct definition *d)
{
  const char *const link_id = json_string_value(json_object_get(o, "linkId"));
  json_object_set_new(o, "type", json_string(item_type_key(f->type)));
  if (text_known(f->prefix)) json_object_set_new(o, "prefix", json_string(f->prefix));
  else json_object_del(o, "prefix");
  set_wording(o, "text", f->text, f->text_en);
  set_flag(o, "required", f->required == YES);
  set_flag(o, "repeats", f->repeats == YES);
  if (f->type != ITEM_LINE && f->type != ITEM_TEXT && f->type != ITEM_OPEN_CHOICE) json_object_del(o, "maxLength");
  set_limits(o, f);
  set_inside(o, f, link_id);
  TRY(set_options(c, o, f->options));
  return set_conditions(c, o, f, d);
}

/* --- finding and moving --------------------------------------------------------------------------------------------------------- */

struct place { json_t *list; size_t at; };       /* an item: in which list, at which place */

static bool find(json_t *holder, const char *link_id, struct place *out, int depth)
{
  json_t *const list = json_object_get(holder, "item");
  for (size_t i = 0; depth < ITEM_DEPTH_MOST && i < json_array_size(list); i++) {
    json_t *const o = json_array_get(list, i);
    const char *const own = json_string_value(json_object_get(o, "linkId"));
    if (own && strcmp(own, link_id) == 0) { *out = (struct place){ list, i }; return true; }
    if (find(o, link_id, out, depth + 1)) return true;
  }
  return false;
}

/* A code that no question has: the next number. */
static const char *free_link_id(struct ctx *c, json_t *root)
{
  struct place p;
  for (int n = 1; n <= ITEMS_MOST + 1; n++) {
    const char *const name = JOIN(&c->arena, "v", count_text(c, n));
    if (!find(root, name, &p, 0)) return name;
  }
  return "v";
}

static int add_item(struct ctx *c, json_t *root, const struct item_form *f, json_t **out)
{
  struct place p = { json_object_get(root, "item"), json_array_size(json_object_get(root, "item")) - 1 };
  json_t *const o = json_pack("{s:s}", "linkId", free_link_id(c, root));
  if (text_known(f->after)) {
    if (!find(root, f->after, &p, 0)) { json_decref(o); return fail(c, ERR_INVALID, "after", NOT_IN_LIST); }
    json_t *const inside = json_object_get(json_array_get(p.list, p.at), "item");
    if (inside) p = (struct place){ inside, json_array_size(inside) - 1 };
  }
  json_array_insert_new(p.list, p.at + 1, o);
  *out = o;
  return OK;
}

/* --- as a whole ------------------------------------------------------------------------------------------------------------------- */

/* What is wrong with the questionnaire, on the field of the form that it comes from, if it is about the question at hand. */
static int checked(struct ctx *c, json_t *root, const char *link_id, const char **out)
{
  struct definition d;
  char *const text = json_dumps(root, JSON_COMPACT);
  if (!text) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  const char *const json = arena_text(&c->arena, text, strlen(text));
  free(text);
  const int rc = definition_read(c, json, strlen(json), &d);
  if (rc == OK) { *out = json; return OK; }
  if (rc != ERR_INVALID) return rc;
  if (link_id && c->error.field && strcmp(c->error.field, link_id) == 0) c->error.field = "type";
  else {
    if (c->error.field) c->error.text = JOIN(&c->arena, c->error.field, ": ", tr(c, c->error.text));
    c->error.field = NULL;
  }
  return rc;
}

static int open_json(struct ctx *c, const char *json, struct definition *d, json_t **root)
{
  TRY(definition_read(c, json, strlen(json), d));
  *root = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
  return *root ? OK : fail(c, ERR_FULL, NULL, N_("Out of memory."));
}

static int put_item(struct ctx *c, json_t *root, const struct item_form *f, const struct definition *d, const char **out)
{
  struct place p;
  json_t *o;
  if (text_known(f->link_id)) {
    if (!find(root, f->link_id, &p, 0)) return not_there(c);
    o = json_array_get(p.list, p.at);
  } else TRY(add_item(c, root, f, &o));
  TRY(set_item(c, o, f, d));
  return checked(c, root, json_string_value(json_object_get(o, "linkId")), out);
}

int definition_put_item(struct ctx *c, const char *json, const struct item_form *f, const char **out)
{
  struct definition d;
  json_t *root;
  TRY(open_json(c, json, &d, &root));
  const int rc = put_item(c, root, f, &d, out);
  json_decref(root);
  return rc;
}

static void swap(json_t *list, size_t a, size_t b)
{
  json_t *const first = json_incref(json_array_get(list, a)), *const second = json_incref(json_array_get(list, b));
  json_array_set_new(list, a, second);
  json_array_set_new(list, b, first);
}

static int move_item(struct ctx *c, json_t *root, const char *link_id, enum item_move move, const char **out)
{
  struct place p;
  if (!find(root, link_id, &p, 0)) return not_there(c);
  if (move == MOVE_UP && p.at) swap(p.list, p.at, p.at - 1);
  else if (move == MOVE_DOWN && p.at + 1 < json_array_size(p.list)) swap(p.list, p.at, p.at + 1);
  else if (move == MOVE_OUT) json_array_remove(p.list, p.at);
  return checked(c, root, NULL, out);
}

int definition_move_item(struct ctx *c, const char *json, const char *link_id, enum item_move move, const char **out)
{
  struct definition d;
  json_t *root;
  TRY(open_json(c, json, &d, &root));
  const int rc = move_item(c, root, link_id, move, out);
  json_decref(root);
  return rc;
}

int definition_put_head(struct ctx *c, const char *json, const struct head_form *f, const char **out)
{
  struct definition d;
  json_t *root;
  TRY(open_json(c, json, &d, &root));
  set_wording(root, "title", f->title, f->title_en);
  if (text_known(f->description)) set_wording(root, "description", f->description, f->description_en);
  else { json_object_del(root, "description"); json_object_del(root, "_description"); }
  if (f->about == ABOUT_PERSON) json_object_set_new(root, "subjectType", json_pack("[s]", "Patient"));
  else if (f->about == ABOUT_TEAM) json_object_del(root, "subjectType");
  const int rc = checked(c, root, NULL, out);
  json_decref(root);
  return rc;
}

int definition_put_version(struct ctx *c, const char *json, const char *version, const char **out)
{
  struct definition d;
  json_t *root;
  TRY(open_json(c, json, &d, &root));
  json_object_set_new(root, "version", json_string(version));
  const int rc = checked(c, root, NULL, out);
  json_decref(root);
  return rc;
}

/* --- criteria ------------------------------------------------------------------------------------------------------------------------ */

static const char judged[] = "yes | Ja | Yes | 2\npartly | Deels | Partly | 1\nno | Nee | No | 0\nunknown | Weet ik niet | I do not know";

/* NULL: something else than a group has that linkId. */
static json_t *group_of(json_t *root, const struct criteria *k)
{
  struct place p;
  if (find(root, k->group, &p, 0)) {
    json_t *const there = json_array_get(p.list, p.at);
    return json_is_array(json_object_get(there, "item")) ? there : NULL;
  }
  json_t *const group = json_pack("{s:s,s:s,s:[]}", "linkId", k->group, "type", "group", "item");
  json_array_append_new(json_object_get(root, "item"), group);
  return group;
}

static int put_criterion(struct ctx *c, json_t *root, json_t *group, const struct criterion *one)
{
  struct place p;
  if (find(root, one->code, &p, 0)) {
    set_wording(json_array_get(p.list, p.at), "text", one->text, one->text_en);
    return OK;
  }
  json_t *const o = json_pack("{s:s,s:s}", "linkId", one->code, "type", "choice");
  set_wording(o, "text", one->text, one->text_en);
  const int rc = set_options(c, o, judged);
  if (json_array_append_new(json_object_get(group, "item"), o) != 0) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  return rc;
}

static int put_criteria(struct ctx *c, json_t *root, const struct criteria *k, const char **out)
{
  json_t *const group = group_of(root, k);
  if (!group) return fail(c, ERR_INVALID, NULL, N_("The group of these criteria was made into something else. Take it away from the draft first."));
  set_wording(group, "text", k->title, k->title_en);
  for (size_t i = 0; i < k->count; i++) TRY(put_criterion(c, root, group, &k->at[i]));
  return checked(c, root, NULL, out);
}

int definition_put_criteria(struct ctx *c, const char *json, const struct criteria *k, const char **out)
{
  struct definition d;
  json_t *root;
  TRY(open_json(c, json, &d, &root));
  const int rc = put_criteria(c, root, k, out);
  json_decref(root);
  return rc;
}

const char *item_mark(struct ctx *c, const char *json, const char *link_id)
{
  struct place p;
  json_t *const root = json_loads(json, 0, NULL);
  char *const text = root && find(root, link_id, &p, 0) ? json_dumps(json_array_get(p.list, p.at), JSON_COMPACT | JSON_SORT_KEYS) : NULL;
  const char *const mark = text ? text_hex(&c->arena, hash_bytes(text, strlen(text), 0)) : "";
  free(text);
  json_decref(root);
  return mark;
}

/* --- an item as its form shows it ---------------------------------------------------------------------------------------------------- */

const char *condition_line(struct ctx *c, const struct definition *d, const struct shown_if *s)
{
  const struct item *const question = &d->items[s->question];
  char day[DATE_TEXT];
  const char *with;
  if (s->is == IF_EXISTS || question->type == ITEM_YES_NO) with = yes_no_key(s->yes);
  else if (question->type == ITEM_NUMBER) with = count_text(c, s->number.n);
  else if (question->type == ITEM_DATE) { date_format(s->date, day); with = day; }
  else with = question->options[s->option].code;
  return JOIN(&c->arena, question->link_id, " ", condition_operator_key(s->is), " ", with);
}

const char *wording_english(const char *const text[static LANG_COUNT]) { return text[LANG_NL] && strcmp(text[LANG_NL], text[LANG_EN]) != 0 ? text[LANG_EN] : NULL; }

static const char *option_lines(struct ctx *c, const struct item *item)
{
  struct buf b = { 0 };
  for (size_t i = 0; i < item->option_count; i++) {
    const struct option *const o = &item->options[i];
    const char *const english = wording_english(o->text);
    if (o->exclusive) put_char(&b, '!');
    put(&b, o->code);
    put(&b, " | ");
    put(&b, o->text[LANG_NL]);
    if (english || o->score.known) put(&b, " | ");
    if (english) put(&b, english);
    if (o->score.known) { put(&b, " | "); put_int(&b, o->score.n); }
    put_char(&b, '\n');
  }
  return b.len ? buf_to_arena(&c->arena, &b) : NULL;
}

static const char *condition_lines(struct ctx *c, const struct definition *d, const struct item *item)
{
  struct buf b = { 0 };
  for (size_t i = 0; i < item->shown_if_count; i++) { put(&b, condition_line(c, d, &item->shown_if[i])); put_char(&b, '\n'); }
  return b.len ? buf_to_arena(&c->arena, &b) : NULL;
}

struct item_form item_as_form(struct ctx *c, const struct definition *d, size_t at)
{
  const struct item *const item = &d->items[at];
  return (struct item_form){ .link_id = item->link_id, .type = item->type, .prefix = item->prefix, .text = item->text[LANG_NL], .text_en = wording_english(item->text),
    .required = item->required ? YES : NO, .repeats = item->repeats ? YES : NO, .options = option_lines(c, item), .least = item->least, .most = item->most,
    .conditions = condition_lines(c, d, item), .any = item->shown_if_count > 1 ? item->any ? YES : NO : YES_NO_UNKNOWN };
}
