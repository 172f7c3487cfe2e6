/* A questionnaire from FHIR's JSON. */
#include "definition.h"
#include "calendar.h"
#include "definition_read.h"
#include "text.h"

DEFINE_CHOICES(item_type, ITEM_TYPES)
DEFINE_CHOICES(condition_operator, CONDITION_OPERATORS)

struct reading { struct fhir f; struct definition *out; };

size_t definition_find(const struct definition *d, const char *link_id)
{
  for (size_t i = 0; i < d->count; i++) if (strcmp(d->items[i].link_id, link_id) == 0) return i;
  return NO_ITEM;
}

const struct option *item_option(const struct item *item, const char *code)
{
  for (size_t i = 0; i < item->option_count; i++) if (strcmp(item->options[i].code, code) == 0) return &item->options[i];
  return NULL;
}

/* --- options ------------------------------------------------------------------------------------------------ */

static int read_option(const struct reading *r, json_t *o, const struct item *item, struct option *out)
{
  static const char *const names[] = { "valueCoding", NULL }, *const coding_names[] = { "code", "display", "system", NULL };
  static const char *const urls[] = { FHIR_EXTENSION("ordinalValue"), FHIR_EXTENSION("questionnaire-optionExclusive"), NULL };
  json_t *const coding = json_object_get(o, "valueCoding");
  if (!json_is_object(coding)) return fhir_wrong(&r->f, N_("An option is a valueCoding with a code and a display."));
  TRY(fhir_only(&r->f, o, names));
  TRY(fhir_only(&r->f, coding, coding_names));
  TRY(fhir_extensions_only(&r->f, o, urls));
  TRY(fhir_text(&r->f, coding, "code", NAME_MOST, &out->code));
  TRY(fhir_wording(&r->f, coding, "display", out->text));
  if (!out->code || !out->text[0]) return fhir_wrong(&r->f, N_("An option is a valueCoding with a code and a display."));
  if (item_option(item, out->code)) return fhir_wrong(&r->f, N_("Two options have the same code."));
  TRY(fhir_whole(&r->f, fhir_extension(o, urls[0]), "valueDecimal", &out->score));
  return fhir_flag(&r->f, fhir_extension(o, urls[1]), "valueBoolean", &out->exclusive);
}

static int read_options(const struct reading *r, const json_t *o, struct item *item)
{
  const json_t *list;
  size_t count;
  TRY(fhir_list(&r->f, o, "answerOption", OPTIONS_MOST, &list, &count));
  if (item_chooses(item) != (count > 0)) return fhir_wrong(&r->f, count ? N_("Only a choice has options.") : N_("A choice has options."));
  struct option *const options = arena_new(&r->f.c->arena, struct option, count + 1);
  item->options = options;
  for (size_t i = 0; i < count; i++) {
    TRY(read_option(r, json_array_get(list, i), item, &options[i]));
    item->option_count++;
  }
  return OK;
}

/* --- when an item is shown ------------------------------------------------------------------------------------- */

static bool orders(enum condition_operator is) { return is >= IF_MORE; }

/* Reads what is compared with: of the type of the question. */
static int read_compared(const struct reading *r, json_t *o, const struct item *question, struct shown_if *out)
{
  const json_t *const yes = json_object_get(o, "answerBoolean");
  const char *text = NULL;
  if (out->is == IF_EXISTS || question->type == ITEM_YES_NO) {
    if (!json_is_boolean(yes)) return fhir_wrong(&r->f, N_("What a condition compares with is not of the type of the question."));
    out->yes = json_is_true(yes) ? YES : NO;
    return out->is == IF_EXISTS || !orders(out->is) ? OK : fhir_wrong(&r->f, N_("This comparison does not fit the question."));
  }
  if (question->type == ITEM_NUMBER) {
    TRY(fhir_whole(&r->f, o, "answerInteger", &out->number));
    return out->number.known ? OK : fhir_wrong(&r->f, N_("What a condition compares with is not of the type of the question."));
  }
  if (question->type == ITEM_DATE) {
    TRY(fhir_text(&r->f, o, "answerDate", DATE_TEXT, &text));
    return text && date_parse(text, &out->date) ? OK : fhir_wrong(&r->f, N_("What a condition compares with is not of the type of the question."));
  }
  if (!item_chooses(question) || orders(out->is)) return fhir_wrong(&r->f, N_("This comparison does not fit the question."));
  TRY(fhir_text(&r->f, json_object_get(o, "answerCoding"), "code", NAME_MOST, &text));
  const struct option *const option = text ? item_option(question, text) : NULL;
  if (!option) return fhir_wrong(&r->f, N_("A condition names an option that its question does not have."));
  out->option = (size_t)(option - question->options);
  return OK;
}

