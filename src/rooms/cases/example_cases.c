#include "example_cases.h"
#include "actions.h"
#include "calendar.h"
#include "case_parts.h"
#include "html.h"
#include "ids.h"
#include "phases.h"
#include "text.h"
#include <jansson.h>

enum { PERSONS_MOST = 16, FIELD_NAME_MOST = 32 };
enum event_kind { EVENT_PERSON, EVENT_PART, EVENT_ACTION, EVENT_ENDED, EVENT_JUDGED, EVENT_PHASE };
struct event { int64_t days; enum event_kind kind; size_t number; const json_t *json; };      /* days: before today */
struct known { const char *key; struct id id, member; enum case_place side; };

struct telling {
  struct ctx *c;
  const struct synth *s;
  const json_t *json;
  int64_t today;                       /* the real moment */
  struct id household, side_a, side_b;
  struct known persons[PERSONS_MOST];
  size_t person_count;
  struct id *actions;                  /* as in the file */
  int32_t phase_version;
};

static const char *text_of(const json_t *of, const char *key) { return json_string_value(json_object_get(of, key)); }
static int64_t number_of(const json_t *of, const char *key) { return json_integer_value(json_object_get(of, key)); }
/* `where` may be a word of the file, which goes before the error does. */
static int wrong(struct telling *t, const char *where)
{
  return fail(t->c, ERR_INVALID, arena_text(&t->c->arena, where, strlen(where)), N_("This part of the example case cannot be read."));
}

/* --- who and when ---------------------------------------------------------------------------------------- */

static void act_as(struct telling *t, const struct synth_actor *who)
{
  t->c->scope.actor = who->account;
  t->c->scope.organisation = who->organisation;
  t->c->scope.role = who->role;
  t->c->scope.reach = REACH_INVOLVED;
}

/* Who writes for one side is of that side; what concerns all is the director's. */
static void act_at(struct telling *t, enum case_place place) { act_as(t, place == PLACE_A ? &t->s->team : place == PLACE_B ? &t->s->shelter : &t->s->director); }

static void go_back(struct telling *t, int64_t days, size_t step)
{
  t->c->now = t->today - days * DAY_MS + (int64_t)step;
  t->c->today = date_at(t->c->now);
}

/* As who writes at that place knows them: of the other side only what the household knows. */
static int person_called(struct telling *t, const char *key, enum case_place at, struct id *out)
{
  *out = ID_NONE;
  if (!key) return OK;
  for (size_t i = 0; i < t->person_count; i++) {
    const struct known *const k = &t->persons[i];
    if (strcmp(k->key, key) != 0) continue;
    *out = (at == PLACE_A || at == PLACE_B) && at != k->side ? k->member : k->id;
    return id_known(*out) ? OK : wrong(t, key);
  }
  return wrong(t, key);
}

static enum case_place place_of(const json_t *of)
{
  const char *const key = text_of(of, "place");
  return key ? (enum case_place)choice_find(&case_place_choices, key, strlen(key)) : CASE_PLACE_UNKNOWN;
}

/* --- the household ---------------------------------------------------------------------------------------- */

static int add_person(struct telling *t, const json_t *j)
{
  const char *const side = text_of(j, "side"), *const gender = text_of(j, "gender"), *const role = text_of(j, "role"), *const born = text_of(j, "born");
  struct person_new n = { .called = text_of(j, "called"), .prefix = text_of(j, "prefix"), .surname = text_of(j, "surname"), .relation = text_of(j, "relation"),
    .shared_name = text_of(j, "shared_name"), .anyway = YES };
  if (!side || !role || !text_of(j, "key") || t->person_count == PERSONS_MOST) return wrong(t, "persons");
  n.role = (enum member_role)choice_find(&member_role_choices, role, strlen(role));
  if (gender) n.gender = (enum person_gender)choice_find(&person_gender_choices, gender, strlen(gender));
  if (born && !date_parse(born, &n.birth)) return wrong(t, born);
  struct known *const k = &t->persons[t->person_count++];
  k->key = text_of(j, "key");
  k->side = strcmp(side, "b") == 0 ? PLACE_B : PLACE_A;
  TRY(person_add(t->c, k->side == PLACE_B ? t->side_b : t->side_a, &n, &k->id));
  struct membership_list memberships;
  TRY(memberships_of_person(t->c, k->id, &memberships));
  k->member = memberships.at[0].member;
  return OK;
}

