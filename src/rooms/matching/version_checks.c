#include "version_checks.h"
#include "rule_edit.h"
#include "rule_tests.h"
#include "text.h"
#include "views.h"

enum { SCRATCH_MOST = 64 << 20 };

/* Memory of its own for what is decided many times: nothing of it is kept. */
static void scratch_begin(const struct ctx *c, struct ctx *own)
{
  ctx_init(own, c->now, c->random, SCRATCH_MOST);
  own->lang = c->lang;
  own->places = c->places;
  own->data_folder = c->data_folder;
}

/* The error of `own`, as an error of c. */
static int scratch_failed(struct ctx *c, const struct ctx *own, int rc)
{
  c->error = own->error;
  error_keep(c, &c->arena);
  return rc;
}

/* --- whether it may be published ------------------------------------------------------------------------------------ */

/* Those of the data that say what safety.c says as well, and those that hold back until safety is recorded. */
static const char *const of_safety[] = { "danger-at-once-only", "control-together", "control-asked", "stalking-asked", "terror", "together-not-by-visitor",
  "together-not-wanted", "together-alone-first", "ban-together", "together-safe-first", "recovery-safe-first" };

static void add_problem(struct ctx *c, struct rule_problem_list *list, const char *rule, const char *text)
{
  list->at[list->count++] = (struct rule_problem){ arena_text(&c->arena, rule, strlen(rule)), text };
}

static void missing_safety(struct ctx *c, const struct rule_set *set, struct rule_problem_list *out)
{
  for (size_t i = 0; i < COUNT(of_safety); i++) {
    const struct rule *const r = rule_find(set, of_safety[i]);
    if (!r) add_problem(c, out, of_safety[i], N_("This rule of safety is missing. The program holds it in its code as well, but everybody must be able to read it here."));
    else if (r->effect != EFFECT_EXCLUDE && r->effect != EFFECT_HOLD) add_problem(c, out, of_safety[i], N_("This rule of safety must keep offers back."));
  }
}

struct examples { const struct offer_line **lines; size_t count; };

static struct examples lines_of(struct arena *a, const struct snapshot *s)
{
  struct examples e = { arena_new(a, const struct offer_line *, snapshot_count(s) + 1), snapshot_count(s) };
  for (size_t i = 0; i < e.count; i++) e.lines[i] = snapshot_offer(s, i);
  return e;
}

static void run_tests(struct ctx *c, const struct rule_set *set, const struct examples *e, struct rule_problem_list *out)
{
  struct ctx own;
  scratch_begin(c, &own);
  for (size_t i = 0; i < set->count; i++) {
    bool stands = false;
    const char *came;
    const int rc = rule_test_run(&own, set, &set->at[i], e->lines, e->count, &stands, &came);
    if (rc != OK) add_problem(c, out, set->at[i].id, N_("The test of this rule cannot be run."));
    else if (!stands) add_problem(c, out, set->at[i].id, N_("This rule does not do what its own test says."));
    arena_reset(&own.arena);
    own.error = (struct error){ 0 };
  }
  ctx_release(&own);
}

int rules_problems(struct ctx *c, const char *json, struct rule_problem_list *out)
{
  struct rule_set set;
  struct snapshot *examples;
  struct rule_problem_list list = { arena_new(&c->arena, struct rule_problem, RULES_MOST + COUNT(of_safety) + 1), 0 };
  if (rule_set_read(c, json, strlen(json), &set) != OK) {
    add_problem(c, &list, c->error.field ? c->error.field : "", c->error.text);
    c->error = (struct error){ 0 };
    *out = list;
    return OK;
  }
  TRY(live_match_examples(c, &examples));
  const struct examples e = lines_of(&c->arena, examples);
  missing_safety(c, &set, &list);
  run_tests(c, &set, &e, &list);
  snapshot_release(examples);
  *out = list;
  return OK;
}

/* --- what differs ---------------------------------------------------------------------------------------------------- */

static const char *in_words(struct ctx *c, const struct rule_set *rules, const struct rule *r)
{
  struct buf b = { 0 };
  condition_in_words(c, &rules->conditions, r->root, &b);
  return buf_to_arena(&c->arena, &b);
}

