/* The rules in words, and the form that proposes a change of one. */
#include "rules_web.h"
#include "permissions.h"
#include "sessions.h"
#include "text.h"

static const struct field out_fields[] = { F_TEXT(taking_out, why, REQUIRED | LONG, N_("Why it can go"), .max = 2000) };
const struct record taking_out_record = PART(taking_out, out_fields);

static bool may_change(const struct ctx *c) { return role_may(who(c)->post.role, MAY_CHANGE_RULES); }

/* The rules in force as the matcher has them: the shipped ones where the published cannot be read. */
static int read_now(struct ctx *c, struct rules_now *now, struct rule_set *set, bool *unread)
{
  TRY(rules_now(c, now));
  const int rc = rule_set_read(c, now->json, strlen(now->json), set);
  *unread = rc == ERR_INVALID && id_known(now->published.id);
  if (!*unread) return rc;
  c->error = (struct error){ 0 };
  return rule_set_shipped(c, set);
}

/* --- all of them ------------------------------------------------------------------------------------------------------ */

static const char *words_of(struct ctx *c, const struct rule_set *set, const struct rule *r)
{
  struct buf b = { 0 };
  condition_in_words(c, &set->conditions, r->root, &b);
  return buf_to_arena(&c->arena, &b);
}

static struct rule_line line_of(struct ctx *c, const struct rule_set *set, const struct rule *r)
{
  char points[16];
  snprintf(points, sizeof points, "%+d", (int)r->points);
  return (struct rule_line){ .rule = r, .when = words_of(c, set, r), .points = r->points ? arena_text(&c->arena, points, strlen(points)) : NULL,
    .reason = rule_text(c, r), .question = r->question[c->lang] };
}

static void fill_groups(struct ctx *c, const struct rule_set *set, struct rules_view *v)
{
  static const enum rule_effect order[] = { EFFECT_SAFETY, EFFECT_EXCLUDE, EFFECT_HOLD, EFFECT_BESIDE, EFFECT_RANK, EFFECT_LABEL };
  v->groups.at = arena_new(&c->arena, struct rule_group, COUNT(order));
  for (size_t g = 0; g < COUNT(order); g++) {
    struct rule_group *const group = &v->groups.at[v->groups.count];
    *group = (struct rule_group){ order[g], { arena_new(&c->arena, struct rule_line, set->count + 1), 0 } };
    for (size_t i = 0; i < set->count; i++) if (set->at[i].effect == order[g]) group->lines.at[group->lines.count++] = line_of(c, set, &set->at[i]);
    v->groups.count += group->lines.count > 0;
  }
}

int show_rules(struct ctx *c)
{
  struct rules_now now;
  struct rule_set set;
  struct rule_version_list open;
  struct rules_view v = { .now = &now, .may = may_change(c) };
  TRY(read_now(c, &now, &set, &v.unread));
  TRY(versions_proposed(c, &open));
  v.version = set.version;
  v.since = instant_known(now.published.published) ? moment_in_words(c, now.published.published, false) : NULL;
  v.rules = set.count;
  v.proposals = open.count;
  fill_groups(c, &set, &v);
  const struct page page = { .title = tr(c, N_("Rules")), .current = RULES_PATH, .other_lang = RULES_PATH, .noindex = true };
  page_begin(c, &page);
  view_rules(c, &v);
  return page_end(c, &page);
}

/* --- the words of the language ------------------------------------------------------------------------------------------ */

static const char *keys_of(struct ctx *c, const struct field *f)
{
  struct buf b = { 0 };
  for (unsigned i = 1; f->values && i < f->values->count; i++) {
    if (i > 1) put(&b, ", ");
    put(&b, f->values->at[i].key);
  }
  return f->kind == FIELD_INT ? tr(c, N_("a number")) : buf_to_arena(&c->arena, &b);
}

static void add_words(struct ctx *c, const char *side, const struct record *rec, struct rule_word_list *out)
{
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    if (f->kind != FIELD_ENUM && f->kind != FIELD_SET && f->kind != FIELD_INT) continue;
    out->at[out->count++] = (struct rule_word){ JOIN(&c->arena, side, ".", f->name), tr(c, f->label), keys_of(c, f) };
  }
}

static struct rule_word_list all_words(struct ctx *c)
{
  struct rule_word_list words = { arena_new(&c->arena, struct rule_word, profile_record.count + offer_record.count), 0 };
  add_words(c, "person", &profile_record, &words);
  add_words(c, "offer", &offer_record, &words);
  return words;
}

