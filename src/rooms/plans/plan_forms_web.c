/* The forms of a plan, each of one subject. */
#include "calendar.h"
#include "doers.h"
#include "html.h"
#include "plans_web.h"
#include "text.h"

static int back_to(struct ctx *c, struct id plan, const char *rest, const char *done) { return redirect_done(c, path_of_id(c, PLAN_PATH, plan, rest), done); }

const char *plan_read_by_all(struct ctx *c)
{
  return tr(c, N_("Everybody who works with this household reads this, also for the other side. Write nothing here that tells where somebody is, who helps them, or what they said."));
}

void frag_plan_trail(struct ctx *c, const struct plan *p, const char *here)
{
  frag_trail(c, here, path_of_id(c, HOUSEHOLDS_PATH, p->household, "/plannen"), tr(c, N_("Plans")), path_of_id(c, PLAN_PATH, p->id, NULL), p->title, NULL);
}

int plan_form(struct ctx *c, const struct plan *p, struct form_page *v)
{
  v->back = path_of_id(c, PLAN_PATH, p->id, NULL);
  v->back_label = p->title;
  if (!v->button) v->button = tr(c, N_("Save"));
  if (p->place == PLACE_SHARED) v->note = v->note ? JOIN(&c->arena, v->note, " ", plan_read_by_all(c)) : plan_read_by_all(c);
  return form_page(c, v, HOUSEHOLDS_PATH);
}

/* --- a new one, and what stands at its head ------------------------------------------------------------------------ */

enum { REVIEW_WEEKS = 6 };

int show_plan_new(struct ctx *c)
{
  struct id id;
  struct case_file f;
  struct choices coordinators;
  TRY(path_id(c, &id));
  TRY(case_open(c, id, &f));
  TRY(plan_coordinators(c, &f, &coordinators));
  const struct field_list lists[] = { { .field = "person", .values = case_abouts_of(c, &f, N_("The household as a whole")) }, { .field = "place", .values = case_places_of(c, &f) },
    { .field = "coordinator", .values = coordinators } };
  const struct plan_new blank = { .kind = PLAN_SAFETY, .coordinator = c->scope.actor, .start = c->today, .review = date_plus_days(c->today, 7 * REVIEW_WEEKS) };
  const struct form_page v = { .title = tr(c, N_("New plan")), .path = path_of_id(c, HOUSEHOLDS_PATH, f.file.household.id, "/plan"), .token_path = HOUSEHOLDS_PATH "/:id/plan",
    .back = path_of_id(c, HOUSEHOLDS_PATH, f.file.household.id, "/plannen"), .back_label = tr(c, N_("Plans")), .button = tr(c, N_("Make this plan")), .rec = &plan_new_record, .row = &blank,
    .lists = lists, .list_count = COUNT(lists), .note = tr(c, N_("Each adult has an own safety plan. Whoever works for the other side sees neither the plan nor that it is there.")) };
  return form_page(c, &v, HOUSEHOLDS_PATH);
}

int add_plan(struct ctx *c)
{
  struct id household, plan;
  TRY(path_id(c, &household));
  TRY(plan_make(c, household, form_row(c, plan_new), &plan));
  return back_to(c, plan, NULL, "toegevoegd");
}

int show_plan_edit(struct ctx *c)
{
  struct plan_file f;
  struct choices coordinators;
  TRY(plan_of_path(c, &f));
  TRY(plan_coordinators(c, &f.home, &coordinators));
  const struct field_list lists[] = { { .field = "coordinator", .values = coordinators } };
  struct form_page v = { .title = tr(c, N_("Title, reason, coordinator and days")), .path = path_of_id(c, PLAN_PATH, f.plan.id, "/gegevens"), .token_path = PLAN_PATH "/:id/gegevens",
    .rec = &plan_record, .row = &f.plan, .lists = lists, .list_count = COUNT(lists) };
  return plan_form(c, &f.plan, &v);
}

int change_plan_page(struct ctx *c)
{
  struct plan p = *form_row(c, plan);
  TRY(path_id(c, &p.id));
  TRY(plan_change(c, &p));
  return back_to(c, p.id, NULL, "opgeslagen");
}

/* --- sheets --------------------------------------------------------------------------------------------------------- */

/* Which one: what the form of this path takes. */
static const struct sheet_kind *sheet_asked(struct ctx *c)
{
  for (size_t i = 0; i < SHEET_COUNT; i++) if (form_record(c) == sheet_kinds[i].rec) return &sheet_kinds[i];
  return NULL;
}

/* What a final plan needs is not called optional, although a draft may be saved without it. */
static struct field_list *needed_of(struct ctx *c, const struct sheet_kind *k, size_t *count)
{
  struct field_list *const lists = arena_new(&c->arena, struct field_list, k->rec->count);
  *count = 0;
  for (size_t i = 0; i < k->rec->count; i++) {
    bool needed = !k->needed;
    for (size_t n = 0; k->needed && k->needed[n]; n++) needed |= strcmp(k->needed[n], k->rec->fields[i].name) == 0;
    if (needed) lists[(*count)++] = (struct field_list){ .field = k->rec->fields[i].name, .required = true };
  }
  return lists;
}

