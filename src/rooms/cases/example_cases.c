#include "example_cases.h"
#include "actions.h"
#include "calendar.h"
#include "example_story.h"
#include "phases.h"
#include "relations.h"
#include "rooms.h"

enum event_kind { EVENT_PERSON, EVENT_PART, EVENT_ACTION, EVENT_ENDED, EVENT_JUDGED, EVENT_PHASE };
struct event { int64_t days; enum event_kind kind; size_t number; const json_t *json; };      /* days: before today */

/* --- the household ---------------------------------------------------------------------------------------- */

static int add_home(struct story *t, struct id person, const json_t *j)
{
  struct address a = { .person = person };
  if (!j) return OK;
  TRY(story_fill(t, &address_record, j, &a));
  return address_add(t->c, &a, NULL);
}

static int add_person(struct story *t, const json_t *j)
{
  const char *const side = story_text(j, "side"), *const gender = story_text(j, "gender"), *const role = story_text(j, "role"), *const born = story_text(j, "born");
  struct person_new n = { .called = story_text(j, "called"), .prefix = story_text(j, "prefix"), .surname = story_text(j, "surname"), .relation = story_text(j, "relation"),
    .shared_name = story_text(j, "shared_name"), .anyway = YES };
  if (!side || !role || !story_text(j, "key") || t->member_count == STORY_PERSONS_MOST) return story_wrong(t, "persons");
  n.role = (enum member_role)choice_find(&member_role_choices, role, strlen(role));
  if (gender) n.gender = (enum person_gender)choice_find(&person_gender_choices, gender, strlen(gender));
  if (born && !date_parse(born, &n.birth)) return story_wrong(t, born);
  struct story_member *const k = &t->members[t->member_count++];
  k->key = story_text(j, "key");
  k->side = strcmp(side, "b") == 0 ? PLACE_B : PLACE_A;
  TRY(person_add(t->c, k->side == PLACE_B ? t->side_b : t->side_a, &n, &k->id));
  struct membership_list memberships;
  TRY(memberships_of_person(t->c, k->id, &memberships));
  k->member = memberships.at[0].member;
  return add_home(t, k->id, json_object_get(j, "lives"));
}

/* Who is what of whom, where the file says that it may be read. */
static int add_kin(struct story *t)
{
  size_t i;
  json_t *j;
  story_as(t, &t->s->director);
  json_array_foreach(json_object_get(t->json, "kin"), i, j) {
    const char *const readers = story_text(j, "readers");
    const bool shared = readers && strcmp(readers, "shared") == 0;
    const struct story_member *const one = story_member(t, story_text(j, "one")), *const other = story_member(t, story_text(j, "other"));
    struct relation_new n = { .readers = shared ? t->household : readers && strcmp(readers, "a") == 0 ? t->side_a : t->side_b };
    if (!one || !other || !readers) return story_wrong(t, "kin");
    TRY(story_fill(t, &relation_new_record, j, &n));
    n.one = shared ? one->member : one->id;
    n.other = shared ? other->member : other->id;
    TRY(relation_add(t->c, t->household, &n, NULL));
  }
  return OK;
}

static int open_it(struct story *t)
{
  const struct household_new n = { .name = story_text(t->json, "name"), .mine = MY_SIDE_BOTH };
  struct household_file f;
  story_as(t, &t->s->director);
  TRY(household_open(t->c, &n, &t->household));
  TRY(household_file(t->c, t->household, &f));
  t->side_a = f.sides.at[0].id;
  t->side_b = f.sides.at[1].id;
  const struct id a[] = { f.household.compartment, f.sides.at[0].compartment }, b[] = { f.household.compartment, f.sides.at[1].compartment };
  TRY(synth_ask_in(t->c, &t->s->team, a, COUNT(a), t->household, "Mondeling gegeven in een gesprek"));
  return synth_ask_in(t->c, &t->s->shelter, b, COUNT(b), t->household, "Mondeling gegeven in een gesprek");
}

/* --- what happened ----------------------------------------------------------------------------------------- */

static int tell_part(struct story *t, const json_t *j)
{
  const struct case_kind *const k = case_kind_named(story_text(j, "kind"));
  if (!k) return story_wrong(t, "kind");
  struct case_part *const p = arena_alloc(&t->c->arena, k->rec->size);
  json_t *const own = json_copy((json_t *)(uintptr_t)j);      /* without what the file calls the kind of a part: a note has one too */
  memset(p, 0, k->rec->size);
  json_object_del(own, "kind");
  if (json_object_get(own, "note")) json_object_set(own, "kind", json_object_get(own, "note"));
  const int rc = story_fill(t, k->rec, own, p);
  json_decref(own);
  TRY(rc);
  p->day = t->c->today;
  p->place = story_place(j);
  TRY(story_person(t, story_text(j, "about"), p->place, &p->about));
  if (k == &case_kinds[KIND_INCIDENT]) TRY(story_person(t, story_text(j, "against"), p->place, &((struct incident *)p)->against));
  story_at(t, p->place);
  return case_part_add(t->c, k, t->household, p, NULL);
}

static int tell_action(struct story *t, const struct event *e)
{
  struct action_new n = { .place = story_place(e->json) };
  TRY(story_action(t, e->json, &n));
  story_at(t, n.place);
  return action_add(t->c, t->household, ID_NONE, &n, &t->actions[e->number]);
}

static int tell_ended(struct story *t, const struct event *e)
{
  story_at(t, story_place(e->json));
  return story_action_end(t, e->json, t->actions[e->number]);
}

