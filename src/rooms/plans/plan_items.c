#include "plan_items.h"
#include "accounts.h"
#include "directors.h"
#include "html.h"
#include "need_to_know.h"
#include "plan_named.h"
#include "text.h"

/* --- what stands in it ------------------------------------------------------------------------------------------ */

struct gather { struct ctx *c; const struct plan_file *f; struct plan_item_list *to; size_t room; };

static void add(struct gather *g, struct plan_item item)
{
  if (!text_said(item.text)) return;
  if (g->to->count == g->room) {
    struct plan_item *const more = arena_new(&g->c->arena, struct plan_item, g->room = 2 * g->room + 32);
    if (g->to->count) memcpy(more, g->to->at, g->to->count * sizeof *more);
    g->to->at = more;
  }
  if (!item.raw) item.raw = item.text;
  g->to->at[g->to->count++] = item;
}

static const char *said(struct ctx *c, const struct record *rec, const char *field, const void *row)
{
  const char *const text = field_said(c, record_field(rec, field), row);
  return text ? text : "";
}

/* Where somebody is safe, how they get away and with what; and texts that have a paper of their own. */
static const char *const never[] = { "veilig.call", "veilig.place", "veilig.word", "veilig.take", "contact.told", "contact.told_safe", NULL };

static bool is_never(const char *key)
{
  for (size_t i = 0; never[i]; i++) if (strcmp(never[i], key) == 0) return true;
  return false;
}

static void add_sheet(struct gather *g, const struct sheet_kind *k, const void *row)
{
  for (size_t i = 0; i < k->rec->count; i++) {
    const struct field *const f = &k->rec->fields[i];
    if (f->flags & IN_PROGRAM || !field_known(f, row)) continue;
    const char *const key = JOIN(&g->c->arena, k->key, ".", f->name);
    add(g, (struct plan_item){ key, k->title, f->label, field_said(g->c, f, row), field_printed(g->c, f, row), is_never(key) ? ITEM_NEVER : ITEM_RELEASABLE, false });
  }
}

/* Each prompt is two fields, the second named after the first. */
static void add_prompts(struct gather *g)
{
  const struct sheet_kind *const k = &sheet_kinds[SHEET_PROMPTS];
  const struct plan_prompts *const row = &g->f->prompts;
  for (size_t i = 0; i + 1 < k->rec->count; i++) {
    const struct field *const answer = &k->rec->fields[i], *const words = &k->rec->fields[i + 1];
    if (answer->kind != FIELD_ENUM || !field_known(answer, row)) continue;
    const char *const text = field_text(words, row);
    add(g, (struct plan_item){ JOIN(&g->c->arena, k->key, ".", answer->name), k->title, answer->label,
      JOIN(&g->c->arena, field_said(g->c, answer, row), text_said(text) ? ": " : "", text_said(text) ? text : ""),
      JOIN(&g->c->arena, field_printed(g->c, answer, row), " ", text ? text : ""), ITEM_NEVER, false });
  }
}

static void add_goals(struct gather *g)
{
  for (size_t i = 0; i < g->f->goals.count; i++) {
    const struct plan_goal *const goal = &g->f->goals.at[i];
    const char *const key = JOIN(&g->c->arena, "doel.", arg_id(&g->c->arena, goal->id));
    add(g, (struct plan_item){ key, N_("Goals"), N_("Goal"), goal->goal, NULL, ITEM_RELEASABLE, false });
    if (!text_said(goal->provider)) continue;
    const char *const theirs = JOIN(&g->c->arena, goal->provider, ": ", goal->their_goal ? goal->their_goal : "");
    const char *const fit = goal->fit ? said(g->c, &plan_goal_record, "fit", goal) : "";
    add(g, (struct plan_item){ JOIN(&g->c->arena, key, ".ander"), N_("Goals"), N_("Beside it, of another provider"), JOIN(&g->c->arena, theirs, *fit ? "\n" : "", fit),
      JOIN(&g->c->arena, theirs, " ", goal->fit ? goal_fit_key(goal->fit) : ""), ITEM_NEVER, false });
  }
}

/* Whether who reads the plan reads the action. What all read is so in whatever of the households that became this one. */
static bool is_in_plan(const struct plan_file *f, const struct case_action *a)
{
  return f->plan.place == PLACE_SHARED ? a->place == PLACE_SHARED : id_same(a->compartment, f->plan.compartment);
}

