#include "rule_edit.h"
#include "text.h"
#include "places.h"
#include <jansson.h>

DEFINE_CHOICES(test_list, TEST_LISTS)
DEFINE_CHOICES(rule_tick, RULE_TICKS)

enum { WHEN_MOST = 2000, WORDS_MOST = 400, TEST_MOST = 2000 };

static const char *check_name(struct ctx *c, const char *text)
{
  (void)c;
  const bool plain = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(text);
  return plain ? NULL : N_("Only small letters, digits and hyphens.");
}

#define NAME_FIELD_ F_TEXT(rule_form, name, REQUIRED, N_("Name"), .max = 60, .check = check_name, .help = N_("Short: small letters, digits and hyphens. It cannot be changed later."))
#define EFFECT_FIELD_ F_ENUM(rule_form, effect, REQUIRED, rule_effect, N_("What it does"))
#define FIELDS_ \
  F_TEXT(rule_form, when,         REQUIRED | LONG, N_("When it holds"), .max = WHEN_MOST, .help = N_("In the language of rules: below stands which words there are.")), \
  F_ENUM(rule_form, unknown,      OPTIONAL, rule_unknown, N_("What an answer that is not known does")), \
  F_INT (rule_form, points,       OPTIONAL, N_("Points"), .min = -100, .max = 100, .help = N_("Of a rule that ranks: higher comes first.")), \
  F_ENUM(rule_form, set_aside,    OPTIONAL, rule_tick, N_("Two people may set it aside for one person, but never for mediation")), \
  F_TEXT(rule_form, nl,           REQUIRED | LONG, N_("Reason, in Dutch"), .max = WORDS_MOST), \
  F_TEXT(rule_form, en,           REQUIRED | LONG, N_("Reason, in English"), .max = WORDS_MOST), \
  F_TEXT(rule_form, visitor_nl,   OPTIONAL, N_("For visitors, in Dutch"), .max = WORDS_MOST, .help = N_("The reason in plain words, to \"you\". Empty: the reason as it stands.")), \
  F_TEXT(rule_form, visitor_en,   OPTIONAL, N_("For visitors, in English"), .max = WORDS_MOST), \
  F_ENUM(rule_form, inside,       OPTIONAL, rule_tick, N_("Only professionals read it"), \
    .help = N_("Visitors then read the words for visitors. Without those they read no reason, and of an offer that does not fit or waits only that a professional can tell more. " \
      "Always so if the rule asks for control, the family profile or what the partner said alone.")), \
  F_TEXT(rule_form, question_nl,  OPTIONAL, N_("Question, in Dutch"), .max = WORDS_MOST, .help = N_("Empty: that of the answer which is missing.")), \
  F_TEXT(rule_form, question_en,  OPTIONAL, N_("Question, in English"), .max = WORDS_MOST), \
  F_TEXT(rule_form, source,       REQUIRED, N_("Source"), .max = WORDS_MOST), \
  F_TEXT(rule_form, test_profile, REQUIRED | LONG, N_("Test: the profile"), .max = TEST_MOST, .help = N_("What is known of the person in the test, as JSON.")), \
  F_TEXT(rule_form, test_offer,   OPTIONAL, N_("Test: the example offer"), .max = 20, .help = N_("Its code, such as O007. A word about safety needs none.")), \
  F_TEXT(rule_form, test_with,    OPTIONAL | LONG, N_("Test: what is different about that offer"), .max = TEST_MOST, .help = N_("As JSON. Empty: nothing.")), \
  F_ENUM(rule_form, test_expect,  REQUIRED, test_list, N_("Test: in which list it must come")), \
  F_TEXT(rule_form, note,         REQUIRED | LONG, N_("What changes, and why"), .max = TEST_MOST, .help = N_("For the colleague who publishes it, and for whoever asks later."))

static const struct field new_fields[] = { NAME_FIELD_, EFFECT_FIELD_, FIELDS_ };
static const struct field change_fields[] = { FIELDS_ };
const struct record rule_form_record = PART(rule_form, new_fields);
const struct record rule_change_form_record = { .name = "rule_change_form", .count = COUNT(change_fields), .fields = change_fields, .size = sizeof(struct rule_form), .part = true };

void rule_form_fill(const struct rule *r, struct rule_form *out)
{
  *out = (struct rule_form){ .name = r->id, .when = r->when, .effect = r->effect, .unknown = r->unknown, .points = r->points ? num(r->points) : (struct num){ 0 },
    .set_aside = r->set_aside ? RULE_TICK_YES : RULE_TICK_NO, .nl = r->text[LANG_NL], .en = r->text[LANG_EN],
    .visitor_nl = r->plain[LANG_NL], .visitor_en = r->plain[LANG_EN], .inside = r->inside ? RULE_TICK_YES : RULE_TICK_NO, .question_nl = r->question[LANG_NL],
    .question_en = r->question[LANG_EN], .source = r->source, .test_profile = r->test.profile, .test_offer = r->test.offer, .test_with = r->test.with,
    .test_expect = (enum test_list)choice_find(&test_list_choices, r->test.expect, strlen(r->test.expect)) };
}