/* Only earlier questions: nobody can answer what is not there yet, and no two can wait for one another. */
static int read_condition(const struct reading *r, json_t *o, struct shown_if *out)
{
  static const char *const names[] = { "question", "operator", "answerBoolean", "answerInteger", "answerDate", "answerCoding", NULL };
  const char *question, *is;
  TRY(fhir_only(&r->f, o, names));
  TRY(fhir_text(&r->f, o, "question", NAME_MOST, &question));
  TRY(fhir_text(&r->f, o, "operator", NAME_MOST, &is));
  out->is = is ? (enum condition_operator)choice_find(&condition_operator_choices, is, strlen(is)) : IF_UNKNOWN;
  out->question = question ? definition_find(r->out, question) : NO_ITEM;
  if (!out->is) return fhir_wrong(&r->f, N_("This comparison is not known."));
  if (out->question == NO_ITEM || !item_asks(&r->out->items[out->question])) return fhir_wrong(&r->f, N_("A condition asks for a question that stands before it."));
  return read_compared(r, o, &r->out->items[out->question], out);
}

static int read_shown_if(const struct reading *r, const json_t *o, struct item *item)
{
  const json_t *list;
  const char *how;
  TRY(fhir_list(&r->f, o, "enableWhen", SHOWN_IF_MOST, &list, &item->shown_if_count));
  TRY(fhir_text(&r->f, o, "enableBehavior", NAME_MOST, &how));
  item->any = how && strcmp(how, "any") == 0;
  if (item->shown_if_count > 1 && (!how || (!item->any && strcmp(how, "all") != 0))) return fhir_wrong(&r->f, N_("Of several conditions it is said whether all or any must hold."));
  struct shown_if *const all = arena_new(&r->f.c->arena, struct shown_if, item->shown_if_count + 1);
  for (size_t i = 0; i < item->shown_if_count; i++) TRY(read_condition(r, json_array_get(list, i), &all[i]));
  item->shown_if = all;
  return OK;
}

/* --- items ---------------------------------------------------------------------------------------------------------- */

static int read_limits(const struct reading *r, const json_t *o, struct item *item)
{
  static const char *const urls[] = { FHIR_EXTENSION("minValue"), FHIR_EXTENSION("maxValue"), NULL };
  const bool typed = item->type == ITEM_LINE || item->type == ITEM_TEXT || item->type == ITEM_OPEN_CHOICE;
  struct num most;
  TRY(fhir_extensions_only(&r->f, o, urls));
  TRY(fhir_whole(&r->f, fhir_extension(o, urls[0]), "valueInteger", &item->least));
  TRY(fhir_whole(&r->f, fhir_extension(o, urls[1]), "valueInteger", &item->most));
  TRY(fhir_whole(&r->f, o, "maxLength", &most));
  if (item->type != ITEM_NUMBER && (item->least.known || item->most.known)) return fhir_wrong(&r->f, N_("Only a number has a least and a most."));
  if (item->least.known && item->most.known && item->least.n > item->most.n) return fhir_wrong(&r->f, N_("The least is more than the most."));
  if (most.known && (!typed || most.n < 1 || most.n > ANSWER_TEXT_MOST)) return fhir_wrong(&r->f, N_("Only an open answer has a length, of 1 to 4000 characters."));
  item->text_most = most.known ? most.n : item->type == ITEM_TEXT ? ANSWER_TEXT_MOST : 200;
  return OK;
}

static int read_item(struct reading *r, json_t *o, size_t parent, size_t depth);

static int read_inside(struct reading *r, const json_t *o, size_t item)
{
  const json_t *inside;
  size_t count;
  const size_t depth = r->out->items[item].depth + 1;
  TRY(fhir_list(&r->f, o, "item", ITEMS_MOST, &inside, &count));
  if (count && r->out->items[item].type != ITEM_GROUP) return fhir_wrong(&r->f, N_("Only a group holds other questions."));
  if (!count && r->out->items[item].type == ITEM_GROUP) return fhir_wrong(&r->f, N_("A group holds at least one question."));
  for (size_t i = 0; i < count; i++) TRY(read_item(r, json_array_get(inside, i), item, depth));
  r->out->items[item].end = r->out->count;
  return OK;
}