/* In what all read no colleague is named: who works for whom is a side's own, and who directs may work for one. */
static int doer_in_plan(struct gather *g, const struct case_action *a, const char **out)
{
  const char *const name = case_name(g->c, &g->f->home, a->person);
  *out = name ? name : a->somebody ? a->somebody : tr(g->c, N_("a colleague"));
  return id_known(a->account) && g->f->plan.place != PLACE_SHARED ? case_colleague(g->c, &g->f->home, a->account, out) : OK;
}

static int add_actions(struct gather *g)
{
  struct ctx *const c = g->c;
  for (size_t i = 0; i < g->f->actions.count; i++) {
    const struct case_action *const a = &g->f->actions.at[i];
    const char *who;
    char due[DATE_TEXT] = "";
    bool may;
    if (!is_in_plan(g->f, a)) continue;
    TRY(action_may_leave(c, &g->f->home, a, &may));
    TRY(doer_in_plan(g, a, &who));
    const char *const whom = action_whom(c, &g->f->home, a), *const result = a->result && *a->result ? a->result : NULL;
    const char *const text = JOIN(&c->arena, a->what, "\n", tr(c, N_("Who:")), " ", who, ". ", tr(c, N_("By:")), " ", arg_date(c, a->due), ". ", *whom ? tr(c, N_("For:")) : "", *whom ? " " : "",
      whom, *whom ? ". " : "", tr(c, action_state_label(a->state)), ".", result ? " " : "", result ? result : "");
    if (date_known(a->due)) snprintf(due, sizeof due, "%d", (int)a->due.ymd);
    add(g, (struct plan_item){ JOIN(&c->arena, "actie.", arg_id(&c->arena, a->id)), N_("Who does what, by when"), NULL, text,
      JOIN(&c->arena, a->what, "|", due, "|", action_state_key(a->state), "|", result ? result : ""), ITEM_RELEASABLE, !may });
  }
  return OK;
}

int plan_items(struct ctx *c, const struct plan_file *f, struct plan_item_list *out)
{
  struct plan_item_list items = { .count = 0 };
  struct gather g = { c, f, &items, 0 };
  add(&g, (struct plan_item){ "waarom", N_("Why now?"), NULL, f->plan.why, NULL, ITEM_RELEASABLE, false });
  add_goals(&g);
  TRY(add_actions(&g));
  add_sheet(&g, &sheet_kinds[SHEET_STOP], &f->stop);
  add_sheet(&g, &sheet_kinds[SHEET_SAFETY], &f->safety);
  add_sheet(&g, &sheet_kinds[SHEET_CONTACT], &f->contact);
  add_prompts(&g);
  *out = items;
  return OK;
}

const struct plan_item *plan_item_of(const struct plan_item_list *items, const char *key)
{
  for (size_t i = 0; key && i < items->count; i++) if (strcmp(items->at[i].key, key) == 0) return &items->at[i];
  return NULL;
}

int plan_open(struct ctx *c, struct id id, struct plan_file *out)
{
  struct plan_file f = { .needs_stop = false };
  TRY(plan_get(c, id, &f.plan));
  TRY(plan_home(c, &f.plan, &f.home));
  TRY(plan_persons(c, &f.plan, &f.home, &f.persons));
  TRY(goals_of(c, id, &f.goals));
  TRY(actions_of_plan(c, f.home.file.household.id, id, &f.actions));
  TRY(sheet_get(c, &sheet_kinds[SHEET_STOP], id, &f.stop));
  TRY(sheet_get(c, &sheet_kinds[SHEET_SAFETY], id, &f.safety));
  TRY(sheet_get(c, &sheet_kinds[SHEET_CONTACT], id, &f.contact));
  TRY(sheet_get(c, &sheet_kinds[SHEET_PROMPTS], id, &f.prompts));
  TRY(voices_of(c, &f.plan, &f.home, &f.voices));
  f.needs_stop = plan_needs_stop(&f.plan, &f.home);
  *out = f;
  return OK;
}

/* --- what is missing ----------------------------------------------------------------------------------------------- */

enum { LACKS_MOST = 120 };

static void lack(struct plan_lack_list *to, const char *text, const char *at, const char *who)
{
  if (to->count < LACKS_MOST) to->at[to->count++] = (struct plan_lack){ text, at, who, NULL };
}

/* Why what stands in an element is not enough; NULL: it is. */
static const char *not_enough(struct ctx *c, const struct plan_file *f, const struct field *element, const char *words)
{
  if (!text_says(words)) return N_("A dash or a few signs are no answer: write it out.");
  return plan_named_wrong(c, f, element->name, words);
}