/* --- one of them -------------------------------------------------------------------------------------------------------- */

static int show(struct ctx *c, const struct rule_view *v)
{
  const struct page page = { .title = v->id ? tr(c, N_("Rule")) : tr(c, N_("A new rule")), .current = RULES_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_rule(c, v);
  return page_end(c, &page);
}

/* The set that the reader changes: their own open proposal, else what is in force. */
struct base { const char *json, *note; bool own; };          /* note: of the proposal; NULL: there is none */
static int base_of(struct ctx *c, struct base *out)
{
  struct rules_now now;
  struct rule_version v = { 0 };
  const int rc = proposal_own(c, &v);
  const bool own = !absent(c, rc);
  if (own) TRY(rc);
  TRY(rules_now(c, &now));
  *out = (struct base){ own ? v.rules : now.json, v.note, own };
  return OK;
}

/* `id` NULL: a new rule. */
static int fill_form(struct ctx *c, const char *id, struct rule_view *v)
{
  struct rule_set set;
  struct base base;
  struct rule_form *const form = arena_new(&c->arena, struct rule_form, 1);
  TRY(base_of(c, &base));
  TRY(rule_set_read(c, base.json, strlen(base.json), &set));
  const struct rule *const r = id ? rule_find(&set, id) : NULL;
  v->own = base.own;
  if (id && !r) return OK;                       /* the reader's proposal takes it out */
  if (r) rule_form_fill(r, form);
  form->note = base.note;
  v->form = form;
  return OK;
}

int show_rule(struct ctx *c)
{
  const char *const id = path_part(c);
  struct rules_now now;
  struct rule_set set;
  bool unread;
  struct rule_view v = { .id = id, .path = JOIN(&c->arena, local_path(c, RULES_PATH), "/", id), .rec = &rule_change_form_record, .may = may_change(c) };
  TRY(read_now(c, &now, &set, &unread));
  v.rule = rule_find(&set, id);
  if (v.rule) v.parts = rule_in_parts(c, &set, v.rule);
  if (v.may) TRY(fill_form(c, id, &v));
  if (!v.rule && !v.form) return not_there(c);
  v.words = all_words(c);
  return show(c, &v);
}

int show_rule_new(struct ctx *c)
{
  struct rule_view v = { .path = local_path(c, RULES_PATH "/nieuw"), .rec = &rule_form_record, .words = all_words(c), .may = true };
  TRY(fill_form(c, NULL, &v));
  return show(c, &v);
}

/* --- proposing ------------------------------------------------------------------------------------------------------------ */

/* What stands in the way of an own proposal is said on the form, not on the page of those who were second. */
static int propose(struct ctx *c, const char *json, const char *note)
{
  struct id id;
  const int rc = version_propose(c, json, note, &id);
  if (rc == ERR_CONFLICT && c->error.text) return fail(c, ERR_INVALID, NULL, c->error.text);
  TRY(rc);
  return redirect_done(c, path_of_id(c, PROPOSALS_PATH, id, NULL), "opgeslagen");
}

int send_rule(struct ctx *c)
{
  const char *const id = path_part(c), *json;
  struct base base;
  struct rule_form f = *(const struct rule_form *)form_row_(c, &rule_change_form_record);
  struct rule_set set;
  TRY(base_of(c, &base));
  TRY(rule_set_read(c, base.json, strlen(base.json), &set));
  const struct rule *const r = rule_find(&set, id);
  if (!r) return not_there(c);
  f.effect = r->effect;
  TRY(rules_with(c, base.json, id, &f, &json));
  return propose(c, json, f.note);
}

int add_rule(struct ctx *c)
{
  const struct rule_form *const f = form_row(c, rule_form);
  const char *json;
  struct rule_set set;
  struct base base;
  TRY(base_of(c, &base));
  TRY(rule_set_read(c, base.json, strlen(base.json), &set));
  if (rule_find(&set, f->name)) return fail(c, ERR_INVALID, "name", N_("Two rules have this name."));
  TRY(rules_with(c, base.json, f->name, f, &json));
  return propose(c, json, f->note);
}

int take_rule_out(struct ctx *c)
{
  const char *const id = path_part(c), *const why = form_row(c, taking_out)->why, *json;
  struct base base;
  TRY(base_of(c, &base));
  TRY(rules_without(c, base.json, id, &json));
  return propose(c, json, base.note ? JOIN(&c->arena, base.note, "\n", id, ": ", why) : JOIN(&c->arena, id, ": ", why));
}