static int read_head(struct reading *r, json_t *o, struct item *item)
{
  static const char *const names[] = { "linkId", "prefix", "text", "type", "required", "repeats", "maxLength", "answerOption", "enableWhen", "enableBehavior", "item", NULL };
  const char *type;
  TRY(fhir_text(&r->f, o, "linkId", NAME_MOST, &item->link_id));
  if (!item->link_id || strspn(item->link_id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") != strlen(item->link_id))
    return fhir_wrong(&r->f, N_("Each question has a linkId of letters, digits, points and dashes."));
  if (definition_find(r->out, item->link_id) != NO_ITEM) return fail(r->f.c, ERR_INVALID, item->link_id, N_("Two questions have the same linkId."));
  r->f.where = item->link_id;
  TRY(fhir_only(&r->f, o, names));
  TRY(fhir_text(&r->f, o, "prefix", NAME_MOST, &item->prefix));
  TRY(fhir_wording(&r->f, o, "text", item->text));
  if (!item->text[0]) return fhir_wrong(&r->f, N_("A text is missing, or empty."));
  TRY(fhir_text(&r->f, o, "type", NAME_MOST, &type));
  item->type = type ? (enum item_type)choice_find(&item_type_choices, type, strlen(type)) : ITEM_UNKNOWN;
  if (!item->type) return fhir_wrong(&r->f, N_("This type of question is not known here."));
  TRY(fhir_flag(&r->f, o, "required", &item->required));
  TRY(fhir_flag(&r->f, o, "repeats", &item->repeats));
  if (item->required && !item_asks(item)) return fhir_wrong(&r->f, N_("Only what is asked can be required."));
  return item->repeats && !item_chooses(item) ? fhir_wrong(&r->f, N_("Only of a choice several answers can be given.")) : OK;
}

static int read_item(struct reading *r, json_t *o, size_t parent, size_t depth)
{
  struct item item = { .parent = parent, .depth = depth };
  const size_t at = r->out->count;
  r->f.where = parent == NO_ITEM ? "questionnaire" : r->out->items[parent].link_id;
  if (!json_is_object(o)) return fhir_wrong(&r->f, N_("A question is an object."));
  if (at == ITEMS_MOST) return fhir_wrong(&r->f, N_("A questionnaire has at most 400 questions."));
  if (depth == ITEM_DEPTH_MOST) return fhir_wrong(&r->f, N_("Groups stand at most five deep in one another."));
  TRY(read_head(r, o, &item));
  TRY(read_limits(r, o, &item));
  TRY(read_options(r, o, &item));
  TRY(read_shown_if(r, o, &item));
  item.end = at + 1;
  r->out->items[r->out->count++] = item;
  return read_inside(r, o, at);
}

/* --- the questionnaire --------------------------------------------------------------------------------------------- */

static bool is_name(const char *name) { return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name) && *name != '-'; }

/* Nothing is said of what is sent to many. Another subject is refused: who is asked about what must not be guessed. */
static int read_subject(const struct reading *r, json_t *root)
{
  const json_t *list;
  size_t count;
  TRY(fhir_list(&r->f, root, "subjectType", 1, &list, &count));
  const char *const subject = count ? json_string_value(json_array_get(list, 0)) : NULL;
  r->out->about_person = subject && strcmp(subject, "Patient") == 0;
  if (!r->out->about_person && json_object_get(root, "subjectType")) return fhir_wrong(&r->f, N_("A subjectType is Patient, for what is asked about a person, or it is left out."));
  return OK;
}

static int read_top(struct reading *r, json_t *root)
{
  static const char *const names[] = { "resourceType", "id", "url", "name", "version", "title", "status", "date", "publisher", "description", "purpose", "copyright", "language",
    "subjectType", "item", NULL }, *const no_urls[] = { NULL };
  struct definition *const d = r->out;
  const char *type, *language;
  const json_t *items;
  size_t count;
  TRY(fhir_text(&r->f, root, "resourceType", NAME_MOST, &type));
  if (!type || strcmp(type, "Questionnaire") != 0) return fhir_wrong(&r->f, N_("This is no FHIR Questionnaire."));
  TRY(fhir_only(&r->f, root, names));
  TRY(fhir_extensions_only(&r->f, root, no_urls));
  TRY(fhir_text(&r->f, root, "language", NAME_MOST, &language));
  if (!language || strcmp(language, "nl") != 0) return fhir_wrong(&r->f, N_("Texts are in Dutch (nl) and English (en)."));
  TRY(fhir_text(&r->f, root, "id", NAME_MOST, &d->name));
  TRY(fhir_text(&r->f, root, "version", NAME_MOST, &d->version));
  TRY(fhir_wording(&r->f, root, "title", d->title));
  TRY(fhir_wording(&r->f, root, "description", d->description));
  TRY(fhir_text(&r->f, root, "copyright", WORDING_MOST, &d->source));
  TRY(read_subject(r, root));
  if (!d->name || !is_name(d->name) || !d->version || !d->title[0]) return fhir_wrong(&r->f, N_("A questionnaire has an id of small letters, a version and a title."));
  TRY(fhir_list(&r->f, root, "item", ITEMS_MOST, &items, &count));
  if (!count) return fhir_wrong(&r->f, N_("A questionnaire has at least one question."));
  d->items = arena_new(&r->f.c->arena, struct item, ITEMS_MOST);
  if (!d->items) return fail(r->f.c, ERR_FULL, NULL, N_("Out of memory."));
  for (size_t i = 0; i < count; i++) TRY(read_item(r, json_array_get(items, i), NO_ITEM, 0));
  return OK;
}

int definition_read(struct ctx *c, const char *json, size_t len, struct definition *out)
{
  struct definition d = { .name = NULL };
  struct reading r = { { c, "questionnaire" }, &d };
  if (len > DEFINITION_BYTES) return fhir_wrong(&r.f, N_("This text is too long."));
  json_t *const root = json_loadb(json, len, JSON_REJECT_DUPLICATES, NULL);
  const int rc = json_is_object(root) ? read_top(&r, root) : fhir_wrong(&r.f, N_("This is not valid JSON."));
  json_decref(root);
  if (rc == OK) *out = d;
  return rc;
}
