/* Rules from their JSON. */
#include "rules.h"
#include "shipped.h"
#include "text.h"
#include <jansson.h>

DEFINE_CHOICES(rule_effect, RULE_EFFECTS)
DEFINE_CHOICES(rule_unknown, RULE_UNKNOWNS)

enum { ID_MOST = 60, REASON_MOST = 400 };

struct reading { struct ctx *c; struct rule_set *out; const char *id; };

static int wrong(const struct reading *r, const char *text) { return fail(r->c, ERR_INVALID, r->id, text); }

static const char *text_in(const struct reading *r, const json_t *object, const char *name)
{
  const char *const s = json_string_value(json_object_get(object, name));
  return s ? arena_text(&r->c->arena, s, strlen(s)) : NULL;
}

/* No member that nobody reads: a misspelt one would be silently without effect. */
static int only_known(const struct reading *r, json_t *object, const char *const *names, size_t count)
{
  const char *name;
  json_t *v;
  json_object_foreach(object, name, v) {
    size_t i = 0;
    while (i < count && strcmp(names[i], name) != 0) i++;
    if (i == count) return fail(r->c, ERR_INVALID, arena_text(&r->c->arena, name, strlen(name)), N_("This member is not known."));
  }
  return OK;
}

static int read_texts(const struct reading *r, const json_t *o, struct rule *rule)
{
  rule->text[LANG_NL] = text_in(r, o, "nl");
  rule->text[LANG_EN] = text_in(r, o, "en");
  rule->question[LANG_NL] = text_in(r, o, "question_nl");
  rule->question[LANG_EN] = text_in(r, o, "question_en");
  rule->plain[LANG_NL] = text_in(r, o, "visitor_nl");
  rule->plain[LANG_EN] = text_in(r, o, "visitor_en");
  rule->source = text_in(r, o, "source");
  for (size_t i = 0; i < LANG_COUNT; i++) {
    if (!rule->text[i] || !*rule->text[i]) return wrong(r, N_("A rule says why in Dutch and in English."));
    if (strlen(rule->text[i]) > REASON_MOST) return wrong(r, N_("This text is too long."));
  }
  if (!rule->plain[LANG_NL] != !rule->plain[LANG_EN]) return wrong(r, N_("A text for visitors stands in Dutch and in English."));
  if (!rule->question[LANG_NL] != !rule->question[LANG_EN]) return wrong(r, N_("A question stands in Dutch and in English."));
  return rule->source ? OK : wrong(r, N_("A rule names its source."));
}

#define NO_TEST N_("A rule has a test of its own: a profile, an offer and in which list it comes.")

/* An object as its text; NULL if it is none. */
static const char *object_in(const struct reading *r, const json_t *o, const char *name)
{
  const json_t *const object = json_object_get(o, name);
  char *const text = json_is_object(object) ? json_dumps(object, JSON_COMPACT) : NULL;
  const char *const kept = text ? arena_text(&r->c->arena, text, strlen(text)) : NULL;
  free(text);
  return kept;
}

static int read_test(const struct reading *r, json_t *o, struct rule *rule)
{
  static const char *const names[] = { "profile", "offer", "with", "expect" };
  json_t *const test = json_object_get(o, "test");
  if (!json_is_object(test)) return wrong(r, NO_TEST);
  TRY(only_known(r, test, names, COUNT(names)));
  rule->test = (struct rule_test){ object_in(r, test, "profile"), text_in(r, test, "offer"), object_in(r, test, "with"), text_in(r, test, "expect") };
  const bool whole = rule->test.profile && rule->test.expect && (rule->test.offer || rule->effect == EFFECT_SAFETY);
  return whole ? OK : wrong(r, NO_TEST);
}

static int read_choices(const struct reading *r, const json_t *o, struct rule *rule)
{
  const char *const effect = text_in(r, o, "effect"), *const unknown = text_in(r, o, "unknown");
  const json_t *const points = json_object_get(o, "points");
  rule->effect = (enum rule_effect)(effect ? choice_find(&rule_effect_choices, effect, strlen(effect)) : 0);
  rule->unknown = (enum rule_unknown)(unknown ? choice_find(&rule_unknown_choices, unknown, strlen(unknown)) : 0);
  if (!rule->effect) return wrong(r, N_("This effect is not known."));
  if (unknown && !rule->unknown) return wrong(r, N_("What an unknown answer does is not understood."));
  if ((rule->effect == EFFECT_EXCLUDE || rule->effect == EFFECT_HOLD || rule->effect == EFFECT_BESIDE) && !rule->unknown) return wrong(r, N_("This rule must say what an unknown answer does."));
  if (points && (!json_is_integer(points) || json_integer_value(points) < -100 || json_integer_value(points) > 100)) return wrong(r, N_("Points are a whole number from -100 to 100."));
  rule->points = (int32_t)json_integer_value(points);
  rule->inside = json_is_true(json_object_get(o, "inside"));
  rule->set_aside = json_is_true(json_object_get(o, "set_aside"));
  return OK;
}