static int tell_judged(struct story *t, const json_t *j)
{
  struct judgement_new n = { .enough = YES };
  const char *const towards = story_text(j, "towards");
  TRY(story_fill(t, &judgement_new_record, j, &n));
  if (towards) n.towards = (enum case_state)choice_find(&case_state_choices, towards, strlen(towards));
  TRY(story_person(t, story_text(j, "person"), PLACE_PERSON, &n.person));
  story_as(t, &t->s->director);
  return judgement_add(t->c, t->household, &n);
}

static int tell_phase(struct story *t, const json_t *j)
{
  struct phase_ask n = { .state = CASE_STATE_UNKNOWN };
  TRY(story_fill(t, &phase_ask_record, j, &n));
  story_as(t, &t->s->director);
  return phase_move(t->c, t->household, t->phase_version++, &n);
}

static int tell(struct story *t, const struct event *e)
{
  switch (e->kind) {
  case EVENT_PERSON: story_as(t, &t->s->director); return add_person(t, e->json);
  case EVENT_PART:   return tell_part(t, e->json);
  case EVENT_ACTION: return tell_action(t, e);
  case EVENT_ENDED:  return tell_ended(t, e);
  case EVENT_JUDGED: return tell_judged(t, e->json);
  default:           return tell_phase(t, e->json);
  }
}

/* --- in the order in which it happened ------------------------------------------------------------------- */

static int earliest_first(const void *a, const void *b)
{
  const struct event *const x = a, *const y = b;
  if (x->days != y->days) return x->days > y->days ? -1 : 1;
  if (x->kind != y->kind) return (int)x->kind - (int)y->kind;
  return x->number < y->number ? -1 : x->number > y->number;
}

static size_t add_events(struct story *t, const char *list, const char *when, enum event_kind kind, struct event *at)
{
  size_t i, n = 0;
  json_t *j;
  json_array_foreach(json_object_get(t->json, list), i, j) if (json_object_get(j, when)) at[n++] = (struct event){ story_number(j, when), kind, i, j };
  return n;
}

/* Persons are there from the beginning, or from their birth. */
static size_t add_persons(struct story *t, int64_t first, struct event *at)
{
  size_t i, n = 0;
  json_t *j;
  json_array_foreach(json_object_get(t->json, "persons"), i, j) {
    struct date born;
    const char *const text = story_text(j, "born");
    const int64_t age = text && date_parse(text, &born) ? date_days_between(born, date_at(t->today)) : first;
    at[n++] = (struct event){ age < first ? age : first, EVENT_PERSON, i, j };
  }
  return n;
}

/* What the other rooms have of the days before: a gate of today counts on it. */
enum { ROOMS_MOST = 64, TO_THE_END = -1 };
static int tell_rooms(struct story *t, int64_t days, void **own)
{
  for (size_t r = 0; r < ROOMS_MOST && rooms[r]; r++) if (rooms[r]->example) TRY(rooms[r]->example(t, days, &own[r]));
  return OK;
}

static int tell_all(struct story *t)
{
  void *own[ROOMS_MOST] = { NULL };
  const size_t actions = json_array_size(json_object_get(t->json, "actions"));
  const size_t most = json_array_size(json_object_get(t->json, "parts")) + 2 * actions + json_array_size(json_object_get(t->json, "judgements"))
    + json_array_size(json_object_get(t->json, "phases")) + json_array_size(json_object_get(t->json, "persons"));
  struct event *const events = arena_new(&t->c->arena, struct event, most + 1);
  size_t n = add_events(t, "parts", "days_ago", EVENT_PART, events);
  t->actions = arena_new(&t->c->arena, struct id, actions + 1);
  n += add_events(t, "actions", "made_ago", EVENT_ACTION, events + n);
  n += add_events(t, "actions", "ended_ago", EVENT_ENDED, events + n);
  n += add_events(t, "judgements", "days_ago", EVENT_JUDGED, events + n);
  n += add_events(t, "phases", "days_ago", EVENT_PHASE, events + n);
  if (n) qsort(events, n, sizeof *events, earliest_first);
  const int64_t first = n ? events[0].days : 0;
  n += add_persons(t, first, events + n);
  if (n) qsort(events, n, sizeof *events, earliest_first);
  story_on(t, first, 0);
  TRY(open_it(t));
  for (size_t i = 0; i < n; i++) {
    if (events[i].kind != EVENT_PERSON) TRY(tell_rooms(t, events[i].days, own));      /* nothing is told of somebody who is not there yet */
    story_on(t, events[i].days, i + 1);
    TRY(tell(t, &events[i]));
  }
  TRY(add_kin(t));
  return tell_rooms(t, TO_THE_END, own);
}

const char *example_case_name(struct ctx *c, const char *json)
{
  json_t *const root = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
  const char *const name = root ? story_text(root, "name") : NULL, *const kept = name ? arena_text(&c->arena, name, strlen(name)) : NULL;
  json_decref(root);
  return kept;
}

int example_case_load(struct ctx *c, const struct synth *s, const char *json, struct id *household)
{
  const struct scope before = c->scope;
  const int64_t now = c->now;
  const struct date today = c->today;
  struct story t = { .c = c, .s = s, .today = now };
  json_t *const root = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
  if (!json_is_object(root)) { json_decref(root); return fail(c, ERR_INVALID, "json", N_("This part of the example case cannot be read.")); }
  t.json = root;
  const int rc = tell_all(&t);
  c->scope = before;
  c->now = now;
  c->today = today;
  *household = t.household;
  json_decref(root);
  return rc;
}