int show_sheet(struct ctx *c)
{
  const struct sheet_kind *const k = sheet_asked(c);
  struct id id;
  struct plan p;
  if (!k) return not_there(c);
  TRY(path_id(c, &id));
  TRY(plan_get(c, id, &p));
  void *const row = arena_alloc(&c->arena, k->rec->size);
  TRY(sheet_get(c, k, id, row));
  struct form_page v = { .title = tr(c, k->title), .note = k->note ? tr(c, k->note) : NULL, .path = path_of_id(c, PLAN_PATH, id, JOIN(&c->arena, "/", k->key)), .token_path = form_path(c),
    .rec = k->rec, .row = row };
  v.lists = needed_of(c, k, &v.list_count);
  return plan_form(c, &p, &v);
}

int save_sheet(struct ctx *c)
{
  const struct sheet_kind *const k = sheet_asked(c);
  struct id id;
  if (!k) return not_there(c);
  TRY(path_id(c, &id));
  TRY(sheet_save(c, k, id, form_row_(c, k->rec)));
  return back_to(c, id, NULL, "opgeslagen");
}

/* --- goals and actions ------------------------------------------------------------------------------------------------ */

int show_goal_new(struct ctx *c)
{
  struct plan_file f;
  TRY(plan_of_path(c, &f));
  struct form_page v = { .title = tr(c, N_("A goal")), .path = path_of_id(c, PLAN_PATH, f.plan.id, "/doel"), .token_path = PLAN_PATH "/:id/doel", .rec = &plan_goal_record };
  return plan_form(c, &f.plan, &v);
}

int add_goal(struct ctx *c)
{
  struct id plan;
  TRY(path_id(c, &plan));
  TRY(goal_add(c, plan, form_row(c, plan_goal)));
  return back_to(c, plan, NULL, "toegevoegd");
}

int show_goal(struct ctx *c)
{
  struct id id;
  struct plan_goal g;
  struct plan p;
  TRY(path_id(c, &id));
  TRY(goal_get(c, id, &g));
  TRY(plan_get(c, g.plan, &p));
  const struct goal_view v = { &g, &p, path_of_id(c, "/werk/plandoelen", id, NULL) };
  return PLAN_PAGE_OF(c, N_("A goal"), view_plan_goal, &v);
}

int change_goal(struct ctx *c)
{
  struct plan_goal g = *form_row(c, plan_goal), stored;
  TRY(path_id(c, &g.id));
  TRY(goal_get(c, g.id, &stored));
  TRY(goal_change(c, &g));
  return back_to(c, stored.plan, NULL, "opgeslagen");
}

int drop_goal(struct ctx *c)
{
  struct id id;
  struct plan_goal g;
  TRY(path_id(c, &id));
  TRY(goal_get(c, id, &g));
  TRY(goal_remove(c, id, c->form->version));
  return back_to(c, g.plan, NULL, "verwijderd");
}

int show_plan_action(struct ctx *c)
{
  struct plan_file f;
  struct field_list lists[3];
  const struct action_new blank = { .due = date_plus_days(c->today, 14), .form = ACTION_ALONE };
  TRY(plan_of_path(c, &f));
  TRY(action_lists(c, &f.home, lists));
  TRY(action_doers_in(c, &f.home, f.plan.place, f.plan.compartment, &lists[0].values));
  lists[2].values = choices_kept(&c->arena, &case_place_choices, UINT64_C(1) << f.plan.place);
  struct action_new row = blank;
  row.place = f.plan.place;
  struct form_page v = { .title = tr(c, N_("An action of this plan")), .path = path_of_id(c, PLAN_PATH, f.plan.id, "/actie"), .token_path = PLAN_PATH "/:id/actie", .rec = &action_new_record,
    .row = &row, .lists = lists, .list_count = COUNT(lists), .note = tr(c, N_("Who reads the plan reads its actions.")) };
  return plan_form(c, &f.plan, &v);
}

int add_plan_action(struct ctx *c)
{
  struct id plan;
  TRY(path_id(c, &plan));
  TRY(plan_action_add(c, plan, form_row(c, action_new), NULL));
  return back_to(c, plan, NULL, "toegevoegd");
}

/* --- who took part, in whose files, looked at --------------------------------------------------------------------------- */

int show_voices(struct ctx *c)
{
  struct plan_file f;
  struct voices_view v = { .file = &f };
  TRY(plan_of_path(c, &f));
  v.path = path_of_id(c, PLAN_PATH, f.plan.id, NULL);
  struct choice *const at = arena_new(&c->arena, struct choice, f.persons.count + 1);
  at[0] = (struct choice){ NULL, N_("Choose a person") };
  for (size_t i = 0; i < f.persons.count; i++) at[i + 1] = (struct choice){ arg_id(&c->arena, f.persons.at[i].person), case_name(c, &f.home, f.persons.at[i].person) };
  const struct field_list who = { .field = "person", .values = { f.persons.count + 1, at } };
  v.who = &who;
  v.rows.at = arena_new(&c->arena, struct voice_line, f.voices.count + 1);
  for (size_t i = 0; i < f.voices.count; i++) {
    struct voice_line *const line = &v.rows.at[v.rows.count++];
    *line = (struct voice_line){ .name = case_name(c, &f.home, f.voices.at[i].person), .voice = &f.voices.at[i] };
    TRY(case_colleague(c, &f.home, f.voices.at[i].writer, &line->writer));
  }
  return PLAN_PAGE_OF(c, N_("Who took part"), view_plan_voices, &v);
}

