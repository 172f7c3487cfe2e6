#include "example_story.h"
#include "actions.h"
#include "calendar.h"
#include "html.h"
#include "ids.h"
#include "text.h"

const char *story_text(const json_t *of, const char *key) { return json_string_value(json_object_get(of, key)); }
int64_t story_number(const json_t *of, const char *key) { return json_integer_value(json_object_get(of, key)); }

/* `where` may be a word of the file, which goes before the error does. */
int story_wrong(struct story *t, const char *where)
{
  return fail(t->c, ERR_INVALID, arena_text(&t->c->arena, where, strlen(where)), N_("This part of the example case cannot be read."));
}

void story_as(struct story *t, const struct synth_actor *who)
{
  t->c->scope.actor = who->account;
  t->c->scope.organisation = who->organisation;
  t->c->scope.role = who->role;
  t->c->scope.reach = REACH_INVOLVED;
}

const struct synth_actor *story_actor(const struct story *t, const char *called)
{
  if (!called) return NULL;
  if (strcmp(called, "team") == 0) return &t->s->team;
  if (strcmp(called, "shelter") == 0) return &t->s->shelter;
  return strcmp(called, "director") == 0 ? &t->s->director : NULL;
}

void story_at(struct story *t, enum case_place place) { story_as(t, place == PLACE_A ? &t->s->team : place == PLACE_B ? &t->s->shelter : &t->s->director); }

enum case_place story_place(const json_t *of)
{
  const char *const key = story_text(of, "place");
  return key ? (enum case_place)choice_find(&case_place_choices, key, strlen(key)) : CASE_PLACE_UNKNOWN;
}

void story_on(struct story *t, int64_t days, size_t step)
{
  t->c->now = t->today - days * DAY_MS + (int64_t)step;
  t->c->today = date_at(t->c->now);
}

struct story_member *story_member(struct story *t, const char *key)
{
  for (size_t i = 0; key && i < t->member_count; i++) if (strcmp(t->members[i].key, key) == 0) return &t->members[i];
  return NULL;
}

int story_person(struct story *t, const char *key, enum case_place at, struct id *out)
{
  const struct story_member *const m = story_member(t, key);
  *out = ID_NONE;
  if (!key) return OK;
  if (m) *out = (at == PLACE_A || at == PLACE_B) && at != m->side ? m->member : m->id;
  return id_known(*out) ? OK : story_wrong(t, key);
}

int story_fill(struct story *t, const struct record *rec, const json_t *j, void *row)
{
  const char *key;
  json_t *value;
  json_object_foreach((json_t *)(uintptr_t)j, key, value) {
    const struct field *const f = record_field(rec, key);
    if (!f || f->kind == FIELD_REF || f->flags & IN_PROGRAM) continue;
    const char *const text = json_is_integer(value) ? arg_int(&t->c->arena, json_integer_value(value)) : json_string_value(value);
    if (!text) return story_wrong(t, key);
    if (field_parse(t->c, f, text, row)) return fail(t->c, ERR_INVALID, f->name, N_("This part of the example case cannot be read."));
  }
  return OK;
}

static int doer_of(struct story *t, const json_t *j, struct action_new *n)
{
  const char *const doer = story_text(j, "doer");
  const struct synth_actor *const who = story_actor(t, doer);
  struct id person;
  if (!doer) return story_wrong(t, "doer");
  if (who) n->doer = JOIN(&t->c->arena, "account:", arg_id(&t->c->arena, who->account));
  else if (strncmp(doer, "somebody:", 9) == 0) { n->somebody = doer + 9; n->doer = "somebody"; }
  else if (strncmp(doer, "person:", 7) == 0) {
    TRY(story_person(t, doer + 7, n->place, &person));
    n->doer = JOIN(&t->c->arena, "person:", arg_id(&t->c->arena, person));
  } else return story_wrong(t, doer);
  return OK;
}

int story_action(struct story *t, const json_t *j, struct action_new *n)
{
  const struct date due = date_plus_days(date_at(t->today), (int)story_number(j, "due_in"));
  json_t *const own = json_copy((json_t *)(uintptr_t)j);
  json_object_del(own, "doer");
  const int rc = story_fill(t, &action_new_record, own, n);
  json_decref(own);
  TRY(rc);
  n->due = date_before(due, t->c->today) ? t->c->today : due;
  TRY(doer_of(t, j, n));
  return story_person(t, story_text(j, "whom"), n->place, &n->whom);
}

int story_action_end(struct story *t, const json_t *j, struct id action)
{
  struct action_close n = { .state = ACTION_DONE };
  struct case_action a;
  TRY(story_fill(t, &action_close_record, j, &n));
  TRY(action_get(t->c, action, &a));
  return action_end(t->c, a.id, a.version, &n);
}
