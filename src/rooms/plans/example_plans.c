#include "example_plans.h"
#include "calendar.h"
#include "example_story.h"
#include "html.h"
#include "plan_items.h"
#include "plan_phone.h"
#include "plan_releases.h"
#include "plan_states.h"
#include "text.h"

/* In the order in which they come on one day. */
enum event_kind { EVENT_MADE, EVENT_VOICE, EVENT_FINAL, EVENT_ENDED, EVENT_REVIEW, EVENT_REOPENED, EVENT_AGAIN, EVENT_RELEASE, EVENT_PHONE, EVENT_CLOSED };
struct told { const char *key; const json_t *json; struct id id; enum case_place at; struct id *actions; };
struct event { int64_t days; enum event_kind kind; size_t number; struct told *plan; const json_t *json; };      /* days: before today */

struct telling { struct story *t; struct told *plans; size_t count; struct event *events; size_t event_count, next; };

static const struct synth_actor *writer_of(const struct story *t, const struct told *p)
{
  const struct synth_actor *const who = story_actor(t, story_text(p->json, "by"));
  return who ? who : &t->s->director;
}

/* --- a draft with what stands in it ------------------------------------------------------------------------------------ */

static int tell_sheet(struct story *t, struct id plan, const struct sheet_kind *k, const json_t *j)
{
  struct plan_sheet *const row = arena_alloc(&t->c->arena, k->rec->size);
  if (!j) return OK;
  TRY(sheet_get(t->c, k, plan, row));
  TRY(story_fill(t, k->rec, j, row));
  if (k->rec == &plan_contact_record && json_object_get(j, "look_in"))
    ((struct plan_contact *)row)->look_on = date_plus_days(date_at(t->today), (int)story_number(j, "look_in"));
  return sheet_save(t->c, k, plan, row);
}

static int tell_sheets(struct story *t, struct id plan, const json_t *of)
{
  static const char *const members[] = { [SHEET_STOP] = "stop", [SHEET_SAFETY] = "safety", [SHEET_CONTACT] = "contact", [SHEET_PROMPTS] = "prompts" };
  for (size_t i = 0; i < SHEET_COUNT; i++) TRY(tell_sheet(t, plan, &sheet_kinds[i], json_object_get(of, members[i])));
  return OK;
}

static int tell_rows(struct story *t, struct told *p)
{
  const json_t *const actions = json_object_get(p->json, "actions");
  size_t i;
  json_t *j;
  json_array_foreach(json_object_get(p->json, "goals"), i, j) {
    struct plan_goal g = { .goal = NULL };
    TRY(story_fill(t, &plan_goal_record, j, &g));
    TRY(goal_add(t->c, p->id, &g));
  }
  json_array_foreach(actions, i, j) {
    struct action_new n = { .place = p->at };
    TRY(story_action(t, j, &n));
    TRY(plan_action_add(t->c, p->id, &n, &p->actions[i]));
  }
  json_array_foreach(json_object_get(p->json, "holders"), i, j) {
    struct plan_holder h = { .since = date_plus_days(date_at(t->today), -(int)story_number(j, "since_ago")) };
    TRY(story_fill(t, &plan_holder_record, j, &h));
    if (date_before(t->c->today, h.since)) h.since = t->c->today;
    TRY(holder_add(t->c, p->id, &h));
  }
  return OK;
}

static int tell_made(struct story *t, struct told *p)
{
  const char *const coordinator = story_text(p->json, "coordinator"), *const person = story_text(p->json, "person");
  const struct synth_actor *const who = coordinator ? story_actor(t, coordinator) : writer_of(t, p);
  struct plan_new n = { .start = t->c->today, .review = date_plus_days(t->c->today, (int)story_number(p->json, "review_after")) };
  struct plan made;
  if (!who) return story_wrong(t, "coordinator");
  TRY(story_fill(t, &plan_new_record, p->json, &n));
  n.coordinator = who->account;
  TRY(story_person(t, person, PLACE_PERSON, &n.person));
  TRY(plan_make(t->c, t->household, &n, &p->id));
  TRY(plan_get(t->c, p->id, &made));
  p->at = made.place;
  TRY(tell_sheets(t, p->id, p->json));
  return tell_rows(t, p);
}

