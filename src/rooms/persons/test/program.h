/* For tests: a program that asks with a key, through all of the house; and what its answer says. */
#ifndef PROGRAM_H
#define PROGRAM_H
#include "world.h"
#include "api_keys.h"
#include <jansson.h>

static struct world *program_world;
static char program_key[API_KEY_TEXT + 8];
/* In whose world it asks. */
static inline void program_of(struct world *w) { program_world = w; }

static inline struct set may(enum action a, enum action b, enum action d) { return set_with(set_with(set_with((struct set){ 1 }, a), b), d); }
static inline struct set all_three(void) { return may(MAY_SEE_FILES, MAY_WRITE_FILES, MAY_FIND); }

/* From now on programs ask with a key of that colleague. */
static inline void key_of(size_t n, struct set actions)
{
  struct world *const w = program_world;
  struct scratch *const s = w->s;
  struct signed_in me;
  struct id late;
  bool touch;
  char key[API_KEY_TEXT];
  console(w);
  MUST(session_enter(&s->c, strchr(w->at[n].cookie, '=') + 1, &me, &late, &touch));
  const struct api_key k = { .label = "Program", .actions = actions, .until = s->c.today };
  MUST(api_key_make(&s->c, &me, &k, key));
  snprintf(program_key, sizeof program_key, "Bearer %s", key);
}

static void (*program_waits)(void);     /* what happens between the reader that lets a program in and the writer; NULL: nothing */
static inline void end_keys(size_t n)
{
  struct scratch *const s = program_world->s;
  struct api_key_list keys;
  as(program_world, n);
  MUST(api_keys_of(&s->c, program_world->at[n].account, &keys));
  for (size_t i = 0; i < keys.count; i++) MUST(api_key_end(&s->c, keys.at[i].id));
}

/* `posted` NULL: a GET. */
static inline int program_asks_as(const char *type, const char *target, const char *posted)
{
  struct world *const w = program_world;
  struct scratch *const s = w->s;
  ctx_release(&w->c);
  s->c.now++;
  ctx_init(&w->c, s->c.now, chance_bytes, 1 << 22);
  w->c.app = &w->app;
  w->c.keys = s->c.keys;
  w->c.db = s->c.db;
  w->c.places = &w->places;
  w->r = (struct request){ .method = posted ? "POST" : "GET", .target = target, .host = "localhost", .authorization = program_key, .content_type = posted ? type : NULL };
  w->c.request = &w->r;
  if (posted) put(&w->r.body, posted);
  enum stage stage = request_begin(&w->c);
  while (stage != STAGE_DONE) {
    if (stage == STAGE_WRITE && program_waits) program_waits();
    stage = request_end(&w->c, stage == STAGE_DB ? db_read(&w->c, request_body, NULL)
                             : stage == STAGE_WRITE || stage == STAGE_LOG ? db_transaction(&w->c, request_body, NULL) : request_body(&w->c, NULL));
  }
  buf_release(&w->r.body);
  return w->r.status;
}
static inline int program_asks(const char *target, const char *posted) { return program_asks_as("application/json", target, posted); }

/* "persons.0.called" of the answer; "" if that is not there. */
static inline const char *told(const char *at)
{
  static char text[400];
  json_t *const all = json_loads(buf_text(&program_world->c.out), 0, NULL), *v = all;
  char names[100], *rest = names;
  snprintf(names, sizeof names, "%s", at);
  for (const char *name; v && (name = strsep(&rest, ".")) != NULL; ) v = json_is_array(v) ? json_array_get(v, (size_t)strtoul(name, NULL, 10)) : json_object_get(v, name);
  if (json_is_integer(v)) snprintf(text, sizeof text, "%lld", (long long)json_integer_value(v));
  else snprintf(text, sizeof text, "%s", json_is_string(v) ? json_string_value(v) : json_is_null(v) ? "null" : "");
  assert_non_null(all);
  json_decref(all);
  return text;
}
static inline size_t told_count(const char *name)
{
  json_t *const all = json_loads(buf_text(&program_world->c.out), 0, NULL);
  const size_t n = json_array_size(json_object_get(all, name));
  json_decref(all);
  return n;
}
#endif
