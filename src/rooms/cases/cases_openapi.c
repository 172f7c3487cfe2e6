/* What this room says of itself in the description of the interface for programs. */
#include "cases_api.h"

/* Every kind of part is written down, read and changed in the same way. */
#define PARTS(X) \
  X(incident, "Incident") X(case_note, "CaseNote") X(safety_score, "SafetyScore") X(risk, "Risk") X(pattern, "Pattern") X(generation, "Generation") \
  X(profile_note, "ProfileNote") X(motivation_note, "MotivationNote") X(scale_up, "ScaleUp") X(helper, "Helper") X(meldcode, "Meldcode")

#define ABOUT_PART(T, Name) \
  { api_add_part,    "add" Name,    "Writes this down about a household. Who reads it is chosen each time: `place`.", "PartFile", API_ADDS, &T##_record }, \
  { api_part,        "get" Name,    "One part, as it lies in the timeline.", "PartFile", API_READS, &T##_record }, \
  { api_change_part, "change" Name, "Changes a part: the members that are sent; the others stay. Where it lies does not change: `place` is not looked at. "  \
    "What turned out to be wrong is struck out: `struck` says why.", "PartFile", API_CHANGES, &T##_record },
#define SCHEMAS_OF_PART(T, Name) { Name, &T##_record, OPENAPI_FILLED }, { Name "New", &T##_record, OPENAPI_ASKED }, { Name "Change", &T##_record, OPENAPI_CHANGE },

static const struct api_about abouts[] = {
  { api_parts, "listParts", "The timeline of a household: parts of every kind that the key's owner may see, newest day first, also what was struck out. "
    "`together` says whether two parties may be brought together.", "PartPage", API_READS, NULL },
  PARTS(ABOUT_PART)
  { api_actions,       "listActions",    "What is agreed with a household, as far as the key's owner may see it: open ones first, by day.", "ActionPage", API_READS, NULL },
  { api_add_action,    "addAction",      "Agrees something new. `doer`: `account:` or `person:` with an id (also of a member), or `somebody` with `somebody`.", "Action", API_ADDS, NULL },
  { api_actions_mine,  "listOwnActions", "Open actions that the key's owner does, in all households, by day; 200 at most.", "ActionPage", API_READS, NULL },
  { api_action,        "getAction",      "One action.", "Action", API_READS, NULL },
  { api_change_action, "changeAction",   "Another day, doer or words, while it is open: the members that are sent; the others stay. Who reads it does not change.", "Action", API_CHANGES, NULL },
  { api_end_action,    "endAction",      "Done, or not to be done, with words.", "Action", API_CHANGES, NULL },
  { api_phase,         "getPhase",       "Where a household stands, which ways lead on, and what is missing for each, as far as the key's owner may know it.", "Phase", API_READS, NULL },
  { .of = NULL }
};

static const struct api_schema schemas[] = {
  PARTS(SCHEMAS_OF_PART)
  { "Action",       &action_told_record,  OPENAPI_STORED },
  { "ActionNew",    &action_new_record,   OPENAPI_ASKED },
  { "ActionChange", &action_new_record,   OPENAPI_CHANGE },
  { "ActionEnd",    &action_close_record, OPENAPI_ACT },
  { .name = NULL }
};

#define OR_PART(T, Name) "|" Name
static const struct api_member part_file[] = { { "kind", "string" }, { "household", "string" }, { "by", "?string" }, { "part", "@" PARTS(OR_PART) }, API_END };
static const struct api_member part_page[] = { { "together", "string" }, { "parts", "@@PartFile" }, { "next", "?string" }, API_END };
static const struct api_member action_page[] = { { "actions", "@@Action" }, API_END };
static const struct api_member gate_missing[] = { { "kind", "string" }, { "about", "?string" }, { "id", "?string" }, API_END };
static const struct api_member phase_way[] = { { "to", "string" }, { "gate", "boolean" }, { "missing", "@@PhaseMissing" }, API_END };
static const struct api_member judged[] = { { "person", "?string" }, { "towards", "string" }, { "enough", "string" }, { "why", "?string" }, { "by", "?string" }, { "at", "?string" }, API_END };
static const struct api_member move[] = { { "from", "?string" }, { "to", "string" }, { "why", "?string" }, { "without", "?string" }, { "by", "?string" }, { "at", "?string" }, API_END };
static const struct api_member phase[] = { { "household", "string" }, { "state", "?string" }, { "since", "?string" }, { "why", "?string" }, { "by", "?string" }, { "together", "string" },
  { "ways", "@@PhaseWay" }, { "judged", "@@PhaseJudged" }, { "moves", "@@PhaseMove" }, API_END };
static const struct api_document documents[] = { { "ActionPage", action_page }, { "Phase", phase }, { "PhaseWay", phase_way }, { "PhaseMissing", gate_missing },
  { "PhaseJudged", judged }, { "PhaseMove", move }, { "PartFile", part_file }, { "PartPage", part_page }, { .name = NULL } };

const struct api_part cases_api = { .abouts = abouts, .schemas = schemas, .documents = documents };