/* --- what comes after ---------------------------------------------------------------------------------------------------- */

static int tell_voice(struct story *t, const struct told *p, const json_t *j)
{
  struct voice_new n = { .said_on = t->c->today };
  TRY(story_fill(t, &voice_new_record, j, &n));
  TRY(story_person(t, story_text(j, "person"), PLACE_PERSON, &n.person));
  return voice_add(t->c, p->id, &n);
}

static int tell_review(struct story *t, const struct told *p, const json_t *j)
{
  struct review_new n = { .next = date_plus_days(t->c->today, (int)story_number(j, "next_after")) };
  TRY(story_fill(t, &review_new_record, j, &n));
  return review_add(t->c, p->id, &n);
}

static int tell_release(struct story *t, const struct told *p, const json_t *j)
{
  struct release_new n = { .said_on = t->c->today };
  struct story_member *const m = story_member(t, story_text(j, "person"));
  if (!m) return story_wrong(t, "releases");
  TRY(story_fill(t, &release_new_record, j, &n));
  n.person = p->at == PLACE_SHARED ? m->member : m->id;
  return release_add(t->c, p->id, &n);
}

static int tell_phone(struct story *t, const struct told *p, const json_t *j)
{
  struct plan_phone row = { .released = t->c->today };
  TRY(story_fill(t, &plan_phone_record, j, &row));
  return phone_save(t->c, p->id, &row);
}

static int tell_closed(struct telling *all, const struct told *p, int32_t version)
{
  const char *const by = story_text(p->json, "replaced_by"), *const outcome = story_text(p->json, "outcome");
  struct plan_replacing n = { .outcome = outcome };
  if (!by) return plan_end(all->t->c, p->id, version, &(struct plan_closing){ outcome });
  for (size_t i = 0; i < all->count; i++) if (strcmp(all->plans[i].key, by) == 0) n.by = all->plans[i].id;
  return plan_replace(all->t->c, p->id, version, &n);
}

static int tell_again(struct story *t, const struct told *p, int32_t version)
{
  TRY(tell_sheets(t, p->id, json_object_get(p->json, "again")));
  return plan_finalise(t->c, p->id, version);
}

static int tell(struct telling *all, const struct event *e)
{
  struct story *const t = all->t;
  struct told *const p = e->plan;
  struct plan now = { .version = 0 };
  story_as(t, writer_of(t, p));
  if (e->kind == EVENT_MADE) return tell_made(t, p);
  TRY(plan_get(t->c, p->id, &now));
  switch (e->kind) {
  case EVENT_VOICE:    return tell_voice(t, p, e->json);
  case EVENT_FINAL:    return plan_finalise(t->c, p->id, now.version);
  case EVENT_ENDED:    return story_action_end(t, e->json, p->actions[e->number]);
  case EVENT_REVIEW:   return tell_review(t, p, e->json);
  case EVENT_REOPENED: return plan_reopen(t->c, p->id, now.version);
  case EVENT_AGAIN:    return tell_again(t, p, now.version);
  case EVENT_RELEASE:  return tell_release(t, p, e->json);
  case EVENT_PHONE:    return tell_phone(t, p, e->json);
  default:             return tell_closed(all, p, now.version);
  }
}

/* --- in the order in which it happened ------------------------------------------------------------------------------------ */

static int earliest_first(const void *a, const void *b)
{
  const struct event *const x = a, *const y = b;
  if (x->days != y->days) return x->days > y->days ? -1 : 1;
  if (x->kind != y->kind) return (int)x->kind - (int)y->kind;
  if (x->plan != y->plan) return x->plan < y->plan ? -1 : 1;
  return x->number < y->number ? -1 : x->number > y->number;
}