static void lack_elements(struct ctx *c, const struct plan_file *of, const struct sheet_kind *k, const void *row, const char *const *names, struct plan_lack_list *to)
{
  for (size_t i = 0; i < k->rec->count; i++) {
    const struct field *const f = &k->rec->fields[i];
    bool asked = !names;
    for (size_t n = 0; names && names[n]; n++) asked |= strcmp(names[n], f->name) == 0;
    if (f->flags & IN_PROGRAM || !asked) continue;
    const bool there = f->kind == FIELD_TEXT ? text_said(field_text(f, row)) : field_known(f, row);
    const char *const why = there && f->kind == FIELD_TEXT ? not_enough(c, of, f, field_text(f, row)) : NULL;
    if (there && !why) continue;
    lack(to, f->label, JOIN(&c->arena, "/", k->key, "#f-", f->name), NULL);
    if (to->count) to->at[to->count - 1].why = why;
  }
}

static void lack_prompts(struct ctx *c, const struct plan_prompts *row, struct plan_lack_list *to)
{
  const struct sheet_kind *const k = &sheet_kinds[SHEET_PROMPTS];
  for (size_t i = 0; i + 1 < k->rec->count; i++) {
    const struct field *const answer = &k->rec->fields[i], *const words = &k->rec->fields[i + 1];
    if (answer->kind != FIELD_ENUM || (field_known(answer, row) && text_says(field_text(words, row)))) continue;
    lack(to, answer->label, JOIN(&c->arena, "/", k->key, "#f-", answer->name), NULL);
  }
}

static void lack_contact(struct ctx *c, const struct plan_file *f, struct plan_lack_list *to)
{
  static const char *const apart[] = { "safe_first", "decides", "look_on", NULL };
  if (f->plan.kind != PLAN_SAFETY) return;
  lack_elements(c, f, &sheet_kinds[SHEET_CONTACT], &f->contact, sheet_kinds[SHEET_CONTACT].needed, to);
  if (f->contact.apart == YES) lack_elements(c, f, &sheet_kinds[SHEET_CONTACT], &f->contact, apart, to);
}

int plan_lacks(struct ctx *c, const struct plan_file *f, struct plan_lack_list *out)
{
  struct plan_lack_list lacks = { .at = arena_new(&c->arena, struct plan_lack, LACKS_MOST) };
  size_t underway = 0;
  if (!f->goals.count) lack(&lacks, N_("A goal"), "/doel", NULL);
  for (size_t i = 0; i < f->actions.count; i++) {
    const struct case_action *const a = &f->actions.at[i];
    bool stopped;
    TRY(action_is_stopped(c, &f->home, a, &stopped));
    underway += a->state != ACTION_DROPPED && !stopped && is_in_plan(f, a);
  }
  if (!underway) lack(&lacks, N_("An action: who does what, by when"), "/actie", NULL);
  if (f->needs_stop) lack_elements(c, f, &sheet_kinds[SHEET_STOP], &f->stop, sheet_kinds[SHEET_STOP].needed, &lacks);
  else if (f->plan.kind == PLAN_SAFETY) lack_elements(c, f, &sheet_kinds[SHEET_SAFETY], &f->safety, sheet_kinds[SHEET_SAFETY].needed, &lacks);
  lack_contact(c, f, &lacks);
  lack_prompts(c, &f->prompts, &lacks);
  for (size_t i = 0; i < f->persons.count; i++) {
    const struct id person = f->persons.at[i].person;
    if (!voice_of(&f->voices, person)) lack(&lacks, N_("How this person took part, and whether they agree"), "/inspraak", case_name(c, &f->home, person));
  }
  *out = lacks;
  return OK;
}

/* --- an action of it ---------------------------------------------------------------------------------------------------- */

int plan_action_add(struct ctx *c, struct id plan, const struct action_new *n, struct id *out)
{
  struct plan p;
  struct case_file f;
  struct action_new new = *n;
  TRY(plan_get(c, plan, &p));
  TRY(plan_needs_open(c, &p));
  TRY(involvement_is_own(c, p.compartment));
  TRY(plan_home(c, &p, &f));
  new.place = p.place;
  if (p.place == PLACE_PERSON) new.whom = p.person;
  if (p.place == PLACE_SHARED) return action_add(c, f.file.household.id, plan, &new, out);      /* in what all read now, of whichever household it came */
  return action_add_in(c, &f, p.compartment, plan, &new, out);
}
