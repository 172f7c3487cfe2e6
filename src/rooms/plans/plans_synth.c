/* Plans of households that do not exist: one on each side, by who works for it. Of every three of who uses violence one is still a draft, with
 * elements that are missing; what is written is made up. */
#include "calendar.h"
#include "case_parts.h"
#include "plan_items.h"
#include "plan_phone.h"
#include "plan_releases.h"
#include "plan_states.h"
#include "plan_versions.h"
#include "plans_web.h"
#include "synth.h"
#include "text.h"

enum { REVIEW_DAYS = 42, KEPT_DAYS = 20, DRAFTS = 3 };

struct writing { struct ctx *c; const struct synth *s; size_t n; struct case_file file; struct plan plan; const struct membership *of; };

/* What stands in a plan, by table and field. */
static const struct { const char *field, *text; } told[] = {
  { "plan_stop.triggers",      "Ruzie over geld, en op vrijdag drinken na het werk." },
  { "plan_stop.body",          "Warm hoofd, hart dat bonst, vuisten." },
  { "plan_stop.thoughts",      "Zij doet dit expres. Niemand luistert naar mij." },
  { "plan_stop.behaviour",     "Harder praten, door de kamer lopen, voor de deur gaan staan." },
  { "plan_stop.timeout_long",  "Minstens een uur." },
  { "plan_stop.timeout_where", "Een rondje langs het water, daarna naar de buurman." },
  { "plan_stop.timeout_said",  "Ik zeg: ik ga even lopen. Meer niet." },
  { "plan_stop.timeout_back",  "Eerst een bericht. Ik kom pas terug als er ja staat." },
  { "plan_stop.help",          "Groep op dinsdag; tot die begint elke week bellen met een ervaringsdeskundige." },
  { "plan_stop.checks",        "De begeleider van het wijkteam, en de broer." },
  { "plan_stop.checks_often",  "Elke week op maandag, en na elke time-out." },
  { "plan_stop.if_not",        "Ik slaap dan bij mijn broer. De begeleider belt dezelfde dag Veilig Thuis." },
  { "plan_safety.signals",     "De sleutels hard op tafel, stil worden, de deur op slot." },
  { "plan_safety.call",        "112. Daarna de zus, met de oude telefoon." },
  { "plan_safety.place",       "Bij iemand die de ander niet kent." },
  { "plan_safety.word",        "Het woord van de oma." },
  { "plan_safety.take",        "Paspoorten, medicijnen, de knuffel, de oude telefoon." },
  { "plan_safety.children",    "Naar de buurvrouw. Zij hoeven niets op te lossen." },
  { "plan_safety.afterwards",  "Naar de huisarts, wachtwoorden wijzigen, de school bellen." },
  { "plan_goal.goal",          "Thuis is niemand meer bang." },
  { "plan_phone.steps",        "Ik ga lopen\nIk bel mijn broer\nIk stuur een bericht voordat ik terugkom" },
};

static const char *says(struct writing *w, const char *table, const char *field)
{
  const char *const name = JOIN(&w->c->arena, table, ".", field), *text = "Samen besproken en opgeschreven.";
  for (size_t i = 0; i < COUNT(told); i++) if (strcmp(told[i].field, name) == 0) text = told[i].text;
  return synth_says(w->c, w->s, w->n, name, text);
}

/* Every field gets something, except in a draft the last elements. */
static int write_row(struct writing *w, const struct record *rec, void *row, size_t fields)
{
  struct plan_sheet *const head = row;
  head->plan = w->plan.id;
  head->compartment = rec == &plan_voice_record ? w->of->compartment : w->plan.compartment;
  for (size_t i = 0; i < rec->count && i < fields; i++) {
    const struct field *const f = &rec->fields[i];
    const char *const text = says(w, rec->name, f->name);
    const unsigned first = 1;
    if (f->kind == FIELD_TEXT && !(f->flags & IN_PROGRAM)) memcpy(field_in(f, row), &text, sizeof text);
    if (f->kind == FIELD_DATE && !(f->flags & IN_PROGRAM)) *(struct date *)field_in(f, row) = w->c->today;
    if (f->kind == FIELD_ENUM) memcpy(field_in(f, row), &first, sizeof first);
  }
  return record_insert_(w->c, rec, row, NULL);
}
#define WRITE_ROW(w, T, ...) write_row((w), &T##_record, &(struct T){ __VA_ARGS__ }, SIZE_MAX)