static void add_event(struct telling *all, struct told *p, const json_t *j, const char *when, enum event_kind kind, size_t number)
{
  if (json_object_get(j, when)) all->events[all->event_count++] = (struct event){ story_number(j, when), kind, number, p, j };
}

static void add_list(struct telling *all, struct told *p, const char *list, const char *when, enum event_kind kind)
{
  size_t i;
  json_t *j;
  json_array_foreach(json_object_get(p->json, list), i, j) add_event(all, p, j, when, kind, i);
}

static void add_events(struct telling *all, struct told *p)
{
  add_event(all, p, p->json, "made_ago", EVENT_MADE, 0);
  add_list(all, p, "voices", "days_ago", EVENT_VOICE);
  add_event(all, p, p->json, "final_ago", EVENT_FINAL, 0);
  add_list(all, p, "actions", "ended_ago", EVENT_ENDED);
  add_list(all, p, "reviews", "days_ago", EVENT_REVIEW);
  add_event(all, p, p->json, "reopened_ago", EVENT_REOPENED, 0);
  add_event(all, p, p->json, "final_again_ago", EVENT_AGAIN, 0);
  add_list(all, p, "releases", "days_ago", EVENT_RELEASE);
  add_event(all, p, json_object_get(p->json, "phone"), "released_ago", EVENT_PHONE, 0);
  add_event(all, p, p->json, "ended_ago", EVENT_CLOSED, 0);
  add_event(all, p, p->json, "replaced_ago", EVENT_CLOSED, 0);
}

static size_t most_events(const json_t *plan)
{
  static const char *const lists[] = { "voices", "actions", "reviews", "releases" };
  size_t n = EVENT_CLOSED + 2;
  for (size_t i = 0; i < COUNT(lists); i++) n += json_array_size(json_object_get(plan, lists[i]));
  return n;
}

static int begin(struct telling *all, const json_t *list)
{
  struct arena *const a = &all->t->c->arena;
  size_t i, most = 1;
  json_t *j;
  json_array_foreach(list, i, j) most += most_events(j);
  all->plans = arena_new(a, struct told, json_array_size(list) + 1);
  all->events = arena_new(a, struct event, most);
  json_array_foreach(list, i, j) {
    struct told *const p = &all->plans[all->count++];
    *p = (struct told){ .key = story_text(j, "key"), .json = j, .actions = arena_new(a, struct id, json_array_size(json_object_get(j, "actions")) + 1) };
    if (!p->key || !json_object_get(j, "made_ago")) return story_wrong(all->t, "plans");
    add_events(all, p);
  }
  if (all->event_count) qsort(all->events, all->event_count, sizeof *all->events, earliest_first);
  return OK;
}

/* Kept from day to day in the memory of the story's request. */
static int telling_of(struct story *t, void **own, struct telling **out)
{
  if (!*own) {
    struct telling *const new = arena_new(&t->c->arena, struct telling, 1);
    *new = (struct telling){ .t = t };
    TRY(begin(new, json_object_get(t->json, "plans")));
    *own = new;
  }
  *out = *own;
  return OK;
}

/* After what the day itself brought: so a plan of one day and a part of the same stand in one order. */
enum { AFTER_THE_DAY = 10000 };

int example_plans(struct story *t, int64_t days, void **own)
{
  struct telling *all;
  TRY(telling_of(t, own, &all));
  for (; all->next < all->event_count && all->events[all->next].days > days; all->next++) {
    const struct event *const e = &all->events[all->next];
    story_on(t, e->days, AFTER_THE_DAY + all->next);
    const int rc = tell(all, e);
    if (rc != OK) t->c->error.field = JOIN(&t->c->arena, e->plan->key, ".", t->c->error.field ? t->c->error.field : "");
    TRY(rc);
  }
  return OK;
}
