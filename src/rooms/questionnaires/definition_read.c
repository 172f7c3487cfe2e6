#include "definition_read.h"
#include "text.h"

int fhir_wrong(const struct fhir *f, const char *text) { return fail(f->c, ERR_INVALID, f->where, text); }

static bool is_among(const char *name, size_t len, const char *const *names)
{
  for (; *names; names++) if (strlen(*names) == len && memcmp(*names, name, len) == 0) return true;
  return false;
}

static int not_known(const struct fhir *f, const char *part)
{
  return fail(f->c, ERR_INVALID, f->where, JOIN(&f->c->arena, tr(f->c, N_("This program does not know this part of a questionnaire:")), " ", part));
}

/* Of a plain value `name` FHIR writes extensions into `_name`. */
int fhir_only(const struct fhir *f, json_t *object, const char *const *names)
{
  const char *name;
  json_t *v;
  json_object_foreach(object, name, v) {
    const bool beside = *name == '_';
    if (!is_among(name + beside, strlen(name + beside), names) && strcmp(name, "extension") != 0) return not_known(f, name);
  }
  return OK;
}

int fhir_text(const struct fhir *f, const json_t *object, const char *name, size_t most, const char **out)
{
  const json_t *const v = json_object_get(object, name);
  const char *const s = json_string_value(v);
  *out = NULL;
  if (!v) return OK;
  if (!s || !*s) return fhir_wrong(f, N_("A text is missing, or empty."));
  if (json_string_length(v) > most || strlen(s) != json_string_length(v)) return fhir_wrong(f, N_("This text is too long."));
  for (const char *at = s; *at; at++) if ((unsigned char)*at < ' ' && !strchr("\n\r\t", *at)) return fhir_wrong(f, N_("This text holds characters that cannot be kept. Type them again."));
  *out = arena_text(&f->c->arena, s, strlen(s));
  return OK;
}

json_t *fhir_extension(const json_t *object, const char *url)
{
  const json_t *const all = json_object_get(object, "extension");
  for (size_t i = 0; i < json_array_size(all); i++) {
    json_t *const one = json_array_get(all, i);
    const char *const of = json_string_value(json_object_get(one, "url"));
    if (of && strcmp(of, url) == 0) return one;
  }
  return NULL;
}

int fhir_extensions_only(const struct fhir *f, const json_t *object, const char *const *urls)
{
  const json_t *const all = json_object_get(object, "extension");
  if (all && !json_is_array(all)) return fhir_wrong(f, N_("An extension is written wrongly."));
  for (size_t i = 0; i < json_array_size(all); i++) {
    const char *const url = json_string_value(json_object_get(json_array_get(all, i), "url"));
    if (!url) return fhir_wrong(f, N_("An extension is written wrongly."));
    if (!is_among(url, strlen(url), urls)) return not_known(f, url);
  }
  return OK;
}

/* One translation: its parts are extensions called lang and content. */
static int read_translation(const struct fhir *f, const json_t *one, const char *out[static LANG_COUNT])
{
  static const char *const parts[] = { "lang", "content", NULL };
  const char *lang, *content;
  TRY(fhir_extensions_only(f, one, parts));
  TRY(fhir_text(f, fhir_extension(one, "lang"), "valueCode", NAME_MOST, &lang));
  TRY(fhir_text(f, fhir_extension(one, "content"), "valueString", WORDING_MOST, &content));
  if (!lang || !content) return fhir_wrong(f, N_("A translation has a language and a text."));
  if (strcmp(lang, "nl") == 0) out[LANG_NL] = content;
  else if (strcmp(lang, "en") == 0) out[LANG_EN] = content;
  else return fhir_wrong(f, N_("Texts are in Dutch (nl) and English (en)."));
  return OK;
}

int fhir_wording(const struct fhir *f, const json_t *object, const char *name, const char *out[static LANG_COUNT])
{
  static const char *const urls[] = { FHIR_EXTENSION("translation"), NULL };
  const char *said;
  TRY(fhir_text(f, object, name, WORDING_MOST, &said));
  for (size_t i = 0; i < LANG_COUNT; i++) out[i] = said;
  const json_t *const beside = json_object_get(object, JOIN(&f->c->arena, "_", name));
  if (!beside) return OK;
  if (!said) return fhir_wrong(f, N_("A text is missing, or empty."));
  TRY(fhir_extensions_only(f, beside, urls));
  for (size_t i = 0; i < json_array_size(json_object_get(beside, "extension")); i++) TRY(read_translation(f, json_array_get(json_object_get(beside, "extension"), i), out));
  return OK;
}

int fhir_flag(const struct fhir *f, const json_t *object, const char *name, bool *out)
{
  const json_t *const v = json_object_get(object, name);
  if (v && !json_is_boolean(v)) return fhir_wrong(f, N_("This is true or false."));
  *out = json_is_true(v);
  return OK;
}

int fhir_whole(const struct fhir *f, const json_t *object, const char *name, struct num *out)
{
  const json_t *const v = json_object_get(object, name);
  const double n = json_number_value(v);
  *out = (struct num){ .known = false };
  if (!v) return OK;
  if (!json_is_number(v) || n < -1e6 || n > 1e6 || (double)(int32_t)n != n) return fhir_wrong(f, N_("This is a whole number, at most a million."));
  *out = num((int32_t)n);
  return OK;
}

int fhir_list(const struct fhir *f, const json_t *object, const char *name, size_t most, const json_t **out, size_t *count)
{
  *out = json_object_get(object, name);
  *count = json_array_size(*out);
  if (!*out) return OK;
  if (!json_is_array(*out) || *count == 0) return fhir_wrong(f, N_("A list is missing, or empty."));
  return *count > most ? fhir_wrong(f, N_("This list is too long.")) : OK;
}