static int read_rule(struct reading *r, json_t *o, struct rule *rule)
{
  static const char *const names[] = { "id", "when", "effect", "unknown", "points", "inside", "set_aside", "nl", "en", "visitor_nl", "visitor_en", "question_nl", "question_en",
    "source", "test" };
  r->id = text_in(r, o, "id");
  if (!r->id || !*r->id || strlen(r->id) > ID_MOST) return wrong(r, N_("Each rule has a short name of its own."));
  if (rule_find(r->out, r->id)) return wrong(r, N_("Two rules have this name."));
  TRY(only_known(r, o, names, COUNT(names)));
  rule->id = r->id;
  rule->when = text_in(r, o, "when");
  if (!rule->when) return wrong(r, N_("A rule says when it holds."));
  TRY(read_choices(r, o, rule));
  TRY(read_texts(r, o, rule));
  TRY(read_test(r, o, rule));
  TRY(condition_parse(r->c, &r->out->conditions, rule->when, &rule->root));
  rule->inside |= condition_asks_inside(&r->out->conditions, rule->root);
  return OK;
}

static int read_definitions(struct reading *r, json_t *define)
{
  const char *name;
  json_t *v;
  json_object_foreach(define, name, v) {
    if (!json_is_string(v)) return fail(r->c, ERR_INVALID, "define", N_("A definition is a text."));
    TRY(condition_define(r->c, &r->out->conditions, arena_text(&r->c->arena, name, strlen(name)), text_in(r, define, name)));
  }
  return OK;
}

static int read_set(struct reading *r, json_t *root)
{
  static const char *const names[] = { "version", "define", "rules" };
  json_t *const rules = json_object_get(root, "rules");
  TRY(only_known(r, root, names, COUNT(names)));
  r->out->version = text_in(r, root, "version");
  if (!r->out->version || !*r->out->version || strlen(r->out->version) > ID_MOST) return fail(r->c, ERR_INVALID, "version", N_("A set of rules names its version."));
  if (!json_is_array(rules) || json_array_size(rules) == 0 || json_array_size(rules) > RULES_MOST) return fail(r->c, ERR_INVALID, "rules", N_("There are no rules, or too many."));
  TRY(read_definitions(r, json_object_get(root, "define")));
  r->out->at = arena_new(&r->c->arena, struct rule, json_array_size(rules));
  for (size_t i = 0; i < json_array_size(rules); i++) {
    TRY(read_rule(r, json_array_get(rules, i), &r->out->at[i]));
    r->out->count++;
  }
  return OK;
}

int rule_set_read(struct ctx *c, const char *json, size_t len, struct rule_set *out)
{
  json_error_t where;
  if (len > RULES_BYTES) return fail(c, ERR_INVALID, "rules", N_("This text is too long."));
  json_t *const root = json_loadb(json, len, JSON_REJECT_DUPLICATES, &where);
  struct rule_set set = { .json = arena_text(&c->arena, json, len) };
  struct reading r = { c, &set, "rules" };
  conditions_init(&set.conditions, &c->arena);
  const int rc = json_is_object(root) ? read_set(&r, root) : fail(c, ERR_INVALID, "rules", N_("This is not valid JSON."));
  json_decref(root);
  if (rc == OK) *out = set;
  return rc;
}

int rule_set_shipped(struct ctx *c, struct rule_set *out)
{
  const char *const text = shipped_read(&c->arena, c->data_folder, "rules/rules.json");
  return rule_set_read(c, text, strlen(text), out);
}

const struct rule *rule_find(const struct rule_set *rules, const char *id)
{
  for (size_t i = 0; i < rules->count; i++) if (strcmp(rules->at[i].id, id) == 0) return &rules->at[i];
  return NULL;
}

const char *rule_text(const struct ctx *c, const struct rule *r) { return r->text[c->lang]; }
const char *rule_plain(const struct ctx *c, const struct rule *r)
{
  return r->plain[c->lang] ? r->plain[c->lang] : r->inside ? NULL : rule_text(c, r);
}
