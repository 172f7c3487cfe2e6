/* Descriptions of an interface for programs (OpenAPI 3.1), from the tables of routes and the declared fields. Texts are English. */
#ifndef OPENAPI_H
#define OPENAPI_H
#include "json.h"
#include "web.h"

/* "$ref" to a schema of this document. */
void openapi_ref(struct json *j, const char *schema);
/* "enum": the keys of these choices; with `or_null` also null. */
void openapi_enum(struct json *j, const struct choices *values, bool or_null);
/* The schema of a record: STORED as json_stored writes it, ASKED as json_read_row takes it, CHANGE as json_read_change does. */
enum openapi_face { OPENAPI_STORED, OPENAPI_ASKED, OPENAPI_CHANGE };
void openapi_record(struct json *j, const struct record *rec, enum openapi_face face);
/* "/hsds/services/:id" without "/hsds": "/services/{id}". In c->arena. */
const char *openapi_path(struct ctx *c, const char *path, const char *without);
/* One parameter without its schema, and that of an id in the path. */
void openapi_parameter(struct json *j, const char *name, const char *in, const char *description);
void openapi_id_parameter(struct json *j);
#endif