/* A line a question of the profile, then the offer and where it must come. */
static const char *test_of(struct ctx *c, const struct rule *r)
{
  struct profile p = { 0 };
  struct buf b = { 0 };
  const unsigned list = choice_find(&test_list_choices, r->test.expect, strlen(r->test.expect));
  const bool read = profile_read_json(c, r->test.profile, strlen(r->test.profile), &p) == OK;
  if (!read) { c->error = (struct error){ 0 }; put(&b, r->test.profile); put_char(&b, '\n'); }
  for (size_t i = 0; read && i < profile_record.count; i++) {
    const struct field *const f = &profile_record.fields[i];
    if (!field_known(f, &p)) continue;
    put(&b, tr(c, f->label));
    put(&b, is_question(f->label) ? " " : ": ");
    put(&b, field_said(c, f, &p));
    put_char(&b, '\n');
  }
  put(&b, "→ ");
  if (r->test.offer) { put(&b, r->test.offer); put(&b, ": "); }
  if (r->test.with) { put(&b, r->test.with); put(&b, ": "); }
  put(&b, list ? tr(c, test_list_label((enum test_list)list)) : r->test.expect);
  return buf_to_arena(&c->arena, &b);
}

/* The name is the rule's heading. The test is one part, told once. */
static bool is_test(const struct field *f) { return strncmp(f->name, "test_", 5) == 0; }
static bool is_part(const struct field *f) { return strcmp(f->name, "name") != 0 && (!is_test(f) || strcmp(f->name, "test_profile") == 0); }

static const char *part_said(struct ctx *c, const struct rule_set *rules, const struct rule *r, const struct field *f, const struct rule_form *form)
{
  if (strcmp(f->name, "when") == 0) return in_words(c, rules, r);
  if (is_test(f)) return test_of(c, r);
  return field_known(f, form) ? field_said(c, f, form) : "";
}

/* The parts are the fields of the form: whatever can be changed is told where it differs. */
struct rule_part_list rule_in_parts(struct ctx *c, const struct rule_set *rules, const struct rule *r)
{
  struct rule_part_list list = { arena_new(&c->arena, struct rule_part, rule_form_record.count), 0 };
  struct rule_form form;
  rule_form_fill(r, &form);
  for (size_t i = 0; i < rule_form_record.count; i++) {
    const struct field *const f = &rule_form_record.fields[i];
    if (is_part(f)) list.at[list.count++] = (struct rule_part){ is_test(f) ? N_("Its own test") : f->label, NULL, part_said(c, rules, r, f, &form) };
  }
  return list;
}

/* Parts of both stand in the same order. */
static struct rule_part_list parts_that_differ(struct ctx *c, const struct rule_set *old, const struct rule_set *new, const struct rule_change *change)
{
  const struct rule_part_list none = { NULL, 0 };
  const struct rule_part_list before = change->before ? rule_in_parts(c, old, change->before) : none, after = change->after ? rule_in_parts(c, new, change->after) : none;
  const struct rule_part_list longer = after.count ? after : before;
  struct rule_part_list out = { arena_new(&c->arena, struct rule_part, longer.count + 1), 0 };
  for (size_t i = 0; i < longer.count; i++) {
    const struct rule_part p = { longer.at[i].label, before.count ? before.at[i].after : NULL, after.count ? after.at[i].after : NULL };
    if (strcmp(p.before ? p.before : "", p.after ? p.after : "") != 0) out.at[out.count++] = p;
  }
  return out;
}

static void add_change(struct ctx *c, const struct rule_set *old, const struct rule_set *new, const struct rule *before, const struct rule *after, struct rule_change_list *out)
{
  struct rule_change change = { .id = (after ? after : before)->id, .before = before, .after = after };
  change.parts = parts_that_differ(c, old, new, &change);
  if (change.parts.count) out->at[out->count++] = change;
}

int rules_differ(struct ctx *c, const struct rule_set *before, const struct rule_set *after, struct rule_change_list *out)
{
  struct rule_change_list list = { arena_new(&c->arena, struct rule_change, before->count + after->count + 1), 0 };
  for (size_t i = 0; i < after->count; i++) add_change(c, before, after, rule_find(before, after->at[i].id), &after->at[i], &list);
  for (size_t i = 0; i < before->count; i++)
    if (!rule_find(after, before->at[i].id)) add_change(c, before, after, &before->at[i], NULL, &list);
  if (c->arena.failed) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  *out = list;
  return OK;
}

/* --- example profiles ------------------------------------------------------------------------------------------------ */