static int open_it(struct telling *t)
{
  const struct household_new n = { .name = text_of(t->json, "name"), .mine = MY_SIDE_BOTH };
  struct household_file f;
  act_as(t, &t->s->director);
  TRY(household_open(t->c, &n, &t->household));
  TRY(household_file(t->c, t->household, &f));
  t->side_a = f.sides.at[0].id;
  t->side_b = f.sides.at[1].id;
  const struct id a[] = { f.household.compartment, f.sides.at[0].compartment }, b[] = { f.household.compartment, f.sides.at[1].compartment };
  TRY(synth_ask_in(t->c, &t->s->team, a, COUNT(a), t->household, "Mondeling gegeven in een gesprek"));
  return synth_ask_in(t->c, &t->s->shelter, b, COUNT(b), t->household, "Mondeling gegeven in een gesprek");
}

/* --- what happened ----------------------------------------------------------------------------------------- */

/* Every member of the object that is a field of the record, as if it had been typed. */
static int fill(struct telling *t, const struct record *rec, const json_t *j, void *row)
{
  const char *key;
  json_t *value;
  json_object_foreach((json_t *)(uintptr_t)j, key, value) {
    const struct field *const f = record_field(rec, key);
    if (!f || f->kind == FIELD_REF || f->flags & IN_PROGRAM) continue;
    const char *const text = json_is_integer(value) ? arg_int(&t->c->arena, json_integer_value(value)) : json_string_value(value);
    if (!text) return wrong(t, key);
    if (field_parse(t->c, f, text, row)) return fail(t->c, ERR_INVALID, f->name, N_("This part of the example case cannot be read."));
  }
  return OK;
}

static int tell_part(struct telling *t, const json_t *j)
{
  const struct case_kind *const k = case_kind_named(text_of(j, "kind"));
  if (!k) return wrong(t, "kind");
  struct case_part *const p = arena_alloc(&t->c->arena, k->rec->size);
  json_t *const own = json_copy((json_t *)(uintptr_t)j);      /* without what the file calls the kind of a part: a note has one too */
  memset(p, 0, k->rec->size);
  json_object_del(own, "kind");
  if (json_object_get(own, "note")) json_object_set(own, "kind", json_object_get(own, "note"));
  const int rc = fill(t, k->rec, own, p);
  json_decref(own);
  TRY(rc);
  p->day = t->c->today;
  p->place = place_of(j);
  TRY(person_called(t, text_of(j, "about"), p->place, &p->about));
  if (k == &case_kinds[KIND_INCIDENT]) TRY(person_called(t, text_of(j, "against"), p->place, &((struct incident *)p)->against));
  act_at(t, p->place);
  return case_part_add(t->c, k, t->household, p, NULL);
}

static const char *doer_key(struct telling *t, const char *doer, struct action_new *n)
{
  struct id person;
  const struct synth_actor *const who = strcmp(doer, "team") == 0 ? &t->s->team : strcmp(doer, "shelter") == 0 ? &t->s->shelter : strcmp(doer, "director") == 0 ? &t->s->director : NULL;
  if (who) return JOIN(&t->c->arena, "account:", arg_id(&t->c->arena, who->account));
  if (strncmp(doer, "somebody:", 9) == 0) { n->somebody = doer + 9; return "somebody"; }
  if (strncmp(doer, "person:", 7) != 0 || person_called(t, doer + 7, n->place, &person) != OK) return "";
  return JOIN(&t->c->arena, "person:", arg_id(&t->c->arena, person));
}

