#include "vignettes.h"
#include "shipped.h"
#include <jansson.h>

static const char *text_in(struct ctx *c, const json_t *object, const char *name)
{
  const char *const s = json_string_value(json_object_get(object, name));
  return s ? arena_text(&c->arena, s, strlen(s)) : "";
}

static struct text_list texts_in(struct ctx *c, const json_t *object, const char *name)
{
  const json_t *const array = json_object_get(object, name);
  struct text_list list = { arena_new(&c->arena, const char *, json_array_size(array) + 1), 0 };
  for (size_t i = 0; i < json_array_size(array); i++) {
    const char *const s = json_string_value(json_array_get(array, i));
    if (s) list.at[list.count++] = arena_text(&c->arena, s, strlen(s));
  }
  return list;
}

static int read_one(struct ctx *c, const json_t *o, struct vignette *v)
{
  v->id = text_in(c, o, "id");
  v->title[LANG_NL] = text_in(c, o, "title_nl");
  v->title[LANG_EN] = text_in(c, o, "title_en");
  v->source = text_in(c, o, "source");
  v->safety = texts_in(c, o, "safety");
  for (int k = 0; k < VERDICT_COUNT; k++) v->lists[k] = texts_in(c, o, verdict_key((enum verdict)k));
  char *const profile = json_dumps(json_object_get(o, "profile"), JSON_COMPACT);
  if (!profile) return fail(c, ERR_INVALID, v->id, N_("This is not valid JSON."));
  const int rc = profile_read_json(c, profile, strlen(profile), &v->profile);
  free(profile);
  return rc;
}

static int read_all(struct ctx *c, const json_t *root, struct vignette_list *out)
{
  struct vignette_list all = { arena_new(&c->arena, struct vignette, json_array_size(root) + 1), 0 };
  for (; all.count < json_array_size(root); all.count++) TRY(read_one(c, json_array_get(root, all.count), &all.at[all.count]));
  *out = all;
  return OK;
}

int vignettes_read(struct ctx *c, struct vignette_list *out)
{
  const char *const text = shipped_read(&c->arena, c->data_folder, "rules/vignettes.json");
  json_error_t where;
  json_t *const root = json_loads(text, JSON_REJECT_DUPLICATES, &where);
  const int rc = json_is_array(root) ? read_all(c, root, out) : fail(c, ERR_INVALID, "vignettes.json", N_("This is not valid JSON."));
  json_decref(root);
  return rc;
}