/* `before` NULL: compared with what the reports say. */
struct comparing { const struct matcher *before, *after; struct ctx own; };

static bool reports_say(const struct vignette *v, const char *code, enum verdict *out)
{
  for (int k = 0; k < VERDICT_COUNT; k++)
    for (size_t i = 0; code && i < v->lists[k].count; i++)
      if (strcmp(v->lists[k].at[i], code) == 0) { *out = (enum verdict)k; return true; }
  return false;
}

static int verdicts(struct comparing *cmp, const struct matcher *m, const struct vignette *v, size_t count, uint8_t **out)
{
  *out = arena_new(&cmp->own.arena, uint8_t, count + 1);
  return match_verdicts(&cmp->own, m, &(struct match_ask){ .profile = &v->profile }, *out, count);
}

static void add_move(struct ctx *c, const struct offer *o, enum verdict from, enum verdict to, struct example_change *e)
{
  e->moves.at[e->moves.count++] = (struct offer_move){ o->code ? arena_text(&c->arena, o->code, strlen(o->code)) : "", arena_text(&c->arena, o->name, strlen(o->name)), from, to };
}

static int compare_one(struct ctx *c, struct comparing *cmp, const struct vignette *v, struct example_change *e)
{
  const size_t count = matcher_count(cmp->after, v->profile.region);
  uint8_t *before = NULL, *after;
  TRY(verdicts(cmp, cmp->after, v, count, &after));
  if (cmp->before) TRY(verdicts(cmp, cmp->before, v, count, &before));
  e->moves.at = arena_new(&c->arena, struct offer_move, count + 1);
  for (size_t i = 0; i < count; i++) {
    const struct offer *const o = &matcher_offer(cmp->after, v->profile.region, i)->offer;
    enum verdict said = (enum verdict)after[i];
    const bool against = reports_say(v, o->code, &said) && said != (enum verdict)after[i];
    if (before ? before[i] == after[i] : !against) continue;
    add_move(c, o, before ? (enum verdict)before[i] : said, (enum verdict)after[i], e);
    e->against += against;
  }
  return OK;
}

static int compare_all(struct ctx *c, struct comparing *cmp, struct example_change_list *out)
{
  struct vignette_list vignettes;
  TRY(vignettes_read(&cmp->own, &vignettes));
  struct example_change_list list = { arena_new(&c->arena, struct example_change, vignettes.count + 1), 0 };
  const struct arena kept = cmp->own.arena;
  cmp->own.arena = (struct arena){ .max = SCRATCH_MOST };
  int rc = OK;
  for (size_t i = 0; rc == OK && i < vignettes.count; i++, arena_reset(&cmp->own.arena)) {
    const struct vignette *const v = &vignettes.at[i];
    const char *const title = v->title[c->lang];
    struct example_change e = { .title = arena_text(&c->arena, title, strlen(title)), .source = arena_text(&c->arena, v->source, strlen(v->source)) };
    rc = compare_one(c, cmp, v, &e);
    if (rc == OK && e.moves.count) list.at[list.count++] = e;
  }
  if (rc != OK) rc = scratch_failed(c, &cmp->own, rc);
  arena_release(&cmp->own.arena);
  cmp->own.arena = kept;
  *out = list;
  return rc;
}

static int with_matchers(struct ctx *c, const char *before, const char *after, struct snapshot *examples, struct example_change_list *out)
{
  struct live_match *old = NULL, *new = NULL;
  struct comparing cmp;
  int rc = live_match_build(c, after, examples, &new);
  if (rc == OK && before) rc = live_match_build(c, before, examples, &old);
  if (rc == OK) {
    cmp = (struct comparing){ old ? live_match_matcher(old) : NULL, live_match_matcher(new), { .now = 0 } };
    scratch_begin(c, &cmp.own);
    rc = compare_all(c, &cmp, out);
    ctx_release(&cmp.own);
  }
  live_match_release(old);
  live_match_release(new);
  return rc;
}

int examples_differ(struct ctx *c, const char *before, const char *after, struct example_change_list *out)
{
  struct snapshot *examples;
  TRY(live_match_examples(c, &examples));
  const int rc = with_matchers(c, before, after, examples, out);
  snapshot_release(examples);
  return rc;
}

int examples_wrong(struct ctx *c, const char *rules, struct example_change_list *out) { return examples_differ(c, NULL, rules, out); }
