/* Descriptions of an interface for programs (OpenAPI 3.1), from the tables of routes and the declared fields. Texts are English. */
#ifndef OPENAPI_H
#define OPENAPI_H
#include "json.h"
#include "web.h"

/* "$ref" to a schema of this document. */
void openapi_ref(struct json *j, const char *schema);
/* "enum": the keys of these choices; with `or_null` also null. */
void openapi_enum(struct json *j, const struct choices *values, bool or_null);
/* The schema of a record: STORED as json_stored writes it, FILLED as json_filled does; ASKED as json_read_row and json_read_new take it, CHANGE as json_read_change
 * does, ACT as json_read_act. */
enum openapi_face { OPENAPI_STORED, OPENAPI_ASKED, OPENAPI_CHANGE, OPENAPI_FILLED, OPENAPI_ACT };
void openapi_record(struct json *j, const struct record *rec, enum openapi_face face);
/* "/hsds/services/:id" without "/hsds": "/services/{id}". In c->arena. */
const char *openapi_path(struct ctx *c, const char *path, const char *without);
/* One parameter without its schema, and that of an id in the path. */
void openapi_parameter(struct json *j, const char *name, const char *in, const char *description);
void openapi_id_parameter(struct json *j);

/* --- the interface for programs ------------------------------------------------------------------------
 * GET /api/v1/openapi.json is put together from what each room says of its own rows. A test checks that none is missing. */

#define API_PATH "/api/v1"
handler api_openapi;

enum api_does { API_READS, API_ADDS, API_CHANGES };        /* ADDS answers 201; CHANGES knows versions, and answers 412 */
/* Of a row: what it is for, and the schema of its answer. `rec`: where one handler serves several rows, what this one takes (a GET: the POST row of its path). */
struct api_about { handler *of; const char *id, *summary, *answer; enum api_does does; const struct record *rec; };
struct api_schema { const char *name; const struct record *rec; enum openapi_face face; };
/* Documents that hold these: "@X" an X, "@@X" a list of them, "@?X" an X or null, "@X|Y|Z" one of these, "[]string" a list of strings; else a JSON type,
 * "?string" one that may be null. */
struct api_member { const char *name, *type; };
#define API_END { NULL, NULL }
struct api_document { const char *name; const struct api_member *members; };
/* What we send to others by ourselves: the name of the event, and the schema of what is posted. */
struct api_webhook { const char *name, *id, *summary, *schema; };
/* Each list ends with an empty row; each may be NULL. */
struct api_part { const struct api_about *abouts; const struct api_schema *schemas; const struct api_document *documents; const struct api_webhook *webhooks; };
#endif