static int write_texts(struct writing *w, bool stops, bool draft)
{
  if (stops) TRY(write_row(w, &plan_stop_record, &(struct plan_stop){ .triggers = NULL }, draft ? 8 : SIZE_MAX));
  if (!stops || w->s->canary) TRY(WRITE_ROW(w, plan_safety, .signals = NULL));
  TRY(WRITE_ROW(w, plan_contact, .apart = YES));
  if (!draft) TRY(WRITE_ROW(w, plan_prompts, .gender = PROMPT_LOOKED));
  TRY(WRITE_ROW(w, plan_goal, .goal = NULL));
  TRY(WRITE_ROW(w, plan_holder, .holder = NULL));
  TRY(WRITE_ROW(w, plan_review, .seen_on = w->c->today, .writer = w->c->scope.actor));
  TRY(WRITE_ROW(w, plan_phone, .own_phone = YES));
  if (draft) return OK;
  return WRITE_ROW(w, plan_voice, .person = w->of->person, .written = { w->c->now }, .writer = w->c->scope.actor);
}

static int agree_action(struct writing *w)
{
  const struct action_new n = { .what = synth_says(w->c, w->s, w->n, "case_action.what", "Meldt zich aan bij de groep."), .doer = "somebody",
    .somebody = synth_says(w->c, w->s, w->n, "case_action.somebody", "de broer"), .due = date_plus_days(w->c->today, KEPT_DAYS), .form = ACTION_ALONE };
  return plan_action_add(w->c, w->plan.id, &n, NULL);
}

/* One thing is released, and the text is kept. */
static int finish(struct writing *w, const char *item)
{
  struct plan_file f;
  struct plan_item_list items;
  TRY(plan_open(w->c, w->plan.id, &f));
  TRY(plan_items(w->c, &f, &items));
  const struct plan_item *const it = plan_item_of(&items, item);
  TRY(WRITE_ROW(w, plan_release, .item = item, .person = w->of->person, .was = synth_says(w->c, w->s, w->n, "plan_release.was", it ? it->raw : "-"), .writer = w->c->scope.actor));
  TRY(version_keep(w->c, &f, 1));
  f.plan.state = PLAN_FINAL;
  f.plan.versions = num(1);
  return record_update(w->c, plan, &f.plan);
}

/* An older one that has ended, so that its last words are there too. */
static int end_one(struct writing *w, const struct plan_new *n)
{
  struct id id;
  TRY(plan_make_in(w->c, &w->file, n, &id));
  return plan_end(w->c, id, 1, &(struct plan_closing){ synth_says(w->c, w->s, w->n, "plan.outcome", "Het is een jaar rustig gebleven.") });
}

static void act_as(struct writing *w, const struct synth_actor *who)
{
  w->c->scope.actor = who->account;
  w->c->scope.organisation = who->organisation;
  w->c->scope.role = who->role;
  w->c->scope.reach = REACH_INVOLVED;
}