/* --- the set ------------------------------------------------------------------------------------------------------ */

static json_t *read_root(const char *json)
{
  json_error_t where;
  return json_loads(json, JSON_REJECT_DUPLICATES, &where);
}

static int written(struct ctx *c, json_t *root, const char **out)
{
  char *const text = json_dumps(root, JSON_INDENT(1));
  json_decref(root);
  if (!text) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  *out = arena_text(&c->arena, text, strlen(text));
  free(text);
  return OK;
}

/* Where it stands; the number of rules if it is not among them. */
static size_t place_of(const json_t *rules, const char *id)
{
  size_t i = 0;
  for (; i < json_array_size(rules); i++) {
    const char *const own = json_string_value(json_object_get(json_array_get(rules, i), "id"));
    if (own && strcmp(own, id) == 0) break;
  }
  return i;
}

int rules_renamed(struct ctx *c, const char *json, const char *version, const char **out)
{
  json_t *const root = read_root(json);
  json_object_set_new(root, "version", json_string(version));
  return written(c, root, out);
}

int rules_without(struct ctx *c, const char *json, const char *id, const char **out)
{
  json_t *const root = read_root(json), *const rules = json_object_get(root, "rules");
  const size_t at = place_of(rules, id);
  if (at == json_array_size(rules)) { json_decref(root); return fail(c, ERR_NOT_FOUND, NULL, N_("There is no such rule.")); }
  json_array_remove(rules, at);
  return written(c, root, out);
}

/* --- one rule ------------------------------------------------------------------------------------------------------ */

static void set_text(json_t *o, const char *name, const char *text) { if (text && *text) json_object_set_new(o, name, json_string(text)); }

static int set_object(struct ctx *c, json_t *o, const char *name, const char *field, const char *text)
{
  if (!text || !*text) return OK;
  json_t *const object = read_root(text);
  if (json_is_object(object)) { json_object_set_new(o, name, object); return OK; }
  json_decref(object);
  return fail(c, ERR_INVALID, field, N_("This is not valid JSON."));
}

static int fill_rule(struct ctx *c, json_t *o, const char *id, const struct rule_form *f)
{
  json_t *const test = json_object();
  set_text(o, "id", id);
  set_text(o, "when", f->when);
  set_text(o, "effect", rule_effect_key(f->effect));
  set_text(o, "unknown", rule_unknown_key(f->unknown));
  if (f->points.known) json_object_set_new(o, "points", json_integer(f->points.n));
  if (f->set_aside == RULE_TICK_YES) json_object_set_new(o, "set_aside", json_true());
  set_text(o, "nl", f->nl);
  set_text(o, "en", f->en);
  set_text(o, "visitor_nl", f->visitor_nl);
  set_text(o, "visitor_en", f->visitor_en);
  if (f->inside == RULE_TICK_YES) json_object_set_new(o, "inside", json_true());
  set_text(o, "question_nl", f->question_nl);
  set_text(o, "question_en", f->question_en);
  set_text(o, "source", f->source);
  json_object_set_new(o, "test", test);
  TRY(set_object(c, test, "profile", "test_profile", f->test_profile));
  set_text(test, "offer", f->test_offer);
  TRY(set_object(c, test, "with", "test_with", f->test_with));
  set_text(test, "expect", test_list_key(f->test_expect));
  return OK;
}

/* Which field of the form an error of reading the set is about: the condition's errors name a word of it. */
static int on_field(struct ctx *c, const char *id, int rc)
{
  if (rc != ERR_INVALID) return rc;
  const char *const at = c->error.field, *const text = tr(c, c->error.text);
  const bool whole = !at || strcmp(at, id) == 0 || strcmp(at, "rules") == 0;
  return whole ? fail(c, rc, NULL, c->error.text) : fail(c, rc, "when", JOIN(&c->arena, "\"", at, "\": ", text));
}

/* The test must be one that can be run: the profile's own errors name a member of it. */
static int check_test(struct ctx *c, const struct rule_form *f)
{
  struct profile p;
  if (!f->test_profile) return OK;
  const int rc = profile_read_json(c, f->test_profile, strlen(f->test_profile), &p);
  if (rc != ERR_INVALID) return rc;
  return fail(c, rc, "test_profile", c->error.field ? JOIN(&c->arena, "\"", c->error.field, "\": ", tr(c, c->error.text)) : c->error.text);
}

int rules_with(struct ctx *c, const char *json, const char *id, const struct rule_form *f, const char **out)
{
  struct rule_set set;
  const char *text;
  TRY(check_test(c, f));
  json_t *const root = read_root(json), *const rules = json_object_get(root, "rules"), *const o = json_object();
  const int rc = fill_rule(c, o, id, f);
  const size_t at = place_of(rules, id);
  if (at < json_array_size(rules)) json_array_set_new(rules, at, o);
  else json_array_append_new(rules, o);
  if (rc != OK) { json_decref(root); return rc; }
  TRY(written(c, root, &text));
  TRY(on_field(c, id, rule_set_read(c, text, strlen(text), &set)));
  *out = text;
  return OK;
}
