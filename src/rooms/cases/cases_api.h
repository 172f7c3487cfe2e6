/* The interface for programs: the same dossier as the pages show, as JSON, to whoever's key it is. docs/api.md tells how to use it. */
#ifndef CASES_API_H
#define CASES_API_H
#include "cases_web.h"
#include "openapi.h"

/* What a program asks of a timeline. `kind`: the name of a record. */
struct parts_ask { const char *kind; struct id about; struct date since, until; const char *after; };
DECLARE_RECORD(parts_ask);

/* An action as its readers may know it: doers by name, and by key only where the reader could choose them. */
struct action_told {
  struct id id;
  int32_t version;
  struct id household, plan;           /* household: as it is now */
  const char *what, *doer, *who, *somebody;      /* doer: as action_new takes it; who: the name; NULL: not for the reader to know */
  struct id whom;
  struct date due;
  enum action_form form;
  enum action_phase phase;
  enum case_place place;
  enum action_state state;
  const char *result;
  struct instant closed;
  const char *by;
  enum yes_no mine, late, stopped;
};
DECLARE_RECORD(action_told);

handler api_actions, api_actions_mine, api_add_action, api_action, api_change_action, api_end_action, api_phase;
handler api_parts, api_add_part, api_part, api_change_part;
extern const struct api_part cases_api;

static inline int api_answer(struct ctx *c, int status) { return respond(c, status, "application/json; charset=utf-8"); }
#endif