static int write_side(struct writing *w, const struct synth_actor *who, struct id household)
{
  act_as(w, who);
  const int rc = case_open(w->c, household, &w->file);
  if (absent(w->c, rc)) return OK;
  TRY(rc);
  if (!w->file.file.memberships.count) return OK;
  w->of = &w->file.file.memberships.at[0];
  const bool stops = uses_violence(w->of->role), draft = stops && w->n % DRAFTS == 1 && !w->s->canary;
  const struct plan_new n = { .kind = PLAN_SAFETY, .person = w->of->person, .title = synth_says(w->c, w->s, w->n, "plan.title", stops ? "Stoppen met geweld" : "Veilig blijven"),
    .why = synth_says(w->c, w->s, w->n, "plan.why", "Na het weekend was iedereen geschrokken."), .coordinator = w->c->scope.actor, .start = w->c->today,
    .review = date_plus_days(w->c->today, REVIEW_DAYS) };
  struct id id;
  TRY(plan_make_in(w->c, &w->file, &n, &id));
  TRY(plan_get(w->c, id, &w->plan));
  TRY(write_texts(w, stops, draft));
  TRY(agree_action(w));
  if (w->s->canary) TRY(end_one(w, &n));
  return draft ? OK : finish(w, stops ? "stop.triggers" : "veilig.signals");
}

int plans_synth(struct ctx *c, const struct synth *s, size_t n, struct id household)
{
  struct writing w = { .c = c, .s = s, .n = n };
  const struct scope before = c->scope;
  int rc = write_side(&w, &s->team, household);
  if (rc == OK) rc = write_side(&w, &s->shelter, household);
  c->scope = before;
  return rc;
}

/* --- the demonstration ----------------------------------------------------------------------------------------------- */

/* Whoever works with a household that has no plan to see yet makes one. */
static int fill_one(struct writing *w, const struct synth_actor *who, struct id household)
{
  struct plan_list there;
  act_as(w, who);
  const int rc = case_open(w->c, household, &w->file);
  if (absent(w->c, rc)) return OK;
  TRY(rc);
  TRY(plans_of(w->c, &w->file, &there));
  return there.count || !w->file.file.sides.count ? OK : write_side(w, who, household);
}

/* Households whose story is told have the plans of that story. */
static int is_told(struct ctx *c, struct id household, bool *out)
{
  struct case_file f;
  struct list rows;
  *out = false;
  TRY(case_open(c, household, &f));
  for (size_t i = 0; i < KIND_COUNT && !*out; i++) {
    TRY(case_parts_of(c, &case_kinds[i], &f, &rows));
    *out = rows.count > 0;
  }
  return OK;
}

static int without_story(struct ctx *c, struct household_list *all)
{
  size_t kept = 0;
  for (size_t i = 0; i < all->count; i++) {
    bool told_already;
    TRY(is_told(c, all->at[i].id, &told_already));
    if (!told_already) all->at[kept++] = all->at[i];
  }
  all->count = kept;
  return OK;
}

static int fill(struct ctx *c, void *arg)
{
  const struct household_list *const all = arg;
  struct synth s = { .seed = 1 };
  struct writing w = { .c = c, .s = &s };
  const struct scope before = c->scope;
  int rc = synth_actors(c, 0, &s);
  for (; rc == OK && w.n < all->count; w.n++) {
    rc = fill_one(&w, &s.team, all->at[w.n].id);
    if (rc == OK) rc = fill_one(&w, &s.shelter, all->at[w.n].id);
    if (rc == OK) rc = fill_one(&w, &s.director, all->at[w.n].id);
  }
  c->scope = before;
  return rc;
}

static int any_plan(struct ctx *c, const struct household_list *all, bool *out)
{
  *out = false;
  for (size_t i = 0; !*out && i < all->count; i++) {
    struct case_file f;
    struct plan_list there;
    TRY(case_open(c, all->at[i].id, &f));
    TRY(plans_of(c, &f, &there));
    *out = there.count > 0;
  }
  return OK;
}

int plans_demo(struct ctx *c, bool *made)
{
  const struct scope before = c->scope;
  struct household_list all;
  const char *next;
  bool there = false;
  c->scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
  int rc = households_mine(c, NULL, &all, &next);
  if (rc == OK) rc = without_story(c, &all);
  if (rc == OK) rc = any_plan(c, &all, &there);
  if (rc == OK && !there) {
    rc = db_savepoint(c, fill, &all);
    if (rc == OK) rc = any_plan(c, &all, made);
  }
  c->scope = before;
  return rc;
}
