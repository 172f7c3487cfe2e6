/* The interface for programs: the same dossier as the pages show, as JSON, to whoever's key it is. docs/api.md tells how to use it. */
#ifndef CASES_API_H
#define CASES_API_H
#include "cases_web.h"
#include "openapi.h"

/* What a program asks of a timeline. `kind`: the name of a record. */
struct parts_ask { const char *kind; struct id about; struct date since, until; const char *after; };
DECLARE_RECORD(parts_ask);

handler api_parts, api_add_part, api_part, api_change_part;
extern const struct api_part cases_api;

static inline int api_answer(struct ctx *c, int status) { return respond(c, status, "application/json; charset=utf-8"); }
#endif