static int tell_action(struct telling *t, const struct event *e)
{
  struct action_new n = { .place = place_of(e->json) };
  const char *const doer = text_of(e->json, "doer");
  const struct date due = date_plus_days(date_at(t->today), (int)number_of(e->json, "due_in"));
  if (!doer) return wrong(t, "doer");
  json_t *const own = json_copy((json_t *)(uintptr_t)e->json);
  json_object_del(own, "doer");
  const int rc = fill(t, &action_new_record, own, &n);
  json_decref(own);
  TRY(rc);
  n.doer = doer_key(t, doer, &n);
  n.due = date_before(due, t->c->today) ? t->c->today : due;
  TRY(person_called(t, text_of(e->json, "whom"), n.place, &n.whom));
  act_at(t, n.place);
  return action_add(t->c, t->household, ID_NONE, &n, &t->actions[e->number]);
}

static int tell_ended(struct telling *t, const struct event *e)
{
  struct action_close n = { .state = ACTION_DONE };
  struct case_action a;
  TRY(fill(t, &action_close_record, e->json, &n));
  act_at(t, place_of(e->json));
  TRY(action_get(t->c, t->actions[e->number], &a));
  return action_end(t->c, a.id, a.version, &n);
}

static int tell_judged(struct telling *t, const json_t *j)
{
  struct judgement_new n = { .enough = YES };
  const char *const towards = text_of(j, "towards");
  TRY(fill(t, &judgement_new_record, j, &n));
  if (towards) n.towards = (enum case_state)choice_find(&case_state_choices, towards, strlen(towards));
  TRY(person_called(t, text_of(j, "person"), PLACE_PERSON, &n.person));
  act_as(t, &t->s->director);
  return judgement_add(t->c, t->household, &n);
}

static int tell_phase(struct telling *t, const json_t *j)
{
  struct phase_ask n = { .state = CASE_STATE_UNKNOWN };
  TRY(fill(t, &phase_ask_record, j, &n));
  act_as(t, &t->s->director);
  return phase_move(t->c, t->household, t->phase_version++, &n);
}

static int tell(struct telling *t, const struct event *e)
{
  switch (e->kind) {
  case EVENT_PERSON: act_as(t, &t->s->director); return add_person(t, e->json);
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

static size_t add_events(struct telling *t, const char *list, const char *when, enum event_kind kind, struct event *at)
{
  size_t i, n = 0;
  json_t *j;
  json_array_foreach(json_object_get(t->json, list), i, j) if (json_object_get(j, when)) at[n++] = (struct event){ number_of(j, when), kind, i, j };
  return n;
}

/* Persons are there from the beginning, or from their birth. */
static size_t add_persons(struct telling *t, int64_t first, struct event *at)
{
  size_t i, n = 0;
  json_t *j;
  json_array_foreach(json_object_get(t->json, "persons"), i, j) {
    struct date born;
    const char *const text = text_of(j, "born");
    const int64_t age = text && date_parse(text, &born) ? date_days_between(born, date_at(t->today)) : first;
    at[n++] = (struct event){ age < first ? age : first, EVENT_PERSON, i, j };
  }
  return n;
}

static int tell_all(struct telling *t)
{
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
  go_back(t, first, 0);
  TRY(open_it(t));
  for (size_t i = 0; i < n; i++) {
    go_back(t, events[i].days, i + 1);
    TRY(tell(t, &events[i]));
  }
  return OK;
}

const char *example_case_name(struct ctx *c, const char *json)
{
  json_t *const root = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
  const char *const name = root ? text_of(root, "name") : NULL, *const kept = name ? arena_text(&c->arena, name, strlen(name)) : NULL;
  json_decref(root);
  return kept;
}

int example_case_load(struct ctx *c, const struct synth *s, const char *json, struct id *household)
{
  const struct scope before = c->scope;
  const int64_t now = c->now;
  const struct date today = c->today;
  struct telling t = { .c = c, .s = s, .today = now };
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