int add_voice(struct ctx *c)
{
  struct id plan;
  TRY(path_id(c, &plan));
  TRY(voice_add(c, plan, form_row(c, voice_new)));
  return back_to(c, plan, "/inspraak", "opgeslagen");
}

int show_holders(struct ctx *c)
{
  struct plan_file f;
  struct holders_view v = { .may_write = signed_in_writes(c) };
  TRY(plan_of_path(c, &f));
  TRY(holders_of(c, f.plan.id, &v.rows));
  v.plan = &f.plan;
  v.path = path_of_id(c, PLAN_PATH, f.plan.id, NULL);
  return PLAN_PAGE_OF(c, N_("In whose files"), view_plan_holders, &v);
}

int add_holder(struct ctx *c)
{
  struct id plan;
  TRY(path_id(c, &plan));
  TRY(holder_add(c, plan, form_row(c, plan_holder)));
  return back_to(c, plan, "/dossiers", "toegevoegd");
}

int end_holder(struct ctx *c)
{
  struct id id;
  struct plan_holder h;
  TRY(path_id(c, &id));
  TRY(holder_get(c, id, &h));
  TRY(holder_end(c, id, c->form->version));
  return back_to(c, h.plan, "/dossiers", "beeindigd");
}

int show_plan_review(struct ctx *c)
{
  struct plan_file f;
  TRY(plan_of_path(c, &f));
  const struct review_new blank = { .next = date_plus_days(c->today, 7 * REVIEW_WEEKS) };
  struct form_page v = { .title = tr(c, N_("Look at it again")), .path = path_of_id(c, PLAN_PATH, f.plan.id, "/bekijken"), .token_path = PLAN_PATH "/:id/bekijken", .rec = &review_new_record,
    .row = &blank, .note = tr(c, N_("Does the plan still fit? If its words must change, choose \"Change the plan\" afterwards.")) };
  return plan_form(c, &f.plan, &v);
}

int add_plan_review(struct ctx *c)
{
  struct id plan;
  TRY(path_id(c, &plan));
  TRY(review_add(c, plan, form_row(c, review_new)));
  return back_to(c, plan, NULL, "opgeslagen");
}

/* --- from state to state ---------------------------------------------------------------------------------------------------- */

int show_final(struct ctx *c)
{
  struct plan_file f;
  struct final_view v = { .path = NULL };
  TRY(plan_of_path(c, &f));
  TRY(plan_needs_draft(c, &f.plan) == OK ? plan_lacks(c, &f, &v.lacks) : OK);
  v.plan = &f.plan;
  v.path = path_of_id(c, PLAN_PATH, f.plan.id, NULL);
  return PLAN_PAGE_OF(c, N_("Make it final"), view_plan_final, &v);
}

int make_final(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(plan_finalise(c, id, c->form->version));
  return back_to(c, id, NULL, "afgerond");
}

int reopen_plan(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(plan_reopen(c, id, c->form->version));
  return back_to(c, id, NULL, "opgeslagen");
}

int show_plan_end(struct ctx *c)
{
  struct plan_file f;
  TRY(plan_of_path(c, &f));
  struct form_page v = { .title = tr(c, N_("End the plan")), .path = path_of_id(c, PLAN_PATH, f.plan.id, "/einde"), .token_path = PLAN_PATH "/:id/einde", .rec = &plan_closing_record,
    .version = f.plan.version, .button = tr(c, N_("End the plan")), .note = tr(c, N_("Help may last years: end a plan only when it is no longer needed. It stays readable.")) };
  return plan_form(c, &f.plan, &v);
}

int end_plan(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(plan_end(c, id, c->form->version, form_row(c, plan_closing)));
  return back_to(c, id, NULL, "beeindigd");
}

int show_plan_replace(struct ctx *c)
{
  struct plan_file f;
  struct choices others;
  TRY(plan_of_path(c, &f));
  TRY(plan_replacements(c, &f.plan, &f.home, &others));
  const struct field_list lists[] = { { .field = "by", .values = others } };
  struct form_page v = { .title = tr(c, N_("Another plan takes its place")), .path = path_of_id(c, PLAN_PATH, f.plan.id, "/vervangen"), .token_path = PLAN_PATH "/:id/vervangen",
    .rec = &plan_replacing_record, .version = f.plan.version, .lists = lists, .list_count = COUNT(lists) };
  return plan_form(c, &f.plan, &v);
}

int replace_plan(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(plan_replace(c, id, c->form->version, form_row(c, plan_replacing)));
  return back_to(c, id, NULL, "beeindigd");
}
