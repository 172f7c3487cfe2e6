/* What the readers of FHIR's JSON share. Inside this room only. */
#ifndef DEFINITION_READ_H
#define DEFINITION_READ_H
#include "ctx.h"
#include <jansson.h>

enum { WORDING_MOST = 2000, NAME_MOST = 64 };

/* `where`: what a message is about: a linkId, or the questionnaire. */
struct fhir { struct ctx *c; const char *where; };

#define FHIR_EXTENSION(name) "http://hl7.org/fhir/StructureDefinition/" name

MUST_USE int fhir_wrong(const struct fhir *f, const char *text);
/* Refuses members that are not in `names` (NULL behind the last one), extensions of those names excepted: they are read apart. */
MUST_USE int fhir_only(const struct fhir *f, json_t *object, const char *const *names);
/* A text of 1 to `most` bytes without control characters; NULL in *out if it is not there. In the arena. */
MUST_USE int fhir_text(const struct fhir *f, const json_t *object, const char *name, size_t most, const char **out);
/* Likewise with its translations (extension translation of `_name`). The languages that are not said are as the main one. */
MUST_USE int fhir_wording(const struct fhir *f, const json_t *object, const char *name, const char *out[static LANG_COUNT]);
MUST_USE int fhir_flag(const struct fhir *f, const json_t *object, const char *name, bool *out);
MUST_USE int fhir_whole(const struct fhir *f, const json_t *object, const char *name, struct num *out);
/* The list of that name, *count 0 if it is not there; too many: refused. */
MUST_USE int fhir_list(const struct fhir *f, const json_t *object, const char *name, size_t most, const json_t **out, size_t *count);
/* The extension of that URL among those of an object; NULL: none. */
json_t *fhir_extension(const json_t *object, const char *url);
/* Every extension of an object is one of `urls` (NULL behind the last one). */
MUST_USE int fhir_extensions_only(const struct fhir *f, const json_t *object, const char *const *urls);
#endif
